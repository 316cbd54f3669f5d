"""By which words a part of a long text is known to matter, worked out once from the phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.replies.gist import Demands, Telling
from bot.replies.pairs import DENYING, SIGN, Pair
from bot.replies.phrases import Element, Lexicon, Phrase

Words = frozenset[str]
EVERYDAY = frozenset(
    [
        "a",
        "about",
        "after",
        "again",
        "all",
        "always",
        "am",
        "an",
        "and",
        "any",
        "anything",
        "are",
        "as",
        "at",
        "away",
        "back",
        "be",
        "been",
        "before",
        "by",
        "can",
        "could",
        "day",
        "did",
        "do",
        "does",
        "down",
        "each",
        "even",
        "every",
        "feel",
        "feels",
        "felt",
        "for",
        "from",
        "get",
        "gets",
        "getting",
        "go",
        "goes",
        "going",
        "gone",
        "got",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "him",
        "his",
        "hold",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "just",
        "keep",
        "keeps",
        "left",
        "leg",
        "like",
        "lot",
        "made",
        "make",
        "me",
        "more",
        "most",
        "much",
        "my",
        "myself",
        "new",
        "night",
        "no",
        "not",
        "nothing",
        "now",
        "of",
        "off",
        "on",
        "once",
        "one",
        "only",
        "or",
        "other",
        "out",
        "over",
        "own",
        "pain",
        "right",
        "set",
        "sets",
        "she",
        "since",
        "so",
        "some",
        "still",
        "take",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "through",
        "till",
        "time",
        "to",
        "today",
        "too",
        "took",
        "two",
        "up",
        "us",
        "very",
        "was",
        "we",
        "week",
        "went",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "without",
        "would",
        "yesterday",
        "you",
        "your",
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "NUM",
        "hip",
        "knee",
        "foot",
        "start",
        "move",
        "train",
        "since",
        "last",
        "first",
        "morning",
        "feeling",
        "good",
        "bad",
        "well",
        "really",
        "need",
    ]
)
"""Words that say little of what a text is about."""


def telling(
    lexicon: Lexicon,
    signs: Sequence[str],
    pairs: Mapping[str, Sequence[Pair]],
    spellings: Mapping[str, Sequence[str]],
    pains: Words,
) -> Telling:
    """What of a long text may hold an alarm sign, or speaks of pain."""
    known: dict[str, Words] = {}
    wanted: list[list[Words]] = []
    for sign in signs:
        for name in (SIGN + sign, SIGN + sign + DENYING, f"named.{sign}"):
            wanted += (_asked(phrase, lexicon, known) for phrase in lexicon.lists.get(name, ()))
        for pair in pairs[SIGN + sign]:
            wanted.append([_of_list(pair.one, lexicon, known), _of_list(pair.other, lexicon, known)])
    index: dict[str, set[Demands]] = {}
    for every in wanted:
        rarest, *others = sorted(every, key=_commonness)
        for word in rarest:
            index.setdefault(word, set()).add(tuple(others))
    return Telling(spellings, {word: tuple(sorted(found, key=len)) for word, found in index.items()}, pains)


def _commonness(words: Words) -> tuple[int, int]:
    return len(words & EVERYDAY), len(words)


def _asked(phrase: Phrase, lexicon: Lexicon, known: dict[str, Words]) -> list[Words]:
    """For each place of the phrase the words of which one must be in a text that holds it."""
    return [_of_element(element, lexicon, known) for element in phrase.elements if not element.gap]


def _of_element(element: Element, lexicon: Lexicon, known: dict[str, Words]) -> Words:
    runs = (min(run, key=lambda word: (word in EVERYDAY, -len(word))) for run in element.runs)
    return element.words.union(runs, *(_of_list(name, lexicon, known) for name in element.groups))


def _of_list(name: str, lexicon: Lexicon, known: dict[str, Words]) -> Words:
    """The words of which one must be in a text that holds a phrase of the list."""
    if name not in known:
        rarest = (min(_asked(phrase, lexicon, known), key=_commonness) for phrase in lexicon.lists[name])
        known[name] = frozenset[str]().union(*rarest)
    return known[name]
