"""All phrases of the vocabulary, to be looked up by the words that a text has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from bot.replies.needs import Needs, Words
from bot.replies.phrases import Phrase

Entry = tuple[str, Phrase, tuple[Words, ...]]
"""A phrase with its list and with what it needs besides the words by which it is looked up."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists of phrases as indexes from a word to what cannot be there without it."""

    names: frozenset[str]
    words: Words
    singles: Mapping[str, tuple[str, ...]]
    """The lists that have a word as a phrase of its own, by that word."""
    longer: Mapping[str, tuple[tuple[Words, tuple[Entry, ...]], ...]]
    """The other phrases by a word that can be their rarest, then by the next rarest words of which they need one."""

    def opening(self, names: Set[str]) -> Words:
        """The words by which the phrases of these lists are looked up."""
        alone = (word for word, lists in self.singles.items() if not names.isdisjoint(lists))
        rarest = (word for word, name, _ in self.entries() if name in names)
        return frozenset(alone).union(rarest)

    def entries(self) -> Iterator[tuple[str, str, tuple[Words, ...]]]:
        """(a word that can be its rarest, its list, what else it needs) of each phrase of `longer`."""
        for word, groups in self.longer.items():
            for next_rarest, entries in groups:
                yield from ((word, name, (next_rarest, *needs)) for name, _, needs in entries)


def compile_lexicon(lists: Mapping[str, Sequence[Phrase]]) -> Lexicon:
    """Indexes for `lists`. Raises KeyError with the name of a list that a phrase asks for and nobody gives."""
    _check(lists)
    needs = Needs(lists)
    singles: dict[str, list[str]] = {}
    longer: dict[str, dict[Words, list[Entry]]] = {}
    for name, phrases in lists.items():
        for phrase in phrases:
            rarest, *others = needs.of_phrase(phrase)
            if phrase.is_word:
                for word in rarest:
                    singles.setdefault(word, []).append(name)
            else:
                next_rarest = others[0] if others else rarest
                entry = (name, phrase, tuple(others[1:]))
                for word in rarest:
                    longer.setdefault(word, {}).setdefault(next_rarest, []).append(entry)
    return Lexicon(
        frozenset(lists),
        _words(lists),
        {word: tuple(names) for word, names in singles.items()},
        {word: tuple((words, tuple(found)) for words, found in groups.items()) for word, groups in longer.items()},
    )


def _words(lists: Mapping[str, Sequence[Phrase]]) -> Words:
    elements = {element for phrases in lists.values() for phrase in phrases for element in phrase.elements}
    return frozenset(word for element in elements for words in (element.words, *element.runs) for word in words)


def _check(lists: Mapping[str, Sequence[Phrase]]) -> None:
    """Raises KeyError for a list that is asked for and not there, or that contains itself."""
    asked = {
        name: {group for phrase in phrases for element in phrase.elements for group in element.groups}
        for name, phrases in lists.items()
    }
    sound: set[str] = set()

    def follow(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise KeyError(f"{name} (a list that contains itself)")
        if name not in sound:
            for group in asked[name]:
                follow(group, (*above, name))
            sound.add(name)

    for name in lists:
        follow(name, ())
