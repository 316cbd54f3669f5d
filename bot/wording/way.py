"""The line that tells the whole way: stage, week, dose level, and what the next stage still asks for."""

from __future__ import annotations

from collections.abc import Iterable

from bot.coach.model import Tier
from bot.coach.programme import Programme
from bot.coach.standing import Criterion, Mode, Standing
from bot.wording.layout import folded, lines
from bot.wording.reasons import criterion, place, stage_of
from bot.wording.words import Words


def journey_line(words: Words, programme: Programme, standing: Standing) -> str:
    """Stage, week and dose level; below it what the next stage asks for, each ticked or not.

    Where a clinician comes first the numbers would be beside the point: only that the place is kept, and in an
    emergency not even that.
    """
    if standing.locked is not None and standing.locked.tier is Tier.EMERGENCY:
        return ""
    if standing.mode in (Mode.LOCKED, Mode.REFERRED):
        return _kept(words, programme, standing)
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


def _kept(words: Words, programme: Programme, standing: Standing) -> str:
    name = "place-kept-maintenance" if standing.stage > programme.last else "place-kept"
    return words(name, stage=standing.stage, week=standing.week.number, level=standing.level)


def criteria(words: Words, programme: Programme, standing: Standing) -> str:
    """What the next stage asks for: what is missing, then what is there, folded. No drill today: all of it folded."""
    if not standing.criteria:
        return ""
    open_, there = missing(words, programme, standing), met(words, programme, standing)
    if standing.prescription is None:
        return lines(_title(words, programme, standing), folded(lines(open_, there)))
    return lines(_title(words, programme, standing), open_, folded(there))


def missing(words: Words, programme: Programme, standing: Standing) -> str:
    """The criteria not met yet, a line each."""
    return _listed(words, programme, standing, standing.missing)


def met(words: Words, programme: Programme, standing: Standing) -> str:
    """The criteria that are met, a line each."""
    return _listed(words, programme, standing, [each for each in standing.criteria if each.met])


def _listed(words: Words, programme: Programme, standing: Standing, given: Iterable[Criterion]) -> str:
    stage = stage_of(programme, standing.stage)
    return lines(*(criterion(words, each, stage.unit, stage.gate) for each in given))


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
