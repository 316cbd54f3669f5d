"""What the coach says, before any messenger is involved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.wording.chart import Chart
from bot.wording.report import Report


class Style(StrEnum):
    """How a button looks where the messenger can colour it."""

    PLAIN = "plain"
    PRIMARY = "primary"
    SUCCESS = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """One tap: what it says, and the data (1..64 bytes of UTF-8) that comes back."""

    label: str
    data: str
    style: Style = Style.PLAIN


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message: Telegram-flavoured HTML (at most 4096 characters after parsing, 1024 beside a picture)."""

    text: str
    buttons: Rows = ()
    picture: str | None = None
    """Key of a drawing below data/drills without its ending, for example `band_hurdle_hold/full`."""
    chart: Chart | None = None
    """A picture of this user's own, drawn when the message is sent; beside it there is no `picture`."""
    ask_location: str | None = None
    """Label of a keyboard button that shares the phone's location."""
    drop_keyboard: bool = False
    """Take such a keyboard away again."""


LONGEST = 3500
"""Characters of one message, entities and tags included: well under Telegram's 4096."""


def joined(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Several answers as few messages: texts one below the other, a picture or a keyboard on its own."""
    whole: list[Message] = []
    for message in messages:
        last = whole[-1] if whole else None
        if last is None or not _fits(last, message):
            whole.append(message)
        else:
            whole[-1] = Message(f"{last.text}\n\n{message.text}", (*last.buttons, *message.buttons))
    return tuple(whole)


def _fits(first: Message, second: Message) -> bool:
    plain = not any(m.picture or m.chart or m.ask_location or m.drop_keyboard for m in (first, second))
    return plain and not first.buttons and len(first.text) + len(second.text) < LONGEST


@dataclass(frozen=True, slots=True)
class Document:
    """A file made for one user; `content` is base64."""

    name: str
    content: str = ""
    caption: str = ""
    report: Report | None = None
    """A page to be made when it is sent, in place of a `content`."""
    instead: str = ""
    """What is said where that page can not be made."""
