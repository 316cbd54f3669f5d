"""What only one process may do at a time: held until let go, or until its holder dies."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.ports import Away
from bot.store import Database, open_store
from tests.support.postgres import Cluster
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import asyncio, sys
from bot.store import open_store

async def main():
    baton = open_store(sys.argv[1]).baton("dispatcher")
    print(await baton.hold(), flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.fixture
async def other(database_url: str) -> AsyncIterator[Database]:
    opened = open_store(database_url)
    yield opened
    await opened.close()


async def test_one_holds_it_and_another_only_once_it_was_let_go(database: Database, other: Database) -> None:
    mine, theirs = database.baton("dispatcher"), other.baton("dispatcher")
    assert [await mine.hold(), await theirs.hold(), await mine.hold()] == [True, False, True]
    await mine.release()
    assert [await theirs.hold(), await mine.hold()] == [True, False]
    await theirs.release()


async def test_batons_of_other_names_do_not_meet(database: Database, other: Database) -> None:
    mine, theirs = database.baton("dispatcher"), other.baton("cook")
    assert [await mine.hold(), await theirs.hold()] == [True, True]
    await mine.release()
    await theirs.release()


async def test_letting_go_of_what_is_not_held_does_no_harm(database: Database) -> None:
    baton = database.baton("dispatcher")
    await baton.release()
    assert await baton.hold()
    await baton.release()
    await baton.release()


async def test_it_is_free_at_once_when_its_holder_is_killed(database: Database, database_url: str) -> None:
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, database_url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"True\n"
    mine = database.baton("dispatcher")
    assert not await mine.hold()
    holder.kill()
    await holder.wait()
    await until(mine.hold, seconds=5)
    await mine.release()


async def test_who_lost_the_server_lost_the_baton_and_hears_of_it(postgres: Cluster, database_url: str) -> None:
    if not database_url.startswith("postgresql"):
        pytest.skip("a file can not be taken away from its holder")
    mine, theirs = open_store(database_url).baton("dispatcher"), open_store(database_url).baton("dispatcher")
    assert await mine.hold()
    postgres.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock'"
    )
    await until(theirs.hold)
    with pytest.raises(Away):
        await mine.hold()
    assert not await mine.hold()
    await theirs.release()
    assert await mine.hold()
    await mine.release()
