"""Where someone stands: what's next, the map of the stages, and the line that tells the whole way."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.coach.programme import Programme
from bot.coach.standing import Mode, StageDates, Standing
from bot.wording.dose import dose_line, dose_of, drill_title
from bot.wording.layout import lines, paragraphs
from bot.wording.message import Button, Message, Rows
from bot.wording.moments import clock, on_day, short_date
from bot.wording.offers import open_question
from bot.wording.reasons import criterion, place
from bot.wording.reminder import actions, notes
from bot.wording.standstill import standstill
from bot.wording.words import Raw, Words

TRAINS = (Mode.TRAINING, Mode.MAINTENANCE)


def whats_next(
    words: Words, programme: Programme, standing: Standing, local: datetime, reminder_time: time | None
) -> Message:
    """Today's drill if it is open, else when and what comes next; then the whole journey and what is asked.

    `local` is the user's wall clock; `reminder_time` None where reminders are off.
    """
    now = _now(words, programme, standing, local, reminder_time)
    asked = open_question(words, programme, standing)
    text = paragraphs(now.text, journey_line(words, programme, standing), asked.text if asked else "")
    return Message(text, (*(asked.buttons if asked else ()), *now.buttons))


def _now(
    words: Words, programme: Programme, standing: Standing, local: datetime, reminder_time: time | None
) -> Message:
    if standing.mode not in TRAINS:
        return standstill(words, programme, standing)
    if standing.prescription is not None and standing.due == standing.today:
        return _today(words, programme, standing)
    done = "next-done" if standing.trained_today else "next-skipped" if standing.skipped_today else "next-rest"
    return Message(lines(words(done), _later(words, programme, standing, reminder_time)))


def _today(words: Words, programme: Programme, standing: Standing) -> Message:
    prescription = standing.prescription
    if prescription is None:
        raise ValueError("nothing is prescribed today")
    title = Raw(drill_title(words, programme, prescription))
    text = lines(
        words("next-today", drill=title, dose=Raw(dose_line(words, prescription))),
        *notes(words, programme, standing),
        words("next-check") if standing.check_due else "",
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


def journey_line(words: Words, programme: Programme, standing: Standing) -> str:
    """Stage, week and dose level; below it what the next stage asks for, each ticked or not."""
    if standing.stage > programme.last:
        return words("journey-line-maintenance", sessions=programme.maintenance.sessions_per_week)
    levels = len(programme.stage(standing.stage).doses)
    where = words(
        "journey-line",
        stage=standing.stage,
        total=programme.last,
        week=standing.week.number,
        level=standing.level,
        levels=levels,
    )
    return lines(where, criteria(words, programme, standing))


def criteria(words: Words, programme: Programme, standing: Standing) -> str:
    """What the next stage asks for, each ticked or not."""
    if not standing.criteria:
        return ""
    met = len(standing.criteria) - len(standing.missing)
    name = "missing-some" if standing.missing else "missing-none"
    title = words(
        "missing-extended" if standing.missing and standing.extended else name,
        place=place(words, programme, standing.stage + 1),
        met=met,
        total=len(standing.criteria),
        day=programme.progress.extend_from_day,
    )
    stage = programme.stage(standing.stage)
    return lines(title, *(criterion(words, each, stage.unit, stage.gate) for each in standing.criteria))


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
    values: dict[str, object] = {"number": number, "drill": programme.stage(number).drill.name}
    if number == standing.stage:
        since = _dated(words, started or standing.today)
        line = words("map-here", **values, **{"from": since}, day=standing.stage_day)
    elif started and passed:
        line = words("map-passed", **values, **{"from": _dated(words, started)}, to=_dated(words, passed))
    else:
        line = (
            words("map-begun", **values, **{"from": _dated(words, started)})
            if started
            else words("map-ahead", **values)
        )
    return words("map-substitute", line=Raw(line)) if stop and stop.by_substitute else line


def _dated(words: Words, day: date) -> str:
    return short_date(words, day)


def _maintenance(words: Words, programme: Programme, standing: Standing, stop: StageDates | None) -> str:
    if standing.stage <= programme.last:
        return words("map-maintenance")
    passed = next((each.passed for each in standing.journey if each.stage == programme.last), None)
    since = (stop.started if stop else None) or passed or standing.today
    return words("map-maintenance-here", **{"from": _dated(words, since)})


def _choices(words: Words, standing: Standing) -> Rows:
    repeat = Button(words.plain("choice-repeat"), "choice:repeat")
    easier = Button(words.plain("choice-easier"), "choice:easier")
    if standing.stage == 1:
        return ((repeat, easier),)
    return ((repeat, easier), (Button(words.plain("choice-back"), "choice:back"),))
