"""Sends an operator's message to everybody, behind everything else: answers, and what is due.

A broadcast goes through the users in the order of their ids. How far it is, is committed before each handful is sent:
a process that is killed leaves at most one handful out, and nobody hears the same twice.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.ports import Gone, Messenger, Passing, Refused
from bot.records import Broadcast, Outgoing
from bot.services.desk import Desk
from bot.services.operator import progress
from bot.services.sending import switch_off
from bot.wording.message import Message

log = structlog.get_logger(__name__)

_SHOW_EVERY = 5  # handfuls, about five seconds: Telegram allows no faster edits of one message for long


@dataclass(frozen=True, slots=True)
class Broadcaster:
    """One handful after the other; `handful` is about a second's worth."""

    desk: Desk
    messenger: Messenger
    clock: Clock
    handful: int

    async def step(self, handfuls: int = _SHOW_EVERY) -> bool:
        """Send the next handfuls of the broadcast that is on its way; whether more is left. Raises Away."""
        running = None
        for _ in range(handfuls):
            running, chats = await self._claim()
            if running is None:
                return False
            if not chats:
                break
            await self._send(running, chats)
        if running is not None:
            await self._show(running.id)
        return True

    async def _claim(self) -> tuple[Broadcast | None, tuple[tuple[int, int], ...]]:
        """The next users, as tried; the broadcast is done where there are none."""
        async with self.desk.store() as uow:
            found = await uow.running_broadcast()
            if found is None:
                return None, ()
            kept = await uow.broadcast(found.id)
            if kept is None or kept.state != "sending":
                return None, ()
            users = await uow.reachable(kept.last_user_id, self.handful)
            if users:
                kept = replace(kept, last_user_id=users[-1][0])
            else:
                kept = replace(kept, state="done", finished_at=self.clock.now())
            await uow.save_broadcast(kept)
            await uow.commit()
        return kept, users

    async def _send(self, broadcast: Broadcast, users: tuple[tuple[int, int], ...]) -> None:
        message = Message(broadcast.text)
        results = await asyncio.gather(*(self._send_one(user, chat, message) for user, chat in users))
        async with self.desk.store() as uow:
            kept = await uow.broadcast(broadcast.id)
            if kept is not None:
                arrived = sum(results)
                kept = replace(kept, sent=kept.sent + arrived, failed=kept.failed + len(results) - arrived)
                await uow.save_broadcast(kept)
                await uow.commit()

    async def _send_one(self, user_id: int, chat_id: int, message: Message) -> bool:
        """Whether it arrived; Telegram's wish to wait is waited out once."""
        outgoing = Outgoing(chat_id=chat_id, message=message, silent=True)
        for last in (False, True):
            try:
                await self.messenger.send(outgoing, bulk=True)
            except Gone:
                await self._switch_off(user_id)
                return False
            except Refused as error:
                log.error("broadcast refused", why=str(error))
                return False
            except Passing as error:
                if not last:
                    await asyncio.sleep(min(error.after, 60.0))
            else:
                return True
        return False

    async def _switch_off(self, user_id: int) -> None:
        async with self.desk.store() as uow:
            await switch_off(uow, user_id)
            await uow.commit()

    async def _show(self, number: int) -> None:
        """How far it is, in the operator's message."""
        now = self.clock.now()
        async with self.desk.store() as uow:
            kept = await uow.broadcast(number)
            if kept is not None and kept.state in {"sending", "done"}:
                shown = progress(self.desk.words("en"), kept, edits=kept.message_id)
                await uow.post(shown, key=None, lease_until=now - timedelta(seconds=1))
                await uow.commit()
