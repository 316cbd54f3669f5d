"""The map, "why?" and "how am I doing?"."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest

from bot.coach.model import Dose, Unit, Variant
from bot.coach.programme import Programme
from bot.coach.progress import look_back
from bot.coach.standing import Prescription
from bot.wording import journey
from bot.wording.progress import progress
from bot.wording.words import Words
from tests.wording.gallery import AT, taps
from tests.wording.people import PEOPLE, TODAY, standing


def test_the_map_shows_every_stage_with_its_dates_and_the_careful_choices(words: Words, programme: Programme) -> None:
    message = journey.journey_map(words, programme, standing())
    assert message.text.splitlines()[2:7] == [
        "✓ <b>1</b> Band Hurdle Hold · Mon 19 Oct – Mon 16 Nov (without the kit)",
        "▶️ <b>2 Side Plank with Hip Flexion</b> · since Tue 17 Nov, day 17",
        "○ <b>3</b> Banded Mountain Climbers",
        "○ <b>4</b> Hanging Hip Flexion",
        "○ Maintenance",
    ]
    assert taps(message) == ["choice:repeat", "choice:easier", "choice:back"]
    assert taps(journey.journey_map(words, programme, PEOPLE["first day"])) == ["choice:repeat", "choice:easier"]
    assert taps(journey.journey_map(words, programme, PEOPLE["locked"])) == []


def test_the_map_of_someone_who_has_not_begun_a_stage_says_when_it_begins(words: Words, programme: Programme) -> None:
    text = journey.journey_map(words, programme, PEOPLE["first day"]).text
    assert "▶️ <b>1 Band Hurdle Hold</b> · begins with your next session" in text


def test_the_map_ends_in_maintenance(words: Words, programme: Programme) -> None:
    lines = journey.journey_map(words, programme, PEOPLE["maintenance"]).text.splitlines()
    assert lines[-1] == "▶️ <b>Maintenance</b> · since Thu 3 Dec"
    assert lines[-2].startswith("✓ <b>4</b> Hanging Hip Flexion · Wed 25 Nov – Thu 3 Dec")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("open today", "<b>What opens stage 3:</b>\n○ Days in this stage: 17 of 21"),
        ("first day", "<b>Nothing has been decided yet.</b>"),
        ("eased", "2 sessions with pain 0–2 and no morning above your usual 1 bring the full drill back."),
        ("a third less", "bring the full dose back."),
        ("back after days", "one session as prescribed, and it goes on from there."),
        ("offer", "your yes to stage 3. Staying is fine too."),
        ("maintenance", "new pain, or your own choice of an earlier stage."),
        ("locked", "Time alone doesn’t unlock it."),
        ("48 hours off", "your back at 2 or less once the 48 hours are over."),
        ("long easier", "the 14 days run out, then the full drill is back."),
    ],
)
def test_why_says_what_would_change_it(words: Words, programme: Programme, who: str, said: str) -> None:
    assert said in journey.why(words, programme, PEOPLE[who]).text


def test_why_under_an_alarm_says_where_to_go_and_nothing_beside_it(words: Words, programme: Programme) -> None:
    text = journey.why(words, programme, PEOPLE["locked"]).text
    assert text.startswith("<b>Call your local emergency number")
    assert "blockquote" not in text


def test_why_tells_the_last_decision_first_and_earlier_ones_folded(words: Words, programme: Programme) -> None:
    text = journey.why(words, programme, standing()).text
    assert text.startswith("Decided on Mon 30 Nov:\n<b>The dose goes up to level 3: 3 × 20 s per side.</b>")
    assert text.index("<blockquote expandable>") < text.index("Mon 16 Nov: On to stage 2.")


@pytest.mark.parametrize(
    ("planned", "excused", "done", "kept", "said"),
    [
        (7, 0, 2, False, "1 more makes the week safe. 4 of the 7 planned days are spare."),
        (3, 0, 0, False, "2 more make the week safe. 1 of the 3 planned days is spare."),
        (2, 0, 0, False, "1 more makes the week safe. 1 of the 2 planned days is spare."),
        (7, 2, 3, True, "sessions, safe</b> ✓\n2 days don’t count against you (pain, illness or pause)."),
    ],
)
def test_a_week_tells_its_spare_and_never_blames(
    words: Words, programme: Programme, planned: int, excused: int, done: int, kept: bool, said: str
) -> None:
    required = min(3, -(-(planned - excused) * 2 // 3))
    week = standing().week._replace(planned=planned, excused=excused, done=done, kept=kept, required=required)
    someone = standing(week=week)
    assert said in progress(words, programme, someone, look_back(programme, (), someone)).text


def test_a_maintenance_dose_comes_from_its_own_stage(words: Words, programme: Programme) -> None:
    climbers = Prescription(3, "banded_mountain_climbers", Variant.FULL, False, Dose(3, 8), Unit.REPS, 60, 3)
    someone = replace(PEOPLE["maintenance"], prescription=climbers)
    at = datetime.combine(TODAY, time(9))
    text = journey.whats_next(words, programme, someone, at, None).text
    assert text.startswith("<b>Today: Banded Mountain Climbers</b>\n<b>3 × 8 reps</b> per side · rest 60 s")
    assert "\n\n<b>Maintenance</b> · 2 sessions a week\n\n<b>Monthly check:" in text


def test_a_programme_of_five_stages_is_told_as_five(words: Words, programme: Programme) -> None:
    five = replace(programme, stages=(*programme.stages, programme.stages[0]))
    assert "<b>Stage 2 of 5</b>" in journey.whats_next(words, five, standing(), AT, None).text
    assert "○ <b>5</b> Band Hurdle Hold" in journey.journey_map(words, five, standing()).text
