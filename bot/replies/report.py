"""The report: whether training was told, and which of the numbers left over are its sets."""

from __future__ import annotations

from collections.abc import Mapping

from bot.replies import partial, sets, tally
from bot.replies.draft import Marked
from bot.replies.items import ORDINALS, Item
from bot.replies.levels import ended_at
from bot.replies.modes import NOT, TOLD, Modes
from bot.replies.named import of_other_things
from bot.replies.objects import of_something_else, other_exercise
from bot.replies.scene import Place, Scene
from bot.replies.tally import Report, Told


def done_places(scene: Scene, modes: Modes, wishes: Mapping[str, list[Place]]) -> list[Place]:
    """Where training as such was reported: "done", "did my exercises", a tick."""
    if not scene.has("done"):
        return []
    lasting = [place for name in ABOUT_TRAINING for place in wishes.get(name, [])]
    return [
        place
        for place in scene.places("done")
        if _is_report(scene, modes, *place)
        and not (scene.at("button", place[0] - 1) and "undo" in wishes)
        and not any(s <= place[0] and place[1] <= e for s, e in lasting)
    ]


ABOUT_TRAINING = ("resume", "pause", "delete", "export")
"""Wishes that may speak of something done: "my pause is finished"."""


def _is_report(scene: Scene, modes: Modes, start: int, end: int) -> bool:
    before = max(start - (not scene.text.breaks >> start & 1), 0)  # "i didn't. done."
    if "not" in scene.words[before:end] or _taken_back(scene, start):
        return False
    if _customary(scene, start, end) or ended_at(scene, end) or other_exercise(scene, end):
        return False
    if any(of_other_things(scene, place) for place in range(start, end)):
        return False  # "did 5 sets of stairs"
    if scene.alarming >> start & 1 and scene.alarming >> (end - 1) & 1:
        return False  # "all tingly round ..."
    if any(scene.within_any(name, start, end) for name in ("not_really_done", "not_done", "not_yet")):
        return False
    told = modes.of(start) == TOLD or modes.of(end - 1) == TOLD
    return told and not of_something_else(scene, start, end)


def _customary(scene: Scene, start: int, end: int) -> bool:
    """Whether "as usual", "like always" is said of something else than training."""
    if scene.asked == "sets" or {"usual", "always", "normal"}.isdisjoint(scene.words[start:end]):
        return False
    low, high = scene.clause(start)
    trained = any(scene.within(name, low, high) for name in ("training", "did", "set"))
    return scene.asks_pain or not trained


def _taken_back(scene: Scene, start: int) -> bool:
    """Whether the words before take the report back: "not possible to complete it", "unable to finish"."""
    if scene.word(start - 1) == "to" and not scene.ended("managed_to", start):
        return True
    low = scene.clause(start)[0]
    return scene.within_any("undone", max(low, start - 4), start)


def strong_items(scene: Scene) -> list[Item]:
    """The pieces that are sets by their own form: 3x8, 3 sets, 8 reps, left, last set."""
    return sets.find_items(scene, bare=False)


def sides_that_count(scene: Scene, items: list[Item]) -> list[Item]:
    """Without the sides that only say where it hurt or which was easier."""
    if all(item.kind != "side" for item in items):
        return items
    numbered = {scene.clause(item.at) for item in items if item.kind != "side"}
    return [item for item in items if item.kind != "side" or _counts(scene, item, items, numbered)]


def _counts(scene: Scene, side: Item, items: list[Item], numbered: set[Place]) -> bool:
    clause = scene.clause(side.at)
    if _of_pain(scene, side, items) or _remarked(scene, side, items):
        return False
    bracketed = "(" in scene.sep(side.at)
    beside = bracketed and any(side.at == o.end or side.end == o.at for o in items if o.kind != "side")
    cued = any(scene.within(name, *clause) for name in ("only", "left_out", "same", "left_out_after"))
    cued |= any(scene.word(place) in ORDINALS for place in range(side.end, clause[1]))
    cued |= side.side == "other_side" and scene.at("did", side.at - 1)
    alone = all(p == side.at or scene.at("side_word", p) or scene.word(p) in _BESIDE_SIDE for p in range(*clause))
    alone = alone and not (scene.word(side.at) == "right" and scene.sentence(side.at)[0] == side.at)  # "right, 3x8"
    cued |= alone and scene.claims.get(clause[0] - 1) != "pain"  # "3x8 pain 2, left" is where it hurt
    return beside or clause in numbered or cued or (scene.asked == "sets" and len(scene.words) <= 4)


