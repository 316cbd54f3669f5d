"""Rules that are left early, because a text has no word of theirs, would have said nothing of it."""

from __future__ import annotations

import importlib
from collections.abc import Set

import pytest

from tests.replies.score import answer, cases

EARLY = (
    ("changes", "CHANGES"),
    ("days", "_LISTS"),
    ("felt", "_FELT"),
    ("levels", "OPENING"),
    ("levels", "FOLLOWING"),
    ("pain", "_LEADING"),
    ("pain", "_SPEAKING"),
    ("spans", "_LISTS"),
)
"""Module and name of the lists of which one must be in a text for a rule to be worth looking at."""


class Everywhere(frozenset[str]):
    """Lists of which one is taken to be in every text."""

    def isdisjoint(self, other: object) -> bool:
        return False


@pytest.mark.parametrize("name", ["dev", "heldout", "pain", "other_a", "other_c", "other_e", "other_q", "other_ac"])
def test_a_rule_that_is_left_early_would_have_changed_no_reading(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    early = [answer(case) for case in cases(name)]
    for module, lists in EARLY:
        whole: Set[str] = getattr(importlib.import_module(f"bot.replies.{module}"), lists)
        monkeypatch.setattr(f"bot.replies.{module}.{lists}", Everywhere(whole))
    assert [answer(case) for case in cases(name)] == early


def test_a_piece_of_a_report_begins_only_where_one_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("dev", "own", "told", "other_a", "other_d", "other_r", "other_ad")
    few = [answer(case) for name in names for case in cases(name)]
    monkeypatch.setattr("bot.replies.sets._beginnings", lambda scene, forms: [*range(len(scene.words))])
    assert [answer(case) for name in names for case in cases(name)] == few
