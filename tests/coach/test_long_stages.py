"""A stage that takes long: one more week, the user's choice, and its default."""

from __future__ import annotations

import pytest

from bot.coach.model import Form
from bot.coach.standing import Ease, Mode, Verdict
from tests.coach.story import EASIER, FULL, Story, day, in_stage, sets_of


def stuck(last: int, stage: int = 1) -> tuple[Story, int]:
    """Trained every day, never within reach of the gate; the stage's first day."""
    story, first = in_stage(stage)
    story.days(first, first + last - 1, sets=sets_of(3, 3, 3))
    return story, first


@pytest.mark.parametrize(("number", "extended"), [(27, False), (28, True), (41, True)])
def test_from_day_twenty_eight_on_the_coach_says_what_is_missing(number: int, extended: bool) -> None:
    story, _ = stuck(number - 1)
    assert story.at(number).extended is extended
    assert story.at(number).missing


def test_an_open_offer_is_no_extension() -> None:
    story = Story().days(1, 27)
    assert story.at(28).offer is not None
    assert not story.at(28).extended


@pytest.mark.parametrize(("number", "choose"), [(41, False), (42, True)])
def test_from_day_forty_two_on_the_user_chooses(number: int, choose: bool) -> None:
    story, _ = stuck(number - 1)
    assert story.at(number).choose is choose


def test_an_open_offer_leaves_nothing_to_choose() -> None:
    story = Story().days(1, 41)
    assert story.at(42).offer is not None
    assert not story.at(42).choose


def test_choosing_the_easier_variant_gives_it_for_two_weeks() -> None:
    story, _ = stuck(41)
    story.choose(42, "easier")
    assert (story.at(42).ease, story.at(42).choose) == (Ease.LONG, False)
    story.days(42, 55)
    assert story.at(55).ease is Ease.LONG
    assert story.prescribed(55).variant is EASIER


def test_after_two_easier_weeks_it_is_stage_day_eight_at_level_one() -> None:
    story, _ = stuck(41)
    story.choose(42, "easier").days(42, 55)
    standing = story.at(56)
    assert (standing.stage_day, standing.level, standing.ease) == (8, 1, Ease.NONE)
    assert story.prescribed(56).variant is FULL
    assert standing.decisions[-1].verdict is Verdict.LONG_EASIER_OVER


def test_calm_sessions_do_not_shorten_the_two_easier_weeks() -> None:
    story, _ = stuck(41)
    story.choose(42, "easier").days(42, 50)
    assert story.at(51).ease is Ease.LONG


def test_choosing_one_stage_back_begins_there_at_stage_day_eight_and_level_one() -> None:
    story, first = stuck(41, stage=2)
    number = first + 41
    story.choose(number, "back")
    assert (story.at(number).stage, story.at(number).level) == (1, 1)
    story.train(number)
    assert story.at(number).stage_day == 8


def test_going_back_ends_the_two_easier_weeks() -> None:
    story, first = stuck(41, stage=2)
    number = first + 41
    story.choose(number, "easier").choose(number + 3, "back")
    assert story.at(number + 3).ease is Ease.NONE
    assert story.prescribed(number + 3).variant is FULL


def test_choosing_one_stage_back_in_the_first_stage_is_the_easier_variant_from_day_eight() -> None:
    story, _ = stuck(41)
    story.choose(42, "back")
    standing = story.at(42)
    assert (standing.stage, standing.stage_day, standing.level) == (1, 8, 1)
    assert story.prescribed(42).variant is EASIER


def test_choosing_to_go_on_counts_from_stage_day_eight_at_level_one() -> None:
    story, _ = stuck(41)
    story.choose(42, "on")
    standing = story.at(42)
    assert (standing.stage_day, standing.level, standing.ease) == (8, 1, Ease.NONE)
    assert not standing.choose
    assert standing.decisions[-1].verdict is Verdict.CHOSE_ON


def test_going_on_means_nothing_where_nothing_was_asked() -> None:
    story = Story().days(1, 10).choose(11, "on")
    assert story.at(11).stage_day == 11
    assert Verdict.CHOSE_ON not in story.verdicts(11)


@pytest.mark.parametrize(("number", "ease"), [(48, Ease.NONE), (49, Ease.LONG)])
def test_without_an_answer_for_a_week_the_easier_variant_begins(number: int, ease: Ease) -> None:
    story, _ = stuck(number - 1)
    assert story.at(number).ease is ease


def test_the_two_easier_weeks_begin_and_end_on_their_days_even_if_looked_at_later() -> None:
    story = Story((0, 3))
    story.days(1, 50, sets=sets_of(3, 3, 3))
    begun = [decision.day for decision in story.at(51).decisions if decision.verdict is Verdict.LONG_EASIER]
    assert begun == [day(49)]
    story.days(51, 64)
    over = [decision.day for decision in story.at(65).decisions if decision.verdict is Verdict.LONG_EASIER_OVER]
    assert over == [day(63)]
    assert story.at(65).stage_day == 10


@pytest.mark.parametrize(("number", "ease"), [(56, Ease.NONE), (57, Ease.LONG)])
def test_while_the_dose_still_rises_the_easier_variant_does_not_begin_by_itself(number: int, ease: Ease) -> None:
    story, _ = stuck(35)
    story.days(36, 42).days(43, number - 1, sets=sets_of(3, 3, 3))
    assert story.at(43).level == 2
    assert story.at(number).ease is ease


def test_pain_during_the_easier_weeks_ends_them_and_leads_on_by_its_own_way_out() -> None:
    story, _ = stuck(41)
    story.choose(42, "easier").days(42, 45).train(46, pain=4)
    standing = story.at(47)
    assert (standing.ease, standing.level) == (Ease.EASIER, 1)
    assert standing.stage_day == 9  # day eight was the session's
    story.train(47).train(48)
    assert story.at(49).ease is Ease.NONE


def test_choosing_easier_when_pain_made_it_easier_already_keeps_that_way_out() -> None:
    story, _ = stuck(40)
    story.train(41, pain=3)
    story.choose(42, "easier")
    standing = story.at(42)
    assert (standing.ease, standing.stage_day) == (Ease.EASIER, 8)


def test_the_stage_is_passed_after_the_choice_without_waiting_another_six_weeks() -> None:
    story, _ = stuck(41)
    story.choose(42, "on").days(42, 62)
    assert story.at(63).offer is not None


def test_nothing_is_extended_or_chosen_in_maintenance() -> None:
    story, number = in_stage(5)
    story.days(number, number + 60)
    standing = story.at(number + 60)
    assert standing.mode is Mode.MAINTENANCE
    assert (standing.extended, standing.choose, standing.criteria) == (False, False, ())


def test_a_form_that_never_is_right_leads_to_the_choice_too() -> None:
    story = Story()
    for number in range(1, 42):
        story.train(number, form=False)
        if story.at(number).ask_form:
            story.tell(Form, number, stage=1, answer="not_quite")
    assert story.at(42).choose
