"""The figure's body: segment lengths, a pose in joint angles, and where the joints come to lie (forward kinematics).

Lengths in metres for a stature of 1.75 m, after the segment table of Drillis and Contini (1966).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from tools.draw_drills.geometry import (
    Matrix,
    Vec,
    add,
    apply,
    compose,
    scale,
    sub,
    turn_x,
    turn_y,
    turn_z,
)

THIGH, SHANK = 0.43, 0.43
UPPER_ARM, FOREARM, HAND = 0.30, 0.26, 0.15
SPINE = 0.50  # from the middle of the hips to the middle of the shoulders
NECK, HEAD = 0.08, 0.115  # shoulders to the skull's base; base to the skull's middle
HIP_HALF, SHOULDER_HALF = 0.095, 0.185
ANKLE_HEIGHT, HEEL_BACK, BALL_FORWARD, TOE_LENGTH = 0.065, 0.05, 0.125, 0.065

SPINE_STEPS = 10
SIDES = ("left", "right")


@dataclass(frozen=True)
class Arm:
    """Degrees. Flexion 0 hangs by the side, 90 points forward, 180 overhead; abduction away from the trunk."""

    flexion: float = 0.0
    abduction: float = 8.0
    rotation: float = 0.0
    elbow: float = 5.0
    wrist: float = 0.0
    raised: float = 0.0  # metres the shoulder blade lifts the joint towards the ear


@dataclass(frozen=True)
class Leg:
    """Degrees. Hip flexion 0 is in line with the trunk; knee 0 is straight; ankle > 0 pulls the toes up."""

    hip: float = 0.0
    knee: float = 0.0
    ankle: float = 0.0
    toes: float = 0.0
    abduction: float = 0.0


@dataclass(frozen=True)
class Pose:
    """Every joint angle of one moment, in degrees.

    `lean` turns the whole body about its own left-right axis (forward > 0), `tip` about its front-back axis
    (towards its left > 0), both after the drill's base orientation. `lumbar` and `thoracic` bend the spine
    forward, `side_bend` towards the left.
    """

    left_leg: Leg = Leg()
    right_leg: Leg = Leg()
    left_arm: Arm = Arm()
    right_arm: Arm = Arm()
    lean: float = 0.0
    tip: float = 0.0
    lumbar: float = -8.0
    thoracic: float = 14.0
    side_bend: float = 0.0
    head: float = 0.0


T = TypeVar("T", Pose, Arm, Leg)


def blend(a: Pose, b: Pose, t: float) -> Pose:
    """The pose the fraction `t` of the way from `a` to `b`, angle by angle."""
    return _mix(a, b, t)


def _mix(a: T, b: T, t: float) -> T:
    values = {}
    for field in fields(a):
        one, other = getattr(a, field.name), getattr(b, field.name)
        values[field.name] = one + (other - one) * t if isinstance(one, float | int) else _mix(one, other, t)
    return type(a)(**values)


@dataclass(frozen=True)
class Skeleton:
    """World positions in metres: joints by name, the spine from sacrum to shoulders, and the body's own axes."""

    joints: Mapping[str, Vec]
    spine: tuple[Vec, ...]
    spine_axes: tuple[Matrix, ...]
    head_axes: Matrix

    def moved(self, by: Vec) -> Skeleton:
        joints = {name: add(point, by) for name, point in self.joints.items()}
        return Skeleton(joints, tuple(add(p, by) for p in self.spine), self.spine_axes, self.head_axes)


def skeleton(pose: Pose, base: Matrix, anchor: str, at: Vec) -> Skeleton:
    """Where the joints of `pose` lie when the body stands in `base` and the joint `anchor` rests at `at`."""
    pelvis = compose(base, compose(turn_x(-pose.tip), turn_y(pose.lean)))
    spine, axes = _spine(pose, pelvis)
    chest = axes[-1]
    joints: dict[str, Vec] = {"pelvis": spine[0], "chest": spine[-1]}
    for side, sign, leg, arm in (
        ("left", 1.0, pose.left_leg, pose.left_arm),
        ("right", -1.0, pose.right_leg, pose.right_arm),
    ):
        joints |= {f"{side}_{name}": point for name, point in _leg(leg, sign, spine[0], pelvis)}
        joints |= {f"{side}_{name}": point for name, point in _arm(arm, sign, spine[-1], chest)}
    head_axes = compose(chest, turn_y(pose.head))
    joints["neck"] = add(spine[-1], apply(compose(chest, turn_y(pose.head * 0.5)), (0.01, 0, NECK)))
    joints["head"] = add(joints["neck"], apply(head_axes, (0.02, 0, HEAD)))
    placed = Skeleton(joints, spine, axes, head_axes)
    return placed.moved(sub(at, joints[anchor]))


