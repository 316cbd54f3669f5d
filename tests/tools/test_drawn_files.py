"""The shipped drawings are complete, small and of the kind that a chat plays in place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.chat.drawings import clips_below
from bot.coach.model import Dose, Unit, Variant
from bot.coach.routine import Routine
from bot.programme_file import load_programme
from bot.wording.clip import clip_of
from tests.tools.containers import png_size, read_mp4
from tools.draw_drills.catalogue import DRILLS
from tools.draw_drills.clips import Clip, clips
from tools.draw_drills.drill import Drill, frames
from tools.draw_drills.follow_along import FPS, length, size
from tools.draw_drills.paint import fingerprint

DATA = Path(__file__).parents[2] / "data"
HOME = DATA / "drills"
VARIANTS = {"full", "easier", "substitute"}

PROGRAMME = load_programme(DATA / "programme.yaml")
CLIPS = list(clips(PROGRAMME))

each_clip = pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: clip.name)
each_drill = pytest.mark.parametrize("drill", DRILLS, ids=lambda d: f"{d.name}/{d.variant}")


def test_every_drill_of_the_programme_is_drawn_in_its_three_variants() -> None:
    programme = yaml.safe_load((DATA / "programme.yaml").read_text())
    wanted = {(stage["drill"]["key"], variant) for stage in programme["stages"] for variant in VARIANTS}
    assert {(drill.name, drill.variant) for drill in DRILLS} == wanted


def test_the_folder_holds_nothing_but_the_drawings() -> None:
    wanted = {f"{d.name}/{d.variant}.{kind}" for d in DRILLS for kind in ("mp4", "png")}
    wanted |= {f"{clip.name}.mp4" for clip in CLIPS}
    assert {str(path.relative_to(HOME)) for path in HOME.glob("*/*")} == wanted


def test_what_is_shipped_was_drawn_by_this_code() -> None:
    """Else somebody changed a drawing and did not run `make drawings`."""
    shipped = dict(line.split() for line in (HOME / "fingerprints.txt").read_text().splitlines())
    drawn = {f"{drill.name}/{drill.variant}": fingerprint(drill) for drill in DRILLS}
    assert shipped == drawn | {clip.name: clip.fingerprint for clip in CLIPS}


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


@each_clip
def test_a_clip_is_as_long_as_its_set_and_small(clip: Clip) -> None:
    data = (HOME / f"{clip.name}.mp4").read_bytes()
    video = read_mp4(data)
    assert (video.codec, video.chroma, video.depth, video.tracks) == ("avc1", 1, 8, ("vide",))
    assert video.top.index("moov") < video.top.index("mdat")
    assert video.size == size(clip.drill)
    assert video.samples == length(clip.plan) * FPS
    assert video.seconds == pytest.approx(clip.ready + clip.seconds + clip.switch + clip.seconds + 2, abs=0.05)
    assert len(data) < 400_000


@pytest.mark.parametrize("first", ["left", "right"])
@pytest.mark.parametrize("given", [(Variant.FULL, False), (Variant.EASIER, False), (Variant.FULL, True)])
def test_the_coach_finds_a_clip_for_every_dose_of_every_hold(first: str, given: tuple[Variant, bool]) -> None:
    """By the name that says its exact timing; any other timing has no clip, and the message counts alone."""
    there = clips_below(HOME)
    for number, stage in enumerate(PROGRAMME.stages, start=1):
        for dose in stage.doses if stage.unit is Unit.SECONDS else ():
            routine = routine_of(number, dose, first, *given)
            assert clip_of(PROGRAMME, routine) in there
            assert clip_of(PROGRAMME, routine_of(number, Dose(3, dose.amount + 1), first, *given)) not in there


def routine_of(stage: int, dose: Dose, first: str, variant: Variant, substitute: bool) -> Routine:
    return Routine(
        day=date(2026, 3, 2),
        stage=stage,
        variant=variant,
        substitute=substitute,
        unit=Unit.SECONDS,
        dose=dose,
        first=first,
        rest=45,
        ready=PROGRAMME.live.ready_seconds,
        switch=PROGRAMME.stage(stage).switch_seconds,
        idle=900,
        late=20,
    )
