"""The methods that put something new into a chat."""

from collections.abc import Callable
from typing import Any

from bot.tryout.core import Telegram, without_reply
from bot.tryout.errors import ApiError, bad_request
from bot.tryout.files import input_file, media_fields
from bot.tryout.keyboards import reply_markup
from bot.tryout.params import Params, whole_field
from bot.tryout.reactions import EMOJI
from bot.tryout.state import Chat, Json
from bot.tryout.texts import caption, message_text, text_fields

_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "record_audio",
        "upload_audio",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)

# The effects free to every bot: fire, thumbs up and down, heart, party, and one more.
_EFFECTS = frozenset(
    [
        "5104841245755180586",
        "5107584321108051014",
        "5104858069142078462",
        "5159385139981059251",
        "5046509860389126442",
        "5046589136895476101",
    ]
)


def send_message(telegram: Telegram, params: Params) -> Json:
    """`sendMessage`."""
    text, entities = message_text(params)
    _link_preview(params)
    return _send(telegram, params, text_fields("text", text, entities))


def send_media(kind: str) -> Callable[[Telegram, Params], Json]:
    """`sendPhoto`, `sendAnimation`, `sendVideo`, `sendDocument`: by upload or by file id."""

    def send(telegram: Telegram, params: Params) -> Json:
        stored = input_file(telegram.files, params, kind, kind)
        text, entities = caption(params)
        fields = media_fields(stored) | text_fields("caption", text, entities)
        fields |= {name: True for name in ("has_spoiler", "show_caption_above_media") if params.flag(name)}
        fields.pop("has_spoiler", None) if kind == "document" else None
        return _send(telegram, params, fields)

    return send


def _link_preview(params: Params) -> None:
    given = params.decoded("link_preview_options", "link preview options")
    if given is not None and not isinstance(given, dict):
        raise bad_request("Object expected as link preview options")


def _send(telegram: Telegram, params: Params, fields: Json) -> Json:
    reply = _reply_parameters(params)
    markup = reply_markup(params)
    chat = telegram.writable_chat(params.text("chat_id"))
    fields = telegram.with_people(fields) | _replied(telegram, chat, reply)
    if params.flag("protect_content"):
        fields["has_protected_content"] = True
    fields |= _effect(params)
    telegram.flood.spend(chat.id, params.flag("allow_paid_broadcast"))
    message = telegram.bot_sends(chat, fields | ({"reply_markup": markup} if markup else {}))
    return answered(message.data)


def _effect(params: Params) -> Json:
    effect = params.text("message_effect_id")
    if effect and effect not in _EFFECTS:
        raise bad_request("EFFECT_ID_INVALID")
    return {"effect_id": effect} if effect else {}


def answered(data: Json) -> Json:
    """A message as the bot gets it back: only inline keyboards come with it."""
    if "inline_keyboard" in (data.get("reply_markup") or {}):
        return data
    return {name: value for name, value in data.items() if name != "reply_markup"}


def _reply_parameters(params: Params) -> Json:
    if not params.has("reply_parameters"):
        message_id = params.number("reply_to_message_id", 0, 0, 2**31)
        return {"message_id": message_id, "allow_sending_without_reply": params.flag("allow_sending_without_reply")}
    given = params.decoded("reply_parameters", "reply parameters", {})
    if not isinstance(given, dict):
        raise bad_request("Object expected as reply parameters")
    return given | {"message_id": whole_field(given, "message_id")} if given else {}


def _replied(telegram: Telegram, chat: Chat, reply: Json) -> Json:
    if not reply.get("message_id"):
        return {}
    try:
        message = telegram.message(chat, reply["message_id"], "message to be replied")
    except ApiError:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise
    return {"reply_to_message": without_reply(message.data)}


def send_chat_action(telegram: Telegram, params: Params) -> bool:
    """`sendChatAction`."""
    if params.text("action") not in _ACTIONS:
        raise bad_request("Wrong parameter action in request")
    chat = telegram.writable_chat(params.text("chat_id"))
    telegram.tell({"type": "action", "chat_id": chat.id, "action": params.text("action")})
    return True


def set_message_reaction(telegram: Telegram, params: Params) -> bool:
    """`setMessageReaction`: one emoji of the fixed set, or none."""
    given = params.decoded("reaction", "reaction types", [])
    if not isinstance(given, list):
        raise bad_request("Expected an Array of ReactionType")
    emoji = [_reaction(reaction) for reaction in given]
    chat = telegram.readable_chat(params.text("chat_id"))
    message = telegram.message(chat, params.number("message_id", 0, 0, 2**31), "message to react")
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(e not in EMOJI for e in emoji):
        raise bad_request("REACTION_INVALID")
    telegram.bot_reacts(chat, message, emoji)
    return True


def _reaction(given: Any) -> str:
    if not isinstance(given, dict):
        raise bad_request("can't parse ReactionType: expected an Object")
    if given.get("type") != "emoji":
        raise bad_request("can't parse ReactionType: invalid reaction type specified")
    return str(given.get("emoji", ""))


def answer_callback_query(telegram: Telegram, params: Params) -> bool:
    """`answerCallbackQuery`: a toast, an alert, or nothing; it stops the button's spinning."""
    if len(params.text("text")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if params.text("url"):
        raise bad_request("URL_INVALID")
    answer = {"text": params.text("text"), "show_alert": params.flag("show_alert")}
    telegram.answer_tap(params.text("callback_query_id"), answer)
    return True
