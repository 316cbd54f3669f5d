"""From a skeleton to a drawn figure: tapered limbs, one curved trunk, far side lighter, the moving leg in accent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot

from tools.draw_drills import palette, svg
from tools.draw_drills.body import SIDES, Skeleton
from tools.draw_drills.geometry import Camera, Point, Vec, add, apply, scale, sub, unit2

HALO = 3.2  # pixels of panel colour around each limb, so that crossing limbs stay apart
FAR = 0.42  # how far the far side fades into the panel

NEAREST = -9.0

# Radii in metres along each limb: joint by joint.
LEG = (("hip", 0.088), ("knee", 0.056), ("ankle", 0.036))
ARM = (("shoulder", 0.052), ("elbow", 0.039), ("wrist", 0.028), ("hand", 0.021))
FOOT = (("heel", 0.036), ("ball", 0.030), ("toe", 0.024))

# Half widths of the trunk in metres: (place along the spine, sideways, front to back).
TRUNK = (
    (-0.18, 0.075, 0.058),
    (-0.10, 0.130, 0.092),
    (0.02, 0.160, 0.110),
    (0.22, 0.146, 0.100),
    (0.42, 0.138, 0.094),
    (0.65, 0.152, 0.108),
    (0.85, 0.178, 0.112),
    (0.97, 0.192, 0.096),
    (1.06, 0.140, 0.066),
)


@dataclass(frozen=True)
class Look:
    """How one moment is dressed: which leg moves (0 … 1 of accent), which hands are fists, what is not shown."""

    accent: Mapping[str, float]
    fists: tuple[str, ...] = ()
    fade: float = FAR
    on_top: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    depth: float
    markup: str


def draw(body: Skeleton, camera: Camera, look: Look) -> str:
    """The figure as SVG, far parts first."""
    parts = [_trunk(body, camera), _neck(body, camera), _head(body, camera)]
    for side in SIDES:
        pale = look.fade if _is_far(body, camera, side) else 0.0
        limbs = {
            "leg": leg(body, camera, side, look.accent.get(side, 0.0), pale),
            "arm": _arm(body, camera, side, pale, look),
        }
        parts += [
            replace(part, depth=NEAREST) if f"{side}_{name}" in look.on_top else part for name, part in limbs.items()
        ]
    return "".join(part.markup for part in sorted(parts, key=lambda part: -part.depth))


def _is_far(body: Skeleton, camera: Camera, side: str) -> bool:
    other = SIDES[side == "left"]
    return camera.depth(body.joints[f"{side}_hip"]) > camera.depth(body.joints[f"{other}_hip"])


def _fade(colour: str, pale: float) -> str:
    return svg.mix(colour, palette.PANEL, pale)


def _chain(pieces: list[tuple[str, str]]) -> str:
    """All the halos first, then all the fills: the limb is one piece inside, set off from the rest outside."""
    stroke = f'stroke="{palette.PANEL}" stroke-width="{svg.number(2 * HALO)}" stroke-linejoin="round"'
    halos = "".join(svg.path(d, f'fill="{palette.PANEL}" {stroke}') for d, _ in pieces)
    return halos + "".join(svg.path(d, f'fill="{fill}"') for d, fill in pieces)


def _limb(body: Skeleton, camera: Camera, side: str, radii: tuple[tuple[str, float], ...]) -> list[str]:
    shapes = []
    for (start, ra), (end, rb) in pairwise(radii):
        a, b = (camera.point(body.joints[f"{side}_{name}"]) for name in (start, end))
        shapes.append(svg.tapered(a, ra * camera.zoom, b, rb * camera.zoom))
    return shapes


def _depth(body: Skeleton, camera: Camera, names: list[str]) -> float:
    return sum(camera.depth(body.joints[name]) for name in names) / len(names)


def leg(body: Skeleton, camera: Camera, side: str, accent: float, pale: float) -> Part:
    """One leg with its shoe; `accent` and `pale`, 0 … 1, say how far it takes accent and panel colour."""
    pale *= 1 - 0.5 * accent
    skin = _fade(svg.mix(palette.SKIN, palette.ACCENT, accent), pale)
    shoe = _fade(svg.mix(palette.SHOE, palette.ACCENT_SHOE, accent), pale)
    ankle, heel, ball = (body.joints[f"{side}_{name}"] for name in ("ankle", "heel", "ball"))
    zoom = camera.zoom
    foot = [
        svg.tapered(camera.point(ankle), 0.036 * zoom, camera.point(heel), 0.034 * zoom),
        svg.tapered(camera.point(ankle), 0.034 * zoom, camera.point(ball), 0.028 * zoom),
        *_limb(body, camera, side, FOOT),
    ]
    hip, knee = body.joints[f"{side}_hip"], body.joints[f"{side}_knee"]
    hem = add(scale(hip, 0.5), scale(knee, 0.5))
    shorts = svg.tapered(camera.point(hip), 0.090 * zoom, camera.point(hem), 0.077 * zoom)
    cloth = _fade(svg.mix(palette.SHORTS, palette.ACCENT_SHORTS, accent), pale)
    pieces = [(d, shoe) for d in foot] + [(d, skin) for d in _limb(body, camera, side, LEG)] + [(shorts, cloth)]
    depth = _depth(body, camera, [f"{side}_hip", f"{side}_knee", f"{side}_knee", f"{side}_ankle"])
    return Part(depth, _chain(pieces))


def _arm(body: Skeleton, camera: Camera, side: str, pale: float, look: Look) -> Part:
    skin, sleeve = _fade(palette.SKIN, pale), _fade(palette.SHIRT, pale)
    radii = ARM[:-1] if side in look.fists else ARM
    pieces = [(d, skin) for d in _limb(body, camera, side, radii)]
    shoulder, elbow = body.joints[f"{side}_shoulder"], body.joints[f"{side}_elbow"]
    cuff = add(scale(shoulder, 0.55), scale(elbow, 0.45))
    zoom = camera.zoom
    pieces.append((svg.tapered(camera.point(shoulder), 0.056 * zoom, camera.point(cuff), 0.050 * zoom), sleeve))
    if side in look.fists:
        wrist, hand = body.joints[f"{side}_wrist"], body.joints[f"{side}_hand"]
        pieces.append((svg.circle(camera.point(add(scale(wrist, 0.6), scale(hand, 0.4))), 0.044 * zoom), skin))
    names = [f"{side}_shoulder", f"{side}_elbow", f"{side}_wrist"]
    return Part(_depth(body, camera, names), _chain(pieces))


def _trunk(body: Skeleton, camera: Camera) -> Part:
    """The shirt: a smooth outline as wide as the body's elliptic cross-section looks from this camera."""
    left: list[Point] = []
    right: list[Point] = []
    for place, sideways, deep in TRUNK:
        at, axes = along_spine(body, place)
        ahead, _ = along_spine(body, place + 0.05)
        ux, uy = unit2(camera.point(at), camera.point(ahead))
        normal = (-uy, ux)
        wide, thick = (camera.direction(apply(axes, v)) for v in ((0, 1, 0), (1, 0, 0)))
        half = hypot(
            sideways * (wide[0] * normal[0] + wide[1] * normal[1]),
            deep * (thick[0] * normal[0] + thick[1] * normal[1]),
        )
        x, y = camera.point(at)
        left.append((x + normal[0] * half, y + normal[1] * half))
        right.append((x - normal[0] * half, y - normal[1] * half))
    outline = svg.smooth_closed(left + right[::-1])
    depth = _depth(body, camera, ["pelvis", "chest"])
    line = svg.path(svg.smooth_open(neutral_line(body, camera)), svg.stroke(palette.WHITE, 4.5))
    return Part(depth, _chain([(outline, palette.SHIRT)]) + line)


