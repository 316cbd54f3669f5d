"""Copies of an SQLite database: made while the bot writes, checked before they count, put back when asked.

`VACUUM INTO` (https://www.sqlite.org/lang_vacuum.html#vacuuminto) reads one consistent state beside the writer, and
leaves erased people's pages out of the copy. A copy is a gzip file, because SQLite has no checksums: a flipped bit in
somebody's record would pass its own check, but not gzip's. PostgreSQL has tools of its own (docs/deploy/backup.md).
"""

from __future__ import annotations

import asyncio
import gzip
import os
import re
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy import make_url

from bot.store.migrations import REVISIONS

log = structlog.get_logger(__name__)

NAME = "hipcoach-{:%Y-%m-%d}.sqlite3.gz"
_NIGHTLY = re.compile(r"hipcoach-\d{4}-\d\d-\d\d\.sqlite3\.gz")
_GZIP = b"\x1f\x8b"
_BLOCK = 1 << 20


class BackupError(Exception):
    """A copy can not be made or put back; one line for the person who asked."""


def database_file(url: str) -> Path:
    """The file of an SQLite URL. Raises BackupError for another database."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise BackupError("backup and restore are for SQLite; for PostgreSQL use pg_dump and pg_restore")
    return Path(parsed.database)


def backups_folder(url: str, wanted: Path | None) -> Path:
    """Where copies go: the folder that was set, else `backups` beside the database. Raises BackupError."""
    return wanted or database_file(url).absolute().parent / "backups"


class Copying:
    """One copy on its way, which another thread may break off."""

    def __init__(self, source: Path, target: Path) -> None:
        self._source, self._target = source, target
        self._connection: sqlite3.Connection | None = None

    def run(self) -> int:
        """Copy, check, and only then give it its name; its size in bytes. Raises BackupError."""
        if not self._source.is_file():
            raise BackupError(f"there is no database {self._source}")
        target = self._target
        with _told(f"{self._source} can not be copied to {target}"):
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with _part(target, ".raw") as raw, _part(target) as packed:
                self._copy(raw)
                _check(raw, self._source)
                with raw.open("rb") as read, gzip.open(packed, "wb", compresslevel=6) as out:
                    shutil.copyfileobj(read, out, _BLOCK)
                _to_disk(packed)
                packed.replace(target)
                _to_disk(target.parent)
            return target.stat().st_size

    def _copy(self, part: Path) -> None:
        with closing(sqlite3.connect(self._source, timeout=10, check_same_thread=False)) as connection:
            self._connection = connection
            try:
                connection.execute("VACUUM INTO ?", (str(part),))
            finally:
                self._connection = None

    def break_off(self) -> None:
        """The copy ends with BackupError and leaves nothing behind."""
        if (connection := self._connection) is not None:
            connection.interrupt()


def backup(url: str, target: Path) -> int:
    """Copy the database at `url` into the file `target`; its size in bytes. Raises BackupError."""
    return Copying(database_file(url), target).run()


def _check(database: Path, file: Path) -> None:
    """Raises BackupError unless `database` is a whole one that this release can read; `file` is what it came from."""
    with _told(f"{file} is damaged or no copy of a database"), _opened(database) as connection:
        faults = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
        if faults != ["ok"]:
            raise BackupError(f"{file} is damaged: {faults[0].splitlines()[0]}")
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"alembic_version", "users", "facts"} <= tables:
            raise BackupError(f"{file} is no hipcoach database")
        revisions = {row[0] for row in connection.execute("SELECT version_num FROM alembic_version")}
        if not revisions <= set(REVISIONS):
            raise BackupError(f"{file} was written by a newer release: restore it with that one")


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """To read only, and as it lies there: nothing is made beside a copy on a read-only disk."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection


def restore(url: str, file: Path, now: datetime) -> Path | None:
    """Put the copy `file` in the place of the database at `url`; where the old one lies now, None where none was.

    Raises BackupError where the copy is not good, or while anybody has the database open; nothing is changed then.
    """
    target = database_file(url)
    if not file.is_file():
        raise BackupError(f"there is no file {file}")
    with _told(f"{file} can not be put in the place of {target}"), _part(target) as part:
        if target.exists() and file.samefile(target):
            raise BackupError(f"{file} is the database itself")
        _unpack(file, part)
        _check(part, file)
        kept = _lay_aside(target, now) if target.exists() else None
        part.replace(target)
        _to_disk(target.absolute().parent)
    return kept


def _unpack(file: Path, part: Path) -> None:
    """A copy as `backup` makes it, or a plain database file."""
    with file.open("rb") as first:
        packed = first.read(2) == _GZIP
    try:
        with gzip.open(file) if packed else file.open("rb") as read, part.open("wb") as out:
            shutil.copyfileobj(read, out, _BLOCK)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise BackupError(f"{file} is damaged") from None
    _to_disk(part)


def _lay_aside(target: Path, now: datetime) -> Path:
    """Give the old database another name, in one file: its write-ahead log is folded in first."""
    with closing(sqlite3.connect(target, timeout=2)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()  # refused while others have it open
        except sqlite3.OperationalError:
            raise BackupError(f"{target} is in use: stop hipcoach first") from None
        except sqlite3.DatabaseError:
            log.warning("the old database is damaged, it is kept as it is", file=str(target))
    kept = target.with_name(f"{target.name}.replaced-{now:%Y%m%d-%H%M%S}")
    target.rename(kept)
    for ending in ("-wal", "-shm"):  # left only by a damaged one; beside the new file they would damage that too
        with suppress(FileNotFoundError):
            target.with_name(target.name + ending).rename(kept.with_name(kept.name + ending))
    return kept


@contextmanager
def _part(target: Path, ending: str = "") -> Iterator[Path]:
    """An empty file beside `target` that is its owner's alone, as health data should be; gone afterwards."""
    part = target.with_name(f"{target.name}{ending}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _told(what: str) -> Iterator[None]:
    """The disk's and SQLite's complaints in one line."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"{what}: {error}") from None


@dataclass
class Nightly:
    """A copy every night (from two o'clock UTC, or as soon after as the bot runs), of which `keep` stay."""

    source: Path
    folder: Path
    keep: int
    hour: int = 2
    _tried: datetime | None = None
    _task: asyncio.Task[None] | None = None
    _copying: Copying | None = None

    def tick(self, now: datetime) -> None:
        """Begin tonight's copy where it is missing. It runs beside everything else; after a failure, in an hour."""
        target = self.folder / NAME.format(now)
        running = self._task is not None and not self._task.done()
        waiting = self._tried is not None and 0 <= (now - self._tried).total_seconds() < 3600
        if self.keep and now.hour >= self.hour and not (running or waiting or target.exists()):
            self._tried = now
            self._task = asyncio.create_task(self._copy(target))

    async def close(self) -> None:
        """Break off a copy that is on its way."""
        if self._task is not None and not self._task.done():
            while not self._task.done():
                if self._copying is not None:
                    self._copying.break_off()
                await asyncio.wait({self._task}, timeout=0.05)

    async def _copy(self, target: Path) -> None:
        self._copying = Copying(self.source, target)
        try:
            size = await asyncio.to_thread(self._copying.run)
            await asyncio.to_thread(self._rotate)
        except (BackupError, OSError) as error:
            log.error("no backup", why=str(error))
        else:
            log.info("backup made", file=str(target), bytes=size)

    def _rotate(self) -> None:
        nights = sorted(file for file in self.folder.iterdir() if _NIGHTLY.fullmatch(file.name))
        for file in nights[: -self.keep]:
            file.unlink(missing_ok=True)
