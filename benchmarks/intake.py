"""Replies a second, read to sent, against a plain bot: `python -m benchmarks.intake`.

Each contender takes the same waiting messages from a local Telegram in a process of its own. The plain bot is
python-telegram-bot as its examples show it, one update at a time, with one SQLAlchemy insert and commit an update.
"""

from __future__ import annotations

import asyncio
import logging
import statistics
import sys
import tempfile
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters

from benchmarks.telegram_side import SPAWN, Load, telegram_side
from bot.clock import SystemClock
from bot.coach.model import Baseline, Dose, Fact, Log, Pain, Plan, Screening, Variant
from bot.line import Wish
from bot.processes import poll
from bot.records import State, User
from bot.store import Database, open_store
from bot.tryout import TOKEN, LocalTelegram, RealClock
from tests.support.line import build_line, database_at

Contender = Callable[[str, str], None]
PEOPLE, FIRST_PERSON = 200, 1001


def plain_bot(url: str, folder: str) -> None:
    """The baseline: default client, default order, one insert and commit, one reply."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{folder}/plain.sqlite3")

    async def create(_: object) -> None:
        async with engine.begin() as connection:
            await connection.execute(text("PRAGMA journal_mode = WAL"))
            await connection.execute(text("CREATE TABLE log (id INTEGER PRIMARY KEY, chat INTEGER, said TEXT)"))

    builder = Application.builder().token(TOKEN).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    application = builder.post_init(create).build()
    application.add_handler(MessageHandler(filters.TEXT, _echo(engine)))
    application.run_polling()


def _echo(engine: AsyncEngine) -> Callable[[Update, CallbackContext[Any, Any, Any, Any]], Coroutine[Any, Any, None]]:
    insert = text("INSERT INTO log (chat, said) VALUES (:chat, :said)")

    async def echo(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        assert update.message is not None
        async with engine.begin() as connection:
            await connection.execute(insert, {"chat": update.message.chat_id, "said": update.message.text})
        await update.message.reply_text(str(update.message.text))

    return echo


def our_line(url: str, folder: str) -> None:
    """Everything but the coach: intake, a fact and an outbox row in one commit, the reply, and its mark."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    asyncio.run(_run_line(url, folder))


async def _run_line(url: str, folder: str) -> None:
    tg = LocalTelegram(clock=RealClock())  # only its address: the real one is another process
    tg.url = url
    async with database_at(Path(folder) / "line.sqlite3") as database:
        line = build_line(tg, database, Path(folder), poll_seconds=25)
        await line.intake.run()


def the_coach(url: str, folder: str) -> None:
    """The whole bot, for people with a week of training behind them."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    asyncio.run(_run_coach(url, f"sqlite:///{folder}/coach.sqlite3"))


async def _run_coach(url: str, database_url: str) -> None:
    database = open_store(database_url)
    await database.migrate()
    for chat in range(FIRST_PERSON, FIRST_PERSON + PEOPLE):
        await add_trained_person(database, chat)
    await database.close()
    wish = Wish(TOKEN, url, database_url, SystemClock())
    await poll(wish, asyncio.Event().wait)


async def add_trained_person(database: Database, chat: int) -> None:
    """Seven days of two sets and a pain of one, up to yesterday."""
    now = SystemClock().now()
    days = [now - timedelta(days=n) for n in range(7, 0, -1)]
    first = days[0]
    facts: list[Fact] = [
        Screening(at=first, day=first.date()),
        Baseline(at=first, day=first.date(), value=2),
        Plan(at=first, day=first.date(), weekdays=tuple(range(7))),
    ]
    sets = ((6, 6), (6, 6))
    for at in days:
        day = at.date()
        facts.append(Log(at=at, day=day, stage=1, variant=Variant.FULL, prescribed=Dose(2, 6), sets=sets))
        facts.append(Pain(at=at, day=day, value=1))
    person = User(chat_id=chat, state=State.ACTIVE, zone="UTC", created_at=first, seen_at=first)
    async with database.unit() as uow:
        user = await uow.add_user(person)
        await uow.record(user.id, facts, message_id=None)
        await uow.commit()


def replies_per_second(contender: Contender, load: Load) -> float:
    """One run in fresh processes."""
    with telegram_side(load) as (url, pipe), tempfile.TemporaryDirectory() as folder:
        process = SPAWN.Process(target=contender, args=(url, folder), daemon=True)
        process.start()
        try:
            return load.updates / float(pipe.recv())
        finally:
            process.kill()
            process.join()


def main(runs: int = 3) -> None:
    """The table: medians, and ratios to the plain bot of the same run."""
    print("round trip | plain bot /s | without coach /s | ratio | the coach /s | ratio")
    for round_trip, few, many in ((0.0, 1000, 3000), (0.05, 60, 3000)):
        rates = {
            contender: statistics.median(
                replies_per_second(contender, Load(updates, PEOPLE, round_trip)) for _ in range(runs)
            )
            for contender, updates in ((plain_bot, few), (our_line, many), (the_coach, many))
        }
        plain, line, coach = rates.values()
        print(f"{round_trip * 1000:7.0f} ms | {plain:12.0f} | {line:16.0f} | {line / plain:5.1f} ", end="")
        print(f"| {coach:12.0f} | {coach / plain:5.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
