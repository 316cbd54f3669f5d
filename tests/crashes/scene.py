"""People who write all the time to bots that are killed all the time, and what must hold in the end."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.clock import SystemClock
from bot.records import Due, DueKind, State, User
from bot.store import open_store
from bot.tryout import LocalTelegram, Person
from tests.crashes.coach import PAUSE
from tests.crashes.crowd import query
from tests.support.waiting import until

PEOPLE = 200
LOGS_A_SECOND = 25
Said = tuple[int, str]
"""A chat and a text."""


@dataclass
class Scene:
    """What was said, and what arrived in which life (`lives` counts those that were ended)."""

    tg: LocalTelegram
    url: str
    people: list[Person]
    lives: int = 0
    said: dict[int, list[int]] = field(default_factory=dict)
    arrived: list[tuple[int, int, str]] = field(default_factory=list)

    @classmethod
    async def prepare(cls, tg: LocalTelegram, url: str) -> Scene:
        """Everybody is known, and due within the first seconds."""
        people = [tg.user(f"P{n}") for n in range(PEOPLE)]
        database, now = open_store(url), SystemClock().now()
        async with database.unit() as uow:
            for person in people:
                person.account.known = person.account.started = True
                due = Due(now + random.random() * PAUSE, DueKind.REMINDER, now.date())
                await uow.add_user(User(chat_id=person.id, state=State.ACTIVE, due=due, created_at=now, seen_at=now))
            await uow.commit()
        await database.close()
        scene = cls(tg, url, people)
        tg.telegram.listeners.append(scene.listen)
        return scene

    def listen(self, event: dict[str, Any]) -> None:
        if event["type"] == "sent":
            self.arrived.append((self.lives, event["chat_id"], event["message"]["data"]["text"]))

    async def talk(self) -> None:
        """Everybody writes now and then, whether anyone lives or not."""
        for n in range(10**6):
            person = random.choice(self.people)
            message = await person.say(f"log {n}")
            self.said.setdefault(person.id, []).append(message.id)
            await asyncio.sleep(1 / LOGS_A_SECOND)

    def note_kill(self) -> None:
        """What arrives from now on was sent by those who live."""
        self.lives += 1

    async def something_arrives(self) -> None:
        """A sign of life."""
        count = len(self.arrived)
        await until(lambda: len(self.arrived) > count)

    async def calm(self) -> None:
        """Everything that was said is taken, and everything that was to be said is out."""
        await until(lambda: not self.tg.queue.pending(), seconds=60)
        await until(lambda: self.query("SELECT count(*) FROM outbox") == [(0,)], seconds=60)
        everybody = "SELECT count(DISTINCT user_id) FROM deliveries WHERE finished_at IS NOT NULL"
        await until(lambda: self.query(everybody) == [(PEOPLE,)], seconds=60)

    def query(self, question: str) -> list[tuple[Any, ...]]:
        """Rows of the database."""
        return query(self.url, question)

    # what must hold

    def check_logs(self) -> None:
        """Every log is stored once, in the order of its chat, and answered."""
        stored: dict[int, list[int]] = {}
        for chat, message in self.query(
            "SELECT u.chat_id, f.message_id FROM facts f JOIN users u ON u.id = f.user_id ORDER BY u.id, f.id"
        ):
            stored.setdefault(chat, []).append(message)
        assert stored == self.said
        answered = {(chat, text) for _, chat, text in self.arrived if text.startswith("noted")}
        assert len(answered) == sum(map(len, self.said.values()))
        for chat in self.said:
            first = dict.fromkeys(text for _, to, text in self.arrived if to == chat and text.startswith("noted"))
            numbers = [int(text.removeprefix("noted: log ")) for text in first]
            assert numbers == sorted(numbers), f"the answers to {chat} overtook each other"

    def check_reminders(self) -> None:
        """Everybody was reminded, in turn and without a gap, and what is recorded as sent arrived."""
        recorded: dict[int, list[int]] = {}
        for chat, number, outcome in self.query(
            "SELECT u.chat_id, d.n, d.outcome FROM deliveries d JOIN users u ON u.id = d.user_id "
            "WHERE d.finished_at IS NOT NULL ORDER BY u.id, d.n"
        ):
            assert outcome == "sent"
            recorded.setdefault(chat, []).append(number)
        assert recorded.keys() == {person.id for person in self.people}
        assert all(numbers == list(range(len(numbers))) for numbers in recorded.values())
        arrived = {(chat, text) for _, chat, text in self.arrived}
        assert all((chat, f"reminder {n}") in arrived for chat, numbers in recorded.items() for n in numbers)

    def check_repeats(self) -> int:
        """What arrived twice had been on its way when a life ended: in two lives, the second one a later one. One log
        and one reminder of a chat a kill at most. How many there are."""
        by_kill: Counter[tuple[int, int, bool]] = Counter()
        first: dict[Said, int] = {}
        for life, chat, text_ in self.arrived:
            if (chat, text_) in first:
                before = first[chat, text_]
                assert before < life, f"{text_} came twice to {chat} although nobody was killed"
                by_kill[before, chat, text_.startswith("noted")] += 1
            first[chat, text_] = life
        assert all(count == 1 for count in by_kill.values())
        return by_kill.total()
