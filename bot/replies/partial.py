"""Sets left out or cut short: what "all but the last", "stopped after two", "first two only" make of the pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.replies.items import Item
from bot.replies.modes import ANNOUNCED, NAMED, NOT, OTHER, TOLD, Modes
from bot.replies.scene import Scene

MOST_LIKELY = 6
"""So many sets at most a lone number may mean."""
_LOOSE = frozenset(
    {"the", "my", "a", "an", "out", "on", "off", "with", "of", "that", "set", "only", "just", "about", "do"}
)
"""Words that may stand between "skipped", "stopped after" ... and what they speak of."""


def settle(scene: Scene, items: Sequence[Item], modes: Modes) -> list[Item]:
    """The pieces that were told, those that speak of a part of the session turned into what they say of the whole."""
    if not items:
        return []
    known = [item for item in items if modes.of(item.at) in (TOLD, NOT)]
    known = _without_remarked(scene, known)
    outs = {item.at: _as_out(scene, item) for item in known if _is_out(scene, item, known)}
    told = [outs.get(item.at, item) for item in known if item.at in outs or _is_told(item, modes)]
    told = _concluded(scene, told)
    told = _in_a_row(scene, [_stopped_after(scene, item) for item in told])
    told = _without_sums(scene, _answer(scene, _so_many(scene, _instead_of_denied(items, told, modes))))
    told = _one_more(scene, _counted_apart(scene, told))
    return _said_twice(_first_only(scene, told))


def _without_remarked(scene: Scene, items: list[Item]) -> list[Item]:
    """ "20s felt easy, did 25 25 25", "8 reps was too easy so 3x10": beside a whole session an amount that is only
    remarked on."""
    amounts = [item for item in items if item.kind in ("amount", "sets")]
    first = amounts[0] if amounts else None
    if first is None or first.kind != "amount" or scene.word(first.end) not in _REMARKS:
        return items
    rest = [item for item in amounts[1:] if item.at > scene.clause(first.at)[1] - 1]
    whole = sum(item.count or 1 for item in rest) >= scene.plan.sets
    return [item for item in items if item is not first] if whole else items


_REMARKS = frozenset({"felt", "feels", "was", "were", "is", "are", "seemed", "became", "got"})


def _is_told(item: Item, modes: Modes) -> bool:
    if item.less:
        return True  # "couldn't get the last rep": what is denied is the rep, not the training
    return modes.of(item.at) == TOLD and (item.kind != "sets" or modes.of(item.end - 1) == TOLD)  # "3x8 to go"


def _as_out(scene: Scene, item: Item) -> Item:
    """A number of sets, or those named by their place, as left out."""
    if item.kind == "ordinal":
        return replace(item, kind="out")
    if item.kind == "rest":  # "first set 10, skipped the other two"
        return replace(item, kind="out", count=None, amounts=(scene.plan.sets - 1.0,))
    return replace(item, kind="out", count=None, amounts=(item.count or 1.0,))


def _is_out(scene: Scene, item: Item, items: Sequence[Item]) -> bool:
    """Whether the sets named are told as left out: "skipped the last set", "the third didn't happen", "all but one"."""
    if item.kind == "amount" and _bare(item) and item.amounts[0] < scene.plan.sets:
        number = scene.ended("all_but", item.at) > 0 and scene.ended("all_but_one", item.at) > 0
        return number and not scene.at("reps", item.end)
    if item.kind == "rest":
        return not item.joined and scene.ended("out_before", _before(scene, item.at)) > 0
    if item.kind not in ("ordinal", "count") or (item.count or 0) > scene.plan.sets:
        return False
    near = [other for other in items if item.end <= other.at <= item.end + 4 and other.kind == "amount"]
    named = scene.ended("out_before", _before(scene, item.at)) > 0 or _behind(scene, item)
    behind = [other for other in items if other.at >= item.end and other.kind == "amount"]
    loose = item.kind == "ordinal" and not (named and len(behind) > 1)  # "skipped the middle set, 8 and 8"
    if any(loose or scene.clause(other.at) == scene.clause(item.at) for other in near):
        return False
    if "single" in scene.words[item.at : item.end] or scene.at("reps", item.end):
        return False  # "couldn't do a single set", "couldn't get the last two reps"
    if _behind(scene, item):
        return True
    before = _before(scene, item.at)
    if scene.ended("out_before", before) or (item.kind == "ordinal" and scene.word(item.at - 1) == "no"):
        return True
    return item.kind == "ordinal" and _named_set(scene, item) and scene.ended("out_before_named", before) > 0


def _behind(scene: Scene, item: Item) -> bool:
    """ "the third didn't happen", "last set skipped", "one set short"."""
    after = item.end
    while scene.word(after) in ("i", "was", "is", "got", "has", "had", "that") and after < item.end + 2:
        after += 1
    low, high = scene.clause(item.at)
    return any(low <= place < high and scene.starts("out_after", place) > 0 for place in {item.end, after})


def _before(scene: Scene, index: int) -> int:
    """Where what is said of the piece at `index` ends: before its article and the like."""
    place = index
    while scene.word(place - 1) in _LOOSE and index - place < 3 and not scene.ended("out_before", place):
        place -= 1
    return place


def _named_set(scene: Scene, item: Item) -> bool:
    last = item.end - 1
    labelled = scene.at("set_label", item.at - 1)
    return labelled or scene.word(last) == "1" or bool(scene.starts("set", last) or scene.starts("set_too", last))


def _stopped_after(scene: Scene, item: Item) -> Item:
    """ "stopped after the first set", "gave up after two": so many sets."""
    place = item.at
    while scene.word(place - 1) in _LOOSE and item.at - place < 3:
        place -= 1
    after = scene.word(place - 1) == "after" and item.kind == "ordinal"
    broke_off = after and any(item.end <= start <= item.end + 4 for start, _ in scene.places("and_stopped"))
    at_set = item.kind == "ordinal" and scene.word(place - 1) == "at"  # "stopped at set 2"
    at_set = at_set and any(scene.ended("stopping", end) for end in (place, place - 1))
    if not (scene.ended("stopped_after", place) or broke_off or at_set):
        return item
    if item.kind == "ordinal" and (item.count or 0) > 0:
        return replace(item, kind="count", count=(item.count or 1) + item.amounts[0] - 1, amounts=())
    if _bare(item) and 1 <= item.amounts[0] <= scene.plan.sets:
        return _of_sets(item)  # "made it to 2 on the right"
    return item


def _in_a_row(scene: Scene, items: list[Item]) -> list[Item]:
    """ "first two as planned, then 5", "first 8 then 6": what follows the first is a set of its own."""
    told = [item for item in items if item.kind != "side"]
    ordinals = [item for item in told if item.kind == "ordinal"]
    if not ordinals:
        return items
    if ordinals[0] is told[0] and _as_planned(scene, told):
        count = _of_sets(told[0])
        kept = [item for item in items if item.kind != "ordinal" or item is told[0]]
        return [count if item is told[0] else replace(item, joined=item.kind == "amount") for item in kept]
    if len(ordinals) != 1 or ordinals[0] is not told[0] or ordinals[0].count != 1 or len(told) < 2:
        return items
    first, rest = told[0], told[1:]
    if any(item.kind != "amount" or len(item.amounts) != 1 or item.less for item in rest):
        return items
    if len(rest) >= scene.plan.sets and first.amounts[0] == 1:
        return [item for item in items if item is not first]
    return [item for item in items if item is not first] if len(rest) > 1 and first.amounts[0] == 1 else items


def _as_planned(scene: Scene, told: list[Item]) -> bool:
    """ "first 2 full, just 3 in the last", "full sets for the first two then 5": so many as planned, then an amount."""
    first, rest = told[0], told[1:]
    amounts = [item for item in rest if item.kind == "amount"]
    named = [item for item in rest if item.kind == "ordinal"]
    if first.count != 1 or not amounts or len(named) + len(amounts) != len(rest) or len(named) > 1:
        return False
    if any(len(item.amounts) != 1 or item.less for item in amounts) or (len(amounts) > 1 and named):
        return False
    if any(item.count not in (-1, first.amounts[0] + 1) for item in named):
        return False
    before = scene.back_over(("for", "on", "in", "the", "my"), first.at)
    full = before < first.at and scene.ended("side_full", before) > 0
    return full or any(scene.starts("side_full", place) for place in range(first.end, rest[0].at))


def _first_only(scene: Scene, items: list[Item]) -> list[Item]:
    """ "first two sets only", "first two done, remind me for the last": those, and nothing after them."""
    told = [item for item in items if item.kind != "side"]
    if not told or told[0].kind != "ordinal" or told[0].count != 1:
        return items
    if told[0].amounts[0] > 1 and scene.at("got_done", told[0].end):
        told = [item for item in told if item is told[0] or item.kind != "ordinal"]
    amount = len(told) == 2 and _bare(told[1]) and not scene.has("rest_sets")  # "just the first one, 15"
    if len(told) > 1 and not amount:
        return items
    item = told[0]
    near = (*range(item.at - 4, item.at), item.end)
    named = scene.asked == "sets" or item.amounts[0] > 1 or _named_set(scene, item)
    did = scene.at("did", item.at - 1 - (scene.word(item.at - 1) in ("the", "my"))) or scene.at("got_done", item.end)
    after = item.end + scene.at("got_done", item.end)
    broke = scene.word(after) in ("and", "then", "but", "before", "until", "when")  # "did the first set and then ..."
    lone = broke and len(told) == 1 and _named_set(scene, item) and not scene.has("rest_sets")
    did = did and (item.amounts[0] > 1 or lone)
    only = scene.asked == "sets" or did or any(scene.at("only", place) for place in near)
    if not (named and only):
        return items
    count = _of_sets(item)
    return [count if other is item else other for other in items if other in told or other.kind == "side"]


def _answer(scene: Scene, items: list[Item]) -> list[Item]:
    """ "I managed 2": after the question how many a lone number is of sets."""
    numbers = [item for item in items if item.kind not in ("side", "ordinal")]
    if scene.asked != "sets" or len(numbers) != 1 or not _bare(numbers[0]) or numbers[0].every:
        return items
    item, most = numbers[0], 6
    near = (item.at - 1, item.end, item.end + (scene.word(item.end) in ("in", "on", "for")))
    if any(scene.at("every_set", place) or scene.at("each", place) for place in near):
        return items
    if not 1 <= item.amounts[0] <= most or any(other.kind == "ordinal" and other.amounts for other in items[:1]):
        return items
    return [_of_sets(item) if other is item else other for other in items]


def _counted_apart(scene: Scene, items: list[Item]) -> list[Item]:
    """ "10 s each, three", "3, 8 reps": a small bare number beside one amount is of sets."""
    told = [item for item in items if item.kind != "side"]
    if len(told) != 2:
        return items
    bare = [item for item in told if _bare(item) and item.amounts[0] <= scene.plan.sets and not item.every]
    other = [item for item in told if item not in bare]
    if scene.plan.unit == "seconds":
        times = [item for item in told if item.unclear and scene.at("reps", item.end - 1)]
        many = scene.text.numbers.get(times[0].at, 0) if times else 0
        if len(times) == 1 and many == scene.plan.sets:  # "20 seconds, three repetitions"
            count = replace(times[0], kind="count", count=many, amounts=(), unclear=False)
            return [count if item is times[0] else item for item in items]
    if len(bare) != 1 or other[0].kind != "amount" or other[0].unclear:
        return items
    each = other[0].every or any(scene.at("each", place) for place in (other[0].at - 1, other[0].end))
    if not (each or (scene.asked == "sets" and other[0].end > other[0].at + 1 and bare[0].at < other[0].at)):
        return items
    count = _of_sets(bare[0])
    return [count if item is bare[0] else item for item in items]


def _instead_of_denied(items: Sequence[Item], told: list[Item], modes: Modes) -> list[Item]:
    """ "didn't do 3 sets, only 2", "supposed to do 3 sets, did 1": the bare number is sets where the other one was."""
    amounts = [item for item in told if item.kind not in ("side", "out")]
    few = len(amounts) == 1 and _bare(amounts[0]) and amounts[0].amounts[0] < min(MOST_LIKELY, items[0].count or 0)
    meant = (NOT, OTHER, NAMED, ANNOUNCED) if few else (NOT, OTHER)
    denied = [item for item in items if item.kind == "count" and modes.of(item.at) in meant]
    if denied and len(amounts) == 1 and amounts[0].kind == "amount" and amounts[0].amounts:
        told = [item for item in told if item.kind != "out"]
        return [replace(item, kind="count", count=item.amounts[0]) if item is amounts[0] else item for item in told]
    return told


def _so_many(scene: Scene, told: list[Item]) -> list[Item]:
    """ "got 2 done, skip the rest", "4 instead of 3": a lone number of sets, the rest or the plan's named."""
    amounts = [item for item in told if item.kind not in ("side", "out")]
    if len(amounts) != 1 or not _bare(amounts[0]):
        return told
    item = amounts[0]
    rest = scene.has("rest_skipped") and item.amounts[0] < scene.plan.sets
    planned = scene.starts("instead", item.end)
    planned = planned and scene.text.numbers.get(item.end + planned) == scene.plan.sets
    # "it wasn't 3 sets it was 2", "i forgot a set, it was 4"
    swapped = any(kind == "replaced" and scene.starts("set", place + 1) for place, kind in scene.claims.items())
    outs = [other for other in told if other.kind == "out"]
    if outs and item.amounts[0] + sum(other.amounts[0] for other in outs) == scene.plan.sets:
        told, swapped = [other for other in told if other.kind != "out"], True  # "did two and skipped the third"
    if outs and scene.plan.sets < item.amounts[0] <= MOST_LIKELY:
        told, swapped = [other for other in told if other.kind != "out"], True
    swapped |= item.amounts[0] < scene.plan.sets and scene.ended("got_through", item.at) > 0
    if not item.amounts[0] > 0 or not (rest or planned or swapped):
        return told
    return [_of_sets(item) if other is item else other for other in told]


