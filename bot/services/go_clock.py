"""The clock of the sessions that count along: shows each one as it stands, when it changes by itself or by a tap.

The row in the store says when that is, so a restart goes on where the clock was, and whichever process looks first
under the user's lock does it. A message is worded at the moment it is sent: late words still tell the right number.
What changed while a message was on its way is shown once more, so that the last word is always the true one.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.clock import Clock
from bot.coach.live import clip_shown, elapse, next_change, without_clip
from bot.ports import Away, Gone, Messenger, Passing, Refused, UnitOfWork
from bot.records import Answered, LiveSession, Outgoing, Posted, State, User
from bot.services import carry, go
from bot.services.closing import close
from bot.services.desk import Desk
from bot.services.faults import brief
from bot.services.insist import insist
from bot.services.lanes import Lanes
from bot.services.sending import switch_off
from bot.services.turn import Turn
from bot.wording.clip import clip_of
from bot.wording.live import live_message
from bot.wording.message import Message

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=15)
"""How long whoever shows a session has for it before another does."""
LOOK_EVERY = 1.0
"""Seconds between two looks while anybody is in a session."""
FAILED = timedelta(seconds=60)
_BATCH = 200
_BOUND = 32
_SHORTEST = 0.05


@dataclass(frozen=True, slots=True)
class _Job:
    """A session to be shown, to whom."""

    user: User
    session: LiveSession
    posted: tuple[Posted, ...] = ()


class GoClock:
    """`send_soon` sends what a session has left in the outbox in the end. One piece of work a user at a time."""

    def __init__(
        self, desk: Desk, messenger: Messenger, clock: Clock, *, send_soon: Callable[[int, Answered], None]
    ) -> None:
        self._desk = desk
        self._messenger = messenger
        self._clock = clock
        self._send_soon = send_soon
        self._lanes = Lanes(_BOUND)
        self._wake = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing is being shown."""
        return not len(self._lanes)

    def start(self) -> None:
        """Look every second while anybody is in a session, else when told to."""
        self._running = asyncio.create_task(self._run())

    async def stop(self, grace: float = 10.0) -> None:
        """Show nothing more; what is on its way may arrive."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
            self._running = None
        await self._lanes.close(grace)

    def soon(self, user_id: int) -> None:
        """A tap or a word has changed this session: show it now, and look after it from here on."""
        self._put(user_id)
        self._wake.set()

    async def tick(self, now: datetime) -> None:
        """Show whatever has changed by now; returns when it is shown. Raises Away."""
        due = await self._due(now)
        await asyncio.gather(*(self._put(user_id) for user_id in due), return_exceptions=True)
        if await self._next() is not None:
            self._wake.set()

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            pause = await self._look()
            try:
                async with asyncio.timeout(pause):
                    await self._wake.wait()
            except TimeoutError:
                pass

    async def _look(self) -> float | None:
        """Begin what is due; seconds until the next look, None where nobody is in a session."""
        try:
            for user_id in await self._due(self._clock.now()):
                self._put(user_id)
            at = await self._next()
        except Away:
            return LOOK_EVERY
        except Exception as error:  # whatever it is, the next look comes
            log.error("sessions could not be looked at", error=brief(error))
            return LOOK_EVERY
        return None if at is None else min(max((at - self._clock.now()).total_seconds(), _SHORTEST), LOOK_EVERY)

    async def _due(self, now: datetime) -> tuple[int, ...]:
        async with self._desk.store() as uow:
            return await uow.live_due(now, _BATCH)

    async def _next(self) -> datetime | None:
        async with self._desk.store() as uow:
            return await uow.next_live()

    def _put(self, user_id: int) -> asyncio.Future[None]:
        return self._lanes.put(user_id, partial(self._guard, user_id))

    async def _guard(self, user_id: int) -> None:
        """A session that can not be worked on now is put off: it never stops the others."""
        try:
            job = await self._take(user_id)
            if job is not None:
                self._send_soon(job.user.chat_id, Answered(job.posted))
                await self._show(job)
        except Away:
            log.warning("store is away, session left to its lease", user=user_id)
        except Exception as error:
            log.error("session put off", user=user_id, error=brief(error))
            await self._put_off(user_id)

    async def _put_off(self, user_id: int) -> None:
        try:
            async with self._desk.store() as uow:
                await uow.user(user_id)
                session = await uow.live(user_id)
                if session is None:
                    await uow.drop_live(user_id)
                elif session.next_at is not None:
                    await uow.save_live(replace(session, next_at=self._clock.now() + FAILED))
                await uow.commit()
        except Away:
            log.warning("store is away, session left to its lease", user=user_id)

    # taking

    async def _take(self, user_id: int) -> _Job | None:
        """What time has done to a session whose moment has come, committed, and ours to show for the lease."""
        now = self._clock.now()
        async with self._desk.store() as uow:
            user = await uow.user(user_id)
            session = await uow.live(user_id)
            if user is None or session is None or user.state is State.GONE:
                await uow.drop_live(user_id)
                await uow.commit()
                return None
            if session.next_at is None or session.next_at > now:
                return None
            job = await self._moved_on(uow, user, session, now)
            job = replace(job, session=replace(self._in_step(job.session), next_at=now + LEASE))
            await uow.save_live(job.session)
            await uow.commit()
        return job

    async def _moved_on(self, uow: UnitOfWork, user: User, session: LiveSession, now: datetime) -> _Job:
        live = elapse(session.live, now)
        if live.ended is None or session.live.ended is not None:
            return _Job(user, replace(session, live=live))
        turn = Turn(self._desk, uow, now, user, await uow.records(user.id), live=session)
        await carry.write(turn)
        await go.move_on(turn, session)
        await close(turn)
        assert turn.live is not None  # noqa: S101  it was handed in
        return _Job(turn.user, turn.live, await turn.post(None))

    def _in_step(self, session: LiveSession) -> LiveSession:
        """A clip that could not be shown when its set began is not shown in the middle of it."""
        live = session.live
        shown = live.clip_runs and session.picture == clip_of(self._desk.programme, live.routine)
        return replace(session, live=without_clip(live)) if live.clip_runs and not shown else session

    # showing

    async def _show(self, job: _Job) -> None:
        session = job.session
        message = self._message(job)
        digest = hashlib.sha256(repr(message).encode()).hexdigest()[:16]
        if digest == session.shown:
            await insist(partial(self._settle, job, session))
            return
        try:
            message_id = await self._messenger.send(_outgoing(job, message))
        except Gone as error:
            await insist(partial(self._gone, job, str(error)))
        except Refused as error:
            log.error("session not shown", user=session.user_id, why=str(error))
            await insist(partial(self._settle, job, session))
        except Passing as error:
            await insist(partial(self._again, job, max(error.after, LOOK_EVERY)))
        else:
            now, new = self._clock.now(), message.picture != session.picture
            live = clip_shown(session.live, now) if new else session.live
            shown = replace(session, live=live, message_id=message_id, picture=message.picture or "", shown=digest)
            await insist(partial(self._settle, job, shown))

    def _message(self, job: _Job) -> Message:
        words = self._desk.words(job.user.language)
        return live_message(words, self._desk.programme, job.session.live, self._clock.now())

    async def _settle(self, job: _Job, shown: LiveSession) -> None:
        """Note what stands in the chat, and when it changes next: at once where the session has changed meanwhile."""
        now, every = self._clock.now(), self._desk.programme.live.every_seconds
        async with self._desk.store() as uow:
            await uow.user(shown.user_id)
            current = await uow.live(shown.user_id)
            if current is None or current.live.began != shown.live.began:
                return
            if current.message_id != job.session.message_id:  # moved to another message meanwhile
                await uow.save_live(replace(current, next_at=now))
            elif current.live != job.session.live:
                in_chat = replace(current, message_id=shown.message_id, picture=shown.picture, shown="")
                await uow.save_live(replace(in_chat, next_at=now))
            else:
                await uow.save_live(replace(shown, next_at=next_change(shown.live, now, every)))
            await uow.commit()

    async def _again(self, job: _Job, seconds: float) -> None:
        """Telegram asks to wait, or could not be reached: the same session, worded anew, a little later."""
        async with self._desk.store() as uow:
            await uow.user(job.user.id)
            current = await uow.live(job.user.id)
            if current is not None:
                await uow.save_live(replace(current, next_at=self._clock.now() + timedelta(seconds=seconds)))
                await uow.commit()

    async def _gone(self, job: _Job, why: str) -> None:
        log.info("chat is gone", chat=job.user.chat_id, why=why)
        async with self._desk.store() as uow:
            await switch_off(uow, job.user.id)
            await uow.drop_live(job.user.id)
            await uow.commit()


def _outgoing(job: _Job, message: Message) -> Outgoing:
    session = job.session
    same = session.message_id is not None and message.picture == session.picture
    return Outgoing(chat_id=job.user.chat_id, message=message, edits=session.message_id, same_picture=same)
