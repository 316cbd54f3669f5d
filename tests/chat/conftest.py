"""A local Telegram, a store on disk, and the line between them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.chat.application import disconnect
from bot.clock import SystemClock
from bot.store import Database, open_store
from bot.tryout import LocalTelegram
from tests.support.line import Line, build_line

MakeLine = Callable[..., Line]


@pytest.fixture
async def tg() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(clock=SystemClock()).serve() as running:
        yield running


@pytest.fixture
async def database(new_database: Callable[..., str]) -> AsyncIterator[Database]:
    opened = open_store(new_database("sqlite"))
    yield opened
    await opened.close()


@pytest.fixture
async def make_line(tg: LocalTelegram, database: Database, tmp_path: Path) -> AsyncIterator[MakeLine]:
    """Builds lines that are stopped at the end."""
    lines: list[Line] = []

    def make(**options: Any) -> Line:
        line = build_line(tg, database, tmp_path / "drills", **options)
        lines.append(line)
        return line

    yield make
    for line in lines:
        await line.stop(grace=1)
        await disconnect(line.application)
