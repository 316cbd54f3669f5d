"""The unit of work on a real database: `bot.ports.UnitOfWork`, one line a method.

What only reads takes no lock and waits for no writer, unless the unit has begun to write: then it sees its own work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from bot.coach.model import Fact
from bot.records import (
    Broadcast,
    Decision,
    Delivery,
    Everything,
    Fault,
    LiveSession,
    Outgoing,
    Posted,
    Record,
    User,
)
from bot.store import due, history, moving, operator, outbox, people, sessions
from bot.store.transaction import Transaction


class Unit:
    """One transaction: rolls back unless committed. After a commit the next write begins another."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._write = transaction.write
        self._read = transaction.read

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._transaction.close()

    async def commit(self) -> None:
        await self._transaction.commit()

    async def note_update(self, key: str, now: datetime) -> bool:
        return await self._write(outbox.note_update, key, now)

    async def set_aside(self, key: str, now: datetime, error: str) -> None:
        await self._write(outbox.set_aside, key, now, error)

    async def forget_updates(self, before: datetime, limit: int) -> int:
        return await self._write(outbox.forget_updates, before, limit)

    async def user_of_chat(self, chat_id: int) -> User | None:
        return await self._write(people.of_chat, chat_id)

    async def user(self, user_id: int) -> User | None:
        return await self._write(people.by_id, user_id)

    async def add_user(self, user: User) -> User:
        return await self._write(people.add, user)

    async def save_user(self, user: User) -> None:
        await self._write(people.save, user)

    async def erase_user(self, user_id: int, now: datetime) -> int:
        return await self._write(people.erase, user_id, now)

    async def idle_users(self, seen_before: datetime, after: int, limit: int) -> tuple[int, ...]:
        return await self._read(people.idle, seen_before, after, limit)

    async def everything(self, user_id: int) -> Everything:
        return await self._read(moving.everything, user_id)

    async def admit(self, everything: Everything) -> User:
        return await self._write(moving.admit, everything)

    async def records(self, user_id: int) -> tuple[Record, ...]:
        return await self._read(history.records, user_id)

    async def record(self, user_id: int, facts: Sequence[Fact], *, message_id: int | None) -> tuple[Record, ...]:
        return await self._write(history.write, user_id, facts, message_id)

    async def retract(self, user_id: int, fact_ids: Iterable[int], *, by: int, now: datetime) -> None:
        await self._write(history.retract, user_id, fact_ids, by, now)

    async def undo(self, user_id: int, entry: int, now: datetime) -> bool:
        return await self._write(history.undo, user_id, entry, now)

    async def decide(self, user_id: int, decision: Decision) -> None:
        await self._write(history.decide, user_id, decision)

    async def decisions(self, user_id: int, limit: int) -> tuple[Decision, ...]:
        return await self._read(history.decisions, user_id, limit)

    async def post(self, outgoing: Outgoing, *, key: str | None, lease_until: datetime) -> Posted:
        return await self._write(outbox.post, outgoing, key, lease_until)

    async def claim_posts(self, now: datetime, lease_until: datetime, limit: int) -> tuple[Posted, ...]:
        return await self._write(outbox.claim, now, lease_until, limit)

    async def keep_posts(self, outbox_ids: Sequence[int], now: datetime, until: datetime) -> tuple[int, ...]:
        return await self._write(outbox.keep, outbox_ids, now, until)

    async def mark_sent(self, outbox_ids: Sequence[int]) -> None:
        await self._write(outbox.gone_out, outbox_ids)

    async def retry_post(self, outbox_id: int, at: datetime, error: str) -> None:
        await self._write(outbox.retry, outbox_id, at, error)

    async def drop_post(self, outbox_id: int, now: datetime, error: str) -> None:
        await self._write(outbox.drop, outbox_id, now, error)

    async def claim_due(self, now: datetime, lease_until: datetime, limit: int) -> tuple[Delivery, ...]:
        return await self._write(due.claim, now, lease_until, limit)

    async def give_back(self, deliveries: Sequence[Delivery], lease_until: datetime, now: datetime) -> None:
        await self._write(due.give_back, deliveries, lease_until, now)

    async def finish_delivery(self, delivery: Delivery, now: datetime, outcome: str) -> None:
        await self._write(due.finish, delivery, now, outcome)

    async def forget_deliveries(self, before: datetime, limit: int) -> int:
        return await self._write(due.forget, before, limit)

    async def next_due(self) -> datetime | None:
        return await self._read(due.earliest)

    async def users_due_after(self, moment: datetime, user_id: int, limit: int) -> tuple[int, ...]:
        return await self._read(due.users_due_after, moment, user_id, limit)

    async def note_clock(self, now: datetime) -> datetime | None:
        return await self._write(due.note_clock, now)

    async def live(self, user_id: int) -> LiveSession | None:
        return await self._read(sessions.of_user, user_id)

    async def save_live(self, session: LiveSession) -> None:
        await self._write(sessions.keep, session)

    async def drop_live(self, user_id: int) -> None:
        await self._write(sessions.drop, user_id)

    async def live_due(self, now: datetime, limit: int) -> tuple[int, ...]:
        return await self._read(sessions.due, now, limit)

    async def next_live(self) -> datetime | None:
        return await self._read(sessions.earliest)

    async def draft_broadcast(self, broadcast: Broadcast) -> int:
        return await self._write(operator.draft, broadcast)

    async def broadcast(self, number: int) -> Broadcast | None:
        return await self._write(operator.one, number)

    async def running_broadcast(self) -> Broadcast | None:
        return await self._read(operator.running)

    async def save_broadcast(self, broadcast: Broadcast) -> None:
        await self._write(operator.save, broadcast)

    async def reachable(self, after: int, limit: int) -> tuple[tuple[int, int], ...]:
        return await self._read(operator.reachable, after, limit)

    async def how_many_reachable(self) -> int:
        return await self._read(operator.how_many)

    async def tell_faults(self, now: datetime) -> tuple[Fault, ...]:
        return await self._write(operator.tell_faults, now)

    async def file_id(self, key: str) -> str | None:
        return await self._read(due.file_id, key)

    async def keep_file_id(self, key: str, file_id: str | None) -> None:
        await self._write(due.keep_file_id, key, file_id)
