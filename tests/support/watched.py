"""A store that notes whose rows it is asked for."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from typing import Any

from bot.ports import UnitOfWork
from tests.support.fake_store import FakeStore


@dataclass
class Watch:
    """Opens units of `store`; `asked` holds every user's and chat's number that came up, with what was asked."""

    store: FakeStore
    asked: set[tuple[int, str]] = field(default_factory=set)

    def unit(self) -> Any:
        return _Watched(self.store.unit(), self.asked)

    def but(self, *numbers: int) -> set[tuple[int, str]]:
        """What was asked about anybody else."""
        return {(number, what) for number, what in self.asked if number not in numbers}


class _Watched:
    def __init__(self, unit: Any, asked: set[tuple[int, str]]) -> None:
        self._unit, self._asked = unit, asked

    async def __aenter__(self) -> Any:
        await self._unit.__aenter__()
        return self

    async def __aexit__(self, *how: Any) -> None:
        await self._unit.__aexit__(*how)

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._unit, name)
        signature = inspect.signature(getattr(UnitOfWork, name))

        async def call(*arguments: Any, **named: Any) -> Any:
            given = signature.bind(self._unit, *arguments, **named).arguments
            self._asked |= {(number, name) for number in _numbers(given)}
            return await method(*arguments, **named)

        return call


def _numbers(given: dict[str, Any]) -> set[int]:
    """Whose rows a call is about."""
    whose = {value for name, value in given.items() if name in {"user_id", "chat_id"}}
    for value in given.values():
        whose |= {getattr(value, name) for name in ("chat_id", "user_id") if hasattr(value, name)}
        whose |= {value.id} if hasattr(value, "chat_id") and hasattr(value, "id") and value.id else set()
    return whose
