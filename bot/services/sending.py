"""Sends the answers that are committed: at once, in order within a chat, apart from the intake.

A row of the outbox stays until its message is known to be out, so a crash may repeat an answer and never loses one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.clock import Clock
from bot.ports import Away, Gone, Messenger, Meter, NoMeter, Passing, Refused, Store, UnitOfWork
from bot.records import Answered, Posted, State
from bot.services.faults import brief
from bot.services.insist import insist
from bot.services.lanes import Lanes
from bot.services.marks import Marks

log = structlog.get_logger(__name__)

_LEASE = timedelta(seconds=60)
_BATCH = 200
_TRIES = 60  # with the pauses below: about nine hours
_FIRST_PAUSE, _LAST_PAUSE = 1.0, 600.0  # seconds
_SLACK = timedelta(seconds=2)  # a new answer waits that long for the sweep that sends the ones before it


class Sender:
    """At most `bound` chats at a time; a swept row is ours for `lease`. What fails in passing goes back into the
    outbox with a later time, and the chat's next answers stay behind it."""

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        clock: Clock,
        *,
        meter: Meter | None = None,
        bound: int = 64,
        lease: timedelta = _LEASE,
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._clock = clock
        self._lease = lease
        self._meter = meter or NoMeter()
        self._marks = Marks(store)
        self._lanes = Lanes(bound)
        self._in_hand: set[int] = set()
        self._held: dict[int, datetime] = {}
        self._sweeps: set[asyncio.Task[int]] = set()
        self._closed = False

    def send_soon(self, chat_id: int, answered: Answered) -> None:
        """Send the answers of one chat, in their order, without waiting for it."""
        for row in answered.posted:
            self._put(chat_id, row.id, partial(self._send_new, row, self._seconds()))
        for outbox_id in answered.unsent:
            self._put(chat_id, outbox_id, partial(self._look_and_send, outbox_id))

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
            self._put(row.outgoing.chat_id, row.id, partial(self._send, row))
        if rows:
            log.info("outbox swept", rows=len(rows))
        return len(rows)

    async def close(self, grace: float = 10.0) -> bool:
        """Begin nothing new, finish what is being sent; what is left stays in the outbox. Whether it ended in time."""
        self._closed = True
        return await self._lanes.close(grace)

    @staticmethod
    def _seconds() -> float:
        return asyncio.get_running_loop().time()

    def _put(self, chat_id: int, outbox_id: int, work: Callable[[], Awaitable[None]]) -> None:
        if outbox_id in self._in_hand:
            return
        self._in_hand.add(outbox_id)
        done = self._lanes.put(chat_id, lambda: self._guard(outbox_id, work))
        done.add_done_callback(lambda _: self._in_hand.discard(outbox_id))

    async def _guard(self, outbox_id: int, work: Callable[[], Awaitable[None]]) -> None:
        """A row that can not be worked on now is left to its lease."""
        try:
            await work()
        except Away:
            log.warning("store is away, answer left to its lease", row=outbox_id)
        except Exception as error:  # one bad row never stops a lane
            log.error("answer left to its lease", row=outbox_id, error=brief(error))

    async def _send_new(self, row: Posted, posted_at: float) -> None:
        """What was committed a moment ago need not be read back: while its lease holds it is ours alone."""
        if self._clock.now() < row.lease_until:
            await self._send(row, _SLACK)
            self._meter.time("answer_seconds", self._seconds() - posted_at)
        else:
            await self._look_and_send(row.id)

    async def _look_and_send(self, outbox_id: int) -> None:
        """For what somebody else may have sent meanwhile."""
        async with self._store() as uow:
            row = await uow.posted(outbox_id)
        if row is not None:
            await self._send(row, _SLACK)

    async def _send(self, row: Posted, slack: timedelta = timedelta(0)) -> None:
        chat_id, now = row.outgoing.chat_id, self._clock.now()
        held = self._held.get(chat_id)
        if held is not None and now < held + slack:
            await self._put_off(row.id, max(held, now), "waits for the answers before it")
            return
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
            self._held.pop(chat_id, None)
            self._meter.count("answers", outcome="sent")
            await insist(partial(self._marks.note, row.id))

    async def _later(self, row: Posted, error: Passing) -> None:
        if row.attempts >= _TRIES:
            await insist(partial(self._drop, row, f"given up: {error}"))
            return
        pause = max(error.after, min(_FIRST_PAUSE * 2**row.attempts, _LAST_PAUSE))
        at = self._clock.now() + timedelta(seconds=pause)
        self._held[row.outgoing.chat_id] = at
        self._meter.count("answers", outcome="put_off")
        log.warning("answer put off", row=row.id, chat=row.outgoing.chat_id, seconds=round(pause, 1), why=str(error))
        await self._put_off(row.id, at, str(error))

    async def _put_off(self, outbox_id: int, at: datetime, why: str) -> None:
        async with self._store() as uow:
            await uow.retry_post(outbox_id, at, why)
            await uow.commit()
        pause = max((at - self._clock.now()).total_seconds(), 0.0)
        asyncio.get_running_loop().call_later(pause + 0.05, self._sweep_soon)

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

    async def _switch_off(self, row: Posted, why: str) -> None:
        self._meter.count("answers", outcome="gone")
        log.info("chat is gone", chat=row.outgoing.chat_id, why=why)
        async with self._store() as uow:
            await uow.drop_post(row.id, self._clock.now(), f"gone: {why}")
            user = await uow.user_of_chat(row.outgoing.chat_id)
            await switch_off(uow, user.id if user else None)
            await uow.commit()


async def switch_off(uow: UnitOfWork, user_id: int | None) -> None:
    """Say nothing unasked any more, until they come back."""
    user = await uow.user(user_id) if user_id is not None else None
    if user is not None:
        await uow.save_user(replace(user, state=State.GONE, due=None))
