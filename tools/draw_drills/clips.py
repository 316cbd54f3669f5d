"""The clips to hold along with that ship: one for each dose of the programme's holds, either side first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from bot.coach.model import Unit
from bot.coach.programme import Programme
from bot.wording.clip import clip_name
from tools.draw_drills.body import SIDES
from tools.draw_drills.catalogue import DRILLS
from tools.draw_drills.drill import Drill, other
from tools.draw_drills.follow_along import Phase, marks, phases


@dataclass(frozen=True)
class Clip:
    """One set: `seconds` on each side, `first` before the other, with so much time to get ready and to change over."""

    drill: Drill
    first: str
    seconds: int
    ready: int
    switch: int

    @property
    def name(self) -> str:
        """Below data/drills, without its ending."""
        made = clip_name(self.drill.variant, self.first, self.ready, self.seconds, self.switch)
        return f"{self.drill.name}/{made}"

    @property
    def plan(self) -> list[Phase]:
        holds = [(self.first, self.seconds), (other(self.first), self.seconds)]
        return phases(holds, self.ready, self.switch)

    @property
    def fingerprint(self) -> str:
        """A digest of some frames: tells clips of this code from older ones."""
        return sha256("".join(marks(self.drill, self.plan)).encode()).hexdigest()[:16]


def clips(programme: Programme) -> Iterator[Clip]:
    """Every hold of every level, for each drawing of its drill."""
    for stage in programme.stages:
        if stage.unit is Unit.SECONDS:
            for drill in (each for each in DRILLS if each.name == stage.drill.key):
                for first in SIDES:
                    for seconds in dict.fromkeys(dose.amount for dose in stage.doses):
                        yield Clip(drill, first, seconds, programme.live.ready_seconds, stage.switch_seconds)
