"""Makes data/places.tsv, by which replies tell where someone is: `make towns`.

Names of towns, of countries with one zone and of the zones themselves, in the plain words that a reply is read as.
Sources: GeoNames (through data/towns.tsv), tzdata. How it is looked up: bot/replies/gazetteer.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

from bot.places import LARGE, Town, towns, zone_names
from bot.replies.gazetteer import MOST_WORDS
from bot.replies.vocabulary import plain

TARGET = Path(__file__).resolve().parent.parent / "data" / "places.tsv"
SHORTEST_NAME = 4


def table() -> bytes:
    """The lines of data/places.tsv."""
    zones: dict[str, str] = {}
    for name, zone in places().items():
        words = plain(name, {}, {})
        if 0 < len(words) <= MOST_WORDS:
            zones[" ".join(words)] = zone
    firsts = {name.split()[0] for name in zones}
    inner = {word for name in zones for word in name.split()[1:]} - firsts
    lines = [f"{name}\t{zone}\n".encode() for name, zone in zones.items()] + [f"{word}\t\n".encode() for word in inner]
    return b"".join(sorted(lines))


def places() -> dict[str, str]:
    """Name in small letters -> IANA zone: towns, countries with one zone, and the zones' own names. Sources: GeoNames,
    tzdata."""
    canonical = _canonical()
    found: dict[str, str] = {}
    zones_of: dict[str, set[str]] = {}
    for town in towns():
        zones_of.setdefault(town.country, set()).add(canonical(town.zone))
        for name in _names(town):
            found.pop(name, None)  # the larger place comes later in the order, too
            found[name] = canonical(town.zone)
    for country, zones in zones_of.items():
        if len(zones) == 1:
            found[country.lower()] = min(zones)
    return _over(found, _zones(canonical), dict.fromkeys(("utc", "gmt"), "UTC"))


def _over(*names: Mapping[str, str]) -> dict[str, str]:
    """Later ones win, and stand later: names that read alike ("Bāli", "Bali") are told apart by their place."""
    found: dict[str, str] = {}
    for each in names:
        for name, zone in each.items():
            found.pop(name, None)
            found[name] = zone
    return found


def _names(town: Town) -> list[str]:
    """Of places that share a name the largest is meant, so only those of large towns count beside a place's own."""
    others = town.spoken[1:] if town.population >= LARGE else ()
    return [name for name in (*others, town.name.lower()) if len(name) >= SHORTEST_NAME]


def _canonical() -> Callable[[str], str]:
    """From a zone's name to its canonical one: that of zone.tab, which old names link to. Source: tzdata."""
    data = files("tzdata") / "zoneinfo"
    rows = (line.split("\t") for line in (data / "zone.tab").read_text(encoding="utf-8").splitlines())
    current = {row[2] for row in rows if len(row) > 2}
    lines = (line.split() for line in (data / "tzdata.zi").read_text(encoding="utf-8").splitlines())
    links = {line[2]: line[1] for line in lines if line[:1] == ["L"]}

    def canonical(zone: str) -> str:
        while zone not in current and zone in links:
            zone = links[zone]
        return zone

    return canonical


def _zones(canonical: Callable[[str], str]) -> dict[str, str]:
    known = (zone for zone in sorted(zone_names()) if "/" in zone and not zone.startswith("Etc/"))
    named = {zone.replace("_", " ").lower(): canonical(zone) for zone in known}
    towns = {name.rsplit("/", 1)[1]: zone for name, zone in named.items()}
    spoken = {name.replace("/", " "): zone for name, zone in named.items()}
    return towns | spoken


def main() -> int:
    """Write the table."""
    TARGET.write_bytes(table())
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
