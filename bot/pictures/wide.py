"""The charts of a progress picture for a page of paper: wide, low, without its heading and calendar."""

from __future__ import annotations

from collections.abc import Iterator

from bot.pictures import svg
from bot.pictures.dose import dose, dose_legend
from bot.pictures.frame import Frame, Panel
from bot.pictures.pain import lifts, lifts_legend, pain, pain_legend
from bot.pictures.palette import LIGHT
from bot.wording.chart import Chart

WIDTH = 600.0
MARGIN, LEFT, RIGHT = 0.0, 20.0, 599.0
HEADING = 11.0


def charts_svg(chart: Chart) -> tuple[str, float]:
    """The charts as SVG, and their height where they are :data:`WIDTH` wide."""
    strip, upper, middle = Panel(18, 33), Panel(35, 140), Panel(164, 228)
    lower = Panel(252, 296) if chart.progress.lifts else None
    axis = (lower or middle).bottom + 13
    height = axis + 4
    return svg.document(WIDTH, height, 1, LIGHT.page, _content(chart, strip, upper, middle, lower, axis)), height


def _content(
    chart: Chart, strip: Panel, upper: Panel, middle: Panel, lower: Panel | None, axis: float
) -> Iterator[str]:
    frame, words = Frame(chart, LIGHT, LEFT, RIGHT), chart.words
    yield svg.text((MARGIN, strip.top - 6), words.dose, HEADING, LIGHT.ink, bold=True)
    yield dose_legend(frame, strip.top - 6)
    yield from frame.strip(strip)
    yield from dose(frame, upper)
    yield svg.text((MARGIN, middle.top - 7), words.pain, HEADING, LIGHT.ink, bold=True)
    yield pain_legend(frame, middle.top - 7)
    yield from pain(frame, middle)
    if lower is not None:
        yield svg.text((MARGIN, lower.top - 6), words.lifts, HEADING, LIGHT.ink, bold=True)
        yield lifts_legend(frame, lower.top - 6)
        yield from lifts(frame, lower)
    yield from frame.axis(axis)
