"""The few things the services need from outside. One real adapter and one thin fake each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from bot.coach.model import Fact
from bot.records import (
    Broadcast,
    Decision,
    Delivery,
    Everything,
    Fault,
    LiveSession,
    Outgoing,
    Overview,
    Posted,
    Record,
    User,
)
from bot.wording.chart import Chart
from bot.wording.report import Report


class UnitOfWork(Protocol):
    """One transaction: rolls back unless committed. Reading a user locks that user until the end of it."""

    async def __aenter__(self) -> Self: ...
    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    async def commit(self) -> None: ...

    # updates
    async def note_update(self, key: str, now: datetime) -> bool:
        """Remember an update; False where it had been noted less than UPDATES_KEPT ago."""
        ...

    async def set_aside(self, key: str, now: datetime, error: str) -> None:
        """Keep the fact that an update could not be worked on, for the operator; no private text."""
        ...

    async def forget_updates(self, before: datetime, limit: int) -> int: ...

    # users
    async def user_of_chat(self, chat_id: int) -> User | None: ...
    async def user(self, user_id: int) -> User | None: ...
    async def add_user(self, user: User) -> User: ...
    async def save_user(self, user: User) -> None: ...
    async def erase_user(self, user_id: int, now: datetime) -> int:
        """Delete every row of the user; returns how many, and keeps only that a deletion took place."""
        ...

    async def idle_users(self, seen_before: datetime, after: int, limit: int) -> tuple[int, ...]:
        """Users, whatever their state, of whom nothing was heard since: those numbered above `after`, lowest first."""
        ...

    async def everything(self, user_id: int) -> Everything:
        """All that is kept about a user, what was taken back included. LookupError where nobody has that number."""
        ...

    async def admit(self, everything: Everything) -> User:
        """Keep all of it for somebody who is not here yet, under a new number. ValueError where they are."""
        ...

    # the record
    async def records(self, user_id: int) -> tuple[Record, ...]:
        """Every fact that stands, in the order of a History."""
        ...

    async def record(self, user_id: int, facts: Sequence[Fact], *, message_id: int | None) -> tuple[Record, ...]:
        """Write facts as one entry; returns them numbered (per user, from 1; an entry is known by its first fact)."""
        ...

    async def retract(self, user_id: int, fact_ids: Iterable[int], *, by: int, now: datetime) -> None:
        """Take facts back because of entry `by` (a correction)."""
        ...

    async def undo(self, user_id: int, entry: int, now: datetime) -> bool:
        """Take an entry back and let stand again what it had retracted; False where it does not stand."""
        ...

    async def decide(self, user_id: int, decision: Decision) -> None: ...
    async def decisions(self, user_id: int, limit: int) -> tuple[Decision, ...]:
        """The latest decisions, newest first."""
        ...

    # the outbox
    async def post(self, outgoing: Outgoing, *, key: str | None, lease_until: datetime) -> Posted:
        """Store an answer to be sent; until `lease_until` whoever stored it sends it."""
        ...

    async def claim_posts(self, now: datetime, lease_until: datetime, limit: int) -> tuple[Posted, ...]:
        """Answers whose lease ran out, oldest first; leased anew, each claim counted as an attempt. One that follows
        an answer which is in somebody's hand stays behind it."""
        ...

    async def keep_posts(self, outbox_ids: Sequence[int], now: datetime, until: datetime) -> tuple[int, ...]:
        """Renew leases that still hold; those that did not any more are not among the returned."""
        ...

    async def mark_sent(self, outbox_ids: Sequence[int]) -> None:
        """They went out: the rows go, so that what was said is not kept."""
        ...

    async def retry_post(self, outbox_id: int, at: datetime, error: str) -> None: ...
    async def drop_post(self, outbox_id: int, now: datetime, error: str) -> None:
        """Give up on an answer that Telegram will never take."""
        ...

    # what is due
    async def claim_due(self, now: datetime, lease_until: datetime, limit: int) -> tuple[Delivery, ...]:
        """Claim users whose time has come: their due time moves to `lease_until` by compare-and-set and the
        delivery is inserted once. One left unfinished by a crash is found again once its lease ran out; one that is
        finished comes back as `settled`; one still in another's hand does not come back. Nobody stopped or gone."""
        ...

    async def give_back(self, deliveries: Sequence[Delivery], lease_until: datetime, now: datetime) -> None:
        """Claimed until `lease_until` and not begun: they are due now, for whoever claims next. What was finished, or
        claimed by another, stays as it is."""
        ...

    async def finish_delivery(self, delivery: Delivery, now: datetime, outcome: str) -> None:
        """`sent`, `late`, `missed`, `dropped: why` or `failed: why`; the row stays as the proof."""
        ...

    async def forget_deliveries(self, before: datetime, limit: int) -> int:
        """Delete deliveries that were due before, the oldest `limit` at most; how many went."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next unasked message of anyone is due."""
        ...

    async def users_due_after(self, moment: datetime, user_id: int, limit: int) -> tuple[int, ...]:
        """Users with a higher number than `user_id` whose next unasked message is due after a moment, by number."""
        ...

    async def note_clock(self, now: datetime) -> datetime | None:
        """What the clock showed when this was last called, by any process; from now on it is `now`."""
        ...

    # sessions that count along
    async def live(self, user_id: int) -> LiveSession | None:
        """The user's latest session; None where there was none, or where it can not be read."""
        ...

    async def save_live(self, session: LiveSession) -> None:
        """Keep it in place of the one before. Only for who holds the user's lock."""
        ...

    async def drop_live(self, user_id: int) -> None: ...
    async def live_due(self, now: datetime, limit: int) -> tuple[int, ...]:
        """Users whose session has to change by now, the longest due first. Locks nobody: look again under the lock."""
        ...

    async def next_live(self) -> datetime | None:
        """When the next session has to change; None while nobody is in one."""
        ...

    # the operator
    async def draft_broadcast(self, broadcast: Broadcast) -> int:
        """Keep a new one; gives its number."""
        ...

    async def broadcast(self, number: int) -> Broadcast | None: ...
    async def running_broadcast(self) -> Broadcast | None:
        """The oldest that is being sent."""
        ...

    async def save_broadcast(self, broadcast: Broadcast) -> None: ...
    async def reachable(self, after: int, limit: int) -> tuple[tuple[int, int], ...]:
        """The next users (id and chat) in the order of their ids, without the stopped and the gone."""
        ...

    async def how_many_reachable(self) -> int: ...
    async def tell_faults(self, now: datetime) -> tuple[Fault, ...]:
        """What was set aside and not told to the operators yet, by error; marked as told. An error that was told
        within a day is not told again."""
        ...

    # files
    async def file_id(self, key: str) -> str | None: ...
    async def keep_file_id(self, key: str, file_id: str | None) -> None: ...


