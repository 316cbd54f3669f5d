"""The week in review, and the question of the week: worst back pain in squats or deadlifts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.coach import review as weeks
from bot.coach.model import Lifts
from bot.coach.standing import Mode
from bot.services import guide, settings, typed
from bot.services.buttons import day_of
from bot.services.charts import progress_chart
from bot.services.turn import Turn
from bot.wording import review as says
from bot.wording.message import Message

ANSWERABLE = frozenset({None, "sets", "pain", "morning_pain", "lifts"})
"""Questions that the question of the week may take the place of; the others wait for an answer of their own."""


def due_message(turn: Turn, day: date) -> Message | None:
    """The review of the week that ends on `day`, None where none does (any more)."""
    if not turn.user.weekly_review or not weeks.is_last_day(turn.desk.programme, turn.standing_on(day)):
        return None
    return message(turn, day, ask=asks_lifts(turn, day))


def message(turn: Turn, day: date, *, ask: bool, answer: str = "", chosen: int | str | None = None) -> Message:
    """The week up to `day` with the picture, as the record tells it now."""
    week = weeks.review(turn.desk.programme, turn.history, day)
    said = says.review(turn.words, turn.desk.programme, week, ask=ask, answer=answer, chosen=chosen)
    return replace(said, chart=progress_chart(turn))


def asks_lifts(turn: Turn, day: date) -> bool:
    """Whether the week's question is still to be put: once a week, wherever it is put."""
    since = day - timedelta(days=turn.desk.programme.progress.lifts_every_days - 1)
    return turn.standing_on(day).ask_lifts and not guide.asked_since(turn, "lifts", since)


def expect_answer(turn: Turn, day: date) -> None:
    """The review went out: remember that it asked, and what was foretold; a bare number answers it now."""
    foretold = turn.standing_on(day + timedelta(days=1)).decisions
    keys = " ".join(guide.key(each) for each in foretold if each.day > day)
    told = {**turn.user.told, "reviewed": day.isoformat(), "foretold": keys}
    asks = asks_lifts(turn, day)
    turn.change(told={**told, "asked_lifts": day.isoformat()} if asks else told)
    dialogue = turn.dialogue
    busy = {"steps", "entry", "draft"} & dialogue.keys()
    if asks and not busy and dialogue.get("asked") in ANSWERABLE:
        turn.expect(asked="lifts", day=day.isoformat())


async def show(turn: Turn) -> None:
    """The week so far, on request."""
    if turn.standing.mode is Mode.LOCKED:
        turn.say(guide.next_message(turn))
        return
    turn.say(message(turn, turn.today, ask=False))


async def on_review(turn: Turn, value: str) -> None:
    await settings.set_review(turn, on=value == "on")


async def on_week(turn: Turn, value: str) -> None:
    """The answer, tapped below a review: it stays, with the answer in the question's place and picture."""
    of, _, answer = value.partition(":")
    day = day_of(turn, of)
    noted = await _note(turn, day, answer)
    chosen = answer if answer == "none" else int(answer)
    turn.change_message(message(turn, day, ask=True, answer=noted, chosen=chosen))


async def on_lifts(turn: Turn, value: str) -> None:
    """The same answer, to the question alone."""
    day, _, answer = value.partition(":")
    await told(turn, day_of(turn, day), answer)


async def told(turn: Turn, day: date, value: str) -> None:
    """The same answer, in words."""
    turn.change_message(Message(await _note(turn, day, value)))


async def _note(turn: Turn, day: date, value: str) -> str:
    """Write what was told of the week that ends on `day`; a second answer replaces the first."""
    level = None if value == "none" else typed.pain_of(value)
    if turn.dialogue.get("asked") == "lifts":
        turn.expect()
    before = [fact for fact in turn.history if isinstance(fact, Lifts) and fact.day < day]
    old = [fact for fact in turn.history if isinstance(fact, Lifts) and fact.day == day]
    if not old or old[-1].value != level:
        entry = await turn.record(Lifts(at=turn.now, day=day, value=level))
        if old:
            await turn.retract({fact.id for fact in old}, by=entry)
    return says.answered(turn.words, level, before[-1].value if before else None)
