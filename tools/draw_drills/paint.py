"""One frame as an SVG document: panel, kit, figure, marked spine, side and breath labels, one cue."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from math import hypot

from tools.draw_drills import figure, palette, svg
from tools.draw_drills.drill import Drill, Moment, frames, moment, other
from tools.draw_drills.geometry import Point, unit2

MARGIN = 22
LABEL = 30  # pixels; on a phone the picture is about half as wide
CUE = 27


def frame(drill: Drill, at: float) -> str:
    """The loop's picture at `at` seconds."""
    return document(drill, moment(drill, at))


def still(drill: Drill) -> str:
    """The end of the movement, with the start position as a ghost of the moving leg and an arrow."""
    now = moment(drill, drill.still_at)
    start = moment(drill, 0.0)
    ghost = (
        figure.leg(start.body, drill.camera, drill.moving, 1.0, 0.0).markup
        if drill.moving
        else figure.draw(start.body, drill.camera, figure.Look({}))
    )
    arrow = _trail(drill, drill.moving or drill.first)
    return document(drill, now, svg.group(ghost, 'opacity="0.25"'), arrow)


def fingerprint(drill: Drill) -> str:
    """A digest of the still and of every tenth frame: tells drawings of this code from older ones."""
    shown = [still(drill), *(frame(drill, at) for at in frames(drill)[::10])]
    return sha256("".join(shown).encode()).hexdigest()[:16]


def document(drill: Drill, now: Moment, behind: str = "", before: str = "") -> str:
    width, height = drill.size
    panel = f'<rect width="{width}" height="{height}" fill="{palette.PANEL}"/>'
    return svg.document(width, height, panel + scenes(drill, now, behind, before) + _labels(drill, now))


def scenes(drill: Drill, now: Moment, behind: str = "", before: str = "") -> str:
    """The scene; where the set-up changes sides, both ways round for a moment while one gives way to the other."""
    shown = _scene(drill, now, behind, before)
    if not drill.mirrored or now.change <= 0:
        return shown
    following = _scene(drill, replace(now, turned=not now.turned), "", "")
    return svg.group(shown, f'opacity="{svg.number(1 - now.change)}"') + svg.group(
        following, f'opacity="{svg.number(now.change)}"'
    )


def _scene(drill: Drill, now: Moment, behind: str, before: str) -> str:
    kit = [prop(drill.camera, now.body) for prop in drill.props]
    look = figure.Look(_accent(drill, now), drill.fists, drill.fade, drill.on_top)
    body = figure.draw(now.body, drill.camera, look)
    tick = _tick(figure.neutral_point(now.body, drill.camera, drill.tick_at), now)
    scene = "".join(b for b, _ in kit) + behind + body + "".join(f for _, f in kit) + tick + before
    turn = f'transform="translate({drill.size[0]} 0) scale(-1 1)"'
    return svg.group(scene, turn) if now.turned else scene


def _accent(drill: Drill, now: Moment) -> dict[str, float]:
    if now.moving is None:
        return {}
    if drill.mirrored:
        return {now.moving: 1.0}
    return {now.moving: 1 - now.change, other(now.moving): now.change}


def _trail(drill: Drill, side: str) -> str:
    """The way of the moving joint from start to end: a dashed line with an arrow head."""
    points: list[Point] = []
    for i in range(61):
        body = moment(drill, drill.still_at * i / 60).body
        p = drill.camera.point(body.joints[f"{side}_{drill.trail}"])
        if not points or hypot(p[0] - points[-1][0], p[1] - points[-1][1]) > 7:
            points.append(p)
    points = points[3:-3] if len(points) > 12 else points
    way, head = svg.smooth_open(points), svg.polyline(_arrow_head(points[-3], points[-1]))
    halo = svg.path(way + head, svg.stroke(palette.WHITE, 9))
    dots = svg.stroke(palette.INK, 4.5) + ' stroke-dasharray="1 10"'
    return svg.group(halo, 'opacity="0.8"') + svg.path(way, dots) + svg.path(head, svg.stroke(palette.INK, 4.5))


def _arrow_head(before: Point, tip: Point) -> list[Point]:
    ux, uy = unit2(before, tip)
    wings = [(tip[0] - 15 * ux + w * 10 * uy, tip[1] - 15 * uy - w * 10 * ux) for w in (1, -1)]
    return [wings[0], tip, wings[1]]


def _tick(at: Point, now: Moment) -> str:
    """The sign that the spine is as it should be: it goes as the body sags."""
    disc = svg.path(svg.circle(at, 15), f'fill="{palette.TICK}" stroke="{palette.WHITE}" stroke-width="3"')
    way = -1 if now.turned else 1
    points = [(at[0] - 6.5 * way, at[1] + 0.5), (at[0] - 1.5 * way, at[1] + 5.5), (at[0] + 7 * way, at[1] - 5)]
    sign = disc + svg.path(svg.polyline(points), svg.stroke(palette.WHITE, 4))
    return svg.group(sign, f'opacity="{svg.number(max(0.0, 1 - abs(now.sag) / 8))}"')


def _labels(drill: Drill, now: Moment) -> str:
    width, height = drill.size
    side = svg.text((MARGIN, MARGIN + 38), LABEL, f"{now.side.capitalize()} {drill.side_words}", palette.INK)
    cue = svg.text((width / 2, height - 20), CUE, drill.cue, palette.INK, "middle")
    return side + cue + _breath(drill, now)


def _breath(drill: Drill, now: Moment) -> str:
    """A circle that empties with the exhale and fills with the inhale, and the word beside it."""
    width = drill.size[0]
    centre = (width - MARGIN - 28, MARGIN + 28)
    ring = svg.path(svg.circle(centre, 26), f'fill="none" stroke="{palette.BAND}" stroke-width="3" opacity="0.45"')
    lungs = svg.path(svg.circle(centre, 8 + 15 * now.fill), f'fill="{palette.BAND}"')
    words = svg.text((width - MARGIN - 66, MARGIN + 38), LABEL, now.breath, palette.BAND, "end")
    return ring + lungs + words
