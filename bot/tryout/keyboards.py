"""Reply markup, checked as the official server checks it and normalised as it gives it back."""

import re
from typing import Any

from bot.tryout.errors import bad_request
from bot.tryout.params import Params

Markup = dict[str, Any]

STYLES = {"primary", "success", "danger"}
_ACTIONS = ("url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat")
_MORE_ACTIONS = ("switch_inline_query_current_chat", "login_url", "web_app", "copy_text")
_REQUESTS = ("request_contact", "request_location", "request_poll", "request_users", "request_chat", "web_app")
MAX_BUTTONS = 100
MAX_ROW = 8


def reply_markup(params: Params) -> Markup | None:
    """The `reply_markup` of a call, None where there is none; raises `ApiError` where Telegram would refuse."""
    given = params.decoded("reply_markup", "reply keyboard markup")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad_request("Object expected as reply markup")
    if given.get("keyboard") is not None:
        return _reply_keyboard(given)
    if given.get("inline_keyboard") is not None:
        return _inline_keyboard(given)
    if given.get("remove_keyboard") or given.get("hide_keyboard"):
        return {"remove_keyboard": True}
    if given.get("force_reply"):
        return {"force_reply": True, "input_field_placeholder": given.get("input_field_placeholder", "")}
    return None


def inline_markup(params: Params) -> Markup | None:
    """The `reply_markup` of an edit, which must be an inline keyboard."""
    markup = reply_markup(params)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _inline_keyboard(given: Markup) -> Markup | None:
    rows = _rows(
        given, "inline_keyboard", 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
    )
    keyboard = [[_inline_button(button) for button in row] for row in rows if row]
    if sum(map(len, keyboard)) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in keyboard):
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": keyboard} if keyboard else None


def _rows(given: Markup, name: str, complaint: str) -> list[list[Any]]:
    rows = given[name]
    if not isinstance(rows, list):
        raise bad_request(f'Field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(complaint)
    return rows


def _inline_button(button: Any) -> Markup:
    where = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(where + "InlineKeyboardButton must be an Object")
    result = {"text": _label(button, where)} | _style(button, where)
    for action in (*_ACTIONS, *_MORE_ACTIONS):
        if button.get(action) not in (None, "", False) or (action.startswith("switch") and action in button):
            _check_action(action, button[action])
            return result | {action: button[action]}
    raise bad_request(where + "Text buttons are unallowed in the inline keyboard")


def _label(button: Markup, where: str) -> str:
    if "text" not in button:
        raise bad_request(where + 'Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad_request(where + 'Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID" if "inline" in where else "keyboard button text must be non-empty")
    return button["text"]


def _style(button: Markup, where: str) -> Markup:
    style = str(button.get("style") or "").lower()
    if style in ("", "default"):
        return {}
    if style not in STYLES:
        raise bad_request(where + "invalid button style specified")
    return {"style": style}


def _check_action(action: str, value: Any) -> None:
    if action == "callback_data" and not 1 <= len(str(value).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not re.match(r"(https?|tg|ton)://\S+$|[^\s/]+\.[^\s]+$", str(value)):
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    if action == "copy_text":
        text = value.get("text") if isinstance(value, dict) else None
        if not isinstance(text, str) or not 1 <= len(text) <= 256:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _reply_keyboard(given: Markup) -> Markup | None:
    rows = _rows(given, "keyboard", 'Field "keyboard" must be an Array of Arrays')
    keyboard = [[_key(button) for button in row] for row in rows if row]
    if not keyboard:
        return None
    if sum(map(len, keyboard)) > 3 * MAX_BUTTONS or any(len(row) > 12 for row in keyboard):
        raise bad_request("reply markup is too long")
    flags = {name: True for name in ("resize_keyboard", "one_time_keyboard", "is_persistent") if given.get(name)}
    placeholder = given.get("input_field_placeholder") or ""
    if len(placeholder) > 64:
        raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")
    return {"keyboard": keyboard} | flags | ({"input_field_placeholder": placeholder} if placeholder else {})


def _key(button: Any) -> Markup:
    where = "can't parse keyboard button: "
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request(where + "KeyboardButton must be a String or an Object")
    result = {"text": _label(button, where)} | _style(button, where)
    return result | {name: button[name] for name in _REQUESTS if button.get(name)}
