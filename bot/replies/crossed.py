"""AxB and its kin: "3x8", "3 sets of 8", "8 reps x 3", "2/3", "three eights"."""

from __future__ import annotations

from dataclasses import replace

from bot.replies.items import MOST_SETS, OFTEN, Item, in_unit, number_at, plus, ranges, unit_at
from bot.replies.levels import WORST, after_word, before_word, of_ten
from bot.replies.scene import Scene
from bot.replies.stories import strange

_TIMES = frozenset({"x", "by", "times", "time", "por", "mal", "fois", "keer", "volte"})
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
    if not joined or first is None or _closes_sides(scene, index, place, unit):
        return None
    second, other, end = number_at(scene, sign)
    if second is None or unit == other == "set":
        return None
    if second == 1 and sign in scene.text.spelled and "," in scene.sep(sign):
        return None  # "two sets, one beer"
    tenth = of_ten(scene, sign, sign + 1) or (scene.sep(sign + 1) == "-" and of_ten(scene, sign + 1, sign + 2))
    if scene.sep(sign).strip(" ") and (tenth or (second == 0 and scene.at("no_pain", sign))):
        return None  # "3 sets (4/10 in the back)", "2 sets; 0 pain"
    if scene.word(sign - 1) == "with" and after_word(scene, index):
        return None  # "pain 2 with 8 8 7"
    if scene.word(sign - 1) in ("a", "an", "about", "around", "maybe") and before_word(scene, sign, sign + 1):
        return None  # "2 sets, a 2 in the groin"
    if scene.sep(index) == "-" and scene.value(index - 1) is not None and scene.word(index + 1) in ("x", "by"):
        return Item("sets", index, end, count=first, amounts=(second,), unclear=True)  # "10-12 x 3"
    if scene.sep(sign).lstrip(" ") == "-":
        return Item("sets", index, end, count=first, amounts=(second,), unclear=True)
    if scene.word(end) == "x" and scene.value(end + 1) is not None and not (unit or other):
        return Item("sets", index, end + 2, count=first, amounts=(second,), unclear=True)  # "8 x 8 x 7"
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
    amount = scene.value(index + 1)
    if scene.text.numbers[index] != 1 or amount is None or scene.sep(index + 1).strip():
        return None
    if scene.word(index - 1) != "s" and not _ones(scene, index):
        return None
    return Item("sets", index, index + 2, count=1, amounts=(amount,))


def _lone_often(scene: Scene, index: int) -> bool:
    """ "twelve thrice" and no more: so many sets as planned of an amount, where no pain is spoken of."""
    alone = len(scene.words) <= 3 and len(scene.text.numbers) == 1
    asked = scene.asks_pain or scene.has("pain")
    return alone and not asked and scene.text.numbers[index] > scene.plan.sets


def _how_often(scene: Scene, index: int, place: int) -> Item | None:
    """ "eight twice and seven once": two amounts, each with how often."""
    if place != index + 1 or scene.word(place) not in OFTEN:
        return None
    told = [p for p, word in enumerate(scene.words) if word in OFTEN and p - 1 in scene.text.numbers]
    if len(told) < 2 and not _lone_often(scene, index):
        return None
    return Item("sets", index, place + 1, count=OFTEN[scene.word(place)], amounts=(scene.text.numbers[index],))


def _ones(scene: Scene, index: int) -> bool:
    """ "one 8, one 7, one 6"."""
    ones = [p for p in scene.text.spelled if scene.text.numbers[p] == 1 and p + 1 in scene.text.numbers]
    return index in ones and len(ones) > 1


def _plurals(scene: Scene, index: int, place: int) -> bool:
    """ "three twelves", "2 30s": so many sets of that amount."""
    if scene.word(place + 1) != "s" or scene.sep(place).strip(" ") or scene.value(place) is None:
        return False
    lone = index - 1 not in scene.text.numbers and scene.text.numbers[index] <= MOST_SETS
    return lone and scene.text.numbers[place] > scene.text.numbers[index]


