"""Facts that change the course: locks and clearances, screening, plans, answers, consents and the user's choices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.coach import aims
from bot.coach.alarms import strictest
from bot.coach.course import Course
from bot.coach.days import EVERY_DAY
from bot.coach.model import (
    Baseline,
    Carried,
    Choice,
    Clearance,
    Consent,
    Fact,
    Form,
    Hang,
    Lifts,
    Lock,
    Pause,
    Plan,
    Resume,
    Screening,
)
from bot.coach.pain import PainWatch
from bot.coach.settle import settle
from bot.coach.standing import Ease, Reason, Verdict, Why
from bot.coach.weeks import choice_open, go_easy, turn


def happen(course: Course, day: int, fact: Fact) -> None:
    """Take in one fact; facts of an unknown kind change nothing."""
    action = _ACTIONS.get(type(fact))
    if action is not None:
        action(course, day, fact)


def _lock(course: Course, day: int, fact: Lock) -> None:
    if course.tier is None:
        course.locked_since = day
    course.tier = fact.tier if course.tier is None else strictest((course.tier, fact.tier))
    course.signs.extend(sign for sign in fact.signs if sign not in course.signs)
    course.decide(day, Verdict.LOCK, *(Reason(Why.SIGN, when=fact.day, detail=sign) for sign in fact.signs))


def _clearance(course: Course, day: int, fact: Clearance) -> None:
    """A clinician agreed: locks and referrals are lifted. A misreading lifts the lock only, as if it had not been."""
    locked = course.tier is not None
    course.tier = None
    course.signs.clear()
    if not fact.misread and course.pending is not None:
        settle(course, course.pending, None)  # what is cleared includes what hurt earlier that day
        course.pending = None
    if fact.misread:
        course.decide(day, Verdict.MISREAD, Reason(Why.CLEARANCE, when=fact.day))
        return
    if locked or course.referred:
        _begin_anew(course, day)
    course.cleared_baseline = max(course.cleared_baseline, course.baseline)
    course.decide(day, Verdict.CLEARED, Reason(Why.CLEARANCE, when=fact.day))


def _begin_anew(course: Course, day: int) -> None:
    """After a lock or a referral: easier variant, level 1, every window new; 48 h off are served to their end."""
    course.referred = ()
    course.watch = PainWatch()
    course.tally.peaks.clear()
    course.clear_run()
    if course.off_since is not None and day >= course.off_over:
        course.off_since = None
    if course.sessions_total:
        course.level = 1
        course.ease = Ease.EASIER
        course.calm = 0


def _pause(course: Course, day: int, fact: Pause) -> None:
    course.paused = fact.until is None or fact.until > fact.day
    course.paused_until = fact.until


def _resume(course: Course, day: int, fact: Resume) -> None:
    course.paused = False


def _screening(course: Course, day: int, fact: Screening) -> None:
    course.screened, course.screen_due = day, False
    if fact.yes:
        reasons = tuple(Reason(Why.SCREENING_YES, when=fact.day, detail=item) for item in fact.yes)
        _screened_out(course, day, *reasons)


def _baseline(course: Course, day: int, fact: Baseline) -> None:
    """The usual back pain; high, and higher than a clinician has agreed to, it refers."""
    course.baseline, course.baseline_day, course.baseline_due = fact.value, day, False
    limit = course.programme.screening.clinician_from_baseline
    if fact.value >= limit and fact.value > course.cleared_baseline:
        _screened_out(course, day, Reason(Why.BASELINE_HIGH, have=fact.value, need=limit, when=fact.day))


def _screened_out(course: Course, day: int, *reasons: Reason) -> None:
    course.referred = (*course.referred, *reasons)
    course.decide(day, Verdict.SCREENED_OUT, *reasons)


def _plan(course: Course, day: int, fact: Plan) -> None:
    """New days or kit. A bar where there was none reopens the hanging stage."""
    course.weekdays = tuple(sorted(set(fact.weekdays))) or EVERY_DAY
    course.missing_kit = frozenset(fact.missing_kit)
    course.arrange()
    course.short_weeks = course.short_most = 0
    last = course.programme.last
    if course.maintaining and course.without_hanging and not course.substitute:
        course.without_hanging = False
        course.ease = Ease.NONE
        course.enter(last)
        needs = course.programme.stage(last).drill.needs
        course.decide(day, Verdict.REOPENED, *(Reason(Why.KIT, when=fact.day, detail=piece) for piece in needs))


def _form(course: Course, day: int, fact: Form) -> None:
    if fact.stage == course.stage:
        course.form, course.form_day = fact.answer, day


def _hang(course: Course, day: int, fact: Hang) -> None:
    if course.current.hang_seconds is not None:
        course.hang, course.hang_day = fact.able, day


def _lifts(course: Course, day: int, fact: Lifts) -> None:
    course.lifts_day = day


def _consent(course: Course, day: int, fact: Consent) -> None:
    if fact.stage != course.stage + 1 or course.maintaining:
        return
    aims.watch_offer(course, day)
    if fact.accepted:
        _accept(course, day, fact)
    else:
        course.declined = course.offer_said = day
        course.decide(day, Verdict.DECLINED, Reason(Why.CONSENT, when=fact.day))


def _accept(course: Course, day: int, fact: Consent) -> None:
    """Go on, where the offer is open, or was when it was agreed to; a correction may take it back or ask.

    Same grounds now as then, but not open: the programme file changed since, and what was agreed stands. So does an
    advance that a later one has been built upon.
    """
    if aims.is_open(course, day):
        _advance(course, day, Verdict.ADVANCE, fact)
        return
    lacking = aims.missing(course, day)
    fixed = fact is not course.final_consent or fact.grounds == aims.grounds(course, day)
    if course.barred or not fact.grounds.startswith(fact.day.isoformat()):
        course.decide(day, Verdict.NOT_OPEN, *lacking)
    elif fixed:
        _advance(course, day, Verdict.ADVANCE, fact)
    elif aims.worst(course, day) > fact.worst and aims.fails_by_pain(course, day):
        course.decide(day, Verdict.ADVANCE_VOID, Reason(Why.EVIDENCE_CHANGED, when=fact.day), *lacking)
    else:
        _advance(course, day, Verdict.ADVANCE_DOUBTED, fact, Reason(Why.EVIDENCE_CHANGED, when=fact.day), *lacking)
        course.doubt = day


def _advance(course: Course, day: int, verdict: Verdict, fact: Consent, *doubts: Reason) -> None:
    stage = course.stage
    rests_on = doubts or aims.as_reasons(course, day)
    if any(gate.substitute for gate in course.gates) or aims.beside_gate(course):
        course.substituted.add(stage)
    course.without_hanging = aims.beside_gate(course)
    course.passed[stage] = day
    course.doubt = None
    course.ease = Ease.NONE
    level = course.level
    course.enter(stage + 1)
    if course.maintaining:
        course.level = min(level, course.top_level)
    course.decide(day, verdict, Reason(Why.CONSENT, when=fact.day), *rests_on)


def _choice(course: Course, day: int, fact: Choice) -> None:
    """The user's own, always more careful choice; `on` only answers the question of a long stage."""
    action = _CHOICES.get(fact.option)
    if action is not None:
        action(course, day, Reason(Why.CHOICE, when=fact.day, detail=fact.option))


