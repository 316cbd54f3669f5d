"""The local Telegram as a server: the Bot API, the people in it, and a chat page in front."""

import errno
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property
from typing import Self

from aiohttp import web

from bot.tryout.chat_page import ChatPage, Travel
from bot.tryout.clock import Clock
from bot.tryout.control import Control
from bot.tryout.core import Telegram
from bot.tryout.faults import Faults
from bot.tryout.flood import Flood
from bot.tryout.http_api import MAX_BODY, Call, HttpApi
from bot.tryout.people import Group, Person
from bot.tryout.state import Account, Chat, Profile
from bot.tryout.updates import UpdateQueue

TOKEN = "123456:local-tryout-token-no-secret-at-all"  # noqa: S105 - opens nothing but this local server


class LocalTelegram:
    """A strict Telegram of one bot.

    >>> async with LocalTelegram(clock=clock).serve() as tg:
    ...     ana = tg.user("Ana", language="en")
    ...     await ana.say("/start")
    ...     reply = await ana.wait_reply()
    """

    def __init__(
        self,
        *,
        clock: Clock,
        token: str = TOKEN,
        bot_name: str = "Hip Coach",
        bot_username: str = "local_hip_coach_bot",
        flood: Flood | None = None,
        travel: Travel | None = None,
        visitor_name: str = "Alex",
    ) -> None:
        bot_id = int(token.partition(":")[0])
        self.telegram = Telegram(
            clock, token, Account(bot_id, bot_name, username=bot_username, is_bot=True), flood or Flood()
        )
        self.api = HttpApi(self.telegram)
        self.token = token
        self.url = ""
        self._page = ChatPage(self.telegram, lambda: self.visitor, travel)
        self._visitor_name = visitor_name
        self._people: dict[int, Person] = {}
        self._ids = itertools.count(1001)

    @property
    def base_url(self) -> str:
        """What python-telegram-bot takes as `base_url`."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot takes as `base_file_url`."""
        return f"{self.url}/file/bot"

    @property
    def calls(self) -> list[Call]:
        """Every API call so far, oldest first."""
        return self.api.calls

    @property
    def faults(self) -> Faults:
        """Scripted failures: `tg.faults.add("sendMessage", TooMany(3))`."""
        return self.api.faults

    @property
    def queue(self) -> UpdateQueue:
        """The updates that wait for the bot."""
        return self.telegram.queue

    @property
    def profile(self) -> Profile:
        """What the bot set about itself."""
        return self.telegram.profile

    @cached_property
    def visitor(self) -> Person:
        """Who sits at the chat page."""
        return self.user(self._visitor_name)

    def user(
        self, name: str, *, language: str = "en", user_id: int = 0, username: str = "", last_name: str = ""
    ) -> Person:
        """Someone new; the bot does not know them until they write."""
        number = user_id or next(self._ids)
        account = Account(number, name, last_name, username, language)
        self.telegram.accounts[number] = account
        self._people[number] = Person(self.telegram, account)
        return self._people[number]

    def person(self, user_id: int) -> Person:
        """Someone made before, by id."""
        return self._people[user_id]

    def group(self, title: str, kind: str = "group") -> Group:
        """A new group, supergroup or channel with the bot in it."""
        chat_id = -next(self._ids) - (0 if kind == "group" else 1_000_000_000_000)
        chat = self.telegram.chats.setdefault(chat_id, Chat(chat_id, kind, title=title))
        return Group(self.telegram, chat)

    @asynccontextmanager
    async def serve(
        self, port: int = 0, host: str = "127.0.0.1", *, next_free: bool = False, control: bool = False
    ) -> AsyncIterator[Self]:
        """Listen on `port` (0: any free one; `next_free`: the next one up where it is taken) while the block runs.

        `control` also opens `/control`, by which another process drives the people.
        """
        app = web.Application(client_max_size=MAX_BODY)
        self.api.add_routes(app)
        self._page.add_routes(app)
        if control:
            Control(self).add_routes(app)
        runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            self.url = f"http://{host}:{await _listen(runner, host, port, 50 if next_free else 1)}"
            yield self
        finally:
            await self.api.intake.close()
            await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int, tries: int) -> int:
    for candidate in range(port, port + tries):
        try:
            await web.TCPSite(runner, host, candidate).start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE or candidate == port + tries - 1:
                raise
        else:
            return int(runner.addresses[0][1])
    raise OSError(errno.EADDRINUSE, f"no free port from {port} to {port + tries - 1}")
