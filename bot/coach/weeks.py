"""Week's ends: what happens to the dose after seven stage days, and to a stage that takes long.

Weeks are turned when they are looked at, before a session or for the standing of a day: only then is it known
whether the days since the last session count as stage days or were a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median

from bot.coach.aims import is_open
from bot.coach.course import Course
from bot.coach.diary import Session
from bot.coach.gaps import exceeded
from bot.coach.model import Unit
from bot.coach.programme import ProgressRules
from bot.coach.settle import end_long, refer
from bot.coach.standing import Ease, Reason, Return, Verdict, Why


def turn(course: Course, day: int) -> None:
    """Take every week's end that lies before that day, and what a long stage brings."""
    stage_day, length = course.stage_day(day), course.programme.progress.week_days
    while course.weeks_decided < (stage_day - 1) // length:
        _end_week(course, day, (course.weeks_decided + 1) * length + 1)
    if course.ease is Ease.LONG:
        _end_long_stage(course, day)
    elif stage_day >= course.programme.progress.choose_from_day:
        _begin_long_stage(course, day)


def choice_open(course: Course, day: int) -> bool:
    """Whether the stage took so long that the user chooses how to go on."""
    late = course.stage_day(day) >= course.programme.progress.choose_from_day
    return late and not course.maintaining and course.ease is not Ease.LONG and not is_open(course, day)


def _end_week(course: Course, day: int, next_day: int) -> None:
    """Decide about the week before stage day `next_day`, as of that day; the first row that matches wins."""
    first = _day_of(course, day, next_day)
    if not _eased_or_back(course, first):
        _progress(course, first)
    course.repeat = False
    course.new_week(next_day, first)
    _mean_up(course, first)


def _day_of(course: Course, day: int, stage_day: int) -> int:
    """The day on which it was that stage day, told from a later one."""
    return day - (course.stage_day(day) - stage_day)


def _eased_or_back(course: Course, day: int) -> bool:
    """The rows above the week's end: an easier dose or a return after a gap leaves the level alone."""
    if course.ease is not Ease.NONE:
        course.lead = ""
        course.decide(day, Verdict.REPEAT, Reason(Why.EASED))
        return True
    row = course.return_row()
    if row is not Return.AS_PLANNED:
        course.decide(day, Verdict.REPEAT, Reason(Why.GAP, have=course.gap, need=exceeded(course.programme.gaps, row)))
        return True
    return False


def _progress(course: Course, day: int) -> None:
    for row in (_weaker_side, _short_week, _level_up):
        if row(course, day):
            return


def _weaker_side(course: Course, day: int) -> bool:
    """Sides that differ too much: the weaker one leads and both get its dose until the gap closes."""
    course.lead = ""
    found = side_gap(course.programme.progress, course.current.unit, course.tally.lefts, course.tally.rights)
    if found is None or course.maintaining:
        return False
    stage, unit = course.current, course.current.unit
    course.lead = found.detail
    weaker = course.tally.lefts if found.detail == "left" else course.tally.rights
    wanted = int(median(weaker)) + course.programme.progress.lead_step.of(unit)
    course.lead_amount = min(max(wanted, stage.doses[0].amount), stage.dose(course.level).amount)
    course.decide(day, Verdict.WEAKER_SIDE, found)
    return True


def side_gap(rules: ProgressRules, unit: Unit, lefts: Sequence[int], rights: Sequence[int]) -> Reason | None:
    """The difference of the sides' medians where it is over the loosest of the tolerances, else None."""
    if not lefts:
        return None
    left, right = median(lefts), median(rights)
    allowed = max(rules.side_gap.of(unit), rules.side_gap_share * max(left, right))
    if abs(left - right) <= allowed:
        return None
    return Reason(Why.SIDE_GAP, have=abs(left - right), need=allowed, detail="left" if left < right else "right")


def _short_week(course: Course, day: int) -> bool:
    """Fewer sessions than required: the same dose again, no blame; twice running, fewer days are offered."""
    week = course.week()
    if week.done >= week.required or course.maintaining:
        course.short_weeks = course.short_most = 0
        return False
    course.short_weeks += 1
    course.short_most = max(course.short_most, week.done)
    course.decide(day, Verdict.REPEAT_SHORT, Reason(Why.SESSIONS_WEEK, have=week.done, need=week.required))
    return True


