"""What the next stage asks for, and whether it is open: each criterion with what there is and what is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.coach.course import Course
from bot.coach.diary import Session
from bot.coach.standing import Aim, Criterion, Ease, Offer, Reason, Verdict, Why

PAIN_AIMS = frozenset({Aim.CALM, Aim.MORNINGS_FAR, Aim.MORNINGS_ABOVE})


def criteria(course: Course, day: int) -> tuple[Criterion, ...]:
    """Every criterion of the next stage as it stands on that day; none in maintenance."""
    return tuple(_each(course, day))


def _each(course: Course, day: int) -> Iterator[Criterion]:
    if not course.maintaining:
        mornings = _mornings(course, day)
        yield from _without_gate(course, day) if beside_gate(course) else _gate(course, day, mornings)
        yield from _pains(course, day, mornings)


def beside_gate(course: Course) -> bool:
    """Whether the way on leads past this stage's gate, because a substitute never earns it."""
    return not course.current.substitute_earns_gate and course.substitute


def is_open(course: Course, day: int) -> bool:
    """Whether the next stage may begin on that day, if the user wants."""
    if not _near(course, day) or course.barred:
        return False
    return all(criterion.met for criterion in _each(course, day))


def watch_offer(course: Course, day: int) -> None:
    """At a day's end, and before an answer: does the offer open, or is an open one said again?"""
    if course.offer_since is None:
        if is_open(course, day):
            course.offer_since = course.offer_said = day
            course.decide(day, Verdict.OFFER, *as_reasons(course, day))
    elif _say_again(course, day) and is_open(course, day):
        course.offer_said = day


def _say_again(course: Course, day: int) -> bool:
    waited = course.offer_said is None or day - course.offer_said >= course.programme.progress.say_again_days
    return waited and course.is_planned(day)


def offer(course: Course, day: int) -> Offer | None:
    """The open offer of that day; call after :func:`watch_offer`."""
    if course.offer_since is None or not is_open(course, day):
        return None
    declined = None if course.declined is None else date.fromordinal(course.declined)
    return Offer(
        stage=course.stage + 1,
        since=date.fromordinal(course.offer_since),
        declined=declined,
        say=course.offer_said == day and course.declined != day,
        without_hanging=beside_gate(course),
        grounds=grounds(course, day),
        worst=worst(course, day),
    )


def as_reasons(course: Course, day: int) -> tuple[Reason, ...]:
    """Every criterion as a reason."""
    return tuple(_as_reason(criterion) for criterion in criteria(course, day))


def missing(course: Course, day: int) -> tuple[Reason, ...]:
    """The criteria not met, as reasons."""
    return tuple(_as_reason(criterion) for criterion in criteria(course, day) if not criterion.met)


def fails_by_pain(course: Course, day: int) -> bool:
    """Whether one of the criteria of pain is not met."""
    return any(criterion.aim in PAIN_AIMS and not criterion.met for criterion in criteria(course, day))


def grounds(course: Course, day: int) -> str:
    """What an advance on that day rests on, in one line that begins with the day.

    It changes exactly when one of these facts does, so that a later correction can be told from a changed programme.
    """
    sets = "; ".join(f"{date.fromordinal(gate.day)} {_sets(gate)}" for gate in _latest_gates(course))
    peaks = ", ".join("?" if session.peak is None else str(session.peak) for session in _window(course, day))
    mornings = ", ".join(map(str, _mornings(course, day)))
    parts = (
        date.fromordinal(day).isoformat(),
        f"{course.sessions} sessions",
        f"gates {sets}",
        f"peaks {peaks}",
        f"mornings {mornings}, usual {course.baseline}",
        f"form {course.form}",
        f"ease {course.ease}",
    )
    return " | ".join(parts)


def worst(course: Course, day: int) -> int:
    """The worst pain of the window, sessions and mornings alike."""
    peaks = [session.peak for session in _window(course, day) if session.peak is not None]
    return max((*peaks, *_mornings(course, day)), default=0)


