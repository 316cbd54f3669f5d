"""Amounts that were only aimed at: "wasn't up to 12, 9 per set", "12s felt too much so 8s instead"."""

from __future__ import annotations

from bot.replies.scene import Scene


def claim_aims(scene: Scene) -> None:
    """The planned amount, told as not reached beside what was: no set of it was done."""
    if not (scene.has("aim") or scene.has("beyond")):
        return
    for index in scene.free():
        planned = scene.text.numbers[index] == scene.plan.amount
        if planned and _only_aimed(scene, index) and _other_follows(scene, index):
            scene.claim(index, index + 1, "replaced")


def _only_aimed(scene: Scene, index: int) -> bool:
    after = index + 1 + (scene.word(index + 1) in ("s", "reps", "seconds"))
    crossed = scene.word(index - 1) in ("x", "of", "by") or scene.word(after) in ("x", "by")
    before = index - (scene.word(index - 1) in ("the", "my", "full", "all"))
    return not crossed and (scene.ended("aim", before) > 0 or scene.starts("beyond", after) > 0)


def _other_follows(scene: Scene, index: int) -> bool:
    """Whether another number of no other matter comes after it."""
    return any(other > index for other in scene.free())
