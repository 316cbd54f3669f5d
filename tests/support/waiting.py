"""Waiting for something to become true, in real time and not for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


async def until(ready: Callable[[], Awaitable[bool] | bool], seconds: float = 30.0) -> None:
    """Wait until something holds; TimeoutError where it does not."""
    async with asyncio.timeout(seconds):
        while True:
            answer = ready()
            if answer if isinstance(answer, bool) else await answer:
                return
            await asyncio.sleep(0.005)
