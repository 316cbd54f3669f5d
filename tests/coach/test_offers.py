"""The way to the next stage: every criterion from both sides, the offer, the consent, and saying it again."""

from __future__ import annotations

import pytest

from bot.coach.model import Consent, Form, Log, Variant, Where
from bot.coach.standing import Aim, Mode, Verdict, Why
from tests.coach.story import MON_WED_FRI, Story, day, lighter, sets_of


def ready(last: int = 20, weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)) -> Story:
    """Twenty good days: the offer opens on day 21, when the morning is known."""
    return Story(weekdays).days(1, last)


def unmet(story: Story, number: int) -> set[Aim]:
    return {criterion.aim for criterion in story.at(number).missing}


def test_a_good_start_is_offered_the_next_stage_on_stage_day_twenty_one_and_not_before() -> None:
    story = ready()
    assert story.at(20).offer is None
    assert unmet(story, 20) == {Aim.STAGE_DAY}
    offer = story.at(21).offer
    assert offer is not None
    assert (offer.stage, offer.since, offer.say, offer.declined) == (2, day(21), True, None)


def test_every_criterion_is_told_with_what_there_is_and_what_is_needed() -> None:
    told = {criterion.aim: (criterion.have, criterion.need) for criterion in ready().at(21).criteria}
    assert told == {
        Aim.STAGE_DAY: (21, 21),
        Aim.SESSIONS: (20, 9),
        Aim.GATES: (6, 2),
        Aim.FORM: (1, 1),
        Aim.LATEST_MORNING: (1, 1),
        Aim.MORNINGS: (7, 2),
        Aim.FULL_DRILL: (1, 1),
        Aim.CALM: (0, 2),
        Aim.PAINS_TOLD: (6, 6),
        Aim.MORNINGS_FAR: (0, 0),
        Aim.MORNINGS_ABOVE: (0, 1),
    }


def test_the_offer_is_a_decision_with_every_criterion_as_its_reason() -> None:
    decision = ready().at(21).decision
    assert decision is not None
    assert decision.verdict is Verdict.OFFER
    assert {reason.detail for reason in decision.reasons} == {c.aim.value for c in ready().at(21).criteria}
    assert {reason.why for reason in decision.reasons} == {Why.CRITERION}


@pytest.mark.parametrize(("sessions", "opens"), [(9, True), (8, False)])
def test_nine_sessions_in_the_stage_are_needed(sessions: int, opens: bool) -> None:
    story = Story((0, 2, 4)).days(1, 15)  # seven sessions
    story.train(17)
    if sessions == 9:
        story.train(19)
    else:
        story.morning(20, 0)
    number = 21
    assert story.at(number).missing == () if opens else unmet(story, number) >= {Aim.SESSIONS}
    assert (story.at(number).offer is not None) is opens


def test_one_gate_is_not_enough() -> None:
    story = Story().days(1, 18).train(19, sets=sets_of(8, 8, 7)).train(20)
    assert unmet(story, 21) == {Aim.GATES}
    assert story.train(21).at(22).offer is not None


@pytest.mark.parametrize(
    ("sets", "gate"),
    [
        (sets_of(8, 8, 8), True),
        (sets_of(9, 8, 10), True),
        (((8, 8), (8, 7), (8, 8)), False),
        (((8, 8), (7, 8), (8, 8)), False),
        (sets_of(8, 8, 7, 8), True),
        (((8, 8), (8, 8), (8, 0)), None),
        (sets_of(8, 8), None),
        (sets_of(8), None),
    ],
)
def test_a_gate_is_the_whole_dose_on_both_sides_and_a_session_cut_short_is_not_looked_at(
    sets: tuple[tuple[int, int], ...], gate: bool | None
) -> None:
    story = Story().days(1, 19).train(20, sets=sets)
    have = next(criterion.have for criterion in story.at(21).criteria if criterion.aim is Aim.GATES)
    assert have == {True: 6, None: 5, False: 0}[gate]


def test_a_lighter_prescription_never_counts_towards_the_gate_whatever_was_done() -> None:
    story = Story().days(1, 14)
    for number in range(15, 21):
        light = lighter(story.prescribed(number), dose=story.prescribed(1).dose)
        story.train(number, given=light, sets=sets_of(8, 8, 8))
    assert Aim.GATES in unmet(story, 21)


def test_an_easier_session_never_counts_towards_the_gate_and_does_not_break_it() -> None:
    story = Story().days(1, 19)
    story.train(20, given=lighter(story.prescribed(20), variant=Variant.EASIER))
    have = next(criterion.have for criterion in story.at(21).criteria if criterion.aim is Aim.GATES)
    assert have == 5


def test_a_higher_level_meets_the_gate_too() -> None:
    story = Story().days(1, 21)
    story.days(22, 23, sets=sets_of(8, 8, 8))
    assert story.at(24).level == 4
    assert story.at(24).offer is not None


