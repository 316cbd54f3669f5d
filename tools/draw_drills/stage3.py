"""Stage 3, Banded Mountain Climbers: push-up position, one foot in the loop; that knee drives to the chest."""

from __future__ import annotations

from dataclasses import replace
from math import pi, sin

from tools.draw_drills import palette, props
from tools.draw_drills.body import Arm, Leg, Pose
from tools.draw_drills.drill import Drill, Path, curved
from tools.draw_drills.geometry import Camera, from_body_axes
from tools.draw_drills.reach import foot_to
from tools.draw_drills.stage1 import BREATHS, REPETITION

PRONE = from_body_axes(ventral=(0, 0, -1), cranial=(-1, 0, 0))
PLANTED = Leg(hip=0, knee=0, ankle=14, toes=62)
DRIVEN = Leg(hip=122, knee=142, ankle=-35, abduction=8)
ANCHOR = ("right_ball", (0.60, 0.095, 0.03))


def plank(slope: float) -> Pose:
    """A straight body rising by `slope` degrees from toes to shoulders, arms upright under the shoulders."""
    press = Arm(flexion=90 - slope + 4, abduction=0, elbow=0, wrist=86)
    return Pose(
        left_leg=PLANTED,
        right_leg=PLANTED,
        left_arm=press,
        right_arm=press,
        lean=-slope,
        thoracic=10,
        lumbar=-6,
        head=-10,
    )


def drive(start: Pose, driven: Leg) -> Path:
    """The foot leaves the floor first; the thigh swings a little outwards, or the knee would meet the floor."""
    lifted = replace(start, left_leg=Leg(hip=5, knee=35, ankle=-20, toes=30, abduction=15))
    passing = replace(start, left_leg=Leg(hip=80, knee=115, ankle=-40, abduction=60))
    return curved(start, lifted, passing, replace(start, left_leg=driven))


START = plank(19.3)

FULL = Drill(
    name="banded_mountain_climbers",
    variant="full",
    size=(720, 540),
    camera=Camera(yaw=12, pitch=12, zoom=328, centre=(0.0, 0, 0.35), at=(338, 290)),
    base=PRONE,
    anchor=ANCHOR,
    path=drive(START, DRIVEN),
    keys=REPETITION,
    breaths=BREATHS,
    first="left",
    moving="left",
    side_words="knee to chest",
    cue="One straight line, hips stay level",
    props=(
        props.floor(1.0),
        props.shadow(["head", "right_ball"]),
        props.post(0.98, -0.1, 0.5),
        props.floor_band("left", (0.98, -0.1, 0.06)),
    ),
    mirrored=True,
    fade=0.36,
)  # fmt: skip

BENCH = 0.42
INCLINED = plank(37)

EASIER = replace(
    FULL,
    variant="easier",
    camera=Camera(yaw=12, pitch=12, zoom=302, centre=(0.0, 0, 0.55), at=(350, 290)),
    path=drive(INCLINED, replace(DRIVEN, hip=88, knee=112)),
    cue="No band, hands on a bench",
    props=(props.floor(1.0), props.shadow(["right_ball", "pelvis"]),
           props.block((-0.84, -0.32, 0.0), (-0.36, 0.32, BENCH), palette.WOOD, palette.WOOD_SIDE)),
)  # fmt: skip


def _slide(share: float) -> Pose:
    """The left foot `share` of its way in, its ball on the towel all the while."""
    outwards = 36 * sin(pi * share**2.2)  # or the knee would meet the floor
    foot = replace(PLANTED, hip=2 + 114 * share, knee=7 + 131 * share, ankle=14 - 8 * share, abduction=outwards)
    return foot_to(replace(START, left_leg=foot), "left", "ball", 0.045, PRONE, ANCHOR)


SUBSTITUTE = replace(
    FULL,
    variant="substitute",
    path=_slide,
    cue="Slide the foot in on a towel",
    props=(props.floor(1.0), props.shadow(["head", "right_ball"]), props.towel("left")),
)  # fmt: skip
