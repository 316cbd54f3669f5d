"""What people can do in the local Telegram: the side of it that tests and the chat page drive."""

from typing import Any

from bot.tryout.core import Telegram, wait_for
from bot.tryout.files import media_fields
from bot.tryout.params import Upload
from bot.tryout.state import Account, Chat, Json, Message, Tap
from bot.tryout.texts import text_fields, trimmed, with_detected
from bot.tryout.updates import Update

PATIENCE = 10.0
EDITABLE_SECONDS = 48 * 3600
# The smallest PNG there is: one grey point.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da6368000000820081dd436af40000"
    "000049454e44ae426082"
)


class Person:
    """Someone who chats with the bot. Every `wait_…` is bounded in real seconds and raises `TimeoutError`."""

    def __init__(self, telegram: Telegram, account: Account) -> None:
        self._telegram = telegram
        self.account = account
        self.chat = telegram.private_chat(account)
        self._cursor = 0

    @property
    def id(self) -> int:
        """The person's Telegram id, which is also the id of the private chat."""
        return self.account.id

    @property
    def messages(self) -> list[Message]:
        """What stands in the private chat, oldest first, without what was deleted."""
        return [message for message in self.chat.messages.values() if not message.deleted]

    @property
    def replies(self) -> list[Message]:
        """The bot's messages in the private chat, oldest first."""
        return [message for message in self.messages if message.from_bot]

    @property
    def last(self) -> Message:
        """The bot's newest message."""
        return self.replies[-1]

    # Doing

    async def say(self, text: str, *, chat: Chat | None = None, reply_to: Message | int = 0) -> Message:
        """Write `text`; commands in it become entities."""
        words, entities = with_detected(*trimmed(text, []))
        return self._send(text_fields("text", words, entities), chat, reply_to)

    async def send(self, chat: Chat | None = None, reply_to: Message | int = 0, **fields: Any) -> Message:
        """Post a message with any fields of the Bot API's `Message`, such as `voice={…}` or `sticker={…}`."""
        return self._send(fields, chat, reply_to)

    def _send(self, fields: Json, chat: Chat | None, reply_to: Message | int) -> Message:
        where = chat or self.chat
        self._cursor = len(self.chat.journal)
        reply_id = reply_to.id if isinstance(reply_to, Message) else reply_to
        return self._telegram.person_sends(where, self.account, fields, reply_id)

    async def edit(self, message: Message, text: str) -> Message:
        """Change an earlier message of one's own, which Telegram allows for 48 hours (`ValueError` after that)."""
        if self._telegram.date() - message.data["date"] > EDITABLE_SECONDS:
            raise ValueError("a message can be edited for 48 hours")
        words, entities = with_detected(*trimmed(text, []))
        self._cursor = len(self.chat.journal)
        chat = self._telegram.chats[message.chat_id]
        self._telegram.person_edits(chat, message, {"entities": []} | text_fields("text", words, entities))
        return message

    async def tap(self, button: str, message: Message | None = None, *, forged: bool = False) -> Tap:
        """Tap the inline button with that label or callback data, on `message` or the newest that has it.

        `LookupError` where no message shows such a button, unless `forged`: then `button` is sent as the data.
        """
        found, data = (message or self.last, button) if forged else self._button(button, message)
        self._cursor = len(self.chat.journal)
        return self._telegram.person_taps(self._telegram.chats[found.chat_id], self.account, found, data)

    def _button(self, wanted: str, message: Message | None) -> tuple[Message, str]:
        candidates = [message] if message else list(reversed(self.replies))
        for candidate in candidates:
            for button in (button for row in candidate.keyboard for button in row):
                if "callback_data" in button and wanted in (button["text"], button["callback_data"]):
                    return candidate, button["callback_data"]
        shown = [label for candidate in candidates[:3] for label in candidate.buttons]
        raise LookupError(f"no button {wanted!r}; the newest messages show {shown}")

    async def press(self, label: str) -> Message:
        """Press a key of the reply keyboard: its label is sent as a text (a key that asks for a place sends none)."""
        rows = (self.chat.keyboard or {}).get("keyboard", [])
        keys = [key["text"] for row in rows for key in row if not key.get("request_location")]
        if label not in keys:
            raise LookupError(f"no key {label!r}; the keyboard shows {keys}")
        return await self.say(label)

    async def share_location(self, latitude: float, longitude: float) -> Message:
        """Share a place, in degrees."""
        return await self.send(location={"latitude": latitude, "longitude": longitude})

    async def send_photo(self, caption: str = "", content: bytes = DOT) -> Message:
        """Send a picture."""
        return await self._file("photo", Upload("photo.png", "image/png", content), caption)

    async def send_document(self, content: bytes = b"%PDF-", name: str = "letter.pdf", caption: str = "") -> Message:
        """Send a file."""
        return await self._file("document", Upload(name, "application/octet-stream", content), caption)

    async def send_voice(self, seconds: int = 3) -> Message:
        """Send a voice message."""
        stored = self._telegram.files.add("voice", Upload("voice.ogg", "audio/ogg", b"OggS"), duration=seconds)
        return await self.send(voice=media_fields(stored)["voice"] | {"duration": seconds})

    async def _file(self, kind: str, upload: Upload, caption: str) -> Message:
        stored = self._telegram.files.add(kind, upload)
        return await self.send(**media_fields(stored), **text_fields("caption", caption, []))

    async def send_sticker(self, emoji: str = "👍") -> Message:
        """Send a sticker."""
        stored = self._telegram.files.add("sticker", Upload("sticker.webp", "image/webp", emoji.encode()))
        shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
        return await self.send(sticker=media_fields(stored)["sticker"] | shape | {"emoji": emoji})

    async def send_contact(self, phone: str = "+15550100", first_name: str = "Bo") -> Message:
        """Share a contact."""
        return await self.send(contact={"phone_number": phone, "first_name": first_name})

    async def send_poll(
        self, question: str = "Squat or hinge?", options: tuple[str, ...] = ("Squat", "Hinge")
    ) -> Message:
        """Send a poll."""
        choices = [{"text": text, "voter_count": 0, "persistent_id": str(n)} for n, text in enumerate(options)]
        flags = {"is_closed": False, "is_anonymous": True, "allows_multiple_answers": False, "allows_revoting": True}
        poll = {"id": "1", "question": question, "options": choices, "total_voter_count": 0, "type": "regular"}
        return await self.send(poll=poll | flags | {"members_only": False})

    async def forward(self, text: str, author: str = "Someone") -> Message:
        """Forward what someone else wrote."""
        origin = {"type": "hidden_user", "date": self._telegram.date(), "sender_user_name": author}
        return await self.send(text=text, forward_origin=origin)

    async def block(self) -> None:
        """Stop the bot: it may not write here and learns so by `my_chat_member`."""
        self._telegram.set_blocked(self.account, True)

    async def unblock(self) -> None:
        """Let the bot write again."""
        self._telegram.set_blocked(self.account, False)

    def deactivate(self) -> None:
        """Delete the account: the bot gets 403 from now on, and no word of it."""
        self.account.deactivated = True

    # Waiting

    async def wait_reply(self, seconds: float = PATIENCE) -> Message:
        """The bot's next new message after what was done last; called again, the one after it."""
        return await self._wait({"sent"}, seconds)

    async def wait_edit(self, seconds: float = PATIENCE) -> Message:
        """The next message the bot edits."""
        return await self._wait({"edited"}, seconds)

    async def wait_change(self, seconds: float = PATIENCE) -> Message:
        """The next message the bot sends or edits."""
        return await self._wait({"sent", "edited"}, seconds)

    async def _wait(self, what: set[str], seconds: float) -> Message:
        journal = self.chat.journal
        if not await wait_for(self.chat, lambda: self._skip_to(what), seconds):
            raise TimeoutError(f"the bot did none of {sorted(what)} for {self.account.first_name} in {seconds} s")
        self._cursor += 1
        return journal[self._cursor - 1].message

    def _skip_to(self, what: set[str]) -> bool:
        """Move the cursor to the next such entry; False, and the cursor unmoved, where there is none yet."""
        journal = self.chat.journal
        found = next((n for n in range(self._cursor, len(journal)) if journal[n].what in what), None)
        self._cursor = self._cursor if found is None else found
        return found is not None

    async def wait_answer(self, tap: Tap, seconds: float = PATIENCE) -> Json:
        """How the bot answered a tap: `{"text": …, "show_alert": …}`."""
        if not await wait_for(tap.chat, lambda: tap.answer is not None, seconds):
            raise TimeoutError(f"the tap on {tap.data!r} was not answered in {seconds} s")
        return tap.answer or {}


