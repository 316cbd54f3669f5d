"""Updates that came in, and the answers on their way out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from bot.records import LONGEST_LEASE, UPDATES_KEPT, Outgoing, Posted
from bot.store.dialects import insert_or_replace, upsert
from bot.store.prepared import Prepared
from bot.store.tables import PostRow, SetAsideRow, UpdateRow
from bot.store.values import body_of_outgoing, outgoing_of

INSTANT = UpdateRow.at.type

# A key that is older than updates are kept is no repetition: numbers may have begun anew.
NOTE = Prepared(
    upsert(
        lambda insert: (
            (new := insert(UpdateRow))
            .on_conflict_do_update(
                index_elements=["key"],
                set_={"at": new.excluded.at},
                where=UpdateRow.at < bindparam("expired", type_=INSTANT),
            )
            .returning(UpdateRow.key)
        )
    )
)
SET_ASIDE = insert_or_replace(SetAsideRow, "key", ("at", "error", "told_at"))
FORGET = delete(UpdateRow).where(
    UpdateRow.key.in_(select(UpdateRow.key).where(UpdateRow.at < bindparam("before")).limit(bindparam("limit")))
)
BEFORE = select(func.max(PostRow.id)).where(PostRow.chat_id == bindparam("chat")).scalar_subquery()
POST = Prepared(insert(PostRow).values(follows=BEFORE).returning(PostRow.id, PostRow.follows))
_first = aliased(PostRow)
_IN_HAND = (_first.lease_until > bindparam("now")) & (_first.lease_until <= bindparam("farthest"))
_still = select(_first.id).where(_first.id == PostRow.follows).scalar_subquery()
OVERDUE = (
    select(PostRow.id, PostRow.body, PostRow.attempts, _still.label("follows"))
    .where(
        or_(PostRow.lease_until <= bindparam("now"), PostRow.lease_until > bindparam("farthest")),
        ~exists().where(_first.id == PostRow.follows, _IN_HAND),
    )
    .order_by(PostRow.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, of=PostRow)
)
LEASE = (
    update(PostRow)
    .where(PostRow.id.in_(bindparam("posts", expanding=True)))
    .values(lease_until=bindparam("until"), attempts=PostRow.attempts + 1)
)
KEEP = (
    update(PostRow)
    .where(PostRow.id.in_(bindparam("posts", expanding=True)), PostRow.lease_until > bindparam("now"))
    .values(lease_until=bindparam("until", type_=INSTANT))
    .returning(PostRow.id)
)
GONE_OUT = delete(PostRow).where(PostRow.id.in_(bindparam("posts", expanding=True)))
DROP = delete(PostRow).where(PostRow.id == bindparam("post"))
RETRY = update(PostRow).where(PostRow.id == bindparam("post"))


def note_update(connection: Connection, key: str, now: datetime) -> bool:
    values = {"key": key, "at": now, "expired": now - UPDATES_KEPT}
    return bool(NOTE.rows(connection, values))


def set_aside(connection: Connection, key: str, now: datetime, error: str) -> None:
    connection.execute(SET_ASIDE(connection), {"key": key, "at": now, "error": error, "told_at": None})


def forget_updates(connection: Connection, before: datetime, limit: int) -> int:
    return connection.execute(FORGET, {"before": before, "limit": limit}).rowcount


def post(connection: Connection, outgoing: Outgoing, key: str | None, lease_until: datetime) -> Posted:
    chat = outgoing.chat_id
    values = {"key": key, "chat_id": chat, "chat": chat, "body": body_of_outgoing(outgoing)}
    (row,) = POST.rows(connection, {**values, "lease_until": lease_until, "attempts": 0})
    return Posted(row.id, outgoing, lease_until, follows=row.follows)


def claim(connection: Connection, now: datetime, lease_until: datetime, limit: int) -> tuple[Posted, ...]:
    rows = connection.execute(OVERDUE, {"now": now, "farthest": now + LONGEST_LEASE, "limit": limit}).all()
    if rows:
        connection.execute(LEASE, {"posts": [row.id for row in rows], "until": lease_until})
    return tuple(Posted(row.id, outgoing_of(row.body), lease_until, row.attempts + 1, row.follows) for row in rows)


def keep(connection: Connection, numbers: Sequence[int], now: datetime, until: datetime) -> tuple[int, ...]:
    return tuple(connection.execute(KEEP, {"posts": numbers, "now": now, "until": until}).scalars())


def gone_out(connection: Connection, numbers: Sequence[int]) -> None:
    connection.execute(GONE_OUT, {"posts": numbers})


def retry(connection: Connection, number: int, at: datetime, error: str) -> None:
    connection.execute(RETRY, {"post": number, "lease_until": at, "error": error})


def drop(connection: Connection, number: int, now: datetime, error: str) -> None:
    if connection.execute(DROP, {"post": number}).rowcount:
        set_aside(connection, f"outbox:{number}", now, error)
