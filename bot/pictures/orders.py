"""What the drawing process can do, and how an answer begins."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from bot.wording.chart import Chart
from bot.wording.report import Report

HEAD = struct.Struct(">?I")
"""Whether it was drawn, and how many bytes follow."""


def draw_chart(chart: Chart) -> bytes:
    """The progress picture as PNG."""
    from bot.pictures.progress import progress_svg  # only the drawing process pays for drawing
    from bot.pictures.render import png

    return png(progress_svg(chart))


def make_report(report: Report) -> bytes:
    """The page for a physiotherapist as PDF."""
    from bot.pictures.page import pdf

    return pdf(report)


ORDERS: dict[str, Callable[[Any], bytes]] = {"chart": draw_chart, "report": make_report}