_BESIDE_SIDE = frozenset({"did", "done", "i", "on", "for", "the", "my", "that", "was", "it"})
"""Words of a clause that only names a side: "3x8, on the left"."""


def _remarked(scene: Scene, side: Item, items: list[Item]) -> bool:
    """Whether only a remark is made about the side: "left felt easier", "than the right", "left first then right"."""
    after = side.end
    while scene.at("side_word", after) or scene.word(after) in ("1", "hand", "foot", "knee", "glute", "hip"):
        after += 1
    high = scene.clause(side.at)[1]
    high = next((p for p in range(after + 1, high) if ":" in scene.sep(p)), high)  # "right was weaker: 8 8 8 left"
    told = any(side.end <= other.at < high for other in items if other.kind != "side")
    before = scene.word(side.at - 1 - (scene.word(side.at - 1) in ("the", "my")))
    if scene.word(after) == "then" and after + 1 in scene.text.numbers:
        return False  # "8 left then 6 right"
    return before == "than" or (bool(scene.starts("side_remark", after)) and not told and not _left_out(scene, side))


def _of_pain(scene: Scene, item: Item, items: list[Item]) -> bool:
    """Whether the side belongs to a joint or pain: "left knee 2/10", "pain on the right"."""
    if scene.words[item.at - 2 : item.at] in (("in", "my"), ("in", "the")) and scene.at("joint", item.end):
        return True  # "3 in the left hip"
    apart = bool(scene.sep(item.at).strip(" "))
    behind = item.end + (scene.at("side_word", item.end) or scene.at("joint", item.end))
    if (scene.claims.get(item.at - 1) == "pain" and not apart) or scene.claims.get(behind) == "pain":
        return True
    if (scene.at("pain", item.end) and not scene.sep(item.end).strip(" ")) or (
        scene.at("pain", item.at - 1) and not any(o.at in (item.end, item.end + 1) for o in items if o.kind != "side")
    ):
        return True
    if not scene.at("joint", item.end) or any(mark in scene.sep(item.end) for mark in ".!?"):
        return False
    low, high = scene.clause(item.at)
    if scene.at("side_word", item.end) and high == item.end + 1:
        numbered = any(low <= other.at < item.at for other in items if other.kind != "side")
        return scene.within("pain", low, high) if numbered else scene.has("pain")  # "three sets of ten, left hip"
    return not any(item.end <= other.at <= item.end + 4 for other in items if other.kind in ("amount", "sets"))


def only_side(scene: Scene, items: list[Item]) -> str:
    """The one side that was trained where the text says that the other was not: "only left", "skipped the right"."""
    sides = [item for item in items if item.kind == "side" and item.side in ("L", "R")]
    if not sides:
        return ""
    for item in sides:
        if _near(scene, "only", item, before=6, behind=2) and not _left_out(scene, item):
            return item.side
    if len(sides) == 1:
        item = sides[0]
        before = next((o for o in items if o.kind in ("count", "sets") and o.count == 1), item)
        near = scene.clause(before.at) == scene.clause(item.at) or item.at - before.end <= 3
        lone = before.at < item.at and near
        if lone and (scene.has("that_is_all") or scene.within_any("only", before.at - 3, item.at)):
            return item.side  # "just one hold on the left"
    for item in sides:
        if _left_out(scene, item):
            return "R" if item.side == "L" else "L"
    return ""


