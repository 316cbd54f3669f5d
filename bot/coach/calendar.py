"""The last weeks as a calendar: what became of each day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from bot.coach.days import EVERY_DAY, is_planned
from bot.coach.maintenance import training_days
from bot.coach.model import Dose, History, Log, Plan, Skip
from bot.coach.programme import Programme
from bot.coach.spells import Band, Rest, Spell
from bot.coach.standing import Standing

Kept = tuple[int, int]
"""Days with a session, and days that asked for one."""
WEEKS = 5
ONE_WEEK = timedelta(weeks=1)


class Mark(StrEnum):
    """What became of a day."""

    DONE = "done"
    PART = "part"
    """Trained, with fewer sets than prescribed."""
    SKIPPED = "skipped"
    MISSED = "missed"
    """A planned day that went by."""
    REST = "rest"
    """Not planned."""
    PAUSED = "paused"
    HELD = "held"
    AHEAD = "ahead"
    """Planned, and still to come."""
    BEFORE = "before"
    """Before the programme."""


class _Planned:
    """The days of a plan, in the stages and in maintenance."""

    def __init__(self, plan: Plan, most: int) -> None:
        self.since = plan.day
        self.days = tuple(sorted(set(plan.weekdays))) or EVERY_DAY
        self.in_maintenance = training_days(self.days, most)


class Days:
    """What became of each day of a history."""

    def __init__(
        self,
        programme: Programme,
        history: History,
        standing: Standing,
        bands: Sequence[Band],
        spells: Sequence[Spell],
    ) -> None:
        self._standing = standing
        self._last = programme.last
        self._bands, self._spells = bands, spells
        self._plans = [
            _Planned(fact, programme.maintenance.sessions_per_week) for fact in history if isinstance(fact, Plan)
        ]
        self.began = min((fact.day for fact in history if isinstance(fact, Plan | Log)), default=standing.today)
        self._done = _days_done(history)
        self._skipped = {fact.day for fact in history if isinstance(fact, Skip)}

    def of(self, day: date) -> Mark:
        if day in self._done:
            return Mark.DONE if self._done[day] else Mark.PART
        if day > self._standing.today:
            return self._ahead(day)
        if day < self.began:
            return Mark.BEFORE
        spell = next((spell for spell in self._spells if spell.covers(day)), None)
        if spell is not None:
            return Mark.PAUSED if spell.rest is Rest.PAUSED else Mark.HELD
        if day in self._skipped:
            return Mark.SKIPPED
        if not is_planned(self._weekdays(day), day):
            return Mark.REST
        return self._ahead(day) if day == self._standing.today else Mark.MISSED

    def weeks(self) -> tuple[tuple[tuple[Mark, ...], ...], date]:
        """The last weeks, Monday first, and the Monday they begin with; where there are not as many, weeks to come."""
        this_week = _monday(self._standing.today)
        start = max(this_week - (WEEKS - 1) * ONE_WEEK, min(_monday(self.began), this_week))
        days = [start + timedelta(days=n) for n in range(WEEKS * 7)]
        return tuple(tuple(self.of(day) for day in days[n : n + 7]) for n in range(0, len(days), 7)), start

    def kept(self, lately: int) -> tuple[Kept, Kept]:
        """How the planned days were kept, in all and in the last so many days; today is left out.

        Pauses and days on hold ask for nothing; a session on a day that was not planned counts for both.
        """
        today = self._standing.today
        marks = [self.of(today - timedelta(days=ago)) for ago in range(1, (today - self.began).days + 1)]
        return _kept(marks), _kept(marks[:lately])

    def _ahead(self, day: date) -> Mark:
        open_ = self._standing.prescription is not None
        return Mark.AHEAD if open_ and is_planned(self._standing.weekdays, day) else Mark.REST

    def _weekdays(self, day: date) -> tuple[int, ...]:
        """The days that asked for a drill then."""
        plan = next((plan for plan in reversed(self._plans) if plan.since <= day), None)
        if plan is None:
            return EVERY_DAY
        maintaining = any(band.stage > self._last and band.first <= day <= band.last for band in self._bands)
        return plan.in_maintenance if maintaining else plan.days


def _kept(marks: Sequence[Mark]) -> Kept:
    done = marks.count(Mark.DONE) + marks.count(Mark.PART)
    return done, done + marks.count(Mark.MISSED) + marks.count(Mark.SKIPPED)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _days_done(history: History) -> dict[date, bool]:
    """Trained days, and whether every prescribed set was done."""
    sets: dict[date, int] = {}
    asked: dict[date, Dose] = {}
    for fact in history:
        if isinstance(fact, Log):
            sets[fact.day] = sets.get(fact.day, 0) + len(fact.sets)
            asked.setdefault(fact.day, fact.prescribed)
    return {day: count >= asked[day].sets for day, count in sets.items()}
