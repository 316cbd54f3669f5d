"""Which set a piece of a report is of: "the last set", "the third", "first two", "set 2: 8"."""

from __future__ import annotations

from bot.replies.items import MOST_SETS, NTH, ORDINALS, Item, labelled
from bot.replies.scene import Scene


def ordinal(scene: Scene, index: int) -> Item | None:
    """ "last set", "the third", "first two", "2nd set"."""
    which = ORDINALS.get(scene.word(index))
    if which is None:
        return None
    end, many = index + 1, 1
    value = scene.value(end) if not scene.text.breaks >> end & 1 else None
    if value is not None and (
        scene.at("set", end + 1)
        or (which == 1 and 2 <= value < scene.plan.sets and scene.starts("went_well", end + 1))
        or end in scene.text.spelled
        or _is_one(scene, end, index)
    ):
        many = int(min(value, 99))
        end += 1
    end += 1 if scene.starts("set", end) or scene.starts("set_too", end) else 0
    end += _is_one(scene, end, index)
    lone = end == index + 1 and scene.word(end) and not scene.sep(end).strip(" ")
    if (
        lone
        and scene.value(end) is None
        and scene.word(end) not in ("only", "just", "was", "at", "got", "i", "is", "with", "where")
        and not (_of_amount(scene, index) or scene.starts("stopping", end) or scene.starts("out_after", end))
        and not (scene.word(index - 1) in ("the", "my") and (scene.word(end) == "after" or scene.at("gave_out", end)))
    ):
        return None
    return Item("ordinal", index, end, count=which, amounts=(float(many),))


def _of_amount(scene: Scene, index: int) -> bool:
    """ "8 in the second and ...": a number and a preposition say that a set is meant."""
    before = index - (scene.word(index - 1) in ("the", "my"))
    return before < index and scene.word(before - 1) in _WITHIN and scene.value(before - 2) is not None


_WITHIN = ("in", "on", "for", "at")


def _is_one(scene: Scene, index: int, nth: int) -> bool:
    """ "the last one" only names the set at `nth` once more; so does "6 on the last 1", as hasty hands type it."""
    if scene.word(index) != "1" or index in scene.text.spelled:
        return scene.word(index) == "1"
    before = nth - 1 - (scene.word(nth - 1) in ("the", "my"))
    unit = scene.at("reps", before - 1) or scene.at("seconds", before - 1)
    behind_amount = scene.word(before) in _WITHIN and before - 1 - unit in scene.text.numbers
    return behind_amount and scene.clause(index)[1] == index + 1


def label(scene: Scene, index: int) -> Item | None:
    """ "set 1: 8", "s2 7", "1. 8": the number of a set, not its amount; "2nd set"."""
    value = scene.value(index)
    if value is None or value != int(value):
        return None
    if scene.word(index + 1) in NTH and scene.text.glued(index + 1):
        end = index + 2
        end += 1 if scene.starts("set", end) or _is_one(scene, end, index) else 0
        return Item("ordinal", index, end, count=value, amounts=(1.0,))
    called = scene.word(index - 2) in ORDINALS or scene.word(index - 2) in ("each", "every", "per", "a")
    named = not called and scene.word(index - 1) in ("set", "round", "serie") and not scene.sep(index).strip(" #")
    named = named and not scene.at("round_level", index - 1)  # "pain hovered round 3"
    if (
        (named or (scene.word(index - 1) == "s" and scene.text.glued(index)))
        and value <= MOST_SETS
        and (
            scene.value(index + 1) is not None
            or scene.sep(index + 1).strip()[:1] in (":", "=", "-", ")")
            or scene.at("after_amount", index + 1)
            or _named_last(scene, index)
            or labelled(scene)
        )
    ):
        return Item("ordinal", index, index + 1, count=value, amounts=(1.0,))
    return None


def _named_last(scene: Scene, index: int) -> bool:
    """ "5 in set 2", "skipped set 3": the number of a set ends the clause."""
    ends = not scene.word(index + 1) or bool(scene.sep(index + 1).strip(" "))
    return ends and (
        scene.word(index - 2) in ("in", "of", "on", "from", "after", "until", "at")
        or any(scene.ended(name, index - 1) for name in ("out_before", "out_before_named"))
        or scene.starts("out_after", index + 1) > 0
    )
