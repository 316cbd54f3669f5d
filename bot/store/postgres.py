"""PostgreSQL through psycopg, with a bound on every wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, QueuePool, event, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.ports import Away
from bot.store.baton import PostgresBaton
from bot.store.places import Places
from bot.store.transaction import away, writing

P = ParamSpec("P")
T = TypeVar("T")

CONNECT_SECONDS = 5
POOL_SECONDS = 10
SETTINGS = (
    "SET statement_timeout = '15s'",
    "SET lock_timeout = '10s'",
    "SET idle_in_transaction_session_timeout = '60s'",
    "SET timezone = 'UTC'",
)
MIGRATION_LOCK = 4_705_115_421
"""Any number, always the same: who holds PostgreSQL's advisory lock of this number changes the schema."""


class Postgres:
    """A pool of connections to one database."""

    def __init__(self, url: URL, pool_size: int = 10) -> None:
        self._url = url
        self.write_failed = False
        self._connect_args = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
        self.engine = create_async_engine(
            url,
            connect_args=self._connect_args,
            pool_pre_ping=True,
            pool_size=pool_size,
            max_overflow=0,
        )
        self.places = Places(pool_size)
        event.listen(self.engine.sync_engine, "connect", _configure)
        self.reader = self.engine.execution_options(isolation_level="AUTOCOMMIT")

    def transaction(self, *, urgent: bool = False) -> PostgresTransaction:
        return PostgresTransaction(self, urgent)

    def baton(self, name: str) -> PostgresBaton:
        return PostgresBaton(self._url, self._connect_args, name)

    async def migrate(self, work: Callable[[Connection], None]) -> None:
        with away():
            async with self.engine.begin() as connection:
                await connection.execute(text("SET LOCAL statement_timeout = 0"))
                await connection.execute(text("SET LOCAL lock_timeout = '60s'"))
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
                await connection.run_sync(work)

    async def aside(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.transaction().read(work, *args, **kwargs)

    def in_use(self) -> int:
        pool = self.engine.sync_engine.pool
        return pool.checkedout() if isinstance(pool, QueuePool) else 0

    async def close(self) -> None:
        await self.engine.dispose()


class PostgresTransaction:
    def __init__(self, database: Postgres, urgent: bool) -> None:
        self._database = database
        self._urgent = urgent
        self._connection: AsyncConnection | None = None

    async def write(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with writing(self._database):
            if self._connection is None:
                self._connection = await self._connect(self._database.engine)
            return await self._connection.run_sync(work, *args, **kwargs)

    async def read(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._connection is not None:
            return await self.write(work, *args, **kwargs)
        with away():
            connection = await self._connect(self._database.reader)
            try:
                return await connection.run_sync(work, *args, **kwargs)
            finally:
                await self._give_back(connection)

    async def _connect(self, engine: AsyncEngine) -> AsyncConnection:
        """As soon as one of the pool's is free."""
        try:
            async with asyncio.timeout(POOL_SECONDS):
                await self._database.places.acquire(urgent=self._urgent)
        except TimeoutError:
            raise Away("every connection is in use") from None
        try:
            return await engine.connect()
        except BaseException:
            self._database.places.release()
            raise

    async def _give_back(self, connection: AsyncConnection) -> None:
        try:
            await connection.close()
        finally:
            self._database.places.release()

    async def commit(self) -> None:
        if self._connection is not None:
            with writing(self._database):
                await self._connection.commit()
            await self.close()

    async def close(self) -> None:
        """A connection that goes back to the pool is rolled back; the server does it for one that is lost."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Away), away():
                await self._give_back(connection)


def _configure(connection: Any, _record: object) -> None:
    """By SET, not as start-up options: connection poolers in front of a hosted database refuse those."""
    was, connection.autocommit = connection.autocommit, True
    cursor = connection.cursor()
    cursor.execute("; ".join(SETTINGS))
    cursor.close()
    connection.autocommit = was
