"""What the bot sets about itself, and how the local Telegram reads the size of pictures and films."""

import struct
from typing import Any

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, MenuButtonWebApp, WebAppInfo

from bot.tryout import LocalTelegram
from bot.tryout.files import media_size
from bot.tryout.people import DOT


async def test_commands_are_kept_for_each_scope_and_language(tg: LocalTelegram, bot: Bot) -> None:
    ana = tg.user("Ana")
    await ana.say("/start")
    scopes = [None, BotCommandScopeAllPrivateChats(), BotCommandScopeChat(ana.id)]
    for number, scope in enumerate(scopes):
        await bot.set_my_commands([BotCommand(f"c{number}", "x")], scope=scope)
    assert [(await bot.get_my_commands(scope=scope))[0].command for scope in scopes] == ["c0", "c1", "c2"]
    await bot.delete_my_commands(scope=scopes[1])
    assert await bot.get_my_commands(scope=scopes[1]) == ()


async def test_a_menu_button_can_be_set_for_one_person(tg: LocalTelegram, bot: Bot) -> None:
    ana = tg.user("Ana")
    await ana.say("/start")
    await bot.set_chat_menu_button(ana.id, MenuButtonWebApp("Open", WebAppInfo("https://example.org")))
    assert [(await bot.get_chat_menu_button(ana.id)).type, (await bot.get_chat_menu_button()).type] == [
        "web_app",
        "commands",
    ]


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("setMyCommands", {"commands": "["}, "can't parse commands JSON object"),
        ("setMyCommands", {"commands": {}}, "expected an Array of BotCommand"),
        ("setMyCommands", {"commands": ["x"]}, "can't parse BotCommand: expected an Object"),
        ("setMyCommands", {"commands": [{"command": "x"}]}, "can't parse BotCommand: Can't find field \"description\""),
        ("setMyCommands", {"commands": [{"command": "x", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"scope": []}, "can't parse BotCommandScope: BotCommandScope must be an Object"),
        ("setMyCommands", {"scope": {"type": "moon"}}, "can't parse BotCommandScope: Unsupported type specified"),
        ("setMyCommands", {"scope": {"type": "chat", "chat_id": 9}}, "chat not found"),
        ("setMyCommands", {"language_code": "english"}, "LANG_CODE_INVALID"),
        (
            "setChatMenuButton",
            {"menu_button": {"type": "moon"}},
            "can't parse menu button: MenuButton has unsupported type",
        ),
        ("setChatMenuButton", {"menu_button": []}, "can't parse menu button: MenuButton must be an Object"),
        ("getFile", {}, "file_id not specified"),
        ("deleteMessage", {"chat_id": 9, "message_id": 1}, "chat not found"),
    ],
)
async def test_what_telegram_would_refuse_is_refused(
    raw: Any, method: str, params: dict[str, Any], reason: str
) -> None:
    status, answer = await raw(method, **params)
    assert (status, answer["description"]) == (400, f"Bad Request: {reason}")


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


def track(width: int, height: int) -> bytes:
    return box(b"tkhd", bytes(76) + struct.pack(">II", width << 16, height << 16))


FILM = box(b"ftyp", b"isom") + box(b"mvhd", bytes(12) + struct.pack(">II", 1000, 6000) + bytes(80))
JPEG = b"\xff\xd8" + b"\xff\xe0\x00\x04\x00\x00" + b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 20, 30) + bytes(12)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (DOT, (1, 1, 0)),
        (b"GIF89a" + struct.pack("<HH", 7, 9), (7, 9, 0)),
        (JPEG, (30, 20, 0)),
        (FILM + track(0, 0) + track(720, 540), (720, 540, 6)),
        (FILM, (0, 0, 6)),
        (b"\xff\xd8cut", (0, 0, 0)),
        (b"", (0, 0, 0)),
    ],
)
def test_sizes_are_read_from_the_bytes(content: bytes, size: tuple[int, int, int]) -> None:
    assert media_size(content) == size
