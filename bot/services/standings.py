"""Where people stand, as far as it was worked out a moment ago."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date

from bot.coach.assess import assess
from bot.coach.model import History
from bot.coach.programme import Programme
from bot.coach.standing import Standing


class Standings:
    """The answers of `assess` by one programme, kept by what they follow from.

    Every turn asks where somebody stands before it and after it, and people say two or three things running: what was
    true after the first is asked again before the second. The key is the content of the whole history, as a hash of 64
    bits beside the user and the day, so that nothing here is ever out of date, whoever wrote to the database meanwhile.
    """

    def __init__(self, most: int = 1024) -> None:
        """`most` are kept: a few kilobytes each."""
        self._most = most
        self._kept: OrderedDict[tuple[int, date, int], Standing] = OrderedDict()

    def of(self, programme: Programme, user_id: int, history: History, day: date) -> Standing:
        """What the core says of that day."""
        key = (user_id, day, hash(history))
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = assess(programme, history, day)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return known
