"""Settings: one message that is edited in place, every item by a tap and in words, and when the next reminder comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import pytest
from fluent.runtime import FluentBundle, FluentResource

from bot.coach.model import Plan
from bot.records import State
from bot.wording.words import Words
from tests.services.conftest import DATA, Ask, Said


def shown(said: Said) -> bool:
    """Whether the settings were shown in place of what was tapped."""
    return bool(said.outgoing) and said.outgoing[-1].edits is not None and "Your settings" in said


def plan(ask: Ask) -> Plan:
    found = ask.facts(Plan)[-1]
    assert isinstance(found, Plan)
    return found


async def test_the_settings_tell_everything_that_is_set(ana: Ask) -> None:
    said = await ana.say("/settings")
    (message,) = said.messages
    for line in (
        "Reminder: <b>every day</b> at <b>07:00</b>, Europe/Lisbon",
        "Next reminder: today 07:00",
        "Kit: all there",
        "Your plan: after my morning coffee I do my drill.",
        "No quiet hours",
        "Language: English, the only one I have words in",
    ):
        assert line in message.text
    assert said.labels == [
        "Time", "Days", "Time zone", "Quiet hours", "Kit", "If-then plan",
        "Evening nudge: on", "Weekly review: on", "Pictures: light", "Language",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("taps", "field", "value", "note"),
    [
        (
            ["Time", "06:30"],
            "reminder_time",
            time(6, 30),
            "From now on I remind you at <b>06:30</b>. Next: today 06:30.",
        ),
        (
            ["Time zone", "set:zone:America/New_York"],
            "zone",
            "America/New_York",
            "it is 01:00 there. Next reminder: today",
        ),
        (["Quiet hours", "22:00–07:00"], "quiet_from", time(22), "Quiet from <b>22:00</b> to <b>07:00</b>"),
        (["Quiet hours", "No quiet hours"], "quiet_from", None, "No quiet hours any more"),
        (["If-then plan", "getting dressed"], "if_then", "getting dressed", "after <b>getting dressed</b>"),
        (["If-then plan", "No plan"], "if_then", None, "No if-then plan any more"),
        (["Evening nudge: on"], "evening_nudge", False, ""),
        (["Weekly review: on"], "weekly_review", False, ""),
        (["Pictures: light"], "dark_pictures", True, ""),
    ],
)
async def test_each_by_taps_in_the_one_message(ana: Ask, taps: list[str], field: str, value: Any, note: str) -> None:
    await ana.say("/settings")
    for label in taps:
        said = await ana.tap(label)
        assert said.outgoing[-1].edits is not None
    assert shown(said)
    assert getattr(ana.user, field) == value
    assert note in said


async def test_the_days_and_the_kit_lead_back_to_the_settings_as_well(ana: Ask) -> None:
    await ana.say("/settings")
    await ana.tap("Days")
    for label in ("✓ Tue", "✓ Wed"):
        await ana.tap(label)
    said = await ana.tap("Done")
    assert shown(said)
    assert plan(ana).weekdays == (0, 3, 4, 5, 6)
    await ana.tap("Kit")
    await ana.tap("mat")
    said = await ana.tap("Done")
    assert shown(said)
    assert plan(ana).missing_kit == ("mat",)


async def test_a_switch_says_in_a_word_what_it_does(ana: Ask) -> None:
    await ana.say("/settings")
    assert "No weekly reviews any more" in str((await ana.tap("Weekly review: on")).toast)
    said = await ana.tap("Weekly review: off")
    assert ana.user.weekly_review
    assert said.toast is not None
    assert len(said.toast) <= 200


@pytest.mark.parametrize("item", ["Time", "Days", "Time zone", "Quiet hours", "Kit", "If-then plan", "Language"])
async def test_every_view_leads_back_and_changes_nothing(ana: Ask, item: str) -> None:
    await ana.say("/settings")
    before = replace(ana.user, dialogue={}, seen_at=ana.clock.now())
    await ana.tap(item)
    said = await ana.tap("‹ Back")
    assert shown(said)
    assert replace(ana.user, dialogue={}, seen_at=before.seen_at, due=before.due) == before
    assert ana.user.dialogue == {}


@pytest.mark.parametrize(
    ("text", "field", "value", "note"),
    [
        ("remind me at 6:30 every day", "reminder_time", time(6, 30), "Next: today 06:30."),
        ("/time 6:45", "reminder_time", time(6, 45), "Next: today 06:45."),
        ("I moved to Lisbon", "zone", "Europe/Lisbon", "Next reminder: today 07:00"),
        ("/zone Tokyo", "zone", "Asia/Tokyo", "Next reminder: tomorrow 07:00"),
        ("/timezone Tokyo", "zone", "Asia/Tokyo", "Next reminder: tomorrow 07:00"),
        ("no evening nudge", "evening_nudge", False, "No evening nudges any more"),
        ("/nudge off", "evening_nudge", False, "No evening nudges any more"),
        ("evening nudge on please", "evening_nudge", True, "once, where nothing was logged"),
        ("no weekly review", "weekly_review", False, "No weekly reviews any more"),
        ("stop the weekly review", "weekly_review", False, "No weekly reviews any more"),
        ("weekly review on", "weekly_review", True, "On the last evening"),
        ("dark pictures", "dark_pictures", True, "dark from now on"),
        ("pictures dark please", "dark_pictures", True, "dark from now on"),
        ("light charts please", "dark_pictures", False, "light from now on"),
        ("quiet from 22 to 7", "quiet_from", time(22), "Quiet from <b>22:00</b> to <b>07:00</b>"),
        ("quiet hours 22-7", "quiet_until", time(7), "Quiet from <b>22:00</b> to <b>07:00</b>"),
        ("quiet hours 10 to 7", "quiet_from", time(22), "Quiet from <b>22:00</b> to <b>07:00</b>"),
        ("no messages between 10 pm and 6.30 am", "quiet_until", time(6, 30), "Quiet from <b>22:00</b>"),
        ("do not disturb from 21:30 to 07:00", "quiet_from", time(21, 30), "Quiet from <b>21:30</b>"),
        ("quiet from 13 to 15", "quiet_from", time(13), "Quiet from <b>13:00</b> to <b>15:00</b>"),
        ("/quiet 22-7", "quiet_from", time(22), "Quiet from"),
        ("no quiet hours", "quiet_from", None, "No quiet hours any more"),
        ("my plan is after lunch", "if_then", "lunch", "after <b>lunch</b>"),
        ("change my plan to after my evening tea", "if_then", "my evening tea", "after <b>my evening tea</b>"),
        ("new plan: after work", "if_then", "work", "after <b>work</b>"),
        ("/plan after the school run", "if_then", "the school run", "after <b>the school run</b>"),
    ],
)
async def test_each_in_words(ana: Ask, text: str, field: str, value: Any, note: str) -> None:
    said = await ana.say(text)
    assert getattr(ana.user, field) == value
    assert note in said
    assert len(said.messages) == 1
    assert (ana.user.state, ana.logged()) == (State.ACTIVE, [])


@pytest.mark.parametrize("text", ["quiet until friday", "do not disturb until monday", "dnd til monday"])
async def test_quiet_days_are_a_pause_and_no_hours(ana: Ask, text: str) -> None:
    said = await ana.say(text)
    assert len(said.messages) == 1
    assert "Paused" in said
    assert ana.user.quiet_from is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mondays and Thursdays only", (0, 3)),
        ("only mon, wed and fri please", (0, 2, 4)),
        ("train on tuesdays and saturdays", (1, 5)),
        ("I want to train monday wednesday and friday", (0, 2, 4)),
        ("change my days to monday and friday", (0, 4)),
        ("/days mon thu", (0, 3)),
        ("/days every day", (0, 1, 2, 3, 4, 5, 6)),
    ],
)
async def test_the_days_in_words(ana: Ask, text: str, days: tuple[int, ...]) -> None:
    said = await ana.say(text)
    assert plan(ana).weekdays == days
    assert "Next reminder:" in said


@pytest.mark.parametrize(
    "text", ["monday and tuesday", "I did monday and tuesday", "only monday", "see you on monday", "mondays are hard"]
)
async def test_days_that_are_only_spoken_of_change_none(ana: Ask, text: str) -> None:
    await ana.say(text)
    assert len(ana.facts(Plan)) == 1


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("/quiet", "In which hours"),
        ("quiet hours please", "In which hours"),
        ("don't write to me after 22", "In which hours"),
        ("/plan", "After what will you do your drill?"),
        ("change my plan", "After what will you do your drill?"),
        ("/time", "At what time each day?"),
        ("/zone", "Which town are you in?"),
        ("/kit", "what you do <b>not</b> have"),
        ("/days", "Tap your days"),
        ("change my days", "Tap your days"),
        ("/language", "only have English words"),
        ("can you speak german?", "only have English words"),
        ("/nudge", "Your settings"),
        ("/pictures", "Your settings"),
        ("/review", "Your week in review"),
        ("show me my weekly review", "Your week in review"),
    ],
)
async def test_without_a_value_there_is_something_to_choose_from(ana: Ask, text: str, view: str) -> None:
    said = await ana.say(text)
    assert view in said
    assert (ana.user.evening_nudge, ana.user.weekly_review, ana.user.state) == (True, True, State.ACTIVE)


@pytest.mark.parametrize(
    ("item", "text", "field", "value"),
    [
        ("Time", "6:15", "reminder_time", time(6, 15)),
        ("Time zone", "Berlin", "zone", "Europe/Berlin"),
        ("Quiet hours", "21 to 6", "quiet_from", time(21)),
        ("Quiet hours", "10pm-6am", "quiet_until", time(6)),
        ("Quiet hours", "none", "quiet_from", None),
        ("If-then plan", "after feeding the cat", "if_then", "feeding the cat"),
        ("If-then plan", "none", "if_then", None),
    ],
)
async def test_an_open_view_takes_a_typed_answer(ana: Ask, item: str, text: str, field: str, value: Any) -> None:
    await ana.say("/settings")
    await ana.tap(item)
    await ana.say(text)
    assert getattr(ana.user, field) == value
    assert ana.user.dialogue == {}


@pytest.mark.parametrize("item", ["Quiet hours", "If-then plan", "Time"])
async def test_sets_told_while_a_view_is_open_are_a_log(ana: Ask, item: str) -> None:
    await ana.say("/settings")
    await ana.tap(item)
    await ana.say("done, pain 0")
    assert len(ana.logged()) == 1


async def test_a_reminder_inside_quiet_hours_is_honoured_and_said_so_either_way(ana: Ask) -> None:
    said = await ana.say("quiet from 22 to 9")
    assert "Your reminder at <b>07:00</b> lies inside. It comes all the same" in said
    said = await ana.say("remind me at 6:30 every day")
    assert "That lies in your quiet hours. I remind you all the same" in said
    said = await ana.due()
    assert "Band Hurdle Hold" in said
    assert ana.clock.now() == datetime(2026, 11, 24, 6, 30, tzinfo=UTC)


async def test_a_later_reminder_inside_quiet_hours_is_honoured_and_said_so(ana: Ask) -> None:
    await ana.say("quiet from 17 to 6")
    said = await ana.say("remind me at 6 pm")
    assert "That lies in your quiet hours. I remind you all the same" in said
    await ana.due()
    assert ana.clock.now().hour == 18
    assert "quiet" not in await ana.say("remind me at 4 pm tomorrow")


async def test_outside_of_them_nothing_is_said_about_it(ana: Ask) -> None:
    assert "lies inside" not in await ana.say("quiet from 22 to 6")
    assert "quiet" not in await ana.say("remind me at 6:30 every day")


@pytest.mark.parametrize(
    ("start", "zone", "text", "says", "at"),
    [
        # the night in which Berlin's clock goes forward; half past two is left out
        (datetime(2027, 3, 27, 12, tzinfo=UTC), "Berlin", "remind me at 2:30 every day", "tomorrow 03:30", 1),
        (datetime(2027, 3, 27, 12, tzinfo=UTC), "Berlin", "remind me at 7:00 every day", "tomorrow 07:00", 5),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), "Berlin", "remind me at 7:00 every day", "tomorrow 07:00", 6),
        (datetime(2026, 11, 24, 12, tzinfo=UTC), "Lisbon", "I moved to Tokyo", "tomorrow 07:00", 22),
    ],
)
async def test_a_change_of_time_or_zone_says_when_the_next_reminder_comes(
    ask: Ask, start: datetime, zone: str, text: str, says: str, at: int
) -> None:
    ask.clock.set(start)
    await ask.onboard(zone=zone)
    assert says in await ask.say(text)
    assert ask.user.due is not None
    assert ask.user.due.at.hour == at


async def test_the_location_is_shared_by_a_keyboard_of_its_own(ana: Ask) -> None:
    await ana.say("/settings")
    await ana.tap("Time zone")
    said = await ana.tap("📍 Share my location")
    assert said.messages[0].ask_location


def german(english: Words) -> Words:
    """A second language, for the tests: English by another name."""
    bundle = FluentBundle(["de"], use_isolating=False)
    for path in sorted((DATA / "words" / "en").glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8").replace("= English", "= Deutsch")))
    return Words(bundle)


async def test_telegrams_language_comes_first_and_another_one_may_be_chosen(ask: Ask) -> None:
    ask.desk = replace(ask.desk, languages={**ask.desk.languages, "de": german(ask.desk.languages["en"])})
    ask.language = "de"
    await ask.onboard()
    assert "Language: Deutsch" in await ask.say("/settings")
    await ask.tap("Language")
    assert "English" in await ask.tap("English")
    assert "Language: English" in await ask.say("/settings")
    assert ask.user.language == "en"
    assert "I speak Deutsch" in await ask.say("change language to Deutsch")


@pytest.mark.parametrize(
    "data",
    [
        "set:", "set:nothing", "set:time:25:00", "set:zone:Mars", "set:quiet:22:00", "set:quiet:22:00-22:00",
        "set:quiet:x-y", "set:plan:everything", "set:language:tlh", "set:days:t9", "better:never",
    ],
)  # fmt: skip
async def test_a_forged_button_changes_nothing(ana: Ask, data: str) -> None:
    before = ana.user
    said = await ana.forge(data)
    assert said.toast == "That button is no longer in use. Type “next” to see where you are."
    assert replace(ana.user, seen_at=before.seen_at) == before
