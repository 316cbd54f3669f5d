"""Week's ends: weaker side first, short weeks, the next dose level; the first row that matches wins."""

from __future__ import annotations

import pytest

from bot.coach.adherence import required
from bot.coach.model import Dose, Pair, Plan, Unit, Variant
from bot.coach.standing import Decision, Ease, Verdict, Why
from bot.coach.weeks import side_gap
from tests.coach.story import MON_WED_FRI, Story, day, in_stage, lighter, sets_of, shipped

TUE_THU = (1, 3)


def weeks_end(story: Story, number: int) -> Decision:
    decision = story.at(number).decision
    assert decision is not None
    return decision


# ---- the next dose level


def test_a_week_done_as_prescribed_earns_the_next_level_before_stage_day_eight() -> None:
    story = Story().days(1, 7)
    assert story.at(7).level == 1
    assert story.at(8).level == 2
    near, level = weeks_end(story, 8).reasons
    assert (near.why, near.have, near.need) == (Why.NEAR_DOSE, 6, 5)
    assert (level.why, level.have, level.need) == (Why.LEVEL, 2, 1)


@pytest.mark.parametrize(
    ("last", "level"),
    [
        (sets_of(5, 5), 2),
        (sets_of(6, 4), 1),
        (((6, 5), (5, 6)), 2),
        (((6, 6), (6, 4)), 1),
        (((6, 6), (4, 6)), 1),
        (sets_of(6, 6, 2), 2),  # an extra set does no harm
    ],
)
def test_the_last_session_has_to_be_within_one_rep_of_the_dose_on_both_sides(
    last: tuple[Pair, ...], level: int
) -> None:
    assert Story().days(1, 6).train(7, sets=last).at(8).level == level


@pytest.mark.parametrize(("seconds", "level"), [(7, 2), (6, 1)])
def test_a_hold_has_to_be_within_three_seconds_of_the_dose(seconds: int, level: int) -> None:
    story, number = in_stage(2)
    story.days(number, number + 5).train(number + 6, sets=sets_of(seconds, seconds, seconds))
    assert story.at(number + 7).level == level


def test_the_last_full_session_decides_not_a_one_set_session_after_it() -> None:
    story = Story().days(1, 6).train(7, sets=sets_of(6))
    assert story.at(8).level == 2


def test_a_weak_last_session_is_not_saved_by_a_better_one_before_it() -> None:
    story = Story().days(1, 6).train(7, sets=sets_of(3, 3))
    reason = weeks_end(story, 8).reasons[0]
    assert (reason.why, reason.have, reason.need, reason.when) == (Why.NEAR_DOSE, 3, 5, day(7))


def test_a_set_of_one_side_is_no_full_set() -> None:
    story = Story().days(1, 6).train(7, sets=((6, 6), (6, 0)))
    assert story.at(8).level == 2  # day 6 stays the last full session
    only = Story()
    for number in range(1, 8):
        only.train(number, sets=((6, 6), (0, 6)))
    assert Why.NO_FULL_SESSION in {reason.why for reason in weeks_end(only, 8).reasons}


def test_a_week_of_one_set_sessions_counts_as_a_week_but_raises_nothing() -> None:
    story = Story()
    for number in range(1, 8):
        story.train(number, sets=sets_of(6))
    assert (story.at(8).level, story.at(8).weeks_kept) == (1, 1)
    assert weeks_end(story, 8).verdict is Verdict.REPEAT


def test_a_full_session_of_an_earlier_week_raises_nothing() -> None:
    story = Story().days(1, 7)
    for number in range(8, 15):
        story.train(number, sets=sets_of(6))
    assert story.at(15).level == 2


@pytest.mark.parametrize(("pain", "level"), [(2, 2), (None, 1)])
def test_a_higher_dose_needs_a_last_session_of_safe_and_told_pain(pain: int | None, level: int) -> None:
    story = Story().days(1, 6).train(7, pain=pain)
    assert story.at(8).level == level


def test_pain_that_was_not_told_is_the_reason_given() -> None:
    story = Story().days(1, 6).train(7, pain=None)
    assert [reason.why for reason in weeks_end(story, 8).reasons] == [Why.PAIN_UNKNOWN]


