"""What a reply is read against, and what comes out: plain frozen values.

Times are the user's local wall clock throughout, without a zone: a reply speaks of "7" or "monday" as the
person at the other end sees them. The caller turns them into UTC.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Pair = tuple[int, int]
"""One set done as (left, right), in the plan's unit."""

Unit = Literal["reps", "seconds"]

Asked = Literal["sets", "pain", "morning_pain", "when"]
"""The question the coach last put and the user has not answered."""

Intent = Literal[
    "log", "pain", "next", "skip", "snooze", "undo", "edit", "pause", "resume", "progress", "demo", "help",
    "time", "timezone", "alarm", "stop", "delete", "export", "greeting", "thanks",
]  # fmt: skip

Question = Literal["sets", "pain", "side", "when", "date", "intent"]
"""What was said but is not clear enough to act on, so that the coach asks back."""

Place = Literal["low_back", "hip_front", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Today's prescription: so many sets of so many reps or seconds per side."""

    sets: int
    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing recognised in the text and what it was taken for: the reason behind a field of the reading."""

    kind: str
    """What it was taken for: `sets`, `pain`, `day`, a wish, an alarm sign, a number of no matter ..."""
    text: str
    """The words as they were read, spelling put right."""
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reply says. A field left at its default was not said (or not clearly: see `ask`)."""

    intents: frozenset[Intent] = frozenset()
    sets: tuple[Pair, ...] | None = None
    pain: int | None = None
    """0..10, the highest that was said."""
    date: dt.date | None = None
    """The day trained, where it is not today."""
    at: dt.datetime | None = None
    """Snooze: when to remind, local."""
    until: dt.date | None = None
    """Pause: the first day back."""
    time: dt.time | None = None
    """The new daily reminder time."""
    timezone: str | None = None
    """An IANA name."""
    ask: frozenset[Question] = frozenset()
    signs: tuple[str, ...] = ()
    """Keys of the alarm signs that were said, in the order of the text (`alarms` in the vocabulary)."""
    where: Place | None = None
    cleared: bool = False
    """The user says that a clinician agreed to going on."""
    command: str | None = None
    """A wish outside the list of intents (`commands` in the vocabulary): settings, why, yes, no, misread ..."""
    marks: tuple[Mark, ...] = ()
