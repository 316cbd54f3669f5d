"""How fast the bot may speak of its own accord.

Telegram takes about 30 bulk messages a second over all chats and one a second in one chat, and answers a flood with
429 and a time to wait (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). Answers to
what users just sent are not bulk: they are never queued here and obey only a 429 of their own chat.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from bot.ports import Passing

_MAKE_UP = 3  # messages that may follow at once when a turn came late
_PER_CHAT = 1.0  # seconds between bulk messages to one chat
_MANY = 500  # chats to remember before the past ones are forgotten
_PATIENCE = 5.0  # seconds a bulk message waits for a halt to end before it is handed back


class Pace:
    """Two classes: `bulk` evenly `rate` times a second, in the order asked, with a few more at once to make up for a
    pause; answers at once. `seconds` is a monotonic clock."""

    def __init__(self, rate: int = 25, seconds: Callable[[], float] = time.monotonic) -> None:
        self._gap = 1.0 / rate
        self._seconds = seconds
        self._next = 0.0
        self._turn = asyncio.Lock()
        self._halted_until = 0.0
        self._halted_chats: dict[int, float] = {}
        self._next_in_chat: dict[int, float] = {}

    def check_answer(self, chat_id: int) -> None:
        """Raises Passing while this chat is told to wait."""
        wait = self._halted_chats.get(chat_id, 0.0) - self._seconds()
        if wait > 0:
            raise Passing("this chat is halted by Telegram", wait)

    async def wait_for_bulk(self, chat_id: int) -> None:
        """Returns when this bulk message may go; raises Passing where that is too far away, `halts` where for all."""
        self.check_answer(chat_id)
        await self._own_turn(chat_id)
        async with self._turn:
            while (wait := max(self._halted_until, self._next) - self._seconds()) > 0:
                if wait > _PATIENCE:
                    raise Passing("bulk messages are halted by Telegram", wait, halts=True)
                await asyncio.sleep(wait)
            self._next = max(self._next, self._seconds() - _MAKE_UP * self._gap) + self._gap

    def halt(self, chat_id: int, seconds: float, *, bulk: bool) -> None:
        """After a 429: nothing at all to this chat for that long. Where a bulk message met it nothing in bulk either;
        but whoever floods us with questions must not be able to hold up everybody's reminders."""
        until = self._seconds() + seconds
        if bulk:
            self._halted_until = max(self._halted_until, until)
        self._halted_chats = _to_come(self._halted_chats, self._seconds()) | {chat_id: until}

    async def _own_turn(self, chat_id: int) -> None:
        now = self._seconds()
        mine = max(now, self._next_in_chat.get(chat_id, 0.0))
        if len(self._next_in_chat) > _MANY:
            self._next_in_chat = _to_come(self._next_in_chat, now)
        self._next_in_chat[chat_id] = mine + _PER_CHAT
        if mine > now:
            await asyncio.sleep(mine - now)


def _to_come(moments: dict[int, float], now: float) -> dict[int, float]:
    return {chat: moment for chat, moment in moments.items() if moment > now}
