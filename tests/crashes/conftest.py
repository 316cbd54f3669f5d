"""What the crash tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.support.postgres import DURABLE, Cluster, NoPostgres, cluster


@pytest.fixture
def own_postgres() -> Iterator[Cluster]:
    """A server of the test's own, to be stopped and pulled the plug of."""
    yield from _server()


@pytest.fixture
def other_postgres() -> Iterator[Cluster]:
    """One more."""
    yield from _server()


def _server() -> Iterator[Cluster]:
    try:
        with cluster(DURABLE) as server:
            yield server
    except NoPostgres as reason:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs PostgreSQL: {reason}")
        pytest.skip(f"no PostgreSQL here: {reason}")
