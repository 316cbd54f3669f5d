"""The colours of a light and of a dark chat.

The hues are Okabe and Ito's, told apart with every kind of colour vision; every series has a shape of its own as well.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """`#rrggbb` by what is drawn with it."""

    page: str
    ink: str
    quiet: str
    """Words of second rank: at least 4.5 : 1 against the page."""
    line: str
    band: str
    band_other: str
    strip: str
    strip_now: str
    strip_words: str
    strip_words_now: str
    left: str
    right: str
    prescribed: str
    gate: str
    during: str
    morning: str
    safe: str
    lifts: str
    paused: str
    held: str


LIGHT = Palette(
    page="#ffffff",
    ink="#1d2a33",
    quiet="#5a6873",
    line="#dfe5e9",
    band="#f6f8f9",
    band_other="#edf1f3",
    strip="#dbe3e8",
    strip_now="#33505f",
    strip_words="#33505f",
    strip_words_now="#ffffff",
    left="#0072b2",
    right="#d55e00",
    prescribed="#7d8b95",
    gate="#1d2a33",
    during="#1d2a33",
    morning="#a8327d",
    safe="#d3eee4",
    lifts="#00785a",
    paused="#c9d2d8",
    held="#f3c9ae",
)
DARK = Palette(
    page="#17212b",
    ink="#f1f5f7",
    quiet="#a6b5c0",
    line="#2f3f4c",
    band="#1b2732",
    band_other="#202e3a",
    strip="#2d3e4b",
    strip_now="#b9d3e2",
    strip_words="#c3d3dd",
    strip_words_now="#17212b",
    left="#56b4e9",
    right="#f0a35e",
    prescribed="#8496a3",
    gate="#f1f5f7",
    during="#f1f5f7",
    morning="#f08cc8",
    safe="#17453d",
    lifts="#3fc79f",
    paused="#3b4c59",
    held="#5c3b28",
)


def palette(*, dark: bool) -> Palette:
    return DARK if dark else LIGHT
