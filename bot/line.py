"""Everything that serves one bot, once bootstrap has wired it: begun together, ended together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.backup import Nightly
from bot.chat.application import PTB, disconnect
from bot.chat.feed import Feed
from bot.chat.intake import Intake
from bot.chat.messenger import TelegramMessenger
from bot.chat.profile import present
from bot.clock import Clock
from bot.grace import Grace
from bot.pictures.studio import Studio
from bot.services.broadcasting import Broadcaster
from bot.services.clock_watch import ClockWatch
from bot.services.desk import Desk
from bot.services.dispatch import Dispatcher
from bot.services.go_clock import GoClock
from bot.services.operator import FaultNews
from bot.services.sending import Sender
from bot.store import Database
from bot.ticker import Ticker

if TYPE_CHECKING:
    from bot.metrics import Metrics

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
    paid: bool = False
    """Whether what is sent in bulk may cost Stars, where Telegram asks for them."""
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
    user_burst: int = 0
    """Updates at once from one chat, then one a second; 0: no bound."""
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
    clock_watch: ClockWatch
    go_clock: GoClock
    ticker: Ticker
    """Asks what is due."""
    upkeep: Ticker
    """Asks what a crash left behind; beside the ticker, whose tick may last as long as a wave of reminders."""
    forgetting: Ticker
    """Lets go of what is kept for a time only."""
    clock: Clock
    broadcaster: Broadcaster
    fault_news: FaultNews
    wish: Wish
    metrics: Metrics | None
    studio: Studio
    nightly: Nightly | None = None
    grace: Grace = field(default_factory=Grace)

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
        if not self.dispatcher.active or self.dispatcher.stopping:
            return False
        await self.clock_watch.look(now)
        if self.dispatcher.behind or self.clock_watch.behind:
            return True
        return await self.broadcaster.step()

    async def keep_up(self, now: datetime) -> None:
        """What a crash left unsent, and which sessions go on."""
        if self.dispatcher.active:
            await self.fault_news.tell(now)
        await asyncio.gather(self.sender.sweep(now), self.go_clock.tick(now))
        if self.nightly and self.dispatcher.active:
            self.nightly.tick(now)

    def start(self, *, due: bool = True) -> None:
        """Begin to tick; `due`: also what is due, where that is this process's part."""
        tickers = (self.ticker, self.forgetting, self.upkeep) if due else (self.upkeep,)
        for each in tickers:
            each.start()
        self.go_clock.start()

    @property
    def may_forget(self) -> bool:
        """Whether this process is the one to do it, and the clock was not moved a moment ago."""
        return self.dispatcher.active and self.clock_watch.is_trusted

    async def greet(self) -> None:
        """Commands, description and menu button."""
        await present(self.application.bot, self.desk.words("en"))

    async def wind_down(self, *last: Awaitable[object]) -> None:
        """No new work; what is in hand, and `last`, is finished, or broken off when its time is over."""
        log.info("stopping")
        await self.dispatcher.stop()
        left = self.grace.left(keep=3)
        await asyncio.gather(*(each.stop(left) for each in (self.ticker, self.upkeep, self.forgetting)), *last)
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
