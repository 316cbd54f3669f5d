"""An alarm sign goes through three files: the vocabulary hears it, the programme ranks it, the words name it."""

from __future__ import annotations

import pytest

from bot.bootstrap import DATA
from bot.programme_file import load_programme
from bot.vocabulary import load_vocabulary
from bot.words_file import load_words

PROGRAMME = load_programme(DATA / "programme.yaml")
RANKED = {*PROGRAMME.alarms.emergency, *PROGRAMME.alarms.urgent, *PROGRAMME.alarms.clearance}
ASKED = {sign for item in PROGRAMME.screening.items for sign in item.signs}
HEARD = set(load_vocabulary().signs)
WORDS = load_words(DATA / "words")["en"]


def test_the_vocabulary_hears_signs() -> None:
    assert len(HEARD) > 15


@pytest.mark.parametrize("sign", sorted(HEARD | ASKED))
def test_every_sign_that_is_heard_or_asked_has_a_tier(sign: str) -> None:
    assert sign in RANKED


@pytest.mark.parametrize("sign", sorted(RANKED | HEARD | ASKED))
def test_every_sign_has_a_sentence_and_a_button(sign: str) -> None:
    assert WORDS.plain(f"sign-{sign}")
    assert WORDS.plain(f"sign-short-{sign}")
