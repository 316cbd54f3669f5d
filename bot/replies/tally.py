"""What the pieces of a report add up to: sets as [left, right] pairs, or the question for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.replies.items import MOST_SETS, Item
from bot.replies.model import Pair
from bot.replies.scene import Scene

MOST = {"reps": 100, "seconds": 300}
"""More in one set is absurd."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported of sets. `sets` None with an empty `ask` means: nothing was said of them."""

    sets: tuple[Pair, ...] | None = None
    ask: str = ""
    said: bool = False
    """Whether sets or amounts were named at all."""
    whole: bool = True
    """Whether a whole session was given, not one set of it."""


@dataclass(slots=True)
class _Sheet:
    """The pieces sorted: amounts of both sides at once, of each side, and what was said of numbers of sets."""

    plain: list[float] = field(default_factory=list)
    left: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)
    fixed: dict[int, float | None] = field(default_factory=dict)
    """Amounts of sets named by their place, 1 the first, -1 the last; None: as planned."""
    extra: list[float] = field(default_factory=list)
    crossed: bool = False
    unclear: bool = False
    sides: list[str] = field(default_factory=list)


def assemble(scene: Scene, items: list[Item], *, done: bool, each: bool, only: str, vague: bool) -> Report:
    """The sets that the pieces tell. `done`: training was reported; `each`: the amount is every set's;
    `only`: the one side trained, "L" or "R"; `vague`: how much is unclear."""
    if not items and not done:
        return Report()
    sheet = _sort(items)
    named = {side for side in sheet.sides if side in "LR"}
    if "other_side" in sheet.sides and not named and not vague:
        return Report(ask="side", said=True)
    if vague or sheet.unclear:
        return Report(ask="sets", said=True)
    if named or only:
        return _sided(scene, sheet, only, done, each)
    return _even(scene, sheet, done, each)


def tie_ordinals(scene: Scene, items: list[Item]) -> list[Item]:
    """Mark the ordinals that belong to the amount before them: "only 6 on the last set"."""
    tied = list(items)
    for number, item in enumerate(items[1:], 1):
        before = items[number - 1]
        between = scene.words[before.end : item.at]
        if (
            item.kind == "ordinal"
            and before.kind == "amount"
            and between
            and set(between) <= {"on", "in", "for", "the", "my", "at"}
        ):
            tied[number] = replace(item, joined=True)
    return tied


def _sort(items: list[Item]) -> _Sheet:
    sheet = _Sheet()
    sided = [item for item in items if item.kind in ("side", "amount", "sets") and item.side != "both"]
    side_first = bool(sided) and sided[0].kind == "side"
    side = ""
    pending: list[float] = []
    ordinal: Item | None = None
    for item in items:
        sheet.unclear |= item.unclear
        if item.kind == "side":
            sheet.sides.append(item.side)
            if item.side in ("L", "R"):
                if side_first:
                    side = item.side
                else:
                    _side(sheet, item.side).extend(pending)
                    pending = []
        elif item.kind == "ordinal":
            if item.joined and pending:
                _fix(sheet, item, pending.pop())
            else:
                _fix(sheet, item, None)
                ordinal = item
        elif item.kind == "count":
            sheet.counts.append(item.count or 0)
        else:
            amounts = _expanded(item)
            sheet.crossed |= item.kind == "sets"
            if ordinal is not None and item.kind == "amount" and not side:
                _fix(sheet, ordinal, amounts[0] if amounts else None)
                ordinal = None
            elif side_first and side:
                _side(sheet, side).extend(amounts)
            else:
                pending += amounts
                if item.joined and sheet.counts and item.kind == "amount":
                    sheet.extra += pending
                    pending = []
    sheet.plain += pending
    return sheet


def _fix(sheet: _Sheet, ordinal: Item, amount: float | None) -> None:
    many = int(ordinal.amounts[0])
    first = int(ordinal.count or 1)
    if first < 0:
        sheet.fixed.update({-number: amount for number in range(1, many + 1)})
    else:
        sheet.fixed.update({first + number: amount for number in range(many)})


