"""Opening, waiting for and losing a database; what the schema itself refuses."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, DateTime, inspect, text
from sqlalchemy.exc import IntegrityError
from structlog.testing import capture_logs

from bot.ports import Away
from bot.store import BadUrl, Database, open_store
from bot.store.postgres import Postgres
from bot.store.sqlite import Sqlite
from bot.store.tables import Base, Instant
from tests.store.samples import HELLO, LOG, MINUTE, NOW, PAIN, active, decision, reminder
from tests.support.statements import TRANSACTION, listen

NAMES = [
    ("sqlite:///hipcoach.sqlite3", Sqlite, "sqlite:///hipcoach.sqlite3"),
    ("sqlite+aiosqlite:///hipcoach.sqlite3", Sqlite, "sqlite:///hipcoach.sqlite3"),
    (" sqlite:////var/lib/hipcoach/coach.db\n", Sqlite, "sqlite:////var/lib/hipcoach/coach.db"),
    ("postgres://u:p@h:5432/d", Postgres, "postgresql://u:***@h:5432/d"),
    ("postgresql://u:p@h/d?sslmode=require", Postgres, "postgresql://u:***@h/d?sslmode=require"),
    ("postgresql+asyncpg://u@h/d", Postgres, "postgresql://u@h/d"),
]


@pytest.mark.parametrize(("url", "engine", "opened"), NAMES)
async def test_a_database_is_named_as_hosts_name_it(url: str, engine: type, opened: str) -> None:
    database = open_store(url)
    assert isinstance(database.engine, engine)
    assert database.name == opened
    await database.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://u:secret@h/d", "begins with mysql://"),
        ("hipcoach.db", "write sqlite:///file"),
        ("", "write sqlite:///file"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql://u:secret@h:port/d", "write sqlite:///file"),
    ],
)
def test_a_url_that_can_not_be_used_is_one_clear_line_without_its_password(url: str, says: str) -> None:
    with pytest.raises(BadUrl, match=says) as refusal:
        open_store(url)
    assert "\n" not in str(refusal.value)
    assert "secret" not in str(refusal.value)


async def test_a_database_that_answers_is_ready_at_once_and_silently(database: Database) -> None:
    with capture_logs() as lines:
        await database.ready(patience=0)
        await database.ping()
    assert lines == []


ABSENT = "postgresql://coach:secret@/coach?host=/nowhere/at/all"


async def test_start_up_waits_for_a_database_with_one_clear_line_and_then_gives_up() -> None:
    database = open_store(ABSENT)
    with capture_logs() as lines, pytest.raises(Away):
        await database.ready(patience=0.03, pause=0.01)
    assert [line["event"] for line in lines] == ["Waiting for the database"]
    assert "secret" not in str(lines)
    await database.close()


async def test_a_database_that_appears_while_start_up_waits_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "not yet"
    database = open_store(f"sqlite:///{folder}/coach.sqlite3")
    waiting = asyncio.create_task(database.ready(patience=60, pause=0.01))
    await asyncio.sleep(0.02)
    assert not waiting.done()
    folder.mkdir()
    await waiting
    await database.close()


async def test_every_method_says_away_when_the_server_is_gone() -> None:
    database = open_store(ABSENT)
    async with database.unit() as unit:
        with pytest.raises(Away):
            await unit.user_of_chat(1)
        with pytest.raises(Away):
            await unit.next_due()
    await database.close()


async def test_a_unit_cancelled_at_any_moment_is_all_or_nothing_and_blocks_nobody(database: Database) -> None:
    """The next unit neither waits for ever nor finds a connection in use."""

    async def both(key: str) -> list[bool]:
        async with database.unit() as unit:
            new = [await unit.note_update(f"{key} {half}", NOW) for half in (1, 2)]
            await unit.commit()
            return new

    for moment in range(40):
        task = asyncio.create_task(both(f"{moment}"))
        for _ in range(moment):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert await both(f"{moment}") in ([True, True], [False, False])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("America/New_York")), datetime(2026, 3, 29, 6, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 59, 59, 999999, tzinfo=UTC), datetime(2026, 10, 25, 1, 59, 59, 999999, tzinfo=UTC)),
    ],
)
async def test_an_instant_comes_back_aware_and_in_utc(database: Database, given: datetime, kept: datetime) -> None:
    async with database.unit() as unit:
        user = await unit.add_user(active(1, reminder(given)))
        found = await unit.user(user.id)
        assert found is not None
        assert found.due is not None
        assert (found.due.at, found.due.at.tzinfo) == (kept, UTC)


def test_a_naive_datetime_is_refused(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="naive"):
        Instant().process_bind_param(naive, sqlite3)  # type: ignore[arg-type]  # the dialect does not matter


async def test_the_schema_refuses_a_due_time_without_its_kind(database: Database) -> None:
    async with database.unit() as unit:
        user = await unit.add_user(active(1, reminder()))
        await unit.commit()
    statement = text("UPDATE users SET due_kind = NULL WHERE id = :id")
    transaction = database.engine.transaction()
    with pytest.raises(IntegrityError):
        await transaction.write(lambda connection: connection.execute(statement, {"id": user.id}))
    await transaction.close()


async def test_a_fact_of_nobody_is_refused(database: Database) -> None:
    async with database.unit() as unit:
        with pytest.raises(IntegrityError):
            await unit.record(99, [LOG], message_id=None)


async def test_erasing_leaves_no_row_with_the_users_id_or_chat_in_any_table(database: Database) -> None:
    """Walks every column of every table the database has."""
    chat = 987_654_321
    async with database.unit() as unit:
        for spare in range(40):  # so that the user's own number is no other number by chance
            await unit.add_user(active(spare))
        user = await unit.add_user(active(chat, reminder()))
        await unit.record(user.id, [LOG, PAIN], message_id=1)
        await unit.decide(user.id, decision())
        await unit.post(HELLO, key="1", lease_until=NOW)
        await unit.post(type(HELLO)(chat_id=chat, message=HELLO.message), key="2", lease_until=NOW)
        await unit.claim_due(NOW, NOW + MINUTE, 9)
        assert await database_holds(database, unit, user.id, chat) == {
            ("users", "id"), ("users", "chat_id"), ("facts", "user_id"), ("decisions", "user_id"),
            ("deliveries", "user_id"), ("outbox", "chat_id"), ("outbox", "body"),
        }  # fmt: skip
        assert await unit.erase_user(user.id, NOW) == 6
        assert await database_holds(database, unit, user.id, chat) == set()
        await unit.commit()


async def database_holds(database: Database, unit: Any, user_id: int, chat: int) -> set[tuple[str, str]]:
    """Columns in which the user's number or chat is found, as a value or inside a text."""

    def walk(connection: Connection) -> set[tuple[str, str]]:
        found = set()
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f"SELECT * FROM {table}")).mappings():  # noqa: S608  the schema's names
                found |= {(table, column) for column, value in row.items() if mentions(column, value)}
        return found

    def mentions(column: str, value: object) -> bool:
        return str(chat) in str(value) or (value == user_id and column in ("user_id", "id"))

    held: set[tuple[str, str]] = await unit._transaction.write(walk)
    return held


