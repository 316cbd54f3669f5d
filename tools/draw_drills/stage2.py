"""Stage 2, Side Plank with Hip Flexion: on elbow and knee; the top knee comes to the chest and stays there."""

from __future__ import annotations

from dataclasses import replace

from tools.draw_drills import props
from tools.draw_drills.body import Arm, Leg, Pose, blend
from tools.draw_drills.drill import Breath, Drill, Key, straight
from tools.draw_drills.geometry import Camera, from_body_axes

FACING = from_body_axes(ventral=(0, -1, 0), cranial=(-1, 0, 0))  # lying on the right side, head to the left
STANDING = from_body_axes(ventral=(0, -1, 0), cranial=(0, 0, 1))
SLOPE = 23.5  # degrees from the knees up to the shoulders, when the hips are in line
PROP_ARM = Arm(flexion=0, abduction=90 - SLOPE, elbow=90)
HIP_ARM = Arm(flexion=-22, abduction=48, elbow=100, rotation=70)
BOTTOM = Leg(hip=0, knee=90, ankle=-30)

START = Pose(
    left_leg=Leg(hip=3, knee=90, ankle=-30, abduction=-8), right_leg=BOTTOM, left_arm=HIP_ARM, right_arm=PROP_ARM,
    tip=SLOPE, lumbar=-3, thoracic=3, head=-6,
)  # fmt: skip
HELD = replace(START, left_leg=Leg(hip=114, knee=108, ankle=0))

BENT = 32  # degrees of side bend while the hip rests on the mat
LOWERED = replace(
    START, tip=16, side_bend=BENT, right_leg=replace(BOTTOM, abduction=-10),
    left_leg=replace(START.left_leg, abduction=1), right_arm=replace(PROP_ARM, abduction=90 - 16 - BENT),
)  # fmt: skip


def _held(share: float) -> Pose:
    """Above 0 the knee rises; below 0 the hips go down to the mat, to rest between two holds."""
    return blend(START, HELD, share) if share >= 0 else blend(START, LOWERED, -share)


FULL = Drill(
    name="side_plank_hip_flexion",
    variant="full",
    size=(720, 540),
    camera=Camera(yaw=27, pitch=16, zoom=415, centre=(0.0, 0, 0.3), at=(360, 292)),
    base=FACING,
    anchor=("right_elbow", (-0.5, 0.0, 0.04)),
    path=_held,
    keys=(Key(0, 0), Key(0.15, 0), Key(1.25, 1), Key(2.25, 1), Key(3.1, 0), Key(3.2, 0)),
    breaths=(
        Breath(1.25, "exhale", 0.0),
        Breath(1.75, "hold, breathe", 0.8),
        Breath(2.25, "hold, breathe", 0.2),
        Breath(3.2, "inhale", 1.0),
    ),
    first="left",
    moving="left",
    side_words="knee to chest",
    cue="Elbow under shoulder, hips stay level",
    props=(props.floor(0.8), props.mat(-0.70, 0.70, 0.36), props.shadow(["right_elbow", "right_knee"])),
    mirrored=True,
    still_at=1.7,
    tick_at=0.62,
    fade=0.2,
    rest=-1.0,
)  # fmt: skip

EASIER = replace(
    FULL,
    variant="easier",
    rest=0.0,
    path=straight(LOWERED, START),
    moving=None,
    trail="hip",
    side_words="side on top",
    cue="Lift the hips into one line, knees stay",
)

LEAN = 17
WALL_ARM = Arm(flexion=0, abduction=100, elbow=90, rotation=-88)
LEANING = Pose(
    left_leg=Leg(hip=6, knee=8, ankle=-18), right_leg=Leg(hip=0, knee=0), left_arm=HIP_ARM, right_arm=WALL_ARM,
    tip=-LEAN, lumbar=-4, thoracic=6, head=-2,
)  # fmt: skip
LEANING_UP = replace(LEANING, left_leg=Leg(hip=100, knee=100, ankle=0))

SUBSTITUTE = replace(
    FULL,
    variant="substitute",
    rest=0.0,
    size=(576, 720),
    camera=Camera(yaw=20, pitch=7, zoom=290, centre=(0.0, 0, 0.9), at=(330, 378)),
    base=STANDING,
    anchor=("right_heel", (0.1, 0.0, 0.035)),
    path=straight(LEANING, LEANING_UP),
    side_words="knee up",
    cue="Lean in one line, pad under the elbow",
    props=(
        props.floor(1.6),
        props.wall(-0.80, -0.62, 1.6),
        props.shadow(["right_heel", "right_toe", "left_heel"]),
        props.pad("right_elbow"),
    ),
)  # fmt: skip
