"""What a session that counts along goes through: sets, sides, changes of sides and rests, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from bot.coach.model import Dose, Unit, Variant

SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class LiveRules:
    """A session that counts along.

    `ready_seconds` to come into a hold, a countdown shown anew every `every_seconds`. Where nobody answers for
    `idle_minutes` it ends; a change that comes `late_seconds` late was not seen by anyone, so the clock stops there.
    """

    ready_seconds: int = 5
    every_seconds: int = 5
    idle_minutes: int = 15
    late_seconds: int = 20


class Phase(StrEnum):
    """What a step is: the user comes into position, works on one side, changes sides, rests."""

    POSITION = "position"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Step:
    """`set` counts from 1; `side` is the one worked on, or the one that comes next. `seconds` None: until a tap."""

    phase: Phase
    set: int
    side: str
    seconds: int | None = None


@dataclass(frozen=True, kw_only=True)
class Routine:
    """What is to be done, as it was prescribed when the session began. Amounts are per side, times in seconds.

    `first` is the side that leads; `before` sets were done earlier that day; `idle` and `late` as in the programme's
    rules; `clip`: a clip to hold along with shows a whole set, so the message stands still meanwhile.
    """

    day: date
    stage: int
    variant: Variant
    substitute: bool
    unit: Unit
    dose: Dose
    first: str
    rest: int
    ready: int
    switch: int
    idle: int
    late: int
    before: int = 0
    clip: bool = False
    less_range: bool = False

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return tuple(self._steps())

    def _steps(self) -> Iterator[Step]:
        held = self.unit is Unit.SECONDS
        last = self.dose.sets
        for n in range(self.before + 1, last + 1):
            if held:
                yield Step(Phase.POSITION, n, self.first)
            seconds = self.dose.amount if held else None
            yield Step(Phase.WORK, n, self.first, seconds)
            yield Step(Phase.SWITCH, n, self.second, self.switch)
            yield Step(Phase.WORK, n, self.second, seconds)
            if n < last:
                yield Step(Phase.REST, n, self.first, self.rest)

    @property
    def second(self) -> str:
        return SIDES[1 - SIDES.index(self.first)]
