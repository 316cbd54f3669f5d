"""What was erased from an SQLite file is not in its bytes any more, either."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.store import open_store
from bot.wording.message import Message
from tests.store.samples import HELLO, LOG, NEWCOMER, NOW, decision

SECRET = "grmblfx" * 40


async def bytes_after(url: str, *, erasing: bool) -> bytes:
    """The closed file's, after somebody with a long word in every row came, and maybe was erased."""
    database = open_store(url)
    async with database.unit() as unit:
        user = await unit.add_user(replace(NEWCOMER, first_name=SECRET, if_then=SECRET, dialogue={"said": SECRET}))
        await unit.record(user.id, [LOG] * 200, message_id=None)
        for _ in range(50):
            await unit.decide(user.id, replace(decision(), detail={"why": SECRET}))
        await unit.post(replace(HELLO, message=Message(SECRET)), key=None, lease_until=NOW)
        await unit.commit()
    if erasing:
        async with database.unit() as unit:
            await unit.erase_user(user.id, NOW)
            await unit.commit()
    await database.close()
    file = Path(url.removeprefix("sqlite:///"))
    return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))


async def test_erased_words_are_overwritten(new_database: Callable[..., str]) -> None:
    assert SECRET.encode() in await bytes_after(new_database("sqlite"), erasing=False)
    assert b"grmblfx" not in await bytes_after(new_database("sqlite"), erasing=True)
