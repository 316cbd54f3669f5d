"""The local Telegram as a process of its own: people write, all at once or at a pace, and it times the replies."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from time import perf_counter
from typing import Any

from bot.tryout import TOKEN, LocalTelegram, Person, RealClock, Slow

SPAWN = multiprocessing.get_context("spawn")
WARM_UP = 2.0
"""Seconds between the first poll and the first message of those that come at a pace."""


@dataclass(frozen=True, slots=True)
class Load:
    """`updates` messages by `people`, who say `texts` one after the other: waiting when the bot comes, or `rate` of
    them a second. Every call takes `round_trip` seconds more."""

    texts: Sequence[str]
    people: int
    updates: int
    round_trip: float = 0.0
    rate: float | None = None


@dataclass(slots=True)
class Seen:
    """What was timed: seconds from the first poll to the last reply, and how long each reply was waited for."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    """A second reply to one message: then the figures mean nothing."""


@contextmanager
def telegram_side(load: Load) -> Iterator[tuple[str, Connection]]:
    """The server's URL, and a pipe that tells of the first poll, and then gives a `Seen`."""
    here, there = SPAWN.Pipe()
    process = SPAWN.Process(target=_main, args=(load, there), daemon=True)
    process.start()
    there.close()  # so that its end is heard should the process fail
    try:
        yield str(here.recv()), here
    finally:
        process.kill()
        process.join()


def _main(load: Load, pipe: Connection) -> None:
    asyncio.run(_serve(load, pipe))


async def _serve(load: Load, pipe: Connection) -> None:
    async with LocalTelegram(clock=RealClock(), token=TOKEN).serve() as tg:
        people = [tg.user(f"P{n}") for n in range(load.people)]
        if load.round_trip:
            tg.faults.add("*", Slow(load.round_trip), times=10**9)
        watch = _Watch(load.updates)
        tg.telegram.listeners.append(watch.listen)
        if load.rate is None:
            await _say_all(load, people, watch)
        pipe.send(tg.url)
        while not any(call.method.lower() == "getupdates" for call in tg.calls):  # noqa: ASYNC110  nobody tells
            await asyncio.sleep(0.001)
        began = perf_counter()
        pipe.send("polled")
        if load.rate is not None:
            await _say_at_a_pace(load, people, watch, load.rate)
        await watch.all_replied.wait()
        pipe.send(Seen(watch.last - began, watch.waits, watch.unasked))
        await asyncio.Event().wait()


async def _say_all(load: Load, people: list[Person], watch: _Watch) -> None:
    for n in range(load.updates):
        await _say(load, people, watch, n)


async def _say_at_a_pace(load: Load, people: list[Person], watch: _Watch, rate: float) -> None:
    began = perf_counter() + WARM_UP
    for n in range(load.updates):
        await asyncio.sleep(max(began + n / rate - perf_counter(), 0))
        await _say(load, people, watch, n)


async def _say(load: Load, people: list[Person], watch: _Watch, n: int) -> None:
    """Everybody says the first text, then everybody the second …"""
    person = people[n % load.people]
    watch.said.setdefault(person.id, []).append(perf_counter())
    await person.say(load.texts[n // load.people % len(load.texts)])


@dataclass(slots=True)
class _Watch:
    """One reply to each message, in the order of its chat."""

    expected: int
    said: dict[int, list[float]] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    last: float = 0.0
    all_replied: asyncio.Event = field(default_factory=asyncio.Event)

    def listen(self, event: dict[str, Any]) -> None:
        if event["type"] != "sent":
            return
        self.last = perf_counter()
        waiting = self.said[event["chat_id"]]
        if waiting:
            self.waits.append(self.last - waiting.pop(0))
        else:
            self.unasked.append(event["message"]["data"].get("text", "?"))
        if self.unasked or len(self.waits) == self.expected:
            self.all_replied.set()
