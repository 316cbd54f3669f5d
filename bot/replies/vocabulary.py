"""The words that people use, as a value: made at the edge from data files, handed in with every reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.replies.gist import Demands, Gist, Telling, gist
from bot.replies.phrases import Lexicon, Phrase, compile_lexicon, compile_phrase, demands
from bot.replies.spelling import Speller
from bot.replies.words import Text, fold, normalise, tokens

NEW_WORDS = 60
"""So many unknown words of one text are compared with the vocabulary, the first ones."""


MOST_PLACE_WORDS = 4


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


def plain(text: str, spellings: Mapping[str, Sequence[str]], numbers: Mapping[str, int]) -> tuple[str, ...]:
    """`text` in the words that a reply has after normalising, without mending any."""
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
    compiled = {name: _phrases(name, phrases, rewrites, counted) for name, phrases in lists.items()}
    try:
        lexicon = compile_lexicon(compiled)
    except KeyError as error:
        raise ValueError(f"a phrase asks for the list <{error.args[0]}>") from error
    spots = _places(places, rewrites, counted, lexicon.words)
    rewritten = {word for words in rewrites.values() for word in words}
    targets = frozenset(word for word in lexicon.words | set(rewrites) | set(counted) if word.isalpha())
    words = lexicon.words | set(rewrites) | set(counted) | rewritten | {fold(word) for word in known}
    big = {word for name in spots for word in name.split()}
    signs, intents, commands = (_named(lists, prefix) for prefix in ("alarm.", "wish.", "command."))
    alarming = _needed(lexicon, [f"alarm.{sign}" for sign in signs])
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
        intents=intents,
        commands=commands,
        telling=_telling(lexicon, signs, rewrites),
    )


def _named(lists: Mapping[str, Sequence[str]], prefix: str) -> tuple[str, ...]:
    """The names of the lists under `prefix`, without it."""
    return tuple(name[len(prefix) :] for name in lists if name.startswith(prefix))


def _telling(lexicon: Lexicon, signs: Sequence[str], spellings: Mapping[str, Sequence[str]]) -> Telling:
    index: dict[str, list[Demands]] = {}
    for phrase in (phrase for sign in signs for phrase in lexicon.lists[f"alarm.{sign}"]):
        every = demands(phrase, lexicon.lists)
        told = tuple(choice for choice in every if choice.isdisjoint(EVERYDAY))
        if all(any(len(word) < COMMON for word in choice) for choice in told):
            told = every
        for word in min(told, key=len):
            index.setdefault(word, []).append(told)
    alarms = {word: tuple(found) for word, found in index.items()}
    return Telling(spellings, alarms, _needed(lexicon, ["pain"]))


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
    named = {plain(name, spellings, numbers): zone for name, zone in places.items()}
    fit = {
        name: zone for name, zone in named.items() if 0 < len(name) <= MOST_PLACE_WORDS and not words.issuperset(name)
    }
    return {" ".join(name): zone for name, zone in fit.items()}


def _phrases(
    name: str, phrases: Sequence[str], spellings: Mapping[str, Sequence[str]], numbers: Mapping[str, int]
) -> tuple[Phrase, ...]:
    def words(part: str) -> tuple[str, ...]:
        return plain(part, spellings, numbers)

    try:
        return tuple(compile_phrase(phrase, words) for phrase in phrases)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
