"""A report and a wish in one message say together what each says alone."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from bot.replies import Plan, Reading, read
from bot.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
NOW = dt.datetime(2026, 11, 25, 10)  # noqa: DTZ001 - replies are read in local time, without a zone
REPORTS = (
    "5, 5, 4", "1) 8 2) 8 3) 6", "left seven right five, same for all three", "3x8, pain crept up to 4 on the last one",
    "third one I stopped at 5", "6 + 6",
)  # fmt: skip
WISHES = (
    "Bump my reminder to 10 am permanently", "Can it come at 6 every morning?", "Ping me in 1 hour",
    "Where do my hands go?", "How am I doing?", "We moved to Lisbon", "Take me off your list",
    "My left leg has no power since this morning",
)  # fmt: skip


def reading(text: str) -> Reading:
    return read(text, now=NOW, plan=Plan(3, 8, "reps"), asked=None, vocabulary=VOCABULARY)


@pytest.mark.parametrize(("report", "wish"), list(itertools.product(REPORTS, WISHES)))
def test_a_report_and_a_wish_in_two_sentences_are_both_read_in_full(report: str, wish: str) -> None:
    told, wished, both = reading(report), reading(wish), reading(f"{report}. {wish}")
    assert both.intents == told.intents | wished.intents
    assert (both.sets, both.pain, both.ask) == (told.sets, told.pain, told.ask | wished.ask)
    assert both.signs == wished.signs
    assert (both.at, both.time, both.timezone) == (wished.at, wished.time, wished.timezone)


@pytest.mark.parametrize("remark", ["day 9 in a row", "10th session today", "it's only 7 am", "15 then 9 then stop"])
def test_a_remark_beside_a_report_is_no_wish(remark: str) -> None:
    assert reading(f"8 8 8, {remark}").intents == {"log"}
