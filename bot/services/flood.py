"""How much one chat may say at once: a flood is let go, so that nobody else waits behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

PER_SECOND = 1.0
"""What comes in again after a burst; nobody types faster for long."""
MANY = 10_000
"""Chats to remember before the quiet ones are forgotten."""


class Turnstile(Enum):
    IN = "in"
    FIRST_OUT = "first out"
    """The first one too many: its sender is told."""
    OUT = "out"


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    told: bool = False


class Flood:
    """A bucket of `burst` updates for each chat, filled again by one a second. `seconds` is a monotonic clock."""

    def __init__(self, burst: int, seconds: Callable[[], float]) -> None:
        self._burst = burst
        self._seconds = seconds
        self._buckets: dict[int, _Bucket] = {}

    def come(self, chat_id: int) -> Turnstile:
        """Whether this update is worked on."""
        now = self._seconds()
        bucket = self._bucket(chat_id, now)
        bucket.left = min(self._burst, bucket.left + max(0.0, now - bucket.at) * PER_SECOND)
        bucket.at = now
        if bucket.left >= 1:
            bucket.left -= 1
            bucket.told = bucket.told and bucket.left < self._burst / 2  # one word a flood, not one a second
            return Turnstile.IN
        was_told, bucket.told = bucket.told, True
        return Turnstile.OUT if was_told else Turnstile.FIRST_OUT

    def _bucket(self, chat_id: int, now: float) -> _Bucket:
        if len(self._buckets) > MANY:
            self._buckets = {k: b for k, b in self._buckets.items() if b.left + (now - b.at) * PER_SECOND < self._burst}
        return self._buckets.setdefault(chat_id, _Bucket(self._burst, now))
