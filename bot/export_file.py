"""Reads a user's export (a ZIP, see docs/export.md); what is damaged, foreign or newer is refused with one line.

The shape of a fact is that of its class, so a new kind of fact needs no code here.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, Field, ValidationError, create_model

from bot.coach.model import KINDS, Baseline, Fact, Lifts, Log, Morning, Pain, Plan
from bot.records import Decision, Everything, Record, Told, Unasked, User
from bot.services.export import FORMAT, RECORD, VERSION
from bot.services.moving_in import Unfit

MOST_BYTES = 64 * 1024 * 1024
"""Of the record once unpacked; two years of daily sessions are a fiftieth of it."""
FIRST_DAY, FARTHEST = date(2020, 1, 1), timedelta(days=366 * 20)
LONGEST_TEXT, LARGEST_NUMBER = 10_000, 2**53


class ExportError(Unfit):
    """The file can not be taken in; the text is one line for the person who has it."""


class _Told(BaseModel):
    """A fact beside the number of its entry, the message it came from, and what became of it."""

    entry: Annotated[int, Field(ge=1)]
    message_id: int | None
    retracted_by: int | None
    retracted_at: datetime | None


def _told_as(kind: str, fact_class: type[Fact]) -> type[_Told]:
    hints = get_type_hints(fact_class)
    own: dict[str, Any] = {
        f.name: (hints[f.name], ... if f.default is MISSING else f.default) for f in fields(fact_class)
    }
    own["id"] = (Annotated[int, Field(ge=1)], ...)
    return create_model(fact_class.__name__, __base__=_Told, kind=(Literal[kind], ...), **own)


_TOLD: dict[str, type[_Told]] = {kind: _told_as(kind, fact_class) for kind, fact_class in KINDS.items()}
_ANY_TOLD: Any = Annotated[reduce(or_, _TOLD.values()), Field(discriminator="kind")]


class Export(BaseModel):
    """`record.json`."""

    format: Literal["hipcoach-export"]
    version: Literal[1]
    made_at: datetime
    user: User
    facts: list[_ANY_TOLD]
    decisions: list[Decision]
    unasked: list[Unasked]


def read_export(file: Path, now: datetime) -> Everything:
    """What the file holds of its user. Raises ExportError."""
    data = _unpacked(file)
    _check_version(file, data)
    try:
        kept = _everything(Export.model_validate(data))
        _check_values(kept, now)
        _check_entries(kept.told)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise ExportError(f"{file} does not fit: {' '.join(map(str, first['loc']))}: {first['msg']}") from None
    except ValueError as error:
        raise ExportError(f"{file} does not fit: {error}") from None
    return kept


def _unpacked(file: Path) -> Any:
    """The record, read without writing anything to the disk. Raises ExportError."""
    try:
        with zipfile.ZipFile(file) as archive, archive.open(RECORD) as record:
            content = record.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise ExportError(f"{file} is too large: its {RECORD} has more than {MOST_BYTES} bytes")
        return json.loads(content)
    except OSError as error:
        raise ExportError(f"{file} can not be read: {error.strerror or 'it is damaged'}") from None
    except KeyError:
        raise ExportError(f"{file} is no export of hipcoach: there is no {RECORD} in it") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        # RuntimeError: encrypted, an unknown way of packing, or JSON nested without end
        raise ExportError(f"{file} is damaged, or no ZIP file at all ({type(error).__name__})") from None


def _check_version(file: Path, data: Any) -> None:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ExportError(f"{file} is no export of hipcoach")
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise ExportError(
            f"{file} was written by a newer hipcoach (version {version}): bring this one up to date first"
        )


def _everything(export: Export) -> Everything:
    told = (_told(KINDS[each.kind], each) for each in export.facts)
    return Everything(export.user, tuple(told), tuple(export.decisions), tuple(export.unasked))


def _told(fact_class: type[Fact], told: Any) -> Told:
    fact = fact_class(**{field.name: getattr(told, field.name) for field in fields(fact_class)})
    return Told(Record(fact, told.entry, told.message_id), told.retracted_by, told.retracted_at)


def _check_entries(told: tuple[Told, ...]) -> None:
    """Numbers name each fact once; an entry is the number of its first fact, and what took a fact back is an entry."""
    numbers = [each.record.fact.id for each in told]
    entries = {each.record.entry for each in told if each.record.entry == each.record.fact.id}
    if numbers != sorted(set(numbers)):
        raise ValueError("the numbers of the facts are out of order")
    for each in told:
        number, back = each.record.fact.id, each.retracted_by
        if each.record.entry not in entries or each.record.entry > number:
            raise ValueError(f"fact {number} belongs to no entry")
        if (back is None) != (each.retracted_at is None) or (back is not None and back not in entries):
            raise ValueError(f"fact {number} was taken back by nothing")


def _check_values(kept: Everything, now: datetime) -> None:
    """What every turn of the user relies on."""
    _check_user(kept.user)
    for value in _leaves(kept):
        match value:
            case datetime():
                if value.tzinfo is None or not FIRST_DAY <= value.date() <= (now + timedelta(days=366)).date():
                    raise ValueError(f"{value} is no instant of a record")
            case date():
                if not FIRST_DAY <= value <= now.date() + FARTHEST:
                    raise ValueError(f"{value} is no day of a record")
            case int():
                if abs(value) > LARGEST_NUMBER:
                    raise ValueError("a number is too large")
            case str():
                if len(value) > LONGEST_TEXT or "\0" in value or (not value.isascii() and _is_broken(value)):
                    raise ValueError("a text is too long or broken")
    for told in kept.told:
        _check_fact(told.record.fact)


def _is_broken(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _check_user(user: User) -> None:
    if user.chat_id <= 0:
        raise ValueError("user chat_id: it is none of a person")
    if user.reminder_time is not None and user.reminder_time.tzinfo is not None:
        raise ValueError("user reminder_time: a time of day on the user's own clock has no offset")
    try:
        ZoneInfo(user.zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("user zone: this machine knows no such time zone") from None


def _check_fact(fact: Fact) -> None:
    match fact:
        case Pain() | Morning() | Baseline() | Lifts():
            sound = fact.value is None or 0 <= fact.value <= 10
        case Log():
            sound = fact.stage >= 1 and bool(fact.sets) and all(min(pair) >= 0 for pair in fact.sets)
        case Plan():
            sound = set(fact.weekdays) <= set(range(7))
        case _:
            sound = True
    if not sound:
        raise ValueError(f"fact {fact.id} says what nobody can have told")


def _leaves(value: Any) -> Iterator[Any]:
    """Every value that is no container."""
    if is_dataclass(value):
        value = [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple):
        for each in value:
            yield from _leaves(each)
    else:
        yield value
