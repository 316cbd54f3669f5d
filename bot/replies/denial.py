"""Pain told without a number: remarks, "no pain", and what takes a denial back."""

from __future__ import annotations

from bot.replies.scene import Scene


def remark(scene: Scene, used: list[tuple[int, int]]) -> bool:
    """Whether pain was said without a number: a pain word that is no denial, no sore muscle and no alarm sign."""
    if not scene.has("pain"):
        return False
    used = [*used, *denials(scene)]
    for start, end in scene.places("pain"):
        covered = any(s < end and start < e for s, e in used)
        covered = covered or scene.within_any("no_pain", start, end) or scene.within_any("pain_question", start, end)
        if not covered and not _of_muscle(scene, start, end) and not of_another(scene, start):
            scene.mark(start, end, "pain", "no number")
            return True
    return False


def of_another(scene: Scene, index: int) -> bool:
    """ "my mother's back is a 7": the nearest person named before, in its part of the sentence, is someone else."""
    place = index - 1
    while place >= 0 and not scene.find.cuts >> (place + 1) & 1:
        if scene.at("person", place):
            speaks = scene.at("says", place + 1) or scene.word(place - 1) in ("with", "to", "by", "for", "at", "like")
            return not speaks
        if scene.at("third", place):
            return True
        if scene.at("self", place) and not any(scene.at("person", p) for p in (place + 1, place + 2)):
            return False
        place -= 1
    return False


def _of_muscle(scene: Scene, start: int, end: int) -> bool:
    """Sore muscles, stiffness and tiredness are not pain: a feeling word with a muscle and no joint in its clause."""
    low, high = scene.clause(start)
    if not scene.within_any("muscle", low, high):
        return False
    if scene.within_any("joint", low, high):
        return False
    return scene.within_any("muscle_feeling", start, end)


def _muscle_clause(scene: Scene, index: int, start: int) -> bool:
    """ "quads a bit sore, no pain": a clause of its own that speaks of muscles."""
    low, high = scene.clause(index)
    return high <= start and (scene.within_any("muscle", low, high) or scene.within_any("muscle_feeling", low, high))


def denials(scene: Scene) -> list[tuple[int, int]]:
    """Where "no pain" was said, also as "Pain? None"."""
    answered = (
        (start, end + 1)
        for start, end in scene.places("pain_noun")
        if scene.sep(end).strip().startswith("?") and scene.at("none_said", end)
    )
    told = [place for place in scene.places("no_pain") if not _put_right(scene, *place)]
    return [*told, *answered]


def _put_right(scene: Scene, start: int, end: int) -> bool:
    """ "pain 1, no wait pain 3": a "no" that corrects denies no pain."""
    return any(start <= s and e < end for s, e in scene.places("correction"))


def zero_said(scene: Scene) -> bool:
    """Whether "no pain" was said without any remnant of it."""
    return bool(denials(scene)) and not remnant(scene)


def remnant(scene: Scene) -> bool:
    """Whether something near "no pain" takes it back: "almost", "apart from", "much", "at first"."""
    return any(_taken_back(scene, start, end) for start, end in denials(scene))


def _taken_back(scene: Scene, start: int, end: int) -> bool:
    if scene.within_any("hedge", start + 1, end):
        return True  # "did not really hurt"
    if scene.word(start - 1) == "not" or (scene.word(start - 2) == "not" and scene.at("hedge", start - 1)):
        return True  # "not quite pain free"
    return any(_near(scene, place, start, end) for place in scene.places("remnant"))


def _near(scene: Scene, place: tuple[int, int], start: int, end: int) -> bool:
    """Whether the remnant at `place` is of the denial at [start, end)."""
    first, after = place
    low, high = scene.sentence(start)
    if scene.word(first) == "left" and (after in scene.text.numbers or first - 1 in scene.text.numbers):
        return False  # "no pain. left 3x8"
    if scene.at("stiff_word", after) or scene.within_any("emphatic", first, after) or _of_sets(scene, after):
        return False
    if after <= start and (_muscle_clause(scene, first, start) or _own_clause(scene, first, start)):
        return False
    apart = scene.clause(first) != scene.clause(start)
    if apart and scene.within_any("effort", *scene.clause(first)):
        return False  # "no pain, slept badly"
    if low <= first < high:
        return start - 3 <= first and after <= end + 4
    opening = scene.past(_OPENING, high)
    return high <= first <= opening + 1 and _of_pain(scene, first)


_OPENING = ("okay", "hmm", "maybe", "perhaps", "or")
"""With these a sentence begins that takes back the one before: "no pain... ok maybe a tiny bit"."""


def _of_sets(scene: Scene, index: int) -> bool:
    """ "no pain, only did 2 sets"."""
    return any(scene.at(name, index) for name in ("did", "set", "reps")) or scene.starts("set", index + 1) > 0


def _own_clause(scene: Scene, index: int, start: int) -> bool:
    """ "knee clicked a bit but no pain": a clause of its own that tells something else."""
    low, high = scene.clause(index)
    return high <= start and high - low > 2 and not scene.within_any("pain", low, high)


def _of_pain(scene: Scene, index: int) -> bool:
    """ "No pain. Only a little on the stairs.": a sentence that begins with a remnant, and tells nothing else."""
    low, high = scene.sentence(index)
    names = ("did", "set", "reps", "done", "muscle", "muscle_feeling", "stiff_word", "wish.snooze", "wish.skip")
    return not any(scene.within_any(name, low, high) for name in names)
