"""A picture as it waits to be drawn: what it shows, and every word that stands in it.

Values only, without Fluent: whoever draws runs in a process of its own and reads nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.coach.progress import Progress


@dataclass(frozen=True, slots=True)
class StageWords:
    """A stage in a picture: its number (or a short word), its drill, and the unit of its amounts."""

    number: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the time axis, and what stands below it."""

    day: date
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """Everything that is written into a progress picture."""

    title: str
    subtitle: str
    today: str
    dose: str
    left: str
    right: str
    prescribed: str
    easier: str
    gate: str
    gate_met: str
    """The dose that opens the next stage and how often running it was met, empty without one."""
    gate_opens: str
    """The first day it can open on, empty where that is no question any more."""
    gate_day: str
    """The same for the axis."""
    pain: str
    during: str
    morning: str
    safe: str
    lifts: str
    no_lifts: str
    nothing_yet: str
    calendar: str
    weekdays: tuple[str, ...]
    done: str
    part: str
    missed: str
    ahead: str
    skipped: str
    paused: str
    held: str
    stages: tuple[StageWords, ...]
    """By number, the last one for maintenance."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A progress picture to be drawn."""

    progress: Progress
    words: ChartWords
    ticks: tuple[Tick, ...]
    weeks: tuple[str, ...]
    """The Monday of each week of the calendar."""
    dark: bool = False
