"""All that is kept about one person, taken along and brought in again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.ports import UnitOfWork
from bot.records import Everything, Record, Told, Unasked
from tests.store.samples import EVERYTHING_SET, HOUR, LOG, NOW, PAIN, SKIP, decision, reminder

Store = Callable[[], UnitOfWork]


async def fill(store: Store) -> int:
    """Somebody with one of each: facts that stand, one taken back, one replaced; decisions; a message that was sent."""
    async with store() as unit:
        user = await unit.add_user(replace(EVERYTHING_SET, due=reminder()))
        await unit.record(user.id, [LOG, PAIN], message_id=77)
        await unit.record(user.id, [SKIP], message_id=None)
        await unit.undo(user.id, 3, NOW)
        corrected = await unit.record(user.id, [replace(LOG, sets=((6, 6),))], message_id=78)
        await unit.retract(user.id, [1], by=corrected[0].entry, now=NOW + HOUR)
        await unit.decide(user.id, decision("agreed"))
        await unit.decide(user.id, decision("advance", NOW + HOUR))
        (delivery,) = await unit.claim_due(NOW, NOW + HOUR, 1)
        await unit.finish_delivery(delivery, NOW, "sent")
        await unit.commit()
    return user.id


async def taken(store: Store, user_id: int) -> Everything:
    async with store() as unit:
        return await unit.everything(user_id)


async def test_everything_holds_what_was_taken_back_as_well(store: Store) -> None:
    kept = await taken(store, await fill(store))
    log, pain, skip, corrected = (
        replace(fact, id=number) for number, fact in enumerate((LOG, PAIN, SKIP, replace(LOG, sets=((6, 6),))), 1)
    )
    assert kept.told == (
        Told(Record(log, 1, 77), 4, NOW + HOUR),
        Told(Record(pain, 1, 77)),
        Told(Record(skip, 3), 3, NOW),
        Told(Record(corrected, 4, 78)),
    )
    assert kept.decisions == (decision("agreed"), decision("advance", NOW + HOUR))
    assert kept.unasked == (Unasked("reminder", NOW.date(), 0, NOW, 0, NOW, "sent"),)


async def test_of_nobody_there_is_nothing(store: Store) -> None:
    async with store() as unit:
        with pytest.raises(LookupError):
            await unit.everything(99)


async def test_taken_along_erased_and_brought_in_all_is_as_it_was_under_a_new_number(store: Store) -> None:
    old = await fill(store)
    kept = await taken(store, old)
    async with store() as unit:
        await unit.erase_user(old, NOW)
        user = await unit.admit(kept)
        await unit.commit()
    assert user.id != old
    assert await taken(store, user.id) == replace(kept, user=replace(kept.user, id=user.id))


async def test_what_was_brought_in_can_be_undone_and_is_not_sent_again(store: Store) -> None:
    kept = await taken(store, await fill(store))
    async with store() as unit:
        await unit.erase_user(kept.user.id, NOW)
        user = await unit.admit(replace(kept, user=replace(kept.user, due=reminder())))
        assert await unit.undo(user.id, 4, NOW)
        assert [record.fact.id for record in await unit.records(user.id)] == [1, 2]
        assert (await unit.record(user.id, [LOG], message_id=None))[0].fact.id == 5
        assert [delivery.settled for delivery in await unit.claim_due(NOW, NOW + HOUR, 9)] == [True]


async def test_nobody_is_brought_in_twice(store: Store) -> None:
    kept = await taken(store, await fill(store))
    async with store() as unit:
        with pytest.raises(ValueError, match="here already"):
            await unit.admit(kept)
