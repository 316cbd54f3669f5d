"""A session that counts along: its steps, what taps and time do to it, and that it never counts too much."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.live import End, Live, Press, begin, clip_shown, count, elapse, next_change, press, stop, without_clip
from bot.coach.model import Dose, Unit, Variant
from bot.coach.routine import Phase, Routine

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
REPS = Routine(
    day=date(2026, 11, 24),
    stage=1,
    variant=Variant.FULL,
    substitute=False,
    unit=Unit.REPS,
    dose=Dose(2, 6),
    first="left",
    rest=45,
    ready=5,
    switch=8,
    idle=900,
    late=20,
)
HOLDS = replace(REPS, unit=Unit.SECONDS, dose=Dose(2, 20))
CLIP = replace(HOLDS, clip=True)


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def played(routine: Routine, *presses: tuple[float, Press | int], until: float = 0) -> Live:
    """A session after presses (or numbers told) at so many seconds from its beginning; somebody looks every second."""
    live, looked = begin(routine, NOW), 0
    for seconds, what in (*presses, (until, None)):
        live, looked = watched(live, looked, seconds), int(seconds)
        if isinstance(what, Press):
            live = press(live, what, at(seconds))
        elif what is not None:
            live = count(live, what, at(seconds))
    return live


def watched(live: Live, since: float, until: float) -> Live:
    for second in range(int(since), int(until) + 1):
        live = elapse(live, at(second))
    return elapse(live, at(until)) if until >= since else live


def place(live: Live) -> str:
    """Where a session stands, in short: `work 1 left`, `rest 1 right paused`, `done`."""
    if live.ended is not None:
        return str(live.ended)
    step = live.step
    return f"{step.phase} {step.set} {step.side}" + (" paused" if live.paused else "")


NEXT, PAUSE, GO_ON, STOP, BACK = Press.NEXT, Press.PAUSE, Press.GO_ON, Press.STOP, Press.BACK


@pytest.mark.parametrize(
    ("routine", "steps"),
    [
        (REPS, ["work 1 left", "switch 1 right", "work 1 right", "rest 1 left"]),
        (HOLDS, ["position 1 left", "work 1 left", "switch 1 right", "work 1 right", "rest 1 left", "position 2 left"]),
        (replace(REPS, first="right"), ["work 1 right", "switch 1 left", "work 1 left", "rest 1 right"]),
        (replace(REPS, before=1), ["work 2 left", "switch 2 right", "work 2 right"]),
    ],
    ids=["reps", "holds", "the right side leads", "a set was done before"],
)
def test_a_set_goes_side_switch_side_rest_and_a_hold_begins_with_a_tap(routine: Routine, steps: list[str]) -> None:
    listed = [f"{step.phase} {step.set} {step.side}" for step in routine.steps]
    assert listed[: len(steps)] == steps


def test_after_the_last_side_there_is_no_rest() -> None:
    assert [step.phase for step in REPS.steps][-1] is Phase.WORK
    assert sum(step.phase is Phase.REST for step in replace(REPS, dose=Dose(3, 6)).steps) == 2


@pytest.mark.parametrize(
    ("routine", "presses", "seconds", "where"),
    [
        # reps wait for the user, whatever time it is
        (REPS, [], 60, "work 1 left"),
        (REPS, [(20, NEXT)], 20, "switch 1 right"),
        (REPS, [(20, NEXT)], 27.9, "switch 1 right"),
        (REPS, [(20, NEXT)], 28, "work 1 right"),
        (REPS, [(20, NEXT), (22, NEXT)], 22, "work 1 right"),
        (REPS, [(20, NEXT), (50, NEXT)], 94, "rest 1 left"),
        (REPS, [(20, NEXT), (50, NEXT)], 95, "work 2 left"),
        (REPS, [(20, NEXT), (50, NEXT), (60, NEXT)], 60, "work 2 left"),
        (REPS, [(20, NEXT), (50, NEXT), (60, NEXT), (80, NEXT), (100, NEXT)], 100, "done"),
        # a hold runs by itself once it is begun, through both sides, and then waits for the next set
        (HOLDS, [], 60, "position 1 left"),
        (HOLDS, [(10, NEXT)], 12, "work 1 left"),
        (HOLDS, [(10, NEXT)], 34.9, "work 1 left"),
        (HOLDS, [(10, NEXT)], 35, "switch 1 right"),
        (HOLDS, [(10, NEXT)], 43, "work 1 right"),
        (HOLDS, [(10, NEXT)], 63, "rest 1 left"),
        # a pause stops the clock; a rest goes on where it stood, a hold begins anew
        (REPS, [(20, NEXT), (22, PAUSE)], 600, "switch 1 right paused"),
        (REPS, [(20, NEXT), (50, NEXT), (60, PAUSE), (160, GO_ON)], 194.9, "rest 1 left"),
        (REPS, [(20, NEXT), (50, NEXT), (60, PAUSE), (160, GO_ON)], 195, "work 2 left"),
        (HOLDS, [(10, NEXT), (25, PAUSE), (100, GO_ON)], 124.9, "work 1 left"),
        (HOLDS, [(10, NEXT), (25, PAUSE), (100, GO_ON)], 125, "switch 1 right"),
        (HOLDS, [(10, NEXT), (42, PAUSE), (100, GO_ON)], 104.9, "switch 1 right"),
        (HOLDS, [(10, NEXT), (42, PAUSE), (100, GO_ON)], 105, "work 1 right"),
        # stop ends it
        (REPS, [(20, NEXT), (21, STOP)], 30, "stopped"),
        (REPS, [(1, STOP), (2, NEXT)], 30, "stopped"),
        # nobody answers
        (REPS, [], 899.9, "work 1 left"),
        (REPS, [], 900, "left"),
        (REPS, [(20, NEXT), (22, PAUSE)], 922, "left"),
        (HOLDS, [], 900, "left"),
    ],
)
def test_where_a_session_stands(
    routine: Routine, presses: list[tuple[float, Press | int]], seconds: float, where: str
) -> None:
    assert place(played(routine, *presses, until=seconds)) == where


@pytest.mark.parametrize(
    ("routine", "presses", "seconds", "sets"),
    [
        (REPS, [], 10, ()),
        (REPS, [(20, NEXT)], 21, ((6, 0),)),
        (REPS, [(20, NEXT), (50, NEXT)], 60, ((6, 6),)),
        (REPS, [(20, 4), (50, NEXT)], 60, ((4, 6),)),
        (REPS, [(20, 0), (50, NEXT)], 60, ((0, 6),)),
        (REPS, [(20, NEXT), (22, 5)], 23, ((5, 0),)),  # told after the tap: it corrects
        (REPS, [(20, NEXT), (22, 0)], 23, ()),
        (REPS, [(20, NEXT), (22, BACK)], 23, ()),
        (REPS, [(20, NEXT), (22, BACK), (30, 3)], 31, ((3, 0),)),
        (replace(REPS, first="right"), [(20, NEXT)], 21, ((0, 6),)),
        (HOLDS, [(10, NEXT)], 30, ()),
        (HOLDS, [(10, NEXT)], 36, ((20, 0),)),
        (HOLDS, [(10, NEXT)], 64, ((20, 20),)),
        (HOLDS, [(10, NEXT), (29.9, NEXT)], 30, ((14, 0),)),  # ready at 15, ended early
        (HOLDS, [(10, NEXT), (12, NEXT)], 13, ()),  # not begun yet
        (HOLDS, [(10, NEXT), (29.9, STOP)], 30, ((14, 0),)),
        (HOLDS, [(10, NEXT), (29.9, PAUSE), (60, STOP)], 61, ((14, 0),)),
        (HOLDS, [(10, NEXT), (29.9, PAUSE), (60, GO_ON)], 86, ((20, 0),)),  # the hold that counts is the whole one
        (HOLDS, [(10, NEXT), (36, 13)], 37, ((13, 0),)),
    ],
)
def test_what_counts(
    routine: Routine, presses: list[tuple[float, Press | int]], seconds: float, sets: tuple[tuple[int, int], ...]
) -> None:
    assert played(routine, *presses, until=seconds).sets == sets


def test_a_number_that_no_set_has_is_refused() -> None:
    with pytest.raises(ValueError, match="more than"):
        count(begin(REPS, NOW), 88, NOW)


def test_who_is_left_alone_is_not_counted_on() -> None:
    live = elapse(played(REPS, (20, NEXT), until=28), at(3000))
    assert (live.ended, live.sets) == (End.LEFT, ((6, 0),))


def test_a_change_that_nobody_was_shown_stops_the_clock_and_counts_nothing() -> None:
    """The coach was away for a minute in the middle of a hold."""
    live = elapse(played(HOLDS, (10, NEXT)), at(100))
    assert (place(live), live.missed, live.sets) == ("work 1 left paused", True, ())
    assert press(live, STOP, at(101)).sets == ()
    assert elapse(press(live, GO_ON, at(110)), at(136)).sets == ((20, 0),)


def test_a_short_absence_loses_nothing() -> None:
    live = elapse(played(HOLDS, (10, NEXT)), at(50))
    assert (place(live), live.sets, live.left(at(50))) == ("work 1 right", ((20, 0),), 13)


@pytest.mark.parametrize(
    ("seconds", "left"), [(10, 5), (14.5, 1), (15, 20), (15.5, 20), (34.1, 1), (35, 8), (43, 20), (62.9, 1)]
)
def test_the_countdown_is_that_of_the_moment(seconds: float, left: int) -> None:
    assert played(HOLDS, (10, NEXT), until=seconds).left(at(seconds)) == left


def test_a_countdown_stands_while_paused() -> None:
    live = played(REPS, (20, NEXT), (50, NEXT), (60, PAUSE))
    assert [live.left(at(s)) for s in (60, 90, 300)] == [35, 35, 35]


@pytest.mark.parametrize(
    ("routine", "presses", "until", "seconds"),
    [
        (HOLDS, [(10, NEXT)], 64, [15, 20, 25, 30, 35, 38, 43, 48, 53, 58, 63]),
        (CLIP, [(10, NEXT)], 64, [15, 35, 43, 63]),
        (REPS, [(20, NEXT)], 40, [23, 28]),
        (REPS, [], 900, [900]),
        (REPS, [(20, NEXT), (21, PAUSE)], 1000, [921]),
        (REPS, [(20, STOP)], 1000, []),
    ],
    ids=["holds", "a clip counts", "switch", "waits", "paused", "over"],
)
def test_the_message_changes_every_five_seconds_at_most_and_at_every_step(
    routine: Routine, presses: list[tuple[float, Press | int]], until: float, seconds: list[float]
) -> None:
    live, found = played(routine, *presses), list[float]()
    moment = at(presses[-1][0] if presses else 0)
    while (due := next_change(live, moment, 5)) is not None and due <= at(until):
        found.append((due - NOW).total_seconds())
        live, moment = elapse(live, due), due
    assert found == seconds


def test_a_clip_shows_a_whole_set_under_the_buttons_of_its_beginning() -> None:
    marks = [played(CLIP, (10, NEXT), until=s).mark for s in (11, 20, 36, 44, 60, 63)]
    assert marks == [1, 1, 1, 1, 1, 4]


@pytest.mark.parametrize("what", [NEXT, PAUSE])
def test_a_tap_in_the_middle_of_a_clip_ends_it_for_this_set(what: Press) -> None:
    live = press(played(CLIP, (10, NEXT)), what, at(25))
    assert not live.clip_runs
    assert played(CLIP, (10, NEXT)).clip_runs


def test_a_set_begins_with_its_clip_however_late_that_came_into_the_chat() -> None:
    live = clip_shown(played(CLIP, (10, NEXT)), at(18))
    assert live.left(at(18)) == 5
    in_the_middle = played(CLIP, (10, NEXT), until=40)
    assert clip_shown(in_the_middle, at(40)) == in_the_middle


def test_a_clip_that_missed_the_beginning_of_its_set_is_left_out() -> None:
    live = without_clip(elapse(played(CLIP, (10, NEXT)), at(36)))
    assert not live.clip_runs
    assert without_clip(played(CLIP, (10, NEXT))).clip_runs


def test_an_ended_session_changes_no_more() -> None:
    live = stop(played(REPS, (20, NEXT)), at(21), End.TOLD)
    assert {press(live, what, at(30)) for what in (NEXT, PAUSE, STOP, BACK)} == {live}
    assert stop(live, at(40), End.STOPPED) == live
    assert elapse(live, at(10_000)) == live


PRESSES = st.sampled_from([*Press, "look", "count"])
LIVES = st.lists(st.tuples(st.floats(0, 200), PRESSES, st.integers(0, 18)), max_size=60)


@settings(deadline=None)
@given(routine=st.sampled_from([REPS, HOLDS, CLIP, replace(HOLDS, first="right", before=1)]), life=LIVES)
def test_it_never_counts_more_than_was_confirmed_or_went_by(
    routine: Routine, life: list[tuple[float, Press | str, int]]
) -> None:
    """Whatever is tapped and whenever anybody looks."""
    live, now, confirmed, told = begin(routine, NOW), NOW, 0, False
    for pause, what, number in life:
        now += timedelta(seconds=pause)
        before = live
        if isinstance(what, Press):
            live = press(live, what, now)
            confirmed += what is NEXT
        elif what == "count":
            live, told = count(live, number, now), True
            confirmed += 1
        else:
            live = elapse(live, now)
        left = live.left(now)
        assert left is None or 0 <= left <= max(routine.rest, routine.dose.amount, routine.switch, routine.ready)
        assert before.ended is None or live == before
        assert len(live.sets) <= routine.dose.sets - routine.before
        done = sum(amount for _, amount in live.done)
        if routine.unit is Unit.REPS:
            assert len(live.done) <= confirmed
        elif not told:
            assert done <= (now - NOW).total_seconds()
            assert all(amount <= routine.dose.amount for _, amount in live.done)
        due = next_change(live, now, 5)
        assert due is None or due > now
        assert (due is None) == (live.ended is not None)


@settings(deadline=None, max_examples=50)
@given(life=LIVES)
def test_looking_in_between_changes_nothing_that_a_tap_would_find(
    life: list[tuple[float, Press | str, int]],
) -> None:
    """As long as somebody looks often enough to be in time."""
    often = seldom = begin(HOLDS, NOW)
    now = NOW
    for pause, what, _ in life:
        for _ in range(int(pause)):
            now += timedelta(seconds=1)
            often = elapse(often, now)
            seldom = elapse(seldom, now) if now.second % 15 == 0 else seldom
        if isinstance(what, Press):
            often, seldom = press(often, what, now), press(seldom, what, now)
            assert often == seldom
