"""The real programme and the real English words: wording is tested on what users read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.coach.programme import Programme
from bot.programme_file import load_programme
from bot.wording.words import Words
from bot.words_file import load_words

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def programme() -> Programme:
    return load_programme(DATA / "programme.yaml")


@pytest.fixture(scope="session")
def words() -> Words:
    return load_words(DATA / "words")["en"]
