"""Pictures: how long one takes, how heavy it is, what the drawing process grows to, and what others wait meanwhile.

`python -m benchmarks.pictures`. In the burst fifty people with twenty weeks behind them ask for their picture at once,
while others ask what is next, one every 100 ms: from the message to the reply, through the whole bot and a local
Telegram in another process.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import statistics
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import structlog

from benchmarks.telegram_side import SPAWN
from bot.clock import SystemClock
from bot.coach.model import Fact, Pause
from bot.line import Wish
from bot.pictures.studio import Studio
from bot.processes import poll
from bot.records import State, User
from bot.store import Database, open_store
from bot.tryout import TOKEN, LocalTelegram, Person, RealClock
from tests.support.made_up import FIRST_DAY, history, page, picture

PERSONAS = ("steady", "busy", "asymmetric", "beginner")
WEEKS, ASKING, OTHERS = 20, 50, 100
OTHERS_WEEKS = 3
EVERY = 0.1
"""Seconds between two ordinary messages."""
FIRST_PERSON = 1001


def resident(studio: Studio) -> str:
    """The resident memory of the drawing process, in MiB."""
    status = Path(f"/proc/{studio.pid}/status").read_text()
    kib = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
    return f"{kib / 1024:.0f}"


async def one_after_the_other(pictures: int) -> None:
    """Time, weight and growth."""
    charts = [picture(persona, WEEKS * 7, dark=dark) for persona in PERSONAS for dark in (False, True)]
    studio = Studio()
    began = perf_counter()
    await studio.chart(charts[0])
    print(f"first picture, with the start of the drawing process: {perf_counter() - began:.2f} s")
    took, weight, memory, before = [], 0, [], processor_seconds(studio)
    for n in range(pictures):
        began = perf_counter()
        drawn = await studio.chart(charts[n % len(charts)])
        took.append(perf_counter() - began)
        weight = max(weight, len(drawn))
        if n + 1 in (10, pictures // 2, pictures):
            memory.append(resident(studio))
    print(f"{WEEKS} weeks, warm: median {1000 * statistics.median(took):.0f} ms, ", end="")
    print(f"p95 {1000 * percentile(took):.0f} ms, at most {weight / 1024:.0f} KiB")
    spent = 1000 * (processor_seconds(studio) - before) / pictures
    print(f"processor time of the drawing process: {spent:.0f} ms a picture")
    print(f"drawing process after 10, {pictures // 2} and {pictures} pictures: {', '.join(memory)} MiB")
    report = page("flare-up", WEEKS * 7)
    await studio.report(report)
    pages = [await timed(studio, report) for _ in range(5)]
    print(f"report, warm: median {1000 * statistics.median(pages):.0f} ms; drawing process {resident(studio)} MiB")
    await studio.close()


async def timed(studio: Studio, report: object) -> float:
    began = perf_counter()
    await studio.report(report)  # type: ignore[arg-type]  # a report
    return perf_counter() - began


def percentile(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def processor_seconds(studio: Studio) -> float:
    """What the drawing process has used so far."""
    fields = Path(f"/proc/{studio.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def figures(seconds: list[float]) -> str:
    median, most = statistics.median(seconds), max(seconds)
    p95 = percentile(seconds)
    return f"median {1000 * median:.0f} ms, p95 {1000 * p95:.0f} ms, worst {1000 * most:.0f} ms of {len(seconds)}"


# the burst


def the_bot(url: str, folder: str) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    asyncio.run(_run_bot(url, f"sqlite:///{folder}/coach.sqlite3"))


async def _run_bot(url: str, database_url: str) -> None:
    database = open_store(database_url)
    await database.migrate()
    for n in range(ASKING + OTHERS):
        await add_person(database, FIRST_PERSON + n, WEEKS if n < ASKING else OTHERS_WEEKS)
    await database.close()
    await poll(Wish(TOKEN, url, database_url, SystemClock()), asyncio.Event().wait)


async def add_person(database: Database, chat: int, weeks: int) -> None:
    """Somebody with so many weeks behind them, up to yesterday."""
    now = SystemClock().now()
    later = timedelta(days=(now.date() - FIRST_DAY).days - weeks * 7)
    facts = [moved(fact, later) for fact in history(PERSONAS[chat % len(PERSONAS)], weeks * 7)]
    async with database.unit() as uow:
        user = await uow.add_user(User(chat_id=chat, state=State.ACTIVE, zone="UTC", created_at=now, seen_at=now))
        await uow.record(user.id, facts, message_id=None)
        await uow.commit()


def moved(fact: Fact, by: timedelta) -> Fact:
    later = replace(fact, day=fact.day + by, at=fact.at + by)
    return replace(later, until=later.until + by) if isinstance(later, Pause) and later.until else later


async def burst() -> None:
    async with LocalTelegram(clock=RealClock()).serve() as tg:
        everybody = [tg.user(f"P{n}") for n in range(ASKING + OTHERS)]
        assert everybody[0].id == FIRST_PERSON
        asking, others = everybody[:ASKING], everybody[ASKING:]
        with tempfile.TemporaryDirectory() as folder:
            process = SPAWN.Process(target=the_bot, args=(tg.url, folder), daemon=False)
            process.start()
            try:
                await _ask(others[0])  # the bot is up
                await asking[0].say("/progress")
                await _replied(asking[0], 1)  # so is its drawing process
                quiet = await _meanwhile(others, asyncio.create_task(asyncio.sleep(5)))
                pictures = asyncio.create_task(_all_pictures(asking))
                busy = await _meanwhile(others, pictures)
                print(f"{ASKING} pictures asked for at once: all there after {pictures.result():.1f} s")
                print(f"an ordinary reply before: {figures(quiet)}")
                print(f"an ordinary reply meanwhile: {figures(busy)}")
            finally:
                process.terminate()
                process.join()


async def _meanwhile(people: list[Person], task: asyncio.Task[Any]) -> list[float]:
    """How long each reply takes while a task runs: somebody asks every so often, whether others wait or not."""
    waits: list[asyncio.Task[float]] = []
    for person in itertools.cycle(people):
        if task.done():
            break
        waits.append(asyncio.create_task(_ask(person)))
        await asyncio.sleep(EVERY)
    return list(await asyncio.gather(*waits))


async def _all_pictures(people: list[Person]) -> float:
    began = perf_counter()
    counts = [len(person.replies) for person in people]
    for person in people:
        await person.say("/progress")
    await asyncio.gather(*(_replied(person, n + 1) for person, n in zip(people, counts, strict=True)))
    assert all(person.last.kind == "photo" for person in people)
    return perf_counter() - began


async def _ask(person: Person) -> float:
    count, began = len(person.replies), perf_counter()
    await person.say("what's next?")
    await _replied(person, count + 1)
    return perf_counter() - began


async def _replied(person: Person, count: int) -> None:
    async with asyncio.timeout(120):
        while len(person.replies) < count:  # noqa: ASYNC110  nobody tells from outside
            await asyncio.sleep(0.002)


async def main(pictures: int) -> None:
    await one_after_the_other(pictures)
    await burst()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 400))
