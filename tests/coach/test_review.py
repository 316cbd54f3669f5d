"""A week looked back on: what counts as the week, what was best, what is decided for the next one, what to watch."""

from __future__ import annotations

import pytest

from bot.coach.model import Where
from bot.coach.review import Review, Watch, is_last_day, review
from bot.coach.standing import Verdict
from tests.coach.story import EVERY_DAY, MON_WED_FRI, Story, day, in_stage


def at(story: Story, number: int) -> Review:
    return review(story.programme, tuple(story.facts), day(number))


@pytest.mark.parametrize(("number", "last"), [(1, False), (6, False), (7, True), (8, False), (13, False), (14, True)])
def test_a_week_ends_with_every_seventh_stage_day(number: int, last: bool) -> None:
    story = Story().days(1, 14)
    assert is_last_day(story.programme, story.at(number)) is last


def test_days_of_a_pause_move_the_weeks_end_and_a_pause_itself_has_none() -> None:
    story = Story().days(1, 5).pause(6, until=10).days(10, 12)
    assert [number for number in range(1, 13) if is_last_day(story.programme, story.at(number))] == [11]


@pytest.mark.parametrize("silent_from", [2, 3])
def test_a_gap_that_stops_the_stage_days_has_no_week_to_look_back_on(silent_from: int) -> None:
    story = Story().days(1, silent_from - 1)
    assert not any(is_last_day(story.programme, story.at(number)) for number in range(silent_from, 30))


def test_under_an_alarm_and_at_a_clinicians_there_is_no_review() -> None:
    story = Story().days(1, 7)
    assert is_last_day(story.programme, story.at(7))
    assert not is_last_day(story.programme, story.lock(7).at(7))
    referred = Story().days(1, 6).train(7, pain=8)
    assert not is_last_day(referred.programme, referred.at(7))


def test_before_the_first_session_there_is_no_week() -> None:
    story = Story()
    assert not is_last_day(story.programme, story.at(1))
    assert at(story, 1).best is None


def test_only_the_sessions_of_the_running_week_count() -> None:
    story = Story(MON_WED_FRI).train(1, sets=((9, 9), (9, 9))).days(3, 5).train(8, sets=((6, 5), (6, 6), (7, 4)))
    week = at(story, 14)
    assert (week.week.number, week.week.done) == (2, 1)
    assert week.best == (7, 6)


def test_pain_is_told_beside_the_week_before() -> None:
    story = Story().train(1, pain=2).train(2, pain=1).days(3, 7).days(8, 13).train(14, pain=1, morning=None)
    week = at(story, 14)
    assert (week.worst, week.worst_before, week.morning) == (1, 2, 0)
    assert at(Story().days(1, 7), 7).worst_before is None


def test_a_side_that_is_behind_is_named_with_its_gap() -> None:
    story = Story().days(1, 6).train(7, sets=((6, 3), (6, 3)))
    assert at(story, 7).gap is None, "one session of seven does not move the median"
    weak = Story()
    for number in range(1, 8):
        weak.train(number, sets=((6, 3), (6, 3)))
    found = at(weak, 7)
    assert found.gap is not None
    assert (found.gap.have, found.gap.detail) == (3, "right")
    assert found.watch is Watch.SIDE


@pytest.mark.parametrize(
    ("story", "verdict"),
    [
        (Story().days(1, 7), Verdict.LEVEL_UP),
        (Story().train(1).train(5).train(7), Verdict.LEVEL_UP),
        (Story().train(1).train(5), Verdict.REPEAT_SHORT),
        (Story().days(1, 6).train(7, pain=4, morning=None), Verdict.REPEAT),  # eased: the dose does not rise
        (Story().days(1, 6).train(7, pain=6, where=Where.LOW_BACK, morning=None), Verdict.STOP),
    ],
    ids=["all of it", "three of it", "too few", "sore", "stopped"],
)
def test_the_next_weeks_decision_is_known_the_evening_before(story: Story, verdict: Verdict) -> None:
    decision = at(story, 7).decision
    assert decision is not None
    assert decision.verdict is verdict


def test_the_decision_told_is_the_one_that_is_made_when_the_morning_stays_calm() -> None:
    story = Story().days(1, 6).train(7, morning=None)
    told = at(story, 7)
    assert told.until_morning
    story.morning(8, 0)
    assert told.decision in story.at(8).decisions


def test_a_rising_mean_that_refers_goes_before_a_higher_dose() -> None:
    story = Story(EVERY_DAY)
    for number, pain in enumerate([0] * 7 + [1, 2] * 3 + [2] + [2, 3] * 3 + [3], start=1):
        if story.at(number).prescription is None:
            break
        story.train(number, pain=pain, where=Where.ELSEWHERE)
    for number in (7, 14, 21):
        decision = at(story, number).decision
        tomorrow = story.at(number + 1)
        if tomorrow.referred and decision is not None:
            assert decision.verdict is Verdict.REFER
            break
    else:
        pytest.fail("the made-up person was never referred")


def test_a_step_to_the_next_stage_ends_the_week_that_it_falls_into() -> None:
    story, number = in_stage(1)
    while story.at(number).offer is None:
        story.train(number)
        number += 1
    story.train(number - 1 if story.at(number - 1).last is None else number, morning=None).consent(number)
    standing = story.at(number)
    assert (standing.stage, standing.stage_day) == (2, 0)
    assert is_last_day(story.programme, standing)
    week = at(story, number)
    assert (week.of, week.stage, week.ahead) == (1, 1, 2)
    assert week.week.done > 0
    assert week.decision is not None
    assert week.decision.verdict is Verdict.ADVANCE
    assert not is_last_day(story.programme, story.at(number + 1))


@pytest.mark.parametrize(
    ("story", "number", "watch"),
    [
        (Story().train(1).train(5), 7, Watch.OPEN),
        (Story(MON_WED_FRI).train(1).train(5), 7, Watch.CUE),  # a rest day is not open
        (Story().days(1, 6).train(7, pain=3, morning=None), 7, Watch.BACK),
        (Story().days(1, 5).train(6, morning=1).train(7), 7, Watch.BACK),
        (Story().days(1, 6).train(7, pain=None, morning=None), 7, Watch.PAIN),
        (Story().days(1, 7), 7, Watch.CUE),
        (Story().days(1, 28), 28, Watch.OFFER),
    ],
)
def test_one_thing_to_watch_the_most_pressing_first(story: Story, number: int, watch: Watch) -> None:
    assert at(story, number).watch is watch
