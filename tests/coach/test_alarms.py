"""The alarm table: tiers, the lock, and the only two ways to lift it."""

from __future__ import annotations

import pytest

from bot.coach.alarms import asks_severity, tier_of
from bot.coach.model import Lock, Tier
from bot.coach.standing import Ease, Mode, Verdict, Why
from tests.coach.story import Story, day, in_stage, shipped

EMERGENCY = [
    "bladder_bowel", "saddle_numbness", "leg_weakness", "both_legs", "chest_pain", "accident", "serious_accident",
    "cannot_walk", "cannot_move_hip", "hot_joint", "collapse",
]  # fmt: skip
URGENT = ["fever_back", "weight_loss", "night_pain", "groin_lump", "cancer_history", "steroid_history"]
CLEARANCE = [
    "pregnancy", "operation_fracture", "osteoporosis", "leg_numbness", "hip_locks", "gives_way",
    "groin_weight_bearing", "cannot_bear_weight",
]  # fmt: skip


@pytest.mark.parametrize("sign", EMERGENCY)
def test_signs_of_an_emergency(sign: str) -> None:
    assert tier_of(shipped().alarms, [sign]) is Tier.EMERGENCY


@pytest.mark.parametrize("sign", URGENT)
def test_signs_that_are_urgent_the_same_day(sign: str) -> None:
    assert tier_of(shipped().alarms, [sign]) is Tier.URGENT


@pytest.mark.parametrize("sign", CLEARANCE)
def test_signs_that_pause_until_a_clinician_agreed(sign: str) -> None:
    assert tier_of(shipped().alarms, [sign]) is Tier.CLEARANCE


@pytest.mark.parametrize(
    ("signs", "tier"),
    [
        (["hip_locks", "night_pain"], Tier.URGENT),
        (["night_pain", "collapse", "pregnancy"], Tier.EMERGENCY),
        (["pregnancy", "something_new"], Tier.EMERGENCY),
    ],
)
def test_of_several_signs_the_highest_tier_counts_and_an_unknown_one_is_an_emergency(
    signs: list[str], tier: Tier
) -> None:
    assert tier_of(shipped().alarms, signs) is tier


def test_a_lock_without_any_sign_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="empty"):
        tier_of(shipped().alarms, [])


@pytest.mark.parametrize(
    ("signs", "asks"), [(["accident"], True), (["night_pain", "accident"], True), (["collapse"], False)]
)
def test_the_severity_of_an_accident_is_asked_about(signs: list[str], asks: bool) -> None:
    assert asks_severity(shipped().alarms, signs) is asks


@pytest.mark.parametrize("tier", list(Tier))
def test_every_tier_locks_the_programme(tier: Tier) -> None:
    standing = Story().days(1, 3).lock(4, "night_pain", tier).at(4)
    assert (standing.mode, standing.prescription, standing.due) == (Mode.LOCKED, None, None)
    assert standing.locked is not None
    assert (standing.locked.tier, standing.locked.signs, standing.locked.since) == (tier, ("night_pain",), day(4))
    assert standing.decisions[-1].verdict is Verdict.LOCK
    assert (standing.decisions[-1].reasons[0].why, standing.decisions[-1].reasons[0].detail) == (Why.SIGN, "night_pain")


def test_while_locked_nothing_is_looked_ahead_to() -> None:
    standing = Story().days(1, 7).lock(8).at(8)
    assert (standing.level, standing.decisions[-1].verdict) == (1, Verdict.LOCK)


def test_a_second_lock_keeps_the_highest_tier_every_sign_and_the_first_day() -> None:
    story = (
        Story()
        .lock(2, "collapse", Tier.EMERGENCY)
        .lock(3, "hip_locks", Tier.CLEARANCE)
        .lock(4, "pregnancy", Tier.CLEARANCE)
    )
    locked = story.at(4).locked
    assert locked is not None
    assert (locked.tier, locked.signs, locked.since) == (Tier.EMERGENCY, ("collapse", "hip_locks", "pregnancy"), day(2))


def test_an_accident_is_locked_while_its_severity_is_asked() -> None:
    locked = Story().tell(Lock, 1, tier=Tier.EMERGENCY, signs=("accident",)).at(1).locked
    assert locked is not None
    assert locked.ask_severity


def test_a_lock_is_lifted_neither_by_time_nor_by_a_good_log() -> None:
    story = Story().days(1, 3)
    todo = story.prescribed(4)
    story.lock(4).train(5, given=todo).train(6, given=todo)
    assert story.at(6).mode is Mode.LOCKED
    assert story.at(400).mode is Mode.LOCKED


def test_a_clinicians_word_lifts_a_lock_to_the_easier_variant_at_level_one() -> None:
    story = Story().days(1, 14).lock(15).clear(16)
    standing = story.at(16)
    assert (standing.mode, standing.locked, standing.level, standing.ease) == (Mode.TRAINING, None, 1, Ease.EASIER)
    assert story.decided(16, Verdict.CLEARED)


def test_a_clearance_before_the_first_session_begins_with_the_full_drill() -> None:
    assert Story().lock(1).clear(1).at(1).ease is Ease.NONE


def test_a_misreading_lifts_the_lock_as_if_it_had_not_been() -> None:
    story = Story().days(1, 14)
    before = story.prescribed(15)
    story.lock(15).clear(15, misread=True)
    assert story.prescribed(15) == before
    assert story.decided(15, Verdict.MISREAD)
    assert not story.decided(15, Verdict.CLEARED)


def test_a_misreading_does_not_lift_a_referral_for_pain() -> None:
    story = Story().train(1, pain=7, morning=None).lock(2).clear(2, misread=True)
    assert story.at(2).mode is Mode.REFERRED


def test_a_new_sign_after_a_clearance_locks_again_with_its_own_signs_only() -> None:
    story = Story().lock(1, "collapse").clear(2).lock(3, "night_pain", Tier.URGENT)
    locked = story.at(3).locked
    assert locked is not None
    assert (locked.tier, locked.signs, locked.since) == (Tier.URGENT, ("night_pain",), day(3))


def test_the_gates_met_before_a_lock_have_to_be_met_anew() -> None:
    story = Story().days(1, 20).lock(21).clear(21)
    assert story.at(21).missing != ()
    assert story.at(21).offer is None


def test_a_session_trained_while_locked_is_counted_but_meets_no_gate() -> None:
    story = Story().days(1, 19)
    todo = story.prescribed(20)
    story.lock(20).train(20, given=todo)
    last = story.at(20).last
    assert last is not None
    assert (story.at(20).sessions_total, last.gate) == (20, False)


def test_locked_days_are_no_stage_days() -> None:
    story, number = in_stage(1)
    story.days(number, 5).lock(6).clear(8, misread=True)
    assert story.at(8).stage_day == 6


def test_the_morning_is_not_asked_while_locked() -> None:
    story = Story().train(1, morning=None)
    assert story.at(2).ask_morning
    assert not story.lock(2).at(2).ask_morning
