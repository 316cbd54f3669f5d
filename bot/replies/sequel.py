"""Levels that follow from what was told before: "then a 4", "now 2", "pain 2. no wait, 5", "hurts at the belt, 4"."""

from __future__ import annotations

from collections.abc import Iterable

from bot.replies import rows
from bot.replies.levels import WORST
from bot.replies.scene import Scene


def introduced(scene: Scene, index: int, ends: Iterable[int]) -> bool:
    """Whether the word before makes a number a level ("a 4", "to 3", "now 2"), or it follows told pain at once."""
    if _of_set(scene, index):
        return False
    if scene.at("article", index - 1) or scene.at("pain_level", index - 1) or scene.at("change", index - 1):
        return True
    if scene.ended("except_word", index) or (ends and scene.ended("correction", index)):
        return True
    denied = [end for _, end in scene.places("no_pain")]
    if behind_pain(scene, index):
        return True
    near = any(end < index <= end + 8 and scene.claims.get(index) is None for end in (*ends, *denied))
    led = scene.word(index - 1) in ("and", "then", "to") or "," in scene.sep(index)
    if near and led and scene.at("level_after", index + 1):
        return scene.text.numbers[index] <= WORST
    if _next_level(scene, index, ends) or (ends and _day_before(scene, index)):
        return True
    follows = any(end == index and scene.word(index) for end in ends)
    follower = index + 1
    if follows:
        return False
    row = scene.value(index - 1) is not None and scene.sep(index).strip() in ("", ",", "/", "-", "+")
    return not row and (scene.at("today", follower) or scene.at("yesterday", follower))  # "8 8 7 today"


def retold(scene: Scene, index: int, ends: Iterable[int]) -> bool:
    """ "pain 2. no wait, 5", "pain i gave was 4, should be 7": a level already told is corrected."""
    place = index - (scene.ended("correction", index) or scene.word(index - 1) in ("no", "nope"))
    if place < index and scene.text.numbers[index] <= WORST and place in ends:
        return True
    close = any(end <= index <= end + 6 for end in ends)
    return close and scene.ended("should_be", index) > 0 and scene.text.numbers[index] <= WORST


def _next_level(scene: Scene, index: int, ends: Iterable[int]) -> bool:
    """ "pain 2 going in and 4 coming out": joined to a level already told, with no comma and no number between."""
    before = max((end for end in ends if end < index), default=None)
    if before is None or scene.word(index - 1) not in ("and", "then") or scene.text.numbers[index] > WORST:
        return False
    if rows.both_sides(scene, index):
        return False
    between = range(before, index)
    apart = any("," in scene.sep(place) for place in (*between, index))
    return not apart and not any(place in scene.text.numbers for place in between) and scene.value(index + 1) is None


def _day_before(scene: Scene, index: int) -> bool:
    """ "pain on sat 4, sun 3, today 1": a level of the day named before it."""
    days = ("today", "yesterday", *(f"weekday.{number}" for number in range(7)))
    return scene.text.numbers[index] <= WORST and any(scene.at(name, index - 1) for name in days)


TRAINED = ("set", "reps", "done", "did", "times")


def behind_pain(scene: Scene, index: int) -> bool:
    """ "hurts at the belt line, 4": a number with a clause of its own behind one that tells pain without a number."""
    low, high = scene.clause(index)
    if scene.text.numbers[index] > WORST or low == 0:
        return False
    before = range(clause_before(scene, low)[0], low)
    alone = all(place == index or scene.at("level_filler", place) for place in range(low, high))
    told = any(scene.at("pain", place) and not scene.at("no_pain", place) for place in before)
    named = any(scene.at("joint", place) and not scene.at("way_back", place) for place in before)
    felt = scene.word(before[0]) == "my" or any(scene.at(name, p) for name in ("some_pain", "state") for p in before)
    told = told or (named and (felt or not any(scene.has(name) for name in TRAINED)))
    return (
        alone
        and told
        and not any(scene.claims.get(p) not in ("sets", "idle") for p in before if p in scene.text.numbers)
    )


def clause_before(scene: Scene, low: int) -> tuple[int, int]:
    """The clause that ends at `low`, with the one before where it is but "and three"."""
    start = scene.clause(low - 1)[0]
    while start and low - start < 3:
        start = scene.clause(start - 1)[0]
    return start, low


def _of_set(scene: Scene, index: int) -> bool:
    """ "3x8 left was 7, pain 2", "8 8 8, right was 6": a side or a set named in a clause without pain words has its own
    number."""
    low, high = scene.clause(index)
    before = index - 2 - (scene.words[index - 2 : index] == ("and", "then"))
    amount = before in scene.text.numbers and scene.claims.get(before) in (None, "sets")
    amount = amount and (bool(scene.sep(index + 1).strip(" ")) or not scene.at("joint", index + 1))
    if amount and scene.word(index - 1) in ("then", "and"):
        return True  # "8 8 then 6, pain 2"
    if any(scene.within_any(name, low, high) for name in ("pain", "joint", "no_pain")):
        return False
    named = any(scene.within_any(name, low, index) for name in ("left", "right", "set", "did"))
    return named and ("sets" in scene.claims.values() or rows.trained_before(scene, low))
