"""After the last stage: few sessions a week, the last stage and the earlier ones in turn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations


def next_stage(last: int, done: Sequence[int]) -> int:
    """The stage of the next maintenance session, from the stages of those done so far (oldest first).

    Every other session is the last stage; between them the earlier stages take turns.
    """
    if last == 1 or not done or done[-1] != last:
        return last
    earlier = next((stage for stage in reversed(done) if stage != last), 0)
    return earlier % (last - 1) + 1


def training_days(weekdays: Sequence[int], sessions: int) -> tuple[int, ...]:
    """So many of the planned weekdays, as far apart as they can be; all of them where there are no more."""
    if len(weekdays) <= sessions:
        return tuple(sorted(weekdays))
    return max(combinations(sorted(weekdays), sessions), key=_closest)


def _closest(days: Sequence[int]) -> int:
    """The shortest way round the week from one of the days to the next."""
    return min((after - day - 1) % 7 + 1 for day, after in zip(days, (*days[1:], days[0]), strict=True))
