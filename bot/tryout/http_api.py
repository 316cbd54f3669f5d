"""The Bot API over HTTP: reading a request, running its method, answering in Telegram's envelope."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import BodyPartReader, web

from bot.tryout import faults
from bot.tryout.core import Telegram
from bot.tryout.errors import ApiError, bad_request
from bot.tryout.intake import Intake
from bot.tryout.methods import METHODS
from bot.tryout.params import Params, Upload

MAX_BODY = 64 * 1024 * 1024


@dataclass(slots=True)
class Call:
    """One API call: `params` decoded, `ok` and `description` as answered (`ok` is None while it runs)."""

    method: str
    params: dict[str, Any]
    at: datetime
    ok: bool | None = None
    description: str = ""
    result: Any = field(default=None, repr=False)


class HttpApi:
    """Serves `/bot<token>/<method>` and `/file/bot<token>/<path>`; every call is kept in `calls`."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.faults = faults.Faults()
        self.calls: list[Call] = []
        self.intake = Intake(telegram, self.run)

    def add_routes(self, app: web.Application) -> None:
        """Hang the two routes into an application."""
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)
        app.router.add_route("*", "/bot{token:[^/]*}/{method:[^/]*}", self.handle)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call from the wire to the wire."""
        try:
            self._check_token(request.match_info["token"])
            params = await read_params(request)
        except ApiError as error:
            return _answer(error.envelope(), error.code)
        return await self._faulty(request, request.match_info["method"], params)

    def _check_token(self, token: str) -> None:
        if ":" not in token:
            raise ApiError(401, "Unauthorized: invalid token specified")
        if token != self.telegram.token:
            raise ApiError(401, "Unauthorized")

    async def _faulty(self, request: web.Request, method: str, params: Params) -> web.StreamResponse:
        call = Call(method, params.as_dict(), self.telegram.clock.now())
        self.calls.append(call)
        match self.faults.take(method, call.params):
            case None:
                return await self._answered(call, params)
            case faults.TooMany(seconds):
                return _refused(call, ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds))
            case faults.Refuse(code, description):
                return _refused(call, ApiError(code, description))
            case faults.Garbage(body, status):
                return web.Response(text=body, status=status, content_type="text/html")
            case faults.Slow(seconds):
                answer = await self._answered(call, params)
                await asyncio.sleep(seconds)
                return answer
            case faults.Hang(seconds):
                await asyncio.sleep(seconds)
            case faults.LoseAnswer():
                await self._answered(call, params)
        return _broken(request)

    async def _answered(self, call: Call, params: Params) -> web.StreamResponse:
        try:
            call.result = await self.run(call.method, params)
        except ApiError as error:
            return _refused(call, error)
        call.ok = True
        return _answer({"ok": True, "result": call.result}, 200)

    async def run(self, method: str, params: Params) -> Any:
        """The result of a method; raises `ApiError`."""
        name = method.lower()
        if name == "getupdates":
            return await self.intake.get_updates(params)
        if name == "setwebhook":
            return self.intake.set_webhook(params)
        if name == "deletewebhook":
            return self.intake.delete_webhook(params)
        if name == "getwebhookinfo":
            return self.intake.webhook_info()
        if name in ("close", "logout"):
            return True
        if name not in METHODS:
            raise ApiError(404, "Not Found: method not found")
        return METHODS[name](self.telegram, params)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file by the path that `getFile` gave."""
        stored = self.telegram.files.by_path.get(request.match_info["path"])
        if request.match_info["token"] != self.telegram.token or stored is None:
            return _answer(ApiError(404, "Not Found").envelope(), 404)
        return web.Response(body=stored.content, content_type=stored.mime_type)


def _refused(call: Call, error: ApiError) -> web.Response:
    call.ok, call.description = False, error.description
    return _answer(error.envelope(), error.code)


def _answer(envelope: dict[str, Any], status: int) -> web.Response:
    wait = envelope.get("parameters", {}).get("retry_after")
    headers = {"Retry-After": str(wait)} if wait else None
    body = json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode()
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")


def _broken(request: web.Request) -> web.Response:
    """Break the connection off; what is returned can no longer be written."""
    if request.transport:
        request.transport.abort()
    return web.Response()


async def read_params(request: web.Request) -> Params:
    """Query, form, multipart or JSON; what the body gives wins over the query."""
    values: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        return Params(values | await _json_body(request))
    if request.content_type == "multipart/form-data":
        fields, files = await _multipart(request)
        return Params(values | fields, files)
    if request.content_type == "application/x-www-form-urlencoded":
        return Params(values | {name: str(value) for name, value in (await request.post()).items()})
    return Params(values)


async def _json_body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json() if request.can_read_body else {}
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object")
    return body


async def _multipart(request: web.Request) -> tuple[dict[str, str], dict[str, Upload]]:
    fields: dict[str, str] = {}
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        content = bytes(await part.read())
        if part.filename is None:
            fields[part.name] = content.decode("utf-8", "replace")
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name] = Upload(part.filename, kind, content)
    return fields, files
