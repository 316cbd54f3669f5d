"""How updates wait, are acknowledged, expire, come again, and reach a webhook."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import Conflict
from telegram.ext import Application, MessageHandler, filters

from bot.tryout import FixedClock, LocalTelegram
from bot.tryout.webhook import SECRET_HEADER, pause_after


async def texts(bot: Bot, **how: Any) -> list[str | None]:
    return [update.message.text for update in await bot.get_updates(**how) if update.message]


async def said(tg: LocalTelegram, *words: str) -> None:
    ana = tg.user("Ana")
    for word in words:
        await ana.say(word)


async def test_updates_come_again_until_a_higher_offset_acknowledges_them(tg: LocalTelegram, bot: Bot) -> None:
    await said(tg, "a", "b", "c")
    first = await bot.get_updates()
    assert await texts(bot) == ["a", "b", "c"]
    assert await texts(bot, offset=first[0].update_id + 1) == ["b", "c"]
    assert await texts(bot) == ["b", "c"]


async def test_a_limit_gives_the_oldest_first(tg: LocalTelegram, bot: Bot) -> None:
    await said(tg, "a", "b", "c")
    assert await texts(bot, limit=2) == ["a", "b"]


async def test_a_negative_offset_keeps_only_the_last(tg: LocalTelegram, bot: Bot) -> None:
    await said(tg, "a", "b", "c")
    assert await texts(bot, offset=-1) == ["c"]
    assert await texts(bot) == ["c"]


async def test_a_long_poll_ends_when_something_happens(tg: LocalTelegram, bot: Bot) -> None:
    poll = asyncio.create_task(texts(bot, timeout=20))
    await asyncio.sleep(0.05)
    await said(tg, "now")
    assert await asyncio.wait_for(poll, 2) == ["now"]


async def test_a_poll_with_nothing_to_tell_comes_back_empty(bot: Bot) -> None:
    assert await texts(bot, timeout=1) == []


async def test_a_second_poller_ends_the_first_with_a_conflict(tg: LocalTelegram, bot: Bot) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    await said(tg, "hello")
    await older
    older = asyncio.create_task(bot.get_updates(offset=tg.queue.pending()[-1].update_id + 1, timeout=20))
    await asyncio.sleep(0.05)
    async with Bot(tg.token, base_url=tg.base_url) as second:
        assert await second.get_updates(timeout=0) == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one bot"):
        await older


async def test_polling_beside_a_webhook_is_a_conflict(bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active; use deleteWebhook"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_setting_a_webhook_ends_a_waiting_poll(bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll


@pytest.mark.parametrize(("after", "left"), [(149, 2), (151, 1), (24 * 3600 - 1, 1), (24 * 3600 + 1, 0)])
async def test_taps_wait_150_seconds_and_messages_a_day(
    tg: LocalTelegram, bot: Bot, clock: FixedClock, after: int, left: int
) -> None:
    ana = tg.user("Ana")
    await ana.say("/start")
    await bot.send_message(ana.id, "tap me", reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]})
    await ana.tap("x")
    clock.advance(timedelta(seconds=after))
    assert len(await bot.get_updates()) == left


async def test_only_the_allowed_kinds_of_update_are_kept(tg: LocalTelegram, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["edited_message"])
    ana = tg.user("Ana")
    message = await ana.say("5 reps")
    await ana.edit(message, "6 reps")
    (update,) = await bot.get_updates()
    assert update.edited_message is not None
    assert update.edited_message.text == "6 reps"


async def test_an_old_update_can_be_delivered_again(tg: LocalTelegram, bot: Bot) -> None:
    """Also after it was acknowledged, under its old id."""
    await said(tg, "once")
    old = tg.queue.pending()[0]
    assert await texts(bot, offset=old.update_id + 1) == []
    tg.queue.again(old)
    (update,) = await bot.get_updates(offset=old.update_id + 1)
    assert update.update_id == old.update_id


async def test_update_ids_may_start_again_lower(tg: LocalTelegram, bot: Bot) -> None:
    """A poller with the old high offset still gets what is new."""
    await said(tg, "before")
    (before,) = await bot.get_updates()
    tg.queue.restart_ids(5)
    await said(tg, "after")
    (after,) = await bot.get_updates(offset=before.update_id + 1)
    assert (after.update_id, after.message and after.message.text) == (5, "after")


async def test_ptbs_own_updater_polls_and_stops(tg: LocalTelegram) -> None:
    """A real Application hears a message and stops without a complaint."""
    app = Application.builder().token(tg.token).base_url(tg.base_url).build()
    app.add_handler(MessageHandler(filters.TEXT, lambda update, context: update.message.reply_text("heard")))
    ana = tg.user("Ana")
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(timeout=5)
        await ana.say("hello")
        assert (await ana.wait_reply()).text == "heard"
        await app.updater.stop()
        await app.stop()
    assert {call.ok for call in tg.calls} <= {True, None}
    assert len(tg.queue) == 0


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
