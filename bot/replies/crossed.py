"""AxB and its kin: "3x8", "3 sets of 8", "8 reps x 3", "2 of 3 sets", "three eights"."""

from __future__ import annotations

from dataclasses import replace

from bot.replies.items import MOST_SETS, Item, in_unit, number_at, plus, ranges, unit_at
from bot.replies.scene import Scene

WORST = 10
"""Out of so many pain is told."""
CLEARLY_AMOUNT = 6
"""Where A of "AxB" is over this and B at most this, they may be the wrong way round."""


def cross(scene: Scene, index: int) -> Item | None:
    item = _crossed(scene, index)
    return item and replace(item, unclear=item.unclear or not item.amounts, joined=plus(scene, index))


def _crossed(scene: Scene, index: int) -> Item | None:
    """ "3x8", "3 sets of 8", "8 reps x 3", "20s x3", "3 times 8"."""
    first, unit, place = number_at(scene, index)
    held, other, end = number_at(scene, place)
    if (
        not unit
        and first is not None
        and other in ("reps", "seconds")
        and held is not None
        and unit_at(scene, "set", end)
    ):
        return Item("sets", index, end + unit_at(scene, "set", end), count=first, amounts=in_unit(scene, held, other))
    if first is not None and not unit and _plurals(scene, index, place):
        return Item("sets", index, end, count=first, amounts=(held or 0,))
    lone = _lone_set(scene, index) or _how_often(scene, index, place)
    if lone:
        return lone
    sign, joined = _sign(scene, index, place, unit)
    if _closes_sides(scene, index, place, unit):
        return None
    if not joined or first is None:
        return None
    second, other, end = number_at(scene, sign)
    if second is None or unit == other == "set":
        return None
    if scene.sep(sign).lstrip(" ") == "-":
        return Item("sets", index, end, count=first, amounts=(second,), unclear=True)
    slashed = scene.sep(end).strip() == "/" and scene.value(end) is not None and first == scene.plan.sets
    if ranges(scene, end) or slashed:
        return Item("sets", index, end + 1, count=first, amounts=(second,), unclear=True)
    if unit == "set":
        return Item("sets", index, end, count=first, amounts=in_unit(scene, second, other))
    if other == "set" or unit:
        return Item("sets", index, end, count=second, amounts=in_unit(scene, first, unit))
    if other:
        return Item("sets", index, end, count=first, amounts=in_unit(scene, second, other))
    return _orient(scene, Item("sets", index, end, count=first, amounts=(second,)))


def _lone_set(scene: Scene, index: int) -> Item | None:
    """ "2 eights 1 seven": a further set behind some that were counted."""
    if scene.word(index - 1) != "s":
        return None
    amount = scene.value(index + 1)
    if scene.text.numbers[index] != 1 or amount is None or scene.sep(index + 1).strip():
        return None
    return Item("sets", index, index + 2, count=1, amounts=(amount,))


OFTEN = {"once": 1, "twice": 2, "thrice": 3}


def _how_often(scene: Scene, index: int, place: int) -> Item | None:
    """ "eight twice and seven once": two amounts, each with how often."""
    told = [p for p, word in enumerate(scene.words) if word in OFTEN and p - 1 in scene.text.numbers]
    if place not in told or place != index + 1 or len(told) < 2:
        return None
    return Item("sets", index, place + 1, count=OFTEN[scene.word(place)], amounts=(scene.text.numbers[index],))


def _plurals(scene: Scene, index: int, place: int) -> bool:
    """ "three twelves", "2 30s": so many sets of that amount."""
    if scene.word(place + 1) != "s" or scene.sep(place).strip(" ") or scene.value(place) is None:
        return False
    lone = index - 1 not in scene.text.numbers and scene.text.numbers[index] <= MOST_SETS
    return lone and scene.text.numbers[place] > scene.text.numbers[index]


def _row_from(scene: Scene, index: int) -> int:
    """How many bare numbers stand side by side from here."""
    end = index
    while scene.value(end) is not None and (end == index or not scene.sep(end).strip(" ")):
        end += 1
    return end - index


