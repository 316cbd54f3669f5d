"""Small answers with buttons: settings, pauses, erasing, and the user's own record as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.coach.programme import Accounts
from bot.wording.keys import one_each
from bot.wording.message import Button, Message, Style
from bot.wording.moments import on_day
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


def still_wanted(words: Words, accounts: Accounts) -> Message:
    """After a year without a word: shall the record be kept?"""
    keep = Button(words.plain("still-keep"), "still:keep", Style.SUCCESS)
    erase = Button(words.plain("delete-yes"), "delete:yes", Style.DANGER)
    months, left = accounts.ask_after_days // 30, accounts.erase_after_days - accounts.ask_after_days
    return Message(words("still-wanted", months=months, days=left), one_each((keep, erase)))


def privacy(words: Words, accounts: Accounts, contact: str = "", copies_days: int | None = None) -> Message:
    """What is stored, where, for how long and who can see it. `contact`: whom to ask, where somebody is named."""
    months, erased = accounts.ask_after_days // 30, accounts.erase_after_days // 30
    copies = words("privacy-copies", days=copies_days) if copies_days is not None else words("privacy-copies-unknown")
    asked = words("privacy-contact", contact=contact) if contact else ""
    return Message(words("privacy", months=months, erased=erased, copies=Raw(copies), contact=Raw(asked)))
