"""What stands around a number that makes it a level of pain: a pain word, "of ten", a change from one to another."""

from __future__ import annotations

from bot.replies import rows
from bot.replies.items import ORDINALS
from bot.replies.scene import Scene

WORST = 10
MEASURES = frozenset({"set", "reps", "seconds", "minutes", "hours", "days", "weeks"})
LABELS = ("x", "week", "stage", "day", "level", "rpe")
"""Words whose number is none of pain."""
FILLERS = 7
"""So many words may stand between a pain word and its number."""


def is_of(scene: Scene, index: int) -> bool:
    """Whether the number at `index` is the ten of "3/10" or "3 out of ten"."""
    if scene.text.numbers.get(index) != WORST:
        return False
    if scene.sep(index).strip() == "/":
        return True
    return scene.word(index - 1) in _OF


_OF = frozenset({"von", "of", "from", "over", "de", "sobre", "sur"})
"""Words between a level and its ten."""


def of_ten(scene: Scene, index: int, end: int) -> int:
    """The end of "3/10" or "3 out of 10" whose first number is at `index`, 0 for none."""
    if scene.value(index - 1) is not None and scene.sep(index).strip() == "/":
        return 0  # "15/15/10"
    if any(scene.at(name, index - 1) for name in ("left", "right")) and _slashes(scene, index):
        return 0  # "left 12/12/12 right 12/10"
    end += scene.word(end) in ("ish", "point", "points", "pts")
    for after in range(end, end + 3):
        if is_of(scene, after):
            goes_on = scene.value(after + 1) is not None and scene.sep(after + 1).strip() == "/"
            return 0 if goes_on else after + 1
        if scene.word(after) not in _OF and scene.word(after) != "out":
            break
    return 0


def _slashes(scene: Scene, index: int) -> bool:
    """Whether three amounts or more are parted by slashes before `index`, so that they are here, too."""
    return any(scene.sep(place).strip() == scene.sep(place + 1).strip() == "/" for place in range(1, index - 1))


def tied(scene: Scene, index: int, end: int) -> bool:
    """Whether the words of "8/10" tie it to effort, energy, mood, sleep, sets or the session."""
    start, stop = scene.clause(index)
    near = range(max(start, index - 4), min(stop, end + 4))
    if scene.within_any("pain", near.start, near.stop) or scene.within_any("joint", end, min(stop, end + 5)):
        return False
    beside = ("after", "before", "since")  # "3/10 after coffee"
    return any(scene.at("effort", place) and scene.word(place - 1) not in beside for place in near)


def after_word(scene: Scene, index: int) -> bool:
    """Whether a pain word stands before the number with nothing but filler between."""
    place = index - 1
    if scene.word(place) == "p" and scene.text.glued(index):
        return True
    if OPENING.isdisjoint(scene.possible):
        return False
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
    if not scene.at("joint", place) or not (
        scene.word(side) in ("1", "each") or scene.at("left", side) or scene.at("right", side)
    ):
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
        scene.within_any(name, place + 1, index) for name in ("left", "right")
    )


OPENING = frozenset({"pain", "joint", "placed", "pain_level"})
FOLLOWING = frozenset({"pain_noun", "joint", "where.elsewhere"})
"""The lists of which one must be in a text that tells pain by a word before its number, or behind it."""


def _opens(scene: Scene, place: int) -> bool:
    if (
        scene.word(place) == "back"
        and scene.at("gone_back", place)
        and scene.word(place - 1) != "my"
        and not scene.asks_pain
    ):
        return False
    return scene.at_any(OPENING, place)


def _denied(scene: Scene, place: int, index: int) -> bool:
    """ "no pain 8 8 8": the pain word is used up by its denial; "pain 0" is the denial itself."""
    if scene.value(index) == 0:
        return False
    if any(scene.claims.get(p) == "pain" for p in range(place + 1, index)):
        return False  # "pain 0 left 2 right"
    used = scene.at("no_pain", place) and not scene.within_any("article", place + 1, index)
    return used and not scene.within_any("correction", place - 3, place)  # "no wait pain 3"


def before_word(scene: Scene, index: int, end: int) -> bool:
    """Whether a pain word follows the number: "3 pain", "a 2 in the groin", "4 for the back"."""
    if FOLLOWING.isdisjoint(scene.possible):
        return False
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
    sets = sets or scene.claims.get(place) == "sets"
    return place < high and place in scene.text.numbers and not sets


def bare(scene: Scene, index: int) -> bool:
    """Whether the number carries no unit, times sign or label of a set."""
    after = scene.word(index + 1)
    if scene.word(index - 1) == "round" and scene.at("round_level", index - 1):
        return True  # "hovered round 3"
    if scene.asks_pain and after == "s" and scene.text.glued(index + 1) and scene.plan.unit == "reps":
        return scene.text.numbers[index] <= WORST  # "mostly 1s and 2s"
    if scene.begins(MEASURES, index + 1):
        return bool(scene.sep(index + 1).strip(" ")) or scene.sep(index + 2) in (":", "=")  # "pain:2 sets:3x8"
    if (
        after in ("x", "times", "kg", "km", "nights", "mornings")
        or "*" in scene.sep(index + 1)
        or (scene.word(index - 1) in LABELS and not scene.sep(index).strip(" :#"))
    ):
        return scene.word(index - 1) == "level" and scene.at("pain_level", index - 1)
    return not scene.at("set_label", index - 1) or scene.word(index - 2) in ORDINALS


def speaks(scene: Scene, start: int, end: int) -> bool:
    """Whether words for pain, or for none, begin in [start, end)."""
    return scene.begun(start, end, "pain", "no_pain")


def ended_at(scene: Scene, end: int) -> bool:
    """Whether "finished" tells where the pain asked for ended: "started 2 finished 0", "finished at 1"."""
    level = end + (scene.word(end) in ("at", "on", "with", "around"))
    answers = scene.asks_pain and scene.word(end - 1) == "finished"
    return answers and level in scene.text.numbers and bare(scene, level)
