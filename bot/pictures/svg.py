"""Shapes and words as SVG text. Lengths are points of a phone's screen: the picture is 360 of them wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

Point = tuple[float, float]
FONT = "Inter"
_NARROW = frozenset("iljtfrI.,:;·’'|!()[]– ")
_WIDE = frozenset("mwMWOQGDHNU%@×")


def number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def rect(x: float, y: float, width: float, height: float, fill: str, *, r: float = 0, more: str = "") -> str:
    round_ = f' rx="{number(r)}"' if r else ""
    size = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect x="{number(x)}" y="{number(y)}" {size}{round_} fill="{fill}" {more}/>'


def path(d: str, *, fill: str = "none", stroke: str = "", width: float = 1, more: str = "") -> str:
    line = f' stroke="{stroke}" stroke-width="{number(width)}" stroke-linejoin="round"' if stroke else ""
    return f'<path d="{d}" fill="{fill}"{line} {more}/>' if d else ""


def line(start: Point, end: Point, stroke: str, width: float = 1, *, dash: str = "") -> str:
    more = f'stroke-dasharray="{dash}"' if dash else ""
    return path(f"M{_xy(start)}L{_xy(end)}", stroke=stroke, width=width, more=more)


def polyline(points: Sequence[Point]) -> str:
    """The path through the points; nothing for fewer than two."""
    return "M" + "L".join(map(_xy, points)) if len(points) > 1 else ""


def text(
    at: Point, words: str, size: float, fill: str, *, anchor: str = "start", bold: bool = False, halo: str = ""
) -> str:
    """Words with their baseline at a point; a `halo` of the page's colour keeps them readable on lines."""
    weight = ' font-weight="600"' if bold else ""
    around = f' stroke="{halo}" stroke-width="2.5" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    place = f'x="{number(at[0])}" y="{number(at[1])}"' + (f' text-anchor="{anchor}"' if anchor != "start" else "")
    return f'<text {place} font-size="{number(size)}" fill="{fill}"{weight}{around}>{escape(words)}</text>'


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide words are; a little more rather than less."""
    ems = sum(0.3 if c in _NARROW else 0.8 if c in _WIDE else 0.68 if c.isupper() else 0.58 for c in words)
    return ems * size * (1.05 if bold else 1)


def fitted(words: str, size: float, room: float) -> str:
    """The words, shortened with an ellipsis where they are too long for the room."""
    if width_of(words, size) <= room:
        return words
    while words and width_of(words + "…", size) > room:
        words = words[:-1]
    return words.rstrip() + "…" if words else ""


# Markers as pieces of one path: many of them are drawn in one go.


def dots(points: Iterable[Point], r: float) -> str:
    arc = f"a{number(r)} {number(r)} 0 1 0"
    return "".join(f"M{_xy((x - r, y))}{arc} {number(2 * r)} 0{arc} {number(-2 * r)} 0" for x, y in points)


def diamonds(points: Iterable[Point], r: float) -> str:
    n = number(r)
    return "".join(f"M{_xy((x, y - r))}l{n} {n}l-{n} {n}l-{n} -{n}Z" for x, y in points)


def squares(points: Iterable[Point], r: float) -> str:
    n = number(2 * r)
    return "".join(f"M{_xy((x - r, y - r))}h{n}v{n}h-{n}Z" for x, y in points)


def crosses(points: Iterable[Point], r: float) -> str:
    n = number(2 * r)
    return "".join(f"M{_xy((x - r, y - r))}l{n} {n}m-{n} 0l{n} -{n}" for x, y in points)


def stems(points: Iterable[Point], base: float) -> str:
    return "".join(f"M{_xy((x, y))}V{number(base)}" for x, y in points if y < base)


def at(x: float, y: float, sign: str) -> str:
    """A sign that was drawn around (0, 0), at a point."""
    return f'<g transform="translate({number(x)} {number(y)})">{sign}</g>'


def document(width: float, height: float, scale: float, page: str, content: Iterable[str]) -> str:
    size = f'width="{round(width * scale)}" height="{round(height * scale)}"'
    inner = "".join(content)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {number(width)} {number(height)}" '
        f'font-family="{FONT}">{rect(0, 0, width, height, page)}{inner}</svg>'
    )


def _xy(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
