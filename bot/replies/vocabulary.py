"""The words that people use, as a value: made at the edge from data files, handed in with every reply."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.replies.gist import Demands, Gist, Telling, gist
from bot.replies.phrases import Lexicon, Phrase, compile_lexicon, compile_phrase, demands
from bot.replies.spelling import Speller
from bot.replies.words import Text, fold, normalise, tokens

NEW_WORDS = 60
"""So many unknown words of one text are compared with the vocabulary, the first ones."""


MOST_PLACE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """A sign told by two things in one sentence, in any order: a place and what is wrong with it. `next_too`: or in
    two sentences that follow each other."""

    one: str
    other: str
    next_too: bool


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
    places: Mapping[str, str]
    """A place's name in folded words -> its IANA zone."""
    longest_place: int
    """In words."""
    signs: tuple[str, ...]
    pairs: Mapping[str, tuple[Pair, ...]]
    """By sign: what tells it besides the phrases of its list."""
    intents: tuple[str, ...]
    commands: tuple[str, ...]
    telling: Telling

    def text(self, typed: str) -> Text:
        """The typed text as words of this vocabulary."""
        left = NEW_WORDS

        def correct(word: str) -> str:
            nonlocal left
            if not word[0].isalnum():
                return word if word in self.speller.words else ""
            if not self.speller.knows(word):
                left -= 1
                if left < 0:
                    return word
            return self.speller.mend(word)

        return normalise(typed, self.spellings, self.numbers, correct, self.heard, self._gist)

    def _gist(self, folded: str) -> Gist:
        return gist(folded, self.telling)


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
    places: Mapping[str, str],
) -> Vocabulary:
    """The vocabulary from written phrases. Raises ValueError naming the list whose phrase cannot be understood."""
    rewrites = {fold(word): tuple(word for _, word in tokens(fold(meant)) if word) for word, meant in spellings.items()}
    counted = {fold(name): value for name, value in numbers.items()}
    pairs = {name: _pairs(phrases) for name, phrases in lists.items() if name.startswith(SIGN)}
    whole = {
        name: [phrase for phrase in phrases if name not in pairs or "&" not in phrase]
        for name, phrases in lists.items()
    }
    compiled = {name: _phrases(name, phrases, rewrites, counted) for name, phrases in whole.items()}
    compiled |= _by_denial(compiled, list(pairs))
    try:
        lexicon = compile_lexicon(compiled)
        _check(pairs, lexicon)
    except KeyError as error:
        raise ValueError(f"a phrase asks for the list <{error.args[0]}>") from error
    spots = _places(places, rewrites, counted, lexicon.words)
    rewritten = {word for words in rewrites.values() for word in words}
    targets = frozenset(word for word in lexicon.words | set(rewrites) | set(counted) if word.isalpha())
    words = lexicon.words | set(rewrites) | set(counted) | rewritten | {fold(word) for word in known}
    big = {word for name in spots for word in name.split()}
    signs, intents, commands = (_named(lists, prefix) for prefix in ("alarm.", "wish.", "command."))
    alarming = _needed(lexicon, [f"{SIGN}{sign}{denying}" for sign in signs for denying in ("", DENYING)])
    return Vocabulary(
        lexicon=lexicon,
        spellings=rewrites,
        numbers=counted,
        heard=heard,
        slash={name: name for name in (*intents, *commands)} | dict(slash),
        speller=Speller(words | big, targets, alarming),
        places=spots,
        longest_place=max((name.count(" ") + 1 for name in spots), default=1),
        signs=signs,
        pairs={name[len(SIGN) :]: found for name, found in pairs.items()},
        intents=intents,
        commands=commands,
        telling=_telling(lexicon, signs, pairs, rewrites),
    )


SIGN = "alarm."
DENYING = ".not"
"""Ends the name of the list with those phrases of a sign that hold a denial themselves: "can not walk"."""


def _by_denial(lists: Mapping[str, Sequence[Phrase]], names: Sequence[str]) -> dict[str, tuple[Phrase, ...]]:
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


def _pairs(phrases: Sequence[str]) -> tuple[Pair, ...]:
    """The pairs among the written phrases of a sign: "<place> & <trouble>"; "&&" where they may stand in two
    sentences."""
    parts = [phrase.split() for phrase in phrases if "&" in phrase]
    return tuple(Pair(one.strip("<>"), other.strip("<>"), sign == "&&") for one, sign, other in parts)


