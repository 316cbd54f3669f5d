"""What is kept for a time only goes, by one process, once an hour."""

from __future__ import annotations

from datetime import timedelta

from bot.records import UPDATES_KEPT
from bot.services.forgetting import Forgetting
from tests.services.conftest import Ask


async def test_old_updates_go_and_new_ones_stay(ana: Ask) -> None:
    before = len(ana.store.data.updates)
    ana.pass_time(days=UPDATES_KEPT.days, minutes=1)
    await ana.say("hello")
    await Forgetting(ana.desk, lambda: True).tick(ana.clock.now())
    assert before > 1
    assert len(ana.store.data.updates) == 1


async def test_it_is_one_processs_work_and_only_once_an_hour(ana: Ask) -> None:
    asked: list[int] = []
    forgetting = Forgetting(ana.desk, lambda: bool(asked.append(1)) or True)
    for minutes in (0, 30, 29, 2, 60):
        ana.pass_time(minutes=minutes)
        await forgetting.tick(ana.clock.now())
    assert len(asked) == 3
    ana.pass_time(days=UPDATES_KEPT.days + 1)
    await Forgetting(ana.desk, lambda: False).tick(ana.clock.now())
    assert ana.store.data.updates


async def test_a_clock_that_was_set_back_does_not_hold_it_up(ana: Ask) -> None:
    forgetting = Forgetting(ana.desk, lambda: True)
    await forgetting.tick(ana.clock.now() + timedelta(days=300))
    ana.pass_time(days=UPDATES_KEPT.days + 1)
    await forgetting.tick(ana.clock.now())
    assert not ana.store.data.updates
