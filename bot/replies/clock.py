"""Times of day and lengths of time: "half past 5", "6.15 pm", "in an hour and a half", "for two weeks"."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.replies.scene import Scene


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in [start, end). `half` is am, pm or "" where it was not said."""

    start: int
    end: int
    hour: float
    minute: float
    half: str
    bare: bool = False
    """Only a number: a time because of the words around it."""

    @property
    def possible(self) -> bool:
        top = 12 if self.half and self.hour <= 12 else 24
        whole = self.hour == int(self.hour) and self.minute == int(self.minute)
        return whole and 0 <= self.hour <= top and 0 <= self.minute < 60 and (self.hour, self.minute) <= (24, 0)


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in [start, end): so many of a unit (`minutes`, `hours`, `days`, `weeks`, `months`)."""

    start: int
    end: int
    count: float | None
    """None where it was not said how many ("a few days")."""
    unit: str


def find_clocks(scene: Scene) -> list[Clock]:
    """Times that are times whatever stands around them; their numbers are claimed."""
    found = []
    for name, hour, half in (("noon", 12, "pm"), ("midnight", 0, "am")):
        found += [Clock(s, e, hour, 0, half) for s, e in scene.places(name)]
    for index in sorted(scene.text.numbers):
        clock = _clock(scene, index) if index not in scene.claims else None
        if clock:
            scene.claim(clock.start, clock.end, "clock")
            found.append(clock)
    if len(found) > 1:  # "at lunchtime, say 12:30"
        found = [c for c in found if scene.word(c.start) != "lunchtime" or scene.word(c.start - 1) == "or"]
    return sorted(found, key=lambda clock: clock.start)


def _clock(scene: Scene, index: int) -> Clock | None:
    return _relative(scene, index) or _colon(scene, index) or _named(scene, index)


def _relative(scene: Scene, index: int) -> Clock | None:
    """Half past 5, quarter to 7, ten past six."""
    hour = scene.text.numbers[index]
    for name, minute in (("half_past", 30), ("quarter_past", 15), ("quarter_to", -15)):
        length = scene.ended(name, index)
        if length and not (name == "half_past" and length == 1 and not _half_of_hour(scene, index)):
            end, half = _half(scene, index + 1)
            return Clock(index - length, end, hour - (minute < 0), minute % 60, half)
    minutes = scene.value(index - 2)
    if (
        scene.word(index - 1) in ("past", "to")
        and minutes is not None
        and minutes in (5, 10, 15, 20, 25)
        and hour <= 12
    ) and (scene.word(index - 1) == "past" or index - 2 in scene.text.spelled):
        end, half = _half(scene, index + 1)
        past = scene.word(index - 1) == "past"
        return Clock(index - 2, end, hour - (not past), minutes if past else 60 - minutes, half)
    return None


def _half_of_hour(scene: Scene, index: int) -> bool:
    """ "half 7" is a time in answer to when, beside a reminder, behind "at" or before "in the evening"; elsewhere it is
    half of something."""
    wished = any(scene.has(name) for name in ("reminder", "daily", "wish.snooze"))
    return scene.asked == "when" or wished or scene.word(index - 2) == "at" or bool(_half(scene, index + 1)[1])


def _colon(scene: Scene, index: int) -> Clock | None:
    minute = scene.value(index + 1)
    hour = scene.text.numbers[index]
    if minute is not None and scene.sep(index + 1) == ":" and len(scene.word(index + 1)) == 2:
        if scene.plan.unit == "seconds" and (hour == 0 or _stopwatch(scene, index)):
            return None
        end, half = _half(scene, index + 2)
        return Clock(index, end, hour, minute, half)
    if minute is not None and scene.sep(index + 1) == " " and len(scene.word(index + 1)) == 2 and hour <= 12:
        end, half = _half(scene, index + 2)
        if scene.word(index + 2) in ("am", "pm"):
            return Clock(index, end, hour, minute, half)  # "6 30 am"
    timed = scene.asked == "when" or scene.has("reminder")
    if timed and index in scene.text.spelled and minute is not None and minute in (15, 30, 45) and hour <= 12:
        end, half = _half(scene, index + 2)
        return Clock(index, end, hour, minute, half)
    return None


def _stopwatch(scene: Scene, index: int) -> bool:
    """ "1:00 1:00 0:45": minutes and seconds on a plan in seconds, where nothing speaks of a time of day."""
    if scene.text.numbers[index] > 2 or scene.asked == "when" or scene.at("at", index - 1):
        return False
    return not any(scene.has(name) for name in ("reminder", "daily", "wish.snooze"))


def _named(scene: Scene, index: int) -> Clock | None:
    """7am, 6.15 pm, 19h30, 7 o'clock, 18 uhr."""
    hour, minute = _split(scene, index)
    if scene.word(index - 1) in ("am", "pm") and (index - 2 not in scene.text.numbers or scene.word(index - 3) == "am"):
        return None  # "am 4, pm 2": a level of the morning
    end, half = _half(scene, index + 1)
    if half and scene.word(index + 1) in ("am", "pm", "a", "p") and "," not in scene.sep(index + 1):
        return Clock(index, end, hour, minute, half)
    if scene.word(index + 1) == "h" and scene.text.glued(index + 1):
        return _with_h(scene, index)
    daily = scene.has("daily") and not scene.has("pain")
    ish = scene.word(index + 1) == "ish" and (scene.asked == "when" or scene.has("reminder") or daily)
    ish |= (
        scene.word(index + 1) == "ish" and scene.word(index - 1) in ("at", "around", "about") and scene.has("evening")
    )
    ish = ish and not (scene.asks_pain and not scene.within_any("reminder", *scene.clause(index)))
    if ish:
        return Clock(index, index + 2, hour, minute, "")
    if scene.at("oclock", index + 1) and hour == int(hour):
        end, half = _half(scene, index + 1 + scene.starts("oclock", index + 1))
        return Clock(index, end, hour, minute, half)
    return None


