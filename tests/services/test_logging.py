"""What is trained is written exactly, whatever way it is told, and the receipt says exactly what was written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.coach.model import Log, Morning, Pain, Resume, Skip, Where
from bot.records import Kind
from tests.services.conftest import TUESDAY, Ask

MONDAY = TUESDAY - timedelta(days=1)
PLANNED = [(6, 6), (6, 6)]


def pains(ask: Ask) -> list[tuple[date, int, Where | None]]:
    return [(fact.day, fact.value, fact.where) for fact in ask.facts(Pain) if isinstance(fact, Pain)]


@pytest.mark.parametrize(
    ("text", "sets", "receipt"),
    [
        ("done", PLANNED, "2×6 per side"),
        ("✅", PLANNED, "2×6 per side"),
        ("2x6", PLANNED, "2×6 per side"),
        ("6 5", [(6, 6), (5, 5)], "6, 5 per side"),
        ("left 6 5 right 6 6", [(6, 6), (5, 6)], "left 6, 5 · right 6, 6"),
        ("L6 R5", [(6, 5)], "left 6 · right 5"),
        ("one set", [(6, 6)], "1×6 per side"),
    ],
)
async def test_a_log_in_words_is_written_as_said(
    ana: Ask, text: str, sets: list[tuple[int, int]], receipt: str
) -> None:
    said = await ana.say(text)
    assert ana.logged() == [(TUESDAY, sets)]
    assert f"✓ <b>{receipt}</b> · Band Hurdle Hold · today" in said
    assert "Worst pain during the drill" in said


async def test_pain_in_the_same_breath_is_written_with_the_log(ana: Ask) -> None:
    said = await ana.say("2x6, pain 2")
    assert pains(ana) == [(TUESDAY, 2, None)]
    assert "Pain <b>2</b>" in said
    assert "Where was it?" in said


async def test_no_pain_is_written_and_nothing_more_is_asked_about_it(ana: Ask) -> None:
    said = await ana.say("2x6 no pain")
    assert pains(ana) == [(TUESDAY, 0, None)]
    assert "No pain." in said
    assert "Where was it?" not in said


@pytest.mark.parametrize("answer", ["3", "three", "3/10", "about 3"])
async def test_pain_that_was_asked_is_answered_by_a_number(ana: Ask, answer: str) -> None:
    await ana.say("done")
    await ana.say(answer)
    assert pains(ana) == [(TUESDAY, 3, None)]


async def test_pain_and_place_are_answered_by_taps_on_the_receipt_itself(ana: Ask) -> None:
    await ana.say("done")
    said = await ana.tap("2")
    assert said.outgoing[0].edits is not None
    said = await ana.tap("Low back")
    assert said.outgoing[0].edits is not None
    assert pains(ana) == [(TUESDAY, 2, Where.LOW_BACK)]
    assert "Pain <b>2</b>, low back" in said


@pytest.mark.parametrize(
    ("answer", "where"),
    [
        ("low back", Where.LOW_BACK),
        ("in my lower back", Where.LOW_BACK),
        ("groin", Where.HIP_FRONT),
        ("front of the hip", Where.HIP_FRONT),
        ("my knee", Where.ELSEWHERE),
    ],
)
async def test_where_it_hurt_is_answered_in_words(ana: Ask, answer: str, where: Where) -> None:
    await ana.say("2x6 pain 2")
    await ana.say(answer)
    assert pains(ana) == [(TUESDAY, 2, where)]


async def test_pain_without_a_number_is_asked_again(ana: Ask) -> None:
    await ana.say("done")
    assert "0–10" in await ana.say("felt fine")
    assert pains(ana) == []


async def test_a_second_number_for_the_same_session_never_lowers_its_worst_pain(ana: Ask) -> None:
    await ana.say("done, pain 4")
    await ana.say("pain 2")
    assert max(value for _, value, _ in pains(ana)) == 4


async def test_a_second_tap_on_the_pain_scale_corrects_the_first(ana: Ask) -> None:
    await ana.say("done")
    await ana.tap(f"pain:{TUESDAY}:6")
    await ana.tap(f"pain:{TUESDAY}:1")
    assert pains(ana) == [(TUESDAY, 1, None)]


async def test_the_receipt_asks_the_morning_where_it_is_not_known(ana: Ask) -> None:
    await ana.say("done, pain 0")
    ana.at(6, day=1)
    said = await ana.say("done, pain 0")
    assert "how was your back this morning" in said
    await ana.say("1")
    assert [(f.day, f.value) for f in ana.facts(Morning) if isinstance(f, Morning)] == [(date(2026, 11, 25), 1)]


async def test_done_as_planned_by_button_writes_the_dose_once(ana: Ask) -> None:
    await ana.due()
    await ana.tap("Done as planned")
    again = await ana.tap("Done as planned")
    assert ana.logged() == [(TUESDAY, PLANNED)]
    assert again.toast == "Already written."


async def test_log_sets_by_button_is_answered_by_a_tap(ana: Ask) -> None:
    await ana.due()
    said = await ana.tap("Log sets")
    assert "2 × 6" in said.labels
    await ana.tap("1 × 6")
    assert ana.logged() == [(TUESDAY, [(6, 6)])]


@pytest.mark.parametrize(
    ("answer", "sets"), [("2", PLANNED), ("6 5", [(6, 6), (5, 5)]), ("left 2x6 right 2x5", [(6, 5), (6, 5)])]
)
async def test_log_sets_by_button_is_answered_in_words(ana: Ask, answer: str, sets: list[tuple[int, int]]) -> None:
    await ana.due()
    await ana.tap("Log sets")
    await ana.say(answer)
    assert ana.logged() == [(TUESDAY, sets)]


async def test_zero_sets_is_a_skip(ana: Ask) -> None:
    await ana.due()
    await ana.tap("Log sets")
    said = await ana.say("0")
    assert ana.facts(Skip)
    assert "costs nothing" in said


@pytest.mark.parametrize("answer", ["2x5", "tap"])
async def test_unclear_sets_are_asked_and_keep_pain_and_day(ana: Ask, answer: str) -> None:
    said = await ana.say("couldn't finish yesterday, pain 2 in the end")
    assert "How many sets" in said
    assert ana.logged() == []
    await (ana.tap("1 × 6") if answer == "tap" else ana.say(answer))
    assert ana.logged() == [(MONDAY, [(6, 6)] if answer == "tap" else [(5, 5), (5, 5)])]
    assert pains(ana) == [(MONDAY, 2, None)]


@pytest.mark.parametrize(
    ("first", "answer", "sets"),
    [
        ("left 6 6", "right 6 5", [(6, 6), (6, 5)]),
        ("left 6 6", "same", [(6, 6), (6, 6)]),
        ("left 6 6", "only left", [(6, 0), (6, 0)]),
        ("left 6 6", "the right was 6 5", [(6, 6), (6, 5)]),
        ("6 one side, 5 the other", "left 6 right 5", [(6, 5)]),
    ],
)
async def test_an_unclear_side_is_asked_and_the_answer_completes_the_log(
    ana: Ask, first: str, answer: str, sets: list[tuple[int, int]]
) -> None:
    assert "other side" in await ana.say(f"{first}, pain 2")
    await ana.say(answer)
    assert ana.logged() == [(TUESDAY, sets)]
    assert pains(ana) == [(TUESDAY, 2, None)]


@pytest.mark.parametrize("older", ["", "yesterday 2x5, pain 1"])
@pytest.mark.parametrize("oops", ["oops last left was 4", "sorry right was 6 5", "oops, pain was 3"])
async def test_a_slip_put_right_before_anything_is_written_changes_no_older_entry(
    ana: Ask, oops: str, older: str
) -> None:
    if older:
        await ana.say(older)
    before = ana.logged()
    await ana.say("left 6 6, pain 2")
    said = await ana.say(oops)
    assert "Corrected" not in said.text
    assert "take back" not in said.text
    assert ana.logged() == before
    await ana.say("left 6 4, right 6 6")
    assert ana.logged() == [*before, (TUESDAY, [(6, 6), (4, 6)])]
    assert pains(ana)[-1] == (TUESDAY, 3 if "pain" in oops else 2, None)


async def test_an_answer_that_leaves_the_side_open_is_asked_again(ana: Ask) -> None:
    await ana.say("left 6 6")
    assert (await ana.say("hmm")).text
    assert ana.logged() == []


async def test_an_unclear_side_is_answered_by_a_tap(ana: Ask) -> None:
    said = await ana.say("6 one side, 5 the other, pain 1")
    assert said.labels == ["Left 6, right 5", "Left 5, right 6"]
    await ana.tap("Left 5, right 6")
    assert ana.logged() == [(TUESDAY, [(5, 6)])]
    assert pains(ana) == [(TUESDAY, 1, None)]


async def test_two_times_sets_by_side_offer_whole_sessions(ana: Ask) -> None:
    await ana.say("2x6 one side 2x5 the other")
    await ana.tap("Left 6, right 5")
    assert ana.logged() == [(TUESDAY, [(6, 5), (6, 5)])]


@pytest.mark.parametrize("answer", ["yesterday", "on monday", "it was yesterday", "tap"])
async def test_an_unclear_day_is_asked_and_the_answer_completes_the_log(ana: Ask, answer: str) -> None:
    assert "Which day" in await ana.say("the other day 2x5, pain 1")
    await (ana.tap("Yesterday") if answer == "tap" else ana.say(answer))
    assert ana.logged() == [(MONDAY, [(5, 5), (5, 5)])]
    assert pains(ana) == [(MONDAY, 1, None)]


async def test_an_alarm_in_the_answer_to_a_question_comes_first(ana: Ask) -> None:
    await ana.say("couldn't finish")
    assert "emergency number" in await ana.say("I'm numb between the legs")


async def test_a_wish_in_between_leaves_the_question_and_the_log_can_be_told_anew(ana: Ask) -> None:
    await ana.say("couldn't finish, pain 1")
    assert "Band Hurdle Hold" in await ana.say("what's next?")
    await ana.say("1 set")
    assert ana.logged() == [(TUESDAY, [(6, 6)])]


async def test_set_by_set_is_appended(ana: Ask) -> None:
    await ana.say("1x6")
    ana.pass_time(minutes=2)
    said = await ana.say("1x5")
    assert [sets for _, sets in ana.logged()] == [[(6, 6)], [(5, 5)]]
    assert "6, 5 per side" in said


async def test_set_by_set_after_three_hours_is_asked_about(ana: Ask) -> None:
    await ana.say("1x6")
    ana.pass_time(hours=4)
    assert "Today already has <b>1×6 per side</b>" in await ana.say("1x5")


@pytest.mark.parametrize(
    ("answer", "sets"),
    [("Add", [PLANNED, [(5, 5)]]), ("Instead", [[(5, 5)]]), ("add it", [PLANNED, [(5, 5)]]), ("instead", [[(5, 5)]])],
)
async def test_a_second_log_that_does_not_fit_is_added_or_replaces(
    ana: Ask, answer: str, sets: list[list[tuple[int, int]]]
) -> None:
    await ana.say("done, pain 1")
    said = await ana.say("1x5, pain 3")
    assert said.labels == ["Add", "Instead"]
    await (ana.tap(answer) if answer in said.labels else ana.say(answer))
    assert [each for _, each in ana.logged()] == sets
    assert (TUESDAY, 3, None) in pains(ana)


async def test_the_same_words_again_are_not_written_twice(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    said = await ana.say("2x6 pain 1")
    assert len(ana.logged()) == 1
    assert "2×6 per side" in said


async def test_the_same_update_delivered_again_writes_once_and_says_nothing_new(ana: Ask) -> None:
    await ana.say("done")
    said = await ana.say("done", update=ana.last_message)
    assert len(ana.logged()) == 1
    assert said.outgoing == ()


async def test_a_log_for_yesterday_goes_there(ana: Ask) -> None:
    said = await ana.say("yesterday 2x6 pain 0")
    assert ana.logged() == [(MONDAY, PLANNED)]
    assert "yesterday" in said


async def test_at_night_an_undated_log_goes_to_the_day_that_is_open_and_may_be_moved(ana: Ask) -> None:
    ana.at(1, 30, day=1)
    said = await ana.say("done, pain 1")
    assert ana.logged() == [(TUESDAY, PLANNED)]
    assert "yesterday" in said
    await ana.tap("I meant today")
    assert ana.logged() == [(date(2026, 11, 25), PLANNED)]
    assert pains(ana) == [(date(2026, 11, 25), 1, None)]


async def test_at_night_a_log_after_a_day_that_is_done_is_todays(ana: Ask) -> None:
    await ana.say("done, pain 0")
    ana.at(1, 30, day=1)
    await ana.say("done, pain 0")
    assert [day for day, _ in ana.logged()] == [TUESDAY, date(2026, 11, 25)]


async def test_an_undated_log_is_todays_though_yesterdays_pain_was_never_told(ana: Ask) -> None:
    await ana.say("done")
    ana.at(6, day=1)
    await ana.say("2x5")
    assert [day for day, _ in ana.logged()] == [TUESDAY, date(2026, 11, 25)]


async def test_an_unanswered_reminder_of_yesterday_does_not_take_todays_log(ana: Ask) -> None:
    await ana.onboard(time="20:00")
    await ana.due()
    ana.at(9, day=1)
    await ana.say("done")
    assert [day for day, _ in ana.logged()] == [date(2026, 11, 25)]


async def test_a_reminders_button_logs_its_own_day_after_midnight(ana: Ask) -> None:
    await ana.due()
    ana.at(5, day=1)
    await ana.tap(f"done:{TUESDAY}")
    assert [day for day, _ in ana.logged()] == [TUESDAY]


async def test_several_wishes_are_served_at_once_the_picture_last(ana: Ask) -> None:
    said = await ana.say("2x6 pain 0, what's next? and how am I doing?")
    assert ana.logged() == [(TUESDAY, PLANNED)]
    assert "Today is done" in said
    assert "Stage week" in said
    receipt, upcoming, picture = said.messages
    assert (receipt.chart, upcoming.chart) == (None, None)
    assert picture.chart is not None


async def test_a_log_on_a_pause_is_written_and_ends_it(ana: Ask) -> None:
    await ana.say("away for a week")
    ana.at(9, day=2)
    await ana.say("done, pain 0")
    assert len(ana.facts(Log)) == 1
    assert ana.facts(Resume)
    assert ana.user.due is not None


async def test_a_log_while_locked_is_written_and_the_lock_stays_said(ana: Ask) -> None:
    await ana.say("my left foot has been numb since this morning")
    said = await ana.say("did 2x6 anyway, pain 2")
    assert ana.logged() == [(TUESDAY, PLANNED)]
    assert pains(ana) == [(TUESDAY, 2, None)]
    assert "2×6 per side" in said
    assert "No drill: the programme is locked" in said


async def test_a_log_on_days_off_is_written_and_says_that_the_days_off_stand(ana: Ask) -> None:
    await ana.say("done, pain 6")
    ana.at(9, day=1)
    said = await ana.say("did 2x6, pain 2")
    assert len(ana.logged()) == 2
    assert "No drill before" in said


@pytest.mark.parametrize("text", ["going to do 2x6 now", "not done yet", "should I do 3x8?", "6", "lol", "👍", "..."])
async def test_what_reports_no_training_writes_nothing_and_gets_a_word(ana: Ask, text: str) -> None:
    said = await ana.say(text)
    assert ana.logged() == []
    assert said.text


async def test_the_one_set_version_counts(ana: Ask) -> None:
    await ana.say("1 set, no pain")
    assert "1" in await ana.say("progress")
    assert ana.logged() == [(TUESDAY, [(6, 6)])]


async def test_pain_without_any_training_is_this_mornings_back(ana: Ask) -> None:
    said = await ana.say("my back hurts, 2 out of 10")
    assert [f.value for f in ana.facts(Morning) if isinstance(f, Morning)] == [2]
    assert ana.logged() == []
    assert "2" in said


async def test_what_a_coach_cannot_read_from_a_picture_is_said(ana: Ask) -> None:
    assert "I can read text" in await ana.hear(Kind.OTHER, "photo")
    said = await ana.hear(Kind.OTHER, "photo", caption="2x6 pain 1")
    assert "2×6 per side" in said
