"""Pictures and files, edits in place, deleting, reactions, and what the bot says about itself."""

from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot, BotCommand, InputMediaPhoto, MenuButtonCommands
from telegram.error import BadRequest, TelegramError

from bot.tryout import FixedClock, LocalTelegram, LoseAnswer, Person
from bot.tryout.people import DOT


def png(width: int, height: int) -> bytes:
    return DOT[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + DOT[24:]


@pytest.fixture
async def ana(tg: LocalTelegram) -> Person:
    person = tg.user("Ana")
    await person.say("/start")
    return person


async def test_a_photo_is_sent_by_upload_and_again_by_its_id(bot: Bot, ana: Person) -> None:
    first = await bot.send_photo(ana.id, png(900, 500), caption="<i>four</i> weeks", parse_mode="HTML")
    again = await bot.send_photo(ana.id, first.photo[-1].file_id)
    assert [(size.width, size.height) for size in first.photo] == [(90, 50), (320, 178), (800, 444), (900, 500)]
    assert (first.caption, again.photo[-1].file_unique_id) == ("four weeks", first.photo[-1].file_unique_id)


@pytest.mark.parametrize("kind", ["animation", "video", "document"])
async def test_a_file_is_sent_and_can_be_downloaded(bot: Bot, ana: Person, kind: str) -> None:
    send = {"animation": bot.send_animation, "video": bot.send_video, "document": bot.send_document}[kind]
    sent = await send(ana.id, b"content", filename="drill.mp4")
    file = await bot.get_file(getattr(sent, kind).file_id)
    assert (bytes(await file.download_as_bytearray()), ana.last.kind) == (b"content", kind)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no picture", "Image_process_failed"),
        (b"", "File must be non-empty"),
        (png(1, 21), "Photo_invalid_dimensions"),
        (png(6000, 4001), "Photo_invalid_dimensions"),
    ],
)
async def test_a_photo_must_be_a_picture_of_a_reasonable_shape(
    bot: Bot, ana: Person, content: bytes, reason: str
) -> None:
    with pytest.raises(BadRequest, match=reason):
        await bot.send_photo(ana.id, content)


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        ("AgACnothing", "wrong file identifier/HTTP URL specified"),
        ("https://example.org/x.png", "failed to get HTTP URL content"),
        ("", "there is no photo in the request"),
    ],
)
async def test_a_file_that_is_not_there_cannot_be_sent(raw: Any, ana: Person, photo: str, reason: str) -> None:
    assert (await raw("sendPhoto", chat_id=ana.id, photo=photo))[1]["description"] == f"Bad Request: {reason}"


async def test_a_document_cannot_be_sent_as_a_photo(raw: Any, ana: Person) -> None:
    file_id = (await ana.send_document()).data["document"]["file_id"]
    answer = (await raw("sendPhoto", chat_id=ana.id, photo=file_id))[1]
    assert answer["description"] == "Bad Request: can't use file of type Document as Photo"


async def test_a_file_id_of_another_bot_is_unknown(raw: Any) -> None:
    assert (await raw("getFile", file_id="BQACxyz"))[1]["description"] == "Bad Request: invalid file_id"


