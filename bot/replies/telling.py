"""By which words a part of a long text is known to matter, worked out once from the phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from bot.replies.gist import Index, Telling
from bot.replies.lexicon import Lexicon
from bot.replies.needs import Needs, Words, commonness
from bot.replies.pairs import DENYING, SIGN, Pair
from bot.replies.phrases import NUMBER

Demands = tuple[Words, ...]


def telling(
    lexicon: Lexicon,
    needs: Needs,
    signs: Sequence[str],
    pairs: Mapping[str, Sequence[Pair]],
    spellings: Mapping[str, Sequence[str]],
) -> Telling:
    """What of a long text may hold an alarm sign, or speaks of pain."""
    names = {name for sign in signs for name in (SIGN + sign, SIGN + sign + DENYING, f"named.{sign}")}
    alarms = _phrases_of(lexicon, names)
    for pair in (pair for sign in signs for pair in pairs[SIGN + sign]):
        rarer, other = sorted((needs.of_list(pair.one), needs.of_list(pair.other)), key=commonness)
        for word in rarer:
            alarms.setdefault(word, set()).add((other,))
    pains = _phrases_of(lexicon, {"pain"})
    for word, found in _phrases_of(lexicon, {"joint"}).items():  # "back 4", "hip 3/10"
        pains.setdefault(word, set()).update((*others, frozenset({NUMBER})) for others in found)
    return Telling(spellings, _index(alarms), _index(pains))


def _phrases_of(lexicon: Lexicon, names: Set[str]) -> dict[str, set[Demands]]:
    """By their rarest words what else the phrases of these lists ask for."""
    found: dict[str, set[Demands]] = {w: {()} for w, lists in lexicon.singles.items() if not names.isdisjoint(lists)}
    for word, entries in lexicon.longer.items():
        if own := {others for name, _, others in entries if name in names}:
            found.setdefault(word, set()).update(own)
    return found


def _index(found: Mapping[str, Set[Demands]]) -> Index:
    return {word: ((),) if () in demands else tuple(sorted(demands, key=len)) for word, demands in found.items()}
