"""The record: facts that stand or were taken back, and the decisions made on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from operator import attrgetter

from sqlalchemy import Connection, String, bindparam, case, cast, exists, func, insert, null, or_, select, update
from sqlalchemy.orm import aliased

from bot.coach.model import Fact, kind_of
from bot.records import Decision, Record
from bot.store.prepared import Prepared
from bot.store.tables import DecisionRow, FactRow, utc
from bot.store.values import body_of, fact_of

OF_USER = FactRow.user_id == bindparam("user")

# The JSON as text: pydantic reads it in one go, several times as fast as from Python's dictionaries.
ALL = Prepared(
    select(FactRow.kind, cast(FactRow.body, String).label("body"), FactRow.entry, FactRow.message_id).where(
        OF_USER, FactRow.retracted_by.is_(None)
    )
)
IN_ORDER = attrgetter("fact.at", "fact.id")
RECORDS_KEPT = 40_000
"""Less than a kilobyte each: a hundred people with records of twenty weeks, or thousands who begin."""
LAST = Prepared(select(func.coalesce(func.max(FactRow.id), 0).label("id")).where(OF_USER))
WRITE = Prepared(insert(FactRow))
RETRACT = update(FactRow).where(
    OF_USER, FactRow.id.in_(bindparam("facts", expanding=True)), FactRow.retracted_by.is_(None)
)

_other = aliased(FactRow)
_STANDS = exists().where(
    _other.user_id == bindparam("user"), _other.entry == bindparam("undone"), _other.retracted_by.is_(None)
)
_IS_UNDONE = FactRow.entry == bindparam("undone")
# Every fact of the entry is marked as its own, also one that a later correction took back: undoing that correction
# must not bring it up again. What the entry itself had taken back stands once more.
UNDO = (
    update(FactRow)
    .where(OF_USER, or_(_IS_UNDONE, FactRow.retracted_by == bindparam("undone")), _STANDS)
    .values(
        retracted_by=case((_IS_UNDONE, bindparam("undone")), else_=null()),
        retracted_at=case((_IS_UNDONE, bindparam("now", type_=FactRow.retracted_at.type)), else_=null()),
    )
)

DECIDE = Prepared(insert(DecisionRow))
DECISIONS = (
    select(DecisionRow.at, DecisionRow.day, DecisionRow.kind, DecisionRow.detail)
    .where(DecisionRow.user_id == bindparam("user"))
    .order_by(DecisionRow.id.desc())
    .limit(bindparam("limit"))
)


def records(connection: Connection, user_id: int) -> tuple[Record, ...]:
    rows = ALL.rows(connection, {"user": user_id})
    return tuple(sorted([_record(*row) for row in rows], key=IN_ORDER))


@lru_cache(RECORDS_KEPT)
def _record(kind: str, body: str, entry: int, message_id: int | None) -> Record:
    """Kept by its whole content, since whoever writes one message mostly writes another."""
    return Record(fact_of(kind, body), entry, message_id)


def write(connection: Connection, user_id: int, facts: Sequence[Fact], message_id: int | None) -> tuple[Record, ...]:
    """Number and keep the facts. Two writers at once without the user's lock end in IntegrityError, not in a mix-up."""
    if not facts:
        return ()
    entry = LAST.rows(connection, {"user": user_id})[0].id + 1
    written = tuple(
        Record(replace(f, id=number, at=utc(f.at)), entry, message_id) for number, f in enumerate(facts, entry)
    )
    WRITE.run(connection, [row_of(user_id, record) for record in written])
    return written


def retract(connection: Connection, user_id: int, facts: Iterable[int], by: int, now: datetime) -> None:
    connection.execute(RETRACT, {"user": user_id, "facts": list(facts), "retracted_by": by, "retracted_at": now})


def undo(connection: Connection, user_id: int, entry: int, now: datetime) -> bool:
    return connection.execute(UNDO, {"user": user_id, "undone": entry, "now": now}).rowcount > 0


def decide(connection: Connection, user_id: int, decision: Decision) -> None:
    values = {"at": decision.at, "day": decision.day, "kind": decision.kind, "detail": decision.detail}
    DECIDE.run(connection, {"user_id": user_id, **values})


def decisions(connection: Connection, user_id: int, limit: int) -> tuple[Decision, ...]:
    rows = connection.execute(DECISIONS, {"user": user_id, "limit": limit})
    return tuple(Decision(at, day, kind, detail) for at, day, kind, detail in rows)


def row_of(user_id: int, record: Record) -> dict[str, object]:
    fact = record.fact
    return {
        "user_id": user_id,
        "id": fact.id,
        "entry": record.entry,
        "kind": kind_of(type(fact)),
        "body": body_of(fact),
        "message_id": record.message_id,
    }
