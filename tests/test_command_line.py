"""`hipcoach`: help on every command, and one clear line with exit code 2 where a setting is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = ["run", "try", "web", "worker", "migrate", "backup", "restore", "import", "understand", "simulate"]
ROOT = Path(__file__).parent.parent


def hipcoach(*arguments: str, cwd: Path, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder of its own, with only these settings."""
    known = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    environment = known | {"PYTHONPATH": str(ROOT)} | settings
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, input=given, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, tmp_path: Path) -> None:
    told = hipcoach(command, "--help", cwd=tmp_path)
    assert told.returncode == 0
    assert f"hipcoach {command}" in told.stdout


def test_the_help_lists_every_command(tmp_path: Path) -> None:
    told = hipcoach("--help", cwd=tmp_path).stdout
    assert all(command in told for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "settings", "told"),
    [
        (("web",), {}, "WEBHOOK_URL is missing"),
        (("web",), {"WEBHOOK_URL": "https://a.example/t"}, "WEBHOOK_SECRET is missing"),
        (("worker",), {}, "TELEGRAM_BOT_TOKEN is missing"),
        (("run",), {"PORT": "many"}, "PORT is malformed"),
        (("migrate",), {"DATABASE_URL": "oracle://x"}, "DATABASE_URL is malformed"),
        (("migrate",), {"DATABASE_URL": "sqlite://"}, "DATABASE_URL is malformed"),
    ],
)
def test_a_wrong_setting_is_one_line_and_exit_code_2(
    arguments: tuple[str, ...], settings: dict[str, str], told: str, tmp_path: Path
) -> None:
    ended = hipcoach(*arguments, cwd=tmp_path, **settings)
    assert ended.returncode == 2
    lines = [line for line in ended.stderr.splitlines() if line.startswith("hipcoach:")]
    assert len(lines) == 1
    assert told.casefold() in lines[0].casefold()
    assert "Traceback" not in ended.stderr


def test_migrate_makes_the_database(tmp_path: Path) -> None:
    ended = hipcoach("migrate", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "hipcoach.sqlite3").stat().st_size > 0


def test_understand_answers_line_by_line_and_survives_a_broken_line(tmp_path: Path) -> None:
    plan = {"sets": 3, "amount": 8, "unit": "reps"}
    good = json.dumps({"text": "3x8 pain 2", "now": "2026-11-24T07:12", "plan": plan, "asked": None})
    ended = hipcoach("understand", cwd=tmp_path, given=f"{good}\nnonsense\n{good}\n")
    lines = ended.stdout.splitlines()
    assert ended.returncode == 0
    assert len(lines) == 3
    assert lines[0] == lines[2]
    assert '"pain": 2' in lines[0]
    assert "error" in lines[1]


def test_understand_explains_a_reading(tmp_path: Path) -> None:
    ended = hipcoach("understand", "--explain", "3x8 pain 2", cwd=tmp_path)
    assert ended.returncode == 0
    assert "3x8" in ended.stdout
    assert "pain" in ended.stdout
