"""Sessions per week with one spare: nothing resets, and pain, illness and pauses never cost."""

from __future__ import annotations

import pytest

from bot.coach.adherence import week
from tests.coach.story import MON_WED_FRI, Story, shipped


@pytest.mark.parametrize(
    ("planned", "done", "excused", "kept"),
    [
        (7, 3, 0, True),
        (7, 2, 0, False),
        (3, 2, 0, True),
        (3, 1, 0, False),
        (2, 1, 0, True),  # the spare
        (2, 0, 0, False),
        (1, 0, 0, True),
        (3, 1, 1, True),  # pain took one
        (3, 0, 2, True),
        (3, 0, 3, True),
        (7, 1, 4, False),
        (7, 2, 4, True),
    ],
)
def test_a_week_is_kept_with_one_spare_and_what_pain_took(planned: int, done: int, excused: int, kept: bool) -> None:
    found = week(shipped(), number=1, done=done, planned=planned, missed=0, excused=excused)
    assert found.kept is kept


def test_the_week_tells_its_number_and_what_was_done_missed_and_excused() -> None:
    story = Story(MON_WED_FRI).train(1).train(5)
    found = story.at(7).week
    assert (found.number, found.done, found.required, found.planned) == (1, 2, 2, 3)
    assert (found.missed, found.excused, found.spare, found.kept) == (1, 0, 1, True)


def test_a_new_week_begins_with_the_eighth_stage_day() -> None:
    story = Story(MON_WED_FRI).days(1, 7)
    found = story.at(8).week
    assert (found.number, found.done, found.missed) == (2, 0, 0)


def test_planned_days_missed_after_the_weeks_end_belong_to_the_new_week() -> None:
    story = Story().days(1, 7)
    assert story.at(10).week.missed == 2
    assert story.train(10).at(10).week.missed == 2


def test_days_off_after_a_stop_are_excused() -> None:
    story = Story().train(1, pain=6, morning=None).morning(4, 0)
    found = story.at(4).week
    assert (found.missed, found.excused) == (0, 2)


def test_days_off_before_and_after_the_weeks_end_are_excused_in_their_own_week() -> None:
    story = Story().days(1, 5).train(6, pain=6, morning=None).morning(9, 0)
    assert story.at(9).week.excused == 1


def test_a_pause_costs_nothing() -> None:
    story = Story().days(1, 4).pause(5, until=8)
    found = story.at(8).week
    assert (found.done, found.missed) == (4, 0)


def test_days_locked_or_referred_cost_nothing() -> None:
    story = Story().days(1, 2).lock(3).clear(6)
    assert story.at(6).week.missed == 0


def test_pain_that_takes_days_lowers_what_a_week_requires() -> None:
    story = Story(MON_WED_FRI).train(1, pain=6, morning=None).morning(4, 0)
    assert story.at(4).week.required == 2
    daily = Story().train(1, pain=6, morning=None)
    for number in range(2, 6):
        daily.morning(number, 4)
    assert (daily.at(6).week.excused, daily.at(6).week.required) == (4, 2)


def test_the_lifetime_total_and_the_kept_weeks_never_reset() -> None:
    story = Story().days(1, 7).pause(8, until=100)
    standing = story.at(100)
    assert (standing.sessions_total, standing.weeks_kept) == (7, 1)
    story.choose(100, "back")
    assert (story.at(100).sessions_total, story.at(100).weeks_kept) == (7, 1)


def test_a_week_that_was_not_kept_is_not_counted_and_takes_nothing_away() -> None:
    story = Story().days(1, 7).train(8).train(12)
    assert story.at(15).weeks_kept == 1


def test_a_one_set_session_counts_for_the_week() -> None:
    story = Story().train(1, sets=((6, 6),))
    assert story.at(1).week.done == 1
