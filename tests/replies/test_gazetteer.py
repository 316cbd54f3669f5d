"""The table of places is searched as it lies in its file."""

from __future__ import annotations

import pytest

from bot.replies.gazetteer import Gazetteer
from tests.replies.score import vocabulary

TABLE = b"bad neustadt\tEurope/Berlin\nneustadt\tEurope/Vienna\noaks\t\nseven oaks\tEurope/London\n"


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("bad neustadt", "Europe/Berlin"),
        ("neustadt", "Europe/Vienna"),
        ("seven oaks", "Europe/London"),
        ("bad", None),
        ("oaks", None),
        ("aa", None),
        ("zz", None),
        ("", None),
    ],
)
def test_a_name_is_found_whole_or_not_at_all(name: str, zone: str | None) -> None:
    assert Gazetteer(TABLE).zone(name) == zone


@pytest.mark.parametrize(
    ("word", "there"),
    [("bad", True), ("neustadt", True), ("oaks", True), ("oak", False), ("oakss", False), ("", False)],
)
def test_a_word_of_any_name_is_known(word: str, there: bool) -> None:
    assert Gazetteer(TABLE).has_word(word) is there


def test_names_that_hold_a_word_are_found_wherever_it_stands() -> None:
    names = Gazetteer(TABLE).names_with(["oaks", "bad", "stadt"])
    assert names == [("bad neustadt", "Europe/Berlin"), ("seven oaks", "Europe/London")]


def test_an_empty_table_has_no_places() -> None:
    assert Gazetteer(b"").zone("berlin") is None
    assert not Gazetteer(b"").has_word("berlin")


def test_a_place_whose_name_holds_a_number_word_is_found_as_a_reply_is_read() -> None:
    assert vocabulary().zone(vocabulary().text("Seven Oaks").words) is not None
