"""SQLite: one connection that writes, one that reads beside it, both driven from the event loop itself.

A statement on an indexed row takes some ten microseconds, less than handing it to another thread and back; what can
take long (the disk's word that a commit is safe) waits in a thread of its own. Waiting for another process that
writes is asyncio's, not SQLite's, so that the loop goes on meanwhile.

Units of work take turns on the writing connection, each inside a savepoint; one COMMIT makes the work of all who
were waiting durable at once (group commit), and only then does any `commit()` among them return.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import OperationalError

from bot.ports import Away
from bot.store.baton import FileBaton
from bot.store.places import Places
from bot.store.prepared import execute
from bot.store.transaction import away, writing

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 10.0
"""Seconds to wait for another process to finish writing."""


class Sqlite:
    """A database file, opened with the first use."""

    def __init__(self, url: URL) -> None:
        self.engine = create_engine(url, connect_args={"check_same_thread": False}, pool_size=3, max_overflow=0)
        event.listen(self.engine, "connect", _configure)
        event.listen(self.engine, "begin", _begin_writing)
        self._file = url.database or ""
        self._turn = Places()
        self._disk = ThreadPoolExecutor(1, "sqlite-commit")
        self._group: asyncio.Future[None] | None = None
        self._commits: set[asyncio.Task[None]] = set()
        self._writer: Connection | None = None
        self._reader: Connection | None = None
        self.write_failed = False

    @property
    def writer(self) -> Connection:
        self._writer = self._writer or self._connect()
        return self._writer

    @property
    def reader(self) -> Connection:
        """Each statement by itself, seeing what is committed."""
        if self._reader is None:
            self._reader = self._connect().execution_options(reads_only=True)
            _pragma(self._reader, "busy_timeout = 2000")  # a checkpoint by another process: rare and short
        return self._reader

    def _connect(self) -> Connection:
        """A new file is its owner's alone: it holds what people said about their health. One that is there is not
        opened here: closing it again would drop every lock this process holds on it, and whoever looks into the
        database next would take the log away from under us (https://www.sqlite.org/howtocorrupt.html, 2.2)."""
        with suppress(FileExistsError):
            os.close(os.open(self._file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        return self.engine.connect()

    def transaction(self, *, urgent: bool = False) -> SqliteTransaction:
        return SqliteTransaction(self, urgent)

    def baton(self, name: str) -> FileBaton:
        return FileBaton(self._file, name)

    async def begin(self, *, urgent: bool) -> None:
        """Wait for the turn, then go on with the open transaction or begin one, at a savepoint. Raises Away."""
        await self._turn.acquire(urgent=urgent)
        try:
            if not self.writer.in_transaction():
                await _begin(self.writer)
            if not _really_in_transaction(self.writer):
                raise Away("SQLite took a transaction back")
            execute(self.writer, "SAVEPOINT unit")
        except BaseException:
            self._turn.release()
            raise

    async def keep(self, *, urgent: bool) -> None:
        """End the turn; return when what was done in it is on the disk."""
        try:
            execute(self.writer, "RELEASE unit")
        except BaseException:
            self.discard()
            raise
        group = self._group
        if group is None:
            group = self._group = asyncio.get_running_loop().create_future()
            group.add_done_callback(_look_at)
            if not urgent:
                self._start(self._commit_in_turn(group))
        if urgent:
            self._start(self._commit_and_release(group))
        else:
            self._turn.release()
        # One cancelled unit must not keep the others' work from the disk.
        await asyncio.shield(group)

    def _start(self, commit: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(commit)
        self._commits.add(task)
        task.add_done_callback(self._commits.discard)

    def discard(self) -> None:
        """End the turn and undo what was done in it, but not what others wait to see committed."""
        try:
            if self._group is None:
                self.writer.rollback()
            elif _really_in_transaction(self.writer):
                execute(self.writer, "ROLLBACK TO unit")
                execute(self.writer, "RELEASE unit")
        finally:
            self._turn.release()

    async def _commit_in_turn(self, group: asyncio.Future[None]) -> None:
        """For all units that have had their turn by then; those that waited before this one come first."""
        await self._turn.acquire()
        if group.done():  # somebody was in a hurry
            self._turn.release()
        else:
            await self._commit_and_release(group)

    async def _commit_and_release(self, group: asyncio.Future[None]) -> None:
        self._group = None
        try:
            await asyncio.get_running_loop().run_in_executor(self._disk, _commit, self.writer)
        except Exception as error:
            group.set_exception(error)
        else:
            group.set_result(None)
        finally:
            self._turn.release()

    async def migrate(self, work: Callable[[Connection], None]) -> None:
        """Foreign keys rest meanwhile: a table that is rebuilt must not take the rows that hang on it along."""
        async with self._turn:
            with away(), self._connect() as connection:
                _pragma(connection, "foreign_keys = OFF")
                await _begin(connection)
                try:
                    work(connection)
                    _check_foreign_keys(connection)
                    _commit(connection)
                finally:
                    connection.invalidate()

    async def aside(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def read() -> T:
            with away(), self._connect().execution_options(reads_only=True) as connection:
                return work(connection, *args, **kwargs)

        return await asyncio.to_thread(read)

    def in_use(self) -> int:
        return sum(connection is not None for connection in (self._writer, self._reader))

    async def close(self) -> None:
        async with self._turn:
            for connection in (self._writer, self._reader):
                if connection:
                    connection.close()
            self._writer = self._reader = None
            self.engine.dispose()
        self._disk.shutdown()


class SqliteTransaction:
    def __init__(self, database: Sqlite, urgent: bool) -> None:
        self._database = database
        self._urgent = urgent
        self._open = False

    async def write(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with writing(self._database):
            if not self._open:
                await self._database.begin(urgent=self._urgent)
                self._open = True
            return work(self._database.writer, *args, **kwargs)

    async def read(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with away():
            connection = self._database.writer if self._open else self._database.reader
            return work(connection, *args, **kwargs)

    async def commit(self) -> None:
        if self._open:
            self._open = False
            with writing(self._database):
                await self._database.keep(urgent=self._urgent)

    async def close(self) -> None:
        if self._open:
            self._open = False
            with away():
                self._database.discard()


def _look_at(group: asyncio.Future[None]) -> None:
    """Or asyncio complains of an error that nobody waited for."""
    if not group.cancelled():
        group.exception()


async def _begin(connection: Connection) -> None:
    """Take SQLite's write lock, with pauses while another process has it."""
    for pause in _pauses():
        try:
            connection.begin()
            return
        except OperationalError as error:
            if "locked" not in str(error.orig) or pause is None:
                raise
        await asyncio.sleep(pause)


def _pauses() -> Iterator[float | None]:
    """Seconds to wait between tries, growing to a twentieth; None for the last."""
    waited, pause = 0.0, 0.001
    while waited < PATIENCE:
        yield pause
        waited, pause = waited + pause, min(pause * 2, 0.05)
    yield None


def _commit(connection: Connection) -> None:
    """Not the driver's commit(): that one says nothing where SQLite had taken the transaction back (a full disk)."""
    try:
        connection.exec_driver_sql("COMMIT")
    finally:
        connection.rollback()


def _really_in_transaction(connection: Connection) -> bool:
    """What SQLite says, whatever SQLAlchemy believes."""
    return bool(connection.connection.dbapi_connection.in_transaction)  # type: ignore[union-attr]  # it is sqlite3's


def _configure(connection: Any, _record: object) -> None:
    """Each commit is on the disk (FULL); readers and the writer do not wait for each other (WAL); what is deleted is
    overwritten, not only let go (secure_delete)."""
    connection.isolation_level = None  # the driver starts no transaction of its own accord: `_begin_writing` does
    cursor = connection.cursor()
    # Only switching to WAL waits inside SQLite, once in a file's life; see `_begin` for all other waiting.
    settings = (
        "busy_timeout = 5000",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "busy_timeout = 0",
    )
    for setting in settings:
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _check_foreign_keys(connection: Connection) -> None:
    stray = {row.table for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
    if stray:
        raise RuntimeError(f"the migration leaves rows of nobody in {', '.join(sorted(stray))}")


def _pragma(connection: Connection, setting: str) -> None:
    """Set beside any transaction, where alone SQLite listens."""
    connection.connection.cursor().execute(f"PRAGMA {setting}")


def _begin_writing(connection: Connection) -> None:
    if not connection.get_execution_options().get("reads_only"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
