"""What the people who run the bot ask for: counts, broadcasts, what was set aside. Never what somebody said."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, select, update

from bot.records import Broadcast, Fault, Overview, State
from bot.store.tables import BroadcastRow, DeliveryRow, PostRow, SetAsideRow, UserRow

PEOPLE = (
    select(UserRow.state, UserRow.stage, func.count())
    .group_by(UserRow.state, UserRow.stage)
    .order_by(UserRow.state, UserRow.stage)
)
OUTCOMES = (
    select(DeliveryRow.outcome, func.count())
    .where(DeliveryRow.finished_at >= bindparam("since"))
    .group_by(DeliveryRow.outcome)
)
IN_HAND = select(func.count()).select_from(DeliveryRow).where(DeliveryRow.finished_at.is_(None))
WAITING = select(func.count(), func.min(PostRow.lease_until))
FAULTS = (
    select(SetAsideRow.error, func.count(), func.max(SetAsideRow.at))
    .where(SetAsideRow.at >= bindparam("since"))
    .group_by(SetAsideRow.error)
    .order_by(func.max(SetAsideRow.at).desc())
    .limit(5)
)

DRAFT = insert(BroadcastRow).returning(BroadcastRow.id)
BROADCAST = select(BroadcastRow.__table__).where(BroadcastRow.id == bindparam("broadcast")).with_for_update()
RUNNING = select(BroadcastRow.__table__).where(BroadcastRow.state == "sending").order_by(BroadcastRow.id).limit(1)
SAVE = update(BroadcastRow).where(BroadcastRow.id == bindparam("broadcast"))
REACHABLE = UserRow.state.in_([State.ACTIVE.value, State.ONBOARDING.value])
NEXT_ONES = (
    select(UserRow.id, UserRow.chat_id)
    .where(UserRow.id > bindparam("after"), REACHABLE)
    .order_by(UserRow.id)
    .limit(bindparam("limit"))
)
HOW_MANY = select(func.count()).select_from(UserRow).where(REACHABLE)

UNTOLD = (
    select(SetAsideRow.error, func.count(), func.max(SetAsideRow.at))
    .where(SetAsideRow.told_at.is_(None))
    .group_by(SetAsideRow.error)
    .order_by(SetAsideRow.error)
)
TOLD_LATELY = select(SetAsideRow.error).where(SetAsideRow.told_at > bindparam("since")).distinct()
TELL = update(SetAsideRow).where(SetAsideRow.told_at.is_(None))
QUIET = timedelta(hours=24)
"""The same error is told again no sooner."""


def overview(connection: Connection, now: datetime, since: datetime) -> Overview:
    """Counts over all users; takes long with many, so never on the way of an answer."""
    waiting, oldest = connection.execute(WAITING).one()
    outcomes: dict[str, int] = {}
    for outcome, count in connection.execute(OUTCOMES, {"since": since}):
        kind = (outcome or "").partition(":")[0]
        outcomes[kind] = outcomes.get(kind, 0) + count
    return Overview(
        people=tuple((State(state), stage, count) for state, stage, count in connection.execute(PEOPLE)),
        outcomes=outcomes,
        in_hand=connection.execute(IN_HAND).scalar_one(),
        waiting=waiting,
        oldest=oldest,
        faults=tuple(Fault(*row) for row in connection.execute(FAULTS, {"since": now - timedelta(days=7)})),
    )


def draft(connection: Connection, broadcast: Broadcast) -> int:
    return int(connection.execute(DRAFT, _values(broadcast)).scalar_one())


def one(connection: Connection, number: int) -> Broadcast | None:
    row = connection.execute(BROADCAST, {"broadcast": number}).one_or_none()
    return Broadcast(**row._mapping) if row else None


def running(connection: Connection) -> Broadcast | None:
    row = connection.execute(RUNNING).one_or_none()
    return Broadcast(**row._mapping) if row else None


def save(connection: Connection, broadcast: Broadcast) -> None:
    connection.execute(SAVE, {"broadcast": broadcast.id, **_values(broadcast)})


def reachable(connection: Connection, after: int, limit: int) -> tuple[tuple[int, int], ...]:
    rows = connection.execute(NEXT_ONES, {"after": after, "limit": limit})
    return tuple((row.id, row.chat_id) for row in rows)


def how_many(connection: Connection) -> int:
    return int(connection.execute(HOW_MANY).scalar_one())


def tell_faults(connection: Connection, now: datetime) -> tuple[Fault, ...]:
    known = set(connection.execute(TOLD_LATELY, {"since": now - QUIET}).scalars())
    found = [Fault(*row) for row in connection.execute(UNTOLD)]
    if found:
        connection.execute(TELL, {"told_at": now})
    return tuple(fault for fault in found if fault.error not in known)


def _values(broadcast: Broadcast) -> dict[str, object]:
    return {
        "created_by": broadcast.created_by,
        "created_at": broadcast.created_at,
        "state": broadcast.state,
        "text": broadcast.text,
        "message_id": broadcast.message_id,
        "last_user_id": broadcast.last_user_id,
        "total": broadcast.total,
        "sent": broadcast.sent,
        "failed": broadcast.failed,
        "finished_at": broadcast.finished_at,
    }
