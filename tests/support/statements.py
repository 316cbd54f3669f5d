"""Counts what is said to a database."""

from __future__ import annotations

from sqlalchemy import event

from bot.store import Database
from bot.store.sqlite import Sqlite

TRANSACTION = frozenset({"BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK"})


def listen(database: Database) -> list[str]:
    """Every statement as it goes: an INSERT by its table, another by its first word."""
    said: list[str] = []
    if isinstance(database.engine, Sqlite):
        for connection in (database.engine.writer, database.engine.reader):
            driver = connection.connection.dbapi_connection
            driver.set_trace_callback(lambda statement: _note(said, statement))  # type: ignore[union-attr]  # sqlite3's
    else:
        engine = database.engine.engine.sync_engine  # type: ignore[attr-defined]  # PostgreSQL's
        event.listen(engine, "before_cursor_execute", lambda _1, _2, statement, *_: _note(said, statement))
    return said


def _note(said: list[str], statement: str) -> None:
    """The next row of one INSERT is no statement of its own: it is prepared."""
    words = statement.split()
    head = words[2] if words[0] == "INSERT" else words[0]
    if words[0] != "INSERT" or said[-1:] != [head]:
        said.append(head)
