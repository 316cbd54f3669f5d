"""What is due is said once, by one dispatcher, whatever fails."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.ports import Away, Gone, Passing, Refused, UnitOfWork
from bot.records import Delivery, Due, DueKind, Outgoing, State, User
from bot.services.claims import Claims
from bot.services.dispatch import Composed, Dispatcher
from bot.wording.message import Message
from tests.support.fake_baton import Hook
from tests.support.fake_messenger import FakeMessenger
from tests.support.fake_store import FakeStore
from tests.support.set_clock import START, SetClock
from tests.support.waiting import until

DAY = timedelta(days=1)


class Bench:
    """Users who are due; the coach says `hello N` and the next one is due a day later."""

    def __init__(self) -> None:
        self.store = FakeStore()
        self.messenger = FakeMessenger()
        self.clock = SetClock()
        self.cursed: set[int] = set()
        self.silent: set[int] = set()
        self.unsettled = False
        self.away = 0
        self.hook = Hook()

    def dispatcher(self, **options: object) -> Dispatcher:
        return Dispatcher(
            self.store.unit,
            self.messenger,
            self.clock,
            compose=self.compose,
            settle=self.settle,
            baton=self.hook.baton(),
            **options,  # type: ignore[arg-type]  sizes and times
        )

    async def compose(self, uow: UnitOfWork, delivery: Delivery, now: datetime) -> Composed:
        if self.away:
            self.away -= 1
            raise Away("gone")
        if delivery.user_id in self.cursed:
            raise ZeroDivisionError
        if delivery.user_id in self.silent:
            return Composed(None, "missed")
        user = await uow.user(delivery.user_id)
        assert user is not None
        return Composed(Outgoing(chat_id=user.chat_id, message=Message(f"hello {user.chat_id}")), "sent")

    async def settle(self, uow: UnitOfWork, delivery: Delivery, now: datetime, outcome: str) -> None:
        if self.unsettled:
            raise ZeroDivisionError
        user = await uow.user(delivery.user_id)
        assert user is not None
        due = Due(delivery.due_at + DAY, delivery.kind, delivery.day + DAY, delivery.n)
        await uow.save_user(replace(user, due=due))

    async def add(self, *chats: int) -> None:
        for chat in chats:
            await self.add_due(chat, START)

    async def add_due(self, chat: int, at: datetime) -> None:
        async with self.store.unit() as uow:
            due = Due(at, DueKind.REMINDER, at.date())
            await uow.add_user(User(chat_id=chat, state=State.ACTIVE, due=due, created_at=at, seen_at=at))
            await uow.commit()

    @property
    def outcomes(self) -> dict[int, str | None]:
        """By user: how the delivery ended."""
        return {handed.delivery.user_id: handed.outcome for handed in self.store.data.deliveries.values()}

    def due(self, user_id: int) -> datetime | None:
        due = self.store.data.users[user_id].due
        return due.at if due else None


@pytest.fixture
def bench() -> Bench:
    return Bench()


async def test_what_is_due_is_said_in_bulk_recorded_and_due_again_tomorrow(bench: Bench) -> None:
    await bench.add(7, 8)
    assert await bench.dispatcher().tick(bench.clock.now()) == 2
    assert sorted(bench.messenger.texts) == ["hello 7", "hello 8"]
    assert bench.messenger.bulk == bench.messenger.sent
    assert set(bench.outcomes.values()) == {"sent"}
    assert {bench.due(user) for user in bench.store.data.users} == {START + DAY}


async def test_nothing_is_said_before_its_time_or_twice(bench: Bench) -> None:
    await bench.add(7)
    dispatcher = bench.dispatcher()
    assert await dispatcher.tick(START - timedelta(seconds=1)) == 0
    await dispatcher.tick(START)
    assert await dispatcher.tick(bench.clock.advance(3600)) == 0
    assert len(bench.messenger.sent) == 1


async def test_after_a_month_of_silence_one_message_is_due_not_thirty(bench: Bench) -> None:
    await bench.add(7)
    await bench.dispatcher().tick(bench.clock.advance(30 * 86400))
    assert len(bench.messenger.sent) == 1


async def test_more_than_a_batch_is_worked_through_at_once(bench: Bench) -> None:
    await bench.add(*range(1, 26))
    assert await bench.dispatcher(batch=10).tick(START) == 25
    assert len(bench.messenger.sent) == 25


async def test_where_there_is_nothing_to_say_only_the_outcome_is_written(bench: Bench) -> None:
    await bench.add(7)
    (user,) = bench.store.data.users
    bench.silent.add(user)
    await bench.dispatcher().tick(START)
    assert (bench.messenger.sent, bench.outcomes[user], bench.due(user)) == ([], "missed", START + DAY)


async def test_a_blocked_user_is_switched_off(bench: Bench) -> None:
    await bench.add(7)
    bench.messenger.fails = [Gone("blocked")]
    await bench.dispatcher().tick(START)
    (user,) = bench.store.data.users.values()
    assert (user.state, user.due, bench.outcomes[user.id]) == (State.GONE, None, "gone: blocked")


async def test_a_refused_message_is_recorded_and_the_next_day_comes(bench: Bench) -> None:
    await bench.add(7)
    bench.messenger.fails = [Refused("too long")]
    await bench.dispatcher().tick(START)
    (user,) = bench.store.data.users
    assert (bench.outcomes[user], bench.due(user)) == ("failed: too long", START + DAY)


async def test_a_passing_failure_is_tried_again_when_the_lease_ran_out(bench: Bench) -> None:
    await bench.add(7)
    bench.messenger.fails = [Passing("reset")]
    dispatcher = bench.dispatcher(lease=timedelta(seconds=120))
    await dispatcher.tick(START)
    assert await dispatcher.tick(bench.clock.advance(60)) == 0
    assert await dispatcher.tick(bench.clock.advance(61)) == 1
    assert bench.messenger.texts == ["hello 7"]


async def test_while_telegram_asks_to_wait_nothing_more_is_begun(bench: Bench) -> None:
    await bench.add(*range(1, 51))
    bench.messenger.fails = [Passing("flood", after=300, halts=True)] * 50
    dispatcher = bench.dispatcher(bound=2)
    await dispatcher.tick(START)
    assert bench.messenger.tried <= 2
    bench.messenger.fails = []
    assert await dispatcher.tick(bench.clock.advance(200)) == 0
    assert await dispatcher.tick(bench.clock.advance(101)) == 50
    assert len(bench.messenger.sent) == 50


async def test_after_a_short_wait_what_was_claimed_before_goes_on_at_once(bench: Bench) -> None:
    await bench.add(*range(1, 11))
    bench.messenger.fails = [Passing("flood", after=3, halts=True)]
    dispatcher = bench.dispatcher(bound=1)
    await dispatcher.tick(START)
    assert await dispatcher.tick(bench.clock.advance(4)) == 9  # the one that was tried is left to its lease
    assert await dispatcher.tick(bench.clock.advance(30)) == 1


async def test_one_chat_that_is_asked_to_wait_holds_up_nobody_else(bench: Bench) -> None:
    await bench.add(*range(1, 11))
    bench.messenger.fails = [Passing("this chat floods", after=300)]
    await bench.dispatcher(bound=1).tick(START)
    assert len(bench.messenger.sent) == 9


async def test_a_clock_that_is_set_back_does_not_make_telegrams_wait_longer(bench: Bench) -> None:
    await bench.add(7)
    bench.messenger.fails = [Passing("flood", after=300, halts=True)]
    dispatcher = bench.dispatcher()
    await dispatcher.tick(START)
    bench.clock.advance(-86400)
    await bench.add_due(8, bench.clock.now())
    await dispatcher.tick(bench.clock.now())
    assert bench.messenger.texts == ["hello 8"]


async def test_one_bad_row_does_not_stop_the_rest_and_is_given_up_in_the_end(bench: Bench) -> None:
    await bench.add(7, 8)
    bench.cursed.add(next(iter(bench.store.data.users)))
    dispatcher = bench.dispatcher(tries=3)
    for _ in range(4):
        await dispatcher.tick(bench.clock.now())
        bench.clock.advance(121)
    assert bench.messenger.texts == ["hello 8"]
    assert sorted(str(outcome) for outcome in bench.outcomes.values()) == ["failed: 3 attempts", "sent"]


async def test_a_store_that_is_away_loses_nothing(bench: Bench) -> None:
    await bench.add(7, 8, 9)
    bench.away = 2
    dispatcher = bench.dispatcher(bound=1)
    await dispatcher.tick(START)
    for _ in range(3):
        await dispatcher.tick(bench.clock.advance(121))
    assert sorted(bench.messenger.texts) == ["hello 7", "hello 8", "hello 9"]


async def test_only_one_dispatcher_is_active_and_another_takes_over_when_it_dies(bench: Bench) -> None:
    first, second = bench.dispatcher(), bench.dispatcher()
    await first.tick(START)
    await bench.add(7)
    assert await second.tick(START) == 0
    assert (first.active, second.active) == (True, False)
    bench.hook.holder = None
    assert await second.tick(START) == 1
    assert await first.tick(START) == 0
    assert (first.active, second.active) == (False, True)


async def test_what_a_dead_dispatcher_had_claimed_goes_out_within_half_a_minute(bench: Bench) -> None:
    await bench.add(7, 8)

    async def dies(outgoing: Outgoing) -> None:
        raise asyncio.CancelledError

    bench.messenger.before = dies
    with pytest.raises(asyncio.CancelledError):
        await bench.dispatcher().tick(START)
    bench.hook.holder, bench.messenger.before = None, None
    assert await bench.dispatcher().tick(bench.clock.advance(30)) == 2
    assert sorted(bench.messenger.texts) == ["hello 7", "hello 8"]


async def test_a_dispatcher_that_stops_hands_over_at_once(bench: Bench) -> None:
    first, second = bench.dispatcher(), bench.dispatcher()
    await first.tick(START)
    await first.stop()
    await bench.add(7)
    assert await second.tick(bench.clock.now()) == 1
    assert await first.tick(bench.clock.now()) == 0


async def test_a_dispatcher_that_stops_in_a_wave_finishes_what_is_on_its_way_and_then_hands_over(bench: Bench) -> None:
    await bench.add(*range(1, 11))
    gate = asyncio.Event()

    async def slow(outgoing: Outgoing) -> None:
        await gate.wait()

    bench.messenger.before = slow
    first = bench.dispatcher(bound=2)
    wave = asyncio.create_task(first.tick(START))
    await until(lambda: bench.messenger.tried == 2)
    await first.stop()
    assert bench.hook.holder is not None
    gate.set()
    await wave
    assert len(bench.messenger.sent) == 2
    assert bench.hook.holder is None
    assert await bench.dispatcher().tick(bench.clock.advance(1)) == 8  # what was claimed waits for no lease
    assert sorted(bench.messenger.texts) == sorted(f"hello {n}" for n in range(1, 11))


async def test_who_can_not_see_whether_the_baton_is_still_held_sends_nothing(bench: Bench) -> None:
    await bench.add(7)
    dispatcher = bench.dispatcher()
    await dispatcher.tick(START - timedelta(seconds=1))
    bench.hook.away = 1
    with pytest.raises(Away):
        await dispatcher.tick(START)
    assert (dispatcher.active, bench.messenger.sent) == (False, [])
    assert await dispatcher.tick(START) == 1


async def test_what_was_sent_is_not_sent_again_because_the_next_time_can_not_be_computed(bench: Bench) -> None:
    await bench.add(7)
    bench.unsettled = True
    dispatcher = bench.dispatcher()
    for _ in range(3):
        await dispatcher.tick(bench.clock.advance(31))
    assert (bench.messenger.texts, set(bench.outcomes.values())) == (["hello 7"], {"sent"})
    bench.unsettled = False
    await dispatcher.tick(bench.clock.advance(31))
    (user,) = bench.store.data.users
    assert bench.due(user) == START + DAY


async def test_a_delivery_that_is_still_on_its_way_when_its_lease_runs_out_is_not_begun_again(bench: Bench) -> None:
    await bench.add(7)
    gate = asyncio.Event()

    async def hangs(outgoing: Outgoing) -> None:
        await gate.wait()

    bench.messenger.before = hangs
    dispatcher = bench.dispatcher()
    first = asyncio.create_task(dispatcher.tick(START))
    await until(lambda: bench.messenger.tried == 1)
    assert await dispatcher.tick(bench.clock.advance(31)) == 1
    gate.set()
    await first
    assert bench.messenger.texts == ["hello 7"]


async def test_a_reminder_settled_before_is_not_said_again_but_moves_on(bench: Bench) -> None:
    await bench.add(7)
    dispatcher = bench.dispatcher()
    await dispatcher.tick(START)
    (user,) = bench.store.data.users.values()
    async with bench.store.unit() as uow:
        await uow.save_user(replace(user, due=Due(START, DueKind.REMINDER, START.date())))
        await uow.commit()
    await dispatcher.tick(bench.clock.advance(10))
    assert len(bench.messenger.sent) == 1
    assert bench.due(user.id) == START + DAY


async def test_what_is_not_begun_before_the_lease_runs_out_is_claimed_anew(bench: Bench) -> None:
    await bench.add(*range(1, 6))

    async def slow(outgoing: Outgoing) -> None:
        bench.clock.advance(10)

    bench.messenger.before = slow
    assert await bench.dispatcher(lease=timedelta(seconds=25), bound=1).tick(START) == 7
    assert sorted(bench.messenger.texts) == [f"hello {n}" for n in range(1, 6)]
    assert [handed.delivery.attempts for handed in bench.store.data.deliveries.values()] == [0, 0, 0, 1, 1]


async def test_messages_are_on_their_way_side_by_side_under_a_bound(bench: Bench) -> None:
    await bench.add(*range(1, 21))
    now = most = 0

    async def slow(outgoing: Outgoing) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.002)
        now -= 1

    bench.messenger.before = slow
    await bench.dispatcher(bound=4).tick(START)
    assert most == 4


@pytest.mark.parametrize("wall", [31, -3600], ids=["the clock ran on", "the clock was set back meanwhile"])
async def test_what_waits_for_its_turn_until_its_lease_ran_out_is_not_sent_by_who_had_claimed_it(
    bench: Bench, wall: float
) -> None:
    """As after a standstill of the process or of its machine: another may have claimed and sent it."""
    await bench.add(7)
    ran = 0.0

    async def stands_still(outgoing: Outgoing) -> None:
        nonlocal ran
        ran += 31
        bench.clock.advance(wall)
        bench.messenger.waits = None

    bench.messenger.waits = stands_still
    dispatcher = bench.dispatcher(seconds=lambda: ran)
    await dispatcher.tick(START)
    assert (bench.messenger.texts, set(bench.outcomes.values())) == ([], {None})
    bench.clock.moment = START + timedelta(seconds=31)
    await dispatcher.tick(bench.clock.now())
    assert bench.messenger.texts == ["hello 7"]


async def test_what_is_claimed_again_while_it_is_on_its_way_is_sent_once(bench: Bench) -> None:
    """One hangs for longer than its lease, is claimed again beside another, and arrives before its second turn."""
    await bench.add(1, 2)
    hangs, gate = asyncio.Event(), asyncio.Event()

    async def on_its_way(outgoing: Outgoing) -> None:
        if outgoing.chat_id == 2:
            hangs.set()
            await gate.wait()
        else:
            await hangs.wait()
            bench.clock.advance(31)
            bench.messenger.before = again
            raise Passing("reset")

    async def again(outgoing: Outgoing) -> None:
        if outgoing.chat_id == 1:
            gate.set()
            await until(lambda: "sent" in bench.outcomes.values())

    bench.messenger.before = on_its_way
    await bench.dispatcher(bound=2, batch=2).tick(START)
    assert sorted(bench.messenger.texts) == ["hello 1", "hello 2"]


async def test_what_was_claimed_when_a_tick_is_over_is_handed_out_and_nothing_more_is_claimed() -> None:
    numbers = iter(range(100))
    over = False

    async def claim() -> list[Delivery]:
        return [Delivery(next(numbers), 1, DueKind.REMINDER, START.date(), 0, START) for _ in range(3)]

    claims = Claims(claim, 3, is_over=lambda: over)
    assert await claims.next() is not None
    over = True
    assert [await claims.next() is not None for _ in range(3)] == [True, True, False]
    assert not claims.all_claimed
