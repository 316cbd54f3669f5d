"""`hipcoach import`: a user comes over from another host with the file that `/export` gave them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.bootstrap import load_desk
from bot.export_file import read_export
from bot.services.moving_in import AlreadyHere, Arrival, move_in
from bot.store import open_store


async def bring_in(database_url: str, file: Path, now: datetime, *, replaces: bool) -> str:
    """Take the file's user in; a sentence for the operator. Raises ExportError, AlreadyHere, Unfit or Away."""
    kept = read_export(file, now)
    database = open_store(database_url)
    try:
        await database.migrate()
        return _said(await move_in(load_desk(database), kept, now, replaces=replaces))
    except AlreadyHere as error:
        raise AlreadyHere(f"{error}: nothing was changed; --replace erases it and puts the file in its place") from None
    finally:
        await database.close()


def _said(arrival: Arrival) -> str:
    user, due = arrival.user, arrival.user.due
    days = f" from {arrival.first} to {arrival.last}" if arrival.first else ""
    erased = f" {arrival.erased} rows of an earlier record were erased." if arrival.erased else ""
    when = f"The next message goes out at {due.at:%Y-%m-%d %H:%M} UTC" if due else "No message is due"
    return (
        f"Chat {user.chat_id} is in: {arrival.facts} facts{days}.{erased}\n"
        f"{when}; Telegram lets the bot write once the user has sent it /start."
    )
