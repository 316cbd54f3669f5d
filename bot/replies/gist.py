"""Long texts: what matters of them, so that reading stays quick whatever is sent.

A reply of a few sentences is read in full. Of a longer text the parts are read that speak of alarm signs, then those
of pain, then those with numbers, then the beginning and the end, up to :data:`READ_FULLY` characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

READ_FULLY = 300
_PART = (40, 110)
"""A part ends between so many characters, at the end of a sentence or else at a space."""


@dataclass(frozen=True, slots=True)
class Gist:
    text: str
    left_out: bool = False
    """Whether a part that speaks of alarm signs or pain had to be left out."""
    rest: str = ""
    """The parts left out that may hold alarm signs."""


Demands = tuple[frozenset[str], ...]
"""For each word of an alarm phrase those that can stand there."""


@dataclass(frozen=True, slots=True)
class Telling:
    """By which words a part of a text is known to matter."""

    spellings: Mapping[str, Sequence[str]]
    alarms: Mapping[str, tuple[Demands, ...]]
    """A word that an alarm phrase cannot do without -> what else the phrases with it ask for."""
    pains: frozenset[str]

    def alarming(self, words: set[str]) -> bool:
        asked = (demand for word in self.alarms.keys() & words for demand in self.alarms[word])
        return any(not any(choice.isdisjoint(words) for choice in demand) for demand in asked)


def gist(text: str, telling: Telling) -> Gist:
    """The parts of `text` to read."""
    if len(text) <= READ_FULLY:
        return Gist(text)
    parts = _parts(text)
    weights = [_weight(part, telling) for part in parts]
    weights[0], weights[-1] = max(weights[0], 1), max(weights[-1], 1)
    chosen: set[int] = set()
    room = READ_FULLY
    for index in sorted(range(len(parts)), key=lambda index: (-weights[index], index)):
        if len(parts[index]) <= room:
            chosen.add(index)
            room -= len(parts[index])
    left_out = any(weight >= _TELLING for index, weight in enumerate(weights) if index not in chosen)
    rest = "\n".join(part for i, part in enumerate(parts) if weights[i] > _TELLING and i not in chosen)
    return Gist("".join(_joined(parts, chosen)), left_out, rest)


_TELLING = 2


def _parts(text: str) -> list[str]:
    parts, start = [], 0
    while start < len(text):
        low, high = start + _PART[0], start + _PART[1]
        end = high
        if high < len(text):
            stop = max(text.rfind(mark, low, high) for mark in (". ", "! ", "? ", "\n", "; "))
            end = (stop if stop > 0 else text.rfind(" ", low, high)) + 1 or high
        parts.append(text[start:end])
        start = end
    return parts


_SIGNS = str.maketrans(dict.fromkeys(',.!?;:()\n"', " "))


def _weight(part: str, telling: Telling) -> int:
    words: set[str] = set()
    for word in part.translate(_SIGNS).split():
        words.update(telling.spellings.get(word.replace("'", ""), (word,)))
    if telling.alarming(words):
        return _TELLING + 1
    if not telling.pains.isdisjoint(words):
        return _TELLING
    return int(any(word[0].isdigit() for word in words))


def _joined(parts: list[str], chosen: set[int]) -> list[str]:
    """The chosen parts in order; a break stands where something between was left out."""
    return [parts[i] if i - 1 in chosen or i == 0 else "\n" + parts[i] for i in sorted(chosen)]
