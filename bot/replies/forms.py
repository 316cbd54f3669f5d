"""Sets written as a form: "sets: 3, reps: 8", "1) 8 2) 7", "L/R 8/8 8/7"."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from bot.replies.finder import indices
from bot.replies.items import MOST_SETS, Item, glued_label, in_unit, unit_at
from bot.replies.scene import Place, Scene
from bot.replies.spread import find_numbered, find_spread

LABELS = frozenset({"set", "reps", "seconds"})


@dataclass(slots=True)
class Forms:
    """The items that a form gives, by the word they begin at; the words that belong to the form itself."""

    items: dict[int, Item] = field(default_factory=dict)
    headers: set[int] = field(default_factory=set)


def find_forms(scene: Scene) -> Forms:
    """The forms in the text; the numbers that only number a list are claimed."""
    forms = Forms()
    if len(scene.text.numbers) > 1:
        _claim_list(scene)
        _pairs(scene, forms)
        forms.items |= find_numbered(scene) | find_spread(scene)
    if scene.text.numbers and not forms.items:
        _labels(scene, forms)
    return forms


def _claim_list(scene: Scene) -> None:
    """ "1: 8, 2: 7" and "1) 8 2) 7": numbers that count up from one, each with a mark behind it and a number to it."""
    marked = [
        i for i in scene.free() if scene.sep(i + 1).rstrip() in (":", ")", ".", "=", "):", ".)") and _heads(scene, i)
    ]
    marked = [
        i for i in marked if not (scene.sep(i + 1) == ":" and scene.text.glued(i + 1) and len(scene.word(i + 1)) == 2)
    ]
    marked = [i for i in marked if not scene.at("pain", i - 1)]  # "8 (pain 1) 8 (pain 2)"
    _claim_counting_up(scene, marked)
    _claim_counting_up(scene, [i for i in scene.free() if scene.word(i + 1) in ("✅", "✔", "☑")])
    hashed = [i for i in scene.free() if scene.sep(i).endswith("#") and scene.value(i + 1) is not None]
    _claim_counting_up(scene, hashed)


def _claim_counting_up(scene: Scene, places: list[int]) -> None:
    """Where the numbers at these places are 1, 2, 3 … they only number a list; the last may end a sentence: "3) 6."."""
    counted = [i for many, i in enumerate(places, 1) if scene.text.numbers[i] == many]
    if len(counted) > 1 and counted in (places, places[:-1]):
        for index in counted:
            scene.claim(index, index + 1, "idle", "number of a list")


def _heads(scene: Scene, index: int) -> bool:
    """Whether a line of a list can begin here: no unit or label stands before, and something follows."""
    labelled = scene.at("set_label", index - 1) and "\n" not in scene.sep(index)
    return not labelled and index + 1 < len(scene.words)


def _pairs(scene: Scene, forms: Forms) -> None:
    """ "8/8 8/7": several pairs, or one with "L/R" beside it, are left and right."""
    places = [i for i in scene.free() if _is_pair(scene, i)]
    header = _header(scene) if places else None
    if not places or (header is None and (len(places) < 2 or not _in_row(scene, places))):
        return
    swapped = header is not None and scene.at("right", header[0])
    for index in places:
        one, other = scene.text.numbers[index], scene.text.numbers[index + 1]
        forms.items[index] = Item("pair", index, index + 2, amounts=(other, one) if swapped else (one, other))
    if header:
        forms.headers.update(range(*header))


def _is_pair(scene: Scene, index: int) -> bool:
    """Whether "8/7" stands here, and not "8/7/6" or "3/10"."""
    if scene.value(index + 1) is None or scene.sep(index + 1).strip() not in ("/", "|"):
        return False
    longer = scene.sep(index).strip().endswith(("/", "|")) or scene.sep(index + 2).strip().startswith(("/", "|"))
    about_pain = scene.asks_pain or scene.has("pain") or scene.has("joint")
    side = index - 1 - scene.at("side_word", index - 1)
    about_pain |= any(scene.at(name, side) for name in ("left", "right"))  # "left side 1/10 right side 3/10"
    of_ten = scene.text.numbers[index + 1] == 10 and about_pain
    return not (longer or of_ten or scene.word(index - 1) == "x")


def _in_row(scene: Scene, places: list[int]) -> bool:
    """Whether the pairs stand side by side, or with the numbers of their sets between: "Set 1 - 8/8, Set 2 - 8/7"."""
    return all(
        other - one <= 3 or (other - one == 4 and scene.word(other - 2) == "set" and other - 1 in scene.text.numbers)
        for one, other in itertools.pairwise(places)
    )


def _header(scene: Scene) -> Place | None:
    """ "L/R", "left/right", "(R/L)"."""
    for start in range(len(scene.words) - 1):
        sides = {name for name in ("left", "right") if scene.at(name, start) != scene.at(name, start + 1)}
        if len(sides) == 2 and scene.sep(start + 1).strip() in ("/", "|", "-", ",", "&"):
            return start, start + 2
    return None


def _labels(scene: Scene, forms: Forms) -> None:
    """ "sets: 3 reps: 8", "reps 8 sets 3": a unit before its number."""
    end = 0
    for index in indices(scene.find.heads(LABELS)):
        item = _label(scene, index, end) if index >= end else None
        if item:
            forms.items[index] = item
            end = item.end


def _label(scene: Scene, index: int, end: int) -> Item | None:
    """The amount or number of sets labelled at `index`; `end`: where the label before it ended."""
    taken = index - 1 in scene.text.numbers and not glued_label(scene, index - 1)  # "3 sets: 8 8 8"
    if index != end and taken and not scene.sep(index).strip(" "):
        return None
    for unit in ("set", "reps", "seconds"):
        if unit == "set" and scene.word(index) not in ("sets", "rounds"):
            continue
        length = scene.starts(unit, index)
        number = index + length + (scene.word(index + length) in ("done", "was", "were", "each"))
        value = scene.value(number) if length else None
        if value is None or scene.sep(number).strip(" :=-") or not _alone(scene, number):
            continue
        if unit == "set":
            return Item("count", index, number + 1, count=value) if value <= MOST_SETS else None
        amounts = in_unit(scene, value, unit)
        return Item("amount", index, number + 1, amounts=amounts, unclear=not amounts)
    return None


def _alone(scene: Scene, index: int) -> bool:
    """Whether the number has no unit, sign or further number behind it, but maybe the next label with its own."""
    after = index + 1
    if after in scene.text.numbers or (index in scene.text.spelled and scene.at("evening_or_so", after)):
        return False  # "did my sets one evening"
    if scene.word(after) in ("x", "by", "times", "of", "out", "to", "or", "and", "minutes", "hours"):
        return False
    length = max(unit_at(scene, unit, after) for unit in ("set", "reps", "seconds"))
    return not length or scene.value(after + length) is not None
