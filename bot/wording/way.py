"""The line that tells the whole way: stage, week, dose level, and what the next stage still asks for."""

from __future__ import annotations

from bot.coach.programme import Programme
from bot.coach.standing import Standing
from bot.wording.layout import folded, lines
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


def criteria(words: Words, programme: Programme, standing: Standing, *, fold: bool = True) -> str:
    """What the next stage asks for, each ticked or not: what is missing first, what is there `fold`-ed below it."""
    if not standing.criteria:
        return ""
    stage = programme.stage(standing.stage)
    said = {each.aim: criterion(words, each, stage.unit, stage.gate) for each in standing.criteria}
    missing = [said[each.aim] for each in standing.missing]
    there = lines(*(said[each.aim] for each in standing.criteria if each.met))
    return lines(_title(words, programme, standing), *missing, folded(there) if fold else there)


def _title(words: Words, programme: Programme, standing: Standing) -> str:
    name = "missing-none"
    if standing.missing:
        name = "missing-extended" if standing.extended else "missing-some"
    return words(
        name,
        place=place(words, programme, standing.stage + 1),
        met=len(standing.criteria) - len(standing.missing),
        total=len(standing.criteria),
        day=programme.progress.extend_from_day,
    )
