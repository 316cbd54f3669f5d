"""Misspelt words with one plausible reading: at edit distance one from a word of the vocabulary."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

SHORTEST = 5
"""Shorter words are too often another word."""
LONGEST = 24
_RUNS = re.compile(r"(.)\1+")
_REMEMBERED = 4_000
"""So many words that were looked for are kept with what they mean; then it is begun again."""


@dataclass(frozen=True, slots=True)
class Speller:
    """Knows `words` (a word among them is left alone) and mends others towards `targets`, a part of them."""

    words: frozenset[str]
    targets: tuple[str, ...]
    favoured: frozenset[str]
    known: Callable[[str], bool]
    """Whether a word that is none of `words` is to be left alone, too."""
    index: array[int]
    """Which targets may be meant by a word, see :func:`_index`."""
    _mended: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def mend(self, word: str) -> str:
        """The word that was meant, or `word` itself where none or more than one is near."""
        if word in self.words:
            return word
        meant = self._mended.get(word)
        if meant is None:
            meant = word if self.known(word) else self._look(word)
            if len(self._mended) >= _REMEMBERED:
                self._mended.clear()
            self._mended[word] = meant
        return meant

    def _look(self, word: str) -> str:
        drawn = self._undrawn(word)
        if drawn or not SHORTEST - 1 <= len(word) <= LONGEST or not word.isalpha():
            return drawn or word
        near = {target for form in _shorter(word) for target in self._with_form(form) if _one_apart(word, target)}
        if len(word) < SHORTEST:  # a longer word that lost a letter, not its first
            near = {target for target in near if len(target) == SHORTEST and target[0] == word[0]}
        return min(near, key=lambda target: self._surprise(word, target)) if near else word

    def _with_form(self, form: str) -> Iterator[str]:
        """The targets that may be `form` or become it when a letter is taken out; a few others where hashes agree."""
        key = _key(form)
        place = bisect_left(self.index, key)
        while place < len(self.index) and self.index[place] & ~_NUMBER == key:
            yield self.targets[self.index[place] & _NUMBER]
            place += 1

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
        return (
            next((form for form in (twice, once) if form in self.words or self.known(form)), "")
            if len(twice) < len(word)
            else ""
        )


def speller(
    words: frozenset[str], targets: Iterable[str], favoured: frozenset[str], known: Callable[[str], bool]
) -> Speller:
    """A speller with its index."""
    numbered = tuple(sorted(word for word in targets if len(word) >= SHORTEST - 1 and word.isalpha()))
    return Speller(words, numbered, favoured, known, _index(numbered))


_NUMBER = 0xFFFF
"""The bits in which the number of a target stands."""


def _index(targets: Sequence[str]) -> array[int]:
    """For each target and each form that it has with a letter taken out: the form's hash and the target's number in
    one whole number, sorted. As a dictionary of words it would take ten times the memory."""
    return array("Q", sorted(_key(form) | number for number, target in enumerate(targets) for form in _shorter(target)))


def _key(form: str) -> int:
    return hash(form) << 16 & 0xFFFF_FFFF_FFFF_0000


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
