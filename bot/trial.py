"""`hipcoach try`: the same bot, unchanged, on a strict local Telegram, with a clock that everything shares."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import SystemClock
from bot.line import Line, Wish
from bot.processes import poll
from bot.tryout import LocalTelegram

JUMPS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}
FARTHEST = timedelta(days=60)
MOST_STOPS = 500
TICK_SECONDS = 1.0

NOTICE = """
  hipcoach is running on a local try-out Telegram: {url}

  Open that page, tap Start, and use the clock at the top to travel to the next reminder.
  Nothing leaves this machine. To go live: create a bot with @BotFather, put its token into a file
  called .env as TELEGRAM_BOT_TOKEN=..., and start again. Ctrl-C stops.
"""


class TravelClock:
    """The machine's clock, moved forward by every journey."""

    def __init__(self) -> None:
        self._machine = SystemClock()
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        return self._machine.now() + self._ahead

    def seconds(self) -> float:
        """For paces: a journey takes no time."""
        return (self.now() - datetime(2020, 1, 1, tzinfo=UTC)).total_seconds()

    def go_to(self, moment: datetime) -> None:
        """Travel forward to a moment; a past one changes nothing."""
        self._ahead += max(timedelta(0), moment - self.now())


class Traveller:
    """Travels as one would live it: every message that falls due on the way comes at its own time."""

    def __init__(self, clock: TravelClock) -> None:
        self._clock = clock
        self.line: Line | None = None

    async def travel(self, kind: str) -> None:
        """`next` to the next message that falls due, `day` or `week` that far."""
        start = self._clock.now()
        due = await self._next_message()
        target = start + JUMPS[kind] if kind in JUMPS else due or start
        for _ in range(MOST_STOPS):
            due = await self._next_change()
            if due is None or due > min(target, start + FARTHEST):
                break
            self._clock.go_to(due)
            await self._tick()
        self._clock.go_to(target)
        await self._tick()

    async def _next_message(self) -> datetime | None:
        if self.line is None:
            return None
        async with self.line.database.unit() as uow:
            return await uow.next_due()

    async def _next_change(self) -> datetime | None:
        """A message that falls due, or a session that counts along."""
        if self.line is None:
            return None
        async with self.line.database.unit() as uow:
            moments = (await uow.next_due(), await uow.next_live())
        return min((at for at in moments if at is not None), default=None)

    async def _tick(self) -> None:
        if self.line is not None:
            await self.line.tick(self._clock.now())


async def run_trial(
    port: int, stopped: Callable[[], Awaitable[object]], *, data: Path | None = None, say: Callable[[str], None]
) -> None:
    """Serve the page and the bot until `stopped` returns; `data` keeps the database, else it is thrown away."""
    clock = TravelClock()
    traveller = Traveller(clock)
    with tempfile.TemporaryDirectory(prefix="hipcoach-try-") as folder:
        database = data or Path(folder) / "try.sqlite3"
        telegram = LocalTelegram(clock=clock, travel=traveller.travel)
        async with telegram.serve(port, next_free=port != 0):
            wish = Wish(
                token=telegram.token,
                api_url=telegram.url,
                database_url=f"sqlite:///{database}",
                clock=clock,
                seconds=clock.seconds,
                tick_seconds=TICK_SECONDS,
            )

            def started(line: Line) -> None:
                traveller.line = line
                say(NOTICE.format(url=telegram.url))

            await poll(wish, stopped, started=started)
