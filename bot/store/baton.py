"""What only one process at a time may do: a lock that the kernel or the server gives back when its holder dies.

No clock has a say in it, so neither a clock that jumps nor two machines whose clocks differ let two hold it.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import zlib
from contextlib import suppress

from sqlalchemy import URL, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.store.transaction import away

ANSWER_SECONDS = 5.0
"""How long the server may take to say whether the lock is still held."""
# The server notices within 25 s that the holder's machine is gone; of a process that dies it hears at once.
SETTINGS = (
    "SET idle_in_transaction_session_timeout = 0",
    "SET tcp_keepalives_idle = 10",
    "SET tcp_keepalives_interval = 5",
    "SET tcp_keepalives_count = 3",
)


class FileBaton:
    """A lock on a file beside the SQLite database."""

    def __init__(self, database: str, name: str) -> None:
        self._path = f"{database}-{name}"
        self._file: int | None = None

    async def hold(self) -> bool:
        """Take it, or see that it is ours; False while another process has it. Raises Away."""
        if self._file is not None:
            return True
        with away():
            file = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    async def release(self) -> None:
        """Another may take it now; harmless where it is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class PostgresBaton:
    """An advisory lock of a transaction that stays open, on a connection of its own: unlike a session's lock it also
    holds through a connection pooler. A transaction that only waits holds back no cleaning of the database."""

    def __init__(self, url: URL, connect_args: dict[str, int], name: str) -> None:
        self._engine = create_async_engine(url, connect_args=connect_args, poolclass=NullPool)
        self._number = zlib.crc32(name.encode())
        self._connection: AsyncConnection | None = None
        self._turn = asyncio.Lock()  # nobody closes the connection under a question that is on its way

    async def hold(self) -> bool:
        """Take it, or see that it is still ours; False while another process has it. Raises Away."""
        async with self._turn:
            try:
                with away():
                    async with asyncio.timeout(ANSWER_SECONDS):
                        return await (self._take() if self._connection is None else self._look(self._connection))
            except BaseException:
                await self._disconnect()
                raise

    async def release(self) -> None:
        """Another may take it now; harmless where it is not held, or where the server is away."""
        async with self._turn:
            await self._disconnect()

    async def _take(self) -> bool:
        self._connection = connection = await self._engine.connect()
        for setting in SETTINGS:
            await connection.execute(text(setting))
        await connection.commit()
        asked = await connection.execute(text("SELECT pg_try_advisory_xact_lock(:number)"), {"number": self._number})
        if asked.scalar_one():
            return True
        await self._disconnect()
        return False

    @staticmethod
    async def _look(connection: AsyncConnection) -> bool:
        await connection.execute(text("SELECT 1"))
        return True

    async def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(SQLAlchemyError, OSError):
                await connection.invalidate()
                await connection.close()
