"""One fact for every log: the gap between the sides, the trend, or the distance to the gate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.coach.course import Course
from bot.coach.diary import Session
from bot.coach.standing import Reason, SessionView, Why
from bot.coach.weeks import side_gap


def facts(course: Course) -> tuple[Reason, ...]:
    """What the last session shows, the most telling first; empty before the first session."""
    session = course.last
    return () if session is None else tuple(_facts(course, session))


def _facts(course: Course, session: Session) -> Iterator[Reason]:
    stage = course.programme.stage(session.stage)
    pairs = [(left, right) for left, right in session.sets if left and right]
    gap = side_gap(course.programme.progress, stage.unit, [left for left, _ in pairs], [right for _, right in pairs])
    if gap is not None:
        yield gap
    before = course.before_last
    if before is not None and (before.stage, before.variant) == (session.stage, session.variant):
        yield Reason(Why.TREND, have=_total(session), need=_total(before), when=date.fromordinal(before.day))
    if not course.maintaining and session.stage == course.stage:
        reached = sorted((min(pair) for pair in session.sets), reverse=True)[: stage.gate.sets]
        weakest = reached[-1] if len(reached) >= stage.gate.sets else 0
        yield Reason(Why.GATE_DISTANCE, have=weakest, need=stage.gate.amount, detail=str(len(reached)))


def _total(session: Session) -> int:
    """Both sides of all sets together, in the drill's unit."""
    return sum(left + right for left, right in session.sets)


def view(course: Course) -> SessionView | None:
    """The last session as the rules saw it."""
    session = course.last
    if session is None:
        return None
    entry = course.diary.get(session.day + 1)
    return SessionView(
        day=date.fromordinal(session.day),
        stage=session.stage,
        variant=session.variant,
        substitute=session.substitute,
        prescribed=session.prescribed,
        sets=session.sets,
        peak=session.peak,
        where=session.where,
        morning=None if entry is None or entry.morning is None else entry.morning.value,
        gate=any(gate is session for gate in course.gates),
        verdict=course.last_verdict,
    )
