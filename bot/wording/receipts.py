"""The receipt of a log: exactly what was written, one fact about it, and the one question that is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.coach.model import Pair, Unit, Where
from bot.wording.dose import sets_line
from bot.wording.keys import scale
from bot.wording.message import Button, Message, Rows
from bot.wording.moments import on_day, opening_day
from bot.wording.words import Raw, Words

PLACES = (Where.LOW_BACK, Where.HIP_FRONT, Where.ELSEWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What stands in the record for one drill day."""

    entry: int
    day: date
    today: date
    drill: str
    sets: tuple[Pair, ...]
    unit: Unit
    pain: int | None
    where: Where | None
    fact: str | None = None
    """One sentence, HTML ready."""
    ask: str | None = None
    """`pain`, `where`, `morning` or nothing."""
    other_day: date | None = None
    """The day an undated log at night may have meant instead."""


def receipt(words: Words, r: Receipt) -> Message:
    """What was written, the fact, and the question with its buttons; Undo and Fix below."""
    lines = [
        words(
            "receipt",
            sets=Raw(sets_line(words, r.sets, r.unit)),
            drill=r.drill,
            day=on_day(words, r.day, r.today),
        )
    ]
    if r.pain is not None:
        lines.append(pain_line(words, r.pain, r.where))
    if r.fact:
        lines.append(r.fact)
    if r.ask:
        lines += ["", words(f"ask-{r.ask}")]
    return Message("\n".join(lines), (*_question(words, r), *_changes(words, r)))


def pain_line(words: Words, pain: int, where: Where | None) -> str:
    if pain == 0:
        return words("receipt-no-pain")
    if where is None:
        return words("receipt-pain", pain=pain)
    return words("receipt-pain-where", pain=pain, where=words.plain(f"where-{where.value}"))


def _question(words: Words, r: Receipt) -> Rows:
    if r.ask == "pain":
        return scale(f"pain:{r.day}")
    if r.ask == "where":
        return where_row(words, r.day)
    if r.ask == "morning":
        return scale(f"woke:{r.today}")
    return ()


def where_row(words: Words, day: date) -> Rows:
    return (tuple(Button(words.plain(f"where-button-{w.value}"), f"where:{day}:{w.value}") for w in PLACES),)


def _changes(words: Words, r: Receipt) -> Rows:
    buttons = [
        Button(words.plain("button-undo"), f"undo:{r.entry}"),
        Button(words.plain("button-fix"), f"fix:{r.entry}"),
    ]
    if r.ask != "pain":
        name = "button-add-pain" if r.pain is None else "button-change-pain"
        buttons.append(Button(words.plain(name), f"askpain:{r.day}"))
    rows: Rows = (tuple(buttons),)
    if r.other_day is None:
        return rows
    label = words.plain("button-other-day", day=on_day(words, r.other_day, r.today))
    return (*rows, (Button(label, f"moveday:{r.entry}:{r.other_day}"),))


def add_or_replace(words: Words, day: date, today: date, old: str, new: str) -> Message:
    """A second log of a day that does not read as the rest of the first."""
    buttons = (
        Button(words.plain("button-add"), f"second:add:{day}"),
        Button(words.plain("button-replace"), f"second:replace:{day}"),
    )
    text = words("second-ask", day=opening_day(words, day, today), old=Raw(old), new=Raw(new))
    return Message(text, (buttons,))


def fix_question(words: Words) -> Message:
    return Message(words("fix-ask"))


def undone(words: Words, what: str) -> Message:
    return Message(words("undone", what=Raw(what)))
