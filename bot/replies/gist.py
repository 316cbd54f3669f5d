"""Long texts: what matters of them, so that reading stays quick whatever is sent.

A reply of a few sentences is read in full. Of a longer text the parts are read that speak of alarm signs, then those
of pain, then those with numbers, then the beginning and the end, up to :data:`READ_FULLY` characters, of a very long
one up to :data:`READ_OF_MUCH`; all other parts that may hold an alarm sign are looked through for one.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.replies.phrases import NUMBER

READ_FULLY = 300
MUCH = 1000
READ_OF_MUCH = 110
_PART = (40, 110)
"""A part ends between so many characters, at the end of a sentence or else at a space."""


@dataclass(frozen=True, slots=True)
class Gist:
    text: str
    left_out: bool = False
    """Whether a part that speaks of alarm signs or pain had to be left out."""
    rest: tuple[str, ...] = ()
    """The parts left out that may hold alarm signs."""


Index = Mapping[str, tuple[tuple[frozenset[str], ...], ...]]
"""A word that can be the rarest of a phrase -> for each phrase with it the sets of which a word each must be there."""


@dataclass(frozen=True, slots=True)
class Telling:
    """By which words a part of a text is known to matter."""

    spellings: Mapping[str, Sequence[str]]
    alarms: Index
    pains: Index


def may_hold(index: Index, words: set[str]) -> bool:
    """Whether a phrase of the index may stand among the words."""
    for word in index.keys() & words:
        for demands in index[word]:
            for choice in demands:
                if choice.isdisjoint(words):
                    break
            else:
                return True
    return False


def gist(text: str, telling: Telling) -> Gist:
    """The parts of `text` to read."""
    if len(text) <= READ_FULLY:
        return Gist(text)
    spans = _parts(text)
    letters = text.translate(_SPACES) if text.isascii() else _SIGNS.sub(" ", text)
    weights = [_weight(text[start:end], letters[start:end], telling) for start, end in spans]
    parts = [text[start:end] for start, end in spans]
    weights[0], weights[-1] = max(weights[0], 1), max(weights[-1], 1)
    chosen: set[int] = set()
    room = READ_FULLY if len(text) <= MUCH else READ_OF_MUCH
    for index in sorted(range(len(parts)), key=lambda index: (-weights[index], index)):
        if len(parts[index]) <= room:
            chosen.add(index)
            room -= len(parts[index])
    left_out = any(weight >= _TELLING for index, weight in enumerate(weights) if index not in chosen)
    rest = dict.fromkeys(part for i, part in enumerate(parts) if weights[i] > _TELLING + 0.5 and i not in chosen)
    return Gist("".join(_joined(parts, chosen)), left_out, tuple(rest))


_TELLING = 2


def _parts(text: str) -> list[tuple[int, int]]:
    parts, start = [], 0
    while start < len(text):
        low, high = start + _PART[0], start + _PART[1]
        end = high
        if high < len(text):
            rfind = text.rfind
            stop = max(
                rfind(". ", low, high),
                rfind("! ", low, high),
                rfind("? ", low, high),
                rfind("\n", low, high),
                rfind("; ", low, high),
            )
            end = (stop if stop > 0 else text.rfind(" ", low, high)) + 1 or high
        parts.append((start, min(end, len(text))))
        start = end
    return parts


_SIGNS = re.compile(r"[^\w']|[\d_]")
_SPACES = dict.fromkeys(map(ord, (string.punctuation + string.digits).replace("'", "")), " ")
"""The same in ASCII, where it is ten times as fast."""
_FIGURES = re.compile(r"\d+(?:\.\d+)*")


def _weight(part: str, letters: str, telling: Telling) -> float:
    """How much the part matters; `letters`: the same with spaces for all that is no letter."""
    words = set(letters.replace("'", "").split())
    spelled = telling.spellings
    for word in spelled.keys() & words:
        words.update(spelled[word])
    figures = _FIGURES.findall(part)
    if figures:
        words.update(figures, (NUMBER,))
    if may_hold(telling.alarms, words):
        return _TELLING + 1
    return _TELLING + bool(figures) / 2 if may_hold(telling.pains, words) else bool(figures)


def _joined(parts: list[str], chosen: set[int]) -> list[str]:
    """The chosen parts in order; a break stands where something between was left out."""
    return [parts[i] if i - 1 in chosen or i == 0 else "\n" + parts[i] for i in sorted(chosen)]
