"""What the reminder, the morning question and the nudge say, and which buttons they bring."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.coach.programme import Programme
from bot.wording import reminder
from bot.wording.message import Message
from bot.wording.words import Words
from tests.wording.gallery import taps
from tests.wording.people import PEOPLE, TODAY, standing


def remind(words: Words, programme: Programme, of: Any = None, day: date = TODAY, **changes: Any) -> Message:
    given: dict[str, Any] = {
        "morning": None, "ask_morning": False, "late": False, "if_then": None, "greeting_name": "Ana", **changes,
    }  # fmt: skip
    return reminder.reminder(words, programme, of or standing(), day, **given)


def test_a_reminder_has_drill_and_dose_first_and_its_six_buttons(words: Words, programme: Programme) -> None:
    message = remind(words, programme)
    assert message.text.splitlines()[:2] == [
        "Hi Ana, today: Side Plank with Hip Flexion",
        "<b>3 × 20 s per side · rest 45 s</b>",
    ]
    assert taps(message) == [
        "go:2026-12-03", "done:2026-12-03", "log:2026-12-03", "snooze:60:2026-12-03", "skip:2026-12-03", "how:2:full",
    ]  # fmt: skip


def test_the_morning_question_brings_the_scale_with_it(words: Words, programme: Programme) -> None:
    message = remind(words, programme, ask_morning=True)
    assert message.text.endswith("How is your back this morning? 0 is no pain, 10 the worst.")
    assert taps(message)[:11] == [f"morning:2026-12-03:{n}" for n in range(11)]


def test_a_known_morning_is_told_and_not_asked(words: Words, programme: Programme) -> None:
    message = remind(words, programme, morning=2)
    assert message.text.endswith("Your back this morning: 2.")
    assert not any(each.startswith("morning") for each in taps(message))


def test_a_brief_reminder_has_one_cue_and_no_line(words: Words, programme: Programme) -> None:
    full, brief = remind(words, programme), remind(words, programme, brief=True)
    assert full.text.count("•") == 2
    assert brief.text.count("•") == 1
    assert not any(line in brief.text for line in morning_lines(words))


def test_after_the_last_snooze_only_skipping_is_offered(words: Words, programme: Programme) -> None:
    last = programme.reminders.snoozes_most
    assert any(each.startswith("snooze") for each in taps(remind(words, programme, snoozed=last - 1)))
    message = remind(words, programme, snoozed=last)
    assert not any(each.startswith("snooze") for each in taps(message))
    assert "skip:2026-12-03" in taps(message)


def test_a_plan_a_late_hour_and_no_name_have_their_words(words: Words, programme: Programme) -> None:
    message = remind(words, programme, late=True, if_then="my <i>coffee</i>", greeting_name=" ")
    assert message.text.startswith("Today: Side Plank")
    assert "Your plan: after my &lt;i&gt;coffee&lt;/i&gt;." in message.text
    assert "later than planned" in message.text


def morning_lines(words: Words) -> list[str]:
    return [words(f"morning-line-{n}") for n in range(100) if words.knows(f"morning-line-{n}")]


def test_no_morning_line_comes_twice_within_the_days_that_the_programme_asks(
    words: Words, programme: Programme
) -> None:
    lines = morning_lines(words)
    assert len(lines) >= 14
    said = [
        next(line for line in lines if line in remind(words, programme, day=TODAY + timedelta(days=n)).text)
        for n in range(60)
    ]
    again = programme.reminders.line_again_days
    assert all(len(set(said[n : n + again])) == again for n in range(60 - again))
    assert set(said) == set(lines)


def test_someone_who_trains_once_a_week_hears_every_morning_line(words: Words, programme: Programme) -> None:
    lines = morning_lines(words)
    said = {
        next(line for line in lines if line in remind(words, programme, day=TODAY + timedelta(weeks=n)).text)
        for n in range(len(lines))
    }
    assert said == set(lines)


def test_cues_take_turns_until_all_were_told(words: Words, programme: Programme) -> None:
    cues = programme.stage(2).drill.cues
    told = " ".join(remind(words, programme, day=TODAY + timedelta(days=n)).text for n in range(2))
    assert all(cue in told for cue in cues)


@pytest.mark.parametrize(
    ("who", "asked", "starts", "first"),
    [
        ("paused", True, "<b>How is your back this morning?</b>", "morning:2026-12-03:0"),
        ("referred by pain", True, "<b>How is your back this morning?</b>", "morning:2026-12-03:0"),
        ("off asked", True, "<b>48 hours are over.", "morning:2026-12-03:0"),
        ("screening", False, "<b>A few health questions first.</b>", "rescreen:start"),
        ("baseline", False, "<b>How is your usual back pain these days?</b>", "baseline:0"),
        ("locked", True, "<b>Call your local emergency number", "clear:ask"),
    ],
)
def test_where_nothing_is_prescribed_the_reminder_asks_what_has_to_be_asked(
    words: Words, programme: Programme, who: str, asked: bool, starts: str, first: str
) -> None:
    message = remind(words, programme, PEOPLE[who], ask_morning=asked)
    assert message.text.startswith(starts)
    assert taps(message)[0] == first


def test_the_nudge_mentions_the_one_set_and_can_be_switched_off(words: Words, programme: Programme) -> None:
    message = reminder.nudge(words, programme, standing(), TODAY)
    assert "One set is enough to count for your week (2 of 3 so far)." in message.text
    assert taps(message) == ["done:2026-12-03", "log:2026-12-03", "skip:2026-12-03", "nudge:off"]


def test_there_is_no_nudge_where_nothing_is_prescribed(words: Words, programme: Programme) -> None:
    with pytest.raises(ValueError, match="nothing is open"):
        reminder.nudge(words, programme, PEOPLE["paused"], TODAY)
