"""Getting to know the user: one question after the other, tapped or typed, left and resumed at will.

The answers wait in the user's dialogue (a row of the database) and become facts when the last one is in; only
an alarm sign is written at once. The same questions serve the screening that is asked again after a long break.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.coach.model import Baseline, Plan, Screening
from bot.records import State
from bot.services import typed
from bot.services.questions import STEPS, Answers, Show, Unclear
from bot.services.safety import raise_alarm
from bot.services.turn import Turn
from bot.wording import welcome
from bot.wording.message import Message

FIRST = ("consent", "screening", "flags", "baseline", "zone", "time", "days", "kit", "plan")
AGAIN = ("screening", "flags", "baseline")


async def begin(turn: Turn) -> None:
    """Ask the first open question, or the one where the user stopped."""
    if turn.dialogue.get("steps"):
        turn.say(Message(turn.words("onboarding-resume")))
        await _ask_next(turn, turn.say)
        return
    turn.expect(steps=list(FIRST), step="consent", answers={})
    turn.say(welcome.welcome(turn.words, turn.user.first_name))


async def go_on(turn: Turn) -> None:
    """Ask the open question again, after something else came between."""
    await _ask_next(turn, turn.say)


async def begin_again(turn: Turn) -> None:
    """The screening and the usual pain once more."""
    turn.expect(steps=list(AGAIN), step="screening", answers={})
    turn.say(Message(turn.words("rescreen-intro")))
    await _ask_next(turn, turn.say)


def is_open(turn: Turn) -> bool:
    return bool(turn.dialogue.get("steps"))


def takes_any_text(turn: Turn) -> bool:
    """Whether the open question may be answered by any words (a town, a moment of the day)."""
    return turn.dialogue.get("step") in {"zone", "plan"}


def lists_numbers(turn: Turn, text: str) -> bool:
    """`2 and 5`, where numbers are what is asked for."""
    return turn.dialogue.get("step") == "screening" and not re.sub(r"\b(and|\d{1,2})\b|[\s,.&+]", "", text.casefold())


async def on_tap(turn: Turn, step: str, value: str) -> None:
    """A button of a question, the open one or an earlier one that is being corrected."""
    steps = turn.dialogue.get("steps", [])
    if step not in steps or steps.index(step) > steps.index(turn.dialogue["step"]):
        raise ValueError("not a question that was asked")
    if value == welcome.BACK:
        turn.expect(**{**turn.dialogue, "step": steps[max(0, steps.index(step) - 1)]})
        await _ask_next(turn, turn.change_message)
        return
    await _take(turn, step, lambda answers: STEPS[step].tapped(turn, answers, value), turn.change_message)


async def on_text(turn: Turn, text: str) -> None:
    """A typed answer to the open question; `back` goes to the one before."""
    step = str(turn.dialogue["step"])
    if typed.is_back(text, turn.words):
        steps = turn.dialogue["steps"]
        turn.expect(**{**turn.dialogue, "step": steps[max(0, steps.index(step) - 1)]})
        await _ask_next(turn, turn.say)
        return
    await _take(turn, step, lambda answers: STEPS[step].typed(turn, answers, text), turn.say)


async def on_location(turn: Turn, latitude: float, longitude: float) -> bool:
    """A shared location answers where the user is; False where that was not open."""
    if turn.dialogue.get("step") != "zone":
        return False
    zone = turn.desk.places.zone_at(latitude, longitude)
    if zone is None:
        return False
    turn.say(Message(turn.words("zone-noted", zone=zone), drop_keyboard=True))
    await _take(turn, "zone", lambda answers: {**answers, "zone": zone}, turn.say)
    return True


async def _take(turn: Turn, step: str, answer: Callable[[Answers], Answers], show: Callable[[Message], None]) -> None:
    """Apply an answer and ask what comes next; what is not clear is asked again."""
    try:
        answers = answer(dict(turn.dialogue["answers"]))
    except Unclear as unclear:
        turn.say(Message(turn.words(unclear.name, **unclear.values)))
        return
    except Show as shown:
        turn.expect(**{**turn.dialogue, "step": step, "answers": shown.answers})
        (turn.say if shown.new else show)(shown.message)
        return
    steps = turn.dialogue["steps"]
    after = steps[steps.index(step) + 1 :]
    turn.expect(**{**turn.dialogue, "answers": answers, "step": after[0] if after else None})
    if step == "consent":
        await turn.decide("agreed")
    if step == "flags" and answers.get("flags"):
        await raise_alarm(turn, tuple(answers["flags"]))
        return
    notice = _clinician_first(turn, step, answers)
    if notice is not None:
        show(notice)
    await _ask_next(turn, turn.say if notice else show)


def _clinician_first(turn: Turn, step: str, answers: Answers) -> Message | None:
    """Said at once where an answer means that a clinician comes first; the other questions go on."""
    if step == "screening" and answers["screening"]:
        return Message(turn.words("screening-clinician"))
    if step == "baseline" and answers["baseline"] >= turn.desk.programme.screening.clinician_from_baseline:
        return Message(turn.words("baseline-clinician", value=answers["baseline"]))
    return None


async def _ask_next(turn: Turn, show: Callable[[Message], None]) -> None:
    step = turn.dialogue.get("step")
    if step is None:
        await _finish(turn, show)
        return
    show(STEPS[str(step)].ask(turn, turn.dialogue["answers"]))


async def _finish(turn: Turn, show: Callable[[Message], None]) -> None:
    """Write the answers as facts and go on with the first drill, or with today's."""
    from bot.services.guide import after_onboarding, after_rescreening

    answers, steps = turn.dialogue["answers"], tuple(turn.dialogue["steps"])
    if "zone" in answers:
        turn.change(zone=answers["zone"])  # first, for it says which day it is
    at, day = turn.now, turn.today
    screening = Screening(at=at, day=day, yes=tuple(answers["screening"]))
    baseline = Baseline(at=at, day=day, value=int(answers["baseline"]))
    if steps == AGAIN:
        turn.expect()
        await turn.record(screening, baseline)
        await after_rescreening(turn, show)
        return
    plan = Plan(at=at, day=day, weekdays=tuple(answers["days"]), missing_kit=tuple(answers["kit"]))
    turn.change(
        state=State.ACTIVE,
        reminder_time=typed.clock(answers["time"]),
        if_then=answers.get("plan") or None,
    )
    turn.expect()
    await turn.record(screening, baseline, plan)
    await after_onboarding(turn, show)
