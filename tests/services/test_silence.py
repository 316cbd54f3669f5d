"""Who does not answer: asked once for a better time, left in peace a week later, welcomed back without blame."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.records import DueKind, Kind, State
from tests.services.conftest import TUESDAY, Ask, Said

ASKED = TUESDAY + timedelta(days=3)
LAST = ASKED + timedelta(days=6)
ASKING = "Would another time of day suit you better?"


async def mornings(ask: Ask, until: date) -> dict[date, Said]:
    """What is said by day, mornings only, up to a day; nobody answers."""
    said: dict[date, Said] = {}
    while ask.user.due is not None and ask.user.due.at.date() <= until:
        kind, day = ask.user.due.kind, ask.user.due.day
        heard = await ask.due()
        if kind is DueKind.REMINDER:
            said[day] = heard
    return said


async def test_on_the_fourth_day_the_reminder_asks_once_for_a_better_time(ana: Ask) -> None:
    said = await mornings(ana, LAST)
    assert [day for day, heard in said.items() if ASKING in heard] == [ASKED]
    assert "Band Hurdle Hold" in said[ASKED]
    assert said[ASKED].labels == [
        "Start: I count along", "Done as planned", "Log sets",
        "Another time", "It’s fine as it is", "Stop reminders",
    ]  # fmt: skip


async def test_a_week_after_the_question_it_falls_silent_and_says_so_before(ana: Ask) -> None:
    said = await mornings(ana, LAST + timedelta(days=60))
    assert max(said) == LAST
    assert [day for day, heard in said.items() if "quiet from here on" in heard] == [LAST]
    assert ana.user.due is None


async def test_while_a_better_time_is_asked_for_nobody_is_nudged(ana: Ask) -> None:
    kinds: list[tuple[DueKind, date]] = []
    while ana.user.due is not None:
        kinds.append((ana.user.due.kind, ana.user.due.day))
        await ana.due()
    assert {day for kind, day in kinds if kind is DueKind.NUDGE} == {TUESDAY + timedelta(days=n) for n in range(3)}


@pytest.mark.parametrize("sign", ["thanks", "done, pain 0", "progress"])
async def test_any_sign_of_life_begins_the_count_anew(ana: Ask, sign: str) -> None:
    await mornings(ana, ASKED - timedelta(days=1))
    await (ana.forge(sign) if sign == "progress" else ana.say(sign))
    said = await mornings(ana, ASKED + timedelta(days=2))
    assert not any(ASKING in heard for heard in said.values())


async def test_an_answer_within_the_week_keeps_the_reminders(ana: Ask) -> None:
    await mornings(ana, ASKED)
    assert "I keep to it" in (await ana.tap("It’s fine as it is")).toast  # type: ignore[operator]  # it has one
    said = await mornings(ana, ASKED + timedelta(days=9))
    assert [day for day, heard in said.items() if ASKING in heard] == [ASKED + timedelta(days=4)]


async def test_another_time_is_one_tap_and_one_answer_away(ana: Ask) -> None:
    await mornings(ana, ASKED)
    said = await ana.tap("Another time")
    assert "06:30" in said.labels
    said = await ana.tap("06:30")
    assert ana.user.reminder_time == time(6, 30)
    assert "Next: tomorrow 06:30" in said


async def test_stop_is_one_tap_away_and_holds(ana: Ask) -> None:
    await mornings(ana, ASKED)
    said = await ana.tap("Stop reminders")
    assert "until you send /start" in said
    assert (ana.user.state, ana.user.due) == (State.STOPPED, None)


@pytest.mark.parametrize("word", ["hi", "done, pain 0", "what's next?", "/next", "sorry, was busy"])
async def test_who_comes_back_is_welcomed_without_blame_and_reminded_again(ana: Ask, word: str) -> None:
    await mornings(ana, LAST + timedelta(days=1))
    ana.at(9, day=3)
    said = await ana.say(word)
    assert said.text.startswith("Good to hear from you. Nothing is lost")
    assert "miss" not in said.text.casefold().replace("missing", "")
    assert ana.user.due is not None
    assert "Good to hear from you" not in await ana.say("thanks")


async def test_a_tap_welcomes_back_as_well(ana: Ask) -> None:
    await mornings(ana, LAST + timedelta(days=1))
    ana.at(9, day=1)
    assert "Good to hear from you" in await ana.tap("Done as planned")


async def test_an_alarm_sign_goes_before_any_welcome(ana: Ask) -> None:
    await mornings(ana, LAST + timedelta(days=1))
    ana.at(9, day=1)
    said = await ana.say("I'm numb between my legs")
    assert "Good to hear from you" not in said
    assert "emergency" in said


async def test_a_stop_is_a_stop_and_no_welcome(ana: Ask) -> None:
    await mornings(ana, LAST + timedelta(days=1))
    ana.at(9, day=1)
    assert "Good to hear from you" not in await ana.say("stop")


async def test_after_a_long_silence_the_way_back_is_the_rules(ana: Ask) -> None:
    await ana.say("done, pain 0")
    await mornings(ana, TUESDAY + timedelta(days=40))
    ana.at(9, day=30)
    said = await ana.say("hello")
    assert "health questions" in said


async def test_days_without_a_plan_do_not_count_as_ignored(ask: Ask) -> None:
    await ask.onboard(days="mon thu")
    said = await mornings(ask, TUESDAY + timedelta(days=30))
    assert [day for day, heard in said.items() if ASKING in heard] == [date(2026, 12, 7)]
    assert max(said) == date(2026, 12, 10)


async def test_the_daily_question_after_a_stop_is_not_asked_for_ever(ana: Ask) -> None:
    await ana.say("done, pain 6, low back")
    await ana.say("none")
    asked: list[date] = []
    while ana.user.due is not None and len(asked) < 40:
        if (await ana.due()).outgoing:
            asked.append(ana.clock.now().date())
    assert len(asked) <= 12


async def test_back_from_being_blocked_is_no_silence(ana: Ask) -> None:
    await ana.hear(Kind.BLOCKED)
    ana.pass_time(days=40)
    assert "Good to hear from you" not in await ana.say("hi")
