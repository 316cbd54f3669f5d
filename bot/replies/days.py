"""Which days a reply names: "yesterday", "3 days ago", "12 dec", "the 14th"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.replies.almanac import Day, date_of, last_of_month
from bot.replies.items import NTH
from bot.replies.scene import Scene


def find_days(scene: Scene) -> list[Day]:
    """Every day named in the text, in order; its numbers are claimed. The past is meant where both could be."""
    days = [*_written(scene), *_ago(scene), *_named(scene)]
    days.sort(key=lambda day: (day.start, -day.end))
    kept: list[Day] = []
    for day in days:
        if kept and _beside_its_weekday(scene, kept[-1], day):
            day = replace(day, start=kept.pop().start)
        if kept and kept[-1].date and day.date and scene.word(day.end - 1) == "before" and day.start >= kept[-1].end:
            day = replace(day, date=kept[-1].date - dt.timedelta(1))  # "yesterday 3x8 and the day before 3x7"
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
            scene.mark(day.start, day.end, "day", day.date.isoformat() if day.date else "which?")
    return kept


def _beside_its_weekday(scene: Scene, weekday: Day, day: Day) -> bool:
    """ "Friday 25 December", "Sunday, the 6th of December": one day, and the figures say which."""
    dated = day.date is not None and day.kind in ("written", "yearly")
    between = day.start - weekday.end
    return weekday.kind == "weekday" and dated and (between == 0 or (between == 1 and scene.word(weekday.end) == "the"))


def _named(scene: Scene) -> list[Day]:
    """Today, yesterday, weekdays (the last one before today), "the other day"."""
    if _LISTS.isdisjoint(scene.possible):
        return []
    today = scene.today
    days = [
        Day(s, e, None if ahead is None else today + dt.timedelta(ahead), kind)
        for name, ahead, kind in _NAMED
        for s, e in scene.places(name)
    ]
    for weekday, name in enumerate(WEEKDAYS):
        for start, end in scene.places(name):
            if not scene.within_any("the_sun", start, end):
                last = today - dt.timedelta((today.weekday() - weekday - 1) % 7 + 1)
                days.append(_in_a_week(scene, start, end) or Day(start, end, last, "weekday"))
    return days


_NAMED = (
    ("today", 0, "today"),
    ("yesterday", -1, "day"),
    ("before_yesterday", -2, "day"),
    ("week_ago", -7, "day"),
    ("some_day", None, "day"),
    ("tomorrow", 1, "tomorrow"),
)
"""(the list, so many days from today, the kind of day)."""
WEEKDAYS = tuple(f"weekday.{number}" for number in range(7))
_LISTS = frozenset({*(name for name, _, _ in _NAMED), *WEEKDAYS})


def _in_a_week(scene: Scene, start: int, end: int) -> Day | None:
    """ "monday week", "a week on monday", "monday of next week", "monday after next": not the next one, the one after
    it or that of next week."""
    led = scene.ended("a_week_from", start)
    after = scene.starts("a_week_on", end)
    if not (led or after):
        return None
    weekday = next(number for number, name in enumerate(WEEKDAYS) if scene.at(name, start))
    ahead = (weekday - scene.today.weekday()) % 7
    if after and "next" in scene.words[end : end + after] and "week" in scene.words[end : end + after]:
        return Day(start, end + after, scene.today + dt.timedelta(weekday + 7 - scene.today.weekday()), "written")
    return Day(start - led, end + after, scene.today + dt.timedelta(ahead + 7), "written")


def _ago(scene: Scene) -> list[Day]:
    """ "3 days ago", "two nights ago"."""
    found = []
    for start, end in scene.places("days_ago"):
        count = scene.value(start)
        if count is not None and count < 400:
            scene.claim(start, start + 1, "day")
            found.append(Day(start, end, scene.today - dt.timedelta(int(count))))
    return found


def _written(scene: Scene) -> list[Day]:
    """Dates with figures: 2027-01-04, 25/12, 12 dec, december the 12th, the 14th."""
    found = []
    taken: set[int] = set()
    for index in list(scene.text.numbers):
        if index in scene.claims:
            continue
        day = (
            _iso(scene, index)
            or _with_month(scene, index)
            or _slashed(scene, index)
            or _of_month(scene, index)
            or _heading(scene, index)
            or _dotted(scene, index)
        )
        if day is None or _parted(scene, day):
            continue
        if not any(scene.at("month_name", other) for other in range(day.start, day.end) if other in taken):
            taken.update(range(day.start, day.end))
            scene.claim(day.start, day.end, "day")
            found.append(day)
    return found


def _parted(scene: Scene, day: Day) -> bool:
    """ "a week off in march, 3x8": the number belongs to what follows. A full stop may be that of "12. Nov"."""
    ended = any(not _ENDS.isdisjoint(scene.sep(place)) for place in range(day.start + 1, day.end))
    counts = day.end - 1 in scene.text.numbers and scene.word(day.end) in ("x", "by", "sets", "set", "reps")
    return ended or counts


_ENDS = frozenset("!?;\n")


def _iso(scene: Scene, index: int) -> Day | None:
    if not (1900 < scene.text.numbers[index] < 2200):
        return None
    if scene.sep(index + 1) not in "-/." or scene.sep(index + 2) not in "-/.":
        return None
    month, day = scene.value(index + 1), scene.value(index + 2)
    if month is None or day is None:
        return None
    return Day(index, index + 3, date_of(scene.text.numbers[index], month, day), "written")


def _with_month(scene: Scene, index: int) -> Day | None:
    """12 dec, 12th of december, dec 12, december the 12th, with or without a year."""
    if "month_name" not in scene.possible:
        return None
    value = scene.text.numbers[index]
    if value != int(value) or not 1 <= value <= 31 or scene.word(index - 1) in ("x", "of", "by"):
        return None
    after = scene.past((*NTH, "of"), index + 1)
    month = _month_at(scene, after)
    if month:
        return _yearly(scene, index, after + 1, month, value)
    before = scene.back_over(("the", "on"), index) - 1
    month = _month_at(scene, before) if before >= 0 else None
    if not month:
        return None
    end = index + 1 + (scene.word(index + 1) in NTH)
    return _yearly(scene, before, end, month, value)


def _yearly(scene: Scene, start: int, end: int, month: int, day: float) -> Day:
    year = scene.value(end)
    if year is not None and 1900 < year < 2200:
        return Day(start, end + 1, date_of(year, month, day), "written")
    return Day(start, end, date_of(scene.today.year, month, day), "yearly")


def _month_at(scene: Scene, index: int) -> int | None:
    if not scene.at("month_name", index):
        return None
    return next((m + 1 for m in range(12) if scene.at(f"month.{m}", index)), None)


NO_DATE_BEHIND = ("of", "to", "before", "after", "from", "back", "the")
"""Words behind which two numbers with a slash are no date, though they may stand before one."""


COMING = frozenset({"back", "return", "returning", "home", "again"})


def _slashed(scene: Scene, index: int) -> Day | None:
    """25/12 or 12/25 after "until", "back on", "on": None as its date where both orders are days."""
    other = scene.value(index + 1)
    if other is None or (scene.sep(index + 1) not in ("/", ".", "-")):
        return None
    padded = scene.word(index).startswith("0") and scene.word(index + 1).startswith("0")
    led = scene.at("on_off", index - 1) and scene.word(index - 1) not in NO_DATE_BEHIND
    coming = other != 10 and scene.word(index - 1) in COMING and scene.has("wish.pause")  # "away, return 14/02"
    if not led and not coming and not padded:  # "return 05/02"
        return None
    if scene.sep(index + 2) == "/" and scene.value(index + 2) is not None and len(scene.word(index + 2)) == 1:
        return None  # "got through 8/8/8"
    first, second = scene.text.numbers[index], other
    year = scene.value(index + 2) if scene.sep(index + 2) in ("/", ".", "-") else None
    end = index + 2 + (year is not None)
    when = year if year and year > 1900 else 2000 + year if year else scene.today.year
    a, b = date_of(when, second, first), date_of(when, first, second)
    if a and b and a != b:
        return Day(index, end, None, "unclear")
    return Day(index, end, a or b, "written" if year else "yearly") if a or b else None


def _heading(scene: Scene, index: int) -> Day | None:
    """ "15/3 3x8", "14.3.: 8 8 7", "15th: 3x8": a date of the last weeks at the head of what was done then."""
    if scene.sentence(index)[0] != index:
        return None
    if scene.word(index + 1) in NTH and scene.text.glued(index + 1):
        date = last_of_month(scene.today, int(scene.text.numbers[index])) if _sets_follow(scene, index + 2) else None
        return Day(index, index + 2, date, "monthly") if date else None
    whole, _, part = scene.word(index).partition(".")
    first, second, end = float(whole[:6]), float(part) if part else scene.value(index + 1), index + 1
    if not part:
        if scene.sep(index + 1).strip() not in ("/", "."):
            return None
        end = index + 2
    if second is None or not _sets_follow(scene, end):
        return None
    likely = [date_of(scene.today.year, *pair) for pair in ((second, first), (first, second))]
    near = [date for date in likely if date and 0 < (scene.today - date).days <= WEEKS_BACK * 7]
    return Day(index, end, near[0], "written") if len(near) == 1 else None


WEEKS_BACK = 6
"""A date at the head of a report is of so many weeks back at most."""


def _sets_follow(scene: Scene, index: int) -> bool:
    """Whether "3x8" or at least three bare numbers begin at `index`, or a report in words."""
    if scene.value(index) is None:
        return scene.at("done", index) or scene.at("did", index)
    crossed = scene.word(index + 1) in ("x", "by", "times", "sets") or "*" in scene.sep(index + 1)
    return crossed or (scene.value(index + 1) is not None and scene.value(index + 2) is not None)


def _dotted(scene: Scene, index: int) -> Day | None:
    """ "until 25.3.", "25.03.2027": day and month with dots."""
    numbers = scene.text.numbers
    month, year = numbers.get(index + 1), numbers.get(index + 2)
    if month is not None and year is not None and 1900 < year < 2200 and scene.sep(index + 1) == " ":
        date = date_of(year, month, numbers[index])
        return Day(index, index + 3, date, "written") if date else None
    whole, _, part = scene.word(index).partition(".")
    if not part or not scene.at("on_off", index - 1) or scene.at("at_number", index - 1) > scene.at("until", index - 1):
        return None
    date = date_of(scene.today.year, float(part), float(whole[:6])) if len(part) <= 2 else None
    return Day(index, index + 1, date, "yearly") if date else None


def _of_month(scene: Scene, index: int) -> Day | None:
    """ "the 14th", "on the 28th": the last one past (`almanac.to_come` makes it the next for a pause)."""
    if scene.word(index + 1) not in NTH or not scene.text.glued(index + 1):
        return None
    if not scene.at("on_off", index - 1) or not 1 <= scene.text.numbers[index] <= 31:
        return None
    if scene.text.numbers[index] <= scene.plan.sets + 1 and of_sets(scene, index):
        return None
    follower = scene.word(index + 2)
    if follower and not scene.sep(index + 2).strip() and not scene.at("after_amount", index + 2):
        return None
    return Day(index, index + 2, last_of_month(scene.today, int(scene.text.numbers[index])), "monthly")


def of_sets(scene: Scene, index: int) -> bool:
    """ "except for the 2nd", "bailed at 4 in the 3rd", "dropped at 5 on the 3rd": a set, not a day of the month."""
    if scene.word(index - 2) in ("for", "except", "but", "than", "of", "in", "during", "through", "into"):
        return True
    return scene.word(index - 4) in ("at", "after", "only", "just", "to") and index - 3 in scene.text.numbers
