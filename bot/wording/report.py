"""A page for a physiotherapist as it waits to be set: every word that stands on it, and the charts.

Values only, like :mod:`bot.wording.chart`; plain text, without markup.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.wording.chart import Chart

Line = tuple[str, str]
"""What it is about, and what there is to say: a label and a value, or a day and an event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One page, from the top."""

    title: str
    as_of: str
    about: tuple[Line, ...]
    """Who, what programme, on which days, with what kit."""
    kept: tuple[Line, ...]
    stages_title: str
    stages_head: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]
    chart: Chart
    events_title: str
    events: tuple[Line, ...]
    """The oldest first; what is told where there are none has no day."""
    left_out: str
    """Says that some had no room."""
    all_there: bool
    """Whether `events` holds all there are."""
    rules_title: str
    rules: tuple[str, ...]
    foot: str