def _near(scene: Scene, name: str, item: Item, before: int, behind: int) -> bool:
    low, high = scene.clause(item.at)
    places = [*range(max(low, item.at - before), item.at), *range(item.end, min(high, item.end + behind))]
    return any(scene.at(name, place) for place in places)


REACH = 12
"""So many words behind a side "left it out" may stand."""


def _lone_between(scene: Scene, start: int, end: int) -> bool:
    """Whether no other side is named between."""
    return not any(scene.within_any(name, start, end) for name in ("left", "right"))


def _part(scene: Scene, index: int) -> bool:
    """Whether only a part is named here: "right missed the last set"."""
    index += scene.word(index) in ("the", "my", "a", "to")
    return not scene.sep(index).strip(" ") and (scene.word(index) in ORDINALS or index in scene.text.numbers)


def _left_out(scene: Scene, item: Item) -> bool:
    low, high = scene.clause(item.at)
    after = [(s, e) for s, e in scene.places("left_out_after") if s not in scene.text.numbers and not _part(scene, e)]
    if any(low <= s and e <= high and item.end <= s <= item.end + 2 for s, e in after):
        return True
    before = [(s, e) for s, e in scene.places("left_out") if s not in scene.text.numbers]
    fixing = [(s, e) for s, e in scene.places("correction") if e > s + 1]
    before = [(s, e) for s, e in before if not any(low <= s < high for low, high in fixing)]  # "no wait, left 7 7 7"
    if item.end in scene.text.numbers:
        before = [(s, e) for s, e in before if scene.word(s) != "no"]  # "no, right 8"
    if any(
        item.end <= s <= item.end + REACH and _lone_between(scene, item.end, s) for s, _ in scene.places("left_it_out")
    ):
        return True
    apart = (
        scene.word(item.at - 2) == "left" and "out" in scene.words[item.end : item.end + 3]
    )  # "left the right side out"
    return apart or any(low <= s and e <= high and s < item.at <= e + 2 for s, e in before)


def _left_out_of_one(scene: Scene, item: Item, items: list[Item]) -> bool:
    """ "skipped the right on the last set, otherwise 3x12": the side was left out of that set, not of all."""
    if item.kind != "side" or item.side not in ("L", "R") or not _left_out(scene, item):
        return False
    named = [o for o in items if o.kind == "ordinal" and scene.clause(o.at) == scene.clause(item.at)]
    between = {"on", "in", "for", "of", "the", "my", "side", "hip", "leg", "at", "during", "set"}
    return any(o.at >= item.end and between.issuperset(scene.words[item.end : o.at]) for o in named)


def read_report(scene: Scene, items: list[Item], marked: Marked) -> Report:
    """What was reported of sets, out of the pieces that were told."""
    told = sides_that_count(scene, partial.settle(scene, items, marked.modes))
    told = [item for item in told if not _in_sign(scene, item)]
    sided = any(item.kind == "side" and item.side in ("L", "R", "both") for item in told)
    finished = bool(marked.dones) or (
        scene.asked == "sets" and (scene.has("done_alone") or (sided and not scene.text.numbers))
    )
    if any(item.weak for item in told):
        told = _without_weak(scene, told, marked)
    numbers = any(item.kind in ("count", "sets", "amount", "pair", "out") for item in told)
    vague = _vaguely(scene, marked, told, numbers)
    if vague:
        finished = True
    if not items and not finished:
        return Report()
    real = [item for item in told if item.kind != "side" or item.side in ("other_side", "L", "R")]
    real = [item for item in real if item.kind != "side" or not _left_out(scene, item)]
    only = only_side(scene, [item for item in items if not _in_sign(scene, item)])
    if any(_left_out_of_one(scene, item, items) for item in told):
        return Report(ask="side", said=True)
    each = scene.has("every_set")
    if not numbers and not finished and not only and not any(item.kind == "ordinal" and item.amounts for item in told):
        if any(item.side == "other_side" for item in told) and (scene.has("did") or scene.has("only")):
            return Report(ask="side", said=True)
        return Report()
    if not numbers and not finished and not (only and scene.has("did")):
        return Report()
    firm = bool(only) and any(_other_out(scene, item, only) or _only_closes(scene, item) for item in items)
    return tally.assemble(scene, tally.tie_ordinals(scene, real), Told(finished, each, only, firm, vague))


