"""The closed days of a life, kept so that the next question about it need not go through them again.

:func:`bot.coach.assess.assess` stays the definition: whatever is kept, the answer is the one it gives. Whoever writes
a few messages in a row asks about the same past each time; only what was told of today is new.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.coach.assess import close, final_consent, live
from bot.coach.course import Course
from bot.coach.diary import read_diary
from bot.coach.model import Consent, Fact, History
from bot.coach.outlook import standing
from bot.coach.programme import Programme
from bot.coach.standing import Standing


@dataclass(frozen=True, slots=True)
class Past:
    """The course as it was on the morning of `until`, and everything it followed from."""

    until: date
    facts: History
    """What was told of the days before; every one of them counts, in its order."""
    consent: Consent | None
    """The latest yes, also one of later days: closed days are read by it (:attr:`Course.final_consent`)."""
    course: Course
    """Never lived on itself, only its twins are."""

    def leads_to(self, programme: Programme, history: History, today: date, consent: Consent | None) -> bool:
        """Whether that history began just so."""
        return (
            self.until <= today
            and self.course.programme is programme
            and self.consent == consent
            and self.facts == _before(history, self.until)
        )


def assess_on(past: Past | None, programme: Programme, history: History, today: date) -> tuple[Standing, Past]:
    """The standing of today, as `assess` gives it, and the past for the next time; a past that does not fit is left."""
    consent = final_consent(history, today)
    if past is None or not past.leads_to(programme, history, today, consent):
        past = Past(date.min, (), consent, Course(programme, {}, consent))
    course = past.course.twin()
    if past.until < today:
        past = _close(past, course, history, today)
    course.diary = course.diary | read_diary([fact for fact in history if fact.day == today], today)
    live(course, today.toordinal())
    return standing(course, today), past


def _close(past: Past, course: Course, history: History, today: date) -> Past:
    """Live and close the days from `past.until` to yesterday; without any fact before, from the first fact on."""
    new: list[Fact] = [fact for fact in history if past.until <= fact.day < today]
    course.diary = course.diary | read_diary(new, today)
    last = today.toordinal()
    first = past.until.toordinal() if past.facts else min(course.diary, default=last)
    for day in range(first, last):
        live(course, day)
        close(course, day)
    return Past(today, _before(history, today), past.consent, course.twin())


def _before(history: History, day: date) -> History:
    return tuple([fact for fact in history if fact.day < day])
