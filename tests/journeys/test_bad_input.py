"""Whatever people send, through the real stack: a clear, kind word or a silence that is meant; never a crash, never a
lost log, never a message that Telegram refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Connection, text

from bot.coach.model import Consent, Log, Morning, Pain, Skip
from bot.tryout import Person
from tests.conftest import DATABASES
from tests.support.journey import Journey, journey

HARMLESS = ("message is not modified", "bot was blocked by the user")
"""What Telegram answers to an edit without a change, and to what was on its way when someone blocked the bot."""


@asynccontextmanager
async def careful(database_url: str, *, name: str = "Ana", onboard: bool = True) -> AsyncIterator[Journey]:
    """A journey after which nothing was set aside, refused, left unsent, or tapped in vain."""
    async with journey(database_url, name=name) as j:
        if onboard:
            await j.onboard()
        yield j
        await j.settle()
        refused = [call.description for call in j.telegram.calls if call.ok is False]
        assert [why for why in refused if not any(each in why for each in HARMLESS)] == []
        assert await rows(j, "set_aside") == 0
        assert await rows(j, "outbox") == 0
        assert all(tap.answer is not None for tap in j.telegram.telegram.taps.values())


async def rows(j: Journey, table: str) -> int:
    def count(connection: Connection) -> int:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608  a test's own word

    return await j.line.database.engine.transaction().read(count)


@pytest.fixture
def database_url(new_database: Callable[..., str]) -> str:
    """What is said does not depend on the database: SQLite here, but for what happens at the same time."""
    return new_database("sqlite")


async def logs(j: Journey) -> int:
    return sum(isinstance(fact, Log) for fact in await j.history())


HOSTILE = (
    "<b>",
    "</b></i><script>alert(1)</script>",
    "&amp; &lt; &#0; &#x110000;",
    "3<8 && 8>3",
    "\u202e8x3 niap\u202c",
    "سَحَبْتُ ظهري اليوم",
    "ありがとう",
    "\u200b\u200d\ufeff",
    "\u200b3\u200bx\u200b8\u200b ?",
    "👩‍👩‍👧‍👦" * 100,
    "💪" * 4096,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
    "{ $name } %s %d {0} {{}} ${x}",
    "'; DROP TABLE users; --",
    "a" * 4096,
    "3x8 " * 1024,
    "(" * 4096,
    "9" * 4096,
    "1e999",
    "٣x٨",
    "\n\n\n.\n\n\n",
    "...",
    "?",
    "-",
    "/",
    "//",
    "/@",
    "@hipcoach_bot",
    "https://example.org/3x8?pain=9",
    "$€¥",
    "null",
    "None",
    "true",
)


async def test_hostile_text_is_answered_and_writes_no_session(database_url: str) -> None:
    async with careful(database_url) as j:
        for words in HOSTILE:
            new = await j.say(words)
            assert new, f"no word to {words[:40]!r}"
        assert await logs(j) <= 1  # Arabic digits are digits
        await j.say("undo")
        await j.say("2x6, no pain")
        assert await logs(j) >= 1


async def test_hostile_text_answers_no_question_of_the_first_conversation(database_url: str) -> None:
    async with careful(database_url, onboard=False) as j:
        await j.say("/start")
        for answer in ("I agree", "none", "none", "1", "Lisbon", "7:00", "every day", "all"):
            for words in (HOSTILE[1], HOSTILE[4], HOSTILE[7], "a" * 4096, "9" * 4096, "💪" * 1000):
                assert await j.say(words)
            await j.say(answer)
        new = await j.say("</i>" * 1024)
        assert "All set." in new[0].text
        assert [fact for fact in await j.history() if isinstance(fact, Consent | Pain | Log)] == []


async def test_a_hostile_first_name_is_shown_as_it_is(database_url: str) -> None:
    async with careful(database_url, onboard=False) as j:
        for name in ("<b>Bo</b>", "</b>&", "\u202eonA", "{ $name }", "A" * 64, "👩‍🚀", "\u200b"):
            j.person, j._seen = j.telegram.user(name), 0
            await j.onboard()
            assert "Band Hurdle Hold" in (await j.say("hello"))[-1].text


async def test_unknown_commands_are_answered_as_such(database_url: str) -> None:
    async with careful(database_url) as j:
        for command in ("/foo", "/foo@hipcoach_bot", "/frobnicate", "/нет", "/" + "x" * 200):
            assert "don’t know that command" in (await j.say(command))[0].text
        for command in ("/next", "/help", "/start", "/settings", "/progress", "/why", "/stage", "/how", "/privacy"):
            new = await j.say(command)
            assert new
            assert "don’t know that command" not in new[0].text


async def send_everything(person: Person) -> None:
    """One of each kind of message."""
    await person.send_photo()
    await person.send_document()
    await person.send_voice()
    await person.send_sticker()
    await person.send_contact()
    await person.send_poll()
    await person.forward("someone else did 3x8 pain 9")
    await person.send(dice={"emoji": "🎲", "value": 4})
    await person.send(game={"title": "Chess", "description": "", "photo": []})
    await person.send(story={"chat": {"id": person.id, "type": "private", "first_name": "Bo"}, "id": 1})
    await person.send(
        venue={"location": {"latitude": 52.5, "longitude": 13.4}, "title": "Gym", "address": "Main St 1"},
        location={"latitude": 52.5, "longitude": 13.4},
    )
    await person.send(something_new_that_nobody_knows={"a": 1})


async def test_every_kind_of_message_gets_a_word(database_url: str) -> None:
    async with careful(database_url) as j:
        await send_everything(j.person)
        new = await j.settle()
        assert len(new) >= 11
        assert sum("I can read text" in message.text for message in new) >= 9


async def test_every_kind_of_message_as_the_very_first_word_and_between_the_questions(database_url: str) -> None:
    async with careful(database_url, onboard=False) as j:
        await j.person.send_sticker()
        assert "I’m hipcoach" in (await j.settle())[0].text
        await j.say("I agree")
        await send_everything(j.person)
        assert await j.settle()
        assert "One more, on its own" in (await j.say("none"))[0].text


async def test_a_caption_is_read_like_a_text(database_url: str) -> None:
    async with careful(database_url) as j:
        await j.person.send_photo(caption="2x6, pain 1")
        assert "2×6 per side" in (await j.settle())[0].text
        assert await logs(j) == 1


async def test_service_messages_are_met_with_silence(database_url: str) -> None:
    async with careful(database_url) as j:
        await j.person.send(pinned_message={"message_id": 1, "date": 0, "chat": {"id": j.person.id, "type": "private"}})
        await j.person.send(message_auto_delete_timer_changed={"message_auto_delete_time": 86400})
        assert await j.settle() == []


@pytest.mark.parametrize("kind", DATABASES)
async def test_a_double_tap_writes_once_and_both_are_answered(new_database: Callable[..., str], kind: str) -> None:
    async with careful(new_database(kind)) as j:
        await j.to_next()
        reminder = j.person.last
        await j.person.tap("Done as planned", reminder)
        await j.person.tap("Done as planned", reminder)
        await j.settle()
        assert await logs(j) == 1
        scale = j.person.last
        await j.person.tap("0", scale)
        await j.person.tap("0", scale)
        await j.settle()
        assert len([fact for fact in await j.history() if isinstance(fact, Pain)]) == 1


async def test_month_old_buttons_change_nothing_and_say_so(database_url: str) -> None:
    """But Start, which begins today's session whichever day its reminder was of."""
    async with careful(database_url) as j:
        await j.to_next()
        reminder = j.person.last
        await j.say("2x6, pain 1")
        receipt = j.person.last
        await j.pass_time(timedelta(days=35))
        before = await j.history()
        for message in (reminder, receipt):
            for row in message.keyboard:
                for button in row:
                    data = button["callback_data"]
                    if data.startswith(("how:", "undo:", "fix:", "go:")):
                        continue
                    tap = await j.person.tap(data, message)
                    await j.settle()
                    assert "no longer in use" in (tap.answer or {}).get("text", ""), data
        assert await j.history() == before


