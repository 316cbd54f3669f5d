"""Every drawing that ships, in the programme's order."""

from __future__ import annotations

from tools.draw_drills import stage1, stage2, stage3, stage4
from tools.draw_drills.drill import Drill

DRILLS: tuple[Drill, ...] = tuple(
    drill for stage in (stage1, stage2, stage3, stage4) for drill in (stage.FULL, stage.EASIER, stage.SUBSTITUTE)
)
