"""Which pieces of a report belong to the left, to the right, or to both."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.replies.items import Item
from bot.replies.scene import Scene

AMOUNTS = ("amount", "sets", "count")


@dataclass(slots=True)
class Shares:
    """The pieces told of both sides, and of each."""

    both: list[Item] = field(default_factory=list)
    left: list[Item] = field(default_factory=list)
    right: list[Item] = field(default_factory=list)

    def of(self, side: str) -> list[Item]:
        return self.left if side == "L" else self.right


def share(scene: Scene, items: Sequence[Item]) -> Shares | None:
    """The pieces by side; a side stands before or after what belongs to it. None where that cannot be told."""
    sides, runs = _runs(items)
    _hand_on(runs)
    shares = Shares()
    if not sides:
        shares.both = runs[0]
        return shares
    counts = _counts_behind(runs)
    if all(_full(run) for run in runs[1:]):
        shares.both, own = runs[0], runs[1:]
        counts = counts or _crossed_last(scene, own)
    elif all(_full(run) for run in runs[:-1]) and not _full(runs[-1]):
        shares.both, first = _both_first(scene, runs[0], len(sides))
        own = [first, *runs[1:-1]]
        own[-1] = own[-1] + [replace(item, joined=True) for item in runs[-1]]
        counts = counts or _crossed_both(own)
    else:
        taken = _mixed(scene, runs)
        if taken is None:
            return None
        shares.both, own = taken
    shares.both += counts or _for_both(own)
    for side, run in zip(sides, own, strict=True):
        shares.of(side).extend(run)
    return shares


def _runs(items: Sequence[Item]) -> tuple[list[str], list[list[Item]]]:
    """The sides in the order of the text, and what stands before, between and after them."""
    sides: list[str] = []
    runs: list[list[Item]] = [[]]
    for item in items:
        if item.kind != "side":
            runs[-1].append(item)
        elif item.side in ("L", "R"):
            sides.append(item.side)
            runs.append([])
    return sides, runs


def _full(run: Sequence[Item]) -> bool:
    return any(item.kind in AMOUNTS for item in run)


def _hand_on(runs: list[list[Item]]) -> None:
    """ "last set left 5": a set named right before a side goes with that side's amount."""
    for run, after in itertools.pairwise(runs):
        if run and run[-1].kind == "ordinal" and not run[-1].joined and _full(after) and after[0].kind == "amount":
            after.insert(0, run.pop())


def _counts_behind(runs: list[list[Item]]) -> list[Item]:
    """ "8 left 7 right, 3 sets": a number of sets behind the last side belongs to both; taken out of `runs`."""
    if len(runs) < 3 or not runs[-1] or any(item.kind != "count" for item in runs[-1]):
        return []
    if not all(any(item.kind == "amount" for item in run) for run in runs[:-1]):
        return []
    counts = runs[-1][:]
    runs[-1].clear()
    return counts


def _crossed_both(own: list[list[Item]]) -> list[Item]:
    """ "3 sets, 8 left 7 right", "3x8 left and 7 right": the number of sets stands first and is of both sides."""
    if len(own) != 2 or [item.kind for item in own[0]] != ["sets"] or [item.kind for item in own[1]] != ["amount"]:
        return []
    crossed = own[0][0]
    own[0] = [replace(crossed, kind="amount")]
    return [replace(crossed, kind="count", amounts=())]


def _crossed_last(scene: Scene, own: list[list[Item]]) -> list[Item]:
    """ "left 20 sec right 15 sec x 4": the number of sets stands last and is of both sides."""
    if len(own) != 2 or [item.kind for item in own[0]] != ["amount"] or [item.kind for item in own[1]] != ["sets"]:
        return []
    crossed = own[1][0]
    if (
        crossed.unclear
        or scene.text.numbers.get(crossed.at) != crossed.amounts[0]
        or crossed.count == crossed.amounts[0]
    ):
        return []
    own[1] = [replace(crossed, kind="amount")]
    return [replace(crossed, kind="count", amounts=())]


def _both_first(scene: Scene, run: list[Item], sides: int) -> tuple[list[Item], list[Item]]:
    """What was told of both before the first side's own: "3x8 but 6 on the left", "3 sets, 8 left 7 right"."""
    if run[0].kind == "ordinal" and len(run) > 2:
        return run[:2], run[2:]
    crossed = [place for place, item in enumerate(run) if item.kind == "sets" and _full(run[place + 1 :])]
    if crossed:
        return run[: crossed[-1] + 1], run[crossed[-1] + 1 :]
    apart = len(run) > 1 and (sides > 1 or scene.clause(run[0].at) != scene.clause(run[1].at))
    if run[0].kind == "count" and apart and _full(run[1:]):
        return run[:1], run[1:]
    return [], run


def _mixed(scene: Scene, runs: list[list[Item]]) -> tuple[list[Item], list[list[Item]]] | None:
    """Each side with what follows it, or else with what stands before: "3x10 left, right only 3x6"."""
    own: list[list[Item]] = []
    both: list[Item] = []
    for place, run in enumerate(runs[1:], 1):
        if _full(run):
            if place == 1:
                both = runs[0]
            own.append(run)
        elif place == 1 and _full(runs[0]):
            own.append(runs[0])
        elif place > 1 and len(runs[place - 1]) == 2 and _full(own[-1]):
            own[-1], last = runs[place - 1][:1], runs[place - 1][1:]
            if scene.clause(own[-1][0].at) == scene.clause(last[0].at):
                return None
            own.append(last)
        else:
            own.append([item for item in run if item.kind == "out"])  # "left all, right missed the last set"
    return both, own


def _for_both(own: list[list[Item]]) -> list[Item]:
    """ "left 8 right 6 x3": a number of sets after the last amount is both sides', where no other side has one."""
    last = own[-1]
    if len(own) < 2 or len(last) < 2 or last[-1].kind != "count" or last[-2].kind != "amount":
        return []
    if any(item.kind in ("count", "sets") for run in own for item in run if item is not last[-1]):
        return []
    return [last.pop()]
