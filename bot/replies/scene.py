"""One reply being read: its words, what was found in them so far, and which numbers are already spoken for."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Set
from dataclasses import dataclass, field

from bot.replies.finder import Finder, indices
from bot.replies.model import Asked, Mark, Plan
from bot.replies.vocabulary import Vocabulary
from bot.replies.words import Text

Place = tuple[int, int]
"""[start, end) of words."""


@dataclass(slots=True)
class Scene:
    """What the rules of reading work on. A number is *free* until a rule claims it and says as what."""

    text: Text
    find: Finder
    now: dt.datetime
    plan: Plan
    asked: Asked | None
    vocabulary: Vocabulary
    claims: dict[int, str] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    signs: list[tuple[int, int]] = field(default_factory=list)
    """[start, end) of what was looked at as an alarm sign, taken or not."""
    alarming: int = 0
    """Bit i is set where word i is part of an alarm sign."""
    measured: dict[tuple[int, int], tuple[float | None, str, int]] = field(default_factory=dict)
    """What `items.number_at` found out."""
    words: tuple[str, ...] = field(init=False)
    _seps: tuple[str, ...] = field(init=False)
    possible: Set[str] = field(init=False)
    """The lists that may be in the text at all."""
    _sentences: list[tuple[int, int]] = field(default_factory=list)
    _clauses: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = self.text.words
        self._seps = self.text.seps
        self.possible = self.find.possible

    @property
    def today(self) -> dt.date:
        return self.now.date()

    @property
    def asks_pain(self) -> bool:
        """Whether the open question is one about pain."""
        return self.asked in ("pain", "morning_pain")

    def word(self, index: int) -> str:
        """The word at `index`, or "" outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def sep(self, index: int) -> str:
        return self._seps[index] if 0 <= index < len(self._seps) else ""

    def value(self, index: int) -> float | None:
        """The number at `index`, None where there is no number or it is claimed."""
        return None if index in self.claims else self.text.numbers.get(index)

    def free(self) -> list[int]:
        """The numbers nobody has claimed, in order."""
        return [index for index in self.text.numbers if index not in self.claims]

    # Of the hundreds of lists asked for in one reading most cannot be in the text: that is looked at first, here.

    def has(self, name: str) -> bool:
        return name in self.possible and bool(self.find.spans(name))

    def places(self, name: str) -> list[tuple[int, int]]:
        return self.find.places(name) if name in self.possible else []

    def at(self, name: str, index: int) -> bool:
        """Whether the word at `index` is part of a phrase of the list."""
        return name in self.possible and index >= 0 and self.find.bits(name) >> index & 1 == 1

    def at_any(self, names: frozenset[str], index: int) -> bool:
        """Whether the word at `index` is part of a phrase of any of the lists."""
        return index >= 0 and self.find.bits_of_any(names) >> index & 1 == 1

    def starts(self, name: str, index: int) -> int:
        """How many words of a phrase of the list start at `index`, the longest; 0 for none."""
        return self.find.lengths(name).get(index, 0) if name in self.possible else 0

    def begins(self, names: frozenset[str], index: int) -> bool:
        """Whether a phrase of any of the lists starts at `index`."""
        return index >= 0 and self.find.heads(names) >> index & 1 == 1

    def ended(self, name: str, index: int) -> int:
        """How many words of a phrase of the list end just before `index`, the longest; 0 for none."""
        if name not in self.possible:
            return 0
        spans = self.find.spans(name).items()
        return max((length for length, bits in spans if index >= length and bits >> (index - length) & 1), default=0)

    def within(self, name: str, start: int, end: int) -> bool:
        """Whether a phrase of the list lies inside [start, end)."""
        return name in self.possible and any(start <= s and e <= end for s, e in self.find.places(name))

    def within_any(self, name: str, start: int, end: int) -> bool:
        """Whether a phrase of the list covers any word of [start, end)."""
        start = max(start, 0)
        return name in self.possible and start < end and self.find.bits(name) >> start & ((1 << end - start) - 1) != 0

    def begun(self, low: int, high: int, *names: str) -> bool:
        """Whether a phrase of any of the lists begins in [low, high)."""
        return any(low <= start < high for name in names for start, _ in self.places(name))

    def past(self, words: Collection[str], index: int) -> int:
        """The first index from `index` on whose word is none of `words`."""
        while self.word(index) in words:
            index += 1
        return index

    def past_amounts(self, words: Collection[str], index: int) -> int:
        """As `past`, but over numbers, too: behind "3 x 8" where `words` has the "x"."""
        while self.word(index) in words or index in self.text.numbers:
            index += 1
        return index

    def back_over(self, words: Collection[str], index: int) -> int:
        """Where the run of `words` starts that ends just before `index`; `index` where there is none."""
        while self.word(index - 1) in words:
            index -= 1
        return index

    def claim(self, start: int, end: int, kind: str, meaning: str = "") -> None:
        """Take the numbers in [start, end) for `kind` and note why."""
        for index in range(start, end):
            if index in self.text.numbers:
                self.claims.setdefault(index, kind)
        self.mark(start, end, kind, meaning)

    def mark(self, start: int, end: int, kind: str, meaning: str = "") -> None:
        mark = Mark(kind, self.text.slice(start, end), meaning)
        if mark not in self.marks:
            self.marks.append(mark)

    def sentence(self, index: int) -> tuple[int, int]:
        """[start, end) of the sentence around `index`."""
        if 0 <= index < len(self._sentences):
            return self._sentences[index]
        if not self._sentences:
            self._sentences = _spans(self.text.breaks, len(self.words))
        return self._sentences[min(max(index, 0), len(self.words))]

    def clause(self, index: int) -> tuple[int, int]:
        """[start, end) of the clause around `index`: sentences cut at commas, brackets and joining words."""
        if 0 <= index < len(self._clauses):
            return self._clauses[index]
        if not self._clauses:
            self._clauses = _spans(self.text.breaks | self._joins(), len(self.words))
        return self._clauses[min(max(index, 0), len(self.words))]

    def part(self, index: int) -> tuple[int, int]:
        """[start, end) between sentence ends and commas around `index`."""
        low, high, cuts = index, index + 1, self.find.cuts
        while low > 0 and not cuts >> low & 1:
            low -= 1
        while high < len(self.words) and not cuts >> high & 1:
            high += 1
        return low, high

    def _joins(self) -> int:
        cuts = self.find.bits("clause_word")
        for index, sep in enumerate(self.text.seps[:-1]):
            if sep and (sep.strip(" ") and ("," in sep or "(" in sep or ")" in sep or " - " in sep)):
                cuts |= 1 << index
        return cuts


def _spans(cuts: int, size: int) -> list[tuple[int, int]]:
    """For every word, and for the end of the text, the [start, end) between two cuts in which it stands."""
    starts = sorted({0, *indices(cuts), size})
    spans: list[tuple[int, int]] = []
    for low, high in itertools.pairwise(starts):
        spans += [(low, high)] * (high - low)
    return [*spans, (size, size)]
