"""Undo, edits and late entries are the same question over another history; what was agreed stays agreed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.coach.model import Carried, Dose, Fact, Log, Morning, Pain, Variant
from bot.coach.programme import Programme
from bot.coach.standing import Doubt, Ease, Mode, Verdict, Why
from tests.coach.story import Story, day, in_stage, sets_of, shipped


def advanced() -> Story:
    """Stage 2 was agreed to on day 21 and trained once."""
    return Story().days(1, 20).consent(21).train(21)


def test_undo_gives_the_standing_before() -> None:
    story = Story().days(1, 10)
    before = story.at(11)
    story.pain(11, 6)
    assert story.at(11).mode is Mode.OFF
    assert story.undo().at(11) == before


def test_a_late_entry_counts_as_if_it_had_been_told_in_time() -> None:
    in_time = Story().train(1).train(3).train(5)
    late = Story().train(1).train(5, given=in_time.prescribed(1))
    late.train(3, given=in_time.prescribed(1))
    assert late.at(8).level == in_time.at(8).level == 2


def test_a_corrected_log_recomputes_what_was_derived_from_it() -> None:
    story = Story().days(1, 7)
    assert story.at(8).level == 2
    story.correct(Log, 7, 8, sets=sets_of(3, 3))
    assert story.at(8).level == 1


def test_pain_that_was_corrected_upwards_takes_the_advance_back() -> None:
    story = advanced().correct(Pain, 20, 22, value=4)
    standing = story.at(22)
    assert standing.stage == 1
    assert standing.doubt is None
    void = next(decision for decision in standing.decisions if decision.verdict is Verdict.ADVANCE_VOID)
    assert void.reasons[0].why is Why.EVIDENCE_CHANGED
    assert "calm" in {reason.detail for reason in void.reasons}


def test_a_morning_that_was_corrected_upwards_takes_the_advance_back() -> None:
    story = advanced().correct(Morning, 20, 22, value=3)
    assert story.at(22).stage == 1


def test_pain_told_late_takes_the_advance_back_like_a_correction() -> None:
    assert advanced().pain(20, 5).at(22).stage == 1


@pytest.mark.parametrize("value", [1, 2])
def test_pain_corrected_within_the_safe_band_changes_nothing(value: int) -> None:
    story = advanced().correct(Pain, 20, 22, value=value)
    assert (story.at(22).stage, story.at(22).doubt) == (2, None)


def test_sets_that_were_corrected_away_leave_the_advance_and_ask() -> None:
    story = advanced().correct(Log, 20, 22, sets=sets_of(8, 8, 5))
    standing = story.at(22)
    assert standing.stage == 2
    assert standing.doubt == Doubt(2, day(21))
    assert standing.decisions[-2].verdict is Verdict.ADVANCE_DOUBTED


def test_more_pain_within_the_safe_band_is_not_what_takes_an_advance_back() -> None:
    story = advanced().correct(Log, 20, 22, sets=sets_of(8, 8, 5)).correct(Pain, 20, 22, value=2)
    assert (story.at(22).stage, story.at(22).doubt) == (2, Doubt(2, day(21)))


def test_a_doubted_advance_is_kept_or_taken_back_as_the_user_says() -> None:
    story = advanced().correct(Log, 20, 22, sets=sets_of(8, 8, 5))
    stay = story.choose(22, "stay").at(22)
    assert (stay.stage, stay.doubt) == (2, None)
    back = story.undo().choose(22, "back").at(22)
    assert (back.stage, back.doubt) == (1, None)


def test_staying_means_nothing_where_nothing_is_in_doubt() -> None:
    assert Verdict.CHOSE_STAY not in advanced().choose(21, "stay").verdicts(21)


def test_a_correction_that_leaves_the_gate_met_changes_nothing() -> None:
    story = advanced().correct(Log, 20, 22, sets=sets_of(9, 8, 8))
    assert (story.at(22).stage, story.at(22).doubt) == (2, None)


def test_an_advance_that_a_later_one_was_built_upon_is_not_reopened() -> None:
    story, number = in_stage(3)
    passed = story.at(number).journey[0].passed
    assert passed is not None
    first = (passed - day(1)).days + 1
    story.correct(Pain, first - 1, number, value=5)
    assert story.at(number).stage == 3


def harder(programme: Programme) -> Programme:
    """The same programme with a gate that asks for more sessions and a stricter dose rule."""
    progress = replace(
        programme.progress, sessions_in_stage=15, near_dose=replace(programme.progress.near_dose, reps=0)
    )
    return replace(programme, progress=replace(progress, offer_from_day=25))


def test_a_changed_programme_does_not_take_back_what_was_agreed() -> None:
    story = Story((0, 1, 2, 3, 4)).days(1, 20).consent(21)
    story.programme = harder(shipped())
    standing = story.at(21)
    assert (standing.stage, standing.doubt) == (2, None)
    assert standing.decisions[-1].verdict is Verdict.ADVANCE


def test_a_changed_programme_applies_to_later_offers() -> None:
    story = Story().days(1, 20)
    story.programme = harder(shipped())
    assert story.at(21).offer is None


def test_a_record_of_the_change_keeps_the_dose_that_was_reached() -> None:
    story = Story()
    for number in range(1, 8):
        story.train(number, sets=sets_of(5, 5))
    assert story.at(8).level == 2
    story.programme = harder(shipped())
    assert story.at(8).level == 1
    story.tell(Carried, 8, stage=1, level=2)
    assert story.at(8).level == 2


@pytest.mark.parametrize(
    ("stage", "level", "kept"),
    [(3, 2, (3, 2)), (9, 1, (5, 1)), (1, 9, (1, 4)), (0, 0, (1, 1)), (5, 4, (5, 3))],
)
def test_a_record_of_the_change_fits_itself_to_the_new_programme(stage: int, level: int, kept: tuple[int, int]) -> None:
    standing = Story().tell(Carried, 1, stage=stage, level=level).at(1)
    assert (standing.stage, standing.level) == kept


def test_a_record_of_the_change_within_the_stage_keeps_its_days() -> None:
    story = Story().days(1, 10).tell(Carried, 11, stage=1, level=3)
    assert (story.at(11).stage_day, story.at(11).level) == (11, 3)


def test_the_past_keeps_the_doses_that_were_prescribed_then() -> None:
    story = Story().days(1, 20)
    programme = shipped()
    heavier = replace(
        programme.stages[0], doses=tuple(Dose(dose.sets, dose.amount + 4) for dose in programme.stages[0].doses)
    )
    story.programme = replace(programme, stages=(heavier, *programme.stages[1:]))
    last = story.at(21).last
    assert last is not None
    assert last.prescribed == Dose(3, 8)


def test_logs_of_one_day_are_one_session() -> None:
    story = Story()
    todo = story.prescribed(1)
    for _ in range(todo.dose.sets):
        story.log(1, todo, sets_of(6))
    standing = story.at(1)
    assert standing.sessions_total == 1
    assert standing.last is not None
    assert standing.last.sets == sets_of(6, 6)


def test_a_set_of_the_easier_variant_makes_the_session_an_easier_one() -> None:
    story = Story()
    todo = story.prescribed(1)
    story.log(1, todo, sets_of(6)).log(1, replace(todo, variant=Variant.EASIER, substitute=True), sets_of(6))
    last = story.at(1).last
    assert last is not None
    assert (last.variant, last.substitute) == (Variant.EASIER, True)


def test_sets_of_another_stage_on_the_same_day_are_not_added_up() -> None:
    story = Story()
    todo = story.prescribed(1)
    story.log(1, todo, sets_of(6)).log(1, replace(todo, stage=2), sets_of(10, 10))
    last = story.at(1).last
    assert last is not None
    assert last.sets == sets_of(6)


def test_facts_of_later_days_are_not_looked_at() -> None:
    story = Story().days(1, 5)
    before = story.at(5)
    story.train(9).lock(12)
    assert story.at(5) == before


def test_a_fact_of_an_unknown_kind_changes_nothing() -> None:
    story = Story().days(1, 5)
    before = story.at(6)
    assert story.tell(Fact, 6).at(6) == before


def test_a_yes_and_the_new_stages_first_session_may_fall_on_one_day() -> None:
    story = advanced()
    standing = story.at(21)
    assert (standing.stage, standing.stage_day, standing.trained_today) == (2, 1, True)
    assert standing.journey[1].started == day(21)


def test_a_yes_after_the_days_session_rests_on_it_even_if_it_is_corrected_later() -> None:
    story = Story().days(1, 21)
    story.consent(21)
    assert story.at(21).stage == 2
    story.correct(Log, 21, 22, sets=sets_of(8, 8, 9))
    assert (story.at(22).stage, story.at(22).doubt, story.at(22).ease) == (2, None, Ease.NONE)
