"""The bots that are killed, by their roles; the nursery bears them.

`poll`, `web` and `worker` are the real thing but for the coach: each message brings one fact, and everybody is
reminded every few seconds, with a number. `run`, `serve` and `remind` are the whole coach: `hipcoach run`, `web` and
`worker` as they are.
"""

from __future__ import annotations

import asyncio
import logging
import random
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.chat.application import connect_patiently, disconnect
from bot.chat.webhook import webhook_app
from bot.clock import SystemClock
from bot.line import Wish
from bot.ports import UnitOfWork
from bot.processes import Hook, poll, remind, serve_webhook
from bot.records import Delivery, Due, Outgoing
from bot.services.dispatch import BATON, Composed, Dispatcher
from bot.store import Database, open_store
from bot.ticker import Ticker
from bot.tryout import TOKEN, LocalTelegram, RealClock
from bot.watch import server
from bot.wording.message import Message
from tests.support.line import Line, build_line

LEASE = timedelta(seconds=2)
PAUSE = timedelta(seconds=8)
TICK_SECONDS = 0.1
RATE = 25
SECRET = "a-secret_of_the_crash_tests"

Stopped = Callable[[], Awaitable[object]]


async def compose(uow: UnitOfWork, delivery: Delivery, now: datetime) -> Composed:
    user = await uow.user(delivery.user_id)
    assert user is not None
    return Composed(Outgoing(chat_id=user.chat_id, message=Message(f"reminder {delivery.n}")), "sent")


async def settle(uow: UnitOfWork, delivery: Delivery, now: datetime, outcome: str) -> None:
    user = await uow.user(delivery.user_id)
    assert user is not None
    due = Due(now + PAUSE, delivery.kind, delivery.day, delivery.n + 1)
    await uow.save_user(replace(user, due=due))


ASKED = {signal.SIGTERM}


def live(role: str, url: str, database: str, port: int = 0, public: str = "") -> None:
    """One life, until a signal ends it."""
    random.seed()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    stopping = asyncio.Event()

    async def stopped() -> None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKED)
        await stopping.wait()

    wish = Wish(TOKEN, url, database, SystemClock(), send_rate=RATE, tick_seconds=TICK_SECONDS)
    if role == "run":
        asyncio.run(poll(wish, stopped))
    elif role == "serve":
        asyncio.run(serve_webhook(wish, Hook(public, SECRET, port), stopped))
    elif role == "remind":
        asyncio.run(remind(wish, stopped))
    else:
        asyncio.run(ROLES[role](url, database, port, stopped))


async def _poll(url: str, database_url: str, _: int, stopped: Stopped) -> None:
    async with _line(url, database_url) as (line, database), _reminding(line, database):
        line.start()
        await stopped()
        await line.stop()


async def _worker(url: str, database_url: str, _: int, stopped: Stopped) -> None:
    async with _line(url, database_url) as (line, database):
        await connect_patiently(line.application)
        async with _reminding(line, database):
            await stopped()
        await line.stop()


async def _web(url: str, database_url: str, port: int, stopped: Stopped) -> None:
    async with _line(url, database_url) as (line, _):
        await connect_patiently(line.application)
        app = webhook_app(line.application, line.feed, secret=SECRET, routes=[])
        hooked = server(app, "127.0.0.1", port, timeout_graceful_shutdown=3)
        serving = asyncio.create_task(hooked.serve())
        await stopped()
        hooked.should_exit = True
        await serving
        await line.stop()


ROLES = {"poll": _poll, "web": _web, "worker": _worker}


@asynccontextmanager
async def _line(url: str, database_url: str) -> AsyncIterator[tuple[Line, Database]]:
    tg = LocalTelegram(clock=RealClock())  # only its address: the real one is another process
    tg.url = url
    database = open_store(database_url)
    line = build_line(tg, database, Path("no-drills"), rate=RATE, lease=LEASE)
    sweeper = Ticker(line.sender.sweep, SystemClock(), seconds=TICK_SECONDS)
    sweeper.start()
    yield line, database
    await sweeper.stop()
    await disconnect(line.application)
    await database.close()


@asynccontextmanager
async def _reminding(line: Line, database: Database) -> AsyncIterator[None]:
    dispatcher = Dispatcher(
        database.unit,
        line.messenger,
        SystemClock(),
        compose=compose,
        settle=settle,
        baton=database.baton(BATON),
        urgent=database.urgent_unit,
        lease=LEASE,
    )
    ticker = Ticker(dispatcher.tick, SystemClock(), seconds=TICK_SECONDS)
    ticker.start()
    yield
    await dispatcher.stop()
    await ticker.stop()