def test_an_unknown_morning_does_not_hold_an_earned_dose() -> None:
    assert Story().days(1, 6).train(7, morning=None).at(8).level == 2


def test_the_top_level_has_none_above_it() -> None:
    story = Story()
    for number in range(1, 30):
        story.train(number, form=False)
    assert story.at(30).level == 4
    assert [reason.why for reason in weeks_end(story, 29).reasons] == [Why.TOP_LEVEL]


def test_an_easier_session_is_never_the_last_session_that_counts() -> None:
    story = Story()
    for number in range(1, 8):
        story.train(number, given=lighter(story.prescribed(number), variant=Variant.EASIER))
    assert story.at(8).level == 1


def test_weekly_decisions_fall_on_stage_days_not_on_calendar_weeks() -> None:
    story = Story().days(4, 10)
    assert (story.at(10).stage_day, story.at(10).level) == (7, 1)
    assert (story.at(11).stage_day, story.at(11).level) == (8, 2)


def test_two_weeks_ends_that_go_by_together_are_both_decided() -> None:
    story = Story((0, 3)).days(1, 4)  # Monday and Thursday, then two planned days missed
    assert story.at(15).stage_day == 15
    assert story.verdicts(15)[-2:] == [Verdict.LEVEL_UP, Verdict.REPEAT_SHORT]


# ---- fewer sessions than required


@pytest.mark.parametrize(("planned", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 3), (7, 3), (0, 0)])
def test_two_thirds_of_the_planned_days_make_a_week_three_at_most(planned: int, needed: int) -> None:
    assert required(shipped().progress.required, planned) == needed


@pytest.mark.parametrize(("done", "level"), [(3, 2), (2, 1)])
def test_fewer_than_the_required_sessions_repeat_the_level(done: int, level: int) -> None:
    story = Story().train(1).train(3)
    if done == 3:
        story.train(5)
    assert story.at(8).level == level


def test_a_short_week_says_how_many_there_were_and_how_many_it_takes() -> None:
    story = Story().train(1).train(5)
    decision = weeks_end(story, 8)
    assert decision.verdict is Verdict.REPEAT_SHORT
    assert (decision.reasons[0].have, decision.reasons[0].need) == (2, 3)


def short_weeks(count: int) -> Story:
    story = Story()
    for week in range(count):
        story.train(7 * week + 1).train(7 * week + 4)
    return story


def test_two_short_weeks_running_offer_as_many_days_as_were_managed() -> None:
    assert short_weeks(1).at(8).fewer_days is None
    assert short_weeks(2).at(15).fewer_days == 2


def test_a_good_week_ends_the_count_of_short_ones() -> None:
    story = short_weeks(1).days(8, 14).train(15).train(18)
    assert story.at(22).fewer_days is None


def test_a_new_plan_ends_the_offer_of_fewer_days() -> None:
    assert short_weeks(2).tell(Plan, 15, weekdays=(0, 2, 4)).at(15).fewer_days is None


def test_fewer_days_are_never_fewer_than_two() -> None:
    story = Story(MON_WED_FRI).train(1).train(8)
    assert story.at(15).fewer_days == 2
    two = Story(TUE_THU).train(2).train(9)
    assert two.at(16).fewer_days is None


def test_fewer_days_are_always_fewer_than_planned() -> None:
    story = Story((0, 1, 2, 3)).train(1).train(2).train(8).train(9)
    assert story.at(15).fewer_days == 2


# ---- weaker side first


@pytest.mark.parametrize(
    ("lefts", "rights", "weaker"),
    [
        ([8, 8, 8], [7, 7, 7], None),
        ([8, 8, 8], [6, 6, 6], "right"),
        ([6, 6, 6], [8, 8, 8], "left"),
        ([20] * 3, [18] * 3, None),  # ten percent of twenty
        ([20] * 3, [17] * 3, "right"),
        ([], [], None),
    ],
)
def test_sides_differ_when_they_are_over_one_rep_or_ten_percent_apart(
    lefts: list[int], rights: list[int], weaker: str | None
) -> None:
    found = side_gap(shipped().progress, Unit.REPS, lefts, rights)
    assert (None if found is None else found.detail) == weaker


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [(20, 17, False), (20, 16, True), (40, 36, False), (40, 35, True), (30, 27, False)],
)
def test_holds_differ_when_they_are_over_three_seconds_or_ten_percent_apart(
    left: int, right: int, differs: bool
) -> None:
    assert (side_gap(shipped().progress, Unit.SECONDS, [left], [right]) is not None) is differs


