"""One fact for every log: the sides' gap, the trend, the distance to the gate."""

from __future__ import annotations

from bot.coach.standing import PainVerdict, Why
from tests.coach.story import Story, day, in_stage, sets_of


def test_before_the_first_session_there_is_nothing_to_tell() -> None:
    assert (Story().at(1).facts, Story().at(1).last) == ((), None)


def test_the_first_log_tells_the_distance_to_the_gate() -> None:
    (distance,) = Story().train(1).at(1).facts
    assert (distance.why, distance.have, distance.need, distance.detail) == (Why.GATE_DISTANCE, 0, 8, "2")


def test_with_enough_sets_the_distance_is_the_weakest_of_the_best_sets() -> None:
    story = Story().train(1, sets=((8, 7), (5, 8), (6, 6), (8, 8)))
    distance = story.at(1).facts[-1]
    assert (distance.have, distance.need, distance.detail) == (6, 8, "3")


def test_a_log_tells_the_change_of_the_total_against_the_session_before() -> None:
    story = Story().train(1, sets=sets_of(6, 6)).train(2, sets=((6, 6), (6, 5)))
    trend = story.at(2).facts[0]
    assert (trend.why, trend.have, trend.need, trend.when) == (Why.TREND, 23, 24, day(1))


def test_sessions_of_another_stage_or_variant_are_no_trend() -> None:
    story, number = in_stage(2)
    story.train(number)
    assert Why.TREND not in {fact.why for fact in story.at(number).facts}
    eased = Story().train(1, pain=3).train(2)
    assert Why.TREND not in {fact.why for fact in eased.at(2).facts}


def test_a_difference_of_the_sides_is_told_first() -> None:
    story = Story().train(1).train(2, sets=((6, 4), (6, 4), (6, 0)))
    gap = story.at(2).facts[0]
    assert (gap.why, gap.have, gap.need, gap.detail) == (Why.SIDE_GAP, 2, 1, "right")


def test_maintenance_has_no_gate_to_tell_of() -> None:
    story, number = in_stage(5)
    story.train(number)
    assert Why.GATE_DISTANCE not in {fact.why for fact in story.at(number).facts}


def test_the_last_session_is_told_as_the_rules_saw_it() -> None:
    story = Story().days(1, 14).train(15, pain=1, morning=None)
    last = story.at(15).last
    assert last is not None
    assert (last.day, last.stage, last.peak, last.morning, last.gate) == (day(15), 1, 1, None, True)
    assert last.verdict is PainVerdict.GO_ON
    assert story.morning(16, 1).at(16).last is not None
