"""A history gone through day by day as it is lived, where :func:`bot.coach.assess.assess` replays it in one go.

For whoever asks for every day of many lives (the simulation): a day costs the same however long the life is. Late
entries and corrections need the whole history; they are not for walking.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.coach.assess import close, live
from bot.coach.course import Course
from bot.coach.diary import read_diary
from bot.coach.model import Consent, Fact
from bot.coach.outlook import standing
from bot.coach.programme import Programme
from bot.coach.standing import Standing


class Walk:
    """One life. Days are asked for in order; none may be left out, since a day without facts counts too."""

    def __init__(self, programme: Programme) -> None:
        self._course = Course(programme, {})

    def look(self, today: date, facts: Sequence[Fact]) -> Standing:
        """The standing of today with these facts of today; asking again with more of them is fine."""
        course = self._course.twin()
        _live(course, today, facts)
        return standing(course, today)

    def end(self, today: date, facts: Sequence[Fact]) -> None:
        """Close the day with all its facts."""
        _live(self._course, today, facts)
        close(self._course, today.toordinal())


def _live(course: Course, today: date, facts: Sequence[Fact]) -> None:
    course.diary.update(read_diary(tuple(facts), today))
    course.final_consent = next((fact for fact in facts if isinstance(fact, Consent)), course.final_consent)
    live(course, today.toordinal())
