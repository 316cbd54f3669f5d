"""Where someone stands: what's next, the map of the stages, and why."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.coach.programme import Programme
from bot.coach.standing import Ease, Mode, Return, StageDates, Standing, Why
from bot.wording.dose import amount, dose_line, dose_of, drill_title
from bot.wording.layout import folded, lines, paragraphs
from bot.wording.message import Button, Message, Rows
from bot.wording.moments import clock, on_day, short_date
from bot.wording.offers import open_question, standstill
from bot.wording.reasons import decision, headline, place, when
from bot.wording.reminder import actions, notes
from bot.wording.way import journey_line, met, missing
from bot.wording.words import Raw, Words

TRAINS = (Mode.TRAINING, Mode.MAINTENANCE)
EARLIER = 3
"""Decisions before the last that "why?" tells."""
CHANGE_OF_MODE = {
    Mode.LOCKED: "locked",
    Mode.REFERRED: "locked",
    Mode.SCREENING: "screening",
    Mode.OFF: "off",
    Mode.PAUSED: "paused",
}


def whats_next(
    words: Words, programme: Programme, standing: Standing, local: datetime, reminder_time: time | None
) -> Message:
    """Today's drill if it is open, else when and what comes next; then the whole journey and what is asked.

    `local` is the user's wall clock; `reminder_time` None where reminders are off.
    """
    now = next_drill(words, programme, standing, local, reminder_time)
    asked = open_question(words, programme, standing)
    text = paragraphs(now.text, journey_line(words, programme, standing), asked.text if asked else "")
    return Message(text, (*(asked.buttons if asked else ()), *now.buttons))


def next_drill(
    words: Words, programme: Programme, standing: Standing, local: datetime, reminder_time: time | None
) -> Message:
    """Today's drill if it is open, else when and what comes next, without the journey."""
    if standing.mode not in TRAINS:
        return standstill(words, programme, standing)
    if standing.prescription is not None and standing.due == standing.today:
        return _today(words, programme, standing, _still_ahead(standing, local, reminder_time))
    done = "next-done" if standing.trained_today else "next-skipped" if standing.skipped_today else "next-rest"
    return Message(lines(words(done), _later(words, programme, standing, reminder_time)))


def _still_ahead(standing: Standing, local: datetime, reminder_time: time | None) -> time | None:
    """Today's reminder where it has not come yet; after midnight the open day is the one before."""
    ahead = reminder_time is not None and local.date() == standing.today and local.time() < reminder_time
    return reminder_time if ahead else None


def _today(words: Words, programme: Programme, standing: Standing, reminded_at: time | None) -> Message:
    prescription = standing.prescription
    if prescription is None:
        raise ValueError("nothing is prescribed today")
    title = Raw(drill_title(words, programme, prescription))
    text = lines(
        words("next-today", drill=title, dose=Raw(dose_line(words, prescription))),
        *notes(words, programme, standing),
        words("next-remind", time=clock(reminded_at)) if reminded_at else "",
    )
    return Message(text, actions(words, prescription, standing.today))


def _later(words: Words, programme: Programme, standing: Standing, reminder_time: time | None) -> str:
    prescription = standing.prescription
    if prescription is None or standing.due is None:
        return ""
    day = on_day(words, standing.due, standing.today)
    at = words.plain("next-at", day=day, time=clock(reminder_time)) if reminder_time else day
    dose = Raw(dose_of(words, prescription.dose, prescription.unit))
    return words("next-when", when=at, drill=Raw(drill_title(words, programme, prescription)), dose=dose)


def journey_map(words: Words, programme: Programme, standing: Standing) -> Message:
    """The stages with their dates, where the user is, and the careful options in one tap."""
    stops = {stop.stage: stop for stop in standing.journey}
    way = [_stop(words, programme, standing, stops.get(n), n) for n in range(1, programme.last + 1)]
    choices = _choices(words, standing) if standing.mode is Mode.TRAINING else ()
    text = paragraphs(
        words("map-title", total=programme.last),
        lines(*way, _maintenance(words, programme, standing, stops.get(programme.last + 1))),
        words("map-choice") if choices else "",
    )
    return Message(text, choices)


def _stop(words: Words, programme: Programme, standing: Standing, stop: StageDates | None, number: int) -> str:
    started, passed = (stop.started, stop.passed) if stop else (None, None)
    line = words(
        f"map-{_stop_kind(standing, number, started, passed)}",
        number=number,
        drill=programme.stage(number).drill.name,
        day=standing.stage_day,
        **{"from": short_date(words, started or standing.today), "to": short_date(words, passed or standing.today)},
    )
    return words("map-substitute", line=Raw(line)) if stop and stop.by_substitute else line


