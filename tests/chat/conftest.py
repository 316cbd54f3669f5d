"""A local Telegram, a store on disk, and the line between them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.chat.application import disconnect
from bot.clock import SystemClock
from bot.store import Database
from bot.tryout import LocalTelegram
from tests.support.line import Line, build_line, database_at

MakeLine = Callable[..., Line]


@pytest.fixture
async def tg() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(clock=SystemClock()).serve() as running:
        yield running


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with database_at(tmp_path / "coach.sqlite3") as opened:
        yield opened


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
