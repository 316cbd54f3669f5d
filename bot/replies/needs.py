"""What a text must hold for a phrase to stand in it: worked out once, so that most phrases need not be looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.replies.phrases import Element, Phrase

Words = frozenset[str]
_EVERYDAY = """
    a about after again all always am an and any anything are as at away back bad be been before by can could
    day did do does down each even every feel feeling feels felt first foot for from get gets getting go goes
    going gone good got had has have he her here him hip his hold how i if in is it its just keep keeps knee
    last left leg like lot made make me more morning most move much my myself need new night no not nothing now
    of off on once one only or other out over own pain really right set sets she since so some start still take
    the their them then there they this through time to today too took train two until up us very was we week
    well went what when where which while who will with without would yesterday you your 0 1 2 3 4 5 6 7 8 9 10
    NUM
"""
EVERYDAY = frozenset(_EVERYDAY.split())
"""Words that say little of what a text is about."""


def commonness(words: Words) -> tuple[int, int]:
    """The lower, the fewer texts have one of the words."""
    return len(words & EVERYDAY), len(words)


@dataclass(slots=True)
class Needs:
    """Of each set of words that a phrase or list needs one must be in the text. Equal sets are kept once."""

    lists: Mapping[str, Sequence[Phrase]]
    _of_lists: dict[str, Words] = field(default_factory=dict)
    _of_elements: dict[Element, Words] = field(default_factory=dict)

    def of_phrase(self, phrase: Phrase) -> list[Words]:
        """One set for each place of the phrase, the rarest first."""
        return sorted((self._of_element(element) for element in phrase.elements if not element.gap), key=commonness)

    def of_list(self, name: str) -> Words:
        """Raises KeyError with the name of a list that is not there."""
        known = self._of_lists.get(name)
        if known is None:
            self._of_lists[name] = frozenset()  # for a list that contains itself
            rarest = (self.of_phrase(phrase)[0] for phrase in self.lists[name])
            known = self._of_lists[name] = frozenset[str]().union(*rarest)
        return known

    def _of_element(self, element: Element) -> Words:
        if not (element.runs or element.groups):
            return element.words
        known = self._of_elements.get(element)
        if known is None:
            runs = (min(run, key=lambda word: (word in EVERYDAY, -len(word))) for run in element.runs)
            lone = len(element.groups) == 1 and not (element.words or element.runs)
            groups = [self.of_list(name) for name in element.groups]
            known = self._of_elements[element] = groups[0] if lone else element.words.union(runs, *groups)
        return known
