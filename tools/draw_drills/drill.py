"""What one drawing is: a repetition in keyframes, its camera, its kit, and the words that run along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tools.draw_drills.body import Pose, Skeleton, blend, skeleton
from tools.draw_drills.geometry import Camera, Matrix, Vec

FPS = 25
CHANGE = 0.24  # seconds in which the picture goes over to the other side
Path = Callable[[float], Pose]  # from the share of the movement, 0 start … 1 end, to the pose
Prop = Callable[[Camera, Skeleton], tuple[str, str]]  # what is drawn behind the figure, and before it


@dataclass(frozen=True)
class Key:
    """At `at` seconds of the repetition the movement has gone the share `share` of its path."""

    at: float
    share: float


@dataclass(frozen=True)
class Breath:
    """What the lungs do until `until` seconds of the repetition; `fill` is how full they end, 0 … 1."""

    until: float
    words: str
    fill: float


@dataclass(frozen=True)
class Drill:
    """One repetition for one side; the loop plays it for both.

    `first` is the side that the repetition belongs to, as the programme counts sides; `moving` is the leg in
    accent. The second half of the loop shows the other side: by the other leg, or, where the set-up
    itself changes sides (`mirrored`), by the whole picture turned round.
    """

    name: str
    variant: str
    size: tuple[int, int]
    camera: Camera
    base: Matrix
    anchor: tuple[str, Vec]
    path: Path
    keys: Sequence[Key]
    breaths: Sequence[Breath]
    first: str
    moving: str | None
    side_words: str
    cue: str
    props: Sequence[Prop] = ()
    mirrored: bool = False
    still_at: float = 1.5
    fists: tuple[str, ...] = ()
    tick_at: float = 0.5  # along the spine, where no limb hides it
    trail: str = "knee"  # the joint whose way the still marks with an arrow
    fade: float = 0.42
    on_top: tuple[str, ...] = ()  # limbs that are drawn last
    rest: float = 0.0  # the share of the path at which one rests between holds

    @property
    def seconds(self) -> float:
        """How long one repetition takes; the loop takes twice as long."""
        return self.keys[-1].at


@dataclass(frozen=True)
class Moment:
    """One frame before it is painted.

    `change` 0 … 1 is how far the next side has come in; `sag` is the side bend in degrees, 0 in a straight body.
    """

    body: Skeleton
    side: str
    moving: str | None
    breath: str
    fill: float
    turned: bool
    change: float
    sag: float


def other(side: str) -> str:
    return "left" if side == "right" else "right"


def swapped(pose: Pose) -> Pose:
    """The same pose with left and right changed."""
    return replace(
        pose, left_leg=pose.right_leg, right_leg=pose.left_leg, left_arm=pose.right_arm, right_arm=pose.left_arm,
        tip=-pose.tip, side_bend=-pose.side_bend,
    )  # fmt: skip


def ease(t: float) -> float:
    """Start and stop softly: no speed at both ends."""
    return t * t * (3 - 2 * t)


def pose_at(drill: Drill, at: float) -> Pose:
    """The pose `at` seconds into the repetition."""
    for start, end in pairwise(drill.keys):
        if at <= end.at:
            part = ease((at - start.at) / (end.at - start.at))
            return drill.path(start.share + (end.share - start.share) * part)
    return drill.path(drill.keys[-1].share)


def straight(start: Pose, end: Pose) -> Path:
    """Every joint goes the direct way from `start` to `end`."""
    return lambda share: blend(start, end, share)


def curved(start: Pose, first: Pose, second: Pose, end: Pose) -> Path:
    """From `start` to `end`, drawn towards two poses on the way (a cubic Bézier curve of every joint angle)."""

    def path(share: float) -> Pose:
        row = [start, first, second, end]
        while len(row) > 1:
            row = [blend(a, b, share) for a, b in pairwise(row)]
        return row[0]

    return path


def breath_at(drill: Drill, at: float) -> tuple[str, float]:
    """The word for the breath and how full the lungs are, `at` seconds into the repetition."""
    start, before = 0.0, drill.breaths[-1].fill
    for breath in drill.breaths:
        if at <= breath.until:
            t = (at - start) / (breath.until - start)
            return breath.words, before + (breath.fill - before) * ease(t)
        start, before = breath.until, breath.fill
    return drill.breaths[-1].words, drill.breaths[-1].fill


def moment(drill: Drill, at: float) -> Moment:
    """The frame `at` seconds into the loop (0 … twice the repetition)."""
    second = at >= drill.seconds
    within = at - drill.seconds if second else at
    pose = pose_at(drill, within)
    by_leg = second and not drill.mirrored
    body = skeleton(swapped(pose) if by_leg else pose, drill.base, *drill.anchor)
    moving = other(drill.moving) if by_leg and drill.moving else drill.moving
    words, fill = breath_at(drill, within)
    side = other(drill.first) if second else drill.first
    return Moment(body, side, moving, words, fill, second and drill.mirrored, _change(drill, within), pose.side_bend)


def _change(drill: Drill, within: float) -> float:
    """0 until the last moments of a repetition, then up to 1: the picture goes over to the other side."""
    return ease(max(0.0, 1 - (drill.seconds - within) / CHANGE))


def frames(drill: Drill) -> list[float]:
    """The times of the loop's frames in seconds."""
    return [i / FPS for i in range(round(2 * drill.seconds * FPS))]
