"""A session that counts along: which step of the sets someone is in, moved on by taps and by time.

Pure: the state and an instant come in, a new state goes out. A set of reps is done when the user says so; a hold counts
the seconds that went by in it. Nothing else counts, so what is written down in the end was confirmed or held.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

from bot.coach.model import Pair
from bot.coach.routine import Phase, Routine, Step

MOST = 3
"""Times the dose: a higher number that is told for one side is no count."""


class Press(StrEnum):
    """What a user can ask for."""

    NEXT = "next"
    PAUSE = "pause"
    GO_ON = "goon"
    STOP = "stop"
    BACK = "back"


class End(StrEnum):
    """How a session ended."""

    DONE = "done"
    STOPPED = "stopped"
    LEFT = "left"
    """Nobody answered any more: what was done is asked about."""
    TOLD = "told"
    """The day was settled another way: a typed log, a skip, a pause."""
    ALARM = "alarm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """Where a session stands. Instants are UTC.

    `since` is when the step began; in a hold it may lie ahead: until then one gets ready. `done` holds what counts so
    far: the step's index and the amount. `flowing`: the set runs as it was begun, no tap has come between.
    """

    routine: Routine
    began: datetime
    at: int = 0
    since: datetime
    paused: datetime | None = None
    missed: bool = False
    """Paused by itself, because the clock had run on without anybody being shown."""
    flowing: bool = False
    done: tuple[tuple[int, int], ...] = ()
    ended: End | None = None
    settled: bool = False
    """The question what to do with an abandoned session is answered."""

    @property
    def step(self) -> Step:
        return self.routine.steps[self.at]

    @property
    def mark(self) -> int:
        """The step that the buttons now belong to: a clip shows a whole set under the same buttons."""
        return self._flow_start if self.clip_runs else self.at

    @property
    def clip_runs(self) -> bool:
        return self.routine.clip and self.flowing and self.ended is None

    @property
    def _flow_start(self) -> int:
        return (
            self.at if self.step.side == self.routine.first else self.at - (2 if self.step.phase is Phase.WORK else 1)
        )

    @property
    def ends(self) -> datetime | None:
        """When the step ends by itself; None while it waits for a tap."""
        return None if self.step.seconds is None else self.since + timedelta(seconds=self.step.seconds)

    @property
    def sets(self) -> tuple[Pair, ...]:
        """What counts so far, set by set; a set of which nothing counts is left out."""
        sums: dict[int, dict[str, int]] = {}
        for index, amount in self.done:
            step = self.routine.steps[index]
            sums.setdefault(step.set, {})[step.side] = amount
        return tuple((sides.get("left", 0), sides.get("right", 0)) for _, sides in sorted(sums.items()))

    def is_ready(self, now: datetime) -> bool:
        """False while one still comes into the hold."""
        return (self.paused or now) >= self.since

    def left(self, now: datetime) -> int | None:
        """Whole seconds until the next change, never below 0; None where no clock runs."""
        now = self.paused or now
        until = self.since if not self.is_ready(now) else self.ends
        return None if until is None else max(0, ceil((until - now).total_seconds()))

    def held(self, now: datetime) -> int:
        """Whole seconds that went by in a hold; none where nobody was shown how the clock ran."""
        if self.missed:
            return 0
        now = min(self.paused or now, self.ends or now)
        return max(0, int((now - self.since).total_seconds()))


def begin(routine: Routine, now: datetime) -> Live:
    """A session at its first step, waiting for the user."""
    return Live(routine=routine, began=now, since=now)


def elapse(live: Live, now: datetime) -> Live:
    """What time alone has done by `now`."""
    while (moved := _by_itself(live, now)) is not live:
        live = moved
    return live


def press(live: Live, what: Press, now: datetime) -> Live:
    """What a tap or a word does. Nothing in a session that is over."""
    live = elapse(live, now)
    if live.ended is not None:
        return live
    match what:
        case Press.NEXT:
            return _leave(live, now, _worked(live, now))
        case Press.PAUSE:
            return live if live.paused else replace(live, paused=now, flowing=False)
        case Press.GO_ON:
            return elapse(_go_on(live, now), now)
        case Press.STOP:
            return stop(live, now, End.STOPPED)
        case Press.BACK:
            return _back(live, now)


def stop(live: Live, now: datetime, how: End) -> Live:
    """End here; the seconds of a hold that runs count."""
    if live.ended is not None:
        return live
    seconds = live.held(now) if live.step.phase is Phase.WORK and live.step.seconds is not None else 0
    return replace(_counted(live, seconds), ended=how, paused=None, flowing=False)


def count(live: Live, amount: int, now: datetime) -> Live:
    """The user tells how many it were: of the reps at hand, else of the side before. ValueError where it is absurd."""
    live = elapse(live, now)
    if not 0 <= amount <= MOST * live.routine.dose.amount:
        raise ValueError("more than a set can have")
    if live.ended is not None:
        return live
    if live.step.phase is Phase.WORK and live.step.seconds is None:
        return _leave(live, now, amount)
    if not live.done:
        return live
    last, _ = live.done[-1]
    return replace(live, done=(*live.done[:-1], *([(last, amount)] if amount else [])))


def next_change(live: Live, now: datetime, every: int) -> datetime | None:
    """When the message has to change without a tap: the step's end, a countdown's next number, or giving up."""
    if live.ended is not None:
        return None
    if live.paused is not None or live.ends is None:
        return _given_up(live)
    if not live.is_ready(now):
        return live.since
    return live.ends if live.clip_runs else _tick(live, live.ends, now, every)


def clip_shown(live: Live, now: datetime) -> Live:
    """The clip of a set has just reached the chat: the set begins with it."""
    begins = live.clip_runs and live.at == live.mark
    return replace(live, since=now + timedelta(seconds=live.routine.ready)) if begins else live


def without_clip(live: Live) -> Live:
    """The set has gone too far for its clip to begin: the message counts instead."""
    return live if live.at == live.mark else replace(live, flowing=False)


def _tick(live: Live, ends: datetime, now: datetime, every: int) -> datetime:
    """The next multiple of `every` seconds before the end, not right after the step's beginning or just now."""
    soonest = max(live.since, now) + timedelta(seconds=every / 2)
    ticks = int((ends - soonest).total_seconds() // every)
    return ends - timedelta(seconds=max(0, ticks) * every)


def _given_up(live: Live) -> datetime:
    return (live.paused or live.since) + timedelta(seconds=live.routine.idle)


def _by_itself(live: Live, now: datetime) -> Live:
    """One change that is due; the same state where there is none."""
    if live.ended is not None:
        return live
    if live.paused is not None or live.ends is None:
        return stop(live, now, End.LEFT) if now >= _given_up(live) else live
    if now < live.ends:
        return live
    if now - live.ends > timedelta(seconds=live.routine.late):
        return replace(live, paused=live.ends, missed=True, flowing=False)
    return _leave(live, live.ends, live.step.seconds or 0, by_itself=True)


def _worked(live: Live, now: datetime) -> int:
    """What counts of the step at hand when the user says "next"."""
    if live.step.phase is not Phase.WORK:
        return 0
    return live.routine.dose.amount if live.step.seconds is None else live.held(now)


def _counted(live: Live, amount: int) -> Live:
    return replace(live, done=(*live.done, (live.at, amount))) if amount > 0 else live


def _leave(live: Live, now: datetime, amount: int, *, by_itself: bool = False) -> Live:
    """On to the next step; after the last one the session is done."""
    live = _counted(live, amount) if live.step.phase is Phase.WORK else live
    if live.at + 1 == len(live.routine.steps):
        return replace(live, ended=End.DONE, paused=None, flowing=False)
    flowing = (live.flowing and by_itself) or live.step.phase is Phase.POSITION
    live = replace(live, at=live.at + 1, since=now, paused=None, missed=False, flowing=flowing)
    if live.step.phase in {Phase.POSITION, Phase.REST}:
        return replace(live, flowing=False)
    return live if by_itself else _prepared(live, now)


def _prepared(live: Live, now: datetime) -> Live:
    """A hold that follows a tap leaves time to come into it."""
    held = live.step.phase is Phase.WORK and live.step.seconds is not None
    return replace(live, since=now + timedelta(seconds=live.routine.ready)) if held else live


def _go_on(live: Live, now: datetime) -> Live:
    """The clock runs on where it stood; a hold begins anew, and there is time to come into it."""
    if live.paused is None:
        return live
    since = live.since + (now - live.paused)
    if live.step.phase is Phase.SWITCH and live.step.seconds is not None:
        spare = timedelta(seconds=min(live.step.seconds, live.routine.ready) - live.step.seconds)
        since = max(since, now + spare)
    if live.step.seconds is None:
        since = now
    return _prepared(replace(live, paused=None, missed=False, since=since), now)


def _back(live: Live, now: datetime) -> Live:
    """The last side that counted is done once more."""
    if not live.done:
        return live
    (index, _), rest = live.done[-1], live.done[:-1]
    again = replace(live, at=index, since=now, done=rest, paused=None, missed=False, flowing=False)
    return _prepared(again, now)
