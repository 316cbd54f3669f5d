"""Feeds updates to the application: chat by chat, each until it is done with."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from telegram import Update

from bot.chat.application import PTB, Deliver
from bot.chat.incoming import chat_of, incoming
from bot.clock import Clock
from bot.ports import Away
from bot.records import Answered, Incoming, Kind
from bot.services.faults import brief, trail
from bot.services.flood import Flood, Turnstile
from bot.services.lanes import Lanes

log = structlog.get_logger(__name__)

SetAside = Callable[[str, int | None, str], Awaitable[Answered]]
"""Keeps key, chat and error of an update that can not be worked on, and answers its sender."""

SlowDown = Callable[[str, int], Awaitable[Answered]]
"""Tells a chat, for an update's key, that it says too much at once."""

_NO_CHAT = -(10**15)  # chats have no numbers that low: updates without a chat get lanes of their own there
_LONGEST_PAUSE = 5.0


class Feed:
    """In order within a chat, at most `bound` chats side by side. An update that fails `tries` times, or takes longer
    than `limit` seconds each time, is set aside with one honest sentence; a store that is away is not its fault.
    What is too much at once from one chat (`flood`) is let go, and `slow_down` says so once."""

    def __init__(
        self,
        application: PTB,
        *,
        set_aside: SetAside,
        deliver: Deliver,
        clock: Clock,
        flood: Flood | None = None,
        slow_down: SlowDown | None = None,
        bound: int = 64,
        tries: int = 3,
        limit: float = 30.0,
        pause: float = 0.2,
    ) -> None:
        self._application = application
        self._set_aside = set_aside
        self._deliver = deliver
        self._clock = clock
        self._flood, self._slow_down = flood, slow_down
        self._lanes = Lanes(bound)
        self._tries, self._limit, self._pause = tries, limit, pause
        self._store_is_away = False

    def take(self, update: Update, *, patient: bool) -> asyncio.Future[None]:
        """Ends when the update's effects are committed, or it was set aside. While the store is away a patient one
        waits for it; an impatient one ends with Away."""
        chat = chat_of(update)
        lane = chat if chat is not None else _NO_CHAT - update.update_id
        if chat is not None and self._flood is not None and (way := self._flood.come(chat)) is not Turnstile.IN:
            return self._let_go(update, chat, way)
        return self._lanes.put(lane, lambda: self._work(update, patient))

    def _let_go(self, update: Update, chat: int, way: Turnstile) -> asyncio.Future[None]:
        """Done with at once, but for the one word to its sender; a tap is answered, or its button would spin."""
        first = way is Turnstile.FIRST_OUT
        if first:
            log.warning("flood let go", chat=chat, update=update.update_id)
        slow_down = self._slow_down
        if first and slow_down is not None and update.callback_query is None and chat > 0:
            return self._lanes.put(chat, lambda: self._tell_to_slow_down(slow_down, update, chat))
        if update.callback_query is not None:
            self._deliver(self._understood(update, chat), Answered())
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done

    async def _tell_to_slow_down(self, slow_down: SlowDown, update: Update, chat: int) -> None:
        with suppress(Away):  # a word that can be missed
            self._deliver(self._understood(update, chat), await slow_down(str(update.update_id), chat))

    async def set_aside(self, key: str, error: str) -> None:
        """For what could not even be read as an update."""
        log.error("update set aside", update_id=key, error=error)
        await self._set_aside(key, None, error)

    def __len__(self) -> int:
        """How many chats have updates in hand."""
        return len(self._lanes)

    @property
    def closed(self) -> bool:
        """Whether nothing new is begun any more."""
        return self._lanes.closed

    async def close(self, grace: float) -> bool:
        """Begin nothing new, finish what is in hand within `grace` seconds; whether it ended in time."""
        return await self._lanes.close(grace)

    async def _work(self, update: Update, patient: bool) -> None:
        with structlog.contextvars.bound_contextvars(update=update.update_id):  # every line of it can be found together
            await self._until_done(update, patient)

    async def _until_done(self, update: Update, patient: bool) -> None:
        failures: list[Exception] = []
        pause = self._pause
        while True:
            try:
                await self._attempt(update, failures)
            except Away as error:
                self._note_store(away=str(error))
                if not patient:
                    raise
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            except Exception as error:  # whatever it is, it is this update's: the others go on
                failures.append(error)
                log.warning("update failed", times=len(failures), error=brief(error))
                if len(failures) > self._tries:
                    return  # it can not even be set aside; the log has it
                await asyncio.sleep(self._pause * len(failures))
            else:
                self._note_store(away=None)
                return

    async def _attempt(self, update: Update, failures: list[Exception]) -> None:
        if len(failures) >= self._tries:
            await self._give_up(update, failures[-1])
            return
        async with asyncio.timeout(self._limit):
            await self._application.process_update(update)

    async def _give_up(self, update: Update, error: Exception) -> None:
        log.error("update set aside", error=brief(error), trail=trail(error))
        chat = chat_of(update) if _has_sender(update) else None
        answered = await self._set_aside(str(update.update_id), chat, brief(error))
        if chat is not None:
            self._deliver(self._understood(update, chat), answered)

    def _understood(self, update: Update, chat: int) -> Incoming:
        """What is needed to answer, however little of the update could be read."""
        now = self._clock.now()
        with suppress(Exception):
            if said := incoming(update, now):
                return said
        return Incoming(key=str(update.update_id), kind=Kind.OTHER, chat_id=chat, at=now)

    def _note_store(self, *, away: str | None) -> None:
        """One line when it begins and one when it ends, however many updates wait."""
        if (away is not None) != self._store_is_away:
            self._store_is_away = away is not None
            log.warning("store is away, updates wait", why=away) if away is not None else log.info("store is back")


def _has_sender(update: Update) -> bool:
    """Whether somebody waits for an answer: not where the bot was blocked."""
    return any((update.message, update.edited_message, update.callback_query))
