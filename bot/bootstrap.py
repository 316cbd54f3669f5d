"""The only place where the parts are wired together."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot import __version__
from bot.backup import Nightly, backups_folder, database_file
from bot.chat.application import PTB, build_application, disconnect
from bot.chat.drawings import Drawings, clips_below
from bot.chat.feed import Feed
from bot.chat.intake import Intake
from bot.chat.messenger import TelegramMessenger
from bot.chat.pace import Pace
from bot.chat.profile import present
from bot.clock import Clock
from bot.grace import Grace
from bot.pictures.studio import Studio
from bot.places import OfflinePlaces
from bot.ports import Meter, NoMeter
from bot.programme_file import load_programme
from bot.records import UPDATES_KEPT, Answered, Incoming
from bot.services.answer import Answerer
from bot.services.aside import SettingAside
from bot.services.broadcasting import Broadcaster
from bot.services.desk import Desk, Host
from bot.services.dispatch import BATON, Dispatcher
from bot.services.go_clock import GoClock
from bot.services.operator import FaultNews, Operator
from bot.services.reminders import Reminders
from bot.services.retention import Retention
from bot.services.sending import Sender
from bot.store import Database, open_store
from bot.ticker import Ticker
from bot.vocabulary import load_vocabulary
from bot.wording.message import Message
from bot.words_file import load_words

if TYPE_CHECKING:
    from bot.metrics import Metrics

DATA = Path(__file__).resolve().parent.parent / "data"
FORGET_EVERY = timedelta(hours=1)
FORGET_AT_A_TIME = 500

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
    backup_dir: Path | None = None
    """Where nightly copies of an SQLite database go; None: the folder `backups` beside it."""
    backups_kept: int = 0
    metrics_port: int | None = None
    """Where health and metrics are served; None: nowhere, and nothing is counted."""
    metrics_host: str = "127.0.0.1"
    admins: frozenset[int] = frozenset()
    """Telegram numbers of operators."""
    contact: str = ""
    """Whom users may ask about their data."""


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
    go_clock: GoClock
    ticker: Ticker
    """Asks what is due."""
    upkeep: Ticker
    """Asks what a crash left behind; beside the ticker, whose tick may last as long as a wave of reminders."""
    clock: Clock
    broadcaster: Broadcaster
    fault_news: FaultNews
    wish: Wish
    metrics: Metrics | None
    studio: Studio
    nightly: Nightly | None = None
    grace: Grace = field(default_factory=Grace)
    _forgot: datetime | None = None

    @property
    def idle(self) -> bool:
        """Whether no answer is on its way, to a text or to a tap."""
        return self.sender.idle and self.messenger.idle and self.go_clock.idle

    async def tick(self, now: datetime) -> None:
        """One turn of the clock: what a crash left unsent and, beside it, what is due."""
        await asyncio.gather(self.keep_up(now), self.dispatcher.tick(now))

    async def remind(self, now: datetime) -> bool:
        """What is due; whether more is."""
        await self.dispatcher.tick(now)
        if self.dispatcher.behind or not self.dispatcher.active or self.dispatcher.stopping:
            return self.dispatcher.behind
        return await self.broadcaster.step()

    async def keep_up(self, now: datetime) -> None:
        """What a crash left unsent, which sessions go on, and what is kept for a time only."""
        if self.dispatcher.active:
            await self.fault_news.tell(now)
        await asyncio.gather(self.sender.sweep(now), self.go_clock.tick(now))
        if self.nightly and self.dispatcher.active:
            self.nightly.tick(now)
        if self._forgot is None or not timedelta(0) <= now - self._forgot < FORGET_EVERY:
            self._forgot = now
            await self._forget_updates(now)
            await Retention(self.desk).sweep(now)

    async def _forget_updates(self, now: datetime) -> None:
        """A few at a time: answers do not wait for it."""
        forgotten = FORGET_AT_A_TIME
        while forgotten == FORGET_AT_A_TIME:
            async with self.database.unit() as uow:
                forgotten = await uow.forget_updates(now - UPDATES_KEPT, FORGET_AT_A_TIME)
                await uow.commit()

    async def greet(self) -> None:
        """Commands, description and menu button."""
        await present(self.application.bot, self.desk.words("en"))

    async def wind_down(self, *last: Awaitable[object]) -> None:
        """No new work; what is in hand, and `last`, is finished, or broken off when its time is over."""
        log.info("stopping")
        await self.dispatcher.stop()
        left = self.grace.left(keep=3)
        await asyncio.gather(self.ticker.stop(left), self.upkeep.stop(left), *last)
        await self.dispatcher.stop()
        await self.go_clock.stop(self.grace.left(keep=2))
        await self.sender.close(self.grace.left(keep=1))

    async def close(self) -> None:
        """Let go of everything, however it hangs."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self.grace.left()):
                if self.nightly:
                    await self.nightly.close()
                await self.dispatcher.stop()
                await self.go_clock.stop(self.grace.left(keep=2))
                await self.sender.close(self.grace.left(keep=1))
                await self.messenger.close(self.grace.left(keep=0.5))
                await self.studio.close()
                await disconnect(self.application)
                await self.database.close()


