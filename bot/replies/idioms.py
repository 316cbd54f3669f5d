"""Left and right where no side is meant: "right away", "no energy left"."""

from __future__ import annotations

from bot.replies.items import ORDINALS
from bot.replies.scene import Scene

_NO_THING = frozenset({"set", "reps", "seconds", "minutes", "hours", "side_word",
    "did", "only", "article", "at", "except_word", "clause_word", "all_but", "correction"})  # fmt: skip
"""Lists of words that are nothing of which some can be left."""


def idiom(scene: Scene, index: int) -> bool:
    """ "right away"; but "right on the last set" is a side."""
    of_set = scene.word(index + 1) in ("on", "in", "for", "at") and any(
        scene.word(place) in ORDINALS for place in range(index + 2, index + 4)
    )
    named = scene.word(index - 1) == "just" and scene.value(index + 1) is not None  # "so just left 2x8"
    told = scene.word(index - 1) in ("the", "my") and scene.word(index + 1) in ("at", "for")  # "not the left at all"
    told |= index - 1 in scene.text.numbers and scene.word(index) == "right" and scene.has("left")  # "8R then 10L"
    if _remains(scene, index):
        return True
    return scene.at("side_idiom", index) and not of_set and not named and not told


def _remains(scene: Scene, index: int) -> bool:
    """ "0 dignity left", "no energy left": what is left over."""
    some = index - 2 in scene.text.numbers or scene.word(index - 2) in ("no", "any", "little", "much", "not")
    said = scene.word(index - 1)
    apart = bool(scene.sep(index).strip(" "))
    thing = said.isalpha() and len(said) > 3 and not scene.at_any(_NO_THING, index - 1)
    if said == "second":
        return False  # "20 second left, 15 second right"
    return scene.word(index) == "left" and some and thing and not apart
