"""Finding phrases in one text: every word is a row of bits, a phrase is a few shifts of such rows.

Bit i of a row says "this word stands at place i". Finding a phrase costs a handful of operations on whole
numbers however often its words occur, so no text, however hostile, takes more than linear time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.replies.lexicon import Lexicon
from bot.replies.phrases import NUMBER, WITHIN_COMMAS, Element, Phrase
from bot.replies.words import Text

Spans = dict[int, int]
"""Where something was found: length in words -> bits of its first words."""
NOWHERE: Spans = {}


@dataclass(slots=True)
class Finder:
    """Finds the phrases of a lexicon in one text; each list is looked for once, when first asked for."""

    lexicon: Lexicon
    text: Text
    rows: dict[str, int] = field(default_factory=dict)
    found: dict[str, Spans] = field(default_factory=dict)
    cuts: int = 0
    """Sentences and commas: words that stand side by side in a phrase have neither between them."""
    ends: int = 0
    possible: set[str] = field(default_factory=set)
    """The lists that the words of the text can make a phrase of at all, those that were looked for in vain left out."""
    _present: frozenset[str] = frozenset()
    """The words of the text."""
    _single: dict[str, int] = field(default_factory=dict)
    """List -> the places of its phrases of one word."""
    _longer: dict[str, dict[int, Phrase]] = field(default_factory=dict)
    """List -> its other phrases whose words are all there, each once though several words can lead to it."""
    _covered: dict[str, int] = field(default_factory=dict)
    _lengths: dict[str, dict[int, int]] = field(default_factory=dict)
    _places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _heads: dict[frozenset[str], int] = field(default_factory=dict)
    _unions: dict[frozenset[str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = self.rows
        for index, word in enumerate(self.text.words):
            rows[word] = rows.get(word, 0) | (1 << index)
        for index in self.text.numbers:
            rows[NUMBER] = rows.get(NUMBER, 0) | (1 << index)
        self._present = frozenset(rows)
        self._gather()
        self.possible = self._single.keys() | self._longer.keys()
        self.cuts = self.text.breaks | self.text.commas
        self.ends = self.cuts | (1 << len(self.text.words))

    def _gather(self) -> None:
        """Look every word of the text up once: most lists and phrases are out of the question already then."""
        present, single, longer = self._present, self._single, self._longer
        singles, others = self.lexicon.singles, self.lexicon.longer
        for word, row in self.rows.items():
            for name in singles.get(word, ()):
                single[name] = single.get(name, 0) | row
            for next_rarest, entries in others.get(word, ()):
                if next_rarest.isdisjoint(present):
                    continue
                for name, phrase, needs in entries:
                    for words in needs:
                        if words.isdisjoint(present):
                            break
                    else:
                        longer.setdefault(name, {})[id(phrase)] = phrase

    def spans(self, name: str) -> Spans:
        """Where phrases of the list `name` stand."""
        if name not in self.possible:
            return NOWHERE
        known = self.found.get(name)
        if known is None:
            known = self.found[name] = self._look(name)
            if not known:
                self.possible.discard(name)
        return known

    def bits(self, name: str) -> int:
        """Every word that is part of a phrase of the list."""
        if name not in self.possible:
            return 0
        known = self._covered.get(name)
        if known is None:
            known = self._covered[name] = self._cover(name)
        return known

    def bits_of_any(self, names: frozenset[str]) -> int:
        """Every word that is part of a phrase of one of the lists."""
        known = self._unions.get(names)
        if known is None:
            known = 0
            for name in names & self.possible:
                known |= self.bits(name)
            self._unions[names] = known
        return known

    def _cover(self, name: str) -> int:
        covered = 0
        for length, starts in self.spans(name).items():
            for offset in range(length):
                covered |= starts << offset
        return covered

    def places(self, name: str) -> list[tuple[int, int]]:
        """(start, end) of the phrases found, in order, those inside a longer one left out."""
        if name not in self.possible:
            return []
        known = self._places.get(name)
        if known is None:
            known = self._places[name] = self._order(name)
        return known

    def lengths(self, name: str) -> dict[int, int]:
        """First word -> length of the longest phrase of the list that starts there."""
        if name not in self.possible:
            return {}
        known = self._lengths.get(name)
        if known is None:
            spans = sorted(self.spans(name).items())
            known = self._lengths[name] = {start: length for length, bits in spans for start in indices(bits)}
        return known

    def heads(self, names: frozenset[str]) -> int:
        """Every word with which a phrase of one of the lists begins."""
        known = self._heads.get(names)
        if known is None:
            known = 0
            for name in names & self.possible:
                for starts in self.spans(name).values():
                    known |= starts
            self._heads[names] = known
        return known

    def tight(self, name: str) -> list[tuple[int, int]]:
        """(start, end) of the phrases found, in order, those around a shorter one left out."""
        every = self._every(name)
        every.sort(key=lambda place: (place[1], -place[0]))
        kept: list[tuple[int, int]] = []
        for start, end in every:
            if not kept or start > kept[-1][0]:
                kept.append((start, end))
        return kept

    def _order(self, name: str) -> list[tuple[int, int]]:
        every = self._every(name)
        if len(every) < 2:
            return every
        every.sort(key=lambda place: (place[0], -place[1]))
        kept: list[tuple[int, int]] = []
        for start, end in every:
            if not kept or end > kept[-1][1]:
                kept.append((start, end))
        return kept

    def _every(self, name: str) -> list[tuple[int, int]]:
        """(start, end) of all phrases found."""
        return [(start, start + length) for length, bits in self.spans(name).items() for start in indices(bits)]

    def _look(self, name: str) -> Spans:
        single = self._single.get(name, 0)
        spans = {1: single} if single else {}
        phrases = self._longer.get(name)
        for phrase in phrases.values() if phrases else ():
            found = self._side_by_side(phrase) if phrase.plain else self._match(phrase)
            for length, starts in found.items():
                spans[length] = spans.get(length, 0) | starts
        return spans

    def _side_by_side(self, phrase: Phrase) -> Spans:
        """As `_match` for a phrase of words alone, which has but one length."""
        size = len(phrase.elements)
        starts = self.cuts | 1 if phrase.starts else (1 << len(self.text.words)) - 1
        for offset, element in enumerate(phrase.elements):
            bits = self.standing(element.words)
            starts &= (bits & ~self.cuts) >> offset if offset else bits
            if not starts:
                return NOWHERE
        if phrase.ends:
            starts &= self.ends >> size
        return {size: starts} if starts else NOWHERE

    def _match(self, phrase: Phrase) -> Spans:
        for name in phrase.asks:
            if not self.spans(name):
                return NOWHERE
        size = len(self.text.words)
        state: Spans = {0: self.cuts | 1 if phrase.starts else (1 << size) - 1}
        cuts = self.cuts
        for element in phrase.elements:
            state = self._stretch(state, element.gap) if element.gap else self._step(state, element, cuts)
            cuts = self.text.breaks if element.gap > WITHIN_COMMAS else self.cuts
            if not state:
                return state
        if phrase.ends:
            state = {length: starts & (self.ends >> length) for length, starts in state.items()}
        return {length: starts for length, starts in state.items() if starts and length}

    def _step(self, state: Spans, element: Element, cuts: int) -> Spans:
        after: Spans = {}
        if not (element.runs or element.groups):  # nearly always
            bits = self.standing(element.words)
            for length, starts in state.items():
                both = (starts & ~(cuts >> length) if length else starts) & (bits >> length)
                if both:
                    after[length + 1] = both
            return after
        options = self._options(element)
        for length, starts in state.items():
            here = starts & ~(cuts >> length) if length else starts
            for more, bits in options.items():
                both = here & (bits >> length)
                if both:
                    after[length + more] = after.get(length + more, 0) | both
        return after

    def _stretch(self, state: Spans, gap: int) -> Spans:
        wide = dict(state)
        cuts = self.text.breaks if gap > WITHIN_COMMAS else self.cuts
        for length, starts in state.items():
            for extra in range(1, gap + 1):
                starts &= ~(cuts >> (length + extra - 1))
                if not starts:
                    break
                wide[length + extra] = wide.get(length + extra, 0) | starts
        return wide

    def _options(self, element: Element) -> Spans:
        if len(element.groups) == 1 and not (element.words or element.runs):
            return self.spans(element.groups[0])
        bits = self.standing(element.words)
        options = {1: bits} if bits else {}
        for run in element.runs:
            _add(options, len(run), self._run(run))
        for group in element.groups:
            for length, starts in self.spans(group).items():
                _add(options, length, starts)
        return options

    def standing(self, words: frozenset[str]) -> int:
        """Where one of the words stands."""
        bits = 0
        for word in words & self._present:
            bits |= self.rows[word]
        return bits

    def _run(self, words: tuple[str, ...]) -> int:
        bits = self.rows.get(words[0], 0)
        for offset, word in enumerate(words[1:], 1):
            bits &= (self.rows.get(word, 0) & ~self.cuts) >> offset
        return bits


def _add(spans: Spans, length: int, starts: int) -> None:
    if starts:
        spans[length] = spans.get(length, 0) | starts


def indices(bits: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
