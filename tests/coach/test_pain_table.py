"""Every row of the pain table, with both sides of each of its limits."""

from __future__ import annotations

import pytest

from bot.coach.model import Dose, Pain, Where
from bot.coach.standing import Ease, Mode, PainVerdict, Verdict, Why
from tests.coach.story import EASIER, FULL, Story, in_stage

BACK, HIP, ELSEWHERE = Where.LOW_BACK, Where.HIP_FRONT, Where.ELSEWHERE
GO_ON, HOLD, THIRD, REDUCE = PainVerdict.GO_ON, PainVerdict.HOLD, PainVerdict.REDUCE_THIRD, PainVerdict.REDUCE
EASIER_VARIANT, STOP, REFER = PainVerdict.EASIER, PainVerdict.STOP, PainVerdict.REFER

IN_THE_BACK = [
    # peak, morning above baseline, verdict
    (0, 0, GO_ON),
    (2, 0, GO_ON),
    (2, -1, GO_ON),
    (2, None, GO_ON),
    (0, 1, HOLD),
    (2, 1, HOLD),
    (0, 2, REDUCE),
    (2, 5, REDUCE),
    (3, 0, REDUCE),
    (5, 0, REDUCE),
    (3, None, REDUCE),
    (3, 1, EASIER_VARIANT),
    (5, 4, EASIER_VARIANT),
    (6, 0, STOP),
    (6, 3, STOP),
    (6, None, STOP),
    (7, 0, REFER),
    (10, 3, REFER),
]

SOMEWHERE_ELSE = [
    (2, 0, GO_ON),
    (2, 1, HOLD),
    (2, 2, REDUCE),
    (3, 0, HOLD),
    (5, 0, HOLD),
    (5, None, HOLD),
    (3, 1, THIRD),
    (5, 1, THIRD),
    (5, 2, REDUCE),
    (6, 0, STOP),
    (7, None, REFER),
]


def after(peak: int, above: int | None, where: Where | None) -> PainVerdict:
    """The verdict on one session with that peak, and that much above a baseline of 1 the next morning."""
    story = Story(baseline=1)
    story.train(1, pain=peak, where=where, morning=None if above is None else 1 + above)
    last = story.at(2).last
    assert last is not None
    return last.verdict


@pytest.mark.parametrize("where", [BACK, HIP, None])
@pytest.mark.parametrize(("peak", "above", "verdict"), IN_THE_BACK)
def test_pain_in_the_back_or_hip_or_of_unknown_place(
    peak: int, above: int | None, where: Where | None, verdict: PainVerdict
) -> None:
    assert after(peak, above, where) is verdict


@pytest.mark.parametrize(("peak", "above", "verdict"), SOMEWHERE_ELSE)
def test_pain_elsewhere(peak: int, above: int | None, verdict: PainVerdict) -> None:
    assert after(peak, above, ELSEWHERE) is verdict


def test_safe_pain_and_a_calm_morning_change_nothing() -> None:
    story, number = in_stage(2)
    before = story.prescribed(number)
    story.train(number, pain=2, morning=0)
    assert story.prescribed(number + 1) == before
    assert story.at(number + 1).ease is Ease.NONE


def test_a_morning_above_the_baseline_holds_the_dose_at_the_weeks_end() -> None:
    held = Story().days(1, 6).train(7, morning=1)
    assert held.at(8).level == 1
    assert held.decided(8, Verdict.HOLD)
    assert Why.HELD in {reason.why for reason in held.at(8).decisions[-1].reasons}
    assert Story().days(1, 7).at(8).level == 2


def test_a_hold_in_the_middle_of_the_week_still_holds_at_its_end() -> None:
    story = Story().days(1, 3).train(4, morning=1).days(5, 7)
    assert story.at(8).level == 1
    assert story.days(8, 14).at(15).level == 2


def test_the_hold_says_the_morning_and_the_baseline_it_was_held_against() -> None:
    story = Story(baseline=1).train(1, pain=2, morning=2)
    decision = story.at(2).decision
    assert decision is not None
    peak, morning = decision.reasons
    assert (peak.why, peak.have, peak.need, peak.where) == (Why.PEAK, 2, 2, BACK)
    assert (morning.why, morning.have, morning.need) == (Why.MORNING, 2, 1)


def test_a_morning_far_above_the_baseline_reduces() -> None:
    story, number = in_stage(2)
    story.train(number, pain=0, morning=2)
    assert story.at(number + 1).ease is Ease.EASIER
    assert story.decided(number + 1, Verdict.REDUCE)


def test_caution_pain_that_settles_brings_one_set_less_less_range_and_the_easier_variant() -> None:
    story = Story().days(1, 7)
    assert story.prescribed(8).dose == Dose(3, 6)
    story.train(8, pain=3, morning=0)
    todo = story.prescribed(9)
    assert (todo.variant, todo.dose, todo.less_range) == (EASIER, Dose(2, 6), True)
    assert story.at(9).decisions[-1].verdict is Verdict.REDUCE


def test_caution_pain_makes_no_progress_while_it_lasts() -> None:
    story = Story().days(1, 6).train(7, pain=3)
    assert story.at(8).level == 1
    reasons = story.at(8).decisions[-1].reasons
    assert [reason.why for reason in reasons] == [Why.EASED]


