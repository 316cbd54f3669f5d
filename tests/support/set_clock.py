"""A clock that stands where it is put."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


@dataclass
class SetClock:
    """`moment` is what it shows."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment

    def advance(self, seconds: float) -> datetime:
        """Move on by so many seconds; the new moment."""
        self.moment += timedelta(seconds=seconds)
        return self.moment
