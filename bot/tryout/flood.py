"""An optional model of Telegram's flood limits, in real seconds: bulk is limited, answers are not."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.tryout.errors import too_many_requests


@dataclass(slots=True)
class Flood:
    """About `bulk_per_second` unasked messages over all chats and one a second in a chat after a short burst.

    A message is an answer, and free, within `fresh_seconds` of what the person last did. `enabled=False` limits
    nothing. Source: the Bot API FAQ on broadcasting; the exact figures are not published.
    """

    enabled: bool = False
    bulk_per_second: int = 30
    chat_burst: int = 5
    chat_per_second: float = 1.0
    fresh_seconds: float = 60.0
    seconds: Callable[[], float] = time.monotonic
    _bulk: deque[float] = field(default_factory=deque)
    _chats: dict[int, tuple[float, float]] = field(default_factory=dict)
    _heard: dict[int, float] = field(default_factory=dict)

    def heard_from(self, chat_id: int) -> None:
        """A person did something in this chat: what follows is an answer."""
        if self.enabled:
            self._heard[chat_id] = self.seconds()

    def spend(self, chat_id: int, paid: bool = False) -> None:
        """Count one message to a chat; raises 429 where it is one too many."""
        if not self.enabled:
            return
        now = self.seconds()
        if now - self._heard.get(chat_id, -math.inf) <= self.fresh_seconds:
            return
        tokens = self._tokens(chat_id, now)
        if tokens < 1:
            raise too_many_requests(math.ceil((1 - tokens) / self.chat_per_second))
        self._spend_bulk(now, 1000 if paid else self.bulk_per_second)
        self._chats[chat_id] = (tokens - 1, now)

    def _tokens(self, chat_id: int, now: float) -> float:
        tokens, since = self._chats.get(chat_id, (float(self.chat_burst), now))
        return min(self.chat_burst, tokens + (now - since) * self.chat_per_second)

    def _spend_bulk(self, now: float, per_second: int) -> None:
        while self._bulk and now - self._bulk[0] >= 1:
            self._bulk.popleft()
        if len(self._bulk) >= per_second:
            raise too_many_requests(max(1, math.ceil(1 - (now - self._bulk[0]))))
        self._bulk.append(now)
