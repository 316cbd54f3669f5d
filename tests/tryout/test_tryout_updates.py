"""How updates wait, are acknowledged, expire and come again."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot
from telegram.error import Conflict
from telegram.ext import Application, MessageHandler, filters

from bot.tryout import FixedClock, LocalTelegram


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
