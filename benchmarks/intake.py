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
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters

from benchmarks.telegram_side import SPAWN, Load, telegram_side
from bot.tryout import TOKEN, LocalTelegram, RealClock
from tests.support.line import build_line, database_at

Contender = Callable[[str, str], None]


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
    """The table: medians, and ratios within this run."""
    print("round trip | plain bot /s | this bot /s | ratio")
    for round_trip, few, many in ((0.0, 1000, 3000), (0.05, 60, 3000)):
        plain = statistics.median(replies_per_second(plain_bot, Load(few, 50, round_trip)) for _ in range(runs))
        ours = statistics.median(replies_per_second(our_line, Load(many, 200, round_trip)) for _ in range(runs))
        print(f"{round_trip * 1000:7.0f} ms | {plain:12.0f} | {ours:11.0f} | {ours / plain:5.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
