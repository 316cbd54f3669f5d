"""One APScheduler job per user, every morning at a time of their own: `python cron_jobs.py USERS`.

Prints how long it took until the scheduler ran, and the memory it then had in use.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from time import perf_counter

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger


def remind(user: int) -> None:
    """What the job would do."""


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def main(users: int) -> None:
    began = perf_counter()
    scheduler = AsyncIOScheduler(timezone="UTC")
    for user in range(users):
        scheduler.add_job(remind, CronTrigger(hour=7, minute=user % 60, timezone="UTC"), args=[user])
    scheduler.start()
    await asyncio.sleep(0)
    print(perf_counter() - began, resident_mb(), flush=True)
    os._exit(0)  # taking a hundred thousand jobs apart again is not measured


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
