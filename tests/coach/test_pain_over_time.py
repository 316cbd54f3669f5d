"""What refers over days and weeks, and every way out of an easier dose, a stop and a referral."""

from __future__ import annotations

import pytest

from bot.coach.model import Baseline, Dose, Pain, Plan, Where
from bot.coach.pain import mean_rises
from bot.coach.programme import MeanRise
from bot.coach.standing import Ease, Mode, Verdict, Why
from tests.coach.story import EASIER, FULL, MON_WED_FRI, Story, in_stage, shipped

ELSEWHERE = Where.ELSEWHERE


def restarted(story: Story, number: int) -> Story:
    """After a stop: the back says 0 on the first day it may."""
    return story.morning(number, 0)


# ---- what refers


@pytest.mark.parametrize(("second", "mode"), [(7, Mode.REFERRED), (8, Mode.OFF)])
def test_two_stops_within_seven_days_refer_and_eight_days_apart_do_not(second: int, mode: Mode) -> None:
    story = Story().train(1, pain=6, morning=None).morning(4, 0)
    story.train(second, pain=6, morning=None)
    assert story.at(second).mode is mode


def test_the_referral_for_two_stops_says_how_many_in_how_many_days() -> None:
    story = Story().train(1, pain=6, morning=None).morning(4, 0).train(5, pain=6, morning=None)
    stops = story.at(5).referred[-1]
    assert (stops.why, stops.have, stops.need, stops.days) == (Why.STOPS_IN_WINDOW, 2, 2, 7)


@pytest.mark.parametrize(("last", "mode"), [(13, Mode.TRAINING), (14, Mode.REFERRED)])
def test_caution_pain_in_every_session_for_fourteen_days_refers(last: int, mode: Mode) -> None:
    story = Story().days(1, last, pain=3)
    assert story.at(last).mode is mode


def test_the_referral_for_long_caution_says_since_when() -> None:
    story = Story().days(1, 14, pain=4)
    long = story.at(14).referred[-1]
    assert (long.why, long.have, long.need) == (Why.CAUTION_LONG, 14, 14)
    assert long.when == story.facts[0].day


def test_one_calm_session_ends_a_run_of_caution_pain() -> None:
    story = Story().days(1, 6, pain=3).train(7, pain=2).days(8, 20, pain=3)
    assert story.at(20).mode is Mode.TRAINING
    assert story.days(21, 21, pain=3).at(21).mode is Mode.REFERRED


def test_caution_pain_before_and_after_a_break_of_more_than_a_week_is_not_one_run() -> None:
    story = Story().train(1, pain=3).pause(2, until=10).train(10, pain=3).days(11, 14, pain=3)
    assert story.at(14).mode is Mode.TRAINING


def test_a_run_of_caution_pain_survives_a_break_of_a_week() -> None:
    story = Story().train(1, pain=3).pause(2, until=8).days(8, 14, pain=3)
    assert story.at(14).mode is Mode.REFERRED


def test_an_unknown_pain_neither_ends_nor_lengthens_a_run_of_caution_pain() -> None:
    story = Story().days(1, 6, pain=3).train(7, pain=None).days(8, 13, pain=3)
    assert story.at(13).mode is Mode.TRAINING
    assert story.train(14, pain=None).at(14).mode is Mode.TRAINING
    assert story.train(15, pain=3).at(15).mode is Mode.REFERRED


@pytest.mark.parametrize(("peak", "mode"), [(4, Mode.TRAINING), (5, Mode.REFERRED)])
def test_for_a_cleared_user_only_peaks_above_a_baseline_of_three_to_five_count_as_long_caution(
    peak: int, mode: Mode
) -> None:
    story = Story(baseline=4).clear(1).days(1, 14, pain=peak, morning=4)
    assert story.at(14).mode is mode


RISE = MeanRise(by=1, weeks=2, sessions=2, above=2)


