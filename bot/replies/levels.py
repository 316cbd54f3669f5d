"""What stands around a number that makes it a level of pain: a pain word, "of ten", a change from one to another."""

from __future__ import annotations

from collections.abc import Iterable

from bot.replies import rows
from bot.replies.items import ORDINALS
from bot.replies.scene import Scene

WORST = 10
MEASURES = frozenset({"set", "reps", "seconds", "minutes", "hours", "days", "weeks"})
FILLERS = 7
"""So many words may stand between a pain word and its number."""


def is_of(scene: Scene, index: int) -> bool:
    """Whether the number at `index` is the ten of "3/10" or "3 out of ten"."""
    if scene.text.numbers.get(index) != WORST:
        return False
    if scene.sep(index).strip() == "/":
        return True
    return (scene.word(index - 1) == "of" and scene.word(index - 2) == "out") or scene.word(index - 1) in (
        "von",
        "of",
        "from",
        "over",
        "de",
        "sobre",
        "sur",
    )


def of_ten(scene: Scene, index: int, end: int) -> int:
    """The end of "3/10" or "3 out of 10" whose first number is at `index`, 0 for none."""
    if scene.value(index - 1) is not None and scene.sep(index).strip() == "/":
        return 0  # "15/15/10"
    end += scene.word(end) in ("ish", "point", "points", "pts")
    for after in range(end, min(end + 3, len(scene.words))):
        if is_of(scene, after) and all(
            scene.word(w) in ("out", "of", "von", "sobre", "sur", "de", "over", "from") for w in range(end, after)
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


def tied(scene: Scene, index: int, end: int) -> bool:
    """Whether the words of "8/10" tie it to effort, energy, mood, sleep, sets or the session."""
    start, stop = scene.clause(index)
    near = range(max(start, index - 4), min(stop, end + 4))
    if any(scene.at("pain", place) for place in near) or any(
        scene.at("joint", p) for p in range(end, min(stop, end + 5))
    ):
        return False
    return any(scene.at("effort", place) for place in near)


def after_word(scene: Scene, index: int) -> bool:
    """Whether a pain word stands before the number with nothing but filler between."""
    place = index - 1
    if scene.word(place) == "p" and scene.text.glued(index):
        return True
    asked = place
    while scene.at("level_filler", asked) and not scene.at("pain", asked) and place - asked < 4:
        asked -= 1
    if "?" in scene.sep(asked + 1) and (scene.at("pain", asked) or scene.at("pain", asked - 1)):
        return True  # "Pain? 2.", "Pain? I'd say about a 2.", "Pain level? 4"
    low = max(scene.sentence(index)[0], index - FILLERS - 1)
    while place >= low and not _opens(scene, place) and _between(scene, place, index):
        place -= 1
    if scene.word(index - 1) == "at" and scene.at("daily", index + 1):
        return False  # "back pain at 2 every night"
    if scene.text.numbers[index] > WORST and scene.at("pain_level", place) and not scene.at("pain", place):
        return False
    if place >= low and _of_trained_side(scene, place):
        return False
    led = not scene.at("pain", place) and any(scene.at(name, place) for name in ("joint", "placed", "pain_level"))
    if place >= low and led and rows.of_place(scene, place, index):
        return False
    if place < low or not _opens(scene, place) or rows.starts_sets(scene, place, index):
        return False
    return bare(scene, index) and not _denied(scene, place, index)


def _of_trained_side(scene: Scene, place: int) -> bool:
    """ "did 10 on one hip and 8 on the other": the joint names the side of an amount."""
    side = place - 1
    if not scene.at("joint", place) or not (scene.word(side) in ("1", "each") or scene.at("side_name", side)):
        return False
    side -= scene.word(side - 1) in ("the", "my")
    number = scene.value(side - 2) is not None and scene.word(side - 1) in ("on", "with", "for")
    low, high = scene.sentence(place)
    return number and scene.within("did", low, place) and not scene.within("pain", low, high)


def _between(scene: Scene, place: int, index: int) -> bool:
    """Whether the word at `place` may stand between a pain word and its number."""
    if scene.claims.get(place) == "pain":
        return _chained(scene, place, index)
    return scene.at("pain_filler", place)


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
        and not scene.asks_pain
    ):
        return False
    return any(scene.at(name, place) for name in ("pain", "joint", "placed", "pain_level"))


def _denied(scene: Scene, place: int, index: int) -> bool:
    """ "no pain 8 8 8": the pain word is used up by its denial; "pain 0" is the denial itself."""
    if scene.value(index) == 0:
        return False
    used = scene.at("no_pain", place) and not any(scene.at("article", p) for p in range(place + 1, index))
    return used and not any(scene.at("correction", p) for p in range(place - 3, place))  # "no wait pain 3"


