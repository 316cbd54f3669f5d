"""The facts a history is made of.

A history is a plain tuple of facts, each a frozen value that says what happened on one *drill day*. Everything
else (stage, dose, what is missing, what comes next) is computed from it by :func:`bot.coach.assess.assess`, so
undo, correction and late entries need no code of their own: they are the same question over another history.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Pair = tuple[int, int]
"""One set as (left, right): reps or seconds per side; 0 means that side was not trained."""


class Unit(StrEnum):
    REPS = "reps"
    SECONDS = "seconds"


class Variant(StrEnum):
    """Which form of a stage's drill was prescribed or done."""

    FULL = "full"
    EASIER = "easier"


class Where(StrEnum):
    """Where it hurts, as far as the rules tell places apart."""

    LOW_BACK = "low_back"
    HIP_FRONT = "hip_front"
    ELSEWHERE = "elsewhere"


class Tier(StrEnum):
    """How urgently an alarm sign sends someone to a clinician, the strictest first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    CLEARANCE = "clearance"


@dataclass(frozen=True, slots=True)
class Dose:
    """So many sets of so many reps or seconds, per side."""

    sets: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact has: its number in the record, when it was told (UTC) and the drill day it speaks of."""

    id: int = 0
    at: datetime
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Log(Fact):
    """Sets done. All logs of one drill day are one session, in the order they were told."""

    stage: int
    variant: Variant
    substitute: bool = False
    prescribed: Dose
    sets: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain(Fact):
    """The worst pain during the drill of that day, 0..10; of several on one day the highest counts."""

    value: int
    where: Where | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning(Fact):
    """How the back was on the morning of `day`, 0..10; `lifted`: heavy squats or deadlifts the day before."""

    value: int
    lifted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip(Fact):
    """Chose not to train that day. Never held against anyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Fact):
    """Away from `day` on; `until` is the first day back, None while open."""

    until: date | None = None
    ill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Fact):
    """Back again: ends a pause on `day`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock(Fact):
    """Alarm signs were said; nothing is prescribed until a Clearance."""

    tier: Tier
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance(Fact):
    """The explicit lifting of every lock or referral before it: a clinician agreed, or the coach had misread."""

    misread: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening(Fact):
    """Answers to the screening: the items answered yes (keys of the programme's list), none for all clear."""

    yes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline(Fact):
    """The usual back pain, 0..10, against which mornings are compared."""

    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Fact):
    """Planned weekdays (0 Monday .. 6 Sunday) and the pieces of kit the user lacks, from `day` on."""

    weekdays: tuple[int, ...]
    missing_kit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Fact):
    """The answer to the gate's form question of a stage: only `yes` counts."""

    stage: int
    answer: str
    """`yes`, `not_quite` or `not_sure`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hang(Fact):
    """The answer to "can you hang 20 s without pain?" before the full drill of the hanging stage."""

    able: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Fact):
    """The answer to an offer: go on to `stage` (the number after the last one means maintenance).

    `grounds` and `worst` are copied from the offer that was answered. They tell a later correction (the same
    question now has other grounds) from a changed programme file (same grounds: the advance stays as agreed).
    """

    stage: int
    accepted: bool
    grounds: str = ""
    worst: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Fact):
    """The user chose: `repeat` the week, one stage `back`, `easier` variant, `on` as now, `stay` after a doubt."""

    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifts(Fact):
    """Worst back pain in squats or deadlifts of the past week, 0..10; None for "didn't lift"."""

    value: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried(Fact):
    """The programme file changed: what was decided before `day` stands, later decisions follow the new file."""

    stage: int
    level: int


History = tuple[Fact, ...]
"""Facts in the order of `at`, then `id`. Retracted facts are not in it."""


def kind_of(fact_class: type[Fact]) -> str:
    """What a fact is called where it is written down: the class name in snake case, `hard_week` for `HardWeek`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", fact_class.__name__).lower()


# Not __subclasses__(): a dataclass with slots leaves its slotless twin there until the garbage collector runs.
_CLASSES = [c for c in list(globals().values()) if isinstance(c, type) and issubclass(c, Fact) and c is not Fact]
KINDS: dict[str, type[Fact]] = {kind_of(c): c for c in _CLASSES}
"""Every kind of fact by its written name."""
