"""A history looked back on, for a picture: what was done, how it felt, which stage it was in, what comes next.

Plain values, so that they can wait in an outbox and be drawn in another process. `amount` is what one side did in all
sets together, in the unit of the stage (reps or seconds).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.coach.calendar import Days, Kept, Mark
from bot.coach.diary import Diary, Session, read_diary, session_of
from bot.coach.model import Dose, History, Lifts, Pair, Variant
from bot.coach.programme import Programme
from bot.coach.spells import Band, Spell, bands, spells
from bot.coach.standing import Aim, Mode, Standing

SHORTEST = timedelta(days=20)
"""A time axis shorter than a stage's first three weeks would make one day look like a trend."""

LATELY = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Effort:
    """One day's session: what each side did, and what was prescribed for each."""

    day: date
    stage: int
    sets: tuple[Pair, ...]
    prescribed: Dose
    easier: bool = False
    substitute: bool = False

    @property
    def left(self) -> int:
        return sum(left for left, _ in self.sets)

    @property
    def right(self) -> int:
        return sum(right for _, right in self.sets)

    @property
    def planned(self) -> int:
        return self.prescribed.sets * self.prescribed.amount


@dataclass(frozen=True, slots=True)
class Felt:
    """A pain of that day, 0..10; None where the answer was "didn't lift"."""

    day: date
    value: int | None


@dataclass(frozen=True, slots=True)
class Gate:
    """The dose that opens the next stage, how often running it was met, and the first day it can open on.

    `opens` is None where the stage's days are enough already, or cannot be told.
    """

    dose: Dose
    met: int
    needed: int
    opens: date | None

    @property
    def amount(self) -> int:
        return self.dose.sets * self.dose.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Everything a picture of the way shows; days in order, the oldest first."""

    today: date
    stage: int
    """The stage of now; the number after the last one in maintenance."""
    stage_day: int
    efforts: tuple[Effort, ...]
    peaks: tuple[Felt, ...]
    """Worst pain of a day's drill, or told of a day without one."""
    mornings: tuple[Felt, ...]
    """The back on a morning, beside the day of that morning."""
    lifts: tuple[Felt, ...]
    bands: tuple[Band, ...]
    spells: tuple[Spell, ...]
    gate: Gate | None
    ahead: Dose | None
    """What the next session asks for; None where nothing may be prescribed."""
    calendar: tuple[tuple[Mark, ...], ...]
    """Weeks of seven days, Monday first, the oldest week first."""
    calendar_from: date
    """The Monday of the first of them."""
    began: date
    """The first day of the plan."""
    kept: Kept
    """Days before today that were kept, of those that asked for a session."""
    kept_lately: Kept
    """The same in the last four weeks."""
    safe: int
    """Pain up to here is safe."""
    first: date
    last: date
    """The ends of the time axis: from the first session to today, or to the day the gate can open on."""


def look_back(programme: Programme, history: History, standing: Standing) -> Progress:
    """The picture of a history as of `standing`, which was computed from it."""
    today, diary = standing.today, read_diary(history, standing.today)
    sessions = tuple(_sessions(diary))
    efforts = tuple(_effort(session) for session in sessions if session.trained)
    lived, out = bands(standing, {each.day: each.stage for each in efforts}), spells(history, standing)
    gate = _gate(programme, standing)
    first = min(efforts[0].day if efforts else today, today)
    days = Days(programme, history, standing, lived, out)
    weeks, start = days.weeks()
    kept, lately = days.kept(LATELY.days)
    return Progress(
        today=today,
        stage=standing.stage,
        stage_day=standing.stage_day,
        efforts=efforts,
        peaks=tuple(Felt(date.fromordinal(each.day), each.peak) for each in sessions if each.peak is not None),
        mornings=tuple(_mornings(diary)),
        lifts=tuple(Felt(fact.day, fact.value) for fact in history if isinstance(fact, Lifts) and fact.day <= today),
        bands=lived,
        spells=out,
        gate=gate,
        ahead=standing.prescription.dose if standing.prescription else None,
        calendar=weeks,
        calendar_from=start,
        began=days.began,
        kept=kept,
        kept_lately=lately,
        safe=programme.pain.safe_max,
        first=first,
        last=max(today, first + SHORTEST, gate.opens if gate and gate.opens else today),
    )


def _sessions(diary: Diary) -> Iterator[Session]:
    for ordinal in sorted(diary):
        session = session_of(ordinal, diary[ordinal])
        if session is not None:
            yield session


def _effort(session: Session) -> Effort:
    return Effort(
        day=date.fromordinal(session.day),
        stage=session.stage,
        sets=session.sets,
        prescribed=session.prescribed,
        easier=session.variant is Variant.EASIER,
        substitute=session.substitute,
    )


def _mornings(diary: Diary) -> Iterator[Felt]:
    for ordinal in sorted(diary):
        morning = diary[ordinal].morning
        if morning is not None:
            yield Felt(morning.day, morning.value)


def _gate(programme: Programme, standing: Standing) -> Gate | None:
    """The next gate; none in maintenance, on the way past it, or while a clinician comes first."""
    gates = next((each for each in standing.criteria if each.aim is Aim.GATES), None)
    if gates is None or standing.mode in (Mode.LOCKED, Mode.REFERRED):
        return None
    return Gate(programme.stage(standing.stage).gate, gates.have, gates.need, _opens(programme, standing))


def _opens(programme: Programme, standing: Standing) -> date | None:
    """The first day on which the stage's days can be enough, if none of them is left out."""
    needed = programme.progress.offer_from_day
    if standing.stage_day:
        left = needed - standing.stage_day
        return standing.today + timedelta(days=left) if left > 0 else None
    if standing.due is None or any(stop.started for stop in standing.journey if stop.stage == standing.stage):
        return None
    return standing.due + timedelta(days=needed - 1)


def worst(felt: Iterable[Felt], since: date) -> int | None:
    """The worst of those since that day; None where nothing was told."""
    return max((each.value for each in felt if each.value is not None and each.day >= since), default=None)
