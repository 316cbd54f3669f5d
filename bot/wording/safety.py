"""Alarms: where to go, and how the lock is lifted."""

from __future__ import annotations

from collections.abc import Sequence

from bot.coach.model import Tier
from bot.wording.keys import grid, one_each
from bot.wording.message import Button, Message, Rows, Style
from bot.wording.words import Raw, Words


def _signs(words: Words, signs: Sequence[str]) -> str:
    return "\n".join(f"• {words(sign_name(words, sign))}" for sign in signs)


def sign_name(words: Words, sign: str) -> str:
    """The sentence of a sign; one that has none is told as `something serious`."""
    return f"sign-{sign}" if words.knows(f"sign-{sign}") else "sign-unknown"


def _ways_out(words: Words) -> Rows:
    return one_each(
        (
            Button(words.plain("button-clear"), "clear:ask"),
            Button(words.plain("button-misread"), "misread:ask"),
        )
    )


def alarm(words: Words, tier: Tier, signs: Sequence[str]) -> Message:
    """What to do now, by tier; first the place to go, then what I heard."""
    return Message(words(f"alarm-{tier.value}", signs=Raw(_signs(words, signs)), stored="yes"), _ways_out(words))


def alarm_unstored(words: Words, tier: Tier, signs: Sequence[str]) -> Message:
    """The same for someone who has not agreed yet: nothing is stored, so there is nothing to lift."""
    return Message(words(f"alarm-{tier.value}", signs=Raw(_signs(words, signs)), stored="no"))


def severity_question(words: Words) -> Message:
    """An accident: how bad was it?"""
    serious = Button(words.plain("severity-serious"), "severity:serious", Style.DANGER)
    light = Button(words.plain("severity-light"), "severity:light")
    return Message(words("severity-ask"), one_each((serious, light)))


def clear_question(words: Words) -> Message:
    yes = Button(words.plain("clear-yes"), "clear:yes", Style.SUCCESS)
    no = Button(words.plain("clear-no"), "clear:no")
    return Message(words("clear-ask"), one_each((yes, no)))


def misread_question(words: Words, signs: Sequence[str]) -> Message:
    yes = Button(words.plain("misread-yes"), "misread:yes")
    no = Button(words.plain("misread-no"), "misread:no", Style.DANGER)
    return Message(words("misread-ask", signs=Raw(_signs(words, signs))), one_each((yes, no)))


def cleared(words: Words) -> Message:
    return Message(words("cleared"))


def misread_corrected(words: Words) -> Message:
    return Message(words("misread-corrected"))


def accident_light(words: Words) -> Message:
    return Message(words("accident-light"))


def still_held(words: Words) -> Message:
    return Message(words("still-held"), _ways_out(words))


def nothing_held(words: Words) -> Message:
    return Message(words("nothing-held"))


def no_signs(words: Words) -> Message:
    return Message(words("no-signs"))


def which_signs(words: Words, signs: Sequence[str]) -> Message:
    """A button a sign; a sign may be typed as well."""
    buttons = [
        Button(words.plain(f"sign-short-{sign}"), f"signs:{sign}")
        for sign in signs
        if words.knows(f"sign-short-{sign}")
    ]
    return Message(words("which-signs"), grid(buttons, 2))
