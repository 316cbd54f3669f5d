"""Writing down what was trained and felt: logs, pains and mornings, their correction and their undo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.coach.model import Choice, Dose, Fact, Log, Morning, Pain, Pair, Pause, Resume, Skip, Unit, Variant, Where
from bot.coach.standing import Ease, Mode, Prescription
from bot.services.turn import Turn

TOLD = (Log, Pain, Morning, Skip, Pause, Choice)
"""What a user may take back."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a log of a day is read and written against: the prescription, or the stage's dose where none is open."""

    stage: int
    variant: Variant
    substitute: bool
    dose: Dose
    unit: Unit


def planned(turn: Turn, day: date) -> Planned:
    """The day's prescription; a day that was begun keeps the one it began with."""
    logs = logs_of(turn, day)
    if logs:
        first = logs[0]
        unit = turn.desk.programme.stage(first.stage).unit
        return Planned(first.stage, first.variant, first.substitute, first.prescribed, unit)
    standing = turn.standing_on(day)
    if standing.prescription is not None:
        return _as_planned(standing.prescription)
    number = min(standing.stage, turn.desk.programme.last)
    stage = turn.desk.programme.stage(number)
    variant = Variant.FULL if standing.ease is Ease.NONE else Variant.EASIER
    return Planned(number, variant, False, stage.dose(standing.level), stage.unit)


def _as_planned(prescription: Prescription) -> Planned:
    p = prescription
    return Planned(p.stage, p.variant, p.substitute, p.dose, p.unit)


def logs_of(turn: Turn, day: date) -> tuple[Log, ...]:
    return tuple(fact for fact in turn.told_of(day) if isinstance(fact, Log))


def sets_of(turn: Turn, day: date) -> tuple[Pair, ...]:
    """Everything done on a day, in the order it was told."""
    return tuple(pair for log in logs_of(turn, day) for pair in log.sets)


def pains_of(turn: Turn, day: date) -> list[Pain]:
    return [fact for fact in turn.told_of(day) if isinstance(fact, Pain)]


def pain_of(turn: Turn, day: date) -> Pain | None:
    """The worst pain told of a day."""
    return max(pains_of(turn, day), key=lambda pain: pain.value, default=None)


def mornings_of(turn: Turn, day: date) -> list[Morning]:
    return [fact for fact in turn.told_of(day) if isinstance(fact, Morning)]


def morning_of(turn: Turn, day: date) -> Morning | None:
    """What was last told of a morning."""
    mornings = mornings_of(turn, day)
    return mornings[-1] if mornings else None


def last_session_day(turn: Turn) -> date | None:
    return max((fact.day for fact in turn.history if isinstance(fact, Log)), default=None)


def fits(turn: Turn, day: date, sets: tuple[Pair, ...]) -> bool:
    """Whether a second log reads as the rest of a session told set by set."""
    logs = logs_of(turn, day)
    recent = turn.now - logs[-1].at <= timedelta(hours=turn.desk.programme.logging.append_hours)
    return recent and len(sets_of(turn, day)) + len(sets) <= logs[0].prescribed.sets


async def write(
    turn: Turn,
    day: date,
    sets: tuple[Pair, ...],
    *,
    pain: int | None = None,
    where: Where | None = None,
    replacing: bool = False,
    begun: Planned | None = None,
) -> int:
    """Write a log (with its pain) as one entry and return the entry; `replacing` takes the day's earlier logs back.

    `begun` is what the sets were done against, where that was settled before they were written.
    """
    plan = begun or planned(turn, day)
    old = {fact.id for fact in logs_of(turn, day)} if replacing else set()
    facts: list[Fact] = [
        Log(
            at=turn.now,
            day=day,
            stage=plan.stage,
            variant=plan.variant,
            substitute=plan.substitute,
            prescribed=plan.dose,
            sets=sets,
        )
    ]
    if pain is not None:
        facts.append(Pain(at=turn.now, day=day, value=pain, where=where))
    if turn.standing.mode is Mode.PAUSED and day == turn.today:
        facts.append(Resume(at=turn.now, day=day))
    entry = await turn.record(*facts)
    if old:
        await turn.retract(old, by=entry)
    return entry


async def write_pain(
    turn: Turn, day: date, value: int, where: Where | None = None, *, correcting: bool = False
) -> None:
    """Write the worst pain of a day; `correcting` takes back what was told of it before."""
    old = pains_of(turn, day)
    if old and (old[-1].value, old[-1].where) == (value, where or old[-1].where):
        return
    entry = await turn.record(Pain(at=turn.now, day=day, value=value, where=where))
    if correcting and old:
        await turn.retract({fact.id for fact in old}, by=entry)


async def write_morning(turn: Turn, day: date, value: int, *, lifted: bool = False) -> None:
    """Write how the back was on a morning; a second answer replaces the first."""
    old = mornings_of(turn, day)
    if old and (old[-1].value, old[-1].lifted) == (value, lifted):
        return
    entry = await turn.record(Morning(at=turn.now, day=day, value=value, lifted=lifted))
    if old:
        await turn.retract({fact.id for fact in old}, by=entry)


def last_entry(turn: Turn) -> int | None:
    """The entry that an undo without a name means: the last one in which the user told something."""
    return max((record.entry for record in turn.records if isinstance(record.fact, TOLD)), default=None)


def entry_of_message(turn: Turn, message_id: int | None) -> int | None:
    """The entry that stands from a message of the user's."""
    if message_id is None:
        return None
    return next((r.entry for r in reversed(turn.records) if r.message_id == message_id), None)


def last_log_entry(turn: Turn) -> int | None:
    return max((r.entry for r in turn.records if isinstance(r.fact, Log | Pain)), default=None)


def facts_of(turn: Turn, entry: int) -> tuple[Fact, ...]:
    return tuple(record.fact for record in turn.records if record.entry == entry)


@dataclass(frozen=True, slots=True)
class Correction:
    """What an edit carries; what it does not carry stays."""

    sets: tuple[Pair, ...] | None = None
    pain: int | None = None
    where: Where | None = None
    day: date | None = None


async def correct(turn: Turn, entry: int, correction: Correction) -> date:
    """Replace what an entry says; returns the drill day it now speaks of. One undo takes the correction back."""
    facts = facts_of(turn, entry)
    old_day = next((f.day for f in facts if isinstance(f, Log | Pain)), turn.today)
    day = correction.day or old_day
    replaced, added = _corrected(turn, facts, old_day, day, correction)
    if added:
        new = await turn.record(*added)
        await turn.retract({fact.id for fact in replaced}, by=new)
    return day


def _corrected(
    turn: Turn, facts: Iterable[Fact], old_day: date, day: date, correction: Correction
) -> tuple[list[Fact], list[Fact]]:
    """Which facts go and which come instead."""
    logs = [f for f in facts if isinstance(f, Log)]
    if correction.sets is not None or correction.day is not None:
        logs = logs or list(logs_of(turn, old_day))
    pains = pains_of(turn, old_day)
    gone: list[Fact] = []
    come: list[Fact] = []
    if logs and correction.sets is not None:
        gone += logs
        come.append(replace(logs[0], id=0, at=turn.now, day=day, sets=correction.sets))
    elif logs and day != old_day:
        gone += logs
        come += [replace(log, id=0, day=day) for log in logs]
    if correction.pain is not None:
        gone += pains
        where = correction.where or (pains[-1].where if pains else None)
        come.append(Pain(at=turn.now, day=day, value=correction.pain, where=where))
    elif day != old_day:
        gone += pains
        come += [replace(pain, id=0, day=day) for pain in pains]
    return gone, come
