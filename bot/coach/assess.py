"""The one question the core answers: given what happened, where does this person stand today?"""

from __future__ import annotations

from datetime import date

from bot.coach.model import History
from bot.coach.programme import Programme
from bot.coach.standing import Standing


def assess(programme: Programme, history: History, today: date) -> Standing:
    """Fold the days of a history into the standing of `today`; facts of later days are not looked at."""
    raise NotImplementedError
