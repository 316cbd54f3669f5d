"""People whose reminder is due in the next seconds, people who log once, and what must hold for all of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import create_engine, make_url, text

from bot.clock import SystemClock
from bot.records import Due, DueKind, State, User
from bot.store import open_store
from bot.tryout import LocalTelegram, Person
from tests.support.made_up import first_facts

LOG = "2x6, pain 1"


def noon_zone(now: datetime) -> str:
    """Where it is about noon: no test must mind that it is run at midnight."""
    ahead = 12 - now.hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


async def settle_in(
    tg: LocalTelegram, url: str, names: Sequence[str], *, due: float | None = None, after: float = 0
) -> list[Person]:
    """Known to Telegram and to the coach, in the middle of the programme's first week. `due`: their reminder falls due
    at some moment within so many seconds, `after` so many; else tomorrow."""
    people = [tg.user(name) for name in names]
    now, database = SystemClock().now(), open_store(url)
    yesterday = now - timedelta(days=1)
    facts = first_facts(yesterday)
    async with database.unit() as uow:
        for person in people:
            person.account.known = person.account.started = True
            at = now + timedelta(days=1) if due is None else now + timedelta(seconds=after + random.uniform(0, due))
            user = await uow.add_user(
                User(
                    chat_id=person.id,
                    state=State.ACTIVE,
                    zone=noon_zone(now),
                    reminder_time=time(12),
                    due=Due(at, DueKind.REMINDER, at.date()),
                    created_at=yesterday,
                    seen_at=yesterday,
                )
            )
            await uow.record(user.id, facts, message_id=None)
        await uow.commit()
    await database.close()
    return people


def query(url: str, question: str) -> list[tuple[Any, ...]]:
    """Rows of a database, whichever it is."""
    parsed = make_url(url)
    driver = "postgresql+psycopg" if parsed.get_backend_name() == "postgresql" else "sqlite"
    engine = create_engine(parsed.set(drivername=driver))
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(question))]
    engine.dispose()
    return rows


def logs(url: str) -> Counter[int]:
    """How many logs there are by chat."""
    return Counter(
        chat
        for (chat,) in query(url, "SELECT u.chat_id FROM facts f JOIN users u ON u.id = f.user_id WHERE kind='log'")
    )


def outcomes(url: str) -> Counter[tuple[int, str | None]]:
    """What became of the reminders, by chat."""
    return Counter(
        (chat, outcome)
        for chat, outcome in query(
            url, "SELECT u.chat_id, d.outcome FROM deliveries d JOIN users u ON u.id = d.user_id WHERE kind='reminder'"
        )
    )