def _followed(scene: Scene, index: int, count: float) -> bool:
    """ "3 holds, 30 then 25 then 20": further amounts follow, so that this one is of one set."""
    _, unit, after = number_at(scene, index)
    if not unit and _row_from(scene, index) == count:
        return True  # "3 set 10 10 10"
    if "," not in scene.sep(index):
        return False
    after += scene.word(after) in ("then", "and")
    value, other, end = number_at(scene, after)
    return bool(value) and unit == other and not scene.at("pain", end)


def _closes_sides(scene: Scene, index: int, place: int, unit: str) -> bool:
    """ "left 8 right 6 x3", "left 30s right 20s, three rounds": the number of sets belongs to both sides."""
    beside = scene.at("left", index - 1) or scene.at("right", index - 1)
    apart = scene.word(place) == "x" and scene.sep(place) != "" and scene.sep(place + 1) == ""
    return beside and (apart or (unit in ("reps", "seconds") and bool(scene.sep(place).strip(" "))))


def _orient(scene: Scene, item: Item) -> Item:
    """AxB is A sets of B, but for the plan the other way round, or where it looks so."""
    a, b = item.count or 0, item.amounts[0]
    if a == scene.plan.amount and b == scene.plan.sets and a != b:
        return replace(item, count=b, amounts=(a,))
    return replace(item, unclear=a > CLEARLY_AMOUNT and b <= CLEARLY_AMOUNT)


def _sign(scene: Scene, index: int, place: int, unit: str) -> tuple[int, bool]:
    """(place of the second number, whether a times sign or "of" stands between)."""
    if scene.sep(place).strip(" ") in ("*", "@") and scene.value(place) is not None:
        return place, True
    if unit in ("seconds", "reps") and scene.word(place) in ("hold", "holds") and scene.word(place + 1) == "x":
        place += 1
    if scene.word(place) in ("x", "by", "times", "time") and not scene.sep(place).strip(" "):
        return place + 1, True
    few = place == index + 1 and scene.text.numbers[index] <= scene.plan.sets
    if scene.word(place) == "with" and few and not scene.sep(place).strip(" ") and scene.value(place + 1) is not None:
        return place + 1, True
    if unit == "set":
        for filler in range(place, place + 3):
            if scene.value(filler) is not None:
                listed = _followed(scene, filler, scene.text.numbers[index])
                listed |= "," in scene.sep(filler) and not scene.value(filler)
                return filler, not (plus(scene, filler) or ":" in scene.sep(filler) or listed)
            if scene.word(filler) not in (
                "of",
                "at",
                "with",
                "each",
                "a",
                "à",
                "de",
                "for",
                "mit",
                "von",
                "doing",
                "about",
                "around",
            ):
                break
    if unit in ("reps", "seconds", "minutes"):
        for filler in range(place, place + 3):
            if scene.value(filler) is not None:
                return filler, bool(scene.starts("set", filler + 1) or scene.word(filler + 1) in ("times", "x"))
            if scene.word(filler) not in ("for", "in", "on", "each", "all", "of", "hold", "holds", "per", "set"):
                break
    if scene.word(place) == "for" and scene.value(place + 1) is not None and scene.starts("set", place + 2):
        return place + 1, True
    return place, False


