"""Users, their erasure, and what "one transaction" means."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import UnitOfWork
from bot.records import State, User
from tests.store.samples import EVERYTHING_SET, HELLO, LOG, NEWCOMER, NOW, active, decision, reminder

Store = Callable[[], UnitOfWork]


async def added(store: Store, user: User) -> User:
    async with store() as unit:
        kept = await unit.add_user(user)
        await unit.commit()
    return kept


@pytest.mark.parametrize("user", [NEWCOMER, EVERYTHING_SET], ids=["newcomer", "everything set"])
async def test_a_user_comes_back_as_added(store: Store, user: User) -> None:
    kept = await added(store, user)
    async with store() as unit:
        assert await unit.user(kept.id) == await unit.user_of_chat(user.chat_id) == kept == replace(user, id=kept.id)


async def test_a_saved_user_comes_back_changed(store: Store) -> None:
    kept = await added(store, NEWCOMER)
    changed = replace(EVERYTHING_SET, id=kept.id, chat_id=kept.chat_id)
    async with store() as unit:
        await unit.save_user(changed)
        await unit.commit()
    async with store() as unit:
        assert await unit.user(kept.id) == changed


async def test_what_was_due_can_be_due_no_more(store: Store) -> None:
    kept = await added(store, EVERYTHING_SET)
    async with store() as unit:
        await unit.save_user(replace(kept, due=None))
        await unit.commit()
    async with store() as unit:
        user = await unit.user(kept.id)
        assert user is not None
        assert user.due is None


async def test_an_unknown_user_is_none(store: Store) -> None:
    async with store() as unit:
        assert await unit.user(99) is None
        assert await unit.user_of_chat(99) is None


async def test_saving_an_erased_user_is_an_error(store: Store) -> None:
    async with store() as unit:
        with pytest.raises(LookupError):
            await unit.save_user(replace(NEWCOMER, id=99))


async def test_a_unit_rolls_back_unless_committed(store: Store) -> None:
    async with store() as unit:
        await unit.add_user(NEWCOMER)
        await unit.note_update("1", NOW)
    async with store() as unit:
        assert await unit.user_of_chat(NEWCOMER.chat_id) is None
        assert await unit.note_update("1", NOW)


async def test_a_unit_rolls_back_on_an_error(store: Store) -> None:
    async def fail() -> None:
        async with store() as unit:
            await unit.add_user(NEWCOMER)
            raise RuntimeError("on the way")

    with pytest.raises(RuntimeError, match="on the way"):
        await fail()
    async with store() as unit:
        assert await unit.user_of_chat(NEWCOMER.chat_id) is None


async def test_a_unit_sees_its_own_work_and_others_only_what_is_committed(store: Store) -> None:
    user = await added(store, NEWCOMER)
    async with store() as unit, store() as beside:
        await unit.record(user.id, [LOG], message_id=None)
        assert len(await unit.records(user.id)) == 1
        assert await beside.records(user.id) == ()
        await unit.commit()
        assert len(await beside.records(user.id)) == 1


async def test_after_a_commit_the_unit_can_begin_again(store: Store) -> None:
    async with store() as unit:
        await unit.note_update("1", NOW)
        await unit.commit()
        await unit.note_update("2", NOW)
    async with store() as unit:
        assert not await unit.note_update("1", NOW)
        assert await unit.note_update("2", NOW)


async def test_two_first_messages_at_once_make_one_user(store: Store) -> None:
    numbers = [user.id for user in await asyncio.gather(*(added(store, NEWCOMER) for _ in range(5)))]
    assert len(set(numbers)) == 1


async def test_two_turns_of_one_user_follow_each_other(store: Store) -> None:
    """Neither overwrites what the other wrote: reading a user locks that user."""
    user = await added(store, NEWCOMER)

    async def turn(name: str) -> None:
        async with store() as unit:
            found = await unit.user(user.id)
            assert found is not None
            await asyncio.sleep(0)
            await unit.record(user.id, [LOG, LOG], message_id=None)
            await unit.save_user(replace(found, dialogue={**found.dialogue, name: True}))
            await unit.commit()

    await asyncio.gather(*(turn(f"{n}") for n in range(6)))
    async with store() as unit:
        found = await unit.user(user.id)
        assert found is not None
        assert set(found.dialogue) == {"0", "1", "2", "3", "4", "5"}
        assert [record.fact.id for record in await unit.records(user.id)] == list(range(1, 13))


async def test_many_units_at_once_all_get_through(store: Store) -> None:
    """Waiting units queue; none fails because the database is busy."""

    async def turn(number: int) -> bool:
        async with store() as unit:
            new = await unit.note_update(f"{number}", NOW)
            await asyncio.sleep(0)
            await unit.commit()
            return new

    assert all(await asyncio.gather(*(turn(number) for number in range(60))))


async def test_a_cancelled_unit_leaves_nothing_and_blocks_nobody(store: Store) -> None:
    started = asyncio.Event()

    async def hang() -> None:
        async with store() as unit:
            await unit.note_update("hung", NOW)
            started.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store() as unit:
        assert await unit.note_update("hung", NOW)


async def test_erasing_counts_what_went_and_spares_others(store: Store) -> None:
    erased, spared = await added(store, active(1, reminder())), await added(store, active(2))
    async with store() as unit:
        for user in (erased, spared):
            await unit.record(user.id, [LOG, LOG], message_id=5)
            await unit.decide(user.id, decision())
            await unit.post(replace(HELLO, chat_id=user.chat_id), key=None, lease_until=NOW)
        await unit.claim_due(NOW, NOW, 10)
        await unit.commit()
    async with store() as unit:
        assert await unit.erase_user(erased.id, NOW) == 6  # the user, two facts, a decision, an answer, a delivery
        await unit.commit()
    async with store() as unit:
        assert await unit.user_of_chat(1) is None
        assert len(await unit.records(spared.id)) == 2
        assert len(await unit.decisions(spared.id, 9)) == 1
        assert len(await unit.claim_posts(NOW, NOW, 9)) == 1


async def test_erasing_nobody_counts_nothing(store: Store) -> None:
    async with store() as unit:
        assert await unit.erase_user(99, NOW) == 0


async def test_a_number_is_not_given_out_again(store: Store) -> None:
    erased = await added(store, NEWCOMER)
    async with store() as unit:
        await unit.erase_user(erased.id, NOW)
        await unit.commit()
    assert (await added(store, NEWCOMER)).id != erased.id


@pytest.mark.parametrize("state", list(State))
async def test_every_state_can_be_kept(store: Store, state: State) -> None:
    kept = await added(store, replace(NEWCOMER, state=state))
    async with store() as unit:
        assert await unit.user(kept.id) == kept


async def test_idle_users_are_found_by_when_they_were_heard_of_in_pages(store: Store) -> None:
    for chat, days in ((1, 400), (2, 10), (3, 366), (4, 365)):
        await added(store, replace(NEWCOMER, chat_id=chat, seen_at=NOW - timedelta(days=days)))
    async with store() as unit:
        before = NOW - timedelta(days=365)
        first = await unit.idle_users(before, 0, 1)
        assert [await chat_of(unit, number) for number in first] == [1]
        rest = await unit.idle_users(before, first[-1], 10)
        assert [await chat_of(unit, number) for number in rest] == [3]
        assert await unit.idle_users(before, rest[-1], 10) == ()


async def chat_of(unit: UnitOfWork, number: int) -> int | None:
    user = await unit.user(number)
    return user.chat_id if user else None
