"""Small answers with buttons: settings, pauses, erasing, and the user's own record as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot.wording.keys import grid, one_each
from bot.wording.message import Button, Message, Style
from bot.wording.moments import clock, days, listed, on_day
from bot.wording.words import Raw, Words


def morning_noted(words: Words, value: int, day: date, *, above: bool) -> Message:
    """The morning's answer; one above the usual asks whether the back was loaded the day before."""
    text = words("morning-noted", value=value)
    if not above:
        return Message(text)
    lifted = lifted_question(words, day)
    return Message(f"{text}\n{lifted.text}", lifted.buttons)


def lifted_question(words: Words, day: date) -> Message:
    """A morning above the usual: was the back loaded the day before?"""
    return Message(words("morning-above"), ((Button(words.plain("button-lifted"), f"lifted:{day}"),),))


def snoozed_enough(words: Words, day: date) -> Message:
    skip = Button(words.plain("button-skip"), f"skip:{day}")
    one = Button(words.plain("button-one-set"), f"oneset:{day}")
    return Message(words("snooze-enough"), ((one, skip),))


def paused(words: Words, until: date | None, today: date) -> Message:
    back = ((Button(words.plain("button-resume"), "resume"),),)
    if until is None:
        return Message(words("paused-open"), back)
    return Message(words("paused-until", day=on_day(words, until, today)), back)


def which_place(words: Words, places: Sequence[tuple[str, str, str]]) -> Message:
    """Several towns of one name: each a name, a country and a zone."""
    options = [
        Button(words.plain("zone-place", name=name, country=country, zone=zone), f"zone:{zone}")
        for name, country, zone in places
    ]
    return Message(words("zone-which"), one_each(options))


def ask_zone(words: Words) -> Message:
    return Message(words("ask-zone"), ask_location=words.plain("zone-share"))


def delete_question(words: Words) -> Message:
    yes = Button(words.plain("delete-yes"), "delete:yes", Style.DANGER)
    no = Button(words.plain("delete-no"), "delete:no")
    return Message(words("delete-ask"), one_each((yes, no)))


def settings(
    words: Words,
    *,
    weekdays: Sequence[int],
    at: time | None,
    zone: str,
    nudge: bool,
    missing: Sequence[str],
    if_then: str | None,
) -> Message:
    """Everything that can be changed, each by a tap."""
    kit = words("settings-kit-missing", kit=listed(words, list(missing))) if missing else words("settings-kit-all")
    lines = [
        words(
            "settings",
            days=days(words, weekdays),
            time=clock(at) if at else "",
            zone=zone,
            nudge=words.plain("settings-on" if nudge else "settings-off"),
            kit=Raw(kit),
        )
    ]
    if if_then:
        lines.append(words("finish-plan", plan=if_then))
    buttons = (
        Button(words.plain("settings-time"), "set:time"),
        Button(words.plain("settings-days"), "set:days"),
        Button(words.plain("settings-zone"), "set:zone"),
        Button(words.plain("settings-kit"), "set:kit"),
        Button(
            words.plain("settings-nudge-off" if nudge else "settings-nudge-on"), f"nudge:{'off' if nudge else 'on'}"
        ),
    )
    return Message("\n".join(lines), grid(buttons, 2))
