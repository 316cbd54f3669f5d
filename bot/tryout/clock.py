"""What time it is for the local Telegram: handed in, so that a whole group of processes can share one clock."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Anything that tells the time; `now` is aware and in UTC."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class RealClock:
    """The machine's own clock, for a local Telegram that runs as a process of its own."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the edge of a process of its own, with no other clock at hand


class FixedClock:
    """A clock that stands still until it is moved, for tests."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """The moment the clock was last moved to, aware, in UTC."""
        return self._now

    def advance(self, step: timedelta) -> None:
        """Move the clock on by `step`."""
        self._now += step

    def set(self, moment: datetime) -> None:
        """Move the clock to `moment` (aware)."""
        self._now = moment.astimezone(UTC)
