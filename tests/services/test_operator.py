"""Whoever runs the bot sees counts and errors and may write to everybody; nobody else can, or can tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.ports import Gone, Passing, Refused
from bot.records import Broadcast, Fault, Overview, State
from bot.services.broadcasting import Broadcaster
from bot.services.operator import FaultNews, Operator
from bot.store import Database
from tests.services.conftest import CHAT, Ask
from tests.store.samples import NOW, active
from tests.support.fake_messenger import FakeMessenger

SEEN = Overview(
    people=((State.ACTIVE, None, 2), (State.ACTIVE, 1, 30), (State.ACTIVE, 2, 8), (State.GONE, 1, 3)),
    outcomes={"sent": 37, "late": 2, "missed": 1},
    in_hand=4,
    waiting=5,
    oldest=NOW,
    faults=(Fault("KeyError in decide (answer.py:120)", 3, NOW),),
)


async def overlook(now: datetime, since: datetime) -> Overview:
    assert since <= now
    return replace(SEEN, oldest=now - timedelta(minutes=7))


@pytest.fixture
def boss(ask: Ask) -> Ask:
    """An operator who is nobody's user."""
    ask.operator = Operator(ask.desk, frozenset({CHAT}), overlook, lambda: 1.4, 25, NOW, "0.1.0")
    return ask


async def add_people(ask: Ask, count: int, **changed: object) -> None:
    for number in range(1, count + 1):
        async with ask.store.unit() as uow:
            await uow.add_user(replace(active(100 + number), **changed))  # type: ignore[arg-type]  # fields of User
            await uow.commit()


async def test_admin_is_one_screen_of_counts_for_somebody_who_is_not_a_user(boss: Ask) -> None:
    said = await boss.say("/admin@hipcoach_bot")
    assert "<b>40</b> active (before the first drill: 2, stage 1: 30, stage 2: 8)" in said
    assert "0 stopped · 3 gone" in said
    assert "<b>37</b> sent, 2 late, 1 missed, 0 failed; 4 in hand" in said
    assert "Answers waiting: <b>5</b>, the oldest overdue for 7 min" in said
    assert "3 × <code>KeyError in decide (answer.py:120)</code>" in said
    assert "version 0.1.0" in said
    assert boss.store.data.users == {}


@pytest.mark.parametrize("command", ["/admin", "/broadcast Hello", "/broadcast"])
async def test_for_anybody_else_these_commands_do_not_exist(ask: Ask, command: str) -> None:
    await ask.onboard()
    ask.operator = Operator(ask.desk, frozenset({CHAT + 1}), overlook, lambda: 0.0, 25, NOW, "0")
    unknown = (await ask.say("/nonsense")).text
    assert (await ask.say(command)).text == unknown


async def test_nobody_else_can_send_drop_or_stop_a_broadcast_by_forging_its_buttons(ask: Ask) -> None:
    await ask.onboard()
    ask.operator = Operator(ask.desk, frozenset({CHAT + 1}), overlook, lambda: 0.0, 25, NOW, "0")
    await draft(ask, created_by=CHAT + 1)
    for data in ("op:send:1", "op:drop:1", "op:stop:1"):
        said = await ask.forge(data)
        assert said.outgoing == ()
        assert said.toast == ask.desk.words("en").plain("old-button")
    assert ask.store.data.broadcasts[1].state == "draft"


async def test_one_operator_has_no_hand_in_another_s_broadcast(boss: Ask) -> None:
    await draft(boss, created_by=CHAT + 1)
    assert (await boss.forge("op:send:1")).outgoing == ()
    assert boss.store.data.broadcasts[1].state == "draft"


async def draft(ask: Ask, *, created_by: int = CHAT, state: str = "draft", total: int = 0) -> None:
    async with ask.store.unit() as uow:
        await uow.draft_broadcast(
            Broadcast(created_by=created_by, created_at=NOW, text="News", state=state, total=total, message_id=9)
        )
        await uow.commit()


async def test_a_broadcast_is_shown_as_it_will_look_and_sent_after_a_tap(boss: Ask) -> None:
    await add_people(boss, 3)
    said = await boss.say("/broadcast Away on <Sunday>\nfrom 2 to 3")
    assert said.messages[0].text == "Away on &lt;Sunday&gt;\nfrom 2 to 3"
    assert "Send it to <b>3</b> people?" in said.messages[1].text
    assert (await send_all(boss)).sent == []
    under_way = await boss.tap("Send to 3")
    assert under_way.outgoing[0].edits is not None
    assert "On its way: <b>0</b> of 3" in under_way
    messenger = await send_all(boss)
    assert [each.chat_id for each in messenger.bulk] == [101, 102, 103]
    assert {each.message for each in messenger.bulk} == {said.messages[0]}
    assert all(each.silent for each in messenger.bulk)
    last = [post.outgoing for post in boss.store.data.outbox.values()][-1]
    assert last.message is not None
    assert "Done: <b>3</b> of 3 sent, 0 could not be reached." in last.message.text
    assert last.message.buttons == ()


