"""The one thing that SQLite and PostgreSQL spell alike and SQLAlchemy gives twice: INSERT … ON CONFLICT."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import Base


def upsert(connection: Connection, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that may say what happens on a conflict."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
