"""Pain: which numbers are pain, of which day, and what was said of it without a number. Read on the safe side."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from bot.replies.days import Day, in_past
from bot.replies.scene import Scene

WORST = 10
FILLERS = 7
"""So many words may stand between a pain word and its number."""


@dataclass(frozen=True, slots=True)
class Told:
    """One number told as pain. `value` None: told, but no number from 0 to 10."""

    start: int
    end: int
    value: int | None
    day: Day | None = None


def find_pain(scene: Scene) -> list[Told]:
    """The numbers that are pain whatever stands around them; they are claimed."""
    found = _story(scene)
    for index in sorted(scene.text.numbers):
        if index in scene.claims:
            continue
        end = _end_of_range(scene, index)
        if _of_ten(scene, index, end):
            if _tied(scene, index, end + 1):
                scene.claim(index, _of_ten(scene, index, end), "no pain", "effort, mood, energy ... of ten")
                continue
            end = _of_ten(scene, index, end)
        elif not (_after_word(scene, index) or _before_word(scene, index, end)):
            continue
        found.append(_told(scene, index, end))
    return found


def _story(scene: Scene) -> list[Told]:
    """ "it went 1 2 then 4, the pain i mean": every number of a sentence about pain that reports no training."""
    found = []
    for start, _ in scene.places("pain_story"):
        low, high = scene.sentence(start)
        if not _speaks(scene, low, high) or any(scene.within(name, low, high) for name in ("set", "reps", "done")):
            continue
        free = (i for i in scene.free() if low <= i < high and scene.text.numbers[i] <= WORST and _bare(scene, i))
        found += [_told(scene, i, i + 1) for i in list(free)]
    return found


def more_pain(scene: Scene, found: list[Told]) -> list[Told]:
    """Numbers that are pain because the same sentence speaks of pain: "then a 4", "from 2 to 4", "ended with 1"."""
    more = []
    for index in scene.free():
        start, end = scene.sentence(index)
        about = any(start <= told.start < end for told in found) or _speaks(scene, start, end)
        if index in scene.claims:
            continue
        listed = scene.value(index + 1) is not None and "-" not in scene.sep(index + 1)
        if about and not listed and _bare(scene, index) and _introduced(scene, index, found):
            more.append(_told(scene, index, _end_of_range(scene, index)))
    return sorted([*found, *more], key=lambda told: told.start)


def asked_pain(scene: Scene) -> list[Told]:
    """After a question about pain every bare number left over is its answer."""
    return [
        _told(scene, index, _end_of_range(scene, index))
        for index in scene.free()
        if index not in scene.claims and _bare(scene, index)
    ]


def _told(scene: Scene, start: int, end: int) -> Told:
    """The pain in [start, end): the highest number there, rounded up."""
    values = [scene.text.numbers[i] for i in range(start, end) if i in scene.text.numbers]
    if end - start > 1 and _is_of(scene, end - 1):
        values = values[:-1]
    highest = max(values) + 0.5 * scene.at("and_half", end)
    negative = scene.sep(start).endswith("-") and (start == 0 or scene.sep(start)[-2:-1] in ("", " "))
    value = ceil(highest) if 0 <= highest <= WORST and not (negative and start - 1 not in scene.text.numbers) else None
    scene.claim(start, end, "pain", "?" if value is None else str(value))
    return Told(start, end, value)


def _end_of_range(scene: Scene, index: int) -> int:
    """Where a range that starts here ends: 2-3, 2 to 3, 3 or 4, between 2 and 3."""
    if (
        scene.value(index + 1) is not None
        and scene.sep(index + 1).strip(" ~") in ("-", "--", "->", "-->", "=>", ">")
        and scene.sep(index + 1)
    ):
        return index + 2
    joined = scene.word(index + 1) in ("to", "or") or (
        scene.word(index + 1) == "and" and scene.word(index - 1) == "between"
    )
    after = index + 2
    while scene.word(after) in ("a", "an", "maybe", "even"):
        after += 1
    if joined and scene.value(after) is not None and _bare(scene, after):
        return after + 1
    return index + 1


def _is_of(scene: Scene, index: int) -> bool:
    """Whether the number at `index` is the ten of "3/10" or "3 out of ten"."""
    if scene.text.numbers.get(index) != WORST:
        return False
    if scene.sep(index).strip() == "/":
        return True
    return (scene.word(index - 1) == "of" and scene.word(index - 2) == "out") or scene.word(index - 1) in (
        "von",
        "of",
        "sobre",
        "sur",
    )


def _of_ten(scene: Scene, index: int, end: int) -> int:
    """The end of "3/10" or "3 out of 10" whose first number is at `index`, 0 for none."""
    for after in range(end, min(end + 3, len(scene.words))):
        if _is_of(scene, after) and all(
            scene.word(w) in ("out", "of", "von", "sobre", "sur") for w in range(end, after)
        ):
            more = scene.value(after + 1)
            return (
                0
                if more is not None
                and scene.sep(after + 1).strip() in ("/", ",", "-", "+")
                and scene.sep(after + 1).strip() == "/"
                else after + 1
            )
    return 0


def _tied(scene: Scene, index: int, end: int) -> bool:
    """Whether the words of "8/10" tie it to effort, energy, mood, sleep, sets or the session."""
    start, stop = scene.clause(index)
    near = range(max(start, index - 4), min(stop, end + 4))
    if any(scene.at("pain", place) for place in near):
        return False
    return any(scene.at("effort", place) for place in near)


def _after_word(scene: Scene, index: int) -> bool:
    """Whether a pain word stands before the number with nothing but filler between."""
    place = index - 1
    if scene.word(place) == "p" and scene.text.glued(index):
        return True
    low = max(scene.sentence(index)[0], index - FILLERS - 1)
    while (
        place >= low and not _opens(scene, place) and (scene.at("pain_filler", place) or _chained(scene, place, index))
    ):
        place -= 1
    if scene.word(index - 1) == "at" and scene.at("daily", index + 1):
        return False  # "back pain at 2 every night"
    if scene.text.numbers[index] > WORST and scene.at("pain_level", place) and not scene.at("pain", place):
        return False
    if place >= low and not scene.at("pain", place) and scene.at("joint", place) and _row(scene, index):
        return False
    return place >= low and _opens(scene, place) and _bare(scene, index) and not _denied(scene, place, index)


def _row(scene: Scene, index: int) -> bool:
    """ "meetings back to back, then 8 8 8": bare numbers in a row are sets, not what the back is at."""
    return all(scene.value(p) is not None and scene.sep(p).strip() in ("", ",", "/") for p in (index + 1, index + 2))


def _chained(scene: Scene, place: int, index: int) -> bool:
    """Whether a pain number already told stands at `place` and the next names its own side: "right 3 left 1"."""
    return scene.claims.get(place) == "pain" and any(
        scene.at(name, p) for name in ("left", "right") for p in range(place + 1, index)
    )


def _opens(scene: Scene, place: int) -> bool:
    if (
        scene.word(place) == "back"
        and scene.at("gone_back", place)
        and scene.word(place - 1) != "my"
        and scene.asked not in ("pain", "morning_pain")
    ):
        return False
    return scene.at("pain", place) or scene.at("joint", place) or scene.at("pain_level", place)


def _denied(scene: Scene, place: int, index: int) -> bool:
    """ "no pain 8 8 8": the pain word is used up by its denial; "pain 0" is the denial itself."""
    if scene.value(index) == 0:
        return False
    return scene.at("no_pain", place) and not any(scene.at("article", p) for p in range(place + 1, index))


def _before_word(scene: Scene, index: int, end: int) -> bool:
    """Whether a pain word follows the number: "3 pain", "a 2 in the groin", "4 for the back"."""
    if not _bare(scene, end - 1):
        return False
    place = end
    stop = min(scene.clause(index)[1], end + 5)
    while (
        place < stop and scene.at("pain_filler", place) and not scene.at("pain", place) and not scene.at("joint", place)
    ):
        place += 1
    if place >= stop or (place > end and scene.sep(end).strip(" ")):
        return False
    if scene.sep(place).strip(" "):
        return False
    if _answered(scene, place) or scene.value(index - 1) is not None:
        return False
    some = end - index > 1 and scene.text.numbers.get(end - 1, 0) > 0  # "0-1 pain"
    named = scene.at("pain_noun", place) and (some or not scene.at("no_pain", place))
    return named or (place > end and scene.at("joint", place))


def _answered(scene: Scene, place: int) -> bool:
    """Whether the pain word at `place` has a number of its own behind it."""
    place += 1
    high = scene.sentence(place)[1]
    while place < high and scene.at("pain_filler", place) and place not in scene.text.numbers:
        place += 1
    return place < high and place in scene.text.numbers and not scene.starts("set", place + 1)


def _bare(scene: Scene, index: int) -> bool:
    """Whether the number carries no unit, times sign or label of a set."""
    after = scene.word(index + 1)
    if any(scene.starts(name, index + 1) for name in ("set", "reps", "seconds", "minutes", "hours", "days", "weeks")):
        return bool(scene.sep(index + 1).strip(" "))
    if (
        after in ("x", "times", "kg", "km")
        or "*" in scene.sep(index + 1)
        or scene.word(index - 1) in ("x", "week", "stage", "day", "level", "rpe")
    ):
        return scene.word(index - 1) == "level" and scene.at("pain_level", index - 1)
    return not scene.at("set_label", index - 1)


def _speaks(scene: Scene, start: int, end: int) -> bool:
    return any(start <= s < end for name in ("pain", "no_pain") for s, _ in scene.places(name))


def _introduced(scene: Scene, index: int, found: list[Told]) -> bool:
    """Whether the word before makes a number a level ("a 4", "to 3", "now 2"), or it follows told pain at once."""
    if _of_set(scene, index):
        return False
    if scene.at("article", index - 1) or scene.at("pain_level", index - 1) or scene.at("change", index - 1):
        return True
    if scene.ended("except_word", index) or (found and scene.ended("correction", index)):
        return True
    near = any(told.end < index <= told.end + 8 and scene.claims.get(index) is None for told in found)
    if near and scene.word(index - 1) in ("and", "then", "to") and scene.at("level_after", index + 1):
        return scene.text.numbers[index] <= WORST
    follows = any(told.end == index and scene.word(index) for told in found)
    follower = index + 1
    if follows:
        return False
    return scene.at("today", follower) or scene.at("yesterday", follower)


def _of_set(scene: Scene, index: int) -> bool:
    """ "3x8 left was 7, pain 2": a side or a set named in a clause without pain words has its own number."""
    low, high = scene.clause(index)
    if any(scene.at(name, place) for name in ("pain", "joint", "no_pain") for place in range(low, high)):
        return False
    return any(
        scene.at(name, place) for name in ("left", "right", "set", "did") for place in range(low, index)
    ) and any(kind == "sets" for kind in scene.claims.values())


def dated(told: Told, days: list[Day], scene: Scene) -> Told:
    """The number with the day its own clause names, where that is another day than today."""
    start, end = scene.clause(told.start)
    for day in days:
        if (
            start <= day.start < end
            and day.kind not in ("today", "tomorrow")
            and not scene.at("not_the_day", day.start - 1)
        ):
            return Told(told.start, told.end, told.value, day)
    return told


def corrected(tolds: list[Told], scene: Scene) -> list[Told]:
    """Without the numbers that were taken back: "1" in "3 not 1", "4" in "4.. no sorry, 3"."""
    kept = [told for told in tolds if not _struck(scene, told.start)]
    for start, end in scene.places("correction"):
        before = [told for told in kept if told.end <= start]
        behind = [told for told in kept if told.start >= end and told.start <= end + 5]
        if before and behind and scene.word(start) != "not":
            kept = [told for told in kept if told not in before]
    return kept


def _struck(scene: Scene, index: int) -> bool:
    place = index - 1
    while scene.word(place) in ("a", "an", "the"):
        place -= 1
    if scene.word(place) == "of" and scene.word(place - 1) == "instead":
        return True
    return scene.word(place) == "not" and scene.word(place - 1) not in ("is", "was", "do", "did", "can", "could")


def highest(tolds: list[Told]) -> tuple[int | None, bool]:
    """(the highest number told, whether one was told that is none from 0 to 10)."""
    values = [told.value for told in tolds if told.value is not None]
    wrong = len(values) < len(tolds)
    return (None if wrong else max(values, default=None)), wrong


def of_today(tolds: list[Told]) -> list[Told]:
    return [told for told in tolds if told.day is None]


def day_of(told: Told, scene: Scene) -> Day | None:
    return told.day and Day(told.day.start, told.day.end, in_past(told.day, scene.today), told.day.kind)
