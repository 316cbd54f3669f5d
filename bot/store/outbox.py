"""Updates that came in, and the answers on their way out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.records import Outgoing, Posted
from bot.store.dialects import insert_or_replace, upsert
from bot.store.prepared import Prepared
from bot.store.tables import PostRow, SetAsideRow, UpdateRow
from bot.store.values import body_of_outgoing, outgoing_of

NOTE = Prepared(
    upsert(lambda insert: insert(UpdateRow).on_conflict_do_nothing(index_elements=["key"]).returning(UpdateRow.key))
)
SET_ASIDE = insert_or_replace(SetAsideRow, "key", ("at", "error"))
FORGET = delete(UpdateRow).where(UpdateRow.at < bindparam("before"))
UNSENT = select(PostRow.id).where(PostRow.key == bindparam("key")).order_by(PostRow.id)
POST = Prepared(insert(PostRow).returning(PostRow.id))
ONE = select(PostRow.body, PostRow.lease_until, PostRow.attempts).where(PostRow.id == bindparam("post"))
OVERDUE = (
    select(PostRow.id, PostRow.body, PostRow.attempts)
    .where(PostRow.lease_until <= bindparam("now"))
    .order_by(PostRow.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
LEASE = (
    update(PostRow)
    .where(PostRow.id.in_(bindparam("posts", expanding=True)))
    .values(lease_until=bindparam("until"), attempts=PostRow.attempts + 1)
)
GONE_OUT = delete(PostRow).where(PostRow.id.in_(bindparam("posts", expanding=True)))
DROP = delete(PostRow).where(PostRow.id == bindparam("post"))
RETRY = update(PostRow).where(PostRow.id == bindparam("post"))


def note_update(connection: Connection, key: str, now: datetime) -> bool:
    return bool(NOTE.rows(connection, {"key": key, "at": now}))


def set_aside(connection: Connection, key: str, now: datetime, error: str) -> None:
    connection.execute(SET_ASIDE(connection), {"key": key, "at": now, "error": error})


def forget_updates(connection: Connection, before: datetime) -> int:
    return connection.execute(FORGET, {"before": before}).rowcount


def unsent(connection: Connection, key: str) -> tuple[int, ...]:
    return tuple(connection.execute(UNSENT, {"key": key}).scalars())


def post(connection: Connection, outgoing: Outgoing, key: str | None, lease_until: datetime) -> Posted:
    values = {"key": key, "chat_id": outgoing.chat_id, "body": body_of_outgoing(outgoing)}
    (row,) = POST.rows(connection, {**values, "lease_until": lease_until, "attempts": 0})
    return Posted(row.id, outgoing, lease_until)


def posted(connection: Connection, number: int) -> Posted | None:
    row = connection.execute(ONE, {"post": number}).one_or_none()
    return Posted(number, outgoing_of(row.body), row.lease_until, row.attempts) if row else None


def claim(connection: Connection, now: datetime, lease_until: datetime, limit: int) -> tuple[Posted, ...]:
    rows = connection.execute(OVERDUE, {"now": now, "limit": limit}).all()
    if rows:
        connection.execute(LEASE, {"posts": [row.id for row in rows], "until": lease_until})
    return tuple(Posted(row.id, outgoing_of(row.body), lease_until, row.attempts + 1) for row in rows)


def gone_out(connection: Connection, numbers: Sequence[int]) -> None:
    connection.execute(GONE_OUT, {"posts": numbers})


def retry(connection: Connection, number: int, at: datetime, error: str) -> None:
    connection.execute(RETRY, {"post": number, "lease_until": at, "error": error})


def drop(connection: Connection, number: int, now: datetime, error: str) -> None:
    if connection.execute(DROP, {"post": number}).rowcount:
        set_aside(connection, f"outbox:{number}", now, error)
