"""The one question the core answers: given what happened, where does this person stand today?

The days of the history are gone through once, from the first told to today; a day costs the same whatever came
before it. Each day first closes the session before it (its morning is known now), then takes the day's facts in
the order in which they were told, and the day's session among them.
"""

from __future__ import annotations

from datetime import date

from bot.coach.aims import watch_offer
from bot.coach.course import Course
from bot.coach.diary import EMPTY, Session, read_diary, session_of
from bot.coach.events import happen
from bot.coach.model import Choice, Consent, Fact, History, Morning
from bot.coach.outlook import standing
from bot.coach.programme import Programme
from bot.coach.session import train
from bot.coach.settle import refer, settle
from bot.coach.standing import Ease, Mode, Reason, Standing, Verdict, Why

AWAY = frozenset({Mode.LOCKED, Mode.REFERRED, Mode.PAUSED, Mode.SCREENING})


def assess(programme: Programme, history: History, today: date) -> Standing:
    """Fold the days of a history into the standing of `today`; facts of later days are not looked at.

    Pure and total: every history has a standing, and the same history always the same one.
    """
    course = Course(programme, read_diary(history, today), final_consent(history, today))
    last = today.toordinal()
    for day in range(min(course.diary, default=last), last):
        live(course, day)
        close(course, day)
    live(course, last)
    return standing(course, today)


def final_consent(history: History, today: date) -> Consent | None:
    """The latest yes to an offer up to today."""
    for fact in reversed(history):
        if isinstance(fact, Consent) and fact.accepted and fact.day <= today:
            return fact
    return None


def live(course: Course, day: int) -> None:
    """One day of the course's diary, as far as it is told."""
    entry = course.diary.get(day, EMPTY)
    _wake(course, day, entry.morning)
    session = session_of(day, entry)
    if session is None:
        for fact in entry.events:
            happen(course, day, fact)
        return
    if not entry.events:
        train(course, day, session)
        return
    at = _place(course, entry.events, session)
    for fact in entry.events[:at]:
        happen(course, day, fact)
    train(course, day, session)
    for fact in entry.events[at:]:
        happen(course, day, fact)


def _place(course: Course, events: list[Fact], session: Session) -> int:
    """How many of a day's events came before its session.

    Corrected logs are told late, so the order of telling alone would put a yes to the next stage before the session
    that it rests on: a session of the stage before comes first, unless the user went back to it that day.
    """
    at = sum(1 for fact in events if fact.at <= session.at)
    for index, fact in enumerate(events[:at]):
        if isinstance(fact, Consent) and session.stage < fact.stage <= course.programme.last:
            went_back = any(isinstance(later, Choice) for later in events[index:at])
            return at if went_back else index
    return at


def _wake(course: Course, day: int, morning: Morning | None) -> None:
    """What a new day brings by itself: the last session is closed, pauses end, questions become due."""
    if course.pending is not None:
        settle(course, course.pending, morning)
        course.pending = None
        course.gates_before = len(course.gates)
    if course.off_since is not None and morning is not None and day >= course.off_over:
        _answer_off(course, day, course.off_since, morning)
    if course.paused and course.paused_until is not None and day >= course.paused_until.toordinal():
        course.paused = False
    _grow_old(course, day)


def _answer_off(course: Course, day: int, stopped: int, morning: Morning) -> None:
    """The hours off are over: a calm back goes on with the easier variant, one that stays sore is referred."""
    rules = course.programme.pain
    if morning.value <= rules.safe_max:
        course.off_since = None
        course.ease_to(Ease.EASIER)
        course.decide(
            day, Verdict.RESTART, Reason(Why.BACK_CALM, have=morning.value, need=rules.safe_max, when=morning.day)
        )
    elif day - stopped >= rules.off_ask_days and not course.referred:
        when = date.fromordinal(stopped)
        refer(
            course, day, Reason(Why.STILL_SORE, have=morning.value, need=rules.safe_max, when=when, days=day - stopped)
        )


def _grow_old(course: Course, day: int) -> None:
    """Screening and baseline are asked again after days away, and by the calendar."""
    rules, screened, last = course.programme.screening, course.screened, course.last_day
    if screened is not None:
        away = day - (screened if last is None or last < screened else last) - 1
        if away > rules.again_after_away_days or day - screened >= rules.again_every_days:
            course.screen_due = course.baseline_due = True
    if course.baseline_day is not None and day - course.baseline_day >= rules.baseline_every_days:
        course.baseline_due = True


def close(course: Course, day: int) -> None:
    """End a day: watch for an offer, and count it as away, as excused, or as a planned day that went by."""
    watch_offer(course, day)
    if course.last_day == day:
        return
    mode, planned = course.mode, course.is_planned(day)
    if planned:
        course.gap += 1
    if mode in AWAY:
        course.away += 1
    elif planned:
        (course.tally.excused if mode is Mode.OFF else course.tally.missed).append(day)
