"""Every wish of a reading beside safety and the record; several wishes, one after the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.replies import Reading
from bot.services import away, settings, showing, yours
from bot.services.turn import Turn
from bot.wording import asks

Show = Callable[[Turn], Awaitable[None]]
SHOWN: dict[str, Show] = {
    "stop": yours.stop,
    "export": yours.export,
    "delete": yours.ask_delete,
    "demo": showing.show_demo,
    "help": showing.show_help,
    "next": showing.show_next,
    "progress": showing.show_progress,
}
"""Wishes without a value of their own, in the order in which they are answered; a picture's words come last, because
nothing can be joined to them."""


async def serve(turn: Turn, reading: Reading) -> None:
    """Everything a reading wishes beside safety and the record; several wishes, one after the other."""
    intents = reading.intents
    if "resume" in intents:
        await away.resume(turn)
    if "timezone" in intents:
        await (settings.set_zone(turn, reading.timezone) if reading.timezone else settings.ask_zone(turn))
    if "time" in intents:
        await (settings.set_time(turn, reading.time) if reading.time else settings.ask_time(turn))
    if "skip" in intents:
        date_ = None if "log" in intents else reading.date
        await away.skip(turn, date_, pain="pain" in intents)
    if "pause" in intents:
        await _pause(turn, reading)
    if "snooze" in intents:
        await _snooze(turn, reading)
    for wish, show in SHOWN.items():
        if wish in intents:
            await show(turn)
    if intents == {"greeting"}:
        await showing.greet(turn)
    elif intents == {"thanks"}:
        await showing.say_thanks(turn)


async def _pause(turn: Turn, reading: Reading) -> None:
    if "date" in reading.ask:
        turn.expect(asked="until")
        turn.say(asks.until_when(turn.words))
        return
    await away.pause(turn, reading.until)


async def _snooze(turn: Turn, reading: Reading) -> None:
    if reading.at is None:
        turn.expect(asked="when", day=turn.today.isoformat())
        turn.say(asks.which_when(turn.words, turn.today))
        return
    await away.snooze(turn, reading.at)
