"""Vectors, rotations and the camera of the drawings: plain tuples, metres and degrees.

World axes: x to the viewer's right, y away from the viewer, z up; the floor is z = 0.
Body axes: x ventral (forward), y left, z cranial (towards the head); both systems are right-handed.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians, sin, sqrt

Vec = tuple[float, float, float]
Point = tuple[float, float]
Matrix = tuple[Vec, Vec, Vec]  # rows


def add(a: Vec, b: Vec) -> Vec:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, k: float) -> Vec:
    return (a[0] * k, a[1] * k, a[2] * k)


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def norm(a: Vec) -> float:
    return sqrt(dot(a, a))


def lerp(a: Vec, b: Vec, t: float) -> Vec:
    return add(scale(a, 1 - t), scale(b, t))


def apply(m: Matrix, v: Vec) -> Vec:
    return (dot(m[0], v), dot(m[1], v), dot(m[2], v))


def compose(a: Matrix, b: Matrix) -> Matrix:
    """The rotation that does `b` first and `a` after it."""
    columns = tuple(zip(*b, strict=True))
    rows = [tuple(dot(row, column) for column in columns) for row in a]
    return ((rows[0][0], rows[0][1], rows[0][2]), (rows[1][0], rows[1][1], rows[1][2]),
            (rows[2][0], rows[2][1], rows[2][2]))  # fmt: skip


def turn_x(degrees: float) -> Matrix:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((1, 0, 0), (0, c, -s), (0, s, c))


def turn_y(degrees: float) -> Matrix:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, 0, s), (0, 1, 0), (-s, 0, c))


def turn_z(degrees: float) -> Matrix:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, -s, 0), (s, c, 0), (0, 0, 1))


def from_body_axes(ventral: Vec, cranial: Vec) -> Matrix:
    """The rotation from body to world axes, from where the belly and the crown point (unit, at right angles)."""
    left = (
        cranial[1] * ventral[2] - cranial[2] * ventral[1],
        cranial[2] * ventral[0] - cranial[0] * ventral[2],
        cranial[0] * ventral[1] - cranial[1] * ventral[0],
    )
    return (
        (ventral[0], left[0], cranial[0]),
        (ventral[1], left[1], cranial[1]),
        (ventral[2], left[2], cranial[2]),
    )


@dataclass(frozen=True)
class Camera:
    """A parallel projection: yaw turns around the vertical, pitch looks down (degrees).

    `zoom` is pixels per metre; `centre` is the world point drawn at `at`, in pixels from the top left.
    """

    yaw: float
    pitch: float
    zoom: float
    centre: Vec
    at: Point

    def _view(self, v: Vec) -> Vec:
        """(right, up, away) of a direction."""
        right = v[0] * cos(radians(self.yaw)) + v[1] * sin(radians(self.yaw))
        away = v[1] * cos(radians(self.yaw)) - v[0] * sin(radians(self.yaw))
        c, s = cos(radians(self.pitch)), sin(radians(self.pitch))
        return (right, v[2] * c + away * s, away * c - v[2] * s)

    def point(self, v: Vec) -> Point:
        right, up, _ = self._view(sub(v, self.centre))
        return (self.at[0] + right * self.zoom, self.at[1] - up * self.zoom)

    def direction(self, v: Vec) -> Point:
        """A direction in pixels on the picture (y downwards)."""
        right, up, _ = self._view(v)
        return (right * self.zoom, -up * self.zoom)

    def depth(self, v: Vec) -> float:
        """Metres away from the viewer: what is larger is drawn first."""
        return self._view(sub(v, self.centre))[2]


def unit2(a: Point, b: Point) -> Point:
    """The unit vector from a to b; to the right where they coincide."""
    length = hypot(b[0] - a[0], b[1] - a[1])
    return ((b[0] - a[0]) / length, (b[1] - a[1]) / length) if length > 1e-9 else (1.0, 0.0)
