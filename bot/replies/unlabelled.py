"""Which of the numbers without any form of their own are amounts of sets: in a row, beside a set word, after "did"."""

from __future__ import annotations

from bot.replies import sets
from bot.replies.items import Item
from bot.replies.scene import Scene


def bare_items(scene: Scene, strong: list[Item]) -> list[Item]:
    """The numbers left over that are amounts: in a row, beside a strong piece, or after "did"."""
    bare = [item for item in sets.find_items(scene, bare=True) if item.kind == "amount"]
    denied = [item for item in bare if item.amounts == (0.0,) and scene.at("no_pain", item.at)]  # "0 pain"
    scene.claims.update({item.at: "left over" for item in denied})
    bare = [item for item in bare if item not in denied]
    every = sorted([*strong, *bare], key=lambda item: item.at)
    kept = []
    places = {item.at: place for place, item in enumerate(every)}
    for item in bare:
        place = places[item.at]
        before = every[place - 1] if place else None
        behind = every[place + 1] if place + 1 < len(every) else None
        tied = (before and _close(scene, before.end, item.at)) or (behind and _close(scene, item.end, behind.at))
        near = (item.at - 1, item.at - 2, item.end, item.end + 1)
        each = any(scene.at("total", p) or scene.at("every_set", p) for p in near)
        each |= scene.within("every_set", item.end, scene.clause(item.at)[1]) or item.every
        named = _placed(scene, item, strong) or _asked_for(scene, item, bare)
        if tied or each or named or _reported(scene, item.at):
            kept.append(item)
        else:
            for index in range(item.at, item.end):
                scene.claims[index] = "left over"
    return kept


def _with_article(scene: Scene, start: int, end: int) -> bool:
    """ "ten, ten and then a sad little six": a number with an article and what it was like."""
    place = next((p for p in range(start, end) if scene.word(p) in ("a", "an")), end)
    joined = all(scene.word(p) in ("and", "then", "finally", "just", "only") for p in range(start, place))
    other = any(scene.at(name, p) for name in ("pain", "joint", "measure", "clause_word") for p in range(place, end))
    return joined and end - place <= 3 and place < end and start - 1 in scene.text.numbers and not other


def _placed(scene: Scene, item: Item, strong: list[Item]) -> bool:
    """ "last set died at 3", "bailed at 4 in the 3rd": where in a set named in the clause it ended."""
    if scene.word(item.at - 1) not in ("at", "after", "to", "on", "by") or item.amounts > (scene.plan.amount,):
        return False
    clause = scene.clause(item.at)
    named = [other for other in strong if other.kind == "ordinal" and scene.clause(other.at) == clause]
    return any(other.end <= item.at <= other.end + 7 or item.end <= other.at <= item.end + 3 for other in named)


def _asked_for(scene: Scene, item: Item, bare: list[Item]) -> bool:
    """Whether a lone number answers how many sets, or tells how many were left out or where it gave out."""
    gave_out = scene.word(item.at - 1) == "at" and scene.at("gave_out", item.at - 2)
    planned = scene.ended("instead", item.end + 2) and scene.text.numbers.get(item.end + 2) == scene.plan.sets
    return (
        bool(planned)
        or gave_out
        or scene.ended("all_but_one", item.at) > 0
        or (scene.asked == "sets" and len(bare) == 1)
    )


def _close(scene: Scene, start: int, end: int) -> bool:
    """Whether only joining words stand between, none that begins to tell how it felt."""
    if scene.word(start) in ("and", "then") and _with_article(scene, start, end):
        return True
    if scene.within_any("feeling", start, end) and scene.within_any("clause_word", start, end):
        return False
    words = [p for p in range(start, end) if p not in scene.text.numbers and not scene.sep(p + 1).startswith(")")]
    joins = all(scene.word(p) in ("then", "and") for p in words)
    if words and not joins and any(scene.sep(p).strip()[:1] in (".", "!", "?", ")") for p in range(start, end + 1)):
        return False
    return end - start <= 8 and all(scene.at("after_amount", p) or scene.at("joint", p) for p in words)


def _reported(scene: Scene, index: int) -> bool:
    """Whether "did", "held", "managed" ... stands just before."""
    place = index - 1
    while place >= 0 and index - place <= 5 and scene.at("after_amount", place) and not scene.at("did", place):
        place -= 1
    return scene.at("did", place) and scene.clause(index)[0] <= place
