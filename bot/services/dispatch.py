"""Sends what is due: claims users whose time has come, asks what to say, says it, writes it down.

The database is the schedule (an indexed due time for each user), so there is no job per user, nothing is forgotten
over a restart, and what a crash left unfinished is claimed again when its lease ran out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.clock import Clock
from bot.ports import Away, Gone, Messenger, Passing, Refused, Store, UnitOfWork
from bot.records import Delivery, Outgoing
from bot.services.faults import brief
from bot.services.insist import insist
from bot.services.sending import switch_off

log = structlog.get_logger(__name__)

LEASE_NAME = "dispatcher"
HOLD = timedelta(seconds=20)
"""How long a dispatcher that died keeps the others waiting."""
_RENEW = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class Composed:
    """What to say (None: nothing) and the outcome to record: `sent`, `late`, `missed` or `dropped: why`."""

    outgoing: Outgoing | None
    outcome: str


Compose = Callable[[UnitOfWork, Delivery, datetime], Awaitable[Composed]]
"""Decides and words; it only reads, nothing is committed."""
Settle = Callable[[UnitOfWork, Delivery, datetime, str], Awaitable[None]]
"""Given the outcome, saves the user's next due time; committed together with the outcome."""


class Dispatcher:
    """One of many may be active: the others stand by until its lease runs out. `lease` is how long a claimed batch
    may take and what fails waits, `bound` how many messages are on their way at a time. `tries` is for rows that fail
    for ever (with the lease over three hours); how late a message may still come is for `compose` to say."""

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        clock: Clock,
        *,
        compose: Compose,
        settle: Settle,
        holder: str,
        batch: int = 500,
        lease: timedelta = timedelta(seconds=120),
        bound: int = 16,
        tries: int = 100,
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._clock = clock
        self._compose, self._settle = compose, settle
        self._holder = holder
        self._size, self._lease, self._bound, self._tries = batch, lease, bound, tries
        self._halted: tuple[datetime, datetime] | None = None
        self._stopping = False
        self.active = False

    async def tick(self, now: datetime) -> int:
        """Send what is due; how many were claimed. Raises Away."""
        claimed = 0
        while not self._stopping and await self._hold(now) and not self._is_halted(now):
            batch = await self._claim(now)
            claimed += len(batch)
            if batch:
                await self._work(batch, now + self._lease)
            if len(batch) < self._size:
                break
            now = self._clock.now()
        return claimed

    async def stop(self) -> None:
        """Begin nothing new and let another take over at once."""
        self._stopping = True
        if self.active:
            now = self._clock.now()
            await self._try_to_hold(now, until=now)
            self.active = False

    async def _hold(self, now: datetime) -> bool:
        active = await self._try_to_hold(now, until=now + HOLD)
        if active != self.active:
            log.info("dispatcher is active" if active else "dispatcher stands by", holder=self._holder)
        self.active = active
        return active

    async def _try_to_hold(self, now: datetime, *, until: datetime) -> bool:
        async with self._store() as uow:
            held = await uow.hold_lease(LEASE_NAME, self._holder, now, until)
            await uow.commit()
        return held

    def _is_halted(self, now: datetime) -> bool:
        """Telegram asks to wait; a clock that was set back does not make that longer."""
        return self._halted is not None and self._halted[0] <= now < self._halted[1]

    async def _claim(self, now: datetime) -> tuple[Delivery, ...]:
        async with self._store() as uow:
            batch = await uow.claim_due(now, now + self._lease, self._size)
            await uow.commit()
        return batch

    async def _work(self, batch: Sequence[Delivery], deadline: datetime) -> None:
        rows = iter(batch)
        keeper = asyncio.create_task(self._keep_holding())
        try:
            workers = (self._work_through(rows, deadline) for _ in range(min(self._bound, len(batch))))
            await asyncio.gather(*workers)
        finally:
            keeper.cancel()
            await asyncio.gather(keeper, return_exceptions=True)

    async def _keep_holding(self) -> None:
        while True:
            await asyncio.sleep(_RENEW)
            try:
                await self._hold(self._clock.now())
            except Away:
                log.warning("store is away, the dispatcher's lease is not renewed")

    async def _work_through(self, rows: Iterator[Delivery], deadline: datetime) -> None:
        """What is not begun in time, or while Telegram asks to wait, is left to its lease."""
        for delivery in rows:
            now = self._clock.now()
            if self._stopping or not self.active or now >= deadline or self._is_halted(now):
                return
            try:
                await self._deliver(delivery, now)
            except Away:
                log.warning("store is away, delivery left to its lease", delivery=delivery.id)
                return
            except Exception as error:  # one bad row never stops the rest
                log.error("delivery failed", delivery=delivery.id, attempt=delivery.attempts, error=brief(error))

    async def _deliver(self, delivery: Delivery, now: datetime) -> None:
        if delivery.settled:
            await self._finish(delivery, "settled")
            return
        if delivery.attempts >= self._tries:
            await self._finish(delivery, f"failed: {delivery.attempts} attempts")
            return
        async with self._store() as uow:
            composed = await self._compose(uow, delivery, now)
        outcome = composed.outcome if composed.outgoing is None else await self._send(delivery, composed)
        if outcome is not None:
            await insist(partial(self._finish, delivery, outcome))

    async def _send(self, delivery: Delivery, composed: Composed) -> str | None:
        """The outcome; None where it is to be tried again."""
        assert composed.outgoing is not None  # noqa: S101  the caller looked
        try:
            await self._messenger.send(composed.outgoing, bulk=True)
        except Gone as error:
            return f"gone: {error}"
        except Refused as error:
            log.error("delivery refused", delivery=delivery.id, why=str(error))
            return f"failed: {error}"
        except Passing as error:
            log.warning("delivery left to its lease", delivery=delivery.id, seconds=error.after, why=str(error))
            if error.halts:
                now = self._clock.now()
                self._halted = now, now + timedelta(seconds=error.after)
            return None
        return composed.outcome

    async def _finish(self, delivery: Delivery, outcome: str) -> None:
        now = self._clock.now()
        async with self._store() as uow:
            if not delivery.settled:
                await uow.finish_delivery(delivery, now, outcome)
            if outcome.startswith("gone: "):
                await switch_off(uow, delivery.user_id)
            else:
                await self._settle(uow, delivery, now, outcome)
            await uow.commit()
        log.info(
            "delivery done", delivery=delivery.id, user=delivery.user_id, kind=delivery.kind.value, outcome=outcome
        )
