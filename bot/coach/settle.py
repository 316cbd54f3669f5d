"""Closing a session: once its morning is known, or the next day has come, the pain table speaks."""

from __future__ import annotations

from datetime import date

from bot.coach import pain
from bot.coach.course import Course
from bot.coach.diary import Session
from bot.coach.model import Morning
from bot.coach.standing import Ease, PainVerdict, Reason, Verdict, Why


def settle(course: Course, session: Session, morning: Morning | None) -> None:
    """Apply the pain table to a session and its next morning, None while unknown (which counts as no worse)."""
    rules = course.programme.pain
    above = None if morning is None else morning.value - course.baseline
    found = course.last_verdict = pain.verdict(rules, session, above)
    if found is PainVerdict.GO_ON:  # most sessions: nothing that refers over time ends with one
        course.watch.see_safe(session)
        _calm(course, session, above)
        return
    course.watch.see_peak(rules, session, _caution_limit(course), course.programme.progress.week_days)
    course.watch.see_verdict(found)
    long = _long_story(course, session, found)
    if long is not None:
        course.last_verdict = PainVerdict.REFER
        _stop(course, session)
        refer(course, session.day, *_reasons(course, session, morning), long)
    else:
        _ACTIONS[found](course, session, _reasons(course, session, morning))


def refer(course: Course, day: int, *reasons: Reason) -> None:
    """Pause and refer: nothing more until a clinician agreed."""
    course.referred = (*course.referred, *reasons)
    course.decide(day, Verdict.REFER, *reasons)


def _caution_limit(course: Course) -> int:
    """Peaks above this count as caution over weeks: a cleared user with a baseline in the band has it moved up."""
    rules = course.programme.pain
    cleared = rules.safe_max < course.baseline <= min(course.cleared_baseline, rules.caution_max)
    return course.baseline if cleared else rules.safe_max


def _long_story(course: Course, session: Session, found: PainVerdict) -> Reason | None:
    """What refers beyond this one session's row, None if nothing does."""
    rules, watch = course.programme.pain, course.watch
    day = date.fromordinal(session.day)
    if found is PainVerdict.REFER:
        return Reason(Why.PEAK, have=session.peak, need=rules.refer_from - 1, when=day, where=session.where)
    stops, repeat = watch.stops_within(rules, session.day), rules.stop_repeat
    if found is PainVerdict.STOP and stops >= repeat.times:
        return Reason(Why.STOPS_IN_WINDOW, have=stops, need=repeat.times, when=day, days=repeat.days)
    caution = watch.caution_for(session.day)
    if watch.caution_last == session.day and caution >= rules.caution_days and watch.caution_since is not None:
        since = date.fromordinal(watch.caution_since)
        return Reason(Why.CAUTION_LONG, have=caution, need=rules.caution_days, when=since)
    return None


def _reasons(course: Course, session: Session, morning: Morning | None) -> tuple[Reason, ...]:
    """The peak and the morning, with the limits they are held against."""
    rules, day = course.programme.pain, date.fromordinal(session.day)
    limit = rules.caution_max if (session.peak or 0) > rules.caution_max else rules.safe_max
    found = []
    if session.peak is not None:
        found.append(Reason(Why.PEAK, have=session.peak, need=limit, when=day, where=session.where))
    if morning is None:
        return (*found, Reason(Why.MORNING_UNKNOWN, when=day))
    found.append(Reason(Why.MORNING, have=morning.value, need=course.baseline, when=morning.day))
    if morning.lifted:
        found.append(Reason(Why.LIFTED, when=morning.day))
    return tuple(found)


def _calm(course: Course, session: Session, above: int | None) -> None:
    """Walk the way out of an easier or lighter dose: so many calm sessions, then the full drill one level lower."""
    if course.ease in (Ease.NONE, Ease.LONG) or not course.pending_eased or not session.trained:
        return
    if not pain.is_calm(course.programme.pain, session, above):
        return
    course.calm += 1
    needed = course.programme.pain.eased_sessions
    if course.calm >= needed:
        course.ease = Ease.NONE
        course.level = max(1, course.level - 1)
        reason = Reason(Why.CLEAN_SESSIONS, have=course.calm, need=needed, when=date.fromordinal(session.day))
        course.decide(session.day, Verdict.FULL_AGAIN, reason)


def _decided_on(session: Session, reasons: tuple[Reason, ...]) -> int:
    """The morning's day where the morning was worse than usual, else the session's own."""
    worse = any(found.why is Why.MORNING and (found.have or 0) > (found.need or 0) for found in reasons)
    return session.day + 1 if worse else session.day


def _hold(course: Course, session: Session, reasons: tuple[Reason, ...]) -> None:
    course.tally.held = session.day
    course.calm = 0
    course.decide(_decided_on(session, reasons), Verdict.HOLD, *reasons)


def _lighten(course: Course, session: Session, ease: Ease) -> None:
    end_long(course, session.day)
    course.tally.held = session.day
    course.ease_to(ease)


def _reduce_third(course: Course, session: Session, reasons: tuple[Reason, ...]) -> None:
    _lighten(course, session, Ease.THIRD)
    course.decide(_decided_on(session, reasons), Verdict.REDUCE_THIRD, *reasons)


def _reduce(course: Course, session: Session, reasons: tuple[Reason, ...]) -> None:
    _lighten(course, session, Ease.EASIER)
    course.decide(_decided_on(session, reasons), Verdict.REDUCE, *reasons)


def _easier(course: Course, session: Session, reasons: tuple[Reason, ...]) -> None:
    """The easier variant; where that was said before and did not help, one stage back."""
    _lighten(course, session, Ease.EASIER)
    running = course.programme.pain.easier_running
    if course.watch.worse_running < running:
        course.decide(_decided_on(session, reasons), Verdict.EASIER, *reasons)
        return
    twice = Reason(Why.TWICE_RUNNING, have=course.watch.worse_running, need=running)
    course.watch.worse_running = 0
    course.last_verdict = PainVerdict.STAGE_BACK
    course.ease = Ease.NONE
    course.stage_back()
    course.decide(_decided_on(session, reasons), Verdict.PAIN_STAGE_BACK, *reasons, twice)


def _stop_row(course: Course, session: Session, reasons: tuple[Reason, ...]) -> None:
    _stop(course, session)
    course.decide(session.day, Verdict.STOP, *reasons)


def _stop(course: Course, session: Session) -> None:
    """A stop's 48 hours run whatever else is decided; a referral for milder pain has none."""
    _lighten(course, session, Ease.EASIER)
    if (session.peak or 0) > course.programme.pain.caution_max:
        course.off_since = session.day


def end_long(course: Course, day: int) -> None:
    """End the two easier weeks: the stage counts on from its restart day at level 1."""
    if course.ease is Ease.LONG:
        course.ease = Ease.NONE
        course.restart(day, course.programme.progress.restart_day)


_ACTIONS = {
    PainVerdict.HOLD: _hold,
    PainVerdict.REDUCE_THIRD: _reduce_third,
    PainVerdict.REDUCE: _reduce,
    PainVerdict.EASIER: _easier,
    PainVerdict.STOP: _stop_row,
}
