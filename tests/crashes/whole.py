"""The whole coach as a host starts it: a command, its settings, its log, and what it says of its health."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.tryout import LocalTelegram
from tests.support.commands import start, status


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
        return await status(f"http://127.0.0.1:{self.port}{page}")

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
    process = await start(command, tg, database, **{"BACKUP_KEEP": "0", "METRICS_PORT": str(port)} | settings)
    running = Whole(process, port)
    reading = asyncio.create_task(running.read())
    try:
        yield running
    finally:
        if running.lives:
            process.kill()
        await process.wait()
        await reading
