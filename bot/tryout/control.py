"""The test API over HTTP, so that a test can drive a local Telegram that runs in another process."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

import aiohttp
from aiohttp import web

from bot.tryout import faults
from bot.tryout.clock import FixedClock
from bot.tryout.errors import ApiError
from bot.tryout.state import Json, Message

if TYPE_CHECKING:
    from bot.tryout.server import LocalTelegram

Operation = Callable[..., Awaitable[Any]]


class Control:
    """`POST /control {"do": "say", "user": 1001, "text": "/start"}` → `{"result": …}` or `{"error": …}`."""

    def __init__(self, telegram: "LocalTelegram") -> None:
        self._tg = telegram
        self._operations: dict[str, Operation] = {
            name.removeprefix("do_"): getattr(self, name) for name in dir(self) if name.startswith("do_")
        }

    def add_routes(self, app: web.Application) -> None:
        """Hang `/control` into an application."""
        app.router.add_post("/control", self.handle)

    async def handle(self, request: web.Request) -> web.Response:
        """One operation; what goes wrong comes back by the name of its error."""
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        given = await request.json()
        try:
            result = await self._operations[given.pop("do")](**given)
        except (ApiError, LookupError, ValueError, TypeError, TimeoutError) as error:
            return web.json_response({"error": type(error).__name__, "reason": str(error)}, status=400)
        return web.json_response({"result": result})

    async def do_user(self, name: str, language: str = "en", user_id: int = 0) -> int:
        """A new person; gives the id."""
        return self._tg.user(name, language=language, user_id=user_id).id

    async def do_say(self, user: int, text: str, reply_to: int = 0) -> Json:
        """Write a text."""
        return asdict(await self._tg.person(user).say(text, reply_to=reply_to))

    async def do_edit(self, user: int, message_id: int, text: str) -> Json:
        """Change a text."""
        person = self._tg.person(user)
        return asdict(await person.edit(person.chat.messages[message_id], text))

    async def do_tap(self, user: int, button: str, message_id: int = 0, forged: bool = False) -> str:
        """Tap a button; gives the id of the callback query."""
        person = self._tg.person(user)
        message = person.chat.messages[message_id] if message_id else None
        return (await person.tap(button, message, forged=forged)).query_id

    async def do_answer(self, query_id: str) -> Json | None:
        """How a tap was answered so far."""
        return self._tg.telegram.taps[query_id].answer

    async def do_locate(self, user: int, latitude: float, longitude: float) -> Json:
        """Share a place."""
        return asdict(await self._tg.person(user).share_location(latitude, longitude))

    async def do_messages(self, user: int) -> list[Json]:
        """What stands in a private chat."""
        return [asdict(message) for message in self._tg.person(user).messages]

    async def do_wait(self, user: int, what: str = "reply", seconds: float = 10.0) -> Json:
        """Wait for the bot's next "reply", "edit" or "change"."""
        person = self._tg.person(user)
        waits = {"reply": person.wait_reply, "edit": person.wait_edit, "change": person.wait_change}
        return asdict(await waits[what](seconds))

    async def do_block(self, user: int, blocked: bool = True) -> None:
        """Block or unblock the bot."""
        self._tg.telegram.set_blocked(self._tg.person(user).account, blocked)

    async def do_pending(self) -> int:
        """How many updates wait for the bot."""
        return len(self._tg.queue.pending())

    async def do_calls(self, method: str = "", since: int = 0) -> list[Json]:
        """The API calls so far, from number `since` on."""
        found = self._tg.calls[since:]
        wanted = [call for call in found if method.lower() in ("", call.method.lower())]
        return [_plain(call.method, call.params, call.at, call.ok, call.description) for call in wanted]

    async def do_fault(self, method: str, kind: str, times: int = 1, **how: Any) -> None:
        """Script a fault by the name of its class, such as `LoseAnswer`."""
        self._tg.faults.add(method, getattr(faults, kind)(**how), times)

    async def do_now(self) -> str:
        """The server's clock, ISO 8601."""
        return self._tg.telegram.clock.now().isoformat()

    async def do_clock(self, moment: str = "", seconds: float = 0.0) -> str:
        """Set a fixed clock to `moment` (ISO 8601), or move it on by `seconds`."""
        clock = self._tg.telegram.clock
        if not isinstance(clock, FixedClock):
            raise TypeError("this clock goes by itself")
        if moment:
            clock.set(datetime.fromisoformat(moment))
        clock.advance(timedelta(seconds=seconds))
        return clock.now().isoformat()


def _plain(method: str, params: Json, at: datetime, ok: bool | None, description: str) -> Json:
    plain = {name: value if isinstance(value, str | list | dict) else repr(value) for name, value in params.items()}
    return {"method": method, "params": plain, "at": at.isoformat(), "ok": ok, "description": description}


class RemoteTelegram:
    """The other end of `Control`: `LookupError`, `ValueError` and `TimeoutError` come through as themselves."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self._session = session

    @classmethod
    @asynccontextmanager
    async def connect(cls, url: str) -> AsyncIterator[Self]:
        """Talk to the server at `url`, such as `http://127.0.0.1:8081`."""
        async with aiohttp.ClientSession() as session:
            yield cls(url, session)

    async def do(self, operation: str, **how: Any) -> Any:
        """Any operation of `Control`, by its name without `do_`."""
        async with self._session.post(f"{self.url}/control", json={"do": operation, **how}) as response:
            answer = await response.json()
        if "error" in answer:
            known = {"TimeoutError": TimeoutError, "ValueError": ValueError, "TypeError": TypeError}
            raise known.get(answer["error"], LookupError)(answer["reason"])
        return answer["result"]

    async def user(self, name: str, language: str = "en", user_id: int = 0) -> "RemotePerson":
        """A new person."""
        return RemotePerson(self, await self.do("user", name=name, language=language, user_id=user_id))


class RemotePerson:
    """A `Person` in another process; the same names, with `await` where the network is asked."""

    def __init__(self, remote: RemoteTelegram, user_id: int) -> None:
        self.id = user_id
        self._remote = remote

    async def say(self, text: str, reply_to: int = 0) -> Message:
        """Write a text."""
        return Message(**await self._remote.do("say", user=self.id, text=text, reply_to=reply_to))

    async def edit(self, message: Message, text: str) -> Message:
        """Change a text."""
        return Message(**await self._remote.do("edit", user=self.id, message_id=message.id, text=text))

    async def tap(self, button: str, message: Message | None = None, *, forged: bool = False) -> str:
        """Tap a button; gives the id of the callback query."""
        where = message.id if message else 0
        answer = await self._remote.do("tap", user=self.id, button=button, message_id=where, forged=forged)
        return str(answer)

    async def messages(self) -> list[Message]:
        """What stands in the private chat."""
        return [Message(**message) for message in await self._remote.do("messages", user=self.id)]

    async def replies(self) -> list[Message]:
        """The bot's messages."""
        return [message for message in await self.messages() if message.from_bot]

    async def wait_reply(self, seconds: float = 10.0) -> Message:
        """The bot's next new message."""
        return Message(**await self._remote.do("wait", user=self.id, what="reply", seconds=seconds))

    async def wait_change(self, seconds: float = 10.0) -> Message:
        """The next message the bot sends or edits."""
        return Message(**await self._remote.do("wait", user=self.id, what="change", seconds=seconds))
