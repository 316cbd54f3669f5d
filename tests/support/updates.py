"""Updates of every kind of the Bot API, made at random from the library's own classes, with hostile values in them."""

from __future__ import annotations

import inspect
import types
import typing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from random import Random
from typing import Any

import telegram
from telegram import Chat, TelegramObject, Update, User
from telegram._utils import types as telegram_types

KINDS = tuple(
    name for name in inspect.signature(Update.__init__).parameters if name not in {"self", "update_id", "api_kwargs"}
)
"""Every field of an update: which kinds there are."""
COMMON = ("message", "message", "message", "edited_message", "callback_query", "callback_query", "my_chat_member")
DELETED = 2**31 - 1
"""The number of a message that stands nowhere any more."""
MARK = "qzxv"
"""Stands in many of the texts: where it turns up although it must not, it is found."""
DEEPEST = 4
ELSEWHERE = {Chat.GROUP: -1, Chat.SUPERGROUP: -2, Chat.CHANNEL: -3}
"""Chats that are nobody's own."""
NAMES = {"datetime": datetime} | vars(telegram) | {k: v for k, v in vars(telegram_types).items() if k[0] != "_"}

HOSTILE = (
    "<b>", "</b></i><script>", "&amp; &lt; &#0; &#x110000;", "3<8 && 8>3", "\u202e8x3 niap\u202c", "سَحَبْتُ ظهري",
    "ありがとう", "\u200b\u200d\ufeff", "👩‍👩‍👧‍👦" * 40, "💪" * 4096, "Z͑ͫ̓ͪ̂ͫA̴̵L̠ͨ", "'; DROP TABLE users; --",
    "a" * 4096, "3x8 " * 1024, "(" * 4096, "9" * 4096, "1e999", "٣x٨", "\n\n\n.\n", "\r\n\x1b[31m[error] forged line",
    "\x00", "3x8\x00pain 2", "\ud800", "\udfff 2x6", "\ufffe\uffff", "=cmd|' /C calc'!A0", "../../etc/passwd", "",
    " ", "/", "//", "/@", "null", "None", "{ $name } %s {0}", "-1", "NaN", "9" * 400, "./%2e", "\u2028\u2029",
    "ﷺ" * 500,
)  # fmt: skip
SAID = (
    "done", "2x6, pain 1", "3x8 pain 2 low back", "left 8 8 7 right 8 8 8", "undo", "skip", "what's next?", "why?",
    "actually it was 3x6", "pain 4", "8", "0", "yesterday 2x6", "remind me at 6", "remind me at 7 every day", "stop",
    "I moved to Lisbon", "away till monday", "I'm back", "how am I doing?", "show me", "settings", "mondays only",
    "numb between my legs", "a clinician said I can go on", "you misread me", "I agree", "none", "1", "Lisbon", "7:00",
    "every day", "all", "after my coffee", "yes", "no", "back", "delete my data", "send me my data", "thanks", "hi",
    "no evening nudge", "quiet from 22 to 7", "start", "next set", "3x8 or was it 3x7", "fell off a ladder",
    "/start", "/next", "/progress", "/why", "/stage", "/how", "/undo", "/settings", "/pause", "/privacy", "/help",
    "/days", "/kit", "/resume", "/skip", "/stop", "/export", "/delete", "/admin", "/broadcast all of you", "/foo",
    "/go", "/review", "/quiet",
)  # fmt: skip


