"""Coming back after days away: which row of the gap table applies to the next session."""

from __future__ import annotations

from bot.coach.programme import GapRules
from bot.coach.standing import Return


def returning(rules: GapRules, gap: int) -> Return:
    """The row for so many full days without a session, planned rest days not counted."""
    if gap > rules.stage_back_over:
        return Return.STAGE_BACK
    if gap > rules.level_one_over:
        return Return.LEVEL_ONE
    if gap > rules.level_back_over:
        return Return.LEVEL_BACK
    return Return.SET_LESS if gap > rules.set_less_over else Return.AS_PLANNED


def exceeded(rules: GapRules, row: Return) -> int:
    """The limit that a gap of that row exceeds; KeyError for a gap without a row."""
    return {
        Return.STAGE_BACK: rules.stage_back_over,
        Return.LEVEL_ONE: rules.level_one_over,
        Return.LEVEL_BACK: rules.level_back_over,
        Return.SET_LESS: rules.set_less_over,
    }[row]
