"""The page for a physiotherapist: one A4 sheet, text and vector charts, set by fpdf2."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

from bot.pictures.palette import LIGHT
from bot.pictures.render import FONT_FILES
from bot.pictures.wide import WIDTH as CHART_WIDTH
from bot.pictures.wide import charts_svg
from bot.wording.report import Line, Report

MARGIN, TOP = 15.0, 13.0
"""Millimetres, as every length here."""
WIDTH = 180.0
SIZE, SMALL, HEADING, TITLE = 8.4, 7.4, 9.6, 14.0
"""Points."""
ROW, SMALL_ROW, SECTION, GAP, BETWEEN = 4.1, 3.5, 5.4, 2.6, 0.7
COLUMNS = (50.0, 43.0, 26.0, 19.0, 14.0, 14.0, 14.0)
"""Of the stages' table; together the page's width."""
FOOT = 281.0
LABELS = (27.0, 33.0)
"""Of the two columns of facts."""
DAY = 21.0

logging.getLogger("fontTools").setLevel(logging.ERROR)
logging.getLogger("fpdf").setLevel(logging.ERROR)


def pdf(report: Report) -> bytes:
    """The page, with what no font of ours can show left out."""
    with laid_out(report) as page:
        return bytes(page.document.output())


@contextmanager
def laid_out(report: Report) -> Iterator[Page]:
    """The page with everything set on it, for as long as its fonts are open."""
    page = Page()
    try:
        _set(page, report)
        yield page
    finally:
        for font in page.document.fonts.values():
            font.ttfont.close()  # type: ignore[union-attr]  # all of them are our own files


def _set(page: Page, report: Report) -> None:
    page.heading(report)
    page.facts(report.about, report.kept)
    if report.stages:
        page.section(report.stages_title)
        page.table(report.stages_head, report.stages)
    page.charts(report)
    page.section(report.events_title)
    shown = page.lines(report.events, below=page.height_of_rules(report.rules))
    if len(shown) < len(report.events) or not report.all_there:
        page.aside(report.left_out)
    page.space()
    page.section(report.rules_title)
    page.rules(report.rules)
    page.foot(report.foot)


class Page:
    """Sets one part below the other; `end` is where the last of them ends, and should be above the foot."""

    def __init__(self) -> None:
        self.document = FPDF(format="A4")
        self.document.add_font("Inter", "", FONT_FILES[0])
        self.document.add_font("Inter", "B", FONT_FILES[1])
        self.document.set_margins(MARGIN, TOP)
        self.document.set_auto_page_break(False)
        self.document.c_margin = 0
        self.document.add_page()
        self.document.set_font("Inter", size=SIZE)
        self._known = set(self.document.current_font.cmap)  # type: ignore[union-attr]  # a font was set
        self.end = 0.0
        self._ink(LIGHT.ink)

    def heading(self, report: Report) -> None:
        self._font(TITLE, bold=True)
        self._cell(WIDTH, 7, report.title)
        self._font(SIZE)
        self._ink(LIGHT.quiet)
        self._cell(WIDTH, ROW, report.as_of)
        self._ink(LIGHT.ink)
        self.space()

    def facts(self, left: Sequence[Line], right: Sequence[Line]) -> None:
        """Two columns of labels and values."""
        top = self.document.get_y()
        ends = [self._column(MARGIN, top, LABELS[0], 74, left), self._column(MARGIN + 106, top, LABELS[1], 41, right)]
        self.document.set_xy(MARGIN, max(ends))
        self.space()

    def _column(self, x: float, y: float, label_width: float, width: float, lines: Sequence[Line]) -> float:
        for label, value in lines:
            self.document.set_xy(x, y)
            self._ink(LIGHT.quiet)
            self._cell(label_width, ROW, label, stay=True)
            self._ink(LIGHT.ink)
            self.document.set_x(x + label_width)
            self._block(width, value)
            y = self.document.get_y()
        return y

    def section(self, title: str) -> None:
        self._font(HEADING, bold=True)
        self._cell(WIDTH, SECTION, title)
        self._font(SIZE)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._font(SMALL)
        self._ink(LIGHT.quiet)
        self._row(head)
        self._ink(LIGHT.ink)
        self._font(SIZE)
        for row in rows:
            self._rule()
            self._row(row)
        self._rule()
        self.space()

    def _row(self, cells: Sequence[str]) -> None:
        """One row, as high as its longest cell."""
        y, lowest, x = self.document.get_y(), 0.0, MARGIN
        for width, words in zip(COLUMNS, cells, strict=True):
            self.document.set_xy(x, y)
            self._block(width - 1.5, words)
            lowest, x = max(lowest, self.document.get_y()), x + width
        self.document.set_xy(MARGIN, lowest)

    def _rule(self) -> None:
        y = self.document.get_y() + 0.2
        self.document.set_draw_color(LIGHT.line)
        self.document.line(MARGIN, y, MARGIN + WIDTH, y)
        self.document.set_xy(MARGIN, y + 0.4)

    def charts(self, report: Report) -> None:
        if not report.chart.progress.efforts:
            return
        drawn, height = charts_svg(report.chart)
        scale = WIDTH / CHART_WIDTH
        self.document.image(io.BytesIO(drawn.encode()), x=MARGIN, y=self.document.get_y(), w=WIDTH)
        self.document.set_font("Inter", size=SIZE)
        self.document.set_xy(MARGIN, self.document.get_y() + height * scale + GAP)

    def lines(self, lines: Sequence[Line], *, below: float) -> Sequence[Line]:
        """Days with what happened on them: as many of the latest as leave the height `below` free above the foot."""
        shown = self._latest(lines, FOOT - below - ROW - self.document.get_y())
        for day, words in shown:
            if day:
                self._ink(LIGHT.quiet)
                self._cell(DAY, ROW, day, stay=True)
                self._ink(LIGHT.ink)
                self.document.set_x(MARGIN + DAY)
            self._block(WIDTH - (DAY if day else 0), words)
            self.document.set_x(MARGIN)
        return shown

    def aside(self, words: str) -> None:
        self._ink(LIGHT.quiet)
        self._block(WIDTH, words)
        self._ink(LIGHT.ink)

    def _latest(self, lines: Sequence[Line], room: float) -> Sequence[Line]:
        first = len(lines)
        while first and room >= (height := self._height(WIDTH - DAY, lines[first - 1][1], ROW)):
            first, room = first - 1, room - height
        return lines[first:]

    def rules(self, rules: Sequence[str]) -> None:
        self._font(SMALL)
        for rule in rules:
            self.document.set_x(MARGIN)
            self._block(WIDTH, rule, height=SMALL_ROW)
            self.space(BETWEEN)

    def height_of_rules(self, rules: Sequence[str]) -> float:
        """With their heading and the space above it."""
        self._font(SMALL)
        heights = [self._height(WIDTH, rule, SMALL_ROW) + BETWEEN for rule in rules]
        self._font(SIZE)
        return GAP + SECTION + sum(heights)

    def foot(self, words: str) -> None:
        self.end = self.document.get_y()
        self._font(SMALL)
        self._ink(LIGHT.quiet)
        self.document.set_xy(MARGIN, FOOT)
        self._block(WIDTH, words, height=SMALL_ROW)

    def _cell(self, width: float, height: float, words: str, *, stay: bool = False) -> None:
        x, y = (XPos.RIGHT, YPos.TOP) if stay else (XPos.LMARGIN, YPos.NEXT)
        self.document.cell(width, height, self.shown(words), new_x=x, new_y=y)

    def _block(self, width: float, words: str, height: float = ROW) -> None:
        self.document.multi_cell(width, height, self.shown(words), align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)

    def _height(self, width: float, words: str, height: float) -> float:
        """How high a block would be."""
        found = self.document.multi_cell(
            width, height, self.shown(words), align="L", dry_run=True, output=MethodReturnValue.HEIGHT
        )
        return cast("float", found)

    def _font(self, size: float, *, bold: bool = False) -> None:
        self.document.set_font("Inter", "B" if bold else "", size)

    def _ink(self, colour: str) -> None:
        self.document.set_text_color(colour)

    def space(self, height: float = GAP) -> None:
        self.document.set_xy(MARGIN, self.document.get_y() + height)

    def shown(self, words: str) -> str:
        """The words without the signs that our fonts do not have: emoji, mostly. A dash where nothing is left."""
        return " ".join("".join(c for c in words if ord(c) in self._known or c == " ").split()) or "–"
