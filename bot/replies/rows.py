"""Bare numbers in a row beside words of pain: the sets of a session, not levels."""

from __future__ import annotations

from bot.replies.scene import Scene


def of_place(scene: Scene, place: int, index: int) -> bool:
    """ "back to back, then 8 8 8", "left hip 8 8": bare numbers in a row are sets, not what the place is at."""
    many = in_row(scene, index)
    sided = any(scene.at(name, place - 1) for name in ("left", "right")) and index == place + 1
    return many > 2 or (many == 2 and sided and not (scene.has("pain") or scene.has("no_pain")))


def row_from(scene: Scene, index: int) -> int:
    """How many bare numbers stand in a row from `index`, all parted by the same sign: in "4, 8 8 7" the 4 is alone."""
    many, sign = 1, scene.sep(index + 1)
    while scene.value(index + many) is not None and sign.strip() in ("", ",", "/") and "\n" not in sign:
        if scene.sep(index + many).strip(" ") != sign.strip(" "):
            break
        many += 1
    mixed = many == 2 and scene.value(index + 2) is not None and scene.sep(index + 2).strip() in ("", ",", "/")
    return 1 if mixed else many


def in_row(scene: Scene, index: int) -> int:
    """As `row_from`, but 1 where a whole session follows: "hip at a 3, 8, 8, 8"."""
    many = row_from(scene, index)
    return 1 if many == scene.plan.sets + 1 else many


def starts_sets(scene: Scene, place: int, index: int) -> bool:
    """Whether the number begins the sets told behind a remark of pain: "hurts - 8 8 7", "and 8 left 6 right"."""
    between = range(place + 1, index + 1)
    apart = any(scene.sep(p).strip(" ") not in ("", ":", "=", "?") or scene.word(p - 1) == "and" for p in between)
    if not apart:
        return False
    row = [scene.text.numbers[p] for p in range(index, index + row_from(scene, index))]
    return (len(row) > 2 and scene.plan.amount in row) or both_sides(scene, index)


def both_sides(scene: Scene, index: int) -> bool:
    """Whether an amount for either side begins here: "8 left 6 right"."""
    sides = [name for place in (index + 1, index + 3) for name in ("left", "right") if scene.at(name, place)]
    return len(sides) == 2 and sides[0] != sides[1] and scene.value(index + 2) is not None


def trained_before(scene: Scene, index: int) -> bool:
    """Whether the sets were told before word `index`."""
    free = [place for place in scene.free() if place < index]
    row = any(place + 1 in free and not scene.text.breaks >> place + 1 & 1 for place in free)
    told = any(kind == "sets" and place < index for place, kind in scene.claims.items())
    return row or told or any(start < index for name in ("done", "did") for start, _ in scene.places(name))
