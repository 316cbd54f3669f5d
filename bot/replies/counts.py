"""How many sets: "3 sets", "x3", "all 3", "2 of 3 sets", "both sets"."""

from __future__ import annotations

from bot.replies.items import MOST_SETS, Item, in_unit, number_at, ranges, unit_at
from bot.replies.scene import Scene

REPEATED = {"twice": 2, "thrice": 3, "double": 2, "triple": 3}


def counted(scene: Scene, index: int) -> Item | None:
    """ "3 sets", "3 rounds", "3 times", "x3"."""
    value = scene.value(index)
    length = unit_at(scene, "set", index + 1)
    if not length and number_at(scene, index)[1] == "set":
        length = number_at(scene, index)[2] - index - 1
    if length:
        total = _out_of(scene, index + 1 + length)
        if total:
            return Item("count", index, total, count=value)
        return Item(
            "count",
            index,
            index + 1 + length,
            count=value,
            unclear=scene.word(index + 1 + length) == "and"
            and scene.word(index + 3 + length) in ("half", "bit", "something")
            and not scene.at("half_harmless", index + 3 + length),
        )
    if (
        (scene.word(index + 1) in ("times", "x") or (scene.word(index + 1) == "time" and (value or 0) > 1))
        and not (scene.word(index + 1) == "x" and scene.value(index - 1) is not None and "," not in scene.sep(index))
        and not scene.sep(index + 1).strip(" ")
        and scene.value(index + 2) is None
    ):
        if scene.has("set") and any(scene.at("both", place) for place in (index + 2, index + 3)):
            return Item("amount", index, index + 2, amounts=(value or 0,))
        return Item("count", index, index + 2, count=value, unclear=_amount_rather(scene, index))
    after = scene.word(index - 1) == "after" and value in range(1, scene.plan.sets + 1)
    if after and (scene.at("stopped", index - 2) or scene.ended("stopping", index - 1)):
        bare = not scene.word(index + 1) or bool(scene.sep(index + 1).strip(" "))
        bare |= scene.at("clause_word", index + 1) or scene.word(index + 1) in ("because", "as", "since")
        return Item("count", index, index + 1, count=value) if bare else None
    added = scene.sep(index + 1).strip() == "+" and number_at(scene, index + 1)[1] == "set"
    if added and value is not None and value <= MOST_SETS:  # "3+1 sets"
        return Item("count", index, number_at(scene, index + 1)[2], count=value + (scene.value(index + 1) or 0))
    if scene.word(index - 1) in ("usual", "planned", "prescribed", "full") and value == scene.plan.sets:
        return Item("count", index, index + 1, count=value)
    if _so_many_of(scene, index):
        many = bool(value and value > scene.plan.sets + 1)  # "did about ten of them"
        return Item("count", index, index + 2 + (scene.word(index + 1) == "of"), count=value, unclear=many)
    of_all = scene.back_over(("the", "my", "those", "these", "of"), index)
    whole = scene.word(of_all - 1) == "all" or (of_all < index - 1 and scene.word(of_all - 1) == "each")
    if whole and not scene.at("reps", index + 1) and (value == scene.plan.sets):
        return Item("count", index, index + 1, count=value)
    return None


def laddered(scene: Scene, index: int) -> Item | None:
    """ "8 down to 6 over three sets", "from 12 to 10 in 3 sets": one less, or more, in each; else unclear."""
    first, unit, end = number_at(scene, index)
    if first is None or not ranges(scene, end):
        return None
    last = next(place for place in range(end, end + 5) if place in scene.text.numbers)
    value, other, end = number_at(scene, last)
    over = scene.word(end) in ("over", "across", "in", "through", "throughout") and not scene.sep(end).strip(" ,")
    while over and scene.word(end) in ("over", "across", "in", "through", "throughout", "the", "all", "my"):
        end += 1
    many, sets, after = number_at(scene, end)
    if not over or value is None or sets != "set" or many is None:
        return None
    step = -1 if value < first else 1
    row = tuple(float(amount) for amount in range(int(first), int(value) + step, step))
    unclear = len(row) != many or not in_unit(scene, value, other or unit)
    return Item("amount", index, after, amounts=row, unclear=unclear)


def _so_many_of(scene: Scene, index: int) -> bool:
    """ "sets of 8, three of them": how many there were of what was just told."""
    of_those = scene.word(index + 1) == "of" and scene.word(index + 2) in ("them", "those", "these")
    return of_those and scene.text.numbers[index] <= MOST_SETS


def _out_of(scene: Scene, index: int) -> int:
    """The end of "out of 3" after a number of sets, 0 for none."""
    after = scene.past(("out", "of", "the", "planned", "my", "instead"), index)
    planned = (
        after > index + 1 and scene.value(after) == scene.plan.sets and scene.word(index) in ("out", "of", "instead")
    )
    return after + 1 + unit_at(scene, "set", after + 1) if planned else 0


def times_after(scene: Scene, index: int) -> Item | None:
    """ "x3" after what was done so many times."""
    word = scene.word(index)
    if word == "both" and scene.starts("set", index + 1):
        of = index + 2 + (scene.word(index + 2) == "of")
        amount, unit, end = number_at(scene, of)
        if amount is not None and unit != "set" and of > index + 2:
            return Item("sets", index, end, count=2, amounts=in_unit(scene, amount, unit))
        return Item("count", index, index + 2, count=2)
    if word == "both" and scene.word(index + 1) == "times":
        return Item("count", index, index + 2, count=2)
    many = REPEATED.get(word)
    if many and scene.value(index + 1) is not None:
        amount, unit, end = number_at(scene, index + 1)
        return Item("sets", index, end, count=many, amounts=in_unit(scene, amount or 0, unit), unclear=unit == "set")
    lone = index - 1 not in scene.text.numbers
    if word in ("x", "times") and ":" not in scene.sep(index + 1) and scene.value(index + 1) is not None:
        return Item(
            "count", index, index + 2, count=scene.value(index + 1), unclear=lone and _amount_rather(scene, index + 1)
        )
    return None


def _amount_rather(scene: Scene, index: int) -> bool:
    """ "8x" on a plan of 3 sets of 8: not so many sets."""
    return scene.text.numbers.get(index) == scene.plan.amount > scene.plan.sets
