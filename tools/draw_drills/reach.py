"""Joint angles that bring a hand or a foot where the floor, a box or a towel is (inverse kinematics, two joints)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tools.draw_drills.body import Pose, skeleton
from tools.draw_drills.geometry import Matrix, Vec

STEP = 0.01


def solve_two(miss: Callable[[float, float], tuple[float, float]], a: float, b: float) -> tuple[float, float]:
    """Newton's method for two angles (degrees) that make both misses (metres) vanish.

    Raises ValueError where the target is out of reach.
    """
    for _ in range(60):
        x, z = miss(a, b)
        if abs(x) < 1e-5 and abs(z) < 1e-5:
            return a, b
        xa, za = (v - w for v, w in zip(miss(a + STEP, b), (x, z), strict=True))
        xb, zb = (v - w for v, w in zip(miss(a, b + STEP), (x, z), strict=True))
        scale = STEP / (xa * zb - xb * za)
        a -= max(-15.0, min(15.0, (x * zb - z * xb) * scale))
        b -= max(-15.0, min(15.0, (xa * z - za * x) * scale))
    raise ValueError("out of reach")


def leg_to(
    pose: Pose, side: str, joint: str, target: tuple[float, float], base: Matrix, anchor: tuple[str, Vec]
) -> Pose:
    """`pose` with hip and knee of one leg bent so that its `joint` comes to (x, z) in world metres."""
    name = f"{side}_leg"

    def posed(hip: float, knee: float) -> Pose:
        leg = replace(getattr(pose, name), hip=hip, knee=knee)
        return replace(pose, left_leg=leg) if side == "left" else replace(pose, right_leg=leg)

    def miss(hip: float, knee: float) -> tuple[float, float]:
        at = skeleton(posed(hip, knee), base, *anchor).joints[f"{side}_{joint}"]
        return at[0] - target[0], at[2] - target[1]

    start = getattr(pose, name)
    return posed(*solve_two(miss, start.hip, start.knee))
