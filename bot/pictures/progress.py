"""The progress picture: dose above pain above lifts on one time axis, the last weeks as a calendar below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.pictures import svg
from bot.pictures.days import ROW, calendar, calendar_legend
from bot.pictures.dose import dose, dose_legend
from bot.pictures.frame import Frame, Panel
from bot.pictures.pain import lifts, lifts_legend, pain, pain_legend
from bot.pictures.palette import palette
from bot.wording.chart import Chart

WIDTH, MARGIN = 360.0, 14.0
LEFT, RIGHT = 26.0, 348.0
TALLEST = 1280
"""Pixels: Telegram makes larger photos smaller, and their words blurred."""
SCALE = 2.5
HEADING = 11.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts stand, from the top."""

    strip: Panel
    dose: Panel
    pain: Panel
    lifts: Panel | None
    axis: float
    calendar: float
    height: float


def layout(chart: Chart) -> Layout:
    """Squats and deadlifts have a panel once something was told of them."""
    pain_top, pain_height = 210.0, 58.0
    bottom = pain_top + pain_height
    lifts_panel = Panel(bottom + 28, bottom + 62) if chart.progress.lifts else None
    end = lifts_panel.bottom if lifts_panel else bottom
    days = end + 36
    return Layout(
        strip=Panel(70, 85),
        dose=Panel(87, 180),
        pain=Panel(pain_top, bottom),
        lifts=lifts_panel,
        axis=end + 13,
        calendar=days,
        height=days + 8 + len(chart.progress.calendar) * ROW + 4,
    )


def progress_svg(chart: Chart) -> str:
    """The picture as SVG."""
    places = layout(chart)
    scale = min(SCALE, TALLEST / places.height)
    return svg.document(WIDTH, places.height, scale, palette(dark=chart.dark).page, _content(chart, places))


def _content(chart: Chart, places: Layout) -> Iterator[str]:
    colours, words = palette(dark=chart.dark), chart.words
    frame = Frame(chart, colours, LEFT, RIGHT)
    yield svg.text((MARGIN, 26), words.title, 17, colours.ink, bold=True)
    room = RIGHT - MARGIN - svg.width_of(words.gate_opens, 11) - 8
    yield svg.text((MARGIN, 42), svg.fitted(words.subtitle, 12, room), 12, colours.quiet)
    yield svg.text((MARGIN, 62), words.dose, HEADING, colours.ink, bold=True)
    yield svg.text((RIGHT, 26), words.gate_met, 11, colours.ink, anchor="end")
    yield svg.text((RIGHT, 42), words.gate_opens, 11, colours.quiet, anchor="end")
    yield dose_legend(frame, 62)
    yield from frame.strip(places.strip)
    yield from dose(frame, places.dose)
    yield svg.text((MARGIN, places.pain.top - 10), words.pain, HEADING, colours.ink, bold=True)
    yield pain_legend(frame, places.pain.top - 10)
    yield from pain(frame, places.pain)
    if places.lifts is not None:
        yield svg.text((MARGIN, places.lifts.top - 8), words.lifts, HEADING, colours.ink, bold=True)
        yield lifts_legend(frame, places.lifts.top - 8)
        yield from lifts(frame, places.lifts)
    yield from frame.axis(places.axis)
    yield from calendar(chart, colours, MARGIN, places.calendar)
    yield from calendar_legend(chart, colours, 232, places.calendar)
