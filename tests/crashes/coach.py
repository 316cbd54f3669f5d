"""The bot as a process of its own, to be killed: `python -m tests.crashes.coach URL FILE`.

Everything but the coach is the real thing. Each message brings one fact; everybody is reminded every second, and the
reminders of a user are numbered.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.clock import SystemClock
from bot.ports import UnitOfWork
from bot.records import Delivery, Due, Outgoing
from bot.services.dispatch import BATON, Composed, Dispatcher
from bot.store import open_store
from bot.ticker import Ticker
from bot.tryout import LocalTelegram, RealClock
from bot.wording.message import Message
from tests.support.line import build_line

LEASE = timedelta(seconds=2)
PAUSE = timedelta(seconds=1)


async def compose(uow: UnitOfWork, delivery: Delivery, now: datetime) -> Composed:
    user = await uow.user(delivery.user_id)
    assert user is not None
    return Composed(Outgoing(chat_id=user.chat_id, message=Message(f"reminder {delivery.n}")), "sent")


async def settle(uow: UnitOfWork, delivery: Delivery, now: datetime, outcome: str) -> None:
    user = await uow.user(delivery.user_id)
    assert user is not None
    due = Due(now + PAUSE, delivery.kind, delivery.day, delivery.n + 1)
    await uow.save_user(replace(user, due=due))


async def main(url: str, database_url: str) -> None:
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    tg = LocalTelegram(clock=RealClock())  # only its address: the real one is another process
    tg.url = url
    database = open_store(database_url)
    line = build_line(tg, database, Path("no-drills"), rate=1000, lease=LEASE)
    dispatcher = Dispatcher(
        database.unit,
        line.messenger,
        SystemClock(),
        compose=compose,
        settle=settle,
        baton=database.baton(BATON),
        lease=LEASE,
    )

    async def tick(now: datetime) -> None:
        await line.sender.sweep(now)
        await dispatcher.tick(now)

    ticker = Ticker(tick, SystemClock(), seconds=0.1)
    line.start()
    ticker.start()
    await stopping.wait()
    await dispatcher.stop()
    await ticker.stop()
    await line.stop()
    await line.application.shutdown()
    await database.close()


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(main(*sys.argv[1:]))
