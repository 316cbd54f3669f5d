"""The wall clock of a running process jumps by hours and days, ahead and back: nobody is reminded twice of one local
day, and after all of it the next reminder comes on time.

The clock is libfaketime's, preloaded: it shows what a file says.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.clock import SystemClock
from bot.coach.days import utc_of
from bot.records import Due, DueKind, State, User
from bot.store import open_store
from bot.tryout import LocalTelegram, RealClock
from tests.crashes.crowd import query
from tests.crashes.whole import whole
from tests.support.commands import free_port
from tests.support.made_up import first_facts
from tests.support.waiting import until

FAKETIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime(2027, 3, 2, 5, 30, tzinfo=UTC)
"""Twelve days before summer time begins in Los Angeles."""
JUMPS = [5 * HOUR, -3 * HOUR, 26 * HOUR, -DAY, 3 * DAY, -2 * DAY, 31 * DAY, -31 * DAY, -7 * HOUR]
TIMES = [
    ("UTC", 7),
    ("UTC", 19),
    ("Asia/Tokyo", 0),
    ("Asia/Tokyo", 12),
    ("America/Los_Angeles", 6),
    ("Pacific/Apia", 23),
]
"""Zone and hour of each user's reminder."""


@dataclass
class WallClock:
    """What the process takes for the time, beside the machine's."""

    file: Path
    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        return SystemClock().now() + self.ahead

    def jump(self, step: timedelta) -> None:
        self.ahead += step
        new = self.file.with_suffix(".new")
        new.write_text(f"{self.ahead.total_seconds():+.3f}")
        new.replace(self.file)

    @property
    def settings(self) -> dict[str, str]:
        return {
            "LD_PRELOAD": str(FAKETIME[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_NO_CACHE": "1",
        }


def next_time(zone: str, hour: int, now: datetime, reminded: Collection[date] = ()) -> datetime:
    """When it is that hour there next, on a day that was not reminded of before."""
    today = now.astimezone(ZoneInfo(zone)).date()
    days = (today + n * DAY for n in range(100))
    moments = (utc_of(day, time(hour), ZoneInfo(zone)) for day in days if day not in reminded)
    return next(at for at in moments if at > now)


async def settle(url: str, now: datetime, chats: list[int]) -> None:
    database = open_store(url)
    past = now - DAY
    async with database.unit() as uow:
        for chat, (zone, hour) in zip(chats, TIMES, strict=True):
            at = next_time(zone, hour, now)
            user = User(
                chat_id=chat,
                state=State.ACTIVE,
                zone=zone,
                reminder_time=time(hour),
                evening_nudge=False,
                weekly_review=False,
                due=Due(at, DueKind.REMINDER, at.astimezone(ZoneInfo(zone)).date()),
                created_at=past,
                seen_at=past,
            )
            stored = await uow.add_user(user)
            await uow.record(stored.id, first_facts(past), message_id=None)
        await uow.commit()
    await database.close()


def reminded(url: str) -> dict[int, list[date]]:
    """The days of which each chat was reminded, as written down: what a message was of can't be seen from when it came,
    for the clock may have jumped while it was on its way."""
    days = defaultdict[int, list[date]](list)
    for chat, day in query(
        url,
        "SELECT u.chat_id, d.day FROM deliveries d JOIN users u ON u.id = d.user_id WHERE outcome IN ('sent', 'late')",
    ):
        days[chat].append(date.fromisoformat(day))
    return days


@pytest.mark.skipif(not FAKETIME, reason="libfaketime is not installed (apt-get install libfaketime)")
async def test_nobody_is_reminded_twice_of_a_day_and_the_next_reminder_is_on_time(
    new_database: Callable[..., str], tmp_path: Path
) -> None:
    url, clock = new_database("sqlite"), WallClock(tmp_path / "clock")
    clock.jump(START - clock.now())
    came: list[tuple[int, datetime]] = []
    async with LocalTelegram(clock=RealClock()).serve() as tg:
        people = {tg.user(f"{zone} {hour}").id: (zone, hour) for zone, hour in TIMES}
        for chat in people:
            tg.person(chat).account.known = tg.person(chat).account.started = True
        await settle(url, clock.now(), list(people))

        def listen(event: dict[str, Any]) -> None:
            if event["type"] == "sent":
                came.append((event["chat_id"], clock.now()))

        tg.telegram.listeners.append(listen)
        async with whole("run", tg, url, port=free_port(), **clock.settings) as bot:
            await bot.shows("/readyz", 200)
            for step in JUMPS:
                clock.jump(step)
                await asyncio.sleep(1.2)  # some ticks
            await asyncio.sleep(2)  # what was on its way at the last jump has come
            waiting = set(people)
            while waiting:
                days = reminded(url)
                at, chat = min((next_time(*place, clock.now(), days[chat]), chat) for chat, place in people.items())
                clock.jump(at - clock.now() - timedelta(seconds=1))
                before, written = len(came), len(days[chat])
                await until(lambda before=before: len(came) > before, seconds=15)  # type: ignore[misc]  # bound now
                assert came[before][0] == chat
                assert came[before][1] >= at
                await until(lambda chat=chat, written=written: len(reminded(url)[chat]) > written)  # type: ignore[misc]
                waiting.discard(chat)
            assert await bot.stop() < 10
        days = reminded(url)
        assert Counter(chat for chat, _ in came) == {chat: len(set(days[chat])) for chat in people}
        assert bot.said("the clock was set back", "the clock jumped ahead")
