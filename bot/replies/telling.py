"""By which words a part of a long text is known to matter, worked out once from the phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from bot.replies.gist import ALARM, PAIN, Index, Telling
from bot.replies.lexicon import Lexicon
from bot.replies.needs import Words
from bot.replies.pairs import DENYING, SIGN, Pair
from bot.replies.phrases import NUMBER

Demands = tuple[Words, ...]


def telling(
    lexicon: Lexicon,
    signs: Sequence[str],
    pairs: Mapping[str, Sequence[Pair]],
    spellings: Mapping[str, Sequence[str]],
) -> Telling:
    """What of a long text may hold an alarm sign, or speaks of pain."""
    alone = {name for sign in signs for name in (SIGN + sign, SIGN + sign + DENYING, f"named.{sign}")}
    paired = tuple(dict.fromkeys((pair.one, pair.other) for sign in signs for pair in pairs[SIGN + sign]))
    parts = {name for pair in paired for name in pair}
    found: dict[str, dict[str, set[Demands]]] = {}
    for word, name, others in _phrases(lexicon):
        asked = {ALARM: others} if name in alone else {}
        if name in parts:
            asked[name] = others
        if name == "pain":
            asked[PAIN] = others
        elif name == "joint":  # "back 4", "hip 3/10"
            asked[PAIN] = (*others, frozenset({NUMBER}))
        for told, demands in asked.items():
            found.setdefault(word, {}).setdefault(told, set()).add(demands)
    return Telling(spellings, _index(found), paired)


def _phrases(lexicon: Lexicon) -> Iterator[tuple[str, str, Demands]]:
    """(a word that can be its rarest, its list, what else it asks for) of every phrase."""
    for word, lists in lexicon.singles.items():
        yield from ((word, name, ()) for name in lists)
    yield from lexicon.entries()


def _index(found: Mapping[str, Mapping[str, Set[Demands]]]) -> Index:
    return {
        word: tuple((told, demands) for told, every in by_told.items() for demands in _least(every))
        for word, by_told in found.items()
    }


def _least(every: Set[Demands]) -> Sequence[Demands]:
    """Where the word is enough on its own, nothing else need be looked at; else what asks for least goes first."""
    return ((),) if () in every else sorted(every, key=len)