def _other_out(scene: Scene, item: Item, only: str) -> bool:
    """Whether the other side is told as left out."""
    return item.kind == "side" and item.side in ("L", "R") and item.side != only and _left_out(scene, item)


def _only_closes(scene: Scene, item: Item) -> bool:
    """ "2 sets on the left only, 6 reps": the "only" is of the side, not of the amount behind it."""
    place = item.end + scene.at("side_word", item.end)
    return item.kind == "side" and scene.at("only", place) and bool(scene.sep(place + 1).strip(" "))


def _without_weak(scene: Scene, told: list[Item], marked: Marked) -> list[Item]:
    """Without a "twice" that stands neither behind an amount or a side nor where training is told."""
    ends = {item.end for item in told if item.kind in ("amount", "side")}
    trained = {scene.clause(s) for s, _ in (*marked.dones, *scene.places("did"))}
    return [item for item in told if not item.weak or item.at in ends or scene.clause(item.at) in trained]


def _vaguely(scene: Scene, marked: Marked, told: list[Item], numbers: bool) -> bool:
    """Whether how much was done stays unclear: "half of it", and "couldn't finish" where no number was told."""
    if marked.vague["cut_short"] and not numbers:
        return True
    if scene.has("uncounted") and not any(item.kind in ("amount", "sets", "pair") for item in told):
        return True
    if not marked.vague["half_done"]:
        return False
    counts = [item for item in told if item.kind in ("count", "sets", "pair")]
    counted = {scene.sentence(item.at) for item in counts}
    halves = [s for s, _ in marked.vague["half_done"] if not counted or scene.sentence(s) in counted]
    whole = [
        item.at for item in counts if item.count == scene.plan.sets
    ]  # "phone died halfway but all 3 sets happened"
    halves = [s for s in halves if not any(s < at and scene.clause(s) != scene.clause(at) for at in whole)]
    return bool(halves)


def vague_places(scene: Scene, modes: Modes, name: str) -> list[Place]:
    """Where it was told that a part was done, or that it broke off, without how much (`half_done`, `cut_short`)."""
    return [place for place in scene.places(name) if _is_vague(scene, modes, *place)]


def _is_vague(scene: Scene, modes: Modes, start: int, end: int) -> bool:
    if scene.within_any("half_harmless", start, end) or scene.claims.get(start) == "pain":
        return False
    if _in_sign_told(scene, start):
        return False  # "strength is half gone", "hip jammed halfway"
    if scene.starts("a_couple", start) and scene.at("set", end):
        return False  # "a couple of sets" are two
    if any(scene.claims.get(p) == "pain" and scene.at("and_half", p + 1) for p in range(start - 3, start)):
        return False  # "two and a half" told as pain
    mode = modes.of(start)
    return mode == TOLD or (mode == NOT and "not" in scene.words[start:end])


def _in_sign_told(scene: Scene, index: int) -> bool:
    """Whether the word belongs to an alarm sign, or stands in a sentence that tells one and no training."""
    low, high = scene.sentence(index)
    told = scene.begun(low, high, "did_train", "reps")
    told |= any(low <= start < high and scene.word(start) != "go" for start, _ in scene.places("set"))
    return bool(scene.alarming >> index & 1 or (not told and scene.alarming >> low & ((1 << (high - low)) - 1)))


def _in_sign(scene: Scene, item: Item) -> bool:
    """Whether the piece is but a word of an alarm sign: "can't feel my left foot"."""
    inside = any(s <= item.at < e for s, e in scene.signs)
    beside = item.kind == "side" and scene.alarming >> item.end & 1 == 1  # "my right leg just quit"
    return item.kind in ("side", "ordinal") and (inside or beside)
