"""The whole coach as a process of its own, to be killed in the middle of a session.

`python -m tests.crashes.counting URL TOKEN DATABASE DATA`
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from pathlib import Path

import structlog

from bot.bootstrap import Wish, line
from bot.clock import SystemClock


async def main(url: str, token: str, database_url: str, data: str) -> None:
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    wish = Wish(
        token=token, api_url=url, database_url=database_url, clock=SystemClock(), tick_seconds=0.5, poll_seconds=1
    )
    async with line(wish, data=Path(data)) as built:
        built.ticker.start()
        built.upkeep.start()
        built.go_clock.start()
        intake = asyncio.create_task(built.intake.run())
        await stopping.wait()
        await built.wind_down(built.intake.stop(3))
        await asyncio.gather(intake, return_exceptions=True)


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(main(*sys.argv[1:]))
