"""Which of the numbers without any form of their own are amounts of sets: in a row, beside a set word, after "did"."""

from __future__ import annotations

from bot.replies import sets
from bot.replies.items import ORDINALS, Item
from bot.replies.scene import Scene

_JOINING = frozenset({"then", "and", "about", "around", "maybe", "roughly", "only", "just"})
_BESIDE = frozenset({"after_amount", "joint", "rested", "side_word"})
"""Lists of the words that may stand between the amounts of a row."""


def bare_items(scene: Scene, strong: list[Item]) -> list[Item]:
    """The numbers left over that are amounts: in a row, beside a strong piece, or after "did"."""
    bare = [item for item in sets.find_items(scene, bare=True) if item.kind == "amount"]
    if not bare:
        return []
    denied = [item for item in bare if item.amounts == (0.0,) and scene.at("no_pain", item.at)]  # "0 pain"
    scene.claims.update({item.at: "left over" for item in denied})
    bare = [item for item in bare if item not in denied]
    bare = bare if strong or scene.asked == "sets" else _without_compared(scene, bare)
    every = sorted([*strong, *bare], key=lambda item: item.at)
    kept: list[Item] = []
    places = {item.at: place for place, item in enumerate(every)}
    for item in bare:
        place = places[item.at]
        before = every[place - 1] if place else None
        behind = every[place + 1] if place + 1 < len(every) else None
        told = (
            (before and _close(scene, before.end, item.at))
            or (behind and _close(scene, item.end, behind.at))
            or _of_each(scene, item)
            or _placed(scene, item, strong)
            or _asked_for(scene, item, bare, strong)
            or _levelled(scene, item, bare)
            or _put_right(scene, item, strong)
            or _behind_remark(scene, item, strong)
            or _reported(scene, item.at)
        )
        if told and not _summed(scene, item, kept):
            kept.append(item)
        else:
            _leave(scene, item)
    return _without_strays(scene, strong, kept)


def _of_each(scene: Scene, item: Item) -> bool:
    """ "8 each set", "24 in total"."""
    low, high = scene.part(item.at)
    near = [p for p in (item.at - 1, item.at - 2, item.end, item.end + 1) if low <= p < high]
    each = item.every or any(scene.at("total", p) or scene.at("every_set", p) for p in near)
    return each or scene.within("every_set", item.end, scene.clause(item.at)[1])


def _levelled(scene: Scene, item: Item, bare: list[Item]) -> bool:
    """ "8 (pain 1) 8 (pain 2) 7 (pain 3)": amounts each with its pain behind it."""
    levels = [other for other in bare if scene.claims.get(other.end + 1) == "pain" and scene.word(other.end)]
    return item in levels and len(levels) > 1


_MOMENTS = frozenset({"before", "beforehand", "after", "afterwards", "during", "now", "earlier", "this", "currently"})


def _without_compared(scene: Scene, bare: list[Item]) -> list[Item]:
    """ "it was 5 before and 2 after", "2 now, was 5 this morning": two moments are compared, which sets never are."""
    if len(bare) != 2 or not all(scene.word(item.end) in _MOMENTS for item in bare):
        return bare
    for item in bare:
        _leave(scene, item)
    return []


def _summed(scene: Scene, item: Item, kept: list[Item]) -> bool:
    """ "10+10+8=28": the sum of the amounts before."""
    return "=" in scene.sep(item.at) and len(kept) > 1 and item.amounts == (sum(i.amounts[0] for i in kept),)


def _leave(scene: Scene, item: Item) -> None:
    for index in range(item.at, item.end):
        scene.claims[index] = "left over"


def _without_strays(scene: Scene, strong: list[Item], bare: list[Item]) -> list[Item]:
    """ "needed 18, did 9 9 9": beside a whole session told in one place a lone number elsewhere is no further set."""
    amounts = sorted((item for item in (*strong, *bare) if item.kind in ("sets", "amount")), key=lambda item: item.at)
    rows: list[list[Item]] = []
    for item in amounts:
        if rows and rows[-1][-1].kind == item.kind and _in_row(scene, rows[-1][-1].end, item.at):
            rows[-1].append(item)
        else:
            rows.append([item])
    if not any(_whole(scene, row) for row in rows):
        return bare
    strays = [row[0] for row in rows if len(row) == 1 and row[0] in bare and _stray(scene, row[0], strong)]
    for item in strays:
        _leave(scene, item)
    return [item for item in bare if item not in strays]


def _in_row(scene: Scene, start: int, end: int) -> bool:
    if "(" in scene.sep(end):
        return False  # "10, 10, 8 (8 was all i had)"
    return all(scene.word(p) in ("and", "then", "plus", "another") for p in range(start, end))


def _whole(scene: Scene, row: list[Item]) -> bool:
    """Whether the row gives all the sets of the plan by itself."""
    return sum(item.count or 1 for item in row) >= scene.plan.sets and not any(item.unclear for item in row)


def _stray(scene: Scene, item: Item, strong: list[Item]) -> bool:
    """Whether nothing ties the number to the others: no plus, side or named set beside it."""
    named = [other for other in strong if other.kind in ("side", "ordinal", "rest", "count")]
    added = item.joined or scene.at("extra", item.at - 1) or scene.word(item.at - 1) == "no"
    return not (added or item.every or any(_close(scene, *_between(item, other)) for other in named))


def _between(one: Item, other: Item) -> tuple[int, int]:
    """The words between two pieces."""
    return (one.end, other.at) if one.end <= other.at else (other.end, one.at)


