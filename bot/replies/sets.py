"""Pieces of a report: 3x8, 2 sets, 20 s, left, the last set. What they add up to is told by `tally`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.replies.scene import Scene

MOST_SETS = 10
CLEARLY_AMOUNT = 6
"""Where A of "AxB" is over this and B at most this, they may be the wrong way round."""
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
}


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a report at word `at`: a `count` of sets, `amounts` of sets, a `side`, an `ordinal` ("last set")."""

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


def find_items(scene: Scene, *, bare: bool) -> list[Item]:
    """Pieces of a report in the text, in order; the numbers in them are claimed.

    `bare`: only the numbers without any form of their own; otherwise only those that have one, and the words.
    """
    items: list[Item] = []
    index = 0
    while index < len(scene.words):
        item = _amount(scene, index) if bare else _strong(scene, index)
        if item:
            items.append(item)
            scene.claim(item.at, item.end, "sets", item.kind)
        index = item.end if item else index + 1
    return items


def _strong(scene: Scene, index: int) -> Item | None:
    length = scene.starts("other_side", index)
    if length and not _idiom(scene, index):
        return Item("side", index, index + length, side="other_side")
    if scene.value(index) is None:
        return _times_after(scene, index) or _word_item(scene, index)
    if _ranges(scene, index + 1):
        high = index + 1 + (scene.value(index + 1) is None)
        if _number(scene, high)[1] in ("reps", "seconds"):
            return Item("amount", index, _number(scene, high)[2], amounts=(0.0,), unclear=True)
    found = _fraction(scene, index) or _cross(scene, index) or _label(scene, index) or _counted(scene, index)
    return found or (_amount(scene, index) if _number(scene, index)[1] not in ("", "minutes", "hours") else None)


def _word_item(scene: Scene, index: int) -> Item | None:
    if index in scene.claims:
        return None
    if scene.starts("half_minute", index):
        return Item("amount", index, index + scene.starts("half_minute", index), amounts=_in_unit(scene, 30, "seconds"))
    if scene.starts("a_minute", index):
        return Item("amount", index, index + scene.starts("a_minute", index), amounts=_in_unit(scene, 60, "seconds"))
    for name in ("both", "other_side"):
        length = scene.starts(name, index)
        if length and not _idiom(scene, index):
            return Item("side", index, index + length, side=name)
    for side, name in (("L", "left"), ("R", "right")):
        length = scene.starts(name, index)
        if length and not _idiom(scene, index):
            return Item("side", index, index + length, side=side)
    word = scene.word(index)
    if word in ("twice", "thrice", "once"):
        return Item("count", index, index + 1, count={"once": 1, "twice": 2, "thrice": 3}[word], weak=True)
    return _ordinal(scene, index) or _a_set(scene, index)


def _idiom(scene: Scene, index: int) -> bool:
    return scene.at("side_idiom", index)


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
    named = scene.word(index - 1) in ("set", "round", "serie") and not scene.sep(index).strip(" #")
    if (
        (named or (scene.word(index - 1) == "s" and scene.text.glued(index)))
        and value <= MOST_SETS
        and (
            scene.value(index + 1) is not None
            or scene.sep(index + 1).strip()[:1] in (":", "=", "-")
            or scene.at("after_amount", index + 1)
        )
    ):
        return Item("ordinal", index, index + 1, count=value, amounts=(1.0,))
    return None


def _fraction(scene: Scene, index: int) -> Item | None:
    """ "2 of 3 sets", "2/3 sets", "2 out of 3"; "8/10 reps" is 8; "8 instead of 10"."""
    value, after = scene.value(index), index + 1
    while scene.word(after) in ("out", "of", "the", "von", "my") and after < index + 5:
        after += 1
    slash = scene.sep(index + 1).strip() == "/"
    second = scene.value(after)
    if (
        value is None
        or second is None
        or not ((slash and after == index + 1) or (after > index + 1 and "of" in scene.words[index + 1 : after]))
    ):
        return None
    if slash and scene.sep(after + 1).strip() == "/":
        return None
    unit = next((name for name in ("reps", "seconds") if _unit(scene, name, after + 1)), "")
    if unit:
        if slash or "out" in scene.words[index:after]:
            return Item("amount", index, after + 2, amounts=_in_unit(scene, value, unit))
        return Item("sets", index, after + 2, count=value, amounts=_in_unit(scene, second, unit))
    sets = _unit(scene, "set", after + 1)
    if second == 10 and not sets and second != scene.plan.sets:
        return None
    if sets or (not slash and second == scene.plan.sets and value <= second):
        return Item("count", index, after + 1 + sets, count=value)
    if slash:
        return None
    return Item("sets", index, after + 1, count=value, amounts=(second,))


