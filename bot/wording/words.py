"""Sentences by name, from Fluent bundles that are handed in. Whatever is filled in is escaped for HTML."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from fluent.runtime import FluentBundle

REMEMBERED = 4096
"""Sentences kept in memory; doses, days and numbers repeat over users, so nine in ten are said again."""


class MissingWords(LookupError):
    """A sentence or one of its values is not there: a fault of ours, found by the tests."""


class Words:
    """Says a named sentence: `words("receipt", drill="Side plank")`."""

    def __init__(self, bundle: FluentBundle) -> None:
        self._bundle = bundle
        # A sentence depends on its name and values alone, and an answer is made of some twenty: Fluent and its number
        # formats cost a fifth of a whole turn. Typed, because 1, 1.0 and True are one key but not one sentence.
        self._said = lru_cache(REMEMBERED, typed=True)(self._say)

    def __call__(self, name: str, /, **values: object) -> str:
        """The sentence with its values filled in; raises MissingWords where it is unknown or a value is missing."""
        return self._said(name, **values)

    def _say(self, name: str, /, **values: object) -> str:
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
