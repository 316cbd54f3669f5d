"""Made-up histories and the pictures of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from bot.coach.assess import assess
from bot.coach.model import Baseline, Fact, History, Lifts, Plan, Screening
from bot.coach.programme import Programme
from bot.coach.progress import Progress, look_back
from bot.personas import Life
from bot.programme_file import load_programme
from bot.wording.chart import Chart
from bot.wording.charts import chart
from bot.wording.report import Report
from bot.wording.reports import Who, report
from bot.wording.words import Words
from bot.words_file import load_words

DATA = Path(__file__).resolve().parents[2] / "data"
FIRST_DAY = date(2026, 1, 5)


@cache
def programme() -> Programme:
    return load_programme(DATA / "programme.yaml")


@cache
def words() -> Words:
    return load_words(DATA / "words")["en"]


def first_facts(at: datetime) -> tuple[Fact, ...]:
    """What the first conversation leaves of somebody well whose back is at 2, with a drill every day."""
    day = at.date()
    return (
        Screening(at=at, day=day),
        Baseline(at=at, day=day, value=2),
        Plan(at=at, day=day, weekdays=tuple(range(7))),
    )


@cache
def history(persona: str, days: int, *, seed: int = 1, lifts: bool = True) -> History:
    """So many days of a persona's life from a Monday on; from the second week on its Sundays tell of the lifts."""
    life, facts = Life(programme(), persona, seed), list[Fact]()
    for number in range(days):
        day = FIRST_DAY + timedelta(days=number)
        life.live(day)
        facts += life.facts
        if lifts and day.weekday() == 6 and number > 6:
            at = datetime.combine(day, time(20), tzinfo=UTC)
            value = None if number % 35 == 34 else max(0, 5 - number // 28)
            facts.append(Lifts(at=at, day=day, value=value))
    return tuple(replace(fact, id=number) for number, fact in enumerate(facts, start=1))


def progress(facts: History, days: int) -> Progress:
    """That history as of its day `days`."""
    today = FIRST_DAY + timedelta(days=days - 1)
    return look_back(programme(), facts, assess(programme(), facts, today))


def picture(persona: str, days: int, *, dark: bool = False, seed: int = 1, lifts: bool = True) -> Chart:
    """The progress picture of that many days."""
    facts = history(persona, days, seed=seed, lifts=lifts)
    return chart(words(), programme(), progress(facts, days), dark=dark)


def page(persona: str, days: int, *, first_name: str = "Ana", seed: int = 1, facts: History | None = None) -> Report:
    """The report of that many days, made at two in the afternoon."""
    told = history(persona, days, seed=seed) if facts is None else facts
    today = FIRST_DAY + timedelta(days=days - 1)
    standing = assess(programme(), told, today)
    who = Who(first_name, datetime.combine(today, time(14, 5)), "Europe/Lisbon")
    return report(words(), programme(), told, standing, look_back(programme(), told, standing), who)
