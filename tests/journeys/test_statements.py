"""What a whole reply costs the database, from the update to the answer that is marked as sent."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.journey import Journey, journey
from tests.support.statements import TRANSACTION, listen

COMMON = ["updates", "SELECT", "SELECT", "UPDATE", "outbox", "DELETE"]
"""Note the update, read the user and the record, save the user, keep the answer, and let it go when it is out."""
LOG = ["SELECT", "facts"]
"""Number and write the facts, be they one or three."""
REPLIES = {
    "what's next?": COMMON,
    "2x6, pain 1": [*COMMON, *LOG, "decisions"],
    "actually it was 2x5": [*COMMON, *LOG, "UPDATE"],
}


async def test_a_reply_is_few_statements_whatever_was_said(database_url: str) -> None:
    async with journey(database_url) as j:
        await j.onboard()
        said = listen(j.line.database)
        for reply, expected in REPLIES.items():
            assert sorted(await statements(j, said, reply)) == sorted(expected)


async def statements(j: Journey, said: list[str], reply: str) -> list[str]:
    said.clear()
    await j.say(reply)
    return [word for word in said if word not in TRANSACTION]


async def test_on_sqlite_a_reply_is_two_transactions_the_turn_and_the_mark(new_database: Callable[..., str]) -> None:
    async with journey(new_database("sqlite")) as j:
        await j.onboard()
        said = listen(j.line.database)
        await j.say("2x6, pain 1")
        assert [word for word in said if word in TRANSACTION] == 2 * ["BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"]
