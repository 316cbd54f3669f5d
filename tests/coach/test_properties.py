"""What holds in every life: never too early, never while barred, monotone, undone exactly, and nobody is stuck."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.coach.model import Baseline, Consent, Fact, Form, Hang, Log, Morning, Pain, Plan, Screening, Variant
from bot.coach.standing import Mode, Prescription, Return, Standing, Verdict
from bot.coach.walk import Walk
from tests.coach.lives import KITS, Act, acts, answered, live, lives, perform
from tests.coach.story import Pair, Story, day

BEGUN = (0, 0, 10, 18, 20, 34, 41)
"""Good days before a life is drawn, so that gates, offers and later stages are reached often enough."""
BARRED = {Mode.LOCKED, Mode.REFERRED, Mode.OFF, Mode.SCREENING}
slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
EIGHT_WEEKS = 56


def hardness(todo: Prescription | None) -> tuple[int, ...]:
    """Prescriptions in order: nothing, earlier stages, the easier variant, fewer sets, smaller amounts."""
    if todo is None:
        return (0,)
    full = todo.variant is Variant.FULL
    return (1, todo.stage, full, todo.dose.sets, todo.dose.amount, not todo.less_range)


def begun(days: int, *, agreed: bool = True) -> Story:
    """A story of so many good days, offers accepted."""
    story = Story()
    story.facts = list(_good_days(days, agreed))
    return story


@cache
def _good_days(days: int, agreed: bool) -> tuple[Fact, ...]:
    story = Story()
    for number in range(1, days + 1):
        if agreed and story.at(number).offer is not None:
            story.consent(number)
        story.days(number, number)
    return tuple(story.facts)


class Life(RuleBasedStateMachine):
    """One person's days, with everything the rules promise checked after each of them."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story()
        self.number = 1
        self.ends: dict[int, Standing] = {}
        """What was said at the end of each day, as long as nothing is told of that day later."""

    @initialize(days=st.sampled_from(BEGUN))
    def begin(self, days: int) -> None:
        self.story, self.number = begun(days, agreed=days > 20), days + 1

    @rule(act=acts)
    def live(self, act: Act) -> None:
        before, number, facts = self.story.at(self.number), self.number, len(self.story.facts)
        self.number = perform(self.story, number, act)
        if act.kind == "correct":
            self.ends.clear()
        if self.number == number:
            self._advance_is_earned(before, self.story.at(number))
        else:
            assert all(fact.day <= day(number + 1) for fact in self.story.facts[facts:])

    @rule()
    def end_the_day(self) -> None:
        self.ends[self.number] = self.story.at(self.number)
        self.number += 1

    @precondition(lambda self: len(self.story.facts) > 3)
    @rule()
    def undo_the_last_entry(self) -> None:
        """Undo gives exactly the standing before: the same question over the same history."""
        last = self.story.facts[-1]
        before = self.story.at(self.number)
        self.story.facts.pop()
        without = self.story.at(self.number)
        self.story.facts.append(last)
        assert self.story.at(self.number) == before
        self.story.facts.pop()
        assert self.story.at(self.number) == without
        self.ends.clear()

    @invariant()
    def nothing_is_prescribed_while_barred(self) -> None:
        standing = self.story.at(self.number)
        if standing.mode in BARRED:
            assert standing.prescription is None
            assert standing.offer is None

    @invariant()
    def nothing_is_prescribed_within_48_hours_of_a_stop(self) -> None:
        stops = [fact.day for fact in self.story.facts if isinstance(fact, Pain) and fact.value >= 6]
        if any(0 <= (day(self.number) - stop).days <= 2 for stop in stops):
            assert self.story.at(self.number).prescription is None

    @invariant()
    def a_lock_holds_until_a_clearance(self) -> None:
        locked = None
        for fact in self.story.facts:
            if fact.day <= day(self.number):
                locked = {"Lock": True, "Clearance": False}.get(type(fact).__name__, locked)
        assert (self.story.at(self.number).mode is Mode.LOCKED) is bool(locked)

    @invariant()
    def replaying_in_one_go_says_what_was_said_day_by_day(self) -> None:
        if self.ends:
            number = max(self.ends)
            assert self.story.at(number) == self.ends[number]

    def _advance_is_earned(self, before: Standing, after: Standing) -> None:
        """A consent that moved on was earned, by the plain facts."""
        facts = self.story.facts
        consent = facts[-1] if facts else None
        if not isinstance(consent, Consent) or after.stage <= before.stage:
            return
        assert before.offer is not None
        assert before.stage_day >= 21
        window = [fact for fact in facts if isinstance(fact, Pain) and 0 <= (consent.day - fact.day).days < 7]
        assert all(pain.value <= 2 for pain in window)
        if not before.offer.without_hanging:
            gate = self.story.programme.stage(before.stage).gate
            logs = [fact for fact in facts if isinstance(fact, Log) and fact.stage == before.stage]
            whole = [log for log in logs if log.variant is Variant.FULL and reached(log.sets, 1) >= log.prescribed.sets]
            assert all(reached(log.sets, gate.amount) >= gate.sets for log in whole[-2:])
            assert len(whole) >= 2


def reached(sets: tuple[Pair, ...], amount: int) -> int:
    return sum(1 for pair in sets if min(pair) >= amount)


Life.TestCase.settings = settings(slow, max_examples=60, stateful_step_count=30)
TestLife = Life.TestCase


