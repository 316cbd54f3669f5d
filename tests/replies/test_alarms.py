"""A thousand wordings of alarm signs, and of what only sounds like one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.replies import Plan, read
from bot.vocabulary import load_vocabulary

LINES = (Path(__file__).parent / "alarms.txt").read_text(encoding="utf-8").splitlines()
CASES = [(line[2:], line[0] == "+") for line in LINES if line[:2] in ("+ ", "- ")]
VOCABULARY = load_vocabulary()
NOW = dt.datetime(2026, 11, 25, 10)  # noqa: DTZ001 - replies are read in local time, without a zone


@pytest.mark.parametrize("around", ["{}", "3x8 done, {}", "hey coach. {}"])
def test_every_wording_of_an_alarm_sign_is_caught_alone_and_beside_other_words(around: str) -> None:
    missed = [text for text, told in CASES if told and "alarm" not in intents(around.format(text))]
    assert missed == []


def test_what_only_sounds_like_an_alarm_sign_is_none() -> None:
    taken = [text for text, told in CASES if not told and "alarm" in intents(text)]
    assert taken == []


def intents(text: str) -> frozenset[str]:
    return frozenset(read(text, now=NOW, plan=Plan(3, 8, "reps"), asked=None, vocabulary=VOCABULARY).intents)
