"""The wall clock jumps, ahead and back: one reminder a local day at most, and the next one on time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.services.conftest import Ask

DAY = timedelta(days=1)
MORNING = datetime(2026, 11, 24, 7, tzinfo=UTC)
"""The day after the onboarding, when the first reminder is due."""


async def said_by(ana: Ask, *moments: datetime) -> list[datetime]:
    """When a reminder was said, of these moments at which the clock was looked at."""
    said = []
    for moment in moments:
        ana.clock.set(moment)
        if (await ana.tick()).outgoing:
            said.append(moment)
    return said


async def ready(ana: Ask) -> None:
    await ana.say("no nudges")
    ana.clock.set(MORNING - timedelta(hours=1))
    await ana.tick()


@pytest.mark.parametrize("ahead", [DAY * 30, DAY * 400])
async def test_a_clock_that_was_ahead_and_is_put_right_costs_no_reminder(ana: Ask, ahead: timedelta) -> None:
    await ready(ana)
    wrong = ana.clock.now() + ahead
    assert await said_by(ana, wrong, wrong + timedelta(hours=2)) == [wrong + timedelta(hours=2)]
    right = MORNING - timedelta(minutes=30)
    planned = [MORNING + n * DAY for n in range(3)]
    assert await said_by(ana, right, *planned) == planned


async def test_what_was_missed_by_a_clock_a_day_ahead_comes_when_it_is_put_right(ana: Ask) -> None:
    await ready(ana)
    assert await said_by(ana, MORNING + timedelta(hours=10), MORNING - timedelta(minutes=5)) == []
    assert await said_by(ana, MORNING, MORNING + DAY) == [MORNING, MORNING + DAY]


async def test_a_day_that_a_clock_ahead_missed_before_another_one_comes_too(ana: Ask) -> None:
    """The clock is put right in two steps, and wrong once more between them."""
    await ready(ana)
    too_late = MORNING + timedelta(hours=6)
    assert await said_by(ana, MORNING + 2 * DAY + timedelta(hours=4), too_late, MORNING + 31 * DAY, too_late) == []
    assert await said_by(ana, MORNING - timedelta(minutes=30), MORNING, MORNING + DAY) == [MORNING, MORNING + DAY]


async def test_what_was_said_after_a_missed_day_is_not_said_again(ana: Ask) -> None:
    await ready(ana)
    late = MORNING + DAY + timedelta(hours=1)
    assert await said_by(ana, MORNING + timedelta(hours=10), late) == [late]
    right = [MORNING - timedelta(minutes=5), MORNING, MORNING + DAY, late, MORNING + 2 * DAY]
    assert await said_by(ana, *right) == [MORNING, MORNING + 2 * DAY]


async def test_it_is_noticed_after_a_restart_too(ana: Ask) -> None:
    await ready(ana)
    ana.clock.set(MORNING + 30 * DAY + timedelta(hours=4))
    await ana.tick()
    ana.watch = None
    assert await said_by(ana, MORNING - timedelta(minutes=5), MORNING) == [MORNING]


async def test_a_clock_that_is_set_back_a_day_brings_no_second_reminder_of_a_day(ana: Ask) -> None:
    await ready(ana)
    assert await said_by(ana, MORNING, MORNING + DAY) == [MORNING, MORNING + DAY]
    again = [MORNING + timedelta(minutes=1), MORNING + timedelta(hours=5), MORNING + DAY, MORNING + 2 * DAY]
    assert await said_by(ana, *again) == [MORNING + 2 * DAY]


async def test_a_clock_that_is_put_right_by_seconds_changes_nothing(ana: Ask) -> None:
    await ready(ana)
    due = ana.user.due
    ana.clock.set(ana.clock.now() - timedelta(seconds=30))
    await ana.tick()
    assert ana.user.due == due


async def test_after_a_jump_ahead_nothing_is_erased_on_the_word_of_that_clock(ana: Ask) -> None:
    await ready(ana)
    assert ana.watch is not None
    assert ana.watch.is_trusted
    ana.clock.set(ana.clock.now() + timedelta(hours=20))
    await ana.tick()
    assert ana.watch.is_trusted
    ana.clock.set(ana.clock.now() + 500 * DAY)
    await ana.tick()
    assert not ana.watch.is_trusted


async def test_a_review_told_by_a_clock_that_was_ahead_holds_up_no_later_one(ana: Ask) -> None:
    await ready(ana)
    ahead = (ana.clock.now() + 90 * DAY).date().isoformat()
    dated = {"reviewed": ahead, "review": ahead, "asked_lifts": ahead, "asked_time": ahead}
    ana.store.data.users[ana.user.id] = replace(ana.user, told={**ana.user.told, **dated})
    ana.clock.set(ana.clock.now() + 90 * DAY)
    await ana.tick()
    ana.clock.set(MORNING - timedelta(minutes=30))
    await ana.tick()
    assert not ana.user.told.keys() & {"reviewed", "asked_lifts", "asked_time"}
    assert ana.user.told["review"] < MORNING.date().isoformat()
