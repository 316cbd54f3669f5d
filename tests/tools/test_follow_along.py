"""A follow-along clip holds each side exactly as long as asked, and leaves time to change sides."""

from __future__ import annotations

import pytest

from tools.draw_drills.catalogue import DRILLS
from tools.draw_drills.drill import Drill
from tools.draw_drills.follow_along import FPS, Hold, documents, length, moment, phases

HELD = [drill for drill in DRILLS if drill.name == "side_plank_hip_flexion"]
FULL = HELD[0]

each_hold = pytest.mark.parametrize("drill", HELD, ids=lambda d: d.variant)


@pytest.mark.parametrize(
    ("holds", "words", "seconds"),
    [
        ([("left", 20)], ["get ready", "hold, breathe", "done"], 5 + 20 + 2),
        (
            [("left", 20), ("right", 20)],
            ["get ready", "hold, breathe", "switch sides", "hold, breathe", "done"],
            5 + 20 + 8 + 20 + 2,
        ),
        (
            [("right", 13), ("right", 10)],
            ["get ready", "hold, breathe", "rest", "hold, breathe", "done"],
            5 + 13 + 8 + 10 + 2,
        ),
    ],
)
def test_a_clip_is_ready_hold_change_hold_done(holds: list[Hold], words: list[str], seconds: int) -> None:
    plan = phases(holds)
    assert [phase.words for phase in plan] == words
    assert length(plan) == seconds
    assert [phase.seconds for phase in plan if phase.holding] == [amount for _, amount in holds]


@pytest.mark.parametrize("holds", [[], [("left", 0)], [("top", 20)], [("left", 20), ("right", -1)]])
def test_a_hold_without_a_side_or_a_second_is_refused(holds: list[Hold]) -> None:
    with pytest.raises(ValueError, match="a hold is a side and at least one second"):
        phases(holds)


def test_there_is_a_frame_for_every_tenth_of_a_second() -> None:
    plan = phases([("left", 2), ("right", 1)], lead_in=2, change_over=2)
    assert sum(1 for _ in documents(FULL, plan)) == length(plan) * FPS


@each_hold
def test_the_pose_is_reached_before_the_first_second_counts_and_kept_to_the_last(drill: Drill) -> None:
    ready, hold, *_ = phases([("left", 10), ("right", 10)])
    arrived = moment(drill, ready, ready.seconds).body
    for at in (0.0, 5.0, 9.9):
        assert moment(drill, hold, at).body == arrived


@each_hold
def test_the_change_over_begins_with_the_old_side_and_ends_with_the_new_one(drill: Drill) -> None:
    change = phases([("left", 10), ("right", 10)])[2]
    assert [moment(drill, change, at).side for at in (0.0, 3.9, 4.1, 7.9)] == ["left", "left", "right", "right"]


def test_the_hips_rest_on_the_mat_between_two_holds() -> None:
    ready, hold, change, *_ = phases([("left", 10), ("right", 10)])
    resting = [moment(FULL, phase, at).body.joints["right_hip"][2] for phase, at in ((ready, 0.0), (change, 4.0))]
    assert max(resting) < 0.11
    assert moment(FULL, hold, 0.0).body.joints["right_hip"][2] > 0.2


def test_the_countdown_shows_the_whole_seconds_that_are_left() -> None:
    plan = phases([("left", 3)], lead_in=1)
    hold = list(documents(FULL, plan))[FPS : 4 * FPS]
    shown = [document.rsplit("</text>", 1)[0].rsplit(">", 1)[1] for document in hold]
    assert shown == ["3"] * FPS + ["2"] * FPS + ["1"] * FPS
