"""A disk without room for one more page: nothing is half written or lost, it is told once, and it mends itself."""

from __future__ import annotations

import asyncio
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.tryout import LocalTelegram, RealClock
from tests.crashes.crowd import LOG, logs, outcomes, query, settle_in
from tests.crashes.whole import Whole, whole
from tests.support.commands import free_port
from tests.support.waiting import until

ONE_A_PART = 4
"""Lines in the log: the intake and each of three tickers says once that it can do nothing, and why."""
Fill: TypeAlias = Callable[[Whole], Callable[[], object]]
"""Takes the room away from a process; what it gives, gives the room back."""


@contextmanager
def tiny_file_system(folder: Path) -> Iterator[tuple[Path, Fill]]:
    """Three megabytes; only root may mount, and not in every container."""
    place = folder / "tiny"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place]
    mounted = subprocess.run(mount, stderr=subprocess.PIPE, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no file system may be mounted here: {mounted.stderr.strip()}")

    def fill(_: Whole) -> Callable[[], object]:
        ballast = place / "ballast"
        with ballast.open("wb", buffering=0) as file, suppress(OSError):  # until there is no room left
            while True:
                file.write(bytes(4096))
        return ballast.unlink

    try:
        yield place, fill
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


@contextmanager
def quota(folder: Path) -> Iterator[tuple[Path, Fill]]:
    """No file may be written any more, which anybody may do to a process of one's own."""

    def fill(bot: Whole) -> Callable[[], object]:
        before = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (0, before[1]))
        return lambda: resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, before)

    yield folder, fill


@pytest.mark.parametrize("limited", [tiny_file_system, quota])
async def test_a_full_disk_loses_nothing_is_told_once_and_mends_itself(
    limited: Callable[[Path], AbstractContextManager[tuple[Path, Fill]]],
    new_database: Callable[..., str],
    tmp_path: Path,
) -> None:
    with limited(tmp_path) as (place, fill):
        file = place / "coach.sqlite3"
        shutil.copy(new_database("sqlite").removeprefix("sqlite:///"), file)
        file.chmod(0o600)
        url = f"sqlite:///{file}"
        async with LocalTelegram(clock=RealClock()).serve() as tg, whole("run", tg, url, port=free_port()) as bot:
            talkers = await settle_in(tg, url, [f"T{n}" for n in range(5)])
            await bot.shows("/readyz", 200)
            (reminded,) = await settle_in(tg, url, ["R"], due=3)
            make_room = fill(bot)
            for person in talkers:
                await person.say(LOG)
            await bot.shows("/readyz", 503)
            await until(lambda: bool(bot.said("store is away, nothing can be due")))
            assert (await bot.status("/healthz"), bot.lives) == (200, True)
            assert (logs(url), len(tg.queue.pending())) == ({}, 5)
            assert not any(person.replies for person in (*talkers, reminded))
            await asyncio.sleep(2)  # some ticks more
            assert len(bot.troubles) <= ONE_A_PART, bot.troubles
            assert all("disk" in line["why"] for line in bot.troubles)
            make_room()
            await until(lambda: not tg.queue.pending())
            await bot.shows("/readyz", 200)
            await until(lambda: all(len(person.replies) == 1 for person in (*talkers, reminded)))
            assert await bot.stop() < 10
        assert logs(url) == {person.id: 1 for person in talkers}
        assert outcomes(url) == {(reminded.id, "sent"): 1}
        assert query(url, "SELECT count(*) FROM outbox") == [(0,)]
        assert query(url, "PRAGMA integrity_check") == [("ok",)]
