"""A standing that was worked out before is only taken where it follows from the very same facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.coach.assess import assess
from bot.coach.model import Baseline, Dose, Fact, Log, Plan, Screening, Variant
from bot.coach.programme import Programme
from bot.services.standings import PERSON, Standings

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DAY = NOW.date()
FACTS: tuple[Fact, ...] = (
    Screening(id=1, at=NOW, day=DAY),
    Baseline(id=2, at=NOW, day=DAY, value=2),
    Plan(id=3, at=NOW, day=DAY, weekdays=tuple(range(7))),
)
LOG = Log(
    id=4, at=NOW, day=DAY, stage=1, variant=Variant.FULL, prescribed=Dose(2, 6), sets=((6, 6), (6, 6))
)  # what the second message told
CASES = {
    "one fact more": ((*FACTS, LOG), DAY),
    "the same numbers, other sets": ((*FACTS, replace(LOG, sets=((6, 6),))), DAY),
    "another day": (FACTS, date(2026, 11, 25)),
}


@pytest.mark.parametrize(("history", "day"), CASES.values(), ids=CASES)
def test_another_history_or_day_is_assessed_anew(programme: Programme, history: tuple[Fact, ...], day: date) -> None:
    kept = Standings()
    kept.of(programme, 7, FACTS, DAY)
    kept.of(programme, 7, (*FACTS, LOG), DAY)
    assert kept.of(programme, 7, history, day) == assess(programme, history, day)


def test_the_same_history_read_anew_is_not_assessed_again(programme: Programme) -> None:
    kept = Standings()
    first = kept.of(programme, 7, FACTS, DAY)
    assert kept.of(programme, 7, tuple(replace(fact) for fact in FACTS), DAY) is first


def test_the_longest_unasked_make_room(programme: Programme) -> None:
    kept = Standings(most=2 * (PERSON + len(FACTS)))
    one, two = (kept.of(programme, user, FACTS, DAY) for user in (1, 2))
    kept.of(programme, 1, FACTS, DAY)
    kept.of(programme, 3, FACTS, DAY)
    assert kept.of(programme, 1, FACTS, DAY) is one
    assert kept.of(programme, 2, FACTS, DAY) is not two


def test_a_record_that_grows_makes_room_by_its_length(programme: Programme) -> None:
    kept = Standings(most=2 * (PERSON + len(FACTS)))
    one, _ = (kept.of(programme, user, FACTS, DAY) for user in (1, 2))
    kept.of(programme, 2, (*FACTS, LOG), DAY)
    assert kept.of(programme, 1, FACTS, DAY) is not one
