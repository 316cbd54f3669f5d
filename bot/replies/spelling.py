"""Misspelt words with one plausible reading: at edit distance one from a word of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

SHORTEST = 5
"""Shorter words are too often another word."""
LONGEST = 24
_RUNS = re.compile(r"(.)\1+")
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Speller:
    """Knows `words` (a word among them is left alone) and mends others towards `targets`, a part of them."""

    words: frozenset[str]
    targets: frozenset[str]
    favoured: frozenset[str] = frozenset()
    _index: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    _mended: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for target in sorted(self.targets):
            if len(target) >= SHORTEST - 1 and target.isalpha():
                for form in _shorter(target):
                    self._index[form] = (*self._index.get(form, ()), target)

    def knows(self, word: str) -> bool:
        return word in self.words or word in self._mended

    def mend(self, word: str) -> str:
        """The word that was meant, or `word` itself where none or more than one is near."""
        if word in self.words:
            return word
        known = self._mended.get(word)
        if known is None:
            known = self._look(word)
            if len(self._mended) < _REMEMBERED:
                self._mended[word] = known
        return known

    def _look(self, word: str) -> str:
        drawn = self._undrawn(word)
        if drawn or not SHORTEST - 1 <= len(word) <= LONGEST or not word.isalpha():
            return drawn or word
        near = {target for form in _shorter(word) for target in self._index.get(form, ()) if _one_apart(word, target)}
        if len(word) < SHORTEST:  # a longer word that lost a letter, not its first
            near = {target for target in near if len(target) == SHORTEST and target[0] == word[0]}
        return min(near, key=lambda target: self._surprise(word, target)) if near else word

    def _surprise(self, typed: str, meant: str) -> tuple[int, bool, int, str]:
        """Which of several near words is the likelier: fingers swap letters, seldom miss the first one; words by which
        alarm signs are known go first."""
        if sorted(typed) == sorted(meant) or _RUNS.sub(r"\1", typed) == _RUNS.sub(r"\1", meant):
            slip = 0
        else:
            slip = 1 if len(typed) != len(meant) else 2
            slip += typed[0] != meant[0]
        return slip, meant not in self.favoured, -len(meant), meant

    def _undrawn(self, word: str) -> str:
        """ "doneee" is "done": letters drawn out, without a limit on how short the word is."""
        twice, once = _RUNS.sub(r"\1\1", word), _RUNS.sub(r"\1", word)
        return next((form for form in (twice, once) if form in self.words), "") if len(twice) < len(word) else ""


def _shorter(word: str) -> Iterable[str]:
    """The word and what is left when any one letter is taken out."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter more, less, changed, or two neighbours swapped make them the same."""
    if abs(len(one) - len(other)) > 1:
        return False
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    a, b = one[head:], other[head:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