@pytest.mark.parametrize(
    ("means", "refers"),
    [
        ((0.5, 1.5, 2.5), True),
        ((0.0, 1.0, 2.0), False),  # not above 2 in the end
        ((0.6, 1.5, 2.6), False),  # a rise of less than one
        ((1.5, 0.5, 1.5, 2.5), True),
        ((1.5, 2.5), False),  # one rise only
        ((2.5, 1.5, 2.6), False),
        ((), False),
    ],
)
def test_means_that_rise_by_one_two_weeks_running_and_end_above_two_refer(
    means: tuple[float, ...], refers: bool
) -> None:
    assert mean_rises(RISE, means) is refers


def rising(*pains: tuple[int, ...]) -> Story:
    """Weeks of Monday, Wednesday and Friday with these pains, elsewhere so that nothing is eased."""
    story = Story(MON_WED_FRI)
    for week, peaks in enumerate(pains):
        for weekday, peak in zip(MON_WED_FRI, peaks, strict=False):
            story.train(week * 7 + weekday + 1, pain=peak, where=ELSEWHERE)
    return story


def test_a_weekly_mean_that_climbs_two_weeks_running_pauses_and_refers() -> None:
    story = rising((0, 0, 0), (1, 1, 2), (3, 3, 2))
    assert story.at(21).mode is Mode.TRAINING
    standing = story.at(22)
    assert standing.mode is Mode.REFERRED
    mean = standing.referred[-1]
    assert (mean.why, mean.need, mean.days) == (Why.MEAN_UP, 0, 2)
    assert mean.have == pytest.approx(8 / 3)


def test_a_week_with_a_single_session_is_not_compared() -> None:
    assert rising((0, 0, 0), (1, 1, 2), (4,)).at(22).mode is Mode.TRAINING
    assert rising((0, 0, 0), (1,), (1, 1, 2), (3, 3, 2)).at(29).mode is Mode.REFERRED


def test_a_referral_for_long_caution_has_no_hours_off_of_its_own() -> None:
    story = Story().days(1, 14, pain=5)
    assert (story.at(14).mode, story.at(14).off_since) == (Mode.REFERRED, None)
    assert story.clear(15).at(15).mode is Mode.TRAINING


def test_an_easing_holds_the_dose_at_the_weeks_end_even_when_it_is_over_by_then() -> None:
    story = Story().train(1, pain=3).days(2, 7)
    assert (story.at(8).ease, story.at(8).level) == (Ease.NONE, 1)


# ---- the ways out


def test_two_calm_sessions_bring_the_full_drill_back_one_level_lower() -> None:
    story = Story().days(1, 14).train(15, pain=3)
    assert (story.at(16).level, story.at(16).ease) == (3, Ease.EASIER)
    story.train(16, pain=2)
    assert story.at(17).ease is Ease.EASIER
    story.train(17, pain=2, morning=None)
    standing = story.at(18)
    assert (standing.level, standing.ease) == (2, Ease.NONE)
    todo = story.prescribed(18)
    assert (todo.variant, todo.dose) == (FULL, Dose(3, 6))
    calm = standing.decisions[-1]
    assert calm.verdict is Verdict.FULL_AGAIN
    assert (calm.reasons[0].have, calm.reasons[0].need) == (2, 2)


def test_the_full_drill_is_promised_right_after_the_second_calm_session() -> None:
    story = Story().train(1, pain=3).train(2).train(3, morning=None)
    assert story.at(3).ease is Ease.NONE


def test_a_known_morning_above_the_baseline_takes_that_promise_back() -> None:
    story = Story().train(1, pain=3).train(2).train(3, morning=1)
    assert story.at(4).ease is Ease.EASIER


def test_an_unknown_pain_is_no_calm_session() -> None:
    story = Story().train(1, pain=3).train(2).train(3, pain=None)
    assert story.at(4).ease is Ease.EASIER
    assert story.train(4).at(5).ease is Ease.NONE


