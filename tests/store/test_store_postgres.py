"""PostgreSQL's own promises: bounded waits, locks per user, claims that wait for nobody, a server that comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import text

from bot.ports import Away
from bot.store import Database, open_store
from tests.store.samples import HELLO, MINUTE, NEWCOMER, NOW, active, reminder
from tests.support.postgres import Cluster


@pytest.fixture
async def database(new_database: Callable[[str], str]) -> AsyncIterator[Database]:
    opened = open_store(new_database("postgresql"))
    yield opened
    await opened.close()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("statement_timeout", "15s"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "1min"),
        ("TimeZone", "UTC"),
        ("transaction_isolation", "read committed"),
    ],
)
async def test_no_wait_is_without_a_bound(database: Database, setting: str, value: str) -> None:
    transaction = database.engine.transaction()
    assert await transaction.write(lambda c: c.execute(text(f"SHOW {setting}")).scalar_one()) == value
    await transaction.close()


async def test_a_statement_that_takes_too_long_is_away(database: Database) -> None:
    transaction = database.engine.transaction()
    await transaction.write(lambda c: c.execute(text("SET LOCAL statement_timeout = '20ms'")).close())
    with pytest.raises(Away, match="statement timeout"):
        await transaction.write(lambda c: c.execute(text("SELECT pg_sleep(5)")).close())
    await transaction.close()


async def test_reading_a_user_locks_that_user_and_no_other(database: Database) -> None:
    async with database.unit() as unit:
        one, other = [await unit.add_user(active(chat)) for chat in (1, 2)]
        await unit.commit()
    async with database.unit() as unit, database.unit() as beside, database.unit() as waiting:
        await unit.user(one.id)
        assert await beside.user(other.id) == other
        second_turn = asyncio.create_task(waiting.user_of_chat(1))
        await asyncio.sleep(0.05)
        assert not second_turn.done()
        await unit.commit()
        assert await second_turn == one


async def test_a_claim_passes_over_whoever_is_in_a_turn(database: Database) -> None:
    async with database.unit() as unit:
        busy, free = [await unit.add_user(active(chat, reminder())) for chat in (1, 2)]
        posts = [await unit.post(HELLO, key=None, lease_until=NOW) for _ in range(2)]
        await unit.commit()
    async with database.unit() as turn, database.unit() as dispatcher:
        await turn.user(busy.id)
        await turn.retry_post(posts[0].id, NOW, "again")
        assert [d.user_id for d in await dispatcher.claim_due(NOW, NOW + MINUTE, 9)] == [free.id]
        assert [p.id for p in await dispatcher.claim_posts(NOW, NOW + MINUTE, 9)] == [posts[1].id]


async def test_the_same_update_taken_twice_at_once_is_new_once(database: Database) -> None:
    async with database.unit() as unit, database.unit() as replica:
        assert await unit.note_update("7", NOW)
        second = asyncio.create_task(replica.note_update("7", NOW))
        await asyncio.sleep(0.05)
        assert not second.done()
        await unit.commit()
        assert not await second


async def test_a_lost_connection_is_away_and_the_next_unit_finds_a_new_one(
    postgres: Cluster, database: Database
) -> None:
    async with database.unit() as unit:
        await unit.note_update("1", NOW)
        postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'coach%'")
        with pytest.raises(Away):
            await unit.note_update("2", NOW)
    async with database.unit() as unit:
        assert await unit.note_update("1", NOW)


async def test_a_server_that_was_away_is_used_again_when_it_is_back(postgres: Cluster, database: Database) -> None:
    async with database.unit() as unit:
        await unit.add_user(NEWCOMER)
        await unit.commit()
    with postgres.stopped():
        async with database.unit() as unit:
            with pytest.raises(Away):
                await unit.user_of_chat(NEWCOMER.chat_id)
    async with database.unit() as unit:
        assert await unit.user_of_chat(NEWCOMER.chat_id) is not None


async def test_a_server_that_takes_no_writes_is_away_until_it_does(new_database: Callable[[str], str]) -> None:
    """As a standby, or a host that sees the disk filling up: nothing that came in is at fault."""
    url = new_database("postgresql")
    name = url.partition("/")[2].lstrip("/").partition("/")[2].partition("?")[0]
    database = open_store(url)
    transaction = database.engine.transaction()
    await transaction.write(lambda c: c.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on")))
    await transaction.commit()
    await database.close()
    database = open_store(url)
    await database.ping()
    async with database.unit() as unit:
        with pytest.raises(Away, match="read-only"):
            await unit.note_update("1", NOW)
    with pytest.raises(Away, match="read-only"):
        await database.ping()
    async with database.engine.engine.begin() as connection:  # type: ignore[attr-defined]  it is PostgreSQL's
        await connection.execute(text("SET TRANSACTION READ WRITE"))
        await connection.execute(text(f"ALTER DATABASE {name} RESET default_transaction_read_only"))
    await database.close()
    database = open_store(url)
    await database.ping()
    await database.close()
