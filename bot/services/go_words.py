"""What is typed in the middle of a session that counts along: "done", a number, "wait", "enough", a whole report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.coach.live import MOST, End, Live, Press, count, press, stop
from bot.coach.model import Where
from bot.coach.routine import Phase
from bot.records import Kind, LiveSession
from bot.replies import Reading
from bot.services import go, receipts, typed
from bot.services.turn import Turn
from bot.wording import asks

NUMBER = re.compile(r"\d{1,3}")
LEAVES = frozenset({"skip", "snooze", "pause"})
"""Wishes of somebody who does not train now."""


async def hear(turn: Turn, text: str, reading: Reading) -> bool:
    """Whether the text was meant for the session that runs; alarm signs never are."""
    session = go.running(turn)
    if session is None or reading.signs or reading.cleared:
        return False
    if await go.move_on(turn, session) is not None:
        return False
    changed = _changed(turn, session.live, text, reading)
    if changed is not None:
        edited = turn.incoming is not None and turn.incoming.kind is Kind.EDITED
        await go.put(turn, session, session.live if edited else changed)  # a word that is mended was heard before
        return True
    if {"stop", "pain"} <= reading.intents:
        await _stop_for_pain(turn, session, reading)
        return True
    if "log" in reading.intents and reading.date in {None, session.live.routine.day}:
        return await _report(turn, session, reading)
    if reading.intents & LEAVES:
        await go.end(turn)
    return False


def _changed(turn: Turn, live: Live, text: str, reading: Reading) -> Live | None:
    """The session after a short word; None where it is none."""
    says: Callable[[str], bool] = lambda name: typed.says(text, turn.words, f"typed-live-{name}")  # noqa: E731
    if NUMBER.fullmatch(text.strip()) and "asked" not in turn.dialogue:
        amount = int(text)
        return count(live, amount, turn.now) if amount <= MOST * live.routine.dose.amount else None
    what = _meant(says, reading, live)
    if what is None:
        return None
    if what is Press.GO_ON and live.paused is None:
        # "Ready" goes on from a rest or into a set; it does not say that the side at hand is done.
        return live if live.step.phase is Phase.WORK else press(live, Press.NEXT, turn.now)
    return press(live, what, turn.now)


def _meant(says: Callable[[str], bool], reading: Reading, live: Live) -> Press | None:
    intents = reading.intents
    if says("stop") or intents == {"stop"}:
        return Press.STOP
    if says("ready") or (intents == {"next"} and not says("done")):
        return Press.GO_ON
    if says("done"):
        return Press.GO_ON if live.paused else Press.NEXT
    if says("pause") or (intents == {"pause"} and reading.until is None):
        return Press.PAUSE
    if says("back") or intents == {"undo"}:
        return Press.BACK
    return None


async def _stop_for_pain(turn: Turn, session: LiveSession, reading: Reading) -> None:
    """ "That hurts, stop": the session, not the reminders; a pain without its number is asked for."""
    day = session.live.routine.day
    if reading.pain is not None:
        await go.on_pain(turn, session, reading.pain, Where(reading.where) if reading.where else None)
    await go.end(turn)
    if reading.pain is None and not session.live.sets:
        turn.expect(asked="pain", day=day.isoformat())
        turn.say(asks.how_much_pain(turn.words, day))


async def _report(turn: Turn, session: LiveSession, reading: Reading) -> bool:
    """A report of the session, typed: it ends here. False where it has to be asked about first; the clock stops."""
    live, where = session.live, Where(reading.where) if reading.where else None
    if reading.sets is None or "date" in reading.ask:
        await go.put(turn, session, press(live, Press.PAUSE, turn.now))
        return False
    if any(mark.kind == "sets" for mark in reading.marks):
        sets = _with_counted(live, reading.sets)
    else:  # "done, pain 2": what was counted, with the side at hand
        live = press(live, Press.NEXT, turn.now) if live.step.phase is Phase.WORK else live
        sets = live.sets or reading.sets
    turn.count(replace(session, live=stop(live, turn.now, End.TOLD), next_at=turn.now))
    await receipts.log(turn, live.routine.day, sets, pain=reading.pain, where=where, begun=go.planned(live))
    return True


def _with_counted(live: Live, told: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Sets told one by one go on from those that were counted; a whole session told stands alone."""
    both = (*live.sets, *told)
    return both if live.routine.before + len(both) <= live.routine.dose.sets else told