def test_caution_pain_with_a_worse_morning_brings_the_easier_variant() -> None:
    story, number = in_stage(2)
    story.train(number, pain=4, morning=1)
    assert story.prescribed(number + 1).variant is EASIER
    assert story.at(number + 1).decisions[-1].verdict is Verdict.EASIER
    assert story.at(number + 1).stage == 2


def test_caution_pain_with_a_worse_morning_twice_running_goes_one_stage_back() -> None:
    story, number = in_stage(2)
    story.train(number, pain=4, morning=1).train(number + 1, pain=3, morning=1)
    standing = story.at(number + 2)
    assert (standing.stage, standing.level, standing.stage_day) == (1, 1, 0)
    assert story.prescribed(number + 2).variant is FULL
    twice = standing.decisions[-1].reasons[-1]
    assert (twice.why, twice.have, twice.need) == (Why.TWICE_RUNNING, 2, 2)
    assert standing.decisions[-1].verdict is Verdict.PAIN_STAGE_BACK
    assert standing.last is not None
    assert standing.last.verdict is PainVerdict.STAGE_BACK


@pytest.mark.parametrize("pain", [3, 0], ids=["settled by the morning", "calm"])
def test_a_better_session_between_two_worse_ones_does_not_count_as_twice_running(pain: int) -> None:
    story, number = in_stage(2)
    story.train(number, pain=3, morning=1).train(number + 1, pain=pain, morning=0).train(number + 2, pain=3, morning=1)
    assert story.at(number + 3).stage == 2


def test_the_count_of_worse_mornings_begins_anew_after_going_back() -> None:
    story, number = in_stage(3)
    for offset in range(3):
        story.train(number + offset, pain=3, morning=1)
    assert story.at(number + 3).stage == 2
    story.train(number + 3, pain=3, morning=1)
    assert story.at(number + 4).stage == 1


def test_one_stage_back_in_stage_one_is_the_easier_variant_at_level_one() -> None:
    story = Story().days(1, 7).train(8, pain=3, morning=1).train(9, pain=3, morning=1)
    standing = story.at(10)
    assert (standing.stage, standing.level, standing.ease) == (1, 1, Ease.EASIER)


def test_pain_elsewhere_that_settles_holds_the_dose() -> None:
    story = Story().days(1, 6).train(7, pain=5, where=ELSEWHERE)
    assert story.at(8).level == 1
    assert story.at(8).ease is Ease.NONE


def test_pain_elsewhere_with_a_worse_morning_takes_a_third_off_the_full_drill() -> None:
    story = Story().days(1, 7).train(8, pain=3, where=ELSEWHERE, morning=1)
    todo = story.prescribed(9)
    assert (todo.variant, todo.dose, todo.less_range) == (FULL, Dose(3, 4), False)
    assert story.at(9).decisions[-1].verdict is Verdict.REDUCE_THIRD


def test_pain_in_two_places_is_judged_by_the_stricter_row() -> None:
    story = Story().train(1, pain=5, where=ELSEWHERE, morning=None).pain(1, 3, BACK)
    assert story.at(1).ease is Ease.EASIER


def test_of_several_pains_of_a_day_the_highest_counts() -> None:
    story = Story().train(1, pain=1, morning=None).pain(1, 4).pain(1, 2)
    last = story.at(1).last
    assert last is not None
    assert (last.peak, last.verdict) == (4, REDUCE)


def test_of_several_answers_of_a_morning_the_highest_counts() -> None:
    story = Story().train(1, morning=0).morning(2, 1).morning(2, 0)
    last = story.at(2).last
    assert last is not None
    assert last.morning == 1


def test_a_stop_gives_48_hours_off_and_asks_for_alarm_signs() -> None:
    story = Story().train(1, pain=6, morning=None)
    today = story.at(1)
    assert (today.mode, today.prescription, today.ask_signs) == (Mode.OFF, None, True)
    assert [story.at(number).prescription for number in (2, 3)] == [None, None]
    assert not story.at(2).ask_signs


def test_a_stop_elsewhere_is_a_stop_just_the_same() -> None:
    assert Story().train(1, pain=6, where=ELSEWHERE, morning=None).at(1).mode is Mode.OFF


def test_pain_told_without_a_session_stops_too() -> None:
    story = Story().days(1, 2).tell(Pain, 4, value=6)
    assert story.at(4).mode is Mode.OFF


def test_pain_of_seven_refers_at_once() -> None:
    story = Story().train(1, pain=7, morning=None)
    standing = story.at(1)
    assert (standing.mode, standing.prescription) == (Mode.REFERRED, None)
    limit = standing.referred[-1]
    assert (limit.why, limit.have, limit.need) == (Why.PEAK, 7, 6)


def test_heavy_lifting_is_recorded_with_the_morning_and_still_holds_the_dose() -> None:
    story = Story().days(1, 6).train(7, morning=None).morning(8, 1, lifted=True)
    assert story.at(8).level == 1
    hold = next(decision for decision in story.at(8).decisions if decision.verdict is Verdict.HOLD)
    assert hold.reasons[-1].why is Why.LIFTED


def test_an_unknown_morning_is_never_against_the_user() -> None:
    story, number = in_stage(2)
    story.train(number, pain=0, morning=None)
    standing = story.at(number + 1)
    assert standing.ease is Ease.NONE
    assert standing.last is not None
    assert standing.last.verdict is GO_ON


def test_an_unknown_pain_makes_no_session_easier() -> None:
    story = Story().train(1, pain=None)
    assert story.at(2).ease is Ease.NONE
