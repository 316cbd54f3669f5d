"""Corrections: of the last log ("actually it was 3x6"), and inside one message ("3x8, no wait 3x7")."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import replace

from bot.replies.again import told_again
from bot.replies.almanac import in_past
from bot.replies.draft import Draft, Marked
from bot.replies.items import Item
from bot.replies.levels import WORST
from bot.replies.scene import Place, Scene
from bot.replies.spread import LEFT_OUT
from bot.replies.stories import strange
from bot.replies.tally import Report


def claim_told(scene: Scene) -> None:
    """The number of "i put 8 for pain", "pain was down as 1", where another one behind it puts it right."""
    told = [
        (place, any(_puts_right(scene, p) for p in _behind(scene, place))) for place in scene.places("told_wrongly")
    ]
    told += [(place, _said_before(scene, *place)) for place in scene.places("told_back")]
    for (start, end), wrong in told:
        if wrong:
            number = next(place for place in range(start, end) if place in scene.text.numbers)
            scene.claim(number, number + 1, "retold")


def _behind(scene: Scene, place: tuple[int, int]) -> list[int]:
    """The free numbers close behind `place`."""
    return [number for number in scene.free() if place[1] <= number <= place[1] + 8]


def _puts_right(scene: Scene, index: int) -> bool:
    """Whether the number is what an earlier one should have been: "should be 3", "it's a 5", "make that 4"."""
    return any(scene.ended(name, index) for name in ("should_be", "correction", "it_level"))


def _said_before(scene: Scene, start: int, end: int) -> bool:
    """ "put my pain down as 3, i said 2 by mistake", "set the pain to 1, 7 was a slip": the right one stands before."""
    ends = (
        not scene.word(end) or bool(scene.sep(end).strip(" ")) or scene.word(end) in ("by", "in", "earlier", "before")
    )
    return ends and scene.within_any("pain", 0, start) and any(p < start for p in scene.free())


def last_said(scene: Scene, items: list[Item]) -> list[Item]:
    """After a correction inside the message only what follows it counts."""
    for _, end in scene.places("told_before"):
        behind = [item for item in items if item.at >= end]
        if any(item.kind != "side" for item in behind):
            return _as_before(items, behind)
    place = correction_inside(scene, items)
    if place is not None:
        behind = [item for item in items if item.at >= place[1]]
        return _other_side(items, behind) or _as_before(items, behind)
    again = told_again(scene, items)
    if again:
        return again
    row = [item.kind for item in items[-3:]] == ["amount"] * 3
    if row and scene.word(items[-1].at - 1) == "no" and items[-2].end == items[-1].at - 1:
        return [*items[:-2], items[-1]]  # "10 10 8 no 9"
    denied = [item for item in items if item.kind == "sets" and scene.word(item.at - 1) == "not"]
    if denied and len(denied) == len(items):
        return []  # "didn't do it, not 3x8 not anything"
    struck = [item for item in items if item.kind in ("sets", "count") and scene.word(item.at - 1) == "not"]
    return [item for item in items if item not in struck] if len(struck) == 1 < len(items) else items


def correction_inside(scene: Scene, items: list[Item], dones: Sequence[tuple[int, int]] = ()) -> tuple[int, int] | None:
    """The last word of correction that has sets before and behind it: "3x8, no wait 3x7", "8 8 8 no 8 8 7"."""
    numbers = [item for item in items if item.kind != "side"]
    firm = [item for item in numbers if item.kind != "ordinal"]
    for start, end in reversed(scene.places("correction")):
        if scene.within_any("no_correction", start, end) and not any(i.kind == "sets" and i.at == end for i in firm):
            continue
        told = any(item.end <= start for item in firm) or any(done <= start for _, done in dones)
        if told and any(item.at >= end for item in numbers):
            return start, end
    for start, end in scene.places("correction_no"):
        again = {item.side for item in items if item.kind == "side" and item.end <= start}
        behind = [item for item in items if item.at == end and (item in firm or item.side in again)]
        if behind and any(item.end <= start for item in firm):
            return start, end
    for one, other in itertools.pairwise(numbers):
        if one.kind == other.kind and one.kind in ("sets", "count") and scene.word(other.at - 1) == "no":
            return other.at - 1, other.at  # "3x8 hmm let me think no 3x6"
        if other.at == one.end + 1 and scene.word(one.end) == "no" and other is not numbers[-1]:
            return one.end, other.at
    return None


def _other_side(items: list[Item], behind: list[Item]) -> list[Item]:
    """ "left 8 right 7, no, right 8": only one side is put right, the other stays. Empty where it is not so."""
    before = [item for item in items if item not in behind]
    sides = [item.side for item in before if item.kind == "side" and item.side in ("L", "R")]
    again = {item.side for item in behind if item.kind == "side"}
    if sorted(sides) != ["L", "R"] or len(again) != 1 or not again <= {"L", "R"}:
        return []
    first = before[0].kind == "side"
    cut = next(place for place, item in enumerate(before) if item.kind == "side" and item.side == sides[first])
    kept = [before[:cut], before[cut:]] if first else [before[: cut + 1], before[cut + 1 :]]
    return [*kept[sides.index(min(again)) == 0], *behind]


def _as_before(items: list[Item], behind: list[Item]) -> list[Item]:
    """ "i said 3 sets but it was 2": a lone number is of sets where the earlier one was."""
    before = [item for item in items if item not in behind and item.kind != "side"]
    lone = len(behind) == 1 and behind[0].kind == "amount" and len(behind[0].amounts) == 1
    if lone and [item.kind for item in before[-2:]] == ["ordinal", "amount"]:
        return [*before[:-1], behind[0]]  # "last set 5, i mean 6"
    if lone and [item.kind for item in before] == ["count"] and behind[0].end == behind[0].at + 1:
        return [replace(behind[0], kind="count", count=behind[0].amounts[0], amounts=())]
    return behind


def decide_edit(scene: Scene, marked: Marked, told: Report, draft: Draft) -> None:
    """A correcting word before what is told, or talk of the earlier log, replaces the last log."""
    if not _corrects(scene, marked, draft):
        return
    moved = _edit_day(scene, marked)
    loose = any(kind == "left over" for kind in scene.claims.values())
    loose = loose or any(scene.has(name) for name in ("wrong_numbers", "sides_swapped", "than_told"))
    about_time = any(scene.has(name) for name in ("daily", "reminder", "set_reminder"))
    if not draft.intents and loose and not moved and not about_time:
        draft.intents.add("log")
        draft.ask.add("sets")
    regret = all("sorry" in scene.words[s:e] for s, e in marked.wishes.get("edit", []))
    if moved and not draft.intents & {"log", "pain"} and "skip" in marked.wishes and regret:
        return  # "missed it on sunday, sorry"
    if draft.intents & {"log", "pain"} or moved:
        _from_to(scene, marked, draft)
        _pain_alone(scene, marked, draft)
        draft.intents -= {"log", "pain"}
        draft.intents.add("edit")
        for name in ("undo", "skip", *(("snooze",) if moved and not scene.has("remind") else ())):
            marked.wishes.pop(name, None)
        if moved:
            draft.date = moved
            if not marked.items and not scene.has("all_done"):
                draft.sets = None  # "i trained on thursday, not today"
        if draft.sets is not None and not told.whole:
            draft.sets = None
            draft.ask.add("sets")
        if _relative(scene, marked):
            draft.sets = None
            draft.ask.add("sets")
        if "side" in draft.ask:
            draft.ask.discard("side")
            draft.ask.add("sets")


def _relative(scene: Scene, marked: Marked) -> bool:
    """Whether it only tells what was otherwise: "one set less than i said", "the left got 6, not the right"."""
    sides = {item.side for item in marked.items if item.kind == "side" and scene.value(item.end) is not None}
    swapped = scene.has("sides_swapped") and len(sides) < 2 and "sets" not in {item.kind for item in marked.items}
    return swapped or scene.has("than_told")


def _pain_alone(scene: Scene, marked: Marked, draft: Draft) -> None:
    """ "pain's wrong, should be 1": the only number there is, is the pain's."""
    numbers = scene.text.numbers
    left = [i for i in numbers if scene.claims.get(i) in ("left over", None)]
    if "pain" in draft.ask and len(numbers) == len(left) == 1 and numbers[left[0]] in range(WORST + 1):
        draft.pain = int(numbers[left[0]])
        draft.ask -= {"pain", "sets"}


