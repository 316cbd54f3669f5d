"""The calendar: what became of each day of the last weeks, a sign of its own shape for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from bot.coach.calendar import Mark
from bot.coach.spells import Rest
from bot.pictures import svg
from bot.pictures.frame import SMALL
from bot.pictures.palette import Palette
from bot.wording.chart import Chart, ChartWords

CELL, ROW, R = 21.0, 18.0, 6.2
WEEK_LABEL = 42.0

Sign = Callable[[Palette], str]
RESTS = {Rest.PAUSED: Mark.PAUSED, Rest.HELD: Mark.HELD}


def calendar(chart: Chart, colours: Palette, x: float, y: float) -> Iterator[str]:
    """Weeks as rows below their weekdays; the Monday's date in front."""
    first = x + WEEK_LABEL + CELL / 2
    for n, name in enumerate(chart.words.weekdays):
        yield svg.text((first + n * CELL, y), name, SMALL, colours.quiet, anchor="middle")
    for row, (label, week) in enumerate(zip(chart.weeks, chart.progress.calendar, strict=True)):
        middle = y + 13 + row * ROW
        yield svg.text((x, middle + 3.5), label, SMALL, colours.quiet)
        for n, mark in enumerate(week):
            yield svg.at(first + n * CELL, middle, SIGNS[mark](colours))
            if chart.progress.calendar_from + timedelta(days=row * 7 + n) == chart.progress.today:
                yield svg.path(svg.squares([(first + n * CELL, middle)], 8.4), stroke=colours.ink, width=1.3)


def calendar_legend(chart: Chart, colours: Palette, x: float, y: float) -> Iterator[str]:
    """The signs that stand in this calendar."""
    there = {mark for week in chart.progress.calendar for mark in week}
    there |= {RESTS[spell.rest] for spell in chart.progress.spells if spell.last >= chart.progress.first}
    shown = [(mark, words) for mark, words in _names(chart.words).items() if mark in there]
    for row, (mark, words) in enumerate(shown):
        yield svg.at(x + 6, y + 13 + row * 14.6, SIGNS[mark](colours))
        yield svg.text((x + 19, y + 16.5 + row * 14.6), words, SMALL, colours.quiet)


def _names(words: ChartWords) -> dict[Mark, str]:
    return {
        Mark.DONE: words.done,
        Mark.PART: words.part,
        Mark.AHEAD: words.ahead,
        Mark.MISSED: words.missed,
        Mark.SKIPPED: words.skipped,
        Mark.PAUSED: words.paused,
        Mark.HELD: words.held,
    }


def _done(colours: Palette) -> str:
    tick = svg.path("M-2.8 0.2L-0.8 2.3L3 -2", stroke=colours.page, width=1.7)
    return svg.path(svg.dots([(0, 0)], R), fill=colours.left) + tick


def _part(colours: Palette) -> str:
    half = f"M0 {-R}A{R} {R} 0 0 0 0 {R}Z"
    return svg.path(half, fill=colours.left) + svg.path(svg.dots([(0, 0)], R - 0.6), stroke=colours.left, width=1.3)


def _ahead(colours: Palette) -> str:
    return svg.path(svg.dots([(0, 0)], R - 0.6), stroke=colours.prescribed, width=1.2)


def _missed(colours: Palette) -> str:
    return svg.line((-3.2, 0), (3.2, 0), colours.quiet, 1.6)


def _skipped(colours: Palette) -> str:
    return svg.path("M-3 -3L0 0L-3 3M1 -3L4 0L1 3", stroke=colours.quiet, width=1.4)


def _rest(colours: Palette) -> str:
    return svg.path(svg.dots([(0, 0)], 1.1), fill=colours.prescribed)


def _paused(colours: Palette) -> str:
    return svg.path("M-2.2 -3.6v7.2M2.2 -3.6v7.2", stroke=colours.prescribed, width=2)


def _held(colours: Palette) -> str:
    return svg.path(svg.diamonds([(0, 0)], R - 1), fill=colours.held, stroke=colours.right, width=1)


def _nothing(colours: Palette) -> str:
    return ""


SIGNS: dict[Mark, Sign] = {
    Mark.DONE: _done,
    Mark.PART: _part,
    Mark.SKIPPED: _skipped,
    Mark.MISSED: _missed,
    Mark.REST: _rest,
    Mark.PAUSED: _paused,
    Mark.HELD: _held,
    Mark.AHEAD: _ahead,
    Mark.BEFORE: _nothing,
}
