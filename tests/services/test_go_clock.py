"""The clock of the sessions that count along: on time, once, by whoever looks first, never stopped by one of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.coach.live import Live, Press, begin, press
from bot.coach.model import Dose, Unit, Variant
from bot.coach.routine import Routine
from bot.ports import Away, UnitOfWork
from bot.programme_file import load_programme
from bot.records import LiveSession, Outgoing, State, User
from bot.services.desk import Desk
from bot.services.go_clock import FAILED, LEASE, GoClock
from bot.vocabulary import load_vocabulary
from bot.words_file import load_words
from tests.services.conftest import FakePlaces
from tests.support.fake_messenger import FakeMessenger
from tests.support.fake_store import FakeStore
from tests.support.set_clock import START, SetClock
from tests.support.waiting import until

DATA = Path(__file__).resolve().parents[2] / "data"
HOLDS = Routine(
    day=START.date(),
    stage=2,
    variant=Variant.FULL,
    substitute=False,
    unit=Unit.SECONDS,
    dose=Dose(2, 10),
    first="left",
    rest=45,
    ready=5,
    switch=8,
    idle=900,
    late=20,
)


class Bench:
    """Some people in sessions, and the clocks that show them."""

    def __init__(self) -> None:
        self.store = FakeStore()
        self.messenger = FakeMessenger()
        self.clock = SetClock()
        self.away = 0
        self.desk = Desk(
            self._unit,
            load_programme(DATA / "programme.yaml"),
            load_vocabulary(DATA / "vocabulary"),
            load_words(DATA / "words"),
            FakePlaces(),
        )

    def _unit(self) -> UnitOfWork:
        if self.away:
            self.away -= 1
            raise Away("down for a moment")
        return self.store.unit()

    def clock_of(self, **changed: Any) -> GoClock:
        parts: dict[str, Any] = {"messenger": self.messenger, "clock": self.clock}
        return GoClock(self.desk, send_soon=lambda *_: None, **parts | changed)

    async def add(self, *chats: int, live: Live | None = None, now: datetime = START) -> None:
        """Somebody who has just begun the first set of holds."""
        live = live or press(begin(HOLDS, now), Press.NEXT, now)
        async with self.store.unit() as uow:
            for chat in chats:
                user = await uow.add_user(User(chat_id=chat, state=State.ACTIVE, created_at=now, seen_at=now))
                await uow.save_live(LiveSession(user_id=user.id, live=live, next_at=now))
            await uow.commit()

    @property
    def sessions(self) -> list[LiveSession]:
        return list(self.store.data.live.values())

    def texts(self, chat: int) -> list[str]:
        return [each.message.text for each in self.messenger.sent if each.chat_id == chat and each.message]


@pytest.fixture(scope="module")
def shared() -> Bench:
    return Bench()


@pytest.fixture
def bench(shared: Bench) -> Bench:
    shared.store, shared.messenger, shared.clock, shared.away = FakeStore(), FakeMessenger(), SetClock(), 0
    return shared


async def test_a_session_is_shown_and_the_number_of_its_message_kept(bench: Bench) -> None:
    await bench.add(7)
    await bench.clock_of().tick(START)
    (session,) = bench.sessions
    assert "Get ready: <b>5 s</b>" in bench.texts(7)[0]
    assert (session.message_id, session.next_at) == (1, START + timedelta(seconds=5))


async def test_two_clocks_show_a_change_once(bench: Bench) -> None:
    await bench.add(*range(1, 9))
    one, other = bench.clock_of(), bench.clock_of()
    await asyncio.gather(one.tick(START), other.tick(START), one.tick(START))
    assert sorted(each.chat_id for each in bench.messenger.sent) == list(range(1, 9))


async def test_what_a_crash_left_unshown_is_shown_when_its_lease_ran_out(bench: Bench) -> None:
    await bench.add(7)

    async def dies(outgoing: Outgoing) -> None:
        raise asyncio.CancelledError

    bench.messenger.before = dies
    await bench.clock_of().tick(START)
    bench.messenger.before = None
    clock = bench.clock_of()
    await clock.tick(bench.clock.advance(LEASE.total_seconds() - 1))
    assert bench.messenger.sent == []
    await clock.tick(bench.clock.advance(1))
    assert len(bench.messenger.sent) == 1


async def test_one_bad_session_is_put_off_and_stops_no_other(bench: Bench) -> None:
    broken = press(begin(replace(HOLDS, stage=99), START), Press.NEXT, START)
    await bench.add(7, live=broken)
    await bench.add(8)
    await bench.clock_of().tick(START)
    assert bench.texts(8) != []
    assert [session.next_at for session in bench.sessions if session.user_id == 1] == [START + FAILED]


async def test_a_session_without_its_user_is_dropped(bench: Bench) -> None:
    await bench.add(7)
    del bench.store.data.users[1]
    await bench.clock_of().tick(START)
    assert bench.sessions == []


async def test_while_the_store_is_away_nothing_is_lost(bench: Bench) -> None:
    await bench.add(7)
    clock = bench.clock_of()
    bench.away = 1
    with pytest.raises(Away):
        await clock.tick(START)
    await clock.tick(bench.clock.advance(1))
    assert len(bench.messenger.sent) == 1


async def test_once_begun_it_looks_by_itself_while_somebody_is_in_a_session(bench: Bench) -> None:
    """In real time: the end of the five seconds to get ready is shown without anybody's doing."""
    real = SystemClock()
    now = real.now() - timedelta(seconds=4)
    clock = bench.clock_of(clock=real)
    clock.start()
    await bench.add(7, now=now)
    clock.soon(1)
    await until(lambda: any("Hold and breathe" in text for text in bench.texts(7)))
    await clock.stop()
    assert clock.idle


async def test_a_clock_that_was_told_of_nothing_finds_the_sessions_of_others_at_the_next_tick(bench: Bench) -> None:
    real = SystemClock()
    clock = bench.clock_of(clock=real)
    clock.start()
    await asyncio.sleep(0)
    await bench.add(7, now=real.now() - timedelta(seconds=4))
    await clock.tick(real.now())
    await until(lambda: any("Hold and breathe" in text for text in bench.texts(7)))
    await clock.stop()


async def test_a_hundred_sessions_are_shown_side_by_side(bench: Bench) -> None:
    """One chat that hangs keeps no other waiting."""
    hanging = asyncio.Event()

    async def slow(outgoing: Outgoing) -> None:
        if outgoing.chat_id == 1:
            await hanging.wait()

    bench.messenger.before = slow
    await bench.add(*range(1, 101))
    clock = bench.clock_of()
    ticking = asyncio.create_task(clock.tick(START))
    await until(lambda: len(bench.messenger.sent) == 99)
    hanging.set()
    await ticking
    assert len(bench.messenger.sent) == 100
