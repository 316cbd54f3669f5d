"""All that is kept about one person, to be taken along and to be brought in again."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, String, bindparam, cast, insert, select
from sqlalchemy.exc import IntegrityError

from bot.records import Decision, Everything, Record, Told, Unasked, User
from bot.store.history import row_of
from bot.store.people import user_of, values_of
from bot.store.tables import DecisionRow, DeliveryRow, FactRow, UserRow, utc
from bot.store.values import fact_of

USER = select(UserRow.__table__).where(UserRow.id == bindparam("user"))
FACTS = (
    select(
        FactRow.kind,
        cast(FactRow.body, String),
        FactRow.entry,
        FactRow.message_id,
        FactRow.retracted_by,
        FactRow.retracted_at,
    )
    .where(FactRow.user_id == bindparam("user"))
    .order_by(FactRow.id)
)
DECISIONS = (
    select(DecisionRow.at, DecisionRow.day, DecisionRow.kind, DecisionRow.detail)
    .where(DecisionRow.user_id == bindparam("user"))
    .order_by(DecisionRow.id)
)
UNASKED = (
    select(
        DeliveryRow.kind,
        DeliveryRow.day,
        DeliveryRow.n,
        DeliveryRow.due_at,
        DeliveryRow.attempts,
        DeliveryRow.finished_at,
        DeliveryRow.outcome,
    )
    .where(DeliveryRow.user_id == bindparam("user"))
    .order_by(DeliveryRow.id)
)
ADD = insert(UserRow).returning(UserRow.id)


def everything(connection: Connection, user_id: int) -> Everything:
    whose = {"user": user_id}
    row = connection.execute(USER, whose).one_or_none()
    if row is None:
        raise LookupError(f"no user {user_id}")
    return Everything(
        user_of(row),
        tuple(
            Told(Record(fact_of(kind, body), entry, message_id), retracted_by, retracted_at)
            for kind, body, entry, message_id, retracted_by, retracted_at in connection.execute(FACTS, whose)
        ),
        tuple(Decision(*row) for row in connection.execute(DECISIONS, whose)),
        tuple(Unasked(*row) for row in connection.execute(UNASKED, whose)),
    )


def admit(connection: Connection, kept: Everything) -> User:
    try:
        user_id = connection.execute(ADD, values_of(kept.user)).scalar_one()
    except IntegrityError:
        raise ValueError(f"chat {kept.user.chat_id} is here already") from None
    whose = {"user_id": user_id}
    for table, rows in (
        (FactRow, [_fact(user_id, told) for told in kept.told]),
        (DecisionRow, [whose | _decision(decision) for decision in kept.decisions]),
        (DeliveryRow, [whose | _unasked(each) for each in kept.unasked]),
    ):
        if rows:
            connection.execute(insert(table), rows)
    return replace(kept.user, id=user_id)


def _fact(user_id: int, told: Told) -> dict[str, object]:
    record = told.record._replace(fact=replace(told.record.fact, at=utc(told.record.fact.at)))
    return row_of(user_id, record) | {"retracted_by": told.retracted_by, "retracted_at": told.retracted_at}


def _decision(decision: Decision) -> dict[str, object]:
    return {"at": decision.at, "day": decision.day, "kind": decision.kind, "detail": decision.detail}


def _unasked(unasked: Unasked) -> dict[str, object]:
    """One that was not finished is nobody's: its lease is over."""
    return {
        "kind": unasked.kind,
        "day": unasked.day,
        "n": unasked.n,
        "due_at": unasked.due_at,
        "lease_until": unasked.due_at,
        "attempts": unasked.attempts,
        "finished_at": unasked.finished_at,
        "outcome": unasked.outcome,
    }
