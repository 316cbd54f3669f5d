"""Facts as entries: written, corrected, undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.coach.model import KINDS, Fact, kind_of
from bot.ports import UnitOfWork
from bot.store.values import UnknownFact, body_of, fact_of
from tests.store.samples import LOG, MINUTE, NEWCOMER, NOW, PAIN, SKIP, decision, same_but_for_number

Store = Callable[[], UnitOfWork]


@pytest.fixture
async def user_id(store: Store) -> int:
    async with store() as unit:
        user = await unit.add_user(NEWCOMER)
        await unit.commit()
    return user.id


async def standing(unit: UnitOfWork, user_id: int) -> list[int]:
    return [record.fact.id for record in await unit.records(user_id)]


async def test_facts_of_one_message_are_one_entry(store: Store, user_id: int) -> None:
    async with store() as unit:
        first = await unit.record(user_id, [LOG, PAIN], message_id=77)
        second = await unit.record(user_id, [SKIP], message_id=None)
        assert await unit.records(user_id) == (*first, *second)
    assert [(r.fact.id, r.entry, r.message_id) for r in (*first, *second)] == [(1, 1, 77), (2, 1, 77), (3, 3, None)]
    assert same_but_for_number(first[0].fact, LOG)


async def test_facts_are_numbered_per_user(store: Store, user_id: int) -> None:
    async with store() as unit:
        other = await unit.add_user(replace(NEWCOMER, chat_id=2))
        await unit.record(user_id, [LOG, PAIN], message_id=None)
        assert (await unit.record(other.id, [LOG], message_id=None))[0].fact.id == 1
        assert len(await unit.records(other.id)) == 1


async def test_an_entry_without_facts_is_none(store: Store, user_id: int) -> None:
    async with store() as unit:
        assert await unit.record(user_id, [], message_id=1) == ()


async def test_records_come_in_the_order_of_a_history(store: Store, user_id: int) -> None:
    """By the instant they were told, then by number."""
    async with store() as unit:
        await unit.record(user_id, [replace(LOG, at=NOW + MINUTE), LOG, PAIN], message_id=None)
        assert await standing(unit, user_id) == [2, 3, 1]


async def test_a_number_is_never_used_twice_by_one_user(store: Store, user_id: int) -> None:
    async with store() as unit:
        await unit.record(user_id, [LOG, PAIN], message_id=None)
        await unit.undo(user_id, 1, NOW)
        assert (await unit.record(user_id, [SKIP], message_id=None))[0].fact.id == 3


Step = tuple[str, tuple[int, ...]]
RECORD: Step = ("record", ())

HISTORIES: list[tuple[str, list[Step], list[int]]] = [
    ("an entry undone is gone", [RECORD, RECORD, ("undo", (1,))], [2]),
    ("a correction takes back", [RECORD, RECORD, ("retract", (1, 2))], [2]),
    ("undoing the correction brings it back", [RECORD, RECORD, ("retract", (1, 2)), ("undo", (2,))], [1]),
    (
        "undone twice over, step by step",
        [RECORD, RECORD, ("retract", (1, 2)), RECORD, ("retract", (2, 3)), ("undo", (3,))],
        [2],
    ),
    ("what was undone stays undone", [RECORD, ("undo", (1,)), RECORD, ("retract", (1, 2)), ("undo", (2,))], []),
    ("a second undo changes nothing", [RECORD, RECORD, ("undo", (1,)), ("undo", (1,))], [2]),
    ("an entry that was corrected can not be undone", [RECORD, RECORD, ("retract", (1, 2)), ("undo", (1,))], [2]),
    ("an entry that never was can not be undone", [RECORD, ("undo", (9,))], [1]),
    (
        "what one correction took another can not take",
        [RECORD] * 3 + [("retract", (1, 2)), ("retract", (1, 3)), ("undo", (3,))],
        [2],
    ),
]


@pytest.mark.parametrize(("steps", "stand"), [h[1:] for h in HISTORIES], ids=[h[0] for h in HISTORIES])
async def test_undo_and_corrections(store: Store, user_id: int, steps: list[Step], stand: list[int]) -> None:
    """Entries of one fact each; `retract (1, 2)`: entry 2 takes fact 1 back."""
    async with store() as unit:
        for name, numbers in steps:
            if name == "record":
                await unit.record(user_id, [LOG], message_id=None)
            elif name == "retract":
                await unit.retract(user_id, numbers[:1], by=numbers[1], now=NOW)
            else:
                await unit.undo(user_id, numbers[0], NOW)
        assert await standing(unit, user_id) == stand


async def test_undo_says_whether_the_entry_stood(store: Store, user_id: int) -> None:
    async with store() as unit:
        await unit.record(user_id, [LOG, PAIN], message_id=None)
        assert await unit.undo(user_id, 1, NOW)
        assert not await unit.undo(user_id, 1, NOW)
        assert not await unit.undo(user_id, 2, NOW)


async def test_a_half_corrected_entry_goes_whole_and_stays_gone(store: Store, user_id: int) -> None:
    """Undoing the entry, and then the correction, does not bring the corrected half back."""
    async with store() as unit:
        await unit.record(user_id, [LOG, PAIN], message_id=None)
        await unit.record(user_id, [PAIN], message_id=None)
        await unit.retract(user_id, [2], by=3, now=NOW)
        assert await unit.undo(user_id, 1, NOW)
        assert await unit.undo(user_id, 3, NOW)
        assert await standing(unit, user_id) == []


async def test_one_users_undo_leaves_the_others_entries(store: Store, user_id: int) -> None:
    async with store() as unit:
        other = await unit.add_user(replace(NEWCOMER, chat_id=2))
        for owner in (user_id, other.id):
            await unit.record(owner, [LOG], message_id=None)
        await unit.undo(user_id, 1, NOW)
        await unit.retract(user_id, [1], by=1, now=NOW)
        assert await standing(unit, other.id) == [1]


async def test_decisions_come_newest_first_and_whole(store: Store, user_id: int) -> None:
    told = [decision("advance"), decision("hold", NOW + MINUTE), decision("ease", NOW + MINUTE)]
    async with store() as unit:
        for each in told:
            await unit.decide(user_id, each)
        assert await unit.decisions(user_id, 2) == (told[2], told[1])
        assert await unit.decisions(user_id + 1, 2) == ()


@pytest.mark.parametrize("fact_class", KINDS.values(), ids=kind_of)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_kind_of_fact_survives_the_store(fact_class: type[Fact], data: st.DataObject) -> None:
    every_field: dict[str, Any] = {field.name: ... for field in fields(fact_class)}
    fact = data.draw(st.builds(fact_class, **{**every_field, "at": st.datetimes(timezones=st.just(UTC))}))
    assert fact_of(kind_of(fact_class), json.dumps(body_of(fact))) == fact


def test_a_fact_of_an_unknown_kind_is_refused_by_name() -> None:
    with pytest.raises(UnknownFact, match="'teleport'"):
        fact_of("teleport", "{}")


def test_what_a_newer_release_added_to_a_fact_is_left_out() -> None:
    assert fact_of("skip", json.dumps({**body_of(SKIP), "mood": "fine"})) == SKIP


async def test_an_instant_of_another_zone_is_kept_as_utc(store: Store, user_id: int) -> None:
    async with store() as unit:
        await unit.record(user_id, [replace(LOG, at=NOW.astimezone(ZoneInfo("Asia/Tokyo")))], message_id=None)
        (record,) = await unit.records(user_id)
        assert (record.fact.at, record.fact.at.utcoffset()) == (NOW, timedelta(0))
