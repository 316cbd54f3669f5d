"""What was told of one side, or of both at once, as a line of sets: amounts in a row, sets named by their place."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.replies.items import Item
from bot.replies.model import Plan

Amounts = list[float]


@dataclass(slots=True)
class Line:
    amounts: Amounts = field(default_factory=list)
    counts: list[float] = field(default_factory=list)
    fixed: dict[int, float | None] = field(default_factory=dict)
    """Amounts of sets named by their place: 1 the first, -1 the last, 0 the middle one; None: as planned."""
    rest: float | None = None
    """The amount of the sets not named: "first set 10, rest 8"."""
    extra: Amounts = field(default_factory=list)
    """Sets of another amount after so many as planned: "2 sets plus 4 reps"."""
    out: list[tuple[int | None, int]] = field(default_factory=list)
    """Sets left out: (their place, how many); the place None where only their number was said."""
    crossed: bool = False
    every: bool = False

    @property
    def count(self) -> float | None:
        return self.counts[-1] if self.counts else None

    @property
    def places(self) -> dict[int, float]:
        return {place: amount for place, amount in self.fixed.items() if amount is not None}

    @property
    def told(self) -> bool:
        """Whether anything with a number was said."""
        return bool(self.amounts or self.counts or self.extra or self.places or self.out or self.rest is not None)

    @property
    def complete(self) -> bool:
        """Whether it gives every set of a session by itself."""
        return self.crossed or len(self.amounts) > 1 or (self.every and bool(self.amounts))


def line(items: Iterable[Item]) -> Line:
    """The pieces of one side, or of both, in a row."""
    made = Line()
    ordinal: Item | None = None
    rest = False
    row = list(items)
    for place, item in enumerate(row):
        if item.kind == "amount" and ordinal is not None and _in_row(row, place) and int(ordinal.amounts[0]) == 1:
            ordinal = None  # "the second set was the hardest but i got 8 8 8"
        behind = row[place + 1] if place + 1 < len(row) else None
        if item.kind == "amount" and behind is not None and behind.kind == "ordinal" and behind.joined:
            ordinal = None  # "full first set, 6 in the second"
        if item.kind == "ordinal":
            goes_on = [other.kind for other in row[place + 1 : place + 2]] == ["amount"]
            if item.joined and goes_on and item.count == len(made.amounts) and item.amounts == (1.0,):
                ordinal = None  # "8 first, then 6": it stands where it belongs
            elif item.joined and made.amounts:
                _fix(made, item, made.amounts.pop())
            elif item.joined and made.extra and 0 < (item.count or 0) <= (made.count or 0):
                _fix(made, item, made.extra.pop())  # "3 sets but stopped at 7 in the third"
            else:
                _fix(made, item, None)
                ordinal = item
        elif item.kind == "out":
            made.out.append((None if item.count is None else int(item.count), times(item.amounts[0])))
            ordinal = None
        elif item.kind == "rest" and item.joined and made.amounts:
            made.rest, ordinal = made.amounts.pop(), None  # "8 on the other two"
        elif item.kind == "rest":
            rest, ordinal = True, None
        elif item.kind == "count" and item.joined and made.counts:
            made.counts[-1] += item.count or 0  # "2 sets, then one more set"
        elif item.kind == "count" and item.joined and made.complete and not made.extra:
            if behind is None or behind.kind != "amount":
                made.amounts += made.amounts[-1:] * times(item.count or 0)  # "3x5 plus another set"
        elif item.kind == "count":
            made.counts.append(item.count or 0)
        elif item.kind == "amount" and ordinal is not None:
            _fix(made, ordinal, item.amounts[0] if item.amounts else None)
            ordinal = None
        elif item.kind == "amount" and rest:
            made.rest, rest = (item.amounts or (None,))[0], False
        else:
            _add(made, item)
    return made


def _in_row(row: Sequence[Item], place: int) -> bool:
    """Whether three bare amounts stand side by side from here."""
    three = row[place : place + 3]
    apart = any(one.end != other.at for one, other in itertools.pairwise(three))
    return len(three) == 3 and all(item.kind == "amount" for item in three) and not apart


def _add(made: Line, item: Item) -> None:
    if item.joined and made.counts and not made.amounts:
        made.extra += expanded(item)
    else:
        made.amounts += expanded(item)
    made.crossed |= item.kind == "sets"
    made.every |= item.every


def _fix(made: Line, ordinal: Item, amount: float | None) -> None:
    many = int(ordinal.amounts[0])
    first = int(ordinal.count or 0)
    if first < 0:
        made.fixed.update({-number: amount for number in range(1, many + 1)})
    else:
        made.fixed.update({first + number: amount for number in range(many)})


def expanded(item: Item) -> Amounts:
    """The amounts of "3x8"; one that nobody trains where the number of sets is absurd."""
    if item.kind != "sets":
        return list(item.amounts)
    return list(item.amounts) * times(item.count or 0) if item.count else [-1.0]


def times(count: float) -> int:
    return int(count) if count == int(count) and 0 < count <= 40 else 41


def placed(plan: Plan, amounts: Amounts, made: Line) -> Amounts:
    """`amounts` with those that were named by their place put there."""
    amounts = list(amounts)
    lone = 0 < len(made.amounts) < min(plan.sets, len(amounts) + 1) and not made.every
    lone = lone and len(amounts) < plan.sets and (not made.crossed or len(amounts) == plan.sets - 1)
    for place, amount in sorted(made.places.items()):
        if place == 0:
            place = (len(amounts) + 1) // 2
        if place == len(amounts) + 1 or (place == -1 and lone):
            amounts.append(amount)
        elif -len(amounts) <= (place if place < 0 else place - 1) < len(amounts):
            amounts[place if place < 0 else place - 1] = amount
    return amounts


def usual(plan: Plan, count: float | None = None) -> Amounts:
    """So many sets as planned."""
    return [float(plan.amount)] * times(plan.sets if count is None else count)


def whole_line(plan: Plan, made: Line, *, each: bool, sets: float | None = None) -> Amounts:
    """The sets of one side. `each`: one amount is every set's; `sets`: how many were said for both sides."""
    count = made.count if made.count is not None else sets
    amounts = made.amounts
    if made.rest is not None:
        amounts = [made.rest] * times(plan.sets if count is None else count)
    elif not amounts and (made.counts or made.places or made.out):
        amounts = usual(plan, count)
    elif len(amounts) == 1 and not made.crossed and (count is not None or each or made.every):
        amounts = amounts * times(plan.sets if count is None else count)
    return left_out(plan, placed(plan, amounts + made.extra, made), made)


def left_out(plan: Plan, amounts: Amounts, made: Line) -> Amounts:
    """Without the sets that were left out, where they are counted among `amounts` at all."""
    if len(amounts) <= plan.sets - sum(many for _, many in made.out):
        return amounts
    kept = list(amounts)
    for place, many in made.out:
        start = len(kept) - many if place is None or place <= 0 or place > len(kept) else place - 1
        del kept[max(start, 0) : max(start, 0) + many]
    return kept


def excepted(plan: Plan, base: Sequence[float], made: Line) -> Amounts | None:
    """One side's sets where both were told first: "3x8, left 7", "left 6 on the last". None where it is unclear."""
    own = made.amounts
    if made.rest is not None:
        return whole_line(plan, made, each=False)
    if not own and made.places:
        return placed(plan, list(base), made)
    if not own and made.count is not None:
        return list(base[: int(made.count)]) if 0 <= made.count <= len(base) else None
    if len(own) == 1 and not made.crossed and not made.places:
        many = len(base) if made.count is None else times(made.count)
        return own * many
    if made.crossed or len(own) == len(base):
        return placed(plan, own, made)
    return None
