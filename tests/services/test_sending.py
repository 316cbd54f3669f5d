"""Answers leave the outbox in order, once they are out, and whatever fails."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.clock import Clock, SystemClock
from bot.ports import Away, Gone, Passing, Refused
from bot.records import Answered, Due, DueKind, Outgoing, State, User
from bot.services.sending import LEASE, Sender
from bot.wording.message import Message
from tests.support.fake_messenger import FakeMessenger
from tests.support.fake_store import FakeStore, FakeUnit
from tests.support.made_up import picture
from tests.support.set_clock import START, SetClock
from tests.support.waiting import until


class Bench:
    def __init__(self) -> None:
        self.store = FakeStore()
        self.messenger = FakeMessenger()
        self.clock = SetClock()
        self.sender = Sender(self.store.unit, self.messenger, self.clock)

    async def post(
        self, chat_id: int, *texts: str | Message, clock: Clock | None = None, lease: timedelta = LEASE
    ) -> Answered:
        """Commit answers, as a turn does."""
        until = (clock or self.clock).now() + lease
        async with self.store.unit() as uow:
            rows = [
                await uow.post(Outgoing(chat_id=chat_id, message=message), key="1", lease_until=until)
                for message in (Message(text) if isinstance(text, str) else text for text in texts)
            ]
            await uow.commit()
        return Answered(tuple(rows))

    async def settle(self) -> None:
        """Until nothing is being sent."""
        await until(lambda: self.sender.idle)

    async def sweep(self, seconds: float) -> None:
        await self.sender.sweep(self.clock.advance(seconds))
        await self.settle()

    @property
    def outbox(self) -> list[int]:
        return sorted(self.store.data.outbox)


@pytest.fixture
def bench() -> Bench:
    return Bench()


async def test_answers_of_a_chat_go_out_in_order_and_leave_the_outbox(bench: Bench) -> None:
    bench.sender.send_soon(7, await bench.post(7, "one", "two", "three"))
    await bench.settle()
    assert bench.messenger.texts == ["one", "two", "three"]
    assert bench.outbox == []


async def test_a_chat_that_hangs_does_not_keep_the_others(bench: Bench) -> None:
    gate = asyncio.Event()

    async def hangs(outgoing: Outgoing) -> None:
        if outgoing.chat_id == 7:
            await gate.wait()

    bench.messenger.before = hangs
    bench.sender.send_soon(7, await bench.post(7, "slow"))
    bench.sender.send_soon(8, await bench.post(8, "quick"))
    await until(lambda: bool(bench.messenger.sent))
    assert bench.messenger.texts == ["quick"]
    gate.set()
    await bench.settle()


async def test_a_crowd_that_waits_for_pictures_leaves_room_for_words(bench: Bench) -> None:
    drawn = asyncio.Event()

    async def draw(outgoing: Outgoing) -> None:
        if outgoing.is_drawn:
            await drawn.wait()

    bench.messenger.before = draw
    chart = picture("steady", 7, dark=False)
    for chat in range(100, 200):
        bench.sender.send_soon(
            chat, await bench.post(chat, Message("how it is going", chart=chart), Message("and then"))
        )
    bench.sender.send_soon(7, await bench.post(7, Message("words")))
    await until(lambda: bench.messenger.texts == ["words"])
    drawn.set()
    await bench.settle()
    assert len(bench.messenger.texts) == 201
    assert bench.messenger.texts.index("how it is going") < bench.messenger.texts.index("and then")


async def test_what_is_out_already_is_not_sent_again(bench: Bench) -> None:
    answered = await bench.post(7, "once")
    again = Answered(repeated=True)
    bench.sender.send_soon(7, answered)
    bench.sender.send_soon(7, again)
    await bench.settle()
    bench.sender.send_soon(7, again)
    await bench.settle()
    assert bench.messenger.texts == ["once"]


async def test_an_answer_whose_lease_ran_out_while_it_waited_is_not_sent_if_another_process_has_sent_it(
    bench: Bench,
) -> None:
    answered = await bench.post(7, "once")
    bench.clock.advance(LEASE.total_seconds())
    other = Sender(bench.store.unit, bench.messenger, bench.clock)
    await other.sweep(bench.clock.now())
    await until(lambda: other.idle)
    bench.sender.send_soon(7, answered)
    await bench.settle()
    assert bench.messenger.texts == ["once"]


async def test_answers_that_go_out_together_are_marked_together(bench: Bench) -> None:
    counting = _Counting(bench.store)
    sender = Sender(counting.unit, bench.messenger, bench.clock)
    for chat_id in range(7, 17):
        sender.send_soon(chat_id, await bench.post(chat_id, "one"))
    await until(lambda: sender.idle)
    assert (len(bench.messenger.texts), bench.outbox, counting.units) == (10, [], 1)


class _Counting:
    """A store that counts its units of work."""

    def __init__(self, store: FakeStore) -> None:
        self._store, self.units = store, 0

    def unit(self) -> FakeUnit:
        self.units += 1
        return self._store.unit()


async def test_after_a_crash_the_sweep_sends_what_was_left_when_its_lease_ran_out(bench: Bench) -> None:
    await bench.post(7, "left behind")
    await bench.sweep(14)
    assert bench.messenger.texts == []
    await bench.sweep(2)
    assert bench.messenger.texts == ["left behind"]
    assert bench.outbox == []


async def test_a_passing_failure_is_tried_again_and_the_next_answers_stay_behind(bench: Bench) -> None:
    bench.messenger.fails = [Passing("flood", after=30)]
    bench.sender.send_soon(7, await bench.post(7, "one", "two"))
    await bench.settle()
    bench.sender.send_soon(7, await bench.post(7, "three"))
    await bench.settle()
    assert bench.messenger.texts == []
    await bench.sweep(29)
    assert bench.messenger.texts == []
    await bench.sweep(2)
    assert bench.messenger.texts == ["one", "two", "three"]


async def test_another_chat_is_not_held_by_it(bench: Bench) -> None:
    bench.messenger.fails = [Passing("flood", after=30)]
    bench.sender.send_soon(7, await bench.post(7, "one"))
    await bench.settle()
    bench.sender.send_soon(8, await bench.post(8, "other"))
    await bench.settle()
    assert bench.messenger.texts == ["other"]


async def test_a_passing_failure_is_retried_without_anyone_sweeping(bench: Bench) -> None:
    bench.messenger.fails = [Passing("reset")]
    bench.sender.send_soon(7, await bench.post(7, "one"))
    await bench.settle()
    bench.clock.advance(5)
    await until(lambda: bool(bench.messenger.sent))
    assert bench.messenger.texts == ["one"]


async def test_a_refused_answer_is_dropped_and_the_next_goes_on(bench: Bench) -> None:
    bench.messenger.fails = [Refused("BUTTON_DATA_INVALID")]
    bench.sender.send_soon(7, await bench.post(7, "bad", "good"))
    await bench.settle()
    assert bench.messenger.texts == ["good"]
    assert bench.outbox == []
    assert list(bench.store.data.set_aside) == ["outbox:1"]


async def test_a_chat_that_is_gone_is_switched_off(bench: Bench) -> None:
    due = Due(START, DueKind.REMINDER, START.date())
    async with bench.store.unit() as uow:
        user = await uow.add_user(User(chat_id=7, state=State.ACTIVE, due=due, created_at=START, seen_at=START))
        await uow.commit()
    bench.messenger.fails = [Gone("Forbidden: bot was blocked by the user")]
    bench.sender.send_soon(7, await bench.post(7, "hello?"))
    await bench.settle()
    changed = bench.store.data.users[user.id]
    assert (changed.state, changed.due, bench.outbox) == (State.GONE, None, [])


async def test_an_answer_that_fails_for_a_day_is_given_up(bench: Bench) -> None:
    await bench.post(7, "cursed")
    for _ in range(800):
        bench.messenger.fails = [Passing("no")]
        await bench.sweep(121)
    assert bench.outbox == []
    assert bench.messenger.tried == 720


async def test_an_answer_that_fails_while_others_get_through_does_not_silence_its_chat_for_long(bench: Bench) -> None:
    await bench.post(7, "cursed", "good")
    for n in range(20):
        bench.messenger.fails = [None, Passing("500")]
        bench.sender.send_soon(8, await bench.post(8, f"{n}"))
        await bench.settle()
        await bench.sweep(121)
    assert "good" in bench.messenger.texts
    assert list(bench.store.data.set_aside) == ["outbox:1"]


async def test_a_clock_that_is_set_back_a_day_holds_up_no_answer(bench: Bench) -> None:
    bench.messenger.fails = [Passing("reset")]
    bench.sender.send_soon(7, await bench.post(7, "one"))
    await bench.settle()
    await bench.post(8, "of a process that died")
    await bench.sweep(-86400)
    assert bench.messenger.texts == ["one", "of a process that died"]


async def test_a_clock_that_jumps_ahead_a_day_repeats_nothing(bench: Bench) -> None:
    gate = asyncio.Event()

    async def hangs(outgoing: Outgoing) -> None:
        await gate.wait()

    bench.messenger.before = hangs
    bench.sender.send_soon(7, await bench.post(7, "one", "two"))
    await until(lambda: bench.messenger.tried == 1)
    await bench.sender.sweep(bench.clock.advance(86400))
    gate.set()
    await bench.settle()
    await bench.sweep(1)
    assert bench.messenger.texts == ["one", "two"]


async def test_an_answer_that_another_process_is_sending_is_not_sent_because_its_update_came_twice(
    bench: Bench,
) -> None:
    await bench.post(7, "once")
    bench.sender.send_soon(7, Answered(repeated=True))
    await asyncio.sleep(0.02)
    assert bench.messenger.texts == []
    bench.clock.advance(LEASE.total_seconds())
    bench.sender.send_soon(7, Answered(repeated=True))
    await until(lambda: bool(bench.messenger.texts))
    assert bench.messenger.texts == ["once"]


async def test_answers_keep_their_order_also_where_another_process_has_the_first(bench: Bench) -> None:
    first = await bench.post(7, "one")
    bench.sender.send_soon(7, await bench.post(7, "two"))
    await bench.settle()
    await bench.sweep(1)
    assert bench.messenger.texts == []
    other = Sender(bench.store.unit, bench.messenger, bench.clock)
    other.send_soon(7, first)
    await until(lambda: other.idle)
    await bench.sweep(1)
    assert bench.messenger.texts == ["one", "two"]


async def test_an_answer_that_takes_long_to_send_stays_ours(bench: Bench) -> None:
    clock, lease = SystemClock(), timedelta(seconds=0.3)
    sender = Sender(bench.store.unit, bench.messenger, clock, lease=lease)
    other = Sender(bench.store.unit, bench.messenger, clock, lease=lease)
    gate = asyncio.Event()

    async def hangs(outgoing: Outgoing) -> None:
        await gate.wait()

    bench.messenger.before = hangs
    sender.send_soon(7, await bench.post(7, "one", clock=clock, lease=lease))
    for _ in range(10):
        await asyncio.sleep(0.08)
        assert await other.sweep(clock.now()) == 0
    gate.set()
    await until(lambda: sender.idle)
    assert bench.messenger.texts == ["one"]
    await sender.close()


async def test_a_fault_of_ours_leaves_the_answer_in_the_outbox(bench: Bench) -> None:
    bench.messenger.fails = [ZeroDivisionError()]
    bench.sender.send_soon(7, await bench.post(7, "one"))
    await bench.settle()
    assert len(bench.outbox) == 1
    await bench.sweep(10)
    assert bench.messenger.texts == ["one"]


async def test_what_is_out_is_marked_however_long_the_store_is_away(bench: Bench) -> None:
    answered = await bench.post(7, "once")
    failing = _Failing(bench.store, times=3)
    sender = Sender(failing.unit, bench.messenger, bench.clock)
    sender.send_soon(7, answered)
    await until(lambda: sender.idle)
    assert (bench.messenger.texts, bench.outbox, failing.times) == (["once"], [], 0)


class _Failing:
    """A store whose commits fail at first."""

    def __init__(self, store: FakeStore, times: int) -> None:
        self._store, self.times = store, times

    def unit(self) -> FakeUnit:
        return _FailingUnit(self._store, self)


class _FailingUnit(FakeUnit):
    def __init__(self, store: FakeStore, owner: _Failing) -> None:
        super().__init__(store)
        self._owner = owner

    async def commit(self) -> None:
        if self._owner.times > 0:
            self._owner.times -= 1
            raise Away("the connection was lost")
        await super().commit()


async def test_closing_finishes_what_is_being_sent_and_leaves_the_rest_in_the_outbox(bench: Bench) -> None:
    async def takes_a_while(outgoing: Outgoing) -> None:
        await asyncio.sleep(0.02)

    bench.messenger.before = takes_a_while
    bench.sender.send_soon(7, await bench.post(7, "one", "two", "three"))
    await asyncio.sleep(0.005)
    assert await bench.sender.close(5)
    assert bench.messenger.texts == ["one"]
    assert len(bench.outbox) == 2
