"""Drill days and reminder times: where calendars, nights and clock changes are settled.

A *drill day* is the calendar day a drill belongs to; it survives midnight. Times of reminders are local times that
stay put when the clock is changed: a time that is missing that day moves forward by the missing stretch, a time
that comes twice counts the first time, so that every local day has one reminder at most.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
NOON = time(12)
ONE_DAY = timedelta(days=1)


class Reminder(NamedTuple):
    """When a reminder is due (UTC) and the drill day it is for."""

    at: datetime
    day: date


def drill_day(local: datetime, *, yesterday_open: bool, night_ends_hour: int) -> date:
    """The day an undated log of that local moment belongs to: before the night ends yesterday, if it is open."""
    late = local.hour < night_ends_hour
    return local.date() - ONE_DAY if late and yesterday_open else local.date()


def is_planned(weekdays: Collection[int], day: date) -> bool:
    """Whether the day is one of the planned weekdays (0 Monday .. 6 Sunday)."""
    return day.weekday() in weekdays


def next_planned(weekdays: Collection[int], first: date) -> date | None:
    """The first planned day from `first` on, that day included; None where no weekday is planned."""
    days = (first + timedelta(days=ahead) for ahead in range(7))
    return next((day for day in days if is_planned(weekdays, day)), None)


def next_reminder(
    now: datetime, zone: tzinfo, at: time, weekdays: Collection[int], *, after: date | None = None
) -> Reminder | None:
    """The first reminder later than `now` (UTC) on a planned weekday, at the local time `at` in `zone`.

    `after` is the drill day that had its reminder already: only later days are looked at, so that a moved time
    zone or a repeated hour never brings a second one. None where no weekday is planned.
    """
    today = now.astimezone(zone).date()
    first = today - ONE_DAY if after is None else max(today - ONE_DAY, after + ONE_DAY)
    for ahead in range(16):
        day = first + timedelta(days=ahead)
        if is_planned(weekdays, day) and _exists(day, zone):
            due = utc_of(day, at, zone)
            if due > now:
                return Reminder(due, day)
    return None


def utc_of(day: date, at: time, zone: tzinfo) -> datetime:
    """The UTC moment of a local time; a missing time moves forward, of a repeated one it is the first."""
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


def _exists(day: date, zone: tzinfo) -> bool:
    """False for a day that a zone left out (Samoa had no 30 December 2011)."""
    return utc_of(day, NOON, zone).astimezone(zone).date() == day
