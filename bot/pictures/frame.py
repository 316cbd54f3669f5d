"""What every panel over the time axis shares: days to points, the stages behind, rests, today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.coach.spells import Band, Rest
from bot.pictures import svg
from bot.pictures.palette import Palette
from bot.wording.chart import Chart, StageWords

SMALL = 10.0
"""The smallest words; the picture is about as wide as a phone's screen."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A strip of the picture from `top` to `bottom`."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Frame:
    """The time axis between `left` and `right`: each day has the same width."""

    chart: Chart
    colours: Palette
    left: float
    right: float

    @property
    def day_width(self) -> float:
        return (self.right - self.left) / ((self._progress_days) or 1)

    @property
    def _progress_days(self) -> int:
        return (self.chart.progress.last - self.chart.progress.first).days + 1

    def x(self, day: date) -> float:
        """The middle of a day."""
        return self.left + ((day - self.chart.progress.first).days + 0.5) * self.day_width

    def start(self, day: date) -> float:
        """The beginning of a day, at the frame's left end at the least."""
        return max(self.left, self.x(day) - self.day_width / 2)

    def end(self, day: date) -> float:
        return min(self.right, self.x(day) + self.day_width / 2)

    def stage(self, number: int) -> StageWords:
        stages = self.chart.words.stages
        return stages[min(number, len(stages)) - 1]

    def reach(self, band: Band) -> float:
        """Where a band ends: the one of today goes on to the end of the axis."""
        return self.right if band is self.chart.progress.bands[-1] else self.end(band.last)

    def backdrop(self, panel: Panel) -> Iterator[str]:
        """The stages as bands behind a panel, and the days on which training rested."""
        progress, colours = self.chart.progress, self.colours
        for n, band in enumerate(progress.bands):
            x, fill = self.start(band.first), colours.band_other if n % 2 else colours.band
            yield svg.rect(x, panel.top, self.reach(band) - x, panel.height, fill)
        for spell in progress.spells:
            if spell.last >= progress.first:
                x = self.start(spell.first)
                fill = colours.paused if spell.rest is Rest.PAUSED else colours.held
                yield svg.rect(x, panel.top, self.end(spell.last) - x, panel.height, fill, more='fill-opacity="0.55"')

    def today(self, panel: Panel) -> Iterator[str]:
        """Today as a line, and the first day that the gate can open on as a dotted one."""
        progress, colours = self.chart.progress, self.colours
        if progress.gate and progress.gate.opens:
            opens = self.end(progress.gate.opens) - 0.8
            yield svg.line((opens, panel.top), (opens, panel.bottom), colours.gate, 1.4, dash="1.5 3")
        now = self.x(progress.today)
        yield svg.line((now, panel.top), (now, panel.bottom), colours.ink, 1.2)

    def strip(self, panel: Panel) -> Iterator[str]:
        """The stages by number and name above the panels."""
        bands, colours = self.chart.progress.bands, self.colours
        for band in bands:
            now = band is bands[-1]
            x, width = self.start(band.first), self.reach(band) - self.start(band.first)
            yield svg.rect(
                x, panel.top, max(width - 1.5, 1), panel.height, colours.strip_now if now else colours.strip, r=3
            )
            words = self._name(band, width - 10)
            if words:
                fill = colours.strip_words_now if now else colours.strip_words
                yield svg.text((x + 5, panel.bottom - 4.2), words, SMALL, fill, bold=True)

    def _name(self, band: Band, room: float) -> str:
        """`2 Side Plank …` where there is room for some of the name, else the number, else nothing."""
        stage = self.stage(band.stage)
        name = f"{stage.number}  {stage.name}" if stage.number.isdigit() else stage.name
        whole = svg.fitted(name, SMALL * 1.05, room)
        if whole == name or len(whole) >= len(stage.number) + 8:
            return whole
        return stage.number if svg.width_of(stage.number, SMALL) <= room + 5 else ""

    def axis(self, y: float) -> Iterator[str]:
        """Days below the panels; today in bold, and no other day too near to it."""
        progress, colours = self.chart.progress, self.colours
        now, word = self.x(progress.today), self.chart.words.today
        half = svg.width_of(word, SMALL, bold=True) / 2
        at = min(max(now, self.left + half), self.right - half)
        yield svg.text((at, y), word, SMALL, colours.ink, anchor="middle", bold=True)
        taken = [(at - half, at + half)]
        opens = self.chart.words.gate_day
        if opens and self.right - svg.width_of(opens, SMALL, bold=True) > at + half + 4:
            yield svg.text((self.right, y), opens, SMALL, colours.ink, anchor="end", bold=True)
            taken.append((self.right - svg.width_of(opens, SMALL, bold=True), self.right))
        for tick in self.chart.ticks:
            width = svg.width_of(tick.label, SMALL)
            x = min(self.start(tick.day), self.right - width)
            if all(x + width < first - 4 or x > last + 4 for first, last in taken):
                yield svg.text((x, y), tick.label, SMALL, colours.quiet)


def legend(x: float, y: float, items: list[tuple[str, str]], fill: str) -> str:
    """Signs with their words, one after the other; a sign is drawn around (0, 0) and 12 points wide."""
    parts = []
    for sign, words in items:
        parts.append(svg.at(x + 6, y - 3.6, sign))
        parts.append(svg.text((x + 14, y), words, SMALL, fill))
        x += 14 + svg.width_of(words, SMALL) + 9
    return "".join(parts)
