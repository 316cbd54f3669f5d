"""Long texts: what matters of them, so that reading stays quick whatever is sent.

A reply of a few sentences is read in full. Of a longer text the parts are read that speak of alarm signs, then those
of pain, then those with numbers, then the beginning and the end, up to :data:`READ_FULLY` characters.
"""

from __future__ import annotations

from dataclasses import dataclass

READ_FULLY = 280
_PART = (50, 100)
"""A part ends at a space between so many characters."""


@dataclass(frozen=True, slots=True)
class Gist:
    text: str
    left_out: bool = False
    """Whether a part that speaks of alarm signs or pain had to be left out."""


def gist(text: str, alarming: frozenset[str], painful: frozenset[str]) -> Gist:
    """The parts of `text` to read; `alarming` and `painful` are the words by which a part is known to matter."""
    if len(text) <= READ_FULLY:
        return Gist(text)
    parts = _parts(text)
    weights = [_weight(part, alarming, painful) for part in parts]
    weights[0], weights[-1] = max(weights[0], 1), max(weights[-1], 1)
    chosen: set[int] = set()
    room = READ_FULLY
    for index in sorted(range(len(parts)), key=lambda index: (-weights[index], index)):
        if len(parts[index]) <= room:
            chosen.add(index)
            room -= len(parts[index])
    left_out = any(weight >= _TELLING for index, weight in enumerate(weights) if index not in chosen)
    return Gist("".join(_joined(parts, chosen)), left_out)


_TELLING = 2


def _parts(text: str) -> list[str]:
    parts, start = [], 0
    while start < len(text):
        end = start + _PART[1]
        if end < len(text):
            end = max(text.rfind(" ", start + _PART[0], end), text.rfind("\n", start + _PART[0], end)) + 1 or end
        parts.append(text[start:end])
        start = end
    return parts


def _weight(part: str, alarming: frozenset[str], painful: frozenset[str]) -> int:
    words = part.replace(",", " ").replace(".", " ").replace("!", " ").split()
    if not alarming.isdisjoint(words):
        return 3
    if not painful.isdisjoint(words):
        return _TELLING
    return int(any(word[0].isdigit() for word in words))


def _joined(parts: list[str], chosen: set[int]) -> list[str]:
    """The chosen parts in order; a break stands where something between was left out."""
    return [parts[i] if i - 1 in chosen or i == 0 else "\n" + parts[i] for i in sorted(chosen)]
