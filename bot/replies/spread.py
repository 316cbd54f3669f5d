"""Sets told by when they were done ("2 before work and 1 at lunch") or by their numbers ("sets 1 and 2, not 3")."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from bot.replies.items import Item, number_at
from bot.replies.scene import Scene

LEFT_OUT = "number of a set left out"
OF_ELSE = ("reminder", "daily", "pain", "wish.snooze", "wish.time", "wish.pause", "wakes")
"""Lists that make numbers beside times of day something else than sets."""
_BETWEEN = frozenset({"more", "done", "just", "was", "were", "in", "s", "reps", "ones"})


@dataclass(frozen=True, slots=True)
class Part:
    """What was done at one time of the day."""

    at: int
    end: int
    value: float
    unit: str


def find_spread(scene: Scene) -> dict[int, Item]:
    """The pieces of a session in parts, each with its time of day, by the words they begin at."""
    if scene.asks_pain or scene.asked == "when" or len(scene.text.numbers) < 2 or not scene.has("day_part"):
        return {}
    if any(scene.has(name) for name in OF_ELSE):
        return {}
    free = [index for index in scene.free() if not scene.at("day_part", index)]
    parts = [part for index in free if (part := _part(scene, index))]
    if len(parts) < 2 or len(parts) != len(free):
        return {}
    return {item.at: item for item in _pieces(scene, parts)}


def _part(scene: Scene, index: int) -> Part | None:
    value, unit, end = number_at(scene, index)
    if value is None or unit not in ("", "set", "reps", "seconds") or scene.at("at_number", index - 1):
        return None
    for place in range(end, end + 3):
        if scene.starts("day_part", place):
            return Part(index, end, value, unit)
        if scene.word(place) not in _BETWEEN:
            return None
    return None


def _pieces(scene: Scene, parts: Sequence[Part]) -> list[Item]:
    """Parts that are sets by their unit or by their sum are counted together; others are an amount each."""
    total = sum(part.value for part in parts)
    most = max(part.value for part in parts)
    counted = any(part.unit == "set" for part in parts) or (
        most < scene.plan.sets and total == scene.plan.sets and not any(part.unit for part in parts)
    )
    if counted:
        first = Item("count", parts[0].at, parts[0].end, count=total)
        others = [(part.at - scene.ended("other_part", part.at), part.end) for part in parts[1:]]
        return [first, *(Item("count", start, end, count=total) for start, end in others)]
    unclear = most <= scene.plan.sets or scene.ended("other_part", parts[-1].at) > 0
    starts = [part.at - scene.ended("other_part", part.at) for part in parts]
    amounts = [(part.value,) for part in parts]
    return [
        Item("amount", start, part.end, amounts=amount, unclear=unclear)
        for start, part, amount in zip(starts, parts, amounts, strict=True)
    ]


def find_numbered(scene: Scene) -> dict[int, Item]:
    """ "sets 1 and 2", "sets 1 and 3, forgot 2": the sets by their numbers; the numbers of those left out are idle."""
    found: dict[int, Item] = {}
    for start, _ in scene.places("sets_numbered"):
        numbers = _listed(scene, start + 1)
        values = [int(scene.text.numbers[index]) for index in numbers]
        dashed = len(values) == 2 and scene.sep(numbers[1]).strip() == "-"
        if dashed and scene.sep(numbers[0]).strip():
            continue  # "two sets - 2-3/10"
        ranged = dashed or (len(values) == 2 and _to(scene, numbers[0] + 1))
        if ranged and values[0] <= values[1] <= scene.plan.sets:
            values = [*range(values[0], values[1] + 1)]
        if len(values) < 2 or values != sorted(set(values)) or not 1 <= values[0] <= values[-1] <= scene.plan.sets:
            continue
        end = numbers[-1] + 1
        found[numbers[0]] = _named(scene, numbers[0], end, values)
        for index in scene.text.numbers:
            if index >= end and values[-1] + 1 == scene.text.numbers[index] <= scene.plan.sets and _led(scene, index):
                found[index] = Item("ordinal", index, index + 1, count=values[-1] + 1, amounts=(1.0,))
            before = index - scene.at("set_label", index - 1)
            left_out = scene.ended("out_before", before) or scene.ended("out_before_named", before)
            if index >= end and left_out and scene.text.numbers[index] <= scene.plan.sets:
                scene.claims[index] = LEFT_OUT
    return found


def _listed(scene: Scene, index: int) -> list[int]:
    """Where the numbers of "1, 2 and 3", or of "1 to 3", stand."""
    found: list[int] = []
    while scene.value(index) is not None:
        found.append(index)
        worded = scene.word(index + 1) in ("and", "plus") or _to(scene, index + 1)
        joined = worded or scene.sep(index + 1).strip() in ("&", "+", ",", "-")
        index += 1 + worded
        if not joined:
            break
    return found


def _led(scene: Scene, index: int) -> bool:
    """ "sets 1 and 2 full, on 3 i got 5": a further set is named, its amount follows."""
    behind = any(scene.value(place) is not None for place in range(index + 1, min(index + 5, scene.clause(index)[1])))
    return scene.word(index - 1) in ("on", "in", "for", "set", "number") and behind


def _to(scene: Scene, index: int) -> bool:
    """Whether "to" or "through" stands here: "sets 1 to 3"."""
    return scene.word(index) in ("to", "through", "thru", "until")


def _named(scene: Scene, start: int, end: int, values: Sequence[int]) -> Item:
    """Sets in a row that have an amount, or were left out, keep their places; else so many were done."""
    after = end
    while scene.at("after_amount", after) and after not in scene.text.numbers and after < end + 4:
        after += 1
    told = scene.value(after) is not None and not any("," in scene.sep(place) for place in range(end, after + 1))
    out = scene.starts("out_after", end) or scene.ended("out_before", start - 1)
    row = all(other == one + 1 for one, other in itertools.pairwise(values))
    if row and (told or out):
        return Item("ordinal", start, end, count=values[0], amounts=(float(len(values)),))
    return Item("count", start, end, count=len(values), unclear=bool(told or out))
