"""Sessions that count along: one row a user."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select

from bot.records import LiveSession
from bot.store.dialects import insert_or_replace
from bot.store.prepared import Prepared
from bot.store.tables import LiveSessionRow
from bot.store.values import UnknownSession, body_of_session, session_of

OF_USER = LiveSessionRow.user_id == bindparam("user")
ONE = Prepared(select(LiveSessionRow.message_id, LiveSessionRow.next_at, LiveSessionRow.body).where(OF_USER))
KEEP = insert_or_replace(LiveSessionRow, "user_id", ("message_id", "next_at", "body"))
DROP = delete(LiveSessionRow).where(OF_USER)
DUE = (
    select(LiveSessionRow.user_id)
    .where(LiveSessionRow.next_at <= bindparam("now"))
    .order_by(LiveSessionRow.next_at)
    .limit(bindparam("limit"))
)
NEXT = select(func.min(LiveSessionRow.next_at)).where(LiveSessionRow.next_at.is_not(None))


def of_user(connection: Connection, user_id: int) -> LiveSession | None:
    rows = ONE.rows(connection, {"user": user_id})
    if not rows:
        return None
    (row,) = rows
    try:
        return session_of(row.body, user_id=user_id, message_id=row.message_id, next_at=row.next_at)
    except UnknownSession:
        return None  # a newer release wrote it; nothing of the record hangs on it


def keep(connection: Connection, session: LiveSession) -> None:
    values = {"user_id": session.user_id, "message_id": session.message_id, "next_at": session.next_at}
    connection.execute(KEEP(connection), {**values, "body": body_of_session(session)})


def drop(connection: Connection, user_id: int) -> None:
    connection.execute(DROP, {"user": user_id})


def due(connection: Connection, now: datetime, limit: int) -> tuple[int, ...]:
    return tuple(connection.execute(DUE, {"now": now, "limit": limit}).scalars())


def earliest(connection: Connection) -> datetime | None:
    return connection.execute(NEXT).scalar_one()
