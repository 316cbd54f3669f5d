"""What is done where a text says so: the training, or something else ("finished the kitchen", "my shift is over")."""

from __future__ import annotations

from collections.abc import Iterable

from bot.replies.scene import Scene

_DETERMINERS = frozenset({"the", "my", "a", "an", "our", "his", "her", "their", "reading", "watching"})
_BEING = frozenset({"is", "are", "was", "were", "has", "have", "been", "being", "got", "finally", "now", "all", "just"})
_ENDS = frozenset({"in", "at", "on", "before", "after", "for", "from", "so", "but", "and", "then", "to", "too", "as",
    "because", "cos", "while", "when", "without", "by", "with", "i", "it", "of", "today"})  # fmt: skip
_PRONOUNS = frozenset({"it", "them", "that", "this", "those", "these", "mine"})
BESIDE_TRAINING = frozenset({
    "training", "set", "set_too", "reps", "seconds", "side_word", "left", "right", "joint", "pain", "measure",
    "minutes", "hours", "today", "yesterday", "before_yesterday", "morning", "evening", "day_part", "day_name",
    "weekdays", "every_set", "after_amount", "courtesy", "assent", "hedge",
})  # fmt: skip
"""Lists of the words with which sets are told, and when and how they went."""
_OF_TRAINING = BESIDE_TRAINING | {"everything", "days", "weeks", "other_side", "part_done", "planned", "self", "times"}
"""Lists whose words may be part of what was trained, of when and of how."""


def of_something_else(scene: Scene, start: int, end: int) -> bool:
    """Whether what is done at words [start, end) is a thing that nobody trains, behind it or before it."""
    named = any(scene.word(place) in _PRONOUNS for place in range(start, end))
    named |= any(scene.within(name, start, end) for name in ("training", "everything"))
    return (not named and _is_other(scene, _object(scene, end))) or _is_other(scene, _subject(scene, start))


def _object(scene: Scene, end: int) -> range:
    """The words after "finished" that name a thing: an article, or what goes for one, and what follows."""
    if end in scene.text.numbers and scene.word(end + 1).endswith("s"):
        return range(end + 1, end + 2)  # "finished 2 books"
    if scene.word(end) not in _DETERMINERS or scene.sep(end).strip(" "):
        return range(0)
    high = scene.clause(end)[1]
    stop = next((place for place in range(end + 1, high) if scene.word(place) in _ENDS), high)
    return range(end + 1, stop)


def _subject(scene: Scene, start: int) -> range:
    """The words before "is done" that name a thing, with a verb of being or known as no training."""
    low = scene.clause(start)[0]
    last = max(low, scene.back_over(_BEING, start))
    first = next((place + 1 for place in range(last - 1, low - 1, -1) if scene.word(place) in _ENDS), low)
    named = last < start or scene.ended("other_thing", last) > 0
    return range(first, last) if named and not scene.sep(start).strip(" ") else range(0)


def _is_other(scene: Scene, words: Iterable[int]) -> bool:
    """Whether a word of them is of no training, and none is."""
    named = [place for place in words if scene.word(place)[0].isalpha()]
    trained = any(scene.at(name, place) for name in ("training", "everything", "set", "reps") for place in named)
    return not trained and any(not scene.at_any(_OF_TRAINING, place) for place in named)


def other_exercise(scene: Scene, index: int) -> bool:
    """ "20 push ups", "3 sets of bench press": another exercise follows at `index`; "deadlifts 5x5": or it is right
    before; "3x5 at 100 kg": or a weight is lifted."""
    if _weighed(scene, index):
        return True
    if not scene.has("other_sport"):
        return False
    sport = index - 1
    if scene.ended("other_sport", sport) and not scene.sep(sport).strip(" :"):
        before = sport - scene.ended("other_sport", sport)
        return scene.word(before - 1) not in ("before", "after", "between", "do", "my", "the", "for", "and")
    after = scene.past_amounts(("x", "of", "sets", "set", "reps", "by"), index)
    if any("+" in scene.sep(place) for place in range(index, after)):
        return False  # "3 x 8 + 10 squats"
    return bool(scene.starts("other_sport", after)) and not scene.sep(after).strip(" ")


def _weighed(scene: Scene, index: int) -> bool:
    """ "3x5 at 100 kg": a load no band drill has, right behind the amount that ends at `index`."""
    unit = scene.past_amounts(("x", "by", "at", "with", "@", "of", "reps"), index)
    behind = scene.word(unit) in _WEIGHTS and not any("," in scene.sep(place) for place in range(index, unit))
    return behind and scene.text.numbers.get(unit - 1, 0) >= 40


_WEIGHTS = frozenset({"kg", "kgs", "lbs", "lb", "kilos", "pounds"})
