"""Files with secrets or health in them that others on the machine can read are warned of."""

from __future__ import annotations

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.modes import warn_of_open_files


def warned(folder: Path) -> list[str]:
    with capture_logs() as lines:
        warn_of_open_files(f"sqlite:///{folder / 'coach.sqlite3'}", folder / ".env")
    return [Path(line["file"]).name for line in lines]


@pytest.mark.parametrize("name", [".env", "coach.sqlite3", "coach.sqlite3-wal"])
@pytest.mark.parametrize(
    ("mode", "is_open"), [(0o600, False), (0o400, False), (0o640, True), (0o644, True), (0o602, True)]
)
def test_a_file_that_is_not_its_owners_alone_is_warned_of(tmp_path: Path, name: str, mode: int, is_open: bool) -> None:
    (tmp_path / name).touch()
    (tmp_path / name).chmod(mode)
    assert warned(tmp_path) == [name] * is_open


def test_without_files_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert warned(tmp_path) == []


def test_another_database_has_no_file_here() -> None:
    with capture_logs() as lines:
        warn_of_open_files("postgresql://user:secret@host/name", Path("/nowhere/.env"))
    assert lines == []
