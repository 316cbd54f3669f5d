"""Whole weeks through the real stack: the wired bot, the strict local Telegram, a real database, a travelling clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

from bot.bootstrap import DATA, line
from bot.coach.assess import assess
from bot.coach.model import History
from bot.coach.standing import Standing
from bot.line import Line, Wish
from bot.tryout import FixedClock, LocalTelegram, Message, Person

PATIENCE = 20.0
FIRST_ANSWERS = {
    "consent": "I agree",
    "screening": "none",
    "flags": "none",
    "baseline": "1",
    "zone": "Lisbon",
    "time": "7:00",
    "days": "every day",
    "kit": "all",
    "plan": "after my morning coffee",
}
"""A whole first conversation, typed: the answer to each step."""


@dataclass
class Journey:
    """One person, one bot, one clock."""

    telegram: LocalTelegram
    line: Line
    clock: FixedClock
    person: Person
    heard: list[str] = field(default_factory=list)
    _seen: int = 0

    async def say(self, text: str, *, reply_to: Message | int = 0) -> list[Message]:
        """Write a text; the bot's new messages."""
        await self.person.say(text, reply_to=reply_to)
        return await self.settle()

    async def tap(self, button: str, *, forged: bool = False) -> list[Message]:
        """Tap the newest button of that label or data; the bot's new messages."""
        await self.person.tap(button, forged=forged)
        return await self.settle()

    async def edit(self, message: Message, text: str) -> list[Message]:
        await self.person.edit(message, text)
        return await self.settle()

    async def settle(self) -> list[Message]:
        """Wait until everything said is worked on and everything answered is sent."""
        async with asyncio.timeout(PATIENCE):
            while len(self.telegram.queue) or not self.line.idle:  # noqa: ASYNC110  nobody tells from outside
                await asyncio.sleep(0.002)
        new = self.person.replies[self._seen :]
        self._seen += len(new)
        self.heard += [message.text for message in new]
        return new

    async def pass_time(self, span: timedelta) -> list[Message]:
        """Travel as one would live it: whatever falls due on the way comes at its own time."""
        target = self.clock.now() + span
        while (due := await self.next_change()) is not None and due <= target:
            self.clock.set(max(due, self.clock.now()))
            await self.line.tick(self.clock.now())
        self.clock.set(target)
        await self.line.tick(self.clock.now())
        return await self.settle()

    async def to_next(self) -> list[Message]:
        """Travel to the next message that falls due."""
        due = await self.next_due()
        assert due is not None, "nothing is due"
        return await self.pass_time(max(due - self.clock.now(), timedelta(0)))

    async def next_due(self) -> datetime | None:
        async with self.line.database.unit() as uow:
            return await uow.next_due()

    async def next_change(self) -> datetime | None:
        """When a message falls due, or a session that counts along goes on."""
        async with self.line.database.unit() as uow:
            moments = (await uow.next_due(), await uow.next_live())
        return min((at for at in moments if at is not None), default=None)

    async def history(self) -> History:
        """The facts of this person."""
        async with self.line.database.unit() as uow:
            user = await uow.user_of_chat(self.person.id)
            return tuple(record.fact for record in await uow.records(user.id)) if user else ()

    async def standing(self) -> Standing:
        """What the core says of today, in the person's zone."""
        async with self.line.database.unit() as uow:
            user = await uow.user_of_chat(self.person.id)
        today = self.clock.now().astimezone(ZoneInfo(user.zone if user and user.zone else "UTC")).date()
        return assess(self.line.desk.programme, await self.history(), today)

    async def onboard(self, **changed: str) -> list[Message]:
        """The whole first conversation, typed; `changed` answers by step name."""
        answers = FIRST_ANSWERS | changed
        await self.say("/start")
        new: list[Message] = []
        for answer in answers.values():
            new = await self.say(answer)
        return new


@asynccontextmanager
async def journey(
    database_url: str, *, start: datetime | None = None, name: str = "Ana", data: Path = DATA, user_burst: int = 0
) -> AsyncIterator[Journey]:
    """A running bot with nobody in it yet. Starts on a Tuesday morning in November."""
    clock = FixedClock(start or datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    telegram = LocalTelegram(clock=clock)
    async with telegram.serve(), running(telegram, clock, database_url, data=data, user_burst=user_burst) as built:
        yield Journey(telegram, built, clock, telegram.user(name))


@asynccontextmanager
async def running(
    telegram: LocalTelegram, clock: FixedClock, database_url: str, *, data: Path = DATA, user_burst: int = 0
) -> AsyncIterator[Line]:
    """The bot, wired and polling; to be stopped and begun again on the same database."""
    wish = Wish(
        token=telegram.token,
        api_url=telegram.url,
        database_url=database_url,
        clock=clock,
        seconds=lambda: clock.now().timestamp() + monotonic(),
        tick_seconds=30.0,
        poll_seconds=1,
        user_burst=user_burst,
    )
    async with line(wish, data=data) as built:
        intake = asyncio.create_task(built.intake.run())
        await built.intake.connected.wait()
        try:
            yield built
        finally:
            await built.intake.stop(5)
            await asyncio.gather(intake, return_exceptions=True)
