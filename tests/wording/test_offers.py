"""What's next, the open question, refusals and what stands in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.coach.model import Tier
from bot.coach.programme import Programme
from bot.coach.standing import Mode
from bot.wording import journey, offers
from bot.wording.words import Words
from tests.wording.gallery import AT, taps
from tests.wording.people import OFFER, PEOPLE, TODAY, standing


@pytest.mark.parametrize(
    ("who", "starts"),
    [
        ("open today", "<b>Today: Side Plank with Hip Flexion</b>"),
        ("done today", "<b>Today is done.</b> ✓\nNext: <b>tomorrow at 07:00</b>, Side Plank with Hip Flexion"),
        ("skipped today", "<b>Today is skipped,</b> and that’s fine.\nNext: <b>tomorrow at 07:00</b>"),
        ("rest day", "<b>Nothing planned today.</b>\nNext: <b>tomorrow at 07:00</b>"),
        ("paused", "<b>You are on a pause.</b>"),
        ("paused until", "<b>You are on a pause until Sat 12 Dec.</b>"),
        ("48 hours off", "<b>No drill before Saturday.</b>"),
        ("locked urgent", "<b>Please see a doctor or call an urgent-care line today.</b>"),
        ("locked clearance", "<b>Please check with a doctor or physiotherapist before you go on.</b>"),
    ],
)
def test_whats_next_begins_with_what_to_do(words: Words, programme: Programme, who: str, starts: str) -> None:
    assert journey.whats_next(words, programme, PEOPLE[who], AT, time(7)).text.startswith(starts)


def test_whats_next_tells_the_whole_way(words: Words, programme: Programme) -> None:
    text = journey.whats_next(words, programme, standing(), AT, None).text
    assert "<b>Stage 2 of 4</b> · week 3 · dose level 3 of 4\nFor stage 3 (8 of 11 there):\n○ Days" in text
    assert text.count("○") == 3
    assert text.count("✓") == 8


@pytest.mark.parametrize(("at", "told"), [(time(7), False), (time(7, 6), True), (None, False)])
def test_a_reminder_that_is_still_to_come_today_is_announced(
    words: Words, programme: Programme, at: time | None, told: bool
) -> None:
    text = journey.whats_next(words, programme, standing(), AT, at).text
    assert ("I’ll remind you at 07:06." in text) == told
    after_midnight = AT.replace(day=4, hour=1)
    assert "remind" not in journey.whats_next(words, programme, standing(), after_midnight, at).text


def test_an_emergency_is_not_followed_by_training_numbers(words: Words, programme: Programme) -> None:
    text = journey.whats_next(words, programme, PEOPLE["locked"], AT, time(7)).text
    assert "Stage" not in text
    assert "stage" not in text


@pytest.mark.parametrize(
    ("who", "wanted"),
    [
        ("offer", ["offer:3:yes", "offer:3:no"]),
        ("last offer", ["offer:5:yes", "offer:5:no"]),
        ("form asked", ["form:2:yes", "form:2:not_quite", "form:2:not_sure"]),
        ("hang asked", ["hang:yes", "hang:no"]),
        ("choose", ["choice:easier", "choice:back", "choice:on"]),
        ("fewer days", ["fewer:3", "fewer:no"]),
        ("doubt", ["doubt:stay", "doubt:back"]),
        ("maintenance", [f"baseline:{n}" for n in range(11)]),
        ("baseline in between", [f"baseline:{n}" for n in range(11)]),
    ],
)
def test_an_open_question_is_asked_with_its_buttons(
    words: Words, programme: Programme, who: str, wanted: list[str]
) -> None:
    question = offers.open_question(words, programme, PEOPLE[who])
    assert question is not None
    assert taps(question) == wanted
    shown = journey.whats_next(words, programme, PEOPLE[who], AT, None)
    assert taps(shown)[: len(wanted)] == wanted
    assert question.text in shown.text


@pytest.mark.parametrize("mode", sorted(set(Mode) - {Mode.TRAINING, Mode.MAINTENANCE}))
def test_nothing_is_offered_while_something_stands_in_the_way(words: Words, programme: Programme, mode: Mode) -> None:
    assert offers.open_question(words, programme, standing(mode=mode, offer=OFFER, choose=True)) is None


def test_one_question_at_a_time_the_most_pressing_first(words: Words, programme: Programme) -> None:
    many = standing(offer=OFFER, ask_form=True, choose=True, fewer_days=2)
    question = offers.open_question(words, programme, many)
    assert question is not None
    assert taps(question)[0] == "form:2:yes"


@pytest.mark.parametrize(
    ("call", "error"),
    [("offer", "no offer"), ("doubt", "no advance"), ("locked", "no alarm"), ("standstill", "nothing stands")],
)
def test_what_is_not_open_can_not_be_asked(words: Words, programme: Programme, call: str, error: str) -> None:
    arguments = (words, standing()) if call == "locked" else (words, programme, standing())
    with pytest.raises(ValueError, match=error):
        getattr(offers, call)(*arguments)


def test_going_faster_is_refused_with_exactly_what_is_missing(words: Words, programme: Programme) -> None:
    message = offers.advance_refused(words, programme, standing())
    assert message.text.startswith("<b>Not yet.</b>")
    assert message.text.count("○") == 3
    assert "✓" not in message.text
    assert taps(offers.advance_refused(words, programme, PEOPLE["offer"])) == ["offer:3:yes", "offer:3:no"]
    assert taps(offers.advance_refused(words, programme, PEOPLE["referred by pain"])) == ["clear:ask"]


@pytest.mark.parametrize("tier", Tier)
def test_a_lock_says_first_where_to_go(words: Words, programme: Programme, tier: Tier) -> None:
    who = PEOPLE["locked"]
    assert who.locked is not None
    message = offers.locked(words, replace(who, locked=replace(who.locked, tier=tier)))
    assert message.text.startswith("<b>")
    assert taps(message) == ["clear:ask", "misread:ask"]


@pytest.mark.parametrize(("days", "day"), [(0, "Sunday"), (1, "Saturday"), (2, "tomorrow")])
def test_a_stop_names_the_first_day_after_its_two_whole_days(
    words: Words, programme: Programme, days: int, day: str
) -> None:
    stopped = standing(mode=Mode.OFF, off_since=TODAY - timedelta(days=days), prescription=None)
    assert f"<b>No drill before {day}.</b>" in offers.off(words, programme, stopped).text


def test_a_back_that_is_still_sore_after_the_hours_off_gets_another_day(words: Words, programme: Programme) -> None:
    stopped = standing(mode=Mode.OFF, off_since=TODAY - timedelta(days=3), prescription=None)
    assert "your back was above 2 this morning" in offers.off(words, programme, stopped).text
    assert "another day" in offers.standstill(words, programme, stopped).text
