"""What a clip to hold along with shows: an exact number of seconds per side, counted down, time to change sides.

Message edits are too slow to be a clock, so a hold is a clip made from the same drawing as the loop.
`hold_clip` writes it, `clips` says which of them ship.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, radians, sin

from tools.draw_drills import palette, svg
from tools.draw_drills.body import SIDES, skeleton
from tools.draw_drills.drill import Drill, Moment, ease
from tools.draw_drills.paint import CUE, LABEL, MARGIN, scenes

FPS = 10  # a countdown needs no more, and a minute stays a small file
HEADER = 110  # pixels above the drawing, for the countdown
STILL = 2  # frames that a held picture stands: nothing but the ring moves
MOVE = 1.6  # seconds to come into the hold and out of it
LEAD_IN, CHANGE_OVER, END = 5, 8, 2  # seconds

Hold = tuple[str, int]  # side, seconds


@dataclass(frozen=True)
class Phase:
    """A stretch of the clip, in seconds; `before` and `after` are the sides shown as it begins and ends."""

    words: str
    seconds: int
    before: str | None
    after: str | None
    holding: bool = False


def phases(holds: Sequence[Hold], lead_in: int = LEAD_IN, change_over: int = CHANGE_OVER) -> list[Phase]:
    """Get ready, hold, switch sides, hold …, done: each hold exactly as long as asked.

    Raises ValueError for an unknown side, a hold of less than a second or no hold at all.
    """
    if not holds or any(side not in SIDES or seconds < 1 for side, seconds in holds):
        raise ValueError("a hold is a side and at least one second")
    plan = [Phase("get ready", lead_in, None, holds[0][0])]
    for (side, seconds), (following, _) in pairwise([*holds, ("", 0)]):
        plan.append(Phase("hold, breathe", seconds, side, side, holding=True))
        if following:
            plan.append(Phase("switch sides" if following != side else "rest", change_over, side, following))
    return [*plan, Phase("done", END, holds[-1][0], None)]


def length(plan: Sequence[Phase]) -> int:
    """The clip's length in seconds."""
    return sum(phase.seconds for phase in plan)


def documents(drill: Drill, plan: Sequence[Phase]) -> Iterator[str]:
    """Every frame of the clip as SVG."""
    for phase in plan:
        stands = STILL if phase.holding else 1
        for i in range(phase.seconds * FPS):
            yield _document(drill, phase, (i - i % stands) / FPS)


def marks(drill: Drill, plan: Sequence[Phase]) -> Iterator[str]:
    """The frames by which an old clip is told from a new one: beginning and middle of every phase, as SVG."""
    for phase in plan:
        for at in (0.0, phase.seconds / 2):
            yield _document(drill, phase, at)


def size(drill: Drill) -> tuple[int, int]:
    """Width and height of the drill's clips in pixels."""
    return drill.size[0], drill.size[1] + HEADER


def moment(drill: Drill, phase: Phase, at: float) -> Moment:
    """The figure `at` seconds into the phase: in the hold, on the way into it, or out of it."""
    left = phase.seconds - at
    leaving = phase.before is not None and (phase.after is None or at < phase.seconds / 2)
    side = (phase.before if leaving else phase.after) or drill.first
    risen = 1.0 if phase.holding else ease(max(0.0, 1 - (at if leaving else left) / MOVE))
    share = drill.rest + (1 - drill.rest) * risen
    pose = drill.path(share)
    body = skeleton(pose, drill.base, *drill.anchor)
    return Moment(body, side, drill.moving, phase.words, 0.5, side != drill.first, 0.0, pose.side_bend)


def _document(drill: Drill, phase: Phase, at: float) -> str:
    width, height = size(drill)
    now = moment(drill, phase, at)
    panel = f'<rect width="{width}" height="{height}" fill="{palette.PANEL}"/>'
    scene = svg.group(scenes(drill, now), f'transform="translate(0 {HEADER})"')
    return svg.document(width, height, panel + scene + _header(drill, phase, now, at))


def _header(drill: Drill, phase: Phase, now: Moment, at: float) -> str:
    width, height = size(drill)
    colour = palette.ACCENT if phase.holding else palette.BAND
    side = svg.text((MARGIN, 60), LABEL, f"{now.side.capitalize()} {drill.side_words}", palette.INK)
    words = svg.text((MARGIN, 112), 44, phase.words, colour)
    cue = svg.text((width / 2, height - 20), CUE, drill.cue, palette.INK, "middle")
    if phase.after is None:
        return words + cue
    return side + words + cue + _countdown((width - 92, 88), phase.seconds - at, phase.seconds, colour)


def _countdown(centre: tuple[float, float], left: float, whole: float, colour: str) -> str:
    """A ring that runs empty, and the seconds that are left in it."""
    number = svg.text((centre[0], centre[1] + 22), 62, str(ceil(left - 1e-9)), palette.INK, "middle")
    track = svg.path(svg.circle(centre, 66), svg.stroke(palette.FLOOR, 12))
    return track + _arc(centre, 66, left / whole, colour) + number


def _arc(centre: tuple[float, float], r: float, share: float, colour: str) -> str:
    steps = max(2, ceil(share * 60))
    turns = [radians(360 * share * i / steps) for i in range(steps + 1)]
    points = [(centre[0] - r * sin(turn), centre[1] - r * cos(turn)) for turn in turns]
    return svg.path(svg.polyline(points), svg.stroke(colour, 12))
