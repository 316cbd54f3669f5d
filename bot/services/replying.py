"""A reply in the user's own words: read it, serve every wish in it, ask at most one short question back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.coach.model import Where
from bot.coach.standing import Mode
from bot.replies import Asked, Plan, Reading, read
from bot.services import (
    choices,
    commands,
    felt,
    go,
    go_words,
    guide,
    open_question,
    receipts,
    safety,
    sessions,
    settings_typed,
    taking_back,
    wishes,
)
from bot.services.turn import Turn
from bot.wording import asks
from bot.wording.message import Message

READER_ASKED: dict[str, Asked] = {
    "sets": "sets",
    "side": "sets",
    "pain": "pain",
    "morning_pain": "morning_pain",
    "when": "when",
}
ONE_SIDE = re.compile(r"\b1 side\b")
SETS_OPEN = frozenset({"sets", "side"})
LOG_OPEN = SETS_OPEN | {"date"}
"""Questions whose answer is a log of the day they are about; beside any other an undated log is today's."""
GO = "/go"
MAY_BE_DAYS = frozenset({"next"})
"""What "I want to train Monday and Thursday" sounds like."""
NOW_CLEAR = frozenset({"sets", "side", "intent"})


async def reply(turn: Turn, text: str, *, corrects: int | None = None) -> None:
    """Work on a text. `corrects` is the entry that it corrects: it answers or edits the message that brought it."""
    said = commands.words_of(text)
    day = _day_in_question(turn)
    if await _in_session(turn, text, said, day, corrects) or await commands.command(turn, text):
        return
    corrects = corrects or _being_fixed(turn)
    reading = understand(turn, said, day)
    turn.desk.meter.count("readings", result="asked" if reading.ask else "exact")
    if corrects is not None and not reading.signs:
        reading = _as_correction(reading)
    elif await open_question.answer(turn, said, reading) or await _new_days(turn, said, reading):
        return
    elif reading.command == "go" and not reading.intents - {"next"} and not reading.signs:
        await go.start(turn)
        return
    elif reading.command in choices.STEERS and not reading.intents - {"skip"} and not reading.signs:
        await choices.steer(turn, str(reading.command))
        return
    before = len(turn.outgoing)
    await _serve(turn, reading, said, day, corrects)
    if len(turn.outgoing) == before:
        _nothing_done(turn, reading, is_command=said != text)


async def _in_session(turn: Turn, text: str, said: str, day: date, corrects: int | None) -> bool:
    """Whether the text was meant for a session that counts along."""
    if corrects is not None or go.running(turn) is None or text.split("@")[0] == GO:
        return False
    return await go_words.hear(turn, said, understand(turn, said, day))


async def _new_days(turn: Turn, text: str, reading: Reading) -> bool:
    """Whether the text names the weekdays to train on from now on, and nothing else."""
    return not reading.signs and reading.intents <= MAY_BE_DAYS and await settings_typed.only_days(turn, text)


def _being_fixed(turn: Turn) -> int | None:
    """The entry that the user wanted to correct, and was asked how."""
    entry = turn.dialogue.get("entry")
    return entry if entry and sessions.facts_of(turn, entry) else None


def _day_in_question(turn: Turn) -> date:
    """The day an open question is about, else the drill day of now."""
    asked, day = turn.dialogue.get("asked"), turn.dialogue.get("day")
    return date.fromisoformat(day) if asked in {"sets", "side", "pain", "where", "date"} and day else turn.today


def understand(turn: Turn, text: str, day: date) -> Reading:
    """Read a text against the day's plan; the answer to an open question completes what was said before it."""
    plan = sessions.planned(turn, day)
    against = Plan(plan.dose.sets, plan.dose.amount, plan.unit.value)
    asked, said = turn.dialogue.get("asked"), turn.dialogue.get("said")

    def reading_of(words: str, question: Asked | None) -> Reading:
        return read(words, now=turn.local, plan=against, asked=question, vocabulary=turn.vocabulary)

    reading = reading_of(text, READER_ASKED.get(str(asked)))
    if asked == "morning_pain" and _of_the_drill(turn, text, alone := reading_of(text, None)):
        return alone
    if asked not in SETS_OPEN or not said:
        return reading
    if "edit" in reading.intents and reading.date is None:
        # Nothing of it is written yet: what is put right is what was just said, not an older entry.
        reading = replace(reading, intents=reading.intents - {"edit"} | {"log"})
        if "sets" in reading.ask:
            return reading
    if reading.intents - {"log"}:
        return reading
    if reading.sets is not None and (asked == "sets" or _names_sides(reading)):
        return reading
    for words in (f"{text}, {said}", f"{said}, {text}"):
        whole = reading_of(words, None)
        if whole.sets is not None:
            return replace(reading, intents=reading.intents | {"log"}, sets=whole.sets, ask=reading.ask - NOW_CLEAR)
    return replace(reading, sets=None, ask=reading.ask | {"side"}) if asked == "side" else reading


def _of_the_drill(turn: Turn, text: str, alone: Reading) -> bool:
    """Whether "oops, pain was 1" behind today's log puts that log right, though the morning was asked about."""
    told = sessions.pain_of(turn, turn.today)
    corrects = alone.intents == {"edit"} and alone.sets is None and alone.pain is not None and not alone.ask
    return told is not None and corrects and told.value != alone.pain and not _OF_MORNING.search(text)


_OF_MORNING = re.compile(r"\b(morning|woke|waking|back)\b", re.IGNORECASE)


def _names_sides(reading: Reading) -> bool:
    return any(mark.meaning == "side" for mark in reading.marks)


