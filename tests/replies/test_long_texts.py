"""Long texts are read in part, and no alarm sign in them is passed over."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.replies import Plan, Reading, read
from tests.replies.score import vocabulary

CHAT = "the weather was lovely and my neighbour came round for tea with her grandson. "


def said(text: str) -> Reading:
    now = dt.datetime(2026, 11, 25, 19, 0)  # noqa: DTZ001 - replies are read in local time, without a zone
    return read(text[:4096], now=now, plan=Plan(3, 8, "reps"), asked=None, vocabulary=vocabulary())


@pytest.mark.parametrize(
    "sign",
    [
        "numb around the saddle since last night",
        "sudden incontinance since last night",  # misspelt
        "leg wekness since yesterday",
        "fever of 38.5 and back pain",
    ],
)
@pytest.mark.parametrize("before", [0, 12, 40])
def test_a_sign_in_a_long_text_is_heard_wherever_it_stands_and_misspelt_too(sign: str, before: int) -> None:
    assert "alarm" in said(CHAT * before + sign + ". " + CHAT * (45 - before)).intents


def test_a_part_that_is_nearly_all_numbers_is_no_report() -> None:
    assert said("1 2 3 4 5 6 7 8 9 0 " * 200).sets is None


def test_a_pain_in_a_long_text_is_told_or_asked_for() -> None:
    reading = said(CHAT * 10 + "it went well, pain 7 though. " + CHAT * 30 + "so 8 8 8 and pain 2.")
    assert reading.pain == 7 or "pain" in reading.ask
