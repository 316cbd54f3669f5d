"""Idle accounts: asked after twelve months, erased after thirteen, never while somebody may still be there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot.records import Kind, State
from bot.services.retention import Retention
from tests.services.conftest import Ask, Said
from tests.support.fake_store import FakeUnit

MONTHS_12, MONTHS_13 = timedelta(days=365), timedelta(days=395)


async def sweep(ask: Ask) -> Said:
    """The upkeep of one hour, and what it has to say."""
    before = set(ask.store.data.outbox)
    await Retention(ask.desk).sweep(ask.clock.now())
    posts = [post.outgoing for n, post in ask.store.data.outbox.items() if n not in before]
    ask.heard += posts
    return Said(tuple(posts))


def seen(ask: Ask) -> datetime:
    return ask.user.seen_at


async def at(ask: Ask, idle: timedelta, hour: int = 10) -> Said:
    """That long after the last word, at an hour of that day (Lisbon's)."""
    ask.clock.set((seen(ask) + idle + timedelta(days=1)).replace(hour=hour, minute=0))
    return await sweep(ask)


async def test_after_a_year_without_a_word_it_asks_once_whether_to_keep_the_record(ana: Ask) -> None:
    assert (await at(ana, MONTHS_12 - timedelta(days=2))).outgoing == ()
    said = await at(ana, MONTHS_12)
    assert "It has been 12 months" in said
    assert "in 30 days" in said
    assert said.labels == ["Keep it", "Erase everything"]
    ana.pass_time(hours=1)
    assert (await sweep(ana)).outgoing == ()


async def test_a_month_later_everything_is_erased_and_only_that_is_kept(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    await at(ana, MONTHS_12)
    await at(ana, MONTHS_13 - timedelta(days=2))
    assert ana.logged()
    await at(ana, MONTHS_13)
    data = ana.store.data
    assert (data.users, data.told, data.decisions, data.outbox) == ({}, [], [], {})
    assert len(data.deletions) == 1


@pytest.mark.parametrize("sign", ["Keep it", "hi", "done"])
async def test_any_sign_of_life_keeps_it_for_another_year(ana: Ask, sign: str) -> None:
    said = await at(ana, MONTHS_12)
    said = await (ana.tap(sign) if sign in said.labels else ana.say(sign))
    assert said.text
    ana.pass_time(days=60)
    await sweep(ana)
    assert ana.store.data.users
    assert "12 months" in await at(ana, MONTHS_12)


async def test_it_can_be_erased_at_once(ana: Ask) -> None:
    await at(ana, MONTHS_12)
    said = await ana.tap("Erase everything")
    assert "Nothing about you is left here" in said
    assert ana.store.data.users == {}


@pytest.mark.parametrize("hour", [0, 3, 8, 20, 23])
async def test_nobody_is_asked_at_night(ana: Ask, hour: int) -> None:
    assert (await at(ana, MONTHS_12, hour)).outgoing == ()


async def test_nobody_is_asked_in_their_quiet_hours(ana: Ask) -> None:
    ana.store.data.users[ana.user.id] = replace(ana.user, quiet_from=time(9), quiet_until=time(12))
    assert (await at(ana, MONTHS_12, 10)).outgoing == ()
    assert "12 months" in await at(ana, MONTHS_12, 12)


async def test_who_was_not_asked_in_time_gets_the_whole_month(ana: Ask) -> None:
    """The bot was down for months: it asks first, however long the silence was."""
    assert "12 months" in await at(ana, MONTHS_13 + timedelta(days=100))
    ana.pass_time(days=29)
    await sweep(ana)
    assert ana.store.data.users
    ana.pass_time(days=2)
    await sweep(ana)
    assert not ana.store.data.users


@pytest.mark.parametrize("how", ["stopped", "blocked", "in the middle of the questions"])
async def test_who_cannot_be_asked_is_erased_without_asking(ask: Ask, how: str) -> None:
    if how == "in the middle of the questions":
        await ask.say("/start")
        await ask.say("I agree")
    else:
        await ask.onboard()
        await (ask.say("stop") if how == "stopped" else ask.hear(Kind.BLOCKED))
    assert ask.user.state is not State.ACTIVE
    assert (await at(ask, MONTHS_12)).outgoing == ()
    await at(ask, MONTHS_13 - timedelta(days=2))
    assert ask.store.data.users
    assert (await at(ask, MONTHS_13)).outgoing == ()
    assert ask.store.data.users == {}


class AnHourAgo(FakeUnit):
    """Finds everybody idle, as a look before their last word did."""

    async def idle_users(self, seen_before: datetime, after: int, limit: int) -> tuple[int, ...]:
        return tuple(number for number in self._seen.users if number > after)


async def test_a_word_between_the_look_and_the_deed_saves_the_record(ana: Ask) -> None:
    await at(ana, MONTHS_12)
    ana.pass_time(days=40)
    await ana.say("hello")
    late = replace(ana.desk, store=lambda: AnHourAgo(ana.store))
    assert await Retention(late).sweep(ana.clock.now()) == (0, 0)
    assert ana.store.data.users


async def test_privacy_tells_how_long_everything_is_kept(ana: Ask) -> None:
    said = await ana.say("/privacy")
    assert "After 12 months without a word from you I ask whether to keep it; after 13 it is erased" in said
    assert "If you stopped or blocked me" in said
