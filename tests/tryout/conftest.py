"""A local Telegram on a still clock, python-telegram-bot's own client, and a raw HTTP client beside it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from bot.tryout import FixedClock, LocalTelegram

Raw = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot warns where waiting times are still plain numbers."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 2, 7, 0, tzinfo=UTC))


@pytest.fixture
async def tg(clock: FixedClock) -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(clock=clock).serve() as running:
        yield running


@pytest.fixture
async def bot(tg: LocalTelegram) -> AsyncIterator[Bot]:
    async with Bot(tg.token, base_url=tg.base_url, base_file_url=tg.base_file_url) as client:
        yield client


@pytest.fixture
async def raw(tg: LocalTelegram) -> AsyncIterator[Raw]:
    """Calls a method with JSON parameters and gives status and envelope."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, token: str = tg.token, **params: Any) -> tuple[int, dict[str, Any]]:
            async with session.post(f"{tg.url}/bot{token}/{method}", json=params) as response:
                return response.status, await response.json()

        yield call
