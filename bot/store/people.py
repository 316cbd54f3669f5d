"""Users: one row a chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.records import Due, DueKind, State, User
from bot.store.dialects import upsert
from bot.store.tables import DecisionRow, DeletionRow, DeliveryRow, FactRow, LiveSessionRow, PostRow, UserRow

OF_CHAT = select(UserRow.__table__).where(UserRow.chat_id == bindparam("chat")).with_for_update()
BY_ID = select(UserRow.__table__).where(UserRow.id == bindparam("user")).with_for_update()
ADD = upsert(lambda insert: insert(UserRow).on_conflict_do_nothing(index_elements=["chat_id"]).returning(UserRow.id))
SAVE = update(UserRow).where(UserRow.id == bindparam("user"))
CHAT_OF = select(UserRow.chat_id).where(UserRow.id == bindparam("user")).with_for_update()
OF_USER = (FactRow, DecisionRow, DeliveryRow, LiveSessionRow)
ERASE = [delete(table).where(table.user_id == bindparam("user")) for table in OF_USER] + [
    delete(UserRow).where(UserRow.id == bindparam("user"))
]
ERASE_POSTS = delete(PostRow).where(PostRow.chat_id == bindparam("chat"))
REMEMBER_DELETION = insert(DeletionRow)


def of_chat(connection: Connection, chat_id: int) -> User | None:
    row = connection.execute(OF_CHAT, {"chat": chat_id}).one_or_none()
    return _user(row) if row else None


def by_id(connection: Connection, user_id: int) -> User | None:
    row = connection.execute(BY_ID, {"user": user_id}).one_or_none()
    return _user(row) if row else None


def add(connection: Connection, user: User) -> User:
    """Insert, or find the row that a first message at the same moment has brought."""
    number = connection.execute(ADD(connection), _values(user)).scalar_one_or_none()
    if number is not None:
        return replace(user, id=number)
    return _user(connection.execute(OF_CHAT, {"chat": user.chat_id}).one())


def save(connection: Connection, user: User) -> None:
    """Raises LookupError where the user was erased meanwhile."""
    if connection.execute(SAVE, {"user": user.id, **_values(user)}).rowcount != 1:
        raise LookupError(f"no user {user.id}")


def erase(connection: Connection, user_id: int, now: datetime) -> int:
    chat_id = connection.execute(CHAT_OF, {"user": user_id}).scalar_one_or_none()
    if chat_id is None:
        return 0
    rows = connection.execute(ERASE_POSTS, {"chat": chat_id}).rowcount
    rows += sum(connection.execute(statement, {"user": user_id}).rowcount for statement in ERASE)
    connection.execute(REMEMBER_DELETION, {"at": now, "rows": rows})
    return rows


def _values(user: User) -> dict[str, Any]:
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


def _user(row: Row[Any]) -> User:
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
