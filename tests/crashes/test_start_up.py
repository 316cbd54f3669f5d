"""A database that is not there yet: the process waits for it, with health in sight and one line in the log."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp

from bot.tryout import LocalTelegram, RealClock
from tests.crashes.whole import Whole, whole
from tests.support.commands import free_port
from tests.support.postgres import Cluster


async def waits(bot: Whole) -> None:
    """Alive, not ready, and said so once however long it takes."""
    await bot.shows("/healthz", 200)
    assert await bot.status("/readyz") == 503
    assert await bot.status("/metrics") in {404, 503}
    await asyncio.sleep(3)  # several looks later
    assert [line["event"] for line in bot.troubles] == ["Waiting for the database"]
    assert bot.troubles[0]["reason"]
    assert await bot.status("/readyz") == 503


async def test_a_process_waits_for_its_database_in_sight_and_then_works(own_postgres: Cluster, tmp_path: Path) -> None:
    async with asyncio.TaskGroup() as side_by_side:
        side_by_side.create_task(run_waits_for_a_folder_that_is_not_mounted_yet(tmp_path / "volume"))
        side_by_side.create_task(web_and_worker_wait_for_a_server_that_starts_later(own_postgres))
        side_by_side.create_task(a_stop_meanwhile_ends_well(f"sqlite:///{tmp_path}/never/coach.sqlite3"))


async def run_waits_for_a_folder_that_is_not_mounted_yet(folder: Path) -> None:
    async with LocalTelegram(clock=RealClock()).serve() as tg:
        ana = tg.user("Ana")
        await ana.say("/start")
        async with whole("run", tg, f"sqlite:///{folder}/coach.sqlite3", port=free_port()) as bot:
            await waits(bot)
            await asyncio.to_thread(folder.mkdir)
            await bot.shows("/readyz", 200)
            assert "hipcoach" in (await ana.wait_reply(20)).text
            assert bot.said("the database is there")
            assert await bot.stop() < 10


async def web_and_worker_wait_for_a_server_that_starts_later(own_postgres: Cluster) -> None:
    """Updates stay at Telegram meanwhile."""
    port = free_port()
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": "a-secret_of_the_tests"}
    async with LocalTelegram(clock=RealClock()).serve() as tg:
        with own_postgres.stopped():
            async with (
                whole("web", tg, own_postgres.url(), port=port, METRICS_PORT="", PORT=str(port), **hook) as web,
                whole("worker", tg, own_postgres.url(), port=free_port()) as worker,
            ):
                await asyncio.gather(waits(web), waits(worker))
                async with aiohttp.ClientSession() as session, session.post(hook["WEBHOOK_URL"], json={}) as answer:
                    assert answer.status == 503
                await asyncio.to_thread(own_postgres.start)
                await asyncio.gather(web.shows("/readyz", 200), worker.shows("/readyz", 200))
                ana = tg.user("Ana")
                await ana.say("/start")
                assert "hipcoach" in (await ana.wait_reply(20)).text
                assert max(await asyncio.gather(web.stop(), worker.stop())) < 10
                await asyncio.to_thread(own_postgres.stop, "fast")


async def a_stop_meanwhile_ends_well(nowhere: str) -> None:
    async with LocalTelegram(clock=RealClock()).serve() as tg:
        port = free_port()
        hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": "a-secret_of_the_tests"}
        async with (
            whole("run", tg, nowhere, port=free_port()) as run,
            whole("web", tg, nowhere, port=port, METRICS_PORT="", PORT=str(port), **hook) as web,
        ):
            await asyncio.gather(run.shows("/healthz", 200), web.shows("/healthz", 200))
            assert max(await asyncio.gather(run.stop(), web.stop())) < 10