def _cross(scene: Scene, index: int) -> Item | None:
    item = _crossed(scene, index)
    return item and replace(item, unclear=item.unclear or not item.amounts)


def _crossed(scene: Scene, index: int) -> Item | None:
    """ "3x8", "3 sets of 8", "8 reps x 3", "20s x3", "3 times 8"."""
    first, unit, place = _number(scene, index)
    held, other, end = _number(scene, place)
    if (
        not unit
        and first is not None
        and other in ("reps", "seconds")
        and held is not None
        and _unit(scene, "set", end)
    ):
        return Item("sets", index, end + _unit(scene, "set", end), count=first, amounts=_in_unit(scene, held, other))
    sign, joined = _sign(scene, place, unit)
    if _closes_sides(scene, index, place, unit):
        return None
    if not joined or first is None:
        return None
    second, other, end = _number(scene, sign)
    if second is None:
        return None
    if scene.sep(sign).strip(" ") == "-":
        return Item("sets", index, end, count=first, amounts=(second,), unclear=True)
    if _ranges(scene, end):
        return Item("sets", index, end + 1, count=first, amounts=(second,), unclear=True)
    if unit == "set":
        return Item("sets", index, end, count=first, amounts=_in_unit(scene, second, other))
    if other == "set" or unit:
        return Item("sets", index, end, count=second, amounts=_in_unit(scene, first, unit))
    if other:
        return Item("sets", index, end, count=first, amounts=_in_unit(scene, second, other))
    return _orient(scene, Item("sets", index, end, count=first, amounts=(second,)))


def _closes_sides(scene: Scene, index: int, place: int, unit: str) -> bool:
    """ "left 8 right 6 x3", "left 30s right 20s, three rounds": the number of sets belongs to both sides."""
    beside = scene.at("left", index - 1) or scene.at("right", index - 1)
    apart = scene.word(place) == "x" and scene.sep(place) != "" and scene.sep(place + 1) == ""
    return beside and (apart or (unit in ("reps", "seconds") and bool(scene.sep(place).strip(" "))))


def _ranges(scene: Scene, end: int) -> bool:
    """Whether the number before `end` begins a range: "8-10", "8 to 10"."""
    dash = scene.value(end) is not None and scene.sep(end) == "-"
    return dash or (scene.word(end) in ("to", "or") and scene.value(end + 1) is not None)


def _orient(scene: Scene, item: Item) -> Item:
    """AxB is A sets of B, but for the plan the other way round, or where it looks so."""
    a, b = item.count or 0, item.amounts[0]
    if a == scene.plan.amount and b == scene.plan.sets and a != b:
        return replace(item, count=b, amounts=(a,))
    return replace(item, unclear=a > CLEARLY_AMOUNT and b <= CLEARLY_AMOUNT)


def _number(scene: Scene, index: int) -> tuple[float | None, str, int]:
    """(value, unit, end) of the number at `index`."""
    value = scene.value(index)
    if value is None:
        return None, "", index
    if value == 0 and scene.sep(index + 1) == ":" and scene.value(index + 1) is not None:
        return scene.value(index + 1), "seconds", index + 2
    if (
        scene.sep(index + 1) == ":"
        and scene.value(index + 1) is not None
        and scene.plan.unit == "seconds"
        and len(scene.word(index + 1)) == 2
    ):
        return value * 60 + (scene.value(index + 1) or 0), "seconds", index + 2
    if index + 1 in scene.text.numbers and not scene.sep(index + 1).strip(" "):
        return value, "", index + 1
    if _plural(scene, index):
        return value, "", index + 2
    if scene.starts("set_adjective", index + 1) and _unit(
        scene, "set", index + 1 + scene.starts("set_adjective", index + 1)
    ):
        return value, "set", index + 2 + scene.starts("set_adjective", index + 1)
    if scene.word(index + 1) == "second" and not scene.sep(index + 1).strip(" -"):
        return value, "seconds", index + 2
    for unit in ("set", "reps", "seconds", "minutes", "hours"):
        length = _unit(scene, unit, index + 1)
        if length:
            return value, unit, index + 1 + length
    if scene.sep(index + 1)[:1] == '"' or scene.sep(index + 1)[:2] == "''":
        return value, "seconds", index + 1
    return value, "", index + 1


