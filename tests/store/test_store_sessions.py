"""A session that counts along is kept as it stands, and found when it has to change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import update

from bot.ports import UnitOfWork
from bot.records import LiveSession, User
from bot.store import open_store
from bot.store.tables import LiveSessionRow
from tests.store.samples import HOUR, LIVE, MINUTE, NOW, ROUTINE, active, session

Store = Callable[[], UnitOfWork]


async def add(store: Store, *sessions: LiveSession) -> list[User]:
    """A user for each session, in one."""
    async with store() as unit:
        users = [await unit.add_user(active(n)) for n in range(1, len(sessions) + 1)]
        for user, each in zip(users, sessions, strict=True):
            await unit.save_live(replace(each, user_id=user.id))
        await unit.commit()
    return users


async def test_a_session_comes_back_as_saved(store: Store) -> None:
    fresh = replace(LIVE, ended=None, paused=None, routine=replace(ROUTINE, clip=False))
    first, second = await add(store, session(0), LiveSession(user_id=0, live=fresh))
    async with store() as unit:
        assert await unit.live(first.id) == session(first.id)
        assert await unit.live(second.id) == LiveSession(user_id=second.id, live=fresh)


async def test_the_latest_session_takes_the_place_of_the_one_before(store: Store) -> None:
    (user,) = await add(store, session(0))
    async with store() as unit:
        await unit.save_live(replace(session(user.id, None), message_id=None, shown=""))
        await unit.commit()
    async with store() as unit:
        assert await unit.live(user.id) == replace(session(user.id, None), message_id=None, shown="")


async def test_nobody_has_a_session_that_was_not_committed_or_was_dropped(store: Store) -> None:
    (user,) = await add(store, session(0))
    async with store() as unit:
        await unit.drop_live(user.id)
        assert await unit.live(user.id) is None
    async with store() as unit:
        assert await unit.live(user.id) is not None
        await unit.drop_live(user.id)
        await unit.commit()
    async with store() as unit:
        assert await unit.live(user.id) is None


async def test_those_due_are_found_the_longest_due_first(store: Store) -> None:
    users = await add(
        store, session(0, NOW), session(0, NOW - MINUTE), session(0, NOW + MINUTE), session(0, None), session(0, NOW)
    )
    async with store() as unit:
        due = await unit.live_due(NOW, 9)
        assert (due[0], set(due)) == (users[1].id, {users[0].id, users[1].id, users[4].id})
        assert await unit.live_due(NOW, 1) == (users[1].id,)
        assert await unit.next_live() == NOW - MINUTE


async def test_the_next_one_is_none_while_nobody_is_in_a_session(store: Store) -> None:
    await add(store, session(0, None))
    async with store() as unit:
        assert await unit.next_live() is None
        assert await unit.live_due(NOW + HOUR, 9) == ()


async def test_a_session_is_erased_with_its_user(store: Store) -> None:
    (user,) = await add(store, session(0))
    async with store() as unit:
        assert await unit.erase_user(user.id, NOW) == 2
        await unit.commit()
    async with store() as unit:
        assert await unit.live(user.id) is None
        assert await unit.next_live() is None


async def test_a_session_that_a_newer_release_wrote_is_none_and_can_be_dropped(database_url: str) -> None:
    database = open_store(database_url)
    (user,) = await add(database.unit, session(0))
    async with database.unit() as unit:
        await unit._write(lambda connection: connection.execute(update(LiveSessionRow).values(body={"live": {"x": 1}})))
        await unit.commit()
    async with database.unit() as unit:
        assert await unit.live(user.id) is None
        assert await unit.live_due(NOW, 9) == (user.id,)
        await unit.drop_live(user.id)
        await unit.commit()
    async with database.unit() as unit:
        assert await unit.next_live() is None
    await database.close()
