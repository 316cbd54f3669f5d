"""Telegram at its worst: refusals, floods, garbage, hanging and lost answers, at random, while people log."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.chat.application import disconnect
from bot.clock import SystemClock
from bot.store import open_store
from bot.tryout import Garbage, Hang, LocalTelegram, LoseAnswer, Person, Refuse, Reset, Slow, TooMany
from bot.tryout.faults import Fault
from tests.support.line import build_line
from tests.support.waiting import until

HARMLESS: list[Fault] = [TooMany(1), Refuse(500), Refuse(502), Garbage(), Garbage("not json", 200), Reset(), Hang(0.05)]
EVERY: list[Fault] = [*HARMLESS, LoseAnswer(), Slow(0.1)]


@pytest.mark.parametrize(("faults", "may_repeat"), [(HARMLESS, False), (EVERY, True)])
async def test_every_log_is_stored_once_and_answered_whatever_telegram_does(
    new_database: Callable[..., str], tmp_path: Path, faults: list[Fault], may_repeat: bool
) -> None:
    """An answer is repeated only where Telegram lost its own answer after the effect."""
    rng = random.Random(5)
    async with LocalTelegram(clock=SystemClock()).serve() as tg:
        database = open_store(new_database("sqlite"))
        line = build_line(tg, database, tmp_path)
        people = [tg.user(f"P{n}") for n in range(10)]
        line.start()
        said = Counter[int]()
        for n in range(60):
            person = rng.choice(people)
            await person.say(str(n))
            said[person.id] += 1
            tg.faults.add(rng.choice(["getUpdates", "sendMessage", "sendMessage"]), rng.choice(faults))
            await asyncio.sleep(0.01)
        tg.faults.clear()
        await until(lambda: all(answered(person) == said[person.id] for person in people), seconds=20)
        for person in people:
            assert len(await line.facts(person.id)) == said[person.id]
            assert order(person) == sorted(order(person))
            assert may_repeat or len(person.replies) == said[person.id]
        assert await line.stop()
        await disconnect(line.application)
        await database.close()


def answered(person: Person) -> int:
    return len({message.text for message in person.replies})


def order(person: Person) -> list[int]:
    """The numbers of what was answered, in the order of the first answers."""
    return [int(text.removeprefix("noted: ")) for text in dict.fromkeys(message.text for message in person.replies)]