def _concluded(scene: Scene, told: list[Item]) -> list[Item]:
    """ "one set in each ad break, so 4 sets": the sum of what was told, in so many words."""
    counts = [item for item in told if item.kind == "count"]
    if not counts:
        return told
    summed = told[-1] if told[-1] is not counts[-1] and _bare(told[-1]) else None
    ends = summed and (scene.at("total", summed.end) or scene.starts("correction", summed.end) > 0)
    if summed and ends and counts[0].at < summed.at and summed.amounts[0] <= MOST_LIKELY:
        return [_of_sets(summed)]  # "one every hour, three in all", "3 sets. 4 actually"
    last = counts[-1] if len(counts) > 1 else None
    if last is None or scene.word(last.at - 1) not in ("so", "makes", "is", "total", "altogether"):
        return told
    return [item for item in told if item is last or item.kind != "count"]


def _one_more(scene: Scene, told: list[Item]) -> list[Item]:
    """ "threw a 4th set in": a set behind the last one of the plan, without an amount, makes one more."""
    lone = [item for item in told if item.kind == "ordinal" and item.count == scene.plan.sets + 1]
    if len(lone) != 1 or any(item.kind not in ("ordinal", "side") for item in told) or len(told) > 1:
        return told
    if not any(scene.ended(name, lone[0].at) for name in ("a_further", "extra_verb")) or "no" in scene.words:
        return told
    return [replace(lone[0], kind="count", amounts=())]


