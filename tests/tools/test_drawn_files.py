"""The shipped drawings are complete, small and of the kind that a chat plays in place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.tools.containers import png_size, read_mp4
from tools.draw_drills.catalogue import DRILLS
from tools.draw_drills.drill import Drill, frames
from tools.draw_drills.paint import fingerprint

DATA = Path(__file__).parents[2] / "data"
HOME = DATA / "drills"
VARIANTS = {"full", "easier", "substitute"}

each_drill = pytest.mark.parametrize("drill", DRILLS, ids=lambda d: f"{d.name}/{d.variant}")


def test_every_drill_of_the_programme_is_drawn_in_its_three_variants() -> None:
    programme = yaml.safe_load((DATA / "programme.yaml").read_text())
    wanted = {(stage["drill"]["key"], variant) for stage in programme["stages"] for variant in VARIANTS}
    assert {(drill.name, drill.variant) for drill in DRILLS} == wanted


def test_the_folder_holds_nothing_but_the_drawings() -> None:
    wanted = {f"{d.name}/{d.variant}.{kind}" for d in DRILLS for kind in ("mp4", "png")}
    assert {str(path.relative_to(HOME)) for path in HOME.glob("*/*")} == wanted


def test_what_is_shipped_was_drawn_by_this_code() -> None:
    """Else somebody changed a drawing and did not run `make drawings`."""
    shipped = dict(line.split() for line in (HOME / "fingerprints.txt").read_text().splitlines())
    assert shipped == {f"{drill.name}/{drill.variant}": fingerprint(drill) for drill in DRILLS}


@each_drill
def test_a_still_has_the_drawings_size_and_is_small(drill: Drill) -> None:
    data = (HOME / drill.name / f"{drill.variant}.png").read_bytes()
    assert png_size(data) == drill.size
    assert len(data) < 150_000


@each_drill
def test_a_loop_is_silent_h264_that_starts_before_it_is_loaded(drill: Drill) -> None:
    data = (HOME / drill.name / f"{drill.variant}.mp4").read_bytes()
    video = read_mp4(data)
    assert (video.codec, video.chroma, video.depth, video.tracks) == ("avc1", 1, 8, ("vide",))
    assert video.top.index("moov") < video.top.index("mdat")
    assert len(data) < 400_000


@each_drill
def test_a_loop_has_even_sides_and_shows_both_sides_in_full(drill: Drill) -> None:
    video = read_mp4((HOME / drill.name / f"{drill.variant}.mp4").read_bytes())
    assert video.size == drill.size
    assert all(side % 2 == 0 for side in video.size)
    assert video.samples == len(frames(drill))
    assert video.seconds == pytest.approx(2 * drill.seconds, abs=0.05)
    assert 3 <= video.seconds <= 7
