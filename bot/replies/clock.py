"""Times of day: "half past 5", "6.15 pm", "19h30", "7 o'clock"."""

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


_PARTS = (("half_past", 30), ("quarter_past", 15), ("quarter_to", -15))


def _relative(scene: Scene, index: int) -> Clock | None:
    """Half past 5, quarter to 7, ten past six."""
    hour = scene.text.numbers[index]
    for name, minute in _PARTS:
        length = scene.ended(name, index)
        if length and not (name == "half_past" and length == 1 and not _half_of_hour(scene, index)):
            end, half = _half(scene, index + 1)
            return Clock(index - length, end, hour - (minute < 0), minute % 60, half)
    if scene.word(index - 1) not in ("past", "to") or hour > 12:
        return None
    minutes, past = scene.value(index - 2), scene.word(index - 1) == "past"
    if minutes in (5, 10, 15, 20, 25) and (past or index - 2 in scene.text.spelled):
        end, half = _half(scene, index + 1)
        return Clock(index - 2, end, hour - (not past), minutes if past else 60 - minutes, half)
    return None


_BEFORE_HALF = frozenset({"at", "around", "round", "about", "by", "since", "until", "before"})


def _half_of_hour(scene: Scene, index: int) -> bool:
    """ "half 7" is a time in answer to when, beside a reminder, behind "at" or before "in the evening"; elsewhere it is
    half of something."""
    wished = any(scene.has(name) for name in ("reminder", "daily", "wish.snooze"))
    behind = scene.word(index - 2) in _BEFORE_HALF
    return scene.asked == "when" or wished or behind or bool(_half(scene, index + 1)[1])


def _colon(scene: Scene, index: int) -> Clock | None:
    minute = scene.value(index + 1)
    hour = scene.text.numbers[index]
    if minute is not None and scene.sep(index + 1) == ":" and len(scene.word(index + 1)) == 2:
        if scene.plan.unit == "seconds" and (hour == 0 or _stopwatch(scene, index)):
            return None
        end, half = _half(scene, index + 2)
        return Clock(index, end, hour, minute, half)
    if _dotted(scene, index) and (
        (scene.word(index - 1) == "between" and _dotted(scene, index + 2))
        or (scene.word(index - 3) == "between" and _dotted(scene, index - 2))
    ):
        return Clock(index, index + 1, *_split(scene, index), "")  # "between 6.15 and 6.30"
    if minute is not None and scene.sep(index + 1) == " " and len(scene.word(index + 1)) == 2 and hour <= 12:
        end, half = _half(scene, index + 2)
        if scene.word(index + 2) in ("am", "pm"):
            return Clock(index, end, hour, minute, half)  # "6 30 am"
    timed = scene.asked == "when" or scene.has("reminder")
    if timed and index in scene.text.spelled and minute is not None and minute in (15, 30, 45) and hour <= 12:
        end, half = _half(scene, index + 2)
        return Clock(index, end, hour, minute, half)
    return None


def _dotted(scene: Scene, index: int) -> bool:
    """Whether the number is written like an hour and minutes, "6.15"."""
    hour, _, minute = scene.word(index).partition(".")
    return index in scene.text.numbers and len(minute) == 2 and int(minute) < 60 and float(hour) < 24


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
    if scene.word(index + 1) == "ish" and _roughly(scene, index):
        return Clock(index, index + 2, hour, minute, "")
    if scene.at("oclock", index + 1) and hour == int(hour):
        end, half = _half(scene, index + 1 + scene.starts("oclock", index + 1))
        return Clock(index, end, hour, minute, half)
    return None


def _roughly(scene: Scene, index: int) -> bool:
    """Whether "7-ish" is a time here."""
    daily = scene.has("daily") and not scene.has("pain")
    timed = scene.asked == "when" or scene.has("reminder") or daily
    timed |= scene.word(index - 1) in ("at", "around", "about") and scene.has("evening")
    return timed and not (scene.asks_pain and not scene.within_any("reminder", *scene.clause(index)))


WITH_H = ("at", "@", "to", "for", "um", "until", "by", "around")
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
