"""A lock that several dispatchers of a test share."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.ports import Away


@dataclass
class Hook:
    """Where the baton hangs; `away` counts how often it can not be reached from now on."""

    holder: FakeBaton | None = None
    away: int = 0

    def baton(self) -> FakeBaton:
        return FakeBaton(self)


@dataclass(eq=False)
class FakeBaton:
    hook: Hook = field(default_factory=Hook)

    async def hold(self) -> bool:
        if self.hook.away:
            self.hook.away -= 1
            raise Away("gone")
        self.hook.holder = self.hook.holder or self
        return self.hook.holder is self

    async def release(self) -> None:
        if self.hook.holder is self:
            self.hook.holder = None
