"""Contact sheets for the eye: several frames of one loop side by side. Run on demand, never shipped."""

from __future__ import annotations

import re

from tools.draw_drills import svg
from tools.draw_drills.drill import Drill
from tools.draw_drills.paint import frame


def contact_sheet(drill: Drill, count: int = 8, columns: int = 2) -> str:
    """The loop's frames at equal steps, as one SVG document."""
    width, height = drill.size
    cells = ""
    for i in range(count):
        x, y = (i % columns) * width, (i // columns) * height
        inner = re.sub(r"^<svg [^>]*>|</svg>$", "", frame(drill, 2 * drill.seconds * i / count))
        cells += f'<svg x="{x}" y="{y}" width="{width}" height="{height}">{inner}</svg>'
    return svg.document(columns * width, -(-count // columns) * height, cells)
