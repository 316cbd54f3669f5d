"""The pieces of a report: 3x8, 2 sets, 20 s, left, the last set. What they add up to is told by `tally`."""

from __future__ import annotations

from bot.replies.crossed import counted, cross, fraction, times_after
from bot.replies.forms import Forms, find_forms
from bot.replies.items import MOST_SETS, Item, in_unit, number_at, plus, ranges, unit_at
from bot.replies.scene import Scene

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


def find_items(scene: Scene, *, bare: bool) -> list[Item]:
    """Pieces of a report in the text, in order; the numbers in them are claimed.

    `bare`: only the numbers without any form of their own; otherwise only those that have one, and the words.
    """
    items: list[Item] = []
    forms = Forms() if bare else find_forms(scene)
    index = 0
    while index < len(scene.words):
        if index in forms.headers:
            index += 1
            continue
        item = forms.items.get(index) or (_amount(scene, index) if bare else _strong(scene, index))
        if item:
            items.append(item)
            scene.claim(item.at, item.end, "sets", item.kind)
        index = item.end if item else index + 1
    return items


def _strong(scene: Scene, index: int) -> Item | None:
    rest = _rest(scene, index)
    if rest:
        return rest
    length = scene.starts("other_side", index)
    if length and index in scene.text.numbers and number_at(scene, index)[1]:
        length = 0
    if length and not _idiom(scene, index):
        numbers = (place for place in range(index + 1, index + length) if place in scene.text.numbers)
        return Item("side", index, next(numbers, index + length), side="other_side")
    if scene.value(index) is None:
        return _less(scene, index) or times_after(scene, index) or _word_item(scene, index)
    if ranges(scene, index + 1):
        high = index + 1 + (scene.value(index + 1) is None)
        if number_at(scene, high)[1] in ("reps", "seconds"):
            return Item("amount", index, number_at(scene, high)[2], amounts=(0.0,), unclear=True)
    found = (
        _less(scene, index)
        or fraction(scene, index)
        or cross(scene, index)
        or _label(scene, index)
        or counted(scene, index)
    )
    return found or (_amount(scene, index) if number_at(scene, index)[1] not in ("", "minutes", "hours") else None)


def _word_item(scene: Scene, index: int) -> Item | None:
    if index in scene.claims:
        return None
    if scene.starts("half_minute", index):
        return Item("amount", index, index + scene.starts("half_minute", index), amounts=in_unit(scene, 30, "seconds"))
    if scene.starts("minute_and_half", index):
        length = scene.starts("minute_and_half", index)
        return Item("amount", index, index + length, amounts=in_unit(scene, 90, "seconds"))
    if scene.starts("a_minute", index):
        return Item("amount", index, index + scene.starts("a_minute", index), amounts=in_unit(scene, 60, "seconds"))
    for name in ("both", "other_side"):
        length = scene.starts(name, index)
        if length and not _idiom(scene, index):
            return Item("side", index, index + length, side=name)
    for side, name in (("L", "left"), ("R", "right")):
        length = scene.starts(name, index)
        if length and not _idiom(scene, index):
            return Item("side", index, index + length, side=side)
    if scene.at("right_heard", index) and scene.value(index + 1) is not None and scene.has("left"):
        return Item("side", index, index + 1, side="R")
    if scene.starts("planned", index) and any(
        scene.at(n, p) for n in ("left", "right") for p in (index - 1, index - 2)
    ):
        return Item("count", index, index + scene.starts("planned", index), count=scene.plan.sets)
    word = scene.word(index)
    if word == "sets" and scene.word(index + 1) == "of" and scene.value(index + 2) is not None:
        amount, unit, end = number_at(scene, index + 2)
        return Item("amount", index, end, amounts=in_unit(scene, amount or 0, unit), unclear=unit == "set")
    if word in ("twice", "thrice", "once") and scene.word(index - 1) not in ("it", "logged", "sent"):
        return Item("count", index, index + 1, count={"once": 1, "twice": 2, "thrice": 3}[word], weak=True)
    return _ordinal(scene, index) or _a_set(scene, index)


def _rest(scene: Scene, index: int) -> Item | None:
    """ "first set 10, rest 8": the sets not named, where an amount follows."""
    length = scene.starts("rest_sets", index)
    if not length or not any(word in ORDINALS for word in scene.words):
        return None
    place = index + length
    while place < index + length + 4 and scene.at("after_amount", place) and place not in scene.text.numbers:
        place += 1
    return Item("rest", index, index + length) if scene.value(place) is not None else None


def _less(scene: Scene, index: int) -> Item | None:
    """ "one rep short", "5 seconds less each time", "a set short": so much less than planned."""
    value, unit, end = number_at(scene, index)
    if scene.word(index) == "a" and scene.word(index + 1) in ("rep", "reps", "set", "second", "seconds"):
        value, unit, end = 1, "set" if scene.word(index + 1) == "set" else "", index + 2
    more = scene.at("extra", index + 1) or scene.at("short_by", index + 1)
    if (value is not None or scene.word(index) in ("a", "an")) and more and not unit:
        found = _more(scene, index, 1 if value is None else value)
        if found:
            return found
    if value is None or not scene.at("short_by", end) or scene.word(end + 1) == "than" or unit in ("minutes", "hours"):
        return None
    if unit == "set":
        return Item("count", index, end + 1, count=scene.plan.sets - value)
    amounts = in_unit(scene, value, unit)
    return Item("amount", index, end + 1, amounts=amounts, unclear=not amounts, less=True)


