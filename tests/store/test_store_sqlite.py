"""SQLite's own promises: one writer, readers beside it, a commit that is on the disk, a full disk survived."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from bot.ports import Away
from bot.store import Database, open_store
from bot.store.sqlite import Sqlite
from tests.store.samples import LOG, NEWCOMER, NOW, active


@pytest.fixture
def file(new_database: Callable[[str], str]) -> Path:
    return Path(new_database("sqlite").removeprefix("sqlite:///"))


@pytest.fixture
async def database(file: Path) -> AsyncIterator[Database]:
    opened = open_store(f"sqlite:///{file}")
    yield opened
    await opened.close()


def engine(database: Database) -> Sqlite:
    assert isinstance(database.engine, Sqlite)
    return database.engine


@pytest.mark.parametrize("name", ["writer", "reader"])
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)], ids=lambda v: str(v)
)
async def test_each_connection_is_set_up(database: Database, name: str, pragma: str, value: object) -> None:
    connection = getattr(engine(database), name)
    assert connection.execute(text(f"PRAGMA {pragma}")).scalar_one() == value
    connection.rollback()


async def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    database = open_store(f"sqlite:///{tmp_path}/new.sqlite3")
    await database.migrate()
    assert await note(database, "1")
    assert modes(tmp_path) == {f"new.sqlite3{ending}": "0o600" for ending in ("", "-wal", "-shm")}
    await database.close()


def modes(folder: Path) -> dict[str, str]:
    return {file.name: oct(file.stat().st_mode & 0o777) for file in folder.iterdir()}


async def test_readers_do_not_wait_for_the_writer(database: Database) -> None:
    async with database.unit() as writing, database.unit() as reading:
        await writing.add_user(NEWCOMER)
        assert await reading.next_due() is None
        assert await reading.records(1) == ()


async def test_a_unit_waits_while_another_process_writes(database: Database, file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(note(database, "1"))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    assert await waiting


async def test_a_file_locked_for_too_long_is_away(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.sqlite.PATIENCE", 0.01)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Away, match="locked"):
        await note(database, "1")
    other.close()
    assert await note(database, "1")


async def test_units_that_wait_share_one_commit_and_each_is_on_the_disk_when_it_returns(
    database: Database, file: Path
) -> None:
    commits: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        commits.extend([statement] if statement == "COMMIT" else [])

    event.listen(engine(database).engine, "before_cursor_execute", count)

    async def noted_and_seen(key: str) -> bool:
        await note(database, key)
        with sqlite3.connect(file) as other:
            seen = other.execute("SELECT count(*) FROM updates WHERE key = ?", (key,)).fetchone()[0] == 1
        other.close()
        return bool(seen)

    assert all(await asyncio.gather(*(noted_and_seen(f"{n}") for n in range(50))))
    assert len(commits) < 10


async def test_a_unit_that_fails_among_others_takes_none_of_them_along(database: Database) -> None:
    async def fail() -> None:
        async with database.unit() as unit:
            await unit.note_update("failed", NOW)
            raise RuntimeError("on the way")

    results = await asyncio.gather(
        *(note(database, f"a{n}") for n in range(5)), fail(), *(note(database, f"b{n}") for n in range(5)),
        return_exceptions=True,
    )  # fmt: skip
    assert [type(result) for result in results] == [bool] * 5 + [RuntimeError] + [bool] * 5
    assert [await note(database, key) for key in ("a0", "failed", "b4")] == [False, True, False]


async def test_a_full_disk_is_away_leaves_nothing_half_written_and_passes(database: Database) -> None:
    await note(database, "before")
    connection = engine(database).writer
    pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    connection.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
    connection.rollback()
    with pytest.raises(Away, match="full"):
        await fill(database)
    async with database.unit() as unit:
        assert await unit.user_of_chat(1) is None
    connection.execute(text(f"PRAGMA max_page_count = {pages + 9999}"))
    connection.rollback()
    await fill(database)
    assert not await note(database, "before")


async def test_what_is_urgent_is_on_the_disk_before_what_waits(database: Database) -> None:
    order: list[str] = []

    async def noted(key: str, *, urgent: bool = False) -> None:
        assert await note(database, key, urgent=urgent)
        order.append(key)

    async with database.unit() as slow:
        await slow.note_update("slow", NOW)
        waiting = [asyncio.create_task(noted(f"{n}")) for n in range(20)]
        await asyncio.sleep(0)
        waiting.append(asyncio.create_task(noted("urgent", urgent=True)))
        await asyncio.sleep(0)
        await slow.commit()
    await asyncio.gather(*waiting)
    assert order[0] == "urgent"
    assert not any([await note(database, key) for key in ("slow", *order)])


@pytest.mark.parametrize("urgent", [False, True])
async def test_who_waits_for_a_commit_hears_when_the_disk_was_full(database: Database, urgent: bool) -> None:
    """A full disk makes SQLite take back the whole transaction: nobody in it may believe in a commit."""
    connection = engine(database).writer
    pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    connection.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
    connection.rollback()
    units = [note(database, "1"), fill(database, urgent=urgent), note(database, "2")]
    results = await asyncio.gather(*units, return_exceptions=True)
    connection.execute(text(f"PRAGMA max_page_count = {pages + 9999}"))
    connection.rollback()
    for key, result in zip(("1", "2"), (results[0], results[2]), strict=True):
        assert await note(database, key) is isinstance(result, Away)
    assert isinstance(results[1], Away)


async def test_rebuilding_the_users_keeps_what_hangs_on_them(database: Database) -> None:
    """SQLite alters a table by copying and dropping it: that must not cascade."""

    def rebuild(connection: Connection) -> None:
        create = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'users'")).scalar_one()
        connection.execute(text("CREATE TABLE users_copy AS SELECT * FROM users"))
        connection.execute(text("DROP TABLE users"))
        connection.exec_driver_sql(create)
        connection.execute(text("INSERT INTO users SELECT * FROM users_copy"))

    await fill(database)
    await database.engine.migrate(rebuild)
    async with database.unit() as unit:
        user = await unit.user_of_chat(1)
        assert user is not None
        assert len(await unit.records(user.id)) == 500


async def test_a_migration_that_leaves_rows_of_nobody_is_refused(database: Database) -> None:
    await fill(database)
    with pytest.raises(RuntimeError, match="facts"):
        await database.engine.migrate(lambda connection: connection.execute(text("DELETE FROM users")).close())
    async with database.unit() as unit:
        assert await unit.user_of_chat(1) is not None


async def note(database: Database, key: str, *, urgent: bool = False) -> bool:
    async with database.urgent_unit() if urgent else database.unit() as unit:
        new = await unit.note_update(key, NOW)
        await unit.commit()
        return new


async def fill(database: Database, *, urgent: bool = False) -> None:
    async with database.urgent_unit() if urgent else database.unit() as unit:
        user = await unit.add_user(active(1))
        await unit.record(user.id, [LOG] * 500, message_id=None)
        await unit.commit()


LOOK = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT count(*) FROM users'); c.close()"


def _log_of(file: Path) -> Path:
    return Path(f"{file}-wal")


async def test_whoever_looks_into_the_file_does_not_take_the_log_away(database: Database, file: Path) -> None:
    """Another process that opens and closes the file deletes the log unless our locks on it still stand."""
    async with database.unit() as uow:
        user = await uow.add_user(NEWCOMER)
        await uow.commit()
    async with database.unit() as uow:
        assert await uow.next_due() is None, "the reader's connection is open too"
    await asyncio.to_thread(subprocess.run, [sys.executable, "-c", LOOK, str(file)], check=True)
    assert _log_of(file).exists()
    async with database.unit() as uow:
        assert await uow.user(user.id) == user