def uneven(weaker: int, *, weeks: int = 3) -> Story:
    """Level 3 of stage 1, the right side `weaker` reps in the week before."""
    story = Story().days(1, 14, form=False)
    for number in range(15, 15 + 7 * (weeks - 2)):
        story.train(number, sets=((8, weaker),) * 3)
    return story


def test_the_weaker_side_leads_and_both_sides_get_its_median_plus_one() -> None:
    story = uneven(5)
    todo = story.prescribed(22)
    assert (todo.weaker_first, todo.dose) == ("right", Dose(3, 6))
    gap = weeks_end(story, 22)
    assert gap.verdict is Verdict.WEAKER_SIDE
    assert (gap.reasons[0].have, gap.reasons[0].need, gap.reasons[0].detail) == (3, 1, "right")


@pytest.mark.parametrize(("weaker", "amount"), [(2, 6), (4, 6), (5, 6), (6, 7)])
def test_the_led_dose_lies_between_level_one_and_the_levels_dose(weaker: int, amount: int) -> None:
    assert uneven(weaker).prescribed(22).dose.amount == amount


def test_the_led_dose_never_exceeds_the_levels_own() -> None:
    story = Story()
    for number in range(1, 8):
        story.train(number, sets=((10, 8), (10, 8)))
    assert story.prescribed(8).dose == Dose(2, 6)
    assert story.prescribed(8).weaker_first == "right"


def test_a_weaker_side_is_led_by_three_seconds_in_holds() -> None:
    story, number = in_stage(2)
    story.days(number, number + 13)
    for ahead in range(14, 21):
        story.train(number + ahead, sets=((20, 13),) * 3)
    assert story.prescribed(number + 21).dose == Dose(3, 16)


def test_a_very_weak_side_is_led_by_level_ones_amount() -> None:
    story, number = in_stage(2)
    story.days(number, number + 13)
    for ahead in range(14, 21):
        story.train(number + ahead, sets=((20, 3),) * 3)
    assert story.prescribed(number + 21).dose == Dose(3, 10)


def test_the_lead_ends_with_the_week_in_which_the_gap_closed() -> None:
    story = uneven(5).days(22, 28)
    todo = story.prescribed(29)
    assert (todo.weaker_first, todo.dose) == ("", Dose(3, 8))
    assert weeks_end(story, 29).verdict is Verdict.REPEAT  # led at 6, so not near 8 yet


def test_a_set_with_a_zero_side_does_not_count_as_a_difference() -> None:
    story = Story()
    for number in range(1, 8):
        story.train(number, sets=((6, 6), (6, 6), (6, 0)))
    assert story.at(8).level == 2


def test_a_side_gap_comes_before_a_short_week() -> None:
    story = Story().train(1, sets=((6, 3),) * 2).train(5, sets=((6, 3),) * 2)
    assert weeks_end(story, 8).verdict is Verdict.WEAKER_SIDE


def test_easier_sets_do_not_lead_a_side() -> None:
    story = Story()
    for number in range(1, 8):
        given = lighter(story.prescribed(number), variant=Variant.EASIER)
        story.train(number, given=given, sets=((6, 2),) * 2)
    assert weeks_end(story, 8).verdict is Verdict.REPEAT


def test_an_easier_dose_comes_before_every_row_of_the_weeks_end() -> None:
    story = Story().train(1, sets=((6, 2),) * 2, pain=3).train(5, sets=((6, 2),) * 2, pain=3)
    assert weeks_end(story, 8).reasons[0].why is Why.EASED
    assert story.at(8).ease is Ease.EASIER
