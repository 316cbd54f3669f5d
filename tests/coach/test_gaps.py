"""The return after days away: each row of the gap table, with both sides of each limit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.coach.model import Dose, Plan, Screening, Skip
from bot.coach.standing import Ease, Mode, Return, Verdict, Why
from tests.coach.story import EASIER, FULL, MON_WED_FRI, Story, in_stage, shipped


def away(gap: int, **how: object) -> tuple[Story, int]:
    """Stage 2, level 3, then so many full days without a session; the day of coming back."""
    story, number = in_stage(2)
    story.days(number, number + 15)
    assert story.at(number + 15).level == 3
    back = number + 16 + gap
    if gap > 14:
        story.tell(Screening, back)
    return story, back


@pytest.mark.parametrize(
    ("gap", "row"),
    [
        (0, Return.AS_PLANNED),
        (1, Return.AS_PLANNED),
        (3, Return.AS_PLANNED),
        (4, Return.SET_LESS),
        (7, Return.SET_LESS),
        (8, Return.LEVEL_BACK),
        (14, Return.LEVEL_BACK),
        (15, Return.LEVEL_ONE),
        (28, Return.LEVEL_ONE),
        (29, Return.STAGE_BACK),
        (90, Return.STAGE_BACK),
    ],
)
def test_the_row_that_a_gap_gets(gap: int, row: Return) -> None:
    story, back = away(gap)
    assert story.at(back).returning is row


def test_one_to_three_days_away_change_nothing_and_nothing_is_doubled_up() -> None:
    story, back = away(3)
    assert story.prescribed(back).dose == Dose(3, 20)
    assert story.at(back).level == 3


def test_four_to_seven_days_away_keep_the_level_and_take_one_set_off_the_first_session() -> None:
    story, back = away(4)
    assert (story.prescribed(back).dose, story.at(back).level) == (Dose(2, 20), 3)
    story.train(back)
    assert story.prescribed(back + 1).dose == Dose(3, 20)


def test_eight_to_fourteen_days_away_go_one_level_back_and_begin_at_sixty_percent() -> None:
    story, back = away(8)
    assert (story.prescribed(back).dose, story.at(back).level) == (Dose(3, 9), 2)
    story.train(back)
    assert (story.prescribed(back + 1).dose, story.at(back + 1).level) == (Dose(3, 15), 2)


def test_level_one_has_no_level_below_it_after_a_gap() -> None:
    story = Story().days(1, 3)
    assert (story.at(12).level, story.prescribed(12).dose) == (1, Dose(2, 4))


def test_more_than_fourteen_days_away_screen_again_and_begin_at_level_one_of_the_stage() -> None:
    story, number = in_stage(2)
    story.days(number, number + 15)
    back = number + 31
    waiting = story.at(back)
    assert (waiting.mode, waiting.ask_screening, waiting.prescription) == (Mode.SCREENING, True, None)
    assert (waiting.level, waiting.returning) == (1, Return.LEVEL_ONE)
    story.tell(Screening, back)
    standing = story.at(back)
    assert (standing.mode, standing.stage, standing.level) == (Mode.TRAINING, 2, 1)
    assert story.prescribed(back).dose == Dose(3, 10)


def test_more_than_twenty_eight_days_away_screen_again_and_go_one_stage_back() -> None:
    story, back = away(29)
    standing = story.at(back)
    assert (standing.stage, standing.level) == (1, 1)
    assert story.prescribed(back).variant is FULL
    gap = standing.decisions[-1]
    assert gap.verdict is Verdict.GAP_STAGE_BACK
    assert (gap.reasons[0].why, gap.reasons[0].have, gap.reasons[0].need) == (Why.GAP, 29, 28)


def test_in_the_first_stage_more_than_twenty_eight_days_away_bring_the_easier_variant() -> None:
    story = Story().days(1, 8).tell(Screening, 38)
    standing = story.at(38)
    assert (standing.stage, standing.level, standing.ease) == (1, 1, Ease.EASIER)
    assert story.prescribed(38).variant is EASIER


def test_the_gap_is_applied_once_and_stays_applied() -> None:
    story, back = away(29)
    story.train(back)
    assert story.at(back).stage == 1
    assert story.verdicts(back + 1).count(Verdict.GAP_STAGE_BACK) == 1
    assert story.at(back + 1).returning is Return.AS_PLANNED


def test_planned_rest_days_do_not_count_as_days_away() -> None:
    story = Story(MON_WED_FRI).days(1, 5)
    assert story.at(8).returning is Return.AS_PLANNED
    assert story.at(14).returning is Return.AS_PLANNED  # three planned days went by
    assert story.at(17).returning is Return.SET_LESS


def test_skipped_days_count_as_days_away() -> None:
    story = Story().train(1)
    for number in range(2, 6):
        story.tell(Skip, number)
    assert story.at(6).returning is Return.SET_LESS


def test_a_pause_is_a_gap_when_it_ends() -> None:
    story = Story().days(1, 7).pause(8, until=12)
    assert story.at(12).returning is Return.SET_LESS


def test_today_itself_is_no_day_away() -> None:
    assert Story().train(1).at(5).returning is Return.AS_PLANNED
    assert Story().train(1).at(6).returning is Return.SET_LESS


def test_a_return_and_pain_do_not_take_two_sets_off() -> None:
    story = Story().days(1, 7).train(8, pain=3)
    assert story.at(13).returning is Return.SET_LESS
    assert story.prescribed(13).dose == Dose(2, 6)


def test_a_first_session_of_one_set_stays_one_set() -> None:
    programme = shipped()
    light = replace(programme.stages[0], doses=(Dose(1, 6), Dose(2, 6)), gate_level=2)
    story = Story(programme=replace(programme, stages=(light, *programme.stages[1:]))).train(1)
    assert story.prescribed(6).dose == Dose(1, 6)


def test_after_a_gap_of_a_row_the_weeks_end_does_not_raise_the_dose() -> None:
    story = Story().days(1, 7)
    assert story.at(8).level == 2
    assert story.at(13).level == 1
    assert story.at(13).decisions[-1].verdict is Verdict.REPEAT
    assert story.at(13).decisions[-1].reasons[0].why is Why.GAP


def test_without_any_session_there_is_nothing_to_return_from() -> None:
    story = Story()
    assert story.at(12).returning is Return.AS_PLANNED
    assert story.prescribed(12).dose == Dose(2, 6)


def test_fewer_planned_days_from_now_on_do_not_change_the_days_that_went_by() -> None:
    story = Story().train(1).tell(Plan, 4, weekdays=(0,))
    assert story.at(15).returning is Return.AS_PLANNED  # days 2 and 3, and Monday the 8th
    assert story.at(16).returning is Return.SET_LESS