@pytest.mark.parametrize(("answer", "opens"), [("yes", True), ("not_quite", False), ("not_sure", False)])
def test_only_a_yes_confirms_the_form(answer: str, opens: bool) -> None:
    story = Story().days(1, 20, form=False).tell(Form, 20, stage=1, answer=answer)
    assert (story.at(21).offer is not None) is opens


def test_the_form_is_asked_when_the_numbers_first_meet_the_gate() -> None:
    story = Story().days(1, 14)
    assert not story.at(14).ask_form
    story.train(15, form=False)
    assert story.at(15).ask_form
    assert story.at(16).ask_form  # until it is answered
    assert not story.tell(Form, 16, stage=1, answer="yes").at(16).ask_form


def test_a_form_that_was_not_quite_right_is_asked_again_after_a_week_and_a_new_gate() -> None:
    story = Story().days(1, 14).train(15, form=False).tell(Form, 15, stage=1, answer="not_quite")
    assert not story.days(16, 21, form=False).at(21).ask_form
    assert story.at(22).ask_form
    still = Story().days(1, 14).train(15, form=False).tell(Form, 15, stage=1, answer="not_quite")
    assert not still.at(22).ask_form


def test_a_form_answer_about_another_stage_is_not_taken_for_this_one() -> None:
    story = Story().days(1, 20, form=False).tell(Form, 20, stage=2, answer="yes")
    assert Aim.FORM in unmet(story, 21)


@pytest.mark.parametrize(("peak", "opens"), [(2, True), (3, False)])
def test_no_peak_above_two_in_the_last_seven_days(peak: int, opens: bool) -> None:
    story = Story().days(1, 19).train(20, pain=peak, where=Where.ELSEWHERE)
    assert (story.at(21).offer is not None) is opens


@pytest.mark.parametrize(("number", "opens"), [(26, False), (27, True)])
def test_a_peak_above_two_leaves_the_window_after_seven_days(number: int, opens: bool) -> None:
    story = Story().days(1, 19).train(20, pain=4, where=Where.ELSEWHERE).days(21, number - 1)
    assert (story.at(number).offer is not None) is opens


def test_a_session_whose_pain_was_not_told_stands_in_the_way() -> None:
    story = Story().days(1, 19).train(20, pain=None)
    assert unmet(story, 21) == {Aim.PAINS_TOLD}
    assert story.pain(20, 0).at(21).offer is not None


def test_the_morning_after_the_latest_gate_session_has_to_be_known() -> None:
    story = Story().days(1, 19).train(20, morning=None)
    assert unmet(story, 21) == {Aim.LATEST_MORNING}
    assert story.morning(21, 0).at(21).offer is not None


def test_todays_own_gate_session_does_not_close_an_offer_that_was_open_this_morning() -> None:
    story = ready().train(21, morning=None)
    assert story.at(21).offer is not None
    assert story.at(22).offer is None  # until this morning is told


def test_the_second_gate_of_today_waits_for_its_morning() -> None:
    story = Story().days(1, 19).train(20, sets=sets_of(8, 8, 7)).train(21).train(22, morning=None)
    assert unmet(story, 22) == {Aim.LATEST_MORNING}
    assert story.morning(23, 0).at(23).offer is not None


def test_at_least_two_mornings_of_the_last_seven_days_are_known() -> None:
    story = Story(MON_WED_FRI).days(1, 15, morning=None).train(17, morning=None).train(19, morning=0)
    assert unmet(story, 21) == {Aim.MORNINGS}
    assert story.morning(18, 0).at(21).offer is not None


@pytest.mark.parametrize(
    ("mornings", "aim"),
    [
        ((1, 0), None),
        ((1, 1), Aim.MORNINGS_ABOVE),
        ((2, 0), Aim.MORNINGS_FAR),
    ],
)
def test_one_morning_may_be_above_the_baseline_and_none_far_above(mornings: tuple[int, int], aim: Aim | None) -> None:
    story = Story().days(1, 18)
    story.train(19, morning=mornings[0]).train(20, morning=mornings[1])
    assert unmet(story, 21) >= ({aim} if aim else set())
    assert (story.at(21).offer is None) is (aim is not None)


def test_a_morning_above_the_baseline_leaves_the_window_after_seven_days() -> None:
    story = Story().days(1, 15).train(16, morning=1).train(17, morning=1).days(18, 25)
    assert story.at(23).offer is None  # the mornings of days 17 and 18
    assert story.at(24).offer is not None


def test_a_dose_made_easier_stands_in_the_way() -> None:
    story = ready().choose(21, "easier")
    assert unmet(story, 21) == {Aim.FULL_DRILL}


# ---- consent


def test_a_yes_begins_the_next_stage_at_level_one() -> None:
    story = ready().consent(21)
    standing = story.at(21)
    assert (standing.stage, standing.level, standing.stage_day) == (2, 1, 0)
    assert standing.offer is None
    assert standing.decisions[-1].verdict is Verdict.ADVANCE
    assert standing.decisions[-1].reasons[0].why is Why.CONSENT
    assert len(standing.decisions[-1].reasons) == 12
    assert Verdict.OFFER in story.verdicts(21)


