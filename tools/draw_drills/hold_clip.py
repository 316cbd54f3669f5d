"""Writes a clip to hold along with.

python -m tools.draw_drills.hold_clip side_plank_hip_flexion/full left=20 right=20 --out hold.mp4
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tools.draw_drills.body import SIDES
from tools.draw_drills.catalogue import DRILLS
from tools.draw_drills.drill import Drill
from tools.draw_drills.follow_along import FPS, Hold, Phase, documents, length, phases, size
from tools.draw_drills.render import LONG_ENCODER, mp4, png

_picture = lru_cache(maxsize=500)(png)  # holds of other lengths share the frames between them
HELD = {f"{d.name}/{d.variant}": d for d in DRILLS if d.name == "side_plank_hip_flexion"}  # counted in seconds


def clip(drill: Drill, plan: Sequence[Phase], target: Path) -> None:
    """Write the clip as a silent MP4 of `length(plan)` seconds, ten frames a second."""
    mp4(target, size(drill), map(_picture, documents(drill, plan)), FPS, LONG_ENCODER)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.draw_drills.hold_clip", description=__doc__)
    parser.add_argument("drill", choices=HELD)
    parser.add_argument("holds", nargs="+", type=_hold, help="in their order, e.g. left=20 right=20")
    parser.add_argument("--out", type=Path, default=Path("hold.mp4"))
    options = parser.parse_args()
    plan = phases(options.holds)
    clip(HELD[options.drill], plan, options.out)
    print(f"{options.out}: {length(plan)} s, {options.out.stat().st_size / 1000:.0f} kB")


def _hold(text: str) -> Hold:
    side, _, seconds = text.partition("=")
    if side not in SIDES or not seconds.isdigit() or int(seconds) < 1:
        raise argparse.ArgumentTypeError("left=SECONDS or right=SECONDS")
    return side, int(seconds)


if __name__ == "__main__":
    main()
