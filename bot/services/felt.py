"""What was felt: pain in a session, the back on a morning, and where it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.coach.model import Where
from bot.services import go, receipts, sessions
from bot.services.turn import Turn
from bot.wording import replies
from bot.wording.message import Message

Told = Callable[[Turn, date], Message | None]
"""What a tap is answered with in place, None where there is nothing to show any more."""


async def note_pain(turn: Turn, day: date, value: int, where: Where | None, *, morning: bool) -> None:
    """A pain of a day's session, also of one that is going on; where there was none, of that morning's back."""
    session = go.running(turn)
    if session is not None and not morning and day == session.live.routine.day:
        await go.on_pain(turn, session, value, where)
        return
    if not morning and (sessions.logs_of(turn, day) or where is Where.ELSEWHERE):
        await sessions.write_pain(turn, day, value, where)
        if sessions.logs_of(turn, day):
            await receipts.show(turn, day)
        else:
            turn.say(Message(turn.words("pain-noted", value=value, day=turn.named_day(day))))
        return
    await note_morning(turn, day, value)


async def note_morning(turn: Turn, day: date, value: int, *, show: Told | None = None) -> None:
    """How the back is: written as that morning's answer, with what it changes. `show`: what a tap is answered with."""
    await sessions.write_morning(turn, day, value)
    if turn.dialogue.get("asked") == "morning_pain":
        turn.expect(**_after_morning(turn))
    answer = replies.morning_noted(turn.words, value, day, above=value > turn.standing.baseline)
    shown = show(turn, day) if show else None
    turn.change_message(shown or answer)
    await receipts.show_news(turn, asking=False, after_session=turn.standing.trained_today)
    if shown and value > turn.standing.baseline:
        turn.say(replies.lifted_question(turn.words, day))


def _after_morning(turn: Turn) -> dict[str, object]:
    """After the morning's answer the day's sets are what is open."""
    open_ = not turn.standing.trained_today and turn.standing.prescription is not None
    return {"asked": "sets", "day": turn.today.isoformat()} if open_ else {}


async def note_where(turn: Turn, day: date, where: Where) -> None:
    """Where the pain of a session was."""
    pain = sessions.pain_of(turn, day)
    if pain is not None:
        await sessions.write_pain(turn, day, pain.value, where, correcting=True)
    await receipts.show(turn, day)
