"""The fake answers as the real store does, whatever is asked of it in whatever order."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.ports import UnitOfWork
from bot.records import Broadcast, Delivery, Everything, State
from bot.store import open_store
from tests.store.samples import HELLO, HOUR, LOG, MINUTE, NOW, PAIN, active, decision, reminder, session
from tests.support.fake_store import FakeStore

Step = tuple[str, tuple[int, ...]]
"""What is done, and small numbers that say to whom, to which row, at which minute."""
Act = Callable[..., Awaitable[Any]]

STATES = list(State)


def acts(unit: UnitOfWork, handed: list[Delivery]) -> dict[str, Act]:
    """Everything a unit can be asked, by name, with numbers as arguments; `handed`: the deliveries claimed so far."""

    async def save(user_id: int, minute: int, state: int) -> Any:
        user = await unit.user(user_id)
        if user is not None:
            due = None if minute == 0 else reminder(NOW + minute * MINUTE, n=minute % 2)
            seen = NOW + minute * MINUTE
            changed = replace(user, due=due, state=STATES[state % 4], dialogue={"minute": minute}, seen_at=seen)
            await unit.save_user(changed)

    async def claim(count: int, minute: int, lease: int) -> list[Delivery]:
        now = NOW + minute * MINUTE
        claimed = sorted(await unit.claim_due(now, now + lease * MINUTE, count), key=lambda d: (d.due_at, d.user_id))
        handed.extend(claimed)
        return [replace(delivery, id=0) for delivery in claimed]  # which of them is numbered first is nobody's matter

    async def finish(number: int, minute: int, _: int) -> None:
        for delivery in handed[-number:]:
            await unit.finish_delivery(delivery, NOW + minute * MINUTE, "missed" if minute % 2 else "sent")

    async def give_back(number: int, minute: int, lease: int) -> None:
        await unit.give_back(handed[-number:], NOW + lease * MINUTE, NOW + minute * MINUTE)

    async def record(user_id: int, count: int, minute: int) -> Any:
        if await unit.user(user_id) is not None:
            facts = [replace(fact, at=NOW + minute * MINUTE) for fact in (LOG, PAIN)[: 1 + count % 2]]
            return await unit.record(user_id, facts, message_id=count)
        return None

    async def decide(user_id: int, minute: int, _: int) -> None:
        if await unit.user(user_id) is not None:
            await unit.decide(user_id, decision(at=NOW + minute * MINUTE))

    async def everything(user_id: int) -> Everything | None:
        if await unit.user(user_id) is None:
            return None
        kept = await unit.everything(user_id)
        return replace(kept, unasked=tuple(sorted(kept.unasked, key=lambda u: (u.due_at, u.day, u.n))))

    async def move(user_id: int, _: int, __: int) -> Any:
        """Take everything along, and come back."""
        if await unit.user(user_id) is None:
            return None
        kept = await unit.everything(user_id)
        await unit.erase_user(user_id, NOW)
        return await unit.admit(kept)

    async def save_live(user_id: int, minute: int, message: int) -> None:
        if await unit.user(user_id) is not None:
            next_at = None if minute == 0 else NOW + minute * MINUTE
            await unit.save_live(replace(session(user_id, next_at), message_id=message or None))

    async def live_due(count: int, minute: int, _: int) -> set[int]:
        return set(await unit.live_due(NOW + minute * MINUTE, 3))  # of those due at once nobody is first

    return {
        "note": lambda n, m, _: unit.note_update(f"{n}", NOW + m * MINUTE),
        "forget": lambda n, m, _: unit.forget_updates(NOW + m * MINUTE, 99),
        "of chat": lambda n, m, _: unit.user_of_chat(n),
        "user": lambda n, m, _: unit.user(n),
        "add": lambda n, m, k: unit.add_user(active(n, reminder(NOW + m * MINUTE) if k else None)),
        "save": save,
        "erase": lambda n, m, _: unit.erase_user(n, NOW),
        "idle": lambda n, m, k: unit.idle_users(NOW + m * MINUTE, k, n),
        "everything": lambda n, m, _: everything(n),
        "move": move,
        "records": lambda n, m, _: unit.records(n),
        "record": record,
        "retract": lambda n, m, k: unit.retract(n, [m], by=k, now=NOW),
        "undo": lambda n, m, _: unit.undo(n, m, NOW),
        "decide": decide,
        "decisions": lambda n, m, _: unit.decisions(n, m),
        "post": lambda n, m, k: unit.post(replace(HELLO, chat_id=n), key=f"{k}", lease_until=NOW + m * MINUTE),
        "keep posts": lambda n, m, k: unit.keep_posts([n, k], NOW + m * MINUTE, NOW + (m + k) * MINUTE),
        "claim posts": lambda n, m, k: unit.claim_posts(NOW + m * MINUTE, NOW + (m + k) * MINUTE, n),
        "sent": lambda n, m, _: unit.mark_sent([n, m]),
        "retry": lambda n, m, _: unit.retry_post(n, NOW + m * MINUTE, "429"),
        "drop": lambda n, m, _: unit.drop_post(n, NOW, "400"),
        "claim due": claim,
        "finish": finish,
        "give back": give_back,
        "next due": lambda n, m, _: unit.next_due(),
        "forget deliveries": lambda n, m, _: unit.forget_deliveries(NOW + m * MINUTE, 99),
        "due after": lambda n, m, k: unit.users_due_after(NOW + m * MINUTE, n, k),
        "clock": lambda n, m, _: unit.note_clock(NOW + m * MINUTE),
        "live": lambda n, m, _: unit.live(n),
        "save live": save_live,
        "drop live": lambda n, m, _: unit.drop_live(n),
        "live due": live_due,
        "next live": lambda n, m, _: unit.next_live(),
        "draft": lambda n, m, k: unit.draft_broadcast(broadcast(n, m, "sending" if k else "draft")),
        "broadcast": lambda n, m, _: unit.broadcast(n),
        "running": lambda n, m, _: unit.running_broadcast(),
        "save broadcast": lambda n, m, k: unit.save_broadcast(
            replace(broadcast(1, m, "done" if k else "sending"), id=n)
        ),
        "reachable": lambda n, m, _: unit.reachable(m, n),
        "how many": lambda n, m, _: unit.how_many_reachable(),
        "set aside": lambda n, m, k: unit.set_aside(f"{n}", NOW + m * MINUTE, f"error {k}"),
        "tell faults": lambda n, m, k: unit.tell_faults(NOW + m * MINUTE + k * 12 * HOUR),
        "file": lambda n, m, _: unit.file_id(f"{n}"),
        "keep file": lambda n, m, k: unit.keep_file_id(f"{n}", f"{m}" if k else None),
    }


def broadcast(creator: int, minute: int, state: str) -> Broadcast:
    return Broadcast(created_by=creator, created_at=NOW + minute * MINUTE, text="News", state=state, total=minute)


async def run(open_unit: Callable[[], UnitOfWork], units: list[tuple[bool, list[Step]]]) -> list[Any]:
    """Everything that was answered, unit by unit; only those marked so are committed."""
    answers, handed = [], list[Delivery]()
    for commits, steps in units:
        async with open_unit() as unit:
            by_name = acts(unit, handed)
            answers += [(name, numbers, await by_name[name](*numbers)) for name, numbers in steps]
            if commits:
                await unit.commit()
    return answers


NAMES = sorted(acts(FakeStore().unit(), []))
NUMBERS = st.tuples(st.integers(1, 3), st.integers(0, 4), st.integers(0, 3))
STEPS = st.lists(st.tuples(st.sampled_from(NAMES), NUMBERS), max_size=12)
SETTLED_AND_DUE_AGAIN: list[tuple[bool, list[Step]]] = [
    (True, [("add", (1, 1, 1)), ("claim due", (3, 1, 1)), ("finish", (1, 1, 0))]),
    (True, [("claim due", (3, 2, 1)), ("claim due", (3, 2, 1)), ("claim due", (3, 4, 1))]),
]


@pytest.fixture(scope="module")
def fresh(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    file = tmp_path_factory.mktemp("likeness") / "coach.sqlite3"

    def copy() -> str:
        for old in file.parent.iterdir():
            old.unlink()
        shutil.copy(sqlite_template, file)
        return f"sqlite:///{file}"

    return copy


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(units=st.lists(st.tuples(st.booleans() | st.just(True), STEPS), max_size=5))
@example(units=SETTLED_AND_DUE_AGAIN)
def test_the_fake_and_sqlite_answer_alike(fresh: Callable[[], str], units: list[tuple[bool, list[Step]]]) -> None:
    async def on_sqlite() -> list[Any]:
        database = open_store(fresh())
        answers = await run(database.unit, units)
        await database.close()
        return answers

    assert asyncio.run(run(FakeStore().unit, units)) == asyncio.run(on_sqlite())
