"""A week looked back on: what was done and how it felt, what is decided for the next one, what to watch.

Weeks are those of adherence: seven stage days, so that the review falls on the evening before the dose is decided. A
step to the next stage ends the week that it falls into.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.coach.assess import assess
from bot.coach.diary import Diary, Session, read_diary, session_of
from bot.coach.model import Consent, History, Pair, Unit
from bot.coach.programme import Programme
from bot.coach.standing import Decision, Mode, Reason, Standing, Verdict, Week
from bot.coach.weeks import side_gap

REVIEWED = frozenset({Mode.TRAINING, Mode.MAINTENANCE, Mode.OFF})
"""Where weeks go on. Under an alarm, at a clinician's and on a pause there is no week to look back on."""
OF_WEEKS = (
    Verdict.WEAKER_SIDE,
    Verdict.REPEAT_SHORT,
    Verdict.LEVEL_UP,
    Verdict.REPEAT,
    Verdict.LONG_EASIER,
    Verdict.LONG_EASIER_OVER,
)
"""What is decided at a week's end."""
STEPS = frozenset({Verdict.ADVANCE, Verdict.ADVANCE_DOUBTED})


class Watch(StrEnum):
    """The one thing to watch, the most pressing first."""

    OPEN = "open"
    """Today is open, and a session would still count for this week."""
    BACK = "back"
    """Pain in the drill or a morning was above what is usual."""
    PAIN = "pain"
    """The pain of a session was not told."""
    SIDE = "side"
    """One side is behind."""
    OFFER = "offer"
    """The next stage is open and waits for an answer."""
    CUE = "cue"
    """Nothing in particular: how the drill looks when it is done well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One week of a person. `of` is the stage it was spent in, `stage` whose drill was trained last, `ahead` whose
    drill is next; `best` is the most of one set of `stage`'s drill on each side."""

    day: date
    of: int
    stage: int
    ahead: int
    week: Week
    best: Pair | None
    gap: Reason | None
    """How far one side is behind, where that is more than counts as even."""
    worst: int | None
    """The worst pain in the drill this week, None where none was told."""
    worst_before: int | None
    """The same in the seven days before."""
    morning: int | None
    """The worst morning of this week, None where none was told."""
    decision: Decision | None
    """What is decided for the next week, as far as it is known this evening."""
    until_morning: bool
    """Whether a higher dose still waits for tomorrow's morning: today had a session."""
    watch: Watch


def is_last_day(programme: Programme, standing: Standing) -> bool:
    """Whether a week of stage days ends today, and is one to look back on."""
    ends = standing.stage_day > 0 and standing.stage_day % programme.progress.week_days == 0
    return standing.mode in REVIEWED and (ends or step_of(standing) is not None)


def last_days(programme: Programme, standing: Standing) -> list[date]:
    """The last days of weeks around today: of one that ended yesterday, and of the running and the next one, as far as
    nothing comes between."""
    length, today = programme.progress.week_days, standing.today
    yesterday = today - timedelta(days=1)
    days = {each.day for each in standing.decisions if each.verdict in STEPS and each.day >= yesterday}
    if standing.stage_day:
        ahead = -standing.stage_day % length
        running = today + timedelta(days=ahead)
        days |= {running, running + timedelta(days=length)}
        if standing.stage_day > length and ahead == length - 1:
            days.add(yesterday)
    return sorted(days)


def step_of(standing: Standing) -> Decision | None:
    """The step to another stage that was taken today."""
    today = (each for each in reversed(standing.decisions) if each.day == standing.today)
    return next((each for each in today if each.verdict in STEPS), None)


def review(programme: Programme, history: History, day: date) -> Review:
    """The running week as it stands on the evening of `day`."""
    standing, tomorrow = assess(programme, history, day), assess(programme, history, day + timedelta(days=1))
    step = step_of(standing)
    spent = assess(programme, _without_step(history, day), day) if step else standing
    diary = read_diary(history, day)
    trained = [session for session in _sessions(diary) if session.trained]
    of_week = trained[-spent.week.done :] if spent.week.done else []
    week = programme.progress.week_days
    first = min([day - timedelta(days=week - 1), *(date.fromordinal(session.day) for session in of_week)])
    stage = of_week[-1].stage if of_week else min(spent.stage, programme.last)
    same = [session for session in of_week if session.stage == stage]
    worst, morning = _worst(_within(trained, first, day)), _worst_morning(diary, first, day)
    gap = _gap(programme, programme.stage(stage).unit, same)
    decision = step or _decided(tomorrow, first)
    return Review(
        day=day,
        of=spent.stage,
        stage=stage,
        ahead=min(standing.stage, programme.last) if step else stage,
        week=spent.week,
        best=_best(same),
        gap=gap,
        worst=worst,
        worst_before=_worst(_within(trained, first - timedelta(days=week), first - timedelta(days=1))),
        morning=morning,
        decision=decision,
        until_morning=standing.trained_today and decision is not None and decision.verdict is Verdict.LEVEL_UP,
        watch=_watch(programme, standing, of_week, worst=worst, morning=morning, gap=gap),
    )


def _without_step(history: History, day: date) -> History:
    return tuple(fact for fact in history if not (fact.day == day and isinstance(fact, Consent)))


def _sessions(diary: Diary) -> list[Session]:
    found = (session_of(ordinal, diary[ordinal]) for ordinal in sorted(diary))
    return [session for session in found if session is not None]


def _within(sessions: Sequence[Session], first: date, last: date) -> list[Session]:
    return [session for session in sessions if first.toordinal() <= session.day <= last.toordinal()]


def _best(sessions: Sequence[Session]) -> Pair | None:
    pairs = [pair for session in sessions for pair in session.sets]
    return (max(left for left, _ in pairs), max(right for _, right in pairs)) if pairs else None


def _gap(programme: Programme, unit: Unit, sessions: Sequence[Session]) -> Reason | None:
    pairs = [(left, right) for session in sessions for left, right in session.sets if left and right]
    return side_gap(programme.progress, unit, [left for left, _ in pairs], [right for _, right in pairs])


def _worst(sessions: Sequence[Session]) -> int | None:
    return max((session.peak for session in sessions if session.peak is not None), default=None)


def _worst_morning(diary: Diary, first: date, last: date) -> int | None:
    days = (diary.get(ordinal) for ordinal in range(first.toordinal(), last.toordinal() + 1))
    return max((day.morning.value for day in days if day is not None and day.morning is not None), default=None)


def _decided(tomorrow: Standing, first: date) -> Decision | None:
    """Tomorrow's decision about the week; without one, or where it refers, what the last word is."""
    weekly = [each for each in tomorrow.decisions if each.verdict in OF_WEEKS and each.day == tomorrow.today]
    if weekly and tomorrow.mode in REVIEWED:
        return weekly[-1]
    last = tomorrow.decision
    return last if last is not None and last.day >= first else None


def _watch(
    programme: Programme,
    standing: Standing,
    sessions: Sequence[Session],
    *,
    worst: int | None,
    morning: int | None,
    gap: Reason | None,
) -> Watch:
    week = standing.week
    open_ = standing.prescription is not None and standing.due == standing.today
    if open_ and week.done < week.required:
        return Watch.OPEN
    if (worst or 0) > programme.pain.safe_max or (morning or 0) > standing.baseline:
        return Watch.BACK
    if any(session.peak is None for session in sessions):
        return Watch.PAIN
    if gap is not None:
        return Watch.SIDE
    return Watch.OFFER if standing.offer is not None else Watch.CUE
