"""After the last stage: two sessions a week, the last stage and the others in turn."""

from __future__ import annotations

import pytest

from bot.coach.maintenance import next_stage, training_days
from bot.coach.model import Baseline, Dose, Plan, Screening
from bot.coach.standing import Ease, Mode, Verdict
from tests.coach.story import FULL, MON_WED_FRI, Story, day, in_stage, sets_of


def maintaining() -> tuple[Story, int]:
    return in_stage(5)


@pytest.mark.parametrize(
    ("done", "stage"),
    [
        ((), 4),
        ((4,), 1),
        ((4, 1), 4),
        ((4, 1, 4), 2),
        ((4, 1, 4, 2, 4), 3),
        ((4, 3, 4), 1),
        ((4, 4), 1),
        ((2,), 4),
    ],
)
def test_every_other_session_is_the_last_stage_and_the_earlier_ones_take_turns(
    done: tuple[int, ...], stage: int
) -> None:
    assert next_stage(4, done) == stage


def test_a_programme_of_one_stage_keeps_that_stage() -> None:
    assert next_stage(1, (1, 1)) == 1


@pytest.mark.parametrize(
    ("weekdays", "chosen"),
    [
        ((0, 1, 2, 3, 4, 5, 6), (0, 3)),
        ((0, 2, 4), (0, 4)),
        ((1, 3), (1, 3)),
        ((5,), (5,)),
        ((0, 1, 2), (0, 2)),
        ((4, 5, 6), (4, 6)),
        ((0, 6), (0, 6)),
        ((3, 0), (0, 3)),
    ],
)
def test_two_planned_days_as_far_apart_as_can_be(weekdays: tuple[int, ...], chosen: tuple[int, ...]) -> None:
    assert training_days(weekdays, 2) == chosen


def test_maintenance_gives_each_stage_at_its_gate() -> None:
    story, number = maintaining()
    given = []
    for ahead in range(number, number + 28):
        if story.at(ahead).due == day(ahead):
            todo = story.prescribed(ahead)
            given.append((todo.stage, todo.dose, todo.variant, todo.level))
        story.days(ahead, ahead)
    hang, band, plank, climbers = Dose(3, 5), Dose(3, 8), Dose(3, 20), Dose(3, 8)
    rounds = [(4, hang), (1, band), (4, hang), (2, plank), (4, hang), (3, climbers), (4, hang), (1, band)]
    assert given == [(stage, dose, FULL, 3) for stage, dose in rounds]


def test_maintenance_asks_for_two_days_a_week() -> None:
    story, number = maintaining()
    standing = story.at(number)
    assert standing.mode is Mode.MAINTENANCE
    assert standing.weekdays == (0, 3)
    assert (standing.week.required, standing.week.planned) == (2, 2)


def test_a_missed_week_of_maintenance_offers_no_fewer_days() -> None:
    story, number = maintaining()
    story.days(number, number + 6)
    assert story.at(number + 20).fewer_days is None


def test_in_maintenance_the_dose_does_not_rise_above_the_gate() -> None:
    story, number = maintaining()
    story.days(number, number + 30)
    assert story.at(number + 30).level == 3
    assert Verdict.LEVEL_UP not in story.verdicts(number + 30)[-3:]


def test_after_a_long_gap_maintenance_climbs_back_from_level_one() -> None:
    story, number = maintaining()
    story.days(number, number + 6)
    last = number + 6
    back = last + 1
    while story.at(back).returning.value != "level_back":
        back += 1
        if story.at(back).ask_screening:
            story.tell(Screening, back)
    assert story.at(back).level == 2
    story.days(back, back + 20)
    assert story.at(back + 20).level == 3


def test_sides_that_differ_lead_nothing_in_maintenance() -> None:
    story, number = maintaining()
    for ahead in range(number, number + 8):
        if story.at(ahead).due == day(ahead):
            story.train(ahead, sets=((8, 3),) * 3)
    assert story.prescribed(number + 8).weaker_first == ""


def test_pain_in_maintenance_is_eased_and_finds_its_way_out() -> None:
    story, number = maintaining()
    days = [ahead for ahead in range(number, number + 28) if day(ahead).weekday() in (0, 3)]
    story.train(days[0], pain=4)
    assert story.at(days[1]).ease is Ease.EASIER
    story.train(days[1]).train(days[2])
    assert (story.at(days[3]).ease, story.at(days[3]).level) == (Ease.NONE, 2)


def test_repeated_worse_mornings_in_maintenance_go_back_to_the_last_stage() -> None:
    story, number = maintaining()
    days = [ahead for ahead in range(number, number + 28) if day(ahead).weekday() in (0, 3)]
    story.train(days[0], pain=4, morning=1).train(days[1], pain=4, morning=1)
    standing = story.at(days[1] + 1)
    assert (standing.stage, standing.mode) == (4, Mode.TRAINING)


@pytest.mark.parametrize(("ahead", "due"), [(27, False), (28, True)])
def test_the_check_is_due_every_four_weeks_and_the_usual_pain_answers_it(ahead: int, due: bool) -> None:
    story, number = maintaining()
    passed = story.at(number).journey[3].passed
    assert passed is not None
    start = (passed - day(1)).days + 1
    story.tell(Baseline, start, value=0)
    for other in range(number, start + ahead):
        if story.at(other).due == day(other):
            story.train(other)
    assert story.at(start + ahead).check_due is due
    assert not story.tell(Baseline, start + ahead, value=0).at(start + ahead).check_due


def test_no_check_is_due_before_maintenance() -> None:
    assert not Story().days(1, 30).at(31).check_due


def test_a_new_plan_moves_the_days_of_maintenance() -> None:
    story, number = maintaining()
    assert story.tell(Plan, number, weekdays=MON_WED_FRI).at(number).weekdays == (0, 4)


def test_going_back_from_maintenance_is_the_last_stage_again() -> None:
    story, number = maintaining()
    standing = story.choose(number, "back").at(number)
    assert (standing.stage, standing.level) == (4, 1)
    assert standing.journey[3].passed is None


def test_maintenance_sessions_count_without_meeting_gates() -> None:
    story, number = maintaining()
    before = story.at(number).sessions_total
    todo = story.prescribed(number)
    story.train(number, sets=sets_of(5, 5, 5))
    last = story.at(number).last
    assert last is not None
    assert (story.at(number).sessions_total, last.gate, todo.stage) == (before + 1, False, 4)
