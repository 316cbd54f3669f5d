"""The drawing process does its work apart from ours, and its troubles stay there."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.pictures.studio import Studio
from bot.ports import NotDrawn, Passing
from tests.support.made_up import page, picture
from tests.support.waiting import until

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
async def studio() -> AsyncIterator[Studio]:
    studio = Studio()
    yield studio
    await studio.close()


async def test_nothing_runs_before_the_first_picture(studio: Studio) -> None:
    assert studio.pid is None


async def test_a_chart_comes_back_as_a_png(studio: Studio) -> None:
    assert (await studio.chart(picture("steady", 3))).startswith(PNG)


async def test_one_process_draws_what_is_asked_at_the_same_time(studio: Studio) -> None:
    drawn = await asyncio.gather(*(studio.chart(picture("steady", days)) for days in (1, 2, 3)))
    pid = studio.pid
    await studio.chart(picture("steady", 4))
    assert [each[:8] for each in drawn] == [PNG] * 3
    assert studio.pid == pid


async def test_a_process_that_died_is_replaced(studio: Studio) -> None:
    await studio.chart(picture("steady", 3))
    first = studio.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    await until(lambda: studio.pid is None)
    assert (await studio.chart(picture("steady", 3))).startswith(PNG)
    assert studio.pid != first


async def test_what_can_not_be_drawn_is_said_and_the_process_goes_on(studio: Studio) -> None:
    broken: Any = "no chart"
    with pytest.raises(NotDrawn, match="AttributeError"):
        await studio.chart(broken)
    pid = studio.pid
    await studio.chart(picture("steady", 3))
    assert studio.pid == pid


async def test_a_process_that_hangs_is_ended() -> None:
    studio = Studio(patience=0.2, command=(sys.executable, "-c", "import time; time.sleep(60)"))
    with pytest.raises(NotDrawn):
        await studio.chart(picture("steady", 3))
    assert studio.pid is None


async def test_a_process_that_will_not_start_is_given_up() -> None:
    studio = Studio(command=(sys.executable, "-c", "raise SystemExit"))
    with pytest.raises(NotDrawn):
        await studio.chart(picture("steady", 3))


async def test_a_picture_nobody_waits_for_any_more_spoils_no_other(studio: Studio) -> None:
    await studio.chart(picture("steady", 3))
    task = asyncio.create_task(studio.chart(picture("steady", 30)))
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    short = await studio.chart(picture("steady", 3))
    assert short == await studio.chart(picture("steady", 3))


async def test_of_a_crowd_the_last_are_told_to_come_again() -> None:
    studio = Studio(most=2)
    chart = picture("steady", 3)
    drawn = await asyncio.gather(*(studio.chart(chart) for _ in range(4)), return_exceptions=True)
    assert [type(each) for each in drawn] == [bytes, bytes, Passing, Passing]
    assert (await studio.chart(chart)).startswith(PNG)
    await studio.close()


async def test_a_page_comes_back_as_a_pdf(studio: Studio) -> None:
    assert (await studio.report(page("steady", 3))).startswith(b"%PDF-")
