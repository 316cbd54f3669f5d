"""Names of places and their time zones, looked up in a sorted table as it lies in its file.

As a dictionary the 50,000 names would take ten megabytes, for a question that most people answer once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MOST_WORDS = 4
"""No name of a place has more words."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`table`: lines of UTF-8, sorted, a name and its zone with a tab between; the zone is empty where the line only
    says that a word stands in some longer name. `own`: more names, which go before those of the table."""

    table: bytes
    own: Mapping[str, str] = field(default_factory=dict)

    def zone(self, name: str) -> str | None:
        """The IANA zone of a place by its name in plain words."""
        if name in self.own:
            return self.own[name]
        found, _, zone = self._line_from(name.encode()).partition(b"\t")
        return zone.decode() or None if found == name.encode() else None

    def has_word(self, word: str) -> bool:
        """Whether `word` is part of the name of a place."""
        key = word.encode()
        return self._line_from(key).startswith((key + b"\t", key + b" "))

    def names_with(self, words: Iterable[str]) -> list[tuple[str, str]]:
        """(name, zone) of the places in the table of whose names one of the words is a part."""
        there = [re.escape(word.encode()) for word in words if self.has_word(word)]
        lines = re.compile(rb"^(?=(?:[^\t]* )?(?:%s)[ \t])(.*)\t(.+)$" % b"|".join(there), re.MULTILINE)
        return [(name.decode(), zone.decode()) for name, zone in lines.findall(self.table)] if there else []

    def _line_from(self, key: bytes) -> bytes:
        """The first line whose name does not come before `key`."""
        table, low, high = self.table, 0, len(self.table)
        while low < high:
            middle = (low + high) // 2
            start = table.rfind(b"\n", low, middle) + 1 or low
            if table[start : table.index(b"\t", start)] < key:
                low = table.index(b"\n", middle) + 1
            else:
                high = start
        return table[low : table.find(b"\n", low)]
