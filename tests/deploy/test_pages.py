"""The deployment pages are followed: their commands are run as they stand."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest

from bot.config import HINTS
from bot.store import open_store
from bot.tryout import LocalTelegram, RealClock
from bot.tryout.control import RemoteTelegram
from tests.store.samples import LOG, active
from tests.support.commands import ROOT, free_port
from tests.support.postgres import Cluster, binaries
from tests.test_processes import ready

PAGES = sorted((ROOT / "docs" / "deploy").glob("*.md"))
MOST_COMMANDS = 10


def commands(page: str, heading: str) -> list[str]:
    """The lines of the first console block under a heading."""
    text = (ROOT / "docs" / "deploy" / page).read_text().split(f"## {heading}", 1)[1]
    block = re.search(r"```console\n(.*?)```", text, re.DOTALL)
    assert block is not None
    return block.group(1).splitlines()


def environment(server: Cluster, **more: str) -> dict[str, str]:
    """What a shell beside that PostgreSQL has."""
    known = {name: value for name, value in os.environ.items() if name in {"HOME", "LANG", "PIP_CONFIG_FILE"}}
    path = os.pathsep.join((str(binaries()), os.environ["PATH"]))
    return known | {"PATH": path, "PGHOST": str(server.folder), "PGUSER": "coach"} | more


@asynccontextmanager
async def shell(script: str, folder: Path, settings: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """Bash, with everything it starts in a group of its own, which is ended by SIGTERM."""
    started = await asyncio.create_subprocess_exec(
        "bash", "-euc", script, cwd=folder, env=settings, start_new_session=True, stderr=asyncio.subprocess.STDOUT
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            os.killpg(started.pid, signal.SIGTERM)
            try:
                await asyncio.wait_for(started.wait(), 20)
            except TimeoutError:
                os.killpg(started.pid, signal.SIGKILL)
                await started.wait()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What somebody else would get: the last commit."""
    if not (ROOT / ".git").exists():
        pytest.skip("this folder is no clone")
    return tmp_path


@pytest.mark.skipif(not os.environ.get("CI"), reason="installs everything anew: CI only")
async def test_ten_commands_lead_from_nothing_to_a_webhook_service_on_postgresql(
    clone: Path, postgres: Cluster
) -> None:
    lines = commands("procfile-hosts.md", "Try it on your own machine first")
    assert len(lines) <= MOST_COMMANDS
    telegram, hook = free_port(), free_port()
    script = "\n".join([*lines, "wait"]).replace("8081", str(telegram)).replace("8080", str(hook))
    settings = environment(postgres, REPOSITORY=str(ROOT), PORT=str(hook))
    try:
        async with shell(script, clone, settings) as running:
            async with asyncio.timeout(300):
                await _answers(f"http://127.0.0.1:{telegram}", hook, running)
    finally:
        postgres.execute("DROP DATABASE IF EXISTS hipcoach WITH (FORCE)")


async def _answers(url: str, hook: int, running: asyncio.subprocess.Process) -> None:
    await _until_ready(hook, running)
    async with RemoteTelegram.connect(url) as remote:
        ana = await remote.user("Ana")
        await ana.say("/start")
        assert "hipcoach" in (await ana.wait_reply(20)).text


async def _until_ready(hook: int, running: asyncio.subprocess.Process) -> None:
    while True:
        assert running.returncode is None, "a command failed"
        try:
            return await ready(hook)
        except TimeoutError:
            continue  # it is still being installed


def procfile() -> dict[str, str]:
    return dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())


async def test_the_procfile_s_own_lines_make_a_bot_that_answers(
    tmp_path: Path, new_database: Callable[..., str], postgres: Cluster
) -> None:
    port, lines = free_port(), procfile()
    async with LocalTelegram(clock=RealClock()).serve() as telegram:
        settings = environment(
            postgres,
            PATH=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            PYTHONPATH=str(ROOT),
            DATABASE_URL=new_database("postgresql", migrated=False),
            TELEGRAM_BOT_TOKEN=telegram.token,
            TELEGRAM_API_URL=telegram.url,
            WEBHOOK_URL=f"http://127.0.0.1:{port}/hook",
            WEBHOOK_SECRET="s",
            PORT=str(port),
        )
        async with shell(lines["release"], tmp_path, settings) as release:
            assert await asyncio.wait_for(release.wait(), 60) == 0
        async with (
            shell(f"exec {lines['web']}", tmp_path, settings) as web,
            shell(f"exec {lines['worker']}", tmp_path, settings) as worker,
        ):
            await ready(port)
            ana = telegram.user("Ana")
            await ana.say("/start")
            assert "hipcoach" in (await ana.wait_reply(20)).text
        assert (web.returncode, worker.returncode) == (0, 0)


async def test_a_postgresql_database_is_dumped_and_restored_by_the_page_s_commands(
    tmp_path: Path, new_database: Callable[..., str], postgres: Cluster
) -> None:
    first, second = new_database("postgresql"), new_database("postgresql", migrated=False)
    database = open_store(first)
    async with database.unit() as unit:
        user = await unit.add_user(active(1))
        await unit.record(user.id, [LOG], message_id=1)
        await unit.commit()
    await database.close()
    dump, put_back = commands("backup.md", "PostgreSQL")
    for line, url in ((dump, first), (put_back, second)):
        settings = environment(postgres, DATABASE_URL=url)
        async with shell(line, tmp_path, settings) as running:
            assert await asyncio.wait_for(running.wait(), 60) == 0
    with psycopg.connect(second) as connection:
        assert connection.execute("SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM facts)").fetchone() == (
            1,
            1,
        )


def test_the_unit_has_no_fault_that_systemd_would_find(tmp_path: Path) -> None:
    unit = tmp_path / "hipcoach.service"
    text = (ROOT / "deploy" / "hipcoach.service").read_text()
    unit.write_text(text.replace("/opt/hipcoach/.venv/bin/python", sys.executable))
    try:
        told = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("no systemd-analyze here")
    about_us = [line for line in told.stderr.splitlines() if "hipcoach" in line]
    assert about_us == []


@pytest.mark.parametrize("place", ["deploy/compose.yaml", "deploy/hipcoach.service", "Dockerfile", "README.md"])
def test_every_setting_that_a_file_names_is_one_of_the_bot_s(place: str) -> None:
    others = {
        "POSTGRES_PASSWORD",
        "POSTGRES_USER",
        "POSTGRES_DB",
        "PYTHONUNBUFFERED",
        "PYTHONDONTWRITEBYTECODE",
        "PATH",
    }
    text = (ROOT / place).read_text()
    named = set(re.findall(r"^(?:ENV |    |Environment=|      |\| `)([A-Z][A-Z_]{3,})(?=[:=`])", text, re.MULTILINE))
    assert named - others
    assert named - others <= set(HINTS) | {"METRICS_PORT"}


def test_the_readme_lists_every_setting() -> None:
    text = (ROOT / "README.md").read_text()
    assert [name for name in HINTS if f"| `{name}` |" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_image_is_made_of_what_there_is() -> None:
    copied = re.findall(r"^COPY (?!--from)(\S+) ", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert copied
    assert [path for path in copied if not (ROOT / path).exists() or path not in allowed] == []
