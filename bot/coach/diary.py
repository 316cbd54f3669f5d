"""A history sorted into days: what was trained, what hurt, how the morning was, and what else was said.

Inside the core days are ordinals (:meth:`datetime.date.toordinal`): whole numbers are quick to count with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.coach.model import Dose, Fact, Log, Morning, Pain, Pair, Skip, Variant, Where


@dataclass(slots=True)
class Session:
    """All logs of one drill day. `peak` is the worst pain anywhere, `back_peak` the worst not told of elsewhere."""

    day: int
    at: datetime
    stage: int
    variant: Variant
    substitute: bool
    prescribed: Dose
    sets: tuple[Pair, ...]
    peak: int | None = None
    back_peak: int = 0
    where: Where | None = None

    @property
    def trained(self) -> bool:
        """False for a day on which only pain was told."""
        return bool(self.sets)

    def sets_of(self, amount: int) -> int:
        """How many sets reached that amount on both sides."""
        reached = 0
        for left, right in self.sets:
            if left >= amount and right >= amount:
                reached += 1
        return reached

    @property
    def complete(self) -> bool:
        """Every prescribed set of the full variant was done, with both sides."""
        return self.variant is Variant.FULL and self.sets_of(1) >= self.prescribed.sets


@dataclass(slots=True)
class Day:
    """What one day holds; `events` are the facts that change the course, in the order they were told."""

    logs: list[Log] = field(default_factory=list)
    pains: list[Pain] = field(default_factory=list)
    morning: Morning | None = None
    skipped: bool = False
    events: list[Fact] = field(default_factory=list)


EMPTY = Day()
"""A day of which nothing was told; never written to."""

Diary = dict[int, Day]
"""Days by ordinal; days of which nothing was told are absent."""


def read_diary(history: Sequence[Fact], today: date) -> Diary:
    """Sort the facts of the days up to `today` into days."""
    diary: Diary = {}
    for fact in history:
        if fact.day <= today:
            ordinal = fact.day.toordinal()
            day = diary.get(ordinal)
            if day is None:
                day = diary[ordinal] = Day()
            if isinstance(fact, Log):
                day.logs.append(fact)
            elif isinstance(fact, Pain):
                day.pains.append(fact)
            elif isinstance(fact, Morning):
                _wakes(day, fact)
            elif isinstance(fact, Skip):
                day.skipped = True
            else:
                day.events.append(fact)
    return diary


def session_of(ordinal: int, day: Day) -> Session | None:
    """The session of a day, or what hurt on it without one; None where nothing of the kind was told.

    The first log says what was trained; sets told of another stage that day are not added up with it.
    """
    if day.logs:
        session = _trained(ordinal, day.logs)
    elif day.pains:
        session = Session(ordinal, day.pains[0].at, 0, Variant.FULL, False, Dose(0, 0), ())
    else:
        return None
    for pain in day.pains:
        _hurts(session, pain)
    return session


def _trained(ordinal: int, logs: Sequence[Log]) -> Session:
    first = logs[0]
    if len(logs) == 1:
        return Session(ordinal, first.at, first.stage, first.variant, first.substitute, first.prescribed, first.sets)
    same = [log for log in logs if log.stage == first.stage]
    easier = any(log.variant is Variant.EASIER for log in same)
    return Session(
        day=ordinal,
        at=first.at,
        stage=first.stage,
        variant=Variant.EASIER if easier else Variant.FULL,
        substitute=any(log.substitute for log in same),
        prescribed=first.prescribed,
        sets=tuple(pair for log in same for pair in log.sets),
    )


def _hurts(session: Session, pain: Pain) -> None:
    """Take in one pain: the highest counts, and a pain of unknown place counts as the back."""
    if pain.where is not Where.ELSEWHERE and pain.value > session.back_peak:
        session.back_peak = pain.value
    if session.peak is None or pain.value > session.peak:
        session.peak, session.where = pain.value, pain.where


def _wakes(day: Day, fact: Morning) -> None:
    """Of several answers the worst counts, as with pain."""
    if day.morning is None or fact.value > day.morning.value:
        day.morning = fact