def fewer_days(course: Course) -> int | None:
    """How many planned days to offer after short weeks: as many as were managed, but not below the fewest."""
    rules = course.programme.progress
    planned = len(course.weekdays)
    if course.short_weeks < rules.short_weeks or planned <= rules.fewest_days:
        return None
    return max(rules.fewest_days, min(course.short_most, planned - 1))


def _level_up(course: Course, day: int) -> bool:
    """The next dose level, where the last full session of the week was near its dose and nothing holds it."""
    reasons = _against_level_up(course)
    if reasons:
        course.decide(day, Verdict.REPEAT, *reasons)
        return True
    near = _near_dose(course)
    course.level += 1
    course.raised = day
    course.decide(day, Verdict.LEVEL_UP, near, Reason(Why.LEVEL, have=course.level, need=course.level - 1))
    return True


def _against_level_up(course: Course) -> tuple[Reason, ...]:
    session = _last_full_of_week(course)
    checks = (
        _chosen(course),
        _held(course),
        Reason(Why.NO_FULL_SESSION) if session is None else _session_allows(course, session),
        Reason(Why.TOP_LEVEL, have=course.level) if course.level >= course.top_level else None,
    )
    return tuple(reason for reason in checks if reason is not None)


def _chosen(course: Course) -> Reason | None:
    return Reason(Why.CHOICE, detail="repeat") if course.repeat else None


def _held(course: Course) -> Reason | None:
    held = course.tally.held
    return None if held is None else Reason(Why.HELD, when=date.fromordinal(held))


def _session_allows(course: Course, session: Session) -> Reason | None:
    """Why that session earns no higher dose; None where it does."""
    safe = course.programme.pain.safe_max
    when = date.fromordinal(session.day)
    if session.peak is None:
        return Reason(Why.PAIN_UNKNOWN, when=when)
    if session.peak > safe:
        return Reason(Why.PEAK, have=session.peak, need=safe, when=when, where=session.where)
    near = _near_dose(course)
    return None if near.have is not None and near.need is not None and near.have >= near.need else near


def _near_dose(course: Course) -> Reason:
    """How much the weakest prescribed set of the last full session reached, and how much is near enough."""
    session = course.last_full
    assert session is not None  # noqa: S101 - only asked where there is one
    stage = course.programme.stage(session.stage)
    need = stage.dose(course.level).amount - course.programme.progress.near_dose.of(stage.unit)
    reached = sorted((min(pair) for pair in session.sets), reverse=True)[: session.prescribed.sets]
    return Reason(Why.NEAR_DOSE, have=reached[-1], need=need, when=date.fromordinal(session.day))


def _last_full_of_week(course: Course) -> Session | None:
    return course.last_full if course.tally.full else None


def _mean_up(course: Course, day: int) -> None:
    """The week's mean rose week after week and is no longer low: refer."""
    rules = course.programme.pain.mean_rise
    if course.watch.rising(rules):
        means = course.watch.means
        before = means[-rules.weeks - 1]
        refer(course, day, Reason(Why.MEAN_UP, have=means[-1], need=before, days=rules.weeks))
        course.watch.means.clear()


def _end_long_stage(course: Course, day: int) -> None:
    """The end of two easier weeks."""
    rules = course.programme.progress
    last = course.long_from + rules.easier_days
    if course.stage_day(day) >= last:
        over = _day_of(course, day, last)
        end_long(course, over)
        course.decide(over, Verdict.LONG_EASIER_OVER, Reason(Why.STAGE_DAY, have=rules.restart_day))


def _begin_long_stage(course: Course, day: int) -> None:
    """Two easier weeks, where the choice was left open for long enough and no dose was earned lately."""
    rules = course.programme.progress
    waited, most = course.stage_day(day) - rules.choose_from_day, rules.choose_default_days
    moving = course.raised is not None and day - course.raised < rules.choose_after_rise_days
    if waited >= most and not moving and choice_open(course, day):
        since = _day_of(course, day, rules.choose_from_day + most)
        go_easy(course, since)
        course.decide(since, Verdict.LONG_EASIER, Reason(Why.NO_ANSWER, have=most, need=most))


def go_easy(course: Course, day: int) -> None:
    """Two weeks of the easier variant; where pain made it easier already, its own way out leads on."""
    if course.ease is Ease.EASIER:
        course.restart(day, course.programme.progress.restart_day)
    else:
        course.ease = Ease.LONG
        course.long_from = course.stage_day(day)
