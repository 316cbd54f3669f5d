"""`hipcoach understand`: JSON Lines in, one reading a line out, for looking at and measuring how replies are read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any, Literal, TextIO

from pydantic import BaseModel, ValidationError

from bot.replies import Plan, Reading, Vocabulary, read
from bot.vocabulary import load_vocabulary

EXAMPLE = Plan(3, 8, "reps")
"""The prescription that `--explain` supposes."""


_NOON = dt.datetime(2027, 1, 13, 12)  # noqa: DTZ001 - replies are read in local time, without a zone


class _Plan(BaseModel):
    sets: int
    amount: int
    unit: Literal["reps", "seconds"]


class _Reply(BaseModel):
    text: str
    now: dt.datetime
    plan: _Plan
    asked: Literal["sets", "pain", "morning_pain", "when"] | None = None


def run(stdin: Iterable[str], stdout: TextIO, *, explain: str | None, now: dt.datetime | None = None) -> None:
    """Answer every line of `stdin` (`text`, `now`, `plan`, `asked`) with one line: the reading, or what is wrong.

    `explain`: instead read this one text, said at `now` with nothing asked, and print the marks behind the reading.
    """
    vocabulary = load_vocabulary()
    if explain is not None:
        _explain(explain, stdout, vocabulary, now or _NOON)
        return
    for line in stdin:
        print(json.dumps(_answer(line, vocabulary), ensure_ascii=False), file=stdout, flush=True)


def _answer(line: str, vocabulary: Vocabulary) -> dict[str, Any]:
    try:
        reply = _Reply.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return {"error": f"{where}: {first['msg']}" if where else first["msg"]}
    plan = Plan(reply.plan.sets, reply.plan.amount, reply.plan.unit)
    now = reply.now.replace(tzinfo=None)
    return as_json(read(reply.text, now=now, plan=plan, asked=reply.asked, vocabulary=vocabulary))


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading with the field names and formats of the command: dates YYYY-MM-DD, times HH:MM."""
    return {
        "intents": sorted(reading.intents),
        "sets": [list(pair) for pair in reading.sets] if reading.sets is not None else None,
        "pain": reading.pain,
        "date": reading.date.isoformat() if reading.date else None,
        "at": reading.at.isoformat(timespec="minutes") if reading.at else None,
        "until": reading.until.isoformat() if reading.until else None,
        "time": reading.time.strftime("%H:%M") if reading.time else None,
        "timezone": reading.timezone,
        "ask": sorted(reading.ask),
        "signs": list(reading.signs),
        "where": reading.where,
        "cleared": reading.cleared,
        "command": reading.command,
    }


def _explain(text: str, stdout: TextIO, vocabulary: Vocabulary, now: dt.datetime) -> None:
    reading = read(text, now=now, plan=EXAMPLE, asked=None, vocabulary=vocabulary)
    print(f"{text!r}, on a plan of 3 sets of 8 reps, nothing asked:", file=stdout)
    for mark in reading.marks:
        print(f"  {mark.text!r} is {mark.kind}{f' ({mark.meaning})' if mark.meaning else ''}", file=stdout)
    said = {name: value for name, value in as_json(reading).items() if value not in (None, []) and value is not False}
    print(json.dumps(said, ensure_ascii=False), file=stdout, flush=True)