def _check(pairs: Mapping[str, Sequence[Pair]], lexicon: Lexicon) -> None:
    """Raises KeyError with the name of a list that a pair asks for and nobody gives."""
    for pair in itertools.chain.from_iterable(pairs.values()):
        for name in (pair.one, pair.other):
            lexicon.lists[name]


def _named(lists: Mapping[str, Sequence[str]], prefix: str) -> tuple[str, ...]:
    """The names of the lists under `prefix`, without it."""
    return tuple(name[len(prefix) :] for name in lists if name.startswith(prefix))


def _telling(
    lexicon: Lexicon, signs: Sequence[str], pairs: Mapping[str, Sequence[Pair]], spellings: Mapping[str, Sequence[str]]
) -> Telling:
    index: dict[str, list[Demands]] = {}
    names = [f"{SIGN}{sign}{denying}" for sign in signs for denying in ("", DENYING)]
    phrases = (phrase for name in names for phrase in lexicon.lists[name])
    both = (pair for sign in signs for pair in pairs[f"{SIGN}{sign}"])
    wanted = [demands(phrase, lexicon.lists) for phrase in phrases]
    wanted += [tuple(_rarest(lexicon, name) for name in (pair.one, pair.other)) for pair in both]
    for every in wanted:
        told = tuple(choice for choice in every if choice.isdisjoint(EVERYDAY))
        if all(any(len(word) < COMMON for word in choice) for choice in told):
            told = every
        for word in min(told, key=len):
            index.setdefault(word, []).append(told)
    alarms = {word: tuple(found) for word, found in index.items()}
    return Telling(spellings, alarms, _needed(lexicon, ["pain"]))


def _rarest(lexicon: Lexicon, name: str) -> frozenset[str]:
    """The words of which one must be in a text that holds a phrase of the list."""
    phrases = lexicon.lists[name]
    return frozenset[str]().union(*(min(demands(phrase, lexicon.lists), key=len) for phrase in phrases))


EVERYDAY = frozenset(
    {
        "can",
        "not",
        "could",
        "do",
        "did",
        "is",
        "have",
        "i",
        "my",
        "will",
        "would",
        "am",
        "are",
        "was",
        "the",
        "in",
        "on",
        "for",
        "all",
        "today",
        "from",
        "after",
        "last",
        "had",
        "it",
        "to",
        "back",
        "hip",
        "took",
        "hold",
        "start",
        "move",
        "left",
        "knee",
        "like",
        "what",
        "night",
        "pain",
        "up",
        "a",
        "an",
    }
)
"""Words that tell nothing: where one may stand a phrase asks for nothing."""
COMMON = 4
"""Words of fewer letters are too common to tell anything."""


def _needed(lexicon: Lexicon, names: Sequence[str]) -> frozenset[str]:
    words = {word for name in names for word in (*lexicon.singles[name], *lexicon.longer[name])}
    return frozenset(word for word in words if len(word) >= COMMON)


def _places(
    places: Mapping[str, str], spellings: Mapping[str, Sequence[str]], numbers: Mapping[str, int], words: frozenset[str]
) -> dict[str, str]:
    """Zones by the plain words of a place; a place named like common words (Holiday, Nice) is none."""
    found = {}
    for written, zone in places.items():
        name = plain(written, spellings, numbers)
        if 0 < len(name) <= MOST_PLACE_WORDS and not words.issuperset(name):
            found[" ".join(name)] = zone
    return found


def either_way(written: str) -> tuple[str, ...]:
    """ "a & b" as the two phrases it stands for: a and b in one sentence, whichever comes first."""
    one, sign, other = written.partition(" & ")
    return (f"{one} ... {other}", f"{other} ... {one}") if sign else (written,)


def _phrases(
    name: str, phrases: Sequence[str], spellings: Mapping[str, Sequence[str]], numbers: Mapping[str, int]
) -> tuple[Phrase, ...]:
    def words(part: str) -> tuple[str, ...]:
        return plain(part, spellings, numbers)

    try:
        return tuple(compile_phrase(phrase, words) for written in phrases for phrase in either_way(written))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