def fraction(scene: Scene, index: int) -> Item | None:
    """ "2 of 3 sets", "2/3 sets", "2 out of 3"; "8/10 reps" is 8; "8 instead of 10"."""
    value, after = scene.value(index), index + 1
    while scene.word(after) in ("out", "of", "the", "von", "my") and after < index + 5:
        after += 1
    if scene.word(after) == "from" and after == index + 1 and scene.value(after + 1) == scene.plan.sets:
        return Item("count", index, after + 2 + unit_at(scene, "set", after + 2), count=value)
    slash = scene.sep(index + 1).strip() == "/"
    if slash and scene.sep(index).strip() == "/":
        return None
    second = scene.value(after)
    if (
        value is None
        or second is None
        or not ((slash and after == index + 1) or (after > index + 1 and "of" in scene.words[index + 1 : after]))
    ):
        return None
    if slash and scene.sep(after + 1).strip() == "/":
        return None
    unit = next((name for name in ("reps", "seconds") if unit_at(scene, name, after + 1)), "")
    part = second == scene.plan.amount and scene.plan.sets < value < second
    if part and not unit and second == WORST and any(scene.has(name) for name in ("joint", "pain")):
        return None  # "7 out of 10 today, groin mostly"
    if part and not unit and (not slash or scene.has("every_set")):
        return Item("amount", index, after + 1, amounts=(value,))
    if unit:
        if slash or part or "out" in scene.words[index:after]:
            return Item("amount", index, after + 2, amounts=in_unit(scene, value, unit))
        return Item(
            "sets", index, after + 2, count=value, amounts=in_unit(scene, second, unit), joined=plus(scene, index)
        )
    sets = unit_at(scene, "set", after + 1)
    if second == 10 and not sets and second != scene.plan.sets:
        return None
    planned = second == scene.plan.sets and value <= second
    answers_pain = scene.asked in ("pain", "morning_pain")
    if sets or (
        planned and not answers_pain and (not slash or (second < scene.plan.amount and len(scene.text.numbers) == 2))
    ):
        return Item("count", index, after + 1 + sets, count=value)
    if slash:
        return None
    return Item("sets", index, after + 1, count=value, amounts=(second,), joined=plus(scene, index))


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
            and scene.word(index + 3 + length) in ("half", "bit", "something"),
        )
    if (
        scene.word(index + 1) in ("times", "x")
        and not scene.sep(index + 1).strip(" ")
        and scene.value(index + 2) is None
    ):
        if scene.has("set") and any(scene.at("both", place) for place in (index + 2, index + 3)):
            return Item("amount", index, index + 2, amounts=(value or 0,))
        return Item("count", index, index + 2, count=value)
    if scene.word(index - 1) == "after" and scene.at("stopped", index - 2) and value in range(1, scene.plan.sets + 1):
        bare = not scene.word(index + 1) or bool(scene.sep(index + 1).strip(" "))
        return Item("count", index, index + 1, count=value) if bare else None
    if scene.sep(index + 1).strip() == "+" and number_at(scene, index + 1)[1] == "set" and value == scene.plan.sets:
        return Item("count", index, number_at(scene, index + 1)[2], count=value + (scene.value(index + 1) or 0))
    if scene.word(index - 1) in ("usual", "planned", "prescribed") and value == scene.plan.sets:
        return Item("count", index, index + 1, count=value)
    if _so_many_of(scene, index):
        return Item("count", index, index + 2 + (scene.word(index + 1) == "of"), count=value)
    if scene.word(index - 1) == "all" and not scene.at("reps", index + 1) and (value == scene.plan.sets):
        return Item("count", index, index + 1, count=value)
    return None


def _so_many_of(scene: Scene, index: int) -> bool:
    """ "sets of 8, three of them": how many there were of what was just told."""
    of_those = scene.word(index + 1) == "of" and scene.word(index + 2) in ("them", "those", "these")
    return of_those and scene.claims.get(index - 1) == "sets" and scene.text.numbers[index] <= MOST_SETS


def _out_of(scene: Scene, index: int) -> int:
    """The end of "out of 3" after a number of sets, 0 for none."""
    after = index
    while scene.word(after) in ("out", "of", "the", "planned", "my", "instead"):
        after += 1
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
    many = {"twice": 2, "thrice": 3, "double": 2, "triple": 3}.get(word)
    if many and scene.value(index + 1) is not None:
        amount, unit, end = number_at(scene, index + 1)
        return Item("sets", index, end, count=many, amounts=in_unit(scene, amount or 0, unit), unclear=unit == "set")
    if word in ("x", "times") and ":" not in scene.sep(index + 1) and scene.value(index + 1) is not None:
        return Item("count", index, index + 2, count=scene.value(index + 1))
    return None
