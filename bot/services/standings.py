"""Where people stand, as far as it was worked out a moment ago."""

from __future__ import annotations

from datetime import date

from bot.coach.model import History
from bot.coach.past import Past, assess_on
from bot.coach.programme import Programme
from bot.coach.standing import Standing
from bot.latest import Latest


class Standings:
    """The answers of `assess` by one programme, kept by what they follow from.

    Every turn asks where somebody stands before it and after it, and people say two or three things running: what was
    true after the first is asked again before the second, of the same past. The key is the content of the whole
    history, as a hash of 64 bits beside the user and the day, so that nothing here is ever out of date, whoever wrote
    to the database meanwhile.
    """

    def __init__(self, most: int = 512, pasts: int = 256) -> None:
        """`most` standings are kept, some kilobytes each, and so many people's pasts: half a kilobyte a day."""
        self._kept: Latest[tuple[int, date, int], Standing] = Latest(most)
        self._pasts: Latest[int, Past] = Latest(pasts)

    def of(self, programme: Programme, user_id: int, history: History, day: date) -> Standing:
        """What the core says of that day."""
        key = (user_id, day, hash(history))
        known = self._kept.get(key)
        if known is None:
            known, past = assess_on(self._pasts.get(user_id), programme, history, day)
            self._kept.put(key, known)
            self._pasts.put(user_id, past)
        return known
