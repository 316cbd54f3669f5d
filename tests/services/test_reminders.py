"""What is said unasked, worded from what is known at that moment, and what is dropped because it is no longer apt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.coach.model import Morning
from bot.records import DueKind, State
from tests.services.conftest import TUESDAY, Ask

TOMORROW = TUESDAY + timedelta(days=1)


def outcomes(ask: Ask) -> list[str | None]:
    return [handed.outcome for handed in ask.store.data.deliveries.values()]


async def test_the_reminder_has_the_drill_two_cues_the_plan_and_its_buttons(ana: Ask) -> None:
    said = await ana.due()
    (message,) = said.messages
    assert "Hi Ana, today: Band Hurdle Hold" in message.text
    assert "2 × 6 reps" in message.text
    assert message.text.count("•") == 2
    assert "after my morning coffee" in message.text
    assert said.labels == ["Start: I count along", "Done as planned", "Log sets", "In 1 h", "Skip today", "Show me"]
    assert "How is your back" not in message.text


async def test_the_morning_after_a_session_it_asks_the_back_and_keeps_the_drill(ana: Ask) -> None:
    await ana.say("done, pain 0")
    said = await ana.due()
    assert "How is your back this morning?" in said
    said = await ana.tap("1")
    assert [(f.day, f.value) for f in ana.facts(Morning) if isinstance(f, Morning)] == [(TOMORROW, 1)]
    assert said.outgoing[0].edits is not None
    assert "Your back this morning: 1" in said
    assert "Done as planned" in said.labels


async def test_the_back_can_be_answered_in_a_word_and_the_sets_after_it(ana: Ask) -> None:
    await ana.say("done, pain 0")
    await ana.due()
    await ana.say("2")
    assert [f.value for f in ana.facts(Morning) if isinstance(f, Morning)] == [2]
    await ana.say("1")
    assert ana.logged()[-1] == (TOMORROW, [(6, 6)])


async def test_a_morning_above_the_usual_offers_the_lifting_as_its_reason(ana: Ask) -> None:
    await ana.say("done, pain 0")
    await ana.due()
    said = await ana.tap("2")
    assert "I lifted yesterday" in said.labels
    await ana.tap("I lifted yesterday")
    assert [f.lifted for f in ana.facts(Morning) if isinstance(f, Morning)] == [True]


async def test_a_rest_day_asks_the_back_alone(ask: Ask) -> None:
    await ask.onboard(days="tue fri")
    await ask.say("done, pain 0")
    said = await ask.due()
    assert ask.clock.now().date() == TOMORROW
    assert "How is your back this morning?" in said
    assert "Done as planned" not in said.labels


async def test_a_drill_that_is_done_is_not_reminded_of(ana: Ask) -> None:
    await ana.say("done, pain 0")
    ana.at(7)
    assert (await ana.tick()).outgoing == ()
    await ana.due()
    assert ana.clock.now().date() == TOMORROW


@pytest.mark.parametrize("meanwhile", ["done, pain 0", "skip", "away for a week", "I'm numb between my legs", "stop"])
async def test_what_is_no_longer_apt_is_dropped_at_the_last_moment(ana: Ask, meanwhile: str) -> None:
    """The due time as it was before the word came, as if the word had come between claim and sending."""
    due = ana.user.due
    await ana.say(meanwhile)
    users = ana.store.data.users
    users[ana.user.id] = replace(ana.user, due=due)
    ana.at(7)
    assert (await ana.tick()).outgoing == ()


async def test_a_reminder_is_late_but_said_so_within_three_hours(ana: Ask) -> None:
    said = await ana.due(late=timedelta(hours=2))
    assert "This comes later than planned" in said
    assert outcomes(ana) == ["late"]


async def test_after_three_hours_it_is_missed_and_the_next_one_comes_on_time(ana: Ask) -> None:
    assert (await ana.due(late=timedelta(hours=4))).outgoing == ()
    assert outcomes(ana) == ["missed"]
    await ana.say("no nudges")
    said = await ana.due()
    assert ana.clock.now() == datetime(2026, 11, 25, 7, tzinfo=UTC)
    assert "later than planned" not in said.text


async def test_after_a_week_without_power_one_reminder_comes_and_no_heap(ana: Ask) -> None:
    ana.pass_time(days=7)
    first = await ana.tick()
    ana.pass_time(minutes=5)
    second = await ana.tick()
    assert len(first.outgoing) + len(second.outgoing) <= 1


async def test_ticking_twice_sends_once(ana: Ask) -> None:
    await ana.due()
    assert (await ana.tick()).outgoing == ()


async def test_the_evening_nudge_comes_once_where_nothing_was_logged(ana: Ask) -> None:
    await ana.due()
    said = await ana.due()
    assert ana.clock.now() == datetime(2026, 11, 24, 19, 30, tzinfo=UTC)
    assert "Still open today" in said
    assert said.labels == ["Done as planned", "Log sets", "Skip today", "No evening nudges"]
    await ana.due()
    assert ana.clock.now().date() == TOMORROW


async def test_a_tap_on_the_nudge_switches_nudges_off(ana: Ask) -> None:
    await ana.due()
    await ana.due()
    await ana.tap("No evening nudges")
    await ana.due()
    await ana.due()
    assert ana.clock.now() == datetime(2026, 11, 26, 7, tzinfo=UTC)


async def test_a_nudged_day_is_logged_by_the_nudges_button(ana: Ask) -> None:
    await ana.due()
    await ana.due()
    await ana.tap("Done as planned")
    assert [day for day, _ in ana.logged()] == [TUESDAY]


async def test_a_day_that_was_let_go_counts_nothing_against_anyone(ana: Ask) -> None:
    for _ in range(6):
        said = await ana.due()
    assert "missed" not in said.text.casefold() or "costs nothing" in said


async def test_a_move_west_brings_no_second_reminder_of_the_same_day(ana: Ask) -> None:
    await ana.due()
    await ana.say("I moved to New York")
    await ana.say("no nudges")
    await ana.due()
    assert ana.clock.now() == datetime(2026, 11, 25, 12, tzinfo=UTC)


async def test_a_move_east_reminds_at_the_new_places_time(ana: Ask) -> None:
    await ana.say("I moved to Tokyo")
    await ana.due()
    assert ana.clock.now() == datetime(2026, 11, 24, 22, tzinfo=UTC)


async def test_a_lost_reminder_is_not_lost_for_the_next_day(ana: Ask) -> None:
    """Who answers nothing for days is still reminded every planned day."""
    days: list[date] = []
    await ana.say("no nudges")
    for _ in range(5):
        await ana.due()
        days.append(ana.clock.now().date())
    assert days == [TUESDAY + timedelta(days=n) for n in range(5)]


async def test_two_days_off_then_the_back_decides(ana: Ask) -> None:
    await ana.say("done, pain 6, low back")
    await ana.say("none")
    said = await ana.due()
    assert (ana.clock.now().date(), "How is your back" in said) == (TOMORROW, True)
    await ana.tap("1")
    while not (said := await ana.due()).outgoing:
        pass
    assert ana.clock.now().date() == date(2026, 11, 27)
    assert "hours are over" in said
    said = await ana.tap("1")
    assert "easier variant" in said
    said = await ana.due()
    assert "easier variant" in said


async def test_new_decisions_are_told_with_the_next_reminder(ana: Ask) -> None:
    for _ in range(7):
        said = await ana.due()
        ana.pass_time(minutes=1)
        if "How is your back" in said:
            await ana.say("1")
        await ana.say("done, pain 0")
    said = await ana.due()
    assert "level 2" in said.text or "3 × 6" in said


async def test_the_due_time_is_moved_on_whatever_became_of_it(ana: Ask) -> None:
    await ana.due(late=timedelta(hours=5))
    assert ana.user.due is not None
    assert ana.user.due.kind is DueKind.NUDGE
    assert ana.user.due.at > ana.clock.now()


async def test_who_stopped_gets_nothing_even_if_something_was_due(ana: Ask) -> None:
    await ana.say("stop")
    assert ana.user.state is State.STOPPED
    assert (await ana.tick()).outgoing == ()


async def test_a_gap_is_told_once_however_many_mornings_it_lasts(ana: Ask) -> None:
    await ana.say("done, pain 0")
    heard = "".join([(await ana.due()).text for _ in range(10)])
    assert heard.count("one set less in the first session") == 1
    assert heard.count("one level lower") <= 1
