"""Delivery of updates to a webhook, with Telegram's order, retries and expiry."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp

from bot.tryout.core import Telegram
from bot.tryout.errors import ApiError
from bot.tryout.params import Params
from bot.tryout.updates import Update

Runner = Callable[[str, Params], Awaitable[Any]]
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header, not a secret
LONGEST_PAUSE = 60.0
LONGEST_RETRY_AFTER = 3600
ANSWER_WITHIN = aiohttp.ClientTimeout(total=60)


def pause_after(failures: int, retry_after: int = 0) -> float:
    """Seconds before the next try after the `failures`-th one: 0, 2, 4, 8 … up to a minute, or `Retry-After`."""
    if retry_after > 0:
        return float(min(retry_after, LONGEST_RETRY_AFTER))
    return 0.0 if failures <= 1 else min(LONGEST_PAUSE, float(2 ** min(failures - 1, 10)))


class Webhook:
    """One lane per chat and kind of update: in order within a lane, lanes side by side up to `parallel`."""

    def __init__(self, telegram: Telegram, url: str, secret: str, parallel: int, run: Runner) -> None:
        self.url = url
        self.parallel = parallel
        self.last_error: dict[str, Any] = {}
        self._telegram = telegram
        self._headers = {SECRET_HEADER: secret} if secret else {}
        self._run = run
        self._slots = asyncio.Semaphore(parallel)
        self._lanes: dict[tuple[str, int], deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    def deliver(self, update: Update) -> None:
        """Queue an update for delivery; a delivery in the same lane goes first."""
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._drain(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, lane: tuple[str, int]) -> None:
        waiting = self._lanes[lane]
        while waiting:
            await self._deliver_one(waiting[0])
            waiting.popleft()
        del self._lanes[lane]

    async def _deliver_one(self, update: Update) -> None:
        failures = 0
        while self._telegram.queue.has(update):
            retry_after = await self._try(update)
            if retry_after is None:
                self._telegram.queue.forget(update.update_id)
                return
            failures += 1
            pause = pause_after(failures, retry_after)
            if self._telegram.clock.now() + timedelta(seconds=pause) > update.expires_at:
                self._telegram.queue.forget(update.update_id)
                return
            await asyncio.sleep(pause)

    async def _try(self, update: Update) -> int | None:
        """None where the bot took the update, else its `Retry-After` in seconds (0 without one)."""
        async with self._slots:
            try:
                async with self._client().post(
                    self.url, json=update.payload(), headers=self._headers, allow_redirects=False
                ) as response:
                    body = await response.read()
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                self._failed(f"Connection failed: {type(error).__name__}")
                return 0
        if 200 <= response.status <= 299:
            await _obey(self._run, body)
            return None
        self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
        given = response.headers.get("Retry-After", "")
        return int(given) if given.isdecimal() else 0

    def _failed(self, reason: str) -> None:
        self.last_error = {"last_error_date": self._telegram.date(), "last_error_message": reason}

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=ANSWER_WITHIN)
        return self._session

    def stop(self) -> None:
        """Deliver nothing more; what was under way is broken off."""
        for task in list(self._tasks):
            task.cancel()
        if self._session:
            closing = asyncio.get_running_loop().create_task(self._session.close())
            self._tasks.add(closing)

    async def close(self) -> None:
        """`stop`, and wait until all is quiet."""
        self.stop()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _obey(run: Runner, body: bytes) -> None:
    """A webhook's answer may name a method to run; its result is not told to anyone."""
    try:
        given: Any = json.loads(body)
    except ValueError:
        return
    method = str(given.get("method", "")).lower() if isinstance(given, dict) else ""
    if method and not method.startswith(("get", "setwebhook", "deletewebhook", "close", "logout")):
        try:
            await run(method, Params({name: value for name, value in given.items() if name != "method"}))
        except ApiError:
            return
