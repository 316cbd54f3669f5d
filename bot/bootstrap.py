"""The only place where the parts are wired together."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot import __version__
from bot.backup import Nightly, backups_folder, database_file
from bot.chat.application import build_application
from bot.chat.drawings import Drawings, clips_below
from bot.chat.feed import Feed
from bot.chat.intake import Intake
from bot.chat.messenger import TelegramMessenger
from bot.chat.pace import Pace
from bot.line import Line, Wish
from bot.pictures.studio import Studio
from bot.places import OfflinePlaces
from bot.ports import Meter, NoMeter
from bot.programme_file import load_programme
from bot.records import Answered, Incoming
from bot.services.answer import Answerer
from bot.services.aside import SettingAside, TellingToSlowDown
from bot.services.broadcasting import Broadcaster
from bot.services.clock_watch import ClockWatch
from bot.services.desk import Desk, Host
from bot.services.dispatch import BATON, Dispatcher
from bot.services.flood import Flood
from bot.services.forgetting import Forgetting
from bot.services.go_clock import GoClock
from bot.services.operator import FaultNews, Operator
from bot.services.reminders import Reminders
from bot.services.sending import Sender
from bot.store import FOR_EVER, Database, open_store
from bot.ticker import Ticker
from bot.vocabulary import load_vocabulary
from bot.wording.message import Message
from bot.words_file import load_words

if TYPE_CHECKING:
    from bot.metrics import Metrics

DATA = Path(__file__).resolve().parent.parent / "data"
FREE_RATE = 30
NOTHING_SPECIAL = nullcontext()
FORGET_SECONDS = 60.0

log = structlog.get_logger(__name__)


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
async def line(
    wish: Wish, *, data: Path = DATA, loading: AbstractContextManager[None] = NOTHING_SPECIAL
) -> AsyncIterator[Line]:
    """Open the store, bring its schema up to date, wire the parts; close everything in the end. What is read from
    `data` is read inside `loading`."""
    database = open_store(wish.database_url)
    built: Line | None = None
    try:
        metrics = _metrics(wish)
        with loading:
            desk = replace(load_desk(database, data, metrics), host=_host(wish))
        await database.migrate(patience=FOR_EVER)
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
    if wish.send_rate > FREE_RATE and not wish.paid:
        log.warning("Telegram takes about 30 reminders a second for free; PAID_BROADCASTS allows more")
    drawings, studio = Drawings(data / "drills", store), Studio()
    messenger = TelegramMessenger(application.bot, drawings, studio, Pace(wish.send_rate, wish.seconds), paid=wish.paid)
    sorry = SettingAside(store, clock, Message(desk.words("en")("failed")), meter=meter)
    slow_down = TellingToSlowDown(store, clock, Message(desk.words("en")("slow-down")))
    flood = Flood(wish.user_burst, wish.seconds) if wish.user_burst else None
    feed = Feed(application, set_aside=sorry, deliver=deliver, clock=clock, flood=flood, slow_down=slow_down)
    reminders = Reminders(desk)
    dispatcher = Dispatcher(
        store,
        messenger,
        clock,
        compose=reminders.compose,
        settle=reminders.settle,
        baton=database.baton(BATON),
        urgent=database.urgent_unit,
        meter=meter,
        batch=min(max(4 * wish.send_rate, 20), 500),  # about four seconds' worth
        bound=min(max(wish.send_rate, 4), 64),  # worded one second ahead at most
    )
    sender = Sender(store, messenger, clock, urgent=database.urgent_unit, meter=meter)
    built = Line(
        desk,
        database,
        application,
        feed,
        Intake(application, feed, poll_seconds=wish.poll_seconds),
        sender,
        messenger,
        dispatcher,
        ClockWatch(store, reminders.replan),
        GoClock(desk, messenger, clock, send_soon=sender.send_soon),
        Ticker(lambda now: built.remind(now), clock, seconds=wish.tick_seconds),
        Ticker(lambda now: built.keep_up(now), clock, seconds=wish.tick_seconds),
        Ticker(Forgetting(desk, lambda: built.may_forget).tick, clock, seconds=FORGET_SECONDS),
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
