"""The first conversation: tapped, typed, left, resumed, corrected, and what an alarm sign does to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from bot.coach.model import Baseline, Clearance, Lock, Plan, Screening, Tier
from bot.records import Kind, State
from tests.services.conftest import TUESDAY, Ask
from tests.support.journey import FIRST_ANSWERS

AGREE = "I am 18 or over and agree to my health answers being stored"


async def up_to(ask: Ask, step: str) -> None:
    """Answer everything before a step."""
    await ask.say("/start")
    for name, answer in FIRST_ANSWERS.items():
        if name == step:
            return
        await ask.say(answer)


async def test_the_default_path_takes_ten_taps_at_most(ask: Ask) -> None:
    await ask.say("/start")
    path = (AGREE, "None of these", "None of these", "1", "ob:zone:Europe/London", "07:00", "Every day",
            "I have it all", "my morning coffee")  # fmt: skip
    for button in path:
        said = await ask.tap(button)
    assert len(path) <= 10
    assert "All set." in said
    assert (ask.user.state, ask.user.zone, ask.user.reminder_time) == (State.ACTIVE, "Europe/London", time(7))
    assert ask.user.if_then == "my morning coffee"


@pytest.mark.parametrize(
    ("step", "answer", "key", "value"),
    [
        ("consent", "yes I agree", "consent", True),
        ("consent", "OK!", "consent", True),
        ("screening", "none of them", "screening", []),
        ("screening", "2 and 5", "screening", ["chest_pain", "injury"]),
        ("screening", "no", "screening", []),
        ("flags", "Nope", "flags", []),
        ("baseline", "two", "baseline", 2),
        ("baseline", "about 2/10", "baseline", 2),
        ("zone", "tokyo", "zone", "Asia/Tokyo"),
        ("zone", "I'm in Berlin", "zone", "Europe/Berlin"),
        ("time", "half past six in the morning", "time", "06:30"),
        ("time", "18:45", "time", "18:45"),
        ("time", "7", "time", "07:00"),
        ("days", "weekdays", "days", [0, 1, 2, 3, 4]),
        ("days", "Mon, Wed & Fri", "days", [0, 2, 4]),
        ("days", "tuesdays and thursdays", "days", [1, 3]),
        ("days", "every day", "days", [0, 1, 2, 3, 4, 5, 6]),
        ("kit", "no bar", "kit", ["bar"]),
        ("kit", "I don't have a mini band or a step", "kit", ["mini_band", "step"]),
        ("kit", "everything", "kit", []),
    ],
)
async def test_each_question_can_be_answered_in_words(
    ask: Ask, step: str, answer: str, key: str, value: object
) -> None:
    await up_to(ask, step)
    await ask.say(answer)
    answers = ask.user.dialogue["answers"]
    assert isinstance(answers, dict)
    assert answers[key] == value


@pytest.mark.parametrize(
    ("step", "answer", "asked_again"),
    [
        ("consent", "hmm", "First I need your agreement"),
        ("consent", "no", "That’s fine"),
        ("screening", "banana", "Tap the numbers that apply"),
        ("screening", "9", "Tap the numbers that apply"),
        ("flags", "maybe", "Which of them?"),
        ("baseline", "a lot", "A number from 0 to 10"),
        ("baseline", "11", "A number from 0 to 10"),
        ("zone", "Atlantis", "I don’t know a place called “Atlantis”"),
        ("zone", "<b>", "&lt;b&gt;"),
        ("time", "whenever", "I need a time of day"),
        ("days", "monday", "At least 2 days"),
        ("days", "sometimes", "At least 2 days"),
        ("kit", "blah", "Tap “I have it all”"),
    ],
)
async def test_an_answer_that_does_not_fit_is_asked_again(ask: Ask, step: str, answer: str, asked_again: str) -> None:
    await up_to(ask, step)
    said = await ask.say(answer)
    assert asked_again in said
    assert ask.user.dialogue["step"] == step


async def test_back_goes_to_the_question_before_typed_and_tapped(ask: Ask) -> None:
    await up_to(ask, "time")
    assert "Where are you?" in await ask.say("back")
    assert "usual day" in await ask.tap("‹ Back")
    assert ask.user.dialogue["step"] == "baseline"


async def test_the_first_question_has_nothing_before_it(ask: Ask) -> None:
    await ask.say("/start")
    await ask.say("back")
    assert ask.user.dialogue["step"] == "consent"


async def test_left_and_taken_up_days_later_it_goes_on_where_it_stopped(ask: Ask) -> None:
    await up_to(ask, "days")
    ask.pass_time(days=5)
    said = await ask.say("/start")
    assert "Let’s go on where we stopped" in said
    assert "On which days?" in said


async def test_an_answer_days_later_is_taken_without_start(ask: Ask) -> None:
    await up_to(ask, "days")
    ask.pass_time(days=5)
    assert "What do you have?" in await ask.say("mon wed fri")


async def test_a_tap_on_an_earlier_question_corrects_it_and_asks_on_from_there(ask: Ask) -> None:
    await up_to(ask, "days")
    said = await ask.tap("08:00")
    assert ask.user.dialogue["answers"]["time"] == "08:00"  # type: ignore[index]  # JSON
    assert "On which days?" in said


async def test_correcting_the_usual_pain_does_not_ask_again_what_was_answered_since(ask: Ask) -> None:
    await up_to(ask, "plan")
    await ask.tap("ob:baseline:2")
    said = await ask.tap("ob:baseline:2")
    assert ask.user.dialogue["answers"]["baseline"] == 2  # type: ignore[index]  # JSON
    assert said.messages


@pytest.mark.parametrize(
    "data",
    [
        "ob:plan:coffee",
        "ob:zone:Mars/Base",
        "ob:baseline:11",
        "ob:baseline:-1",
        "ob:screening:nonsense",
        "ob:flags:nonsense",
        "ob:days:t9",
        "ob:time:25:00",
        "ob:kit:tnothing",
        "ob::",
        "ob:",
        "ob",
        "done:2026-11-24",
        "undo:1",
        "set:time",
        "",
        "☃",
    ],
)
async def test_a_forged_button_changes_nothing_and_is_answered(ask: Ask, data: str) -> None:
    await up_to(ask, "baseline")
    before = ask.user.dialogue
    said = await ask.forge(data)
    assert said.toast or said.messages
    assert ask.user.dialogue["step"] == before["step"]
    assert ask.facts() == []


@pytest.mark.parametrize("step", ["zone", "plan"])
async def test_a_command_is_no_answer_to_a_question_that_takes_any_words(ask: Ask, step: str) -> None:
    await up_to(ask, step)
    said = await ask.say("/export")
    assert [out.document.name for out in said.outgoing if out.document] != []


async def test_a_shared_location_answers_where_and_only_the_zone_is_kept(ask: Ask) -> None:
    await up_to(ask, "zone")
    asked = await ask.tap("ob:zone:share")
    assert asked.messages[0].ask_location
    said = await ask.hear(Kind.LOCATION, latitude=52.5, longitude=13.4)
    assert "When should I remind you?" in said
    assert ask.user.dialogue["answers"]["zone"] == "Europe/Berlin"  # type: ignore[index]  # JSON
    assert "52.5" not in str(ask.store.data.users)


async def test_a_location_nobody_knows_is_said(ask: Ask) -> None:
    await up_to(ask, "zone")
    assert (await ask.hear(Kind.LOCATION, latitude=-80.0, longitude=0.0)).text


async def test_a_town_of_several_places_is_asked_which(ask: Ask) -> None:
    await up_to(ask, "zone")
    said = await ask.say("Paris")
    assert [label[:10] for label in said.labels] == ["Paris, Fra", "Paris, Uni"]
    await ask.tap("ob:zone:America/Chicago")
    assert ask.user.dialogue["answers"]["zone"] == "America/Chicago"  # type: ignore[index]  # JSON


async def test_toggles_choose_days_and_kit(ask: Ask) -> None:
    await up_to(ask, "days")
    for button in ("Choose days", "Mon", "Thu", "Thu", "Sat", "Done"):
        await ask.tap(button)
    assert ask.user.dialogue["answers"]["days"] == [0, 5]  # type: ignore[index]  # JSON
    for button in ("Something is missing", "mini band", "Done"):
        await ask.tap(button)
    assert ask.user.dialogue["answers"]["kit"] == ["mini_band"]  # type: ignore[index]  # JSON


async def test_one_day_a_week_is_not_enough_by_toggles_either(ask: Ask) -> None:
    await up_to(ask, "days")
    for button in ("Choose days", "Mon", "Done"):
        said = await ask.tap(button)
    assert "at least 2" in said
    assert ask.user.dialogue["step"] == "days"


async def test_nothing_about_health_is_stored_before_the_agreement(ask: Ask) -> None:
    await ask.say("hello, my back hurts 6/10 and I lost weight")
    await ask.say("I did 3x8 pain 4")
    assert ask.facts() == []
    assert ask.user.dialogue["answers"] == {}
    assert "6/10" not in str(ask.store.data.users)


async def test_an_alarm_before_the_agreement_is_answered_at_once_and_not_stored(ask: Ask) -> None:
    said = await ask.say("I'm numb between my legs")
    assert "emergency number" in said
    assert "locked" not in said.text
    assert "I’m hipcoach" in said
    assert ask.facts() == []


async def test_an_alarm_between_the_questions_locks_and_they_go_on_after_the_clearance(ask: Ask) -> None:
    await up_to(ask, "time")
    said = await ask.say("since yesterday I can't hold my urine")
    assert "emergency number" in said
    assert isinstance(ask.facts()[0], Lock)
    assert "emergency" in await ask.say("7:00")
    said = await ask.say("the doctor says I can go on")
    assert "When should I remind you?" in said


async def test_a_red_flag_asks_which_locks_and_goes_on_once_cleared(ask: Ask) -> None:
    await up_to(ask, "flags")
    await ask.tap("Yes, something of this")
    await ask.tap("Night pain")
    said = await ask.tap("Done")
    assert "urgent-care line today" in said
    assert [fact.tier for fact in ask.facts(Lock)] == [Tier.URGENT]  # type: ignore[attr-defined]  # Lock
    await ask.tap("A clinician said I can go on")
    said = await ask.tap("Yes, they said I can go on")
    assert "usual day" in said
    assert ask.facts(Clearance)


async def test_red_flags_can_be_told_in_words(ask: Ask) -> None:
    await up_to(ask, "flags")
    await ask.say("I have a fever and back pain")
    assert ask.facts(Lock)


async def test_a_locked_newcomer_may_still_see_help_and_delete(ask: Ask) -> None:
    await up_to(ask, "time")
    await ask.say("I'm numb between my legs")
    assert "You can just write to me" in await ask.say("help")
    assert "Erase everything" in (await ask.say("delete my data")).labels


async def test_a_yes_in_the_screening_sends_to_a_clinician_and_prescribes_nothing_until_they_agree(ask: Ask) -> None:
    said = await ask.onboard(screening="1")
    assert ask.facts(Screening)[0].yes == ("heart",)  # type: ignore[attr-defined]  # Screening
    assert "No drill" in said or "doctor or physiotherapist" in said
    assert "Done as planned" not in said.labels
    said = await ask.say("my doctor says I can go on")
    assert "Done as planned" in said.labels


async def test_a_usual_pain_of_three_or_more_sends_to_a_clinician_first(ask: Ask) -> None:
    said = await ask.onboard(baseline="4")
    assert [fact.value for fact in ask.facts(Baseline)] == [4]  # type: ignore[attr-defined]  # Baseline
    assert "Done as planned" not in said.labels
    assert "doctor or physiotherapist" in said


async def test_the_answers_become_facts_at_the_end(ask: Ask) -> None:
    said = await ask.onboard(days="mon wed fri", kit="no bar")
    (plan,) = ask.facts(Plan)
    assert isinstance(plan, Plan)
    assert (plan.weekdays, plan.missing_kit, plan.day) == ((0, 2, 4), ("bar",), TUESDAY)
    assert "First reminder: <b>tomorrow 07:00</b>" in said


async def test_who_is_there_before_the_first_reminder_is_reminded_today(ask: Ask) -> None:
    said = await ask.onboard()
    assert "First reminder: <b>today 07:00</b>" in said
    assert ask.user.due is not None
    assert ask.user.due.at == datetime(2026, 11, 24, 7, tzinfo=UTC)


async def test_who_is_there_after_todays_time_is_reminded_tomorrow_and_shown_todays_drill(ask: Ask) -> None:
    ask.at(9)
    said = await ask.onboard()
    assert "First reminder: <b>tomorrow 07:00</b>" in said
    assert "Done as planned" in said.labels


@pytest.mark.parametrize(
    ("hour", "town", "local_day"),
    [(23, "Tokyo", date(2026, 11, 25)), (2, "New York", date(2026, 11, 23)), (5, "New York", date(2026, 11, 24))],
)
async def test_the_first_day_is_the_one_of_the_own_calendar(ask: Ask, hour: int, town: str, local_day: date) -> None:
    ask.at(hour)
    said = await ask.onboard(zone=town)
    assert {fact.day for fact in ask.facts()} == {local_day}
    assert "health questions" not in said.text


async def test_a_log_in_the_night_of_the_start_is_not_taken_for_the_day_before(ask: Ask) -> None:
    ask.at(1)
    await ask.onboard()
    await ask.say("done, pain 0")
    assert [day for day, _ in ask.logged()] == [TUESDAY]


async def test_no_plan_is_fine(ask: Ask) -> None:
    await up_to(ask, "plan")
    await ask.say("skip")
    assert ask.user.if_then is None
    assert ask.user.state is State.ACTIVE


async def test_a_long_plan_is_kept_short(ask: Ask) -> None:
    await ask.onboard(plan="after " + "x" * 3000)
    assert ask.user.if_then is not None
    assert len(ask.user.if_then) <= 100


async def test_no_reminder_comes_before_the_questions_are_answered(ask: Ask) -> None:
    await up_to(ask, "plan")
    assert ask.user.due is None


async def test_start_again_when_all_is_answered_says_what_is_next(ana: Ask) -> None:
    assert "Band Hurdle Hold" in await ana.say("/start")


async def test_after_two_weeks_away_the_questions_come_again(ana: Ask) -> None:
    await ana.say("done, pain 0")
    ana.pass_time(days=16)
    said = await ana.say("next")
    assert "Start the questions" in said.labels
    await ana.tap("Start the questions")
    await ana.say("2, 5")
    await ana.say("back")
    await ana.say("none")
    await ana.say("none")
    said = await ana.say("1")
    assert "Done as planned" in said.labels
    assert [fact.yes for fact in ana.facts(Screening)] == [(), ()]  # type: ignore[attr-defined]  # Screening
    assert len(ana.logged()) == 1


async def test_the_questions_asked_again_can_be_left_by_logging(ana: Ask) -> None:
    """Who is asked again and just trains is written down all the same."""
    await ana.say("done, pain 0")
    ana.pass_time(days=16)
    await ana.say("next")
    await ana.tap("Start the questions")
    await ana.say("done, pain 1")
    assert len(ana.logged()) == 2


async def test_a_sticker_as_a_first_word_gets_the_welcome(ask: Ask) -> None:
    assert "I’m hipcoach" in await ask.hear(Kind.OTHER, "sticker")


async def test_a_photo_between_the_questions_is_answered(ask: Ask) -> None:
    await up_to(ask, "time")
    assert (await ask.hear(Kind.OTHER, "photo")).text
    assert ask.user.dialogue["step"] == "time"


async def test_a_first_name_of_html_is_shown_as_it_is(ask: Ask) -> None:
    ask.name = "<b>Bo</b> & co"
    assert "&lt;b&gt;Bo&lt;/b&gt; &amp; co" in await ask.say("/start")


async def test_stop_between_the_questions_is_silence_until_start(ask: Ask) -> None:
    await up_to(ask, "time")
    await ask.say("stop")
    assert ask.user.state is State.STOPPED
    assert "When should I remind you?" in await ask.say("/start")


async def test_help_does_not_lose_the_open_question(ask: Ask) -> None:
    await up_to(ask, "days")
    assert "You can just write to me" in await ask.say("/help")
    assert "What do you have?" in await ask.say("every day")
