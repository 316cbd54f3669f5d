"""The whole coach, killed at random moments with reminders due, while Telegram and the database fail in every way they
know. `CRASH_LIVES` sets how many lives are ended, `CRASH_SEED` repeats one run's choices (its moments are the clock's).
"""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from typing import Any

from bot.clock import SystemClock
from bot.store import open_store
from bot.tryout import Garbage, Hang, LocalTelegram, LoseAnswer, Person, Refuse, Reset, Slow, TooMany
from bot.tryout.faults import Fault
from tests.crashes.crowd import LOG, logs, outcomes, query, settle_in
from tests.crashes.nursery import Child, nursery
from tests.support.balancer import Balancer
from tests.support.commands import free_port
from tests.support.postgres import Cluster
from tests.support.waiting import until

LIVES = int(os.environ.get("CRASH_LIVES", "12"))
SEED = int(os.environ.get("CRASH_SEED", "0")) or random.randrange(1, 10**6)
PEOPLE = 80
"""Who log once, and as many whose reminder is due."""
SECONDS = 20.0
"""In which all of it is said and due."""
ON_ITS_WAY = 5.0
"""How many seconds before a kill a message may have arrived so that its process had not noted it: Telegram's answer
may come late, and the database may be away. What else comes twice would do so when a lease is over, much later."""
LATE = 0.05
"""What a process had sent when it was killed may arrive that much later."""
NO_EFFECT: list[Fault] = [TooMany(1), Refuse(500), Refuse(502), Garbage(), Garbage("not json", 200), Reset(), Hang(1)]


@dataclass
class Storm:
    """What goes wrong, and what arrives when."""

    tg: LocalTelegram
    url: str
    talkers: list[Person]
    reminded: list[Person]
    rng: random.Random
    kills: list[float] = field(default_factory=list)
    """When; by a clock that runs evenly."""
    lost: Counter[int] = field(default_factory=Counter)
    """Answers that Telegram lost after the effect, by chat."""
    arrived: list[tuple[int, str, float]] = field(default_factory=list)

    @classmethod
    async def brew(cls, tg: LocalTelegram, url: str) -> Storm:
        print(f"CRASH_SEED={SEED}")
        talkers = await settle_in(tg, url, [f"T{n}" for n in range(PEOPLE)])
        reminded = await settle_in(tg, url, [f"R{n}" for n in range(PEOPLE)], due=SECONDS)
        storm = cls(tg, url, talkers, reminded, random.Random(SEED))
        tg.telegram.listeners.append(storm.listen)
        return storm

    def listen(self, event: dict[str, Any]) -> None:
        if event["type"] == "sent":
            data = event["message"]["data"]
            text = data.get("text") or data.get("caption", "")
            self.arrived.append((event["chat_id"], text, time.monotonic()))

    async def talk(self) -> None:
        for person in self.talkers:
            await person.say(LOG)
            await asyncio.sleep(SECONDS / PEOPLE)

    async def blow(self) -> None:
        """Fault after fault, three calls in ten; every sixth is an answer that gets lost."""
        while True:
            method = self.rng.choice(["getUpdates"] + 5 * ["sendMessage"])
            if method == "sendMessage" and self.rng.random() < 1 / 6:
                self.tg.faults.add(method, LoseAnswer(), when=self._note_lost)
            else:
                self.tg.faults.add(method, self.rng.choice([*NO_EFFECT, Slow(0.3)]))
            await asyncio.sleep(0.4)

    def _note_lost(self, params: dict[str, Any]) -> bool:
        self.lost[int(params["chat_id"])] += 1
        return True

    async def sign_of_life(self) -> None:
        calls = len(self.tg.calls)
        await until(lambda: len(self.tg.calls) > calls)

    async def kill(self, child: Child) -> None:
        await asyncio.sleep(self.rng.uniform(0, 1.2))
        await child.kill()
        self.kills.append(time.monotonic())

    async def calm(self) -> None:
        """All is said, taken and out, with a Telegram that works again."""
        self.tg.faults.clear()
        await until(lambda: not self.tg.queue.pending(), seconds=90)
        await until(lambda: all(person.replies for person in (*self.talkers, *self.reminded)), seconds=90)
        undone = "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM deliveries WHERE finished_at IS NULL)"
        await until(lambda: query(self.url, undone) == [(0,)], seconds=90)

    def check(self) -> None:
        """Each log is stored and each reminder sent once; what came twice was on its way when a life ended, or its
        answer was lost."""
        assert logs(self.url) == {person.id: 1 for person in self.talkers}
        assert outcomes(self.url) == {(person.id, "sent"): 1 for person in self.reminded}
        killed, lost, last = Counter[tuple[int, float]](), Counter[int](), dict[tuple[int, str], float]()
        for chat, text, moment in self.arrived:
            before = last.get((chat, text))
            if before is not None and (kill := self._kill_between(before, moment)):
                killed[chat, kill] += 1
            elif before is not None:
                lost[chat] += 1
            last[chat, text] = moment
        print(f"{len(self.kills)} kills: {killed.total()} repeats; {self.lost.total()} lost: {lost.total()} repeats")
        assert lost <= self.lost, f"came twice though nobody was killed and no answer lost: {lost - self.lost}"
        assert all(count == 1 for count in killed.values())
        assert len(last) == 2 * PEOPLE, "somebody was told something else as well"

    def _kill_between(self, first: float, second: float) -> float | None:
        """The kill that met a message on its way."""
        met = (kill for kill in self.kills if first - LATE <= kill < min(first + ON_ITS_WAY, second))
        return next(met, None)