async def test_an_edit_changes_the_message_in_place_and_keeps_its_history(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(
        ana.id, "3 × 8", reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    )
    await bot.edit_message_text("3 × 9", ana.id, sent.message_id)
    assert (ana.last.text, ana.last.edited, ana.last.buttons) == ("3 × 9", True, [])
    assert [earlier["text"] for earlier in ana.last.history] == ["3 × 8"]
    assert ana.last.data["edit_date"] == ana.last.data["date"]


async def test_captions_media_and_buttons_are_edited_too(bot: Bot, ana: Person) -> None:
    sent = await bot.send_photo(ana.id, png(30, 30), caption="one")
    keys = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    await bot.edit_message_caption(ana.id, sent.message_id, caption="two", reply_markup=keys)
    assert (ana.last.text, ana.last.buttons) == ("two", ["a"])
    await bot.edit_message_media(InputMediaPhoto(png(40, 40), caption="three"), ana.id, sent.message_id)
    assert (ana.last.text, ana.last.data["photo"][-1]["width"]) == ("three", 40)
    await bot.edit_message_reply_markup(ana.id, sent.message_id, reply_markup=keys)
    assert (ana.last.text, ana.last.buttons, len(ana.last.history)) == ("three", ["a"], 3)


async def refusal(raw: Any, method: str, **params: Any) -> str:
    status, answer = await raw(method, **params)
    assert status == 400
    return str(answer["description"]).removeprefix("Bad Request: ")


async def test_an_edit_that_changes_nothing_is_refused(raw: Any, bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.id, "<b>same</b>", parse_mode="HTML")
    target = {"chat_id": ana.id, "message_id": sent.message_id}
    same = {"text": "<strong>same</strong>", "parse_mode": "HTML"}
    unchanged = (
        "message is not modified: specified new message content and reply markup are exactly the same as a current "
        "content and reply markup of the message"
    )
    assert await refusal(raw, "editMessageText", **target, **same) == unchanged
    assert await refusal(raw, "editMessageReplyMarkup", **target) == unchanged
    await bot.edit_message_text("same", ana.id, sent.message_id)


async def test_only_messages_of_the_fitting_kind_can_be_edited(raw: Any, bot: Bot, ana: Person) -> None:
    photo = (await bot.send_photo(ana.id, png(30, 30))).message_id
    text = (await bot.send_message(ana.id, "x")).message_id
    keys = (await bot.send_message(ana.id, "x", reply_markup={"keyboard": [["a"]]})).message_id
    theirs = ana.messages[0].id
    edit = {"chat_id": ana.id, "text": "y"}
    assert await refusal(raw, "editMessageText", **edit, message_id=photo) == "there is no text in the message to edit"
    assert await refusal(raw, "editMessageText", **edit, message_id=theirs) == "message can't be edited"
    assert await refusal(raw, "editMessageText", **edit, message_id=keys) == "message can't be edited"
    assert await refusal(raw, "editMessageText", **edit, message_id=999) == "message to edit not found"
    assert await refusal(raw, "editMessageText", text="y") == "message identifier is not specified"
    markup = {"reply_markup": {"keyboard": [["a"]]}}
    assert await refusal(raw, "editMessageText", **edit, message_id=text, **markup) == "inline keyboard expected"
    caption = {"chat_id": ana.id, "caption": "y", "message_id": text}
    assert await refusal(raw, "editMessageCaption", **caption) == "there is no caption in the message to edit"


async def test_messages_can_be_deleted_for_48_hours(bot: Bot, ana: Person, clock: FixedClock) -> None:
    old = await bot.send_message(ana.id, "old")
    clock.advance(timedelta(hours=48, seconds=1))
    new = await bot.send_message(ana.id, "new")
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(ana.id, old.message_id)
    await bot.delete_message(ana.id, new.message_id)
    assert ana.last.text == "old"
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ana.id, new.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", ana.id, new.message_id)


async def test_the_bot_reacts_with_one_emoji_of_the_set(raw: Any, bot: Bot, ana: Person) -> None:
    message = ana.messages[0]
    await bot.set_message_reaction(ana.id, message.id, "👍")
    assert message.reactions == ["👍"]
    target = {"chat_id": ana.id, "message_id": message.id}
    odd, twice = [{"type": "emoji", "emoji": "🦴"}], [{"type": "emoji", "emoji": "👍"}] * 2
    assert await refusal(raw, "setMessageReaction", **target, reaction=odd) == "REACTION_INVALID"
    assert await refusal(raw, "setMessageReaction", **target, reaction=twice) == "REACTIONS_TOO_MANY"
    await bot.set_message_reaction(ana.id, message.id)
    assert message.reactions == []


async def test_a_chat_action_must_be_one_of_the_known(raw: Any, bot: Bot, ana: Person) -> None:
    await bot.send_chat_action(ana.id, "typing")
    assert (
        await refusal(raw, "sendChatAction", chat_id=ana.id, action="thinking") == "wrong parameter action in request"
    )


async def test_the_bot_describes_itself(tg: LocalTelegram, bot: Bot, ana: Person) -> None:
    await bot.set_my_commands([BotCommand("/next", "What is next")], language_code="de")
    await bot.set_my_description("A coach")
    await bot.set_my_short_description("Coach")
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_my_commands(language_code="de"))[0].command == "next"
    assert await bot.get_my_commands() == ()
    assert (await bot.get_my_description("de")).description == "A coach"
    assert (await bot.get_my_short_description()).short_description == "Coach"
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert (await bot.get_chat(ana.id)).first_name == "Ana"


@pytest.mark.parametrize(
    ("command", "description", "reason"),
    [
        ("Next", "x", "BOT_COMMAND_INVALID"),
        ("next-one", "x", "BOT_COMMAND_INVALID"),
        ("", "x", "command must be non-empty"),
        ("n" * 33, "x", "command length must not exceed 32"),
        ("next", "", "command description must be non-empty"),
        ("next", "x" * 257, "command description length must not exceed 256"),
    ],
)
async def test_a_command_telegram_would_refuse_is_refused(
    raw: Any, command: str, description: str, reason: str
) -> None:
    commands = [{"command": command, "description": description}]
    assert await refusal(raw, "setMyCommands", commands=commands) == reason


@pytest.mark.parametrize(
    ("method", "field", "longest"),
    [
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
        ("setMyName", "name", 64),
    ],
)
async def test_the_bots_own_words_have_a_length(raw: Any, method: str, field: str, longest: int) -> None:
    assert (await raw(method, **{field: "x" * longest}))[0] == 200
    assert (await raw(method, **{field: "x" * (longest + 1)}))[0] == 400


async def test_a_lost_answer_still_changes_the_message(tg: LocalTelegram, bot: Bot, ana: Person) -> None:
    """What a retry then meets is "message is not modified"."""
    sent = await bot.send_message(ana.id, "one")
    tg.faults.add("editMessageText", LoseAnswer())
    with pytest.raises(TelegramError):
        await bot.edit_message_text("two", ana.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("two", ana.id, sent.message_id)
