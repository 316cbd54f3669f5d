"""Words that belong to no report of training: the stories that stand beside one ("on monday the builders come")."""

from __future__ import annotations

from collections.abc import Iterable

from bot.replies.objects import BESIDE_TRAINING
from bot.replies.scene import Scene

_REPORTING = BESIDE_TRAINING | {
    "muscle", "feeling", "muscle_feeling", "wish.greeting", "wish.thanks", "only", "extra", "at",
    "time_filler", "months", "rested", "some_day", "past_day",
}  # fmt: skip
"""Lists of the words that commonly stand beside the sets of a report."""


def strange(scene: Scene, index: int) -> bool:
    """Whether a word is none of those that are common in a report: days, sides, how it felt, a greeting."""
    return scene.word(index)[0].isalpha() and not scene.at_any(_REPORTING, index)


def tells_else(scene: Scene, places: Iterable[int]) -> bool:
    """Whether something else than training is told at `places`: one strange word alone may be a slip or a name."""
    return sum(strange(scene, place) for place in places) > 1
