"""Phrases as they are written in the vocabulary, and as they are looked for.

A phrase is written in the vocabulary as words with six signs:

- `a|b` one of several words, `<name>` any phrase of another list, `NUM` any number, `leak~` also leaks, leaked, leaking
- `..` up to three words that do not matter, up to a comma; `...` up to seven, within one sentence
- `^` at the front: only where a sentence or what follows a comma starts; `$` at the end: only where one ends
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    plain: bool = False
    """Whether each of its places is filled by one word."""
    asks: tuple[str, ...] = ()
    """The lists of which it needs a phrase."""

    @property
    def is_word(self) -> bool:
        """Whether it is one word, or one of several, wherever it stands."""
        return self.plain and len(self.elements) == 1 and not (self.starts or self.ends)


Plain = Callable[[str], Sequence[str]]


def compile_phrase(text: str, elements_of: Callable[[str], Sequence[Element]]) -> Phrase:
    """The phrase written as `text`; `elements_of` gives what one part of it stands for. Raises ValueError."""
    parts = text.split()
    starts, ends = parts[:1] == ["^"], parts[-1:] == ["$"]
    elements: list[Element] = []
    for part in parts[starts : len(parts) - ends]:
        elements += elements_of(part)
    if not elements or elements[0].gap or elements[-1].gap:
        raise ValueError(f"{text!r} must begin and end with a word")
    plain = not any(element.gap or element.runs or element.groups for element in elements)
    asks = [e.groups[0] for e in elements if len(e.groups) == 1 and not (e.words or e.runs)]
    return Phrase(tuple(elements), starts, ends, plain, tuple(asks))


def elements_of(part: str, plain: Plain) -> Sequence[Element]:
    """The places of a phrase that a part without spaces fills; `plain` gives the normal words of a written one."""
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
