"""The lower panels: pain in the drill and on mornings after, and once a week in squats and deadlifts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.coach.progress import Felt
from bot.pictures import svg
from bot.pictures.frame import SMALL, Frame, Panel, legend

WORST = 10


def pain(frame: Frame, panel: Panel) -> Iterator[str]:
    """Stems for the drill, open squares for mornings; the safe band is shaded."""
    progress, colours = frame.chart.progress, frame.colours
    yield from frame.backdrop(panel)
    top = _y(panel, progress.safe)
    yield svg.rect(frame.left, top, frame.right - frame.left, panel.bottom - top, colours.safe)
    yield from _grid(frame, panel)
    yield from frame.today(panel)
    size = min(max(frame.day_width * 0.42, 1.4), 2.8)
    during, mornings = _points(frame, panel, progress.peaks), _points(frame, panel, progress.mornings)
    yield svg.path(svg.stems(during, panel.bottom), stroke=colours.during, width=max(size * 0.6, 1.1))
    yield svg.path(svg.dots(during, size), fill=colours.during)
    yield svg.path(svg.squares(mornings, size * 1.15), stroke=colours.morning, width=1.2)


def pain_legend(frame: Frame, y: float) -> str:
    colours, words = frame.colours, frame.chart.words
    items = [
        (
            svg.path(svg.stems([(0, -2)], 5) + svg.dots([(0, -2)], 2.8), stroke=colours.during, fill=colours.during),
            words.during,
        ),
        (svg.path(svg.squares([(0, 0)], 3.2), stroke=colours.morning, width=1.3), words.morning),
        (svg.rect(-6, -4, 12, 8, colours.safe), words.safe),
    ]
    return legend(frame.left + svg.width_of(words.pain, 11, bold=True) + 8, y, items, colours.quiet)


def lifts_legend(frame: Frame, y: float) -> str:
    """The sign of a week without lifting, where there is one."""
    colours, words = frame.colours, frame.chart.words.no_lifts
    if all(each.value is not None for each in frame.chart.progress.lifts):
        return ""
    sign = svg.path(svg.crosses([(0, 0)], 2.2), stroke=colours.quiet, width=1.2)
    return legend(frame.right - svg.width_of(words, SMALL) - 14, y, [(sign, words)], colours.quiet)


def lifts(frame: Frame, panel: Panel) -> Iterator[str]:
    """Filled squares joined by a line; weeks without lifting as crosses on the ground."""
    colours, told = frame.colours, frame.chart.progress.lifts
    yield from frame.backdrop(panel)
    yield from _grid(frame, panel)
    yield from frame.today(panel)
    points = _points(frame, panel, told)
    yield svg.path(svg.polyline(points), stroke=colours.lifts, width=1.4)
    yield svg.path(svg.squares(points, 2.6), fill=colours.lifts)
    none = [(frame.x(each.day), panel.bottom - 3.5) for each in told if each.value is None and _shown(frame, each)]
    yield svg.path(svg.crosses(none, 2.2), stroke=colours.quiet, width=1.2)


def _grid(frame: Frame, panel: Panel) -> Iterator[str]:
    for value in (0, 5, 10):
        y = _y(panel, value)
        yield svg.line((frame.left, y), (frame.right, y), frame.colours.line)
        yield svg.text((frame.left - 4, y + 3.5), str(value), SMALL, frame.colours.quiet, anchor="end")


def _points(frame: Frame, panel: Panel, felt: Sequence[Felt]) -> list[svg.Point]:
    return [
        (frame.x(each.day), _y(panel, each.value)) for each in felt if each.value is not None and _shown(frame, each)
    ]


def _shown(frame: Frame, felt: Felt) -> bool:
    return frame.chart.progress.first <= felt.day <= frame.chart.progress.last


def _y(panel: Panel, value: int) -> float:
    return panel.bottom - value / WORST * panel.height
