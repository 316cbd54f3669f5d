"""Short typed answers to one known question: days, kit, times, a yes. Free replies are read by bot.replies."""

from __future__ import annotations

import re
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.replies import Plan, read
from bot.services.turn import Turn
from bot.wording.words import Words

NO_PLAN = Plan(sets=3, amount=8, unit="reps")
"""What a text is read against where no drill is open; its numbers are not used."""
HIGHEST_PAIN = 10


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s-]", " ", text.casefold().replace("’", "'").replace("'", "")).split())


def plain_words(text: str) -> set[str]:
    """The words of a text without case and punctuation."""
    return set(_plain(text).split())


def says(text: str, words: Words, name: str) -> bool:
    """Whether a text is one of the phrases listed (separated by `|`) under that name."""
    return _plain(text) in {_plain(phrase) for phrase in words.plain(name).split("|")}


def is_back(text: str, words: Words) -> bool:
    return says(text, words, "typed-back")


def clock(value: str) -> time:
    """`07:05`; ValueError otherwise."""
    return time.fromisoformat(value)


def pain_of(value: str) -> int:
    """0..10; ValueError otherwise."""
    number = int(value)
    if not 0 <= number <= HIGHEST_PAIN:
        raise ValueError("pain is 0 to 10")
    return number


def weekday_of(value: str) -> int:
    number = int(value)
    if not 0 <= number <= 6:
        raise ValueError("a weekday is 0 to 6")
    return number


def zone_of(value: str) -> str:
    """An IANA name that this machine knows; ValueError otherwise."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("no such time zone") from error
    return value


def daily_time(turn: Turn, text: str) -> time | None:
    """A time of day in any words; read as the wish it answers, so that one grammar of times serves both."""
    wish = f"remind me every day at {text}"
    return read(wish, now=turn.local, plan=NO_PLAN, asked=None, vocabulary=turn.vocabulary).time


def weekdays(words: Words, text: str) -> tuple[int, ...] | None:
    """`mon wed fri`, `every day`, `weekdays`, `Tuesdays and Fridays`; None where no day is named."""
    if says(text, words, "typed-every-day"):
        return tuple(range(7))
    if says(text, words, "typed-workdays"):
        return tuple(range(5))
    days = {number for word in _plain(text).split() for number in range(7) if _names_day(words, word, number)}
    return tuple(sorted(days)) or None


def is_weekday(words: Words, word: str) -> bool:
    """`monday`, `mondays`, `mon`."""
    return any(_names_day(words, word, number) for number in range(7))


def _names_day(words: Words, word: str, number: int) -> bool:
    full, short = (words.plain(name).casefold() for name in (f"weekday-{number}", f"weekday-short-{number}"))
    return word.removesuffix("s") == full or (word.startswith(short) and full.startswith(word.removesuffix("s")))


def missing_kit(turn: Turn, text: str) -> tuple[str, ...] | None:
    """Which pieces a text says are missing: `all`, `nothing`, `no bar`, `no mini band or mat`."""
    if says(text, turn.words, "typed-have-all"):
        return ()
    kit = turn.desk.programme.kit
    if says(text, turn.words, "typed-have-nothing"):
        return tuple(piece.key for piece in kit)
    said = set(_plain(text).split())
    if not said & set(turn.words.plain("typed-missing-words").split("|")):
        return None
    whole = tuple(piece.key for piece in kit if set(piece.key.split("_")) <= said)
    return whole or tuple(piece.key for piece in kit if set(piece.key.split("_")) & said) or None


def place(words: Words, text: str) -> str | None:
    """Where it hurts, in a word or two: one of Where's values; None where no place is named."""
    said = f" {_plain(text)} "
    for where in ("low_back", "hip_front", "elsewhere"):
        if any(f" {_plain(name)} " in said for name in words.plain(f"typed-where-{where}").split("|")):
            return where
    return None


def moment(words: Words, text: str) -> str:
    """The moment of an if-then plan without its `after`."""
    said = " ".join(text.split()).strip(" .!")
    for start in words.plain("typed-after").split("|"):
        if said.casefold().startswith(f"{start} "):
            said = said[len(start) + 1 :]
    return said
