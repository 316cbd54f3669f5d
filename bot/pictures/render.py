"""SVG to PNG. Only the fonts of data/fonts are used, so every machine draws the same."""

from __future__ import annotations

from pathlib import Path

import resvg_py

FONTS = Path(__file__).resolve().parents[2] / "data" / "fonts"
FONT_FILES = [str(FONTS / "Inter-Regular.ttf"), str(FONTS / "Inter-SemiBold.ttf")]


def png(document: str) -> bytes:
    picture: bytes = resvg_py.svg_to_bytes(
        svg_string=document, skip_system_fonts=True, font_files=FONT_FILES, font_family="Inter"
    )
    return picture
