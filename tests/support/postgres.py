"""A private PostgreSQL for the tests: started in a temporary folder, on a socket there, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

# Nothing of a test needs to survive a power cut; everywhere else these stay on.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
DURABLE: tuple[str, ...] = ()
"""As a server comes: for benchmarks, and for tests that pull the plug."""


class NoPostgres(Exception):
    """The server's programs are not on this machine."""


def binaries() -> Path:
    """Where initdb and pg_ctl are: on the path, or where Debian keeps them. Raises NoPostgres."""
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).resolve().parent] if on_path else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgres("initdb and pg_ctl are neither on the path nor under /usr/lib/postgresql")


class Cluster:
    """A running server; `url` of its empty database `postgres`."""

    def __init__(self, folder: Path, programs: Path, settings: Sequence[str]) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._programs = programs
        self._settings = settings
        self._user = _plain_user()

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://coach@/{database}?host={self.folder}"

    def start(self) -> None:
        options = " ".join(f"-c {setting}" for setting in self._settings)
        listen = f"-c listen_addresses= -c unix_socket_directories={self.folder} {options}"
        self._run("pg_ctl", "start", "-w", "-D", self.data, "-l", self.folder / "log", "-o", listen)

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "stop", "-m", mode, "-D", self.data)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """No server for a while."""
        self.stop("fast")
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """A server that takes connections and answers nothing, as a machine that swaps."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        found = subprocess.run(["pgrep", "-P", str(first)], capture_output=True, text=True, check=False)
        all_ = [first, *map(int, found.stdout.split())]
        for pid in all_:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in all_:
                os.kill(pid, signal.SIGCONT)

    def initialise(self) -> None:
        if self._user:
            shutil.chown(self.folder, self._user)
        options = ("-U", "coach", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._run("initdb", "-D", self.data, *options)

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        done = subprocess.run(
            command, user=self._user, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode(errors='replace').strip()}")


@contextmanager
def cluster(settings: Sequence[str] = FAST) -> Iterator[Cluster]:
    """A new server. Raises NoPostgres where there is none to start."""
    programs = binaries()
    folder = Path(tempfile.mkdtemp(prefix="hipcoach-pg-"))
    server = Cluster(folder, programs, settings)
    try:
        server.initialise()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _plain_user() -> str | None:
    """PostgreSQL refuses to run as root: who runs it then."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
