"""Towns and time zones, off line: a table made from GeoNames, and tzfpy's map of zones."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import available_timezones

from bot.ports import Place

TABLE = Path(__file__).resolve().parent.parent / "data" / "towns.tsv"
SHORTEST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Town:
    """A row of data/towns.tsv."""

    keys: str
    """Its names, folded, between bars."""
    name: str
    country: str
    zone: str
    population: int

    @property
    def spoken(self) -> list[str]:
        """Its own name and what it is also called in plain letters, folded."""
        return self.keys.partition("||")[0].strip("|").split("|")


def fold(name: str) -> str:
    """A name as people type it: no accents, no case, single spaces."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalnum() or c in "/+-_" else " " for c in bare if not unicodedata.combining(c))
    return " ".join(letters.replace("_", " ").split())


@cache
def _zones() -> dict[str, str]:
    return {fold(zone): zone for zone in available_timezones() if not zone.startswith(("posix", "right"))}


def towns() -> Iterator[Town]:
    """About 34,000 towns of 15,000 people and more, the smallest first; `make towns` makes their table.

    Not kept: as objects they take 25 MB, for a question that most people answer once."""
    for line in reversed(TABLE.read_text(encoding="utf-8").splitlines()):
        yield _town(line)


LARGE = 300_000
"""People of a town that everybody knows, also by its other names."""


def large_towns() -> Iterator[str]:
    """The names of the towns of so many people and more, with which the table begins."""
    with TABLE.open(encoding="utf-8") as lines:
        for line in lines:
            town = _town(line)
            if town.population < LARGE:
                return
            if town.name.replace(" ", "").isalpha():
                yield town.name


def zone_names() -> list[str]:
    """The names of all time zones, old ones too. Source: tzdata. (`available_timezones` opens 600 files for them.)"""
    return (files("tzdata") / "zones").read_text(encoding="utf-8").split()


def _town(line: str) -> Town:
    keys, name, country, zone, population = line.split("\t")
    return Town(keys, name, sys.intern(country), sys.intern(zone), int(population))


def _rows_with(key: str) -> list[Town]:
    """The towns one of whose names, as folded as `key` and each between bars, holds it; the largest first. The file is
    searched as it is, which takes a few milliseconds."""
    table, sought = TABLE.read_bytes(), key.encode()
    rows, found = [], table.find(sought)
    while found >= 0:
        end = table.index(b"\n", found)
        rows.append(_town(table[table.rfind(b"\n", 0, found) + 1 : end].decode()))
        found = table.find(sought, end)
    return rows


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
        rows = _rows_with(f"|{name}|") or self._beginning(name)
        region = fold(text.partition(",")[2])
        best = [town for town in rows if region and region in fold(f"{town.country} {town.zone}")] or rows
        return tuple(dict.fromkeys(Place(town.name, town.country, town.zone) for town in best))[:limit]

    @staticmethod
    def _beginning(name: str) -> list[Town]:
        """Towns whose own name begins so, else those that are also called so."""
        if len(name) < SHORTEST_PREFIX:
            return []
        rows = _rows_with(f"|{name}")
        return [town for town in rows if town.spoken[0].startswith(name)] or rows

    def zone_at(self, latitude: float, longitude: float) -> str | None:
        """The zone at a point; at sea the nautical one (`Etc/GMT+2`)."""
        from tzfpy import get_tz

        return get_tz(longitude, latitude) or None
