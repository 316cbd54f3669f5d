"""The words that people use, as a value: made at the edge from data files, handed in with every reply."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.replies.gazetteer import Gazetteer
from bot.replies.gist import Gist, Telling, gist
from bot.replies.lexicon import Lexicon, compile_lexicon
from bot.replies.pairs import DENYING, SIGN, Pair, by_denial, check, is_pair, pairs_of, told_by
from bot.replies.phrases import Element, Phrase, compile_phrase, elements_of
from bot.replies.spelling import Speller, speller
from bot.replies.telling import telling
from bot.replies.words import Text, fold, normalise, tokens


@dataclass(frozen=True, slots=True, repr=False)  # thousands of phrases are nothing to print
class Vocabulary:
    """`lexicon` holds every list by name; those of wishes, signs and commands begin `wish.`, `alarm.`, `command.`."""

    lexicon: Lexicon
    spellings: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    heard: Mapping[str, int]
    slash: Mapping[str, str]
    """Names typed after a slash -> the wish or command meant."""
    speller: Speller
    places: Gazetteer
    large_towns: frozenset[str]
    """Names that are a place without a word beside them that says so."""
    town_speller: Speller
    signs: tuple[str, ...]
    pairs: Mapping[str, tuple[Pair, ...]]
    """By sign: what tells it besides the phrases of its list."""
    told_by: Mapping[str, frozenset[str]]
    """By sign: the lists of which one must be in a text that tells it."""
    intents: Mapping[str, str]
    """Wishes with the list of their phrases."""
    commands: Mapping[str, str]
    """As `intents`."""
    telling: Telling

    def text(self, typed: str) -> Text:
        """The typed text as words of this vocabulary."""
        return normalise(typed, self.spellings, self.numbers, self._correct, self.heard, self._gist)

    def _correct(self, word: str) -> str:
        if word[0].isalnum():
            return self.speller.mend(word)
        return word if word in self.speller.words else ""  # a sign that means nothing

    def _gist(self, folded: str) -> Gist:
        return gist(folded, self.telling, self.speller)

    def zone(self, words: Sequence[str]) -> str | None:
        """The zone of the place that the words name; a small one named like common words (Holiday) is none."""
        name = " ".join(words)
        common = self.lexicon.words.issuperset(words) and name not in self.large_towns
        return None if common else self.places.zone(name)


_SIMPLE = re.compile("[a-z]+(?: [a-z]+)*")


def plain(text: str, spellings: Mapping[str, Sequence[str]], numbers: Mapping[str, int]) -> tuple[str, ...]:
    """`text` in the words that a reply has after normalising, without mending any."""
    # Of the names of places and the phrases nearly all are simple words already; to normalise each takes a second.
    if _SIMPLE.fullmatch(text):
        words = tuple(text.split(" "))
        if not any(word in spellings or word in numbers for word in words):
            return words
    return normalise(text, spellings, numbers, lambda word: word).words


def build(
    lists: Mapping[str, Sequence[str]],
    spellings: Mapping[str, str],
    numbers: Mapping[str, int],
    heard: Mapping[str, int],
    slash: Mapping[str, str],
    known: Sequence[str],
    places: bytes,
    named: Mapping[str, str],
    large: Collection[str],
) -> Vocabulary:
    """The vocabulary from written phrases. Raises ValueError naming the list whose phrase cannot be understood."""
    rewrites = {fold(word): tuple(tokens(fold(meant))[0]) for word, meant in spellings.items()}
    counted = {fold(name): value for name, value in numbers.items()}
    pairs = {name: pairs_of(phrases) for name, phrases in lists.items() if name.startswith(SIGN)}
    lexicon, index = _indexes(lists, pairs, rewrites, counted)
    gazetteer = _places(places, named, rewrites, counted)
    towns = frozenset(" ".join(plain(name, rewrites, counted)) for name in large)
    rewritten = {word for words in rewrites.values() for word in words}
    targets = frozenset(word for word in lexicon.words | set(rewrites) | set(counted) if word.isalpha())
    words = lexicon.words | set(rewrites) | set(counted) | rewritten | {fold(word) for word in known}
    words |= {word for name in gazetteer.own for word in name.split()}
    signs, intents, commands = (_named(lists, prefix) for prefix in (SIGN, "wish.", "command."))
    alarming = lexicon.opening({f"{SIGN}{sign}{denying}" for sign in signs for denying in ("", DENYING)})
    return Vocabulary(
        lexicon=lexicon,
        spellings=rewrites,
        numbers=counted,
        heard=heard,
        slash={name: name for name in (*intents, *commands)} | dict(slash),
        speller=speller(words, targets, alarming, gazetteer.has_word),
        places=gazetteer,
        large_towns=towns,
        town_speller=_town_speller(towns, words),
        signs=tuple(signs),
        pairs={name[len(SIGN) :]: found for name, found in pairs.items()},
        told_by={sign: told_by(sign, pairs[SIGN + sign]) for sign in signs},
        intents=intents,
        commands=commands,
        telling=index,
    )


def _indexes(
    lists: Mapping[str, Sequence[str]],
    pairs: Mapping[str, Sequence[Pair]],
    spellings: Mapping[str, Sequence[str]],
    numbers: Mapping[str, int],
) -> tuple[Lexicon, Telling]:
    """Of the phrases; what they are made from is let go of before anything else is made."""
    shared: dict[str, str] = {}

    @cache  # the same few thousand parts make all phrases: to understand each once takes a third of the time
    def parts(part: str) -> Sequence[Element]:
        return elements_of(
            part, lambda word: tuple(shared.setdefault(word, word) for word in plain(word, spellings, numbers))
        )

    compile_once = cache(lambda phrase: compile_phrase(phrase, parts))
    compiled = {
        name: _phrases(name, [one for one in phrases if name not in pairs or not is_pair(one)], compile_once)
        for name, phrases in lists.items()
    }
    compiled |= by_denial(compiled, list(pairs))
    try:
        lexicon = compile_lexicon(compiled)
        check(pairs, lexicon)
    except KeyError as error:
        raise ValueError(f"a phrase asks for the list <{error.args[0]}>") from error
    return lexicon, telling(lexicon, [name[len(SIGN) :] for name in pairs], pairs, spellings)


def _named(lists: Mapping[str, Sequence[str]], prefix: str) -> dict[str, str]:
    """The lists under `prefix` by their names without it."""
    return {name[len(prefix) :]: name for name in lists if name.startswith(prefix)}


def _town_speller(towns: Collection[str], words: frozenset[str]) -> Speller:
    """Mends the words of large towns' names, only where a place is expected."""
    names = frozenset(word for name in towns for word in name.split() if len(word) >= SAFE_TO_MEND and word.isalpha())
    return speller(words, names, frozenset(), lambda word: False)


SAFE_TO_MEND = 6
"""Shorter names are too near to other words."""


def _places(
    table: bytes, named: Mapping[str, str], spellings: Mapping[str, Sequence[str]], numbers: Mapping[str, int]
) -> Gazetteer:
    """The places of the table, those of the vocabulary, and by their other spelling those that hold a word which is
    rewritten in every reply ("seven oaks")."""
    world = Gazetteer(table)
    every = (*world.names_with((*spellings, *numbers)), *named.items())
    return Gazetteer(table, {" ".join(plain(name, spellings, numbers)): zone for name, zone in every})


def _phrases(name: str, phrases: Sequence[str], compiled: Callable[[str], Phrase]) -> tuple[Phrase, ...]:
    try:
        return tuple(map(compiled, phrases))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
