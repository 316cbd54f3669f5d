"""What people, groups and channels can do to a bot, and what the flood limits allow."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.tryout import FixedClock, Flood, LocalTelegram, Person, RemoteTelegram
from bot.tryout.errors import ApiError


@pytest.fixture
async def ana(tg: LocalTelegram) -> Person:
    person = tg.user("Ana", language="de")
    await person.say("/start")
    return person


async def last_update(bot: Bot) -> Update:
    return (await bot.get_updates(offset=-1))[0]


async def test_a_person_carries_name_and_language(bot: Bot, ana: Person) -> None:
    user = (await last_update(bot)).effective_user
    assert user is not None
    assert (user.first_name, user.language_code, user.is_bot) == ("Ana", "de", False)


Sends = Callable[[Person], Awaitable[Any]]


@pytest.mark.parametrize(
    ("send", "shows"),
    [
        (lambda ana: ana.share_location(52.52, 13.405), "location"),
        (lambda ana: ana.send_photo("knee"), "photo"),
        (lambda ana: ana.send_voice(), "voice"),
        (lambda ana: ana.send_sticker(), "sticker"),
        (lambda ana: ana.send_contact(), "contact"),
        (lambda ana: ana.send_poll(), "poll"),
        (lambda ana: ana.send_document(), "document"),
        (lambda ana: ana.forward("done"), "forward_origin"),
        (lambda ana: ana.send(pinned_message=dict(ana.messages[0].data)), "pinned_message"),
        (lambda ana: ana.send(dice={"emoji": "🎲", "value": 3}), "dice"),
    ],
)
async def test_ptb_reads_every_kind_of_message(bot: Bot, ana: Person, send: Sends, shows: str) -> None:
    await send(ana)
    message = (await last_update(bot)).message
    assert message is not None
    assert getattr(message, shows)


async def test_a_reply_and_an_edit_tell_what_they_are_about(bot: Bot, ana: Person) -> None:
    first = await ana.say("5 reps")
    await ana.say("I meant 6", reply_to=first)
    update = await last_update(bot)
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.text == "5 reps"
    await ana.edit(first, "6 reps")
    update = await last_update(bot)
    assert update.edited_message is not None
    assert (update.edited_message.message_id, update.edited_message.text) == (first.id, "6 reps")


async def test_a_message_can_be_edited_for_48_hours(ana: Person, clock: FixedClock) -> None:
    clock.advance(timedelta(hours=48, seconds=1))
    with pytest.raises(ValueError, match="48 hours"):
        await ana.edit(ana.messages[0], "too late")


async def test_the_bot_cannot_write_first(tg: LocalTelegram, bot: Bot, ana: Person) -> None:
    stranger, member = tg.user("Bo"), tg.user("Cy")
    await member.say("/help", chat=tg.group("Gym").chat)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(stranger.id, "hi")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(member.id, "hi")


async def test_a_block_is_told_and_final_until_it_is_lifted(bot: Bot, ana: Person) -> None:
    await ana.block()
    update = await last_update(bot)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ana.id, "hi")
    await ana.unblock()
    assert (await last_update(bot)).my_chat_member.new_chat_member.status == "member"  # type: ignore[union-attr]  # see above
    await bot.send_message(ana.id, "hi")


async def test_writing_to_a_deleted_account_is_forbidden(bot: Bot, ana: Person) -> None:
    ana.deactivate()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(ana.id, "hi")


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(tg: LocalTelegram, bot: Bot, ana: Person) -> None:
    gym = tg.group("Gym")
    gym.add_bot(ana)
    sent = await bot.send_message(gym.chat.id, "Hello all")
    tg.queue.clear()
    for text in ("just talk", "/next", "hey @local_hip_coach_bot"):
        await ana.say(text, chat=gym.chat)
    await ana.say("answer", chat=gym.chat, reply_to=sent.message_id)
    heard = [update.effective_message and update.effective_message.text for update in await bot.get_updates()]
    assert heard == ["/next", "hey @local_hip_coach_bot", "answer"]


async def test_a_group_that_became_a_supergroup_says_where_it_went(tg: LocalTelegram, bot: Bot, ana: Person) -> None:
    gym = tg.group("Gym")
    new = gym.upgrade(ana)
    with pytest.raises(ChatMigrated) as error:
        await bot.send_message(gym.chat.id, "hi")
    assert error.value.new_chat_id == new.chat.id
    assert (await bot.send_message(new.chat.id, "hi")).chat.type == "supergroup"


async def test_a_bot_thrown_out_of_a_group_cannot_write_there(tg: LocalTelegram, bot: Bot, ana: Person) -> None:
    gym = tg.group("Gym")
    gym.remove_bot(ana)
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(gym.chat.id, "hi")


async def test_a_channel_posts_without_a_person(tg: LocalTelegram, bot: Bot) -> None:
    await tg.group("News", "channel").post("hello")
    update = await last_update(bot)
    assert update.channel_post is not None
    assert (update.channel_post.text, update.effective_user) == ("hello", None)


async def test_waiting_for_a_reply_gives_each_new_message_once(bot: Bot, ana: Person) -> None:
    await ana.say("go")
    await bot.send_message(ana.id, "one")
    second = asyncio.create_task(bot.send_message(ana.id, "two"))
    assert [(await ana.wait_reply()).text, (await ana.wait_reply()).text] == ["one", "two"]
    await second
    with pytest.raises(TimeoutError):
        await ana.wait_reply(0.01)


async def test_what_came_before_the_last_word_is_not_waited_for(tg: LocalTelegram, bot: Bot, ana: Person) -> None:
    """Also where the last word was said in a group, which is waited for by itself."""
    gym = tg.group("Gym")
    await bot.send_message(ana.id, "before")
    await ana.say("/next", chat=gym.chat)
    await bot.send_message(gym.chat.id, "in the group")
    await bot.send_message(ana.id, "after")
    assert [(await ana.wait_reply()).text, (await gym.wait_reply()).text] == ["after", "in the group"]
    with pytest.raises(TimeoutError):
        await gym.wait_reply(0.01)


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def spent(flood: Flood, *chats: int) -> list[int]:
    """Seconds to wait as told for each message, 0 where it was let through."""
    waits = []
    for chat in chats:
        try:
            flood.spend(chat)
            waits.append(0)
        except ApiError as error:
            waits.append(error.parameters["retry_after"])
    return waits


def test_bulk_messages_are_limited_to_thirty_a_second_over_all_chats() -> None:
    flood = Flood(enabled=True, seconds=Seconds())
    assert spent(flood, *range(31)) == [0] * 30 + [1]


def test_one_chat_gets_a_short_burst_and_then_one_a_second() -> None:
    seconds = Seconds()
    flood = Flood(enabled=True, seconds=seconds)
    assert spent(flood, *[1] * 6) == [0] * 5 + [1]
    seconds.now = 1.0
    assert spent(flood, 1, 1) == [0, 1]


def test_answers_to_what_someone_just_did_are_not_limited() -> None:
    seconds = Seconds()
    flood = Flood(enabled=True, seconds=seconds)
    flood.heard_from(1)
    assert spent(flood, *[1] * 100) == [0] * 100
    seconds.now = 61.0
    assert sum(spent(flood, *[1] * 6)) == 1


async def test_the_limit_reaches_the_bot_as_429(clock: FixedClock) -> None:
    async with LocalTelegram(clock=clock, flood=Flood(enabled=True, fresh_seconds=-1)).serve() as tg:
        ana = tg.user("Ana")
        await ana.say("/start")
        async with Bot(tg.token, base_url=tg.base_url) as bot:
            for _ in range(5):
                await bot.send_message(ana.id, "bulk")
            with pytest.raises(Exception, match="Flood control exceeded"):
                await bot.send_message(ana.id, "bulk")


async def test_a_taken_port_is_passed_over_on_request(clock: FixedClock, tg: LocalTelegram) -> None:
    taken = int(tg.url.rpartition(":")[2])
    async with LocalTelegram(clock=clock).serve(taken, next_free=True) as other:
        assert other.url != tg.url
    with pytest.raises(OSError, match="address already in use"):
        async with LocalTelegram(clock=clock).serve(taken):
            pass


async def test_another_process_can_be_driven_from_outside() -> None:
    """Say, tap, edit, read, script a fault and move the clock over HTTP."""
    start = datetime(2026, 3, 2, 7, tzinfo=UTC)
    arguments = ("-m", "bot.tryout", "--port", "0", "--token", "77:abc", "--start", start.isoformat())
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None
        url = (await process.stdout.readline()).decode().split()[-1]
        async with RemoteTelegram.connect(url) as remote, Bot("77:abc", base_url=f"{url}/bot") as bot:
            ana = await remote.user("Ana")
            said = await ana.say("/start")
            await bot.send_message(
                ana.id, "hi", reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
            )
            assert (await ana.wait_reply()).text == "hi"
            query = await ana.tap("x")
            await ana.edit(said, "/start now")
            assert await remote.do("pending") == 3
            await bot.answer_callback_query(query, "ok")
            assert await remote.do("answer", query_id=query) == {"text": "ok", "show_alert": False}
            with pytest.raises(LookupError, match="no button"):
                await ana.tap("y")
            await remote.do(
                "fault",
                method="sendMessage",
                kind="Refuse",
                code=403,
                description="Forbidden: bot was blocked by the user",
            )
            with pytest.raises(Forbidden):
                await bot.send_message(ana.id, "lost")
            assert [call["ok"] for call in await remote.do("calls", method="sendMessage")] == [True, False]
            assert await remote.do("clock", seconds=60) == "2026-03-02T07:01:00+00:00"
    finally:
        process.terminate()
        await process.wait()