def _more(scene: Scene, index: int, value: float) -> Item | None:
    """ "an extra set", "one fewer rep"."""
    sign = 1 if scene.at("extra", index + 1) else -1
    for unit in ("set", "reps", "seconds"):
        length = unit_at(scene, unit, index + 2)
        if length and unit == "set":
            return Item("count", index, index + 2 + length, count=scene.plan.sets + sign * value)
        if length:
            amounts = in_unit(scene, -sign * value, unit)
            return Item("amount", index, index + 2 + length, amounts=amounts, unclear=not amounts, less=True)
    return None


def _idiom(scene: Scene, index: int) -> bool:
    """ "right away"; but "right on the last set" is a side."""
    of_set = any(scene.word(place) in ORDINALS for place in range(index + 2, index + 4))
    return scene.at("side_idiom", index) and not of_set


def _a_set(scene: Scene, index: int) -> Item | None:
    """ "a set", "another set" is one."""
    if (
        scene.word(index) in ("a", "another", "single")
        and scene.word(index + 1) in ("set", "round")
        and not scene.at("every_set", index)
    ):
        return Item("count", index, index + 2, count=1)
    return None


def _ordinal(scene: Scene, index: int) -> Item | None:
    """ "last set", "the third", "first two", "2nd set"."""
    which = ORDINALS.get(scene.word(index))
    if which is None:
        return None
    end, many = index + 1, 1
    value = scene.value(end)
    if value is not None and (
        scene.at("set", end + 1) or (scene.word(end) == "1" and end in scene.text.spelled) or end in scene.text.spelled
    ):
        many = int(min(value, 99))
        end += 1
    end += 1 if scene.starts("set", end) or scene.starts("set_too", end) else 0
    if scene.word(end) == "1" and end in scene.text.spelled:
        end += 1
    lone = end == index + 1 and scene.word(end) and not scene.sep(end).strip(" ")
    if (
        lone
        and scene.value(end) is None
        and scene.word(end) not in ("only", "just", "was", "at", "got", "i", "is", "with")
    ):
        return None
    return Item("ordinal", index, end, count=which, amounts=(float(many),))


def _label(scene: Scene, index: int) -> Item | None:
    """ "set 1: 8", "s2 7", "1. 8": the number of a set, not its amount; "2nd set"."""
    value = scene.value(index)
    if value is None or value != int(value):
        return None
    if scene.word(index + 1) in ("st", "nd", "rd", "th") and scene.text.glued(index + 1):
        end = index + 2
        end += 1 if scene.starts("set", end) or scene.word(end) == "1" else 0
        return Item("ordinal", index, end, count=value, amounts=(1.0,))
    called = scene.word(index - 2) in ORDINALS or scene.word(index - 2) in ("each", "every", "per", "a")
    named = not called and scene.word(index - 1) in ("set", "round", "serie") and not scene.sep(index).strip(" #")
    if (
        (named or (scene.word(index - 1) == "s" and scene.text.glued(index)))
        and value <= MOST_SETS
        and (
            scene.value(index + 1) is not None
            or scene.sep(index + 1).strip()[:1] in (":", "=", "-", ")")
            or scene.at("after_amount", index + 1)
            or _named_last(scene, index)
        )
    ):
        return Item("ordinal", index, index + 1, count=value, amounts=(1.0,))
    return None


def _named_last(scene: Scene, index: int) -> bool:
    """ "5 in set 2", "skipped set 3": the number of a set ends the clause."""
    ends = not scene.word(index + 1) or bool(scene.sep(index + 1).strip(" "))
    return ends and (scene.word(index - 2) in ("in", "of", "on", "from") or scene.ended("skipped_part", index - 1) > 0)


def _amount(scene: Scene, index: int) -> Item | None:
    value, unit, end = number_at(scene, index)
    if value is None:
        return None
    if scene.value(end) is not None and scene.sep(end).strip() == "-" and scene.value(end + 1) is None and not unit:
        high = scene.value(end) or 0
        low_high = high > value and not scene.sep(index).strip().endswith("-")
        if low_high and not scene.at("left", end + 1):
            return Item("amount", index, end + 1, amounts=(value,), unclear=True)
    if scene.word(end) in ("to", "or") and scene.value(end + 1) is not None:
        return Item("amount", index, end + 2, amounts=(value,), unclear=True)
    amounts = in_unit(scene, value, unit)
    return Item(
        "amount",
        index,
        end,
        amounts=amounts,
        unclear=not amounts,
        joined=plus(scene, index),
        every=_every(scene, index, end),
    )


def _every(scene: Scene, index: int, end: int) -> bool:
    """ "all 8s", "all holds 30", "all the full 30s"."""
    place = index - 1
    while (
        scene.at("set", place)
        or scene.at("set_too", place)
        or scene.word(place) in ("the", "full", "at", "were", "was", "of")
    ):
        place -= 1
    return (scene.word(place) in ("all", "every", "each") and scene.word(place - 1) != "in") or (
        scene.word(end) == "each" and not scene.at("both", end)
    )