async def test_taps_while_another_question_is_open_harm_neither(database_url: str) -> None:
    async with careful(database_url) as j:
        await j.say("2x6, pain 1")
        receipt = j.person.last
        await j.say("change my time zone")
        await j.person.tap("Low back", receipt)
        await j.settle()
        pains = [fact for fact in await j.history() if isinstance(fact, Pain)]
        assert [str(pain.where) for pain in pains] == ["low_back"]
        await j.say("/settings")
        await j.tap("Days")
        await j.tap("progress", forged=True)
        await j.say("2x6 yesterday, pain 0")
        assert await logs(j) == 2


async def test_taps_on_buttons_of_the_first_conversation_come_too_late_afterwards(database_url: str) -> None:
    async with careful(database_url) as j:
        before = await j.history()
        for data in ("ob:consent:yes", "ob:baseline:9", "ob:zone:Asia/Tokyo", "ob:days:024", "ob:plan:skip"):
            tap = await j.person.tap(data, forged=True)
            await j.settle()
            assert tap.answer is not None
        assert await j.history() == before


async def test_forged_data_is_answered_and_changes_nothing(database_url: str) -> None:
    async with careful(database_url) as j:
        before = await j.history()
        for data in (
            "\x00",
            " ",
            "done",
            "done:",
            "done:2026-13-45",
            "undo:99999999999999999999",
            "x" * 64,
            "ob:" * 20,
        ):
            await j.tap(data, forged=True)
        assert await j.history() == before


