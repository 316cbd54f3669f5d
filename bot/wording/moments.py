"""Days and times of day in words, the way a person says them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from bot.wording.words import Words

EVERY_DAY = 7


def clock(moment: time | datetime) -> str:
    """`07:05`."""
    return moment.strftime("%H:%M")


def weekday(words: Words, number: int, *, short: bool = False) -> str:
    """The name of a weekday, 0 for Monday."""
    return words.plain(f"weekday-short-{number}" if short else f"weekday-{number}")


def on_day(words: Words, day: date, today: date) -> str:
    """`today`, `tomorrow`, `yesterday`, `Thursday` within a week, else `Thu 3 Dec`."""
    near = {0: "day-today", 1: "day-tomorrow", -1: "day-yesterday"}.get((day - today).days)
    if near is not None:
        return words.plain(near)
    if timedelta(0) < day - today < timedelta(days=7):
        return weekday(words, day.weekday())
    return short_date(words, day)


def opening_day(words: Words, day: date, today: date) -> str:
    """The same as the first word of a sentence or on a button."""
    said = on_day(words, day, today)
    return said[:1].upper() + said[1:]


def short_date(words: Words, day: date) -> str:
    """`Thu 3 Dec`."""
    return words.plain(
        "day-date",
        weekday=weekday(words, day.weekday(), short=True),
        number=str(day.day),
        month=words.plain(f"month-short-{day.month}"),
    )


def days(words: Words, weekdays: Iterable[int]) -> str:
    """`every day`, or `Mon, Wed and Fri`."""
    chosen = sorted(set(weekdays))
    if len(chosen) == EVERY_DAY:
        return words.plain("days-every")
    return listed(words, [weekday(words, number, short=True) for number in chosen])


def listed(words: Words, items: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return words.plain("list-last", first=", ".join(items[:-1]), last=items[-1])
