"""Inline keyboards, reply keyboards, taps and their answers."""

from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import BadRequest

from bot.tryout import FixedClock, LocalTelegram, Person

DONE = InlineKeyboardMarkup([[InlineKeyboardButton("Done", callback_data="done")]])

BUTTON = "can't parse inline keyboard button: "


@pytest.fixture
async def ana(tg: LocalTelegram) -> Person:
    person = tg.user("Ana")
    await person.say("/start")
    return person


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (inline(text="x", callback_data="d" * 65), "BUTTON_DATA_INVALID"),
        (inline(text="x", callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        (inline(text="x"), BUTTON + "Text buttons are unallowed in the inline keyboard"),
        (inline(text="x", callback_data=""), BUTTON + "Text buttons are unallowed in the inline keyboard"),
        (inline(callback_data="x"), BUTTON + "Can't find field \"text\""),
        (inline(text=" ", callback_data="x"), "BUTTON_TEXT_INVALID"),
        (inline(text="x", callback_data="x", style="pink"), BUTTON + "invalid button style specified"),
        (inline(text="x", url="no link"), "inline keyboard button URL 'no link' is invalid: Wrong HTTP URL"),
        (inline(text="x", copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        ({"inline_keyboard": [{"text": "x"}]},
         'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
        ({"inline_keyboard": [["x"]]}, BUTTON + "InlineKeyboardButton must be an Object"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}, "reply markup is too long"),
        ({"keyboard": [[5]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
        ({"keyboard": ["x"]}, 'field "keyboard" must be an Array of Arrays'),
        ([], "object expected as reply markup"),
        ("{", "can't parse reply keyboard markup JSON object"),
    ],
)  # fmt: skip
async def test_a_keyboard_telegram_would_refuse_is_refused(raw: Any, ana: Person, markup: Any, reason: str) -> None:
    status, answer = await raw("sendMessage", chat_id=ana.id, text="x", reply_markup=markup)
    assert (status, answer["description"]) == (400, f"Bad Request: {reason}")


@pytest.mark.parametrize(
    "button",
    [
        {"text": "x", "callback_data": "d" * 64},
        {"text": "x", "callback_data": "x", "style": "success"},
        {"text": "x", "url": "https://example.org"},
        {"text": "x", "copy_text": {"text": "copied"}},
        {"text": "x", "switch_inline_query": ""},
    ],
)
async def test_a_good_button_comes_back_as_it_was_sent(raw: Any, ana: Person, button: dict[str, Any]) -> None:
    _, answer = await raw("sendMessage", chat_id=ana.id, text="x", reply_markup={"inline_keyboard": [[button]]})
    assert answer["result"]["reply_markup"] == {"inline_keyboard": [[button]]}


async def test_a_tap_reaches_the_bot_and_its_answer_reaches_the_person(bot: Bot, ana: Person) -> None:
    await bot.send_message(ana.id, "Today: 3 × 8", reply_markup=DONE)
    tap = await ana.tap("Done")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.id, query.message and query.message.message_id) == ("done", ana.id, ana.last.id)
    await query.answer("Written down", show_alert=True)
    assert await ana.wait_answer(tap) == {"text": "Written down", "show_alert": True}


async def test_only_a_button_that_is_there_can_be_tapped_unless_the_tap_is_forged(bot: Bot, ana: Person) -> None:
    await bot.send_message(ana.id, "Today", reply_markup=DONE)
    with pytest.raises(LookupError, match="the newest messages show"):
        await ana.tap("Skip")
    await ana.tap("anything at all", forged=True)
    update = (await bot.get_updates())[-1]
    assert update.callback_query is not None
    assert update.callback_query.data == "anything at all"


@pytest.mark.parametrize("case", ["unknown", "late", "twice"])
async def test_a_tap_can_be_answered_once_and_in_time(bot: Bot, ana: Person, clock: FixedClock, case: str) -> None:
    await bot.send_message(ana.id, "Today", reply_markup=DONE)
    tap = await ana.tap("done")
    if case == "late":
        clock.advance(timedelta(seconds=151))
    if case == "twice":
        await bot.answer_callback_query(tap.query_id)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await bot.answer_callback_query("123" if case == "unknown" else tap.query_id)


async def test_an_answer_of_more_than_200_characters_is_refused(raw: Any, bot: Bot, ana: Person) -> None:
    await bot.send_message(ana.id, "Today", reply_markup=DONE)
    tap = await ana.tap("done")
    status, answer = await raw("answerCallbackQuery", callback_query_id=tap.query_id, text="x" * 201)
    assert (status, answer["description"]) == (400, "Bad Request: MESSAGE_TOO_LONG")


async def test_a_reply_keyboard_stays_until_it_is_removed(bot: Bot, ana: Person) -> None:
    keys = ReplyKeyboardMarkup([["Every day", KeyboardButton("Where I am", request_location=True)]])
    await bot.send_message(ana.id, "When?", reply_markup=keys)
    await bot.send_message(ana.id, "No hurry")
    await ana.press("Every day")
    with pytest.raises(LookupError, match="Never"):
        await ana.press("Never")
    await bot.send_message(ana.id, "Good", reply_markup=ReplyKeyboardRemove())
    assert (ana.messages[-2].text, ana.chat.keyboard) == ("Every day", None)


async def test_a_reply_keyboard_does_not_come_back_to_the_bot(raw: Any, ana: Person) -> None:
    _, answer = await raw("sendMessage", chat_id=ana.id, text="x", reply_markup={"keyboard": [["a"]]})
    assert "reply_markup" not in answer["result"]


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ({"force_reply": True, "input_field_placeholder": "a"}, {"force_reply": True, "input_field_placeholder": "a"}),
        ({"remove_keyboard": True}, {"remove_keyboard": True}),
        ({"keyboard": [[{"text": "a", "style": "danger"}]], "resize_keyboard": True, "one_time_keyboard": False},
         {"keyboard": [[{"text": "a", "style": "danger"}]], "resize_keyboard": True}),
        ({"keyboard": []}, None),
        ({"inline_keyboard": [[]]}, None),
        ({}, None),
    ],
)  # fmt: skip
async def test_other_reply_markup_is_kept_as_telegram_keeps_it(raw: Any, ana: Person, markup: Any, kept: Any) -> None:
    await raw("sendMessage", chat_id=ana.id, text="x", reply_markup=markup)
    assert ana.last.data.get("reply_markup") == kept


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ({"keyboard": [["x"]], "input_field_placeholder": "x" * 65}, "INPUT_FIELD_PLACEHOLDER_INVALID"),
        ({"keyboard": [["x"] * 13]}, "reply markup is too long"),
        ({"inline_keyboard": {}}, 'field "inline_keyboard" must be of type Array'),
        (inline(text=5, callback_data="x"), BUTTON + 'Field "text" must be of type String'),
    ],
)
async def test_more_keyboards_that_are_refused(raw: Any, ana: Person, markup: Any, reason: str) -> None:
    assert (await raw("sendMessage", chat_id=ana.id, text="x", reply_markup=markup))[1][
        "description"
    ] == f"Bad Request: {reason}"
