"""Missing kit, the pain-free hang, and the way on without hanging."""

from __future__ import annotations

import pytest

from bot.coach.model import Hang, Plan
from bot.coach.standing import Aim, Ease, Mode, Verdict
from tests.coach.story import EASIER, FULL, Story, in_stage

NO_BAR = ("bar",)
DAILY = (0, 1, 2, 3, 4, 5, 6)


def without_bar(last: int = 0) -> tuple[Story, int]:
    """Stage 4 with a substitute, `last` days into it; the stage's first day."""
    story, first = in_stage(4, missing_kit=NO_BAR)
    story.days(first, first + last - 1)
    return story, first


def test_missing_kit_gives_the_substitute_with_the_same_unit_and_dose() -> None:
    with_band, without = Story().prescribed(1), Story(missing_kit=("mini_band",)).prescribed(1)
    assert without.substitute
    assert not with_band.substitute
    assert (without.dose, without.unit) == (with_band.dose, with_band.unit)


def test_kit_that_the_drill_does_not_need_is_not_missed() -> None:
    assert not Story(missing_kit=NO_BAR).prescribed(1).substitute


def test_a_substitute_earns_the_first_gate_and_the_record_says_so() -> None:
    story = Story(missing_kit=("mini_band",)).days(1, 20).consent(21)
    assert story.at(21).stage == 2
    assert story.at(21).journey[0].by_substitute
    assert not Story().days(1, 20).consent(21).at(21).journey[0].by_substitute


def test_a_substitute_never_earns_the_hanging_gate() -> None:
    story, first = without_bar(27)
    last = story.at(first + 26).last
    assert last is not None
    assert (last.gate, story.at(first + 26).offer) == (False, None)


@pytest.mark.parametrize(("days", "offered"), [(26, False), (27, True)])
def test_after_twenty_eight_stage_days_with_a_substitute_maintenance_without_hanging_is_offered(
    days: int, offered: bool
) -> None:
    story, first = without_bar(days)
    offer = story.at(first + days).offer
    assert (offer is not None) is offered
    if offer is not None:
        assert (offer.stage, offer.without_hanging) == (5, True)


def test_the_way_on_without_hanging_still_asks_for_calm_sessions() -> None:
    story, first = without_bar(26)
    story.train(first + 26, pain=3)
    missing = {criterion.aim for criterion in story.at(first + 27).missing}
    assert missing == {Aim.CALM, Aim.FULL_DRILL}


def test_the_days_with_a_substitute_are_counted_from_the_first_session() -> None:
    story, first = without_bar()
    days = next(one for one in story.at(first).criteria if one.aim is Aim.SUBSTITUTE_DAYS)
    assert (days.have, days.need, days.met) == (0, 28, False)


def test_an_offer_that_rests_on_no_session_of_the_week_rests_on_no_pain() -> None:
    story, first = without_bar(27)
    offer = story.at(first + 36).offer
    assert offer is not None
    assert offer.worst == 0


def test_days_with_the_bar_do_not_count_as_days_with_a_substitute() -> None:
    story, first = in_stage(4)
    story.days(first, first + 9).tell(Plan, first + 10, weekdays=DAILY, missing_kit=NO_BAR)
    story.days(first + 10, first + 36)
    assert story.at(first + 36).offer is None
    assert story.at(first + 37).offer is not None


def test_a_bar_in_between_begins_the_count_anew() -> None:
    story, first = without_bar(10)
    story.tell(Plan, first + 10, weekdays=DAILY).days(first + 10, first + 10)
    story.tell(Plan, first + 11, weekdays=DAILY, missing_kit=NO_BAR).days(first + 11, first + 37)
    assert story.at(first + 37).offer is None
    assert story.days(first + 38, first + 38).at(first + 39).offer is not None


def test_maintenance_without_hanging_ends_when_there_is_a_bar() -> None:
    story, first = without_bar(27)
    number = first + 27
    story.consent(number)
    assert story.at(number).mode is Mode.MAINTENANCE
    story.days(number, number + 6).tell(Plan, number + 7, weekdays=DAILY)
    standing = story.at(number + 7)
    assert (standing.stage, standing.level, standing.mode) == (4, 1, Mode.TRAINING)
    assert standing.ask_hang
    assert standing.decisions[-1].verdict is Verdict.REOPENED


def test_a_new_plan_that_still_lacks_the_bar_reopens_nothing() -> None:
    story, first = without_bar(27)
    story.consent(first + 27).tell(Plan, first + 28, weekdays=(0, 2), missing_kit=NO_BAR)
    assert story.at(first + 28).mode is Mode.MAINTENANCE


def test_maintenance_that_was_earned_by_hanging_stays_maintenance() -> None:
    story, number = in_stage(5)
    story.tell(Plan, number, weekdays=DAILY, missing_kit=NO_BAR).tell(Plan, number + 1, weekdays=DAILY)
    assert story.at(number + 1).mode is Mode.MAINTENANCE


def test_the_hanging_stage_begins_feet_assisted_until_the_hang_is_said_to_be_fine() -> None:
    story, number = in_stage(4)
    assert story.at(number).ask_hang
    assert story.prescribed(number).variant is EASIER
    story.tell(Hang, number, able=True)
    assert not story.at(number).ask_hang
    assert story.prescribed(number).variant is FULL


def test_the_hang_is_asked_weekly_until_yes() -> None:
    story, number = in_stage(4)
    story.tell(Hang, number, able=False)
    assert story.prescribed(number).variant is EASIER
    assert not story.at(number + 6).ask_hang
    assert story.at(number + 7).ask_hang


def test_the_hang_stands_among_what_is_missing() -> None:
    story, number = in_stage(4)
    assert Aim.HANG in {criterion.aim for criterion in story.at(number).missing}
    assert Aim.HANG not in {criterion.aim for criterion in Story().at(1).criteria}


def test_the_hang_is_not_asked_for_a_substitute_or_in_another_stage() -> None:
    story, first = without_bar()
    assert not story.at(first).ask_hang
    assert story.prescribed(first).variant is FULL
    assert not Story().at(1).ask_hang
    assert not Story().tell(Hang, 1, able=False).at(1).ask_hang


def test_the_hang_is_not_asked_while_nothing_may_be_prescribed() -> None:
    story, number = in_stage(4)
    assert not story.lock(number).at(number).ask_hang


def test_a_hang_that_hurts_again_goes_back_to_the_feet_assisted_variant() -> None:
    story, number = in_stage(4)
    story.tell(Hang, number, able=True).days(number, number + 6).tell(Hang, number + 7, able=False)
    assert story.prescribed(number + 7).variant is EASIER


def test_the_feet_assisted_variant_keeps_its_sets_and_range() -> None:
    story, number = in_stage(4)
    todo = story.prescribed(number)
    assert (todo.dose.sets, todo.less_range, story.at(number).ease) == (3, False, Ease.NONE)
