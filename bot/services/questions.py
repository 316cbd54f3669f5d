"""The questions of the first conversation: how each is asked and what an answer to it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.coach.programme import ScreeningItem
from bot.replies import read
from bot.services import typed
from bot.services.turn import Turn
from bot.wording import welcome
from bot.wording.message import Message

Answers = dict[str, Any]
LONGEST_PLAN = 100
ALL_DAYS = "0123456"


class Unclear(Exception):
    """The answer does not fit the question: ask again with these words."""

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(name)
        self.name = name
        self.values = values


class Show(Exception):
    """The answer is not complete yet: keep it, and show this instead of the next question."""

    def __init__(self, message: Message, answers: Answers, *, new: bool = False) -> None:
        super().__init__("show")
        self.message = message
        self.answers = answers
        self.new = new


@dataclass(frozen=True, slots=True)
class Step:
    """One question: how it is asked, and what a tap or a typed answer makes of the answers."""

    ask: Callable[[Turn, Answers], Message]
    tapped: Callable[[Turn, Answers, str], Answers]
    typed: Callable[[Turn, Answers, str], Answers]


def _means(turn: Turn, text: str) -> str | None:
    """`yes`, `no` or what else a short answer wishes."""
    reading = read(text, now=turn.local, plan=typed.NO_PLAN, asked=None, vocabulary=turn.vocabulary)
    return reading.command


# consent
def _ask_consent(turn: Turn, _: Answers) -> Message:
    return welcome.welcome(turn.words, turn.user.first_name)


def _consent_tapped(turn: Turn, answers: Answers, value: str) -> Answers:
    if value == "what":
        raise Show(Message(turn.words("agree-details")), answers, new=True)
    return {**answers, "consent": True}


def _consent_typed(turn: Turn, answers: Answers, text: str) -> Answers:
    if typed.says(text, turn.words, "typed-agree"):
        return {**answers, "consent": True}
    if _means(turn, text) == "no":
        raise Unclear("not-agreed")
    raise Unclear("agree-first")


# screening and red flags
def _screening_items(turn: Turn) -> tuple[ScreeningItem, ...]:
    return tuple(item for item in turn.desk.programme.screening.items if not item.red_flag)


def _red_flags(turn: Turn) -> ScreeningItem | None:
    return next((item for item in turn.desk.programme.screening.items if item.red_flag), None)


def _ask_screening(turn: Turn, answers: Answers) -> Message:
    return welcome.screening(turn.words, _screening_items(turn), frozenset(answers.get("screening", ())))


def _screening_tapped(turn: Turn, answers: Answers, value: str) -> Answers:
    if value == "none":
        return {**answers, "screening": []}
    if value == "done":
        return {**answers, "screening": answers.get("screening", [])}
    keys = [item.key for item in _screening_items(turn)]
    chosen = {**answers, "screening": _toggled(answers.get("screening", []), value, keys)}
    raise Show(_ask_screening(turn, chosen), chosen)


def _toggled(chosen: list[str], value: str, allowed: list[str]) -> list[str]:
    """`value` taken in or out; an unknown one is a forged button."""
    if value not in allowed:
        raise ValueError("not one of the choices")
    return [key for key in allowed if (key in chosen) != (key == value)]


def _screening_typed(turn: Turn, answers: Answers, text: str) -> Answers:
    if typed.says(text, turn.words, "typed-none"):
        return {**answers, "screening": []}
    keys = [item.key for item in _screening_items(turn)]
    numbers = [int(n) for n in re.findall(r"\d{1,2}", text)]
    if numbers and all(1 <= n <= len(keys) for n in numbers):
        return {**answers, "screening": [keys[n - 1] for n in sorted(set(numbers))]}
    raise Unclear("screening-again")


def _ask_flags(turn: Turn, answers: Answers) -> Message:
    item = _red_flags(turn)
    if item is None:
        raise LookupError("the programme asks for no red flags")
    return welcome.flags(turn.words, item, frozenset(answers.get("flags", ())), which=bool(answers.get("which")))


def _flags_tapped(turn: Turn, answers: Answers, value: str) -> Answers:
    item = _red_flags(turn)
    if value == "none":
        return {**answers, "flags": []}
    if value == "done" and answers.get("flags"):
        return answers
    chosen = {**answers, "which": True}
    if value != "which" and item is not None:
        chosen["flags"] = _toggled(answers.get("flags", []), value, list(item.signs))
    raise Show(_ask_flags(turn, chosen), chosen)


def _flags_typed(turn: Turn, answers: Answers, text: str) -> Answers:
    if typed.says(text, turn.words, "typed-none"):
        return {**answers, "flags": []}
    reading = read(text, now=turn.local, plan=typed.NO_PLAN, asked=None, vocabulary=turn.vocabulary)
    if reading.signs:
        return {**answers, "flags": list(reading.signs)}
    which = {**answers, "which": True}
    raise Show(_ask_flags(turn, which), which)


# usual pain
def _ask_baseline(turn: Turn, _: Answers) -> Message:
    return welcome.baseline(turn.words)


def _baseline_tapped(_: Turn, answers: Answers, value: str) -> Answers:
    return {**answers, "baseline": typed.pain_of(value)}


def _baseline_typed(turn: Turn, answers: Answers, text: str) -> Answers:
    reading = read(text, now=turn.local, plan=typed.NO_PLAN, asked="pain", vocabulary=turn.vocabulary)
    if reading.pain is None:
        raise Unclear("baseline-again")
    return {**answers, "baseline": reading.pain}


# time zone
def _ask_zone(turn: Turn, _: Answers) -> Message:
    return welcome.zone(turn.words, turn.user.language, turn.now)


def _zone_tapped(turn: Turn, answers: Answers, value: str) -> Answers:
    if value == "share":
        raise Show(welcome.share_location(turn.words), answers, new=True)
    return {**answers, "zone": typed.zone_of(value)}


def _zone_typed(turn: Turn, answers: Answers, text: str) -> Answers:
    places = turn.desk.places.find(text)
    if not places:
        reading = read(text, now=turn.local, plan=typed.NO_PLAN, asked=None, vocabulary=turn.vocabulary)
        if reading.timezone is None:
            raise Unclear("zone-unknown", text=text[:60])
        return {**answers, "zone": reading.timezone}
    if len({place.zone for place in places}) > 1:
        options = [(place.name, place.country, place.zone) for place in places]
        raise Show(welcome.which_place(turn.words, options), answers, new=True)
    return {**answers, "zone": places[0].zone}


# time of the reminder
def _ask_time(turn: Turn, _: Answers) -> Message:
    return welcome.reminder_time(turn.words)


def _time_tapped(_: Turn, answers: Answers, value: str) -> Answers:
    return {**answers, "time": typed.clock(value).strftime("%H:%M")}


def _time_typed(turn: Turn, answers: Answers, text: str) -> Answers:
    time = typed.daily_time(turn, text)
    if time is None:
        raise Unclear("time-again")
    return {**answers, "time": time.strftime("%H:%M")}


# days
def _ask_days(turn: Turn, _: Answers) -> Message:
    return welcome.training_days(turn.words)


def _fewest(turn: Turn) -> int:
    return turn.desk.programme.progress.fewest_days


def _days_tapped(turn: Turn, answers: Answers, value: str) -> Answers:
    chosen = list(answers.get("choosing", []))
    if value.startswith("t"):
        day = typed.weekday_of(value[1:])
        chosen = [n for n in range(7) if (n in chosen) != (n == day)]
    elif value == "done" and len(chosen) >= _fewest(turn):
        return {**answers, "days": chosen}
    elif value.isdigit() and set(value) <= set(ALL_DAYS):
        return {**answers, "days": sorted({int(n) for n in value})}
    answers = {**answers, "choosing": chosen}
    raise Show(welcome.choose_days(turn.words, frozenset(chosen), _fewest(turn)), answers)


def _days_typed(turn: Turn, answers: Answers, text: str) -> Answers:
    days = typed.weekdays(turn.words, text)
    if days is None or len(days) < _fewest(turn):
        raise Unclear("days-again", fewest=_fewest(turn))
    return {**answers, "days": list(days)}


# kit
def _ask_kit(turn: Turn, _: Answers) -> Message:
    return welcome.kit(turn.words, turn.desk.programme)


def _kit_tapped(turn: Turn, answers: Answers, value: str) -> Answers:
    missing = list(answers.get("missing", []))
    if value == "all":
        return {**answers, "kit": []}
    if value == "done":
        return {**answers, "kit": missing}
    if value.startswith("t"):
        missing = _toggled(missing, value[1:], [piece.key for piece in turn.desk.programme.kit])
    answers = {**answers, "missing": missing}
    raise Show(welcome.choose_kit(turn.words, turn.desk.programme, frozenset(missing)), answers)


def _kit_typed(turn: Turn, answers: Answers, text: str) -> Answers:
    missing = typed.missing_kit(turn, text)
    if missing is None:
        raise Unclear("kit-again")
    return {**answers, "kit": list(missing)}


# if-then plan
def _ask_plan(turn: Turn, _: Answers) -> Message:
    return welcome.plan(turn.words)


def _plan_tapped(turn: Turn, answers: Answers, value: str) -> Answers:
    if value == "skip":
        return {**answers, "plan": ""}
    if value not in welcome.PLANS:
        raise ValueError("not one of the choices")
    return {**answers, "plan": turn.words.plain(f"plan-option-{value}")}


def _plan_typed(turn: Turn, answers: Answers, text: str) -> Answers:
    if typed.says(text, turn.words, "typed-skip"):
        return {**answers, "plan": ""}
    moment = typed.moment(turn.words, text)
    if not moment:
        raise Unclear("plan-again")
    return {**answers, "plan": moment[:LONGEST_PLAN]}


STEPS = {
    "consent": Step(_ask_consent, _consent_tapped, _consent_typed),
    "screening": Step(_ask_screening, _screening_tapped, _screening_typed),
    "flags": Step(_ask_flags, _flags_tapped, _flags_typed),
    "baseline": Step(_ask_baseline, _baseline_tapped, _baseline_typed),
    "zone": Step(_ask_zone, _zone_tapped, _zone_typed),
    "time": Step(_ask_time, _time_tapped, _time_typed),
    "days": Step(_ask_days, _days_tapped, _days_typed),
    "kit": Step(_ask_kit, _kit_tapped, _kit_typed),
    "plan": Step(_ask_plan, _plan_tapped, _plan_typed),
}
