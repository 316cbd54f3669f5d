"""The report: whether training was told, and which of the numbers left over are its sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.replies import sets, tally
from bot.replies.items import Item
from bot.replies.modes import NOT, TOLD, Modes
from bot.replies.scene import Scene
from bot.replies.tally import Report, Told

Place = tuple[int, int]


def done_places(scene: Scene, modes: Modes, wishes: Mapping[str, list[Place]]) -> list[Place]:
    """Where training as such was reported: "done", "did my exercises", a tick."""
    lasting = [place for name in ABOUT_TRAINING for place in wishes.get(name, [])]
    return [
        place
        for place in scene.places("done")
        if _is_report(scene, modes, *place) and not any(s <= place[0] and place[1] <= e for s, e in lasting)
    ]


ABOUT_TRAINING = ("resume", "pause", "delete", "export")
"""Wishes that may speak of something done: "my pause is finished"."""


def _is_report(scene: Scene, modes: Modes, start: int, end: int) -> bool:
    if "not" in scene.words[max(start - 1, 0) : end] or _taken_back(scene, start):
        return False
    if _customary(scene, start, end):
        return False
    if scene.alarming >> start & 1 and scene.alarming >> (end - 1) & 1:
        return False  # "all tingly round ..."
    if any(scene.within_any(name, start, end) for name in ("not_really_done", "not_done", "not_yet")):
        return False
    return TOLD in (modes.of(start), modes.of(end - 1))


def _customary(scene: Scene, start: int, end: int) -> bool:
    """Whether "as usual", "like always" is said of something else than training."""
    if scene.asked == "sets" or {"usual", "always", "normal"}.isdisjoint(scene.words[start:end]):
        return False
    low, high = scene.clause(start)
    trained = any(scene.within(name, low, high) for name in ("training", "did", "set"))
    return scene.asked in ("pain", "morning_pain") or not trained


def _taken_back(scene: Scene, start: int) -> bool:
    """Whether the words before take the report back: "not possible to complete it", "unable to finish"."""
    if scene.word(start - 1) == "to" and not scene.ended("managed_to", start):
        return True
    low = scene.clause(start)[0]
    return any(scene.at("undone", place) for place in range(max(low, start - 4), start))


def strong_items(scene: Scene) -> list[Item]:
    """The pieces that are sets by their own form: 3x8, 3 sets, 8 reps, left, last set."""
    return sets.find_items(scene, bare=False)


def bare_items(scene: Scene, strong: list[Item], modes: Modes) -> list[Item]:
    """The numbers left over that are amounts: in a row, beside a strong piece, or after "did"."""
    bare = [item for item in sets.find_items(scene, bare=True) if item.kind == "amount"]
    every = sorted([*strong, *bare], key=lambda item: item.at)
    kept = []
    places = {item.at: place for place, item in enumerate(every)}
    for item in bare:
        place = places[item.at]
        before = every[place - 1] if place else None
        behind = every[place + 1] if place + 1 < len(every) else None
        tied = (before and _close(scene, before.end, item.at)) or (behind and _close(scene, item.end, behind.at))
        each = any(scene.at("total", place) for place in (item.end, item.end + 1, item.at - 1, item.at - 2)) or any(
            scene.at("every_set", place) and scene.sentence(place) == scene.sentence(item.at)
            for place in (item.at - 1, item.at - 2, item.end, item.end + 1)
        )
        if tied or each or item.every or _reported(scene, item.at):
            kept.append(item)
        else:
            for index in range(item.at, item.end):
                scene.claims[index] = "left over"
    return kept


def _close(scene: Scene, start: int, end: int) -> bool:
    """Whether only joining words stand between, none that begins to tell how it felt."""
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


def sides_that_count(scene: Scene, items: list[Item]) -> list[Item]:
    """Without the sides that only say where it hurt or which was easier."""
    kept = []
    numbered = {scene.clause(item.at) for item in items if item.kind != "side"}
    for item in items:
        if item.kind == "side":
            clause = scene.clause(item.at)
            cued = any(scene.within(name, *clause) for name in ("only", "left_out", "same"))
            cued |= any(scene.word(place) in sets.ORDINALS for place in range(item.end, clause[1]))
            beside = "(" in scene.sep(item.at) and any(item.at == other.end for other in items if other.kind != "side")
            if (not beside and clause not in numbered and not cued) or _of_pain(scene, item, items):
                continue
        kept.append(item)
    return kept


def _of_pain(scene: Scene, item: Item, items: list[Item]) -> bool:
    """Whether the side belongs to a joint or pain: "left knee 2/10", "pain on the right"."""
    apart = bool(scene.sep(item.at).strip(" "))
    if (scene.claims.get(item.at - 1) == "pain" and not apart) or scene.claims.get(item.end) == "pain":
        return True
    if scene.at("pain", item.end) or (
        scene.at("pain", item.at - 1) and not any(o.at in (item.end, item.end + 1) for o in items if o.kind != "side")
    ):
        return True
    if not scene.at("joint", item.end):
        return False
    return not any(item.end <= other.at <= item.end + 4 for other in items if other.kind in ("amount", "sets"))


def only_side(scene: Scene, items: list[Item]) -> str:
    """The one side that was trained where the text says that the other was not: "only left", "skipped the right"."""
    sides = [item for item in items if item.kind == "side" and item.side in ("L", "R")]
    for item in sides:
        if _near(scene, "only", item, before=6, behind=2) and not _left_out(scene, item):
            return item.side
    for item in sides:
        if _left_out(scene, item):
            return "R" if item.side == "L" else "L"
    return ""


def _near(scene: Scene, name: str, item: Item, before: int, behind: int) -> bool:
    low, high = scene.clause(item.at)
    places = [*range(max(low, item.at - before), item.at), *range(item.end, min(high, item.end + behind))]
    return any(scene.at(name, place) for place in places)


def _left_out(scene: Scene, item: Item) -> bool:
    low, high = scene.clause(item.at)
    after = [(s, e) for s, e in scene.places("left_out_after") if s not in scene.text.numbers]
    if any(low <= s and e <= high and item.end <= s <= item.end + 2 for s, e in after):
        return True
    before = [(s, e) for s, e in scene.places("left_out") if s not in scene.text.numbers]
    return any(low <= s and e <= high and e <= item.at <= e + 2 for s, e in before)


def read_report(scene: Scene, items: list[Item], modes: Modes, dones: list[Place]) -> Report:
    """What was reported of sets, out of the pieces that were told."""
    told = [item for item in items if modes.of(item.at) == TOLD]
    told = [item for item in sides_that_count(scene, told) if not _in_sign(scene, item)]
    finished = bool(dones) or (scene.asked == "sets" and scene.has("done_alone"))
    halves = any(
        modes.of(s) == TOLD and not scene.within_any("half_harmless", s, e) and not _half_pain(scene, s)
        for s, e in scene.places("half_done")
    )
    short = any(
        modes.of(s) == TOLD and not scene.within_any("half_harmless", s, e) and scene.claims.get(s) != "pain"
        for s, e in scene.places("cut_short")
    )
    dropped = _dropped(scene, [item for item in items if modes.of(item.at) in (TOLD, NOT)]) or _until_stopped(
        scene, told
    )
    if dropped is not None:
        return dropped
    told = [item for item in told if not item.weak or finished or scene.has("did")]
    told = _instead_of_denied(items, told, modes)
    told = _so_many(scene, told)
    numbers = any(item.kind in ("count", "sets", "amount", "pair") for item in told)
    vague = halves or (short and not numbers)
    if vague:
        finished = True
    real = [item for item in told if item.kind != "side" or item.side in ("other_side", "L", "R")]
    real = [item for item in real if item.kind != "side" or not _left_out(scene, item)]
    only = only_side(scene, [item for item in items if not _in_sign(scene, item)])
    each = scene.has("every_set")
    if not numbers and not finished and not only and not any(item.kind == "ordinal" and item.amounts for item in told):
        if any(item.side == "other_side" for item in told) and scene.has("did"):
            return Report(ask="side", said=True)
        return Report()
    if not numbers and not finished and not (only and scene.has("did")):
        return Report()
    return tally.assemble(scene, tally.tie_ordinals(scene, real), Told(finished, each, only, vague))


def _half_pain(scene: Scene, start: int) -> bool:
    """ "two and a half" told as pain."""
    return any(
        scene.claims.get(place) == "pain" and scene.at("and_half", place + 1) for place in range(start - 3, start)
    )


def _in_sign(scene: Scene, item: Item) -> bool:
    """Whether the piece is but a word of an alarm sign: "can't feel my left foot"."""
    return item.kind in ("side", "ordinal") and any(s <= item.at < e for s, e in scene.signs)


def _instead_of_denied(items: list[Item], told: list[Item], modes: Modes) -> list[Item]:
    """ "didn't do 3 sets, only 2": the bare number is sets where the denied one was."""
    denied = [item for item in items if item.kind == "count" and modes.of(item.at) == NOT]
    amounts = [item for item in told if item.kind != "side"]
    if denied and len(amounts) == 1 and amounts[0].kind == "amount" and amounts[0].amounts:
        return [replace(item, kind="count", count=item.amounts[0]) if item is amounts[0] else item for item in told]
    return told


def _so_many(scene: Scene, told: list[Item]) -> list[Item]:
    """ "got 2 done, skip the rest": a lone number below the planned ones is of sets where the rest was left out."""
    amounts = [item for item in told if item.kind != "side"]
    if len(amounts) != 1 or amounts[0].kind != "amount" or not scene.has("rest_skipped"):
        return told
    item = amounts[0]
    many = item.amounts[0] if item.amounts and not item.less and item.end == item.at + 1 else 0
    if not 0 < many < scene.plan.sets:
        return told
    return [replace(item, kind="count", count=many, amounts=()) if other is item else other for other in told]


def _until_stopped(scene: Scene, items: list[Item]) -> Report | None:
    """ "stopped after the first set": the sets up to the one named."""
    for item in items:
        if item.kind == "ordinal" and (item.count or 0) > 0 and item.at:
            before = item.at - 1 - (scene.word(item.at - 1) == "the")
            if scene.word(before) == "after" and scene.at("stopped", before - 1):
                return Report(((scene.plan.amount,) * 2,) * int(item.count or 1), said=True)
    return _first_only(scene, items)


def _first_only(scene: Scene, items: list[Item]) -> Report | None:
    """ "first two sets only": those, and nothing after them."""
    told = [item for item in items if item.kind != "side"]
    if len(told) != 1 or told[0].kind != "ordinal" or told[0].count != 1:
        return None
    item = told[0]
    near = (item.at - 1, item.at - 2, item.end)
    if not scene.starts("set", item.end - 1) or not any(scene.at("only", place) for place in near):
        return None
    return Report(((scene.plan.amount, scene.plan.amount),) * int(item.amounts[0]), said=True)


def _dropped(scene: Scene, items: list[Item]) -> Report | None:
    """ "skipped the last set", "all but one set": the plan without what was left out."""
    plan = scene.plan
    for _, end in scene.places("skipped_part"):
        for item in items:
            if (
                item.kind == "ordinal"
                and end <= item.at <= end + 1 + scene.at("set_label", item.at - 1)
                and (
                    scene.at("set", item.end - 1)
                    or scene.starts("set_too", item.end - 1)
                    or scene.word(item.end - 1) == "1"
                    or scene.at("set_label", item.at - 1)
                )
                and not any(item.end <= other.at <= item.end + 4 for other in items if other.kind == "amount")
            ):
                amounts = [(plan.amount, plan.amount)] * (plan.sets - int(item.amounts[0]))
                return Report(tuple(amounts) or None, "" if amounts else "sets", said=True)
    for start, end in scene.places("all_but"):
        number = scene.text.numbers.get(end, 0)
        lone = not any(item.at <= end < item.end for item in items) and not scene.at("reps", end + 1)
        if lone and scene.word(start) in ("all", "everything") and 0 < number < plan.sets:
            return Report(((plan.amount,) * 2,) * (plan.sets - int(number)), said=True)
        for item in items:
            if (
                item.kind == "count"
                and end <= item.at <= end + 2
                and (scene.word(start) in ("all", "everything", "missed", "skipped", "dropped") or scene.has("done"))
            ):
                left = plan.sets - int(item.count or 0)
                return Report(((plan.amount, plan.amount),) * left or None, "" if left > 0 else "sets", said=True)
    return None
