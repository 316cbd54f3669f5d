"""What the core answers: where someone stands, what to do next, and every reason with its numbers.

Nothing here is a sentence. Wording turns :class:`Reason`, :class:`Decision` and the flags of :class:`Standing`
into words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.coach.model import Dose, Pair, Tier, Unit, Variant, Where
from bot.coach.verdicts import (
    Aim,
    Criterion,
    Decision,
    Ease,
    Mode,
    PainVerdict,
    Reason,
    Return,
    Verdict,
    Why,
)

__all__ = [
    "Aim",
    "Criterion",
    "Decision",
    "Doubt",
    "Ease",
    "Locked",
    "Mode",
    "Offer",
    "PainVerdict",
    "Prescription",
    "Reason",
    "Return",
    "SessionView",
    "StageDates",
    "Standing",
    "Verdict",
    "Week",
    "Why",
]


@dataclass(frozen=True, slots=True)
class Prescription:
    """What to do in the next session. `dose` is per side; `less_range`: only as far as it stays comfortable."""

    stage: int
    drill: str
    variant: Variant
    substitute: bool
    dose: Dose
    unit: Unit
    rest_seconds: int
    level: int
    less_range: bool = False
    weaker_first: str = ""
    """`left` or `right` where the weaker side leads, else empty."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The next stage (or maintenance) may begin, if the user wants."""

    stage: int
    since: date
    declined: date | None
    say: bool
    """Whether today's message should say it: on the day it opens, and every seven days after that or after a no."""
    without_hanging: bool
    """Maintenance is offered because a substitute cannot earn the last gate."""
    grounds: str
    """What it rests on, to be stored with the user's yes (:class:`bot.coach.model.Consent`)."""
    worst: int
    """The worst peak of the window, stored likewise."""


@dataclass(frozen=True, slots=True)
class Locked:
    """The alarm in force: its tier, the signs said since the last clearance, the first day."""

    tier: Tier
    signs: tuple[str, ...]
    since: date
    ask_severity: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """An advance whose grounds were corrected away without pain going up: ask "stay or go back?"."""

    stage: int
    advanced: date


@dataclass(frozen=True, slots=True)
class StageDates:
    """One stop of the journey map. `passed` is the day of the consent to go on; None while not passed."""

    stage: int
    started: date | None
    passed: date | None
    by_substitute: bool


class Week(NamedTuple):
    """The running week of seven stage days, counted kindly.

    `missed` are planned days that went by without a session, `excused` planned days that pain, illness or a
    pause took; `kept` says whether the week is safe with what was done, the spare included.
    """

    number: int
    done: int
    required: int
    planned: int
    missed: int
    excused: int
    spare: int
    kept: bool


@dataclass(frozen=True, slots=True)
class SessionView:
    """One day's session as the rules saw it."""

    day: date
    stage: int
    variant: Variant
    substitute: bool
    prescribed: Dose
    sets: tuple[Pair, ...]
    peak: int | None
    where: Where | None
    morning: int | None
    gate: bool
    verdict: PainVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where someone stands on `today`. `stage` is the number after the last stage in maintenance."""

    today: date
    mode: Mode
    stage: int
    stage_day: int
    week: Week
    level: int
    ease: Ease
    returning: Return

    prescription: Prescription | None
    """The next session, None where nothing may be prescribed."""
    due: date | None
    """When it is due: today where today is planned and open, else the next planned day."""
    weekdays: tuple[int, ...]
    """The days that ask for a drill (in maintenance fewer than planned)."""
    trained_today: bool
    skipped_today: bool

    criteria: tuple[Criterion, ...]
    """What the next stage asks for, met or not; empty in maintenance."""
    offer: Offer | None
    extended: bool
    """Past day 28 without an offer: say exactly what is missing."""
    choose: bool
    """Past day 42 without an offer: the user chooses `easier`, `back` or `on`; suggest a look at the form."""
    fewer_days: int | None
    """Offer to plan this many days a week, after two short weeks."""

    ask_screening: bool
    ask_baseline: bool
    ask_morning: bool
    """The back has to be asked this morning (yesterday had a session)."""
    ask_off: bool
    """48 h off are over: ask how the back is, daily, until it says 2 or less."""
    ask_signs: bool
    """A stop was decided today: ask for alarm signs."""
    ask_form: bool
    ask_hang: bool
    ask_lifts: bool
    """A week since the last answer about squats and deadlifts."""
    steady: bool = False
    """Nearly everything of the last weeks was logged: the coach says less."""
    check_due: bool
    """Maintenance: the monthly check."""
    doubt: Doubt | None

    baseline: int
    locked: Locked | None
    referred: tuple[Reason, ...]
    """Why a clinician is asked first; empty where none is needed."""
    paused_until: date | None
    off_since: date | None

    last: SessionView | None
    facts: tuple[Reason, ...]
    """Facts for a receipt, the most telling first: side gap, trend, distance to the gate."""
    decisions: tuple[Decision, ...]
    """Everything decided so far, in order; the last one answers "why?"."""
    journey: tuple[StageDates, ...]
    sessions_total: int
    weeks_kept: int

    @property
    def decision(self) -> Decision | None:
        """The last decision."""
        return self.decisions[-1] if self.decisions else None

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """The criteria not met yet."""
        return tuple(criterion for criterion in self.criteria if not criterion.met)
