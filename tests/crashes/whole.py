"""The whole coach as a host starts it: a command, its settings, its log, and what it says of its health."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.tryout import LocalTelegram

ROOT = Path(__file__).resolve().parents[2]
KEPT = {"PATH", "HOME", "LANG", "LD_LIBRARY_PATH"}


@dataclass(eq=False)
class Whole:
    """A running process; `lines` is its log so far, `port` where its health is shown."""

    process: asyncio.subprocess.Process
    port: int
    lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def lives(self) -> bool:
        return self.process.returncode is None

    def said(self, *events: str) -> list[dict[str, Any]]:
        """The lines of these events."""
        return [line for line in self.lines if line["event"] in events]

    @property
    def troubles(self) -> list[dict[str, Any]]:
        """The lines that an operator should read."""
        return [line for line in self.lines if line["level"] not in {"debug", "info"}]

    async def status(self, page: str) -> int:
        """HTTP status of a page of its health, 0 while nobody listens."""
        try:
            url = f"http://127.0.0.1:{self.port}{page}"
            async with aiohttp.ClientSession() as session, session.get(url) as answer:
                return answer.status
        except aiohttp.ClientError:
            return 0

    async def shows(self, page: str, status: int, seconds: float = 30) -> None:
        """Wait until a page has this status."""
        async with asyncio.timeout(seconds):
            while await self.status(page) != status:  # noqa: ASYNC110  another process
                await asyncio.sleep(0.1)

    async def stop(self) -> float:
        """Ask it to end, as a host does; how many seconds that took. It has to end with 0."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(self.process.wait(), 15) == 0, self.lines[-20:]
        return time.monotonic() - began

    async def read(self) -> None:
        assert self.process.stderr is not None
        async for raw in self.process.stderr:
            text = raw.decode(errors="replace")
            known = text.startswith("{")
            self.lines.append(json.loads(text) if known else {"level": "stray", "event": text})


@asynccontextmanager
async def whole(command: str, tg: LocalTelegram, database: str, *, port: int, **settings: str) -> AsyncIterator[Whole]:
    """Run a command while the block does; `port` is METRICS_PORT. What is still alive in the end is killed."""
    environment = {name: value for name, value in os.environ.items() if name in KEPT} | {
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": tg.token,
        "TELEGRAM_API_URL": tg.url,
        "DATABASE_URL": database,
        "TICK_SECONDS": "0.3",
        "LOG_FORMAT": "json",
        "BACKUP_KEEP": "0",
        "METRICS_PORT": str(port),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        command,
        env=environment | settings,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT / "tests",  # no .env of whoever runs the tests
    )
    running = Whole(process, port)
    reading = asyncio.create_task(running.read())
    try:
        yield running
    finally:
        if running.lives:
            process.kill()
        await process.wait()
        await reading