async def send_all(ask: Ask, *fails: Exception | None, handful: int = 2) -> FakeMessenger:
    messenger = FakeMessenger(fails=list(fails))
    broadcaster = Broadcaster(ask.desk, messenger, ask.clock, handful=handful)
    while await broadcaster.step(handfuls=1):
        pass
    return messenger


async def test_nobody_hears_it_twice_nor_who_asked_for_silence_or_is_gone(boss: Ask) -> None:
    await add_people(boss, 2)
    await draft(boss, state="sending", total=2)
    await add_people(boss, 4, state=State.STOPPED)  # the first two are known already
    assert len((await send_all(boss)).sent) == 2
    assert (await send_all(boss)).sent == []


async def test_who_blocked_the_bot_is_switched_off_and_a_passing_failure_is_tried_again(boss: Ask) -> None:
    await add_people(boss, 3)
    await draft(boss, state="sending", total=3)
    messenger = await send_all(boss, Gone("blocked"), Refused("no"), Passing("429", 0.0), None, handful=1)
    kept = boss.store.data.broadcasts[1]
    assert (kept.state, kept.sent, kept.failed) == ("done", 1, 2)
    assert messenger.tried == 4
    assert [user.state for user in boss.store.data.users.values()] == [State.GONE, State.ACTIVE, State.ACTIVE]


async def test_a_killed_process_leaves_at_most_one_handful_out_and_repeats_none(boss: Ask) -> None:
    await add_people(boss, 4)
    await draft(boss, state="sending", total=4)

    async def die(_: object) -> None:
        raise RuntimeError

    dying = Broadcaster(boss.desk, FakeMessenger(before=die), boss.clock, handful=1)
    with pytest.raises(RuntimeError):
        await dying.step()
    assert [each.chat_id for each in (await send_all(boss)).sent] == [102, 103, 104]


async def test_stop_ends_it_between_two_handfuls(boss: Ask) -> None:
    await add_people(boss, 4)
    await boss.say("/broadcast News")
    await boss.tap("Send to 4")
    messenger = FakeMessenger()
    assert await Broadcaster(boss.desk, messenger, boss.clock, handful=1).step(handfuls=1)
    assert "Stopped: <b>1</b> of 4" in await boss.tap("Stop")
    assert (await send_all(boss)).sent == []


async def test_a_second_broadcast_waits_for_the_first(boss: Ask) -> None:
    await add_people(boss, 1)
    await boss.say("/broadcast One")
    await boss.tap("Send to 1")
    await boss.say("/broadcast Two")
    said = await boss.tap("op:send:2")
    assert said.toast is not None
    assert "still on its way" in said.toast
    assert boss.store.data.broadcasts[2].state == "draft"


async def test_a_draft_can_be_dropped_and_then_not_be_sent(boss: Ask) -> None:
    await boss.say("/broadcast News")
    assert "Not sent." in await boss.tap("Don’t send")
    await boss.forge("op:send:1")
    assert boss.store.data.broadcasts[1].state == "dropped"


@pytest.mark.parametrize(
    ("text", "told"), [("/broadcast", "Write the text behind it"), ("/broadcast " + "a" * 4000, "fit into one message")]
)
async def test_a_broadcast_without_a_text_or_with_too_long_a_one_is_explained(boss: Ask, text: str, told: str) -> None:
    assert told in await boss.say(text)
    assert boss.store.data.broadcasts == {}


async def test_what_was_set_aside_is_told_once_to_every_operator_by_error(boss: Ask) -> None:
    for key, error in (
        ("1", "KeyError in a (b.py:1)"),
        ("2", "KeyError in a (b.py:1)"),
        ("3", "TypeError in c (d.py:2)"),
    ):
        async with boss.store.unit() as uow:
            await uow.set_aside(key, NOW, error)
            await uow.commit()
    news = FaultNews(boss.desk, frozenset({CHAT, CHAT + 1}))
    assert [await news.tell(NOW), await news.tell(NOW)] == [2, 0]
    told = [post.outgoing for post in boss.store.data.outbox.values()]
    assert [each.chat_id for each in told] == [CHAT, CHAT + 1]
    assert told[0].message is not None
    assert "2 × <code>KeyError in a (b.py:1)</code>" in told[0].message.text
    assert await FaultNews(boss.desk, frozenset()).tell(NOW) == 0


async def test_the_counts_of_the_store_are_those_of_its_rows(database: object) -> None:

    assert isinstance(database, Database)
    async with database.unit() as unit:
        for number, (state, stage) in enumerate(
            [(State.ACTIVE, 1), (State.ACTIVE, 1), (State.ACTIVE, None), (State.GONE, 2)]
        ):
            user = await unit.add_user(replace(active(number + 1), state=state))
            await unit.save_user(replace(user, stage=stage))
        await unit.set_aside("1", NOW, "KeyError")
        await unit.commit()
    seen = await database.overview(NOW, NOW - timedelta(hours=1))
    assert set(seen.people) == {(State.ACTIVE, 1, 2), (State.ACTIVE, None, 1), (State.GONE, 2, 1)}
    assert (seen.in_hand, seen.waiting, seen.outcomes) == (0, 0, {})
    assert [(fault.error, fault.count) for fault in seen.faults] == [("KeyError", 1)]
