"""Phrases as they are written in the vocabulary, and as they are looked for.

A phrase is written in the vocabulary as words with six signs:

- `a|b` one of several words, `<name>` any phrase of another list, `NUM` any number, `leak~` also leaks, leaked, leaking
- `..` up to three words that do not matter, up to a comma; `...` up to seven, within one sentence
- `^` at the front: only where a sentence or what follows a comma starts; `$` at the end: only where one ends
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

NUMBER = "NUM"
WITHIN_COMMAS = 3
GAPS = {"..": 3, "...": 7}


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a phrase: one of `words`, `runs` of words or phrases of `groups`; or up to `gap` other words."""

    words: frozenset[str] = frozenset()
    runs: tuple[tuple[str, ...], ...] = ()
    groups: tuple[str, ...] = ()
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    elements: tuple[Element, ...]
    starts: bool = False
    ends: bool = False


Needs = tuple[frozenset[str], ...]
"""Sets of words; a text that holds a phrase has a word of each."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every list of phrases by name, with indexes from a word to what cannot be there without it."""

    lists: Mapping[str, tuple[Phrase, ...]]
    words: frozenset[str]
    singles: Mapping[str, tuple[str, ...]]
    """The lists that have a word as a phrase of its own, by that word."""
    longer: Mapping[str, tuple[tuple[str, Phrase, Needs], ...]]
    """The other phrases, each with its list and what else it needs, by a word that can be their rarest."""

    def opening(self, names: Set[str]) -> frozenset[str]:
        """The words by which the phrases of these lists are looked up."""
        alone = (word for word, lists in self.singles.items() if not names.isdisjoint(lists))
        return frozenset(word for word, found in self.longer.items() if any(name in names for name, *_ in found)).union(
            alone
        )


Plain = Callable[[str], Sequence[str]]


def compile_phrase(text: str, plain: Plain) -> Phrase:
    """The phrase written as `text`; `plain` gives the normal words of a written one. Raises ValueError."""
    parts = text.split()
    starts, ends = parts[:1] == ["^"], parts[-1:] == ["$"]
    elements: list[Element] = []
    for part in parts[starts : len(parts) - ends]:
        elements += _elements(part, plain)
    if not elements or elements[0].gap or elements[-1].gap:
        raise ValueError(f"{text!r} must begin and end with a word")
    return Phrase(tuple(elements), starts, ends)


def _elements(part: str, plain: Plain) -> list[Element]:
    if part in GAPS:
        return [Element(gap=GAPS[part])]
    groups = tuple(choice[1:-1] for choice in part.split("|") if choice.startswith("<") and choice.endswith(">"))
    written = [choice for choice in part.split("|") if choice.strip("<>") not in groups]
    plain_ones = [form for choice in written for form in (forms(choice[:-1]) if choice[-1:] == "~" else (choice,))]
    choices = [(NUMBER,) if word == NUMBER else tuple(plain(word)) for word in plain_ones]
    if not all(choices):
        raise ValueError(f"{part!r} is not a word")
    if len(choices) == 1 and not groups:
        return [_only(word) for word in choices[0]]
    words = frozenset(choice[0] for choice in choices if len(choice) == 1)
    return [Element(words, tuple(choice for choice in choices if len(choice) > 1), groups)]


@cache
def _only(word: str) -> Element:
    """One object for a word, however many thousand phrases it stands in."""
    return Element(words=frozenset([word]))


_VOWELS = "aeiou"


def forms(word: str) -> tuple[str, ...]:
    """A verb in its regular forms: stop, stops, stopped, stopping; carry, carries, carried, carrying."""
    stem, plural = word, word + "s"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        plural = word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"
    if word.endswith("e"):
        return word, plural, word + "d", (word if word.endswith("ee") else word[:-1]) + "ing"
    if _doubles(word):
        stem = word + word[-1]
    return word, plural, stem + "ed", stem + "ing"


def _doubles(word: str) -> bool:
    """Whether its last letter is doubled before an ending: one short vowel, then one consonant."""
    short = word[-2:-1] in _VOWELS and word[-1] not in "aeiouwxy" and word[-3:-2] not in _VOWELS
    return short and sum(letter in _VOWELS for letter in word) == 1


def compile_lexicon(lists: Mapping[str, Sequence[Phrase]]) -> Lexicon:
    """Indexes for `lists`. Raises KeyError with the name of a list that a phrase asks for and nobody gives."""
    first = openings(lists)
    known: dict[Element, frozenset[str]] = {}
    singles: dict[str, list[str]] = {}
    longer: dict[str, list[tuple[str, Phrase, Needs]]] = {}
    for name, phrases in lists.items():
        for phrase in phrases:
            if _is_word(phrase):
                for word in phrase.elements[0].words:
                    singles.setdefault(word, []).append(name)
                continue
            rarest, *others = _needs(phrase, first, known)
            entry = (name, phrase, tuple(others))
            for word in rarest:
                longer.setdefault(word, []).append(entry)
    kept = {name: tuple(phrases) for name, phrases in lists.items()}
    return Lexicon(
        kept,
        _words(lists),
        {word: tuple(names) for word, names in singles.items()},
        {word: tuple(entries) for word, entries in longer.items()},
    )


def _words(lists: Mapping[str, Sequence[Phrase]]) -> frozenset[str]:
    return frozenset(
        word
        for phrases in lists.values()
        for phrase in phrases
        for element in phrase.elements
        for word in (*element.words, *(word for run in element.runs for word in run))
    )


def _is_word(phrase: Phrase) -> bool:
    [*elements] = phrase.elements
    plain = not (phrase.starts or phrase.ends or elements[0].groups or elements[0].runs)
    return len(elements) == 1 and plain


def openings(lists: Mapping[str, Sequence[Phrase]]) -> dict[str, frozenset[str]]:
    """The words with which the phrases of each list can begin. Raises KeyError for a list that is not there."""
    first: dict[str, frozenset[str]] = {}
    for name in lists:
        _first_words(name, lists, first, ())
    return first


def _first_words(
    name: str, lists: Mapping[str, Sequence[Phrase]], known: dict[str, frozenset[str]], above: tuple[str, ...]
) -> frozenset[str]:
    """The words with which a phrase of the list can begin."""
    if name in above:
        raise KeyError(f"{name} (a list that contains itself)")
    if name not in known:
        heads = [phrase.elements[0] for phrase in lists[name]]
        own = {word for head in heads for word in (*head.words, *(run[0] for run in head.runs))}
        inner = [_first_words(group, lists, known, (*above, name)) for head in heads for group in head.groups]
        known[name] = frozenset(own).union(*inner)
    return known[name]


def _needs(
    phrase: Phrase, first: Mapping[str, frozenset[str]], known: dict[Element, frozenset[str]]
) -> list[frozenset[str]]:
    """The words for each of its places, the rarest first: a text without any of them cannot hold the phrase."""
    sets = [_openings(element, first, known) for element in phrase.elements if not element.gap]
    return sorted(sets, key=lambda words: (len(words), -max(map(len, words), default=0)))


def _openings(
    element: Element, first: Mapping[str, frozenset[str]], known: dict[Element, frozenset[str]]
) -> frozenset[str]:
    if not (element.runs or element.groups):
        return element.words
    found = known.get(element)
    if found is None:
        opened = (*(frozenset(run[:1]) for run in element.runs), *(first[group] for group in element.groups))
        alone = len(opened) == 1 and not element.words  # one set for all the places where only <name> is asked for
        found = known[element] = opened[0] if alone else element.words.union(*opened)
    return found
