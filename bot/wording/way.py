"""The line that tells the whole way: stage, week, dose level, and what the next stage still asks for."""

from __future__ import annotations

from bot.coach.programme import Programme
from bot.coach.standing import Standing
from bot.wording.layout import lines
from bot.wording.reasons import criterion, place
from bot.wording.words import Words


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
