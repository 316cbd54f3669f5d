"""What the number of users costs: one tick, a claim, the start and the memory: `python -m benchmarks.size [sizes]`.

Users lie in the database, due some time tomorrow. The tick is the bot's own (`Dispatcher.tick`), with nothing due;
the start is that of `hipcoach run`, from the command to its first poll at a local Telegram in another process. Beside
it: one APScheduler job per user, as the scheduler's own examples do it.
"""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import structlog
from sqlalchemy import Connection, insert, text

from benchmarks.contenders.running import HERE, Contender, coach, resident_mb, running
from benchmarks.store import LEASE, NOW, due_user, new_database, own_postgres
from benchmarks.telegram_side import Load, telegram_side
from bot.clock import SystemClock
from bot.ports import UnitOfWork
from bot.records import Delivery
from bot.services.dispatch import BATON, Composed, Dispatcher
from bot.store import Database, open_store
from bot.store.tables import UserRow
from tests.support.fake_messenger import FakeMessenger

SIZES = (1_000, 100_000, 1_000_000)
JOBS = (1_000, 10_000, 100_000)
STARTS = 3
SETTLED = 1.0
"""Seconds after the first poll at which memory is looked at."""


def fill(connection: Connection, users: int) -> None:
    """The first thousand one by one, the others by doubling them inside the database."""
    connection.execute(insert(UserRow), [due_user(number) for number in range(1000)])
    columns = ", ".join(column.name for column in UserRow.__table__.columns if column.name not in ("id", "chat_id"))
    there = 1000
    while there < users:
        more = {"there": there, "many": min(there, users - there), "first": 1_000_000}
        connection.execute(
            text(
                f"INSERT INTO users (chat_id, {columns}) SELECT chat_id + :there, {columns} FROM users"  # noqa: S608  ours
                " WHERE chat_id < :first + :many"
            ),
            more,
        )
        there += int(more["many"])


async def _nothing(uow: UnitOfWork, delivery: Delivery, now: object) -> Composed:
    return Composed(None, "dropped: nothing to say")


async def _settle(uow: UnitOfWork, delivery: Delivery, now: object, outcome: str) -> None:
    """Nothing is due."""


async def tick_and_claim(url: str, users: int) -> tuple[float, float]:
    """Milliseconds of a tick with nothing due, and of claiming 500."""
    database = open_store(url)
    await database.migrate()
    await database.engine.migrate(lambda connection: fill(connection, users))
    dispatcher = Dispatcher(
        database.unit,
        FakeMessenger(),
        SystemClock(),
        compose=_nothing,
        settle=_settle,
        baton=database.baton(BATON),
    )
    ticks, claims = [], []
    for _ in range(21):
        began = perf_counter()
        await dispatcher.tick(NOW)
        ticks.append(perf_counter() - began)
    for _ in range(3 if users < 2000 else 5):
        began = perf_counter()
        await _claim(database)
        claims.append(perf_counter() - began)
    await dispatcher.stop()
    await database.close()
    return median(ticks) * 1000, median(claims) * 1000


async def _claim(database: Database) -> None:
    tomorrow = NOW + timedelta(days=1, hours=23)
    async with database.unit() as unit:
        await unit.claim_due(tomorrow, tomorrow + LEASE, 500)
        await unit.commit()


def start(url: str) -> tuple[float, float]:
    """Seconds to the first poll, and the memory in MB a moment later."""
    with telegram_side(Load((), people=0, updates=0)) as (telegram, pipe), tempfile.TemporaryDirectory() as folder:
        ours = coach(0)
        there = lambda api, place: ours.environment(api, place) | {"DATABASE_URL": url}  # noqa: E731
        contender: Contender = replace(ours, environment=there)
        began = perf_counter()
        with running(contender, telegram, folder) as process:
            pipe.recv()
            took = perf_counter() - began
            sleep(SETTLED)
            return took, resident_mb(process)


def measure(kind: str, new: Callable[[str], str], sizes: tuple[int, ...]) -> None:
    for users in sizes:
        url = new(f"size{users}")
        tick, claim = asyncio.run(tick_and_claim(url, users))
        starts = [start(url) for _ in range(STARTS)]
        took, memory = (median(each[n] for each in starts) for n in (0, 1))
        print(f"| {kind} | {users:,} | {tick:.1f} | {claim:.0f} | {took:.1f} | {memory:.0f} |", flush=True)


def jobs(users: int) -> None:
    script = [sys.executable, str(HERE / "cron_jobs.py"), str(users)]
    took, memory = subprocess.run(script, check=True, capture_output=True, text=True).stdout.split()
    print(f"| one CronTrigger job a user | {users:,} | – | – | {float(took):.1f} | {float(memory):.0f} |", flush=True)


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def main(sizes: tuple[int, ...] = SIZES) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    print("| schedule | users | tick, nothing due, ms | claim of 500, ms | start, s | memory, MB |")
    print("|---|---:|---:|---:|---:|---:|")
    with folder() as made:
        measure("SQLite", lambda name: f"sqlite:///{made / name}.sqlite3", sizes)
    with own_postgres() as server:
        if server:
            measure("PostgreSQL", lambda name: new_database(server, name), sizes)
    for users in JOBS:
        jobs(users)


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
