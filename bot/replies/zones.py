"""Where the user says to be: a place's timezone."""

from __future__ import annotations

from collections.abc import Iterator

from bot.replies.draft import Draft, Marked
from bot.replies.gazetteer import MOST_WORDS
from bot.replies.modes import OTHER, Modes
from bot.replies.scene import Scene


def decide_timezone(scene: Scene, marked: Marked, draft: Draft) -> None:
    named = "timezone" in marked.wishes
    zone = _zone(scene, marked.modes, named)
    if zone:
        draft.timezone = zone
        draft.intents.add("timezone")
        if named and draft.time is None:
            draft.intents.discard("time")
            draft.ask.discard("when")
        if named and not scene.has("resume_firm"):
            draft.intents.discard("resume")  # "back home in Denver"
    elif named:
        draft.intents.add("timezone")
        draft.intents -= {"help", "time", "demo"}
        draft.ask.discard("when")


def _zone(scene: Scene, modes: Modes, named: bool) -> str | None:
    """The zone of a place where the user says to be, to live or to have moved, or that is named beside a timezone."""
    for start, end in scene.places("located"):
        there = not (scene.ended("not_there", start) or scene.ended("not_there", end - 1))
        if there and modes.of(end - 1) != OTHER:
            size, zone = _place_at(scene, end)
            if zone:
                scene.mark(end, end + size, "place", zone)
                return zone
    for start, size, zone in _places(scene) if named or scene.has("place_after") else ():
        own = scene.starts("place_after", start + size) or (named and scene.word(start - 1) != "from")
        if own and modes.of(start) != OTHER:
            scene.mark(start, start + size, "place", zone)
            return zone
    return None


def _places(scene: Scene) -> Iterator[tuple[int, int, str]]:
    """(start, words, zone) of every place named."""
    index = 0
    while index < len(scene.words):
        size, zone = _place_at(scene, index)
        if zone:
            yield index, size, zone
        index += max(size, 1)


def _place_at(scene: Scene, index: int) -> tuple[int, str]:
    """(words, zone) of the longest name of a place at `index`; (0, "") where there is none."""
    if scene.at("not_a_place", index):
        return 0, ""
    for size in range(min(MOST_WORDS, len(scene.words) - index), 0, -1):
        zone = scene.vocabulary.zone(scene.words[index : index + size])
        if zone:
            return size, zone
    return 0, ""
