"""Real processes, killed at random moments while people log and reminders fire: nothing is lost, nothing doubled.

`CRASH_ROUNDS` sets how often the bot is killed (a few by default, so that the suite stays quick).
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.records import Due, DueKind, State, User
from bot.store import open_store
from bot.tryout import LocalTelegram, Person
from tests.support.waiting import until

ROUNDS = int(os.environ.get("CRASH_ROUNDS", "3"))
PEOPLE = 200
ROOT = Path(__file__).resolve().parents[2]
IN_FLIGHT = 1.0  # seconds before or after a kill (the network still holds it) in which a message was on its way


@dataclass
class Scene:
    """What was said, what arrived and when, and when the bot was killed (seconds of the loop's clock)."""

    tg: LocalTelegram
    url: str
    people: list[Person]
    said: dict[int, list[int]] = field(default_factory=dict)
    arrived: list[tuple[float, int, str]] = field(default_factory=list)
    kills: list[float] = field(default_factory=list)

    def listen(self, event: dict[str, Any]) -> None:
        if event["type"] == "sent":
            now = asyncio.get_running_loop().time()
            self.arrived.append((now, event["chat_id"], event["message"]["data"]["text"]))

    async def talk(self) -> None:
        """Everybody writes now and then, whether the bot lives or not."""
        for n in range(10**6):
            person = random.choice(self.people)
            message = await person.say(f"log {n}")
            self.said.setdefault(person.id, []).append(message.id)
            await asyncio.sleep(0.005)

    async def start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.crashes.coach", self.tg.url, self.url, cwd=ROOT
        )

    async def live_and_die(self) -> None:
        """One life: at least one message is worked on, then death at any moment."""
        polls = len(self.tg.calls)
        process = await self.start()
        await until(lambda: any(call.method == "sendMessage" for call in self.tg.calls[polls:]), seconds=20)
        await asyncio.sleep(random.uniform(0, 0.8))
        process.kill()
        self.kills.append(asyncio.get_running_loop().time())
        await process.wait()

    def doubled_without_a_kill(self) -> list[tuple[int, str]]:
        """What arrived twice although the bot was not killed while it was on its way."""
        first: dict[tuple[int, str], float] = {}
        strange = []
        for at, chat, text in self.arrived:
            known = first.setdefault((chat, text), at)
            if known != at and not any(abs(kill - known) <= IN_FLIGHT for kill in self.kills):
                strange.append((chat, text))
        return strange


async def prepare(url: str, people: list[Person]) -> None:
    """Everybody is known and due."""
    database = open_store(url)
    now = SystemClock().now()
    async with database.unit() as uow:
        for person in people:
            person.account.known = person.account.started = True
            due = Due(now, DueKind.REMINDER, now.date())
            await uow.add_user(User(chat_id=person.id, state=State.ACTIVE, due=due, created_at=now, seen_at=now))
        await uow.commit()
    await database.close()


async def test_no_log_and_no_reminder_is_lost_or_doubled_however_often_the_bot_is_killed(
    new_database: Callable[..., str],
) -> None:
    url = new_database("sqlite")
    async with LocalTelegram(clock=SystemClock()).serve() as tg:
        people = [tg.user(f"P{n}") for n in range(PEOPLE)]
        scene = Scene(tg, url, people)
        tg.telegram.listeners.append(scene.listen)
        await prepare(url, people)
        talking = asyncio.create_task(scene.talk())
        for _ in range(ROUNDS):
            await scene.live_and_die()
        talking.cancel()
        process = await scene.start()
        await until(lambda: not tg.queue.pending() and is_settled(url), seconds=30)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    check(scene)


def check(scene: Scene) -> None:
    facts = rows(
        scene.url,
        "SELECT u.chat_id, f.message_id FROM facts f JOIN users u ON u.id = f.user_id ORDER BY f.id",
    )
    stored: dict[int, list[int]] = {}
    for chat, message in facts:
        stored.setdefault(chat, []).append(message)
    assert stored == scene.said, "every log once, in the order of its chat"
    arrived = Counter((chat, text) for _, chat, text in scene.arrived)
    assert sum(text.startswith("noted") for _, text in arrived) == sum(map(len, scene.said.values())), "all answered"
    reminded = rows(
        scene.url,
        "SELECT u.chat_id, d.n, d.outcome FROM deliveries d JOIN users u ON u.id = d.user_id "
        "WHERE d.finished_at IS NOT NULL",
    )
    assert {outcome for _, _, outcome in reminded} == {"sent"}
    assert all((chat, f"reminder {n}") in arrived for chat, n, _ in reminded), "every reminder arrived"
    assert {chat for chat, _, _ in reminded} == {person.id for person in scene.people}, "for everybody"
    assert scene.doubled_without_a_kill() == []


def is_settled(url: str) -> bool:
    """Every answer is out, and everybody was reminded at least once."""
    waiting = rows(url, "SELECT count(*) FROM outbox")
    reminded = rows(url, "SELECT count(DISTINCT user_id) FROM deliveries WHERE finished_at IS NOT NULL")
    return (waiting, reminded) == ([(0,)], [(PEOPLE,)])


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    with reading(url) as connection:
        return connection.execute(query).fetchall()


@contextmanager
def reading(url: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        yield connection
