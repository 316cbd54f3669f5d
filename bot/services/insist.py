"""What has happened must be written down, however long the store is away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.ports import Away

_FIRST_PAUSE, _LAST_PAUSE = 0.1, 5.0


async def insist(write: Callable[[], Awaitable[None]]) -> None:
    """Try until the store is there; a message that is out already would otherwise go out again."""
    pause = _FIRST_PAUSE
    while True:
        try:
            return await write()
        except Away:
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LAST_PAUSE)