class Group:
    """A group the bot is a member of, or a channel it reads."""

    def __init__(self, telegram: Telegram, chat: Chat) -> None:
        self._telegram = telegram
        self.chat = chat
        self._given = 0

    @property
    def replies(self) -> list[Message]:
        """The bot's messages here, oldest first."""
        return [message for message in self.chat.messages.values() if message.from_bot and not message.deleted]

    async def wait_reply(self, seconds: float = PATIENCE) -> Message:
        """The bot's first message here, then the second, and so on; bounded in real seconds (`TimeoutError`)."""
        if not await wait_for(self.chat, lambda: len(self.replies) > self._given, seconds):
            raise TimeoutError(f"the bot said nothing new in {self.chat.title} in {seconds} s")
        self._given += 1
        return self.replies[self._given - 1]

    def add_bot(self, by: Person) -> None:
        """`by` adds the bot to the group."""
        self.chat.bot_is_member = True
        by.account.known = True
        self._telegram.membership(self.chat, by.account, "left", "member")
        self._telegram.person_sends(self.chat, by.account, {"new_chat_members": [self._telegram.bot.as_user()]})

    def remove_bot(self, by: Person) -> None:
        """`by` throws the bot out."""
        self._telegram.membership(self.chat, by.account, "member", "kicked")
        self.chat.bot_is_member = False

    def upgrade(self, by: Person) -> "Group":
        """The group turns into a supergroup with another id; writing to the old one fails from now on."""
        telegram = self._telegram
        new = Chat(-1_000_000_000_000 + self.chat.id, "supergroup", title=self.chat.title)
        telegram.chats[new.id] = new
        telegram.person_sends(self.chat, by.account, {"migrate_to_chat_id": new.id})
        telegram.person_sends(new, by.account, {"migrate_from_chat_id": self.chat.id})
        self.chat.migrated_to = new.id
        return Group(telegram, new)

    async def post(self, text: str) -> Message:
        """A post of the channel itself, which comes from no person."""
        return self._telegram.person_sends(self.chat, None, text_fields("text", *with_detected(text, [])))


def redeliver(telegram: Telegram, update: Update) -> None:
    """Give the bot an update again, under the same id."""
    telegram.queue.again(update)