@settings(slow, max_examples=60)
@given(st.sampled_from(BEGUN), lives, st.integers(1, 40))
def test_silence_raises_no_dose_but_one_already_earned_at_the_weeks_end(
    days: int, script: list[Act], silence: int
) -> None:
    story, number = live(script, begun(days), days + 1)
    before, after = story.at(number), story.at(number + silence)
    risen = [
        decision for decision in after.decisions if decision.verdict is Verdict.LEVEL_UP and decision.day > day(number)
    ]
    assert len(risen) <= 1
    assert after.stage <= before.stage
    assert after.level <= before.level + len(risen)
    if after.prescription is not None and before.prescription is None:
        assert before.mode in (Mode.PAUSED, Mode.TRAINING, Mode.MAINTENANCE)
    first_back = before.returning is not Return.AS_PLANNED  # rows of the gap table lighten in different ways
    if before.prescription is not None and not risen and not first_back and before.mode is Mode.TRAINING:
        assert hardness(after.prescription) <= hardness(before.prescription)


@settings(slow, max_examples=120)
@given(
    st.sampled_from(BEGUN),
    lives,
    st.tuples(st.integers(0, 10), st.integers(0, 10)),
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.tuples(st.integers(0, 6), st.integers(0, 6)),
    st.integers(1, 8),
)
def test_a_worse_last_session_never_leads_to_a_harder_prescription(
    days: int, script: list[Act], pains: tuple[int, int], mornings: tuple[int, int], less: tuple[int, int], later: int
) -> None:
    """Equal days, variants, sides and number of sets; more pain, a worse morning, fewer reps; looked at later too."""
    story, number = live(script, begun(days), days + 1)
    todo = answered(story, number).prescription
    assume(todo is not None and not story.at(number).trained_today)
    assert todo is not None
    found = []
    for pick in (min, max):
        other = Story()
        other.facts = list(story.facts)
        amount = max(1, todo.dose.amount - pick(less))
        sets = ((amount, amount),) * todo.dose.sets
        other.train(number, given=todo, sets=sets, pain=pick(pains), morning=pick(mornings), form=False)
        found.append(hardness(other.at(number + later).prescription))
    better, worse = found
    assert worse <= better


@settings(slow, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=30), st.integers(0, 2))
def test_fewer_reps_all_along_never_lead_to_a_harder_prescription(less: list[tuple[int, int]], pain: int) -> None:
    """The same prescriptions, days and pains; in one of the lives every set is as good or worse."""
    lives = []
    for pick in (min, max):
        story = Story()
        for number, choice in enumerate(less, start=1):
            amount = max(1, 10 - pick(choice))
            given = Story().prescribed(1)
            heavy = replace(given, dose=replace(given.dose, sets=3, amount=10))
            story.train(number, given=heavy, sets=((amount, amount),) * 3, pain=pain)
        lives.append(story.at(len(less) + 1))
    better, worse = lives
    assert hardness(worse.prescription) <= hardness(better.prescription)
    assert worse.offer is None or better.offer is not None


@settings(slow, max_examples=50)
@given(st.sampled_from(BEGUN), lives, st.sets(st.integers(0, 6), min_size=2), st.sampled_from(KITS), st.integers(0, 1))
def test_nobody_is_stuck(days: int, script: list[Act], weekdays: set[int], kit: tuple[str, ...], pain: int) -> None:
    """From every standing: cleared, trained as told with pain of 1 at most, mornings told: eight weeks to go on."""
    story, first = live(script, begun(days), days + 1)
    story.clear(first).resume(first).tell(Screening, first).tell(Baseline, first, value=0)
    story.tell(Plan, first, weekdays=tuple(weekdays), missing_kit=kit)
    stage = story.at(first).stage
    assume(story.at(first).mode is not Mode.MAINTENANCE)
    for number in range(first, first + EIGHT_WEEKS):
        if good_day(story, number, pain):
            assert story.at(number).stage == stage + 1
            return
    raise AssertionError(f"stuck in stage {stage}: {story.at(first + EIGHT_WEEKS).missing}")


def good_day(story: Story, number: int, pain: int) -> bool:
    """Do what the coach asks for; True once the next stage was begun."""
    standing = story.at(number)
    yesterday = next((fact for fact in story.facts if isinstance(fact, Morning) and fact.day == day(number)), None)
    if yesterday is None and (standing.ask_morning or standing.ask_off):
        story.morning(number, 0)
    if standing.ask_baseline:
        story.tell(Baseline, number, value=0)
    if standing.ask_screening:
        story.tell(Screening, number)
    if standing.ask_hang:
        story.tell(Hang, number, able=True)
    if standing.ask_form:
        story.tell(Form, number, stage=standing.stage, answer="yes")
    standing = story.at(number)
    if standing.offer is not None:
        story.consent(number)
        return True
    if standing.due == day(number):
        story.train(number, pain=pain, morning=None)
    return False


@settings(slow, max_examples=40)
@given(st.sampled_from(BEGUN), lives)
def test_walking_day_by_day_gives_the_same_as_replaying_in_one_go(days: int, script: list[Act]) -> None:
    """Lives told in time, without corrections: every day's standing is the same, told whole or walked through."""
    story, last = live([act for act in script if act.kind != "correct"], begun(days), days + 1)
    walk = Walk(story.programme)
    for number in range(1, last + 1):
        facts = [fact for fact in story.facts if fact.day == day(number)]
        assert walk.look(day(number), facts) == story.at(number)
        walk.end(day(number), facts)
