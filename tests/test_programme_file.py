"""A wrong programme file is refused with the place inside it, what was expected and what was found."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.coach.programme import Programme
from bot.programme_file import ProgrammeError, load_programme, programme_from

FILE = Path(__file__).parents[1] / "data" / "programme.yaml"


def data() -> Any:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def refused(changed: Any) -> list[str]:
    with pytest.raises(ProgrammeError) as error:
        programme_from(changed, "programme.yaml")
    return str(error.value).splitlines()


def put(value: Any, path: str) -> Any:
    """The shipped data with the value at a path like `stages[1].doses` replaced."""
    changed = inner = data()
    *outer, last = [int(part) if part.isdigit() else part for part in re.findall(r"\w+", path)]
    for part in outer:
        inner = inner[part]
    inner[last] = value
    return changed


def test_the_shipped_programme_is_right() -> None:
    programme = load_programme(FILE)
    assert isinstance(programme, Programme)
    assert len(programme.stages) == 4
    assert programme.stages[1].gate.amount == 20


WRONG = [
    ("stages[1].doses[2].amount", "x", 'expected a whole number, found "x"'),
    ("stages[1].doses[2].amount", True, "expected a whole number, found true"),
    ("stages[0].doses[0].sets", 0, "expected a whole number of at least 1, found 0"),
    ("stages[0].doses[1].amount", 5, "stages[0].doses[1]: expected a dose above level 1 (2×6), found 3×5"),
    ("stages[0].doses[1]", {"sets": 2, "amount": 6}, "expected a dose above level 1 (2×6), found 2×6"),
    ("stages[2].gate_level", 5, "expected a level from 1 to 4, found 5"),
    ("stages[2].gate_level", 0, "expected a level from 1 to 4, found 0"),
    ("stages[2].unit", "minutes", "expected 'reps' or 'seconds', found \"minutes\""),
    ("stages[1].key", "band_hurdle_hold", 'expected a key that is not taken yet, found "band_hurdle_hold"'),
    ("stages[1].drill.key", "band_hurdle_hold", 'expected a key that is not taken yet, found "band_hurdle_hold"'),
    ("stages[3].drill.needs[0]", "rope", 'expected a key of kit, found "rope"'),
    ("stages[3].drill.cues", ["One."], "expected at least 4 cues, found 1"),
    ("stages[3].drill.faults", [], "expected at least one fault with its fix, found none"),
    ("stages[3].drill.safety", " ", "expected text, found nothing"),
    ("stages[3].drill.setup", 7, "expected text, found 7"),
    ("stages", [], "expected at least one stage, found none"),
    ("stages", "four", 'expected a list, found "four"'),
    ("kit[1].key", "mini_band", 'expected a key that is not taken yet, found "mini_band"'),
    ("screening.items[6].signs[0]", "itch", 'expected a sign of a tier, found "itch"'),
    ("screening.items[1].key", "heart", 'expected a key that is not taken yet, found "heart"'),
    ("alarms.urgent[0]", "collapse", 'expected a sign of one tier only, found "collapse"'),
    ("alarms.ask_severity[0]", "itch", 'expected a sign of a tier, found "itch"'),
    ("pain.caution_max", 2, "expected more than safe_max (2), found 2"),
    ("pain.refer_from", 5, "expected more than caution_max (5), found 5"),
    ("pain.refer_from", 11, "expected a number from 1 to 10, found 11"),
    ("pain.elsewhere_share", 1.5, "expected a number from 0 to 1, found 1.5"),
    ("pain.safe_max", -1, "expected a number of at least 0, found -1"),
    ("gaps.level_back_over", 3, "expected more than set_less_over (3), found 3"),
    ("gaps.level_one_over", 7, "expected more than level_back_over (7), found 7"),
    ("gaps.stage_back_over", 14, "expected more than level_one_over (14), found 14"),
    ("gaps.level_back_share", 2, "expected a number from 0 to 1, found 2"),
    ("progress.restart_day", 21, "progress.offer_from_day: expected more than restart_day (21), found 21"),
    ("progress.choose_from_day", 28, "expected more than extend_from_day (28), found 28"),
    ("accounts.erase_after_days", 365, "expected more than ask_after_days (365), found 365"),
    ("accounts.ask_after_days", 7, "expected a number from 30 to 36500, found 7"),
    ("reminders.review_at", "25:00", 'expected a time of day like "19:30", found "25:00"'),
    ("reminders.nudge_at", 1170, 'expected a time of day in quotes, like "19:30", found 1170'),
    ("progress.week_days", 0, "expected a number from 1 to 28, found 0"),
    ("progress.required.of", 1, "expected a number from 2 to 100, found 1"),
    ("progress.fewest_days", 8, "expected a number from 1 to 7, found 8"),
    ("progress.gates_running", 0, "expected a number from 1 to 10, found 0"),
    ("progress.restart_day", 0, "expected a number from 1 to 42, found 0"),
    ("maintenance.sessions_per_week", 8, "expected a number from 1 to 7, found 8"),
    ("logging.night_ends_hour", 13, "expected a number from 0 to 12, found 13"),
    ("gaps.misspelt", 3, "expected a key that the programme knows, found 3"),
    ("pain.off_hours", None, "expected a whole number, found null"),
    ("adherence", 1, "expected a mapping of keys to values, found 1"),
]


@pytest.mark.parametrize(("path", "value", "told"), WRONG)
def test_one_wrong_value_is_one_line_that_says_where(path: str, value: Any, told: str) -> None:
    """`told` begins with another place only where two values contradict each other and the other one is named."""
    place = told if not told.startswith("expected") else f"{path}: {told}"
    assert f"programme.yaml: {place}" in refused(put(value, path))


def test_a_missing_key_is_named() -> None:
    changed = data()
    del changed["pain"]["safe_max"]
    assert refused(changed) == ["programme.yaml: pain.safe_max: expected a value, found nothing"]


def test_every_problem_is_told_at_once() -> None:
    changed = put(5, "stages[2].gate_level")
    changed["pain"]["caution_max"] = 1
    assert len(refused(changed)) == 2


def test_a_long_value_is_shown_cut_short() -> None:
    (line,) = refused(put("x" * 200, "pain.safe_max"))
    assert line.endswith("...")
    assert len(line) < 140


def test_an_empty_file_is_refused() -> None:
    assert refused(None) == [
        "programme.yaml: the file: expected a mapping of keys to values, found null",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("stages: [", "not YAML"),
        ("pain:\n  safe_max: 2\n  safe_max: 3\n", "a key is given twice"),
        ("a: !!python/object/apply:os.getcwd []", "not YAML"),
    ],
)
def test_text_that_is_no_plain_yaml_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "programme.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProgrammeError, match=message) as error:
        load_programme(file)
    assert str(error.value).startswith(str(file))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeError, match=r"nowhere\.yaml: cannot be read"):
        load_programme(tmp_path / "nowhere.yaml")
