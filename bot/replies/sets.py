"""The pieces of a report: 3x8, 2 sets, 20 s, left, the last set. What they add up to is told by `tally`."""

from __future__ import annotations

from dataclasses import replace

from bot.replies.changes import ARTICLES, LAST, changed, reps_missed
from bot.replies.counts import REPEATED, counted, laddered, times_after
from bot.replies.crossed import cross, fraction
from bot.replies.finder import indices
from bot.replies.forms import Forms, find_forms
from bot.replies.idioms import idiom
from bot.replies.items import OFTEN, ORDINALS, Item, in_unit, number_at, plural, plus, ranges
from bot.replies.levels import of_ten
from bot.replies.nth import label, ordinal
from bot.replies.scene import Scene
from bot.replies.stories import tells_else

PARTS_OF_MINUTES = {
    "minute_and_half": 90,
    "quarters_minute": 45,
    "half_minute": 30,
    "third_minute": 20,
    "quarter_minute": 15,
    "a_minute": 60,
}
NAMED = frozenset({*PARTS_OF_MINUTES, "both", "other_side", "left", "right", "planned", "side_full"})
"""The lists whose phrases begin a piece that is told in words."""
_LISTS = NAMED | {"rest_sets", "bonus", "right_heard", "a_couple"}
_WORDS = frozenset({*ORDINALS, *OFTEN, *ARTICLES, *REPEATED, "single", "both", "x", "times", "sets"})
"""With what else than a number, or one more word behind "last", a piece can begin."""


def find_items(scene: Scene, *, bare: bool) -> list[Item]:
    """Pieces of a report in the text, in order; the numbers in them are claimed.

    `bare`: only the numbers without any form of their own; otherwise only those that have one, and the words.
    """
    items: list[Item] = []
    forms = Forms() if bare else find_forms(scene)
    end = 0
    for index in scene.text.numbers if bare else _beginnings(scene, forms):
        if index < end or index in forms.headers:
            continue
        item = forms.items.get(index) or (_amount(scene, index) if bare else _strong(scene, index))
        if item and item.kind in ("amount", "sets", "count") and _nearly(scene, item.at):
            item = replace(item, unclear=True)
        if item:
            items.append(item)
            scene.claim(item.at, item.end, "sets", item.kind)
            end = item.end
    return items


def _beginnings(scene: Scene, forms: Forms) -> list[int]:
    """Where a piece may begin, in order: at few of the words, so that most need not be looked at from all sides."""
    heads = scene.find.heads(_LISTS) | scene.find.standing(_WORDS)
    heads |= scene.find.standing(LAST) << 1
    return sorted({*indices(heads), *scene.text.numbers, *forms.items})


def _nearly(scene: Scene, index: int) -> bool:
    """ "nearly 3 sets", "a bit over one set"; but "couldn't do more than 2 sets" is 2."""
    return scene.ended("nearly", index) > 0 and not scene.ended("limited", index)


def _strong(scene: Scene, index: int) -> Item | None:
    found = _rest(scene, index) or reps_missed(scene, index)
    if found:
        return found
    length = scene.starts("other_side", index)
    if (
        length
        and index in scene.text.numbers
        and (number_at(scene, index)[1] or of_ten(scene, index, index + 1) or scene.at("pain", index - 1))
    ):
        length = 0  # "1/10 niggle in the hip", "pain 1 right hip"
    if length and not idiom(scene, index):
        numbers = (place for place in range(index + 1, index + length) if place in scene.text.numbers)
        return Item("side", index, next(numbers, index + length), side="other_side")
    if scene.value(index) is None:
        return changed(scene, index) or times_after(scene, index) or _word_item(scene, index)
    half = scene.value(index + 1) == 1 and scene.sep(index + 2).strip() == "/" and scene.value(index + 2) == 2
    if half or (scene.word(index - 1) == "between" and scene.word(index + 1) == "and"):
        unit, end = number_at(scene, index + 2)[1:]  # "2 1/2 sets", "between 2 and 3 sets"
        if unit in ("set", "reps", "seconds"):
            return Item("amount", index, end, amounts=(0.0,), unclear=True)
    ladder = laddered(scene, index)
    if ladder:
        return ladder
    if ranges(scene, index + 1):
        high = index + 1
        while scene.value(high) is None:
            high += 1
        if number_at(scene, high)[1] in ("reps", "seconds", "set"):
            return Item("amount", index, number_at(scene, high)[2], amounts=(0.0,), unclear=True)
    found = (
        changed(scene, index)
        or fraction(scene, index)
        or cross(scene, index)
        or label(scene, index)
        or counted(scene, index)
    )
    _, unit, end = number_at(scene, index)
    drill = scene.at("set_too", end) or scene.word(end) in ("hold", "holds")
    held = unit not in ("", "minutes", "hours") or (unit == "minutes" and drill)
    return found or (_amount(scene, index) if held else None)  # "2 min plank"