WITH_H = ("at", "@", "to", "for", "um", "till", "until", "by", "around")
"""Words that make "19h" a time of day, not a length."""


def _with_h(scene: Scene, index: int) -> Clock | None:
    """19h30, and "at 19h"; other hours with an h are a length of time."""
    minute = scene.value(index + 2)
    if minute is not None and scene.text.glued(index + 2):
        return Clock(index, index + 3, scene.text.numbers[index], minute, "")
    at = scene.word(index - 1) in WITH_H or scene.at("reminder", index - 1)
    return Clock(index, index + 2, scene.text.numbers[index], 0, "") if at else None


def _split(scene: Scene, index: int) -> tuple[float, float]:
    """ "6.15" as hour and minute; a whole number has none, but "1830", and "645" before am or pm."""
    word = scene.word(index)
    if "." in word:
        hour, _, minute = word.partition(".")
        return (float(hour[:6]), float(minute)) if len(minute) == 2 else (float(hour[:6]), -1)
    if len(word) == 4 or (len(word) == 3 and scene.word(index + 1) in ("am", "pm")):
        return float(word[:-2]), float(word[-2:])
    return scene.text.numbers[index], 0


def _half(scene: Scene, index: int) -> tuple[int, str]:
    """(end, am or pm) of what follows a time."""
    if scene.word(index) in ("am", "pm") and "," not in scene.sep(index):
        return index + 1, scene.word(index)
    if scene.word(index) in ("a", "p") and scene.word(index + 1) == "m":
        return index + 2, scene.word(index) + "m"
    extra = scene.starts("oclock", index)
    after = index + extra
    while scene.word(after) in ("in", "at", "the", "o", "clock") and after - index < 4:
        after += 1
    if after > index + extra and scene.starts("morning", after):
        return after + 1, "am"
    if after > index + extra and scene.starts("evening", after):
        return after + 1, "pm"
    return index + extra, ""


def bare_clock(scene: Scene, index: int) -> Clock:
    """The number at `index` as a time of day."""
    hour, minute = _split(scene, index)
    end, half = _half(scene, index + 1)
    return Clock(index, end, hour, minute, half, bare=True)


def after(now: dt.datetime, clock: Clock) -> dt.datetime | None:
    """The next such time to come: on a 12-hour dial where neither am, pm nor an hour over 12 says otherwise."""
    if not clock.possible:
        return None
    hour, minute = int(clock.hour) % 24, int(clock.minute)
    on_dial = not clock.half and 0 < clock.hour <= 12
    hours = [hour % 12, hour % 12 + 12] if on_dial else [_with_half(hour, clock.half)]
    base = now.replace(hour=0, minute=0, second=0, microsecond=0)
    options = [base + dt.timedelta(days=day, hours=h, minutes=minute) for day in (0, 1) for h in hours]
    return min((option for option in options if option > now), default=None)


def _with_half(hour: int, half: str) -> int:
    """The hour on a 24-hour clock."""
    if not half or hour > 12:
        return hour
    return hour % 12 + (12 if half == "pm" else 0)


