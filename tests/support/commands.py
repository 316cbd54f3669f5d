"""The commands of the bot as processes of their own, against a local Telegram."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import aiohttp

from bot.tryout import LocalTelegram

ROOT = Path(__file__).resolve().parents[2]
_KEPT = {"PATH", "HOME", "LANG", "LD_LIBRARY_PATH"}


async def start(command: str, telegram: LocalTelegram, database: str, **settings: str) -> Process:
    """Begin a command of the bot; its log is on its standard error, as JSON."""
    environment = {name: value for name, value in os.environ.items() if name in _KEPT} | {
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "DATABASE_URL": database,
        "TICK_SECONDS": "0.3",
        "LOG_FORMAT": "json",
    }
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", command),
        env=environment | settings,
        stderr=PIPE,
        cwd=ROOT / "tests",  # no .env of whoever runs the tests
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def status(url: str, method: str = "GET") -> int:
    """HTTP status of a page, 0 while nobody listens."""
    async with aiohttp.ClientSession() as session:
        try:
            async with session.request(method, url) as answer:
                return answer.status
        except aiohttp.ClientError:
            return 0
