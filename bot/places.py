"""Towns and time zones, off line: a table made from GeoNames, and tzfpy's map of zones."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

from bot.ports import Place

TABLE = Path(__file__).resolve().parent.parent / "data" / "towns.tsv"
SHORTEST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Town:
    """A row of GeoNames."""

    name: str
    country: str
    zone: str
    population: int
    others: tuple[str, ...]


def fold(name: str) -> str:
    """A name as people type it: no accents, no case, single spaces."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalnum() or c in "/+-_" else " " for c in bare if not unicodedata.combining(c))
    return " ".join(letters.replace("_", " ").split())


@cache
def _zones() -> dict[str, str]:
    return {fold(zone): zone for zone in available_timezones() if not zone.startswith(("posix", "right"))}


@cache
def towns() -> tuple[Town, ...]:
    """About 34,000 towns of 15,000 people and more, the largest first; `make towns` makes their table."""
    with TABLE.open(encoding="utf-8") as lines:
        return tuple(_town(line) for line in lines)


def _town(line: str) -> Town:
    name, country, zone, population, others = line.rstrip("\n").split("\t")
    return Town(
        name, sys.intern(country), sys.intern(zone), int(population), tuple(others.split("|")) if others else ()
    )


@cache
def _by_name() -> dict[str, tuple[Town, ...]]:
    """Folded name -> towns, the largest first."""
    found: dict[str, list[Town]] = {}
    for town in towns():
        for name in {fold(each) for each in (town.name, *town.others)} - {""}:
            found.setdefault(name, []).append(town)
    return {name: tuple(rows) for name, rows in found.items()}


class OfflinePlaces:
    """The Places port."""

    def find(self, text: str, limit: int = 5) -> tuple[Place, ...]:
        """Zones by their exact name, towns by name (`Lisbon`, `Paris, Texas`), then by how a name begins."""
        name = fold(text.split(",")[0])
        if not name:
            return ()
        zone = _zones().get(fold(text))
        if zone is not None and ("/" in zone or zone == "UTC"):
            return (Place(zone.rpartition("/")[2].replace("_", " "), "", zone),)
        rows = _by_name().get(name, ()) or self._beginning(name)
        region = fold(text.partition(",")[2])
        best = [town for town in rows if region and region in fold(f"{town.country} {town.zone}")] or rows
        return tuple(dict.fromkeys(Place(town.name, town.country, town.zone) for town in best))[:limit]

    @staticmethod
    def _beginning(name: str) -> tuple[Town, ...]:
        """Towns whose own name begins so, else those that are also called so."""
        if len(name) < SHORTEST_PREFIX:
            return ()
        rows = dict.fromkeys(town for known, found in _by_name().items() if known.startswith(name) for town in found)
        own = tuple(town for town in rows if fold(town.name).startswith(name))
        return tuple(sorted(own or rows, key=lambda town: -town.population))

    @staticmethod
    def warm_up() -> None:
        """Read the tables now, so that the first one who types a town does not wait for them."""
        _by_name()

    def zone_at(self, latitude: float, longitude: float) -> str | None:
        """The zone at a point; at sea the nautical one (`Etc/GMT+2`)."""
        from tzfpy import get_tz

        return get_tz(longitude, latitude) or None
