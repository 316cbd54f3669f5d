"""What a unit of work asks of a database, however that one waits."""

from __future__ import annotations

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
def away() -> Iterator[None]:
    """Turn every error that speaks of the database, not of what was asked, into Away (one line, no values)."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise Away(str(error.orig).strip().partition("\n")[0]) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Away("the connection was lost") from error
        raise
    except PoolTimeout as error:
        raise Away("every connection is in use") from error
    except OSError as error:
        raise Away(error.strerror or str(error)) from error
