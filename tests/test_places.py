"""Towns and zones, off line."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.places import OfflinePlaces

PLACES = OfflinePlaces()


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Lisbon", "Europe/Lisbon"),
        ("lisboa", "Europe/Lisbon"),
        ("são paulo", "America/Sao_Paulo"),
        ("SAO PAULO", "America/Sao_Paulo"),
        ("Köln", "Europe/Berlin"),
        ("bombay", "Asia/Kolkata"),
        ("new york", "America/New_York"),
        ("san fran", "America/Los_Angeles"),
        ("Paris, United States", "America/Chicago"),
        ("Europe/London", "Europe/London"),
        ("asia/tokyo", "Asia/Tokyo"),
        ("utc", "UTC"),
    ],
)
def test_a_town_or_a_zone_is_found_as_people_type_it(typed: str, zone: str) -> None:
    assert PLACES.find(typed)[0].zone == zone


@pytest.mark.parametrize("typed", ["", "  ", "xyzzy", "?!", "q", "🙂"])
def test_what_is_no_place_is_not_found(typed: str) -> None:
    assert PLACES.find(typed) == ()


def test_of_several_towns_of_a_name_the_largest_comes_first_and_each_zone_once_or_more() -> None:
    found = PLACES.find("springfield")
    assert len({place.zone for place in found}) > 1


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [(38.72, -9.14, "Europe/Lisbon"), (40.71, -74.0, "America/New_York"), (-33.87, 151.2, "Australia/Sydney")],
)
def test_a_point_on_land_has_the_zone_of_its_country(latitude: float, longitude: float, zone: str) -> None:
    assert PLACES.zone_at(latitude, longitude) == zone


def test_a_point_at_sea_has_a_zone_that_this_machine_knows() -> None:
    zone = PLACES.zone_at(0.0, -30.0)
    assert zone is not None
    assert ZoneInfo(zone).key == zone
