"""Settings in the user's own words: `quiet from 22 to 7`, `Mondays and Thursdays only`, `dark pictures`, `/time 6:30`.

Each takes the words said about one setting and says what was set; False where they do not name a value.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import time

from bot.services import reviews, settings, settings_menu, typed
from bot.services.turn import Turn
from bot.wording.message import Message

CLOCK = re.compile(r"\d{1,2}(?:[:.h]\d{2})?(?:\s*(?:am|pm|a\.m\.|p\.m\.))?|noon|midnight", re.IGNORECASE)
LONGEST_PLAN = 100
HALF_A_DAY = 12
SWITCHES = frozenset({"nudge", "pictures"})
"""What is on or off: there is nothing to choose from."""


async def clock(turn: Turn, text: str) -> bool:
    """A new daily time."""
    at = typed.daily_time(turn, text)
    if at is not None:
        await settings.set_time(turn, at)
    return at is not None


async def zone(turn: Turn, text: str) -> bool:
    """A town, or a zone by its name."""
    await settings.zone_by_name(turn, text)
    return True


async def days(turn: Turn, text: str) -> bool:
    """At least as many weekdays as a week needs."""
    found = typed.weekdays(turn.words, text)
    if found is None or len(found) < turn.desk.programme.progress.fewest_days:
        return False
    turn.say(Message(await settings.new_days(turn, found)))
    return True


async def only_days(turn: Turn, text: str) -> bool:
    """A text of weekdays and nothing else that says it is about every week: `Mondays and Thursdays only`."""
    words = typed.plain_words(text)
    about = set(turn.words.plain("typed-days-only").split("|"))
    beside = {each for each in words if not typed.is_weekday(turn.words, each)}
    plural = any(each.endswith("s") and typed.is_weekday(turn.words, each) for each in words)
    fillers = about | set(turn.words.plain("typed-days-filler").split("|"))
    meant = bool(beside & about) or plural
    return meant and len(beside) < len(words) and beside <= fillers and await days(turn, text)


async def kit(turn: Turn, text: str) -> bool:
    """What is missing."""
    missing = typed.missing_kit(turn, text)
    if missing is not None:
        turn.say(Message(await settings.new_kit(turn, missing)))
    return missing is not None


async def quiet(turn: Turn, text: str) -> bool:
    """Two times of day, or none."""
    hours = quiet_hours(turn, text)
    if hours is None and (CLOCK.search(text) or not _says(turn, text, "typed-quiet-off")):
        return False
    turn.say(Message(settings.new_quiet(turn, hours)))
    return True


def quiet_hours(turn: Turn, text: str) -> tuple[time, time] | None:
    """`22 to 7`, `10 pm till 7 am`, `10 to 7`, which begins in the evening; None where it is not two times."""
    said = CLOCK.findall(text)
    times = [typed.daily_time(turn, each) for each in said]
    if len(times) != 2 or times[0] is None or times[1] is None or times[0] == times[1]:
        return None
    begins, ends = times[0], times[1]
    whole = re.search(r"[ap]\.?m|noon|midnight", text, re.IGNORECASE) or any(each.startswith("0") for each in said)
    if not whole and begins.hour <= HALF_A_DAY and ends < begins:
        begins = begins.replace(hour=(begins.hour + HALF_A_DAY) % 24)
    return begins, ends


async def plan(turn: Turn, text: str) -> bool:
    """The moment of an if-then plan, or none."""
    if typed.says(text, turn.words, "typed-skip"):
        turn.say(Message(settings.new_plan(turn, None)))
        return True
    moment = typed.moment(turn.words, text)
    if moment:
        turn.say(Message(settings.new_plan(turn, moment[:LONGEST_PLAN])))
    return bool(moment)


async def told_plan(turn: Turn, text: str) -> bool:
    """The same inside a whole sentence: `my plan is after lunch`, `new plan: after work`."""
    _, found, moment = text.partition(":")
    if not found:
        *_, moment = re.split(turn.words.plain("typed-plan-before"), text, flags=re.IGNORECASE)
    return moment.strip() not in {"", text.strip()} and await plan(turn, moment)


async def language(turn: Turn, text: str) -> bool:
    """The name or the code of a language that there are words for."""
    for code, words in turn.desk.languages.items():
        if typed.plain_words(text) & {code, words.plain("language-name").casefold()} and len(turn.desk.languages) > 1:
            turn.say(Message(settings.new_language(turn, code)))
            return True
    return False


async def nudge(turn: Turn, text: str) -> bool:
    return _switched(turn, text, ("typed-off", "typed-on-again"), lambda on: settings.new_nudge(turn, on=on))


async def review(turn: Turn, text: str) -> bool:
    return _switched(turn, text, ("typed-off", "typed-on-again"), lambda on: settings.new_review(turn, on=on))


async def pictures(turn: Turn, text: str) -> bool:
    return _switched(turn, text, ("typed-bright", "typed-dark"), lambda on: settings.new_pictures(turn, dark=on))


def _switched(turn: Turn, text: str, names: tuple[str, str], switch: Callable[[bool], str]) -> bool:
    """Off and on by the words of two lists; where both are said ("no nudge on Sundays") it is off."""
    for name, state in zip(names, (False, True), strict=True):
        if _says(turn, text, name):
            turn.say(Message(switch(state)))
            return True
    return False


def _says(turn: Turn, text: str, name: str) -> bool:
    return bool(typed.plain_words(text) & typed.plain_words(turn.words.plain(name).replace("|", " ")))


TYPED: dict[str, Callable[[Turn, str], Awaitable[bool]]] = {
    "time": clock,
    "zone": zone,
    "days": days,
    "kit": kit,
    "quiet": quiet,
    "plan": plan,
    "language": language,
    "nudge": nudge,
    "review": review,
    "pictures": pictures,
}


async def about(turn: Turn, item: str, text: str) -> None:
    """What was said about a setting; where it names no value, what there is to choose from."""
    takes = told_plan if item == "plan" else TYPED[item]
    if not await takes(turn, text):
        await _open(turn, item)


async def _open(turn: Turn, item: str) -> None:
    if item == "review":
        await reviews.show(turn)
    elif item in SWITCHES:
        await settings_menu.show_settings(turn)
    else:
        await settings_menu.open_item(turn, item)


async def command(turn: Turn, text: str) -> bool:
    """`/time 6:30`, `/quiet 22-7`, `/days mon thu`; False where it is no setting's name."""
    name, _, rest = text.removeprefix("/").partition(" ")
    item = name.split("@")[0].casefold()
    if not text.startswith("/") or item not in TYPED:
        return False
    if not rest.strip() or not await TYPED[item](turn, rest):
        await _open(turn, item)
    return True
