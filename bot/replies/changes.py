"""So much more or less than planned: "one rep short", "5 seconds less each time", "an extra set"."""

from __future__ import annotations

from dataclasses import replace

from bot.replies.items import Item, in_unit, unit_at
from bot.replies.scene import Scene

CHANGES = frozenset({"bonus", "extra_verb", "extra", "short_by", "more_by"})
"""The lists of which one must be in a text that speaks of more or less."""
ARTICLES = frozenset({"a", "an", "another", "the"})
LAST = frozenset({"last", "final"})


def changed(scene: Scene, index: int) -> Item | None:
    """So much more or less than planned: "one rep short", "5 seconds less each time", "an extra set", "a set more"."""
    if CHANGES.isdisjoint(scene.find.possible):
        return None
    value = 1.0 if scene.word(index) in ARTICLES else scene.value(index)
    if value is None:
        bare = scene.starts("bonus", index)
        return _by(scene, index, index + bare, 1.0) if bare else None
    if scene.ended("extra_verb", index):
        item = _by(scene, index, index + 1, value)
        if item:
            return item
    for name, sign in (("extra", 1), ("short_by", -1)):
        length = scene.starts(name, index + 1)
        item = _by(scene, index, index + 1 + length, sign * value, _lone(scene, index, length)) if length else None
        if item:
            return replace(item, at=index)
    unit = next((u for u in ("set", "reps", "seconds") if unit_at(scene, u, index + 1)), "")
    end = index + 1 + unit_at(scene, unit, index + 1) if unit else index + 1
    for name, sign in (("more_by", 1), ("short_by", -1)):
        lone = sign < 0 and index in scene.text.numbers and scene.word(end + 1) != "than"
        lone = lone and _ends(scene, end + scene.starts(name, end))
        if (unit or lone) and scene.starts(name, end) and not _than_number(scene, end):
            item = _by(scene, index, index + 1, sign * value, unit or scene.plan.unit)
            return item and replace(item, end=end + scene.starts(name, end))
    return None


def reps_missed(scene: Scene, index: int) -> Item | None:
    """The last set and so much of it that was left out: "all but the last rep", "couldn't get the last two reps"."""
    last = index if scene.word(index) in LAST else index - 1
    if scene.word(last) not in LAST:
        return None
    place = last + 1 + (last + 1 in scene.text.numbers)
    before = last - (scene.word(last - 1) in ("the", "my"))
    out = scene.ended("out_before", before) or (
        scene.word(before - 1) in ("bar", "except", "minus") and scene.at("trained_so_far", before - 2)
    )
    if not unit_at(scene, "reps", place) or not out:
        return None
    if scene.within("pain", scene.clause(last)[0], last):
        return None  # "no pain apart from the last rep"
    if last == index:
        return Item("ordinal", index, index + 1, count=-1, amounts=(1.0,), less=True)
    many = in_unit(scene, scene.text.numbers.get(index, 1.0), "reps")
    return Item("amount", index, place + 1, amounts=many, unclear=not many, less=True)


def _ends(scene: Scene, index: int) -> bool:
    """Whether what was said of a number ends here: "2 short", not "12 under her eye"."""
    apart = not scene.word(index) or bool(scene.sep(index).strip(" "))
    return apart or scene.at("after_amount", index) or scene.at("clause_word", index)


def _lone(scene: Scene, index: int, length: int) -> str:
    """ "did one extra": one or two more of no unit are sets."""
    end = index + 1 + length
    ends = not scene.word(end) or bool(scene.sep(end).strip(" "))
    ends = ends or scene.word(end) == "for"  # "then one more for good measure"
    told = any(other < index and kind == "sets" for other, kind in scene.claims.items())
    added = scene.word(index - 1) in ("then", "and", "plus") or "+" in scene.sep(index)
    led = scene.at("did", index - 1) or (told and added)
    few = scene.text.numbers.get(index, 9) <= 2 and (led or scene.asked == "sets")
    return "bare" if ends and few and scene.at("extra", index + 1) else ""


def _than_number(scene: Scene, index: int) -> bool:
    """ "less than 8", "8 more" without a unit."""
    return scene.word(index + 1) == "than" and scene.word(index + 2)[:1].isdigit()


def _by(scene: Scene, index: int, place: int, change: float, unit: str = "") -> Item | None:
    """So many sets or so much of an amount more or less; the unit stands at `place` where it is not given."""
    if unit == "bare" and any(i < index and i in scene.claims for i in scene.text.numbers):
        return Item("count", index, place, count=change, joined=True)
    if unit == "bare":
        return Item("count", index, place, count=scene.plan.sets + change, less=True)
    unit = unit or next((u for u in ("set", "reps", "seconds") if unit_at(scene, u, place)), "")
    if not unit:
        return None
    end = place + unit_at(scene, unit, place)
    if unit == "set":
        if change > 0 and any(i < index and i in scene.claims for i in scene.text.numbers):
            return Item("count", index, end, count=change, joined=True)  # "2 sets, then one more set"
        return Item("count", index, end, count=scene.plan.sets + change, less=True)
    if change > 0 and any(i < index and scene.claims.get(i, "sets") == "sets" for i in scene.text.numbers):
        return Item("amount", index, end, amounts=in_unit(scene, change, unit), joined=True)  # "2 sets and 3 more reps"
    amounts = in_unit(scene, -change, unit)
    return Item("amount", index, end, amounts=amounts, unclear=not amounts, less=True)
