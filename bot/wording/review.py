"""The week in review: what was done, how it felt, what comes next and what to watch; then the question of the week."""

from __future__ import annotations

from bot.coach.model import Unit
from bot.coach.programme import Programme
from bot.coach.review import Review, Watch
from bot.coach.standing import Week, Why
from bot.wording.dose import amount
from bot.wording.keys import scale
from bot.wording.layout import lines, paragraphs
from bot.wording.message import Button, Message, Rows
from bot.wording.reasons import headline, reasons, stage_of
from bot.wording.words import Raw, Words

REASONS = 2
"""Reasons that the review gives for what comes next; "why?" gives all of them."""
NAMED = frozenset({Why.LEVEL, Why.CRITERION})
"""Reasons that the headline names, and those that would be a whole list."""


def review(
    words: Words, programme: Programme, week: Review, *, ask: bool, answer: str = "", chosen: int | str | None = None
) -> Message:
    """`ask`: whether the question about lifting is put; `answer` says what was answered (`chosen`) in its place."""
    text = paragraphs(
        lines(
            _title(words, programme, week),
            _sessions(words, week.week),
            _best(words, programme, week),
            _pain(words, week),
        ),
        _next(words, programme, week),
        words("review-watch", text=Raw(_watch(words, programme, week))),
        answer or (words("lifts-ask") if ask else ""),
    )
    return Message(text, (*(_question(words, week, chosen) if ask or answer else ()), (_off(words),)))


def _off(words: Words) -> Button:
    return Button(words.plain("review-no-more"), "review:off")


def _question(words: Words, week: Review, chosen: int | str | None) -> Rows:
    none = Button(("· {} ·" if chosen == "none" else "{}").format(words.plain("lifts-none")), f"week:{week.day}:none")
    return (*scale(f"week:{week.day}", chosen if isinstance(chosen, int) else None), (none,))


def _title(words: Words, programme: Programme, week: Review) -> str:
    if week.of <= programme.last:
        return words("review-title", stage=week.of, week=week.week.number)
    return words("review-title-maintenance")


def _sessions(words: Words, week: Week) -> str:
    kind = "short" if week.done else "none"
    if week.done >= week.required:
        kind = "full"
    elif week.kept:
        kind = "spare"
    excused = words("progress-excused", excused=week.excused) if week.excused else ""
    count = words("count-over" if week.done > week.required else "count-of", have=week.done, need=week.required)
    return lines(words("review-sessions", count=Raw(count), kind=kind), excused)


def _best(words: Words, programme: Programme, week: Review) -> str:
    if week.best is None:
        return ""
    unit = stage_of(programme, week.stage).unit
    left, right = (Raw(amount(words, side, unit)) if side else Raw("–") for side in week.best)
    return " ".join(part for part in (words("review-best", left=left, right=right), _gap(words, week, unit)) if part)


def _gap(words: Words, week: Review, unit: Unit) -> str:
    if week.gap is None:
        return words("review-even") if week.best and all(week.best) else ""
    side = words.plain(f"which-side-{week.gap.detail}")
    return words("fact-side_gap", side=side, have=Raw(amount(words, week.gap.have or 0, unit)))


def _pain(words: Words, week: Review) -> str:
    drill = words("review-pain-unknown")
    if not week.week.done:
        drill = ""
    elif week.worst is not None:
        before = "" if week.worst_before is None else words("review-pain-before", value=week.worst_before)
        drill = words("review-pain", value=week.worst, before=Raw(before))
    morning = "" if week.morning is None else words("review-morning", value=week.morning)
    return " ".join(part for part in (drill, morning) if part)


def _next(words: Words, programme: Programme, week: Review) -> str:
    decision = week.decision
    if decision is None:
        return ""
    unit = stage_of(programme, decision.stage).unit
    when = words("review-next-if" if week.until_morning else "review-next")
    given = [each for each in decision.reasons if each.why not in NAMED]
    why = reasons(words, programme, given, week.day, unit)[:REASONS]
    return lines(words("review-decided", when=Raw(when), headline=Raw(headline(words, programme, decision))), *why)


def _watch(words: Words, programme: Programme, week: Review) -> str:
    if week.watch is Watch.CUE:
        cues = stage_of(programme, week.ahead).drill.cues
        return words("review-watch-cue", cue=cues[week.week.number % len(cues)])
    side = words.plain(f"which-side-{week.gap.detail}") if week.gap else ""
    more = max(week.week.required - week.week.done, 1)
    return words(f"review-watch-{week.watch}", side=side, more=more)


def answered(words: Words, value: int | None, before: int | None) -> str:
    """What was told of lifting, beside the time before where it was a number."""
    if value is None:
        return words("lifts-noted-none")
    trend = "none" if before is None else "less" if value < before else "more" if value > before else "same"
    return words("lifts-noted", value=value, trend=trend, before=before or 0)