@dataclass
class Maker:
    """Makes one update after the other; `people` are (number, name), `data` what buttons may bring."""

    random: Random
    people: list[tuple[int, str]]
    data: list[str]
    now: datetime
    messages: dict[int, list[int]] = field(default_factory=dict)
    """Numbers of messages that stand in a person's chat."""
    number: int = 1

    def update(self) -> dict[str, Any]:
        """An update as JSON: most are of the kinds that people send, the rest of any."""
        self.number += 1
        kind = self.random.choice(COMMON if self.random.random() < 0.8 else KINDS)
        made = self._made(_hints(Update)[kind], kind, 0)
        whole = Update(self.number, **{kind: made}).to_dict()
        self._put_right(whole[kind])
        if kind == "callback_query":
            self._tap(whole[kind])
        if self.random.random() < 0.05:
            whole[kind]["something_new"] = {"a": [1, None]}
        return whole

    def _put_right(self, body: dict[str, Any]) -> None:
        """What Telegram never mixes up: a private chat is with whoever writes in it."""
        if body.get("chat", {}).get("type") == "private" and "from" in body:
            body["chat"] = {"id": body["from"]["id"], "type": "private", "first_name": body["from"]["first_name"]}
        for each in body.values():
            if isinstance(each, dict):
                self._put_right(each)

    def _tap(self, query: dict[str, Any]) -> None:
        """A tap below a message that stands there, most of the time; its data may be anything."""
        person = query["from"]["id"]
        query["id"] = str(self.number)
        if "data" in query:
            query["data"] = self.random.choice(self.data).encode("utf-8", "replace")[:64].decode(errors="ignore")
        message, known = query.get("message"), self.messages.get(person)
        if message and message["chat"]["type"] == "private":
            message["chat"]["id"] = person
            message["message_id"] = self.random.choice([*(known or []), DELETED])

    # values by their type
    def _made(self, hint: Any, name: str, depth: int) -> Any:
        origin, inside = typing.get_origin(hint), typing.get_args(hint)
        if origin in (typing.Union, types.UnionType):
            return self._made(self.random.choice([h for h in inside if h is not type(None)]), name, depth)
        if origin is typing.Literal:
            return self.random.choice(inside)
        if origin is not None:  # Sequence, tuple, list
            return tuple(self._made(inside[0], name, depth + 1) for _ in range(self.random.randrange(1, 3)))
        if isinstance(hint, type) and issubclass(hint, TelegramObject):
            return self._object(hint, depth + 1)
        return self._plain(hint, name)

    def _plain(self, hint: Any, name: str) -> Any:
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self.random.choice(list(hint)).value
        if hint is bool:
            return self.random.random() < 0.5
        if hint is int:
            return self._number(name)
        if hint is float:
            return self.random.choice([0.0, -90.0, 180.0, 52.5, 13.4, 1e300, -0.0])
        if hint is datetime:
            return self.now - timedelta(seconds=self.random.choice([0, 1, 60, 86_400 * 400]))
        if hint is timedelta:
            return timedelta(seconds=self.random.choice([0, 1, 86_400]))
        return self.text(name)

    def _number(self, name: str) -> int:
        if name.endswith("_id") and self.random.random() < 0.3:
            return self.random.choice([number for number, _ in self.people])
        return self.random.choice([0, 1, 2, 5, 17, 255, 2**31 - 1, -1] + [2**52] * name.endswith("_id"))

    def text(self, name: str) -> str:
        """What somebody may have written, of the length that Telegram lets through."""
        most = {"first_name": 64, "last_name": 64, "caption": 1024, "title": 128}.get(name, 4096)
        pick = self.random.random()
        if pick < 0.45:
            return self.random.choice(SAID)[:most]
        if pick < 0.75:
            return (self.random.choice(HOSTILE)[: most - 8] + f" {MARK}")[:most]
        words = (self.random.choice(SAID) for _ in range(self.random.randrange(1, 5)))
        return f"{MARK} {self.random.choice(['. ', ', ', ' and ', chr(10)]).join(words)}"[:most]

    # objects
    def _object(self, wanted: type[TelegramObject], depth: int) -> TelegramObject:
        if wanted is User:
            return self._user()
        if wanted is Chat:
            return self._chat()
        kinds = [kind for kind in _leaves(wanted) if depth < DEEPEST or not kind.__subclasses__()]
        return self._filled(self.random.choice(kinds), depth)

    def _filled(self, kind: type[TelegramObject], depth: int) -> TelegramObject:
        hints = _hints(kind)
        given = {
            name for name in hints if name in _required(kind) or self.random.random() < self._share(kind, name, depth)
        }
        while True:
            values = {name: self._made(hints[name], name, depth) for name in hints if name in given}
            try:
                return kind(**values)
            except TypeError as error:  # required since some release of the Bot API, whatever the signature says
                given |= {str(error).split("`")[1]}

    def _share(self, kind: type[TelegramObject], name: str, depth: int) -> float:
        """How often an optional field is there: a message has a text, and seldom much else."""
        if kind is telegram.CallbackQuery:
            return {"data": 0.97, "message": 0.9}.get(name, 0.1)
        if kind is not telegram.Message:
            return 0.3 if depth < DEEPEST else 0.0
        if depth > 2:
            return 0.0
        return {"from_user": 0.97, "text": 0.6, "caption": 0.1, "reply_to_message": 0.1}.get(name, 0.006)

    def _user(self) -> User:
        number, name = self.random.choice(self.people)
        first_name = name if self.random.random() < 0.7 else self.text("first_name") or "A"
        language = self.random.choice(["en", "de", "pt-br", None, "xx", "../en"])
        return User(number, first_name, is_bot=self.random.random() < 0.02, language_code=language)

    def _chat(self) -> Chat:
        if self.random.random() < 0.9:
            return _private(self._user())
        kind = self.random.choice(list(ELSEWHERE))
        return Chat(ELSEWHERE[kind], kind, title=self.text("title"))


def _private(user: User) -> Chat:
    return Chat(user.id, Chat.PRIVATE, first_name=user.first_name)


@cache
def _hints(kind: type[TelegramObject]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind.__init__, localns=NAMES)
    return {name: hint for name, hint in hints.items() if name not in {"return", "api_kwargs"}}


@cache
def _required(kind: type[TelegramObject]) -> frozenset[str]:
    parameters = inspect.signature(kind.__init__).parameters.items()
    return frozenset(name for name, parameter in parameters if parameter.default is parameter.empty)


@cache
def _leaves(kind: type[TelegramObject]) -> tuple[type[TelegramObject], ...]:
    """The classes that an object of this kind may be of."""
    below = tuple(
        leaf for each in kind.__subclasses__() for leaf in _leaves(each) if each.__module__.startswith("telegram.")
    )
    if kind is telegram.Message or not below:
        return (kind,)
    return below
