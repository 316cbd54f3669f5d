"""Undo: the last entry, or a given one, goes; what it had replaced stands again."""

from __future__ import annotations

from bot.coach.model import Choice, Fact, Log, Morning, Pain, Pause, Skip
from bot.services import receipts, sessions
from bot.services.turn import Turn
from bot.wording.dose import sets_line
from bot.wording.message import Message
from bot.wording.words import Raw


async def undo(turn: Turn, entry: int | None = None) -> None:
    """Take the last entry back, or a given one of this user's."""
    entry = entry or sessions.last_entry(turn)
    facts = sessions.facts_of(turn, entry) if entry is not None else ()
    if entry is None or not facts or not await turn.undo(entry):
        turn.say(Message(turn.words("undone-nothing")))
        return
    turn.expect()
    told = ", ".join(filter(None, (_named(turn, fact) for fact in facts)))
    turn.say(Message(turn.words("undone", what=Raw(told))))
    if sessions.logs_of(turn, facts[0].day):
        turn.say(receipts.receipt(turn, facts[0].day))  # what stands again
    await receipts.show_news(turn, asking=True)


def _named(turn: Turn, fact: Fact) -> str:
    words, day = turn.words, turn.named_day(fact.day)
    match fact:
        case Log():
            unit = turn.desk.programme.stage(fact.stage).unit
            return words("undone-log", sets=Raw(sets_line(words, fact.sets, unit)), day=day)
        case Pain():
            return words("undone-pain", pain=fact.value, day=day)
        case Morning():
            return words("undone-morning", day=day)
        case Skip():
            return words("undone-skip", day=day)
        case Choice():
            return words("undone-choice")
        case Pause():
            return words("undone-pause")
    return ""
