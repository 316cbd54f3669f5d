"""The one message of a session that counts along: what it shows at every step, and its buttons."""

from __future__ import annotations

from datetime import datetime

from bot.coach.live import End, Live, Press
from bot.coach.programme import Programme
from bot.coach.routine import Phase
from bot.wording.clip import clip_of, drawing_of
from bot.wording.dose import amount, drill_name, sets_line
from bot.wording.layout import lines, paragraphs
from bot.wording.message import Button, Message, Rows, Style
from bot.wording.words import Raw, Words

SECONDS_A_MINUTE = 60
SECOND_SIDE = 2
"""The step after the first side of reps and the change of sides."""


def live_message(words: Words, programme: Programme, live: Live, now: datetime) -> Message:
    """The session as it stands; countdowns are those of this instant."""
    if live.ended is not None:
        return Message(_over(words, live, live.ended), _after(words, live), drawing_of(programme, live.routine))
    if live.clip_runs:
        text = lines(_both(words, live), words("live-clip"))
        return Message(text, _buttons(words, live), clip_of(programme, live.routine))
    step, hints = _step(words, live, now), _hints(words, programme, live)
    text = paragraphs(_title(words, programme, live), step, hints)
    return Message(text, _buttons(words, live), drawing_of(programme, live.routine))


def _title(words: Words, programme: Programme, live: Live) -> str:
    """The drill's name, and which side is which, at the beginning."""
    if live.at > 0:
        return ""
    r = live.routine
    name = drill_name(words, programme, r.stage, r.variant, substitute=r.substitute)
    return words("how-title", name=Raw(name))


def _step(words: Words, live: Live, now: datetime) -> str:
    if live.paused is not None:
        return lines(_where(words, live), _paused(words, live, live.left(now)))
    r, step = live.routine, live.step
    left = live.left(now)
    match step.phase:
        case Phase.POSITION:
            return lines(_both(words, live), words("live-position", set=step.set, ready=r.ready))
        case Phase.SWITCH:
            return lines(_where(words, live), words("live-switch", side=_side(words, step.side), left=left))
        case Phase.REST:
            next_ = words("live-rest", left=left, next=step.set + 1, side=_side(words, step.side))
            return lines(_where(words, live), next_)
    if step.seconds is None:
        dose = Raw(amount(words, r.dose.amount, r.unit))
        other = words("live-other-number") if live.at == SECOND_SIDE else ""
        return lines(_where(words, live), words("live-reps", amount=dose), other)
    return lines(_where(words, live), words("live-hold" if live.is_ready(now) else "live-ready", left=left))


def _where(words: Words, live: Live) -> str:
    """Which set, and the side that is at work in it."""
    step, sets = live.step, live.routine.dose.sets
    match step.phase:
        case Phase.POSITION:
            return _both(words, live)
        case Phase.REST:
            return words("live-set-done", set=step.set, sets=sets)
        case Phase.SWITCH:
            return words("live-set", set=step.set, sets=sets)
    return words("live-set-work", set=step.set, sets=sets, side=_side(words, step.side))


def _both(words: Words, live: Live) -> str:
    r = live.routine
    dose = Raw(amount(words, r.dose.amount, r.unit))
    return words("live-set-both", set=live.step.set, sets=r.dose.sets, amount=dose, side=_side(words, r.first))


def _side(words: Words, side: str) -> Raw:
    named = words(f"which-side-{side}")
    return Raw(f"<b>{named}</b>")


def _paused(words: Words, live: Live, left: int | None) -> str:
    if live.missed:
        return words("live-missed")
    if left is None:
        return words("live-paused")
    held = live.step.phase is Phase.WORK
    return words("live-paused-hold") if held else words("live-paused-clock", left=left)


def _hints(words: Words, programme: Programme, live: Live) -> str:
    """At the beginning which side is which, later one cue, another one for each set."""
    if live.paused is not None or live.step.phase in {Phase.SWITCH, Phase.REST}:
        return ""
    drill = programme.stage(live.routine.stage).drill
    cue = drill.cues[(live.step.set - 1) % len(drill.cues)]
    return lines(
        words("how-side", text=drill.side) if live.at == 0 else words("live-cue", cue=cue),
        words("note-less-range") if live.routine.less_range else "",
    )


def _buttons(words: Words, live: Live) -> Rows:
    """Next, Pause (where a clock runs), Stop here."""
    place = f"{int(live.began.timestamp())}:{live.mark}"

    def button(what: Press, label: str, style: Style = Style.PLAIN) -> Button:
        return Button(label, f"live:{what}:{place}", style)

    stop = button(Press.STOP, words.plain("live-stop"))
    if live.paused is not None:
        return ((button(Press.GO_ON, words.plain("live-goon"), Style.PRIMARY), stop),)
    begins = live.step.phase is Phase.POSITION
    label = words.plain("live-begin", set=live.step.set) if begins else words.plain("live-next")
    forward = button(Press.NEXT, label, Style.PRIMARY)
    if live.step.seconds is None:
        return ((forward, stop),)
    return ((forward, button(Press.PAUSE, words.plain("live-pause")), stop),)


def _over(words: Words, live: Live, how: End) -> str:
    sets = Raw(sets_line(words, live.sets, live.routine.unit)) if live.sets else None
    if how is End.ALARM:
        return words("live-over-alarm-done", sets=sets) if sets else words("live-over-alarm")
    if how is End.TOLD:
        return words("live-over")
    if sets is None:
        return words("live-over-nothing")
    if how is End.LEFT:
        minutes = live.routine.idle // SECONDS_A_MINUTE
        return words("live-over") if live.settled else words("live-over-left", minutes=minutes, sets=sets)
    return words("live-over-done") if how is End.DONE else words("live-over-stopped", sets=sets)


def _after(words: Words, live: Live) -> Rows:
    """An abandoned session is written down only on the user's word."""
    if live.ended is not End.LEFT or live.settled or not live.sets:
        return ()
    place = int(live.began.timestamp())
    keep = Button(words.plain("live-keep"), f"live:keep:{place}", Style.PRIMARY)
    return ((keep, Button(words.plain("live-drop"), f"live:drop:{place}")),)
