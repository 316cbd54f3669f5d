"""Copies of an SQLite database: whole, checked, rotated, and put back without losing what was there."""

from __future__ import annotations

import asyncio
import gzip
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.backup import BackupError, Nightly, backup, restore
from bot.store import open_store
from bot.tryout import LocalTelegram, RealClock
from tests.store.samples import LOG, active
from tests.support.commands import ROOT
from tests.test_processes import process

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path, sqlite_template: Path) -> Path:
    """A migrated database."""
    target = tmp_path / "coach.sqlite3"
    shutil.copy(sqlite_template, target)
    return target


def url_of(file: Path) -> str:
    return f"sqlite:///{file}"


async def add_users(file: Path, numbers: range) -> None:
    database = open_store(url_of(file))
    for number in numbers:
        async with database.unit() as unit:
            user = await unit.add_user(active(number))
            await unit.record(user.id, [LOG], message_id=1)
            await unit.commit()
    await database.close()


def counted(file: Path) -> tuple[int, int]:
    """How many users and facts a file holds."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        users = connection.execute("SELECT count(*) FROM users").fetchone()[0]
        return int(users), int(connection.execute("SELECT count(*) FROM facts").fetchone()[0])


def unpacked(copy: Path) -> Path:
    """The database inside a copy."""
    plain = copy.with_suffix("")
    plain.write_bytes(gzip.decompress(copy.read_bytes()))
    return plain


async def test_a_copy_made_while_the_bot_writes_is_whole(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copy.sqlite3.gz"
    await add_users(file, range(1, 11))
    writing = asyncio.create_task(add_users(file, range(11, 200)))
    sizes = []
    while not writing.done():
        sizes.append(await asyncio.to_thread(backup, url_of(file), target))
        users, facts = counted(unpacked(target))
        assert users == facts >= 10
    await writing
    assert min(sizes) > 0
    assert stat.S_IMODE(os.stat(target).st_mode) == 0o600
    assert set(target.parent.iterdir()) == {target, target.with_suffix("")}


def flip(file: Path) -> None:
    """One bit, in the middle."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20])


def make_text(file: Path) -> None:
    file.write_text("not a database")


def cut_plain(file: Path) -> None:
    file.write_bytes(gzip.decompress(file.read_bytes())[: 5 * 4096])


def make_foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE other (id INTEGER)")


def make_newer(file: Path) -> None:
    file.write_bytes(gzip.decompress(file.read_bytes()))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (flip, "damaged"),
        (cut, "damaged"),
        (cut_plain, "damaged"),
        (make_text, "damaged or no copy"),
        (make_foreign, "no hipcoach database"),
        (make_newer, "newer release"),
        (Path.unlink, "there is no file"),
    ],
)
async def test_restore_refuses_what_is_not_good_and_changes_nothing(
    file: Path, tmp_path: Path, spoil: Callable[[Path], None], told: str
) -> None:
    copy = tmp_path / "copy.sqlite3.gz"
    await add_users(file, range(1, 4))
    backup(url_of(file), copy)
    spoil(copy)
    with pytest.raises(BackupError, match=told):
        restore(url_of(file), copy, NOW)
    assert counted(file) == (3, 3)


