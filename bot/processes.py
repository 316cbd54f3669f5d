"""The processes of the bot: everything in one (`run`), or webhook (`web`) and reminders (`worker`) apart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog

from bot.bootstrap import Line, Wish, line
from bot.places import OfflinePlaces
from bot.ports import Away
from bot.store import open_store

log = structlog.get_logger(__name__)

T = TypeVar("T")
REQUEST_SECONDS = 4
"""What a request in hand may take once the process is asked to stop; Telegram brings it again."""
Stopped = Callable[[], Awaitable[object]]
"""Returns when the process is asked to stop."""


async def _first(*futures: asyncio.Future[Any]) -> None:
    await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)


async def _run_until(stop: asyncio.Future[object], work: Awaitable[T]) -> T | None:
    """The result, or None where the stop came first. Raises what the work raises."""
    task = asyncio.ensure_future(work)
    await _first(task, stop)
    if task.done():
        return await task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return None


@asynccontextmanager
async def _opened(wish: Wish, stopped: Stopped) -> AsyncIterator[tuple[Line | None, asyncio.Future[object]]]:
    """The line, or None where the stop came while it was being opened (a database may be long in coming)."""
    stop = asyncio.ensure_future(stopped())
    await asyncio.sleep(0)  # from here on a stop is heard
    try:
        async with AsyncExitStack() as stack:
            yield await _run_until(stop, stack.enter_async_context(line(wish))), stop
    finally:
        stop.cancel()


async def poll(wish: Wish, stopped: Stopped, *, started: Callable[[Line], None] = lambda _: None) -> None:
    """Polling and reminders in one process, until `stopped` returns. Raises TokenRefused."""
    async with _opened(wish, stopped) as (built, stop):
        if built is None:
            return
        beside = [
            asyncio.create_task(_greet_when_connected(built)),
            asyncio.create_task(asyncio.to_thread(OfflinePlaces.warm_up)),
        ]
        built.ticker.start()
        built.upkeep.start()
        started(built)
        intake = asyncio.create_task(built.intake.run())
        try:
            await _first(intake, stop)
        finally:
            await built.wind_down(built.intake.stop(built.grace.left(keep=4)))
            for each in beside:
                each.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
        await intake


async def _greet_when_connected(built: Line) -> None:
    await built.intake.connected.wait()
    await built.greet()


async def remind(wish: Wish, stopped: Stopped) -> None:
    """Only what is due and what was left unsent, beside `web` processes on the same database."""
    from bot.chat.application import connect_patiently

    async with _opened(wish, stopped) as (built, stop):
        if built is None:
            return
        await _run_until(stop, connect_patiently(built.application))
        if not stop.done():
            built.ticker.start()
            built.upkeep.start()
            await stop
            await built.wind_down()


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram calls: the public address (its path is the one served), the secret, the local port."""

    url: str
    secret: str
    port: int

    @property
    def path(self) -> str:
        return urlsplit(self.url).path.rstrip("/") or "/telegram"

    @property
    def address(self) -> str:
        """What Telegram is told."""
        return self.url if urlsplit(self.url).path.strip("/") else self.url.rstrip("/") + self.path


async def serve_webhook(wish: Wish, hook: Hook, stopped: Stopped) -> None:
    """Take updates over HTTP until `stopped` returns; answered with 2xx once their effects are committed."""
    import uvicorn

    from bot.chat.application import announce_webhook
    from bot.chat.webhook import webhook_app

    class Server(uvicorn.Server):
        """Leaves the signals to us, so that a stop finishes what is in hand and ends with 0."""

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

    async def open_for_traffic(built: Line) -> None:
        await announce_webhook(built.application, hook.address, hook.secret)
        await built.greet()

    async with _opened(wish, stopped) as (built, stop):
        if built is None:
            return
        log.info("taking updates by webhook", port=hook.port, path=hook.path)
        app = webhook_app(
            built.application, built.feed, secret=hook.secret, path=hook.path, ready=partial(_ready, built)
        )
        config = uvicorn.Config(
            app, host="", port=hook.port, log_config=None, access_log=False, lifespan="off",
            timeout_graceful_shutdown=REQUEST_SECONDS,
        )  # fmt: skip
        server = Server(config)
        serving = asyncio.create_task(server.serve())
        built.upkeep.start()
        try:
            await _run_until(stop, open_for_traffic(built))
            await _first(serving, stop)
        finally:
            server.should_exit = True
            await built.wind_down(_close(built, serving))


async def _close(built: Line, serving: asyncio.Task[None]) -> None:
    await serving
    await built.feed.close(built.grace.left(keep=3))


async def _ready(built: Line) -> dict[str, bool]:
    """Whether the database answers."""
    try:
        await built.database.ping()
    except Away:
        return {"database": False}
    return {"database": True}


async def migrate(database_url: str) -> None:
    """Bring the schema up to date, waiting for a database that is still starting."""
    database = open_store(database_url)
    try:
        await database.migrate()
    finally:
        await database.close()
