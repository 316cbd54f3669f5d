"""The local Telegram itself, without any network: who is there, what was said, and what happens when someone acts."""

import asyncio
import itertools
from collections.abc import Callable
from datetime import timedelta

from bot.tryout.clock import Clock
from bot.tryout.errors import ApiError, bad_request, forbidden
from bot.tryout.files import Files
from bot.tryout.flood import Flood
from bot.tryout.state import Account, Chat, Entry, Json, Message, Profile, Tap
from bot.tryout.updates import UpdateQueue

Event = Json
ANSWERABLE = timedelta(seconds=150)


class Telegram:
    """Accounts, chats, files and updates of one bot; every look-up is by key, whatever the number of users."""

    def __init__(self, clock: Clock, token: str, bot: Account, flood: Flood) -> None:
        self.clock = clock
        self.token = token
        self.bot = bot
        self.flood = flood
        self.accounts: dict[int, Account] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.files = Files(token)
        self.queue = UpdateQueue(clock)
        self.profile = Profile()
        self.taps: dict[str, Tap] = {}
        self.listeners: list[Callable[[Event], None]] = []
        self._message_ids = itertools.count(1)
        self._tap_ids = itertools.count(4_382_746_192_837_465)

    def date(self) -> int:
        """Now as a Bot API `date`: whole seconds since 1970, UTC."""
        return int(self.clock.now().timestamp())

    def tell(self, event: Event) -> None:
        """Tell every listener (the chat page, a test) what happened."""
        for listener in self.listeners:
            listener(event)

    # Chats

    def private_chat(self, account: Account) -> Chat:
        """The private chat with a person, opened on first use."""
        return self.chats.setdefault(account.id, Chat(account.id, "private", account))

    def readable_chat(self, chat_id: str) -> Chat:
        """The chat a call names, if the bot may know of it."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(int(chat_id)) if chat_id.lstrip("-").isdecimal() else None
        if chat is None or (chat.account and not chat.account.known):
            raise bad_request("chat not found")
        return chat

    def writable_chat(self, chat_id: str) -> Chat:
        """The chat a call names, if the bot may write there; else the refusal Telegram would give."""
        chat = self.readable_chat(chat_id)
        if chat.migrated_to:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        if not chat.bot_is_member:
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if chat.account:
            self._check_person(chat.account)
        return chat

    def _check_person(self, account: Account) -> None:
        if account.deactivated:
            raise forbidden("user is deactivated")
        if account.blocked:
            raise forbidden("bot was blocked by the user")
        if not account.started:
            raise forbidden("bot can't initiate conversation with a user")

    def message(self, chat: Chat, message_id: int, purpose: str) -> Message:
        """A message of that chat; `purpose` words the error, as in "message to edit"."""
        if message_id <= 0:
            raise bad_request("message identifier is not specified")
        message = chat.messages.get(message_id)
        if message is None or message.deleted:
            raise bad_request(f"{purpose} not found")
        return message

    def with_people(self, fields: Json) -> Json:
        """Mentions by id show the person; a mention of someone unknown to the bot is dropped, as Telegram does."""
        return {name: self._mentions(value) if name.endswith("entities") else value for name, value in fields.items()}

    def _mentions(self, entities: list[Json]) -> list[Json]:
        result = []
        for entity in entities:
            person = self.accounts.get(entity.get("user_id", 0))
            if person and person.known:
                known = {name: value for name, value in entity.items() if name != "user_id"}
                result.append(known | {"user": person.as_user()})
            elif "user_id" not in entity:
                result.append(entity)
        return result

    # What the bot does

    def bot_sends(self, chat: Chat, fields: Json) -> Message:
        """Put a message of the bot into the chat."""
        message = self._put(chat, fields, self.bot)
        self._keep_reply_keyboard(chat, fields.get("reply_markup"))
        self._note(chat, "sent", message)
        return message

    def bot_edits(self, chat: Chat, message: Message, data: Json) -> None:
        """Change a message of the bot's in place."""
        message.change(data | {"edit_date": self.date()})
        self._note(chat, "edited", message)

    def bot_deletes(self, chat: Chat, message: Message) -> None:
        """Take a message out of the chat; tests still see it as deleted."""
        message.deleted = True
        self._note(chat, "deleted", message)

    def bot_reacts(self, chat: Chat, message: Message, reactions: list[str]) -> None:
        """Set the bot's reactions to a message."""
        message.reactions = reactions
        self._note(chat, "reacted", message)

    def _note(self, chat: Chat, what: str, message: Message) -> None:
        chat.journal.append(Entry(what, message))
        chat.wake()
        self.tell({"type": what, "chat_id": chat.id, "message": shown(message)})

    def _keep_reply_keyboard(self, chat: Chat, markup: Json | None) -> None:
        if markup and "inline_keyboard" not in markup:
            chat.keyboard = markup if "keyboard" in markup else None

    def _put(self, chat: Chat, fields: Json, author: Account | None) -> Message:
        head: Json = {"message_id": next(self._message_ids), "date": self.date(), "chat": chat.as_chat()}
        message = Message(head | ({"from": author.as_user()} if author else {"sender_chat": chat.as_chat()}) | fields)
        chat.messages[message.id] = message
        return message

    # What people do

    def person_sends(self, chat: Chat, account: Account | None, fields: Json, reply_to: int = 0) -> Message:
        """A person (or a channel) posts a message; the bot gets an update where Telegram would give it one."""
        if reply_to:
            fields = fields | {"reply_to_message": without_reply(self.message(chat, reply_to, "message").data)}
        message = self._put(chat, fields, account)
        if account:
            self._meet(chat, account)
        self.flood.heard_from(chat.id)
        if self.bot_hears(chat, message):
            self.queue.add("channel_post" if chat.type == "channel" else "message", message.data, chat.id)
        self.tell({"type": "said", "chat_id": chat.id, "message": shown(message)})
        return message

    def _meet(self, chat: Chat, account: Account) -> None:
        account.known = True
        if chat.type == "private":
            account.started = True
            if account.blocked:
                self.set_blocked(account, False)

    def bot_hears(self, chat: Chat, message: Message) -> bool:
        """In groups a bot hears commands, mentions, replies to it and service messages only (privacy mode)."""
        if chat.type in ("private", "channel"):
            return chat.bot_is_member
        data = message.data
        replied = data.get("reply_to_message", {}).get("from", {}).get("id") == self.bot.id
        named = f"@{self.bot.username}".lower() in message.text.lower()
        service = not message.text and message.kind == "text"
        return chat.bot_is_member and (replied or named or service or message.text.startswith("/"))

    def person_edits(self, chat: Chat, message: Message, fields: Json) -> None:
        """A person changes a message of theirs."""
        message.change(message.data | fields | {"edit_date": self.date()})
        self.flood.heard_from(chat.id)
        if self.bot_hears(chat, message):
            kind = "edited_channel_post" if chat.type == "channel" else "edited_message"
            self.queue.add(kind, message.data, chat.id)
        self.tell({"type": "edited", "chat_id": chat.id, "message": shown(message)})

    def person_taps(self, chat: Chat, account: Account, message: Message, data: str) -> Tap:
        """A person taps an inline button of a message."""
        tap = Tap(str(next(self._tap_ids)), data, self.clock.now(), chat)
        self.taps[tap.query_id] = tap
        self.flood.heard_from(chat.id)
        body = {"id": tap.query_id, "from": account.as_user(), "chat_instance": str(-chat.id), "data": data}
        self.queue.add("callback_query", body | {"message": message.data}, account.id)
        return tap

    def answer_tap(self, query_id: str, answer: Json) -> None:
        """The bot answers a tap: once, and within 150 s."""
        tap = self.taps.get(query_id)
        if tap is None or tap.answer is not None or self.clock.now() - tap.tapped_at > ANSWERABLE:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        tap.answer = answer
        tap.chat.wake()
        self.tell({"type": "answered", "chat_id": tap.chat.id, "query_id": query_id} | answer)

    def set_blocked(self, account: Account, blocked: bool) -> None:
        """A person blocks or unblocks the bot, which learns it by `my_chat_member`."""
        account.blocked = blocked
        states = ("member", "kicked") if blocked else ("kicked", "member")
        self.membership(self.private_chat(account), account, *states)

    def membership(self, chat: Chat, by: Account, old: str, new: str) -> None:
        """Tell the bot that its place in a chat changed."""
        member = {"user": self.bot.as_user()}
        body = {"chat": chat.as_chat(), "from": by.as_user(), "date": self.date()}
        body["old_chat_member"] = member | _status(old)
        body["new_chat_member"] = member | _status(new)
        self.queue.add("my_chat_member", body, chat.id)


def _status(status: str) -> Json:
    return {"status": status} | ({"until_date": 0} if status == "kicked" else {})


def without_reply(data: Json) -> Json:
    """A message as it is quoted inside a reply: never with its own reply."""
    return {name: value for name, value in data.items() if name != "reply_to_message"}


def shown(message: Message) -> Json:
    """A message as a listener sees it: the Bot API's object, and whether it was edited or deleted."""
    extra: Json = {"edited": message.edited, "deleted": message.deleted, "reactions": message.reactions}
    return {"data": message.data} | extra


async def wait_for(chat: Chat, ready: Callable[[], bool], seconds: float) -> bool:
    """Wait, in real time, until `ready()` holds after something happened in the chat; False when time is up."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while not ready():
        waiter: asyncio.Future[None] = loop.create_future()
        chat.waiters.append(waiter)
        try:
            await asyncio.wait_for(waiter, deadline - loop.time())
        except TimeoutError:
            return ready()
    return True