def _stop_kind(standing: Standing, number: int, started: date | None, passed: date | None) -> str:
    if number == standing.stage:
        return "here" if started and standing.stage_day else "new"
    if started and passed:
        return "passed"
    return "begun" if started else "ahead"


def _maintenance(words: Words, programme: Programme, standing: Standing, stop: StageDates | None) -> str:
    if standing.stage <= programme.last:
        return words("map-maintenance")
    passed = next((each.passed for each in standing.journey if each.stage == programme.last), None)
    since = (stop.started if stop else None) or passed or standing.today
    return words("map-maintenance-here", **{"from": short_date(words, since)})


def _choices(words: Words, standing: Standing) -> Rows:
    repeat = Button(words.plain("map-repeat"), "choice:repeat")
    easier = Button(words.plain("map-easier"), "choice:easier")
    if standing.stage == 1:
        return ((repeat, easier),)
    return ((repeat, easier), (Button(words.plain("map-back"), "choice:back"),))


def why(words: Words, programme: Programme, standing: Standing) -> Message:
    """The last decision, what it rests on and what would change it; the rest of the story folded.

    Under an alarm the place to go comes first, and nothing is told beside the alarm.
    """
    told, changes = _told(words, programme, standing), _changes(words, programme, standing)
    if standing.locked is not None:
        return Message(paragraphs(words(f"locked-{standing.locked.tier}"), told, changes))
    more = paragraphs(
        _there(words, programme, standing),
        _earlier(words, programme, standing),
        words("why-convention"),
    )
    return Message(paragraphs(told, changes, folded(more)))


def _there(words: Words, programme: Programme, standing: Standing) -> str:
    """What the next stage already has, and how the dose rises; nothing of it while a clinician comes first."""
    if standing.mode not in TRAINS:
        return ""
    open_ = "" if _what(programme, standing) == "missing" else missing(words, programme, standing)
    return paragraphs(lines(open_, met(words, programme, standing)), _dose_rule(words, programme, standing))


def _told(words: Words, programme: Programme, standing: Standing) -> str:
    """The last decision; criteria among its reasons are left to the list below."""
    last = standing.decision
    if last is None:
        return words("why-nothing")
    own = tuple(each for each in last.reasons if each.why is not Why.CRITERION)
    day = words("why-day", when=when(words, last.day, standing.today))
    return lines(day, decision(words, programme, last._replace(reasons=own), standing.today))


def _changes(words: Words, programme: Programme, standing: Standing) -> str:
    """What would change it, the most pressing first."""
    what = _what(programme, standing)
    ahead = place(words, programme, standing.offer.stage if standing.offer else standing.stage + 1)
    if what == "missing":
        return words("why-opens", place=ahead, criteria=Raw(missing(words, programme, standing)))
    text = words(
        f"change-{what}",
        calm=programme.pain.safe_max,
        hours=programme.pain.off_hours,
        sessions=programme.pain.eased_sessions,
        baseline=standing.baseline,
        easier=programme.progress.easier_days,
        place=ahead,
    )
    return words("why-change", text=Raw(text))


def _what(programme: Programme, standing: Standing) -> str:
    if standing.mode in CHANGE_OF_MODE:
        return CHANGE_OF_MODE[standing.mode]
    if standing.ease is not Ease.NONE:
        return str(standing.ease)
    if standing.returning is not Return.AS_PLANNED:
        return "returning"
    if standing.offer is not None:
        return "offer"
    return "maintenance" if standing.stage > programme.last else "missing"


def _dose_rule(words: Words, programme: Programme, standing: Standing) -> str:
    if standing.stage > programme.last:
        return ""
    unit = programme.stage(standing.stage).unit
    near = Raw(amount(words, programme.progress.near_dose.of(unit), unit))
    return words("change-dose", required=standing.week.required, near=near, calm=programme.pain.safe_max)


def _earlier(words: Words, programme: Programme, standing: Standing) -> str:
    before = standing.decisions[:-1][-EARLIER:]
    if not before:
        return ""
    said = [
        words(
            "why-earlier-line",
            day=on_day(words, each.day, standing.today),
            headline=Raw(headline(words, programme, each)),
        )
        for each in reversed(before)
    ]
    return lines(words("why-earlier"), *said)
