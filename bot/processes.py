"""The processes of the bot: everything in one (`run`), or webhook (`web`) and reminders (`worker`) apart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import structlog

from bot.bootstrap import line
from bot.line import Line, Wish
from bot.loading import for_good
from bot.store import open_store

if TYPE_CHECKING:
    from bot.watch import Front, Readiness

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
async def _until(stopped: Stopped) -> AsyncIterator[asyncio.Future[object]]:
    """Done when the process is asked to stop."""
    stop = asyncio.ensure_future(stopped())
    await asyncio.sleep(0)  # from here on a stop is heard
    try:
        yield stop
    finally:
        stop.cancel()


@asynccontextmanager
async def _opened(wish: Wish, stop: asyncio.Future[object]) -> AsyncIterator[Line | None]:
    """The line, or None where the stop came while it was being opened (a database may be long in coming)."""
    async with AsyncExitStack() as stack:
        built = await _run_until(stop, stack.enter_async_context(line(wish, loading=for_good())))
        yield built


@asynccontextmanager
async def _opened_in_sight(wish: Wish, stopped: Stopped) -> AsyncIterator[tuple[Line | None, asyncio.Future[object]]]:
    """The line, with health and metrics from before it is there, where somebody looks; else not even the HTTP server
    is imported."""
    async with AsyncExitStack() as stack:
        stop = await stack.enter_async_context(_until(stopped))
        if wish.metrics_port is None:
            yield await stack.enter_async_context(_opened(wish, stop)), stop
            return
        from bot.watch import Readiness, watched

        ready = Readiness(None, ticks=True, tick_seconds=wish.tick_seconds)
        await stack.enter_async_context(watched(wish, ready, stop))
        ready.line = await stack.enter_async_context(_opened(wish, stop))
        yield ready.line, stop


async def poll(wish: Wish, stopped: Stopped, *, started: Callable[[Line], None] = lambda _: None) -> None:
    """Polling and reminders in one process, until `stopped` returns. Raises TokenRefused."""
    async with _opened_in_sight(wish, stopped) as (built, stop):
        if built is None:
            return
        greeting = asyncio.create_task(_greet_when_connected(built))
        built.start()
        started(built)
        intake = asyncio.create_task(built.intake.run())
        try:
            await _first(intake, stop)
        finally:
            await built.wind_down(built.intake.stop(built.grace.left(keep=4)))
            greeting.cancel()
            await asyncio.gather(greeting, return_exceptions=True)
        await intake


async def _greet_when_connected(built: Line) -> None:
    await built.intake.connected.wait()
    await built.greet()


async def remind(wish: Wish, stopped: Stopped) -> None:
    """Only what is due and what was left unsent, beside `web` processes on the same database."""
    from bot.chat.application import connect_patiently

    async with _opened_in_sight(wish, stopped) as (built, stop):
        if built is None:
            return
        await _run_until(stop, connect_patiently(built.application))
        if not stop.done():
            built.start()
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
    from bot.watch import Front, Readiness, watched

    ready = Readiness(None, ticks=False)
    async with _until(stopped) as stop, watched(wish, ready, stop):
        front = Front(ready, hook.port, REQUEST_SECONDS)
        try:
            async with _opened(wish, stop) as built:
                if built is not None:
                    ready.line = built
                    await _take_updates(built, hook, front, ready, stop)
        finally:
            await front.close()


async def _take_updates(built: Line, hook: Hook, front: Front, ready: Readiness, stop: asyncio.Future[object]) -> None:
    from bot.chat.application import announce_webhook
    from bot.chat.webhook import webhook_app
    from bot.watch import health_routes

    async def open_for_traffic() -> None:
        await announce_webhook(built.application, hook.address, hook.secret)
        await built.greet()

    log.info("taking updates by webhook", port=hook.port, path=hook.path)
    routes = health_routes(ready)
    front.app = webhook_app(built.application, built.feed, secret=hook.secret, path=hook.path, routes=routes)
    built.start(due=False)
    try:
        await _run_until(stop, open_for_traffic())
        await _first(front.serving, stop)
    finally:
        await built.wind_down(_close(built, front))


async def _close(built: Line, front: Front) -> None:
    await front.close()
    await built.feed.close(built.grace.left(keep=3))


async def migrate(database_url: str) -> None:
    """Bring the schema up to date, waiting for a database that is still starting."""
    database = open_store(database_url)
    try:
        await database.migrate()
    finally:
        await database.close()
