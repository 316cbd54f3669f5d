"""The simulation tells a readable story of a made-up user, the same for the same seed, and a table of many."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from bot.coach.programme import Programme
from bot.personas import PERSONAS, Life
from bot.programme_file import load_programme
from bot.simulate import FIRST_DAY, Outcome, outcome, run, story

WEEKS = 20
HEADS = "persona stage 2 stage 3 stage 4 maintenance through a stop referred stuck sessions"


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(Path(__file__).parents[1] / "data" / "programme.yaml")


def told(programme: Programme, persona: str, seed: int = 1, weeks: int = WEEKS) -> str:
    return "\n".join(story(programme, weeks=weeks, persona=persona, seed=seed))


def test_the_six_personas_are_there() -> None:
    assert list(PERSONAS) == ["steady", "sore", "busy", "flare-up", "asymmetric", "beginner"]


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_story_tells_what_was_told_done_and_decided_and_why(programme: Programme, persona: str) -> None:
    text = told(programme, persona)
    assert text.startswith(f"{persona} ({PERSONAS[persona].says}), seed 1, 20 weeks")
    assert "told: band hurdle hold 2x6 reps" in text
    assert "decided: started (stage 1 level 1)" in text
    assert ", because " in text


def test_the_same_seed_tells_the_same_story_and_another_seed_another(programme: Programme) -> None:
    assert told(programme, "busy") == told(programme, "busy")
    assert told(programme, "busy") != told(programme, "busy", seed=2)


def test_a_decision_is_told_once_with_its_numbers(programme: Programme) -> None:
    text = told(programme, "steady", weeks=3)
    assert text.count("level up (stage 1 level 2), because near dose 6 (needs 5); level 2 (from 1)") == 1


def test_a_flare_up_tells_of_the_stop_the_days_off_and_the_restart(programme: Programme) -> None:
    text = told(programme, "flare-up")
    for part in ("stop (stage", "told: off", "restart (stage", "easier variant", "full again (stage"):
        assert part in text


def test_the_weaker_side_of_the_asymmetric_leads(programme: Programme) -> None:
    assert "right side first" in told(programme, "asymmetric", weeks=8)


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_steady_reach_stage_two_and_never_train_through_a_stop(programme: Programme, seed: int) -> None:
    found = outcome(programme, WEEKS, "steady", seed)
    assert found.reached[2] >= 21
    assert (found.through_stop, found.stuck) == (False, False)
    assert found.sessions > 60


@pytest.mark.parametrize("persona", ["sore", "flare-up"])
def test_nobody_is_led_through_a_stop_by_the_shipped_programme(programme: Programme, persona: str) -> None:
    assert not any(outcome(programme, WEEKS, persona, seed).through_stop for seed in range(1, 11))


def test_a_programme_without_hours_off_is_found_out(programme: Programme) -> None:
    """With no hours off, a back that is calm the next day is trained on the day after the stop."""
    rash = replace(programme, pain=replace(programme.pain, off_hours=0))
    assert any(outcome(rash, WEEKS, "flare-up", seed).through_stop for seed in range(1, 31))


def test_a_programme_that_nobody_can_pass_is_found_out(programme: Programme) -> None:
    progress = replace(programme.progress, sessions_in_stage=500)
    assert outcome(replace(programme, progress=progress), WEEKS, "steady", 1).stuck


def test_stuck_days_are_counted_anew_in_every_stage(programme: Programme) -> None:
    life, found = Life(programme, "steady", 3), Outcome()
    for number in range(1, 141):
        found.see(number, life.live(FIRST_DAY.fromordinal(FIRST_DAY.toordinal() + number - 1)))
    assert (found.stuck, sorted(found.reached)) == (False, [2, 3, 4, 5])


def test_run_prints_the_story_and_a_table_of_that_persona(programme: Programme) -> None:
    out = StringIO()
    assert run(programme, weeks=4, persona="sore", seed=1, seeds=3, out=out) == 0
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("sore (")
    assert "3 lives of 4 weeks each: median day of reaching a stage (share that did)" in lines
    assert lines[-1].startswith("sore")
    assert " ".join(lines[-2].split()) == HEADS


def test_run_without_seeds_prints_no_table(programme: Programme) -> None:
    out = StringIO()
    run(programme, weeks=2, persona="steady", seed=1, seeds=0, out=out)
    assert "lives of" not in out.getvalue()


def test_run_for_all_prints_one_line_a_persona(programme: Programme) -> None:
    out = StringIO()
    run(programme, weeks=2, persona="all", seed=1, seeds=2, out=out)
    lines = out.getvalue().splitlines()
    assert [line.split()[0] for line in lines[-6:]] == list(PERSONAS)
    assert "told:" not in out.getvalue()