def _repeat(course: Course, day: int, why: Reason) -> None:
    course.repeat = True
    course.decide(day, Verdict.CHOSE_REPEAT, why)


def _back(course: Course, day: int, why: Reason) -> None:
    late = choice_open(course, day)
    if course.ease is Ease.LONG:
        course.ease = Ease.NONE
    course.doubt = None
    restart = course.programme.progress.restart_day
    if late and course.stage == 1:
        course.restart(day, restart)
    course.stage_back(eased=Ease.CHOSEN, start_at=restart if late else 1)
    course.decide(day, Verdict.CHOSE_BACK, why)


def _easier(course: Course, day: int, why: Reason) -> None:
    """The dose that the week before earned is kept: the choice comes after its end."""
    turn(course, day)
    if choice_open(course, day):
        go_easy(course, day)
    else:
        course.ease_to(Ease.CHOSEN)
    course.decide(day, Verdict.CHOSE_EASIER, why)


def _on(course: Course, day: int, why: Reason) -> None:
    if choice_open(course, day):
        course.restart(day, course.programme.progress.restart_day)
        course.decide(day, Verdict.CHOSE_ON, why)


def _stay(course: Course, day: int, why: Reason) -> None:
    if course.doubt is not None:
        course.doubt = None
        course.decide(day, Verdict.CHOSE_STAY, why)


def _carried(course: Course, day: int, fact: Carried) -> None:
    """The programme file changed here: earlier decisions stand as they were."""
    stage = min(max(fact.stage, 1), course.programme.last + 1)
    if stage != course.stage:
        course.enter(stage)
    course.level = min(max(fact.level, 1), course.top_level)
    course.decide(day, Verdict.CARRIED, Reason(Why.LEVEL, have=course.level, when=date.fromordinal(day)))


_CHOICES: dict[str, Callable[[Course, int, Reason], None]] = {
    "repeat": _repeat,
    "back": _back,
    "easier": _easier,
    "on": _on,
    "stay": _stay,
}

# Each is called with the fact of its own key.
_ACTIONS: dict[type[Fact], Callable[[Course, int, Any], None]] = {
    Lock: _lock,
    Clearance: _clearance,
    Pause: _pause,
    Resume: _resume,
    Screening: _screening,
    Baseline: _baseline,
    Plan: _plan,
    Form: _form,
    Hang: _hang,
    Lifts: _lifts,
    Consent: _consent,
    Choice: _choice,
    Carried: _carried,
}
