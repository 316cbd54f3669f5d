"""How an alarm sign is written in the vocabulary: phrases with and without a denial of their own, and pairs."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.replies.lexicon import Lexicon
from bot.replies.phrases import Phrase

SIGN = "alarm."
DENYING = ".not"
"""Ends the name of the list with those phrases of a sign that hold a denial themselves: "can not walk"."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sign told by two things in one sentence, in any order: a place and what is wrong with it. `next_too`: or in
    two sentences that follow each other."""

    one: str
    other: str
    next_too: bool


def by_denial(lists: Mapping[str, Sequence[Phrase]], names: Sequence[str]) -> dict[str, tuple[Phrase, ...]]:
    """The lists of `names`, each parted into phrases without a denial and phrases that may hold one."""
    denials = frozenset[str]().union(*(p.elements[0].words for p in lists.get("denial", ()) if len(p.elements) == 1))
    parted: dict[str, tuple[Phrase, ...]] = {}
    for name in names:
        holding = {id(phrase) for phrase in lists[name] if _holds(phrase, denials, lists)}
        parted[name] = tuple(phrase for phrase in lists[name] if id(phrase) not in holding)
        parted[name + DENYING] = tuple(phrase for phrase in lists[name] if id(phrase) in holding)
    return parted


def _holds(phrase: Phrase, words: frozenset[str], lists: Mapping[str, Sequence[Phrase]]) -> bool:
    """Whether one of `words` may be said within the phrase itself."""
    return any(
        not words.isdisjoint(element.words)
        or any(not words.isdisjoint(run) for run in element.runs)
        or any(_holds(inner, words, lists) for group in element.groups for inner in lists.get(group, ()))
        for element in phrase.elements
    )


def is_pair(phrase: str) -> bool:
    return not {"&", "&&"}.isdisjoint(phrase.split())


def pairs_of(phrases: Sequence[str]) -> tuple[Pair, ...]:
    """The pairs among the written phrases of a sign: "<place> & <trouble>"; "&&" where they may stand in two
    sentences."""
    parts = [phrase.split() for phrase in phrases if is_pair(phrase)]
    return tuple(Pair(one.strip("<>"), other.strip("<>"), sign == "&&") for one, sign, other in parts)


def told_by(sign: str, pairs: Sequence[Pair]) -> frozenset[str]:
    """The lists of which one must be in a text that tells the sign."""
    return frozenset({SIGN + sign, SIGN + sign + DENYING, f"named.{sign}", *(pair.one for pair in pairs)})


def check(pairs: Mapping[str, Sequence[Pair]], lexicon: Lexicon) -> None:
    """Raises KeyError with the name of a list that a pair asks for and nobody gives."""
    for pair in itertools.chain.from_iterable(pairs.values()):
        for name in (pair.one, pair.other):
            if name not in lexicon.names:
                raise KeyError(name)
