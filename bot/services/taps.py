"""What each button does. Data comes from outside: every value is checked, nothing in it names another user's row."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.coach.model import Variant, Where
from bot.records import State
from bot.services import (
    away,
    choices,
    felt,
    go,
    onboarding,
    receipts,
    reminders,
    replying,
    reviews,
    safety,
    sessions,
    settings,
    settings_menu,
    showing,
    taking_back,
    typed,
)
from bot.services.buttons import OldButton, day_of
from bot.services.turn import Turn
from bot.wording import asks, demo
from bot.wording.message import Message

MOST_MINUTES = 24 * 60


async def done(turn: Turn, value: str) -> None:
    """Done as planned: the day's prescription, as it stands."""
    day = day_of(turn, value)
    if sessions.logs_of(turn, day):
        turn.toast = turn.words.plain("already-written")
        return
    dose = sessions.planned(turn, day).dose
    await receipts.log(turn, day, ((dose.amount, dose.amount),) * dose.sets)


async def ask_sets(turn: Turn, value: str) -> None:
    day = day_of(turn, value)
    plan = sessions.planned(turn, day)
    turn.expect(asked="sets", day=day.isoformat())
    turn.say(asks.which_sets(turn.words, plan.dose, plan.unit, day))


async def sets(turn: Turn, value: str) -> None:
    """So many sets as planned; a correction where one was being made."""
    day_text, _, number = value.partition(":")
    day, count = day_of(turn, day_text), int(number)
    dose = sessions.planned(turn, day).dose
    if not 1 <= count <= dose.sets:
        raise ValueError("more sets than planned")
    amounts = ((dose.amount, dose.amount),) * count
    dialogue = turn.dialogue
    if dialogue.get("asked") == "sets" and dialogue.get("entry"):
        await sessions.correct(turn, int(dialogue["entry"]), sessions.Correction(sets=amounts))
        await receipts.show(turn, day, in_place=True)
        return
    draft = dialogue.get("draft") or {}
    await receipts.log(turn, day, amounts, pain=draft.get("pain"))


async def side(turn: Turn, value: str) -> None:
    if turn.dialogue.get("asked") != "side":
        raise OldButton
    await replying.reply(turn, value)


async def chosen_day(turn: Turn, value: str) -> None:
    """The day of a log whose day was unclear."""
    draft = turn.dialogue.get("draft")
    if turn.dialogue.get("asked") != "date" or not isinstance(draft, dict):
        raise OldButton
    await receipts.log_draft(turn, draft, day_of(turn, value))


async def second(turn: Turn, value: str) -> None:
    answer, _, day = value.partition(":")
    if turn.dialogue.get("asked") != "second":
        raise OldButton
    await receipts.second(turn, answer, day_of(turn, day))


async def pain(turn: Turn, value: str) -> None:
    """The worst pain of a day; a second tap corrects the first."""
    day_text, _, number = value.partition(":")
    day, level = day_of(turn, day_text), typed.pain_of(number)
    if not sessions.logs_of(turn, day):
        if turn.dialogue.get("asked") != "pain":
            raise OldButton  # the log it belonged to was taken back
        await felt.note_pain(turn, day, level, None, morning=False)
        return
    await sessions.write_pain(turn, day, level, correcting=True)
    await receipts.show(turn, day, in_place=True)


async def ask_pain(turn: Turn, value: str) -> None:
    day = day_of(turn, value)
    turn.expect(asked="pain", day=day.isoformat())
    turn.say(asks.how_much_pain(turn.words, day))


async def where(turn: Turn, value: str) -> None:
    day_text, _, place = value.partition(":")
    day = day_of(turn, day_text)
    told = sessions.pain_of(turn, day)
    if told is not None:
        await sessions.write_pain(turn, day, told.value, Where(place), correcting=True)
    await receipts.show(turn, day, in_place=True)


async def morning(turn: Turn, value: str) -> None:
    """How the back is this morning, told on the reminder: it stays, with the answer and the dose that follows."""
    day_text, _, number = value.partition(":")
    day = day_of(turn, day_text)
    await felt.note_morning(turn, day, typed.pain_of(number), show=reminders.after_morning)


async def morning_on_receipt(turn: Turn, value: str) -> None:
    """The same, told on a receipt."""
    day_text, _, number = value.partition(":")
    day = day_of(turn, day_text)
    await felt.note_morning(turn, day, typed.pain_of(number), show=receipts.receipt)


async def lifted(turn: Turn, value: str) -> None:
    """The back was loaded the day before that morning."""
    day = day_of(turn, value)
    told = sessions.morning_of(turn, day)
    if told is None:
        raise OldButton
    await sessions.write_morning(turn, day, told.value, lifted=True)
    turn.change_message(Message(turn.words("what-lifted")))


async def undo(turn: Turn, value: str) -> None:
    await taking_back.undo(turn, int(value))