def _from_to(scene: Scene, marked: Marked, draft: Draft) -> None:
    """ "change pain from 4 to 2", "not 2 but 4": of the pain told only the last number counts."""
    for start, end in scene.places("from_to"):
        pained = "pain" in draft.ask or any(told.start >= start - 4 and told.end <= end for told in marked.tolds)
        value = scene.text.numbers.get(end - 1, -1)
        if pained and 0 <= value <= WORST and value == int(value):
            draft.pain = int(value)
            draft.ask.discard("pain")


def _corrects(scene: Scene, marked: Marked, draft: Draft) -> bool:
    if marked.starred or ("retold" in scene.claims.values() and draft.pain is not None):
        return True
    if scene.asks_pain and not marked.items and marked.tolds:
        return False  # "3, correction 5"
    if scene.asks_pain and set(marked.wishes.get("edit", [])) <= set(scene.places("not_number")):
        return False
    opening = scene.past(("no",), 0)  # "no no, 3x11"
    if (
        scene.asked is None
        and opening
        and not scene.within_any("not_done", 0, opening + 1)
        and any(item.at == opening and item.kind in ("amount", "sets", "count") for item in marked.items)
    ):
        return True
    if scene.word(0) in ("no", "nope", "nah") and scene.words[1:3] in (("it", "was"), ("that", "was")):
        return True
    if _set_corrected(scene, marked) or (scene.word(0) == "not" and scene.claims.get(1) == "replaced"):
        return True
    first = marked.first
    if any(start < first < len(scene.words) for start, _ in marked.wishes.get("undo", [])):
        return True
    if "edit" not in marked.wishes:
        return False
    sure = scene.places("not_number")
    places = [p for p in marked.wishes.get("edit", []) if not (p in sure and scene.within_any("not_done", *p))]
    places = [p for p in places if not scene.within_any("no_correction", *p) and not _polite(scene, *p)]
    places = [p for p in places if scene.claims.get(p[1] - 1) != LEFT_OUT]  # "sets 1 and 2, not 3"
    places = [p for p in places if not (p in sure and scene.word(p[1]) == "percent")]  # "not 100 percent sure"
    places = [p for p in places if not (scene.word(p[0]) == "not" and scene.claims.get(p[0] - 1) == "idle")]
    places = [p for p in places if not _in_place_of(scene, *p) and not _of_life(scene, marked, p)]
    reported = bool(marked.dones) or any(item.kind != "side" for item in marked.items)
    levels = [place for place, kind in scene.claims.items() if kind == "pain"]
    if reported and levels:  # "3x8 pain 7 typo 1"
        places = [p for p in places if not (min(levels) < p[0] and p[1] <= max(levels) <= p[1] + 1)]
    if marked.dones:
        places = [p for p in places if scene.words[slice(*p)] != ("sorry",) or p[1] < len(scene.words)]
    of_day = [p for p in places if scene.words[p[0] : p[0] + 2] == ("it", "was") and scene.at("past_day", p[1] - 1)]
    places = [p for p in places if not (reported and p in of_day) and not _of_a_wish(scene, marked, p[0])]
    return any(start < first or scene.within_any("edit_strong", start, end) for start, end in places)


