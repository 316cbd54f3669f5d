"""Bears bots as processes of their own, to be killed: they come from one that has everything imported already, so a
life begins in milliseconds instead of a second.
"""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(eq=False)
class Child:
    """One life; `ended` gives its exit code, negative where a signal ended it."""

    pid: int
    ended: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    async def kill(self) -> None:
        """End it as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)
        await self.ended

    async def stop(self) -> int:
        """Ask it to end; its exit code."""
        os.kill(self.pid, signal.SIGTERM)
        return await asyncio.wait_for(self.ended, 15)


class Nursery:
    def __init__(self, mother: asyncio.subprocess.Process) -> None:
        assert mother.stdin is not None
        self._orders = mother.stdin
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self._children: dict[int, Child] = {}

    async def bear(self, role: str, **order: object) -> Child:
        """A new process; tests/crashes/coach.py says what the roles are."""
        self._orders.write(json.dumps({"role": role, **order}).encode() + b"\n")
        child = Child(await asyncio.wait_for(self._born.get(), 30))
        self._children[child.pid] = child
        return child

    async def listen(self, told: asyncio.StreamReader) -> None:
        """Hear who was born and who ended."""
        async for line in told:
            news = json.loads(line)
            if "born" in news:
                self._born.put_nowait(news["born"])
            else:
                self._children[news["ended"]].ended.set_result(news["code"])

    async def end(self) -> None:
        """Nobody outlives the test."""
        for child in self._children.values():
            if not child.ended.done():
                await child.kill()


@asynccontextmanager
async def nursery() -> AsyncIterator[Nursery]:
    mother = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.crashes.nursery",
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert mother.stdout is not None
    bearing = Nursery(mother)
    listening = asyncio.create_task(bearing.listen(mother.stdout))
    try:
        yield bearing
    finally:
        await bearing.end()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        mother.kill()
        await mother.wait()


def main() -> None:
    """One order a line on standard input; who was born and who ended, one a line on standard output."""
    from tests.crashes import coach

    while True:
        ready, _, _ = select.select([sys.stdin], [], [], 0.01)
        if ready:
            line = sys.stdin.readline()
            if not line:
                return
            signal.pthread_sigmask(signal.SIG_BLOCK, coach.ASKED)  # a child is asked to end as soon as it can hear it
            pid = os.fork()
            if pid == 0:
                _live(coach.live, json.loads(line))
            signal.pthread_sigmask(signal.SIG_UNBLOCK, coach.ASKED)
            _tell(born=pid)
        _tell_who_ended()


def _live(life: object, order: dict[str, object]) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    code = 1
    try:
        assert callable(life)
        life(**order)
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def _tell_who_ended() -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        _tell(ended=pid, code=os.waitstatus_to_exitcode(status))


def _tell(**news: int) -> None:
    print(json.dumps(news), flush=True)


if __name__ == "__main__":
    main()
