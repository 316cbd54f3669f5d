"""The questions asked before the first drill."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.coach.programme import Programme, ScreeningItem
from bot.wording.keys import grid, one_each, scale, toggle
from bot.wording.message import Button, Message, Rows, Style
from bot.wording.moments import clock, weekday
from bot.wording.words import Raw, Words

BACK = "back"
SUGGESTED_TIMES = ("06:00", "06:30", "07:00", "07:30", "08:00", "09:00")
PLANS = ("coffee", "teeth", "dressed", "gym")
ZONES_OF_LANGUAGE = {
    "en": ("Europe/London", "America/New_York", "America/Chicago", "America/Los_Angeles", "Asia/Kolkata",
           "Australia/Sydney"),
    "de": ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich"),
    "es": ("Europe/Madrid", "America/Mexico_City", "America/Bogota", "America/Argentina/Buenos_Aires"),
    "pt": ("Europe/Lisbon", "America/Sao_Paulo"),
    "fr": ("Europe/Paris", "America/Toronto"),
    "ru": ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk"),
}  # fmt: skip
ZONES_ELSEWHERE = ("Europe/London", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Tokyo")
"""A first guess by Telegram's language; a town or a location settles it."""


def _tap(step: str, value: str) -> str:
    return f"ob:{step}:{value}"


def _back(words: Words, step: str) -> Rows:
    return ((Button(words.plain("step-back"), _tap(step, BACK)),),)


def welcome(words: Words, first_name: str) -> Message:
    """Who the coach is and is not, and the agreement."""
    name = words("name-greeting", name=first_name) if first_name.strip() else ""
    agree = Button(words.plain("agree"), _tap("consent", "yes"), Style.SUCCESS)
    what = Button(words.plain("agree-what"), _tap("consent", "what"))
    return Message(words("welcome", name=Raw(name)), one_each((agree, what)))


def screening(words: Words, items: Sequence[ScreeningItem], chosen: Set[str]) -> Message:
    """The list, with a toggle each."""
    listed = _numbered(words, [item.text for item in items])
    toggles = [toggle(str(n), _tap("screening", item.key), item.key in chosen) for n, item in enumerate(items, 1)]
    end = _ending(words, "screening", bool(chosen))
    return Message(words("screening-ask", items=Raw(listed)), (*grid(toggles, 6), *end, *_back(words, "screening")))


def flags(words: Words, item: ScreeningItem, chosen: Set[str], *, which: bool) -> Message:
    """The red-flag item on its own; `which`: the signs to choose from."""
    text = words("flags-ask", items=Raw("\n".join(f"• {words(f'sign-{sign}')}" for sign in item.signs)))
    if not which:
        yes = Button(words.plain("flags-yes"), _tap("flags", "which"), Style.DANGER)
        none = Button(words.plain("step-none"), _tap("flags", "none"), Style.SUCCESS)
        return Message(text, (*one_each((none, yes)), *_back(words, "flags")))
    toggles = [toggle(words.plain(f"sign-short-{sign}"), _tap("flags", sign), sign in chosen) for sign in item.signs]
    return Message(words("flags-which"), (*grid(toggles, 2), *_ending(words, "flags", bool(chosen))))


def _numbered(words: Words, texts: Sequence[str]) -> str:
    return "\n".join(words("screening-item", number=str(n), text=text) for n, text in enumerate(texts, 1))


def _ending(words: Words, step: str, chosen: bool) -> Rows:
    if chosen:
        return ((Button(words.plain("step-done"), _tap(step, "done"), Style.PRIMARY),),)
    return ((Button(words.plain("step-none"), _tap(step, "none"), Style.SUCCESS),),)


def baseline(words: Words) -> Message:
    """The usual back pain."""
    return Message(words("baseline-ask"), (*scale("ob:baseline"), *_back(words, "baseline")))


def zone(words: Words, language: str, now: datetime) -> Message:
    """Places with their time now: the one that shows the user's own time is right."""
    share = Button(words.plain("zone-share"), _tap("zone", "share"))
    options = zone_options(words, language, now, "ob:zone")
    return Message(words("zone-ask"), (*options, (share,), *_back(words, "zone")))


def zone_options(words: Words, language: str, now: datetime, prefix: str) -> Rows:
    """Likely zones by language, each with its time now."""
    zones = ZONES_OF_LANGUAGE.get(language.partition("-")[0], ZONES_ELSEWHERE)
    options = [
        Button(
            words.plain("zone-option", time=clock(now.astimezone(ZoneInfo(name))), place=_town(name)),
            f"{prefix}:{name}",
        )
        for name in zones
    ]
    return grid(options, 2)


def _town(zone_name: str) -> str:
    return zone_name.rpartition("/")[2].replace("_", " ")


def which_place(words: Words, places: Sequence[tuple[str, str, str]], prefix: str = "ob:zone") -> Message:
    """Several towns of that name: each a name, a country and a zone."""
    options = [
        Button(words.plain("zone-place", name=name, country=country, zone=zone), f"{prefix}:{zone}")
        for name, country, zone in places
    ]
    return Message(words("zone-which"), one_each(options))


def share_location(words: Words) -> Message:
    """The keyboard button that Telegram needs for a location."""
    return Message(words("zone-share-ask"), ask_location=words.plain("zone-share"))


def reminder_time(words: Words) -> Message:
    options = [Button(time, _tap("time", time)) for time in SUGGESTED_TIMES]
    return Message(words("time-ask"), (*grid(options, 3), *_back(words, "time")))


def training_days(words: Words) -> Message:
    options = (
        Button(words.plain("days-option-every"), _tap("days", "0123456"), Style.PRIMARY),
        Button(words.plain("days-option-three"), _tap("days", "024")),
        Button(words.plain("days-option-choose"), _tap("days", "choose")),
    )
    return Message(words("days-ask"), (*one_each(options), *_back(words, "days")))


def choose_days(words: Words, chosen: Set[int], fewest: int, prefix: str = "ob:days") -> Message:
    """A toggle a weekday."""
    toggles = [toggle(weekday(words, n, short=True), f"{prefix}:t{n}", n in chosen) for n in range(7)]
    done = (Button(words.plain("step-done"), f"{prefix}:done", Style.PRIMARY),)
    return Message(words("days-choose", fewest=fewest), (*grid(toggles, 4), done))


def kit(words: Words, programme: Programme) -> Message:
    items = "\n".join(words("kit-item", name=piece.name) for piece in programme.kit)
    options = (
        Button(words.plain("kit-all"), _tap("kit", "all"), Style.PRIMARY),
        Button(words.plain("kit-choose"), _tap("kit", "choose")),
    )
    return Message(words("kit-ask", items=Raw(items)), (*one_each(options), *_back(words, "kit")))


def choose_kit(words: Words, programme: Programme, missing: Set[str], prefix: str = "ob:kit") -> Message:
    """A toggle a piece that is missing."""
    toggles = [toggle(piece.name, f"{prefix}:t{piece.key}", piece.key in missing) for piece in programme.kit]
    done = (Button(words.plain("step-done"), f"{prefix}:done", Style.PRIMARY),)
    return Message(words("kit-missing-ask"), (*one_each(toggles), done))


def plan(words: Words) -> Message:
    options = [Button(words.plain(f"plan-option-{key}"), _tap("plan", key)) for key in PLANS]
    skip = Button(words.plain("plan-skip"), _tap("plan", "skip"))
    return Message(words("plan-ask"), (*one_each(options), (skip,), *_back(words, "plan")))
