"""The methods about the bot itself, its chats and its files."""

import re
from collections.abc import Callable
from typing import Any

from bot.tryout.core import Telegram
from bot.tryout.errors import bad_request
from bot.tryout.files import MAX_DOWNLOAD
from bot.tryout.markup import utf16_length
from bot.tryout.params import Params
from bot.tryout.state import Json

_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat")
_DEFAULT_MENU = {"type": "commands"}
MAX_COMMANDS = 100


def get_me(telegram: Telegram, params: Params) -> Json:
    """`getMe`."""
    abilities = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries", "can_connect_to_business")
    flags = {name: name == "can_join_groups" for name in (*abilities, "has_main_web_app")}
    return telegram.bot.as_user() | flags


def get_chat(telegram: Telegram, params: Params) -> Json:
    """`getChat`."""
    chat = telegram.readable_chat(params.text("chat_id"))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, True)}
    return chat.as_chat() | full


def get_file(telegram: Telegram, params: Params) -> Json:
    """`getFile`: where a file can be downloaded, up to 20 MB."""
    if not params.text("file_id"):
        raise bad_request("file_id not specified")
    stored = telegram.files.get(params.text("file_id"))
    if len(stored.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    size = {"file_size": len(stored.content), "file_path": stored.path}
    return {"file_id": stored.file_id, "file_unique_id": stored.unique_id} | size


def _scope(telegram: Telegram, params: Params) -> str:
    given = params.decoded("scope", "BotCommandScope", {"type": "default"})
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = given.get("type")
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if kind == "chat":
        return f"chat {telegram.readable_chat(str(given.get('chat_id', ''))).id}"
    return str(kind)


def _language(params: Params) -> str:
    code = params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("LANG_CODE_INVALID")
    return code


def set_my_commands(telegram: Telegram, params: Params) -> bool:
    """`setMyCommands`: at most 100, names of 1–32 lower-case letters, digits and underscores."""
    given = params.decoded("commands", "commands", [])
    if not isinstance(given, list):
        raise bad_request("Expected an Array of BotCommand")
    if len(given) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(command) for command in given]
    telegram.profile.commands[_scope(telegram, params), _language(params)] = commands
    telegram.tell({"type": "profile"})
    return True


def _command(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    missing = [name for name in ("command", "description") if not isinstance(given.get(name), str)]
    if missing:
        raise bad_request(f"can't parse BotCommand: Can't find field \"{missing[0]}\"")
    name, description = given["command"].strip().removeprefix("/"), given["description"].strip()
    _check_command(name, description)
    return {"command": name, "description": description}


def _check_command(name: str, description: str) -> None:
    if not name:
        raise bad_request("Command must be non-empty")
    if len(name) > 32:
        raise bad_request("Command length must not exceed 32")
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("Command description must be non-empty")
    if len(description) > 256:
        raise bad_request("Command description length must not exceed 256")


def get_my_commands(telegram: Telegram, params: Params) -> list[Json]:
    """`getMyCommands` for exactly that scope and language."""
    return telegram.profile.commands.get((_scope(telegram, params), _language(params)), [])


def delete_my_commands(telegram: Telegram, params: Params) -> bool:
    """`deleteMyCommands`."""
    telegram.profile.commands.pop((_scope(telegram, params), _language(params)), None)
    telegram.tell({"type": "profile"})
    return True


def set_words(name: str, longest: int) -> Callable[[Telegram, Params], bool]:
    """`setMyDescription`, `setMyShortDescription`, `setMyName`: one text per language, "" removes it."""

    def change(telegram: Telegram, params: Params) -> bool:
        if utf16_length(params.text(name)) > longest:
            raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
        words: dict[str, str] = getattr(telegram.profile, name)
        words[_language(params)] = params.text(name).strip()
        telegram.tell({"type": "profile"})
        return True

    return change


def get_words(name: str) -> Callable[[Telegram, Params], Json]:
    """`getMyDescription`, `getMyShortDescription`, `getMyName`."""

    def read(telegram: Telegram, params: Params) -> Json:
        words: dict[str, str] = getattr(telegram.profile, name)
        return {
            name: words.get(_language(params)) or words.get("") or (telegram.bot.first_name if name == "name" else "")
        }

    return read


def set_chat_menu_button(telegram: Telegram, params: Params) -> bool:
    """`setChatMenuButton`, for one person or for everyone (chat 0)."""
    given = params.decoded("menu_button", "menu button", {"type": "default"})
    if not isinstance(given, dict):
        raise bad_request("can't parse menu button: MenuButton must be an Object")
    if given.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    telegram.profile.menu_buttons[_menu_chat(telegram, params)] = given
    telegram.tell({"type": "profile"})
    return True


def get_chat_menu_button(telegram: Telegram, params: Params) -> Json:
    """`getChatMenuButton`."""
    buttons = telegram.profile.menu_buttons
    return buttons.get(_menu_chat(telegram, params)) or buttons.get(0) or _DEFAULT_MENU


def _menu_chat(telegram: Telegram, params: Params) -> int:
    return telegram.readable_chat(params.text("chat_id")).id if params.has("chat_id") else 0
