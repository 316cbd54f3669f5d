"""The schema's history: up to the models, down to nothing, by two processes at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, MetaData, inspect, text

from bot.store import Database, open_store
from bot.store.migrations import REVISIONS, configuration
from bot.store.tables import Base
from tests.store.samples import HELLO, HOUR, LOG, NOW, active, decision, reminder


@pytest.fixture
async def empty(empty_database_url: str) -> AsyncIterator[Database]:
    opened = open_store(empty_database_url)
    yield opened
    await opened.close()


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, Base.metadata))


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


async def fill(database: Database) -> None:
    async with database.unit() as unit:
        user = await unit.add_user(active(1, reminder()))
        await unit.note_update("1", NOW)
        await unit.record(user.id, [LOG], message_id=1)
        await unit.decide(user.id, decision())
        await unit.post(HELLO, key="1", lease_until=NOW)
        await unit.claim_due(NOW, NOW + HOUR, 1)
        await unit.note_clock(NOW)
        await unit.keep_file_id("hurdle", "AgAC")
        await unit.set_aside("2", NOW, "ValueError")
        await unit.erase_user((await unit.add_user(active(2))).id, NOW)
        await unit.commit()


async def test_an_empty_database_becomes_what_the_models_say(empty: Database) -> None:
    await empty.migrate()
    assert await empty.engine.transaction().read(differences) == []


async def test_migrating_again_changes_nothing_and_keeps_what_is_there(empty: Database) -> None:
    await empty.migrate()
    await fill(empty)
    await empty.migrate()
    async with empty.unit() as unit:
        assert await unit.user_of_chat(1) is not None


async def test_every_step_back_works_with_data_in_it_and_forward_again(empty: Database) -> None:
    await empty.migrate()
    await fill(empty)
    steps = [step.down_revision or "base" for step in ScriptDirectory.from_config(configuration()).walk_revisions()]
    for revision in steps:
        await empty.downgrade(str(revision))
    assert await empty.engine.transaction().read(tables) <= {"alembic_version"}
    await empty.migrate()
    await fill(empty)


async def test_a_migration_that_fails_leaves_the_schema_as_it_was(empty: Database) -> None:
    def fail(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half_done (id INTEGER)"))
        raise RuntimeError("on the way")

    await empty.migrate()
    before = await empty.engine.transaction().read(tables)
    with pytest.raises(RuntimeError, match="on the way"):
        await empty.engine.migrate(fail)
    assert await empty.engine.transaction().read(tables) == before
    await fill(empty)


def a_value(column: Column[Any]) -> Any:
    """Something that fits a column."""
    samples = {
        datetime: NOW,
        date: NOW.date(),
        time: NOW.time(),
        dict: {"a": 1},
        object: {"a": 1},
        bool: True,
        int: 1,
        str: "x",
    }
    return samples[column.type.python_type]


def write_and_read(connection: Connection, known: MetaData) -> None:
    """A row into each table and back, changed once, as code does that knows only these columns."""
    for table in known.sorted_tables:
        if table.name == "alembic_version":
            continue
        row = {column.name: a_value(column) for column in table.columns}
        connection.execute(table.insert().values(row))
        connection.execute(table.update().values(row))
        found = connection.execute(table.select()).one()._mapping
        plain = {name: value for name, value in row.items() if isinstance(value, str | int | dict)}
        assert {name: found[name] for name in plain} == plain, table.name


async def test_the_release_before_goes_on_writing_and_reading_on_the_new_schema(
    empty: Database, request: pytest.FixtureRequest, new_database: Callable[..., str]
) -> None:
    """A rollback of the code needs none of the schema."""
    kind = request.node.callspec.params["empty_database_url"]
    newest, before, *_ = [step.revision for step in ScriptDirectory.from_config(configuration()).walk_revisions()]
    old = open_store(new_database(kind, migrated=False))
    await old.migrate(before)
    known = MetaData()
    await old.engine.transaction().read(known.reflect)
    await old.close()

    await empty.migrate(newest)
    transaction = empty.engine.transaction()
    try:
        await transaction.write(write_and_read, known)
    finally:
        await transaction.close()


MIGRATE = """
import asyncio, sys
from bot.store import open_store

async def migrate():
    database = open_store(sys.argv[1])
    sys.stdin.readline()
    await database.migrate()
    await database.close()

asyncio.run(migrate())
"""


def test_two_processes_may_migrate_at_once(empty_database_url: str) -> None:
    command = [sys.executable, "-W", "error", "-c", MIGRATE, empty_database_url]
    both = [subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    assert [(process.communicate()[1], process.returncode) for process in both] == [(b"", 0), (b"", 0)]


def test_the_files_names_are_the_revisions_in_their_order() -> None:
    steps = list(ScriptDirectory.from_config(configuration()).walk_revisions())
    assert tuple(step.revision for step in reversed(steps)) == REVISIONS