@asynccontextmanager
async def background(*works: Awaitable[None]) -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(work) for work in works]
    yield
    for task in tasks:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert not [error for error in ended if isinstance(error, Exception)]


async def test_nothing_is_lost_and_nothing_comes_twice_but_what_was_on_its_way(
    new_database: Callable[..., str], own_postgres: Cluster
) -> None:
    """Side by side, for most of the time is waiting for leases of the dead."""
    async with asyncio.TaskGroup() as both:
        both.create_task(run_on_sqlite(new_database("sqlite")))
        both.create_task(web_and_worker_on_postgresql(own_postgres))


async def run_on_sqlite(url: str) -> None:
    """Beside the kills another process locks the database now and then."""

    async def lock() -> None:
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=0)) as other:
            while True:
                await asyncio.sleep(1)
                try:
                    other.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError:
                    continue
                await asyncio.sleep(0.5)
                other.execute("ROLLBACK")

    async with LocalTelegram(clock=SystemClock()).serve() as tg, nursery() as bearing:
        storm = await Storm.brew(tg, url)
        talking = asyncio.create_task(storm.talk())
        async with background(storm.blow(), lock()):
            for _ in range(LIVES):
                bot = await bearing.bear("run", url=tg.url, database=url)
                await storm.sign_of_life()
                await storm.kill(bot)
            bot = await bearing.bear("run", url=tg.url, database=url)
            await talking
        await storm.calm()
        assert await bot.stop() == 0
    storm.check()


async def web_and_worker_on_postgresql(own_postgres: Cluster) -> None:
    """Two of each; now and then the server itself crashes and comes back."""
    url, ports = own_postgres.url(), [free_port(), free_port()]
    database = open_store(url)
    await database.migrate()
    await database.close()
    balancer = Balancer(ports)
    async with LocalTelegram(clock=SystemClock()).serve() as tg, balancer.serve(), nursery() as bearing:
        storm = await Storm.brew(tg, url)

        async def bear(number: int) -> Child:
            role, port = ("serve", ports[number]) if number < 2 else ("remind", 0)
            return await bearing.bear(role, url=tg.url, database=url, port=port, public=balancer.url)

        alive = {number: await bear(number) for number in range(4)}
        await storm.sign_of_life()
        talking = asyncio.create_task(storm.talk())
        async with background(storm.blow()):
            for n in range(LIVES):
                number = storm.rng.randrange(4)
                await storm.kill(alive[number])
                alive[number] = await bear(number)
                if n % 5 == 4:
                    await asyncio.to_thread(own_postgres.stop, "immediate")
                    await asyncio.to_thread(own_postgres.start)
            await talking
        await storm.calm()
        assert [await child.stop() for child in alive.values()] == [0] * 4
    storm.check()