def _spine(pose: Pose, pelvis: Matrix) -> tuple[tuple[Vec, ...], tuple[Matrix, ...]]:
    """Small equal bends: the lower half of the steps share the lumbar angle, the upper half the thoracic one."""
    half = SPINE_STEPS // 2
    points: list[Vec] = [(0.0, 0.0, 0.0)]
    axes = [pelvis]
    for step in range(SPINE_STEPS):
        forward = (pose.lumbar if step < half else pose.thoracic) / half
        bend = compose(turn_y(forward), turn_x(-pose.side_bend / SPINE_STEPS))
        axes.append(compose(axes[-1], bend))
        points.append(add(points[-1], apply(axes[-1], (0, 0, SPINE / SPINE_STEPS))))
    return tuple(points), tuple(axes)


def _leg(leg: Leg, sign: float, pelvis_at: Vec, pelvis: Matrix) -> list[tuple[str, Vec]]:
    hip = add(pelvis_at, apply(pelvis, (0, sign * HIP_HALF, 0)))
    thigh = compose(pelvis, compose(turn_y(-leg.hip), turn_x(sign * leg.abduction)))
    knee = add(hip, apply(thigh, (0, 0, -THIGH)))
    shank = compose(thigh, turn_y(leg.knee))
    ankle = add(knee, apply(shank, (0, 0, -SHANK)))
    foot = compose(shank, turn_y(-leg.ankle))
    heel = add(ankle, apply(foot, (-HEEL_BACK, 0, -ANKLE_HEIGHT)))
    ball = add(ankle, apply(foot, (BALL_FORWARD, 0, -ANKLE_HEIGHT)))
    toe = add(ball, apply(compose(foot, turn_y(-leg.toes)), (TOE_LENGTH, 0, 0.0)))
    return [("hip", hip), ("knee", knee), ("ankle", ankle), ("heel", heel), ("ball", ball), ("toe", toe)]


def _arm(arm: Arm, sign: float, chest_at: Vec, chest: Matrix) -> list[tuple[str, Vec]]:
    shoulder = add(chest_at, apply(chest, (0, sign * SHOULDER_HALF, arm.raised)))
    turned = compose(turn_x(sign * arm.abduction), turn_z(-sign * arm.rotation))
    upper = compose(chest, compose(turn_y(-arm.flexion), turned))
    elbow = add(shoulder, apply(upper, (0, 0, -UPPER_ARM)))
    fore = compose(upper, turn_y(-arm.elbow))
    wrist = add(elbow, apply(fore, (0, 0, -FOREARM)))
    hand = add(wrist, apply(compose(fore, turn_y(-arm.wrist)), (0, 0, -HAND)))
    return [("shoulder", shoulder), ("elbow", elbow), ("wrist", wrist), ("hand", hand)]


def bone_lengths(body: Skeleton) -> dict[str, float]:
    """The length of every limb segment in metres: constant in every frame, or the limb would be rubber."""
    chain = (("hip", "knee"), ("knee", "ankle"), ("ankle", "ball"), ("ankle", "heel"),
             ("shoulder", "elbow"), ("elbow", "wrist"), ("wrist", "hand"))  # fmt: skip
    lengths = {}
    for side in SIDES:
        for start, end in chain:
            a, b = body.joints[f"{side}_{start}"], body.joints[f"{side}_{end}"]
            lengths[f"{side} {start}-{end}"] = sum(x * x for x in scale(sub(a, b), 1.0)) ** 0.5
    return lengths
