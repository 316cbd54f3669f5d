"""The settings: one message that is edited in place, with a view for each thing that can be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as Chosen
from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.coach.programme import Programme
from bot.wording import welcome
from bot.wording.keys import grid, one_each
from bot.wording.layout import lines, paragraphs
from bot.wording.message import Button, Message, Rows, Style
from bot.wording.moments import clock, days, listed
from bot.wording.words import Raw, Words

BACK = "set:back"
QUIET = ("22:00-07:00", "21:00-07:00", "23:00-06:00")
"""Quiet hours on buttons, as their data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllSet:
    """Everything as it is set. `when`: the next reminder in words; `other_languages`: whether there are any."""

    weekdays: Sequence[int]
    at: time | None
    zone: str
    when: str
    nudge: bool
    review: bool
    quiet: tuple[time, time] | None
    missing: Sequence[str]
    if_then: str | None
    dark: bool
    other_languages: bool


def overview(words: Words, now: AllSet, note: str = "") -> Message:
    """Everything that can be changed, each by a tap; `note` says what was changed just now."""
    text = lines(
        words("settings", days=days(words, now.weekdays), time=clock(now.at) if now.at else "–", zone=now.zone),
        words("settings-next", when=now.when),
        _kit(words, now.missing),
        words("finish-plan", plan=now.if_then) if now.if_then else words("settings-no-plan"),
        _quiet(words, now.quiet),
        words("settings-language" if now.other_languages else "settings-language-only"),
    )
    return Message(paragraphs(note, text), _buttons(words, now))


def _kit(words: Words, missing: Sequence[str]) -> str:
    return words("settings-kit-missing", kit=listed(words, list(missing))) if missing else words("settings-kit-all")


def _quiet(words: Words, hours: tuple[time, time] | None) -> str:
    if hours is None:
        return words("settings-no-quiet")
    return words("settings-quiet-hours", **{"from": clock(hours[0]), "until": clock(hours[1])})


def _buttons(words: Words, now: AllSet) -> Rows:
    items = [
        Button(words.plain(f"settings-{item}"), f"set:{item}") for item in ("time", "days", "zone", "quiet", "kit")
    ]
    items.append(Button(words.plain("settings-plan"), "set:plan"))
    switches = (("nudge", now.nudge), ("review", now.review))
    items += [_switch(words, name, words.plain("settings-on" if on else "settings-off")) for name, on in switches]
    items.append(_switch(words, "pictures", words.plain("settings-dark" if now.dark else "settings-light")))
    items.append(Button(words.plain("settings-tongue"), "set:language"))
    return grid(items, 2)


def _switch(words: Words, name: str, state: str) -> Button:
    return Button(words.plain(f"settings-{name}", state=state), f"set:{name}")


def _back(words: Words) -> Rows:
    return ((Button(words.plain("step-back"), BACK),),)


def which_time(words: Words) -> Message:
    options = [Button(time, f"set:time:{time}") for time in welcome.SUGGESTED_TIMES]
    return Message(words("ask-time"), (*grid(options, 3), *_back(words)))


def which_days(words: Words, chosen: Chosen[int], fewest: int) -> Message:
    return _with_back(words, welcome.choose_days(words, chosen, fewest, "set:days"))


def which_kit(words: Words, programme: Programme, missing: Chosen[str]) -> Message:
    return _with_back(words, welcome.choose_kit(words, programme, missing, "set:kit"))


def which_zone(words: Words, language: str, now: datetime) -> Message:
    """Places with their time now, and the way to share a location."""
    share = (Button(words.plain("zone-share"), "set:zone:share"),)
    return Message(words("ask-zone"), (*welcome.zone_options(words, language, now, "set:zone"), share, *_back(words)))


def which_quiet(words: Words) -> Message:
    hours = [Button(text.replace("-", "–"), f"set:quiet:{text}") for text in QUIET]
    none = Button(words.plain("quiet-none"), "set:quiet:off")
    return Message(words("ask-quiet"), (*grid(hours, 1), (none,), *_back(words)))


def which_plan(words: Words) -> Message:
    options = [Button(words.plain(f"plan-option-{key}"), f"set:plan:{key}") for key in welcome.PLANS]
    none = Button(words.plain("plan-none"), "set:plan:none")
    return Message(words("ask-plan"), (*one_each((*options, none)), *_back(words)))


def which_language(words: Words, names: Mapping[str, str], chosen: str) -> Message:
    """The languages there are words for; honest where that is one."""
    if len(names) < 2:
        return Message(words("language-only"), _back(words))
    options = [
        Button(name, f"set:language:{code}", Style.PRIMARY if code == chosen else Style.PLAIN)
        for code, name in sorted(names.items())
    ]
    return Message(words("ask-language"), (*grid(options, 2), *_back(words)))


def _with_back(words: Words, message: Message) -> Message:
    return replace(message, buttons=(*message.buttons, *_back(words)))


def quiet_set(words: Words, hours: tuple[time, time] | None, reminder: str) -> str:
    """What was set; `reminder`: the time of a reminder that lies inside, else empty."""
    if hours is None:
        return words("quiet-off")
    inside = words("quiet-reminder", time=reminder) if reminder else ""
    return lines(words("quiet-set", **{"from": clock(hours[0]), "until": clock(hours[1])}), inside)


def time_set(words: Words, at: time, when: str, *, quiet: bool) -> str:
    """A new daily time; one inside the quiet hours is honoured, and said to lie there."""
    return lines(words("time-set", time=clock(at), when=when), words("time-is-quiet") if quiet else "")


def kit_set(words: Words, missing: Sequence[str]) -> str:
    return words("kit-set", kit=Raw(_kit(words, missing)))
