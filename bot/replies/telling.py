"""By which words a part of a long text is known to matter, worked out once from the phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from bot.replies.gist import Index, Telling
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
    paired = dict.fromkeys((pair.one, pair.other) for sign in signs for pair in pairs[SIGN + sign])
    single = {"pain", "joint", *(name for pair in paired for name in pair)}
    alarms = _by_list(lexicon, dict.fromkeys(alone, "alarm"))
    found = _by_list(lexicon, {name: name for name in single})
    pains = dict(found.get("pain", {}))
    for word, asked in found.get("joint", {}).items():  # "back 4", "hip 3/10"
        pains[word] = pains.get(word, frozenset()) | {(*others, frozenset({NUMBER})) for others in asked}
    index = {name: _index(asked) for name, asked in found.items()}
    nothing: Index = {}
    by_two = tuple((index.get(one, nothing), index.get(other, nothing)) for one, other in paired)
    return Telling(spellings, _index(alarms.get("alarm", {})), _index(pains), by_two)


def _by_list(lexicon: Lexicon, names: Mapping[str, str]) -> dict[str, dict[str, Set[Demands]]]:
    """By the value that `names` gives a list, and by its phrases' rarest words, what else they ask for."""
    found: dict[str, dict[str, set[Demands]]] = {}
    for word, lists in lexicon.singles.items():
        for name in names.keys() & lists:
            found.setdefault(names[name], {}).setdefault(word, set()).add(())
    for word, entries in lexicon.longer.items():
        for name, _, others in entries:
            if name in names:
                found.setdefault(names[name], {}).setdefault(word, set()).add(others)
    return {name: dict(asked) for name, asked in found.items()}


_ALONE: tuple[Demands, ...] = ((),)


def _index(found: Mapping[str, Set[Demands]]) -> Index:
    return {word: _ALONE if () in demands else tuple(sorted(demands, key=len)) for word, demands in found.items()}
