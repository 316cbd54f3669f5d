"""The local Telegram as a process of its own: people write all at once, and it times the bot's replies."""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from bot.tryout import LocalTelegram, RealClock, Slow

SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Load:
    """`updates` messages by `chats` people, waiting when the bot comes; every call takes `round_trip` seconds more."""

    updates: int
    chats: int
    round_trip: float


@contextmanager
def telegram_side(load: Load) -> Iterator[tuple[str, Connection]]:
    """The server's URL, and a pipe that gives the seconds from the first poll to the last reply."""
    here, there = SPAWN.Pipe()
    process = SPAWN.Process(target=_main, args=(load, there), daemon=True)
    process.start()
    try:
        yield str(here.recv()), here
    finally:
        process.terminate()
        process.join()


def _main(load: Load, pipe: Connection) -> None:
    asyncio.run(_serve(load, pipe))


async def _serve(load: Load, pipe: Connection) -> None:
    async with LocalTelegram(clock=RealClock()).serve() as tg:
        people = [tg.user(f"P{n}") for n in range(load.chats)]
        for n in range(load.updates):
            await people[n % load.chats].say("2x6")
        if load.round_trip:
            tg.faults.add("*", Slow(load.round_trip), times=10**9)
        all_replied = _after_replies(tg, load.updates)
        pipe.send(tg.url)
        ended = await all_replied
        began = next(call.at for call in tg.calls if call.method.lower() == "getupdates")
        pipe.send((ended - began).total_seconds())
        await asyncio.Event().wait()


def _after_replies(tg: LocalTelegram, count: int) -> asyncio.Future[datetime]:
    """When the bot has sent so many messages."""
    done: asyncio.Future[datetime] = asyncio.get_running_loop().create_future()
    sent = itertools.count(1)

    def listen(event: dict[str, Any]) -> None:
        if event["type"] == "sent" and next(sent) == count:
            done.set_result(tg.telegram.clock.now())

    tg.telegram.listeners.append(listen)
    return done
