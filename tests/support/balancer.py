"""A load balancer in front of several webhook processes: round robin, past those that are down, now and then to two at
once, as a proxy does that lost patience."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web


class Balancer:
    """`doubled` is the share of updates that go to two processes at the same time."""

    def __init__(self, ports: Sequence[int], doubled: float = 0.0) -> None:
        self._ports = itertools.cycle(ports)
        self._count = len(ports)
        self._doubled = doubled
        self._session: aiohttp.ClientSession | None = None
        self.url = ""

    async def pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name: value for name, value in request.headers.items() if name.lower().startswith("x-telegram")}
        if random.random() < self._doubled:
            answers = await asyncio.gather(self._post(body, headers), self._post(body, headers))
            return web.Response(status=max(answers))
        return web.Response(status=await self._post(body, headers))

    async def _post(self, body: bytes, headers: dict[str, str]) -> int:
        """The first answer that somebody gives; 502 where nobody is there."""
        assert self._session is not None
        for _ in range(self._count):
            url = f"http://127.0.0.1:{next(self._ports)}/telegram"
            try:
                async with self._session.post(url, data=body, headers=headers) as answer:
                    await answer.read()
                    return answer.status
            except (aiohttp.ClientError, OSError):
                continue
        return 502

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[None]:
        """Listen while the block runs."""
        app = web.Application()
        app.router.add_post("/telegram", self.pass_on)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as self._session:
            yield
        await runner.cleanup()