def along_spine(body: Skeleton, place: float) -> tuple[Vec, tuple[Vec, Vec, Vec]]:
    """The point at `place` (0 sacrum, 1 shoulders; beyond both ends in a straight line) and the body axes there."""
    steps = len(body.spine) - 1
    index = min(max(int(place * steps), 0), steps - 1)
    start, end = body.spine[index], body.spine[index + 1]
    rest = place * steps - index
    return add(start, scale(sub(end, start), rest)), body.spine_axes[index + 1]


def _neck(body: Skeleton, camera: Camera) -> Part:
    axes = body.head_axes
    neck = svg.tapered(
        camera.point(body.joints["chest"]), 0.062 * camera.zoom,
        camera.point(add(body.joints["neck"], apply(axes, (0, 0, 0.02)))), 0.052 * camera.zoom,
    )  # fmt: skip
    depth = max(_depth(body, camera, ["pelvis", "chest"]), camera.depth(body.joints["head"])) + 0.01
    return Part(depth, svg.path(neck, f'fill="{palette.NECK}"'))


def _head(body: Skeleton, camera: Camera) -> Part:
    axes, centre = body.head_axes, body.joints["head"]
    face = _ball(body, camera, (0.028, 0, -0.028), (0.082, 0.072, 0.100), palette.FACE)
    nose = _ball(body, camera, (0.108, 0, -0.022), (0.018, 0.014, 0.018), palette.FACE)
    hair = _ball(body, camera, (-0.008, 0, 0.008), (0.104, 0.084, 0.118), palette.HAIR)
    towards = camera.depth(add(centre, apply(axes, (0.1, 0, 0)))) - camera.depth(centre)
    layers = [nose, hair, face] if towards < 0.05 else [nose, face, hair]
    if towards < -0.03:
        layers = [hair, face, nose]
    halo = _ball(body, camera, (-0.008, 0, 0.008), (0.113, 0.093, 0.127), palette.PANEL)
    depth = camera.depth(centre) - 0.02
    return Part(depth, halo + "".join(layers))


def _ball(body: Skeleton, camera: Camera, offset: Vec, half: Vec, fill: str) -> str:
    at = camera.point(add(body.joints["head"], apply(body.head_axes, offset)))
    units: tuple[Vec, ...] = ((half[0], 0, 0), (0, half[1], 0), (0, 0, half[2]))
    axes = [camera.direction(apply(body.head_axes, unit)) for unit in units]
    return svg.ellipse(at, axes, f'fill="{fill}"')


def neutral_line(body: Skeleton, camera: Camera) -> list[Point]:
    """The spine as it is marked: from the sacrum to the neck, along the back third of the trunk."""
    return [neutral_point(body, camera, -0.02 + 0.1 * i) for i in range(11)]


def neutral_point(body: Skeleton, camera: Camera, place: float) -> Point:
    """Where the marked spine runs at `place` (0 sacrum, 1 shoulders)."""
    at, axes = along_spine(body, place)
    return camera.point(add(at, apply(axes, (-0.045, 0, 0))))