def _word_item(scene: Scene, index: int) -> Item | None:
    if index in scene.claims:
        return None
    named = scene.begins(NAMED, index)
    for name, seconds in PARTS_OF_MINUTES.items() if named else ():
        length = scene.starts(name, index)
        if length:
            return Item("amount", index, index + length, amounts=in_unit(scene, seconds, "seconds"))
    for name in ("both", "other_side") if named else ():
        length = scene.starts(name, index)
        if length and not idiom(scene, index):
            return Item("side", index, index + length, side=name)
    for side, name in (("L", "left"), ("R", "right")) if named else ():
        length = scene.starts(name, index)
        if length and not idiom(scene, index):
            return Item("side", index, index + length, side=side)
    if scene.at("right_heard", index) and scene.value(index + 1) is not None and scene.has("left"):
        return Item("side", index, index + 1, side="R")
    full = max(scene.starts(name, index) for name in ("planned", "side_full")) if named else 0
    full = 0 if scene.word(index + full) == "of" else full  # "on the left all of a sudden"
    if full and _of_side(scene, index, index + full):
        return Item("count", index, index + full, count=scene.plan.sets)
    word = scene.word(index)
    if word == "sets" and scene.word(index + 1) == "of" and scene.value(index + 2) is not None:
        amount, unit, end = number_at(scene, index + 2)
        return Item("amount", index, end, amounts=in_unit(scene, amount or 0, unit), unclear=unit == "set")
    if (
        word in OFTEN
        and scene.word(index - 1) not in ("it", "logged", "sent", "stop", "up")
        and not _befell(scene, index)
    ):
        return Item("count", index, index + 1, count=OFTEN[word], weak=True)
    return ordinal(scene, index) or _a_set(scene, index)


def _befell(scene: Scene, index: int) -> bool:
    """ "carried the pram up twice": something else was done so often."""
    return tells_else(scene, range(scene.clause(index)[0], index))


def _of_side(scene: Scene, start: int, end: int) -> bool:
    """Whether words for "as planned" stand right beside a side and without a number: "left full", "all on the left"."""
    if any(scene.text.numbers.get(place) is not None for place in (start - 1, end)):
        return False
    before, after = start - 1, scene.past(("on", "for", "with", "the", "my", "in"), end)
    while scene.at("side_word", before) or scene.word(before) in ("1", "was", "is", "got", "did"):
        before -= 1
    beside = any(scene.at(name, before) for name in ("left", "right")) and not scene.sep(start).strip(" ,:")
    if beside and scene.ended("left_out", before - (scene.word(before - 1) in ("the", "my"))):
        return False  # "forgot the right side completely"
    return beside or (after > end and any(scene.at(name, after) for name in ("left", "right")))


def _rest(scene: Scene, index: int) -> Item | None:
    """ "first set 10, rest 8": the sets not named, where an amount follows."""
    length = scene.starts("rest_sets", index)
    if not length:
        return None
    left_out = scene.ended("out_before", index) > 0  # "did one, skipping the other two"
    left_out &= any(place in scene.text.numbers for place in range(index, index + length))
    if not (left_out or any(word in ORDINALS for word in scene.words) or _set_named(scene)):
        return None
    place = index + length
    while place < index + length + 4 and scene.at("after_amount", place) and place not in scene.text.numbers:
        place += 1
    if scene.value(place) is not None:
        return Item("rest", index, index + length)
    if scene.word(index - 1) in ("on", "in", "for", "of") and scene.value(index - 2) is not None:
        return Item("rest", index, index + length, joined=True)
    counted = any(scene.text.numbers.get(p) == scene.plan.sets - 1 for p in range(index, index + length))
    return Item("rest", index, index + length) if counted and scene.plan.sets > 2 else None


def _set_named(scene: Scene) -> bool:
    """Whether a set is named by its number: "set 2 was only 4, the other two 8"."""
    return any(scene.at("set_label", p - 1) and scene.word(p - 1) != "s" for p in scene.text.numbers)


def _a_set(scene: Scene, index: int) -> Item | None:
    """ "a set", "another set", "a single hold" is one, "a couple of sets" are two."""
    couple = scene.starts("a_couple", index)
    if couple and scene.word(index - 1) != "last" and scene.at("set", index + couple):
        return Item("count", index, index + couple + 1, count=2)
    if scene.word(index) not in ("a", "another", "single"):
        return None
    if scene.at("every_set", index) and any(place in scene.text.numbers for place in (index - 1, index - 2)):
        return None  # "8 a set"
    if scene.word(index - 1) in ("as", "like"):  # "stiff as a plank"
        return None
    place = index + 1 + (scene.word(index + 1) in ("single", "lone", "full", "complete", "whole", "sole"))
    if scene.word(place) in ("set", "round", "hold", "plank", "serie"):
        further = scene.word(index) == "another" and any(number < index for number in scene.text.numbers)
        return Item("count", index, place + 1, count=1, joined=further)
    return None


def _amount(scene: Scene, index: int) -> Item | None:
    value, unit, end = number_at(scene, index)
    if value is None:
        return None
    if scene.value(end) is not None and scene.sep(end).strip() == "-" and scene.value(end + 1) is None and not unit:
        high = scene.value(end) or 0
        low_high = high > value and not scene.sep(index).strip().endswith("-")
        if low_high and not scene.at("left", end + 1):
            return Item("amount", index, end + 1, amounts=(value,), unclear=True)
    between = scene.word(index - 1) == "between" and scene.word(end) == "and" and scene.value(end + 1) is not None
    if between or (ranges(scene, end) and scene.value(end) is None):
        return Item("amount", index, end + 2, amounts=(value,), unclear=True)
    amounts = in_unit(scene, value, unit)
    return Item(
        "amount",
        index,
        end,
        amounts=amounts,
        unclear=not amounts,
        joined=plus(scene, index),
        every=_every(scene, index, end) or (plural(scene, index) and index - 1 not in scene.text.numbers),
    )


def _every(scene: Scene, index: int, end: int) -> bool:
    """ "all 8s", "all holds 30", "all the full 30s"."""
    place = index - 1
    while (
        scene.at("set", place)
        or scene.at("set_too", place)
        or scene.word(place) in ("the", "full", "at", "were", "was", "of", "for", "1", "them")
    ):
        place -= 1
    near = not any("," in scene.sep(p) for p in range(place + 1, index + 1))
    before = near and scene.word(place) in ("all", "every", "each") and scene.word(place - 1) != "in"
    return before or (scene.word(end) == "each" and "," not in scene.sep(end) and not scene.at("both", end))
