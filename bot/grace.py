"""How long a process may take to end."""

from __future__ import annotations

import asyncio

SECONDS = 9.0
"""For everything together: hosts kill what is still there ten seconds after they asked it to stop."""


class Grace:
    """So many seconds in all, from the first look on."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._ends: float | None = None

    def left(self, keep: float = 0.0) -> float:
        """Seconds that remain, less `keep` for what comes after; never quite none."""
        now = asyncio.get_running_loop().time()
        if self._ends is None:
            self._ends = now + self._seconds
        return max(self._ends - keep - now, 0.05)
