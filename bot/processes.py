"""The processes of the bot: everything in one (`run`), or webhook (`web`) and reminders (`worker`) apart."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog

from bot.bootstrap import line
from bot.line import Line, Wish
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
            built = await _run_until(stop, stack.enter_async_context(line(wish)))
            # What is loaded by now (half a million objects) stays for good: without this each full search for garbage
            # would go through all of it, and keep somebody waiting for a tenth of a second.
            gc.freeze()
            yield built, stop
    finally:
        stop.cancel()


async def poll(wish: Wish, stopped: Stopped, *, started: Callable[[Line], None] = lambda _: None) -> None:
    """Polling and reminders in one process, until `stopped` returns. Raises TokenRefused."""
    async with _opened(wish, stopped) as (built, stop):
        if built is None:
            return
        greeting = asyncio.create_task(_greet_when_connected(built))
        built.start()
        started(built)
        intake = asyncio.create_task(built.intake.run())
        try:
            async with _watched(built):
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

    async with _opened(wish, stopped) as (built, stop):
        if built is None:
            return
        await _run_until(stop, connect_patiently(built.application))
        if not stop.done():
            built.start()
            async with _watched(built):
                await stop
                await built.wind_down()


def _watched(built: Line) -> AbstractAsyncContextManager[None]:
    """Health and metrics, where somebody looks; else not even the HTTP server is imported."""
    if built.wish.metrics_port is None:
        return nullcontext()
    from bot.watch import watched

    return watched(built, ticks=True)


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
    from bot.chat.application import announce_webhook
    from bot.chat.webhook import webhook_app
    from bot.watch import Readiness, health_routes, server, watched

    async def open_for_traffic(built: Line) -> None:
        await announce_webhook(built.application, hook.address, hook.secret)
        await built.greet()

    async with _opened(wish, stopped) as (built, stop):
        if built is None:
            return
        log.info("taking updates by webhook", port=hook.port, path=hook.path)
        routes = health_routes(Readiness(built, ticks=False))
        app = webhook_app(built.application, built.feed, secret=hook.secret, path=hook.path, routes=routes)
        hooked = server(app, "", hook.port, timeout_graceful_shutdown=REQUEST_SECONDS)
        serving = asyncio.create_task(hooked.serve())
        built.start(due=False)
        async with watched(built, ticks=False):
            try:
                await _run_until(stop, open_for_traffic(built))
                await _first(serving, stop)
            finally:
                hooked.should_exit = True
                await built.wind_down(_close(built, serving))


async def _close(built: Line, serving: asyncio.Task[None]) -> None:
    await serving
    await built.feed.close(built.grace.left(keep=3))


async def migrate(database_url: str) -> None:
    """Bring the schema up to date, waiting for a database that is still starting."""
    database = open_store(database_url)
    try:
        await database.migrate()
    finally:
        await database.close()
