"""Lengths of time: "in an hour and a half", "20 minutes", "for two weeks"."""

from __future__ import annotations

from dataclasses import dataclass

from bot.replies.scene import Scene


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in [start, end): so many of a unit (`minutes`, `hours`, `days`, `weeks`, `months`)."""

    start: int
    end: int
    count: float | None
    """None where it was not said how many ("a few days")."""
    unit: str


_NAMED = (
    ("hour_and_half", 1.5, "hours"),
    ("half_hour", 30, "minutes"),
    ("three_quarters", 45, "minutes"),
    ("quarter_hour", 15, "minutes"),
    ("half_minute", 30, "seconds"),
    ("fortnight", 2, "weeks"),
)
"""(the list, how long it is)."""
UNITS = ("minutes", "hours", "days", "weeks", "months", "seconds")
_LISTS = frozenset({*(name for name, _, _ in _NAMED), *UNITS, "in_minutes"})
"""The lists of which one must be in a text that tells a length of time."""


def find_spans(scene: Scene) -> list[Span]:
    """Lengths of time, their numbers not yet claimed: whether a set, a pause or idle talk is for others to say."""
    if _LISTS.isdisjoint(scene.possible):
        return []
    found = [Span(s, e, count, unit) for name, count, unit in _NAMED for s, e in scene.places(name)]
    found += _minutes_alone(scene)
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


_FULL = frozenset({"more", "full", "whole", "solid", "extra", "additional", "or", "so", "further", "other", "long"})
"""Words that may stand between a number and its unit."""


def _counted(scene: Scene, start: int, end: int, unit: str) -> Span | None:
    """The unit at [start, end) with its number before it."""
    before = scene.back_over(_FULL, start) - 1
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
