"""The user's own, more careful choices; what is asked when; when the next drill is due; the journey."""

from __future__ import annotations

import pytest

from bot.coach.model import Dose, Plan, Skip
from bot.coach.standing import Ease, Mode, Verdict, Why
from tests.coach.story import EASIER, FULL, MON_WED_FRI, Story, day, in_stage

# ---- choices


def test_repeating_the_week_holds_the_dose_once() -> None:
    story = Story().days(1, 4).choose(5, "repeat").days(5, 7)
    assert story.at(8).level == 1
    assert [reason.why for reason in story.at(8).decisions[-1].reasons] == [Why.CHOICE]
    assert story.days(8, 14).at(15).level == 2


def test_repeating_on_the_day_of_the_new_dose_gives_the_old_one_again() -> None:
    story = Story().days(1, 7)
    assert story.at(8).level == 2
    assert story.choose(8, "repeat").at(8).level == 1


def test_the_easier_variant_by_choice_keeps_the_sets() -> None:
    story = Story().days(1, 7).choose(8, "easier")
    todo = story.prescribed(8)
    assert (todo.variant, todo.dose, todo.less_range) == (EASIER, Dose(3, 6), False)
    assert story.decided(8, Verdict.CHOSE_EASIER)


def test_the_chosen_easier_variant_ends_like_any_other() -> None:
    story = Story().days(1, 7).choose(8, "easier").train(8).train(9)
    assert (story.at(10).ease, story.at(10).level) == (Ease.NONE, 1)


def test_choosing_easier_does_not_lift_what_pain_decided() -> None:
    story = Story().train(1, pain=3).choose(2, "easier")
    assert story.prescribed(2).less_range


def test_going_one_stage_back_is_possible_at_any_time() -> None:
    story, number = in_stage(3)
    story.choose(number, "back")
    assert (story.at(number).stage, story.at(number).level) == (2, 1)
    assert story.decided(number, Verdict.CHOSE_BACK)
    story.train(number)
    assert story.at(number).stage_day == 1


def test_going_back_in_the_first_stage_is_the_easier_variant_at_level_one() -> None:
    story = Story().days(1, 8).choose(9, "back")
    todo = story.prescribed(9)
    assert (todo.stage, todo.variant, story.at(9).level, story.at(9).ease) == (1, EASIER, 1, Ease.CHOSEN)
    assert story.at(9).stage_day == 9


def test_a_stage_gone_back_to_is_begun_anew() -> None:
    story, number = in_stage(2)
    story.choose(number, "back").train(number)
    missing = {criterion.aim.value: criterion.have for criterion in story.at(number).missing}
    assert (missing["sessions"], missing["form"], missing["stage_day"]) == (1, 0, 1)


def test_an_unknown_choice_changes_nothing() -> None:
    story = Story().days(1, 8)
    before = story.at(9)
    assert story.choose(9, "faster").at(9) == before


def test_a_choice_in_the_morning_holds_for_the_session_of_that_day() -> None:
    story = Story().days(1, 4).choose(5, "easier").train(5).train(6)
    assert story.at(7).ease is Ease.NONE


# ---- when the next drill is due


@pytest.mark.parametrize(
    ("number", "due"),
    [(1, 1), (2, 3), (3, 3), (5, 5), (6, 8)],
)
def test_the_next_drill_is_due_on_the_next_planned_day(number: int, due: int) -> None:
    assert Story(MON_WED_FRI).at(number).due == day(due)


def test_after_todays_session_or_skip_the_next_planned_day_is_due() -> None:
    assert Story(MON_WED_FRI).train(1).at(1).due == day(3)
    skipped = Story(MON_WED_FRI).tell(Skip, 1).at(1)
    assert (skipped.due, skipped.skipped_today, skipped.trained_today) == (day(3), True, False)


def test_a_pause_bars_nothing_but_gives_no_drill_until_it_ends() -> None:
    story = Story(MON_WED_FRI).days(1, 3).pause(4, until=9)
    standing = story.at(5)
    assert (standing.mode, standing.prescription, standing.due) == (Mode.PAUSED, None, day(10))
    assert standing.paused_until == day(9)
    assert story.at(8).mode is Mode.PAUSED
    assert (story.at(9).mode, story.at(9).paused_until) == (Mode.TRAINING, None)


