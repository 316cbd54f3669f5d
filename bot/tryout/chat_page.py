"""The chat page in front of the local Telegram: one self-contained HTML page, its events and its actions."""

import asyncio
import base64
import hashlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from bot.tryout.core import Telegram, shown
from bot.tryout.errors import ApiError
from bot.tryout.people import Person
from bot.tryout.state import Json

Travel = Callable[[str], Awaitable[None]]
"""Moves the shared clock: "next" (to the next reminder), "day" or "week"; returns once it has arrived."""

JOURNEYS = ("next", "day", "week")
HEARTBEAT_SECONDS = 15.0
_PAGE = Path(__file__).parent / "page"
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


def assembled() -> tuple[str, str]:
    """The page with its styles and scripts inside, and the content security policy that allows just these."""
    style = (_PAGE / "page.css").read_text(encoding="utf-8")
    script = "".join((_PAGE / name).read_text(encoding="utf-8") for name in ("bubbles.js", "page.js", "clock.js"))
    html = (_PAGE / "page.html").read_text(encoding="utf-8")
    html = html.replace("/*STYLE*/", style).replace("/*SCRIPT*/", script)
    rules = "default-src 'none'; connect-src 'self'; img-src 'self' data:; media-src 'self'; base-uri 'none'; "
    return html, rules + f"form-action 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'"


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


class ChatPage:
    """Serves the page for one visitor, who may have it open in several windows."""

    def __init__(self, telegram: Telegram, visitor: Callable[[], Person], travel: Travel | None) -> None:
        self._telegram = telegram
        self._visitor = visitor
        self._travel = travel
        self._travelling = ""
        self._journey: asyncio.Task[None] | None = None
        self._windows: set[asyncio.Queue[Json]] = set()
        self._page, self._policy = assembled()
        telegram.listeners.append(self._heard)

    def add_routes(self, app: web.Application) -> None:
        """Hang the page's routes into an application."""
        app.router.add_get("/", self.page)
        app.router.add_get("/chat/state", self.state)
        app.router.add_get("/chat/events", self.events)
        app.router.add_get("/chat/media/{path:.+}", self.media)
        app.router.add_post("/chat/do", self.act)

    async def page(self, request: web.Request) -> web.Response:
        """The page itself."""
        headers = {"Content-Security-Policy": self._policy, "Cache-Control": "no-store"}
        return web.Response(text=self._page, content_type="text/html", headers=headers)

    async def state(self, request: web.Request) -> web.Response:
        """Everything the page shows when it opens."""
        _check_local(request)
        visitor = self._visitor()
        if not visitor.account.started:
            visitor.account.language_code = request.query.get("language", "en")[:2].lower()
        messages = [shown(message) for message in visitor.messages]
        return web.json_response(self._bot() | {"messages": messages, "keyboard": visitor.chat.keyboard})

    def _bot(self) -> Json:
        profile, visitor = self._telegram.profile, self._visitor()
        language = visitor.account.language_code
        scopes = (f"chat {visitor.id}", "all_private_chats", "default")
        commands = (profile.commands.get((scope, code)) for scope in scopes for code in (language, ""))
        menu = profile.menu_buttons.get(visitor.id) or profile.menu_buttons.get(0) or {"type": "commands"}
        return {
            "now": self._telegram.date(),
            "bot": profile.name.get(language) or profile.name.get("") or self._telegram.bot.first_name,
            "description": profile.description.get(language) or profile.description.get("") or "",
            "commands": next((found for found in commands if found), []) if menu["type"] != "web_app" else [],
            "travel": self._travel is not None,
            "travelling": self._travelling,
        }

    # Events

    def _heard(self, event: Json) -> None:
        if self._windows and event.get("chat_id") in (None, self._visitor().id):
            about = self._bot() if event["type"] == "profile" else {}
            self._publish(event | about)

    def _publish(self, event: Json) -> None:
        told = event | {"now": self._telegram.date()}
        for window in self._windows:
            window.put_nowait(told)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events, for as long as the window is open."""
        _check_local(request)
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        window: asyncio.Queue[Json] = asyncio.Queue()
        self._windows.add(window)
        try:
            await _stream(response, window)
        except ConnectionError:
            pass
        finally:
            self._windows.discard(window)
        return response

    # Actions

    async def act(self, request: web.Request) -> web.Response:
        """One thing the visitor does; refusals come back as `{"error": …}`."""
        _check_local(request)
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        given = await request.json()
        try:
            return web.json_response(await self._do(given.get("action"), given))
        except (ApiError, LookupError, ValueError, TypeError) as error:
            return web.json_response({"error": str(error)}, status=400)

    async def _do(self, action: str, given: Json) -> Json:
        visitor = self._visitor()
        match action:
            case "say" if str(given["text"]).strip():
                await visitor.say(str(given["text"]), reply_to=int(given.get("reply_to") or 0))
            case "edit" if str(given["text"]).strip():
                await visitor.edit(visitor.chat.messages[int(given["message_id"])], str(given["text"]))
            case "tap":
                message = visitor.chat.messages[int(given["message_id"])]
                shows = given["data"] in {button.get("callback_data") for row in message.keyboard for button in row}
                return {"query_id": (await visitor.tap(str(given["data"]), message, forged=shows)).query_id}
            case "locate":
                await visitor.share_location(float(given["latitude"]), float(given["longitude"]))
            case "voice":
                await visitor.send_voice()
            case "sticker":
                await visitor.send_sticker()
            case "travel" if given["kind"] in JOURNEYS:
                await self._go(str(given["kind"]))
            case _:
                raise ValueError(f"cannot do {action!r} like this")
        return {}

    async def _go(self, kind: str) -> None:
        """One journey at a time; every window sees it begin and end."""
        if self._travel is None or (self._journey and not self._journey.done()):
            raise ValueError("the clock is travelling already")
        self._journey = asyncio.create_task(self._arrive(self._travel, kind))
        await asyncio.shield(self._journey)  # the journey goes on when this window is closed

    async def _arrive(self, travel: Travel, kind: str) -> None:
        self._travelling = kind
        self._publish({"type": "travel", "travelling": kind})
        try:
            await travel(kind)
        finally:
            self._travelling = ""
            self._publish({"type": "travel", "travelling": ""})

    async def media(self, request: web.Request) -> web.Response:
        """A picture, film or document of the chat."""
        stored = self._telegram.files.by_id.get(request.match_info["path"])
        if stored is None:
            raise web.HTTPNotFound
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"}
        shows = stored.mime_type.startswith(("image/png", "image/jpeg", "image/gif", "video/"))
        return web.Response(
            body=stored.content,
            content_type=stored.mime_type if shows else "application/octet-stream",
            headers=headers,
        )


async def _stream(response: web.StreamResponse, window: asyncio.Queue[Json]) -> None:
    await response.write(b"retry: 1000\n\n")
    while True:
        try:
            event = await asyncio.wait_for(window.get(), HEARTBEAT_SECONDS)
            await response.write(b"data: " + json.dumps(event).encode() + b"\n\n")
        except TimeoutError:
            await response.write(b": still here\n\n")


def _check_local(request: web.Request) -> None:
    """Other pages of the visitor's browser must not reach the chat: own host name, own origin."""
    name = request.host.rpartition(":")[0] if request.host[-1:] != "]" and ":" in request.host else request.host
    bound = request.transport.get_extra_info("sockname")[0] if request.transport else ""
    origin = request.headers.get("Origin")
    if name not in (*_LOCAL, bound) or (origin and origin != f"{request.scheme}://{request.host}"):
        raise web.HTTPForbidden
