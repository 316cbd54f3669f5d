"""The upper panel: what each side did in every session, against what was prescribed and the next gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.coach.progress import Effort
from bot.coach.spells import Band
from bot.pictures import svg
from bot.pictures.days import RESTS, SIGNS
from bot.pictures.frame import SMALL, Frame, Panel, legend
from bot.pictures.palette import Palette

STEPS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 300, 500)
BREAK = timedelta(days=7)
"""Sessions farther apart are not joined by a line."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Amounts of one band to points; `share`: in per cent of what was prescribed, where drills of every unit mix."""

    panel: Panel
    most: float
    share: bool

    def y(self, amount: float) -> float:
        return self.panel.bottom - amount / self.top * (self.panel.height - 14)

    def of(self, effort: Effort, amount: int) -> float:
        return 100 * amount / max(effort.planned, 1) if self.share else amount

    @property
    def step(self) -> int:
        """Between two lines, so that there are two or three above the ground."""
        return 50 if self.share else next((step for step in STEPS if step * 3 >= self.most), STEPS[-1])

    @property
    def top(self) -> int:
        """The uppermost line, with nothing above it."""
        return self.step * max(1, -int(-self.most // self.step))


def dose(frame: Frame, panel: Panel) -> Iterator[str]:
    """The whole panel."""
    yield from frame.backdrop(panel)
    yield from rests(frame, panel)
    scaled = []
    for band in frame.chart.progress.bands:
        efforts = _of(frame, band)
        scale = _scale(frame, band, efforts, panel)
        scaled.append((band, efforts, scale))
        yield from _grid(frame, band, scale)
    yield from frame.today(panel)
    for band, efforts, scale in scaled:
        yield from _gate(frame, band, scale)
        yield _prescribed(frame, band, scale, efforts)
        yield from _sides(frame, scale, efforts)
    if not frame.chart.progress.efforts:
        middle = ((frame.left + frame.right) / 2, (panel.top + panel.bottom) / 2 + 4)
        halo = frame.colours.band
        yield svg.text(middle, frame.chart.words.nothing_yet, 12, frame.colours.quiet, anchor="middle", halo=halo)


def dose_legend(frame: Frame, y: float) -> str:
    colours, words = frame.colours, frame.chart.words
    items = [
        (left_sign(colours), words.left),
        (right_sign(colours), words.right),
        (svg.line((-6, 0), (6, 0), colours.prescribed, 2), words.prescribed),
    ]
    if any(effort.easier for effort in frame.chart.progress.efforts):
        items.append((_easier_sign(colours), words.easier))
    if frame.chart.progress.gate is not None:
        items.append((svg.line((-6, 0), (6, 0), colours.gate, 1.6, dash="4 2"), words.gate))
    return legend(frame.left + svg.width_of(words.dose, 11, bold=True), y, items, colours.quiet)


def left_sign(colours: Palette) -> str:
    return svg.path(svg.dots([(0, 0)], 3), fill=colours.left)


def right_sign(colours: Palette) -> str:
    return svg.path(svg.diamonds([(0, 0)], 4.2), stroke=colours.right, width=1.5)


def _easier_sign(colours: Palette) -> str:
    return svg.path(svg.dots([(0, 0)], 3), stroke=colours.left, width=1.2)


def _of(frame: Frame, band: Band) -> list[Effort]:
    """The sessions of a band; in a stage only those of its own drill, because others count in other units."""
    maintaining = band.stage >= len(frame.chart.words.stages)
    efforts = (effort for effort in frame.chart.progress.efforts if band.first <= effort.day <= band.last)
    return [effort for effort in efforts if maintaining or effort.stage == band.stage]


def _scale(frame: Frame, band: Band, efforts: Sequence[Effort], panel: Panel) -> Scale:
    progress = frame.chart.progress
    share = band.stage >= len(frame.chart.words.stages)
    if share:
        return Scale(
            panel,
            max([100.0, *(Scale(panel, 100, share=True).of(e, max(e.left, e.right)) for e in efforts)]),
            share=True,
        )
    tops = [max(each.left, each.right, each.planned) for each in efforts]
    if band is progress.bands[-1]:
        tops += [progress.gate.amount] if progress.gate else []
        tops += [progress.ahead.sets * progress.ahead.amount] if progress.ahead else []
    return Scale(panel, max(tops, default=10), share=False)


def _grid(frame: Frame, band: Band, scale: Scale) -> Iterator[str]:
    """Lines of the band's own scale; the uppermost bears its number and unit, at the left of the frame each line."""
    x, end, quiet = frame.start(band.first), frame.reach(band), frame.colours.quiet
    for value in range(0, scale.top + 1, scale.step):
        y = scale.y(value)
        yield svg.line((x, y), (end, y), frame.colours.line)
        if band is frame.chart.progress.bands[0]:
            yield svg.text((frame.left - 4, y + 3.5), str(value), SMALL, quiet, anchor="end")
    unit = frame.stage(band.stage).unit
    words = unit if band is frame.chart.progress.bands[0] else f"{scale.top} {unit}"
    now = frame.x(frame.chart.progress.today)
    x = now if x <= now < x + svg.width_of(words, SMALL) + 3 else x
    if svg.width_of(words, SMALL) + 4 <= end - x:
        yield svg.text((x + 3, scale.y(scale.top) - 3), words, SMALL, quiet)


def _gate(frame: Frame, band: Band, scale: Scale) -> Iterator[str]:
    """The next gate as a line to the end of the axis."""
    progress = frame.chart.progress
    if progress.gate is not None and band is progress.bands[-1]:
        y = scale.y(progress.gate.amount)
        yield svg.line((frame.start(band.first), y), (frame.right, y), frame.colours.gate, 1.6, dash="5 3")


def _prescribed(frame: Frame, band: Band, scale: Scale, efforts: Sequence[Effort]) -> str:
    """A step for every session, level until the next one; dashed from today on."""
    colours, progress = frame.colours, frame.chart.progress
    d, y = "", 0.0
    for n, effort in enumerate(efforts):
        y = scale.y(scale.of(effort, effort.planned))
        d += f"M{svg.number(frame.start(effort.day))} {svg.number(y)}" if not n else f"V{svg.number(y)}"
        following = efforts[n + 1].day if n + 1 < len(efforts) else band.last
        d += f"H{svg.number(max(frame.end(effort.day), frame.start(following)))}"
    drawn = svg.path(d, stroke=colours.prescribed, width=1.8)
    if band is progress.bands[-1] and progress.ahead is not None:
        y = scale.y(100 if scale.share else progress.ahead.sets * progress.ahead.amount)
        drawn += svg.line((frame.x(progress.today), y), (frame.right, y), colours.prescribed, 1.8, dash="2 3")
    return drawn


def _sides(frame: Frame, scale: Scale, efforts: Sequence[Effort]) -> Iterator[str]:
    """A filled dot for the left, an open diamond around it for the right, so that equal sides show both."""
    colours, size = frame.colours, min(max(frame.day_width * 0.42, 1.5), 3.2)
    left = [(frame.x(each.day), scale.y(scale.of(each, each.left))) for each in efforts]
    right = [(frame.x(each.day), scale.y(scale.of(each, each.right))) for each in efforts]
    thin = 0.9 if frame.day_width < 5 else 1.2
    for first, last in _runs(efforts):
        yield svg.path(svg.polyline(right[first:last]), stroke=colours.right, width=thin)
        yield svg.path(svg.polyline(left[first:last]), stroke=colours.left, width=thin)
    full = [point for point, each in zip(left, efforts, strict=True) if not each.easier]
    open_ = [point for point, each in zip(left, efforts, strict=True) if each.easier]
    yield svg.path(svg.dots(full, size), fill=colours.left)
    yield svg.path(svg.dots(open_, size), fill=colours.band, stroke=colours.left, width=1.1)
    yield svg.path(svg.diamonds(right, size * 1.45), stroke=colours.right, width=1.2)


def _runs(efforts: Sequence[Effort]) -> Iterator[tuple[int, int]]:
    """Stretches of sessions without a long break between two of them."""
    first = 0
    for n in range(1, len(efforts) + 1):
        if n == len(efforts) or efforts[n].day - efforts[n - 1].day > BREAK:
            yield first, n
            first = n


def rests(frame: Frame, panel: Panel) -> Iterator[str]:
    """The sign of a pause or a hold at the foot of its days, where it is long enough to bear one."""
    for spell in frame.chart.progress.spells:
        x, end = frame.start(spell.first), frame.end(spell.last)
        if end - x >= 9:
            yield svg.at((x + end) / 2, panel.bottom - 8, SIGNS[RESTS[spell.rest]](frame.colours))
