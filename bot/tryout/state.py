"""What the local Telegram remembers: accounts, chats, messages with their history, taps, and the bot's own profile."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Account:
    """A person (or the bot): `known` once the bot has met them, `started` once they wrote to it in private."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    known: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def as_user(self) -> Json:
        """The `User` object of the Bot API."""
        result: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        optional = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return result | {name: value for name, value in optional.items() if value}


@dataclass(slots=True)
class Message:
    """A message as the Bot API shows it now (`data`), and every earlier version, oldest first (`history`)."""

    data: Json
    history: list[Json] = field(default_factory=list)
    deleted: bool = False
    reactions: list[str] = field(default_factory=list)

    @property
    def id(self) -> int:
        """`message_id`."""
        return int(self.data["message_id"])

    @property
    def chat_id(self) -> int:
        """The chat it stands in."""
        return int(self.data["chat"]["id"])

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return bool(self.data.get("from", {}).get("is_bot"))

    @property
    def text(self) -> str:
        """Text or caption, without markup."""
        return str(self.data.get("text") or self.data.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        """Formatting of `text`, offsets in UTF-16 units."""
        return list(self.data.get("entities") or self.data.get("caption_entities") or [])

    @property
    def keyboard(self) -> list[list[Json]]:
        """The rows of the inline keyboard."""
        return list((self.data.get("reply_markup") or {}).get("inline_keyboard", []))

    @property
    def buttons(self) -> list[str]:
        """The labels of the inline keyboard, row by row."""
        return [button["text"] for row in self.keyboard for button in row]

    @property
    def kind(self) -> str:
        """ "photo", "animation", "video", "document" … or "text"."""
        kinds = ("photo", "animation", "video", "document", "location", "voice", "sticker", "contact", "poll")
        return next((kind for kind in kinds if kind in self.data), "text")

    @property
    def edited(self) -> bool:
        """Whether it was changed after it was sent."""
        return bool(self.history)

    def change(self, data: Json) -> None:
        """Replace what the message shows; the earlier version is kept."""
        self.history.append(self.data)
        self.data = data


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the bot did in a chat: "sent", "edited", "deleted" or "reacted", and to which message."""

    what: str
    message: Message


@dataclass(slots=True)
class Chat:
    """A conversation; messages by id, and everything the bot did in `journal`."""

    id: int
    type: str
    account: Account | None = None
    title: str = ""
    bot_is_member: bool = True
    migrated_to: int = 0
    messages: dict[int, Message] = field(default_factory=dict)
    journal: list[Entry] = field(default_factory=list)
    keyboard: Json | None = None
    waiters: list["asyncio.Future[None]"] = field(default_factory=list)

    def as_chat(self) -> Json:
        """The `Chat` object of the Bot API."""
        if self.account is None:
            return {"id": self.id, "type": self.type, "title": self.title}
        person = self.account
        names = {"first_name": person.first_name, "last_name": person.last_name, "username": person.username}
        return {"id": self.id, "type": "private"} | {name: value for name, value in names.items() if value}

    def wake(self) -> None:
        """Let everyone who waits for this chat look again."""
        waiters, self.waiters = self.waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)


@dataclass(slots=True)
class Tap:
    """A tap on an inline button: its callback query, and how the bot answered it (None: not yet)."""

    query_id: str
    data: str
    tapped_at: datetime
    chat: Chat
    answer: Json | None = None


@dataclass(slots=True)
class Profile:
    """What the bot set about itself, by language code ("" for every language)."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    short_description: dict[str, str] = field(default_factory=dict)
    name: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
