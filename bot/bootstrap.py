"""The only place where the parts are wired together."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import structlog
import uvicorn

from bot.chat.application import PTB, build_application, connect_patiently, disconnect
from bot.chat.drawings import Drawings
from bot.chat.feed import Feed
from bot.chat.incoming import ALLOWED_UPDATES
from bot.chat.intake import Intake
from bot.chat.messenger import TelegramMessenger
from bot.chat.pace import Pace
from bot.chat.profile import present
from bot.chat.webhook import webhook_app
from bot.clock import Clock
from bot.places import OfflinePlaces
from bot.ports import Away
from bot.programme_file import load_programme
from bot.records import Answered, Incoming
from bot.services.answer import Answerer
from bot.services.aside import SettingAside
from bot.services.desk import Desk
from bot.services.dispatch import Dispatcher
from bot.services.reminders import Reminders
from bot.services.sending import Sender
from bot.store import Database, open_store
from bot.ticker import Ticker
from bot.vocabulary import load_vocabulary
from bot.wording.message import Message
from bot.words_file import load_words

DATA = Path(__file__).resolve().parent.parent / "data"
UPDATES_KEPT = timedelta(days=3)
"""Telegram repeats an update for 24 hours at most; its numbers may begin anew after a quiet week."""
GRACE_SECONDS = 10.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a process is started with."""

    token: str
    api_url: str
    database_url: str
    clock: Clock
    seconds: Callable[[], float] = time.monotonic
    """What paces count by."""
    send_rate: int = 25
    tick_seconds: float = 5.0
    poll_seconds: int = 25


@dataclass
class Line:
    """Everything that serves one bot, wired but not started."""

    desk: Desk
    database: Database
    application: PTB
    feed: Feed
    intake: Intake
    sender: Sender
    messenger: TelegramMessenger
    dispatcher: Dispatcher
    ticker: Ticker
    clock: Clock

    @property
    def idle(self) -> bool:
        """Whether no answer is on its way."""
        return self.sender.idle

    async def tick(self, now: datetime) -> None:
        """One turn of the clock: what is due, and what a crash left unsent."""
        await self.sender.sweep(now)
        await self.dispatcher.tick(now)
        async with self.database.unit() as uow:
            await uow.forget_updates(now - UPDATES_KEPT)
            await uow.commit()

    async def greet(self) -> None:
        """Commands, description and menu button."""
        await present(self.application.bot, self.desk.words("en"))


def load_desk(database: Database, data: Path = DATA) -> Desk:
    """Read what a coach may edit. Raises ProgrammeError, VocabularyError or WordsError: one line each."""
    return Desk(
        store=database.unit,
        programme=load_programme(data / "programme.yaml"),
        vocabulary=load_vocabulary(data / "vocabulary"),
        languages=load_words(data / "words"),
        places=OfflinePlaces(),
    )


@asynccontextmanager
async def line(wish: Wish, *, data: Path = DATA) -> AsyncIterator[Line]:
    """Open the store, bring its schema up to date, wire the parts; close everything in the end."""
    database = open_store(wish.database_url)
    try:
        desk = load_desk(database, data)
        await database.migrate()
        built = _wire(wish, desk, database, data)
        try:
            yield built
        finally:
            await built.sender.close(GRACE_SECONDS)
            await built.messenger.close()
            await disconnect(built.application)
    finally:
        await database.close()


def _wire(wish: Wish, desk: Desk, database: Database, data: Path) -> Line:
    store, clock = database.unit, wish.clock
    built: Line

    def deliver(said: Incoming, answered: Answered) -> None:
        built.sender.send_soon(said.chat_id, answered.posted)
        if said.tap_id is not None:
            built.messenger.answer_tap(said.tap_id, answered.toast)

    application = build_application(
        wish.token, answer=Answerer(desk, clock), deliver=deliver, clock=clock, api_url=wish.api_url
    )
    messenger = TelegramMessenger(application.bot, Drawings(data / "drills", store), Pace(wish.send_rate, wish.seconds))
    sorry = SettingAside(store, clock, Message(desk.words("en")("failed")))
    feed = Feed(application, set_aside=sorry, deliver=deliver, clock=clock)
    reminders = Reminders(desk)
    dispatcher = Dispatcher(
        store,
        messenger,
        clock,
        compose=reminders.compose,
        settle=reminders.settle,
        holder=f"{socket.gethostname()}:{os.getpid()}",
    )
    ticker = Ticker(lambda now: built.tick(now), clock, seconds=wish.tick_seconds)
    built = Line(
        desk,
        database,
        application,
        feed,
        Intake(application, feed, poll_seconds=wish.poll_seconds),
        Sender(store, messenger, clock),
        messenger,
        dispatcher,
        ticker,
        clock,
    )
    return built


