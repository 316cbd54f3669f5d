"""The queue of updates that wait for the bot, and the rules of `getUpdates` and of expiry."""

import heapq
import itertools
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.tryout.clock import Clock

KEPT = timedelta(hours=24)
KEPT_CALLBACK = timedelta(seconds=150)
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
# An offset further ahead than this is taken for a mistake, and the queue is read from its head (tdlib/td, TQueue).
_FAR_AHEAD = 10


@dataclass(frozen=True, slots=True)
class Update:
    """One update: its kind names its field; `lane` orders webhook deliveries (one at a time in a lane)."""

    update_id: int
    kind: str
    body: dict[str, Any]
    expires_at: datetime
    lane: tuple[str, int]

    def payload(self) -> dict[str, Any]:
        """The JSON object the bot gets."""
        return {"update_id": self.update_id, self.kind: self.body}


class UpdateQueue:
    """Updates in the order they happened; `on_new` is told of each."""

    def __init__(self, clock: Clock, first_id: int = 100_000_001) -> None:
        self._clock = clock
        self._next_id = first_id
        self._pending: OrderedDict[int, Update] = OrderedDict()
        self._expiries: list[tuple[datetime, int]] = []
        self._repeats: list[Update] = []
        self.allowed: frozenset[str] | None = None
        self.on_new: Callable[[Update], None] = lambda update: None

    def __len__(self) -> int:
        return len(self._pending)

    def pending(self) -> list[Update]:
        """Everything that waits and has not expired, oldest first."""
        self._drop_expired()
        return list(self._pending.values())

    def add(self, kind: str, body: dict[str, Any], chat_id: int) -> Update | None:
        """Queue what happened; None where the bot did not ask for this kind of update."""
        if not self._wanted(kind):
            return None
        kept = KEPT_CALLBACK if kind == "callback_query" else KEPT
        update = Update(self._next_id, kind, body, self._clock.now() + kept, (kind, chat_id))
        self._next_id += 1
        self._put(update)
        return update

    def again(self, update: Update) -> None:
        """Deliver an update once more under its old id, whatever was acknowledged, as Telegram may after a fault."""
        self._repeats.append(update)
        self._put(update)

    def restart_ids(self, first_id: int) -> None:
        """After a week without updates the next id may be anything, also lower; by then the queue is empty."""
        self._pending.clear()
        self._next_id = first_id

    def _put(self, update: Update) -> None:
        self._pending[update.update_id] = update
        heapq.heappush(self._expiries, (update.expires_at, update.update_id))
        self.on_new(update)

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed is not None else kind not in NOT_BY_DEFAULT

    def allow(self, kinds: Collection[str]) -> None:
        """The `allowed_updates` of a call: an empty list means the default again."""
        self.allowed = frozenset(kinds) or None

    def read(self, offset: int, limit: int) -> list[Update]:
        """What `getUpdates` answers; a positive offset forgets everything below it, a negative one all but the last."""
        if offset < 0:
            self._keep_last(-offset)
        elif 0 < offset <= self._next_id - 1 + _FAR_AHEAD:
            self._forget_below(offset)
        self._drop_expired()
        repeats, self._repeats = self._repeats, []
        for update in repeats:
            self.forget(update.update_id)
        return repeats + list(itertools.islice(self._pending.values(), max(0, limit - len(repeats))))

    def _keep_last(self, count: int) -> None:
        while len(self._pending) > count:
            self._pending.popitem(last=False)

    def _forget_below(self, offset: int) -> None:
        while self._pending and next(iter(self._pending)) < offset:
            self._pending.popitem(last=False)

    def forget(self, update_id: int) -> None:
        """The webhook took this update."""
        self._pending.pop(update_id, None)

    def clear(self) -> None:
        """Forget everything that waits."""
        self._pending.clear()

    def has(self, update: Update) -> bool:
        """Whether this very update still waits and has not expired."""
        return self._pending.get(update.update_id) is update and update.expires_at > self._clock.now()

    def _drop_expired(self) -> None:
        now = self._clock.now()
        while self._expiries and self._expiries[0][0] <= now:
            expires_at, update_id = heapq.heappop(self._expiries)
            waiting = self._pending.get(update_id)
            if waiting and waiting.expires_at == expires_at:
                self.forget(update_id)
        if not self._pending:
            self._expiries.clear()
