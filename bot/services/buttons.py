"""What holds for the data of every button: it comes from outside, so it is checked."""

from __future__ import annotations

from datetime import date, timedelta

from bot.services.turn import Turn

OLDEST_DAYS = 7
"""A button of a reminder older than this no longer writes into the record."""


class OldButton(Exception):
    """The button's time is over, or it never was one of ours."""


def day_of(turn: Turn, value: str) -> date:
    """A drill day that may still be written to; OldButton otherwise."""
    day = date.fromisoformat(value)
    if not turn.today - timedelta(days=OLDEST_DAYS) <= day <= turn.local.date() + timedelta(days=1):
        raise OldButton
    return min(day, turn.local.date())
