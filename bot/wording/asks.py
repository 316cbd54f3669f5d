"""One short question where something was said but is not clear enough to act on, with fitting buttons."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.coach.model import Dose, Unit
from bot.wording.keys import grid, one_each, scale
from bot.wording.message import Button, Message, Rows
from bot.wording.moments import opening_day
from bot.wording.words import Words

RECENT_DAYS = 4


def which_sets(words: Words, dose: Dose, unit: Unit, day: date) -> Message:
    """How many sets: the likeliest answers as buttons, anything else typed."""
    name = "ask-sets-seconds" if unit is Unit.SECONDS else "ask-sets-reps"
    example = " ".join(str(dose.amount) for _ in range(dose.sets))
    buttons = [
        Button(words.plain("sets-button", sets=n, amount=dose.amount), f"sets:{day}:{n}")
        for n in range(dose.sets, 0, -1)
    ]
    return Message(words(name, example=example), grid(buttons, 3))


def which_side(words: Words, said: str, dose: Dose) -> Message:
    """One side was told: what of the other? Each button says it in words that are read like typed ones."""
    numbers = [int(n) for n in re.findall(r"\d+", said)]
    if len(numbers) == 4 and numbers[0] == numbers[2]:  # 3x8 and 3x6
        numbers = [numbers[0], numbers[1], numbers[3]]
    if len(numbers) == 2 and numbers[0] != numbers[1]:
        first, second = numbers
        pairs = ((first, second), (second, first))
        texts = [(words.plain("side-pair", left=a, right=b), f"side:left {a} right {b}") for a, b in pairs]
    elif len(numbers) == 3:
        sets, good, bad = numbers
        pairs = ((bad, good), (good, bad))
        texts = [
            (words.plain("side-pair", left=a, right=b), f"side:left {sets}x{a} right {sets}x{b}") for a, b in pairs
        ]
    else:
        texts = [
            (words.plain("side-same"), "side:same on both sides"),
            (words.plain("side-left"), "side:only left"),
            (words.plain("side-right"), "side:only right"),
        ]
    return Message(words("ask-side"), one_each(Button(label, data) for label, data in texts))


def how_much_pain(words: Words, day: date) -> Message:
    return Message(words("ask-pain"), scale(f"pain:{day}"))


def how_is_the_back(words: Words, day: date) -> Message:
    """The morning's question again, where the answer had no number."""
    return Message(words("ask-back"), scale(f"morning:{day}"))


def which_when(words: Words, day: date) -> Message:
    """When to remind again."""
    buttons = [Button(words.plain(f"when-{minutes}"), f"snooze:{minutes}:{day}") for minutes in (30, 60, 120, 240)]
    return Message(words("ask-when"), grid(buttons, 2))


def which_time(words: Words) -> Message:
    """The new daily time."""
    buttons = [Button(time, f"time:{time}") for time in ("06:00", "06:30", "07:00", "07:30", "08:00", "09:00")]
    return Message(words("ask-time"), grid(buttons, 3))


def which_zone(words: Words) -> Message:
    return Message(words("ask-zone"))


def which_day(words: Words, today: date) -> Message:
    """On which day it was: the last few as buttons."""
    days = [today - timedelta(days=back) for back in range(RECENT_DAYS)]
    buttons = [Button(opening_day(words, day, today), f"day:{day}") for day in days]
    return Message(words("ask-date"), grid(buttons, 2))


def until_when(words: Words) -> Message:
    return Message(words("ask-until"))


def what_do_you_mean(words: Words, day: date, stage: int, *, open_today: bool) -> Message:
    """Not understood: say so, and offer what people mostly want."""
    rows: Rows = (
        (Button(words.plain("intent-next"), "next"), Button(words.plain("intent-progress"), "progress")),
        (Button(words.plain("intent-how"), f"how:{stage}:full"), Button(words.plain("intent-help"), "help")),
    )
    if open_today:
        first = (Button(words.plain("intent-done"), f"done:{day}"), Button(words.plain("intent-log"), f"log:{day}"))
        rows = (first, *rows)
    return Message(words("ask-intent"), rows)
