"""The HTTP client: python-telegram-bot's `BaseRequest` on one aiohttp session with keep-alive.

The stock client (httpx) costs 8 to 11 ms of CPU a call once many connections are open; this one well under one.
The bot's token is part of every URL, so no URL may reach a log, an error or a traceback: foreign exceptions end here.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any, NoReturn

import aiohttp
from telegram._utils.defaultvalue import DefaultValue  # what `BaseRequest.DEFAULT_NONE` is; it has no public name
from telegram._utils.types import ODVInput  # the type of the parameters that `BaseRequest` declares
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

# Asking twice or saying the same twice changes nothing; every other method might be carried out twice.
_REPEATABLE = ("get", "edit", "answer", "deletewebhook", "setwebhook", "setmy", "sendchataction")
_TRIES = 3
_PAUSE = 0.1
_KEEP_ALIVE = 20.0  # seconds; shorter than the server's own, so that we are the ones to close
_NOT_SENT = aiohttp.ClientConnectorError
_JSON = {"Content-Type": "application/json"}


class AiohttpRequest(BaseRequest):
    """Timeouts in seconds. `read_timeout` is the pause allowed between two reads (a long poll adds its own), a call
    as a whole may take the sum of its four timeouts; uploads have a longer time to write."""

    __slots__ = ("_connect", "_limit", "_pool", "_proxy", "_read", "_session", "_upload", "_write")

    def __init__(
        self,
        *,
        connections: int = 100,
        read_timeout: float = 10.0,
        write_timeout: float = 10.0,
        upload_timeout: float = 60.0,
        connect_timeout: float = 10.0,
        pool_timeout: float = 10.0,
        proxy: str | None = None,
    ) -> None:
        self._limit = connections
        self._read, self._write, self._upload = read_timeout, write_timeout, upload_timeout
        self._connect, self._pool = connect_timeout, pool_timeout
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._limit, keepalive_timeout=_KEEP_ALIVE)
            self._session = aiohttp.ClientSession(
                connector=connector, headers={"User-Agent": self.USER_AGENT}, cookie_jar=aiohttp.DummyCookieJar()
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request; raises `TimedOut` or `NetworkError`, like the stock client. A request that never left, or
        one that is safe to repeat, is tried up to three times."""
        write = self._upload if request_data and request_data.contains_files else self._write
        limits = _timeout(
            _either(connect_timeout, self._connect),
            _either(pool_timeout, self._pool),
            _either(write_timeout, write),
            _either(read_timeout, self._read),
        )
        for attempt in range(1, _TRIES + 1):
            try:
                return await self._once(method, url, request_data, limits)
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                if attempt == _TRIES or not _may_repeat(url, method, error):
                    _raise(error)
            await asyncio.sleep(_PAUSE * attempt)
        raise AssertionError("unreachable")

    async def _once(
        self, method: str, url: str, data: RequestData | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("This request is not initialized")
        body, headers = _body(data)
        async with self._session.request(
            method, url, data=body, headers=headers, timeout=limits, proxy=self._proxy, allow_redirects=False
        ) as response:
            return response.status, await response.read()

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The answer as JSON. Unlike the stock client this never logs what it could not read: it may be private."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise NetworkError("Invalid server response") from None
        if not isinstance(answer, dict) or (answer.get("ok", True) is True and "result" not in answer):
            raise NetworkError("Invalid server response")
        return answer


def _either(given: ODVInput[float], default: float) -> float | None:
    return default if isinstance(given, DefaultValue) else given


def _timeout(
    connect: float | None, pool: float | None, write: float | None, read: float | None
) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=_sum(connect, pool, write, read), connect=_sum(connect, pool), sock_connect=connect, sock_read=read
    )


def _sum(*seconds: float | None) -> float | None:
    """Without an end where one of the parts has none."""
    known = [part for part in seconds if part is not None]
    return sum(known) if len(known) == len(seconds) else None


def _body(data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str] | None]:
    if data is None:
        return None, None
    if not data.contains_files:
        return data.json_payload, _JSON  # the stock client's form escapes every byte of a keyboard: three times the CPU
    form = aiohttp.FormData(quote_fields=False)  # names as they are: percent signs would be shown
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, None


def _may_repeat(url: str, method: str, error: Exception) -> bool:
    if isinstance(error, _NOT_SENT):
        return True
    if isinstance(error, TimeoutError):
        return False  # its time is over
    return method == "GET" or url.rpartition("/")[2].lower().startswith(_REPEATABLE)


def _raise(error: Exception) -> NoReturn:
    """As the stock client maps it, with the kind of the error only: messages of HTTP libraries quote URLs."""
    mapped: TelegramError
    if isinstance(error, TimeoutError):
        mapped = TimedOut(f"Timed out ({type(error).__name__})")
    else:
        mapped = NetworkError(f"aiohttp.{type(error).__name__}{_errno(error)}")
    raise mapped from None


def _errno(error: Exception) -> str:
    inner = getattr(error, "os_error", error)
    return f" ({inner.strerror})" if isinstance(inner, OSError) and inner.strerror else ""
