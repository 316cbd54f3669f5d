"""What the pieces of a report add up to: sets as [left, right] pairs, or the question for them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.replies.items import MOST_SETS, Item
from bot.replies.lines import Amounts, Line, excepted, left_out, line, placed, times, usual, whole_line
from bot.replies.model import Pair, Plan
from bot.replies.scene import Scene
from bot.replies.sides import Shares, share

MOST = {"reps": 100, "seconds": 300}
"""More in one set is absurd."""
_JOINTS = frozenset({"set", "out", "of", "each", "both", "only", "just"}) | {
    "on",
    "in",
    "for",
    "the",
    "my",
    "at",
    "during",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported of sets. `sets` None with an empty `ask` means: nothing was said of them."""

    sets: tuple[Pair, ...] | None = None
    ask: str = ""
    said: bool = False
    """Whether sets or amounts were named at all."""
    whole: bool = True
    """Whether a whole session was given, not one set of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """How the report as a whole was put."""

    done: bool
    """Training as such was reported."""
    each: bool
    """The amount is every set's."""
    only: str = ""
    """The one side trained, "L" or "R"."""
    firm: bool = False
    """Whether nothing else can be meant by it."""
    vague: bool = False
    """How much is unclear."""


SIDE = Report(ask="side", said=True)
SETS = Report(ask="sets", said=True)


def assemble(scene: Scene, items: Sequence[Item], told: Told) -> Report:
    """The sets that the pieces tell."""
    if not items and not told.done:
        return Report()
    items = _lessened(scene.plan, _unlisted(items))
    sides = {item.side for item in items if item.kind == "side"}
    if "other_side" in sides and not sides & {"L", "R"} and not told.vague:
        return SIDE
    if told.vague or any(item.unclear for item in items) or (items and scene.has("both_together")):
        return SETS  # "16 per set, both legs together"
    if any(item.kind == "pair" for item in items):
        return _paired(scene.plan, items)
    if sides & {"L", "R"} or told.only:
        return _sided(scene, items, told)
    return _even(scene, line(items), told)


def tie_ordinals(scene: Scene, items: Sequence[Item]) -> list[Item]:
    """Mark the ordinals that belong to the amount before them: "only 6 on the last set"."""
    tied = list(items)
    for number, item in enumerate(items[1:], 1):
        before = items[number - 1]
        if item.kind != "ordinal" or before.kind != "amount":
            continue
        instead = next((s for s, _ in scene.places("instead") if before.end == s), item.at)
        planned = range(instead, instead + 1 + scene.starts("instead", instead))
        between = [scene.word(p) for p in range(before.end, item.at) if p not in planned]
        joins = _JOINTS.issuperset(between) and bool(set(between) - {"set"})
        parted = any("," in scene.sep(p) for p in range(before.end, item.at + 1))
        joins = joins or (before.end == item.at and not scene.sep(item.at).strip(" ") and _ended(scene, item.end))
        joins = joins and not (parted and set(between) <= {"the", "my", "set"})  # "has only 6, the first two 10"
        if joins:
            tied[number] = replace(item, joined=True)
    return tied


def _ended(scene: Scene, index: int) -> bool:
    """Whether a comma, a full stop or the end of the text stands before `index`: "8 first go, then 6"."""
    return not scene.word(index) or scene.sep(index).strip(" \n")[:1] in (",", ".", ";", "!")


def _unlisted(items: Sequence[Item]) -> list[Item]:
    """Without the numbers of a list that counts every set: "set 1: 8, set 2: 7"."""
    labels = [item for item in items if item.kind == "ordinal"]
    if len(labels) < 2:
        return list(items)
    counted = [item.count for item in labels] == [*range(1, len(labels) + 1)]
    single = all(item.amounts == (1.0,) for item in labels)
    if not counted or not single:
        return list(items)
    behind = items[0] not in labels and (all(item.joined for item in labels) or items[-1] in labels)
    ahead = not any(item.joined for item in labels) and items[0] in labels
    if not (behind or ahead):
        return list(items)
    kinds = [item.kind for item in items]
    kinds = ["ordinal", *kinds] if behind else [*kinds, "ordinal"]
    if any(one == other == "ordinal" for one, other in itertools.pairwise(kinds)):
        return list(items)
    if any(item.kind in ("count", "sets", "rest") for item in items):
        return list(items)
    return [item for item in items if item.kind != "ordinal"]