async def test_every_table_of_a_user_goes_with_the_user(database: Database) -> None:
    """Whatever table names a user does so by a foreign key that cascades."""
    others = [t for t in Base.metadata.sorted_tables if "user_id" in t.c]
    assert len(others) >= 3
    for table in others:
        (key,) = table.c.user_id.foreign_keys
        assert (key.column.table.name, key.ondelete) == ("users", "CASCADE")
    async with database.unit() as unit:
        user = await unit.add_user(active(1, reminder()))
        await unit.record(user.id, [LOG], message_id=None)
        await unit.commit()
    transaction = database.engine.transaction()
    await transaction.write(lambda c: c.execute(text("DELETE FROM users")).rowcount)
    await transaction.commit()
    async with database.unit() as unit:
        assert await unit.records(user.id) == ()


@pytest.fixture
def statements(database: Database) -> list[str]:
    return listen(database)


async def test_a_typical_turn_is_few_statements(database: Database, statements: list[str]) -> None:
    """Eight, whatever was said: a message's facts are numbered by one SELECT and written by one INSERT."""
    async with database.unit() as unit:
        user = await unit.add_user(active(1))
        await unit.commit()
    statements.clear()
    async with database.unit() as unit:
        await unit.note_update("7", NOW)
        assert await unit.user_of_chat(1) == user
        await unit.records(user.id)
        await unit.record(user.id, [LOG, PAIN, PAIN], message_id=1)
        await unit.save_user(user)
        await unit.decide(user.id, decision())
        await unit.post(HELLO, key="7", lease_until=NOW)
        await unit.commit()
    said = [word for word in statements if word not in TRANSACTION]
    assert said == ["updates", "SELECT", "SELECT", "SELECT", "facts", "UPDATE", "decisions", "outbox"]


async def test_a_claim_is_three_statements_however_many_are_due(database: Database, statements: list[str]) -> None:
    async with database.unit() as unit:
        for chat in range(30):
            await unit.add_user(active(chat, reminder()))
        await unit.commit()
    statements.clear()
    async with database.unit() as unit:
        assert len(await unit.claim_due(NOW, NOW + MINUTE, 99)) == 30
        await unit.commit()
    assert [word for word in statements if word not in TRANSACTION] == ["SELECT", "deliveries", "UPDATE"]


async def test_what_is_due_is_found_by_the_index(database: Database) -> None:
    """Neither the tick nor a claim looks at users who are not due."""
    explain = "EXPLAIN QUERY PLAN" if isinstance(database.engine, Sqlite) else "EXPLAIN"

    def plan(connection: Connection) -> str:
        if explain == "EXPLAIN":
            connection.execute(text("SET LOCAL enable_seqscan = off"))  # an empty table is read whole otherwise
        query = "SELECT id FROM users WHERE next_due_at <= '2026-01-01' ORDER BY next_due_at LIMIT 500"
        return str(connection.execute(text(f"{explain} {query}")).all())

    transaction = database.engine.transaction()
    assert "ix_users_next_due_at" in await transaction.write(plan)
    await transaction.close()


def test_every_column_of_time_is_an_instant() -> None:
    columns = [c for t in Base.metadata.sorted_tables for c in t.c]
    assert [c for c in columns if isinstance(c.type, DateTime)] == []
    assert len([c for c in columns if isinstance(c.type, Instant)]) > 10