_WISHES = ("time", "timezone", "snooze", "skip", "pause", "next", "demo", "help", "progress", "stop", "resume")


def _of_a_wish(scene: Scene, marked: Marked, index: int) -> bool:
    """Whether the sentence wishes for something else and tells nothing: "make it 9 instead. 3x8, pain 2". Behind a
    comma only a wish about time parts it: "my message was wrong, it was 3x7" is a correction."""
    told = [item.at for item in marked.items if item.kind != "side"] + [told.start for told in marked.tolds]
    told += [start for start, _ in marked.dones]
    of_time = [start for name in _OF_TIME for start, _ in scene.places(name)]
    of_time += [place for place, kind in scene.claims.items() if kind == "clock"]
    wished = of_time + [start for name in _WISHES for start, _ in marked.wishes.get(name, [])]
    wished += [start for start, _ in scene.places("reminder")]
    for (low, high), places in ((scene.sentence(index), wished), (scene.part(index), of_time)):
        parted = (low, high) != (0, len(scene.words)) and not any(low <= place < high for place in told)
        if parted and any(low <= place < high for place in places):
            return True
    return False


_OF_TIME = ("daily", "wish.time", "wish.timezone")


def _set_corrected(scene: Scene, marked: Marked) -> bool:
    """ "third one was a 6 not an 8": one set by its place, and what it was not."""
    told = [item.kind for item in marked.items if item.kind != "side"]
    return told == ["ordinal", "amount"] and "replaced" in scene.claims.values() and "not" in scene.words


