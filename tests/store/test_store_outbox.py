"""Updates noted once, answers until they arrived, names of files, the clock."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.ports import UnitOfWork
from bot.records import Outgoing
from tests.store.samples import HELLO, HOUR, MINUTE, NOW, RICH

Store = Callable[[], UnitOfWork]


async def test_an_update_is_new_once(store: Store) -> None:
    async with store() as unit:
        assert await unit.note_update("7", NOW)
        assert not await unit.note_update("7", NOW + HOUR)
        await unit.commit()
    async with store() as unit:
        assert not await unit.note_update("7", NOW)
        assert await unit.note_update("8", NOW)


async def test_only_old_updates_are_forgotten(store: Store) -> None:
    async with store() as unit:
        for key, at in (("old", NOW - MINUTE), ("edge", NOW), ("new", NOW + MINUTE)):
            await unit.note_update(key, at)
        assert await unit.forget_updates(NOW) == 1
        assert await unit.note_update("old", NOW)
        assert not await unit.note_update("edge", NOW)


@pytest.mark.parametrize("outgoing", [HELLO, RICH], ids=["plain", "everything set"])
async def test_an_answer_comes_back_as_posted(store: Store, outgoing: Outgoing) -> None:
    async with store() as unit:
        posted = await unit.post(outgoing, key="7", lease_until=NOW)
        await unit.commit()
    assert (posted.outgoing, posted.attempts) == (outgoing, 0)
    async with store() as unit:
        assert await unit.posted(posted.id) == posted


async def test_answers_to_an_update_are_found_by_its_key_until_they_went_out(store: Store) -> None:
    async with store() as unit:
        first, second, third = [(await unit.post(HELLO, key="7", lease_until=NOW)).id for _ in range(3)]
        other = await unit.post(HELLO, key="8", lease_until=NOW)
        await unit.post(HELLO, key=None, lease_until=NOW)
        assert await unit.unsent("7") == (first, second, third)
        await unit.mark_sent([first, third, other.id])
        assert await unit.unsent("7") == (second,)
        assert await unit.unsent("8") == ()
        assert await unit.posted(first) is None


async def test_only_answers_whose_lease_ran_out_are_claimed_the_oldest_first(store: Store) -> None:
    async with store() as unit:
        late, later, _leased = [await unit.post(HELLO, key=None, lease_until=NOW + i * MINUTE) for i in range(3)]
        assert [p.id for p in await unit.claim_posts(NOW + MINUTE, NOW + HOUR, 9)] == [late.id, later.id]
        assert await unit.claim_posts(NOW + MINUTE, NOW + HOUR, 9) == ()


async def test_a_claim_takes_no_more_than_it_was_asked_for(store: Store) -> None:
    async with store() as unit:
        numbers = [(await unit.post(HELLO, key=None, lease_until=NOW)).id for _ in range(3)]
        assert [p.id for p in await unit.claim_posts(NOW, NOW + HOUR, 2)] == numbers[:2]


async def test_each_claim_counts_an_attempt(store: Store) -> None:
    async with store() as unit:
        await unit.post(HELLO, key=None, lease_until=NOW)
        assert [p.attempts for p in await unit.claim_posts(NOW, NOW + MINUTE, 9)] == [1]
        assert [p.attempts for p in await unit.claim_posts(NOW + MINUTE, NOW + HOUR, 9)] == [2]


async def test_a_failed_answer_waits_until_it_may_be_tried_again(store: Store) -> None:
    async with store() as unit:
        post = await unit.post(HELLO, key=None, lease_until=NOW)
        await unit.retry_post(post.id, NOW + HOUR, "429")
        assert await unit.claim_posts(NOW + MINUTE, NOW + HOUR, 9) == ()
        assert len(await unit.claim_posts(NOW + HOUR, NOW + 2 * HOUR, 9)) == 1


async def test_a_dropped_answer_is_tried_no_more(store: Store) -> None:
    async with store() as unit:
        post = await unit.post(HELLO, key="7", lease_until=NOW)
        await unit.drop_post(post.id, NOW, "Bad Request: can't parse entities")
        assert await unit.posted(post.id) is None
        assert await unit.unsent("7") == ()


async def test_an_update_may_be_set_aside_twice(store: Store) -> None:
    async with store() as unit:
        await unit.set_aside("7", NOW, "ValueError")
        await unit.set_aside("7", NOW + HOUR, "KeyError")
        await unit.commit()


async def test_a_files_name_is_kept_replaced_and_forgotten(store: Store) -> None:
    async with store() as unit:
        seen = [await unit.file_id("hurdle")]
        for name in ("AgAC1", "AgAC2", None, None):
            await unit.keep_file_id("hurdle", name)
            seen.append(await unit.file_id("hurdle"))
        assert seen == [None, "AgAC1", "AgAC2", None, None]


async def test_what_the_clock_showed_last_is_kept_however_it_was_set(store: Store) -> None:
    async with store() as unit:
        shown = [await unit.note_clock(moment) for moment in (NOW, NOW + 10 * HOUR, NOW - HOUR, NOW)]
        await unit.commit()
    assert shown == [None, NOW, NOW + 10 * HOUR, NOW - HOUR]
