"""Pain: which numbers are pain, of which day, and what was said of it without a number. Read on the safe side."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from bot.replies import course, rows
from bot.replies.almanac import Day
from bot.replies.levels import (
    FOLLOWING,
    OPENING,
    WORST,
    after_word,
    bare,
    before_word,
    is_of,
    of_ten,
    speaks,
    tied,
)
from bot.replies.scene import Scene
from bot.replies.sequel import behind_pain, introduced, retold
from bot.replies.stories import strange


@dataclass(frozen=True, slots=True)
class Told:
    """One number told as pain. `value` None: told, but no number from 0 to 10."""

    start: int
    end: int
    value: int | None
    day: Day | None = None


_LEADING = OPENING | FOLLOWING | {"night_verb", "at_worst"}
"""The lists of which one must be in a text that tells pain beside a number, and in words."""


def find_pain(scene: Scene) -> list[Told]:
    """The numbers that are pain whatever stands around them; they are claimed."""
    found = _story(scene)
    short = WORST in scene.text.numbers.values() or "p" in scene.words  # "3/10", "p3"
    if not short and _LEADING.isdisjoint(scene.possible):
        return found
    for index in sorted(scene.text.numbers):
        if index in scene.claims:
            continue
        if _hour(scene, index):
            scene.claim(index, index + 1, "clock", "hour of waking")
            continue
        end = _end_of_range(scene, index)
        if of_ten(scene, index, end):
            how = tied(scene, index, end + 1) or _how_it_felt(scene, index, of_ten(scene, index, end))
            if how and not course.of_named_set(scene, index):
                scene.claim(index, of_ten(scene, index, end), "no pain", "effort, mood, energy ... of ten")
                continue
            end = of_ten(scene, index, end)
        elif after_word(scene, index):
            end = course.row_end(scene, index, end)
        elif not (before_word(scene, index, end) or _at_worst(scene, index, end)):
            continue
        found.append(_told(scene, index, end))
    return found


def _at_worst(scene: Scene, index: int, end: int) -> bool:
    """ "3x6, a 3 at worst": the highest of the levels; not the last of a row of sets."""
    row = scene.value(index - 1) is not None and not scene.sep(index).strip(" ")
    return scene.starts("at_worst", end) > 0 and bare(scene, end - 1) and not row and scene.text.numbers[index] <= WORST


def _how_it_felt(scene: Scene, index: int, end: int) -> bool:
    """ "felt 9/10, pain 2", "10/10 no pain": of ten for the session, where the pain is told in words of its own."""
    if after_word(scene, index):
        return False
    if scene.starts("no_pain", end):
        return True
    felt = scene.within_any("feeling", max(index - 3, scene.clause(index)[0]), index)
    others = (i for i in scene.text.numbers if not index <= i < end and scene.clause(i) != scene.clause(index))
    return felt and (scene.has("no_pain") or any(after_word(scene, i) for i in others))


def of_sets(scene: Scene) -> list[Told]:
    """The levels of a row that tells of every set: "pain by set 1, 2, 4"; found before the sets are looked for."""
    return [_told(scene, start, end) for start, end in course.listed(scene)]


def _hour(scene: Scene, index: int) -> bool:
    """ "awake since 2 with the pain", "woke at 2, 3 and 5": an hour of the night."""
    before = index - 1 - (scene.word(index - 1) == "and")
    night = scene.within_any("night_verb", max(index - 7, 0), index - 1)
    if night and scene.claims.get(before) == "clock" and scene.value(index + 1) is None:
        return not of_ten(scene, index, index + 1)
    if not scene.at("at_number", index - 1) or of_ten(scene, index, index + 1):
        return False
    if scene.has("wish.snooze"):
        return False  # "wake me at 7"
    return night


def _story(scene: Scene) -> list[Told]:
    """Levels told one after the other: "it went 1 2 then 4, the pain i mean", "it was 2 during, tonight it is 5"."""
    found = []
    for start, end in scene.places("level_change"):
        levels = [i for i in scene.free() if start <= i < end]
        if all(scene.text.numbers[i] <= WORST and bare(scene, i) for i in levels):
            found += [_told(scene, i, i + 1) for i in levels]
    for low in {scene.sentence(start)[0] for name in ("pain_story", "it_level") for start, _ in scene.places(name)}:
        high = scene.sentence(low)[1]
        levels = [i for i in scene.free() if low <= i < high and scene.text.numbers[i] <= WORST and bare(scene, i)]
        trained = any(scene.within(name, low, high) for name in ("set", "reps", "done"))
        told = scene.within("pain_story", low, high) and speaks(scene, low, high) and not trained
        if told or _along(scene, levels):
            found += [_told(scene, i, i + 1) for i in levels]
    return found


def _along(scene: Scene, levels: list[int]) -> bool:
    """Whether two or more numbers are each told of a time of the day or the session, the first by "it was"."""
    if len(levels) < 2 or not any(scene.ended("it_level", i) for i in levels):
        return False
    numbers = scene.text.numbers
    if len(numbers) > len(levels) or scene.plan.amount in (numbers[i] for i in levels):
        return False
    return all(scene.within_any("along", *scene.clause(i)) for i in levels)


_SPEAKING = frozenset({"pain", "no_pain", "was_fine", "joint"})
"""The lists of which one must be in a text that speaks of pain."""


def more_pain(scene: Scene, found: list[Told]) -> list[Told]:
    """Numbers that are pain because the same sentence speaks of pain: "then a 4", "from 2 to 4", "ended with 1"."""
    more = list(found)
    retold_ends = [place + 1 for place, kind in scene.claims.items() if kind == "retold"]
    if not (found or retold_ends) and _SPEAKING.isdisjoint(scene.possible):
        return more
    for index in scene.free():
        if index in scene.claims:
            continue
        listed = scene.value(index + 1) is not None and rows.in_row(scene, index) > 1
        listed |= scene.value(index - 2) is not None and rows.in_row(scene, index - 2) > 2  # "5 5 4 last night"
        if not bare(scene, index) or listed or _lasted(scene, index):
            continue
        ends = [*(told.end for told in more), *retold_ends]
        told = course.of_named_set(scene, index) or retold(scene, index, ends)
        told = told or (bool(more) and scene.ended("rose_to", index) > 0 and _about_pain(scene, index, more))
        if told or (_about_pain(scene, index, more) and introduced(scene, index, ends)):
            more.append(_told(scene, index, _end_of_range(scene, index)))
    return sorted(more, key=lambda told: told.start)


def _about_pain(scene: Scene, index: int, found: list[Told]) -> bool:
    start, end = scene.sentence(index)
    if any(start <= told.start < end for told in found) or speaks(scene, start, end):
        return True
    return behind_pain(scene, index) or (scene.ended("it_level", index) > 0 and speaks(scene, 0, index))


def asked_pain(scene: Scene) -> list[Told]:
    """After a question about pain every bare number left over is its answer, and a number misheard."""
    heard = [i for i, word in enumerate(scene.words) if word in scene.vocabulary.heard]
    if len(heard) == 1 and not scene.text.numbers and _filled(scene, heard[0]):
        return [Told(heard[0], heard[0] + 1, scene.vocabulary.heard[scene.words[heard[0]]])]
    levels = [index for index in scene.free() if bare(scene, index)]
    answer = next((index for index in levels if _filled_clause(scene, index)), None)
    if answer is not None:
        others = [index for index in levels if index > answer and _of_story(scene, answer, index)]
        for index in others:
            scene.claim(index, index + 1, "idle", "beside the answer")
    return [_told(scene, index, _end_of_range(scene, index)) for index in levels if index not in scene.claims]


def _filled_clause(scene: Scene, index: int) -> bool:
    """Whether a clause is but the number and fillers: "a 2", "maybe 3"."""
    return all(p == index or scene.at("level_filler", p) for p in range(*scene.clause(index)))


def _of_story(scene: Scene, answer: int, index: int) -> bool:
    """ "2, got home at 4": an hour in a clause of its own behind the answer, not "2, stairs 6"."""
    low, high = scene.clause(index)
    if (
        low <= answer
        or not scene.find.cuts >> low & 1
        or speaks(scene, low, high)
        or any(scene.within_any(n, low, high) for n in _OF_LEVELS)
    ):
        return False
    lasted = _lasted(scene, index)
    led = scene.word(index - 1) in ("a", "an") or (scene.at("change", index - 1) and not lasted)
    if led or scene.at("level_after", index + 1):
        return False  # "was a 5 an hour ago"
    return scene.at("at_number", index - 1) or scene.word(index - 1) in ("since", "until", "by") or lasted


def _lasted(scene: Scene, index: int) -> bool:
    """ "slept from 10 to 6", "i sit at the desk from 8 to 4": the hour at which something else ended."""
    if scene.word(index - 1) != "to" or scene.word(index - 3) != "from":
        return False
    low, high = scene.clause(index)
    if speaks(scene, low, index):
        return False  # "pain jumped from 3 to 6 in the car"
    return any(strange(scene, place) or scene.at("clock_verb", place) for place in range(low, high))


_OF_LEVELS = ("joint", "along", "it_level", "day_name", "correction", "level_change")
"""Lists of which one stands in a clause that tells a further level: "5 when bending"."""


def left_over(scene: Scene) -> list[Told]:
    """After a question about pain, beside sets: the one number that is none of them ("8 8 8 and it's a 2")."""
    left = [index for index, kind in scene.claims.items() if kind == "left over"]
    if len(left) != 1 or scene.text.numbers[left[0]] > WORST or not bare(scene, left[0]):
        return []
    scene.claims[left[0]] = "pain"
    return [_told(scene, left[0], left[0] + 1)]


def _filled(scene: Scene, index: int) -> bool:
    """Whether nothing but filler stands beside the word at `index`: "a tree", "maybe tree"."""
    return all(i == index or scene.at("level_filler", i) for i in range(len(scene.words)))


def _told(scene: Scene, start: int, end: int) -> Told:
    """The pain in [start, end): the highest number there, rounded up."""
    values = [scene.text.numbers[i] for i in range(start, end) if i in scene.text.numbers]
    if end - start > 1 and is_of(scene, end - 1):
        values = values[:-1]
    highest = max(values) + 0.5 * scene.at("and_half", end)
    negative = scene.sep(start).endswith("-") and (start == 0 or scene.sep(start)[-2:-1] == " ")
    value = ceil(highest) if 0 <= highest <= WORST and not (negative and start - 1 not in scene.text.numbers) else None
    scene.claim(start, end, "pain", "?" if value is None else str(value))
    return Told(start, end, value)


_ARROWS = ("-", "--", "->", "-->", "=>", ">", "→", "➡", "⇒", "↗")
_BEHIND_WENT = (*_ARROWS, "", ",")


def _end_of_range(scene: Scene, index: int) -> int:
    """Where a range that starts here ends: 2-3, 2 to 3, 3 or 4, between 2 and 3."""
    amount = scene.value(index - 1) is not None or scene.word(index - 1) in ("of", "x")
    apart = amount and scene.sep(index + 1) == " - "  # "8,8,8 - 2/10"
    end = index + 1
    between = _BEHIND_WENT if scene.word(index - 1) == "went" else _ARROWS  # "it went 1, 2, 4"
    while not apart and scene.value(end) is not None and scene.sep(end).strip(" ~\ufe0f") in between:
        if " " in scene.sep(end) and (rows.row_from(scene, end) > 1 or rows.both_sides(scene, end)):
            break  # "pain 2 - 8 8 7"
        if scene.text.numbers[end] > WORST and end > index + 1:
            break
        end += 1  # "1 -> 2 -> 4"
    if end > index + 1:
        return end
    if scene.sep(end).strip() == "/" != scene.sep(end + 1).strip() and _higher(scene, index, end):
        return end + 1  # "pain 2/3"
    joined = scene.word(index + 1) in ("to", "or") or (
        scene.word(index + 1) == "and" and scene.word(index - 1) in ("between", "btw")
    )
    after = scene.past(("a", "an", "maybe", "even"), index + 2)
    if joined and scene.value(after) is not None and bare(scene, after):
        return after + 1
    return index + 1


def _higher(scene: Scene, index: int, end: int) -> bool:
    """Whether the free number at `end` is a higher level than the one at `index`, not its "of ten"."""
    return (
        not is_of(scene, end)
        and scene.value(end) is not None
        and scene.text.numbers[index] < scene.text.numbers[end] <= WORST
    )
