"""Statements on the way of every answer, compiled once.

SQLAlchemy finds a statement in its cache, builds a context and a result at each execution: some sixty microseconds,
where SQLite itself needs ten. Here a statement is compiled at its first use and handed to SQLite's driver as it is,
which keeps it prepared; values pass through the same types of the columns. With psycopg, where the way to the server
takes longest, it is executed as usual.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import compiler
from sqlalchemy.sql.expression import ClauseElement
from sqlalchemy.types import TypeEngine

from bot.store.dialects import AnyUpsert

Values = Mapping[str, Any]
Convert = Callable[[Any], Any]


class Prepared:
    """A statement of one shape: it is always given the same names, and no list to expand."""

    def __init__(self, statement: ClauseElement | AnyUpsert) -> None:
        self._statement = statement
        self._plan: _Plan | None = None

    def rows(self, connection: Connection, values: Values) -> Sequence[Any]:
        """What it finds or returns; columns by name."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._of(connection), values).all()
        return self._planned(connection, values).rows(connection, values)

    def run(self, connection: Connection, values: Values | Sequence[Values]) -> int:
        """How many rows it changed."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._of(connection), values).rowcount
        each = cast(Sequence[Values], [values] if isinstance(values, Mapping) else values)
        return self._planned(connection, each[0]).run(connection, each)

    def _of(self, connection: Connection) -> Any:
        return self._statement if isinstance(self._statement, ClauseElement) else self._statement(connection)

    def _planned(self, connection: Connection, values: Values) -> _Plan:
        self._plan = self._plan or _Plan(self._of(connection), connection.dialect, list(values))
        return self._plan


class _Plan:
    """How SQLite's driver is asked: the text, the order of the values, and what each column's type makes of them."""

    def __init__(self, statement: Any, dialect: Dialect, names: list[str]) -> None:
        compiled = cast(compiler.SQLCompiler, statement.compile(dialect=dialect, column_keys=names))
        self._text = compiled.string
        self._fixed = {name: bind.value for name, bind in compiled.binds.items() if name not in names}
        self._binds = [
            (name, _processor(compiled.binds[name].type, dialect)) for name in cast(list[str], compiled.positiontup)
        ]
        columns = getattr(statement, "exported_columns", ())
        self._processors = [(place, made) for place, c in enumerate(columns) if (made := _reader(c.type, dialect))]
        self._row: Callable[[Sequence[Any]], Any] = _row_of([column.key for column in columns])

    def rows(self, connection: Connection, values: Values) -> Sequence[Any]:
        found = execute(connection, self._text, self._asked(values)).fetchall()
        return list(map(self._read if self._processors else self._row, found))

    def run(self, connection: Connection, values: Sequence[Values]) -> int:
        return sum(execute(connection, self._text, self._asked(each)).rowcount for each in values)

    def _asked(self, values: Values) -> tuple[Any, ...]:
        given = {**self._fixed, **values}
        return tuple([process(given[name]) if process else given[name] for name, process in self._binds])

    def _read(self, row: tuple[Any, ...]) -> Any:
        read = list(row)
        for place, process in self._processors:
            read[place] = process(row[place])
        return self._row(read)


def _row_of(names: list[str]) -> Callable[[Sequence[Any]], Any]:
    row: Any = namedtuple("Row", names)  # type: ignore[misc]  # the names are those of the statement
    return partial(tuple.__new__, row)  # as its `_make` does, without a call of Python's for each row


def execute(connection: Connection, text: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
    """Straight to SQLite's driver; an error is raised as SQLAlchemy would, without the values, which are private."""
    driver = cast(sqlite3.Connection, connection.connection.dbapi_connection)
    try:
        return driver.execute(text, values)
    except sqlite3.Error as error:
        raise DBAPIError.instance(text, None, error, sqlite3.Error, hide_parameters=True) from error


def _processor(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
