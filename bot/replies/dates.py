"""The day trained, where it is not today; and several days in one message."""

from __future__ import annotations

import itertools
from dataclasses import replace

from bot.replies.almanac import Day, in_past, to_come
from bot.replies.draft import Draft, Marked
from bot.replies.items import Item
from bot.replies.modes import OTHER, PAST, TOLD
from bot.replies.scene import Scene
from bot.replies.stories import tells_else


def first_day(scene: Scene, marked: Marked, items: list[Item]) -> list[Item]:
    """Of several training days in one message the sets of the first count (and the day is asked for)."""
    if len(marked.days) < 2:
        return items
    told = [item for item in items if marked.modes.of(item.at) == TOLD]
    trained = _days_trained(scene, marked, told)
    if len({day.date for day, _ in trained}) < 2:
        return items
    return trained[0][1] or items


def _days_trained(scene: Scene, marked: Marked, items: list[Item]) -> list[tuple[Day, list[Item]]]:
    """The days named in a clause with sets, each with these sets; none where two share their clause."""
    found: list[tuple[Day, list[Item]]] = []
    clauses = []
    for day in marked.days:
        low, high = scene.clause(day.start)
        own = [item for item in items if low <= item.at < high and item.kind != "side"]
        done = any(low <= start < high for start, _ in marked.dones)
        if (own or done) and day.kind != "tomorrow" and not _from_there(scene, marked, day):
            found.append((day, own))
            clauses.append(low)
    return found if len(set(clauses)) == len(clauses) else _headed(marked, items)


def _headed(marked: Marked, items: list[Item]) -> list[tuple[Day, list[Item]]]:
    """ "mon: 8 8 8 tue: 8 8 7": each day with what follows it, where the first one heads them all."""
    past = [day for day in marked.days if day.kind != "tomorrow"]
    told = [item for item in items if item.kind != "side"]
    if not told or not past or told[0].at < past[0].end:
        return []
    ends = [day.start for day in past[1:]] + [10**6]
    parts = [(day, [i for i in told if day.end <= i.at < end]) for day, end in zip(past, ends, strict=True)]
    return [(day, own) for day, own in parts if own]


def decide_date(scene: Scene, marked: Marked, draft: Draft) -> None:
    """The day trained, where it is not today."""
    if draft.date is not None or not draft.intents & {"log", "skip", "edit"}:
        return
    named = []
    for day in marked.days:
        if day.kind in ("today", "tomorrow") or day.kind == "unclear":
            continue
        if (
            _from_there(scene, marked, day)
            or marked.modes.of(day.start) in (PAST, OTHER)
            or _busy_clause(scene, marked, day)
            or scene.ended("farewell", day.start - (scene.word(day.start - 1) in ("on", "next")))
            or _story_behind(scene, marked, day)
            or ("log" in draft.intents and _day_off(scene, marked, day))
            or _today_said(scene, marked, day)
            or (draft.until is not None and to_come(day, scene.today) == draft.until)
        ):
            continue
        named.append(day)
    if not named or (draft.until and not draft.intents & {"log"}):
        return
    trained = [day for day, _ in _days_trained(scene, marked, marked.items)]
    together = _together(scene, marked) if draft.intents & {"log", "edit"} else []
    dates = {in_past(day, scene.today) for day in (*named, *trained, *together)}
    if len(dates) > 1 or None in dates:
        draft.ask.add("date")
    else:
        date = dates.pop()
        draft.date = date if date != scene.today else None


def _trained_in(scene: Scene, marked: Marked) -> set[tuple[int, int]]:
    """The clauses that report training."""
    pieces = [item.at for item in marked.items if item.kind != "side"]
    return {scene.clause(start) for start in (*pieces, *(start for start, _ in marked.dones))}


