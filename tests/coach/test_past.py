"""Going on from a kept past gives what going through the whole history gives, whatever was changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.assess import assess
from bot.coach.model import Fact, Log, Morning, Pain
from bot.coach.past import Past, assess_on
from tests.coach.lives import Act, live, lives
from tests.coach.story import Story, day, shipped
from tests.coach.test_properties import BEGUN, begun, slow

Change = tuple[str, int, int]
"""What is done to a history, which of its facts it is done to, and by how much."""
KINDS = ("edit", "delete", "back-date", "again", "undo", "told anew", "nothing")
changes = st.tuples(st.sampled_from(KINDS), st.integers(0, 400), st.integers(-9, 9))


def changed(facts: list[Fact], before: list[Fact], change: Change) -> list[Fact]:
    """The facts after one change; `before` are those of before the last one."""
    kind, which, much = change
    at = which % len(facts)
    fact: Any = facts[at]
    made = {
        "edit": [*facts[:at], _edited(fact, abs(much)), *facts[at + 1 :]],
        "delete": [*facts[:at], *facts[at + 1 :]],
        "back-date": [*facts[:at], replace(fact, day=fact.day + timedelta(days=much)), *facts[at + 1 :]],
        "again": [*facts, replace(fact, id=facts[-1].id + 1, at=facts[-1].at + timedelta(seconds=1))],
        "undo": before,
        "told anew": [replace(each) for each in facts],
        "nothing": facts,
    }
    return made[kind] or facts


def _edited(fact: Any, value: int) -> Fact:
    if isinstance(fact, Pain | Morning):
        return replace(fact, value=value)
    return replace(fact, sets=fact.sets[:1]) if isinstance(fact, Log) else replace(fact)


@settings(slow, max_examples=100)
@given(st.sampled_from(BEGUN), lives, st.lists(st.tuples(changes, st.integers(-3, 3)), min_size=1, max_size=12))
def test_a_kept_past_never_changes_the_answer(days: int, script: list[Act], steps: list[tuple[Change, int]]) -> None:
    """Facts are edited, deleted, back-dated, added and brought back, and other days are asked for, one past for all."""
    story, number = live(script, begun(days), days + 1)
    facts, before = story.facts, story.facts
    past: Past | None = None
    for change, later in ((("nothing", 0, 0), 0), *steps):
        facts, before = changed(facts, before, change), facts
        today = day(max(1, number + later))
        told, past = assess_on(past, story.programme, tuple(facts), today)
        assert told == assess(story.programme, tuple(facts), today)


def test_what_is_told_of_today_leaves_the_past_as_it_is() -> None:
    story = Story().days(1, 9)
    _, past = assess_on(None, story.programme, tuple(story.facts), day(10))
    story.train(10)
    assert assess_on(past, story.programme, tuple(story.facts), day(10))[1] is past


CASES: dict[str, Callable[[list[Fact]], list[Fact]]] = {
    "an earlier value": lambda facts: changed(facts, facts, ("edit", 10, 7)),
    "an earlier day": lambda facts: changed(facts, facts, ("back-date", 10, -1)),
    "one fact less": lambda facts: changed(facts, facts, ("delete", 10, 0)),
    "the order of an earlier day": lambda facts: [*facts[:3], facts[4], facts[3], *facts[5:]],
}


@pytest.mark.parametrize("change", CASES.values(), ids=CASES)
def test_a_past_that_was_changed_is_left(change: Callable[[list[Fact]], list[Fact]]) -> None:
    story = Story().days(1, 9)
    _, past = assess_on(None, story.programme, tuple(story.facts), day(10))
    assert assess_on(past, story.programme, tuple(change(story.facts)), day(10))[1] is not past


def test_a_later_yes_is_what_closed_days_are_read_by() -> None:
    story = Story().days(1, 20)
    _, past = assess_on(None, story.programme, tuple(story.facts), day(21))
    story.consent(21)
    assert assess_on(past, story.programme, tuple(story.facts), day(21))[1].consent == story.facts[-1]


def test_another_programme_has_another_past() -> None:
    story = Story().days(1, 9)
    other = replace(shipped(), adherence=replace(shipped().adherence, spare=3))
    _, past = assess_on(None, story.programme, tuple(story.facts), day(10))
    told, _ = assess_on(past, other, tuple(story.facts), day(10))
    assert told == assess(other, tuple(story.facts), day(10))
