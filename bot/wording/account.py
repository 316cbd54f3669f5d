"""Answers to "why?" and "how am I doing?": the last decision with its numbers, and the record so far."""

from __future__ import annotations

from collections.abc import Sequence

from bot.coach.programme import Programme
from bot.coach.standing import Decision, Ease, Mode, Return, SessionView, Standing
from bot.wording.dose import amount, sets_line
from bot.wording.journey import criteria, journey_line
from bot.wording.layout import folded, lines, paragraphs
from bot.wording.message import Message
from bot.wording.moments import on_day
from bot.wording.reasons import decision, headline, place, stage_of, when
from bot.wording.words import Raw, Words

EARLIER = 3
SESSIONS = 5


def why(words: Words, programme: Programme, standing: Standing) -> Message:
    """The last decision, what it rests on and what would change it; the whole list and earlier decisions folded."""
    last = standing.decision
    change = words("why-change", text=Raw(_change(words, programme, standing)))
    more = paragraphs(
        criteria(words, programme, standing),
        _dose_rule(words, programme, standing),
        _earlier(words, programme, standing),
        words("why-convention"),
    )
    return Message(paragraphs(_told(words, programme, standing, last), change, folded(more)))


def _told(words: Words, programme: Programme, standing: Standing, last: Decision | None) -> str:
    if last is None:
        return words("why-nothing")
    day = words("why-day", when=when(words, last.day, standing.today))
    return lines(day, decision(words, programme, last, standing.today))


def _change(words: Words, programme: Programme, standing: Standing) -> str:
    """What would change it, the most pressing first."""
    return words(
        f"change-{_what(programme, standing)}",
        calm=programme.pain.safe_max,
        hours=programme.pain.off_hours,
        sessions=programme.pain.eased_sessions,
        baseline=standing.baseline,
        easier=programme.progress.easier_days,
        place=place(words, programme, standing.offer.stage if standing.offer else standing.stage + 1),
    )


CHANGE_OF_MODE = {
    Mode.LOCKED: "locked",
    Mode.REFERRED: "locked",
    Mode.SCREENING: "screening",
    Mode.OFF: "off",
    Mode.PAUSED: "paused",
    Mode.MAINTENANCE: "maintenance",
}


def _what(programme: Programme, standing: Standing) -> str:
    if standing.mode in CHANGE_OF_MODE and standing.mode is not Mode.MAINTENANCE:
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


def progress(words: Words, programme: Programme, standing: Standing, sessions: Sequence[SessionView] = ()) -> Message:
    """This week with its spare, everything so far, the last sessions (the newest last) and the stage."""
    shown = tuple(sessions) or ((standing.last,) if standing.last else ())
    text = paragraphs(
        _week(words, standing),
        words("progress-total", total=standing.sessions_total, weeks=standing.weeks_kept),
        _sessions(words, programme, standing, shown[-SESSIONS:]),
        journey_line(words, programme, standing),
    )
    return Message(text)


def _week(words: Words, standing: Standing) -> str:
    week = standing.week
    title = "progress-title-kept" if week.kept and week.done >= week.required else "progress-title"
    return lines(
        words(title, number=week.number, done=week.done, required=week.required),
        words("progress-spare", spare=week.spare),
        words("progress-excused", excused=week.excused) if week.excused else "",
    )


def _sessions(words: Words, programme: Programme, standing: Standing, sessions: Sequence[SessionView]) -> str:
    if not sessions:
        return words("progress-none")
    return lines(words("progress-sessions"), *(_session(words, programme, standing, each) for each in sessions))


def _session(words: Words, programme: Programme, standing: Standing, session: SessionView) -> str:
    pain = "" if session.peak is None else words("progress-pain", value=session.peak)
    sets = sets_line(words, session.sets, stage_of(programme, session.stage).unit)
    day = on_day(words, session.day, standing.today)
    return words("progress-session", day=day, sets=Raw(sets), pain=Raw(pain))
