"""The edge where the vocabulary is read: data/vocabulary/*.yaml and the places of the world, checked, as a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.places import Town, towns
from bot.replies.vocabulary import Vocabulary, build

DIRECTORY = Path(__file__).resolve().parent.parent / "data" / "vocabulary"


class VocabularyError(Exception):
    """A vocabulary file is wrong; one line: the file, the path inside it, what was expected."""


Phrases = list[Annotated[str, Field(min_length=1)]]
Lists = dict[str, Phrases]


class _File(BaseModel):
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Phrases]

    language: str
    spellings: dict[str, str] = {}
    numbers: dict[str, int] = {}
    heard: dict[str, int] = {}
    places: dict[str, str] = {}
    slash: dict[str, str] = {}
    where: Lists = {}
    known: Phrases = []
    weekdays: Annotated[list[Phrases], Field(min_length=7, max_length=7)] = [[] for _ in range(7)]
    months: Annotated[list[Phrases], Field(min_length=12, max_length=12)] = [[] for _ in range(12)]
    lists: Lists = {}
    wishes: Lists = {}
    commands: Lists = {}
    alarms: Lists = {}
    named: Lists = {}
    alarm_parts: Lists = {}
    wish_parts: Lists = {}


LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The base loader makes text of everything: "no" and "on" are words here, not truth values. The one in C is ten times
as fast, and there on every common machine."""
SHORTEST_NAME = 4
WELL_KNOWN = 300_000
"""Of places that share a name the largest is meant; other names of a place count from this size on."""


def load_vocabulary(directory: Path = DIRECTORY) -> Vocabulary:
    """The vocabulary of all languages in `directory`. Raises VocabularyError."""
    read = [(path, _read(path)) for path in sorted(directory.glob("*.yaml"))]
    if not read:
        raise VocabularyError(f"{directory}: no vocabulary (*.yaml) is here")
    lists: dict[str, list[str]] = {}
    for _, file in read:
        for name, phrases in _lists(file):
            lists.setdefault(name, []).extend(phrases)
    spellings = {word: meant for _, file in read for word, meant in file.spellings.items()}
    numbers = {name: value for _, file in read for name, value in file.numbers.items()}
    heard = {name: value for _, file in read for name, value in file.heard.items()}
    named = {name: zone for _, file in read for name, zone in file.places.items()}
    slash = {name: meant for _, file in read for name, meant in file.slash.items()}
    known = [word for _, file in read for word in file.known]
    try:
        return build(lists, spellings, numbers, heard, slash, known, _over(places(), named))
    except ValueError as error:
        raise VocabularyError(f"{directory}: {error}") from error


def _read(path: Path) -> _File:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - builds text only
        return _File.model_validate(content)
    except yaml.YAMLError as error:
        raise VocabularyError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the top"
        raise VocabularyError(f"{path}: at {where}: {first['msg']}") from error


def _lists(file: _File) -> Iterable[tuple[str, list[str]]]:
    """Every list of the file by the name that the rules of reading ask for."""
    yield from file.lists.items()
    yield from file.alarm_parts.items()
    yield from file.wish_parts.items()
    yield from (file.__pydantic_extra__ or {}).items()
    for prefix, lists in (
        ("wish", file.wishes),
        ("command", file.commands),
        ("alarm", file.alarms),
        ("named", file.named),
        ("where", file.where),
    ):
        yield from ((f"{prefix}.{name}", phrases) for name, phrases in lists.items())
    for prefix, rows in (("weekday", file.weekdays), ("month", file.months)):
        yield from ((f"{prefix}.{number}", phrases) for number, phrases in enumerate(rows))


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
    others = town.spoken[1:] if town.population >= WELL_KNOWN else ()
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
    known = (zone for zone in sorted(available_timezones()) if "/" in zone and not zone.startswith("Etc/"))
    named = {zone.replace("_", " ").lower(): canonical(zone) for zone in known}
    towns = {name.rsplit("/", 1)[1]: zone for name, zone in named.items()}
    spoken = {name.replace("/", " "): zone for name, zone in named.items()}
    return towns | spoken
