"""A frame says side and breath, marks the spine and the moving leg, and the same input draws the same bytes."""

from __future__ import annotations

import re

import pytest

from tools.draw_drills import palette, svg
from tools.draw_drills.catalogue import DRILLS
from tools.draw_drills.drill import Drill, Key, ease, other, pose_at
from tools.draw_drills.paint import frame, still

each_drill = pytest.mark.parametrize("drill", DRILLS, ids=lambda d: f"{d.name}/{d.variant}")


def words(document: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", document)


@each_drill
def test_a_frame_names_its_side_and_the_breath(drill: Drill) -> None:
    side, *rest = words(frame(drill, 0.1))
    assert side.split()[0].lower() == drill.first
    assert "exhale" in rest
    assert words(frame(drill, drill.seconds + 0.1))[0].split()[0].lower() == other(drill.first)


@each_drill
def test_labels_are_never_turned_round_with_the_figure(drill: Drill) -> None:
    second = frame(drill, drill.seconds + 0.5)
    turned = second.count("scale(-1 1)")
    assert turned == int(drill.mirrored)
    assert not turned or second.rindex("scale(-1 1)") < second.rindex("</g><text")


@each_drill
def test_one_leg_bears_the_accent_wherever_one_leg_moves(drill: Drill) -> None:
    assert (palette.ACCENT in still(drill)) == (drill.moving is not None)


@each_drill
def test_the_words_fit_the_width(drill: Drill) -> None:
    # Inter Semi Bold: a letter of our words is half its size wide on average.
    assert len(drill.cue) * 27 * 0.5 < drill.size[0] - 20
    longest = max(len(breath.words) for breath in drill.breaths)
    assert (len(f"Right {drill.side_words}") + longest) * 30 * 0.5 + 22 + 88 < drill.size[0] - 20


@each_drill
def test_drawing_twice_gives_the_same_document(drill: Drill) -> None:
    assert still(drill) == still(drill)
    assert frame(drill, 1.0) == frame(drill, 1.0)


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (-0.001, "0"), (2.346, "2.35"), (10.0, "10"), (-3.5, "-3.5")])
def test_numbers_are_rounded_to_a_hundredth_of_a_pixel(value: float, text: str) -> None:
    assert svg.number(value) == text


def test_a_limb_within_its_wider_end_is_that_end() -> None:
    assert svg.tapered((0, 0), 10, (2, 0), 3) == svg.circle((0, 0), 10)
    assert svg.tapered((0, 0), 3, (2, 0), 10) == svg.circle((2, 0), 10)


def test_a_movement_starts_and_stops_softly() -> None:
    assert (ease(0), ease(0.5), ease(1)) == (0, 0.5, 1)
    assert ease(0.01) < 0.001
    assert ease(0.99) > 0.999


def test_between_two_keys_every_angle_goes_its_share_of_the_way() -> None:
    drill = DRILLS[0]
    start, end = drill.path(0), drill.path(1)
    out: tuple[Key, Key] = (drill.keys[1], drill.keys[2])
    middle = pose_at(drill, (out[0].at + out[1].at) / 2)
    assert middle.left_leg.hip == pytest.approx((start.left_leg.hip + end.left_leg.hip) / 2)
    assert middle.left_leg.knee == pytest.approx((start.left_leg.knee + end.left_leg.knee) / 2)
    assert middle.right_leg == start.right_leg
