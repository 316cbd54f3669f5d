"""From text to reading: normalise, mark, decide. Every rule here is one of docs/replies.md."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import cast

from bot.replies import (
    aims,
    alarms,
    apart,
    clock,
    corrections,
    course,
    days,
    decide,
    felt,
    idle,
    loose,
    pain,
    report,
    spans,
    unlabelled,
    where,
    wishes,
)
from bot.replies.draft import Draft, Marked
from bot.replies.finder import Finder
from bot.replies.items import Item
from bot.replies.model import Asked, Intent, Plan, Question, Reading
from bot.replies.modes import OTHER, Modes
from bot.replies.scene import Place, Scene
from bot.replies.vocabulary import Vocabulary


def read(text: str, *, now: dt.datetime, plan: Plan, asked: Asked | None, vocabulary: Vocabulary) -> Reading:
    """What `text` says. `now`: the user's local time, naive; `plan`: today's; `asked`: the open question."""
    scenes: dict[str, Scene] = {}  # of a text read in parts, one part can be asked for several times
    readings: dict[str, Reading] = {}

    def look(part: str) -> Scene:
        if part not in scenes:
            words = vocabulary.text(part)
            scenes[part] = Scene(words, Finder(vocabulary.lexicon, words), now, plan, asked, vocabulary)
        return scenes[part]

    def told(part: str) -> Reading:
        if part not in readings:
            readings[part] = _read("", part, look(part))
        return readings[part]

    name, text = _slashed(text, vocabulary)
    if name:
        return _read(name, text, look(text))
    return apart.read_apart(text, look, told)


def _read(name: str, text: str, scene: Scene) -> Reading:
    """What is told in a scene; `name` is what was typed behind a slash."""
    marked = mark(scene, text.lstrip())
    draft = decide.decide(scene, marked)
    if name:
        _named(draft, name, scene.vocabulary)
    return Reading(
        intents=cast(frozenset[Intent], frozenset(draft.intents)),
        sets=draft.sets,
        pain=draft.pain,
        date=draft.date,
        at=draft.at,
        until=draft.until,
        time=draft.time,
        timezone=draft.timezone,
        ask=cast(frozenset[Question], frozenset(draft.ask)),
        signs=tuple(dict.fromkeys(sign for sign, _, _ in marked.signs)),
        where=where.where(scene, draft),
        cleared=decide.cleared(scene),
        command=draft.command,
        marks=tuple(scene.marks),
    )


VAGUE = ("half_done", "cut_short")


def mark(scene: Scene, text: str) -> Marked:
    """Find everything that means something; each number goes to the first that can show a right to it."""
    modes = Modes(scene)
    signs = alarms.find_alarms(scene) or _signs_of_rest(scene)
    found = wishes.find_wishes(scene, signs, lambda index: modes.of(index) == OTHER)
    dones = report.done_places(scene, modes, found)
    for place in dones:
        scene.mark(*place, "done")
    parts = [place for name in VAGUE for place in report.vague_places(scene, modes, name)]
    ticked = [(start - 1, end) for start, end in dones if not scene.word(start)[0].isalnum()]  # "exercises ✅"
    wishes.drop_reported(found, [*dones, *ticked, *parts])
    dates = days.find_days(scene)
    clocks = clock.find_clocks(scene)
    lengths = spans.find_spans(scene)
    idle.claim_spans(scene, lengths)
    idle.claim_labels(scene)
    aims.claim_aims(scene)
    idle.claim_scales(scene)
    idle.claim_quiet_hours(scene)
    answers = scene.asks_pain
    course.claim_named(scene)
    corrections.claim_told(scene)
    by_set = pain.of_sets(scene)
    strong = [] if answers and not _listed(scene) and not _trains(scene) else report.strong_items(scene)
    tolds = [*by_set, *pain.find_pain(scene)]
    clocks += loose.loose_clocks(scene, found)
    idle.claim_counted(scene)
    tolds = pain.more_pain(scene, tolds)
    bare: list[Item] = []
    resaid = "edit" in found and scene.has("set") and not scene.has("pain")
    if answers and not _listed(scene) and not resaid:
        tolds += pain.asked_pain(scene)
    else:
        bare = unlabelled.bare_items(scene, strong)
        tolds += pain.left_over(scene) if answers and not tolds else []
    items = _that_count(scene, [*strong, *bare], found.get("undo", []), signs)
    first = min([i.at for i in items if i.kind != "side"] + [t.start for t in tolds], default=len(scene.words))
    tolds = felt.that_count(tolds, dates, scene)
    if "snooze" in found:
        wishes.drop_overlapping(found, ("snooze",), felt.when_told(scene, tolds))
    if "undo" in found or "edit" in found:
        wishes.drop_overlapping(found, ("undo", "edit"), _corrected_inside(scene, items, dones))
    return Marked(
        modes,
        signs,
        found,
        dates,
        sorted(clocks, key=lambda c: c.start),
        lengths,
        tolds,
        items,
        dones,
        {name: report.vague_places(scene, modes, name) for name in VAGUE},
        text.startswith("*") and not text.startswith("**"),  # what is between two stars is bold
        first,
    )


def _that_count(scene: Scene, items: list[Item], undone: list[Place], signs: list[tuple[str, int, int]]) -> list[Item]:
    """The pieces of the report in order, without those that only say when it hurt, or belong to a wish or a sign."""
    kept = [item for item in sorted(items, key=lambda item: item.at) if not course.only_when(scene, item)]
    kept = [item for item in kept if not any(start <= item.at < end for start, end in undone)]
    return [i for i in kept if not (_of_sign(scene, i, signs) or (i.weak and scene.starts("once_that", i.at)))]


def _corrected_inside(scene: Scene, items: list[Item], dones: list[Place]) -> list[Place]:
    """The words that put right what the same message says, and so take back nothing told before."""
    inside = corrections.correction_inside(scene, items, dones)
    if not inside or scene.within_any("told_before", *inside):
        return []
    return [inside, *(place for place in scene.places("correction") if place[0] > inside[0])]  # "er 25, i meant"


def _trains(scene: Scene) -> bool:
    """Whether an answer to a question about pain speaks of training, so that not every number is of pain."""
    return any(scene.has(name) for name in ("set", "reps", "seconds", "times", "done", "did_train"))


def _of_sign(scene: Scene, item: Item, signs: list[tuple[str, int, int]]) -> bool:
    """Whether a "twice" or "3 times" counts how often an alarm sign was there."""
    if item.kind != "count" or (not item.weak and scene.word(item.end - 1) not in ("times", "goes")):
        return False
    low, high = scene.clause(item.at)
    if not scene.begun(low, high, "did", "done"):
        low, high = scene.sentence(item.at)
    return any(low <= start < high for _, start, _ in signs)


def _signs_of_rest(scene: Scene) -> list[tuple[str, int, int]]:
    """Of a long text every part that may hold an alarm sign is read for one, until one is found."""
    for typed in scene.text.rest:
        words = scene.vocabulary.text(typed)
        part = Scene(words, Finder(scene.vocabulary.lexicon, words), scene.now, scene.plan, None, scene.vocabulary)
        signs = alarms.find_alarms(part)
        if signs:
            scene.marks += part.marks
            return [(sign, len(scene.words), len(scene.words)) for sign, _, _ in signs]
    return []


def _listed(scene: Scene) -> bool:
    """Whether two or more bare amounts stand in a row: sets, whatever was asked; but "2-3" and "2 to 3" are a range."""
    free = scene.free()
    if len(free) == 2 and 0 in (scene.text.numbers[free[0]], scene.text.numbers[free[1]]):
        return False  # "nearly zero, 1"
    for one, other in itertools.pairwise(free):
        joined = scene.sep(other).strip()
        if other == one + 1 and (joined in ("", ",", "/", "+", ";") or (joined == "-" and len(free) > 2)):
            return True
    several = [p for p in free if p + 2 in free and scene.word(p + 1) == "and"]
    return len(several) > 1  # "10 and 10 and 6"


_SLASH = re.compile(r"\s*/([a-zA-Z_]+)(?:@\w+)?")


def _slashed(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """(what a leading /name means or "", the text without slash and bot's name)."""
    match = _SLASH.match(text)
    if not match:
        return "", text
    name = match[1].lower()
    return vocabulary.slash.get(name, ""), f"{name.replace('_', ' ')} {text[match.end() :]}"


def _named(draft: Draft, name: str, vocabulary: Vocabulary) -> None:
    """What was typed with a slash is meant, whatever its words say besides."""
    if name in vocabulary.intents and name not in draft.intents:
        draft.intents = {name} | (draft.intents - {"help", "next"})
    elif name in vocabulary.commands:
        draft.command = name
        draft.intents.clear()
    draft.ask.discard("intent")
