"""The long stretches of a way: which stage it was, and when training rested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.coach.model import History, Pause, Resume
from bot.coach.standing import Decision, Mode, Standing, Verdict

ONE_DAY = timedelta(days=1)
BEGINS = frozenset({Verdict.LOCK, Verdict.REFER, Verdict.SCREENED_OUT, Verdict.STOP})
ENDS = frozenset({Verdict.CLEARED, Verdict.MISREAD, Verdict.RESTART})
HELD = (Mode.LOCKED, Mode.REFERRED, Mode.OFF)


class Rest(StrEnum):
    """Why training rested."""

    PAUSED = "paused"
    """The user was away or ill."""
    HELD = "held"
    """Pain, an alarm sign or a health answer: hours off, or a clinician first."""


@dataclass(frozen=True, slots=True)
class Band:
    """Days in one stage, both ends counted; the number after the last stage is maintenance."""

    stage: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on which training rested, both ends counted."""

    rest: Rest
    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


def bands(standing: Standing, trained: Mapping[date, int]) -> tuple[Band, ...]:
    """The stages one after the other, from the first session to today; one of today before the first session.

    `trained` is the stage of every session by its day.
    """
    starts: list[tuple[int, date]] = []
    for decision in standing.decisions:
        if starts and decision.stage != starts[-1][0]:
            before = trained.get(decision.day) == starts[-1][0]
            starts.append((decision.stage, decision.day + ONE_DAY if before else decision.day))
        elif not starts and decision.verdict is Verdict.STARTED:
            starts.append((decision.stage, decision.day))
    if not starts:
        return (Band(standing.stage, standing.today, standing.today),)
    return tuple(_joined(starts, standing.today))


def _joined(starts: Sequence[tuple[int, date]], today: date) -> Iterator[Band]:
    """Each stage until the next one begins; one that was left on the day it began is passed over."""
    for (stage, first), (_, following) in zip(starts, [*starts[1:], (0, today + ONE_DAY)], strict=True):
        last = max(following - ONE_DAY, first) if following > today else following - ONE_DAY
        if last >= first:
            yield Band(stage, first, last)


def spells(history: History, standing: Standing) -> tuple[Spell, ...]:
    """Pauses as they were told and holds as they were decided, in order of their first day."""
    found = (*_pauses(history, standing.today), *_holds(standing.decisions, standing))
    return tuple(sorted(found, key=lambda spell: spell.first))


def _pauses(history: History, today: date) -> Iterator[Spell]:
    told = [fact for fact in history if isinstance(fact, Pause | Resume) and fact.day <= today]
    for n, fact in enumerate(told):
        if isinstance(fact, Pause):
            back = [day for day in (fact.until, *(later.day for later in told[n + 1 : n + 2])) if day is not None]
            last = min([today, *(day - ONE_DAY for day in back)])
            if last >= fact.day:
                yield Spell(Rest.PAUSED, fact.day, last)


def _holds(decisions: Sequence[Decision], standing: Standing) -> Iterator[Spell]:
    since: date | None = None
    for decision in decisions:
        if decision.verdict in BEGINS:
            since = since or decision.day
        elif since is not None and decision.verdict in ENDS:
            yield Spell(Rest.HELD, since, max(decision.day - ONE_DAY, since))
            since = None
    if since is not None and standing.mode in HELD:
        yield Spell(Rest.HELD, since, standing.today)
