"""The hip angle that brings a foot down to the floor or the towel, for a given knee (inverse kinematics)."""

from __future__ import annotations

from dataclasses import replace

from tools.draw_drills.body import Pose, skeleton
from tools.draw_drills.geometry import Matrix, Vec

STEP = 0.01  # degrees, for the slope
STRIDE = 6.0  # degrees at most in one go: the solution next to the first guess is meant


def foot_to(pose: Pose, side: str, joint: str, height: float, base: Matrix, anchor: tuple[str, Vec]) -> Pose:
    """`pose` with one hip flexed so that the `joint` of that leg lies `height` metres above the floor.

    Newton's method from the hip angle of `pose`. Raises ValueError where the foot cannot get there.
    """
    name = f"{side}_leg"

    def posed(hip: float) -> Pose:
        return replace(pose, **{name: replace(getattr(pose, name), hip=hip)})

    def miss(hip: float) -> float:
        return skeleton(posed(hip), base, *anchor).joints[f"{side}_{joint}"][2] - height

    hip = float(getattr(pose, name).hip)
    for _ in range(60):
        off = miss(hip)
        if abs(off) < 1e-6:
            return posed(hip)
        slope = (miss(hip + STEP) - off) / STEP
        hip -= max(-STRIDE, min(STRIDE, off / slope if slope else STRIDE))
    raise ValueError(f"the {side} {joint} cannot come to {height} m")
