"""What a picture shows of a history."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.coach.calendar import WEEKS, Mark
from bot.coach.model import Choice, Dose, Lifts, Skip, Tier
from bot.coach.progress import Effort, Felt, Progress, look_back, worst
from bot.coach.spells import Band, Rest, Spell
from tests.coach.story import MON_WED_FRI, Story, day


def look(story: Story, number: int) -> Progress:
    return look_back(story.programme, tuple(story.facts), story.at(number))


def mark(seen: Progress, number: int) -> Mark:
    """What the calendar shows of a day."""
    place = (day(number) - seen.calendar_from).days
    return seen.calendar[place // 7][place % 7]


def trained(days: int) -> Story:
    story = Story()
    for number in range(1, days + 1):
        story.train(number)
    return story


def test_before_the_first_session_there_is_the_plan_only() -> None:
    seen = look(Story(), 1)
    assert (seen.efforts, seen.peaks, seen.mornings) == ((), (), ())
    assert seen.bands == (Band(1, day(1), day(1)),)
    assert seen.ahead == Dose(2, 6)
    assert (seen.first, seen.last) == (day(1), day(21))


def test_a_session_is_what_each_side_did_against_its_plan() -> None:
    story = Story().train(1, sets=((6, 6), (6, 4)), pain=2, morning=1)
    seen = look(story, 2)
    (effort,) = seen.efforts
    assert effort == Effort(day(1), 1, ((6, 6), (6, 4)), Dose(2, 6))
    assert (effort.left, effort.right, effort.planned) == (12, 10, 12)
    assert (seen.peaks, seen.mornings) == ((Felt(day(1), 2),), (Felt(day(2), 1),))


def test_the_axis_never_shows_less_than_a_stages_first_three_weeks() -> None:
    seen = look(trained(2), 3)
    assert seen.last - seen.first == timedelta(days=20)


def test_the_gate_tells_the_first_day_it_can_open_on() -> None:
    gate = look(trained(5), 6).gate
    assert gate is not None
    assert (gate.dose, gate.amount, gate.met, gate.opens) == (Dose(3, 8), 24, 0, day(21))


def test_a_gate_whose_days_are_enough_tells_no_day() -> None:
    gate = look(trained(21), 22).gate
    assert gate is not None
    assert gate.opens is None


@pytest.mark.parametrize("tier", Tier)
def test_while_a_clinician_comes_first_there_is_no_gate(tier: Tier) -> None:
    seen = look(trained(5).lock(5, "night_pain", tier), 6)
    assert (seen.gate, seen.ahead) == (None, None)


def test_a_new_stage_begins_its_band_the_day_after_the_session_it_rests_on() -> None:
    story = trained(22)
    story.consent(22)
    story.train(23)
    assert look(story, 24).bands == (Band(1, day(1), day(22)), Band(2, day(23), day(24)))


def test_a_stage_back_is_a_band_of_its_own() -> None:
    story = trained(22)
    story.consent(22)
    story.train(23).tell(Choice, 25, option="back").train(25)
    assert [band.stage for band in look(story, 26).bands] == [1, 2, 1]


def test_bands_follow_one_another_without_a_gap() -> None:
    story = trained(22)
    story.consent(22)
    story.train(23).tell(Choice, 25, option="back").train(25)
    bands = look(story, 30).bands
    assert all(after.first == before.last + timedelta(days=1) for before, after in pairwise(bands))
    assert bands[-1].last == day(30)


@pytest.mark.parametrize(
    ("until", "resumed", "last"),
    [(None, None, 9), (6, None, 5), (None, 7, 6), (8, 6, 5)],
    ids=["open", "with an end", "ended by the user", "ended early"],
)
def test_a_pause_lasts_until_the_day_before_the_first_day_back(
    until: int | None, resumed: int | None, last: int
) -> None:
    story = trained(2).pause(4, until)
    if resumed is not None:
        story.resume(resumed)
    assert look(story, 9).spells == (Spell(Rest.PAUSED, day(4), day(last)),)


def test_an_alarm_holds_until_a_clinician_agrees() -> None:
    story = trained(3).lock(3, "night_pain", Tier.URGENT)
    assert look(story, 6).spells == (Spell(Rest.HELD, day(3), day(6)),)
    assert look(story.clear(7), 9).spells == (Spell(Rest.HELD, day(3), day(6)),)


def test_a_stop_holds_until_the_back_is_calm() -> None:
    story = trained(2).train(3, pain=6, morning=1)
    story.morning(6, 1)
    assert look(story, 7).spells == (Spell(Rest.HELD, day(3), day(5)),)


def test_the_calendar_tells_what_became_of_each_day() -> None:
    story = Story(MON_WED_FRI).train(1).train(3, sets=((6, 6),)).tell(Skip, 5).train(8)
    story.pause(10, 13)
    seen = look(story, 15)
    assert [mark(seen, number) for number in (1, 2, 3, 5, 8, 10, 12, 14)] == [
        Mark.DONE, Mark.REST, Mark.PART, Mark.SKIPPED, Mark.DONE, Mark.PAUSED, Mark.PAUSED, Mark.REST,
    ]  # fmt: skip
    assert [mark(seen, number) for number in (15, 16, 17)] == [Mark.AHEAD, Mark.REST, Mark.AHEAD]


def test_a_planned_day_that_went_by_is_missed_and_today_is_not_yet() -> None:
    seen = look(trained(1), 3)
    assert (mark(seen, 2), mark(seen, 3)) == (Mark.MISSED, Mark.AHEAD)


def test_days_before_the_programme_are_no_missed_days() -> None:
    story = Story()
    story.facts = [fact for fact in trained(3).facts if fact.day >= day(3)]
    assert mark(look(story, 4), 2) is Mark.BEFORE


def test_on_hold_nothing_lies_ahead() -> None:
    seen = look(trained(3).lock(3, "night_pain", Tier.URGENT), 4)
    assert (mark(seen, 4), mark(seen, 5)) == (Mark.HELD, Mark.REST)


def test_the_calendar_is_always_as_long() -> None:
    for days in (1, 12, 60):
        seen = look(trained(2), days)
        assert len(seen.calendar) == WEEKS
        assert seen.calendar_from.weekday() == 0
        assert seen.calendar_from <= day(days) < seen.calendar_from + timedelta(weeks=WEEKS)


def test_weeks_without_lifting_are_kept_as_such() -> None:
    story = trained(2).tell(Lifts, 2, value=4).tell(Lifts, 3, value=None)
    assert look(story, 3).lifts == (Felt(day(2), 4), Felt(day(3), None))


def test_the_worst_looks_at_what_was_told_since_a_day() -> None:
    felt = (Felt(day(1), 5), Felt(day(2), None), Felt(day(3), 2))
    assert (worst(felt, day(1)), worst(felt, day(2)), worst(felt, day(4))) == (5, 2, None)


def test_days_kept_leave_pauses_and_rest_days_out() -> None:
    story = Story(MON_WED_FRI).train(1).train(3).tell(Skip, 5).train(9)
    story.pause(10, 13)
    assert look(story, 16).kept == (3, 6)


def test_days_kept_lately_are_those_of_four_weeks() -> None:
    seen = look(trained(30), 31)
    assert (seen.kept, seen.kept_lately) == ((30, 30), (28, 28))
