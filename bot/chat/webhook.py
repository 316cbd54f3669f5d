"""Updates that Telegram brings: answered with 200 when their effects are committed, so that none is lost.

Telegram sends the messages of a chat one by one, but a tap and a message of one user can come at the same time, and
repeats what was not answered with 2xx (https://core.telegram.org/bots/api#setwebhook).
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Sequence
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Update

from bot.chat.application import PTB
from bot.chat.feed import Feed
from bot.ports import Away
from bot.services.faults import brief

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of a header
MAX_BODY = 1024 * 1024  # bytes; an update is some kilobytes


def webhook_app(
    application: PTB, feed: Feed, *, secret: str, path: str = "/telegram", routes: Sequence[Route] = ()
) -> Starlette:
    """`POST path` takes an update; beside it the given routes, such as those of health."""
    if not secret:
        raise ValueError("a webhook without a secret would take updates from anyone")
    return Starlette(routes=[Route(path, _Hook(application, feed, secret).take, methods=["POST"]), *routes])


class _Hook:
    def __init__(self, application: PTB, feed: Feed, secret: str) -> None:
        self._application = application
        self._feed = feed
        self._secret = secret.encode()

    async def take(self, request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return PlainTextResponse("forbidden", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            data = json.loads(body)
            update_id = int(data["update_id"])
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):  # the last: nested without end
            return PlainTextResponse("not an update", 400)
        return await self._committed(update_id, data)

    async def _committed(self, update_id: int, data: Any) -> Response:
        try:
            await asyncio.shield(self._work(update_id, data))
        except Away:
            return PlainTextResponse("try again", 503, headers={"Retry-After": "2"})
        except asyncio.CancelledError:
            if self._feed.closed:  # we are stopping: Telegram keeps it
                return PlainTextResponse("try again", 503)
            raise
        return PlainTextResponse("ok")

    def _work(self, update_id: int, data: Any) -> Awaitable[None]:
        try:
            update = Update.de_json(data, self._application.bot)
        except Exception as error:  # garbage would come back for a day
            return asyncio.ensure_future(self._feed.set_aside(str(update_id), brief(error)))
        return self._feed.take(update, patient=False)


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is larger than any update."""
    content = bytearray()
    try:
        async for chunk in request.stream():
            content += chunk
            if len(content) > MAX_BODY:
                return None
    except ClientDisconnect:
        return b""
    return bytes(content)
