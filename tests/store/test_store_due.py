"""What is due: claimed once, found again after a crash, never said twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from bot.ports import UnitOfWork
from bot.records import Delivery, Due, DueKind, State, User
from tests.store.samples import DAY, HOUR, MINUTE, NOW, active, reminder

Store = Callable[[], UnitOfWork]
LEASE = NOW + MINUTE


async def add(store: Store, *users: User) -> list[User]:
    async with store() as unit:
        kept = [await unit.add_user(user) for user in users]
        await unit.commit()
    return kept


async def claim(store: Store, now: datetime = NOW, until: datetime = LEASE, limit: int = 99) -> tuple[Delivery, ...]:
    async with store() as unit:
        claimed = await unit.claim_due(now, until, limit)
        await unit.commit()
    return claimed


async def test_who_is_due_is_claimed_and_put_off_to_the_end_of_the_lease(store: Store) -> None:
    user, _later = await add(store, active(1, reminder(n=2)), active(2, reminder(NOW + MINUTE)))
    (delivery,) = await claim(store)
    assert delivery == Delivery(delivery.id, user.id, DueKind.REMINDER, DAY, 2, due_at=NOW)
    async with store() as unit:
        assert (await unit.user(user.id)) == replace(user, due=reminder(LEASE, n=2))


async def test_nothing_is_claimed_twice(store: Store) -> None:
    await add(store, active(1, reminder()))
    assert len(await claim(store)) == 1
    assert await claim(store) == ()


async def test_what_is_given_back_is_due_at_once_but_not_what_is_finished_or_claimed_by_another(store: Store) -> None:
    await add(store, *(active(n, reminder()) for n in range(3)))
    done, *rest = await claim(store)
    async with store() as unit:
        await unit.finish_delivery(done, NOW, "sent")
        await unit.give_back([done, rest[0]], LEASE, NOW + MINUTE / 2)
        await unit.give_back([rest[1]], LEASE + MINUTE, NOW + MINUTE / 2)
        await unit.commit()
    again = await claim(store, NOW + MINUTE / 2, LEASE + HOUR)
    assert [(delivery.id, delivery.settled) for delivery in again] == [(done.id, True), (rest[0].id, False)]


async def test_the_longest_due_come_first_and_no_more_than_asked_for(store: Store) -> None:
    await add(store, *(active(n, reminder(NOW - n * MINUTE)) for n in range(4)))
    claimed = await claim(store, limit=3)
    assert [delivery.due_at for delivery in claimed] == [NOW - n * MINUTE for n in (3, 2, 1)]
    assert len(await claim(store)) == 1


@pytest.mark.parametrize(
    ("state", "claimed"), [(State.ACTIVE, 1), (State.ONBOARDING, 1), (State.STOPPED, 0), (State.GONE, 0)]
)
async def test_who_stopped_or_went_is_left_in_peace(store: Store, state: State, claimed: int) -> None:
    await add(store, active(1, reminder(), state))
    assert len(await claim(store)) == claimed
    async with store() as unit:
        assert (await unit.next_due() is not None) is bool(claimed)


async def test_a_delivery_left_by_a_crash_is_found_again(store: Store) -> None:
    await add(store, active(1, reminder()))
    (first,) = await claim(store)
    (again,) = await claim(store, LEASE, LEASE + MINUTE)
    assert again == replace(first, attempts=1)


async def test_a_finished_delivery_comes_back_only_to_have_its_user_moved_on(store: Store) -> None:
    await add(store, active(1, reminder()))
    (delivery,) = await claim(store)
    async with store() as unit:
        await unit.finish_delivery(delivery, NOW, "sent")
        await unit.commit()
    (settled,) = await claim(store, LEASE, LEASE + MINUTE)
    assert settled == replace(delivery, settled=True)


async def test_a_delivery_in_someones_hand_is_not_given_to_another(store: Store) -> None:
    """A turn between claim and send puts the old due time back: that must not send the reminder twice."""
    (user,) = await add(store, active(1, reminder()))
    await claim(store)
    async with store() as unit:
        await unit.save_user(user)
        await unit.commit()
    assert await claim(store) == ()
    assert len(await claim(store, LEASE, LEASE + MINUTE)) == 1


async def test_another_kind_day_or_number_is_another_delivery(store: Store) -> None:
    (user,) = await add(store, active(1, reminder()))
    numbers = {(await claim(store))[0].id}
    others = [Due(NOW, DueKind.SNOOZE, DAY), reminder(day=DAY.replace(day=3)), reminder(n=1)]
    for due in others:
        async with store() as unit:
            await unit.save_user(replace(user, due=due))
            await unit.commit()
        numbers.add((await claim(store))[0].id)
    assert len(numbers) == 4


async def test_a_claim_that_is_not_committed_is_none(store: Store) -> None:
    await add(store, active(1, reminder()))
    async with store() as unit:
        assert len(await unit.claim_due(NOW, LEASE, 9)) == 1
    assert len(await claim(store)) == 1


async def test_claims_at_once_share_out_the_due(store: Store) -> None:
    await add(store, *(active(n, reminder()) for n in range(40)))
    shares = await asyncio.gather(*(claim(store, limit=10) for _ in range(6)))
    users = [delivery.user_id for share in shares for delivery in share]
    rest = await claim(store)
    assert len(users) == len(set(users))
    assert len(users) + len(rest) == 40


async def test_the_next_due_time_is_the_earliest_of_all(store: Store) -> None:
    async with store() as unit:
        assert await unit.next_due() is None
    await add(store, active(1, reminder(NOW + HOUR)), active(2, reminder(NOW + MINUTE)), active(3))
    async with store() as unit:
        assert await unit.next_due() == NOW + MINUTE


async def test_old_deliveries_are_forgotten_a_few_at_a_time(store: Store) -> None:
    await add(store, *(active(n, reminder(NOW - (4 - n) * HOUR)) for n in range(5)))
    await claim(store)
    async with store() as unit:
        forgotten = [await unit.forget_deliveries(NOW - HOUR, 2) for _ in range(3)]
        await unit.commit()
    assert forgotten == [2, 1, 0]


async def test_what_was_missed_may_be_due_again_but_what_was_sent_may_not(store: Store) -> None:
    """As after a clock that ran ahead was put right."""
    missed, sent = await add(store, active(1, reminder()), active(2, reminder()))
    for delivery in await claim(store):
        async with store() as unit:
            await unit.finish_delivery(delivery, NOW, "missed" if delivery.user_id == missed.id else "sent")
            await unit.save_user(missed if delivery.user_id == missed.id else sent)
            await unit.commit()
    again = await claim(store)
    assert {(delivery.user_id, delivery.settled) for delivery in again} == {(missed.id, False), (sent.id, True)}


async def test_users_who_are_due_later_are_found_by_number(store: Store) -> None:
    users = await add(store, *(active(n, reminder(NOW + n * HOUR)) for n in range(4)), active(9))
    async with store() as unit:
        found = await unit.users_due_after(NOW, 0, 2)
        rest = await unit.users_due_after(NOW, found[-1], 9)
    assert (found, rest) == ((users[1].id, users[2].id), (users[3].id,))
