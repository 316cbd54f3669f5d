"""Buttons and plain text, as Telegram wants them."""

from __future__ import annotations

from functools import lru_cache

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.wording.layout import plain
from bot.wording.message import Button, Message, Rows, Style

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def inline(rows: Rows) -> InlineKeyboardMarkup | None:
    """Buttons below the message; None where there are none."""
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows]) if rows else None


def markup(message: Message) -> Markup | None:
    """What goes below a new message. A message bears one keyboard only: the phone's location comes first, because
    nothing else can give it, then buttons, then the taking away of a keyboard."""
    if message.ask_location:
        button = KeyboardButton(message.ask_location, request_location=True)
        return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
    if message.buttons:
        return inline(message.buttons)
    return ReplyKeyboardRemove() if message.drop_keyboard else None


@lru_cache(512)
def inline_json(rows: Rows) -> str | None:
    """The same as JSON. Kept, because everybody who is asked the same gets the same buttons."""
    buttons = inline(rows)
    return buttons.to_json() if buttons else None


def markup_json(message: Message) -> str | None:
    """What goes below a new message, as JSON."""
    if message.buttons and not message.ask_location:
        return inline_json(message.buttons)
    other = markup(message)
    return other.to_json() if other else None


def length(text: str) -> int:
    """How long Telegram finds a text: in UTF-16 units, after parsing."""
    return len(plain(text).encode("utf-16-le")) // 2


def _button(button: Button) -> InlineKeyboardButton:
    style = None if button.style is Style.PLAIN else button.style.value
    return InlineKeyboardButton(button.label, callback_data=button.data, style=style)
