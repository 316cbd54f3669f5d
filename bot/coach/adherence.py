"""Sessions per week, counted kindly: one spare day, nothing resets, pain, illness and pauses never cost."""

from __future__ import annotations

from bot.coach.programme import Programme, Required
from bot.coach.standing import Week


def required(rules: Required, planned: int) -> int:
    """Sessions that make a week of so many planned days: a share of them, rounded up, but only so many at most."""
    return min(rules.most, -(-planned * rules.planned // rules.of))


def week(programme: Programme, *, number: int, done: int, planned: int, missed: int, excused: int) -> Week:
    """The running week: `planned` days in a whole week, `missed` and `excused` of them so far."""
    needed = required(programme.progress.required, max(planned - excused, 0))
    spare = programme.adherence.spare
    return Week(
        number=number,
        done=done,
        required=needed,
        planned=planned,
        missed=missed,
        excused=excused,
        spare=spare,
        kept=done >= min(needed, max(planned - excused - spare, 0)),
    )
