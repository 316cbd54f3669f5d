"""A strict local Telegram and a chat page in front of it: for a newcomer to try the coach, and for the tests.

It knows nothing of the bot: it speaks the Bot API (10.0) over HTTP and lets people chat. Where the documentation of
the Bot API and the official server (tdlib/telegram-bot-api) say what is refused, it refuses in the same words; where
they are silent it is the stricter one. What it leaves out: payments, stickers, inline mode, forums, business accounts,
Markdown, several bots at once, the check that a webhook is HTTPS, and the official server's short pauses for pollers
that ask too often.
"""

from bot.tryout.chat_page import Travel
from bot.tryout.clock import Clock, FixedClock, RealClock
from bot.tryout.control import RemotePerson, RemoteTelegram
from bot.tryout.faults import Garbage, Hang, LoseAnswer, Refuse, Reset, Slow, TooMany
from bot.tryout.flood import Flood
from bot.tryout.people import Group, Person
from bot.tryout.server import TOKEN, LocalTelegram
from bot.tryout.state import Message, Tap

__all__ = [
    "TOKEN",
    "Clock",
    "FixedClock",
    "Flood",
    "Garbage",
    "Group",
    "Hang",
    "LocalTelegram",
    "LoseAnswer",
    "Message",
    "Person",
    "RealClock",
    "Refuse",
    "RemotePerson",
    "RemoteTelegram",
    "Reset",
    "Slow",
    "Tap",
    "TooMany",
    "Travel",
]
