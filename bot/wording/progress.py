"""How it is going: the caption of the progress picture, which says the same to those who cannot see it."""

from __future__ import annotations

from datetime import timedelta

from bot.coach.model import Unit
from bot.coach.programme import Programme
from bot.coach.progress import Effort, Progress, worst
from bot.coach.standing import Mode, Standing
from bot.wording.charts import day_month
from bot.wording.dose import amount, dose_of, sets_line
from bot.wording.layout import folded, lines, paragraphs, sentence_start
from bot.wording.message import Message
from bot.wording.moments import on_day
from bot.wording.reasons import stage_of
from bot.wording.way import journey_line
from bot.wording.words import Raw, Words

SESSIONS = 5
"""Sessions that are listed with their sets."""
LATELY = timedelta(days=13)
"""Two weeks, today counted."""


def progress(words: Words, programme: Programme, standing: Standing, look: Progress) -> Message:
    """This week with its spare, the picture in two sentences, everything so far; the last sessions folded."""
    total = words("progress-total", total=standing.sessions_total, weeks=standing.weeks_kept)
    kept = journey_line(words, programme, standing) if standing.mode in (Mode.LOCKED, Mode.REFERRED) else ""
    text = paragraphs(
        _week(words, standing),
        picture_in_words(words, programme, look) if look.efforts else words("progress-none"),
        lines(total if standing.sessions_total else "", kept),
        folded(_sessions(words, programme, look)),
    )
    return Message(text)


def picture_in_words(words: Words, programme: Programme, look: Progress) -> str:
    """The progress picture in two sentences: the work and the gate, then the pain."""
    return f"{_work(words, programme, look)} {_pain(words, look)}"


def _work(words: Words, programme: Programme, look: Progress) -> str:
    """The last session against its plan, and what the gate still asks for."""
    last = look.efforts[-1]
    unit = stage_of(programme, last.stage).unit
    gate, opens = look.gate, look.gate.opens if look.gate else None
    return words(
        "progress-work",
        day=on_day(words, last.day, look.today),
        done=Raw(_sides(words, last, unit)),
        planned=Raw(amount(words, last.planned, unit)),
        gate="none" if gate is None else "days" if opens else "open",
        dose=Raw(dose_of(words, gate.dose, stage_of(programme, look.stage).unit)) if gate else "",
        met=min(gate.met, gate.needed) if gate else 0,
        needed=gate.needed if gate else 0,
        opens=day_month(words, opens) if opens else "",
    )


def _sides(words: Words, effort: Effort, unit: Unit) -> str:
    if effort.left == effort.right:
        return words("progress-even", done=Raw(amount(words, effort.left, unit)))
    return words("progress-uneven", left=effort.left, right=Raw(amount(words, effort.right, unit)))


def _pain(words: Words, look: Progress) -> str:
    since = look.today - LATELY
    peak, morning = worst(look.peaks, since), worst(look.mornings, since)
    lifts = next((each.value for each in reversed(look.lifts) if each.value is not None and each.day >= since), None)
    return words(
        "progress-felt",
        peak="none" if peak is None else peak,
        morning="none" if morning is None else morning,
        lifts="none" if lifts is None else lifts,
    )


def _week(words: Words, standing: Standing) -> str:
    """The week so far; what is left of it is no question while nothing may be done."""
    week = standing.week
    open_ = standing.prescription is not None and not week.kept
    title = "progress-title-kept" if week.kept and week.done else "progress-title"
    return lines(
        words(title, number=week.number, done=week.done, required=week.required),
        _spare(words, standing) if open_ else "",
        words("progress-excused", excused=week.excused) if week.excused else "",
    )


def _spare(words: Words, standing: Standing) -> str:
    """Sessions until the week is safe, and the planned days that may be missed without costing it."""
    week = standing.week
    asked = max(0, min(week.required, week.planned - week.excused - week.spare))
    spare = max(0, week.planned - week.excused - asked)
    return words("progress-spare", left=max(1, asked - week.done), spare=spare, planned=week.planned)


def _sessions(words: Words, programme: Programme, look: Progress) -> str:
    if not look.efforts:
        return ""
    peaks = {each.day: each.value for each in look.peaks}
    told = (_session(words, programme, look, each, peaks.get(each.day)) for each in look.efforts[-SESSIONS:])
    return lines(words("progress-sessions"), *told)


def _session(words: Words, programme: Programme, look: Progress, effort: Effort, peak: int | None) -> str:
    pain = "" if peak is None else words("progress-pain", value=peak)
    sets = sets_line(words, effort.sets, stage_of(programme, effort.stage).unit)
    day = sentence_start(on_day(words, effort.day, look.today))
    return words("progress-session", day=day, sets=Raw(sets), pain=Raw(pain))