def _near(course: Course, day: int) -> bool:
    """A quick look whether an offer is possible at all, since this is asked for every day."""
    if course.maintaining:
        return False
    if beside_gate(course):
        return True
    rules = course.programme.progress
    enough = course.sessions >= rules.sessions_in_stage and len(course.gates) >= rules.gates_running
    return enough and course.form == "yes" and course.stage_day(day) >= rules.offer_from_day


def _gate(course: Course, day: int, mornings: Sequence[int]) -> Iterator[Criterion]:
    rules = course.programme.progress
    yield _least(Aim.STAGE_DAY, course.stage_day(day), rules.offer_from_day)
    yield _least(Aim.SESSIONS, course.sessions, rules.sessions_in_stage)
    if course.current.hang_seconds is not None:
        yield _least(Aim.HANG, int(course.hang), 1)
    yield _least(Aim.GATES, len(course.gates), rules.gates_running)
    yield _least(Aim.FORM, int(course.form == "yes"), 1)
    yield _least(Aim.LATEST_MORNING, int(_latest_morning_known(course, day)), 1)
    yield _least(Aim.MORNINGS, len(mornings), rules.mornings_known)


def _without_gate(course: Course, day: int) -> Iterator[Criterion]:
    have = 0 if course.substitute_from is None else course.stage_day(day) - course.substitute_from + 1
    yield _least(Aim.SUBSTITUTE_DAYS, have, course.programme.progress.substitute_offer_days)


def _pains(course: Course, day: int, mornings: Sequence[int]) -> Iterator[Criterion]:
    rules = course.programme.progress
    window = _window(course, day)
    told = [session.peak for session in window if session.peak is not None]
    above = [value - course.baseline for value in mornings]
    yield _least(Aim.FULL_DRILL, int(course.ease is Ease.NONE), 1)
    yield _most(Aim.CALM, max(told, default=0), course.programme.pain.safe_max)
    yield _least(Aim.PAINS_TOLD, len(told), len(window))
    yield _most(Aim.MORNINGS_FAR, len([value for value in above if value >= rules.morning_far_above]), 0)
    yield _most(Aim.MORNINGS_ABOVE, len([value for value in above if value > 0]), rules.mornings_above_most)


def _latest_morning_known(course: Course, day: int) -> bool:
    """The morning after the latest gate session; today's own has none yet, and does not take an open way away."""
    gates = course.gates
    if not gates:
        return False
    latest = gates[-1]
    if latest.day == day:
        if course.gates_before < course.programme.progress.gates_running:
            return False
        latest = gates[-2]
    return course.above(latest.day + 1) is not None


def _window(course: Course, day: int) -> Sequence[Session]:
    """Sessions and told pains of the last days, that day included."""
    first = day - course.programme.progress.window_days
    recent, at = course.recent, len(course.recent)
    while at and recent[at - 1].day > first:
        at -= 1
    return recent[at:]


def _mornings(course: Course, day: int) -> list[int]:
    """The known mornings of the last days, that day included."""
    diary, first = course.diary, day - course.programme.progress.window_days + 1
    mornings = [diary[one].morning for one in range(first, day + 1) if one in diary]
    return [morning.value for morning in mornings if morning is not None]


def _latest_gates(course: Course) -> Sequence[Session]:
    return course.gates[-course.programme.progress.gates_running :]


def _sets(session: Session) -> str:
    return " ".join(f"{left}/{right}" for left, right in session.sets)


def _least(aim: Aim, have: int, need: int) -> Criterion:
    return Criterion(aim, have, need, have >= need)


def _most(aim: Aim, have: int, need: int) -> Criterion:
    return Criterion(aim, have, need, have <= need)


def _as_reason(criterion: Criterion) -> Reason:
    return Reason(Why.CRITERION, have=criterion.have, need=criterion.need, detail=criterion.aim.value)
