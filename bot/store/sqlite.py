"""SQLite: one connection that writes, one that reads beside it, both driven from the event loop itself.

A statement on an indexed row takes some ten microseconds, less than handing it to another thread and back; what can
take long (the disk's word that a commit is safe) waits in a thread of its own. Waiting for another process that
writes is asyncio's, not SQLite's, so that the loop goes on meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import OperationalError

from bot.store.transaction import away

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 10.0
"""Seconds to wait for another process to finish writing."""


class Sqlite:
    """A database file, opened with the first use."""

    def __init__(self, url: URL) -> None:
        self.engine = create_engine(url, connect_args={"check_same_thread": False}, pool_size=2, max_overflow=0)
        event.listen(self.engine, "connect", _configure)
        event.listen(self.engine, "begin", _begin_writing)
        self.turn = asyncio.Lock()
        self._disk = ThreadPoolExecutor(1, "sqlite-commit")
        self._writer: Connection | None = None
        self._reader: Connection | None = None

    @property
    def writer(self) -> Connection:
        self._writer = self._writer or self.engine.connect()
        return self._writer

    @property
    def reader(self) -> Connection:
        """Each statement by itself, seeing what is committed."""
        self._reader = self._reader or self.engine.connect().execution_options(reads_only=True)
        return self._reader

    def transaction(self) -> SqliteTransaction:
        return SqliteTransaction(self)

    async def begin(self) -> None:
        """Take SQLite's write lock."""
        for pause in pauses():
            try:
                self.writer.begin()
                return
            except OperationalError as error:
                if "locked" not in str(error.orig) or pause is None:
                    raise
            await asyncio.sleep(pause)

    async def end(self, ending: Callable[[], None]) -> None:
        """Commit or roll back, then give the turn to the next; not even a cancelled task leaves that half done."""
        finished = asyncio.get_running_loop().run_in_executor(self._disk, ending)
        finished.add_done_callback(lambda _: self.turn.release())
        await asyncio.shield(finished)

    async def migrate(self, work: Callable[[Connection], None]) -> None:
        transaction = self.transaction()
        try:
            await transaction.write(work)
            await transaction.commit()
        finally:
            await transaction.close()

    async def close(self) -> None:
        async with self.turn:
            for connection in (self._writer, self._reader):
                if connection:
                    connection.close()
            self._writer = self._reader = None
            self.engine.dispose()
        self._disk.shutdown()


class SqliteTransaction:
    def __init__(self, database: Sqlite) -> None:
        self._database = database
        self._open = False

    async def write(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with away():
            if not self._open:
                await self._begin()
            return work(self._database.writer, *args, **kwargs)

    async def read(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with away():
            connection = self._database.writer if self._open else self._database.reader
            return work(connection, *args, **kwargs)

    async def commit(self) -> None:
        if self._open:
            self._open = False
            with away():
                await self._database.end(self._commit)

    async def close(self) -> None:
        if self._open:
            self._open = False
            await self._database.end(self._database.writer.rollback)

    async def _begin(self) -> None:
        await self._database.turn.acquire()
        try:
            await self._database.begin()
        except BaseException:
            self._database.turn.release()
            raise
        self._open = True

    def _commit(self) -> None:
        try:
            self._database.writer.commit()
        except BaseException:
            self._database.writer.rollback()
            raise


def pauses() -> Iterator[float | None]:
    """Seconds to wait between tries, growing to a twentieth; None for the last."""
    waited, pause = 0.0, 0.001
    while waited < PATIENCE:
        yield pause
        waited, pause = waited + pause, min(pause * 2, 0.05)
    yield None


def _configure(connection: Any, _record: object) -> None:
    """Each commit is on the disk (FULL); readers and the writer do not wait for each other (WAL)."""
    connection.isolation_level = None  # the driver starts no transaction of its own accord: `begin` does
    cursor = connection.cursor()
    for setting in ("busy_timeout = 2000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.execute("PRAGMA busy_timeout = 0")
    cursor.close()


def _begin_writing(connection: Connection) -> None:
    if not connection.get_execution_options().get("reads_only"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
