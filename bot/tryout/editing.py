"""The methods that change or remove what the bot sent."""

from datetime import timedelta
from typing import Any

from bot.tryout.core import Telegram
from bot.tryout.errors import bad_request
from bot.tryout.files import input_file, media_fields
from bot.tryout.keyboards import Markup, inline_markup
from bot.tryout.params import Params
from bot.tryout.state import Chat, Json, Message
from bot.tryout.texts import caption, message_text, text_fields

MEDIA = ("photo", "animation", "video", "document")
_CONTENT = {"text", "entities", "caption", "caption_entities", "reply_markup", *MEDIA}
_DELETABLE = timedelta(hours=48)
_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def edit_message_text(telegram: Telegram, params: Params) -> Json:
    """`editMessageText`: a message that has a text, not a photo."""
    text, entities = message_text(params)
    markup = inline_markup(params)
    chat, message = _editable(telegram, params)
    if "text" not in message.data:
        raise bad_request("there is no text in the message to edit")
    return _change(telegram, chat, message, text_fields("text", text, entities), markup)


def edit_message_caption(telegram: Telegram, params: Params) -> Json:
    """`editMessageCaption`: the words under a photo, animation, video or document."""
    text, entities = caption(params)
    markup = inline_markup(params)
    chat, message = _editable(telegram, params)
    if message.kind not in MEDIA:
        raise bad_request("there is no caption in the message to edit")
    return _change(telegram, chat, message, _media_of(message) | text_fields("caption", text, entities), markup)


def edit_message_media(telegram: Telegram, params: Params) -> Json:
    """`editMessageMedia`: another picture in place; a text message may become one."""
    stored_fields = _input_media(telegram, params)
    markup = inline_markup(params)
    chat, message = _editable(telegram, params)
    return _change(telegram, chat, message, stored_fields, markup)


def edit_message_reply_markup(telegram: Telegram, params: Params) -> Json:
    """`editMessageReplyMarkup`: the buttons alone."""
    markup = inline_markup(params)
    chat, message = _editable(telegram, params)
    content = {name: message.data[name] for name in _CONTENT - {"reply_markup"} if name in message.data}
    return _change(telegram, chat, message, content, markup)


def _input_media(telegram: Telegram, params: Params) -> Json:
    given = params.decoded("media", "input media")
    if not isinstance(given, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = given.get("type")
    if kind not in MEDIA:
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    if not given.get("media") or not isinstance(given["media"], str):
        raise bad_request("can't parse InputMedia: media not found")
    fields: dict[str, Any] = {name: given.get(name) for name in ("caption", "parse_mode", "caption_entities")}
    inner = Params(fields | {name: given.get(name) for name in ("width", "height", "duration")}, params.files)
    stored = input_file(telegram.files, inner, kind, "media", given["media"])
    return media_fields(stored) | text_fields("caption", *caption(inner))


def _editable(telegram: Telegram, params: Params) -> tuple[Chat, Message]:
    message_id = params.number("message_id", 0, 0, 2**31)
    if not params.text("chat_id") and not message_id:
        raise bad_request("Message identifier is not specified")
    chat = telegram.writable_chat(params.text("chat_id"))
    message = telegram.message(chat, message_id, "message to edit")
    keyboard = message.data.get("reply_markup") or {"inline_keyboard": []}
    if not message.from_bot or "inline_keyboard" not in keyboard:
        raise bad_request("message can't be edited")
    return chat, message


def _media_of(message: Message) -> Json:
    return {name: message.data[name] for name in MEDIA if name in message.data}


def _change(telegram: Telegram, chat: Chat, message: Message, content: Json, markup: Markup | None) -> Json:
    content = telegram.with_people(content) | ({"reply_markup": markup} if markup else {})
    if content == {name: message.data[name] for name in _CONTENT if name in message.data}:
        raise bad_request(_UNCHANGED)
    kept = {name: value for name, value in message.data.items() if name not in _CONTENT}
    telegram.bot_edits(chat, message, kept | content)
    return message.data


def delete_message(telegram: Telegram, params: Params) -> bool:
    """`deleteMessage`: within 48 h, the bot's own and, in a private chat, the person's."""
    chat = telegram.readable_chat(params.text("chat_id"))
    message = telegram.message(chat, params.number("message_id", 0, 0, 2**31), "message to delete")
    if telegram.date() - message.data["date"] > _DELETABLE.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    if not message.from_bot and chat.type != "private":
        raise bad_request("message can't be deleted")
    telegram.bot_deletes(chat, message)
    return True
