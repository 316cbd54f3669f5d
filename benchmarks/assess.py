"""What one `assess` costs, and that the cost is linear in the history: `python -m benchmarks.assess`.

Four people of 20 weeks each, then the heaviest of them at 5, 10, 20, 40 and 80 weeks, then the next question of the
same day. Every history is as full as the bot makes it: a log, a pain and a morning for every session. Figures are
medians over repeated runs, in CPU time, so that a busy machine does not count.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from bot.coach.assess import assess
from bot.coach.model import Fact, History
from bot.coach.past import assess_on
from bot.coach.programme import Programme
from bot.personas import Life
from bot.programme_file import load_programme
from bot.simulate import FIRST_DAY

PROGRAMME = Path(__file__).parents[1] / "data" / "programme.yaml"
RUNS = 201
LIMIT_MS = 2.0


def history(programme: Programme, persona: str, weeks: int, seed: int = 1) -> tuple[History, date]:
    """The facts of a made-up life and its last day."""
    life, facts, day = Life(programme, persona, seed), list[Fact](), FIRST_DAY
    for number in range(weeks * 7):
        day = date.fromordinal(FIRST_DAY.toordinal() + number)
        life.live(day)
        facts += life.facts
    return tuple(facts), day


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median of so many runs, after a few to warm up."""
    found = []
    for _ in range(runs + 5):
        start = process_time()
        work()
        found.append((process_time() - start) * 1000)
    return median(found[5:])


def main() -> int:
    """Print both tables; 1 where 20 weeks take longer than the limit."""
    programme = load_programme(PROGRAMME)
    endless = replace(programme, progress=replace(programme.progress, sessions_in_stage=10_000))
    slowest = 0.0
    print(f"assess over 20 weeks (median of {RUNS} runs); endless: steady, every day, a stage that is never passed")
    for persona in ("steady", "flare-up", "beginner", "endless"):
        facts, day = history(endless, "steady", 20) if persona == "endless" else history(programme, persona, 20)
        cost = milliseconds(lambda facts=facts, day=day: assess(programme, facts, day))  # type: ignore[misc]  # bound now
        slowest = max(slowest, cost)
        print(f"  {persona:<10} {len(facts):5} facts  {cost:6.2f} ms")
    print("assess over longer histories of the endless: the cost of a day and of a fact stays the same")
    for weeks in (5, 10, 20, 40, 80):
        facts, day = history(endless, "steady", weeks)
        cost = milliseconds(lambda facts=facts, day=day: assess(endless, facts, day), 51)  # type: ignore[misc]
        each = f"{cost / weeks / 7 * 1000:5.1f} us a day  {cost / len(facts) * 1000:5.2f} us a fact"
        print(f"  {weeks:3} weeks  {len(facts):5} facts  {cost:6.2f} ms  {each}")
    print("the next question of the same day (`assess_on`, with the past kept), however long the history")
    for weeks in (5, 20, 80):
        facts, day = history(endless, "steady", weeks)
        past = assess_on(None, endless, facts, day)[1]
        cost = milliseconds(lambda p=past, f=facts, d=day: assess_on(p, endless, f, d), 201)  # type: ignore[misc]
        print(f"  {weeks:3} weeks  {len(facts):5} facts  {cost:6.2f} ms")
    print(f"limit {LIMIT_MS:g} ms: {'met' if slowest <= LIMIT_MS else 'missed'}")
    return int(slowest > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())