async def test_restore_keeps_the_old_database_beside_the_new_one(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3.gz"
    await add_users(file, range(1, 4))
    backup(url_of(file), copy)
    await add_users(file, range(4, 6))
    kept = restore(url_of(file), copy, NOW)
    assert kept is not None
    assert (counted(file), counted(kept)) == ((3, 3), (5, 5))


async def test_restore_takes_a_plain_database_file_too(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3.gz"
    await add_users(file, range(1, 4))
    backup(url_of(file), copy)
    other = tmp_path / "other.sqlite3"
    assert restore(url_of(other), unpacked(copy), NOW) is None
    assert counted(other) == (3, 3)


async def test_restore_works_where_the_old_database_is_damaged(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3.gz"
    await add_users(file, range(1, 4))
    backup(url_of(file), copy)
    make_text(file)
    kept = restore(url_of(file), copy, NOW)
    assert kept is not None
    assert kept.read_text() == "not a database"
    assert counted(file) == (3, 3)


async def test_restore_refuses_while_somebody_has_the_database_open(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3.gz"
    backup(url_of(file), copy)
    database = open_store(url_of(file))
    async with database.unit() as unit:
        await unit.add_user(active(1))
        await unit.commit()
    with pytest.raises(BackupError, match="in use"):
        restore(url_of(file), copy, NOW)
    await database.close()
    assert counted(file) == (1, 0)


@pytest.mark.parametrize("do", [lambda url, f: backup(url, f), lambda url, f: restore(url, f, NOW)])
def test_other_databases_have_tools_of_their_own(do: Callable[[str, Path], object], tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="pg_dump"):
        do("postgresql://coach@localhost/coach", tmp_path / "x")


def test_a_copy_that_fails_leaves_the_last_good_one(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3.gz"
    backup(url_of(file), target)
    good = target.read_bytes()
    make_text(file)
    with pytest.raises(BackupError):
        backup(url_of(file), target)
    assert target.read_bytes() == good
    assert not [each for each in tmp_path.iterdir() if each.name.endswith(".part")]


async def tick(nightly: Nightly, moment: datetime) -> list[str]:
    """The names in the folder once everything that was begun has ended."""
    nightly.tick(moment)
    if nightly._task is not None:
        await nightly._task
    return sorted(each.name for each in nightly.folder.iterdir()) if nightly.folder.exists() else []


async def test_one_copy_a_night_from_two_o_clock_and_the_last_ones_stay(file: Path, tmp_path: Path) -> None:
    nightly = Nightly(file, tmp_path / "nights", keep=2)
    assert await tick(nightly, NOW.replace(hour=1)) == []
    assert await tick(nightly, NOW) == ["hipcoach-2026-11-25.sqlite3.gz"]
    first = (nightly.folder / "hipcoach-2026-11-25.sqlite3.gz").stat().st_ino
    assert await tick(nightly, NOW + timedelta(hours=3)) == ["hipcoach-2026-11-25.sqlite3.gz"]
    assert (nightly.folder / "hipcoach-2026-11-25.sqlite3.gz").stat().st_ino == first
    (nightly.folder / "mine.sqlite3").touch()
    await tick(nightly, NOW + timedelta(days=1))
    assert await tick(nightly, NOW + timedelta(days=2)) == [
        "hipcoach-2026-11-26.sqlite3.gz",
        "hipcoach-2026-11-27.sqlite3.gz",
        "mine.sqlite3",
    ]


async def test_a_night_that_failed_is_tried_again_after_an_hour(file: Path, tmp_path: Path) -> None:
    nightly = Nightly(tmp_path / "later.sqlite3", tmp_path / "nights", keep=2)
    assert await tick(nightly, NOW) == []
    shutil.move(file, nightly.source)
    assert await tick(nightly, NOW + timedelta(minutes=59)) == []
    assert await tick(nightly, NOW + timedelta(minutes=60)) == ["hipcoach-2026-11-25.sqlite3.gz"]


def lose(database: Path) -> None:
    for each in database.parent.glob(f"{database.name}*"):
        each.unlink()


def hipcoach(database: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ) | {"PYTHONPATH": str(ROOT), "DATABASE_URL": url_of(database)}
    command = [sys.executable, "-m", "bot", *map(str, arguments)]
    return subprocess.run(command, cwd=database.parent, env=environment, capture_output=True, text=True, timeout=60)


async def test_the_restore_drill_the_file_is_lost_and_the_coach_goes_on_from_the_copy(tmp_path: Path) -> None:
    database, copy = tmp_path / "coach.sqlite3", tmp_path / "copy.sqlite3.gz"
    async with LocalTelegram(clock=RealClock()).serve() as telegram:
        ana = telegram.user("Ana")
        async with process("run", telegram, url_of(database)):
            await ana.say("/start")
            await ana.wait_reply(20)
            await ana.tap("ob:consent:yes")
            await ana.wait_edit(20)
            made = await asyncio.to_thread(hipcoach, database, "backup", copy)
            assert made.returncode == 0, made.stderr
            assert str(copy) in made.stdout
            refused = await asyncio.to_thread(hipcoach, database, "restore", copy)
            assert refused.returncode == 2
            assert "stop hipcoach first" in refused.stderr
        lose(database)
        restored = await asyncio.to_thread(hipcoach, database, "restore", copy)
        assert restored.returncode == 0, restored.stderr
        async with process("run", telegram, url_of(database)):
            await ana.tap("None of these")  # the question that was open when the copy was made
            assert "Before the first drill" not in (await ana.wait_change(20)).text
