"""`/delete` leaves nothing: every table of the database is walked through for a number, a name or a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert

from bot.store.tables import BroadcastRow, LiveSessionRow, PostRow
from bot.tryout import Refuse
from tests.support.journey import Journey, journey
from tests.support.tables import Rows, naming, number_users_from, tables

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
USER, CHAT = 870_155_301, 5_511_998_877
NAME, PLAN = "Zwetlana", "after the sourdough is fed"
TEXTS = ("grmblfx 3x8 left or was it right", "2x6, pain 4 quirklig", "my shoulder clicks oddly zzz")
NEVER_OF_ANYBODY = {"updates", "set_aside", "file_ids", "leases", "deletions", "alembic_version"}
"""Tables that name nobody. Each other one must hold something of hers before the erasure, or the test shows nothing."""


async def live(j: Journey) -> None:
    """A bit of everything that leaves a row: facts, corrections, decisions, reminders, an unclear word, a refusal."""
    await by_hand(j, lambda connection: number_users_from(connection, USER))
    j.person, j._seen = j.telegram.user(NAME, user_id=CHAT, username="zwetla", last_name="Quux"), 0
    await j.onboard(plan=PLAN)
    await j.to_next()
    await j.say("2x6, pain 1")
    await j.say("actually it was 2x5")
    await j.say("undo")
    await j.pass_time(timedelta(days=1))
    for text in TEXTS:
        await j.say(text)
    j.telegram.faults.add("sendMessage", Refuse(400, "Bad Request: message is too long"))
    await j.say("what's next?")
    await j.say("delete my data")
    await by_hand(j, fill)


async def by_hand(j: Journey, work: Callable[[Connection], None]) -> None:
    transaction = j.line.database.engine.transaction()
    try:
        await transaction.write(work)
        await transaction.commit()
    finally:
        await transaction.close()


def fill(connection: Connection) -> None:
    """A session that is counting along, an answer that waits, and broadcasts: her own, and one that has come to her."""
    broadcast = {"created_at": NOW, "state": "sending", "text": "hello", "total": 9, "sent": 3, "failed": 0}
    waits = {"body": {"chat_id": CHAT}, "lease_until": NOW + timedelta(days=99), "attempts": 0}
    connection.execute(insert(LiveSessionRow), {"user_id": USER, "message_id": 1, "body": {"set": 2}})
    connection.execute(insert(PostRow), {"key": "1", "chat_id": CHAT, **waits})
    connection.execute(insert(BroadcastRow), {"created_by": CHAT, "last_user_id": 0, **broadcast})
    connection.execute(insert(BroadcastRow), {"created_by": 1, "last_user_id": USER, **broadcast})


async def test_no_table_holds_a_number_a_name_or_a_word_of_whoever_was_erased(database_url: str) -> None:
    async with journey(database_url) as j:
        await j.onboard()  # somebody else, who stays
        await live(j)
        before = await tables(j.line.database)
        assert set(naming(before, USER, CHAT)) == set(before) - NEVER_OF_ANYBODY
        assert set(naming(before, NAME, PLAN.removeprefix("after "), "grmblfx")) >= {"users"}
        assert before["set_aside"] != []
        new = await j.tap("Erase everything")
        await j.pass_time(timedelta(days=1))
        after = await tables(j.line.database)
        assert naming(after, USER, CHAT, NAME, "Quux", "zwetla", "sourdough", *TEXTS) == {}
        assert new == []  # the question itself was changed
        assert f"Erased: {rows_of(before) - 1} rows" in j.person.last.text
        assert [row["rows"] for row in after["deletions"]] == [rows_of(before) - 1]
        assert [row["last_user_id"] for row in after["broadcasts"]] == [USER - 1]
        for table in ("facts", "decisions"):
            assert after[table] == [row for row in before[table] if row["user_id"] != USER] != []


def rows_of(rows: Rows) -> int:
    return sum(len(table) for table in naming(rows, USER, CHAT).values())


async def test_what_stays_of_an_erasure_is_that_it_took_place(database_url: str) -> None:
    async with journey(database_url) as j:
        await j.onboard()
        await j.say("/delete")
        await j.tap("Erase everything")
        (kept,) = (await tables(j.line.database))["deletions"]
        assert set(kept) == {"id", "at", "rows"}
