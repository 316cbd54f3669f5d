"""Sends what is due: claims users whose time has come, asks what to say, says it, writes it down.

The database is the schedule (an indexed due time for each user), so there is no job per user, nothing is forgotten
over a restart, and what a crash left unfinished is claimed again when its lease ran out.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import chain

import structlog

from bot.clock import Clock
from bot.ports import Away, Baton, Gone, Messenger, Meter, NoMeter, Passing, Refused, Store, UnitOfWork
from bot.records import Delivery, Outgoing
from bot.services.claims import Claims, Lease
from bot.services.faults import brief
from bot.services.insist import insist
from bot.services.sending import switch_off

log = structlog.get_logger(__name__)

BATON = "dispatcher"
_LOOK_EVERY = 5.0  # seconds between two looks whether the baton is still ours
_TURN = 20.0  # seconds that a tick goes on claiming; the next one follows at once
_AT_A_TIME = 4  # deliveries that are worded or written down: the store and the processor are there for answers first


@dataclass(frozen=True, slots=True)
class Composed:
    """What to say (None: nothing) and the outcome to record: `sent`, `late`, `missed` or `dropped: why`."""

    outgoing: Outgoing | None
    outcome: str


Compose = Callable[[UnitOfWork, Delivery, datetime], Awaitable[Composed]]
"""Decides and words; it only reads, nothing is committed."""
Settle = Callable[[UnitOfWork, Delivery, datetime, str], Awaitable[None]]
"""Given the outcome, which is written down by then, saves the user's next due time."""


