"""A coach that is killed in a session comes back to where the clock is, and writes the session down once."""

from __future__ import annotations

import asyncio
import random
import re
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import yaml

from bot.bootstrap import DATA
from bot.clock import SystemClock
from bot.tryout import LocalTelegram, Person
from tests.support.journey import FIRST_ANSWERS
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[2]
KILLS = 3


def short_holds(folder: Path) -> Path:
    """The data folder with one set of eight seconds a side as the first dose; there is no clip of that length."""
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("drills"))
    (folder / "drills").symlink_to(DATA / "drills")
    file = folder / "programme.yaml"
    programme = yaml.safe_load(file.read_text(encoding="utf-8"))
    plank = programme["stages"].pop(1)
    plank |= {"doses": [{"sets": 1, "amount": amount} for amount in (8, 9, 10, 11)], "switch_seconds": 3}
    programme["stages"].insert(0, plank)
    programme["live"] |= {"ready_seconds": 2, "late_seconds": 300}  # a slow machine is no absence
    file.write_text(yaml.safe_dump(programme, allow_unicode=True), encoding="utf-8")
    return folder


async def test_a_session_survives_kills_at_any_moment(new_database: Callable[..., str], tmp_path: Path) -> None:
    url, data = new_database("sqlite"), short_holds(tmp_path / "data")
    async with LocalTelegram(clock=SystemClock()).serve() as tg:
        ana = tg.user("Ana")

        async def begin() -> asyncio.subprocess.Process:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.crashes.counting", tg.url, tg.token, url, str(data), cwd=ROOT
            )

        process = await begin()
        await talk(ana)
        await ana.tap("Start set 1")
        for _ in range(KILLS):
            await asyncio.sleep(random.uniform(0.5, 3))
            process.kill()
            await process.wait()
            process = await begin()
            await polling(tg)
        await until(lambda: "last set" in board(ana) and logs(url) == 1, seconds=90)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    assert logs(url) == 1
    assert rows(url, "SELECT body FROM facts WHERE kind = 'log'")[0][0].count("[8, 8]") == 1
    assert countdowns(ana)
    assert all(numbers == sorted(numbers, reverse=True) for numbers in countdowns(ana))
    assert any("Worst pain" in message.text for message in ana.replies)


async def polling(tg: LocalTelegram) -> None:
    """Until the bot asks again what there is."""
    seen = len(tg.calls)
    await until(lambda: len(tg.calls) > seen, seconds=30)


async def talk(ana: Person) -> None:
    """The first conversation, and the wish to begin."""
    for text in ("/start", *FIRST_ANSWERS.values(), "/go"):
        await ana.say(text)
        await ana.wait_change(30)
    await until(lambda: "Start set 1" in ana.last.buttons, seconds=20)


def board(ana: Person) -> str:
    return next(message.text for message in reversed(ana.replies) if message.kind == "animation")


def countdowns(ana: Person) -> list[list[int]]:
    """The seconds that the message told, stretch by stretch."""
    message = next(message for message in reversed(ana.replies) if message.kind == "animation")
    stretches: dict[str, list[int]] = {}
    for version in (*message.history, message.data):
        found = re.search(r"\n(Get ready|Hold|Switch)[^0-9]*(\d+) s", version["caption"])
        if found:
            side = version["caption"].partition("\n")[0]
            stretches.setdefault(f"{found.group(1)} {side}", []).append(int(found.group(2)))
    return list(stretches.values())


def logs(url: str) -> int:
    return len(rows(url, "SELECT 1 FROM facts WHERE kind = 'log'"))


def rows(url: str, query: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        return connection.execute(query).fetchall()
