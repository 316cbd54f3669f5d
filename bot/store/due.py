"""What is due, who sends it, and the names Telegram gave to pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, literal, or_, select, update

from bot.records import Delivery, DueKind, State
from bot.store.dialects import upsert
from bot.store.tables import DeliveryRow, FileRow, LeaseRow, UserRow

_MAY_BE_WRITTEN_TO = UserRow.state.not_in([State.STOPPED.value, State.GONE.value])
_CLAIMED = UserRow.id.in_(bindparam("users", expanding=True))
_INSTANT = DeliveryRow.due_at.type

DUE = (
    select(UserRow.id)
    .where(UserRow.next_due_at <= bindparam("now"), _MAY_BE_WRITTEN_TO)
    .order_by(UserRow.next_due_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
PUT_OFF = update(UserRow).where(_CLAIMED, UserRow.next_due_at <= bindparam("now"))
AS_DELIVERIES = select(
    UserRow.id,
    UserRow.due_kind,
    UserRow.due_day,
    UserRow.due_n,
    UserRow.next_due_at,
    bindparam("until", type_=_INSTANT),
    literal(0),
).where(_CLAIMED)
COLUMNS = ["user_id", "kind", "day", "n", "due_at", "lease_until", "attempts"]
SETTLED = (
    select(DeliveryRow.__table__)
    .join(
        UserRow,
        (UserRow.id == DeliveryRow.user_id)
        & (UserRow.due_kind == DeliveryRow.kind)
        & (UserRow.due_day == DeliveryRow.day)
        & (UserRow.due_n == DeliveryRow.n),
    )
    .where(_CLAIMED, DeliveryRow.finished_at.is_not(None))
)
FINISH = update(DeliveryRow).where(DeliveryRow.id == bindparam("delivery"), DeliveryRow.finished_at.is_(None))
NEXT = select(func.min(UserRow.next_due_at)).where(UserRow.next_due_at.is_not(None), _MAY_BE_WRITTEN_TO)

FILE = select(FileRow.file_id).where(FileRow.key == bindparam("file"))
FORGET_FILE = delete(FileRow).where(FileRow.key == bindparam("file"))


def claim(connection: Connection, now: datetime, lease_until: datetime, limit: int) -> tuple[Delivery, ...]:
    users = connection.execute(DUE, {"now": now, "limit": limit}).scalars().all()
    if not users:
        return ()
    rows = _deliveries(connection, users, now, lease_until)
    connection.execute(PUT_OFF, {"users": users, "now": now, "next_due_at": lease_until})
    claimed = [_delivery(row) for row in rows]
    rest = set(users) - {row.user_id for row in rows}
    if rest:
        claimed += [_delivery(row) for row in connection.execute(SETTLED, {"users": list(rest)})]
    return tuple(sorted(claimed, key=lambda delivery: (delivery.due_at, delivery.id)))


def _deliveries(
    connection: Connection, users: Sequence[int], now: datetime, lease_until: datetime
) -> Sequence[Row[Any]]:
    """New deliveries, and those claimed before and let go; not the finished, nor those still in someone's hand."""
    insertion = upsert(connection, DeliveryRow).from_select(COLUMNS, AS_DELIVERIES)
    statement = insertion.on_conflict_do_update(
        index_elements=["user_id", "kind", "day", "n"],
        set_={"attempts": DeliveryRow.attempts + 1, "lease_until": insertion.excluded["lease_until"]},
        where=DeliveryRow.finished_at.is_(None) & (DeliveryRow.lease_until <= bindparam("now")),
    ).returning(DeliveryRow.__table__)
    return connection.execute(statement, {"users": users, "until": lease_until, "now": now}).all()


def finish(connection: Connection, delivery: Delivery, now: datetime, outcome: str) -> None:
    connection.execute(FINISH, {"delivery": delivery.id, "finished_at": now, "outcome": outcome})


def earliest(connection: Connection) -> datetime | None:
    return connection.execute(NEXT).scalar_one()


def file_id(connection: Connection, key: str) -> str | None:
    return connection.execute(FILE, {"file": key}).scalar_one_or_none()


def keep_file_id(connection: Connection, key: str, file_id: str | None) -> None:
    if file_id is None:
        connection.execute(FORGET_FILE, {"file": key})
        return
    insertion = upsert(connection, FileRow)
    news = {"file_id": insertion.excluded["file_id"]}
    connection.execute(
        insertion.on_conflict_do_update(index_elements=["key"], set_=news), {"key": key, "file_id": file_id}
    )


def hold_lease(connection: Connection, name: str, holder: str, now: datetime, until: datetime) -> bool:
    insertion = upsert(connection, LeaseRow)
    statement = insertion.on_conflict_do_update(
        index_elements=["name"],
        set_={"holder": insertion.excluded["holder"], "until": insertion.excluded["until"]},
        where=or_(LeaseRow.holder == insertion.excluded["holder"], LeaseRow.until <= bindparam("now", type_=_INSTANT)),
    ).returning(LeaseRow.name)
    values = {"name": name, "holder": holder, "until": until, "now": now}
    return connection.execute(statement, values).one_or_none() is not None


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        user_id=row.user_id,
        kind=DueKind(row.kind),
        day=row.day,
        n=row.n,
        due_at=row.due_at,
        attempts=row.attempts,
        settled=row.finished_at is not None,
    )