def test_a_session_with_caution_pain_begins_the_way_out_anew() -> None:
    story = Story().train(1, pain=3).train(2).train(3, pain=3).train(4)
    assert story.at(5).ease is Ease.EASIER
    assert story.train(5).at(6).ease is Ease.NONE


def test_a_held_morning_begins_the_way_out_anew() -> None:
    story = Story().train(1, pain=3).train(2).train(3, morning=1).train(4)
    assert story.at(5).ease is Ease.EASIER


def test_level_one_stays_level_one_on_the_way_out() -> None:
    story = Story().train(1, pain=3).train(2).train(3)
    assert (story.at(4).level, story.at(4).ease) == (1, Ease.NONE)


def test_a_third_less_has_the_same_way_out() -> None:
    story = Story().days(1, 7).train(8, pain=3, where=ELSEWHERE, morning=1).train(9).train(10)
    assert (story.at(11).level, story.at(11).ease) == (1, Ease.NONE)


def test_a_milder_row_does_not_lift_a_stricter_one() -> None:
    story = Story().train(1, pain=3).train(2, pain=3, where=ELSEWHERE, morning=1)
    assert story.at(3).ease is Ease.EASIER


def test_after_48_hours_off_the_coach_asks_and_a_calm_back_restarts_at_the_easier_variant() -> None:
    story = Story().train(1, pain=6, morning=None)
    assert [story.at(number).ask_off for number in (1, 2, 3, 4)] == [False, False, False, True]
    restarted(story, 4)
    standing = story.at(4)
    assert (standing.mode, standing.ask_off) == (Mode.TRAINING, False)
    assert story.prescribed(4).variant is EASIER
    assert standing.decisions[-1].verdict is Verdict.RESTART


@pytest.mark.parametrize(("answer", "mode"), [(2, Mode.TRAINING), (3, Mode.OFF)])
def test_the_restart_needs_a_back_of_two_or_less(answer: int, mode: Mode) -> None:
    story = Story().train(1, pain=6, morning=None).morning(4, answer)
    assert story.at(4).mode is mode


def test_a_calm_morning_within_the_48_hours_does_not_end_them() -> None:
    story = Story().train(1, pain=6, morning=0).morning(3, 0)
    assert story.at(3).mode is Mode.OFF
    assert story.at(4).mode is Mode.OFF
    assert story.at(4).ask_off


def test_an_unanswered_back_is_asked_daily_and_never_referred() -> None:
    story = Story().train(1, pain=6, morning=None)
    assert all(story.at(number).ask_off for number in range(4, 12))
    assert story.at(11).mode is Mode.OFF


@pytest.mark.parametrize(("asked", "mode"), [(7, Mode.OFF), (8, Mode.REFERRED)])
def test_a_back_still_sore_seven_days_after_the_stop_is_referred(asked: int, mode: Mode) -> None:
    story = Story().train(1, pain=6, morning=None)
    for number in range(4, asked + 1):
        story.morning(number, 3)
    assert story.at(asked).mode is mode


def test_the_referral_for_a_sore_back_says_how_long_ago_the_stop_was() -> None:
    story = Story().train(1, pain=6, morning=None).morning(9, 4)
    sore = story.at(9).referred[-1]
    assert (sore.why, sore.have, sore.need, sore.days) == (Why.STILL_SORE, 4, 2, 8)
    assert sore.when == story.facts[0].day


def test_a_referral_is_not_lifted_by_time_or_by_a_good_log() -> None:
    story = Story().train(1, pain=7, morning=0)
    todo = Story().prescribed(1)
    story.train(5, given=todo).train(6, given=todo)
    assert story.at(14).mode is Mode.REFERRED