_LIGHT = frozenset({"oops", "whoops", "oopsie", "sorry", "actually", "wrong", "should", "be", "fix", "mistake"})
"""Words of correction that are said of many things in a day."""


def _of_life(scene: Scene, marked: Marked, place: Place) -> bool:
    """Whether such a word is said of something else: "took the wrong train", "sorry, phone was dead", "actually
    enjoyed it", and not of what follows: "sorry, it was 3x7"."""
    if not _LIGHT.issuperset(scene.words[slice(*place)]):
        return False
    if scene.asked == "sets" and scene.words[slice(*place)] == ("sorry",) and scene.sep(place[1]).strip(" "):
        return True  # "sorry, all three"; but "sorry right was 6 5" is a slip
    low, high = scene.sentence(place[0])
    told = [item.at for item in marked.items] + [told.start for told in marked.tolds] + [s for s, _ in marked.dones]
    first = min((start for start in told if start >= place[1]), default=len(scene.words))
    if any(scene.ended(name, first) for name in ("it_was", "should_be")) or scene.within_any("told", low, high):
        return False
    between = [p for p in range(low, min(first, high)) if not place[0] <= p < place[1]]
    if any(scene.at("of_an_entry", p) for p in between):
        return False  # "wrong number, the last set was 5"
    return any(strange(scene, p) and scene.word(p) not in _LIGHT for p in between)


def _in_place_of(scene: Scene, start: int, end: int) -> bool:
    """ "the green band instead of the red one": something else than numbers stands for another."""
    if scene.words[start:end] != ("instead",) or scene.word(end) != "of":
        return False
    return not any(place in scene.text.numbers and not scene.sep(place).strip(" ") for place in range(end + 1, end + 3))


def _polite(scene: Scene, start: int, end: int) -> bool:
    """Whether a "sorry" only asks pardon: "sorry im late", "sorry it took so long"; not "sorry, it was 3x7"."""
    if scene.words[start:end] != ("sorry",) or scene.sep(end).strip(" ") or scene.value(end) is not None:
        return False
    after = scene.word(end + 1)
    again = {"it": ("was", "is", "should"), "i": ("meant", "mean", "did"), "that": ("was", "is", "should")}
    return after not in again[scene.word(end)] if scene.word(end) in again else scene.at("polite_word", end)


def _edit_day(scene: Scene, marked: Marked) -> dt.date | None:
    for day in marked.days:
        ahead = scene.at("until", day.start - 1) and scene.word(day.start - 1) not in ("to", "before")
        if day.kind not in ("today", "tomorrow") and scene.word(day.start - 1) != "not" and not ahead:
            return in_past(day, scene.today)
    return None
