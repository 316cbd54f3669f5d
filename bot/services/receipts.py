"""From what stands in the record to the receipt, and to the next open question about it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.coach.model import Lock, Log, Where
from bot.coach.standing import Mode, Why
from bot.services import guide, sessions
from bot.services.turn import Turn
from bot.wording import offers
from bot.wording import receipts as says
from bot.wording.dose import drill_name, sets_line
from bot.wording.message import Message
from bot.wording.reasons import fact as fact_words

HELD = frozenset({Mode.LOCKED, Mode.REFERRED, Mode.OFF})
"""Where no drill is prescribed: who trains all the same is written down, and told so again."""


def receipt(turn: Turn, day: date, *, undated: bool = False) -> Message:
    """The receipt of a day's session with the question that is open about it; remembers what was asked."""
    ask = open_question(turn, day)
    turn.expect(asked={"morning": "morning_pain"}.get(ask or "", ask), day=day.isoformat())
    plan = sessions.planned(turn, day)
    pain = sessions.pain_of(turn, day)
    name = drill_name(turn.words, turn.desk.programme, plan.stage, plan.variant, substitute=plan.substitute)
    return says.receipt(
        turn.words,
        says.Receipt(
            entry=_entry(turn, day),
            day=day,
            today=turn.local.date(),
            drill=name,
            sets=sessions.sets_of(turn, day),
            unit=plan.unit,
            pain=pain.value if pain else None,
            where=pain.where if pain else None,
            fact=_fact(turn, day),
            ask=ask,
            other_day=turn.local.date() if undated and day != turn.local.date() else None,
        ),
    )


def open_question(turn: Turn, day: date) -> str | None:
    """Pain first, then where, then the morning where it is not known yet."""
    if turn.standing.mode is Mode.LOCKED:
        return None
    pain = sessions.pain_of(turn, day)
    if pain is None:
        return "pain"
    if pain.value > 0 and pain.where is None:
        return "where"
    if day == turn.today and _morning_is_open(turn):
        return "morning"
    return None


def _morning_is_open(turn: Turn) -> bool:
    yesterday = turn.today - timedelta(days=1)
    return bool(sessions.logs_of(turn, yesterday)) and sessions.morning_of(turn, turn.today) is None


def _entry(turn: Turn, day: date) -> int:
    """The entry that Undo and Fix of this receipt mean: the day's latest log."""
    return max((r.entry for r in turn.records if isinstance(r.fact, Log) and r.fact.day == day), default=0)


def _fact(turn: Turn, day: date) -> str | None:
    """One fact about the session: the side gap, the trend or the distance to the gate; none beside worrying pain."""
    standing = turn.standing_on(max(day, turn.today))
    pain = sessions.pain_of(turn, day)
    if standing.last is None or standing.last.day != day or not standing.facts:
        return None
    if pain is not None and pain.value > turn.desk.programme.pain.safe_max:
        return None
    unit = turn.desk.programme.stage(standing.last.stage).unit
    telling = [f for f in standing.facts if not (f.why is Why.TREND and f.have == f.need)] or standing.facts
    return fact_words(turn.words, turn.desk.programme, telling[0], turn.today, unit)


async def show(turn: Turn, day: date, *, undated: bool = False, in_place: bool = False) -> None:
    """The receipt, what was newly decided, and the next question where the receipt itself asks none."""
    message = receipt(turn, day, undated=undated) if sessions.logs_of(turn, day) else None
    if message is not None:
        (turn.change_message if in_place else turn.say)(message)
    await show_news(turn, asking=message is not None and turn.dialogue.get("asked") is not None)


async def show_news(turn: Turn, *, asking: bool, after_session: bool = True) -> None:
    """What was decided just now; then at most one question. While another is open only alarm signs are asked for."""
    for news in await guide.tell_news(turn):
        turn.say(news)
    question = guide.signs_question(turn) if asking else guide.question(turn, after_session=after_session)
    if question is not None:
        turn.say(question)


async def log(
    turn: Turn,
    day: date,
    sets: tuple[tuple[int, int], ...],
    *,
    pain: int | None = None,
    where: Where | None = None,
    undated: bool = False,
    begun: sessions.Planned | None = None,
) -> None:
    """Write a log of a day, or ask what a second one means; a repetition of the same words is not written twice.

    `begun`: what was prescribed when a session that counts along began.
    """
    logs = sessions.logs_of(turn, day)
    if logs and not sessions.fits(turn, day, sets):
        if sets == sessions.sets_of(turn, day) and (pain is None or sessions.pain_of(turn, day) is not None):
            turn.toast = turn.words.plain("already-written")
            turn.say(receipt(turn, day))
            return
        _ask_second(turn, day, sets, pain, where)
        return
    held = turn.standing.mode
    await sessions.write(turn, day, sets, pain=pain, where=where, begun=begun)
    await show(turn, day, undated=undated)
    if held in HELD and turn.standing.mode is held and not _just_locked(turn):
        turn.say(offers.standstill(turn.words, turn.desk.programme, turn.standing))


def _just_locked(turn: Turn) -> bool:
    """The alarm is above in this very answer."""
    return any(isinstance(fact, Lock) and fact.at == turn.now for fact in turn.history)


async def log_draft(turn: Turn, draft: dict[str, Any], day: date) -> None:
    """Write a log that waited for its day."""
    where = Where(draft["where"]) if draft.get("where") else None
    sets = tuple((int(left), int(right)) for left, right in draft["sets"])
    await log(turn, day, sets, pain=draft.get("pain"), where=where)


def _ask_second(
    turn: Turn, day: date, sets: tuple[tuple[int, int], ...], pain: int | None, where: Where | None
) -> None:
    draft = {"sets": [list(pair) for pair in sets], "pain": pain, "where": where.value if where else None}
    turn.expect(asked="second", day=day.isoformat(), draft=draft)
    unit = sessions.planned(turn, day).unit
    old, new = (sets_line(turn.words, each, unit) for each in (sessions.sets_of(turn, day), sets))
    turn.say(says.add_or_replace(turn.words, day, turn.local.date(), old, new))


async def second(turn: Turn, answer: str, day: date) -> None:
    """`add` or `replace`: what to do with the second log of a day."""
    draft = turn.dialogue.get("draft")
    if turn.dialogue.get("asked") != "second" or not isinstance(draft, dict) or answer not in {"add", "replace"}:
        raise ValueError("no second log is waiting")
    sets = tuple((int(left), int(right)) for left, right in draft["sets"])
    where = Where(draft["where"]) if draft.get("where") else None
    await sessions.write(turn, day, sets, pain=draft.get("pain"), where=where, replacing=answer == "replace")
    await show(turn, day, in_place=True)
