"""The pieces of a report, and how a number with its unit is read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.replies.scene import Scene

MOST_SETS = 10

ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "last": -1,
    "final": -1,
    "penultimate": -2,
    "middle": 0,
}
"""The sets by name: from the first, from the last, 0 the one in the middle."""
NTH = ("st", "nd", "rd", "th")
"""What is glued to the number of a set or a day: "the 14th"."""
OFTEN = {"once": 1, "twice": 2, "thrice": 3}
UNITS = frozenset({"set", "set_too", "reps", "seconds", "minutes", "hours"})


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a report at word `at`: a `count` of sets, `sets` ("3x8"), an `amount`, a `pair` ("8/7" as left and
    right), a `side`, an `ordinal` ("last set"), the `rest` of the sets."""

    kind: str
    at: int
    end: int
    count: float | None = None
    amounts: tuple[float, ...] = ()
    side: str = ""
    unclear: bool = False
    weak: bool = False
    """Means sets only beside a report: "twice" may be of anything."""
    joined: bool = False
    """Tied to what comes before by a plus ("2 sets plus 4 reps")."""
    every: bool = False
    """Said of every set: "all 8s"."""
    less: bool = False
    """So much less than planned or than the other sets: "one rep short"."""


def number_at(scene: Scene, index: int) -> tuple[float | None, str, int]:
    """(value, unit, end) of the number at `index`; kept until another number is claimed, for all ask it again."""
    key = (index, len(scene.claims))
    known = scene.measured.get(key)
    if known is None:
        known = scene.measured[key] = _number_at(scene, index)
    return known


def _number_at(scene: Scene, index: int) -> tuple[float | None, str, int]:
    value = scene.value(index)
    if value is None:
        return None, "", index
    after, clock = scene.word(index + 1), _minutes_seconds(scene, index, value)
    if clock is not None:
        return clock, "seconds", index + 2
    if after == "ish" and unit_at(scene, "set", index + 2):
        return value, "set", index + 2 + unit_at(scene, "set", index + 2)  # "three-ish sets"
    quarters = scene.starts("quarters_minute", index)
    if quarters:
        return 45.0, "seconds", index + quarters
    if index + 1 in scene.text.numbers and not scene.sep(index + 1).strip(" "):
        return value, "", index + 1
    if plural(scene, index):
        return value, "", index + 2
    adjective = scene.starts("set_adjective", index + 1)
    if adjective and (unit_at(scene, "set", index + 1 + adjective) or scene.word(index + 1 + adjective) == "ones"):
        return value, "set", index + 2 + adjective
    if after == "second" and not scene.sep(index + 1).strip(" -"):
        held = scene.value(index + 2) is not None and not scene.sep(index + 2).strip(" ")  # not "8 second, 5 third"
        named = scene.starts("set", index + 2) or held
        if not (scene.has("first_of") and (scene.plan.unit == "reps" or named)):
            return value, "seconds", index + 2
    for unit in ("set", "reps", "seconds", "minutes", "hours") if scene.begins(UNITS, index + 1) else ():
        length = unit_at(scene, unit, index + 1)
        if length and unit == "minutes" and scene.plan.unit == "seconds" and not scene.at("minutes", index - 1):
            return _and_seconds(scene, value, index + 1 + length)
        if length:
            return value, unit, index + 1 + length
    if scene.at("unit_else", index + 1) and not scene.sep(index + 1).strip(" "):
        return value, "else", index + 2
    quoted = scene.sep(index + 1)[:1] == '"' or scene.sep(index + 1)[:2] == "''"
    return value, "seconds" if quoted else "", index + 1


def _and_seconds(scene: Scene, minutes: float, end: int) -> tuple[float, str, int]:
    """ "1 min 10", "1 min 20 s": minutes, and the seconds behind them where there are any."""
    seconds, after = scene.value(end), end + 1 + unit_at(scene, "seconds", end + 1)
    if seconds is None or seconds >= 60 or scene.sep(end).strip(" "):
        return minutes, "minutes", end
    plain = after > end + 1 or not scene.word(after) or bool(scene.sep(after).strip(" "))
    if not (plain or scene.at("each", after) or scene.at("every_set", after)):
        return minutes, "minutes", end
    return minutes * 60 + seconds, "seconds", after


