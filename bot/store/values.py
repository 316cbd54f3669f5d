"""Facts and messages to JSON and back, derived from their dataclasses: a new fact class needs no code here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.coach.model import KINDS, Fact
from bot.records import LiveSession, Outgoing

T = TypeVar("T")


class UnknownFact(ValueError):
    """A fact that this release does not know: half a history must not decide anything."""


class UnknownSession(ValueError):
    """A session that counts along, as this release does not know it."""


_COLUMNS = {"user_id", "message_id", "next_at"}
"""What of a session stands beside its body."""


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    """Made at its first use: all of them together take a good part of a start, and some are never needed."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def body_of(fact: Fact) -> dict[str, Any]:
    """The fact as JSON values."""
    body: dict[str, Any] = _adapter(type(fact)).dump_python(fact, mode="json")
    return body


def fact_of(kind: str, body: str) -> Fact:
    """The fact as it was told, from JSON. Raises UnknownFact; fields that this release does not know are left out."""
    if kind not in KINDS:
        raise UnknownFact(f"the record holds a fact of the unknown kind {kind!r}: written by a newer release?")
    fact = _adapter(KINDS[kind]).validate_json(body)
    object.__setattr__(fact, "at", fact.at.astimezone(UTC))  # pydantic's own zone takes ten times as long to compare
    return fact


def body_of_outgoing(outgoing: Outgoing) -> dict[str, Any]:
    body: dict[str, Any] = _adapter(Outgoing).dump_python(outgoing, mode="json", exclude_defaults=True)
    return body


def outgoing_of(body: dict[str, Any]) -> Outgoing:
    return _adapter(Outgoing).validate_python(body)


def body_of_session(session: LiveSession) -> dict[str, Any]:
    adapter = _adapter(LiveSession)
    body: dict[str, Any] = adapter.dump_python(session, mode="json", exclude=_COLUMNS, exclude_defaults=True)
    return body


def session_of(body: dict[str, Any], *, user_id: int, message_id: int | None, next_at: datetime | None) -> LiveSession:
    """Raises UnknownSession."""
    columns = {"user_id": user_id, "message_id": message_id, "next_at": next_at}
    try:
        return _adapter(LiveSession).validate_python(body | columns)
    except ValidationError as error:
        raise UnknownSession from error