def before_word(scene: Scene, index: int, end: int) -> bool:
    """Whether a pain word follows the number: "3 pain", "a 2 in the groin", "4 for the back"."""
    if not bare(scene, end - 1) or _amount_of_set(scene, index):
        return False
    place = end
    stop = min(scene.clause(index)[1], end + 6)
    while (
        place < stop and scene.at("pain_filler", place) and not scene.at("pain", place) and not scene.at("joint", place)
    ):
        place += 1
    if place >= stop or (place > end and scene.sep(end).strip(" ")):
        return False
    if scene.sep(place).strip(" "):
        return False
    if _answered(scene, end, place) or scene.value(index - 1) is not None:
        return False
    some = end - index > 1 and scene.text.numbers.get(end - 1, 0) > 0  # "0-1 pain"
    named = scene.at("pain_noun", place) and (some or not scene.at("no_pain", place))
    return named or (place > end and scene.at("joint", place)) or _in_place(scene, end, place)


def _amount_of_set(scene: Scene, index: int) -> bool:
    """ "last set only 5, then my back went": the amount of a set named right before."""
    place = index - 1 - (scene.word(index - 1) in ("only", "just", "was", "got"))
    return scene.word(place) == "set" and scene.word(place - 1) in ORDINALS


def _in_place(scene: Scene, end: int, place: int) -> bool:
    """ "3 in my left buttock"."""
    return scene.word(end) == "in" and scene.word(end + 1) in ("my", "the") and scene.at("where.elsewhere", place)


def _answered(scene: Scene, end: int, place: int) -> bool:
    """Whether the pain word at `place` behind the number that ends at `end` has a number of its own behind it."""
    inside = scene.word(end) == "in"
    high = scene.sentence(place)[1]
    place += 1
    while place < high and scene.at("pain_filler", place) and place not in scene.text.numbers:
        if inside and scene.word(place) == "and":
            return False  # "2 in the left knee and 4 in the right"
        place += 1
    sets = rows.row_from(scene, place) > 2 or rows.both_sides(scene, place) or scene.starts("set", place + 1)
    return place < high and place in scene.text.numbers and not sets


def bare(scene: Scene, index: int) -> bool:
    """Whether the number carries no unit, times sign or label of a set."""
    after = scene.word(index + 1)
    if scene.word(index - 1) == "round" and scene.at("round_level", index - 1):
        return True  # "hovered round 3"
    if scene.begins(MEASURES, index + 1):
        return bool(scene.sep(index + 1).strip(" ")) or scene.sep(index + 2) in (":", "=")  # "pain:2 sets:3x8"
    if (
        after in ("x", "times", "kg", "km", "nights", "mornings")
        or "*" in scene.sep(index + 1)
        or scene.word(index - 1) in ("x", "week", "stage", "day", "level", "rpe")
    ):
        return scene.word(index - 1) == "level" and scene.at("pain_level", index - 1)
    return not scene.at("set_label", index - 1) or scene.word(index - 2) in ORDINALS


def speaks(scene: Scene, start: int, end: int) -> bool:
    return any(start <= s < end for name in ("pain", "no_pain") for s, _ in scene.places(name))


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
    return scene.at("today", follower) or scene.at("yesterday", follower)


def retold(scene: Scene, index: int, ends: Iterable[int]) -> bool:
    """ "pain 2. no wait, 5", "pain i gave was 4, should be 7": a level already told is corrected."""
    place = index - scene.ended("correction", index)
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
    """ "3x8 left was 7, pain 2": a side or a set named in a clause without pain words has its own number."""
    low, high = scene.clause(index)
    before = index - 2 - (scene.words[index - 2 : index] == ("and", "then"))
    amount = before in scene.text.numbers and scene.claims.get(before) in (None, "sets")
    amount = amount and (bool(scene.sep(index + 1).strip(" ")) or not scene.at("joint", index + 1))
    if amount and scene.word(index - 1) in ("then", "and"):
        return True  # "8 8 then 6, pain 2"
    if any(scene.at(name, place) for name in ("pain", "joint", "no_pain") for place in range(low, high)):
        return False
    return any(
        scene.at(name, place) for name in ("left", "right", "set", "did") for place in range(low, index)
    ) and any(kind == "sets" for kind in scene.claims.values())


def ended_at(scene: Scene, end: int) -> bool:
    """Whether "finished" tells where the pain asked for ended: "started 2 finished 0", "finished at 1"."""
    level = end + (scene.word(end) in ("at", "on", "with", "around"))
    answers = scene.asks_pain and scene.word(end - 1) == "finished"
    return answers and level in scene.text.numbers and bare(scene, level)
