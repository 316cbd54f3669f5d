"""The whole line from a local Telegram to a real store and back, with an answer that writes one fact an update."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.chat.application import PTB, build_application
from bot.chat.drawings import Drawings
from bot.chat.feed import Feed
from bot.chat.intake import Intake
from bot.chat.messenger import TelegramMessenger
from bot.chat.pace import Pace
from bot.clock import Clock, SystemClock
from bot.coach.model import Baseline
from bot.ports import Store, UnitOfWork
from bot.records import Answered, Incoming, Outgoing, User
from bot.services.aside import SettingAside
from bot.services.sending import LEASE, Sender
from bot.store import Database, open_store
from bot.tryout import LocalTelegram
from bot.wording.message import Message
from tests.support.fake_pictures import FakePictures

SORRY = Message("Sorry, I could not work on that.")
Before = Callable[[Incoming], Awaitable[None]]


@dataclass
class Diary:
    """An answer: one fact and one reply for each update; `before` may fail or take its time, inside the transaction."""

    store: Store
    clock: Clock
    before: Before | None = None
    after: Before | None = None
    lease: timedelta = LEASE
    seen: list[Incoming] = field(default_factory=list)

    async def __call__(self, incoming: Incoming) -> Answered:
        self.seen.append(incoming)
        if self.before is not None:
            await self.before(incoming)
        now = self.clock.now()
        async with self.store() as uow:
            if not await uow.note_update(incoming.key, now):
                return Answered(repeated=True)
            user = await known_user(uow, incoming.chat_id, now)
            await uow.record(user.id, (Baseline(at=now, day=now.date(), value=1),), message_id=incoming.message_id)
            reply = Outgoing(chat_id=incoming.chat_id, message=Message(f"noted: {incoming.text}"))
            posted = await uow.post(reply, key=incoming.key, lease_until=now + self.lease)
            await uow.commit()
        if self.after is not None:
            await self.after(incoming)
        return Answered((posted,))


async def known_user(uow: UnitOfWork, chat_id: int, now: datetime) -> User:
    user = await uow.user_of_chat(chat_id)
    return user or await uow.add_user(User(chat_id=chat_id, created_at=now, seen_at=now))


@dataclass
class Line:
    """One running bot."""

    tg: LocalTelegram
    database: Database
    application: PTB
    feed: Feed
    intake: Intake
    sender: Sender
    messenger: TelegramMessenger
    pace: Pace
    diary: Diary
    running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to poll."""
        self.running = asyncio.create_task(self.intake.run())

    async def stop(self, grace: float = 10.0) -> bool:
        """Stop as on SIGTERM."""
        finished = await self.intake.stop(grace)
        if self.running is not None:
            await asyncio.gather(self.running, return_exceptions=True)
            self.running = None
        await self.sender.close(grace)
        await self.messenger.close()
        return finished

    async def facts(self, chat_id: int) -> tuple[int | None, ...]:
        """The message ids of the facts of a chat, in their order."""
        async with self.database.unit() as uow:
            user = await uow.user_of_chat(chat_id)
            return tuple(record.message_id for record in await uow.records(user.id)) if user else ()

    async def unsent(self) -> int:
        """How many answers wait in the outbox."""
        async with self.database.unit() as uow:
            return len(await uow.claim_posts(datetime(2100, 1, 1, tzinfo=UTC), datetime(2100, 1, 2, tzinfo=UTC), 10**6))


def build_line(
    tg: LocalTelegram,
    database: Database,
    drills: Path,
    *,
    clock: Clock | None = None,
    before: Before | None = None,
    bound: int = 64,
    limit: float = 30.0,
    pause: float = 0.01,
    poll_seconds: int = 1,
    rate: int = 25,
    lease: timedelta = LEASE,
) -> Line:
    """Wire the parts as bootstrap does."""
    clock = clock or SystemClock()
    store: Store = database.unit
    diary = Diary(store, clock, before, lease=lease)
    line: Line

    def deliver(said: Incoming, answered: Answered) -> None:
        line.sender.send_soon(said.chat_id, answered)
        if said.tap_id is not None:
            line.messenger.answer_tap(said.tap_id, answered.toast)

    application = build_application(tg.token, answer=diary, deliver=deliver, clock=clock, api_url=tg.url)
    pace = Pace(rate)
    messenger = TelegramMessenger(application.bot, Drawings(drills, store), FakePictures(), pace)
    sender = Sender(store, messenger, clock, urgent=database.urgent_unit, lease=lease)
    feed = Feed(
        application,
        set_aside=SettingAside(store, clock, SORRY),
        deliver=deliver,
        clock=clock,
        bound=bound,
        limit=limit,
        pause=pause,
    )
    intake = Intake(application, feed, poll_seconds=poll_seconds, first_wait=0.05)
    line = Line(tg, database, application, feed, intake, sender, messenger, pace, diary)
    return line


@asynccontextmanager
async def database_at(path: Path) -> AsyncIterator[Database]:
    """A SQLite file of its own."""
    database = open_store(f"sqlite:///{path}")
    await database.migrate()
    try:
        yield database
    finally:
        await database.close()
