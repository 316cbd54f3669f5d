"""Commands: `/next` as Telegram's menu sends it, and the wishes that a reading names beside its intents."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.services import away, go, safety, settings_menu, settings_typed, showing, taking_back, yours
from bot.services.turn import Turn
from bot.wording.message import Message

Show = Callable[[Turn], Awaitable[None]]


def words_of(text: str) -> str:
    """A text without the slash of a command and without the bot's name: `/pause@coach till friday` is three words."""
    if not text.startswith("/"):
        return text
    name, *rest = text.split(maxsplit=1)
    return " ".join((name.removeprefix("/").split("@")[0].replace("_", " "), *rest))


async def command(turn: Turn, text: str) -> bool:
    """Do what a command of the menu says; False where words follow it, or where it is none of ours."""
    if await settings_typed.command(turn, text):
        return True
    if not text.startswith("/") or len(text.split()) != 1:
        return False
    show = MENU.get(text.removeprefix("/").split("@")[0].casefold())
    if show is not None:
        await show(turn)
    return show is not None


async def serve(turn: Turn, name: str | None, text: str) -> None:
    """A wish without an intent of its own."""
    if name in settings_typed.TYPED:
        await settings_typed.about(turn, name, text)
    elif name in WISHES:
        await WISHES[name](turn)


async def _misread(turn: Turn) -> None:
    if turn.standing.locked is not None:
        await safety.on_misread(turn, "ask")
    else:
        turn.say(Message(turn.words("misread-talk")))


async def _start_over(turn: Turn) -> None:
    turn.say(Message(turn.words("start-over")))


async def _pause(turn: Turn) -> None:
    await away.pause(turn, None)


WISHES: dict[str, Show] = {
    "why": showing.show_why,
    "stage": showing.show_stage,
    "settings": settings_menu.show_settings,
    "privacy": showing.show_privacy,
    "misread": _misread,
    "feedback": showing.take_feedback,
    "report": yours.send_report,
    "start": _start_over,
}
MENU: dict[str, Show] = {
    "go": go.start,
    "next": showing.show_next,
    "progress": showing.show_progress,
    "why": showing.show_why,
    "stage": showing.show_stage,
    "how": showing.show_demo,
    "undo": taking_back.undo,
    "settings": settings_menu.show_settings,
    "pause": _pause,
    "privacy": showing.show_privacy,
    "help": showing.show_help,
    "resume": away.resume,
    "skip": away.skip,
    "stop": yours.stop,
    "export": yours.export,
    "report": yours.send_report,
    "delete": yours.ask_delete,
}