Stopped = Callable[[], Awaitable[object]]


async def poll(wish: Wish, stopped: Stopped, *, started: Callable[[Line], None] = lambda _: None) -> None:
    """Polling and reminders in one process, until `stopped` returns. Raises TokenRefused."""
    async with line(wish) as built:
        intake = asyncio.create_task(built.intake.run())
        greeting = asyncio.create_task(_greet_when_connected(built))
        warming = asyncio.create_task(asyncio.to_thread(OfflinePlaces.warm_up))
        built.ticker.start()
        started(built)
        stop = asyncio.ensure_future(stopped())
        try:
            await asyncio.wait({intake, stop}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            greeting.cancel()
            await _wind_down(built, stop)
            await asyncio.gather(intake, greeting, warming, return_exceptions=True)
        if not intake.cancelled() and intake.exception() is not None:
            await intake


async def _greet_when_connected(built: Line) -> None:
    await built.intake.connected.wait()
    await built.greet()


async def _wind_down(built: Line, stop: asyncio.Future[object]) -> None:
    """No new work; finish what is in hand."""
    stop.cancel()
    log.info("stopping")
    await built.dispatcher.stop()
    await asyncio.gather(built.ticker.stop(GRACE_SECONDS), built.intake.stop(GRACE_SECONDS))


async def remind(wish: Wish, stopped: Stopped) -> None:
    """Only what is due and what was left unsent, beside `web` processes on the same database."""
    async with line(wish) as built:
        await connect_patiently(built.application)
        built.ticker.start()
        stop = asyncio.ensure_future(stopped())
        try:
            await stop
        finally:
            await built.dispatcher.stop()
            await built.ticker.stop(GRACE_SECONDS)


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram calls: the public address (its path is the one served), the secret, the local port."""

    url: str
    secret: str
    port: int

    @property
    def path(self) -> str:
        return urlsplit(self.url).path.rstrip("/") or "/telegram"


async def serve_webhook(wish: Wish, hook: Hook, stopped: Stopped) -> None:
    """Take updates over HTTP until `stopped` returns; answered with 2xx once their effects are committed."""
    async with line(wish) as built:
        await connect_patiently(built.application)
        app = webhook_app(
            built.application, built.feed, secret=hook.secret, path=hook.path, ready=lambda: _ready(built)
        )
        server = uvicorn.Server(
            uvicorn.Config(app, host="0.0.0.0", port=hook.port, log_config=None, access_log=False, lifespan="off")  # noqa: S104  a host's router calls it
        )
        serving = asyncio.create_task(server.serve())
        address = hook.url if urlsplit(hook.url).path.strip("/") else hook.url.rstrip("/") + hook.path
        await built.application.bot.set_webhook(address, secret_token=hook.secret, allowed_updates=ALLOWED_UPDATES)
        await built.greet()
        stop = asyncio.ensure_future(stopped())
        await asyncio.wait({serving, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        server.should_exit = True
        await serving
        await built.feed.close(GRACE_SECONDS)


async def _ready(built: Line) -> dict[str, bool]:
    """The database answers."""
    try:
        await built.database.ping()
    except Away:
        return {"database": False}
    return {"database": True}


async def migrate(database_url: str) -> None:
    """Bring the schema up to date, waiting for a database that is still starting."""
    database = open_store(database_url)
    try:
        await database.migrate()
    finally:
        await database.close()