class Dispatcher:
    """Of many only the one that holds the baton is active, so the pace is everybody's. `lease` is how long a claim is
    ours and what fails waits; `bound` how many messages are on their way at a time. `tries` is for rows that fail for
    ever (with the lease over three hours); how late a message may still come is for `compose` to say. `seconds` is a
    monotonic clock: after a standstill nothing is sent that another may have claimed meanwhile."""

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        clock: Clock,
        *,
        compose: Compose,
        settle: Settle,
        baton: Baton,
        urgent: Store | None = None,
        meter: Meter | None = None,
        batch: int = 100,
        lease: timedelta = timedelta(seconds=30),
        bound: int = 25,
        tries: int = 400,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._urgent = store, urgent or store
        self._messenger = messenger
        self._clock = clock
        self._compose, self._settle = compose, settle
        self._baton = baton
        self._meter = meter or NoMeter()
        self._size, self._lease, self._bound, self._tries = batch, lease, bound, tries
        self._seconds = seconds
        self._claimed: Lease | None = None
        self._halted: tuple[datetime, datetime] | None = None
        self._in_hand: set[int] = set()
        self._wording, self._writing = asyncio.Semaphore(_AT_A_TIME), asyncio.Semaphore(_AT_A_TIME)
        self._stopping = False
        self._working = 0
        self.active = False
        self.behind = False
        """Whether the last tick ended although more was due."""

    async def tick(self, now: datetime) -> int:
        """Send what is due; how many were claimed. Raises Away."""
        self.behind = False
        if self._stopping or self._is_halted(now) or not await self._hold():
            return 0
        moments = chain((now,), iter(self._clock.now, None))
        ends = self._seconds() + _TURN
        claims = Claims(lambda: self._claim(next(moments)), self._size, self._in_hand, lambda: self._seconds() > ends)
        self._working += 1
        try:
            if waiting := await claims.fill():
                await self._work(claims, min(self._bound, waiting) if claims.all_claimed else self._bound)
        finally:
            self._working -= 1
            await self._let_go_if_stopping()
        self.behind = not claims.all_claimed and not self._is_halted(self._clock.now())
        return claims.taken

    @property
    def stopping(self) -> bool:
        return self._stopping

    async def stop(self) -> None:
        """Begin nothing new and let another take over as soon as what is in hand is done."""
        self._stopping = True
        await self._let_go_if_stopping()

    async def _hold(self) -> bool:
        try:
            active = await self._baton.hold()
        except Away:
            self._become(active=False)
            raise
        self._become(active=active)
        return active

    async def _let_go_if_stopping(self) -> None:
        if self._stopping and not self._working:
            await self._baton.release()
            self.active = False

    def _become(self, *, active: bool) -> None:
        if active != self.active:
            log.info("dispatcher is active" if active else "dispatcher stands by")
        self.active = active

    def _is_halted(self, now: datetime) -> bool:
        """Telegram asks to wait; a clock that was set back does not make that longer."""
        return self._halted is not None and self._halted[0] <= now < self._halted[1]

    async def _claim(self, now: datetime) -> tuple[Delivery, ...]:
        claimed = Lease.begin(self._clock, now, self._lease, self._seconds)
        async with self._store() as uow:
            batch = await uow.claim_due(now, now + self._lease, self._size)
            await uow.commit()
        self._claimed = claimed
        self._meter.count("due", len(batch))
        return batch

    async def _work(self, claims: Claims, workers: int) -> None:
        keeper = asyncio.create_task(self._keep_holding())
        try:
            await asyncio.gather(*(self._work_through(claims) for _ in range(workers)))
        finally:
            keeper.cancel()
            await asyncio.gather(keeper, return_exceptions=True)
        await self._give_back(claims.left())

    async def _give_back(self, deliveries: Sequence[Delivery]) -> None:
        """What was not begun, for we stop or Telegram asks to wait, need not wait for its lease."""
        if not deliveries or self._claimed is None:
            return
        with suppress(Away):
            async with self._store() as uow:
                await uow.give_back(deliveries, self._claimed.until, self._clock.now())
                await uow.commit()

    async def _keep_holding(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            try:
                await self._hold()
            except Away:
                log.warning("store is away, so another dispatcher may be active")

    async def _work_through(self, claims: Claims) -> None:
        """Begins nothing more once Telegram asks to wait, or we stop."""
        try:
            while self._may_begin() and (delivery := await claims.next()) is not None:
                lease = self._claimed
                if lease is None or not lease.holds():
                    claims.drop()
                else:
                    await self._try(delivery, lease)
        except Away:
            log.warning("store is away, deliveries left to their lease")

    def _may_begin(self) -> bool:
        return self.active and not self._stopping and not self._is_halted(self._clock.now())

    async def _try(self, delivery: Delivery, lease: Lease) -> None:
        """One bad row never stops the rest."""
        self._in_hand.add(delivery.id)
        try:
            await self._deliver(delivery, lease)
        except Away:
            raise
        except Exception as error:
            log.error("delivery failed", delivery=delivery.id, attempt=delivery.attempts, error=brief(error))
        finally:
            self._in_hand.discard(delivery.id)

    async def _deliver(self, delivery: Delivery, lease: Lease) -> None:
        if delivery.settled:
            await self._finish(delivery, "settled")
            return
        if delivery.attempts >= self._tries:
            await self._finish(delivery, f"failed: {delivery.attempts} attempts")
            return
        async with self._wording, self._store() as uow:
            composed = await self._compose(uow, delivery, self._clock.now())
        outcome = composed.outcome if composed.outgoing is None else await self._send(delivery, composed, lease)
        if outcome is not None:
            await self._finish(delivery, outcome)

    async def _send(self, delivery: Delivery, composed: Composed, lease: Lease) -> str | None:
        """The outcome; None where it is to be tried again."""
        assert composed.outgoing is not None  # noqa: S101  the caller looked
        try:
            await self._messenger.send(composed.outgoing, bulk=True, ours=lease.holds)
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
        """Write down what became of it, first and alone: what was sent must not be sent again because its next due
        time waits for a turn, or can not be computed."""
        if not delivery.settled:
            await insist(partial(self._prove, delivery, outcome))
        self._count(delivery, outcome)
        await insist(partial(self._go_on, delivery, outcome))
        log.info(
            "delivery done", delivery=delivery.id, user=delivery.user_id, kind=delivery.kind.value, outcome=outcome
        )

    def _count(self, delivery: Delivery, outcome: str) -> None:
        self._meter.count("deliveries", kind=delivery.kind.value, outcome=outcome.partition(":")[0])
        if outcome in {"sent", "late"}:
            self._meter.time("lateness_seconds", (self._clock.now() - delivery.due_at).total_seconds())

    async def _prove(self, delivery: Delivery, outcome: str) -> None:
        async with self._urgent() as uow:
            await uow.finish_delivery(delivery, self._clock.now(), outcome)
            await uow.commit()

    async def _go_on(self, delivery: Delivery, outcome: str) -> None:
        """Save what follows from it; where a crash comes first, the delivery comes back as settled."""
        async with self._writing, self._store() as uow:
            if outcome.startswith("gone: "):
                await switch_off(uow, delivery.user_id)
            else:
                await self._settle(uow, delivery, self._clock.now(), outcome)
            await uow.commit()
