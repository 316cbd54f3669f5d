"""Another programme runs without touching code: five stages, other doses, no hanging, other limits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from bot.coach.model import Dose, Unit
from bot.coach.programme import Programme
from bot.coach.standing import Mode
from bot.programme_file import programme_from
from tests.coach.story import PROGRAMME_FILE, Story, day


def five_stages() -> Programme:
    """The shipped file with a stage put before the others, as a coach might edit it."""
    data: Any = yaml.safe_load(PROGRAMME_FILE.read_text(encoding="utf-8"))
    extra: Any = yaml.safe_load(yaml.safe_dump(data["stages"][1]))
    extra.update(
        key="wall_march", unit="reps", gate_level=2, doses=[{"sets": 1, "amount": 5}, {"sets": 2, "amount": 5}]
    )
    extra["drill"].update(key="wall_march", name="Wall March", needs=[])
    data["stages"].insert(0, extra)
    data["progress"]["offer_from_day"] = 14
    return programme_from(data, "five.yaml")


def test_a_programme_of_five_stages_leads_to_maintenance_after_the_fifth() -> None:
    story, number = Story(programme=five_stages()), 1
    seen = []
    while story.at(number).mode is not Mode.MAINTENANCE:
        standing = story.at(number)
        if standing.stage not in seen:
            seen.append(standing.stage)
        if standing.offer is not None:
            story.consent(number)
        else:
            story.days(number, number)
            number += 1
        assert number < 200
    assert seen == [1, 2, 3, 4, 5]
    assert story.at(number).stage == 6
    assert len(story.at(number).journey) == 6


def test_other_doses_gates_and_days_are_followed() -> None:
    story = Story(programme=five_stages())
    assert (story.prescribed(1).dose, story.prescribed(1).unit) == (Dose(1, 5), Unit.REPS)
    story.days(1, 13)
    assert story.prescribed(14).dose == Dose(2, 5)
    assert story.at(14).offer is not None


def test_five_stages_take_turns_in_maintenance() -> None:
    story, number = Story(programme=five_stages()), 1
    while story.at(number).mode is not Mode.MAINTENANCE:
        if story.at(number).offer is not None:
            story.consent(number)
        else:
            story.days(number, number)
            number += 1
    given = []
    for ahead in range(number, number + 28):
        if story.at(ahead).due == day(ahead):
            given.append(story.prescribed(ahead).stage)
        story.days(ahead, ahead)
    assert given == [5, 1, 5, 2, 5, 3, 5, 4]


@pytest.mark.parametrize(("safe", "opens"), [(2, False), (3, True)])
def test_other_limits_are_followed(safe: int, opens: bool) -> None:
    programme = five_stages()
    story = Story(programme=replace(programme, pain=replace(programme.pain, safe_max=safe)))
    story.days(1, 12).train(13, pain=3)
    assert (story.at(14).offer is not None) is opens


def test_another_four_stage_programme_runs_too() -> None:
    programme = five_stages()
    story = Story(programme=replace(programme, stages=programme.stages[:4])).days(1, 13).consent(14)
    assert story.at(14).stage == 2
