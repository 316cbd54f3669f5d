"""`hipcoach import` on a real database: taken in once, refused the second time, replaced when told so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.export_file import ExportError, read_export
from bot.moving import bring_in
from bot.services.moving_in import AlreadyHere
from bot.store import open_store
from tests.conftest import DATABASES
from tests.support.tables import Rows, tables

SAMPLE = Path(__file__).parent / "samples" / "export-version-1.zip"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, new_database: Callable[..., str]) -> str:
    return new_database(request.param)


async def rows(url: str) -> Rows:
    database = open_store(url)
    try:
        return await tables(database)
    finally:
        await database.close()


async def test_a_record_is_taken_in_whole_and_its_next_message_is_due(url: str) -> None:
    told = await bring_in(url, SAMPLE, NOW, replaces=False)
    assert "Chat 4711 is in: 10 facts from 2026-11-24 to 2026-11-25." in told
    assert "2026-11-26 07:00 UTC" in told
    kept, there = read_export(SAMPLE, NOW), await rows(url)
    assert len(there["facts"]) == len(kept.told)
    assert len(there["decisions"]) == len(kept.decisions)
    assert [row["chat_id"] for row in there["users"]] == [4711]


async def test_a_second_time_it_is_refused_and_nothing_changes(url: str) -> None:
    await bring_in(url, SAMPLE, NOW, replaces=False)
    before = await rows(url)
    with pytest.raises(AlreadyHere, match="--replace"):
        await bring_in(url, SAMPLE, NOW, replaces=False)
    assert await rows(url) == before


async def test_replacing_counts_what_gave_way(url: str) -> None:
    await bring_in(url, SAMPLE, NOW, replaces=False)
    told = await bring_in(url, SAMPLE, NOW, replaces=True)
    assert "rows of an earlier record were erased" in told
    there = await rows(url)
    assert len(there["users"]) == len(there["deletions"]) == 1


async def test_a_damaged_file_leaves_the_database_alone(url: str, tmp_path: Path) -> None:
    before = await rows(url)
    (tmp_path / "cut.zip").write_bytes(SAMPLE.read_bytes()[:500])
    with pytest.raises(ExportError, match="is damaged"):
        await bring_in(url, tmp_path / "cut.zip", NOW, replaces=False)
    assert await rows(url) == before