async def fix(turn: Turn, value: str) -> None:
    """The next text corrects this entry."""
    entry = int(value)
    facts = sessions.facts_of(turn, entry)
    if not facts:
        raise OldButton
    turn.expect(asked="sets", day=facts[0].day.isoformat(), entry=entry)
    turn.say(Message(turn.words("fix-ask")))


async def move_day(turn: Turn, value: str) -> None:
    """The log meant the other day."""
    entry, _, day = value.partition(":")
    if not sessions.facts_of(turn, int(entry)):
        raise OldButton
    moved = await sessions.correct(turn, int(entry), sessions.Correction(day=day_of(turn, day)))
    await receipts.show(turn, moved, in_place=True)


async def begin(turn: Turn, value: str) -> None:
    day_of(turn, value)
    await go.on_start(turn)


async def snooze(turn: Turn, value: str) -> None:
    minutes, _, day = value.partition(":")
    if not 1 <= int(minutes) <= MOST_MINUTES or day_of(turn, day) < turn.today:
        raise OldButton
    await away.snooze_minutes(turn, int(minutes))


async def skip(turn: Turn, value: str) -> None:
    await away.skip(turn, day_of(turn, value))


async def one_set(turn: Turn, value: str) -> None:
    turn.expect(asked="sets", day=day_of(turn, value).isoformat())
    turn.change_message(Message(turn.words("one-set-fine")))


async def how(turn: Turn, value: str) -> None:
    """How a stage's drill is done."""
    number, _, variant = value.partition(":")
    programme = turn.desk.programme
    if not 1 <= int(number) <= programme.last:
        raise ValueError("no such stage")
    p = turn.standing.prescription
    substitute = p is not None and p.stage == int(number) and p.substitute
    turn.say(demo.how(turn.words, programme, int(number), Variant(variant), substitute))


async def set_time(turn: Turn, value: str) -> None:
    await settings.set_time(turn, typed.clock(value))


async def set_zone(turn: Turn, value: str) -> None:
    await settings.set_zone(turn, typed.zone_of(value))


async def nudge(turn: Turn, value: str) -> None:
    await settings.set_nudge(turn, on=value == "on")


async def rescreen(turn: Turn, value: str) -> None:
    if not (turn.standing.ask_screening or turn.standing.ask_baseline):
        raise OldButton
    await onboarding.begin_again(turn)


async def ask_next(turn: Turn, value: str) -> None:
    await showing.show_next(turn)


async def ask_progress(turn: Turn, value: str) -> None:
    await showing.show_progress(turn)


async def ask_why(turn: Turn, value: str) -> None:
    await showing.show_why(turn)


async def ask_help(turn: Turn, value: str) -> None:
    await showing.show_help(turn)


async def resume(turn: Turn, value: str) -> None:
    await away.resume(turn)


Tap = Callable[[Turn, str], Awaitable[None]]
TAPS: dict[str, Tap] = {
    "done": done,
    "log": ask_sets,
    "sets": sets,
    "side": side,
    "day": chosen_day,
    "second": second,
    "pain": pain,
    "askpain": ask_pain,
    "where": where,
    "morning": morning,
    "woke": morning_on_receipt,
    "lifted": lifted,
    "undo": undo,
    "fix": fix,
    "moveday": move_day,
    "go": begin,
    "live": go.tap,
    "snooze": snooze,
    "skip": skip,
    "oneset": one_set,
    "how": how,
    "set": settings_menu.tapped,
    "time": set_time,
    "zone": set_zone,
    "nudge": nudge,
    "better": settings.on_better,
    "still": settings.on_still,
    "rescreen": rescreen,
    "next": ask_next,
    "progress": ask_progress,
    "why": ask_why,
    "help": ask_help,
    "resume": resume,
    "clear": safety.on_clear,
    "misread": safety.on_misread,
    "severity": safety.on_severity,
    "signs": safety.on_signs,
    "offer": choices.on_offer,
    "form": choices.on_form,
    "hang": choices.on_hang,
    "choice": choices.on_choice,
    "fewer": choices.on_fewer,
    "doubt": choices.on_doubt,
    "lifts": reviews.on_lifts,
    "week": reviews.on_week,
    "review": reviews.on_review,
    "baseline": choices.on_baseline,
}


async def tap(turn: Turn, data: str) -> None:
    """Do what a button says; one that is old or forged is answered, and changes nothing."""
    verb, _, value = data.partition(":")
    try:
        if verb == "ob":
            step, _, rest = value.partition(":")
            await onboarding.on_tap(turn, step, rest)
        elif turn.user.state is State.ONBOARDING and verb not in {"clear", "misread", "severity", "signs"}:
            raise OldButton
        else:
            await TAPS[verb](turn, value)
    except (OldButton, KeyError, ValueError, TypeError):
        turn.toast = turn.words.plain("old-button")
