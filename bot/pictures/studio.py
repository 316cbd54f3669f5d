"""Has pictures drawn by a process of their own, one after the other, while the bot goes on answering.

The renderer holds the interpreter for a tenth of a second at a time, so a thread would stall the event loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import struct
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import structlog

from bot.pictures.orders import HEAD
from bot.ports import NotDrawn, Passing
from bot.wording.chart import Chart
from bot.wording.report import Report

log = structlog.get_logger(__name__)

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "bot.pictures")
TRIES = 3
"""A process that has ended (it was idle, or had drawn its share) costs a try, a picture that kills it another one."""

MOST_WAITING = 128  # at a tenth of a second each
BUSY_PAUSE = 3.0


class Studio:
    """Starts its process with the first picture. `patience` is how long one may take, in seconds; of more than
    `most` that wait, the others are told to come again (Passing)."""

    def __init__(self, patience: float = 20.0, command: tuple[str, ...] = COMMAND, *, most: int = MOST_WAITING) -> None:
        self._most, self._waiting = most, 0
        self._patience = patience
        self._command = command
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    async def chart(self, chart: Chart) -> bytes:
        """A progress picture as PNG. Raises NotDrawn or Passing."""
        return await self._order("chart", chart)

    async def report(self, report: Report) -> bytes:
        """The page for a physiotherapist as PDF. Raises NotDrawn or Passing."""
        return await self._order("report", report)

    @property
    def pid(self) -> int | None:
        """The drawing process, None where none is running."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    async def close(self) -> None:
        """End the process."""
        async with self._turn:
            await self._end()

    async def _order(self, kind: str, value: object) -> bytes:
        if self._waiting >= self._most:
            raise Passing("many pictures are being drawn", BUSY_PAUSE)
        self._waiting += 1
        try:
            return await self._in_turn(kind, value)
        finally:
            self._waiting -= 1

    async def _in_turn(self, kind: str, value: object) -> bytes:
        async with self._turn:
            body = pickle.dumps((kind, value))
            order = struct.pack(">I", len(body)) + body
            for _ in range(TRIES):
                try:
                    async with asyncio.timeout(self._patience):
                        drawn, answer = await self._ask(await self._worker(), order)
                except (OSError, asyncio.IncompleteReadError):
                    await self._end()
                except TimeoutError:
                    log.error("a picture took too long", kind=kind, seconds=self._patience)
                    await self._end()
                    break
                except asyncio.CancelledError:
                    await self._end()  # its answer would be taken for the next one
                    raise
                else:
                    if drawn:
                        return answer
                    raise NotDrawn(answer.decode())
        raise NotDrawn("the drawing process does not answer")

    async def _worker(self) -> Process:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, cwd=ROOT, process_group=0
            )
        return process

    async def _ask(self, process: Process, order: bytes) -> tuple[bool, bytes]:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  both are pipes
        process.stdin.write(order)
        await process.stdin.drain()
        drawn, length = HEAD.unpack(await process.stdout.readexactly(HEAD.size))
        return drawn, await process.stdout.readexactly(length)

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