def test_stage_days_begin_with_the_first_session_of_the_stage() -> None:
    story = ready().consent(21)
    assert story.at(24).stage_day == 0
    story.train(24)
    assert (story.at(24).stage_day, story.at(25).stage_day) == (1, 2)


def test_an_offer_tells_what_it_rests_on_in_one_line() -> None:
    story = Story().days(1, 18).train(19, pain=1).train(20, pain=2, morning=1)
    offer = story.at(21).offer
    assert offer is not None
    assert offer.worst == 2
    assert offer.grounds == (
        "2026-01-25 | 20 sessions | gates 2026-01-23 8/8 8/8 8/8; 2026-01-24 8/8 8/8 8/8"
        " | peaks 0, 0, 0, 0, 1, 2 | mornings 0, 0, 0, 0, 0, 0, 1, usual 0 | form yes | ease none"
    )


def test_a_second_tap_on_yes_changes_nothing() -> None:
    story = ready().consent(21)
    again = story.facts[-1]
    assert isinstance(again, Consent)
    story.tell(Consent, 21, stage=2, accepted=True, grounds=again.grounds, worst=again.worst)
    assert story.at(21).stage == 2


@pytest.mark.parametrize("grounds", ["", "2026-01-01 | made up"])
def test_a_yes_without_an_open_offer_is_refused_with_what_is_missing(grounds: str) -> None:
    story = Story().days(1, 10).tell(Consent, 10, stage=2, accepted=True, grounds=grounds)
    standing = story.at(10)
    assert standing.stage == 1
    assert standing.decisions[-1].verdict is Verdict.NOT_OPEN
    missing = {reason.detail for reason in standing.decisions[-1].reasons}
    assert missing >= {"stage_day", "gates", "form"}


def test_a_yes_to_an_old_button_is_refused_when_the_offer_has_closed() -> None:
    story = ready()
    offer = story.at(21).offer
    assert offer is not None
    story.train(21, sets=sets_of(8, 8, 5))
    story.tell(Consent, 22, stage=2, accepted=True, grounds=offer.grounds, worst=offer.worst)
    assert story.at(22).stage == 1


def test_a_yes_to_a_stage_further_on_is_not_taken() -> None:
    story = ready()
    offer = story.at(21).offer
    assert offer is not None
    story.tell(Consent, 21, stage=3, accepted=True, grounds=offer.grounds, worst=offer.worst)
    assert story.at(21).stage == 1


def test_a_yes_while_locked_is_refused() -> None:
    story = ready()
    offer = story.at(21).offer
    assert offer is not None
    story.lock(21).tell(Consent, 21, stage=2, accepted=True, grounds=offer.grounds, worst=offer.worst)
    assert story.clear(22).at(22).stage == 1


def test_a_no_keeps_the_offer_open_and_it_is_said_again_after_seven_days() -> None:
    story = ready().consent(21, accepted=False)
    standing = story.at(21)
    assert standing.stage == 1
    assert standing.offer is not None
    assert (standing.offer.declined, standing.offer.say) == (day(21), False)
    assert standing.decisions[-1].verdict is Verdict.DECLINED
    story.days(21, 27)
    said = [number for number in range(21, 29) if (offer := story.at(number).offer) and offer.say]
    assert said == [28]


def test_an_unanswered_offer_is_said_again_after_seven_days() -> None:
    story = ready().days(21, 35)
    said = [number for number in range(21, 36) if (offer := story.at(number).offer) and offer.say]
    assert said == [21, 28, 35]


def test_it_is_said_again_on_a_planned_day() -> None:
    story = Story(MON_WED_FRI).days(1, 19)
    assert story.at(21).offer is not None  # a Sunday
    story.days(21, 28)
    said = [number for number in range(20, 30) if (offer := story.at(number).offer) and offer.say]
    assert said == [21, 29]


def test_while_an_offer_is_open_the_weeks_go_on() -> None:
    story = ready().consent(21, accepted=False).days(21, 22)
    assert story.at(22).level == 4


def test_an_offer_closes_when_a_later_session_misses_the_gate() -> None:
    story = ready().train(21, sets=sets_of(8, 8, 6))
    assert story.at(22).offer is None


def test_nothing_is_offered_while_referred_locked_or_off() -> None:
    assert ready().lock(21).at(21).offer is None
    assert ready().pain(21, 7).at(21).offer is None
    assert ready().pain(21, 6).at(21).mode is Mode.OFF
    assert ready().pain(21, 6).at(21).offer is None


def test_a_session_that_was_told_for_another_stage_counts_for_neither() -> None:
    story = ready().consent(21)
    old = Story().days(1, 14).prescribed(15)
    story.log(22, old)
    standing = story.at(22)
    assert (standing.stage_day, standing.sessions_total) == (0, 21)
    assert isinstance(story.facts[-1], Log)
