"""The caption of the progress picture says what the picture shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.coach.model import Dose, Fact, Lifts, Log, Morning
from bot.coach.programme import Programme
from bot.coach.progress import Felt, Gate, Progress, look_back
from bot.wording.progress import SESSIONS, picture_in_words, progress
from bot.wording.words import Words
from tests.wording.html_text import parsed
from tests.wording.people import PEOPLE, TODAY, YESTERDAY, standing, trained

AT = datetime(2026, 12, 3, 7, tzinfo=UTC)


def seen(programme: Programme, *facts: Fact) -> Progress:
    return look_back(programme, (*trained(), *facts), standing())


def test_the_latest_sessions_are_listed_with_sets_and_pain(words: Words, programme: Programme) -> None:
    text = progress(words, programme, standing(), seen(programme)).text
    assert "Yesterday: left 20, 20, 18 s · right 20, 20, 20 s · pain 1<" in text
    assert "Tue 1 Dec: left 20, 20, 18 s · right 20, 20, 20 s\n" in text
    assert text.count("left 20") == SESSIONS


def test_the_picture_is_told_in_two_sentences(words: Words, programme: Programme) -> None:
    morning = Morning(at=AT, day=TODAY, value=1)
    lifts = Lifts(at=AT, day=TODAY, value=3)
    assert parsed(picture_in_words(words, programme, seen(programme, morning, lifts))) == (
        "Your last session (yesterday) was left 58, right 60 s of 60 s planned per side; the gate of 3 × 20 s per side "
        "was met 1 of 2 times and can’t open before 7 Dec. In the last two weeks the drill hurt at most 4, the "
        "mornings at most 1; squats and deadlifts last 3."
    )


def test_equal_sides_are_one_number_and_what_is_unknown_is_left_out(words: Words, programme: Programme) -> None:
    look = seen(programme)
    even = replace(look.efforts[-1], sets=((20, 20),) * 3)
    told = picture_in_words(words, programme, replace(look, efforts=(even,), gate=None, peaks=()))
    assert parsed(told) == (
        "Your last session (yesterday) was 60 s of 60 s planned per side. "
        "No pain number was told in the last two weeks."
    )


@pytest.mark.parametrize(("opens", "said"), [(TODAY, "can’t open before 3 Dec."), (None, "was met 2 of 2 times.")])
def test_the_gate_tells_its_first_day_while_there_is_one(
    words: Words, programme: Programme, opens: None, said: str
) -> None:
    look = replace(seen(programme), gate=Gate(Dose(3, 20), met=5, needed=2, opens=opens))
    assert said in parsed(picture_in_words(words, programme, look))


def test_pain_of_more_than_two_weeks_ago_is_not_told(words: Words, programme: Programme) -> None:
    look = replace(seen(programme), peaks=(Felt(TODAY - timedelta(days=14), 6), Felt(YESTERDAY, 2)))
    assert "hurt at most 2." in parsed(picture_in_words(words, programme, look))


def test_before_the_first_session_nothing_is_made_of_it(words: Words, programme: Programme) -> None:
    someone = standing(sessions_total=0)
    text = progress(words, programme, someone, look_back(programme, (), someone)).text
    assert "No session yet." in text
    assert "blockquote" not in text


@pytest.mark.parametrize("who", ["locked", "paused"])
def test_nobody_is_told_to_make_a_week_safe_while_nothing_may_be_done(
    words: Words, programme: Programme, who: str
) -> None:
    someone = replace(PEOPLE[who], week=standing().week._replace(done=0, kept=False))
    text = progress(words, programme, someone, look_back(programme, (), someone)).text
    assert "0 of" in text
    assert "safe" not in text


def test_a_log_of_another_stage_keeps_its_own_unit(words: Words, programme: Programme) -> None:
    log = Log(at=AT, day=TODAY, stage=1, variant=trained()[0].variant, prescribed=Dose(3, 8), sets=((8, 8),) * 3)  # type: ignore[attr-defined]  # the first of them is a log
    assert "was 24 reps of 24 reps planned" in parsed(picture_in_words(words, programme, seen(programme, log)))
