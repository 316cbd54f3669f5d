"""A typed answer to the question that is open, in a word or two that say nothing on their own: `yes`, `add`, `Monday`.

Free replies are read by bot.replies; what is read here only means something because of what was asked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from bot.coach.model import Where
from bot.replies import Reading, read
from bot.services import away, choices, felt, go, receipts, reviews, safety, settings_typed, typed
from bot.services.turn import Turn

LOOKS_LIKE = {
    "time": frozenset({"snooze"}),
    "quiet": frozenset({"log", "snooze"}),
    "plan": frozenset({"snooze"}),
    "until": frozenset({"pause", "snooze"}),
    "date": frozenset({"log", "edit"}),
    "where": frozenset({"pain"}),
}
"""Wishes that the bare answer to a question reads as on its own: `6:45` is a snooze, `it was yesterday` an edit. Any
other wish is one: who reports a session has not answered how squats felt."""
YES_OR_NO = {"yes": "yes", "no": "no", "not_sure": "not_sure"}

Answer = Callable[[Turn, str, Reading], Awaitable[bool]]
"""Takes the text as an answer; False where it is none."""


async def answer(turn: Turn, text: str, reading: Reading) -> bool:
    """Whether the text answered the open question."""
    if await _severity(turn, text):
        return True
    asked = str(turn.dialogue.get("asked"))
    takes = ANSWERS.get(asked)
    if takes is None or reading.signs or reading.cleared or reading.intents - _looks_like(turn, asked, text):
        return False
    return await takes(turn, text, reading)


def _looks_like(turn: Turn, asked: str, text: str) -> frozenset[str]:
    if asked == "zone" and turn.desk.places.find(text):
        return frozenset({"timezone"})  # the largest Paris there is may not be theirs
    return LOOKS_LIKE.get(asked, frozenset())


def _as_if(turn: Turn, text: str) -> Reading:
    """The text inside words that make it a whole reply."""
    return read(text, now=turn.local, plan=typed.NO_PLAN, asked=None, vocabulary=turn.vocabulary)


async def _severity(turn: Turn, text: str) -> bool:
    """How bad an accident was stays open until it is said, whatever else is asked."""
    locked = turn.standing.locked
    if locked is None or not locked.ask_severity:
        return False
    for severity in ("light", "serious"):
        if typed.says(text, turn.words, f"typed-{severity}"):
            await safety.on_severity(turn, severity)
            return True
    return False


def _setting(item: str) -> Answer:
    """The value of a setting, as the settings take it in words."""

    async def takes(turn: Turn, text: str, _: Reading) -> bool:
        return await settings_typed.TYPED[item](turn, text)

    return takes


async def _until(turn: Turn, text: str, reading: Reading) -> bool:
    if typed.says(text, turn.words, "typed-open"):
        await away.pause(turn, None)
        return True
    until = reading.until or _as_if(turn, f"pause until {text}").until
    if until is not None:
        await away.pause(turn, until)
    return until is not None


async def _date(turn: Turn, text: str, reading: Reading) -> bool:
    """The day of a log that is waiting for it; its sets and pain were told before."""
    draft = turn.dialogue.get("draft")
    on = reading.date or _as_if(turn, f"done {text}").date
    if typed.says(text, turn.words, "day-today"):
        on = turn.local.date()
    if on is None or not isinstance(draft, dict):
        return False
    await receipts.log_draft(turn, draft, on)
    return True


async def _second(turn: Turn, text: str, _: Reading) -> bool:
    for choice in ("add", "replace"):
        if typed.says(text, turn.words, f"typed-{choice}"):
            await receipts.second(turn, choice, date.fromisoformat(turn.dialogue["day"]))
            return True
    return False


async def _where(turn: Turn, text: str, reading: Reading) -> bool:
    place = typed.place(turn.words, text)
    number = reading.pain is not None or any(letter.isdigit() for letter in text)
    if place is None or number or reading.sets is not None:  # a number may be another pain, and a higher one
        return False
    await felt.note_where(turn, date.fromisoformat(turn.dialogue["day"]), Where(place))
    return True


def _yes_or_no(*allowed: str, take: Callable[[Turn, str], Awaitable[None]]) -> Answer:
    """A question with a button each for a few short answers."""

    async def takes(turn: Turn, text: str, reading: Reading) -> bool:
        means = YES_OR_NO.get(reading.command or "")
        if typed.says(text, turn.words, "typed-not-quite"):
            means = "not_quite"
        if means not in allowed:
            return False
        await take(turn, means)
        return True

    return takes


async def _offer(turn: Turn, means: str) -> None:
    await choices.on_offer(turn, f"{turn.dialogue['stage']}:{means}")


async def _form(turn: Turn, means: str) -> None:
    answered = "not_quite" if means == "no" else means
    await choices.on_form(turn, f"{turn.dialogue['stage']}:{answered}")


async def _fewer(turn: Turn, means: str) -> None:
    await choices.on_fewer(turn, "no" if means == "no" else str(turn.dialogue["days"]))


async def _session(turn: Turn, means: str) -> None:
    await go.settle(turn, keep=means == "yes")


async def _signs(turn: Turn, text: str, reading: Reading) -> bool:
    """No alarm signs, or some; the receipt above may have asked where it hurt, and either may be answered first."""
    day = turn.dialogue.get("day")
    none = reading.command == "no" or typed.says(text, turn.words, "typed-none")
    if none or reading.command == "yes":
        turn.expect(asked="where" if none and day else None, day=day)
        await safety.on_signs(turn, "none" if none else "some")
        return True
    if day is None or not await _where(turn, text, reading):
        return False
    turn.expect(asked="signs")
    return True


async def _choose(turn: Turn, text: str, _: Reading) -> bool:
    for option in ("easier", "back", "on"):
        if typed.says(text, turn.words, f"typed-{option}"):
            await choices.on_choice(turn, option)
            return True
    return False


async def _doubt(turn: Turn, text: str, _: Reading) -> bool:
    for option in ("stay", "back"):
        if typed.says(text, turn.words, f"typed-{option}"):
            await choices.on_doubt(turn, option)
            return True
    return False


def _number(turn: Turn, text: str) -> int | None:
    return read(text, now=turn.local, plan=typed.NO_PLAN, asked="pain", vocabulary=turn.vocabulary).pain


async def _baseline(turn: Turn, text: str, _: Reading) -> bool:
    value = _number(turn, text)
    if value is not None:
        await choices.on_baseline(turn, str(value))
    return value is not None


async def _lifts(turn: Turn, text: str, _: Reading) -> bool:
    value = "none" if typed.says(text, turn.words, "typed-no-lifts") else _number(turn, text)
    if value is not None:
        await reviews.told(turn, date.fromisoformat(turn.dialogue["day"]), str(value))
    return value is not None


ANSWERS: dict[str, Answer] = {
    **{item: _setting(item) for item in ("zone", "time", "days", "kit", "quiet", "plan", "language")},
    "until": _until,
    "date": _date,
    "second": _second,
    "where": _where,
    "offer": _yes_or_no("yes", "no", take=_offer),
    "form": _yes_or_no("yes", "no", "not_quite", "not_sure", take=_form),
    "hang": _yes_or_no("yes", "no", take=choices.on_hang),
    go.ASKED: _yes_or_no("yes", "no", take=_session),
    "fewer": _yes_or_no("yes", "no", take=_fewer),
    "signs": _signs,
    "choose": _choose,
    "doubt": _doubt,
    "baseline": _baseline,
    "lifts": _lifts,
}
