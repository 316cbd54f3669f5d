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
        self._last, self._most = programme.last, programme.maintenance.sessions_per_week
        self._bands, self._spells = bands, spells
        self._plans = [fact for fact in history if isinstance(fact, Plan)]
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

    def kept(self, days: int) -> tuple[int, int]:
        """Of the last so many days (today left out): how many had a session, and how many asked for one.

        Pauses and days on hold ask for none; a session on a day that was not planned counts for both.
        """
        today = self._standing.today
        marks = [self.of(today - timedelta(days=n)) for n in range(1, days + 1)]
        done = sum(mark in (Mark.DONE, Mark.PART) for mark in marks)
        return done, done + sum(mark in (Mark.MISSED, Mark.SKIPPED) for mark in marks)

    def _ahead(self, day: date) -> Mark:
        open_ = self._standing.prescription is not None
        return Mark.AHEAD if open_ and is_planned(self._standing.weekdays, day) else Mark.REST

    def _weekdays(self, day: date) -> tuple[int, ...]:
        """The days that asked for a drill then."""
        plan = next((plan for plan in reversed(self._plans) if plan.day <= day), None)
        planned = tuple(sorted(set(plan.weekdays))) if plan and plan.weekdays else EVERY_DAY
        maintaining = any(band.stage > self._last and band.first <= day <= band.last for band in self._bands)
        return training_days(planned, self._most) if maintaining else planned


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
