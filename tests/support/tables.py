"""Every row of every table, as the database itself knows them: a new table is looked into without being told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, MetaData, select, text

from bot.store import Database

Rows = dict[str, list[dict[str, Any]]]


def all_rows(connection: Connection) -> Rows:
    """What stands in each table, by the schema as it is reflected from the database."""
    metadata = MetaData()
    metadata.reflect(connection)
    return {
        table.name: [dict(row._mapping) for row in connection.execute(select(table))]
        for table in metadata.sorted_tables
    }


async def tables(database: Database) -> Rows:
    return await database.engine.transaction().read(all_rows)


def naming(rows: Rows, *needles: object) -> Rows:
    """The rows that hold one of these, whole or as a part of a text or of JSON."""
    wanted = [str(needle) for needle in needles]
    found = {name: [row for row in table if _holds(row, wanted)] for name, table in rows.items()}
    return {name: table for name, table in found.items() if table}


def _holds(row: dict[str, Any], wanted: Iterable[str]) -> bool:
    whole = json.dumps(row, default=str, ensure_ascii=False)
    return any(needle in whole for needle in wanted)


def number_users_from(connection: Connection, first: int) -> None:
    """So that a user's number is like no other number in the database."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = 'users'"))
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES ('users', :seq)"), {"seq": first - 1})
    else:
        connection.execute(text("SELECT setval(pg_get_serial_sequence('users', 'id'), :seq)"), {"seq": first - 1})
