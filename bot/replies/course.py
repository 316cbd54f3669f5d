"""How pain went along the sets: a level for each of them, and sets named only to say when it hurt."""

from __future__ import annotations

from bot.replies import rows
from bot.replies.items import ORDINALS, Item
from bot.replies.levels import WORST, bare, of_ten, speaks
from bot.replies.scene import Scene
from bot.replies.sequel import clause_before

JOINED = ("", ",", "/", "-", "->", "→", ">")
BETWEEN = ("and", "then", "to")
WHEN = ("in", "on", "during", "until", "for", "of", "after", "through", "before", "by", "at", "from", "around")
"""Words before a set or a rep that only says when it hurt."""


def row_end(scene: Scene, index: int, end: int) -> int:
    """Where the row of levels at `index` ends, once the sets were told: "8 8 8, pain 1, 2, 4"."""
    last, many = _run(scene, end)
    told = [scene.text.numbers[place] for place in range(end, last) if place in scene.text.numbers]
    alone = many == 2 and last == len(scene.words) and scene.plan.amount not in told
    if alone and len(scene.free()) == 2 and not any(scene.has(name) for name in ("set", "reps", "done", "did")):
        return last  # "pain 3, 4"
    if not told or many > scene.plan.sets or _open(scene, last):
        return end
    if not rows.trained_before(scene, index) and not (many == rows.row_from(scene, index) and _trained(scene, last)):
        return end
    lone = sum(1 for place in scene.text.numbers if place < index) < 2  # "2 sets, pain 3, 8 7" goes on with the sets
    return end if lone and scene.plan.amount in told else last


def _run(scene: Scene, end: int) -> tuple[int, int]:
    """(where the levels end that go on at `end` behind a first one, how many there are with it)."""
    many = 1
    while (after := _next(scene, end)) is not None:
        end, many = after + 1, many + 1
    return end, many


def _next(scene: Scene, index: int) -> int | None:
    """The next level of a row: behind a comma, a slash, a dash, "and", "then"."""
    index += scene.word(index) in BETWEEN
    level = scene.value(index) is not None and scene.text.numbers[index] <= WORST and bare(scene, index)
    if not level or scene.sep(index).strip() not in JOINED or _open(scene, index + 1):
        return None
    return index


def _open(scene: Scene, index: int) -> bool:
    """Whether what stands at `index` takes the number before it for itself: "7 pain 3", "3 of 10"."""
    return (bool(scene.word(index)) and scene.at("pain", index)) or of_ten(scene, index - 1, index) > 0


def _trained(scene: Scene, index: int) -> bool:
    """Whether the sets are told in their own words behind word `index`: "pain 1,1,2. all three holds done"."""
    claimed = any(kind == "sets" and place >= index for place, kind in scene.claims.items())
    free = [place for place in scene.free() if place >= index]
    row = bool(free) and scene.plan.amount in [scene.text.numbers[place] for place in free]
    row = row and rows.row_from(scene, free[0]) >= scene.plan.sets
    return claimed or row or (not free and any(start >= index for start, _ in scene.places("done")))


def listed(scene: Scene) -> list[tuple[int, int]]:
    """The rows behind "pain by set", "pain after each set", "pain rising": [start, end) of each."""
    found = []
    for _, end in scene.places("pain_course"):
        start = end + (scene.word(end) in ("was", "were", "went", "is", "from"))
        if scene.value(start) is None or scene.text.numbers[start] > WORST:
            continue
        last, many = _run(scene, start + 1)
        if many > 1:
            found.append((start, last))
    return found


def claim_named(scene: Scene) -> None:
    """The numbers of "sets two and three", "rep 6", where they only say when it hurt."""
    for start, end in scene.places("when_felt"):
        low, high = scene.clause(start)
        felt = bool(scene.alarming >> low & ((1 << (high - low)) - 1)) or speaks(scene, low, high)
        felt = felt or any(scene.within_any(n, low, high) for n in ("was_fine", "joint"))
        whole = scene.word(end) in ("of", "x") or scene.plan.sets in map(scene.text.numbers.get, range(start, end))
        felt = felt and not (whole and scene.at("set", end - 1))  # "hip fine for 3 sets of 8"
        if felt and not any(scene.within_any(name, low, start) for name in ("did", "stopping")):
            scene.claim(start, end, "idle", "when it hurt")


