"""What a unit of work asks of a database, however that one waits."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.ports import Away, Baton

P = ParamSpec("P")
T = TypeVar("T")


class Transaction(Protocol):
    """At most one transaction: it opens with the first `write` and ends with `commit` or `close`."""

    async def write(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Work in the transaction, with whatever lock writing takes."""
        ...

    async def read(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Work in the transaction if one is open, else by itself, without keeping any writer waiting."""
        ...

    async def commit(self) -> None: ...

    async def close(self) -> None:
        """Roll back what was not committed."""
        ...


class Engine(Protocol):
    """A database that can be reached, or not yet."""

    write_failed: bool
    """Whether a write failed since one was last seen to go through."""

    def transaction(self, *, urgent: bool = False) -> Transaction:
        """`urgent` ones go before all that wait."""
        ...

    def baton(self, name: str) -> Baton:
        """A lock of that name among all processes on this database."""
        ...

    async def migrate(self, work: Callable[[Connection], None]) -> None:
        """Change the schema in one transaction, one process at a time."""
        ...

    async def aside(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read what takes long, in nobody's way."""
        ...

    def in_use(self) -> int:
        """How many connections are borrowed."""
        ...

    async def close(self) -> None: ...


@contextmanager
def writing(engine: Engine) -> Iterator[None]:
    """`away`, and a note where it came to that."""
    try:
        with away():
            yield
    except Away:
        engine.write_failed = True
        raise


@contextmanager
def away() -> Iterator[None]:
    """Turn every error that speaks of the database, not of what was asked, into Away (one line, no values)."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise Away(str(error.orig).strip().partition("\n")[0]) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Away("the connection was lost") from error
        if _takes_no_writes(error.orig):
            raise Away(str(error.orig).strip().partition("\n")[0]) from error
        raise
    except PoolTimeout as error:
        raise Away("every connection is in use") from error
    except OSError as error:
        raise Away(error.strerror or str(error)) from error


def _takes_no_writes(error: BaseException | None) -> bool:
    """A server that is read-only for a while (a standby, or a host that sees its disk filling up), or an SQLite file
    that is damaged: whatever is asked, the updates are better off at Telegram."""
    read_only, damaged = "25006", {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
    return getattr(error, "sqlstate", None) == read_only or getattr(error, "sqlite_errorcode", None) in damaged
