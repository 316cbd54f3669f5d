"""The one thing that SQLite and PostgreSQL spell alike and SQLAlchemy gives twice: INSERT … ON CONFLICT."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql.base import Executable

from bot.store.tables import Base


def upsert(build: Callable[[InsertInto], Executable]) -> AnyUpsert:
    """A statement built once for the database in use; gives the one that fits a connection."""

    @cache
    def built(dialect: str) -> Executable:
        # Only that database's part of SQLAlchemy is loaded: PostgreSQL's is a thirtieth of a start.
        return build(import_module(f"sqlalchemy.dialects.{dialect}").insert)

    return lambda connection: built(connection.dialect.name)


def insert_or_replace(table: type[Base], key: str, columns: tuple[str, ...], where: Any = None) -> AnyUpsert:
    """Insert a row, or replace these columns of the one that has the same key (and for which `where` holds)."""

    def build(insert: InsertInto) -> Executable:
        into = insert(table)
        news = {column: into.excluded[column] for column in columns}
        statement: Executable = into.on_conflict_do_update(index_elements=[key], set_=news, where=where).returning(
            into.table.c[key]
        )
        return statement

    return upsert(build)


InsertInto = Callable[[type[Base]], Any]
"""`insert` of either dialect; what it returns has the same methods, but no common class that declares them."""

AnyUpsert = Callable[[Connection], Executable]
