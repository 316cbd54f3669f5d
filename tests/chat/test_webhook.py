"""Telegram hears 200 when an update's effects are committed, and not before."""

from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
import uvicorn

from bot.chat.webhook import MAX_BODY, SECRET_HEADER, webhook_app
from bot.ports import Away
from bot.records import Incoming
from bot.tryout import LocalTelegram, Person
from bot.watch import health_routes
from tests.support.line import SORRY, Line
from tests.support.waiting import until

MakeLine = Callable[..., Line]
SECRET = "s3cret-s3cret"
BOMBS = (b"[" * 500_000, b'{"a":' * 100_000, b'{"update_id": 1e999}', b'{"update_id": ' + b"9" * 100_000 + b"}")
"""JSON that costs a careless reader its stack or its patience."""


@dataclass
class Site:
    """A running webhook."""

    line: Line
    url: str
    session: aiohttp.ClientSession
    well: dict[str, bool]

    async def post(self, body: Any, secret: str = SECRET) -> int:
        content = {"data": io.BytesIO(body)} if isinstance(body, bytes) else {"json": body}
        async with self.session.post(f"{self.url}/telegram", headers={SECRET_HEADER: secret}, **content) as response:
            return response.status

    async def get(self, path: str) -> int:
        async with self.session.get(self.url + path) as response:
            return response.status


@asynccontextmanager
async def serving(line: Line) -> AsyncIterator[Site]:
    well = {"database": True}

    async def ready() -> dict[str, bool]:
        return well

    await line.application.initialize()
    app = webhook_app(line.application, line.feed, secret=SECRET, routes=health_routes(ready))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", access_log=False))
    listener = socket.create_server(("127.0.0.1", 0))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    await until(lambda: server.started)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        async with aiohttp.ClientSession() as session:
            yield Site(line, url, session, well)
    finally:
        server.should_exit = True
        await task
        listener.close()


def update(person: Person, text: str, number: int = 1) -> dict[str, Any]:
    chat, sender = {"id": person.id, "type": "private"}, {"id": person.id, "is_bot": False, "first_name": "Ana"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1_760_000_000, "chat": chat, "from": sender, "text": text},
    }


@pytest.fixture
async def ana(tg: LocalTelegram) -> Person:
    person = tg.user("Ana")
    person.account.known = person.account.started = True
    return person


async def test_telegram_delivers_and_the_bot_replies(tg: LocalTelegram, make_line: MakeLine) -> None:
    async with serving(make_line()) as site:
        await site.line.application.bot.set_webhook(f"{site.url}/telegram", secret_token=SECRET)
        ana = tg.user("Ana")
        await ana.say("did 3x10")
        assert (await ana.wait_reply()).text == "noted: did 3x10"
        await until(lambda: not tg.queue.pending())


async def test_the_answer_is_200_only_after_the_commit(make_line: MakeLine, ana: Person) -> None:
    gate = asyncio.Event()
    line = make_line(before=lambda _: _wait(gate))
    async with serving(line) as site:
        posting = asyncio.create_task(site.post(update(ana, "slow")))
        await until(lambda: len(line.diary.seen) == 1)
        await asyncio.sleep(0.05)
        assert not posting.done()
        gate.set()
        assert await posting == 200
        assert len(await line.facts(ana.id)) == 1


async def _wait(gate: asyncio.Event) -> None:
    await gate.wait()


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", "ü"])
async def test_without_the_secret_nothing_is_taken(make_line: MakeLine, ana: Person, secret: str) -> None:
    async with serving(make_line()) as site:
        assert await site.post(update(ana, "forged"), secret) == 403
        assert site.line.diary.seen == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b'{"update_id": "x"}', b"\xff\xfe", *BOMBS])
async def test_what_is_no_update_is_refused(make_line: MakeLine, body: bytes) -> None:
    async with serving(make_line()) as site:
        assert await site.post(body) == 400


async def test_a_body_larger_than_any_update_is_refused(make_line: MakeLine) -> None:
    async with serving(make_line()) as site:
        assert await site.post(b" " * (MAX_BODY + 1)) == 413


async def test_an_unreadable_update_is_set_aside_and_not_asked_for_again(make_line: MakeLine) -> None:
    async with serving(make_line()) as site:
        assert await site.post({"update_id": 5, "message": {"message_id": "what"}}) == 200


async def test_while_the_store_is_away_telegram_keeps_the_update(make_line: MakeLine, ana: Person) -> None:
    failures = iter([Away("gone")])

    async def away_at_first(said: Incoming) -> None:
        if error := next(failures, None):
            raise error

    async with serving(make_line(before=away_at_first)) as site:
        assert await site.post(update(ana, "keep this")) == 503
        assert await site.post(update(ana, "keep this")) == 200
        assert len(await site.line.facts(ana.id)) == 1


async def test_a_failing_update_is_set_aside_and_its_sender_told(make_line: MakeLine, ana: Person) -> None:
    async def cursed(said: Incoming) -> None:
        raise ZeroDivisionError

    async with serving(make_line(before=cursed)) as site:
        assert await site.post(update(ana, "cursed")) == 200
        assert (await ana.wait_reply()).text == SORRY.text


async def test_what_comes_at_the_same_time_for_one_chat_is_worked_on_in_order(make_line: MakeLine, ana: Person) -> None:
    working: list[str] = []

    async def alone(said: Incoming) -> None:
        working.append(said.text)
        assert len(working) == 1
        await asyncio.sleep(0.01)
        working.remove(said.text)

    async with serving(make_line(before=alone)) as site:
        codes = await asyncio.gather(*(site.post(update(ana, str(n), n)) for n in range(1, 6)))
        assert codes == [200] * 5
        assert len(site.line.diary.seen) == 5


async def test_an_update_that_comes_twice_has_one_effect(make_line: MakeLine, ana: Person) -> None:
    async with serving(make_line()) as site:
        assert [await site.post(update(ana, "once")) for _ in range(2)] == [200, 200]
        assert len(await site.line.facts(ana.id)) == 1


async def test_a_stop_leaves_what_was_not_begun_to_telegram(make_line: MakeLine, ana: Person) -> None:
    gate = asyncio.Event()
    line = make_line(before=lambda _: _wait(gate))
    async with serving(line) as site:
        first = asyncio.create_task(site.post(update(ana, "begun", 1)))
        await until(lambda: len(line.diary.seen) == 1)
        second = asyncio.create_task(site.post(update(ana, "waits", 2)))
        await asyncio.sleep(0.05)
        closing = asyncio.create_task(line.feed.close(5))
        assert await second == 503
        gate.set()
        assert await first == 200
        assert await closing
        assert await site.post(update(ana, "late", 3)) == 503


async def test_health_says_that_it_lives_and_readiness_whether_it_can_work(make_line: MakeLine) -> None:
    async with serving(make_line()) as site:
        assert (await site.get("/healthz"), await site.get("/readyz")) == (200, 200)
        site.well["database"] = False
        assert (await site.get("/healthz"), await site.get("/readyz")) == (200, 503)


def test_a_webhook_without_a_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="secret"):
        webhook_app(None, None, secret="")  # type: ignore[arg-type]  it does not come to them