def test_an_open_pause_ends_with_coming_back() -> None:
    story = Story().days(1, 3).pause(4)
    assert (story.at(10).mode, story.at(10).due) == (Mode.PAUSED, None)
    assert story.resume(10).at(10).mode is Mode.TRAINING


def test_a_pause_that_ends_on_its_first_day_is_none() -> None:
    assert Story().pause(3, until=3).at(3).mode is Mode.TRAINING


def test_paused_days_are_no_stage_days() -> None:
    story = Story().days(1, 3).pause(4, until=6)
    assert (story.at(4).stage_day, story.at(6).stage_day) == (4, 4)


def test_a_pause_before_the_first_screening_is_over_says_paused() -> None:
    assert Story().days(1, 2).pause(3).at(40).mode is Mode.PAUSED


@pytest.mark.parametrize("days", [(), (0, 0, 0)])
def test_a_plan_always_has_days(days: tuple[int, ...]) -> None:
    assert Story(days).at(1).weekdays == ((0,) if days else (0, 1, 2, 3, 4, 5, 6))


def test_days_are_planned_in_order() -> None:
    assert Story((4, 0, 2)).at(1).weekdays == (0, 2, 4)


def test_a_plan_holds_from_its_day_on() -> None:
    story = Story().tell(Plan, 3, weekdays=(6,))
    assert (story.at(2).due, story.at(3).due) == (day(2), day(7))


# ---- questions


def test_the_morning_is_asked_the_day_after_a_session_until_it_is_told() -> None:
    story = Story(MON_WED_FRI).train(1, morning=None)
    assert [story.at(number).ask_morning for number in (1, 2, 3)] == [False, True, False]
    assert not story.morning(2, 1).at(2).ask_morning


def test_a_log_that_comes_before_the_morning_is_told_does_not_answer_it() -> None:
    story = Story().train(1, morning=None).train(2, morning=None)
    assert story.at(2).ask_morning
    assert not Story().train(2, morning=None).at(2).ask_morning


def test_a_session_the_day_before_yesterday_is_not_asked_about() -> None:
    story = Story().train(1, morning=None).train(3, morning=None)
    assert not story.at(3).ask_morning


def test_the_morning_is_asked_on_rest_days_in_pauses_and_after_a_stop() -> None:
    assert Story(MON_WED_FRI).train(1, morning=None).at(2).ask_morning
    assert Story().train(1, morning=None).pause(2).at(2).ask_morning
    assert Story().train(1, pain=6, morning=None).at(2).ask_morning
    assert Story().train(1, pain=7, morning=None).at(2).ask_morning


def test_pain_told_without_a_session_asks_for_no_morning() -> None:
    assert not Story().pain(1, 3).at(2).ask_morning


def test_alarm_signs_are_asked_for_on_the_day_of_a_stop_only() -> None:
    story = Story().train(1, pain=6, morning=None)
    assert (story.at(1).ask_signs, story.at(2).ask_signs) == (True, False)
    assert Story().train(1, pain=7, morning=None).at(1).ask_signs


def test_off_tells_since_when() -> None:
    story = Story().train(2, pain=6, morning=None)
    assert story.at(4).off_since == day(2)
    assert Story().at(1).off_since is None


# ---- the journey


def test_the_journey_tells_when_each_stage_began_and_was_passed() -> None:
    story = Story().days(1, 20).consent(21).train(22)
    first, second, third, *_, last = story.at(22).journey
    assert (first.stage, first.started, first.passed) == (1, day(1), day(21))
    assert (second.stage, second.started, second.passed) == (2, day(22), None)
    assert (third.started, third.passed) == (None, None)
    assert (last.stage, last.started) == (5, None)


def test_going_back_makes_a_passed_stage_open_again() -> None:
    story = Story().days(1, 20).consent(21).train(22).choose(23, "back")
    assert story.at(23).journey[0].passed is None
    assert story.at(23).journey[0].started == day(1)
    assert story.train(23).at(23).journey[0].started == day(23)


def test_the_first_session_starts_the_stage() -> None:
    story = Story().train(3)
    assert story.at(3).decisions[0].verdict is Verdict.STARTED
    assert (story.at(3).decisions[0].day, story.at(3).decisions[0].stage) == (day(3), 1)
    assert story.prescribed(4).variant is FULL
