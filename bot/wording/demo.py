"""How a drill is done: the drawing and the words beside it."""

from __future__ import annotations

from bot.coach.model import Variant
from bot.coach.programme import Drill, Programme
from bot.wording.dose import drill_name
from bot.wording.keys import one_each
from bot.wording.layout import folded, lines, paragraphs
from bot.wording.message import Button, Message
from bot.wording.words import Raw, Words


def how(words: Words, programme: Programme, stage: int, variant: Variant, substitute: bool) -> Message:
    """Set-up, move, cues, faults with their fixes and safety of a stage's drill, and one tap to the other variant.

    The easier variant comes without the faults: they are one tap away, and the words fit beside the picture.
    """
    drill = programme.stage(stage).drill
    name = drill_name(words, programme, stage, variant, substitute=substitute)
    text = paragraphs(
        lines(words("how-title", name=Raw(name)), _changed(words, drill, variant, substitute)),
        lines(words("how-setup", text=drill.setup), words("how-move", text=drill.move)),
        lines(words("how-cues"), *(words("how-cue", text=cue) for cue in drill.cues)),
        lines(folded(_more(words, drill)) if variant is Variant.FULL else "", words("how-safety", text=drill.safety)),
    )
    return Message(text, one_each([_other(words, stage, variant)]), picture=picture(drill, variant, substitute))


def picture(drill: Drill, variant: Variant, substitute: bool) -> str:
    """The key of the drawing: the easier variant needs no kit, so it goes before the substitute."""
    if variant is Variant.EASIER:
        return f"{drill.key}/easier"
    return f"{drill.key}/substitute" if substitute else f"{drill.key}/full"


def _changed(words: Words, drill: Drill, variant: Variant, substitute: bool) -> str:
    return lines(
        words("how-easier", text=drill.easier) if variant is Variant.EASIER else "",
        words("how-substitute", text=drill.without_kit) if substitute else "",
    )


def _more(words: Words, drill: Drill) -> str:
    faults = (words("how-fault", fault=each.fault.rstrip("."), fix=each.fix) for each in drill.faults)
    return lines(words("how-faults"), *faults, words("how-side", text=drill.side))


def _other(words: Words, stage: int, variant: Variant) -> Button:
    other = Variant.FULL if variant is Variant.EASIER else Variant.EASIER
    return Button(words.plain(f"how-button-{other}"), f"how:{stage}:{other}")
