"""Updates noted once, answers until they arrived, names of files, the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.ports import UnitOfWork
from bot.records import FOR_EVER, UPDATES_KEPT, Outgoing
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


async def test_a_number_that_comes_again_when_updates_are_no_longer_kept_is_another_update(store: Store) -> None:
    async with store() as unit:
        assert await unit.note_update("7", NOW)
        assert not await unit.note_update("7", NOW + UPDATES_KEPT)
        assert await unit.note_update("7", NOW + UPDATES_KEPT + MINUTE)
        assert not await unit.note_update("7", NOW + UPDATES_KEPT + MINUTE)


async def test_what_is_noted_for_ever_is_never_new_again_nor_forgotten(store: Store) -> None:
    async with store() as unit:
        assert await unit.note_update("group:7", FOR_EVER)
        assert await unit.forget_updates(NOW, 9) == 0
        assert not await unit.note_update("group:7", FOR_EVER)


async def test_updates_are_forgotten_a_few_at_a_time(store: Store) -> None:
    async with store() as unit:
        for n in range(5):
            await unit.note_update(f"{n}", NOW)
        assert [await unit.forget_updates(NOW + MINUTE, 3) for _ in range(3)] == [3, 2, 0]


async def test_only_old_updates_are_forgotten(store: Store) -> None:
    async with store() as unit:
        for key, at in (("old", NOW - MINUTE), ("edge", NOW), ("new", NOW + MINUTE)):
            await unit.note_update(key, at)
        assert await unit.forget_updates(NOW, 9) == 1
        assert await unit.note_update("old", NOW)
        assert not await unit.note_update("edge", NOW)


@pytest.mark.parametrize("outgoing", [HELLO, RICH], ids=["plain", "everything set"])
async def test_an_answer_comes_back_as_posted(store: Store, outgoing: Outgoing) -> None:
    async with store() as unit:
        posted = await unit.post(outgoing, key="7", lease_until=NOW)
        await unit.commit()
    assert (posted.outgoing, posted.attempts) == (outgoing, 0)
    async with store() as unit:
        (claimed,) = await unit.claim_posts(NOW, NOW, 9)
    assert (claimed.id, claimed.outgoing) == (posted.id, outgoing)


async def test_an_answer_that_went_out_is_not_kept(store: Store) -> None:
    async with store() as unit:
        first, second, third = [(await unit.post(HELLO, key="7", lease_until=NOW)).id for _ in range(3)]
        await unit.mark_sent([first, third])
        assert [post.id for post in await unit.claim_posts(NOW, NOW + HOUR, 9)] == [second]


async def test_an_answer_knows_the_one_before_it_in_its_chat(store: Store) -> None:
    async with store() as unit:
        first = await unit.post(HELLO, key=None, lease_until=NOW)
        other = await unit.post(replace(HELLO, chat_id=99), key=None, lease_until=NOW)
        second = await unit.post(HELLO, key=None, lease_until=NOW)
        assert [post.follows for post in (first, other, second)] == [None, None, first.id]
        await unit.mark_sent([first.id])
        assert [post.follows for post in await unit.claim_posts(NOW, NOW + HOUR, 9)] == [None, None]


async def test_an_answer_stays_behind_the_one_before_it_while_somebody_has_that(store: Store) -> None:
    async with store() as unit:
        first = await unit.post(HELLO, key=None, lease_until=NOW + MINUTE)
        second = await unit.post(HELLO, key=None, lease_until=NOW)
        assert await unit.claim_posts(NOW, NOW + HOUR, 9) == ()
        claimed = await unit.claim_posts(NOW + MINUTE, NOW + HOUR, 9)
        assert [(post.id, post.follows) for post in claimed] == [(first.id, None), (second.id, first.id)]


async def test_only_a_lease_that_still_holds_is_renewed(store: Store) -> None:
    async with store() as unit:
        posts = [(await unit.post(HELLO, key=None, lease_until=NOW + n * MINUTE)).id for n in range(3)]
        assert await unit.keep_posts(posts, NOW + MINUTE, NOW + 3 * MINUTE) == (posts[2],)
        assert [post.id for post in await unit.claim_posts(NOW + 2 * MINUTE, NOW + HOUR, 9)] == posts[:2]


async def test_a_lease_of_before_the_clock_was_set_back_holds_nothing_up(store: Store) -> None:
    async with store() as unit:
        post = await unit.post(HELLO, key=None, lease_until=NOW + HOUR)
        assert [claimed.id for claimed in await unit.claim_posts(NOW, NOW + MINUTE, 9)] == [post.id]


async def test_only_answers_whose_lease_ran_out_are_claimed_the_oldest_first(store: Store) -> None:
    async with store() as unit:
        late, later, _leased = [await unit.post(HELLO, key=None, lease_until=NOW + i * MINUTE) for i in range(3)]
        assert [p.id for p in await unit.claim_posts(NOW + MINUTE, NOW + 3 * MINUTE, 9)] == [late.id, later.id]
        assert await unit.claim_posts(NOW + MINUTE, NOW + 3 * MINUTE, 9) == ()


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
        await unit.retry_post(post.id, NOW + 2 * MINUTE, "429")
        assert await unit.claim_posts(NOW + MINUTE, NOW + HOUR, 9) == ()
        assert len(await unit.claim_posts(NOW + 2 * MINUTE, NOW + HOUR, 9)) == 1


async def test_a_dropped_answer_is_tried_no_more(store: Store) -> None:
    async with store() as unit:
        post = await unit.post(HELLO, key="7", lease_until=NOW)
        await unit.drop_post(post.id, NOW, "Bad Request: can't parse entities")
        assert await unit.claim_posts(NOW, NOW, 9) == ()


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
