"""SIGTERM at the worst moments: the process ends with 0 within the ten seconds that hosts give, and nothing is lost or
said twice once the next one runs. The moments are tried side by side: most of the time is waiting for leases to end."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing

from bot.tryout import Hang, LocalTelegram, Person, RealClock
from tests.crashes.crowd import LOG, logs, outcomes, settle_in
from tests.crashes.whole import Whole, whole
from tests.support.commands import free_port
from tests.support.postgres import Cluster
from tests.support.waiting import until

HOSTS_WAIT = 10.0
LEASES = 60.0
"""What was in hand when a process ended is taken up again when its lease is over."""


async def heard_once(people: list[Person]) -> None:
    await until(lambda: all(person.replies for person in people), seconds=LEASES)
    await asyncio.sleep(1)
    assert [len(person.replies) for person in people] == [1] * len(people)


async def the_next_run_finishes(tg: LocalTelegram, url: str, people: list[Person]) -> None:
    async with whole("run", tg, url, port=free_port()) as bot:
        await bot.shows("/readyz", 200)
        await heard_once(people)
        assert await bot.stop() < HOSTS_WAIT


async def test_a_stop_ends_with_0_in_time_and_loses_nothing_whatever_hangs(
    new_database: Callable[..., str], own_postgres: Cluster, other_postgres: Cluster
) -> None:
    async with asyncio.TaskGroup() as moments:
        moments.create_task(while_telegram_hangs(new_database("sqlite"), "getUpdates"))
        moments.create_task(while_telegram_hangs(new_database("sqlite"), "sendMessage"))
        moments.create_task(while_another_process_locks_the_database(new_database("sqlite")))
        moments.create_task(in_the_middle_of_a_wave(new_database("sqlite")))
        moments.create_task(while_the_server_is_away(own_postgres))
        moments.create_task(while_the_server_hangs(other_postgres))


async def while_telegram_hangs(url: str, method: str) -> None:
    async with LocalTelegram(clock=RealClock()).serve() as tg:
        talkers = await settle_in(tg, url, ["T1", "T2"])
        async with whole("run", tg, url, port=free_port()) as bot:
            await bot.shows("/readyz", 200)
            tg.faults.add(method, Hang(), times=10_000)
            reminded = await settle_in(tg, url, ["R"], due=0) if method == "sendMessage" else []
            before = sum(call.method.lower() == method.lower() for call in tg.calls)
            for person in talkers:
                await person.say(LOG)
            await until(lambda: sum(call.method.lower() == method.lower() for call in tg.calls) > before)
            if method == "sendMessage":
                await until(lambda: len(logs(url)) == 2)
            assert await bot.stop() < HOSTS_WAIT
        tg.faults.clear()
        if method == "sendMessage":
            assert not any(person.replies for person in (*talkers, *reminded))
        await the_next_run_finishes(tg, url, [*talkers, *reminded])
    assert logs(url) == {person.id: 1 for person in talkers}
    assert outcomes(url) == {(person.id, "sent"): 1 for person in reminded}


async def while_another_process_locks_the_database(url: str) -> None:
    async with LocalTelegram(clock=RealClock()).serve() as tg:
        talkers = await settle_in(tg, url, ["T1", "T2"])
        async with whole("run", tg, url, port=free_port()) as bot:
            await bot.shows("/readyz", 200)
            with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
                reminded = await settle_in(tg, url, ["R"], due=0, after=1.5)
                other.execute("BEGIN IMMEDIATE")
                for person in talkers:
                    await person.say(LOG)
                await asyncio.sleep(2)  # they are in hand, and wait; the reminder is due
                assert await bot.stop() < HOSTS_WAIT
                assert (len(tg.queue.pending()), talkers[0].replies) == (2, [])
        await the_next_run_finishes(tg, url, [*talkers, *reminded])
    assert logs(url) == {person.id: 1 for person in talkers}
    assert outcomes(url) == {(person.id, "sent"): 1 for person in reminded}


async def while_the_server_is_away(own_postgres: Cluster) -> None:
    url, port = own_postgres.url(), free_port()
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": "a-secret_of_the_tests"}
    web_settings = hook | {"PORT": str(port), "METRICS_PORT": ""}

    async def ready(*both: Whole) -> None:
        await asyncio.gather(*(each.shows("/readyz", 200) for each in both))

    async with LocalTelegram(clock=RealClock()).serve() as tg:
        async with (
            whole("web", tg, url, port=port, **web_settings) as web,
            whole("worker", tg, url, port=free_port()) as worker,
        ):
            await ready(web, worker)
            talkers, reminded = await settle_in(tg, url, ["T1", "T2"]), await settle_in(tg, url, ["R"], due=2)
            await asyncio.to_thread(own_postgres.stop, "immediate")
            for person in talkers:
                await person.say(LOG)
            await until(lambda: bool(worker.troubles))
            assert max(await asyncio.gather(web.stop(), worker.stop())) < HOSTS_WAIT
        await asyncio.to_thread(own_postgres.start)
        async with (
            whole("web", tg, url, port=port, **web_settings) as web,
            whole("worker", tg, url, port=free_port()) as worker,
        ):
            await ready(web, worker)
            await heard_once([*talkers, *reminded])
            assert max(await asyncio.gather(web.stop(), worker.stop())) < HOSTS_WAIT
    assert logs(url) == {person.id: 1 for person in talkers}
    assert outcomes(url) == {(person.id, "sent"): 1 for person in reminded}


async def while_the_server_hangs(server: Cluster) -> None:
    """It is not gone: every question waits for an answer that does not come."""
    url = server.url()
    async with LocalTelegram(clock=RealClock()).serve() as tg:
        async with whole("run", tg, url, port=free_port()) as bot:
            await bot.shows("/readyz", 200)
            talkers = await settle_in(tg, url, ["T1", "T2"])
            with server.frozen():
                for person in talkers:
                    await person.say(LOG)
                await asyncio.sleep(1)
                assert await bot.stop() < HOSTS_WAIT
        await the_next_run_finishes(tg, url, talkers)
    assert logs(url) == {person.id: 1 for person in talkers}


async def in_the_middle_of_a_wave(url: str) -> None:
    async with LocalTelegram(clock=RealClock()).serve() as tg:
        async with whole("run", tg, url, port=free_port()) as bot:
            await bot.shows("/readyz", 200)
            wave = await settle_in(tg, url, [f"R{n}" for n in range(60)], due=0)
            await until(lambda: sum(len(person.replies) for person in wave) >= 10)
            assert await bot.stop() < HOSTS_WAIT
        assert sum(len(person.replies) for person in wave) < 60
        await the_next_run_finishes(tg, url, wave)
    assert outcomes(url) == {(person.id, "sent"): 1 for person in wave}
