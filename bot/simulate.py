"""`hipcoach simulate`: made-up users on the real core, to check an edited programme before people get it.

A life is drawn from a persona and a seed, day by day: what the coach told, what the user did, what was decided and
why. The same programme, persona and seed always give the same life. The numbers of the personas are made up; the
table compares programmes with each other, it does not forecast how people fare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from statistics import median
from typing import TextIO

from bot.coach.programme import Programme
from bot.coach.standing import Aim, Decision, Mode, Reason, Why
from bot.personas import PERSONAS, Life, Today

ALL = "all"
LIMITS = {Why.PEAK, Why.MORNING, Why.STILL_SORE, Why.BACK_CALM, Why.SIDE_GAP, Why.GAP, Why.MEAN_UP, Why.BASELINE_HIGH}
AT_MOST = {Aim.CALM.value, Aim.MORNINGS_FAR.value, Aim.MORNINGS_ABOVE.value}
FIRST_DAY = date(2026, 1, 5)
STOP_PAIN, STOP_DAYS = 6, 2
"""The yardstick for "trained through a stop" stays as it is, whatever the edited file says."""
STUCK_DAYS = 84
"""Training days of the calendar in one stage after which someone counts as stuck."""


@dataclass(slots=True)
class Outcome:
    """What became of one life. Days count from 1, the first day of the programme."""

    reached: dict[int, int] = field(default_factory=dict)
    through_stop: bool = False
    referred: bool = False
    stuck: bool = False
    sessions: int = 0
    _stops: list[int] = field(default_factory=list)
    _in_stage: int = 0

    def see(self, number: int, today: Today) -> None:
        """Take in a day that is over."""
        standing = today.standing
        if standing.stage not in self.reached and standing.stage > 1:
            self.reached[standing.stage] = number
            self._in_stage = 0
        if today.trained and any(number - stop <= STOP_DAYS for stop in self._stops):
            self.through_stop = True
        if today.peak is not None and today.peak >= STOP_PAIN:
            self._stops.append(number)
        self.referred |= standing.mode is Mode.REFERRED
        self._in_stage += standing.mode is Mode.TRAINING
        self.stuck |= self._in_stage > STUCK_DAYS
        self.sessions = standing.sessions_total


def run(programme: Programme, *, weeks: int, persona: str, seed: int, seeds: int, out: TextIO) -> int:
    """Print the story of one life, then a table over `seeds` lives (none where 0); always 0, the exit code.

    `persona` is one of :data:`bot.personas.PERSONAS`, or `all` for a table of all of them without a story.
    """
    personas = list(PERSONAS) if persona == ALL else [persona]
    if persona != ALL:
        for line in story(programme, weeks=weeks, persona=persona, seed=seed):
            print(line, file=out)
    for line in table(programme, weeks=weeks, seeds=seeds, personas=personas) if seeds else ():
        print(line, file=out, flush=True)
    return 0


# ---- the story


def story(programme: Programme, *, weeks: int, persona: str, seed: int) -> Iterator[str]:
    """One life, a line for what was told and done on a day, further lines for what was decided and why."""
    yield f"{persona} ({PERSONAS[persona].says}), seed {seed}, {weeks} weeks"
    before: Counter[tuple[object, ...]] = Counter()
    for number, today in enumerate(_days(programme, persona, seed, weeks), start=1):
        new = _new(today.standing.decisions, before)
        before = Counter(map(_key, today.standing.decisions))
        if today.told or today.did or new:
            yield f"day {number:3} {today.day:%a}  told: {today.told or '-'}"
            yield f"             did: {today.did or 'nothing'}"
        for decision in new:
            yield f"         decided: {_decision(programme, decision)}"


def _new(decisions: Sequence[Decision], before: Counter[tuple[object, ...]]) -> list[Decision]:
    """The decisions that the day before did not have yet."""
    known, new = before.copy(), []
    for decision in decisions:
        if known[_key(decision)] > 0:
            known[_key(decision)] -= 1
        else:
            new.append(decision)
    return new


def _key(decision: Decision) -> tuple[object, ...]:
    """A decision that is only looked ahead to is made anew every day, with that day's date."""
    return (decision.verdict, decision.stage, decision.level, decision.reasons)


def _decision(programme: Programme, decision: Decision) -> str:
    place = "maintenance" if decision.stage > programme.last else f"stage {decision.stage} level {decision.level}"
    why = "; ".join(_reason(reason) for reason in decision.reasons)
    return f"{decision.verdict.replace('_', ' ')} ({place})" + (f", because {why}" if why else "")


def _reason(reason: Reason) -> str:
    """Its name, its detail, and its figures, each with what it is held against."""
    name = reason.detail if reason.why is Why.CRITERION else " ".join(filter(None, (reason.why.value, reason.detail)))
    text = name.replace("_", " ")
    if reason.have is not None:
        text += f" {reason.have:g}"
    if reason.need is not None:
        text += f" ({_against(reason)} {reason.need:g})"
    return text


def _against(reason: Reason) -> str:
    if reason.why is Why.LEVEL:
        return "from"
    return "limit" if reason.why in LIMITS or reason.detail in AT_MOST else "needs"


# ---- the table


def table(programme: Programme, *, weeks: int, seeds: int, personas: Sequence[str]) -> Iterator[str]:
    """One line a persona: the median day of reaching each stage and the share that did, and what must not happen."""
    stages = range(2, programme.last + 2)
    names = [f"stage {number}" if number <= programme.last else "maintenance" for number in stages]
    yield ""
    yield f"{seeds} lives of {weeks} weeks each: median day of reaching a stage (share that did)"
    heads = [*names, "through a stop", "referred", "stuck", "sessions"]
    yield "".join([f"{'persona':<12}", *(f"{head:>15}" for head in heads)])
    with ProcessPoolExecutor() as pool:
        for persona in personas:
            live = partial(outcome, programme, weeks, persona)
            lives = list(pool.map(live, range(1, seeds + 1), chunksize=max(1, seeds // 40)))
            yield "".join([f"{persona:<12}", *(f"{cell:>15}" for cell in _cells(lives, stages))])


def _cells(lives: Sequence[Outcome], stages: Sequence[int]) -> Iterator[str]:
    for number in stages:
        days = [life.reached[number] for life in lives if number in life.reached]
        yield f"{median(days):g} ({len(days) / len(lives):.0%})" if days else "- (0%)"
    for name in ("through_stop", "referred", "stuck"):
        yield f"{sum(getattr(life, name) for life in lives) / len(lives):.1%}"
    yield f"{median(life.sessions for life in lives):g}"


def outcome(programme: Programme, weeks: int, persona: str, seed: int) -> Outcome:
    """What became of one life."""
    found = Outcome()
    for number, today in enumerate(_days(programme, persona, seed, weeks), start=1):
        found.see(number, today)
    return found


def _days(programme: Programme, persona: str, seed: int, weeks: int) -> Iterator[Today]:
    life = Life(programme, persona, seed)
    for number in range(weeks * 7):
        yield life.live(FIRST_DAY + timedelta(days=number))