def of_named_set(scene: Scene, index: int) -> bool:
    """Whether the number is the level of a set: "(no pain in the first two sets), 4 in the last", "then a 4" behind
    "hip fine until the last set"."""
    low, high = scene.clause(index)
    if scene.text.numbers[index] > WORST:
        return False
    named = [place for place in range(low, high) if _names_set(scene, place)]
    if named and min(named) < index and scene.within_any("was_fine", low, min(named)):  # "when it hit 4"
        return scene.at("hit_level", index - 1) or scene.at("article", index - 1)
    if any(scene.within_any(name, low, high) for name in ("did", "reps")):
        return False
    if named and speaks(scene, low, min(named)) and not scene.within_any("no_pain", low, high):
        return min(named) < index  # "pain: first set 3"
    if not low:
        return False
    before = clause_before(scene, low)
    apart = bool(scene.text.breaks >> low & 1)
    if apart and (scene.plan.amount == scene.text.numbers[index] or scene.within_any("set", low, high)):
        return False
    led = scene.at("article", index - 1) or scene.word(index - 1) in BETWEEN or scene.at("level_after", index + 1)
    return (bool(named) or led) and _told_along(scene, *before)


def _told_along(scene: Scene, low: int, high: int) -> bool:
    """Whether [low, high) tells how a set or a stretch felt: "hip fine for two sets", "set 1 was a 2"."""
    named = any(_names_set(scene, place) or scene.at("set", place) for place in range(low, high))
    named = named or any(scene.word(place) == "until" for place in range(low, high))
    level = any(scene.claims.get(place) == "pain" for place in range(low, high))
    return named and (level or speaks(scene, low, high) or scene.within_any("was_fine", low, high))


def _names_set(scene: Scene, index: int) -> bool:
    """Whether a set is named at `index`: the last, set 3, the others."""
    word = scene.word(index)
    labelled = index in scene.text.numbers and scene.at("set_label", index - 1)
    return word in ORDINALS or labelled or word in ("others", "rest") or scene.word(index + 1) in ("st", "nd", "rd")


def only_when(scene: Scene, item: Item) -> bool:
    """Whether the piece only says when it hurt: "no pain in the first two sets", "fine until the last 2 reps"."""
    if item.kind not in ("count", "ordinal", "amount"):
        return False
    low, _ = scene.clause(item.at)
    before = item.at - (scene.word(item.at - 1) in ("the", "my", "all", "both"))
    if scene.at("set_label", item.at - 1):
        before = item.at - 1
    if scene.word(item.at - 1) in ORDINALS:
        before -= 1 + (scene.word(before - 2) in ("the", "my"))
    named = before < item.at or scene.word(item.at) in ORDINALS or item.kind == "count"
    led = scene.word(before - 1) in WHEN and named
    first = item.kind == "count" and scene.word(item.at) in ORDINALS
    first = first and speaks(scene, item.end, scene.clause(item.at)[1])
    levelled = item.kind == "ordinal" and _levelled(scene, item.end)
    if not (led or first or levelled):
        return False
    if any(scene.within_any(name, *scene.sentence(item.at)) for name in ("and_stopped", "stopping")):
        return False  # "in agony after set 1 so quit"
    felt = first or speaks(scene, low, item.at) or scene.within_any("was_fine", low, item.at)
    felt = felt or any(scene.claims.get(p) == "pain" or scene.alarming >> p & 1 for p in range(low, item.at))
    return levelled or (felt and not scene.within_any("did", low, item.at))


def _levelled(scene: Scene, index: int) -> bool:
    """Whether a level is told right behind a set: "(no pain in the first two but the) third one a 5"."""
    while scene.at("article", index) or scene.at("hit_level", index):
        index += 1
    return scene.claims.get(index) == "pain"
