"""What is due, and the names Telegram gave to pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, literal, null, or_, select, update

from bot.records import LONGEST_LEASE, MISSED, Delivery, DueKind, State
from bot.store.dialects import insert_or_replace, upsert
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
_LET_GO = DeliveryRow.finished_at.is_(None) & or_(
    DeliveryRow.lease_until <= bindparam("now"), DeliveryRow.lease_until > bindparam("farthest")
)
# What was missed by a clock that ran ahead is due again once that is put right; by any other clock it never is.
_MISSED = DeliveryRow.outcome == MISSED
# New deliveries, and those claimed before and let go; not the finished, nor those still in someone's hand.
HAND_OUT = upsert(
    lambda insert: (
        insert(DeliveryRow)
        .from_select(COLUMNS, AS_DELIVERIES)
        .on_conflict_do_update(
            index_elements=["user_id", "kind", "day", "n"],
            set_={
                "attempts": DeliveryRow.attempts + 1,
                "lease_until": bindparam("until", type_=_INSTANT),
                "finished_at": null(),
                "outcome": null(),
            },
            where=_LET_GO | _MISSED,
        )
        .returning(DeliveryRow.__table__)
    )
)
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
# The lease tells whether they are still ours.
GIVE_BACK = update(DeliveryRow).where(
    DeliveryRow.id.in_(bindparam("deliveries", expanding=True)),
    DeliveryRow.finished_at.is_(None),
    DeliveryRow.lease_until == bindparam("ours"),
)
DUE_AGAIN = update(UserRow).where(_CLAIMED, UserRow.next_due_at == bindparam("ours"))
FINISH = update(DeliveryRow).where(DeliveryRow.id == bindparam("delivery"), DeliveryRow.finished_at.is_(None))
# By number, for they are numbered as they come and no index is needed: whatever their number, the table stays in order.
FIRST = select(func.min(DeliveryRow.id))
FORGET = delete(DeliveryRow).where(
    DeliveryRow.id < bindparam("below"), DeliveryRow.due_at < bindparam("before", type_=_INSTANT)
)
NEXT = select(func.min(UserRow.next_due_at)).where(UserRow.next_due_at.is_not(None), _MAY_BE_WRITTEN_TO)

DUE_AFTER = (
    select(UserRow.id)
    .where(UserRow.id > bindparam("user"), UserRow.next_due_at > bindparam("moment"))
    .order_by(UserRow.id)
    .limit(bindparam("limit"))
)

CLOCK, MARK = "clock", "mark"
NOTED = select(LeaseRow.until).where(LeaseRow.name == CLOCK)
NOTE = insert_or_replace(LeaseRow, "name", ("until",))

FILE = select(FileRow.file_id).where(FileRow.key == bindparam("file"))
KEEP_FILE = insert_or_replace(FileRow, "key", ("file_id",))
FORGET_FILE = delete(FileRow).where(FileRow.key == bindparam("file"))


def claim(connection: Connection, now: datetime, lease_until: datetime, limit: int) -> tuple[Delivery, ...]:
    users = connection.execute(DUE, {"now": now, "limit": limit}).scalars().all()
    if not users:
        return ()
    rows = connection.execute(
        HAND_OUT(connection), {"users": users, "until": lease_until, "now": now, "farthest": now + LONGEST_LEASE}
    ).all()
    connection.execute(PUT_OFF, {"users": users, "now": now, "next_due_at": lease_until})
    claimed = [_delivery(row) for row in rows]
    rest = set(users) - {row.user_id for row in rows}
    if rest:
        claimed += [_delivery(row) for row in connection.execute(SETTLED, {"users": list(rest)})]
    return tuple(sorted(claimed, key=lambda delivery: (delivery.due_at, delivery.id)))


def give_back(connection: Connection, deliveries: Sequence[Delivery], lease_until: datetime, now: datetime) -> None:
    numbers, users = [delivery.id for delivery in deliveries], [delivery.user_id for delivery in deliveries]
    connection.execute(GIVE_BACK, {"deliveries": numbers, "ours": lease_until, "lease_until": now})
    connection.execute(DUE_AGAIN, {"users": users, "ours": lease_until, "next_due_at": now})


def finish(connection: Connection, delivery: Delivery, now: datetime, outcome: str) -> None:
    connection.execute(FINISH, {"delivery": delivery.id, "finished_at": now, "outcome": outcome})


def forget(connection: Connection, before: datetime, limit: int) -> int:
    first = connection.execute(FIRST).scalar_one()
    return connection.execute(FORGET, {"below": first + limit, "before": before}).rowcount if first else 0


def earliest(connection: Connection) -> datetime | None:
    return connection.execute(NEXT).scalar_one()


def users_due_after(connection: Connection, moment: datetime, user_id: int, limit: int) -> tuple[int, ...]:
    asked = {"moment": moment, "user": user_id, "limit": limit}
    return tuple(connection.execute(DUE_AFTER, asked).scalars())


def note_clock(connection: Connection, now: datetime) -> datetime | None:
    before = connection.execute(NOTED).scalar_one_or_none()
    connection.execute(NOTE(connection), {"name": CLOCK, "holder": "", "until": now})
    return before


def leave_a_mark(connection: Connection) -> None:
    """Write something that nobody reads, to see whether that works."""
    connection.execute(NOTE(connection), {"name": MARK, "holder": "", "until": datetime(1970, 1, 1, tzinfo=UTC)})


def file_id(connection: Connection, key: str) -> str | None:
    return connection.execute(FILE, {"file": key}).scalar_one_or_none()


def keep_file_id(connection: Connection, key: str, file_id: str | None) -> None:
    if file_id is None:
        connection.execute(FORGET_FILE, {"file": key})
        return
    connection.execute(KEEP_FILE(connection), {"key": key, "file_id": file_id})


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
