"""What a refusal of Telegram means for a message."""

from __future__ import annotations

import re

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.ports import Gone, Passing, Refused

_GONE = ("chat not found", "user is deactivated", "user not found", "peer_id_invalid", "bot was kicked")
_NEW_MESSAGE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not specified",
)
_TOKEN_PAUSE = 60.0
# What the library says of a refusal without Telegram's own description, as a proxy in between gives them.
_UNDESCRIBED = re.compile(r"[A-Za-z' -]+ \(\d+\)")


def meaning(error: TelegramError) -> Gone | Refused | Passing:
    """403 and `chat not found` are final for the chat, another 400 for the message; the rest may pass."""
    if isinstance(error, RetryAfter):
        return Passing("Telegram asks to wait", seconds(error))
    if is_foreign(error):
        return Passing("something between here and Telegram refuses")
    if isinstance(error, Forbidden) or says(error, *_GONE):
        return Gone(error.message)
    if isinstance(error, ChatMigrated):
        return Refused("the group became a supergroup")  # the library's words name it
    if isinstance(error, BadRequest):
        return Refused(error.message)
    if isinstance(error, InvalidToken):
        return Passing("Telegram refuses the bot token", _TOKEN_PAUSE)
    return Passing(error.message[:200])


def is_foreign(error: TelegramError) -> bool:
    """A refusal that is not Telegram's: nobody's chat is gone and no token is wrong because a proxy says 403 or 404."""
    final = isinstance(error, BadRequest | Forbidden | InvalidToken)
    if final and _UNDESCRIBED.match(error.message):
        return True
    wrapped = error.__cause__ if isinstance(error, InvalidToken | EndPointNotFound) else None
    return isinstance(wrapped, TelegramError) and is_foreign(wrapped)


def refuses_token(error: TelegramError) -> bool:
    """Telegram itself does not know the token (any more)."""
    return isinstance(error, InvalidToken | EndPointNotFound) and not is_foreign(error)


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()


def is_unchanged(error: BadRequest) -> bool:
    """An edit to what the message shows already."""
    return says(error, "message is not modified")


def needs_new_message(error: BadRequest) -> bool:
    """The message that should be edited is gone or too old."""
    return says(error, *_NEW_MESSAGE)


def has_no_text(error: BadRequest) -> bool:
    """The message that should be edited is a picture."""
    return says(error, "there is no text in the message to edit")


def has_no_caption(error: BadRequest) -> bool:
    """The message that should be edited is words alone."""
    return says(error, "there is no caption in the message to edit")


def is_lost_file(error: BadRequest) -> bool:
    """A file id that this server does not know (any more)."""
    return says(error, "wrong file identifier", "wrong remote file identifier", "wrong file_id", "file_id_invalid")


def is_unparsable(error: BadRequest) -> bool:
    """Our markup is broken: an error of ours that must not silence an answer."""
    return says(error, "can't parse entities")


def says(error: TelegramError, *phrases: str) -> bool:
    """Whether the description holds one of these phrases, whatever its case."""
    description = error.message.lower()
    return isinstance(error, BadRequest | Forbidden) and any(phrase in description for phrase in phrases)
