"""The standing of a day, put together from the course as it is at the end of what is known of that day."""

from __future__ import annotations

from datetime import date, timedelta

from bot.coach import aims, prescribe, receipt, weeks
from bot.coach.alarms import asks_severity
from bot.coach.course import Course
from bot.coach.days import next_planned
from bot.coach.diary import EMPTY, Day
from bot.coach.session import come_back
from bot.coach.settle import settle
from bot.coach.standing import Doubt, Locked, Mode, Return, StageDates, Standing

TURNING = (Mode.TRAINING, Mode.MAINTENANCE, Mode.SCREENING)
"""Where weeks go on and a return is looked ahead to; the other modes first have to end."""


def standing(course: Course, today: date) -> Standing:
    """Close what is open and answer. Only for the last day of a fold: the course is not to be used afterwards."""
    day = today.toordinal()
    entry = course.diary.get(day, EMPTY)
    trained = course.last_day == day
    returning = _look_ahead(course, day, trained=trained)
    aims.watch_offer(course, day)
    offer = aims.offer(course, day)
    prescription = prescribe.prescribe(course, returning)
    return Standing(
        today=today,
        mode=course.mode,
        stage=course.stage,
        stage_day=course.stage_day(day),
        week=course.week(),
        level=course.level,
        ease=course.ease,
        returning=returning,
        prescription=prescription,
        due=_due(course, today, busy=trained or entry.skipped) if prescription is not None else _back(course),
        weekdays=course.days,
        trained_today=trained,
        skipped_today=entry.skipped,
        criteria=aims.criteria(course, day),
        offer=offer,
        extended=offer is None and _extended(course, day),
        choose=course.mode is Mode.TRAINING and weeks.choice_open(course, day),
        fewer_days=weeks.fewer_days(course),
        ask_screening=course.screened is None or course.screen_due,
        ask_baseline=course.baseline_day is None or course.baseline_due,
        ask_morning=_ask_morning(course, day, entry),
        ask_off=_ask_off(course, day, entry),
        ask_signs=course.off_since == day,
        ask_form=_ask_form(course, day),
        ask_hang=_ask_hang(course, day),
        ask_lifts=_ask_lifts(course, day),
        steady=_steady(course, day),
        check_due=_check_due(course, day),
        doubt=_doubt(course),
        baseline=course.baseline,
        locked=_locked(course),
        referred=course.referred,
        paused_until=course.paused_until if course.paused else None,
        off_since=_date(course.off_since),
        last=receipt.view(course),
        facts=receipt.facts(course),
        decisions=tuple(course.decisions),
        journey=_journey(course),
        sessions_total=course.sessions_total,
        weeks_kept=course.kept_weeks(),
    )


def _look_ahead(course: Course, day: int, *, trained: bool) -> Return:
    """Close today's session as far as it is known; without one, do what comes before the next."""
    if course.pending is not None:
        settle(course, course.pending, None)
    if trained or course.mode not in TURNING:
        return Return.AS_PLANNED
    returning = come_back(course, day)
    weeks.turn(course, day)
    return returning


def _due(course: Course, today: date, *, busy: bool) -> date | None:
    return next_planned(course.days, today + timedelta(days=1) if busy else today)


def _back(course: Course) -> date | None:
    """Where nothing is prescribed for now, the day is known only of a pause with an end."""
    if course.mode is not Mode.PAUSED or course.paused_until is None:
        return None
    return next_planned(course.days, course.paused_until)


def _extended(course: Course, day: int) -> bool:
    from_day = course.programme.progress.extend_from_day
    return course.mode is Mode.TRAINING and course.stage_day(day) >= from_day


def _ask_morning(course: Course, day: int, entry: Day) -> bool:
    """The morning after every session, unless an alarm is in force."""
    yesterday = course.before_last if course.last_day == day else course.last
    trained = yesterday is not None and yesterday.day == day - 1
    return trained and entry.morning is None and course.tier is None


def _ask_off(course: Course, day: int, entry: Day) -> bool:
    return course.mode is Mode.OFF and day >= course.off_over and entry.morning is None


def _ask_form(course: Course, day: int) -> bool:
    """Once the numbers met the gate; after an answer other than yes again later, when they met it anew."""
    if course.maintaining or not course.gate_seen or course.form == "yes":
        return False
    if not course.form:
        return True
    again = course.programme.progress.form_again_days
    return day - course.form_day >= again and bool(course.gates) and course.gates[-1].day > course.form_day


def _ask_hang(course: Course, day: int) -> bool:
    if course.mode is not Mode.TRAINING or not course.hang_pending:
        return False
    return course.hang_day is None or day - course.hang_day >= course.programme.progress.hang_again_days


def _ask_lifts(course: Course, day: int) -> bool:
    """Once a week: on the seventh day, counted with that of the first session or of the last answer."""
    since = course.lifts_day or course.first_day
    every = course.programme.progress.lifts_every_days
    return since is not None and course.tier is None and day - since >= every - 1


def _steady(course: Course, day: int) -> bool:
    """Whether nearly everything of the last weeks was logged, the last planned day included."""
    rules = course.programme.reminders
    first = day - rules.taper_days
    if course.first_day is None or course.first_day > first:
        return False
    planned = [each for each in range(first, day) if course.is_planned(each)]
    logged = [bool(entry.logs) for each in planned if not (entry := course.diary.get(each, EMPTY)).skipped]
    return bool(logged) and logged[-1] and sum(logged) >= rules.taper_from_share * len(logged)


def _check_due(course: Course, day: int) -> bool:
    if course.mode is not Mode.MAINTENANCE:
        return False
    since = max(course.baseline_day or 0, course.passed.get(course.programme.last, 0))
    return day - since >= course.programme.maintenance.check_days


def _doubt(course: Course) -> Doubt | None:
    return None if course.doubt is None else Doubt(course.stage, date.fromordinal(course.doubt))


def _locked(course: Course) -> Locked | None:
    if course.tier is None:
        return None
    ask = asks_severity(course.programme.alarms, course.signs)
    return Locked(course.tier, tuple(course.signs), date.fromordinal(course.locked_since), ask)


def _journey(course: Course) -> tuple[StageDates, ...]:
    return tuple(
        StageDates(
            number, _date(course.started.get(number)), _date(course.passed.get(number)), number in course.substituted
        )
        for number in range(1, course.programme.last + 2)
    )


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)
