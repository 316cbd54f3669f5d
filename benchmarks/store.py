"""What the store costs: turns a second, and finding who is due, as ratios to a bare insert+commit of the same run.

`python -m benchmarks.store [--million]`: SQLite with synchronous=FULL in a temporary folder; a
PostgreSQL of its own, with its usual durable settings, where the server's programs are on this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, insert, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.coach.model import Dose, Fact, Log, Pain, Variant
from bot.records import Decision, Due, DueKind, Outgoing, State, User
from bot.store import Database, open_store
from bot.store.tables import UserRow
from bot.wording.message import Button, Message

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
LEASE = timedelta(minutes=2)
FACTS: tuple[Fact, ...] = (
    Log(at=NOW, day=DAY, stage=1, variant=Variant.FULL, prescribed=Dose(3, 8), sets=((8, 8), (8, 8), (8, 8))),
    Pain(at=NOW, day=DAY, value=2),
)
ANSWER = Message("Logged: 3 × 8, pain 2. Tomorrow again.", ((Button("Undo", "undo:1"), Button("Why", "why")),))
TURNS = 600
BARE = Table("bare", MetaData(), Column("id", Integer, primary_key=True), Column("text", String))

Turn = Callable[[int, int], Awaitable[None]]


async def rate(turn: Turn, at_once: int) -> float:
    """Turns a second with so many chats at once, each chat one after the other."""

    async def chat(number: int) -> None:
        for repeat in range(TURNS // at_once):
            await turn(number, repeat)

    started = perf_counter()
    await asyncio.gather(*(chat(number) for number in range(at_once)))
    return TURNS // at_once * at_once / (perf_counter() - started)


async def bare_rates(url: str) -> dict[int, float]:
    """One INSERT and COMMIT through a stock async engine: what any bot pays that keeps anything."""
    engine = bare_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(BARE.metadata.create_all)
    lock = asyncio.Lock() if engine.dialect.name == "sqlite" else None

    async def turn(number: int, repeat: int) -> None:
        async with lock or nullcontext(), engine.begin() as connection:
            await connection.execute(insert(BARE), {"text": f"{number} {repeat}"})

    await rate(turn, 8)
    rates = {at_once: await rate(turn, at_once) for at_once in (1, 64)}
    await engine.dispose()
    return rates


def bare_engine(url: str) -> AsyncEngine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return create_async_engine(parsed.set(drivername="sqlite+aiosqlite"), connect_args={"timeout": 30})
    return create_async_engine(parsed.set(drivername="postgresql+psycopg"), pool_size=10, max_overflow=0)


async def turn_rates(database: Database) -> dict[int, float]:
    """A whole turn: note the update, read user and history, write facts, decision and answer, commit; mark it sent."""

    async def turn(number: int, repeat: int) -> None:
        key = f"{number} {repeat} {perf_counter()}"
        async with database.unit() as unit:
            await unit.note_update(key, NOW)
            user = await unit.user_of_chat(number % 64)
            assert user is not None
            await unit.records(user.id)
            if repeat < 10:  # afterwards the history keeps its length: this measures turns, not its growth
                await unit.record(user.id, FACTS, message_id=repeat)
            await unit.save_user(replace(user, seen_at=NOW))
            await unit.decide(user.id, Decision(NOW, DAY, "advance", {"reasons": ["six quiet days"]}))
            post = await unit.post(Outgoing(chat_id=number, message=ANSWER), key=key, lease_until=NOW + LEASE)
            await unit.commit()
        async with database.unit() as unit:
            await unit.mark_sent([post.id])
            await unit.commit()

    async with database.unit() as unit:
        for chat in range(64):
            await unit.add_user(User(chat_id=chat, state=State.ACTIVE, created_at=NOW, seen_at=NOW))
        await unit.commit()
    await rate(turn, 64)
    return {at_once: await rate(turn, at_once) for at_once in (1, 64)}


async def history_seconds(database: Database, facts: int) -> float:
    """Reading a history of so many facts."""
    async with database.unit() as unit:
        user = await unit.add_user(User(chat_id=-1, created_at=NOW, seen_at=NOW))
        await unit.record(user.id, FACTS * (facts // len(FACTS)), message_id=1)
        await unit.commit()
    return await median_of(lambda: database.unit().records(user.id), 9)


async def median_of(measured: Callable[[], Awaitable[Any]], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        started = perf_counter()
        await measured()
        times.append(perf_counter() - started)
    return median(times)


async def due_seconds(database: Database, users: int) -> dict[str, float]:
    """The tick with nothing due, and a claim of 500, with so many users who are due some time tomorrow."""
    await database.engine.migrate(lambda connection: fill(connection, users))
    seconds = {"tick": await median_of(lambda: claim(database, NOW), 9)}
    hour = NOW + timedelta(days=1, hours=23)
    seconds["claim"] = await median_of(lambda: claim(database, hour), 3)
    return seconds


async def claim(database: Database, now: datetime) -> None:
    async with database.unit() as unit:
        await unit.claim_due(now, now + LEASE, 500)
        await unit.commit()


def fill(connection: Connection, users: int) -> None:
    """Users due through the whole of tomorrow, `users` in all."""
    for start in range(0, users, 10_000):
        rows = [due_user(number) for number in range(start, min(start + 10_000, users))]
        connection.execute(insert(UserRow), rows)


def due_user(number: int) -> dict[str, Any]:
    due = Due(NOW + timedelta(days=1, seconds=number % 86_400), DueKind.REMINDER, DAY + timedelta(days=1))
    texts = {"first_name": "Ada", "language": "en", "state": "active", "dialogue": {}, "told": {}}
    due_columns = {"next_due_at": due.at, "due_kind": due.kind.value, "due_day": due.day, "due_n": 0}
    times = {"created_at": NOW, "seen_at": NOW, "evening_nudge": True, "zone": "Europe/Berlin"}
    return {"chat_id": 1_000_000 + number, **texts, **due_columns, **times}


async def measure(kind: str, new: Callable[[str], str], sizes: list[int]) -> None:
    bare = await bare_rates(new("bare"))
    for at_once, per_second in bare.items():
        line(kind, f"bare insert+commit, {at_once} at once", f"{per_second:8.0f} /s", 1.0)
    database = open_store(new("turns"))
    await database.migrate()
    for at_once, per_second in (await turn_rates(database)).items():
        line(kind, f"whole turn + mark sent, {at_once} at once", f"{per_second:8.0f} /s", per_second / bare[at_once])
    for facts in (300, 1500):
        line(kind, f"history of {facts} facts", *cost(await history_seconds(database, facts), bare[1]))
        async with database.unit() as unit:
            user = await unit.user_of_chat(-1)
            assert user is not None
            await unit.erase_user(user.id, NOW)
            await unit.commit()
    await database.close()
    for size in sizes:
        database = open_store(new(f"due{size}"))
        await database.migrate()
        for name, seconds in (await due_seconds(database, size)).items():
            line(kind, f"{name} of 500 at {size:,} users", *cost(seconds, bare[1]))
        await database.close()


def cost(seconds: float, bare: float) -> tuple[str, float]:
    """Milliseconds, and how many bare insert+commits take as long."""
    return f"{seconds * 1000:8.2f} ms", seconds * bare


def line(kind: str, what: str, figure: str, ratio: float) -> None:
    print(f"| {kind:10} | {what:40} | {figure} | {ratio:6.2f} |")


def own_postgres() -> AbstractContextManager[Any]:
    """A private server with durable commits; nothing where there are no programs."""
    try:
        from tests.support.postgres import DURABLE, binaries, cluster
    except ImportError:
        return nullcontext()
    try:
        binaries()
    except Exception as reason:
        print(f"no PostgreSQL: {reason}", file=sys.stderr)
        return nullcontext()
    return cluster(DURABLE)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true", help="also with a million users (a minute or two)")
    asked = parser.parse_args(arguments)
    sizes = [1_000, 100_000] + [1_000_000] * asked.million
    print(f"| database   | {'what':40} | figure      | × bare |")
    print(f"|------------|{'-' * 42}|-------------|--------|")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure("SQLite", lambda name: f"sqlite:///{Path(folder)}/{name}.sqlite3", sizes))
    with own_postgres() as server:
        if server:
            asyncio.run(measure("PostgreSQL", lambda name: new_database(server, name), sizes))
    print(f"\npeak memory of the benchmark: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def new_database(server: Any, name: str) -> str:
    server.execute(f"CREATE DATABASE {name}")
    url: str = server.url(name)
    return url


if __name__ == "__main__":
    main()
