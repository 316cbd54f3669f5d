"""One file of everything that is kept about a user: JSON for the next host, a table for people (docs/export.md)."""

from __future__ import annotations

import io
import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.coach.model import kind_of
from bot.coach.programme import Programme
from bot.records import Everything, Told
from bot.wording.spreadsheet import table
from bot.wording.words import Words

FORMAT, VERSION = "hipcoach-export", 1
"""The version changes where an older reader would misread what is written; see docs/export.md."""
RECORD, TABLE, README = "record.json", "log.csv", "README.txt"


def packed(words: Words, programme: Programme, kept: Everything, now: datetime) -> bytes:
    """The ZIP file."""
    standing = [told.record.fact for told in kept.told if told.retracted_by is None]
    history = tuple(sorted(standing, key=lambda fact: (fact.at, fact.id)))
    files = {
        RECORD: as_json(kept, now),
        TABLE: table(words, programme, history),
        README: words.plain("export-readme"),
    }
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in files.items():
            entry = ZipInfo(name, (now.year, now.month, now.day, now.hour, now.minute, now.second))
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, text)
    return content.getvalue()


def as_json(kept: Everything, now: datetime) -> str:
    """The record as it can be taken in again; the numbers that a host gives to its rows are left out."""
    user = _fields(kept.user)
    del user["id"]
    record = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": now,
        "user": user,
        "facts": [_told(told) for told in kept.told],
        "decisions": kept.decisions,
        "unasked": kept.unasked,
    }
    return json.dumps(record, ensure_ascii=False, default=_plain)


def _told(told: Told) -> dict[str, Any]:
    """The fact beside where it came from and what became of it."""
    return {
        "kind": kind_of(type(told.record.fact)),
        **_fields(told.record.fact),
        "entry": told.record.entry,
        "message_id": told.record.message_id,
        "retracted_by": told.retracted_by,
        "retracted_at": told.retracted_at,
    }


def _plain(value: object) -> object:
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an export")


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}
