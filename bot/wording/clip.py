"""How the clips to hold along with are called: by everything that their timing depends on."""

from __future__ import annotations

from bot.coach.programme import Programme
from bot.coach.routine import Routine
from bot.wording.demo import picture


def clip_name(variant: str, first: str, ready: int, seconds: int, switch: int) -> str:
    """A file of a drill's folder without its ending. A hold of another length has another name, so a clip that is
    found has exactly this timing."""
    return f"hold_{variant}_{first}_{ready}_{seconds}_{switch}"


def clip_of(programme: Programme, routine: Routine) -> str:
    """The key of the clip that shows a whole set of the routine, whether there is one or not."""
    folder, _, variant = drawing_of(programme, routine).partition("/")
    return f"{folder}/{clip_name(variant, routine.first, routine.ready, routine.dose.amount, routine.switch)}"


def drawing_of(programme: Programme, routine: Routine) -> str:
    """The key of the drill's drawing."""
    return picture(programme.stage(routine.stage).drill, routine.variant, routine.substitute)