def test_a_clinicians_word_lifts_a_referral_to_the_easier_variant_at_level_one() -> None:
    story = Story().days(1, 14).train(15, pain=7, morning=None).clear(20)
    standing = story.at(20)
    assert (standing.mode, standing.level, standing.ease) == (Mode.TRAINING, 1, Ease.EASIER)
    assert story.decided(20, Verdict.CLEARED)


def test_a_clearance_within_48_hours_of_a_stop_does_not_shorten_them() -> None:
    story = Story().train(1, pain=7, morning=None).clear(2)
    assert [story.at(number).mode for number in (2, 3, 4)] == [Mode.OFF] * 3
    assert story.morning(4, 0).at(4).mode is Mode.TRAINING


def test_a_clearance_after_the_hours_off_needs_no_other_answer() -> None:
    story = Story().train(1, pain=7, morning=None).clear(4)
    assert (story.at(4).mode, story.at(4).off_since) == (Mode.TRAINING, None)


def test_what_hurt_on_the_day_of_a_clearance_is_cleared_with_it() -> None:
    story = Story().days(1, 7).train(8, pain=8, morning=None).lock(8).clear(8)
    assert story.at(8).mode is Mode.OFF
    assert story.at(9).mode is Mode.OFF
    assert story.morning(11, 0).at(11).mode is Mode.TRAINING


def test_a_misreading_settles_nothing_that_hurt_that_day() -> None:
    story = Story().train(1, pain=4, morning=None).lock(1).clear(1, misread=True).morning(2, 1)
    assert story.at(2).decisions[-1].verdict is Verdict.EASIER


def test_the_way_out_after_a_clearance_begins_at_its_beginning() -> None:
    story = Story().train(1, pain=3).train(2).lock(3).clear(3).train(3)
    assert story.at(4).ease is Ease.EASIER
    assert story.train(4).at(5).ease is Ease.NONE


def test_the_windows_start_anew_from_a_clearance() -> None:
    story = Story().train(1, pain=6, morning=None).lock(2).clear(4).morning(4, 0)
    story.train(5, pain=6, morning=None)
    assert story.at(5).mode is Mode.OFF


def test_caution_before_a_clearance_does_not_count_after_it() -> None:
    story = Story().days(1, 14, pain=3).clear(15).days(15, 27, pain=3)
    assert story.at(27).mode is Mode.TRAINING
    assert story.days(28, 28, pain=3).at(28).mode is Mode.REFERRED


def test_weekly_means_before_a_clearance_are_not_compared_after_it() -> None:
    story = rising((0, 0, 0), (1, 1, 2)).lock(14).clear(14)
    for number in (15, 17, 19):
        story.train(number, pain=3, where=ELSEWHERE)
    assert story.at(22).mode is Mode.TRAINING


def test_pain_told_without_a_session_reduces_but_is_no_session() -> None:
    story, number = in_stage(2)
    before = story.at(number).sessions_total
    story.tell(Pain, number, value=4)
    standing = story.at(number)
    assert (standing.ease, standing.sessions_total, standing.trained_today) == (Ease.EASIER, before, False)


def test_fresh_calm_pain_without_a_session_is_no_step_on_the_way_out() -> None:
    story = Story().train(1, pain=3).tell(Pain, 2, value=0).train(3)
    assert story.at(4).ease is Ease.EASIER


def test_a_clinician_is_asked_again_only_above_the_baseline_that_was_cleared() -> None:
    story = Story(baseline=3)
    assert story.at(1).mode is Mode.REFERRED
    story.clear(1)
    assert story.at(1).mode is Mode.TRAINING
    assert story.tell(Baseline, 2, value=3).at(2).mode is Mode.TRAINING
    assert story.tell(Baseline, 3, value=4).at(3).mode is Mode.REFERRED


def test_the_plan_may_change_while_off() -> None:
    story = Story().train(1, pain=6, morning=None).tell(Plan, 2, weekdays=(0, 3))
    assert story.at(2).mode is Mode.OFF
    assert shipped().pain.off_hours == 48
