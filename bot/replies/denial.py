"""Pain told without a number: remarks, "no pain", and what takes a denial back."""

from __future__ import annotations

from bot.replies.scene import Scene


def remark(scene: Scene, used: list[tuple[int, int]]) -> bool:
    """Whether pain was said without a number: a pain word that is no denial, no sore muscle and no alarm sign."""
    for start, end in scene.places("pain"):
        covered = any(s < end and start < e for s, e in used)
        if not covered and not scene.within_any("no_pain", start, end) and not _of_muscle(scene, start, end):
            scene.mark(start, end, "pain", "no number")
            return True
    return False


def _of_muscle(scene: Scene, start: int, end: int) -> bool:
    """Sore muscles, stiffness and tiredness are not pain: a feeling word with a muscle and no joint in its clause."""
    low, high = scene.clause(start)
    if not any(scene.at("muscle", place) for place in range(low, high)):
        return False
    if any(scene.at("joint", place) for place in range(low, high)):
        return False
    return any(scene.at("muscle_feeling", place) for place in range(start, end))


def _muscle_clause(scene: Scene, index: int, start: int) -> bool:
    """ "quads a bit sore, no pain": a clause of its own that speaks of muscles."""
    low, high = scene.clause(index)
    return high <= start and (scene.within_any("muscle", low, high) or scene.within_any("muscle_feeling", low, high))


def zero_said(scene: Scene) -> bool:
    """Whether "no pain" was said without any remnant of it."""
    return bool(scene.places("no_pain")) and not remnant(scene)


def remnant(scene: Scene) -> bool:
    """Whether something near "no pain" takes it back: "almost", "apart from", "much", "at first"."""
    for start, end in scene.places("no_pain"):
        low, high = scene.sentence(start)
        near = [
            (s, e)
            for s, e in scene.places("remnant")
            if low <= s < high and start - 3 <= s and e <= end + 4 and not scene.at("stiff_word", e)
        ]
        near = [(s, e) for s, e in near if not (e <= start and _muscle_clause(scene, s, start))]
        negated = scene.word(start - 1) == "not" or (
            scene.word(start - 2) == "not"
            and scene.word(start - 1) in ("really", "quite", "exactly", "totally", "completely", "entirely")
        )
        if near or negated:
            return True
    return False