def daily(clock: Clock, half: str) -> dt.time | None:
    """As a time for every day, on a 24-hour clock unless `half` (am or pm) was said."""
    if not clock.possible or clock.hour == 24:
        return dt.time(0, 0) if clock.possible else None
    hour = int(clock.hour)
    said = clock.half or half
    return dt.time(_with_half(hour, said), int(clock.minute))


UNITS = ("minutes", "hours", "days", "weeks", "months", "seconds")


def find_spans(scene: Scene) -> list[Span]:
    """Lengths of time, their numbers not yet claimed: whether a set, a pause or idle talk is for others to say."""
    found = [Span(s, e, 1.5, "hours") for s, e in scene.places("hour_and_half")]
    found += [Span(s, e, 30, "minutes") for s, e in scene.places("half_hour")]
    found += [Span(s, e, 45, "minutes") for s, e in scene.places("three_quarters")]
    found += [Span(s, e, 15, "minutes") for s, e in scene.places("quarter_hour")]
    found += _minutes_alone(scene)
    found += [Span(s, e, 30, "seconds") for s, e in scene.places("half_minute")]
    found += [Span(s, e, 2, "weeks") for s, e in scene.places("fortnight")]
    for unit in UNITS:
        for start, end in scene.places(unit):
            span = _counted(scene, start, end, unit)
            if span:
                found.append(span)
    found.sort(key=lambda span: (span.start, -span.end))
    return [span for i, span in enumerate(found) if not any(o.start <= span.start < o.end for o in found[:i])]


_PUT_OFF = frozenset({"push", "put", "move", "shift", "set", "bump", "pushed"})  # before "back 20"


def _minutes_alone(scene: Scene) -> list[Span]:
    """ "remind me in 20", "snooze 30": minutes, where no unit follows."""
    if not (scene.asked == "when" or scene.has("wish.snooze")):
        return []
    return [
        Span(index, index + 1, scene.text.numbers[index], "minutes")
        for index in scene.free()
        if scene.at("in_minutes", index - 1)
        and (not scene.at("joint", index - 1) or not _PUT_OFF.isdisjoint(scene.words[:index]))  # "back 3; remind me"
        and (
            index + 1 == len(scene.words)
            or scene.word(index + 1) == "m"
            or scene.sep(index + 1).strip()
            or scene.at("courtesy", index + 1)
        )
    ]


def _counted(scene: Scene, start: int, end: int, unit: str) -> Span | None:
    """The unit at [start, end) with its number before it."""
    before = start - 1
    if scene.word(start) == "second" and scene.plan.unit == "reps" and scene.has("first_of"):
        return None  # "8 first, 8 second, 5 third"
    while scene.word(before) in (
        "more",
        "full",
        "whole",
        "solid",
        "extra",
        "additional",
        "or",
        "so",
        "further",
        "other",
        "long",
    ):
        before -= 1
    for name, count in (("a_couple", 2.0), ("few", None)):
        length = scene.ended(name, before + 1)
        if length:
            return Span(before + 1 - length, end, count, unit)
    if scene.words[max(before - 2, 0) : before + 1] == ("and", "a", "half") and scene.value(before - 3) is not None:
        return Span(before - 3, end, (scene.value(before - 3) or 0) + 0.5, unit)
    if scene.word(before) == "half" and scene.value(before - 1) is not None:
        return Span(before - 1, end, (scene.value(before - 1) or 0) + 0.5, unit)  # "1½ hours"
    value = scene.text.numbers.get(before)
    if value is not None and before not in scene.claims:
        return Span(before, _and_half(scene, end), value + (_and_half(scene, end) > end) / 2, unit)
    if scene.words[start : end + 1] in (("week", "off"), ("month", "off")) and scene.clause(start)[0] == start:
        return Span(start, end, 1, unit)
    if scene.word(before) in ("a", "an", "another") and unit != "seconds":
        return Span(before, _and_half(scene, end), 1 + (_and_half(scene, end) > end) / 2, unit)
    return None


def _and_half(scene: Scene, end: int) -> int:
    return end + 3 if scene.words[end : end + 3] == ("and", "a", "half") else end


def minutes_of(span: Span) -> float | None:
    """How long it is in minutes; None for days and longer or where it was not said how many."""
    factor = {"seconds": 1 / 60, "minutes": 1, "hours": 60}.get(span.unit)
    return None if factor is None or span.count is None else span.count * factor
