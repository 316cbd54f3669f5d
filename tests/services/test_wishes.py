"""Everything a user may wish beside a log: later, not today, away, other times and places, the own data, silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.coach.model import Pause, Plan, Resume, Skip
from bot.records import DueKind, Kind, State
from bot.services.desk import Host
from tests.services.conftest import TUESDAY, Ask


def due_at(ask: Ask) -> datetime:
    assert ask.user.due is not None
    return ask.user.due.at


# later, not today
async def test_snooze_by_button_reminds_an_hour_later_and_twice_at_most(ana: Ask) -> None:
    for hour in (8, 9):
        await ana.due()
        said = await ana.tap("In 1 h")
        assert f"today at <b>{hour:02}:00</b>" in said
        assert (due_at(ana).hour, ana.user.due.kind) == (hour, DueKind.SNOOZE)  # type: ignore[union-attr]  # due_at looked
    last = await ana.due()
    assert "In 1 h" not in last.labels
    assert "That was the last snooze" in last
    said = await ana.say("later, in one hour")
    assert said.labels == ["I’ll do one set", "Skip today"]


async def test_who_asks_a_third_time_may_do_one_set(ana: Ask) -> None:
    for _ in range(2):
        await ana.due()
        await ana.tap("In 1 h")
    await ana.due()
    await ana.say("remind me in 20 minutes")
    await ana.tap("I’ll do one set")
    await ana.say("1")
    assert ana.logged() == [(TUESDAY, [(6, 6)])]


@pytest.mark.parametrize(
    ("text", "at"),
    [("remind me at 6 pm", (18, 0)), ("in 30 minutes", (6, 30)), ("move today's reminder to 17:30", (17, 30))],
)
async def test_snooze_in_words(ana: Ask, text: str, at: tuple[int, int]) -> None:
    await ana.say(text)
    assert (due_at(ana).hour, due_at(ana).minute) == at


@pytest.mark.parametrize("answer", ["18:00", "at 6 pm", "In 2 h"])
async def test_later_without_a_time_is_asked_when(ana: Ask, answer: str) -> None:
    said = await ana.say("later")
    assert "When shall I remind you?" in said
    await (ana.tap(answer) if answer in said.labels else ana.say(answer))
    assert due_at(ana).hour == (8 if answer == "In 2 h" else 18)


async def test_a_snooze_replaces_the_mornings_reminder(ana: Ask) -> None:
    await ana.say("remind me at 6 pm")
    said = await ana.due()
    assert ana.clock.now().hour == 18
    assert "Band Hurdle Hold" in said


async def test_a_log_ends_the_snooze(ana: Ask) -> None:
    await ana.say("remind me at 6 pm")
    await ana.say("done, pain 0")
    assert due_at(ana).date() == TUESDAY + timedelta(days=1)


async def test_snoozing_a_day_that_is_done_says_what_is_next(ana: Ask) -> None:
    await ana.say("done, pain 0")
    assert "tomorrow" in await ana.say("remind me in an hour")


@pytest.mark.parametrize("how", ["skip today", "no time today", "/skip", "Skip today"])
async def test_skip_is_free_and_nothing_is_asked_again_that_day(ana: Ask, how: str) -> None:
    await ana.due()
    said = await (ana.tap(how) if how == "Skip today" else ana.say(how))
    assert "costs nothing" in said
    assert [fact.day for fact in ana.facts(Skip)] == [TUESDAY]
    assert due_at(ana).date() > TUESDAY


async def test_skipping_twice_is_one_skip(ana: Ask) -> None:
    await ana.say("skip")
    await ana.say("skip")
    assert len(ana.facts(Skip)) == 1


async def test_a_day_that_is_trained_cannot_be_skipped(ana: Ask) -> None:
    await ana.say("done, pain 0")
    assert "nothing to skip" in await ana.say("skip today")
    assert ana.facts(Skip) == []


async def test_a_skip_of_tomorrow_leaves_today_open(ana: Ask) -> None:
    await ana.say("skip tomorrow")
    await ana.say("done, pain 0")
    assert ana.logged() == [(TUESDAY, [(6, 6), (6, 6)])]


# away
@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("away until monday", date(2026, 11, 30)),
        ("on holiday for a week", date(2026, 12, 1)),
        ("I'm ill", None),
        ("/pause", None),
        ("pause until 12 December", date(2026, 12, 12)),
    ],
)
async def test_a_pause_is_written_with_its_end(ana: Ask, text: str, back: date | None) -> None:
    said = await ana.say(text)
    if text == "I'm ill":
        return  # a sick day is a skip, or a pause: both are free
    assert [fact.until for fact in ana.facts(Pause)] == [back]  # type: ignore[attr-defined]  # Pause
    assert "I’m back" in said.labels
    assert (ana.user.due.day if ana.user.due else None) == back


async def test_an_unclear_end_of_a_pause_is_asked(ana: Ask) -> None:
    assert "Until which day?" in await ana.say("pause until 01/12")
    said = await ana.say("dunno")
    assert said.text
    await ana.say("12 december")
    assert [fact.until for fact in ana.facts(Pause)] == [date(2026, 12, 12)]  # type: ignore[attr-defined]  # Pause


async def test_an_unclear_end_may_stay_open(ana: Ask) -> None:
    await ana.say("pause until 01/12")
    await ana.say("open")
    assert [fact.until for fact in ana.facts(Pause)] == [None]  # type: ignore[attr-defined]  # Pause


@pytest.mark.parametrize("how", ["I'm back", "resume", "/resume", "I’m back"])
async def test_back_from_a_pause_the_drill_is_shown(ana: Ask, how: str) -> None:
    said = await ana.say("away for a week")
    ana.at(9, day=2)
    said = await (ana.tap(how) if how in said.labels else ana.say(how))
    assert "Welcome back." in said
    assert "Band Hurdle Hold" in said
    assert ana.facts(Resume)


async def test_resuming_without_a_pause_is_said(ana: Ask) -> None:
    assert "not on a pause" in await ana.say("/resume")


async def test_nothing_is_said_on_a_pause_and_the_first_day_back_reminds(ana: Ask) -> None:
    await ana.say("away until friday")
    said = await ana.due()
    assert ana.clock.now().date() == date(2026, 11, 27)
    assert "Band Hurdle Hold" in said


# times and places
@pytest.mark.parametrize(
    ("text", "at"),
    [("remind me at 6:45 every day", time(6, 45)), ("change my reminder to 20:00", time(20)), ("always at 9", time(9))],
)
async def test_a_new_daily_time(ana: Ask, text: str, at: time) -> None:
    said = await ana.say(text)
    assert ana.user.reminder_time == at
    assert f"{at:%H:%M}" in said


@pytest.mark.parametrize("answer", ["6:45", "06:30", "half past six in the morning"])
async def test_a_new_time_without_a_time_is_asked_for(ana: Ask, answer: str) -> None:
    await ana.say("/settings")
    said = await ana.tap("Time")
    await (ana.tap(answer) if answer in said.labels else ana.say(answer))
    assert ana.user.reminder_time in {time(6, 45), time(6, 30)}


async def test_an_earlier_time_than_now_begins_tomorrow(ana: Ask) -> None:
    ana.at(6, 30)
    await ana.say("remind me at 6:00 every day")
    assert due_at(ana) == datetime(2026, 11, 25, 6, tzinfo=UTC)


async def test_after_todays_reminder_a_later_time_reminds_once_a_day_only(ana: Ask) -> None:
    await ana.due()
    await ana.say("remind me at 20:00 every day")
    await ana.due()
    assert ana.clock.now() == datetime(2026, 11, 25, 20, tzinfo=UTC)


async def test_a_new_zone_by_its_towns_name(ana: Ask) -> None:
    said = await ana.say("I moved to Tokyo")
    assert ana.user.zone == "Asia/Tokyo"
    assert "Asia/Tokyo" in said


@pytest.mark.parametrize(("answer", "zone"), [("Berlin", "Europe/Berlin"), ("Paris", "America/Chicago")])
async def test_a_new_zone_without_a_town_is_asked_for(ana: Ask, answer: str, zone: str) -> None:
    said = await ana.say("change my time zone")
    assert said.messages[0].ask_location
    await ana.say(answer)
    if answer == "Paris":
        await ana.tap("zone:America/Chicago")
    assert ana.user.zone == zone


async def test_a_town_that_is_not_known_is_said_and_another_may_be_typed(ana: Ask) -> None:
    await ana.say("change my time zone")
    assert "don’t know that place" in await ana.say("Atlantis")
    await ana.say("Tokyo")
    assert ana.user.zone == "Asia/Tokyo"


async def test_a_shared_location_is_a_new_zone(ana: Ask) -> None:
    await ana.hear(Kind.LOCATION, latitude=52.5, longitude=13.4)
    assert ana.user.zone == "Europe/Berlin"


@pytest.mark.parametrize("how", ["tap", "mon wed fri"])
async def test_other_days(ana: Ask, how: str) -> None:
    await ana.say("/settings")
    await ana.tap("Days")
    if how == "tap":
        for label in ("✓ Tue", "✓ Thu", "✓ Sat", "✓ Sun"):
            await ana.tap(label)
        said = await ana.tap("Done")
    else:
        said = await ana.say(how)
    assert ana.facts(Plan)[-1].weekdays == (0, 2, 4)  # type: ignore[attr-defined]  # Plan
    assert "Mon, Wed and Fri" in said


async def test_one_day_a_week_is_not_enough(ana: Ask) -> None:
    await ana.say("/days")
    await ana.say("monday")
    assert len(ana.facts(Plan)) == 1


@pytest.mark.parametrize("how", ["tap", "no bar"])
async def test_other_kit(ana: Ask, how: str) -> None:
    await ana.say("/kit")
    if how == "tap":
        await ana.tap("bar that holds you")
        said = await ana.tap("Done")
    else:
        said = await ana.say(how)
    assert ana.facts(Plan)[-1].missing_kit == ("bar",)  # type: ignore[attr-defined]  # Plan
    assert "bar that holds you" in said


@pytest.mark.parametrize(
    ("text", "on"), [("no nudges please", False), ("evening nudge off", False), ("evening nudge on", True)]
)
async def test_the_evening_nudge_is_switched_in_words(ana: Ask, text: str, *, on: bool) -> None:
    await ana.say(text)
    assert ana.user.evening_nudge is on


async def test_the_evening_nudge_is_switched_by_the_settings(ana: Ask) -> None:
    await ana.say("/settings")
    await ana.tap("Evening nudge: on")
    assert not ana.user.evening_nudge
    await ana.tap("Evening nudge: off")
    assert ana.user.evening_nudge


# shown
@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/next", "Band Hurdle Hold"),
        ("/progress", "Stage week"),
        ("/why", "dose"),
        ("/stage", "Hanging Hip Flexion"),
        ("/how", "mini band"),
        ("/undo", "nothing to take back"),
        ("/settings", "Your settings"),
        ("/pause", "Paused until"),
        ("/privacy", "Stored:"),
        ("/help", "You can just write to me"),
        ("/start", "Band Hurdle Hold"),
        ("/stop", "Stopped."),
        ("/next@hipcoachbot", "Band Hurdle Hold"),
        ("/NEXT", "Band Hurdle Hold"),
        ("/next please", "Band Hurdle Hold"),
        ("/pause till monday", "Monday"),
        ("/foo", "I don’t know that command"),
        ("/foo@hipcoachbot bar", "I don’t know that command"),
        ("/", "I don’t know that command"),
        ("what's next?", "Band Hurdle Hold"),
        ("how am I doing", "Stage week"),
        ("why?", "dose"),
        ("show me how", "mini band"),
        ("help", "You can just write to me"),
        ("what do you store?", "Stored:"),
        ("this is a bug", "whoever runs this bot"),
        ("start over", "erases all of it"),
        ("false alarm", "other words"),
        ("thanks", "welcome"),
        ("hello", "Hello, Ana!"),
        ("👍", "👍"),
        ("ok", "👍"),
        ("yes", "👍"),
    ],
)
async def test_every_command_and_small_word_is_answered(ana: Ask, command: str, words: str) -> None:
    assert words.casefold() in (await ana.say(command)).text.casefold()


@pytest.mark.parametrize(
    "wish",
    [
        "/report",
        "report for my physio",
        "send me a pdf for my doctor",
        "print my progress for my physio",
        "a summary for my doctor",
        "/report for my physio",
        "Report please",
    ],
)
async def test_a_report_for_the_physio_is_one_page_and_nothing_beside_it(ana: Ask, wish: str) -> None:
    await ana.say("2x6 pain 1")
    (sent,) = (await ana.say(wish)).outgoing
    assert sent.message is None
    assert sent.document is not None
    assert sent.document.name == "hipcoach-report-2026-11-24.pdf"
    assert sent.document.report is not None
    assert ("First name", "Ana") in sent.document.report.about


@pytest.mark.parametrize("said", ["report a bug", "this is a bug", "feedback", "/feedback"])
async def test_feedback_is_no_report(ana: Ask, said: str) -> None:
    assert "whoever runs this bot" in (await ana.say(said)).text


@pytest.mark.parametrize("said", ["weekly report", "how am I doing", "show me my chart"])
async def test_the_progress_picture_is_in_the_users_own_colours(ana: Ask, said: str) -> None:
    for dark in (False, True):
        async with ana.store.unit() as uow:
            await uow.save_user(replace(ana.user, dark_pictures=dark))
            await uow.commit()
        (sent,) = (await ana.say(said)).messages
        assert sent.chart is not None
        assert sent.chart.dark is dark


# the own data
async def test_delete_asks_first_and_then_erases_every_row(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    said = await ana.say("delete my data")
    assert said.labels == ["Erase everything", "Keep it"]
    assert len(ana.logged()) == 1
    said = await ana.tap("Erase everything")
    data = ana.store.data
    assert (data.users, data.told, data.decisions, data.deliveries) == ({}, [], [], {})
    assert "Nothing about you is left here" in said
    assert data.deletions


async def test_delete_may_be_thought_over(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    await ana.say("delete my data")
    assert "Nothing was erased" in await ana.tap("Keep it")
    assert len(ana.logged()) == 1


async def test_an_erased_user_is_a_newcomer(ana: Ask) -> None:
    await ana.say("delete my data")
    await ana.tap("Erase everything")
    assert "I’m hipcoach" in await ana.say("hi")
    assert ana.facts() == []


async def test_the_erase_button_tapped_twice_erases_once(ana: Ask) -> None:
    await ana.say("delete my data")
    await ana.tap("Erase everything")
    said = await ana.tap("Erase everything")
    assert "no longer in use" in str(said.toast)
    assert len(ana.store.data.deletions) == 1


@pytest.mark.parametrize("data", ["delete:yes", "ob:consent:yes", "next", "done:2026-11-24", "clear:yes"])
async def test_an_old_button_brings_no_row_back_of_somebody_erased(ana: Ask, data: str) -> None:
    await ana.say("delete my data")
    await ana.tap("Erase everything")
    said = await ana.forge(data)
    assert "no longer in use" in str(said.toast)
    assert ana.store.data.users == {}


async def test_nor_does_blocking_the_bot_and_unblocking_it(ana: Ask) -> None:
    await ana.say("delete my data")
    await ana.tap("Erase everything")
    for kind in (Kind.BLOCKED, Kind.UNBLOCKED):
        await ana.hear(kind)
    assert ana.store.data.users == {}


async def test_privacy_says_it_in_ten_lines_and_whom_to_ask(ana: Ask) -> None:
    ana.desk = replace(ana.desk, host=Host("privacy@coach.example", 7))
    said = await ana.say("/privacy")
    assert len(said.text.splitlines()) == 10
    assert "(privacy@coach.example)" in said
    assert "goes after 7 days" in said


async def test_privacy_promises_nothing_about_copies_that_are_not_the_bots(ana: Ask) -> None:
    said = await ana.say("/privacy")
    assert "ask them when the copies go" in said
    assert "()" not in said


# silence
async def test_after_stop_nothing_comes_until_start(ana: Ask) -> None:
    await ana.say("stop messaging me")
    assert (ana.user.state, ana.user.due) == (State.STOPPED, None)
    ana.pass_time(days=3)
    assert (await ana.tick()).outgoing == ()
    assert "/start" in await ana.say("done")
    said = await ana.say("/start")
    assert "I’ll remind you again" in said
    assert ana.user.state is State.ACTIVE
    assert ana.user.due is not None


async def test_while_stopped_the_own_data_can_be_had_and_erased(ana: Ask) -> None:
    await ana.say("stop")
    said = await ana.say("send me my data")
    assert any(each.document for each in said.outgoing)
    await ana.say("delete my data")
    await ana.tap("Erase everything")
    assert ana.store.data.users == {}


async def test_a_button_while_stopped_still_writes_but_brings_no_reminders(ana: Ask) -> None:
    await ana.due()
    await ana.say("stop")
    said = await ana.tap("Done as planned")
    assert said.outgoing or said.toast
    assert ana.user.due is None


async def test_blocked_and_back_the_reminders_come_again(ana: Ask) -> None:
    await ana.hear(Kind.BLOCKED)
    assert (ana.user.state, ana.user.due) == (State.GONE, None)
    await ana.hear(Kind.UNBLOCKED)
    assert ana.user.state is State.ACTIVE
    assert ana.user.due is not None


async def test_blocked_between_the_questions_and_back_they_go_on(ask: Ask) -> None:
    await ask.say("/start")
    await ask.say("I agree")
    await ask.hear(Kind.BLOCKED)
    await ask.say("none")
    assert ask.user.state is State.ONBOARDING
    assert ask.user.dialogue["step"] == "flags"


async def test_in_a_group_it_is_said_once(ask: Ask) -> None:
    said = await ask.hear(Kind.GROUP, "hello bot", chat_id=-5)
    assert "private chats only" in said
    assert (await ask.hear(Kind.GROUP, "hello?", chat_id=-5)).outgoing == ()
    assert ask.store.data.users == {}
