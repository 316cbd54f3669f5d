"""Where it hurts: the places named beside the pain, without those that are said to be well or only sound like one."""

from __future__ import annotations

from bot.replies.draft import Draft
from bot.replies.model import Place
from bot.replies.scene import Scene

PLACES: tuple[Place, ...] = ("low_back", "hip_front", "elsewhere")
"""The one with the stricter rules first."""

Spot = tuple[int, int, Place]


def where(scene: Scene, draft: Draft) -> Place | None:
    """Where it hurts, as far as it was said; of several places the one with the stricter rules."""
    if draft.pain == 0 or (draft.pain is None and "pain" not in draft.ask):
        return None
    spots = [spot for spot in _spots(scene) if not _well(scene, spot)]
    hurting = [spot for spot in spots if _hurts(scene, *scene.clause(spot[0]))]
    found = {place for _, _, place in hurting or spots}
    return next((place for place in PLACES if place in found), None)


def _spots(scene: Scene) -> list[Spot]:
    """The places named, each by its longest name: "back of my thigh" is no back."""
    every = [(start, end, place) for place in PLACES for start, end in scene.places(f"where.{place}")]
    longest = [spot for spot in every if not any(_inside(spot, other) for other in every)]
    return [(start, end, place) for start, end, place in longest if not _returned(scene, start, end)]


def _inside(spot: Spot, other: Spot) -> bool:
    return other[0] <= spot[0] and spot[1] <= other[1] and other[1] - other[0] > spot[1] - spot[0]


def _returned(scene: Scene, start: int, end: int) -> bool:
    """ "back from holiday", "went back to 2": no part of the body; "lay on my back": none that hurts."""
    if scene.at("posture_back", start):
        return True
    if end - start > 1 or scene.word(start) != "back" or scene.at("own_back", start):
        return False
    return scene.at("way_back", start)


def _well(scene: Scene, spot: Spot) -> bool:
    """Whether the place is said to be fine: "back is fine", "no back pain", "back 0"."""
    start, end, _ = spot
    low, high = scene.clause(start)
    levels = [scene.text.numbers[p] for p in range(low, high) if scene.claims.get(p) == "pain"]
    if levels:
        behind = [scene.text.numbers[p] for p in range(end, min(end + 4, high)) if scene.claims.get(p) == "pain"]
        return max(levels) == 0 or behind[:1] == [0]
    denied = scene.within_any("no_pain", low, high) or scene.within_any("well", low, high)
    return denied and not scene.within_any("not_well", low, high)


def _hurts(scene: Scene, low: int, high: int) -> bool:
    """Whether pain is told in [low, high)."""
    return any(scene.claims.get(place) == "pain" or scene.at("pain", place) for place in range(low, high))
