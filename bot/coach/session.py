"""A day's session: coming back to it after days away, and what it adds to the stage."""

from __future__ import annotations

from datetime import date

from bot.coach.course import Course
from bot.coach.diary import Session
from bot.coach.gaps import exceeded
from bot.coach.model import Variant
from bot.coach.standing import Ease, Reason, Return, Verdict, Why
from bot.coach.weeks import turn

DECISIONS = {
    Return.SET_LESS: Verdict.GAP_SET_LESS,
    Return.LEVEL_BACK: Verdict.GAP_LEVEL_BACK,
    Return.LEVEL_ONE: Verdict.GAP_LEVEL_ONE,
    Return.STAGE_BACK: Verdict.GAP_STAGE_BACK,
}


def come_back(course: Course, day: int) -> Return:
    """Apply the row of the gap table before the next session, and say which one it was."""
    row = course.return_row()
    if row is Return.AS_PLANNED or course.last_day is None:
        return row
    gap, last = course.gap, date.fromordinal(course.last_day)
    if row is Return.LEVEL_BACK:
        course.level = max(1, course.level - 1)
    elif row is Return.LEVEL_ONE:
        course.level = 1
    elif row is Return.STAGE_BACK:
        course.stage_back()
    reason = Reason(Why.GAP, have=gap, need=exceeded(course.programme.gaps, row), when=last)
    course.decide(day, DECISIONS[row], reason)
    return row


def train(course: Course, day: int, session: Session) -> None:
    """Take in a day's session, or the pain that was told on a day without one."""
    course.recent.append(session)
    course.pending, course.pending_eased = session, course.ease is not Ease.NONE
    if not session.trained:
        return
    come_back(course, day)
    turn(course, day)
    course.pending_eased = course.ease is not Ease.NONE
    if course.maintaining or session.stage == course.stage:
        _in_stage(course, day, session)
    elif course.anchor is not None:
        _move_anchor(course, day)
    course.tally.add(session)
    course.sessions_total += 1
    course.gap, course.last_day = 0, day
    course.first_day = course.first_day or day
    course.before_last, course.last = course.last, session


def _in_stage(course: Course, day: int, session: Session) -> None:
    """A session of the current stage's drill (in maintenance: of any)."""
    if course.anchor is None:
        course.anchor, course.day_at, course.away = day, course.start_at, 0
        course.new_week(course.start_at)
        course.started[course.stage] = day
        course.decide(day, Verdict.STARTED)
    else:
        _move_anchor(course, day)
    course.sessions += 1
    if course.maintaining:
        course.maintained.append(session.stage)
    _see_substitute(course, session)
    if session.variant is Variant.FULL:
        course.tally.add_sides(session.sets)
    if session.complete:
        _see_full(course, session)


def _move_anchor(course: Course, day: int) -> None:
    """Count stage days from this session on."""
    course.anchor, course.day_at, course.away = day, course.stage_day(day), 0


def _see_substitute(course: Course, session: Session) -> None:
    if not session.substitute:
        course.substitute_from = None
    elif course.substitute_from is None:
        course.substitute_from = course.day_at


def _see_full(course: Course, session: Session) -> None:
    """The last session that weekly decisions and the gate look at."""
    course.last_full = session
    course.tally.full = True
    if meets_gate(course, session):
        course.gates.append(session)
        course.gate_seen = True
    else:
        course.gates.clear()


def meets_gate(course: Course, session: Session) -> bool:
    """Whether a complete session met the gate's dose on both sides, and was prescribed no lighter than it."""
    stage, given = course.current, session.prescribed
    gate = stage.gate
    if course.maintaining or (session.substitute and not stage.substitute_earns_gate):
        return False
    whole = given.sets >= gate.sets and given.amount >= gate.amount
    return whole and session.sets_of(gate.amount) >= gate.sets and not course.barred
