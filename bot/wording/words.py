"""Sentences by name, from Fluent bundles that are handed in. Whatever is filled in is escaped for HTML."""

from __future__ import annotations

from html import escape

from fluent.runtime import FluentBundle


class MissingWords(LookupError):
    """A sentence or one of its values is not there: a fault of ours, found by the tests."""


class Words:
    """Says a named sentence: `words("receipt", drill="Side plank")`."""

    def __init__(self, bundle: FluentBundle) -> None:
        self._bundle = bundle

    def __call__(self, name: str, /, **values: object) -> str:
        """The sentence with its values filled in; raises MissingWords where it is unknown or a value is missing."""
        message = self._bundle.get_message(name) if self._bundle.has_message(name) else None
        if message is None or message.value is None:
            raise MissingWords(f"no words for {name!r}")
        text, errors = self._bundle.format_pattern(message.value, {k: _filled(v) for k, v in values.items()})
        if errors:
            raise MissingWords(f"{name!r}: {errors[0]}")
        return str(text)

    def knows(self, name: str) -> bool:
        return self._bundle.has_message(name)

    def plain(self, name: str, /, **values: object) -> str:
        """The same for a place that shows no HTML (a button, a toast): nothing is escaped."""
        return self(name, **{k: Raw(v) if isinstance(v, str) else v for k, v in values.items()})

    def lines(self, name: str, /, **values: object) -> tuple[str, ...]:
        """A sentence that holds several, one a line."""
        return tuple(line for line in self(name, **values).splitlines() if line.strip())


class Raw(str):
    """Text that is HTML already, or goes where no HTML is shown."""

    __slots__ = ()


def _filled(value: object) -> object:
    if isinstance(value, Raw) or not isinstance(value, str):
        return str(value) if isinstance(value, Raw) else value
    return escape(value, quote=False)
