"""Mats, bands, bars, benches and walls: each a function that draws behind and before the figure."""

from __future__ import annotations

from collections.abc import Sequence

from tools.draw_drills import palette, svg
from tools.draw_drills.body import Skeleton
from tools.draw_drills.drill import Prop
from tools.draw_drills.geometry import Camera, Point, Vec, add, lerp


def _face(camera: Camera, corners: Sequence[Vec], fill: str) -> str:
    style = f'fill="{fill}" stroke="{fill}" stroke-width="1.5" stroke-linejoin="round"'
    return svg.path(svg.polygon([camera.point(c) for c in corners]), style)


def box(camera: Camera, low: Vec, high: Vec, top: str, front: str) -> str:
    """A block between two corners: its side, its front and its top, as seen from above."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    side_x = x1 if camera.yaw > 0 else x0
    side = [(side_x, y0, z0), (side_x, y1, z0), (side_x, y1, z1), (side_x, y0, z1)]
    return (
        _face(camera, side, svg.mix(front, "#000000", 0.12))
        + _face(camera, [(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)], front)
        + _face(camera, [(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)], top)
    )


def block(low: Vec, high: Vec, top: str, front: str) -> Prop:
    return lambda camera, body: (box(camera, low, high, top, front), "")


def floor(depth: float) -> Prop:
    """The floor up to `depth` metres behind the figure, down to the picture's lower edge."""

    def draw(camera: Camera, body: Skeleton) -> tuple[str, str]:
        top = camera.point((camera.centre[0], depth, 0.0))[1]
        return f'<rect y="{svg.number(top)}" width="2000" height="2000" fill="{palette.FLOOR}"/>', ""

    return draw


def wall(x: float, near: float, far: float) -> Prop:
    """A wall to the figure's right hand, from y = `near` to y = `far`, higher than the picture."""
    corners = [(x, near, 0.0), (x, far, 0.0), (x, far, 3.0), (x, near, 3.0)]
    edge = [(x - 3, near, 0.0), (x, near, 0.0), (x, near, 3.0), (x - 3, near, 3.0)]

    def draw(camera: Camera, body: Skeleton) -> tuple[str, str]:
        return _face(camera, edge, palette.WALL_EDGE) + _face(camera, corners, palette.WALL), ""

    return draw


def pad(joint: str) -> Prop:
    """A folded cushion between one elbow and the wall."""

    def draw(camera: Camera, body: Skeleton) -> tuple[str, str]:
        x, y, z = body.joints[joint]
        low, high = (x - 0.075, y - 0.11, z - 0.09), (x - 0.035, y + 0.11, z + 0.09)
        return box(camera, low, high, palette.BAND, palette.BAND), ""

    return draw


def mat(x0: float, x1: float, y: float = 0.36) -> Prop:
    """An exercise mat whose top is the floor's zero."""
    return block((x0, -y, -0.015), (x1, y, 0.0), palette.MAT, palette.MAT_EDGE)


def shadow(names: Sequence[str], spread: float = 0.1) -> Prop:
    """A soft patch on the floor under the named joints."""

    def draw(camera: Camera, body: Skeleton) -> tuple[str, str]:
        points = [camera.point((body.joints[n][0], body.joints[n][1], 0.0)) for n in names]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        rx = (max(xs) - min(xs)) / 2 + spread * camera.zoom
        ry = (max(ys) - min(ys)) / 2 + spread * camera.zoom * 0.35
        at = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
        return svg.ellipse(at, [(rx, 0), (0, ry)], f'fill="{palette.INK}" opacity="0.10"'), ""

    return draw


def _stroke(points: Sequence[Point], colour: str, width: float) -> str:
    return svg.path(svg.polyline(points), svg.stroke(colour, width))


def _around_ball(body: Skeleton, side: str) -> tuple[Vec, Vec]:
    """Where a band crosses the sole and the top of one foot at its ball."""
    ankle, heel, ball = (body.joints[f"{side}_{n}"] for n in ("ankle", "heel", "ball"))
    middle = lerp(ball, heel, 0.12)
    up = lerp((0, 0, 0), add(ankle, (-heel[0], -heel[1], -heel[2])), 1.0)
    length = max(sum(v * v for v in up) ** 0.5, 1e-6)
    out = (up[0] / length * 0.045, up[1] / length * 0.045, up[2] / length * 0.045)
    return add(middle, (-out[0] * 0.8, -out[1] * 0.8, -out[2] * 0.8)), add(middle, out)


def mini_band(camera: Camera, body: Skeleton) -> tuple[str, str]:
    """A mini band round the balls of both feet."""
    (la, lb), (ra, rb) = (_around_ball(body, side) for side in ("left", "right"))
    sole, top = [camera.point(la), camera.point(ra)], [camera.point(lb), camera.point(rb)]
    width = 0.026 * camera.zoom
    return "", (
        _stroke(sole, palette.BAND, width) + _stroke(top, palette.BAND, width)
        + _stroke([sole[0], top[0]], palette.BAND, width) + _stroke([sole[1], top[1]], palette.BAND, width)
    )  # fmt: skip


def floor_band(side: str, fixed: Vec) -> Prop:
    """A looped band from a low fixed point round the instep of one foot."""

    def draw(camera: Camera, body: Skeleton) -> tuple[str, str]:
        sole, top = _around_ball(body, side)
        ends = [camera.point(sole), camera.point(top)]
        start = camera.point(fixed)
        width = 0.025 * camera.zoom
        straps = "".join(_stroke([start, end], palette.BAND, width) for end in ends)
        return straps, _stroke(ends, palette.BAND, width * 1.25)

    return draw


def post(x: float, y: float, height: float) -> Prop:
    """A post with a foot: the fixed low point that the band is looped round."""

    def draw(camera: Camera, body: Skeleton) -> tuple[str, str]:
        foot, head = camera.point((x, y, 0.0)), camera.point((x, y, height))
        low, high = (x - 0.10, y - 0.10, 0.0), (x + 0.10, y + 0.10, 0.02)
        plate = box(camera, low, high, palette.METAL, svg.mix(palette.METAL, "#000000", 0.15))
        return plate + _stroke([foot, head], palette.METAL, 0.05 * camera.zoom), ""

    return draw


def bar(height: float, half: float, posts: bool = True) -> Prop:
    """A bar across the picture's depth, on two posts."""

    def draw(camera: Camera, body: Skeleton) -> tuple[str, str]:
        ends = [(0.0, -half, height), (0.0, half, height)]
        rail = _stroke([camera.point(e) for e in ends], palette.METAL, 0.035 * camera.zoom)
        legs = ""
        for _, y, _ in ends[:: 1 if posts else 2]:
            foot, head = camera.point((0.0, y, 0.0)), camera.point((0.0, y, height))
            legs += _stroke([foot, head], svg.mix(palette.METAL, palette.PANEL, 0.35), 0.045 * camera.zoom)
        return legs + rail, ""

    return draw


def towel(side: str) -> Prop:
    """A folded towel or slider under the ball of one foot."""

    def draw(camera: Camera, body: Skeleton) -> tuple[str, str]:
        x, y, _ = body.joints[f"{side}_ball"]
        low, high = (x - 0.09, y - 0.08, 0.0), (x + 0.15, y + 0.08, 0.014)
        return box(camera, low, high, palette.BAND, svg.mix(palette.BAND, "#000000", 0.2)), ""

    return draw
