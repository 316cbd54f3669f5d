"""Someone edits data/programme.yaml and nothing else: another programme runs through the real stack."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.bootstrap import DATA
from bot.coach.model import Carried
from bot.programme_file import ProgrammeError
from tests.journeys.test_fourteen_weeks import data_of
from tests.support.journey import journey

Edit = Callable[[dict[str, Any]], None]


def edited(folder: Path, edit: Edit) -> Path:
    """A copy of the data folder with another programme in it."""
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("drills"))
    file = folder / "programme.yaml"
    programme = yaml.safe_load(file.read_text(encoding="utf-8"))
    edit(programme)
    file.write_text(yaml.safe_dump(programme, allow_unicode=True), encoding="utf-8")
    return folder


def add_a_fifth_stage(programme: dict[str, Any]) -> None:
    fifth = copy.deepcopy(programme["stages"][0])
    fifth |= {"key": "standing_march", "unit": "seconds", "doses": [{"sets": 2, "amount": n} for n in (20, 30, 40, 50)]}
    fifth["drill"] |= {"key": "standing_march", "name": "Standing March", "needs": ["long_band"]}
    programme["stages"].append(fifth)


def start_with_other_doses(programme: dict[str, Any]) -> None:
    programme["stages"][0]["doses"] = [{"sets": 4, "amount": n} for n in (5, 7, 9, 11)]
    programme["stages"][0]["drill"]["name"] = "Heel <Slides> & Co"


async def test_a_fifth_stage_needs_no_code(new_database: Callable[..., str], tmp_path: Path) -> None:
    async with journey(new_database("sqlite"), data=edited(tmp_path / "data", add_a_fifth_stage)) as j:
        await j.onboard()
        (shown,) = await j.say("/stage")
        assert "Standing March" in shown.text
        assert "5" in shown.text


async def test_other_doses_and_names_are_told_and_logged(new_database: Callable[..., str], tmp_path: Path) -> None:
    async with journey(new_database("sqlite"), data=edited(tmp_path / "data", start_with_other_doses)) as j:
        told = await j.onboard()
        assert "Heel <Slides> & Co" in told[-1].text
        assert "4 × 5" in told[-1].text
        receipt = await j.say("done, no pain")
        assert "4×5" in receipt[0].text


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (lambda p: p["stages"][1]["doses"][2].update(amount="many"), "stages[1].doses[2].amount"),
        (lambda p: p["pain"].pop("safe_max"), "pain.safe_max"),
        (lambda p: p.update(colour="blue"), "colour"),
        (lambda p: p["stages"][0].update(gate_level=9), "stages[0].gate_level"),
    ],
)
async def test_a_wrong_programme_names_the_place_and_the_bot_does_not_start(
    edit: Edit, place: str, new_database: Callable[..., str], tmp_path: Path
) -> None:
    with pytest.raises(ProgrammeError) as fault:
        async with journey(new_database("sqlite"), data=edited(tmp_path / "data", edit)):
            pass
    assert place in str(fault.value)
    assert "programme.yaml" in str(fault.value)


async def test_what_was_reached_by_the_old_file_stands_when_the_file_is_edited(
    new_database: Callable[..., str], tmp_path: Path
) -> None:
    def demand_more_sessions(programme: dict[str, Any]) -> None:
        programme["progress"]["required"] = {"planned": 1, "of": 1, "most": 7}

    database = new_database("sqlite")
    async with journey(database) as j:
        await j.onboard()
        for _ in range(9):  # eight mornings and the evening of the review
            if any("done:" in data for data in data_of(await j.to_next())):
                await j.say("done, no pain")
        reached, at = (await j.standing()).level, j.clock.now()
        assert reached == 2
    async with journey(
        database, start=at + timedelta(hours=1), data=edited(tmp_path / "data", demand_more_sessions)
    ) as j:
        j.telegram.queue.restart_ids(200_000_001)
        await j.say("what's next?")
        assert (await j.standing()).level == reached
        assert [fact.level for fact in await j.history() if isinstance(fact, Carried)] == [reached]
        await j.say("/stage")
        assert len([fact for fact in await j.history() if isinstance(fact, Carried)]) == 1
