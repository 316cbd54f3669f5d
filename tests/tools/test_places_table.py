"""The shipped table of places is the one that `make towns` makes."""

from __future__ import annotations

from tools.places import TARGET, table


def test_the_shipped_places_are_those_of_the_towns_and_of_the_pinned_time_zones() -> None:
    assert TARGET.read_bytes() == table()