def _minutes_seconds(scene: Scene, index: int, value: float) -> float | None:
    """ "0:30", and "1:05" on a plan in seconds."""
    seconds = scene.value(index + 1) if scene.sep(index + 1) == ":" else None
    if seconds is None:
        return None
    if value == 0:
        return seconds
    timed = scene.plan.unit == "seconds" and len(scene.word(index + 1)) == 2
    return value * 60 + seconds if timed else None


def unit_at(scene: Scene, name: str, index: int) -> int:
    """How many words of the unit stand at `index`, right after its number; 0 for none. "set my reminder" is none."""
    length = scene.starts(name, index) or (scene.starts("set_too", index) if name == "set" else 0)
    if not length or scene.sep(index).strip(" -") or scene.at("set_verb", index):
        return 0
    if (
        scene.at("pain", index - 2)
        and scene.sep(index + 1).strip() in (":", "=")
        and scene.value(index + 1) is not None
    ):
        return 0  # "pain: 2 sets: 3"
    if glued_label(scene, index - 1) and glued_label(scene, index + 1):
        return 0  # "right=7 sets=3"
    if name == "set" and scene.word(index) == "set" and index + 1 in scene.text.numbers and labelled(scene):
        return 0  # "set 1 8 set 2 7"
    return length


def glued_label(scene: Scene, index: int) -> bool:
    """Whether the number at `index` is the value of the word before it: "sets=3", "pain:2"."""
    return index in scene.text.numbers and scene.sep(index) in (":", "=")


def labelled(scene: Scene) -> bool:
    """Whether sets are told one by one by their numbers, the first of them not as "8 set 2"."""
    named = [p for p, word in enumerate(scene.words) if word == "set" and p + 1 in scene.text.numbers]
    return len(named) > 1 and named[0] - 1 not in scene.text.numbers


def plural(scene: Scene, index: int) -> bool:
    """ "straight 8s" are eights; "20s" on a plan in seconds, or far from the plan's reps, are seconds."""
    if scene.word(index + 1) != "s" or scene.plan.unit != "reps":
        return False
    likely = scene.text.numbers[index] <= max(12, scene.plan.amount + 4)
    goes_on = index + 2 in scene.text.numbers and scene.text.glued(index + 1) and scene.text.glued(index + 2)  # "3s12r"
    return likely and not goes_on


def in_unit(scene: Scene, value: float, unit: str) -> tuple[float, ...]:
    """The amount in the plan's unit; empty where it is in another."""
    if unit in ("minutes", "hours"):
        value, unit = value * (60 if unit == "minutes" else 3600), "seconds"
    return (value,) if unit in ("", scene.plan.unit) else ()


def plus(scene: Scene, index: int) -> bool:
    """Whether the number at `index` is added to what stands before it: "2 sets plus 4", "two full sets, quit at 4"."""
    if scene.word(index - 1) == "at" and scene.ended("stopping", index - 1):
        return True
    articles = ("another", "extra", "further", "a", "an")
    before = next((p for p in range(index - 1, max(index - 4, 0), -1) if scene.word(p) in articles), index)
    added = any(sign in scene.sep(place) for sign in "+&" for place in (index, index - 1))
    return added or scene.word(before - 1) in ("plus", "and", "then")


RANGING = frozenset({"to", "or", "until", "ish", "maybe", "perhaps", "possibly", "down", "up", "dropping"})
"""Words with which the end of a range can be joined to its beginning."""


def ranges(scene: Scene, end: int) -> bool:
    """Whether the number before `end` begins a range: "8-10", "8 to 10"."""
    dash = scene.sep(end) == "-" and scene.value(end) is not None
    if scene.word(end) not in RANGING:
        return dash
    end += scene.word(end) == "ish"
    joined = end + (scene.word(end) in ("maybe", "perhaps", "possibly") and scene.word(end + 1) in ("to", "or"))
    joins = ("to", "or", "maybe", "perhaps", "possibly", "until")
    if scene.word(joined) in ("down", "up", "dropping") and scene.word(joined + 1) == "to":
        return scene.value(joined + 2) is not None  # "8 down to 6"
    return dash or (scene.word(joined) in joins and scene.value(joined + 1) is not None)
