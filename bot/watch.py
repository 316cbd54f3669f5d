"""What whoever runs the bot may look at over HTTP: does it live, can it work, what has it done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from telegram.error import TelegramError

from bot.line import Line, Wish
from bot.ports import Away

log = structlog.get_logger(__name__)

_ASK_TELEGRAM_EVERY = 15.0  # seconds: a probe every second must not become a call every second
_PATIENCE = 5.0
_STALE = 60.0  # seconds without a tick, beside six of its own periods

Check = Callable[[], Awaitable[dict[str, bool]]]
"""What has to be well, by name."""


class Server(uvicorn.Server):
    """Leaves the signals to us, so that a stop finishes what is in hand and ends with 0."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def server(app: ASGIApp, host: str, port: int, **options: Any) -> Server:
    """uvicorn as we run it: without a log of its own."""
    return Server(
        uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, lifespan="off", **options)
    )


@dataclass
class Readiness:
    """Database, Telegram, and, in a process that asks what is due (`ticks`), whether it still does. There is no line
    until the database is."""

    line: Line | None
    ticks: bool
    tick_seconds: float = 5.0
    _asked: float | None = None
    _answered: bool = False

    async def __call__(self) -> dict[str, bool]:
        if self.line is None:
            return {"database": False}
        parts = {"database": await self._database(self.line), "telegram": await self._telegram(self.line)}
        if self.ticks:
            parts["tick"] = self.line.ticker.age() <= max(_STALE, 6 * self.tick_seconds)
        return parts

    async def _database(self, line: Line) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE):
                await line.database.ping()
        except (Away, TimeoutError):
            return False
        return True

    async def _telegram(self, line: Line) -> bool:
        now = asyncio.get_running_loop().time()
        if self._asked is None or now - self._asked > _ASK_TELEGRAM_EVERY:
            self._asked, self._answered = now, await self._ask_telegram(line)
        return self._answered

    async def _ask_telegram(self, line: Line) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE):
                await line.application.bot.get_me()
        except (TelegramError, RuntimeError, TimeoutError):  # RuntimeError: not greeted yet
            return False
        return True


def health_routes(ready: Check) -> list[Route]:
    """`/healthz`: the process lives. `/readyz`: it can work (200), or what can not (503)."""

    async def readyz(_: Request) -> Response:
        parts = await ready()
        return JSONResponse(parts, status_code=200 if all(parts.values()) else 503)

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok")

    return [Route("/healthz", healthz), Route("/readyz", readyz)]


class Front:
    """A server that shows health while the database is awaited, and from then on `app`."""

    def __init__(self, ready: Check, port: int, patience: int) -> None:
        self.app = Starlette(routes=[*health_routes(ready), Route("/{path:path}", _not_yet, methods=["GET", "POST"])])
        self._server = server(self, "", port, timeout_graceful_shutdown=patience)
        self.serving = asyncio.create_task(self._server.serve())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)

    async def close(self) -> None:
        """Take nothing new; requests in hand have `patience` seconds."""
        self._server.should_exit = True
        await asyncio.gather(self.serving, return_exceptions=True)


async def _not_yet(_: Request) -> Response:
    return PlainTextResponse("starting", 503, headers={"Retry-After": "2"})


@asynccontextmanager
async def watched(wish: Wish, ready: Readiness, stop: asyncio.Future[object]) -> AsyncIterator[None]:
    """Serve health and metrics on METRICS_PORT while the block runs, at the latest until the stop; without that
    setting, nothing."""
    if wish.metrics_port is None:
        yield
        return

    async def show(request: Request) -> Response:
        metrics = ready.line.metrics if ready.line is not None else None
        if metrics is None:
            return await _not_yet(request)
        return Response(metrics.text(), media_type=metrics.content_type)

    app = Starlette(routes=[*health_routes(ready), Route("/metrics", show)])
    watching = server(app, wish.metrics_host, wish.metrics_port, timeout_graceful_shutdown=1)

    def close(_: object = None) -> None:
        watching.should_exit = True

    stop.add_done_callback(close)
    task = asyncio.create_task(_serve(watching, wish.metrics_port))
    try:
        yield
    finally:
        close()
        await asyncio.gather(task, return_exceptions=True)


async def _serve(watching: Server, port: int) -> None:
    """A port that is taken must not keep the coach from coaching."""
    try:
        await watching.serve()
    except SystemExit:
        log.error("metrics can not be served", port=port, why="the port is taken")
