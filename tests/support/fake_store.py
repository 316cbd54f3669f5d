"""A store in memory for the tests of the services: the semantics of the real one, without a database."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from bot import records
from bot.coach.model import Fact
from bot.records import (
    LONGEST_LEASE,
    MISSED,
    UPDATES_KEPT,
    Broadcast,
    Decision,
    Delivery,
    DueKind,
    Everything,
    Fault,
    LiveSession,
    Outgoing,
    Posted,
    Record,
    State,
    Unasked,
    User,
)


@dataclass(frozen=True)
class Told:
    """A record with what became of it."""

    user_id: int
    record: Record
    retracted_by: int | None = None
    retracted_at: datetime | None = None


@dataclass(frozen=True)
class Handed:
    delivery: Delivery
    lease_until: datetime
    outcome: str | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True)
class Aside:
    at: datetime
    error: str
    told_at: datetime | None = None


@dataclass
class Data:
    """Every table; the values are never changed, only replaced."""

    updates: dict[str, datetime] = field(default_factory=dict)
    set_aside: dict[str, Aside] = field(default_factory=dict)
    broadcasts: dict[int, Broadcast] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    decisions: list[tuple[int, Decision]] = field(default_factory=list)
    outbox: dict[int, Posted] = field(default_factory=dict)
    deliveries: dict[int, Handed] = field(default_factory=dict)
    live: dict[int, LiveSession] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    clock: datetime | None = None
    deletions: list[tuple[datetime, int]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def copy(self) -> Data:
        return Data(**{f.name: copy(getattr(self, f.name)) for f in fields(self)})

    def number(self, table: str) -> int:
        self.numbers[table] = self.numbers.get(table, 0) + 1
        return self.numbers[table]


class FakeStore:
    """Holds what is committed; `data` is there to look at."""

    def __init__(self) -> None:
        self.data = Data()
        self.turn = asyncio.Lock()

    def unit(self) -> FakeUnit:
        return FakeUnit(self)


class FakeUnit:
    """Works on a copy and puts it in place on commit; one writing unit at a time."""

    def __init__(self, store: FakeStore) -> None:
        self._store = store
        self._draft: Data | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._draft is not None:
            self._draft = None
            self._store.turn.release()

    async def commit(self) -> None:
        if self._draft is not None:
            self._store.data, self._draft = self._draft, None
            self._store.turn.release()

    async def _write(self) -> Data:
        if self._draft is None:
            await self._store.turn.acquire()
            self._draft = self._store.data.copy()
        return self._draft

    @property
    def _seen(self) -> Data:
        return self._draft or self._store.data

    async def note_update(self, key: str, now: datetime) -> bool:
        updates = (await self._write()).updates
        new = key not in updates or updates[key] < now - UPDATES_KEPT
        if new:
            updates[key] = now
        return new

    async def set_aside(self, key: str, now: datetime, error: str) -> None:
        (await self._write()).set_aside[key] = Aside(now, error)

    async def forget_updates(self, before: datetime, limit: int) -> int:
        data = await self._write()
        old = [key for key, at in data.updates.items() if at < before][:limit]
        for key in old:
            del data.updates[key]
        return len(old)

    async def user_of_chat(self, chat_id: int) -> User | None:
        users = (await self._write()).users.values()
        return next((_loaded(user) for user in users if user.chat_id == chat_id), None)

    async def user(self, user_id: int) -> User | None:
        user = (await self._write()).users.get(user_id)
        return _loaded(user) if user else None

    async def add_user(self, user: User) -> User:
        data = await self._write()
        number = data.number("users")  # used up even where the user is known: a database does not give it out again
        known = await self.user_of_chat(user.chat_id)
        if known:
            return known
        data.users[number] = replace(_loaded(user), id=number)
        return replace(user, id=number)

    async def save_user(self, user: User) -> None:
        data = await self._write()
        if user.id not in data.users:
            raise LookupError(f"no user {user.id}")
        data.users[user.id] = _loaded(user)

    async def erase_user(self, user_id: int, now: datetime) -> int:
        data = await self._write()
        user = data.users.pop(user_id, None)
        if user is None:
            return 0
        before = _rows(data)
        data.told = [told for told in data.told if told.user_id != user_id]
        data.decisions = [(of, decision) for of, decision in data.decisions if of != user_id]
        data.outbox = {n: p for n, p in data.outbox.items() if p.outgoing.chat_id != user.chat_id}
        data.deliveries = {n: h for n, h in data.deliveries.items() if h.delivery.user_id != user_id}
        data.live.pop(user_id, None)
        data.broadcasts = {
            n: replace(b, last_user_id=user_id - 1) if b.last_user_id == user_id else b
            for n, b in data.broadcasts.items()
            if b.created_by != user.chat_id
        }
        data.deletions.append((now, before - _rows(data) + 1))
        return data.deletions[-1][1]

    async def idle_users(self, seen_before: datetime, after: int, limit: int) -> tuple[int, ...]:
        users = self._seen.users.values()
        return tuple(sorted(user.id for user in users if user.seen_at < seen_before and user.id > after)[:limit])

    async def everything(self, user_id: int) -> Everything:
        data = self._seen
        user = data.users.get(user_id)
        if user is None:
            raise LookupError(f"no user {user_id}")
        told = [t for t in data.told if t.user_id == user_id]
        return Everything(
            _loaded(user),
            tuple(records.Told(t.record, t.retracted_by, t.retracted_at) for t in sorted(told, key=_number)),
            tuple(decision for of, decision in data.decisions if of == user_id),
            tuple(_unasked(h) for _, h in sorted(data.deliveries.items()) if h.delivery.user_id == user_id),
        )

    async def admit(self, everything: Everything) -> User:
        data = await self._write()
        if await self.user_of_chat(everything.user.chat_id):
            raise ValueError(f"chat {everything.user.chat_id} is here already")
        user = replace(_loaded(everything.user), id=data.number("users"))
        data.users[user.id] = user
        data.told += [Told(user.id, t.record, t.retracted_by, t.retracted_at) for t in everything.told]
        data.decisions += [(user.id, decision) for decision in everything.decisions]
        for u in everything.unasked:
            delivery = Delivery(data.number("deliveries"), user.id, DueKind(u.kind), u.day, u.n, u.due_at, u.attempts)
            data.deliveries[delivery.id] = Handed(delivery, u.due_at, u.outcome, u.finished_at)
        return user

    async def records(self, user_id: int) -> tuple[Record, ...]:
        standing = [t.record for t in self._seen.told if t.user_id == user_id and t.retracted_by is None]
        return tuple(sorted(standing, key=lambda record: (record.fact.at, record.fact.id)))

    async def record(self, user_id: int, facts: Sequence[Fact], *, message_id: int | None) -> tuple[Record, ...]:
        data = await self._write()
        entry = max((t.record.fact.id for t in data.told if t.user_id == user_id), default=0) + 1
        written = tuple(
            Record(replace(f, id=number, at=f.at.astimezone(UTC)), entry, message_id)
            for number, f in enumerate(facts, entry)
        )
        data.told += [Told(user_id, record) for record in written]
        return written

    async def retract(self, user_id: int, fact_ids: Iterable[int], *, by: int, now: datetime) -> None:
        data, chosen = await self._write(), set(fact_ids)
        data.told = [
            replace(t, retracted_by=by, retracted_at=now)
            if t.user_id == user_id and t.record.fact.id in chosen and t.retracted_by is None
            else t
            for t in data.told
        ]

    async def undo(self, user_id: int, entry: int, now: datetime) -> bool:
        data = await self._write()
        mine = [t for t in data.told if t.user_id == user_id]
        if not any(t.record.entry == entry and t.retracted_by is None for t in mine):
            return False
        data.told = [t for t in data.told if t.user_id != user_id] + [_undone(t, entry, now) for t in mine]
        return True

    async def decide(self, user_id: int, decision: Decision) -> None:
        (await self._write()).decisions.append((user_id, decision))

    async def decisions(self, user_id: int, limit: int) -> tuple[Decision, ...]:
        return tuple([d for of, d in reversed(self._seen.decisions) if of == user_id][:limit])

    async def post(self, outgoing: Outgoing, *, key: str | None, lease_until: datetime) -> Posted:
        data = await self._write()
        number = data.number("outbox")
        before = max((n for n, post in data.outbox.items() if post.outgoing.chat_id == outgoing.chat_id), default=None)
        data.outbox[number] = Posted(number, outgoing, lease_until, follows=before)
        return data.outbox[number]

    async def claim_posts(self, now: datetime, lease_until: datetime, limit: int) -> tuple[Posted, ...]:
        outbox = (await self._write()).outbox

        def is_held(number: int | None) -> bool:
            return number in outbox and now < outbox[number].lease_until <= now + LONGEST_LEASE

        free = [n for n, post in sorted(outbox.items()) if not is_held(n) and not is_held(post.follows)]
        for n in free[:limit]:
            outbox[n] = replace(outbox[n], attempts=outbox[n].attempts + 1, lease_until=lease_until)
        return tuple(
            replace(outbox[n], follows=outbox[n].follows if outbox[n].follows in outbox else None) for n in free[:limit]
        )

    async def keep_posts(self, outbox_ids: Sequence[int], now: datetime, until: datetime) -> tuple[int, ...]:
        outbox = (await self._write()).outbox
        kept = tuple(n for n in sorted(set(outbox_ids)) if n in outbox and outbox[n].lease_until > now)
        for n in kept:
            outbox[n] = replace(outbox[n], lease_until=until)
        return kept

    async def mark_sent(self, outbox_ids: Sequence[int]) -> None:
        outbox = (await self._write()).outbox
        for number in outbox_ids:
            outbox.pop(number, None)

    async def retry_post(self, outbox_id: int, at: datetime, error: str) -> None:
        outbox = (await self._write()).outbox
        if outbox_id in outbox:
            outbox[outbox_id] = replace(outbox[outbox_id], lease_until=at)

    async def drop_post(self, outbox_id: int, now: datetime, error: str) -> None:
        data = await self._write()
        if data.outbox.pop(outbox_id, None):
            data.set_aside[f"outbox:{outbox_id}"] = Aside(now, error)

    async def claim_due(self, now: datetime, lease_until: datetime, limit: int) -> tuple[Delivery, ...]:
        data = await self._write()
        due = sorted(
            (u.due.at, u.id) for u in data.users.values() if _may_be_written_to(u) and u.due and u.due.at <= now
        )
        claimed = [_claim(data, data.users[number], now, lease_until) for _, number in due[:limit]]
        return tuple(sorted((d for d in claimed if d), key=lambda delivery: (delivery.due_at, delivery.id)))

    async def give_back(self, deliveries: Sequence[Delivery], lease_until: datetime, now: datetime) -> None:
        data = await self._write()
        for delivery in deliveries:
            handed = data.deliveries.get(delivery.id)
            if handed and handed.outcome is None and handed.lease_until == lease_until:
                data.deliveries[delivery.id] = replace(handed, lease_until=now)
            user = data.users.get(delivery.user_id)
            if user and user.due and user.due.at == lease_until:
                data.users[user.id] = replace(user, due=replace(user.due, at=now))

    async def finish_delivery(self, delivery: Delivery, now: datetime, outcome: str) -> None:
        deliveries = (await self._write()).deliveries
        handed = deliveries.get(delivery.id)
        if handed and handed.outcome is None:
            deliveries[delivery.id] = replace(handed, outcome=outcome, finished_at=now)

    async def forget_deliveries(self, before: datetime, limit: int) -> int:
        data = await self._write()
        below = min(data.deliveries, default=0) + limit
        old = [n for n, handed in data.deliveries.items() if n < below and handed.delivery.due_at < before]
        for number in old:
            del data.deliveries[number]
        return len(old)

    async def next_due(self) -> datetime | None:
        users = self._seen.users.values()
        return min((user.due.at for user in users if user.due and _may_be_written_to(user)), default=None)

    async def users_due_after(self, moment: datetime, user_id: int, limit: int) -> tuple[int, ...]:
        later = sorted(u.id for u in self._seen.users.values() if u.id > user_id and u.due and u.due.at > moment)
        return tuple(later[:limit])

    async def note_clock(self, now: datetime) -> datetime | None:
        data = await self._write()
        before, data.clock = data.clock, now
        return before

    async def live(self, user_id: int) -> LiveSession | None:
        return self._seen.live.get(user_id)

    async def save_live(self, session: LiveSession) -> None:
        data = await self._write()
        if session.user_id not in data.users:
            raise LookupError(f"no user {session.user_id}")
        data.live[session.user_id] = session

    async def drop_live(self, user_id: int) -> None:
        (await self._write()).live.pop(user_id, None)

    async def live_due(self, now: datetime, limit: int) -> tuple[int, ...]:
        due = sorted((s.next_at, s.user_id) for s in self._seen.live.values() if s.next_at and s.next_at <= now)
        return tuple(user_id for _, user_id in due[:limit])

    async def next_live(self) -> datetime | None:
        return min((s.next_at for s in self._seen.live.values() if s.next_at), default=None)

    async def draft_broadcast(self, broadcast: Broadcast) -> int:
        data = await self._write()
        number = data.number("broadcasts")
        data.broadcasts[number] = replace(broadcast, id=number)
        return number

    async def broadcast(self, number: int) -> Broadcast | None:
        return (await self._write()).broadcasts.get(number)

    async def running_broadcast(self) -> Broadcast | None:
        return next((b for _, b in sorted(self._seen.broadcasts.items()) if b.state == "sending"), None)

    async def save_broadcast(self, broadcast: Broadcast) -> None:
        broadcasts = (await self._write()).broadcasts
        if broadcast.id in broadcasts:
            broadcasts[broadcast.id] = broadcast

    async def reachable(self, after: int, limit: int) -> tuple[tuple[int, int], ...]:
        users = sorted(self._seen.users.items())
        return tuple([(n, u.chat_id) for n, u in users if n > after and _may_be_written_to(u)][:limit])

    async def how_many_reachable(self) -> int:
        return len(await self.reachable(0, len(self._seen.users)))

    async def tell_faults(self, now: datetime) -> tuple[Fault, ...]:
        rows = (await self._write()).set_aside
        known = {a.error for a in rows.values() if a.told_at and a.told_at > now - timedelta(hours=24)}
        untold = [(key, a) for key, a in rows.items() if a.told_at is None]
        for key, aside in untold:
            rows[key] = replace(aside, told_at=now)
        found = {e: [a.at for _, a in untold if a.error == e] for e in sorted({a.error for _, a in untold} - known)}
        return tuple(Fault(error, len(at), max(at)) for error, at in found.items())

    async def file_id(self, key: str) -> str | None:
        return self._seen.files.get(key)

    async def keep_file_id(self, key: str, file_id: str | None) -> None:
        files = (await self._write()).files
        files.pop(key, None)
        if file_id is not None:
            files[key] = file_id


def _loaded(user: User) -> User:
    """As it comes back from JSON: its own copy, and an error where a value is no JSON."""
    return replace(user, dialogue=json.loads(json.dumps(user.dialogue)), told=json.loads(json.dumps(user.told)))


def _number(told: Told) -> int:
    return told.record.fact.id


def _unasked(handed: Handed) -> Unasked:
    d = handed.delivery
    return Unasked(d.kind.value, d.day, d.n, d.due_at, d.attempts, handed.finished_at, handed.outcome)


def _rows(data: Data) -> int:
    return sum(map(len, (data.told, data.decisions, data.outbox, data.deliveries, data.live, data.broadcasts)))


def _undone(told: Told, entry: int, now: datetime) -> Told:
    if told.record.entry == entry:
        return replace(told, retracted_by=entry, retracted_at=now)
    return replace(told, retracted_by=None, retracted_at=None) if told.retracted_by == entry else told


def _may_be_written_to(user: User) -> bool:
    return user.state not in (State.STOPPED, State.GONE)


def _claim(data: Data, user: User, now: datetime, lease_until: datetime) -> Delivery | None:
    """The user's delivery, new or found again; None while somebody else has it in hand."""
    due = user.due
    assert due is not None
    data.users[user.id] = replace(user, due=replace(due, at=lease_until))
    key = (user.id, due.kind, due.day, due.n)
    handed = next((h for h in data.deliveries.values() if _key(h.delivery) == key), None)
    if handed is None:
        delivery = Delivery(data.number("deliveries"), user.id, due.kind, due.day, due.n, due.at)
    elif handed.outcome not in (None, MISSED):
        return replace(handed.delivery, settled=True)
    elif handed.outcome is None and now < handed.lease_until <= now + LONGEST_LEASE:
        return None
    else:
        delivery = replace(handed.delivery, attempts=handed.delivery.attempts + 1)
    data.deliveries[delivery.id] = Handed(delivery, lease_until)
    return delivery


def _key(delivery: Delivery) -> tuple[object, ...]:
    return (delivery.user_id, delivery.kind, delivery.day, delivery.n)