def _without_sums(scene: Scene, items: list[Item]) -> list[Item]:
    """ "3x8 each side, so 48 reps in total": behind a whole session in so many words its sum."""
    whole = [item for item in items if item.kind == "sets" and len(item.amounts) == 1 and item.count]
    if not whole:
        return items
    count, amount = whole[0].count or 0, whole[0].amounts[0]
    sums = {2 * amount, count * amount, 2 * count * amount}
    return [item for item in items if not (_concludes(scene, item) and item.amounts[:1] and item.amounts[0] in sums)]


def _concludes(scene: Scene, item: Item) -> bool:
    """Whether "so" or "makes" leads to the amount, or it is called a total."""
    led = scene.word(item.at - 1) in ("so", "makes", "making") or scene.at("total", item.end)
    return item.kind == "amount" and led


def _of_sets(item: Item) -> Item:
    """The piece with its number as one of sets."""
    return replace(item, kind="count", count=item.amounts[0], amounts=())


def _bare(item: Item) -> bool:
    """Whether the piece is but a number."""
    return item.kind == "amount" and len(item.amounts) == 1 and not item.less and item.end == item.at + 1


def _said_twice(items: list[Item]) -> list[Item]:
    """ "one extra set, so 4": the number of sets again."""
    counts = {item.count for item in items if item.kind == "count"}
    other = any(item.kind in ("sets", "pair") for item in items)
    if len(counts) != 1 or other:
        return items
    repeated = [item for item in items if _bare(item) and item.amounts[0] in counts and item.amounts[0] <= 6]
    amounts = [item for item in items if item.kind == "amount"]
    extra = any(item.kind == "count" and item.less for item in items)
    return [item for item in items if item not in repeated] if extra and repeated == amounts else items