def _side(sheet: _Sheet, side: str) -> list[float]:
    return sheet.left if side == "L" else sheet.right


def _expanded(item: Item) -> list[float]:
    if item.kind != "sets":
        return list(item.amounts)
    times = int(item.count or 0) if (item.count or 0) == int(item.count or 0) and (item.count or 0) <= 40 else 41
    return list(item.amounts) * times if times else [-1.0]


def _even(scene: Scene, sheet: _Sheet, done: bool, each: bool) -> Report:
    plan, count = scene.plan, sheet.counts[-1] if sheet.counts else None
    amounts = sheet.plain
    if sheet.counts and len(sheet.counts) > 1 and len(set(sheet.counts)) > 1 and not amounts:
        count = sheet.counts[0]
    if not amounts:
        if count is None and not done and not sheet.fixed:
            return Report()
        if count == 0:
            return Report(sets=None, ask="", said=True)
        amounts = [float(plan.amount)] * _times(count if count is not None else plan.sets)
    elif len(amounts) == 1 and not sheet.crossed:
        if count is None and not (each or (done and not sheet.fixed and _as_done(scene))):
            if not sheet.fixed:
                return Report(ask="sets", said=True)
        else:
            amounts = amounts * _times(count if count is not None else plan.sets)
    return _checked(
        scene,
        [(a, a) for a in _placed(scene, amounts + sheet.extra, sheet)],
        bool(not sheet.fixed or sheet.plain or sheet.counts),
    )


def _as_done(scene: Scene) -> bool:
    return scene.has("all_done")


def _times(count: float) -> int:
    return int(count) if count == int(count) and 0 < count <= 40 else 41


def _placed(scene: Scene, amounts: list[float], sheet: _Sheet) -> list[float]:
    """The amounts with those that were named by their place put there."""
    for place, amount in sorted(sheet.fixed.items()):
        if amount is None:
            continue
        if place == len(amounts) + 1 or (place == -1 and not sheet.crossed and 0 < len(sheet.plain) < scene.plan.sets):
            amounts = [*amounts, amount]
        elif -len(amounts) <= (place if place < 0 else place - 1) < len(amounts):
            amounts = [*amounts]
            amounts[place if place < 0 else place - 1] = amount
    return amounts


def _sided(scene: Scene, sheet: _Sheet, only: str, done: bool, each: bool) -> Report:
    count = sheet.counts[-1] if sheet.counts else None
    left, right = sheet.left, sheet.right
    if only and not left and not right:
        bare = sheet.plain or [float(scene.plan.amount)] * _times(count if count is not None else scene.plan.sets)
        left, right = (bare, []) if only == "L" else ([], bare)
    elif not only and (not left or not right):
        if scene.has("same") and (left or right):
            left = right = left or right
        else:
            return Report(ask="side", said=True) if left or right or sheet.plain or sheet.counts or done else Report()
    elif only and left and right:
        left, right = (left, []) if only == "L" else ([], right)
    repeat = _times(count) if count is not None and max(len(left), len(right)) == 1 else 1
    if repeat == 1 and each and max(len(left), len(right)) == 1:
        repeat = scene.plan.sets
    if sheet.plain and (sheet.left or sheet.right):
        return Report(ask="side", said=True)
    left, right = left * repeat, right * repeat
    size = max(len(left), len(right))
    pairs = [(left[i] if i < len(left) else 0.0, right[i] if i < len(right) else 0.0) for i in range(size)]
    return _checked(scene, pairs, True)


def _checked(scene: Scene, pairs: Iterable[tuple[float, float]], whole: bool) -> Report:
    """The pairs if anyone could have trained so; else the question."""
    kept = list(pairs)
    while kept and not any(kept[-1]):
        kept.pop()
    top = MOST[scene.plan.unit]
    fine = all(0 <= side <= top and side == int(side) for pair in kept for side in pair)
    if not kept or len(kept) > MOST_SETS or not fine or not all(any(pair) for pair in kept):
        return Report(ask="sets", said=True, whole=whole)
    return Report(tuple((int(a), int(b)) for a, b in kept), said=True, whole=whole)
