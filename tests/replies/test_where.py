"""Where it hurts is told from the words for the place beside the pain."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.replies import Plan, read
from bot.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
NOW = dt.datetime(2026, 11, 25, 19, 0)  # noqa: DTZ001 - replies are read in local time, without a zone
LINES = (Path(__file__).parent / "where.txt").read_text(encoding="utf-8").splitlines()
CASES = [line.split(": ", 1) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("lower back 3", "low_back"),
        ("pain 2 in my low back", "low_back"),
        ("lumbar pain 4", "low_back"),
        ("3x8, back 2/10", "low_back"),
        ("groin 2", "hip_front"),
        ("pain 2 at the front of my hip", "hip_front"),
        ("hip flexor pain 3", "hip_front"),
        ("a 4 in the hip", "hip_front"),
        ("knee 5/10 after the stairs", "elsewhere"),
        ("shoulder pain 3", "elsewhere"),
        ("my neck hurts", "elsewhere"),
        ("pain 3", None),
        ("back from holiday, 3x8", None),
    ],
)
def test_pain_is_placed_by_the_words_beside_it(text: str, where: str | None) -> None:
    assert place(text) == where


def test_every_place_written_down_is_told_from_its_words() -> None:
    wrong = [(text, place(text)) for where, text in CASES if place(text) != (None if where == "none" else where)]
    assert wrong == []


def place(text: str) -> str | None:
    return read(text, now=NOW, plan=Plan(3, 8, "reps"), asked=None, vocabulary=VOCABULARY).where
