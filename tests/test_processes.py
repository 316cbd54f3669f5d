"""`run`, `web` and `worker` as processes of their own, against the strict local Telegram."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.tryout import LocalTelegram, RealClock
from tests.support.commands import ROOT, free_port, start, status
from tests.support.journey import FIRST_ANSWERS
from tests.support.waiting import until

SECRET = "a-secret_of_the_tests"


@asynccontextmanager
async def process(
    command: str, telegram: LocalTelegram, database: str, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The command, running; ended by SIGTERM, which it has to answer with exit code 0."""
    started = await start(command, telegram, database, **settings)
    try:
        assert started.stderr is not None
        logged = await asyncio.wait_for(started.stderr.readline(), 30)  # it has come up: a stop is heard
        yield started
        started.send_signal(signal.SIGTERM)
        _, rest = await asyncio.wait_for(started.communicate(), 15)
        assert started.returncode == 0, (logged + rest).decode()[-2000:]
        assert telegram.token not in (logged + rest).decode()
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()


async def ready(port: int) -> None:
    async with asyncio.timeout(20):
        while await status(f"http://127.0.0.1:{port}/readyz") != 200:  # noqa: ASYNC110  another process
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_run_answers_and_ends_well(kind: str, new_database: Callable[..., str]) -> None:
    async with LocalTelegram(clock=RealClock()).serve() as telegram, process("run", telegram, new_database(kind)):
        ana = telegram.user("Ana")
        await ana.say("/start")
        assert "hipcoach" in (await ana.wait_reply(20)).text
        assert telegram.profile.commands


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_web_and_worker_share_one_database(kind: str, new_database: Callable[..., str]) -> None:
    port, database = free_port(), new_database(kind)
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": SECRET, "PORT": str(port)}
    async with (
        LocalTelegram(clock=RealClock()).serve() as telegram,
        process("web", telegram, database, **hook),
        process("worker", telegram, database),
    ):
        await ready(port)
        ana = telegram.user("Ana")
        await ana.say("/start")
        assert "hipcoach" in (await ana.wait_reply(20)).text
        await ana.tap("ob:consent:yes")
        assert "Before the first drill" in (await ana.wait_edit(20)).text
        assert await status(f"http://127.0.0.1:{port}/hook", "POST") == 403


async def test_the_clock_of_a_session_goes_on_in_the_worker(new_database: Callable[..., str]) -> None:
    """The taps come in by `web`; what then changes by itself is shown though `web` is no more."""
    port, database = free_port(), new_database("postgresql")
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": SECRET, "PORT": str(port)}
    async with LocalTelegram(clock=RealClock()).serve() as telegram, process("worker", telegram, database):
        async with process("web", telegram, database, **hook):
            await ready(port)
            ana = telegram.user("Ana")
            for text in ("/start", *FIRST_ANSWERS.values(), "/go"):
                await ana.say(text)
                await ana.wait_change(20)
            await until(lambda: "Next" in ana.last.buttons, seconds=20)
            await ana.tap("Next")
            await until(lambda: "Switch sides" in ana.last.text, seconds=20)
        await until(lambda: "Set 1 of 2 · right" in ana.last.text, seconds=30)


async def test_a_refused_token_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    async with LocalTelegram(clock=RealClock(), token="123:right").serve() as telegram:
        environment = dict(os.environ) | {
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BOT_TOKEN": "123:wrong",
            "TELEGRAM_API_URL": telegram.url,
            "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3",
        }
        ended = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=environment, stderr=asyncio.subprocess.PIPE, cwd=tmp_path
        )
        _, told = await asyncio.wait_for(ended.communicate(), 30)
        assert ended.returncode == 2
        assert "TELEGRAM_BOT_TOKEN" in told.decode()
        assert "123:wrong" not in told.decode()
        assert "Traceback" not in told.decode()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_an_operator_looks_in_and_writes_to_everybody(kind: str, new_database: Callable[..., str]) -> None:
    async with LocalTelegram(clock=RealClock()).serve() as telegram:
        boss, ana = telegram.user("Boss"), telegram.user("Ana")
        async with process("run", telegram, new_database(kind), ADMIN_IDS=str(boss.id)):
            await ana.say("/start")
            await ana.wait_reply(20)
            await boss.say("/admin")
            assert "1 at the questions" in (await boss.wait_reply(20)).text
            await boss.say("/broadcast Away on Sunday")
            assert (await boss.wait_reply(20)).text == "Away on Sunday"
            await boss.wait_reply(20)
            await boss.tap("Send to 1")
            assert (await ana.wait_reply(20)).text == "Away on Sunday"
            async with asyncio.timeout(20):
                while "Done: 1 of 1 sent" not in boss.replies[-1].text:
                    await boss.wait_change(20)
        quiet = [call for call in telegram.calls if call.params.get("disable_notification")]
        assert [str(call.params["chat_id"]) for call in quiet] == [str(ana.id)]
