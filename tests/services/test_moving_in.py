"""A user comes over from another host with the file of their export."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.coach.assess import assess
from bot.export_file import read_export
from bot.records import Everything, State
from bot.services.moving_in import AlreadyHere, Unfit, move_in
from tests.services.conftest import CHAT, Ask
from tests.support.fake_store import FakeStore

Take = Callable[[Ask], Awaitable[Everything]]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """What the user's export holds, read from the file."""

    async def taken(ask: Ask) -> Everything:
        said = await ask.say("/export")
        (document,) = [each.document for each in said.outgoing if each.document]
        file = tmp_path / document.name
        file.write_bytes(base64.b64decode(document.content))
        return read_export(file, ask.clock.now())

    return taken


def elsewhere(ask: Ask) -> Ask:
    """The same person in front of another bot, with nobody in its store."""
    store = FakeStore()
    return Ask(replace(ask.desk, store=store.unit), store, ask.clock)


async def a_week(ana: Ask) -> None:
    """Sessions, a correction, a session taken back, an open question."""
    await ana.say("2x6 pain 1")
    for _ in range(3):
        await ana.due()
        await ana.tap("Done as planned")
        await ana.tap("1")
    await ana.say("actually it was 2x5")
    await ana.say("skip tomorrow")
    await ana.say("2x6 two days ago, pain 2")
    await ana.say("undo")
    await ana.say("no evening nudge")


async def test_the_history_and_the_standing_are_as_they_were(ana: Ask, take: Take) -> None:
    await a_week(ana)
    there = elsewhere(ana)
    await move_in(there.desk, await take(ana), ana.clock.now(), replaces=False)
    assert there.facts() == ana.facts()
    assert [d for _, d in there.store.data.decisions] == [d for _, d in ana.store.data.decisions]
    today = ana.clock.now().date()
    programme = ana.desk.programme
    assert assess(programme, tuple(there.facts()), today) == assess(programme, tuple(ana.facts()), today)
    for words in ("what's next?", "/progress", "/why", "/settings", "/stage"):
        assert (await there.say(words)).text == (await ana.say(words)).text


async def test_the_next_message_is_due_when_it_was(ana: Ask, take: Take) -> None:
    await a_week(ana)
    kept = await take(ana)
    there = elsewhere(ana)
    arrival = await move_in(
        there.desk, replace(kept, user=replace(kept.user, due=None)), ana.clock.now(), replaces=False
    )
    assert arrival.user.due == ana.user.due is not None
    assert there.user == arrival.user
    assert "Band Hurdle Hold" in await there.due()


async def test_what_was_written_last_can_still_be_taken_back(ana: Ask, take: Take) -> None:
    await ana.say("2x6 pain 1")
    await ana.say("actually it was 2x5")
    there = elsewhere(ana)
    await move_in(there.desk, await take(ana), ana.clock.now(), replaces=False)
    assert "Taken back" in await there.say("undo")
    assert [sets for _, sets in there.logged()] == [[(6, 6), (6, 6)]]


async def test_a_reminder_that_came_there_does_not_come_here_again(ana: Ask, take: Take) -> None:
    await ana.due()
    there = elsewhere(ana)
    await move_in(there.desk, await take(ana), ana.clock.now(), replaces=False)
    assert [d.delivery.day for d in there.store.data.deliveries.values()] == [ana.clock.now().date()]
    assert (await there.tick()).outgoing == ()


async def test_numbers_of_the_old_bots_messages_and_broadcasts_stay_behind(ana: Ask, take: Take) -> None:
    """A message with the same number here is another one, and so is a broadcast."""
    await ana.say("2x6 pain 1")
    kept = await take(ana)
    there = elsewhere(ana)
    broadcast = replace(kept.unasked[0], kind="broadcast") if kept.unasked else None
    await move_in(
        there.desk,
        replace(kept, unasked=(broadcast,) if broadcast else ()),
        ana.clock.now(),
        replaces=False,
    )
    assert {record.message_id for record in there.records} == {None}
    assert there.store.data.deliveries == {}


async def test_whoever_asked_for_silence_is_left_in_silence(ana: Ask, take: Take) -> None:
    await ana.say("stop")
    there = elsewhere(ana)
    arrival = await move_in(there.desk, await take(ana), ana.clock.now(), replaces=False)
    assert (arrival.user.state, arrival.user.due) == (State.STOPPED, None)


async def test_a_first_conversation_goes_on_where_it_was(ask: Ask, take: Take) -> None:
    await ask.say("/start")
    await ask.say("I agree")
    there = elsewhere(ask)
    await move_in(there.desk, await take(ask), ask.clock.now(), replaces=False)
    assert "One more, on its own" in await there.say("none")


async def test_somebody_who_is_here_already_is_left_alone(ana: Ask, take: Take) -> None:
    kept = await take(ana)
    await ana.say("2x6 pain 1")
    before = ana.store.data
    with pytest.raises(AlreadyHere, match=f"chat {CHAT} has a record of 5 facts here already"):
        await move_in(ana.desk, kept, ana.clock.now(), replaces=False)
    assert ana.store.data is before


async def test_replacing_erases_what_is_here_and_counts_it(ana: Ask, take: Take) -> None:
    kept = await take(ana)
    await ana.say("2x6 pain 1")
    old = ana.user.id
    arrival = await move_in(ana.desk, kept, ana.clock.now(), replaces=True)
    assert arrival.erased > 5
    assert ana.logged() == []
    assert [user.id for user in ana.store.data.users.values()] == [arrival.user.id] != [old]


async def test_a_record_that_the_programme_can_not_follow_is_refused_whole(ana: Ask, take: Take) -> None:
    await ana.say("2x6 pain 1")
    kept = await take(ana)
    there = elsewhere(ana)
    beyond = tuple(
        replace(told, record=told.record._replace(fact=replace(told.record.fact, stage=9)))
        if hasattr(told.record.fact, "stage")
        else told
        for told in kept.told
    )
    with pytest.raises(Unfit, match="can make nothing of the record"):
        await move_in(there.desk, replace(kept, told=beyond), ana.clock.now(), replaces=False)
    assert there.store.data.users == {}


async def test_whoever_moves_is_here_today(ana: Ask, take: Take) -> None:
    """A record that was exported a year ago is not idle."""
    kept = await take(ana)
    there = elsewhere(ana)
    later = ana.clock.now() + timedelta(days=300)
    arrival = await move_in(there.desk, kept, later, replaces=False)
    assert arrival.user.seen_at == later
