"""Where the user says to be: a place's timezone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.replies import pauses
from bot.replies.draft import Draft, Marked
from bot.replies.finder import indices
from bot.replies.gazetteer import MOST_WORDS
from bot.replies.modes import OTHER
from bot.replies.scene import Scene
from bot.replies.stories import strange


def decide_timezone(scene: Scene, marked: Marked, draft: Draft) -> None:
    named = "timezone" in marked.wishes
    zone = _zone(scene, marked, named, passing=draft.until is not None)
    if zone:
        draft.timezone = zone
        draft.intents.add("timezone")
        if draft.time is None and not scene.has("reminder"):
            draft.intents.discard("time")
            draft.ask.discard("when")  # "i'm on New York time these days"
        if named and draft.time is None:
            draft.intents.discard("time")
            draft.ask.discard("when")
        if named and not scene.has("resume_firm") and not _apart(scene, marked):
            draft.intents.discard("resume")  # "back home in Denver"
    elif named:
        draft.intents.add("timezone")
        draft.intents -= {"help", "time", "demo"}
        draft.ask.discard("when")


def _apart(scene: Scene, marked: Marked) -> bool:
    """Whether being back is told in another sentence: "i'm back. change the time zone to London"."""
    zones = {scene.sentence(start) for start, _ in marked.wishes["timezone"]}
    return all(scene.sentence(start) not in zones for start, _ in marked.wishes.get("resume", []))


def _zone(scene: Scene, marked: Marked, named: bool, *, passing: bool) -> str | None:
    """The zone of a place where the user says to be, to live or to have moved, or that is named beside a timezone."""
    for start, end in scene.places("located"):
        if any(start <= span.end < end and pauses.is_trip(scene, span) for span in marked.spans):
            continue  # "two weeks in spain"
        if any(s < end <= e for s, e in scene.places("not_timezone")):
            continue  # "my favourite city is rome", "thinking of moving to spain"
        if end - start == 1 and scene.word(start - 2) in ("the", "a") and strange(scene, start - 1):
            continue  # "the weather in berlin"
        if passing and not named and (end - start == 1 or scene.word(start) in ("off", "going")):
            continue  # "wedding in goa, off for 4 days"
        there = not (scene.ended("not_there", start) or scene.ended("not_there", end - 1))
        if there and marked.modes.of(end - 1) != OTHER and not _theirs(scene, start):
            size, zone = _place_at(scene, end)
            if not zone:
                size, zone = _place_at(scene, end, mended=True)
            if zone:
                scene.mark(end, end + size, "place", zone)
                return zone
    lone = _lone(scene) or scene.has("in_wide_country")
    for start, size, zone in _places(scene) if named or lone or scene.has("place_after") else ():
        behind = scene.starts("place_after", start + size) and "," not in scene.sep(start + size)
        own = lone or behind or (named and scene.word(start - 1) != "from")
        if own and marked.modes.of(start) != OTHER:
            scene.mark(start, start + size, "place", zone)
            return zone
    return None


def _theirs(scene: Scene, start: int) -> bool:
    """ "the grandchildren live in Sydney": someone else is said to be there, and not the user with them."""
    before = range(scene.clause(start)[0], start)
    mine = any(scene.word(place) in ("i", "we") for place in before)
    return not mine and any(scene.at("person", place) or scene.at("third", place) for place in before)


def _lone(scene: Scene) -> bool:
    """Whether the reply is but the name of a large town, or of UTC, and courtesy: "Auckland", "UTC please"."""
    named = scene.text.spoken & ~scene.find.bits("courtesy")
    start, end = next(indices(named), 0), named.bit_length()
    whole = named == (1 << end) - (1 << start)
    return whole and " ".join(scene.words[start:end]) in scene.vocabulary.large_towns


def _places(scene: Scene) -> Iterator[tuple[int, int, str]]:
    """(start, words, zone) of every place named; "Perth, Western Australia" as one."""
    index = 0
    while index < len(scene.words):
        size, zone = _place_at(scene, index)
        start = index
        index += max(size, 1)
        while zone and "," in scene.sep(index) and (more := _place_at(scene, index))[1] == zone:
            index += more[0]
        if zone:
            yield start, index - start, zone


def _place_at(scene: Scene, index: int, *, mended: bool = False) -> tuple[int, str]:
    """(words, zone) of the longest name of a place at `index`; (0, "") where there is none. `mended`: words of no other
    meaning are taken for the name of a large town that is one letter away."""
    if scene.at("not_a_place", index):
        return 0, ""
    words: Sequence[str] = scene.words[index : index + MOST_WORDS]
    if mended:
        words = [scene.vocabulary.town_speller.mend(word) for word in words]
    for size in range(len(words), 0, -1):
        zone = scene.vocabulary.zone(words[:size])
        if zone and not _offset(scene, index + size):
            return size, zone
    return 0, ""


def _offset(scene: Scene, end: int) -> bool:
    """ "gmt+2": a time zone by its distance from UTC, which is no place."""
    return scene.word(end - 1) in ("utc", "gmt") and end in scene.text.numbers
