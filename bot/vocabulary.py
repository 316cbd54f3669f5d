"""The edge where the vocabulary is read: data/vocabulary/*.yaml and the places of the world, checked, as a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.places import large_towns, zone_names
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
"""The one in C is ten times as fast, and there on every common machine."""
TABLE = DIRECTORY.parent / "places.tsv"
"""Places of the world and their zones, made by `make towns`."""


def load_vocabulary(directory: Path = DIRECTORY) -> Vocabulary:
    """The vocabulary of all languages in `directory`. Raises VocabularyError."""
    read = [(path, _read(path)) for path in sorted(directory.glob("*.yaml"))]
    if not read:
        raise VocabularyError(f"{directory}: no vocabulary (*.yaml) is here")
    lists = _all_lists(read)
    spellings = {word: meant for _, file in read for word, meant in file.spellings.items()}
    numbers = {name: value for _, file in read for name, value in file.numbers.items()}
    heard = {name: value for _, file in read for name, value in file.heard.items()}
    named = {name: zone for _, file in read for name, zone in file.places.items()}
    slash = {name: meant for _, file in read for name, meant in file.slash.items()}
    known = [word for _, file in read for word in file.known]
    try:
        return build(lists, spellings, numbers, heard, slash, known, TABLE.read_bytes(), named, large())
    except ValueError as error:
        raise VocabularyError(f"{directory}: {error}") from error


def large() -> frozenset[str]:
    """Names that no word of the vocabulary can knock out: those of large towns and of the zones themselves."""
    own = {zone.replace("_", " ").replace("/", " ").lower() for zone in zone_names() if "/" in zone}
    return frozenset(own | {"utc", "gmt"} | {name.lower() for name in large_towns()})


def _all_lists(read: Sequence[tuple[Path, _File]]) -> dict[str, list[str]]:
    """Every list with its phrases in all languages. Within one language a list stands in one place: two of one name
    would be by mistake, and neither of them says what the other adds."""
    lists: dict[str, list[str]] = {}
    homes: dict[tuple[str, str], Path] = {}
    for path, file in read:
        for name, phrases in _lists(file):
            if phrases and (file.language, name) in homes:
                home = homes[file.language, name]
                raise VocabularyError(f"{path}: the list {name} stands in {home.name} already, in the same language")
            if phrases:
                homes[file.language, name] = path
            lists.setdefault(name, []).extend(phrases)
    return lists


def _read(path: Path) -> _File:
    try:
        events = yaml.parse(path.read_text(encoding="utf-8"), Loader=LOADER)
        return _File.model_validate(_content(events))
    except yaml.YAMLError as error:
        raise VocabularyError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the top"
        raise VocabularyError(f"{path}: at {where}: {first['msg']}") from error


def _content(events: Iterator[yaml.Event]) -> Any:
    """What the next node says, as plain texts, lists and mappings: "no" and "on" are words here, not truth values.
    Raises yaml.YAMLError, for a key that stands twice, too. (Built from the events as they come: the tree of nodes that
    the library makes first takes more memory than the whole vocabulary.)"""
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return list(iter(lambda: _content(events), _END))
        if isinstance(event, yaml.MappingStartEvent):
            return _mapping(events)
        if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            return _END
        if isinstance(event, yaml.AliasEvent):
            raise yaml.YAMLError(f"*{event.anchor} is not understood here")
    return None


_END = object()


def _mapping(events: Iterator[yaml.Event]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in iter(lambda: _content(events), _END):
        if not isinstance(name, str) or name in found:
            raise yaml.YAMLError(f"{name!r} stands twice" if isinstance(name, str) else "a key is a word")
        found[name] = _content(events)
    return found


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
