"""A wave of reminders, and how long people wait for their answers meanwhile: `python -m benchmarks.wave`.

Arguments: how many users there are, how many of them are due at once, answers a second, the pace of reminders (above 30
a second: paid), and after how many seconds to stop though more are due. The local Telegram is a process of its own and
times both: the reminders as they arrive, and each reply from the moment its message was said.
"""

from __future__ import annotations

import asyncio
import logging
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from datetime import time as clock_time
from multiprocessing.connection import Connection
from typing import Any

import structlog

from benchmarks.contenders.running import add_trained_person
from benchmarks.telegram_side import SPAWN
from bot.bootstrap import FREE_RATE
from bot.clock import SystemClock
from bot.line import Wish
from bot.processes import poll
from bot.records import Due, DueKind, State, User
from bot.store import Database, open_store
from bot.tryout import TOKEN, LocalTelegram, Person, RealClock
from tests.support.made_up import first_facts

TALKERS = 60
FIRST_TALKER, FIRST_DUE = 1001, 100_000
WARM_UP, QUIET = 2.0, 20.0  # seconds


@dataclass(frozen=True, slots=True)
class Sea:
    """So many users, so many due at once, so many messages a second from people who talk meanwhile; at this pace, for
    at most so many seconds."""

    users: int
    due: int
    talk: float
    pace: int
    seconds: float

    @property
    def lead(self) -> float:
        """Seconds from the moment the wave is set until it begins; setting it takes its time."""
        return QUIET + self.due / 1000


@dataclass
class Seen:
    """What the Telegram side timed, in seconds."""

    quiet: list[float] = field(default_factory=list)
    during: list[float] = field(default_factory=list)
    reminders: list[float] = field(default_factory=list)
    said: dict[int, float] = field(default_factory=dict)

    def listen(self, event: dict[str, Any]) -> None:
        if event["type"] != "sent":
            return
        chat, now = int(event["chat_id"]), time.perf_counter()
        if chat >= FIRST_DUE:
            self.reminders.append(now)
        elif chat in self.said:
            (self.during if self.reminders else self.quiet).append(now - self.said.pop(chat))


def telegram(sea: Sea, pipe: Connection) -> None:
    asyncio.run(_telegram(sea, pipe))


async def _telegram(sea: Sea, pipe: Connection) -> None:
    async with LocalTelegram(clock=RealClock()).serve() as tg:
        seen = Seen()
        tg.telegram.listeners.append(seen.listen)
        talkers = [tg.user(f"T{n}", user_id=FIRST_TALKER + n) for n in range(TALKERS)]
        for n in range(sea.due):
            account = tg.user(f"D{n}", user_id=FIRST_DUE + n).account
            account.known = account.started = True
        pipe.send(tg.url)
        while not tg.calls:  # noqa: ASYNC110  nobody tells when the bot is there
            await asyncio.sleep(0.1)
        await asyncio.sleep(WARM_UP)
        talk = asyncio.create_task(_talk(talkers, seen, 1 / sea.talk))
        while len(seen.reminders) < sea.due:  # the listener is no coroutine
            await asyncio.sleep(0.1)
            if seen.reminders and time.perf_counter() - seen.reminders[0] > sea.seconds:
                break
        talk.cancel()
        pipe.send((seen.quiet, seen.during, seen.reminders))
        await asyncio.Event().wait()


async def _talk(talkers: list[Person], seen: Seen, pause: float) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    for n in range(10**9):
        person = talkers[n % len(talkers)]
        if person.id not in seen.said:
            seen.said[person.id] = time.perf_counter()
            await person.say("2x6")
        await asyncio.sleep(max(began + (n + 1) * pause - loop.time(), 0))


def coach(sea: Sea, url: str, folder: str) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    asyncio.run(_coach(sea, url, f"sqlite:///{folder}/coach.sqlite3"))


async def _coach(sea: Sea, url: str, database_url: str) -> None:
    database = open_store(database_url)
    await database.migrate()
    for chat in range(FIRST_TALKER, FIRST_TALKER + TALKERS):
        await add_trained_person(database, chat)
    now = SystemClock().now()
    for first in range(0, sea.users, 1000):
        await _add_crowd(database, now, range(first, min(first + 1000, sea.users)), sea.due)
    await _set_due(database, SystemClock().now() + timedelta(seconds=sea.lead), sea.due)
    await database.close()
    wish = Wish(TOKEN, url, database_url, SystemClock(), send_rate=sea.pace, paid=sea.pace > FREE_RATE)
    await poll(wish, asyncio.Event().wait)


async def _add_crowd(database: Database, now: datetime, numbers: range, due: int) -> None:
    at = now - timedelta(days=1)
    facts = first_facts(at)
    async with database.unit() as uow:
        for number in numbers:
            later = Due(now + timedelta(days=1), DueKind.REMINDER, now.date())
            stored = await uow.add_user(
                User(
                    chat_id=FIRST_DUE + number,
                    state=State.ACTIVE,
                    zone="UTC",
                    reminder_time=clock_time(now.hour, now.minute),
                    due=later,
                    created_at=at,
                    seen_at=at,
                )
            )
            if number < due:
                await uow.record(stored.id, facts, message_id=None)
        await uow.commit()


async def _set_due(database: Database, at: datetime, due: int) -> None:
    """The wave begins at this moment, for the first of the crowd."""
    async with database.unit() as uow:
        for number in range(due):
            user = await uow.user_of_chat(FIRST_DUE + number)
            assert user is not None
            await uow.save_user(replace(user, due=Due(at, DueKind.REMINDER, at.date())))
        await uow.commit()


def main(users: int = 100_000, due: int = 3000, talk: float = 20.0, pace: int = 25, seconds: float = 600.0) -> None:
    """Rate held, lateness and latencies, quiet against wave."""
    sea = Sea(users, due, talk, pace, seconds)
    here, there = SPAWN.Pipe()
    server = SPAWN.Process(target=telegram, args=(sea, there), daemon=True)
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        bot = SPAWN.Process(target=coach, args=(sea, here.recv(), folder), daemon=True)
        bot.start()
        try:
            quiet, during, reminders = here.recv()
        finally:
            for process in (bot, server):
                process.kill()
                process.join()
    took = reminders[-1] - reminders[0]
    most = max(sum(first <= at < first + 1 for at in reminders) for first in reminders[::10])
    rate = (len(reminders) - 1) / took
    print(f"{users} users, {due} due at once: {rate:.1f}/s, {rate / pace:.0%} of the pace, at most {most}/s")
    print(f"{len(reminders)} of them out after {took:.0f} s, the last one as late as that")
    print(f"answers at {talk:.0f}/s, ms:  {'p50':>7} {'p95':>7} {'p99':>7}")
    for name, waits in (("quiet", quiet), ("during the wave", during)):
        shares = statistics.quantiles(waits, n=100)
        print(f"{name:>24}  {shares[49] * 1000:7.1f} {shares[94] * 1000:7.1f} {shares[98] * 1000:7.1f}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
