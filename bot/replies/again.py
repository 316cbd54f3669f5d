"""A session told twice in one reply, the second time in other numbers: "3x8 erm 3x7"."""

from __future__ import annotations

from dataclasses import replace

from bot.replies.items import Item
from bot.replies.scene import Scene

_PAUSING = frozenset({"hm", "hmm", "erm", "err", "uh", "um", "umm", "oh", "well", "okay", "lies", "more", "like",
    "rather", "haha", "lol", "truth", "is", "honestly", "or", "make", "it", "that"})  # fmt: skip


def told_again(scene: Scene, items: list[Item]) -> list[Item]:
    """ "3x8 erm 3x7", "3x8 -> 3x7", "3x8 - well, 8 8 6": of two whole sessions the later counts where something
    shows that it replaces the first, and is asked about where nothing joins the two. Empty where there are no two."""
    first = items[0] if items else None
    if first is None or not _whole(scene, first) or scene.word(first.at - 1) == "not":
        return []
    rest = items[1:]
    one = len(rest) == 1 and _whole(scene, rest[0])
    row = len(rest) >= scene.plan.sets > 1 and all(item.kind == "amount" and len(item.amounts) == 1 for item in rest)
    between = scene.words[first.end : rest[0].at] if rest else ()
    if not (one or row) or rest[0].joined or not _PAUSING.issuperset(between):
        return []
    if one and rest[0].amounts == first.amounts:
        return []
    marked = any(sign in scene.sep(place) for place in (rest[0].at, rest[-1].end) for sign in ("->", "→", "~", "*"))
    return rest if between or marked else [replace(item, unclear=True) for item in rest]


def _whole(scene: Scene, item: Item) -> bool:
    return item.kind == "sets" and bool(item.amounts) and (item.count or 0) >= scene.plan.sets
