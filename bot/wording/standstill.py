"""Why nothing is prescribed, and the way out: locked, referred, health questions, 48 hours off, a pause."""

from __future__ import annotations

from datetime import date, timedelta

from bot.coach.programme import Programme
from bot.coach.standing import Mode, Standing, Verdict
from bot.wording.keys import scale
from bot.wording.layout import lines, paragraphs, raw
from bot.wording.message import Button, Message, Rows, Style
from bot.wording.moments import listed, on_day
from bot.wording.reasons import reason, sign, stage_of, when
from bot.wording.words import Words


def standstill(words: Words, programme: Programme, standing: Standing) -> Message:
    """What stands in the way of a drill today; ValueError where nothing does."""
    match standing.mode:
        case Mode.LOCKED:
            return locked(words, standing)
        case Mode.REFERRED:
            return referred(words, programme, standing)
        case Mode.SCREENING:
            return screening_due(words, programme, standing)
        case Mode.OFF:
            return off_question(words, programme, standing) if standing.ask_off else off(words, programme, standing)
        case Mode.PAUSED:
            return paused(words, standing)
        case Mode.TRAINING | Mode.MAINTENANCE:
            raise ValueError("nothing stands in the way of a drill")


def _clear(words: Words) -> Rows:
    return ((Button(words.plain("clear-button"), "clear:ask"),),)


def locked(words: Words, standing: Standing) -> Message:
    """An alarm is in force; ValueError where none is."""
    if standing.locked is None:
        raise ValueError("no alarm is in force")
    signs = listed(words, [sign(words, key) for key in standing.locked.signs])
    text = paragraphs(
        words("locked", day=on_day(words, standing.locked.since, standing.today), signs=signs),
        words(f"locked-{standing.locked.tier}"),
        words("locked-until"),
    )
    return Message(text, _clear(words))


def referred(words: Words, programme: Programme, standing: Standing) -> Message:
    """Pain, the usual pain or a screening answer sends to a clinician first."""
    return Message(words("referred", reasons=raw(*_referrals(words, programme, standing))), _clear(words))


def _referrals(words: Words, programme: Programme, standing: Standing) -> list[str]:
    unit = stage_of(programme, standing.stage).unit
    return [reason(words, programme, each, standing.today, unit) for each in standing.referred]


def screening_due(words: Words, programme: Programme, standing: Standing) -> Message:
    """The screening, or only the usual pain, has to be asked."""
    start = ((Button(words.plain("screening-start"), "rescreen:start", Style.PRIMARY),),)
    if standing.ask_baseline and not standing.ask_screening:
        return Message(words("baseline-due", days=programme.screening.baseline_every_days), start)
    last = standing.decision
    asked_for = (Verdict.GAP_LEVEL_ONE, Verdict.GAP_STAGE_BACK)
    reasons = last.reasons if last and last.verdict in asked_for else ()
    said = lines(*(reason(words, programme, each, standing.today) for each in reasons))
    return Message(words("screening-due", reasons=raw(said)), start)


def paused(words: Words, standing: Standing) -> Message:
    """A pause, with the way back."""
    until = "open" if standing.paused_until is None else on_day(words, standing.paused_until, standing.today)
    return Message(words("paused", until=until), ((Button(words.plain("resume-button"), "resume", Style.PRIMARY),),))


def off(words: Words, programme: Programme, standing: Standing) -> Message:
    """Inside the 48 hours after a stop."""
    day, since = back_from(programme, standing), standing.off_since
    return Message(
        words(
            "off-days",
            day=on_day(words, day, standing.today),
            since=when(words, since, standing.today),
            hours=programme.pain.off_hours,
        )
    )


def back_from(programme: Programme, standing: Standing) -> date:
    """The first day on which the back is asked after a stop."""
    since = standing.off_since or standing.today
    return max(since + timedelta(hours=programme.pain.off_hours), standing.today)


def off_question(words: Words, programme: Programme, standing: Standing) -> Message:
    """48 hours off are over: how is the back?"""
    text = words("off-ask", hours=programme.pain.off_hours, most=programme.pain.safe_max)
    return Message(text, scale(f"morning:{standing.today.isoformat()}"))
