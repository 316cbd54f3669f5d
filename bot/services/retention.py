"""Data is not kept for ever: who says nothing for a year is asked whether to keep it, and a month later it is erased.

Who stopped the coach, blocked it or never finished the first questions cannot be asked; their data goes all the same.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import structlog

from bot.ports import Away, UnitOfWork
from bot.records import Outgoing, State, User
from bot.services import quiet
from bot.services.desk import Desk
from bot.services.faults import brief
from bot.services.silence import IDLE_ASKED
from bot.wording import replies

log = structlog.get_logger(__name__)

BATCH = 200
DAY_BEGINS, DAY_ENDS = time(9), time(20)
"""Between these hours of the user's the question may come."""

Todo = Callable[[UnitOfWork, User, datetime], Awaitable[None]]


class Retention:
    """Asks and erases; each user in a transaction of their own, so that nobody who writes meanwhile is erased."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def sweep(self, now: datetime) -> tuple[int, int]:
        """How many were asked and how many erased. The questions go out with the next answers that are swept."""
        asked, erased, last = 0, 0, 0
        while batch := await self._idle(now, last):
            for user_id in batch:
                did = await self._see_to(user_id, now)
                asked, erased, last = asked + (did == "asked"), erased + (did == "erased"), user_id
        if asked or erased:
            log.info("idle accounts", asked=asked, erased=erased)
        return asked, erased

    async def _idle(self, now: datetime, last: int) -> tuple[int, ...]:
        before = now - timedelta(days=self._desk.programme.accounts.ask_after_days)
        async with self._desk.store() as uow:
            return await uow.idle_users(before, last, BATCH)

    async def _see_to(self, user_id: int, now: datetime) -> str:
        """`asked`, `erased` or nothing. One bad row never stops the rest."""
        try:
            async with self._desk.store() as uow:
                user = await uow.user(user_id)
                todo = self._todo(user, now) if user else None
                if user is None or todo is None:
                    return ""
                await todo(uow, user, now)
                await uow.commit()
        except Away:
            raise
        except Exception as error:
            log.error("idle account left as it is", user=user_id, error=brief(error))
            return ""
        return "erased" if todo is _erase else "asked"

    def _todo(self, user: User, now: datetime) -> Todo | None:
        """To ask or to erase; None while there is time, in the night, and where they wrote meanwhile."""
        accounts = self._desk.programme.accounts
        idle = (now - user.seen_at).days
        if user.state is State.ACTIVE:
            notice = accounts.erase_after_days - accounts.ask_after_days
            asked = user.told.get(IDLE_ASKED)
            if asked is None:
                return partial(_ask, self._desk) if idle >= accounts.ask_after_days and _is_day(user, now) else None
            if now.date() - date.fromisoformat(asked) < timedelta(days=notice):
                return None
        return _erase if idle >= accounts.erase_after_days else None


def _is_day(user: User, now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(user.zone or "UTC")).time()
    return DAY_BEGINS <= local < DAY_ENDS and not quiet.is_quiet(user, local)


async def _ask(desk: Desk, uow: UnitOfWork, user: User, now: datetime) -> None:
    message = replies.still_wanted(desk.words(user.language), desk.programme.accounts)
    await uow.post(Outgoing(chat_id=user.chat_id, message=message), key=None, lease_until=now)
    await uow.save_user(replace(user, told={**user.told, IDLE_ASKED: now.date().isoformat()}))


async def _erase(uow: UnitOfWork, user: User, now: datetime) -> None:
    await uow.erase_user(user.id, now)
