"""A short way to tell a history: day 1 is a Monday, facts are told in order, most days go as planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.coach.assess import assess
from bot.coach.model import (
    Baseline,
    Choice,
    Clearance,
    Consent,
    Dose,
    Fact,
    Form,
    Hang,
    Lock,
    Log,
    Morning,
    Pain,
    Pair,
    Pause,
    Plan,
    Resume,
    Screening,
    Tier,
    Variant,
    Where,
)
from bot.coach.programme import Programme
from bot.coach.standing import Prescription, Standing, Verdict
from bot.programme_file import load_programme

MONDAY = date(2026, 1, 5)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
MON_WED_FRI = (0, 2, 4)
PROGRAMME_FILE = Path(__file__).parents[2] / "data" / "programme.yaml"


@cache
def shipped() -> Programme:
    return load_programme(PROGRAMME_FILE)


def day(number: int) -> date:
    """Day 1 is a Monday."""
    return MONDAY + timedelta(days=number - 1)


def even(dose: Dose) -> tuple[Pair, ...]:
    """That dose, done on both sides."""
    return ((dose.amount, dose.amount),) * dose.sets


class Story:
    """Facts of one person, told from day 1 on. Every method that tells something returns the story."""

    def __init__(
        self,
        weekdays: tuple[int, ...] = EVERY_DAY,
        *,
        baseline: int = 0,
        missing_kit: tuple[str, ...] = (),
        programme: Programme | None = None,
    ) -> None:
        self.programme = programme or shipped()
        self.facts: list[Fact] = []
        self.tell(Screening, 1)
        self.tell(Baseline, 1, value=baseline)
        self.tell(Plan, 1, weekdays=weekdays, missing_kit=missing_kit)

    def tell(self, kind: type[Fact], number: int, **what: Any) -> Story:
        """One more fact about day `number`, told after every fact before it."""
        told = datetime.combine(day(number), time(6), tzinfo=UTC) + timedelta(seconds=len(self.facts))
        last = self.facts[-1].at if self.facts else told
        at = max(told, last + timedelta(seconds=1))
        self.facts.append(kind(id=len(self.facts) + 1, at=at, day=day(number), **what))
        return self

    def at(self, number: int) -> Standing:
        return assess(self.programme, tuple(self.facts), day(number))

    def prescribed(self, number: int) -> Prescription:
        found = self.at(number).prescription
        assert found is not None, f"nothing prescribed on day {number}: {self.at(number).mode}"
        return found

    # ---- training

    def train(
        self,
        number: int,
        *,
        pain: int | None = 0,
        where: Where | None = Where.LOW_BACK,
        morning: int | None = 0,
        sets: tuple[Pair, ...] | None = None,
        given: Prescription | None = None,
        form: bool = True,
    ) -> Story:
        """A session as prescribed (or `sets`), its pain, yes to a form question, and the morning after."""
        todo = given or self.prescribed(number)
        self.log(number, todo, sets)
        if pain is not None:
            self.pain(number, pain, where)
        if form and self.at(number).ask_form:
            self.tell(Form, number, stage=self.at(number).stage, answer="yes")
        if morning is not None:
            self.morning(number + 1, morning)
        return self

    def log(self, number: int, todo: Prescription, sets: tuple[Pair, ...] | None = None) -> Story:
        return self.tell(
            Log,
            number,
            stage=todo.stage,
            variant=todo.variant,
            substitute=todo.substitute,
            prescribed=todo.dose,
            sets=even(todo.dose) if sets is None else sets,
        )

    def pain(self, number: int, value: int, where: Where | None = Where.LOW_BACK) -> Story:
        return self.tell(Pain, number, value=value, where=where)

    def morning(self, number: int, value: int, **what: Any) -> Story:
        return self.tell(Morning, number, value=value, **what)

    def days(self, first: int, last: int, **how: Any) -> Story:
        """Train on every due day of a stretch; the hang is answered yes when it is asked."""
        for number in range(first, last + 1):
            standing = self.at(number)
            if standing.ask_hang:
                self.tell(Hang, number, able=True)
            if standing.ask_baseline:
                self.tell(Baseline, number, value=standing.baseline)
            if standing.due == day(number):
                self.train(number, **how)
        return self

    # ---- answers

    def consent(self, number: int, *, accepted: bool = True) -> Story:
        """Answer the offer that is open on that day."""
        offer = self.at(number).offer
        assert offer is not None, f"no offer on day {number}: {self.at(number).missing}"
        return self.tell(
            Consent, number, stage=offer.stage, accepted=accepted, grounds=offer.grounds, worst=offer.worst
        )

    def choose(self, number: int, option: str) -> Story:
        return self.tell(Choice, number, option=option)

    def lock(self, number: int, sign: str = "saddle_numbness", tier: Tier = Tier.EMERGENCY) -> Story:
        return self.tell(Lock, number, tier=tier, signs=(sign,))

    def clear(self, number: int, *, misread: bool = False) -> Story:
        return self.tell(Clearance, number, misread=misread)

    def pause(self, number: int, until: int | None = None) -> Story:
        return self.tell(Pause, number, until=None if until is None else day(until))

    def resume(self, number: int) -> Story:
        return self.tell(Resume, number)

    # ---- changing what was told

    def undo(self) -> Story:
        self.facts.pop()
        return self

    def correct(self, kind: type[Fact], number: int, told_on: int, **changes: Any) -> Story:
        """Replace the fact of that kind and day by a changed one, told later, as an edit does."""
        old = next(fact for fact in self.facts if type(fact) is kind and fact.day == day(number))
        told = datetime.combine(day(told_on), time(23), tzinfo=UTC)
        new: Any = old
        self.facts[self.facts.index(old)] = replace(new, at=told, **changes)
        self.facts.sort(key=lambda fact: (fact.at, fact.id))
        return self

    # ---- asking

    def verdicts(self, number: int) -> list[Verdict]:
        return [decision.verdict for decision in self.at(number).decisions]

    def decided(self, number: int, verdict: Verdict) -> bool:
        return verdict in self.verdicts(number)


def lighter(todo: Prescription, **changes: Any) -> Prescription:
    """That prescription with some of it changed."""
    return replace(todo, **changes)


def sets_of(*amounts: int) -> tuple[Pair, ...]:
    """Sets of the same amount on both sides."""
    return tuple((amount, amount) for amount in amounts)


FULL, EASIER = Variant.FULL, Variant.EASIER


def in_stage(
    stage: int, weekdays: tuple[int, ...] = EVERY_DAY, *, missing_kit: tuple[str, ...] = ()
) -> tuple[Story, int]:
    """A story that has just been led to a stage by good sessions, and the first day that is not told yet."""
    facts, number = _led_to(stage, weekdays, missing_kit)
    story = Story(weekdays, missing_kit=missing_kit)
    story.facts = list(facts)
    return story, number


@cache
def _led_to(stage: int, weekdays: tuple[int, ...], missing_kit: tuple[str, ...]) -> tuple[tuple[Fact, ...], int]:
    story, number = Story(weekdays, missing_kit=missing_kit), 1
    while story.at(number).stage < stage:
        if story.at(number).offer is not None:
            story.consent(number)
        else:
            story.days(number, number)
            number += 1
    return tuple(story.facts), number
