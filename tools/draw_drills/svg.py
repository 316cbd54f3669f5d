"""Shapes as SVG text: everything that is drawn goes through here, rounded so that equal input gives equal bytes."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, degrees, hypot, sqrt

from tools.draw_drills.geometry import Point, unit2

FONT = "Inter"


def number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def xy(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def path(d: str, style: str) -> str:
    return f'<path d="{d}" {style}/>'


def stroke(colour: str, width: float) -> str:
    """The style of a line with round ends, `width` in pixels."""
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'fill="none" stroke="{colour}" stroke-width="{number(width)}" {ends}'


def polygon(points: Sequence[Point]) -> str:
    return "M" + "L".join(xy(p) for p in points) + "Z"


def polyline(points: Sequence[Point]) -> str:
    return "M" + "L".join(xy(p) for p in points)


def tapered(a: Point, ra: float, b: Point, rb: float) -> str:
    """A round-capped limb: the outline around two circles of different radius (pixels)."""
    distance = hypot(b[0] - a[0], b[1] - a[1])
    if distance <= abs(ra - rb) + 1e-6:
        return circle(a, ra) if ra >= rb else circle(b, rb)
    ux, uy = unit2(a, b)
    along = (ra - rb) / distance
    across = sqrt(1 - along * along)
    one = (ux * along - uy * across, uy * along + ux * across)
    two = (ux * along + uy * across, uy * along - ux * across)
    corners = [
        (a[0] + one[0] * ra, a[1] + one[1] * ra),
        (b[0] + one[0] * rb, b[1] + one[1] * rb),
        (b[0] + two[0] * rb, b[1] + two[1] * rb),
        (a[0] + two[0] * ra, a[1] + two[1] * ra),
    ]
    bend_b, bend_a = int(rb > ra), int(ra > rb)
    return (
        f"M{xy(corners[0])}L{xy(corners[1])}A{number(rb)} {number(rb)} 0 {bend_b} 0 {xy(corners[2])}"
        f"L{xy(corners[3])}A{number(ra)} {number(ra)} 0 {bend_a} 0 {xy(corners[0])}Z"
    )


def circle(at: Point, r: float) -> str:
    left, right = (at[0] - r, at[1]), (at[0] + r, at[1])
    arc = f"A{number(r)} {number(r)} 0 1 0"
    return f"M{xy(left)}{arc} {xy(right)}{arc} {xy(left)}Z"


def smooth_closed(points: Sequence[Point]) -> str:
    """A closed curve through every point (Catmull-Rom, written as cubic Béziers)."""
    n = len(points)
    d = f"M{xy(points[0])}"
    for i in range(n):
        d += _bezier(points[i - 1], points[i], points[(i + 1) % n], points[(i + 2) % n])
    return d + "Z"


def smooth_open(points: Sequence[Point]) -> str:
    padded = [points[0], *points, points[-1]]
    d = f"M{xy(points[0])}"
    for i in range(1, len(padded) - 2):
        d += _bezier(padded[i - 1], padded[i], padded[i + 1], padded[i + 2])
    return d


def _bezier(before: Point, start: Point, end: Point, after: Point) -> str:
    first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
    second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
    return f"C{xy(first)} {xy(second)} {xy(end)}"


def ellipse(at: Point, axes: Sequence[Point], style: str) -> str:
    """The outline of an ellipsoid whose half axes are drawn as the given pixel vectors."""
    a = sum(v[0] * v[0] for v in axes)
    b = sum(v[0] * v[1] for v in axes)
    c = sum(v[1] * v[1] for v in axes)
    middle, spread = (a + c) / 2, hypot((a - c) / 2, b)
    rx, ry = sqrt(middle + spread), sqrt(max(middle - spread, 0.0))
    turn = degrees(atan2(2 * b, a - c)) / 2
    return (
        f'<ellipse rx="{number(rx)}" ry="{number(ry)}" transform="translate({xy(at)}) rotate({number(turn)})" {style}/>'
    )


def rounded(x: float, y: float, width: float, height: float, r: float, style: str) -> str:
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
        f'rx="{number(r)}" {style}/>'
    )


def text(at: Point, size: float, words: str, fill: str, anchor: str = "start") -> str:
    place = f'x="{number(at[0])}" y="{number(at[1])}" text-anchor="{anchor}"'
    face = f'font-family="{FONT}" font-weight="600" font-size="{number(size)}" fill="{fill}"'
    return f"<text {place} {face}>{words}</text>"


def group(content: str, attributes: str) -> str:
    return f"<g {attributes}>{content}</g>"


def document(width: int, height: int, content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{content}</svg>'
    )


def mix(one: str, other: str, t: float) -> str:
    """The colour the fraction `t` of the way from one `#rrggbb` to another."""
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * t):02x}" for a, b in pairs)