async def test_a_group_is_told_once_where_the_coach_works(database_url: str) -> None:
    async with careful(database_url) as j:
        group = j.telegram.group("Lifters")
        group.add_bot(j.person)
        for words in ("/start", "/next", "done, pain 3", "@hipcoach_bot hello"):
            await j.person.say(words, chat=group.chat)
        await j.settle()
        assert [message.text for message in group.replies] == [j.line.desk.words("en")("group")]
        assert await logs(j) == 0
        group.remove_bot(j.person)
        await j.settle()


async def test_a_channel_is_left_alone(database_url: str) -> None:
    async with careful(database_url) as j:
        channel = j.telegram.group("News", "channel")
        await channel.post("3x8 pain 3")
        assert await j.settle() == []
        assert channel.replies == []


async def test_blocked_and_back_the_reminders_go_on(database_url: str) -> None:
    async with careful(database_url) as j:
        await j.person.block()
        await j.settle()
        assert await j.pass_time(timedelta(days=3)) == []
        await j.person.unblock()
        await j.settle()
        assert "Band Hurdle Hold" in (await j.to_next())[0].text


async def test_edits_of_everything_are_taken(database_url: str) -> None:
    async with careful(database_url) as j:
        hello = await j.person.say("hello")
        await j.settle()
        assert await j.edit(hello, "2x6, pain 1")
        assert await logs(j) == 1
        for words in ("2x5, pain 1", "lol", "<b>", "a" * 4096, "skip"):
            await j.edit(hello, words)
        assert await logs(j) == 1
        photo = await j.person.send_photo()
        await j.settle()
        await j.edit(photo, "done")


async def test_answers_to_old_deleted_and_the_bots_own_messages_are_read(database_url: str) -> None:
    async with careful(database_url) as j:
        await j.say("2x6, pain 1")
        await j.say("pain 2", reply_to=j.person.last)
        await j.say("what's next?", reply_to=j.person.replies[0])
        assert await logs(j) == 1


@pytest.mark.parametrize("kind", DATABASES)
async def test_a_storm_of_messages_is_worked_through_in_order(new_database: Callable[..., str], kind: str) -> None:
    async with careful(new_database(kind)) as j:
        for n in range(25):
            await j.person.say(["hello", "2x6", "3", "undo", "skip", "what's next?", "lol", "👍"][n % 8])
        await j.person.say("2x6, pain 1")
        new = await j.settle()
        assert "per side" in new[-1].text
        assert await logs(j) >= 1


async def test_alarm_words_inside_noise_are_still_heard(database_url: str) -> None:
    async with careful(database_url) as j:
        new = await j.say("lol 😂😂 " + "bla bla. " * 200 + "btw I'm numb between my legs since today. " + "ok " * 300)
        assert "emergency" in new[0].text


async def test_what_is_told_before_start_is_not_lost_on_the_way_to_the_welcome(database_url: str) -> None:
    async with careful(database_url, onboard=False) as j:
        assert "I’m hipcoach" in (await j.say("3x8 pain 2"))[0].text
        assert await j.history() == ()


async def test_silence_is_kept_only_where_it_was_asked_for(database_url: str) -> None:
    async with careful(database_url) as j:
        await j.say("stop")
        assert await j.pass_time(timedelta(days=2)) == []
        assert "/start" in (await j.say("hello"))[0].text
        await send_everything(j.person)
        await j.settle()
        assert [fact for fact in await j.history() if isinstance(fact, Log | Skip | Morning)] == []
