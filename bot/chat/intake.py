"""Long polling that acknowledges an update when its effects are committed, not when it is taken.

Telegram forgets every update below the `offset` of a poll (https://core.telegram.org/bots/api#getupdates), so the
offset only ever moves past the finished prefix. A poll starts at the oldest unacknowledged update and brings at most
100: a slow chat lets up to 99 later updates pass, and those come again with every poll until it is done.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog
from telegram import Update
from telegram.error import Conflict, NetworkError, RetryAfter, TelegramError

from bot.chat.application import PTB, TokenRefused, connect
from bot.chat.errors import refuses_token
from bot.chat.errors import seconds as seconds_of
from bot.chat.feed import Feed
from bot.chat.incoming import ALLOWED_UPDATES
from bot.services.faults import brief

log = structlog.get_logger(__name__)
T = TypeVar("T")
Raw = dict[str, Any]

_BATCH = 100  # the most that Telegram gives
_READ_SECONDS = 10.0  # what a poll may take beyond its own time
_FIRST_PAUSE, _LAST_PAUSE = 0.05, 1.0  # seconds between polls while something is in hand
_FIRST_WAIT, _LAST_WAIT = 1.0, 30.0  # seconds between polls that fail
_LAST_WORD = 1.0  # seconds for the last acknowledgement
_REFUSALS = 5  # of a token that had worked, in a row, before it is believed: about half a minute


class Intake:
    """Takes updates in until told to stop. One at a time for a bot: Telegram lets no two poll."""

    def __init__(
        self, application: PTB, feed: Feed, *, poll_seconds: int = 25, first_wait: float = _FIRST_WAIT
    ) -> None:
        self._application = application
        self._feed = feed
        self._poll_seconds = poll_seconds
        self._in_hand: dict[int, asyncio.Future[None]] = {}  # in the order they came
        self._offset: int | None = None
        self._stopping = asyncio.Event()
        self.connected = asyncio.Event()
        self._progress = asyncio.Event()
        self._pause = _FIRST_PAUSE
        self._first_wait = self._wait = first_wait
        self._failing = False
        self._refusals = 0

    async def run(self) -> None:
        """Raises TokenRefused; whatever else goes wrong is waited out."""
        await self._prepare()
        while not self._stopping.is_set():
            updates = await self._until_stopped(self._poll())
            if updates is not None and not self._stopping.is_set():
                fresh = self._take(updates)
                await self._until_stopped(self._breathe(fresh))

    async def stop(self, grace: float = 10.0) -> bool:
        """Take nothing new, give what is in hand `grace` seconds, acknowledge; whether all of it was finished."""
        self._stopping.set()
        finished = await self._feed.close(grace)
        await self._acknowledge()
        return finished

    @property
    def is_failing(self) -> bool:
        """Whether the last poll failed."""
        return self._failing

    async def _prepare(self) -> None:
        """Greet Telegram and take polling over from a webhook, should there be one."""
        while not self._stopping.is_set():
            try:
                await connect(self._application)
                await self._application.bot.delete_webhook()
            except TokenRefused:
                raise
            except Exception as error:  # also an answer that is none of Telegram's
                await self._wait_out(error)
            else:
                self._note_success()
                log.info("polling", bot=self._application.bot.username)
                self.connected.set()
                return

    async def _poll(self) -> list[Raw] | None:
        self._forget_finished()
        try:
            updates = await self._updates(self._offset, timeout=0 if self._in_hand else self._poll_seconds)
        except Exception as error:  # whatever it is, the next poll may go well
            await self._wait_out(error)
            return None
        self._note_success()
        # Acknowledged. The next poll starts from whatever waits: after a quiet week ids may begin anew, also lower.
        self._offset = None
        return updates

    async def _updates(self, offset: int | None, *, timeout: int) -> list[Raw]:  # noqa: ASYNC109  Telegram's word
        """As they come. `bot.get_updates` would read all of them, also those in hand, and all or none: one that it
        can not read would stop the intake for ever."""
        asked = {"offset": offset, "limit": _BATCH, "timeout": timeout, "allowed_updates": ALLOWED_UPDATES}
        # Spelled so that the library takes it for a method it has not; Telegram tells no upper from lower case.
        raw: Any = await self._application.bot.do_api_request(
            "getupdates", api_kwargs=asked, read_timeout=timeout + _READ_SECONDS
        )
        if not isinstance(raw, list) or not all(isinstance(item, dict) and "update_id" in item for item in raw):
            raise NetworkError("Invalid server response")
        return raw

    def _take(self, updates: list[Raw]) -> int:
        """Start what is not in hand yet; how many that were."""
        fresh = [raw for raw in updates if raw["update_id"] not in self._in_hand]
        for raw in fresh:
            self._hold(raw["update_id"], self._start(raw))
        return len(fresh)

    def _start(self, raw: Raw) -> asyncio.Future[None]:
        try:
            update = Update.de_json(raw, self._application.bot)
        except Exception as error:  # anything at all: it is garbage, and the rest go on
            return asyncio.ensure_future(self._feed.set_aside(str(raw["update_id"]), brief(error)))
        return self._feed.take(update, patient=True)

    def _hold(self, update_id: int, done: asyncio.Future[None]) -> None:
        self._in_hand[update_id] = done
        done.add_done_callback(self._note_end)

    def _note_end(self, done: asyncio.Future[None]) -> None:
        if not done.cancelled():
            done.exception()  # looked at, or asyncio complains of it
        self._progress.set()

    async def _breathe(self, fresh: int) -> None:
        """While updates are in hand every poll returns at once, so wait for half of them, longer each time nothing
        new came."""
        self._pause = _FIRST_PAUSE if fresh else min(2 * self._pause, _LAST_PAUSE)
        enough = self._unfinished() // 2
        try:
            async with asyncio.timeout(self._pause):
                while self._unfinished() > enough:
                    self._progress.clear()
                    await self._progress.wait()
        except TimeoutError:
            pass

    def _unfinished(self) -> int:
        return sum(not done.done() for done in self._in_hand.values())

    def _forget_finished(self) -> None:
        """Move the offset past the finished prefix."""
        for update_id, done in list(self._in_hand.items()):
            if not done.done() or done.cancelled():
                return
            if done.exception() is not None:
                self._try_again(update_id)
                return
            del self._in_hand[update_id]
            self._offset = update_id + 1

    def _try_again(self, update_id: int) -> None:
        """What could not be set aside because the store was away comes again with the next poll."""
        del self._in_hand[update_id]

    async def _acknowledge(self) -> None:
        self._forget_finished()
        if self._offset is None:
            return
        try:
            async with asyncio.timeout(_LAST_WORD):
                await self._updates(self._offset, timeout=0)
        except Exception as error:  # not a fault: what is not acknowledged comes again and is recognised
            log.info("last acknowledgement failed", error=brief(error))

    async def _wait_out(self, error: Exception) -> None:
        """One line when it begins to fail, then longer pauses."""
        if isinstance(error, TelegramError) and refuses_token(error):
            self._refusals += 1
            if self._refusals >= _REFUSALS or not self.connected.is_set():
                raise TokenRefused from None
        seconds = self._wait * random.uniform(0.8, 1.2)  # noqa: S311  spreads pollers, protects nothing
        if isinstance(error, RetryAfter):
            seconds = max(seconds, seconds_of(error))
        if not self._failing:
            log.warning("polling fails, trying again", why=_why(error))
        self._failing, self._wait = True, min(2 * self._wait, _LAST_WAIT)
        await self._until_stopped(asyncio.sleep(seconds))

    def _note_success(self) -> None:
        if self._failing:
            log.info("polling works again")
        self._failing, self._wait, self._refusals = False, self._first_wait, 0

    async def _until_stopped(self, work: Coroutine[Any, Any, T]) -> T | None:
        """The result, or None where the stop came first."""
        task = asyncio.create_task(work)
        stop = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else None
        finally:
            for each in (task, stop):
                each.cancel()
            await asyncio.gather(task, stop, return_exceptions=True)


def _why(error: Exception) -> str:
    if isinstance(error, Conflict):
        return f"another program takes this bot's updates ({error.message})"
    return error.message[:200] if isinstance(error, TelegramError) else brief(error)