def _as_correction(reading: Reading) -> Reading:
    """A log or a pain in an edited or answered message is a correction of what that message said before."""
    if not reading.intents & {"log", "pain"}:
        return reading
    return replace(reading, intents=(reading.intents - {"log", "pain"}) | {"edit"})


async def _serve(turn: Turn, reading: Reading, text: str, day: date, corrects: int | None) -> None:
    """Every wish in turn: safety first, then the record, then what is asked for."""
    intents = reading.intents
    if "alarm" in intents:
        await safety.raise_alarm(turn, reading.signs or ("unknown",))
    elif reading.cleared:
        await safety.clear(turn)
        reading = replace(reading, intents=intents - {"pause"})  # "the hospital" is no journey
    if "undo" in intents:
        await taking_back.undo(turn)
    if "edit" in intents:
        await _edit(turn, reading, text, corrects)
    if "log" in intents:
        about = day if turn.dialogue.get("asked") in LOG_OPEN else turn.today
        await _log(turn, reading, text, about)
    elif "pain" in intents:
        await _pain(turn, reading, day)
    if reading.command == "report":
        reading = replace(
            reading, intents=reading.intents - {"progress", "export"}
        )  # "print my progress for my physio"
    await wishes.serve(turn, reading)
    await commands.serve(turn, reading.command, text)


async def _log(turn: Turn, reading: Reading, text: str, day: date) -> None:
    """Sets that are clear are written; what is not clear is asked, and what was said meanwhile is kept."""
    where = Where(reading.where) if reading.where else None
    draft = turn.dialogue.get("draft") or {}
    pain = reading.pain if reading.pain is not None else draft.get("pain")
    on = reading.date or (date.fromisoformat(draft["date"]) if draft.get("date") else day)
    if reading.sets is None:
        kept = {"pain": pain, "where": reading.where, "date": on.isoformat() if on != day else None}
        said = f"{turn.dialogue['said']}, {text}" if turn.dialogue.get("said") else text
        _ask_sets(turn, on, "side" if "side" in reading.ask else "sets", said, kept, _amounts(reading))
        return
    if "date" in reading.ask:
        kept = {"sets": [list(pair) for pair in reading.sets], "pain": pain, "where": reading.where}
        turn.expect(asked="date", day=turn.today.isoformat(), draft=kept)
        turn.say(asks.which_day(turn.words, turn.today))
        return
    undated = reading.date is None and on == turn.today
    await receipts.log(turn, on, reading.sets, pain=pain, where=where, undated=undated)


def _amounts(reading: Reading) -> str:
    """What was said of sets, without pain, days and the like."""
    return " ".join(ONE_SIDE.sub("", mark.text) for mark in reading.marks if mark.kind == "sets")


def _ask_sets(turn: Turn, day: date, question: str, said: str, draft: dict[str, object], amounts: str) -> None:
    turn.expect(asked=question, day=day.isoformat(), said=said[:500], draft=draft)
    plan = sessions.planned(turn, day)
    if question == "side":
        turn.say(asks.which_side(turn.words, amounts, plan.dose))
    else:
        turn.say(asks.which_sets(turn.words, plan.dose, plan.unit, day))


async def _pain(turn: Turn, reading: Reading, day: date) -> None:
    """Pain without a report of training: of the session in question, of a past day, or of this morning's back."""
    where = Where(reading.where) if reading.where else None
    asked = turn.dialogue.get("asked")
    on = reading.date or (day if asked == "pain" else turn.today)
    if reading.pain is None:
        turn.expect(asked=asked if asked in {"pain", "morning_pain"} else "pain", day=on.isoformat())
        turn.say(
            asks.how_much_pain(turn.words, on) if asked != "morning_pain" else asks.how_is_the_back(turn.words, on)
        )
        return
    await felt.note_pain(turn, on, reading.pain, where, morning=asked == "morning_pain" and reading.date is None)


async def _edit(turn: Turn, reading: Reading, text: str, corrects: int | None) -> None:
    """A correction of the entry meant, or of the last one."""
    entry = corrects or turn.dialogue.get("entry") or sessions.last_log_entry(turn)
    if entry is None:
        turn.say(Message(turn.words("undone-nothing")))
        return
    where = Where(reading.where) if reading.where else None
    correction = sessions.Correction(reading.sets, reading.pain, where, reading.date)
    if correction == sessions.Correction():
        day = next((f.day for f in sessions.facts_of(turn, entry)), turn.today)
        plan = sessions.planned(turn, day)
        turn.expect(asked="sets", day=day.isoformat(), entry=entry, said=None)
        turn.say(asks.which_sets(turn.words, plan.dose, plan.unit, day))
        return
    day = await sessions.correct(turn, entry, correction)
    turn.say(Message(turn.words("corrected")))
    await receipts.show(turn, day)


def _nothing_done(turn: Turn, reading: Reading, *, is_command: bool) -> None:
    """Never silence: what was not understood is asked, bare assent and talk that wishes nothing get a nod."""
    if is_command:
        turn.say(Message(turn.words("unknown-command")))
    elif "intent" in reading.ask:
        _not_understood(turn)
    elif reading.command == "yes" and (offer := guide.open_offer(turn)) is not None:
        turn.say(offer)  # whether it was meant is for the user to say
    else:
        turn.say(Message(turn.words("nod")))


def _not_understood(turn: Turn) -> None:
    """One short question, never a guess and never silence."""
    standing = turn.standing
    if standing.mode is Mode.LOCKED and standing.locked is not None:
        turn.say(guide.next_message(turn))
        return
    stage = min(standing.stage, turn.desk.programme.last)
    open_today = standing.prescription is not None and not standing.trained_today
    turn.say(asks.what_do_you_mean(turn.words, turn.today, stage, open_today=open_today))
