"""The figure moves as a body can: no rubber limbs, nothing through the floor, and the drill's own rules."""

from __future__ import annotations

from math import acos, degrees

import pytest

from tools.draw_drills.body import SIDES, bone_lengths
from tools.draw_drills.catalogue import DRILLS
from tools.draw_drills.drill import Drill, Moment, frames, moment, other, pose_at
from tools.draw_drills.geometry import Vec, dot, norm, sub

EVERY = 3  # frames from one look to the next

each_drill = pytest.mark.parametrize("drill", DRILLS, ids=lambda d: f"{d.name}/{d.variant}")


def named(name: str, *variants: str) -> pytest.MarkDecorator:
    drills = [d for d in DRILLS if d.name == name and d.variant in (variants or ("full", "easier", "substitute"))]
    return pytest.mark.parametrize("drill", drills, ids=lambda d: d.variant)


def moments(drill: Drill) -> list[Moment]:
    """Looks at the whole loop; in the turned half of a mirrored drill the body itself is not turned."""
    return [moment(drill, at) for at in frames(drill)[::EVERY]]


def joint(now: Moment, name: str) -> Vec:
    return now.body.joints[name]


def angle(now: Moment, first: str, corner: str, last: str) -> float:
    """Degrees between two bones that meet in a joint; 180 is straight."""
    a, b = sub(joint(now, first), joint(now, corner)), sub(joint(now, last), joint(now, corner))
    return degrees(acos(max(-1.0, min(1.0, dot(a, b) / norm(a) / norm(b)))))


def knee(now: Moment, side: str) -> float:
    return angle(now, f"{side}_hip", f"{side}_knee", f"{side}_ankle")


def spread(values: list[float]) -> float:
    return max(values) - min(values)


@each_drill
def test_every_bone_keeps_its_length_in_every_frame(drill: Drill) -> None:
    first, *rest = (bone_lengths(now.body) for now in moments(drill))
    assert all(lengths == pytest.approx(first, abs=1e-9) for lengths in rest)


@each_drill
def test_left_and_right_bones_are_equally_long(drill: Drill) -> None:
    lengths = bone_lengths(moment(drill, 0).body)
    for name, length in lengths.items():
        assert length == pytest.approx(lengths[name.replace("left", "right")])


@each_drill
def test_nothing_goes_through_the_floor(drill: Drill) -> None:
    flesh = {"knee": 0.05, "hip": 0.08, "heel": 0.02, "ball": 0.02, "elbow": 0.03, "wrist": 0.02, "hand": 0.015}
    for now in moments(drill):
        for side in SIDES:
            for name, radius in flesh.items():
                assert joint(now, f"{side}_{name}")[2] >= radius, (now.side, side, name)


@each_drill
def test_a_knee_and_an_elbow_bend_only_their_own_way(drill: Drill) -> None:
    for at in frames(drill):
        pose = pose_at(drill, at % drill.seconds)
        for leg in (pose.left_leg, pose.right_leg):
            assert 0 <= leg.knee <= 145
            assert -20 <= leg.hip <= 125
            assert -50 <= leg.ankle <= 30
        assert all(0 <= arm.elbow <= 145 for arm in (pose.left_arm, pose.right_arm))


@each_drill
def test_the_loop_closes_and_nothing_jumps(drill: Drill) -> None:
    seen = [moment(drill, at) for at in frames(drill)]
    for now, following in zip(seen, [*seen[1:], seen[0]], strict=True):
        for name, place in now.body.joints.items():
            assert norm(sub(place, following.body.joints[name])) < 0.12, name


@each_drill
def test_both_sides_have_their_turn_and_the_leg_that_moves_is_the_one_in_accent(drill: Drill) -> None:
    half = round(drill.seconds * 25)
    seen = [moment(drill, at) for at in frames(drill)]
    assert {now.side for now in seen[:half]} == {drill.first}
    assert {now.side for now in seen[half:]} == {other(drill.first)}
    for part in (seen[:half], seen[half:]):
        travel = {side: spread([joint(now, f"{side}_ankle")[0] for now in part]) for side in SIDES}
        moving = part[0].moving
        if moving is not None:
            assert travel[moving] > 0.1
            assert travel[other(moving)] < 0.02


@each_drill
def test_the_breath_goes_out_before_it_comes_in(drill: Drill) -> None:
    words = list(dict.fromkeys(moment(drill, at).breath for at in frames(drill)))
    assert words in (["exhale", "inhale"], ["exhale", "hold, breathe", "inhale"])


@each_drill
def test_the_hips_stay_where_they_are_except_where_lifting_them_is_the_drill(drill: Drill) -> None:
    heights = [joint(now, "pelvis")[2] for now in moments(drill)]
    lifts = (drill.name, drill.variant) == ("side_plank_hip_flexion", "easier")
    assert spread(heights) < (0.15 if lifts else 0.005)
    assert not lifts or spread(heights) > 0.05


@named("band_hurdle_hold")
def test_stage_1_starts_with_hips_and_knees_at_right_angles(drill: Drill) -> None:
    start = moment(drill, 0)
    for side in SIDES:
        assert knee(start, side) == pytest.approx(90, abs=3)
        thigh = sub(joint(start, f"{side}_knee"), joint(start, f"{side}_hip"))
        assert degrees(acos(thigh[2] / norm(thigh))) < 3  # upright: the knee is over the hip


@named("band_hurdle_hold")
def test_stage_1_the_knee_of_the_named_side_stays_while_the_other_foot_goes(drill: Drill) -> None:
    start = {side: joint(moment(drill, 0), f"{side}_knee") for side in SIDES}
    for now in moments(drill):
        assert norm(sub(joint(now, f"{now.side}_knee"), start[now.side])) < 0.005
        assert now.moving == other(now.side)