def _lessened(plan: Plan, items: list[Item]) -> list[Item]:
    """ "one rep short": so much less than the other sets, or than planned."""
    if not any(item.less for item in items):
        return items
    full = next((i.amounts[0] for i in items if i.kind in ("sets", "amount") and i.amounts and not i.less), plan.amount)
    return [
        replace(i, amounts=(full - i.amounts[0],), less=False) if i.kind == "amount" and i.less and i.amounts else i
        for i in items
    ]


def _paired(plan: Plan, items: Sequence[Item]) -> Report:
    """ "8/8 8/7": a left and a right for each set."""
    pairs = [item.amounts for item in items if item.kind == "pair"]
    counts = [item.count or 0 for item in items if item.kind == "count"]
    if any(item.kind in ("amount", "sets", "ordinal", "rest") for item in items):
        return SETS
    if counts and len(pairs) == 1:
        pairs *= times(counts[-1])
    elif counts and counts[-1] != len(pairs):
        return SETS
    return _checked(plan, ((pair[0], pair[1]) for pair in pairs), whole=True)


def _even(scene: Scene, made: Line, told: Told) -> Report:
    """Both sides alike."""
    plan, count, amounts = scene.plan, made.count, made.amounts
    if len(set(made.counts)) > 1 and not amounts:
        made.counts = made.counts[:1]
    if not amounts and made.rest is None:
        if count is None and not told.done and not made.fixed and not made.out:
            return Report()
        if count == 0:
            return Report(said=True)
        amounts = usual(plan, made.count)
        whole = left_out(plan, placed(plan, amounts + made.extra, made), made)
    elif len(amounts) == 1 and not made.crossed and not made.places and made.rest is None:
        each = told.each or made.every or (told.done and scene.has("all_done"))
        if count is None and not each:
            return SETS
        whole = whole_line(plan, made, each=each)
    else:
        alike = told.each or (scene.has("all_but") and len(made.amounts) == 1)  # "45 on all but the last"
        whole = whole_line(plan, made, each=alike)
    reached = max(made.places, default=0)
    if scene.has("stopped_at") and reached > 0:
        whole = whole[:reached]
    entire = bool(not (made.fixed or made.out) or made.amounts or made.counts or made.rest is not None)
    return _checked(plan, ((a, a) for a in whole), whole=entire)


def _sided(scene: Scene, items: Sequence[Item], told: Told) -> Report:
    """The sides not alike."""
    shares = share(scene, items)
    if shares is None:
        return SIDE
    left, right, both = line(shares.left), line(shares.right), line(shares.both)
    if left.told and right.told:
        return _two(scene.plan, left, right, both, told)
    if left.told or right.told:
        return _one(scene, "L" if left.told else "R", shares, told)
    if told.only:
        alone = whole_line(scene.plan, both, each=told.each) or usual(scene.plan)
        return _checked(scene.plan, _pairs(alone, told.only))
    return SIDE if both.told or told.done else Report()


def _two(plan: Plan, left: Line, right: Line, both: Line, told: Told) -> Report:
    """Each side with its own sets."""
    if both.complete or both.fixed or both.rest is not None:
        return _beside(plan, left, right, both)
    if both.amounts:
        return SIDE
    _alike(plan, left, right)
    lone = max(len(left.amounts), len(right.amounts)) == 1 and not left.crossed and not right.crossed
    if _shared_place(left, right):
        right = Line(fixed=dict.fromkeys(left.places, right.amounts[0]))
    elif not lone and both.count is not None and both.count != max(len(left.amounts), len(right.amounts)):
        return SETS
    sets = both.count if lone else None
    one, other = (whole_line(plan, side, each=told.each and lone, sets=sets) for side in (left, right))
    if (right.every or (told.each and len(other) == 1)) and len(one) > 1:
        other = (other[:1]) * len(one)
    elif (left.every or (told.each and len(one) == 1)) and len(other) > 1:
        one = (one[:1]) * len(other)
    return _checked(plan, _zipped(one, other), whole=not (left.places or right.places))


def _alike(plan: Plan, left: Line, right: Line) -> None:
    """ "left all 3 sets, right only 2": a small lone number is of sets where the other side's is."""
    for counted, other in ((left, right), (right, left)):
        few = len(other.amounts) == 1 and not other.crossed and not other.counts and other.amounts[0] <= plan.sets
        if few and counted.counts and not counted.amounts:
            other.counts, other.amounts = other.amounts, []
        elif few and other.amounts[0] > 0 and counted.crossed and counted.amounts[0] > 2 * plan.sets:
            other.counts, other.amounts = other.amounts, counted.amounts[:1]  # "left 3 holds of 20, right 2"


