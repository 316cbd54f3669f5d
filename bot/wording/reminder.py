"""What the coach says of its own accord: the morning reminder, the one-line question, the evening nudge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count, takewhile

from bot.coach.model import Variant
from bot.coach.programme import Programme
from bot.coach.standing import Ease, Mode, Prescription, Return, Standing
from bot.wording.dose import dose_line, dose_of, drill_title
from bot.wording.keys import scale
from bot.wording.layout import lines, paragraphs
from bot.wording.message import Button, Message, Rows, Style
from bot.wording.offers import off_question, standstill
from bot.wording.words import Raw, Words

CUES = 2

__all__ = [
    "actions",
    "asking_for_a_better_time",
    "last_for_now",
    "morning_question",
    "notes",
    "nudge",
    "off_question",
    "reminder",
]


def reminder(
    words: Words,
    programme: Programme,
    standing: Standing,
    day: date,
    *,
    morning: int | None,
    ask_morning: bool,
    late: bool,
    if_then: str | None,
    greeting_name: str,
    brief: bool = False,
    snoozed: int = 0,
) -> Message:
    """The drill of `day`: dose, cues, a line that rotates, the morning question where it is due.

    `morning` is the back as told this morning, `snoozed` how often this reminder was put off. Where nothing is
    prescribed it is the question that stands in the way, or the morning question alone.
    """
    prescription = standing.prescription
    if prescription is None:
        return instead(words, programme, standing, day, ask_morning=ask_morning)
    snooze_left = snoozed < programme.reminders.snoozes_most
    text = paragraphs(
        lines(_title(words, programme, prescription, greeting_name), f"<b>{_dose(words, prescription)}</b>"),
        lines(*notes(words, programme, standing)),
        lines(*(words("reminder-cue", cue=cue) for cue in _cues(programme, prescription, day, brief))),
        lines(
            words("reminder-plan", plan=if_then) if if_then else "",
            "" if brief else words(_line_of(words, day)),
        ),
        lines(
            words("reminder-late") if late else "",
            "" if snooze_left else words("reminder-snoozed-out"),
            words("morning-ask") if ask_morning else _morning(words, morning),
        ),
    )
    return Message(text, _buttons(words, prescription, day, ask_morning=ask_morning, snooze=snooze_left))


def instead(words: Words, programme: Programme, standing: Standing, day: date, *, ask_morning: bool) -> Message:
    """What is said where nothing is prescribed."""
    if ask_morning and not standing.ask_off and standing.mode is not Mode.LOCKED:
        return morning_question(words, day)
    return standstill(words, programme, standing)


def _title(words: Words, programme: Programme, prescription: Prescription, name: str) -> str:
    drill = Raw(drill_title(words, programme, prescription))
    if name.strip():
        return words("reminder-title", name=name.strip(), drill=drill)
    return words("reminder-title-nameless", drill=drill)


def _dose(words: Words, prescription: Prescription) -> str:
    return dose_line(words, prescription).replace("<b>", "").replace("</b>", "")


def _morning(words: Words, value: int | None) -> str:
    return "" if value is None else words("reminder-morning-known", value=value)


def notes(words: Words, programme: Programme, standing: Standing) -> list[str]:
    """Why today's dose is not the plain one of its level, a short line each."""
    prescription = standing.prescription
    if prescription is None:
        return []
    values = {
        "sessions": programme.pain.eased_sessions,
        "calm": programme.pain.safe_max,
        "easier": programme.progress.easier_days,
        "seconds": programme.stage(prescription.stage).hang_seconds or 0,
    }
    said = [words(f"note-{name}", **values) for name in _notes(values, standing, prescription)]
    if prescription.weaker_first:
        said.append(words("note-weaker-first", side=words.plain(f"which-side-{prescription.weaker_first}")))
    return said


