"""A database by its URL: opened, awaited, migrated, closed."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from sqlalchemy import URL, Connection, make_url, text
from sqlalchemy.exc import ArgumentError

from bot.ports import Away, Baton
from bot.records import Overview
from bot.store import migrations
from bot.store.due import leave_a_mark
from bot.store.operator import overview
from bot.store.sqlite import Sqlite
from bot.store.transaction import Engine
from bot.store.unit import Unit

log = structlog.get_logger(__name__)

WAIT = 60.0
"""Seconds that a command which does one thing gives a database to appear."""
FOR_EVER = math.inf
_SAY_EVERY = 60.0  # seconds


class BadUrl(ValueError):
    """The database's URL can not be used; one line, without its password."""


class Database:
    """Everything the coach remembers."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

    def unit(self) -> Unit:
        """A new unit of work; nothing is locked or borrowed before its first use."""
        return Unit(self.engine.transaction())

    def urgent_unit(self) -> Unit:
        """One that goes before all that wait: for what has happened already, and must be written down."""
        return Unit(self.engine.transaction(urgent=True))

    def baton(self, name: str) -> Baton:
        """What only one process on this database may do at a time."""
        return self.engine.baton(name)

    async def ping(self) -> None:
        """Ask for a sign of life; since a write that failed, whether one goes through (a full disk and a lock let
        everybody read). Raises Away."""
        if not self.engine.write_failed:
            await self.engine.transaction().read(_answer)
            return
        transaction = self.engine.transaction()
        try:
            await transaction.write(leave_a_mark)
            await transaction.commit()
        finally:
            await transaction.close()
        self.engine.write_failed = False

    async def ready(self, patience: float = WAIT, pause: float = 1.0) -> None:
        """Wait for a database that is still starting. Raises Away after `patience` seconds."""
        await self._patiently(self.ping, patience, pause)

    async def migrate(self, revision: str = "head", *, patience: float = WAIT) -> None:
        """Bring the schema to `revision`, waiting for the database; safe beside another process that does the same.
        Raises Away after `patience` seconds."""
        await self._patiently(lambda: self._migrate(revision), patience)

    async def _patiently(self, work: Callable[[], Awaitable[None]], patience: float, pause: float = 1.0) -> None:
        """One line when the wait begins, now and then one more, and one when it is over."""
        now = asyncio.get_running_loop().time
        began, said = now(), -math.inf
        while True:
            try:
                await work()
            except Away as error:
                waited = now() - began
                if waited >= patience:
                    raise
                if now() - said >= _SAY_EVERY:
                    said = now()
                    log.warning(
                        "Waiting for the database", database=self.name, seconds=round(waited), reason=str(error)
                    )
                await asyncio.sleep(pause)
            else:
                if said > -math.inf:
                    log.info("the database is there", seconds=round(now() - began))
                return

    async def _migrate(self, revision: str) -> None:
        await self.ping()
        if revision == "head" and await self.engine.transaction().read(migrations.is_newest):
            return
        await self.engine.migrate(lambda connection: migrations.upgrade(connection, revision))

    async def downgrade(self, revision: str) -> None:
        """Take the schema back to `revision`, `base` for none at all; what it had added is lost."""
        await self.engine.migrate(lambda connection: migrations.downgrade(connection, revision))

    async def overview(self, now: datetime, since: datetime) -> Overview:
        """The operator's counts, on a connection of their own, so that nobody waits for them."""
        return await self.engine.aside(overview, now, since)

    def in_use(self) -> int:
        """How many connections are borrowed at this moment."""
        return self.engine.in_use()

    async def close(self) -> None:
        await self.engine.close()


def open_store(url: str) -> Database:
    """A database as hosts name it: `postgres://…`, `postgresql://…` or `sqlite:///file`. Raises BadUrl."""
    try:
        parsed = make_url(url.strip())
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise BadUrl("the database URL is none: write sqlite:///file or postgresql://user:password@host/name") from None
    match parsed.get_backend_name():
        case "sqlite":
            return Database(Sqlite(_file(parsed)), _shown(parsed, "sqlite"))
        case "postgresql" | "postgres":
            from bot.store.postgres import Postgres  # with SQLAlchemy's asyncio, which SQLite has no use for

            return Database(Postgres(parsed.set(drivername="postgresql+psycopg")), _shown(parsed, "postgresql"))
        case other:
            raise BadUrl(f"the database URL begins with {other}://; sqlite:/// and postgresql:// are known")


def _file(url: URL) -> URL:
    if url.database in (None, "", ":memory:"):
        raise BadUrl("the database URL names no file: write sqlite:///hipcoach.sqlite3")
    return url.set(drivername="sqlite+pysqlite")


def _answer(connection: Connection) -> None:
    connection.execute(text("SELECT 1")).scalar_one()


def _shown(url: URL, driver: str) -> str:
    """For logs: without the password."""
    return url.set(drivername=driver).render_as_string(hide_password=True)
