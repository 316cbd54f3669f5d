"""A database that is pulled from under the bot: what is said meanwhile waits at Telegram, and is stored once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

from bot.chat.application import disconnect
from bot.clock import SystemClock
from bot.store import open_store
from bot.tryout import LocalTelegram, Person
from tests.support.line import Line, build_line
from tests.support.postgres import Cluster
from tests.support.waiting import until


@asynccontextmanager
async def talking(url: str, folder: Path) -> AsyncIterator[tuple[Line, list[Person], Counter[int]]]:
    """People who write all the time; in the end everything they said is stored once and answered, in order."""
    async with LocalTelegram(clock=SystemClock()).serve() as tg:
        database = open_store(url)
        await database.migrate()
        line = build_line(tg, database, folder)
        people = [tg.user(f"P{n}") for n in range(10)]
        said: Counter[int] = Counter()
        line.start()
        talk = asyncio.create_task(_talk(people, said))
        yield line, people, said
        talk.cancel()
        await until(lambda: all(len(person.replies) >= said[person.id] for person in people), seconds=30)
        await until(lambda: not tg.queue.pending())
        for person in people:
            mine = [message.id for message in person.messages if not message.from_bot]
            assert await line.facts(person.id) == tuple(mine)
        assert await line.stop()
        await disconnect(line.application)
        await database.close()


async def _talk(people: list[Person], said: Counter[int]) -> None:
    for n in range(10**6):
        person = people[n % len(people)]
        await person.say(str(n))
        said[person.id] += 1
        await asyncio.sleep(0.01)


async def some_more(said: Counter[int]) -> None:
    """Until a few more messages were said."""
    enough = said.total() + 30
    await until(lambda: said.total() >= enough)


async def test_a_postgresql_that_crashes_loses_nothing(own_postgres: Cluster, tmp_path: Path) -> None:
    async with talking(own_postgres.url(), tmp_path) as (_, _, said):
        await some_more(said)
        await asyncio.to_thread(own_postgres.stop, "immediate")
        await some_more(said)
        await asyncio.to_thread(own_postgres.start)
        await some_more(said)


async def test_a_sqlite_that_someone_else_locks_loses_nothing(new_database: Callable[..., str], tmp_path: Path) -> None:
    url = new_database("sqlite")
    async with talking(url, tmp_path) as (_, _, said):
        file = url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30)) as other:
            for _ in range(3):
                await some_more(said)
                await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")  # the loop goes on: it may hold the lock
                await some_more(said)
                other.execute("ROLLBACK")
