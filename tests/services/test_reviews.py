"""The week in review: what it says, the question it asks once, and how it is answered and left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from bot.coach.model import Lifts
from bot.records import DueKind
from tests.services.conftest import TUESDAY, Ask, Said

LAST_DAY = TUESDAY + timedelta(days=6)


async def to_review(ask: Ask, *, pain: int = 0, train_last: bool = True) -> Said:
    """Train every morning of a week and travel to its last evening."""
    for _ in range(12):
        due = ask.user.due
        assert due is not None
        said = await ask.due()
        if due.kind is DueKind.REVIEW:
            return said
        if "How is your back" in said:
            await ask.say("1")
        if due.kind is DueKind.REMINDER and (train_last or ask.clock.now().date() < LAST_DAY):
            await ask.say(f"done, pain {pain}" + (", low back" if pain else ""))
    pytest.fail("no review came within the week")


def lifts(ask: Ask) -> list[tuple[date, int | None]]:
    return [(fact.day, fact.value) for fact in ask.facts(Lifts) if isinstance(fact, Lifts)]


async def test_on_the_last_evening_it_tells_the_week_and_asks_about_lifting(ana: Ask) -> None:
    said = await to_review(ana)
    assert ana.clock.now() == datetime(2026, 11, 30, 20, tzinfo=UTC)
    (message,) = said.messages
    assert message.chart is not None
    assert "Your week in review</b> · stage 1, week 1" in message.text
    assert "Sessions: <b>7 (3 needed)</b> ✓" in message.text
    assert "left 6 reps, right 6 reps" in message.text
    assert "Both sides count as even." in message.text
    assert "Worst pain in the drill: <b>0</b>." in message.text
    assert "Next week, if tomorrow morning is calm:" in message.text
    assert "level 2" in message.text
    assert "To watch:" in message.text
    assert "Worst back pain in squats or deadlifts this week?" in message.text
    assert said.labels == [*map(str, range(11)), "I didn’t lift", "No weekly review"]


async def test_the_answer_takes_the_questions_place_and_the_review_stays(ana: Ask) -> None:
    await to_review(ana)
    said = await ana.tap("2")
    assert said.outgoing[0].edits is not None
    assert "Your week in review" in said
    assert "worst back pain <b>2</b>, noted" in said
    assert lifts(ana) == [(LAST_DAY, 2)]


async def test_a_second_tap_corrects_the_answer(ana: Ask) -> None:
    await to_review(ana)
    await ana.tap("2")
    said = await ana.tap("I didn’t lift")
    assert "No squats or deadlifts this week" in said
    assert lifts(ana) == [(LAST_DAY, None)]


@pytest.mark.parametrize(("text", "value"), [("3", 3), ("I didn't lift", None), ("none", None)])
async def test_the_answer_may_be_typed(ana: Ask, text: str, value: int | None) -> None:
    await to_review(ana)
    await ana.say(text)
    assert lifts(ana) == [(LAST_DAY, value)]


async def test_an_answer_the_next_morning_belongs_to_the_week_that_ended(ana: Ask) -> None:
    await to_review(ana)
    ana.at(6, day=1)
    await ana.tap("2")
    assert lifts(ana) == [(LAST_DAY, 2)]


async def test_sets_told_after_it_are_a_log_and_not_an_answer(ana: Ask) -> None:
    await to_review(ana, train_last=False)
    await ana.say("2x6, pain 1, low back")
    assert ana.logged()[-1] == (LAST_DAY, [(6, 6), (6, 6)])
    assert lifts(ana) == []


async def test_it_says_that_today_is_still_open_where_a_session_would_count(ana: Ask) -> None:
    await ana.say("done, pain 0")
    while ana.user.due is None or ana.user.due.kind is not DueKind.REVIEW:
        said = await ana.due()
        if "How is your back" in said:
            await ana.say("1")
        if ana.clock.now().date() == TUESDAY + timedelta(days=3):
            await ana.say("done, pain 0")
    said = await ana.due()
    assert "Today is still open" in said
    assert "Sessions: <b>2 of 3" in said


async def test_the_second_week_says_whether_lifting_hurt_more_or_less(ana: Ask) -> None:
    await to_review(ana)
    await ana.tap("4")
    await to_review(ana)
    assert "down from 4" in await ana.tap("2")
    assert len(lifts(ana)) == 2


async def test_lifting_is_asked_once_a_week_whatever_is_said_meanwhile(ana: Ask) -> None:
    asked: list[date] = []
    for _ in range(60):
        said = await ana.due()
        told = [said]
        if "How is your back" in said:
            told.append(await ana.say("1"))
        if any(label == "Done as planned" for label in said.labels):
            told.append(await ana.say("done, pain 0"))
        asked += [ana.clock.now().date() for each in told if "Worst back pain in squats" in each]
    assert len(asked) >= 3
    assert all(later - earlier == timedelta(days=7) for earlier, later in pairwise(asked))


async def test_what_the_review_foretold_is_not_told_again_the_next_morning(ana: Ask) -> None:
    assert "level 2" in await to_review(ana)
    said = await ana.due()
    assert "3 × 6" in said
    assert "The dose goes up" not in said
    assert "level_up" in [decision.kind for _, decision in ana.store.data.decisions]


async def test_a_morning_that_changes_the_decision_is_told(ana: Ask) -> None:
    await to_review(ana)
    await ana.due()
    await ana.tap("2")
    said = await ana.due()
    assert "same dose" in said.text or "stays as it is" in said.text or "2 × 6" in said.text


async def test_a_tap_switches_it_off_and_the_question_comes_with_a_receipt_then(ana: Ask) -> None:
    await to_review(ana)
    said = await ana.tap("No weekly review")
    assert "No weekly reviews any more" in said
    assert not ana.user.weekly_review
    asked = 0
    for _ in range(9):
        due = ana.user.due
        assert due is not None
        assert due.kind is not DueKind.REVIEW
        said = await ana.due()
        if "How is your back" in said:
            await ana.say("1")
        asked += "Worst back pain in squats" in await ana.say("done, pain 0")
    assert asked == 1


@pytest.mark.parametrize("meanwhile", ["away for a week", "I'm numb between my legs", "stop"])
async def test_what_is_no_longer_apt_is_dropped_at_the_last_moment(ana: Ask, meanwhile: str) -> None:
    await ana.say("done, pain 0")
    while ana.user.due is None or ana.user.due.kind is not DueKind.REVIEW:
        await ana.due()
        await ana.say("1")
        await ana.say("done, pain 0")
    due = ana.user.due
    await ana.say(meanwhile)
    ana.store.data.users[ana.user.id] = replace(ana.user, due=due)
    ana.at(20)
    assert (await ana.tick()).outgoing == ()


async def test_after_three_hours_it_is_missed_and_the_next_weeks_comes(ana: Ask) -> None:
    await ana.say("done, pain 0")
    while ana.user.due is None or ana.user.due.kind is not DueKind.REVIEW:
        await ana.due()
        await ana.say("1")
        await ana.say("done, pain 0")
    assert (await ana.due(late=timedelta(hours=4))).outgoing == ()
    assert "squats" in await to_review(ana)
    assert ana.clock.now().date() == LAST_DAY + timedelta(days=7)


async def test_a_late_one_that_would_come_inside_quiet_hours_is_left_out(ana: Ask) -> None:
    await ana.say("done, pain 0")
    while ana.user.due is None or ana.user.due.kind is not DueKind.REVIEW:
        await ana.due()
        await ana.say("1")
        await ana.say("done, pain 0")
    users = ana.store.data.users
    users[ana.user.id] = replace(ana.user, quiet_from=time(21), quiet_until=time(7))
    assert (await ana.due(late=timedelta(hours=2))).outgoing == ()


async def test_ticking_again_sends_no_second_one(ana: Ask) -> None:
    await to_review(ana)
    assert (await ana.tick()).outgoing == ()
