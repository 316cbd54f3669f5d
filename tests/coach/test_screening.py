"""Screening and baseline: before the first drill, after days away, by the calendar."""

from __future__ import annotations

import pytest

from bot.coach.assess import assess
from bot.coach.model import Baseline, Lifts, Screening
from bot.coach.standing import Ease, Mode, Verdict, Why
from tests.coach.story import Story, day, in_stage, shipped


def test_without_any_history_the_screening_comes_first() -> None:
    standing = assess(shipped(), (), day(1))
    assert (standing.mode, standing.prescription) == (Mode.SCREENING, None)
    assert (standing.ask_screening, standing.ask_baseline) == (True, True)
    assert (standing.stage, standing.level, standing.stage_day, standing.decision) == (1, 1, 0, None)


def test_the_usual_pain_is_asked_before_anything_is_prescribed() -> None:
    story = Story()
    story.facts = [fact for fact in story.facts if not isinstance(fact, Baseline)]
    assert story.at(1).mode is Mode.SCREENING
    assert (story.at(1).ask_screening, story.at(1).ask_baseline) == (False, True)


def test_any_yes_asks_a_clinician_first() -> None:
    story = Story().tell(Screening, 1, yes=("heart", "pregnancy"))
    standing = story.at(1)
    assert (standing.mode, standing.prescription) == (Mode.REFERRED, None)
    assert [(reason.why, reason.detail) for reason in standing.referred] == [
        (Why.SCREENING_YES, "heart"),
        (Why.SCREENING_YES, "pregnancy"),
    ]
    assert standing.decisions[-1].verdict is Verdict.SCREENED_OUT
    assert story.clear(2).at(2).mode is Mode.TRAINING


def test_a_later_all_clear_does_not_replace_the_clinicians_word() -> None:
    assert Story().tell(Screening, 1, yes=("heart",)).tell(Screening, 2).at(2).mode is Mode.REFERRED


@pytest.mark.parametrize(("value", "mode"), [(2, Mode.TRAINING), (3, Mode.REFERRED)])
def test_a_baseline_of_three_or_more_asks_a_clinician_first(value: int, mode: Mode) -> None:
    standing = Story(baseline=value).at(1)
    assert standing.mode is mode
    assert standing.baseline == value
    if standing.referred:
        high = standing.referred[0]
        assert (high.why, high.have, high.need) == (Why.BASELINE_HIGH, 3, 3)


@pytest.mark.parametrize(("number", "asked"), [(28, False), (29, True)])
def test_the_baseline_is_asked_again_every_four_weeks(number: int, asked: bool) -> None:
    story = Story()
    for ahead in range(1, number):
        story.train(ahead)
    standing = story.at(number)
    assert standing.ask_baseline is asked
    assert standing.mode is Mode.TRAINING  # asking does not stop the training
    assert not story.tell(Baseline, number, value=0).at(number).ask_baseline


@pytest.mark.parametrize(("number", "mode"), [(18, Mode.TRAINING), (19, Mode.SCREENING)])
def test_more_than_fourteen_days_away_screen_again(number: int, mode: Mode) -> None:
    story = Story().days(1, 3)
    assert story.at(number).mode is mode


def test_days_away_are_calendar_days_for_the_screening_whatever_the_plan() -> None:
    story = Story((0,)).train(1)
    assert story.at(16).mode is Mode.TRAINING
    assert story.at(17).mode is Mode.SCREENING


def test_both_screening_and_baseline_are_asked_after_days_away() -> None:
    story = Story().days(1, 3)
    assert (story.at(19).ask_screening, story.at(19).ask_baseline) == (True, True)
    story.tell(Screening, 19)
    assert (story.at(19).mode, story.at(19).ask_baseline) == (Mode.TRAINING, True)
    assert not story.tell(Baseline, 19, value=1).at(19).ask_baseline


def test_a_session_does_not_make_the_screening_unnecessary() -> None:
    story = Story().days(1, 3)
    todo = story.prescribed(4)
    assert story.train(19, given=todo).at(20).mode is Mode.SCREENING


@pytest.mark.parametrize(("number", "mode"), [(365, Mode.MAINTENANCE), (366, Mode.SCREENING)])
def test_the_screening_is_asked_again_after_a_year(number: int, mode: Mode) -> None:
    story, first = in_stage(5)
    story.days(first, number - 1)
    assert story.at(number).mode is mode


def test_waiting_for_the_first_session_screens_again_after_fourteen_days() -> None:
    assert Story().at(16).mode is Mode.TRAINING
    assert Story().at(17).mode is Mode.SCREENING


def test_days_of_waiting_for_the_screening_are_no_stage_days() -> None:
    story = Story((0,)).train(1)  # Mondays only: 15 days away are two planned days
    story.tell(Screening, 22)
    assert story.at(22).stage_day == 17  # the days 17 to 21 are left out


def test_a_yes_at_the_new_screening_restarts_easier_once_a_clinician_agreed() -> None:
    story, number = in_stage(2)
    story.tell(Screening, number, yes=("injury",)).clear(number)
    assert (story.at(number).ease, story.at(number).level) == (Ease.EASIER, 1)


def test_a_morning_is_compared_with_the_baseline_that_held_then() -> None:
    story = Story(baseline=2).train(1, morning=2).tell(Baseline, 3, value=0)
    assert story.at(3).ease is Ease.NONE
    assert Verdict.HOLD not in story.verdicts(3)


@pytest.mark.parametrize(("number", "asked"), [(6, False), (7, True)])
def test_lifting_is_asked_about_at_the_end_of_the_first_week(number: int, asked: bool) -> None:
    assert Story().days(1, 3).at(number).ask_lifts is asked


def test_lifting_is_asked_about_once_a_week_and_not_while_locked() -> None:
    story = Story().days(1, 8).tell(Lifts, 8, value=None)
    assert not story.at(13).ask_lifts
    assert story.at(14).ask_lifts
    assert not story.lock(15).at(15).ask_lifts
    assert not Story().at(12).ask_lifts
