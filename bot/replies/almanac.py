"""Days of the calendar: a named day as one that has been or one to come, months and days of a month."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Day:
    """A day named in [start, end); `date` None where it is a day that cannot be told ("the other day")."""

    start: int
    end: int
    date: dt.date | None
    kind: str = "day"


def last_of_month(today: dt.date, day: int) -> dt.date | None:
    """The last day of that number before today."""
    first = today.replace(day=1)
    for _ in range(3):
        if day <= monthrange(first.year, first.month)[1] and first.replace(day=day) < today:
            return first.replace(day=day)
        first = (first - dt.timedelta(1)).replace(day=1)
    return None


def date_of(year: float, month: float, day: float) -> dt.date | None:
    """The date, None where the calendar has none such."""
    if not (month == int(month) and day == int(day) and 1 <= month <= 12 and 1 <= year <= 9999):
        return None
    if not 1 <= day <= monthrange(int(year), int(month))[1]:
        return None
    return dt.date(int(year), int(month), int(day))


def in_past(day: Day, today: dt.date) -> dt.date | None:
    """The day as one that has been: a date without its year is the last such day."""
    if day.date and day.kind == "yearly" and day.date > today:
        return date_of(day.date.year - 1, day.date.month, day.date.day)
    return day.date


def to_come(day: Day, today: dt.date) -> dt.date | None:
    """The day as one to come: the next such weekday, day of the month or date."""
    if day.date is None or day.kind == "written":
        return day.date
    if day.kind == "weekday":
        return day.date + dt.timedelta(7 if day.date + dt.timedelta(7) > today else 14)
    if day.kind == "monthly":
        return next_of_month(today, day.date.day)
    if day.kind == "yearly" and day.date <= today:
        return date_of(day.date.year + 1, day.date.month, day.date.day)
    return day.date


def next_of_month(today: dt.date, day: int) -> dt.date | None:
    """The next day of that number after today."""
    first = today.replace(day=1)
    for _ in range(3):
        if day <= monthrange(first.year, first.month)[1] and first.replace(day=day) > today:
            return first.replace(day=day)
        first = (first + dt.timedelta(32)).replace(day=1)
    return None


def months_on(today: dt.date, count: int) -> dt.date:
    """The same day `count` months on, or the last of that month where it is shorter."""
    month = today.month - 1 + count
    year, month = today.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(today.day, monthrange(year, month)[1]))