def _notes(values: Mapping[str, int], standing: Standing, prescription: Prescription) -> Iterator[str]:
    if standing.returning is not Return.AS_PLANNED:
        yield standing.returning
    if standing.ease is not Ease.NONE:
        yield standing.ease
    elif prescription.variant is Variant.EASIER and values["seconds"]:
        yield "hang"
    if prescription.less_range:
        yield "less-range"


def _cues(programme: Programme, prescription: Prescription, day: date, brief: bool) -> list[str]:
    """Two cues of the drill (one in a brief reminder), the next ones every day."""
    cues = programme.stage(prescription.stage).drill.cues
    wanted = min(1 if brief else CUES, len(cues))
    first = day.toordinal() * wanted
    return [cues[(first + n) % len(cues)] for n in range(wanted)]


def _line_of(words: Words, day: date) -> str:
    known = list(takewhile(words.knows, (f"morning-line-{n}" for n in count())))
    return known[day.toordinal() % len(known)]


def actions(words: Words, prescription: Prescription, day: date) -> Rows:
    """Start, Done as planned, Log sets, Show me: for one drill day."""
    how = Button(words.plain("do-how"), f"how:{prescription.stage}:{prescription.variant}")
    return (_start(words, day), _logging(words, day), (how,))


def _start(words: Words, day: date) -> tuple[Button, ...]:
    return (Button(words.plain("do-go"), f"go:{day.isoformat()}", Style.PRIMARY),)


def _logging(words: Words, day: date) -> tuple[Button, ...]:
    done = Button(words.plain("do-done"), f"done:{day.isoformat()}", Style.SUCCESS)
    return done, Button(words.plain("do-log"), f"log:{day.isoformat()}")


def _skip(words: Words, day: date) -> Button:
    return Button(words.plain("do-skip"), f"skip:{day.isoformat()}")


def _buttons(words: Words, prescription: Prescription, day: date, *, ask_morning: bool, snooze: bool) -> Rows:
    start, logging, (how,) = actions(words, prescription, day)
    later = Button(words.plain("do-snooze"), f"snooze:60:{day.isoformat()}")
    put_off = (later, _skip(words, day)) if snooze else (_skip(words, day),)
    asked = scale(f"morning:{day.isoformat()}") if ask_morning else ()
    return (*asked, start, logging, (*put_off, how))


def morning_question(words: Words, day: date) -> Message:
    """The back on the morning of `day`, on its own."""
    return Message(words("morning-ask-alone"), scale(f"morning:{day.isoformat()}"))


def nudge(words: Words, programme: Programme, standing: Standing, day: date) -> Message:
    """The one evening nudge of an open day; ValueError where nothing is prescribed."""
    prescription = standing.prescription
    if prescription is None:
        raise ValueError("nothing is open to be nudged about")
    week = standing.week
    text = lines(
        words(
            "nudge",
            drill=Raw(drill_title(words, programme, prescription)),
            dose=Raw(dose_of(words, prescription.dose, prescription.unit)),
        ),
        words("nudge-safe" if week.kept else "nudge-week", done=week.done, required=week.required),
    )
    quiet = Button(words.plain("do-no-nudges"), "nudge:off")
    return Message(text, (_logging(words, day), (_skip(words, day), quiet)))


LATER = ("snooze:", "skip:", "how:")
"""Buttons that make room for the question of a better time."""


def asking_for_a_better_time(words: Words, message: Message) -> Message:
    """A daily message after days without a word: would another time suit better?"""
    kept = tuple(tuple(each for each in row if not each.data.startswith(LATER)) for row in message.buttons)
    answers: Rows = (
        (Button(words.plain("better-time"), "better:time"), Button(words.plain("better-keep"), "better:keep")),
        (Button(words.plain("better-stop"), "better:stop"),),
    )
    return replace(
        message, text=paragraphs(message.text, words("better-ask")), buttons=(*(row for row in kept if row), *answers)
    )


def last_for_now(words: Words, message: Message) -> Message:
    """The last reminder before the coach leaves someone in peace."""
    return replace(message, text=paragraphs(message.text, words("last-for-now")))
