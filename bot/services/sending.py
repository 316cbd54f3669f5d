"""Sends the answers that are committed: at once, in order within a chat, apart from the intake.

A row of the outbox stays until its message is known to be out, so a crash may repeat an answer and never loses one.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog

from bot.clock import Clock
from bot.ports import Away, Gone, Messenger, Meter, NoMeter, Passing, Refused, Store, UnitOfWork
from bot.records import Answered, Posted, State
from bot.services.faults import brief
from bot.services.insist import insist
from bot.services.lanes import Lanes
from bot.services.marks import Marks

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=15)
"""How long an answer is its process's alone; renewed while that lives, so it is what a crash costs."""
_RENEWALS = 3  # in the time of a lease
_BATCH = 200
_TRIES = 720  # with the pauses below: about a day
_TRIES_ALONE = 10  # where others get through meanwhile: about eight minutes
_FIRST_PAUSE, _LAST_PAUSE = 1.0, 120.0  # seconds; also after a 429 that asks for more, which is kept in mind meanwhile
_LOOK_AGAIN = 0.2  # seconds until an answer that stays behind another process's is looked at again
_DRAWN = 64  # answers with pictures at a time, beside the others: a crowd of them holds up no word
_REMEMBERED = 10_000  # answers that went out last


class Sender:
    """At most `bound` chats at a time; a row is ours for `lease`, and for as long as we say so in time. What fails in
    passing goes back into the outbox with a later time, and the chat's next answers stay behind it. `urgent` opens
    units of work that go before all others: the longer a mark waits, the more a crash repeats."""

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        clock: Clock,
        *,
        urgent: Store | None = None,
        meter: Meter | None = None,
        bound: int = 32,
        lease: timedelta = LEASE,
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._clock = clock
        self._lease = lease
        self._meter = meter or NoMeter()
        self._marks = Marks(urgent or store)
        self._lanes = Lanes(bound)
        self._drawn = asyncio.Semaphore(_DRAWN)
        self._in_hand: dict[int, datetime] = {}  # until when the row is ours
        self._done: dict[int, None] = {}  # the latest, in their order
        self._successes = 0
        self._failed: dict[int, tuple[int, int]] = {}  # how often, and how many successes there had been at first
        self._sweeps: set[asyncio.Task[int]] = set()
        self._keeper: asyncio.Task[None] | None = None
        self._closed = False

    def send_soon(self, chat_id: int, answered: Answered) -> None:
        """Send the answers of one chat, in their order, without waiting for it."""
        for row in answered.posted:
            self._put(row, new=True)
        if answered.repeated:
            self._sweep_soon()

    @property
    def idle(self) -> bool:
        """Whether nothing is being sent."""
        return not self._in_hand

    def __len__(self) -> int:
        """How many answers are on their way."""
        return len(self._in_hand)

    async def sweep(self, now: datetime) -> int:
        """Take over the rows whose lease ran out: a process died, or Telegram asked to wait. How many."""
        async with self._store() as uow:
            rows = await uow.claim_posts(now, now + self._lease, _BATCH)
            await uow.commit()
        for row in rows:
            self._put(row)
        if rows:
            log.info("outbox swept", rows=len(rows))
        return len(rows)

    async def close(self, grace: float = 10.0) -> bool:
        """Begin nothing new, finish what is being sent; what is left stays in the outbox. Whether it ended in time."""
        self._closed = True
        finished = await self._lanes.close(grace)
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        return finished

    def _put(self, row: Posted, *, new: bool = False) -> None:
        if row.id in self._done:
            return  # it went out while it was being claimed again
        known = row.id in self._in_hand
        self._in_hand[row.id] = row.lease_until
        if known:
            return
        since = asyncio.get_running_loop().time() if new else None
        places = self._drawn if row.outgoing.is_drawn else None
        done = self._lanes.put(row.outgoing.chat_id, lambda: self._guard(row, since), places=places)
        done.add_done_callback(lambda _: self._in_hand.pop(row.id, None))
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        """Renew what is in hand for long: in a lane that is busy, or with a Telegram that hangs."""
        while self._in_hand:
            await asyncio.sleep(self._lease.total_seconds() / _RENEWALS)
            now = self._clock.now()
            until = now + self._lease
            waiting = [number for number, ends in self._in_hand.items() if ends - now < self._lease * 2 / _RENEWALS]
            try:
                async with self._store() as uow:
                    kept = set(await uow.keep_posts(waiting, now, until)) if waiting else set()
                    await uow.commit()
            except Away:
                continue
            for number in waiting:
                if number in self._in_hand:
                    self._in_hand[number] = until if number in kept else now

    async def _guard(self, row: Posted, since: float | None) -> None:
        """A row that can not be worked on now is left to its lease."""
        try:
            if await self._take(row) and since is not None:
                self._meter.time("answer_seconds", asyncio.get_running_loop().time() - since)
        except Away:
            log.warning("store is away, answer left to its lease", row=row.id)
        except Exception as error:  # one bad row never stops a lane
            log.error("answer left to its lease", row=row.id, error=brief(error))

    async def _take(self, row: Posted) -> bool:
        """Whether it was its turn. While its lease holds a row is ours alone, so it need not be read back; and nothing
        overtakes."""
        now = self._clock.now()
        if now >= self._in_hand.get(row.id, now):
            self._in_hand.pop(row.id, None)
            self._sweep_soon()
            return False
        if row.follows is not None and row.follows not in self._done:
            await self._put_off(row.id, now, "waits for the answer before it", look=_LOOK_AGAIN)
            return False
        await self._send(row)
        return True

    async def _send(self, row: Posted) -> None:
        try:
            await self._messenger.send(row.outgoing)
        except Gone as error:
            await insist(partial(self._switch_off, row, str(error)))
        except Refused as error:
            await insist(partial(self._drop, row, f"refused: {error}"))
        except Passing as error:
            await self._later(row, error)
        except Exception as error:  # a fault of ours: may be mended by the next version
            await self._later(row, Passing(brief(error)))
        else:
            self._successes += 1
            self._meter.count("answers", outcome="sent")
            await insist(partial(self._marks.note, row.id))
            self._note_end(row.id)

    async def _later(self, row: Posted, error: Passing) -> None:
        failures, successes = self._failed.pop(row.id, (0, self._successes))
        self._failed[row.id] = failures + 1, successes
        _forget_oldest(self._failed)
        alone = failures >= _TRIES_ALONE and self._successes > successes and not error.after
        if row.attempts >= _TRIES or alone:
            await insist(partial(self._drop, row, f"given up: {error}"))
            return
        pause = min(max(error.after, _FIRST_PAUSE * 2 ** min(failures, 10)), _LAST_PAUSE)
        at = self._clock.now() + timedelta(seconds=pause)
        self._meter.count("answers", outcome="put_off")
        log.warning("answer put off", row=row.id, chat=row.outgoing.chat_id, seconds=round(pause, 1), why=str(error))
        await self._put_off(row.id, at, str(error), look=pause + 0.05)

    async def _put_off(self, outbox_id: int, at: datetime, why: str, *, look: float) -> None:
        """Back into the outbox until `at`; we look again after so many seconds, if nobody did before."""
        async with self._store() as uow:
            await uow.retry_post(outbox_id, at, why)
            await uow.commit()
        asyncio.get_running_loop().call_later(look, self._sweep_soon)

    def _note_end(self, outbox_id: int) -> None:
        """What follows it may go."""
        self._failed.pop(outbox_id, None)
        self._done[outbox_id] = None
        _forget_oldest(self._done)

    def _sweep_soon(self) -> None:
        if self._closed or self._sweeps:
            return
        task = asyncio.create_task(self._quiet_sweep())
        self._sweeps.add(task)
        task.add_done_callback(self._sweeps.discard)

    async def _quiet_sweep(self) -> int:
        try:
            return await self.sweep(self._clock.now())
        except Away:
            return 0  # the next sweep finds them

    async def _drop(self, row: Posted, why: str) -> None:
        self._meter.count("answers", outcome="dropped")
        log.error("answer dropped", row=row.id, chat=row.outgoing.chat_id, why=why)
        async with self._store() as uow:
            await uow.drop_post(row.id, self._clock.now(), why)
            await uow.commit()
        self._note_end(row.id)

    async def _switch_off(self, row: Posted, why: str) -> None:
        self._meter.count("answers", outcome="gone")
        log.info("chat is gone", chat=row.outgoing.chat_id, why=why)
        async with self._store() as uow:
            user = await uow.user_of_chat(row.outgoing.chat_id)
            await switch_off(uow, user.id if user else None)
            await uow.mark_sent([row.id])
            await uow.commit()
        self._note_end(row.id)


def _forget_oldest(remembered: dict[int, Any]) -> None:
    if len(remembered) > _REMEMBERED:
        del remembered[next(iter(remembered))]


async def switch_off(uow: UnitOfWork, user_id: int | None) -> None:
    """Say nothing unasked any more, until they come back."""
    user = await uow.user(user_id) if user_id is not None else None
    if user is not None:
        await uow.save_user(replace(user, state=State.GONE, due=None))
