"""Stage 1, Band Hurdle Hold: on the back, knees tucked over the hips; one foot reaches, the other knee stays."""

from __future__ import annotations

from dataclasses import replace

from tools.draw_drills import props
from tools.draw_drills.body import Arm, Leg, Pose, blend
from tools.draw_drills.drill import Breath, Drill, Key, straight, swapped
from tools.draw_drills.geometry import Camera, from_body_axes
from tools.draw_drills.reach import foot_to

SUPINE = from_body_axes(ventral=(0, 0, 1), cranial=(-1, 0, 0))
TUCKED = Leg(hip=90, knee=90, ankle=4)
REACHED = Leg(hip=20, knee=6, ankle=4)
RESTING = Arm(flexion=-7, abduction=30, elbow=4)
PRESSING = Arm(flexion=14, abduction=-4, elbow=46, wrist=30)  # the palm against the thigh, just below the knee
START = Pose(
    left_leg=TUCKED, right_leg=TUCKED, left_arm=RESTING, right_arm=RESTING, lumbar=0, thoracic=4, head=4
)  # fmt: skip


PELVIS = ("pelvis", (0.0, 0.0, 0.115))
TAPPED = foot_to(replace(START, left_leg=Leg(hip=40, knee=86, ankle=4)), "left", "heel", 0.035, SUPINE, PELVIS)

# Out with the exhale, a moment's stop, back with the inhale.
REPETITION = (Key(0, 0), Key(0.2, 0), Key(1.4, 1), Key(1.7, 1), Key(2.75, 0), Key(3, 0))
BREATHS = (Breath(1.55, "exhale", 0.0), Breath(3.0, "inhale", 1.0))

FULL = Drill(
    name="band_hurdle_hold",
    variant="full",
    size=(720, 540),
    camera=Camera(yaw=12, pitch=16, zoom=372, centre=(0.1, 0, 0.3), at=(366, 290)),
    base=SUPINE,
    anchor=PELVIS,
    path=straight(START, replace(START, left_leg=REACHED)),
    keys=REPETITION,
    breaths=BREATHS,
    first="right",
    moving="left",
    side_words="knee stays",
    cue="Low back flat, other foot reaches out",
    props=(props.floor(0.9), props.mat(-0.86, 0.92, 0.46), props.shadow(["head", "pelvis"]), props.mini_band),
    trail="ankle",
)

EASIER = replace(
    FULL,
    variant="easier",
    path=straight(START, TAPPED),
    cue="No band: tap one heel, low back flat",
    props=FULL.props[:3],
)

_PRESS = replace(START, right_arm=PRESSING)


def _press(share: float) -> Pose:
    """Above 0 the foot reaches; below 0 the hands change sides."""
    if share < 0:
        return blend(_PRESS, swapped(_PRESS), -share)
    return blend(_PRESS, replace(_PRESS, left_leg=REACHED), share)


SUBSTITUTE = replace(
    FULL,
    variant="substitute",
    path=_press,
    keys=(Key(0, 0), Key(0.2, 0), Key(1.35, 1), Key(1.65, 1), Key(2.6, 0), Key(3.1, -1), Key(3.2, -1)),
    breaths=(Breath(1.5, "exhale", 0.0), Breath(3.2, "inhale", 1.0)),
    cue="No band: press hand and knee together",
    props=FULL.props[:3],
    on_top=("right_arm",),
    tick_at=0.36,
)