def _told_elsewhere(scene: Scene, marked: Marked, day: Day) -> bool:
    """ "had 2 beers yesterday so it was hard, but 8 8 6": the day ends a clause of its own story."""
    low, high = scene.clause(day.start)
    trained = [i.at for i in marked.items if i.kind != "side"] + [s for s, _ in marked.dones]
    trained += [s for n in ("wish.skip", "wish.edit") for s, _ in scene.places(n)]
    trained += [p for p in range(low, high) if scene.word(p) in ("did", "done", "trained", "managed", "finished")]
    if any(low <= place < high for place in trained) or not any(place >= high for place in trained):
        return False
    own = [
        p for p in range(low, day.start) if not any(scene.at(n, p) for n in ("on_off", "at", "courtesy", "day_word"))
    ]
    return bool(own) and not scene.within_any("logging", low, high)


def _story_behind(scene: Scene, marked: Marked, day: Day) -> bool:
    """ "3x8, on monday the builders come": behind what was trained a clause of its own that tells something else."""
    low, high = scene.clause(day.start)
    trained = _trained_in(scene, marked)
    if (low, high) in trained or not trained or not all(end <= low for _, end in trained):
        return False
    own = [p for p in range(low, high) if not day.start <= p < day.end]
    return tells_else(scene, own) and not scene.within_any("logging", low, high)


def _today_said(scene: Scene, marked: Marked, day: Day) -> bool:
    """Whether what was trained has a "today" of its own in another clause."""
    own = scene.clause(day.start)
    clauses = _trained_in(scene, marked) | {scene.clause(start) for start, _ in marked.wishes.get("skip", [])}
    if own in clauses:
        return False
    return any(scene.clause(other.start) in clauses for other in marked.days if other.kind == "today")


def _busy_clause(scene: Scene, marked: Marked, day: Day) -> bool:
    """Whether the day belongs to something else: its clause tells pain or sore muscles and no training."""
    low, high = scene.clause(day.start)
    if _told_elsewhere(scene, marked, day):
        return True
    if any(told.day and told.day.start == day.start for told in marked.tolds):
        return True
    if any(low <= item.at < high for item in marked.items) or scene.begun(low, high, "done", "did", "wish.skip"):
        return False
    return scene.begun(low, high, "muscle", "muscle_feeling", "pain", "busy_with")


_AND_THEN = frozenset({"and", "plus", "on", "the", "then", "again", "also", "same", "once", "more"})


def _together(scene: Scene, marked: Marked) -> list[Day]:
    """Days side by side, one of them with training: "both today and yesterday", "3x8 yesterday and again today"."""
    past = [day for day in marked.days if day.kind != "tomorrow"]
    trained = _trained_in(scene, marked)
    found: list[Day] = []
    for one, other in itertools.pairwise(past):
        between = scene.words[one.end : other.start]
        if between == ("or",) and trained:
            return [one, replace(other, date=None)]  # "maybe wed or thurs, but i did 3x8"
        joined = "and" in between or "plus" in between or scene.sep(other.start).strip() in ("&", "+")
        beside = scene.clause(one.start) in trained or scene.clause(other.start) in trained
        if joined and beside and _AND_THEN.issuperset(between):
            found += [one, other]
    return found


def _from_there(scene: Scene, marked: Marked, day: Day) -> bool:
    """ "since monday", "sore from yesterday": not the day that was trained; but "3x8 for monday" is."""
    if not scene.at("not_the_day", day.start - 1) or scene.ended("it_was_the", day.start):
        return False
    if scene.sep(day.end).strip() == ":":
        return False  # "from yesterday: 2 sets"
    own = scene.clause(day.start)
    return scene.word(day.start - 1) != "for" or not any(
        item.kind in ("sets", "count", "amount") and scene.clause(item.at) == own for item in marked.items
    )


def days_off(scene: Scene, marked: Marked) -> list[Day]:
    """The earlier days that were told as days without training."""
    return [day for day in marked.days if day.kind not in ("today", "tomorrow") and _day_off(scene, marked, day)]


def _day_off(scene: Scene, marked: Marked, day: Day) -> bool:
    """ "yesterday was a rest day, today 3x8": the clause of the day tells no training, and another one does."""
    own = scene.clause(day.start)
    trained = _trained_in(scene, marked)
    if own in trained or not trained:
        return False
    return any(own == scene.clause(start) for name in NOT_TRAINED for start, _ in scene.places(name))


NOT_TRAINED = ("wish.skip", "not_done", "day_off")