def _shared_place(left: Line, right: Line) -> bool:
    """ "last set 5 left 6 right": the set is named once for both sides."""
    return bool(left.places) and not left.amounts and not right.fixed and len(right.amounts) == 1 and not right.crossed


def _beside(plan: Plan, left: Line, right: Line, both: Line) -> Report:
    """Both sides' own sets after those of both at once: a further set, or the sets in other words."""
    base = whole_line(plan, both, each=False)
    single = all(len(side.amounts) == 1 and not side.crossed and not side.counts for side in (left, right))
    if single and len(base) < plan.sets and not both.fixed:
        return _checked(plan, [*((a, a) for a in base), (left.amounts[0], right.amounts[0])])
    one, other = excepted(plan, base, left), excepted(plan, base, right)
    if one is None or other is None or both.fixed or (single and base[0] not in (one[0], other[0])):
        return SIDE
    return _checked(plan, _zipped(one, other))


def _one(scene: Scene, side: str, shares: Shares, told: Told) -> Report:
    """Something of one side only: the exception to what was told of both, or the only side trained."""
    plan, both, own = scene.plan, line(shares.both), line(shares.of(side))
    alone_told = told.only == side and (both.count == 1 or (not both.told and (own.complete or bool(own.counts))))
    base = None if alone_told else _base(scene, both, own, told)
    alone_named = told.firm or _named_alone(scene, shares.of(side), shares.both)
    if base is not None and not (told.only == side and alone_named and not both.amounts):
        alone = excepted(plan, base, own)
        if alone is None:
            return SETS
        return _checked(plan, _ordered(side, alone, base), whole=both.told)
    if both.told and not (both.counts and not both.amounts):
        return SIDE
    alone = whole_line(plan, own, each=told.each, sets=both.count)
    if told.only == side:
        return _checked(plan, _pairs(alone, side))
    return _checked(plan, _zipped(alone, alone)) if scene.has("same") and not told.only else SIDE


def _base(scene: Scene, both: Line, own: Line, told: Told) -> Amounts | None:
    """What was told of both sides, as far as it gives a whole session."""
    if both.complete or (both.counts and not both.amounts) or both.rest is not None or both.places:
        return whole_line(scene.plan, both, each=told.each)
    if not both.told and ((own.places and not own.amounts) or (told.done and scene.has("all_done"))):
        return usual(scene.plan)
    return None


def _named_alone(scene: Scene, own: Sequence[Item], both: Sequence[Item]) -> bool:
    """ "3 sets, only left 8": what was told of both is but a number of sets, and "only" stands before the side."""
    before = own[0].at - 1
    while before > 0 and (scene.at("left", before) or scene.at("right", before) or scene.word(before) in ("the", "on")):
        before -= 1
    return scene.at("only", before) and before < own[0].at - 1 and not any(i.kind in ("sets", "amount") for i in both)


def _ordered(side: str, alone: Sequence[float], other: Sequence[float]) -> list[tuple[float, float]]:
    return _zipped(alone, other) if side == "L" else _zipped(other, alone)


def _pairs(alone: Sequence[float], side: str) -> list[tuple[float, float]]:
    return _ordered(side, alone, [])


def _zipped(left: Sequence[float], right: Sequence[float]) -> list[tuple[float, float]]:
    """Paired in order; the missing side is 0."""
    size = max(len(left), len(right))
    return [(left[i] if i < len(left) else 0.0, right[i] if i < len(right) else 0.0) for i in range(size)]


def _checked(plan: Plan, pairs: Iterable[tuple[float, float]], whole: bool = True) -> Report:
    """The pairs if anyone could have trained so; else the question."""
    kept = list(pairs)
    while kept and not any(kept[-1]):
        kept.pop()
    top = MOST[plan.unit]
    fine = all(0 <= side <= top and side == int(side) for pair in kept for side in pair)
    if not kept or len(kept) > MOST_SETS or not fine or not all(any(pair) for pair in kept):
        return Report(ask="sets", said=True, whole=whole)
    return Report(tuple((int(a), int(b)) for a, b in kept), said=True, whole=whole)
