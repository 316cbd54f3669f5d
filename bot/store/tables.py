"""The tables, as typed SQLAlchemy models. Nothing outside this package knows them.

Uniqueness is the idempotency: an update's key, a chat, and (user, kind, day, n) of a delivery exist once. What belongs
to one person hangs on `users` by a cascading foreign key; the outbox alone is bound by `chat_id`, because the coach
also answers chats of which it keeps nothing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


def utc(value: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a naive one."""
    if value.tzinfo is None:
        raise ValueError(f"naive datetime {value!r}: the store takes aware instants only")
    return value.astimezone(UTC)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept and handed back in UTC; a naive one is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


BigId = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only where the type is spelt INTEGER; it holds 64 bits all the same."""

NEVER_REUSED = {"sqlite_autoincrement": True}
"""A number is not given out twice, not even after its row went: late news of an old row must not hit a new one."""


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant(), dict[str, Any]: JSON()}  # noqa: RUF012  read once, by SQLAlchemy


class UserRow(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    first_name: Mapped[str]
    language: Mapped[str]
    state: Mapped[str]
    zone: Mapped[str | None]
    reminder_time: Mapped[time | None]
    evening_nudge: Mapped[bool]
    if_then: Mapped[str | None]
    dialogue: Mapped[dict[str, Any]]
    told: Mapped[dict[str, Any]]
    next_due_at: Mapped[datetime | None]
    due_kind: Mapped[str | None]
    due_day: Mapped[date | None]
    due_n: Mapped[int | None]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    weekly_review: Mapped[bool] = mapped_column(server_default=true())
    dark_pictures: Mapped[bool] = mapped_column(server_default=false())
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    stage: Mapped[int | None] = mapped_column(Integer)
    """As of the last turn, for counts; whoever decides computes it from the facts."""

    __table_args__ = (
        # The schedule: one look at this index says who is due, however many users there are.
        Index(
            None,
            "next_due_at",
            sqlite_where=text("next_due_at IS NOT NULL"),
            postgresql_where=text("next_due_at IS NOT NULL"),
        ),
        CheckConstraint(
            "(next_due_at IS NULL) = (due_kind IS NULL) AND (next_due_at IS NULL) = (due_day IS NULL)"
            " AND (next_due_at IS NULL) = (due_n IS NULL)",
            name="due_whole",
        ),
        NEVER_REUSED,
    )


def belongs_to_user(**options: Any) -> Mapped[int]:
    """A column that names the user and goes with them."""
    return mapped_column(BigInteger, ForeignKey("users.id", ondelete="CASCADE"), **options)


class FactRow(Base):
    """Facts are numbered per user, and a history lies in one piece: it is read by one range of the primary key."""

    __tablename__ = "facts"

    user_id: Mapped[int] = belongs_to_user(primary_key=True)
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    entry: Mapped[int] = mapped_column(Integer)
    """Number of the first fact that the same message or tap brought."""
    kind: Mapped[str]
    body: Mapped[dict[str, Any]]
    """The whole fact."""
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    retracted_by: Mapped[int | None] = mapped_column(Integer)
    """The entry that took it back; its own entry where it was undone."""
    retracted_at: Mapped[datetime | None]

    __table_args__ = ({"sqlite_with_rowid": False},)


class DecisionRow(Base):
    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    user_id: Mapped[int] = belongs_to_user()
    at: Mapped[datetime]
    day: Mapped[date]
    kind: Mapped[str]
    detail: Mapped[dict[str, Any]]

    __table_args__ = (Index(None, "user_id", "id"), NEVER_REUSED)


class PostRow(Base):
    """An answer that is not known to have arrived; the row goes when it has, so what was said is not kept."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str | None]
    """The update that it answers."""
    chat_id: Mapped[int] = mapped_column(BigInteger, index=True)
    follows: Mapped[int | None] = mapped_column(BigInteger)
    """The answer before it in its chat that was not out yet when this one was stored; it goes first."""
    body: Mapped[dict[str, Any]]
    lease_until: Mapped[datetime] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(Integer)
    error: Mapped[str | None]

    __table_args__ = (NEVER_REUSED,)


class DeliveryRow(Base):
    """An unasked message: claimed once, and the proof of what became of it."""

    __tablename__ = "deliveries"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    user_id: Mapped[int] = belongs_to_user()
    kind: Mapped[str]
    day: Mapped[date]
    n: Mapped[int] = mapped_column(Integer)
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(Integer)
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("user_id", "kind", "day", "n"),
        # Few rows are in hand at a time: the operator's "what is stuck?" reads only those.
        Index(
            None,
            "lease_until",
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
        NEVER_REUSED,
    )


class LiveSessionRow(Base):
    """A session that counts along: the message that is edited, when it next changes by itself, and where it stands."""

    __tablename__ = "live_sessions"

    user_id: Mapped[int] = belongs_to_user(primary_key=True, autoincrement=False)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    next_at: Mapped[datetime | None]
    body: Mapped[dict[str, Any]]

    __table_args__ = (
        Index(
            None,
            "next_at",
            sqlite_where=text("next_at IS NOT NULL"),
            postgresql_where=text("next_at IS NOT NULL"),
        ),
    )


class BroadcastRow(Base):
    """An operator's message to everybody, and how far it has come: users are written to in the order of their ids."""

    __tablename__ = "broadcasts"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    created_by: Mapped[int] = mapped_column(BigInteger)
    """The operator's chat."""
    created_at: Mapped[datetime]
    state: Mapped[str]
    text: Mapped[str]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    """The message to the operator that shows the progress."""
    last_user_id: Mapped[int] = mapped_column(BigInteger)
    total: Mapped[int] = mapped_column(Integer)
    sent: Mapped[int] = mapped_column(Integer)
    failed: Mapped[int] = mapped_column(Integer)
    finished_at: Mapped[datetime | None]

    __table_args__ = (NEVER_REUSED,)


class UpdateRow(Base):
    """An update that was worked on, remembered for as long as it may be delivered again."""

    __tablename__ = "updates"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = ({"sqlite_with_rowid": False},)


class SetAsideRow(Base):
    """What could not be worked on or sent, for the operator; no private text."""

    __tablename__ = "set_aside"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    error: Mapped[str]
    told_at: Mapped[datetime | None]
    """When the operators were told of it."""


class FileRow(Base):
    """Telegram's name for a picture that it has already."""

    __tablename__ = "file_ids"

    key: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[str]


class LeaseRow(Base):
    """An instant that processes leave for each other: what the clock showed (`clock`). Beside it a row that is written
    to see whether that works (`mark`)."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]


class DeletionRow(Base):
    """That somebody's data was erased, when, and how many rows; not whose."""

    __tablename__ = "deletions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime]
    rows: Mapped[int] = mapped_column(Integer)