def _row_from(scene: Scene, index: int) -> int:
    """How many bare numbers stand side by side from here."""
    end = index
    while scene.value(end) is not None and (end == index or not scene.sep(end).strip(" ,/-")):
        end += 1
    return end - index - (scene.word(end) in ("of", "x", "by", "at", "set", "sets"))


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
    if not (scene.at("left", index - 1) or scene.at("right", index - 1)):
        return False
    apart = scene.word(place) == "x" and scene.sep(place) != "" and scene.sep(place + 1) == ""
    apart |= _of_sides(scene, index, place)
    return apart or (unit in ("reps", "seconds") and bool(scene.sep(place).strip(" ")))


def _of_sides(scene: Scene, index: int, place: int) -> bool:
    """ "left 8 right 6 x 3": the other side has one amount, too, and so few behind the sign are sets."""
    sets = scene.value(place + 1)
    other = index - 2 in scene.text.numbers and (scene.at("left", index - 3) or scene.at("right", index - 3))
    if sets is None or not other or scene.word(place) not in ("x", "times"):
        return False
    if not scene.sep(index - 1).strip(" "):
        return sets <= CLEARLY_AMOUNT
    lone = scene.words.count("x") == 1 and scene.word(place) == "x"  # "left 8, right 6 x 3"
    return lone and sets <= scene.plan.sets < scene.text.numbers[index]


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
    if scene.word(place) in _TIMES and not scene.sep(place).strip(" "):
        return place + 1, True
    few = place == index + 1 and scene.text.numbers[index] <= scene.plan.sets
    joined = scene.word(place) == "with" or (scene.word(place) == "at" and _at_amount(scene, index, place + 1))
    if few and joined and not scene.sep(place).strip(" ") and scene.value(place + 1) is not None:
        return place + 1, True
    if unit == "set":
        for filler in range(place, place + 3):
            if scene.value(filler) is not None:
                listed = _followed(scene, filler, scene.text.numbers[index])
                listed |= "," in scene.sep(filler) and not scene.value(filler)
                listed |= scene.starts("correction", filler + 1) > 0  # "3 sets. 4 actually"
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
    if scene.word(place) == "for" and scene.value(place + 1) is not None:
        held = scene.at("did", index - 1) and scene.value(place + 1) == scene.plan.sets and not scene.word(place + 2)
        return place + 1, bool(held or scene.starts("set", place + 2))  # "held 40 for three"
    return place, False


def _at_amount(scene: Scene, count: int, index: int) -> bool:
    """ "2 at 12, 1 at 10": amounts, where neither pain nor a time is spoken of."""
    else_told = any(scene.has(name) for name in ("pain", "joint", "reminder", "daily", "wish.snooze"))
    if scene.at("set_label", count - 1):
        return False  # "set 3 at 5 reps"
    amount = scene.value(index) or 0
    return not else_told and scene.asked in (None, "sets") and amount > scene.plan.sets


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
    if scene.word(after + 1).endswith("s") and len(scene.word(after + 1)) > 1 and strange(scene, after + 1):
        return None  # "one of 50 boxes"
    unit = next((name for name in ("reps", "seconds") if unit_at(scene, name, after + 1)), "")
    summed = scene.word(index - 1) == "so"  # "a bonus set so four of 8"
    part = second == scene.plan.amount and scene.plan.sets < value < second and not summed
    if part and not unit and second == WORST and any(scene.has(name) for name in ("joint", "pain")):
        return None  # "7 out of 10 today, groin mostly"
    told = any(scene.has(name) for name in ("did", "set", "set_too", "reps", "seconds", "every_set", "done"))
    if part and not unit and second == WORST and "out" in scene.words[index:after] and not told:
        return None  # "six out of 10" alone
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
    if slash and not sets and after_word(scene, index):
        return None  # "pain 2/3"
    answers_pain = scene.asks_pain
    if sets or (
        planned and not answers_pain and (not slash or (second < scene.plan.amount and len(scene.text.numbers) == 2))
    ):
        return Item("count", index, after + 1 + sets, count=value)
    if slash:
        return None
    return Item("sets", index, after + 1, count=value, amounts=(second,), joined=plus(scene, index))
