"""Two webhook services and two workers on PostgreSQL against one: `python -m benchmarks.replicas [runs]`.

Updates are posted as Telegram would, in turn to each service, many people side by side and each in order; counted is
until all are answered with 200, which is when they are committed. Then the active worker is killed, and the other one
says when it took over.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiohttp

from benchmarks.contenders.running import ROOT, add_trained_person
from bot.store import open_store
from bot.tryout import TOKEN, LocalTelegram, RealClock
from tests.support.commands import free_port
from tests.support.postgres import DURABLE, cluster

DAY = ("2x6, pain 1", "actually it was 2x5", "what's next?", "pain 2", "undo")
PEOPLE, FIRST = 200, 1001
SIDE_BY_SIDE = 32
SECRET = "of-the-benchmark"  # noqa: S105  opens nothing but services on this machine


@asynccontextmanager
async def started(command: str, url: str, database: str, **more: str) -> AsyncIterator[Process]:
    """A process of the bot; killed in the end."""
    settings = os.environ | {
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATABASE_URL": database,
        "LOG_FORMAT": "json",
        "TICK_SECONDS": "1",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command, env=settings | more, stderr=PIPE, cwd=ROOT
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def drain(process: Process) -> None:
    assert process.stderr is not None
    while await process.stderr.readline():
        pass


@asynccontextmanager
async def services(count: int, url: str, database: str) -> AsyncIterator[list[str]]:
    """So many `web` processes, ready; their addresses."""
    async with AsyncExitStack() as stack, aiohttp.ClientSession() as session:
        ports = [free_port() for _ in range(count)]
        for port in ports:
            hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": SECRET, "PORT": str(port)}
            process = await stack.enter_async_context(started("web", url, database, **hook))
            draining = asyncio.create_task(drain(process))
            stack.callback(draining.cancel)
        for port in ports:
            await _until_ready(session, f"http://127.0.0.1:{port}/readyz")
        yield [f"http://127.0.0.1:{port}/hook" for port in ports]


async def _until_ready(session: aiohttp.ClientSession, url: str) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                async with session.get(url) as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)


async def throughput(hooks: Sequence[str], first_update: int) -> float:
    """Updates a second."""
    free = asyncio.Semaphore(SIDE_BY_SIDE)
    connector = aiohttp.TCPConnector(limit=SIDE_BY_SIDE)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def day_of(person: int) -> None:
            async with free:
                for n, text in enumerate(DAY):
                    number = first_update + person * len(DAY) + n
                    await post(session, hooks[number % len(hooks)], update(number, FIRST + person, text))

        began = time.perf_counter()
        await asyncio.gather(*(day_of(person) for person in range(PEOPLE)))
        return PEOPLE * len(DAY) / (time.perf_counter() - began)


async def post(session: aiohttp.ClientSession, hook: str, body: dict[str, Any]) -> None:
    async with session.post(hook, json=body, headers={"X-Telegram-Bot-Api-Secret-Token": SECRET}) as answer:
        assert answer.status == 200, answer.status


def update(number: int, chat: int, text: str) -> dict[str, Any]:
    who = {"id": chat, "first_name": "Ana"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": int(time.time()),  # noqa: TID251  what Telegram would write
            "chat": who | {"type": "private"},
            "from": who | {"is_bot": False},
            "text": text,
        },
    }


async def takeover(url: str, database: str) -> float:
    """Seconds from the kill of the active worker until the other one is active."""
    async with started("worker", url, database) as first:
        await _until_active(first)
        async with started("worker", url, database) as second:
            await asyncio.sleep(5)
            began = time.perf_counter()
            first.kill()
            await _until_active(second)
            return time.perf_counter() - began


async def _until_active(process: Process) -> None:
    assert process.stderr is not None
    async with asyncio.timeout(60):
        while line := await process.stderr.readline():
            if line.startswith(b"{") and json.loads(line)["event"] == "dispatcher is active":
                return
    raise RuntimeError("the worker ended")


async def measure(runs: int) -> None:
    """One service and two in turn, then the takeovers."""
    rates: dict[int, list[float]] = {1: [], 2: []}
    with cluster(DURABLE) as server:
        server.execute("CREATE DATABASE coach")
        url = server.url("coach")
        database = open_store(url)
        await database.migrate()
        for person in range(PEOPLE):
            await add_trained_person(database, FIRST + person)
        await database.close()
        async with LocalTelegram(clock=RealClock()).serve() as telegram:
            for person in range(PEOPLE):
                account = telegram.user("Ana", user_id=FIRST + person).account
                account.known = account.started = True
            for n in range(runs):
                for count in rates:
                    async with services(count, telegram.url, url) as hooks:
                        rates[count].append(await throughput(hooks, 10_000 * (2 * n + count)))
            waits = [await takeover(telegram.url, url) for _ in range(runs)]
    one, two = (statistics.median(rates[count]) for count in (1, 2))
    print(f"Median of {runs} runs, {PEOPLE} people, PostgreSQL, {SIDE_BY_SIDE} chats side by side.\n")
    print("| | updates/s | × one |\n|---|---:|---:|")
    print(f"| one `web` | {one:.0f} | 1.0 |\n| two `web` | {two:.0f} | {two / one:.2f} |\n")
    print(f"The second worker took over {statistics.median(waits):.1f} s after the kill (at most {max(waits):.1f} s).")


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
