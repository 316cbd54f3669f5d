"""Users: one row a chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Delete, Row, bindparam, delete, insert, or_, select, update

from bot.records import Due, DueKind, State, User
from bot.store.dialects import upsert
from bot.store.prepared import Prepared
from bot.store.tables import Base, BroadcastRow, DeletionRow, UserRow

OF_CHAT = Prepared(select(UserRow.__table__).where(UserRow.chat_id == bindparam("chat")).with_for_update())
BY_ID = select(UserRow.__table__).where(UserRow.id == bindparam("user")).with_for_update()
ADD = upsert(lambda insert: insert(UserRow).on_conflict_do_nothing(index_elements=["chat_id"]).returning(UserRow.id))
SAVE = Prepared(update(UserRow).where(UserRow.id == bindparam("user")))


def _rows_that_name(number: str, *columns: str) -> list[Delete]:
    """Deletes, in every table with such a column, the rows whose column is that number; what hangs on others first."""
    tables = reversed(Base.metadata.sorted_tables)
    named = [(table, [table.c[name] for name in columns if name in table.c]) for table in tables]
    return [delete(table).where(or_(*(c == bindparam(number) for c in found))) for table, found in named if found]


CHAT_OF = select(UserRow.chat_id).where(UserRow.id == bindparam("user")).with_for_update()
# An operator's own broadcast goes with them, also one that is under way.
ERASE = [*_rows_that_name("user", "user_id"), *_rows_that_name("chat", "chat_id", "created_by")]
# How far a broadcast has come says the same with the number before: the next user is the one after both.
STEP_BACK = update(BroadcastRow).where(BroadcastRow.last_user_id == bindparam("user"))
IDLE = (
    select(UserRow.id)
    .where(UserRow.seen_at < bindparam("seen_before"), UserRow.id > bindparam("after"))
    .order_by(UserRow.id)
    .limit(bindparam("limit"))
)
REMEMBER_DELETION = insert(DeletionRow)


def of_chat(connection: Connection, chat_id: int) -> User | None:
    rows = OF_CHAT.rows(connection, {"chat": chat_id})
    return user_of(rows[0]) if rows else None


def by_id(connection: Connection, user_id: int) -> User | None:
    row = connection.execute(BY_ID, {"user": user_id}).one_or_none()
    return user_of(row) if row else None


def add(connection: Connection, user: User) -> User:
    """Insert, or find the row that a first message at the same moment has brought."""
    number = connection.execute(ADD(connection), values_of(user)).scalar_one_or_none()
    if number is not None:
        return replace(user, id=number)
    return user_of(OF_CHAT.rows(connection, {"chat": user.chat_id})[0])


def save(connection: Connection, user: User) -> None:
    """Raises LookupError where the user was erased meanwhile."""
    if SAVE.run(connection, {"user": user.id, **values_of(user)}) != 1:
        raise LookupError(f"no user {user.id}")


def idle(connection: Connection, seen_before: datetime, after: int, limit: int) -> tuple[int, ...]:
    found = connection.execute(IDLE, {"seen_before": seen_before, "after": after, "limit": limit})
    return tuple(found.scalars())


def erase(connection: Connection, user_id: int, now: datetime) -> int:
    chat_id = connection.execute(CHAT_OF, {"user": user_id}).scalar_one_or_none()
    if chat_id is None:
        return 0
    whose = {"user": user_id, "chat": chat_id}
    rows = sum(connection.execute(statement, whose).rowcount for statement in ERASE)
    connection.execute(STEP_BACK, {"user": user_id, "last_user_id": user_id - 1})
    connection.execute(REMEMBER_DELETION, {"at": now, "rows": rows})
    return rows


def values_of(user: User) -> dict[str, Any]:
    due = user.due
    return {
        "chat_id": user.chat_id,
        "first_name": user.first_name,
        "language": user.language,
        "state": user.state.value,
        "zone": user.zone,
        "reminder_time": user.reminder_time,
        "evening_nudge": user.evening_nudge,
        "weekly_review": user.weekly_review,
        "dark_pictures": user.dark_pictures,
        "quiet_from": user.quiet_from,
        "quiet_until": user.quiet_until,
        "stage": user.stage,
        "if_then": user.if_then,
        "dialogue": user.dialogue,
        "told": user.told,
        "next_due_at": due.at if due else None,
        "due_kind": due.kind.value if due else None,
        "due_day": due.day if due else None,
        "due_n": due.n if due else None,
        "created_at": user.created_at,
        "seen_at": user.seen_at,
    }


def user_of(row: Row[Any]) -> User:
    return User(
        id=row.id,
        chat_id=row.chat_id,
        first_name=row.first_name,
        language=row.language,
        state=State(row.state),
        zone=row.zone,
        reminder_time=row.reminder_time,
        evening_nudge=row.evening_nudge,
        weekly_review=row.weekly_review,
        dark_pictures=row.dark_pictures,
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        stage=row.stage,
        if_then=row.if_then,
        dialogue=row.dialogue,
        told=row.told,
        due=_due(row),
        created_at=row.created_at,
        seen_at=row.seen_at,
    )


def _due(row: Row[Any]) -> Due | None:
    if row.next_due_at is None:
        return None
    return Due(row.next_due_at, DueKind(row.due_kind), row.due_day, row.due_n)
