"""How the bot shows itself: its commands, its description and the menu button, told to Telegram at every start."""

from __future__ import annotations

from typing import Any

import structlog
from telegram import BotCommand, MenuButtonCommands
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.wording.words import Words

log = structlog.get_logger(__name__)

COMMANDS = (
    "go",
    "next",
    "progress",
    "review",
    "stage",
    "why",
    "how",
    "report",
    "undo",
    "settings",
    "pause",
    "privacy",
    "help",
    "start",
)


async def present(bot: ExtBot[Any], words: Words) -> None:
    """Tell Telegram what the bot is and can do. A failure is logged: nobody is kept waiting for it."""
    try:
        await bot.set_my_commands([BotCommand(name, words.plain(f"command-{name}")) for name in COMMANDS])
        await bot.set_my_description(words.plain("bot-description"))
        await bot.set_my_short_description(words.plain("bot-short-description"))
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    except TelegramError as error:
        log.warning("the bot's commands could not be set", error=type(error).__name__)