def _with_article(scene: Scene, start: int, end: int) -> bool:
    """ "ten, ten and then a sad little six": a number with an article and what it was like."""
    place = next((p for p in range(start, end) if scene.word(p) in ("a", "an")), end)
    joined = all(scene.word(p) in ("and", "then", "finally", "just", "only", "was") for p in range(start, place))
    other = any(scene.within_any(name, place, end) for name in ("pain", "joint", "measure", "clause_word"))
    counted = start - 1 in scene.text.numbers or scene.at("set", start - 1) or scene.word(start - 1) == "ones"
    counted |= scene.word(start - 1) in ORDINALS  # "the last was a poor 4"
    return joined and end - place <= 3 and place < end and counted and not other


def _placed(scene: Scene, item: Item, strong: list[Item]) -> bool:
    """ "last set died at 3", "bailed at 4 in the 3rd": where in a set named in the clause it ended."""
    if scene.word(item.at - 1) not in ("at", "after", "to", "on", "by") or item.amounts > (scene.plan.amount,):
        return False
    clause = scene.clause(item.at)
    named = [other for other in strong if other.kind == "ordinal" and scene.clause(other.at) == clause]
    return any(other.end <= item.at <= other.end + 7 or item.end <= other.at <= item.end + 3 for other in named)


def _asked_for(scene: Scene, item: Item, bare: list[Item], strong: list[Item]) -> bool:
    """Whether a lone number answers how many sets, or tells how many were left out or where it gave out."""
    gave_out = scene.word(item.at - 1) == "at" and (
        scene.at("gave_out", item.at - 2) or scene.ended("stopping", item.at - 1) > 0
    )
    planned = scene.ended("instead", item.end + 2) and scene.text.numbers.get(item.end + 2) == scene.plan.sets
    of_sets = any(kind == "replaced" and scene.starts("set", place + 1) for place, kind in scene.claims.items())
    rewritten = scene.has("told_before") and scene.word(item.at - 1) in ("be", "was")  # "i wrote 3 sets, should be 2"
    return (
        bool(planned)
        or rewritten
        or (of_sets and scene.word(item.at - 1) in ("was", "meant", "did", "is"))  # "it wasn't 3 sets it was 2"
        or gave_out
        or (len(bare) == 1 and scene.at("got_done", item.end) and not scene.sep(item.end).strip(" "))  # "two done"
        or scene.ended("all_but_one", item.at) > 0
        or (scene.asked == "sets" and len(bare) == 1 and (item.unclear or not _counted(strong)))
    )


def _behind_remark(scene: Scene, item: Item, strong: list[Item]) -> bool:
    """ "last one was rubbish, only 5": a set is named and remarked on, then its amount."""
    ordinals = [other for other in strong if other.kind == "ordinal" and other.end <= item.at]
    if not ordinals or item.amounts > (2.0 * scene.plan.amount,):
        return False
    between = range(ordinals[-1].end, item.at)
    told = any(_free(scene, place) or scene.at("pain", place) or scene.at("joint", place) for place in between)
    led = scene.word(item.at - 1) in _LEADING or ":" in scene.sep(item.at) or " - " in scene.sep(item.at)
    near = scene.sentence(item.at) == scene.sentence(ordinals[-1].at) and 0 < len(between) <= FAR
    return led and near and not told


def _free(scene: Scene, index: int) -> bool:
    """Whether a number stands here that may be an amount: not the "one" of "that one was only 4"."""
    return index in scene.text.numbers and scene.claims.get(index) != "idle"


FAR = 6
"""So many words may stand between a set that is named and its amount."""
_LEADING = frozenset({"only", "just", "like", "got", "did", "managed", "made", "maybe", "about", "barely", "scraped"})
"""Words that lead to the amount of a set."""


def _counted(strong: list[Item]) -> bool:
    """Whether the sets are counted in words of their own."""
    return any(item.kind in ("count", "sets") for item in strong)


def _put_right(scene: Scene, item: Item, strong: list[Item]) -> bool:
    """ "did 3 sets, sorry i mean 2", "2 rounds. actually 3": a number behind a word of correction, sets before it."""
    start = item.at
    while scene.word(start - 1) in ("only", "just", "it", "was", "did", "i", "no") and item.at - start < 3:
        start -= 1
    corrected = any(scene.ended("correction", place) for place in range(start, item.at + 1))
    return corrected and any(other.kind in ("count", "sets", "ordinal") and other.end < item.at for other in strong)


def _close(scene: Scene, start: int, end: int) -> bool:
    """Whether only joining words stand between, none that begins to tell how it felt."""
    if scene.word(start) in ("and", "then", "was", "just", "a") and _with_article(scene, start, end):
        return True
    if scene.within_any("feeling", start, end) and scene.within_any("clause_word", start, end):
        return False
    words = [p for p in range(start, end) if p not in scene.text.numbers and not scene.sep(p + 1).startswith(")")]
    joins = all(scene.word(p) in _JOINING for p in words)
    if words and not joins and any(scene.sep(p).strip()[:1] in (".", "!", "?", ")") for p in range(start, end + 1)):
        return False
    return end - start <= 8 and all(scene.at_any(_BESIDE, p) for p in words)


def _reported(scene: Scene, index: int) -> bool:
    """Whether "did", "held", "managed" ... stands just before."""
    place = index - 1
    while place >= 0 and index - place <= 5 and scene.at("after_amount", place) and not scene.at("did", place):
        place -= 1
    return scene.at("did", place) and scene.clause(index)[0] <= place