@named("band_hurdle_hold", "full", "substitute")
def test_stage_1_the_reaching_leg_comes_almost_straight_above_the_mat(drill: Drill) -> None:
    end = moment(drill, drill.still_at)
    assert knee(end, "left") > 170
    assert 0.1 < joint(end, "left_heel")[2] < 0.4


@named("band_hurdle_hold", "easier")
def test_stage_1_easier_taps_the_heel_on_the_mat(drill: Drill) -> None:
    assert joint(moment(drill, drill.still_at), "left_heel")[2] == pytest.approx(0.035, abs=0.002)


@named("band_hurdle_hold", "substitute")
def test_stage_1_substitute_the_hand_lies_on_the_thigh_of_the_knee_that_stays(drill: Drill) -> None:
    end = moment(drill, drill.still_at)
    hand, hip, knee_at = (joint(end, f"right_{name}") for name in ("wrist", "hip", "knee"))
    thigh = sub(knee_at, hip)
    along = dot(sub(hand, hip), thigh) / norm(thigh) ** 2
    beside = norm(sub(sub(hand, hip), (thigh[0] * along, thigh[1] * along, thigh[2] * along)))
    assert 0.6 < along < 1
    assert 0.06 < beside < 0.12


@named("side_plank_hip_flexion", "full", "easier")
def test_stage_2_the_elbow_is_under_the_shoulder_in_every_frame(drill: Drill) -> None:
    for now in moments(drill):
        elbow, shoulder = joint(now, "right_elbow"), joint(now, "right_shoulder")
        assert abs(elbow[0] - shoulder[0]) < 0.02
        assert abs(elbow[1] - shoulder[1]) < 0.02
        assert elbow[2] < shoulder[2]


@named("side_plank_hip_flexion")
def test_stage_2_knee_hip_and_shoulder_are_in_line_in_the_hold(drill: Drill) -> None:
    held = moment(drill, drill.still_at)
    bottom = joint(held, "right_knee")
    middle = (joint(held, "pelvis")[0], joint(held, "pelvis")[1], joint(held, "pelvis")[2])
    up, down = sub(joint(held, "chest"), middle), sub(bottom, joint(held, "right_hip"))
    assert degrees(acos(-dot(up, down) / norm(up) / norm(down))) < 5


@named("side_plank_hip_flexion", "full", "substitute")
def test_stage_2_the_top_knee_is_held_to_the_chest_for_a_while(drill: Drill) -> None:
    held = [at for at in frames(drill) if pose_at(drill, at % drill.seconds).left_leg.hip >= 99]
    assert len(held) / 25 >= 2  # a second or more per side
    assert drill.first == drill.moving == "left"  # lying on the right side the left knee is on top


@named("side_plank_hip_flexion", "full")
def test_stage_2_the_lower_knee_bears_on_the_mat_at_a_right_angle(drill: Drill) -> None:
    now = moment(drill, drill.still_at)
    assert knee(now, "right") == pytest.approx(90, abs=1)
    assert joint(now, "right_knee")[2] == pytest.approx(0.055, abs=0.01)


@named("banded_mountain_climbers")
def test_stage_3_the_hands_are_under_the_shoulders_with_straight_arms(drill: Drill) -> None:
    for now in moments(drill):
        for side in SIDES:
            wrist, shoulder = joint(now, f"{side}_wrist"), joint(now, f"{side}_shoulder")
            assert abs(wrist[0] - shoulder[0]) < 0.04
            assert angle(now, f"{side}_shoulder", f"{side}_elbow", f"{side}_wrist") > 172


@named("banded_mountain_climbers")
def test_stage_3_shoulder_hip_and_ankle_of_the_standing_leg_make_one_line(drill: Drill) -> None:
    now = moment(drill, drill.still_at)
    up, down = sub(joint(now, "chest"), joint(now, "pelvis")), sub(joint(now, "right_ankle"), joint(now, "right_hip"))
    assert degrees(acos(-dot(up, down) / norm(up) / norm(down))) < 6


@named("banded_mountain_climbers", "substitute")
def test_stage_3_substitute_the_foot_never_leaves_the_towel(drill: Drill) -> None:
    assert {round(joint(now, "left_ball")[2], 3) for now in moments(drill)} == {0.045}


@named("hanging_hip_flexion")
def test_stage_4_the_anchor_leg_is_straight_and_still(drill: Drill) -> None:
    for now in moments(drill):
        anchor = other(now.side)
        assert knee(now, anchor) > 175
        assert now.moving == now.side


@named("hanging_hip_flexion", "full", "easier")
def test_stage_4_the_hands_hold_the_bar_and_the_body_does_not_swing(drill: Drill) -> None:
    seen = moments(drill)
    for name in ("left_wrist", "right_wrist", "head", "pelvis"):
        assert spread([joint(now, name)[0] for now in seen]) < 0.005


@named("hanging_hip_flexion", "full")
def test_stage_4_the_feet_hang_free(drill: Drill) -> None:
    assert all(joint(now, f"{side}_toe")[2] > 0.05 for now in moments(drill) for side in SIDES)


@named("hanging_hip_flexion", "full", "easier")
def test_stage_4_the_rising_knee_ends_above_its_hip(drill: Drill) -> None:
    end = moment(drill, drill.still_at)
    assert joint(end, "right_knee")[2] > joint(end, "right_hip")[2] + 0.1


@named("hanging_hip_flexion", "substitute")
def test_stage_4_substitute_lifts_the_shoulder_blades_and_not_the_low_back(drill: Drill) -> None:
    now = moment(drill, drill.still_at)
    assert now.body.spine[2][2] < 0.13
    assert joint(now, "chest")[2] > 0.2