def _unit(scene: Scene, name: str, index: int) -> int:
    """How many words of the unit stand at `index`, right after its number; 0 for none. "set my reminder" is none."""
    if scene.sep(index).strip(" -") or scene.at("set_verb", index):
        return 0
    return scene.starts(name, index) or (scene.starts("set_too", index) if name == "set" else 0)


def _plural(scene: Scene, index: int) -> bool:
    """ "straight 8s" are eights; "20s" on a plan in seconds are seconds."""
    return scene.word(index + 1) == "s" and scene.plan.unit == "reps" and scene.text.numbers[index] <= 12


def _sign(scene: Scene, place: int, unit: str) -> tuple[int, bool]:
    """(place of the second number, whether a times sign or "of" stands between)."""
    if scene.sep(place).strip(" ") in ("*", "@") and scene.value(place) is not None:
        return place, True
    if unit in ("seconds", "reps") and scene.word(place) in ("hold", "holds") and scene.word(place + 1) == "x":
        place += 1
    if scene.word(place) in ("x", "by", "times") and not scene.sep(place).strip(" "):
        return place + 1, True
    if unit == "set":
        for filler in range(place, place + 3):
            if scene.value(filler) is not None:
                listed = "," in scene.sep(filler) and scene.value(filler + 1) is not None
                return filler, not (_plus(scene, filler) or ":" in scene.sep(filler) or listed)
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


def _plus(scene: Scene, index: int) -> bool:
    return "+" in scene.sep(index) or scene.word(index - 1) in ("plus", "and", "then") or "+" in scene.sep(index - 1)


def _counted(scene: Scene, index: int) -> Item | None:
    """ "3 sets", "3 rounds", "3 times", "x3"."""
    value = scene.value(index)
    length = _unit(scene, "set", index + 1)
    if not length and _number(scene, index)[1] == "set":
        length = _number(scene, index)[2] - index - 1
    if length:
        total = _out_of(scene, index + 1 + length)
        if total:
            return Item("count", index, total, count=value)
        return Item(
            "count",
            index,
            index + 1 + length,
            count=value,
            unclear=scene.word(index + 1 + length) == "and" and scene.word(index + 3 + length) == "half",
        )
    if (
        scene.word(index + 1) in ("times", "x")
        and not scene.sep(index + 1).strip(" ")
        and scene.value(index + 2) is None
    ):
        return Item("count", index, index + 2, count=value)
    if scene.word(index - 1) == "after" and scene.at("stopped", index - 2) and value in range(1, scene.plan.sets + 1):
        bare = not scene.word(index + 1) or bool(scene.sep(index + 1).strip(" "))
        return Item("count", index, index + 1, count=value) if bare else None
    if scene.word(index - 1) == "all" and not scene.at("reps", index + 1) and (value == scene.plan.sets):
        return Item("count", index, index + 1, count=value)
    return None


def _out_of(scene: Scene, index: int) -> int:
    """The end of "out of 3" after a number of sets, 0 for none."""
    after = index
    while scene.word(after) in ("out", "of", "the", "planned", "my", "instead"):
        after += 1
    planned = (
        after > index + 1 and scene.value(after) == scene.plan.sets and scene.word(index) in ("out", "of", "instead")
    )
    return after + 1 + _unit(scene, "set", after + 1) if planned else 0


def _times_after(scene: Scene, index: int) -> Item | None:
    """ "x3" after what was done so many times."""
    if scene.word(index) in ("x", "times") and scene.value(index + 1) is not None:
        return Item("count", index, index + 2, count=scene.value(index + 1))
    return None


def _amount(scene: Scene, index: int) -> Item | None:
    value, unit, end = _number(scene, index)
    if value is None:
        return None
    if scene.value(end) is not None and scene.sep(end).strip() == "-" and scene.value(end + 1) is None and not unit:
        high = scene.value(end) or 0
        low_high = high > value and not scene.sep(index).strip().endswith("-")
        if low_high and not scene.at("left", end + 1):
            return Item("amount", index, end + 1, amounts=(value,), unclear=True)
    if scene.word(end) in ("to", "or") and scene.value(end + 1) is not None:
        return Item("amount", index, end + 2, amounts=(value,), unclear=True)
    amounts = _in_unit(scene, value, unit)
    return Item("amount", index, end, amounts=amounts, unclear=not amounts, joined=_plus(scene, index))


def _in_unit(scene: Scene, value: float, unit: str) -> tuple[float, ...]:
    """The amount in the plan's unit; empty where it is in another."""
    if unit in ("minutes", "hours"):
        value, unit = value * (60 if unit == "minutes" else 3600), "seconds"
    return (value,) if unit in ("", scene.plan.unit) else ()
