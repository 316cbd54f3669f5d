"""Reads the programme file at the edge: YAML in, the core's frozen values out, or an error that says where and why.

The file is checked three times over: as YAML (a key given twice is an error), against the types of
:mod:`bot.coach.programme` (an unknown key is an error: a misspelt threshold must not silently do nothing), and for
what types cannot say, such as doses that rise and gates that exist.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.coach.programme import Programme
from bot.programme_checks import Problem, problems

EXPECTED = {
    "missing": "a value",
    "unexpected_keyword_argument": "a key that the programme knows",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "string_type": "text",
    "bool_type": "true or false",
    "time_parsing": 'a time of day like "19:30"',
    "time_type": 'a time of day in quotes, like "19:30"',
    "tuple_type": "a list",
    "dataclass_type": "a mapping of keys to values",
}


class ProgrammeError(Exception):
    """The programme file is wrong; one line a problem: file, path inside it, what was expected, what was found."""


def load_programme(path: Path) -> Programme:
    """The programme in a YAML file. Raises :class:`ProgrammeError` with every problem found."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - derived from SafeLoader
    except (OSError, UnicodeDecodeError) as error:
        raise ProgrammeError(f"{path}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise ProgrammeError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    return programme_from(data, str(path))


def programme_from(data: Any, name: str) -> Programme:
    """The programme in plain data (mappings, lists, text, numbers); `name` is the file to blame in errors."""
    try:
        programme = _File.model_validate_json(json.dumps({"file": data}, default=str), strict=True).file
    except ValidationError as error:
        raise ProgrammeError(_lines(name, map(_problem, error.errors()))) from error
    found = tuple(problems(programme))
    if found:
        raise ProgrammeError(_lines(name, iter(found)))
    return programme


class _File(BaseModel):
    """The config of this wrapper reaches the frozen dataclasses inside: no unknown keys, no conversions."""

    model_config = ConfigDict(extra="forbid")

    file: Programme


class _Loader(yaml.SafeLoader):
    """SafeLoader that refuses a key given twice, where YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key is given twice", node.start_mark)
        return mapping


def _lines(name: str, found: Iterator[Problem]) -> str:
    return "\n".join(f"{name}: {at or 'the file'}: expected {want}, found {got}" for at, want, got in found)


def _problem(error: Any) -> Problem:
    """Pydantic's error as the place, what was expected and what was found."""
    kind = error["type"]
    expected = EXPECTED.get(kind) or str(error.get("ctx", {}).get("expected", error["msg"]))
    found = "nothing" if kind == "missing" else _shown(error["input"])
    return _dotted(error["loc"][1:]), expected, found


def _shown(value: Any) -> str:
    text = json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _dotted(parts: tuple[int | str, ...]) -> str:
    """`("stages", 1, "doses")` as `stages[1].doses`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).removeprefix(".")
