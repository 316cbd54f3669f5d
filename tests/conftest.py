"""Databases for every test that wants one: SQLite always, PostgreSQL where its programs are (CI requires them)."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from bot.ports import UnitOfWork
from bot.store import Database, open_store
from bot.store.migrations import upgrade
from tests.support.fake_store import FakeStore
from tests.support.postgres import Cluster, NoPostgres, cluster

DATABASES = ["sqlite", "postgresql"]
NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A private server for the whole run, with a migrated database `template` to copy."""
    try:
        with cluster() as server:
            server.execute("CREATE DATABASE template")
            _migrate(server.url("template"))
            yield server
    except NoPostgres as reason:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs PostgreSQL: {reason}")
        pytest.skip(f"no PostgreSQL here: {reason}")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "coach.sqlite3"
    _migrate(f"sqlite:///{file}")
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    return file


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., str]:
    """Makes a database of a kind (`sqlite`, `postgresql`), migrated or empty, and gives its URL."""

    def make(kind: str, *, migrated: bool = True) -> str:
        if kind == "sqlite":
            file = tmp_path / f"coach{next(NUMBERS)}.sqlite3"
            if migrated:
                shutil.copy(request.getfixturevalue("sqlite_template"), file)
            return f"sqlite:///{file}"
        server: Cluster = request.getfixturevalue("postgres")
        name = f"coach{next(NUMBERS)}"
        server.execute(f"CREATE DATABASE {name}" + (" TEMPLATE template" if migrated else ""))
        request.addfinalizer(lambda: server.execute(f"DROP DATABASE {name} WITH (FORCE)"))  # seven megabytes each
        return server.url(name)

    return make


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, new_database: Callable[..., str]) -> str:
    """A migrated database of this test's own, once on SQLite and once on PostgreSQL."""
    return new_database(request.param)


@pytest.fixture(params=DATABASES)
def empty_database_url(request: pytest.FixtureRequest, new_database: Callable[..., str]) -> str:
    """A database without any table."""
    return new_database(request.param, migrated=False)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open, migrated database."""
    opened = open_store(database_url)
    yield opened
    await opened.close()


@pytest.fixture(params=["fake", *DATABASES])
async def store(
    request: pytest.FixtureRequest, new_database: Callable[..., str]
) -> AsyncIterator[Callable[[], UnitOfWork]]:
    """Opens units of work: on the fake that service tests use, and on both databases."""
    if request.param == "fake":
        yield FakeStore().unit
        return
    opened = open_store(new_database(request.param))
    yield opened.unit
    await opened.close()


def _migrate(url: str) -> None:
    engine = create_engine(make_url(url).set(drivername={"s": "sqlite", "p": "postgresql+psycopg"}[url[0]]))
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()
