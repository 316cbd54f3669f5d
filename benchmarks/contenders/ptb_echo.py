"""A plain bot: python-telegram-bot as its examples show it, with one SQLAlchemy insert and commit an update.

Default client, updates one after the other, as `ApplicationBuilder` gives them: `python ptb_echo.py URL FOLDER TOKEN`.
"""

from __future__ import annotations

import sys
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters

CREATE = text("CREATE TABLE log (id INTEGER PRIMARY KEY, chat INTEGER, said TEXT)")
INSERT = text("INSERT INTO log (chat, said) VALUES (:chat, :said)")


def main(url: str, folder: str, token: str) -> None:
    engine = create_async_engine(f"sqlite+aiosqlite:///{folder}/plain.sqlite3")

    async def create(_: object) -> None:
        async with engine.begin() as connection:
            await connection.execute(text("PRAGMA journal_mode = WAL"))
            await connection.execute(CREATE)

    async def echo(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        assert update.message is not None
        said = str(update.message.text)
        async with engine.begin() as connection:
            await connection.execute(INSERT, {"chat": update.message.chat_id, "said": said})
        await update.message.reply_text(said)

    builder = Application.builder().token(token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    application = builder.post_init(create).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
