"""Where people stand, as far as it was worked out a moment ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.coach.model import History
from bot.coach.past import Past, assess_on
from bot.coach.programme import Programme
from bot.coach.standing import Standing
from bot.latest import Latest

ANSWERS = 4
"""Kept of each person: before and after what they said, and both once more for what is told of another day."""

PERSON = 20
"""As many facts as somebody weighs without any."""


@dataclass(frozen=True, slots=True)
class _Answer:
    day: date
    history: History
    standing: Standing

    def fits(self, history: History, day: date) -> bool:
        """Of facts that were read anew the comparison takes a while: most differ in number already."""
        return self.day == day and len(self.history) == len(history) and self.history == history


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one person, the latest answer first."""

    answers: tuple[_Answer, ...] = ()
    past: Past | None = None


def _weight(known: _Known) -> int:
    return PERSON + len(known.answers[0].history)


class Standings:
    """The answers of `assess` by one programme, kept beside what they follow from.

    Every turn asks where somebody stands before it and after it, and people say two or three things running: what was
    true after the first is asked again before the second, of the same past. An answer is only taken for the very same
    history, so that nothing here is ever out of date, whoever wrote to the database meanwhile.
    """

    def __init__(self, most: int = 32_000) -> None:
        """People are remembered whose records hold so many facts together, fewer than the store keeps as read: so
        their histories share them."""
        self._people: Latest[int, _Known] = Latest(most, _weight)

    def of(self, programme: Programme, user_id: int, history: History, day: date) -> Standing:
        """What the core says of that day."""
        known = self._people.get(user_id) or _Known()
        for answer in known.answers:
            if answer.fits(history, day):
                return answer.standing
        standing, past = assess_on(known.past, programme, history, day)
        answers = (_Answer(day, history, standing), *known.answers[: ANSWERS - 1])
        self._people.put(user_id, _Known(answers, past))
        return standing
