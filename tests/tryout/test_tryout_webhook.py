"""How updates reach a webhook: order, retries, expiry, and what is refused."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot

from bot.tryout import FixedClock, LocalTelegram
from bot.tryout.webhook import SECRET_HEADER, pause_after


async def said(tg: LocalTelegram, *words: str) -> None:
    ana = tg.user("Ana")
    for word in words:
        await ana.say(word)


@asynccontextmanager
async def receiver(answer: Callable[[dict[str, Any]], web.Response]) -> AsyncIterator[tuple[str, list[web.Request]]]:
    requests: list[web.Request] = []

    async def take(request: web.Request) -> web.Response:
        requests.append(request)
        return answer(await request.json())

    async with served(take) as url:
        yield url, requests


@asynccontextmanager
async def served(take: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


async def until(ready: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not ready():  # noqa: ASYNC110 - what is awaited happens on the far side of a socket
            await asyncio.sleep(0.01)


async def test_a_webhook_gets_each_update_once_with_the_secret(tg: LocalTelegram, bot: Bot) -> None:
    await said(tg, "waited")
    got: list[str] = []

    def take(update: dict[str, Any]) -> web.Response:
        got.append(update["message"]["text"])
        return web.Response(status=204)

    async with receiver(take) as (url, requests):
        await bot.set_webhook(url, secret_token="s3cret")
        await said(tg, "new")
        await until(lambda: len(got) == 2)
        assert {request.headers[SECRET_HEADER] for request in requests} == {"s3cret"}
        assert (sorted(got), (await bot.get_webhook_info()).pending_update_count) == (["new", "waited"], 0)


@pytest.mark.parametrize("status", [302, 404, 500, 503])
async def test_anything_but_success_is_tried_again_at_once(tg: LocalTelegram, bot: Bot, status: int) -> None:
    answers = [status, 200]
    async with receiver(lambda update: web.Response(status=answers.pop(0))) as (url, requests):
        await bot.set_webhook(url)
        await said(tg, "hello")
        await until(lambda: not answers and not len(tg.queue))
        info = await bot.get_webhook_info()
        assert (len(requests), info.last_error_message) == (
            2,
            f"Wrong response from the webhook: {status} "
            + {302: "Found", 404: "Not Found", 500: "Internal Server Error", 503: "Service Unavailable"}[status],
        )


@pytest.mark.parametrize(
    ("failures", "retry_after", "pause"),
    [(1, 0, 0), (2, 0, 2), (3, 0, 4), (4, 0, 8), (6, 0, 32), (7, 0, 60), (99, 0, 60), (1, 7, 7), (5, 10**6, 3600)],
)
def test_pauses_between_tries_double_up_to_a_minute_unless_the_bot_says_otherwise(
    failures: int, retry_after: int, pause: float
) -> None:
    assert pause_after(failures, retry_after) == pause


async def test_a_tap_does_not_wait_for_a_message_of_the_same_person(tg: LocalTelegram, bot: Bot) -> None:
    """Messages and callbacks are separate queues, so the bot may get both at the same time."""
    ana = tg.user("Ana")
    await ana.say("/start")
    await bot.send_message(ana.id, "tap me", reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]})
    await bot.get_updates(offset=-1)
    tg.queue.clear()
    got: list[str] = []

    def take(update: dict[str, Any]) -> web.Response:
        got.append(next(kind for kind in update if kind != "update_id"))
        return web.Response(status=500 if "message" in update else 200)

    async with receiver(take) as (url, _):
        await bot.set_webhook(url)
        await ana.say("stuck")
        await ana.say("behind it")
        await ana.tap("x")
        await until(lambda: "callback_query" in got)
        assert [update.body["text"] for update in tg.queue.pending()] == ["stuck", "behind it"]


@pytest.mark.parametrize(("people", "parallel", "at_once"), [(1, 40, 1), (6, 40, 6), (6, 2, 2)])
async def test_one_chat_is_served_in_order_and_chats_side_by_side(
    tg: LocalTelegram, bot: Bot, people: int, parallel: int, at_once: int
) -> None:
    """Up to `max_connections` at once, and never two messages of one chat."""
    busy, most, got = 0, 0, []

    async def take(request: web.Request) -> web.Response:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.02)
        busy -= 1
        got.append((await request.json())["message"]["text"])
        return web.Response()

    async with served(take) as url:
        await bot.set_webhook(url, max_connections=parallel)
        for number in range(people):
            person = tg.user(f"P{number}")
            for turn in range(3):
                await person.say(f"{number} {turn}")
        await until(lambda: len(got) == 3 * people)
    assert most == at_once
    assert [text for text in got if text.startswith("0")] == ["0 0", "0 1", "0 2"]


async def test_what_expired_is_not_delivered(tg: LocalTelegram, bot: Bot, clock: FixedClock) -> None:
    async with receiver(lambda update: web.Response(status=500)) as (url, requests):
        await bot.set_webhook(url)
        await said(tg, "lost")
        await until(lambda: len(requests) == 2)
        clock.advance(timedelta(hours=24))
        assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_a_webhook_may_answer_with_a_method_to_run(tg: LocalTelegram, bot: Bot) -> None:
    ana = tg.user("Ana")

    def take(update: dict[str, Any]) -> web.Response:
        return web.json_response({"method": "sendMessage", "chat_id": ana.id, "text": "by the answer"})

    async with receiver(take) as (url, _):
        await bot.set_webhook(url)
        await ana.say("/start")
        assert (await ana.wait_reply()).text == "by the answer"


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "ftp://example.org"}, "Bad Request: invalid webhook URL specified"),
        (
            {"url": "http://example.org", "secret_token": "a b"},
            "Bad Request: secret token contains unallowed characters",
        ),
        ({"url": "http://example.org", "secret_token": "a" * 257}, "Bad Request: secret token is too long"),
    ],
)
async def test_a_webhook_that_cannot_be_is_refused(raw: Any, params: dict[str, str], reason: str) -> None:
    assert (await raw("setWebhook", **params))[1]["description"] == reason


async def test_a_webhook_nobody_listens_at_is_told_in_the_info(tg: LocalTelegram, bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await said(tg, "hello")
    await until(lambda: tg.api.intake.webhook is not None and bool(tg.api.intake.webhook.last_error))
    info = await bot.get_webhook_info()
    assert (info.last_error_message, info.pending_update_count) == ("Connection failed: ClientConnectorError", 1)


async def test_a_new_webhook_may_drop_what_waits(tg: LocalTelegram, bot: Bot) -> None:
    await said(tg, "old")
    async with receiver(lambda update: web.Response()) as (url, requests):
        await bot.set_webhook(url, drop_pending_updates=True, allowed_updates=["message"])
        info = await bot.get_webhook_info()
        assert (info.pending_update_count, info.allowed_updates, requests) == (0, ("message",), [])
        await bot.set_webhook("")
        assert (await bot.get_webhook_info()).url == ""


@pytest.mark.parametrize("body", [b"no json", b"[]", b'{"method": "getMe"}', b'{"method": "sendMessage"}'])
async def test_a_webhooks_useless_answer_is_passed_over(tg: LocalTelegram, bot: Bot, body: bytes) -> None:
    async with receiver(lambda update: web.Response(body=body)) as (url, requests):
        await bot.set_webhook(url)
        await said(tg, "one", "two")
        await until(lambda: len(requests) == 2)
        await until(lambda: len(tg.queue) == 0)