Overlook = Callable[[datetime, datetime], Awaitable[Overview]]
"""Counts over everybody as of `now`, outcomes since `since`; beside any unit of work, and slow with many users."""

Store = Callable[[], UnitOfWork]
"""Opens a new unit of work."""


class Meter(Protocol):
    """Counts what happens, for whoever runs the bot; never whose it was."""

    def count(self, what: str, amount: int = 1, **labels: str) -> None: ...
    def time(self, what: str, seconds: float) -> None: ...


class NoMeter:
    """Where nobody looks, nothing is counted."""

    def count(self, what: str, amount: int = 1, **labels: str) -> None:
        return

    def time(self, what: str, seconds: float) -> None:
        return


class Away(Exception):
    """The store can not be reached or is too busy: nothing was written, and it is no fault of what was asked.

    Any method of a unit of work may raise it (connection lost, database locked, disk full, server starting)."""


class Baton(Protocol):
    """What only one process at a time may do: a lock that is free again when its holder dies, however that happens."""

    async def hold(self) -> bool:
        """Take it, or see that it is still ours; False while another process has it. Raises Away."""
        ...

    async def release(self) -> None:
        """Another may take it now; harmless where it is not held."""
        ...


class Gone(Exception):
    """The chat can not be written to any more (blocked, deactivated, not found): switch the user off."""


class Refused(Exception):
    """The messenger will never take this message."""


class Passing(Exception):
    """A failure that may pass: try again, not before `after` seconds; `halts`: so must everything sent in bulk."""

    def __init__(self, reason: str, after: float = 0.0, *, halts: bool = False) -> None:
        super().__init__(reason)
        self.after = after
        self.halts = halts


class Messenger(Protocol):
    """Sends one thing. Raises Gone, Refused or Passing."""

    async def send(
        self, outgoing: Outgoing, *, bulk: bool = False, ours: Callable[[], bool] | None = None
    ) -> int | None:
        """Send or edit; returns the message's id. `bulk` messages are paced and give way to answers. `ours` is asked
        right before it goes out, after all waiting; where it says no, nothing does, and Passing is raised."""
        ...


class NotDrawn(Exception):
    """A picture or page could not be made: words go out without it."""


class Pictures(Protocol):
    """Draws what is told of a user, apart from the event loop. Raises NotDrawn, or Passing where too many wait."""

    async def chart(self, chart: Chart) -> bytes:
        """A progress picture as PNG."""
        ...

    async def report(self, report: Report) -> bytes:
        """A page for a physiotherapist as PDF."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """A town: its name, country and IANA zone."""

    name: str
    country: str
    zone: str


class Places(Protocol):
    """Towns and zones, off line."""

    def find(self, text: str, limit: int = 5) -> tuple[Place, ...]:
        """Towns or zones that match a typed name, the likeliest first; empty where nothing does."""
        ...

    def zone_at(self, latitude: float, longitude: float) -> str | None: ...
