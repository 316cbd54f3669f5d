"""An export is taken in whole or refused with one line: damaged, foreign, newer, or not holding together."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.coach.model import Log
from bot.export_file import MOST_BYTES, Export, ExportError, read_export

NOW = datetime(2026, 11, 26, tzinfo=UTC)
FIRST = Path(__file__).parent / "samples" / "export-version-1.zip"
SCHEMA = Path(__file__).parents[1] / "docs" / "export.schema.json"
Change = Callable[[dict[str, Any]], object]


def record() -> dict[str, Any]:
    with zipfile.ZipFile(FIRST) as archive:
        read: dict[str, Any] = json.loads(archive.read("record.json"))
        return read


def written(folder: Path, content: str | bytes, name: str = "record.json") -> Path:
    file = folder / "export.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file


def refusal(file: Path) -> str:
    with pytest.raises(ExportError) as refused:
        read_export(file, NOW)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_file_of_the_first_version_is_read_for_ever() -> None:
    kept = read_export(FIRST, NOW)
    assert kept.user.chat_id == 4711
    assert [told.retracted_by for told in kept.told if isinstance(told.record.fact, Log)] == [4, None, None]
    assert kept.decisions


def test_the_documented_schema_is_that_of_the_reader() -> None:
    """Where this fails, `python -m tools.export_schema` writes the file anew; see docs/export.md on its version."""
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == Export.model_json_schema()


def test_what_a_later_release_has_added_is_left_out(tmp_path: Path) -> None:
    data = record()
    data["user"]["favourite_colour"] = "green"
    data["facts"][0]["mood"] = "fine"
    data["weather"] = []
    assert read_export(written(tmp_path, json.dumps(data)), NOW) == read_export(FIRST, NOW)


# damaged
def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "can not be read: No such file" in refusal(tmp_path / "none.zip")


@pytest.mark.parametrize("content", [b"", b"PK", b"{}", b"\x00" * 1000, FIRST.read_bytes()[:-200]])
def test_a_file_that_is_no_zip(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "export.zip"
    file.write_bytes(content)
    assert "is damaged, or no ZIP file at all" in refusal(file)


def test_no_flipped_bit_of_the_record_goes_unnoticed(tmp_path: Path) -> None:
    whole, file = bytearray(FIRST.read_bytes()), tmp_path / "export.zip"
    size = zipfile.ZipFile(FIRST).getinfo("record.json").compress_size
    for position in range(45, size, 97):
        flipped = whole.copy()
        flipped[position] ^= 1
        file.write_bytes(flipped)
        refusal(file)


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, b"\xff\xfe", '{"format": "hipcoach-export",}'])
def test_a_record_that_is_no_json(tmp_path: Path, content: str | bytes) -> None:
    assert "is damaged" in refusal(written(tmp_path, content))


def test_a_record_without_end_is_not_unpacked(tmp_path: Path) -> None:
    """A few kilobytes can hold gigabytes."""
    assert "is too large" in refusal(written(tmp_path, b" " * (MOST_BYTES + 1)))


# foreign, newer
def test_a_zip_of_something_else(tmp_path: Path) -> None:
    assert "is no export of hipcoach" in refusal(written(tmp_path, "hello", "hello.txt"))


@pytest.mark.parametrize("content", ["[]", "null", "{}", '{"format": "other-export", "version": 1}'])
def test_a_record_of_something_else(tmp_path: Path, content: str) -> None:
    assert "is no export of hipcoach" in refusal(written(tmp_path, content))


def test_a_newer_version(tmp_path: Path) -> None:
    assert "written by a newer hipcoach (version 2)" in refusal(
        written(tmp_path, json.dumps(record() | {"version": 2}))
    )


# not holding together
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d.pop("user"), "user: Field required"),
        (lambda d: d.update(version="one"), "version"),
        (lambda d: d["user"].update(chat_id="Ana"), "user chat_id"),
        (lambda d: d["user"].update(chat_id=-5), "none of a person"),
        (lambda d: d["user"].update(state="happy"), "user state"),
        (lambda d: d["user"].update(zone="Mars/Olympus"), "no such time zone"),
        (lambda d: d["user"].update(zone="../../etc/passwd"), "no such time zone"),
        (lambda d: d["user"].update(reminder_time="07:00:00+02:00"), "reminder_time"),
        (lambda d: d["user"].update(created_at="2026-11-24T06:00:00"), "no instant of a record"),
        (lambda d: d["user"].update(first_name="\0"), "a text is too long or broken"),
        (lambda d: d["user"].update(first_name="\ud800"), "a text is too long or broken"),
        (lambda d: d["user"].update(if_then="x" * 20_000), "a text is too long or broken"),
        (lambda d: d["user"].update(dialogue={"entry": 10**30}), "a number is too large"),
        (lambda d: d["facts"][0].update(kind="dream"), "facts 0"),
        (lambda d: d["facts"][1].update(value=11), "fact 2 says what nobody can have told"),
        (lambda d: d["facts"][1].update(value="x"), "facts 1 baseline value"),
        (lambda d: d["facts"][1].update(id=1), "out of order"),
        (lambda d: d["facts"][1].update(id=0), "facts 1 baseline id"),
        (lambda d: d["facts"][1].update(entry=2000), "fact 2 belongs to no entry"),
        (lambda d: d["facts"][1].update(retracted_by=99, retracted_at="2026-11-24T06:00:00Z"), "taken back by nothing"),
        (lambda d: d["facts"][1].update(retracted_by=1), "taken back by nothing"),
        (lambda d: d["facts"][1].update(day="0001-01-01"), "no day of a record"),
        (lambda d: d["facts"][1].update(at="9999-01-01T00:00:00Z"), "no instant of a record"),
        (lambda d: d["facts"][2].update(weekdays=[7]), "fact 3 says"),
        (lambda d: d["facts"][3].update(sets=[]), "fact 4 says"),
        (lambda d: d["facts"][3].update(sets=[[-1, 8]]), "fact 4 says"),
        (lambda d: d["decisions"][0].update(day="yesterday"), "decisions 0 day"),
    ],
)
def test_a_record_that_does_not_hold_together(tmp_path: Path, change: Change, told: str) -> None:
    data = record()
    change(data)
    assert told in refusal(written(tmp_path, json.dumps(data)))
