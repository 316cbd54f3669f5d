"""Statements that go straight to SQLite's driver say what SQLAlchemy would say."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from bot.store import Database, open_store
from bot.store.prepared import Prepared
from bot.store.tables import UpdateRow, UserRow
from tests.store.samples import NOW, active, reminder


@pytest.fixture
async def database(new_database: Callable[[str], str]) -> AsyncIterator[Database]:
    opened = open_store(new_database("sqlite"))
    yield opened
    await opened.close()


async def test_rows_are_as_sqlalchemy_reads_them_by_name_and_by_type(database: Database) -> None:
    async with database.unit() as unit:
        await unit.add_user(active(7, reminder()))
        await unit.commit()
    statement = select(UserRow.__table__).where(UserRow.chat_id == bindparam("chat"))

    def both(connection: Connection) -> tuple[object, object]:
        expected = [row._asdict() for row in connection.execute(statement, {"chat": 7})]
        return [row._asdict() for row in Prepared(statement).rows(connection, {"chat": 7})], expected

    prepared, expected = await database.engine.transaction().read(both)
    assert prepared == expected != []


async def test_an_error_is_sqlalchemys_and_does_not_quote_the_values(database: Database) -> None:
    note = Prepared(insert(UpdateRow))
    transaction = database.engine.transaction()
    await transaction.write(note.run, {"key": "what Ana said", "at": NOW})
    with pytest.raises(IntegrityError) as refused:
        await transaction.write(note.run, {"key": "what Ana said", "at": NOW})
    assert "Ana" not in str(refused.value)
    await transaction.close()
