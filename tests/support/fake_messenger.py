"""A messenger that keeps what it is given, and fails as told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.ports import Passing
from bot.records import Outgoing


@dataclass
class FakeMessenger:
    """`fails` holds what the next sends raise, in their order (None: this one arrives); `before` may take its time
    on the way, `waits` before it goes out."""

    fails: list[Exception | None] = field(default_factory=list)
    before: Callable[[Outgoing], Awaitable[None]] | None = None
    waits: Callable[[Outgoing], Awaitable[None]] | None = None
    sent: list[Outgoing] = field(default_factory=list)
    bulk: list[Outgoing] = field(default_factory=list)
    tried: int = 0
    renumber: int | None = None
    """The number under which the next message stands, as if what it edits had been deleted."""

    async def send(
        self, outgoing: Outgoing, *, bulk: bool = False, ours: Callable[[], bool] | None = None
    ) -> int | None:
        self.tried += 1
        if self.waits is not None:
            await self.waits(outgoing)
        if ours is not None and not ours():
            raise Passing("not ours any more")
        if self.before is not None:
            await self.before(outgoing)
        await asyncio.sleep(0)
        error = self.fails.pop(0) if self.fails else None
        if error is not None:
            raise error
        self.sent.append(outgoing)
        if bulk:
            self.bulk.append(outgoing)
        number, self.renumber = self.renumber, None
        return number or outgoing.edits or len(self.sent)

    @property
    def texts(self) -> list[str]:
        """What was said, in order."""
        return [outgoing.message.text for outgoing in self.sent if outgoing.message]