def load_desk(database: Database, data: Path = DATA, meter: Meter | None = None) -> Desk:
    """Read what a coach may edit. Raises ProgrammeError, VocabularyError or WordsError: one line each."""
    programme = load_programme(data / "programme.yaml")
    return Desk(
        store=database.unit,
        programme=programme,
        vocabulary=load_vocabulary(data / "vocabulary"),
        languages=load_words(data / "words"),
        places=OfflinePlaces(),
        clips=clips_below(data / "drills"),
        edition=hashlib.sha256(repr(programme).encode()).hexdigest()[:12],
        meter=meter or NoMeter(),
    )


@asynccontextmanager
async def line(wish: Wish, *, data: Path = DATA) -> AsyncIterator[Line]:
    """Open the store, bring its schema up to date, wire the parts; close everything in the end."""
    database = open_store(wish.database_url)
    built: Line | None = None
    try:
        metrics = _metrics(wish)
        desk = replace(load_desk(database, data, metrics), host=_host(wish))
        await database.migrate()
        built = _wire(wish, desk, database, data, metrics)
        if metrics is not None:
            _watch(built, metrics)
        yield built
    finally:
        await (built or database).close()


def _metrics(wish: Wish) -> Metrics | None:
    if wish.metrics_port is None:
        return None
    from bot.metrics import Metrics  # only who looks pays for the client library

    return Metrics()


def _watch(built: Line, metrics: Metrics) -> None:
    """What is looked up whenever somebody asks."""
    metrics.watch("tick_age_seconds", built.ticker.age)
    metrics.watch("dispatcher_active", lambda: built.dispatcher.active)
    metrics.watch("updates_in_hand", lambda: len(built.feed))
    metrics.watch("answers_in_hand", lambda: len(built.sender))
    metrics.watch("pool_connections_in_use", built.database.in_use)


def _wire(wish: Wish, desk: Desk, database: Database, data: Path, metrics: Metrics | None) -> Line:
    meter = desk.meter
    store, clock = database.unit, wish.clock
    built: Line

    def deliver(said: Incoming, answered: Answered) -> None:
        built.sender.send_soon(said.chat_id, answered)
        if said.tap_id is not None:
            built.messenger.answer_tap(said.tap_id, answered.toast)
        if answered.counting is not None:
            built.go_clock.soon(answered.counting)

    operator = Operator(
        desk,
        wish.admins,
        database.overview,
        lambda: built.ticker.age(),
        wish.send_rate,
        clock.now(),
        __version__,
    )
    application = build_application(
        wish.token,
        answer=Answerer(desk, clock, operator),
        deliver=deliver,
        clock=clock,
        meter=meter,
        api_url=wish.api_url,
    )
    drawings, studio = Drawings(data / "drills", store), Studio()
    messenger = TelegramMessenger(application.bot, drawings, studio, Pace(wish.send_rate, wish.seconds))
    sorry = SettingAside(store, clock, Message(desk.words("en")("failed")), meter=meter)
    feed = Feed(application, set_aside=sorry, deliver=deliver, clock=clock)
    reminders = Reminders(desk)
    dispatcher = Dispatcher(
        store,
        messenger,
        clock,
        compose=reminders.compose,
        settle=reminders.settle,
        baton=database.baton(BATON),
        meter=meter,
        batch=min(max(4 * wish.send_rate, 20), 500),  # about four seconds' worth
        bound=min(max(wish.send_rate, 4), 64),  # worded one second ahead at most
    )
    sender = Sender(store, messenger, clock, meter=meter)
    built = Line(
        desk,
        database,
        application,
        feed,
        Intake(application, feed, poll_seconds=wish.poll_seconds),
        sender,
        messenger,
        dispatcher,
        GoClock(desk, messenger, clock, send_soon=sender.send_soon),
        Ticker(lambda now: built.remind(now), clock, seconds=wish.tick_seconds),
        Ticker(lambda now: built.keep_up(now), clock, seconds=wish.tick_seconds),
        clock,
        Broadcaster(desk, messenger, clock, handful=wish.send_rate),
        FaultNews(desk, wish.admins),
        wish,
        metrics,
        studio,
        _nightly(wish),
    )
    return built


def _copies(wish: Wish) -> bool:
    """Whether the bot copies its database itself; PostgreSQL is copied by its own tools."""
    return bool(wish.backups_kept) and wish.database_url.startswith("sqlite")


def _host(wish: Wish) -> Host:
    return Host(wish.contact, wish.backups_kept if _copies(wish) else None)


def _nightly(wish: Wish) -> Nightly | None:
    if not _copies(wish):
        return None
    folder = backups_folder(wish.database_url, wish.backup_dir)
    return Nightly(database_file(wish.database_url), folder, wish.backups_kept)
