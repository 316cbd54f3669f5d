"""The parameters of a call: from the query, a form, a multipart body or JSON, read as Telegram reads them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.tryout.errors import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart body: its name, declared type and bytes."""

    name: str
    mime_type: str
    content: bytes = field(repr=False)


class Params:
    """Every parameter is a string, as on the wire; what JSON gave as another type is encoded again."""

    def __init__(self, values: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> None:
        self.values = {name: _as_string(value) for name, value in values.items() if value is not None}
        self.files = dict(files or {})

    def has(self, name: str) -> bool:
        """Whether the parameter was given, be it empty."""
        return name in self.values

    def text(self, name: str) -> str:
        """The parameter, "" where it is missing."""
        return self.values.get(name, "")

    def number(self, name: str, default: int, lowest: int, highest: int) -> int:
        """A whole number, clamped; what is no number counts as 0."""
        given = self.text(name)
        return max(lowest, min(highest, _whole(given) if given else default))

    def flag(self, name: str) -> bool:
        """True for "true", "yes" and "1" in any case."""
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def decoded(self, name: str, what: str, default: Any = None) -> Any:
        """The parameter as JSON, `default` where it is missing; `what` names it in the error."""
        given = self.text(name)
        if not given:
            return default
        try:
            return json.loads(given)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def as_dict(self) -> dict[str, Any]:
        """What a test compares with: JSON decoded where it is an object or a list, else the string."""
        return {name: _as_value(value) for name, value in self.values.items()} | self.files


def whole_field(given: dict[str, Any], name: str) -> int:
    """A whole number inside a JSON parameter, a string of digits included; raises `ApiError` for anything else."""
    value = given.get(name)
    if value is None:
        raise bad_request(f'can\'t find field "{name}"')
    text = value if isinstance(value, str) else "" if isinstance(value, bool) else str(value)
    if not re.fullmatch(r"-?[0-9]{1,10}", text):
        raise bad_request(f'field "{name}" must be of type Number')
    return int(text)


def _as_string(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _as_value(value: str) -> Any:
    if value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _whole(text: str) -> int:
    found = re.match(r"\s*(-?\d+)", text)
    return int(found[1]) if found else 0
