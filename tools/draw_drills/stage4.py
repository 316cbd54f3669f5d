"""Stage 4, Hanging Hip Flexion: hollow hang, active shoulders; one leg stays straight, the other knee rises."""

from __future__ import annotations

from dataclasses import replace

from tools.draw_drills import palette, props
from tools.draw_drills.body import Arm, Leg, Pose
from tools.draw_drills.drill import Drill, straight
from tools.draw_drills.geometry import Camera, from_body_axes
from tools.draw_drills.stage1 import BREATHS, REPETITION
from tools.draw_drills.stage1 import FULL as LYING

UPRIGHT = from_body_axes(ventral=(1, 0, 0), cranial=(0, 0, 1))
GRIP = Arm(flexion=173, abduction=0, elbow=3)
LONG = Leg(hip=0, knee=0, ankle=-38)
RAISED = Leg(hip=114, knee=104, ankle=-10)
START = Pose(
    left_leg=LONG, right_leg=LONG, left_arm=GRIP, right_arm=GRIP, lean=-15, lumbar=9, thoracic=7, head=-2
)  # fmt: skip

FULL = Drill(
    name="hanging_hip_flexion",
    variant="full",
    size=(576, 720),
    camera=Camera(yaw=32, pitch=6, zoom=262, centre=(0.0, 0, 1.15), at=(256, 364)),
    base=UPRIGHT,
    anchor=("right_wrist", (0.0, -0.185, 2.13)),
    path=straight(START, replace(START, right_leg=RAISED)),
    keys=REPETITION,
    breaths=BREATHS,
    first="right",
    moving="right",
    side_words="knee up",
    cue="No shrug, no swing, other leg straight",
    props=(
        props.floor(1.0),
        props.bar(2.19, 0.45),
    ),
    fists=("left", "right"),
    tick_at=0.45,
)

STEP = 0.20
STOOD = Leg(hip=0, knee=0, ankle=0)
ASSISTED = replace(
    START, left_leg=STOOD, right_leg=STOOD, lean=0, lumbar=-6, thoracic=8,
    left_arm=replace(GRIP, flexion=178), right_arm=replace(GRIP, flexion=178),
)  # fmt: skip

EASIER = replace(
    FULL,
    variant="easier",
    camera=replace(FULL.camera, zoom=252, at=(256, 372)),
    anchor=("right_wrist", (0.0, -0.185, 2.22)),
    path=straight(ASSISTED, replace(ASSISTED, right_leg=RAISED)),
    cue="One foot on a step takes some weight",
    props=(
        props.floor(1.0),
        props.bar(2.28, 0.45),
        props.block((-0.2, -0.24, 0.0), (0.26, 0.24, STEP), palette.WOOD, palette.WOOD_SIDE),
    ),
)

HOLLOW = Pose(
    left_leg=Leg(hip=14, knee=0, ankle=-30), right_leg=Leg(hip=14, knee=0, ankle=-30),
    left_arm=Arm(flexion=16, abduction=30, elbow=3), right_arm=Arm(flexion=16, abduction=30, elbow=3),
    lumbar=6, thoracic=30, head=10,
)  # fmt: skip

SUBSTITUTE = replace(
    LYING,
    name="hanging_hip_flexion",
    variant="substitute",
    path=straight(HOLLOW, replace(HOLLOW, right_leg=Leg(hip=108, knee=112, ankle=0))),
    first="right",
    moving="right",
    side_words="knee to chest",
    cue="Low back flat, shoulder blades off the mat",
    props=(props.floor(0.9), props.mat(-0.86, 1.0, 0.42), props.shadow(["head", "pelvis"])),
    trail="knee",
    on_top=("right_arm",),
)
