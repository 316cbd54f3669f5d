"""A programme file that was edited: what was decided by the old one stands, later decisions follow the new one.

The level someone had reached can not be computed once the old file is gone, so each turn keeps it beside the edition
of the file that it was reached by; the first turn under another edition makes a fact of it.
"""

from __future__ import annotations

from bot.coach.model import Carried
from bot.coach.standing import Mode
from bot.records import Record
from bot.services.turn import Turn

KEY = "edition"
TRAINS = frozenset({Mode.TRAINING, Mode.PAUSED, Mode.OFF, Mode.REFERRED, Mode.LOCKED})


def carried(turn: Turn) -> Carried | None:
    """The stage and level reached by another edition of the programme, None where the file is the same."""
    edition, _, place = turn.user.told.get(KEY, "").partition("|")
    if not place or not turn.desk.edition or edition == turn.desk.edition:
        return None
    stage, _, level = place.partition("|")
    return Carried(at=turn.now, day=turn.today, stage=int(stage), level=int(level))


def assume(turn: Turn) -> None:
    """Reckon with it, without writing it down."""
    fact = carried(turn)
    if fact is not None:
        turn.assume(Record(fact, entry=0))


async def write(turn: Turn) -> None:
    """Write it down, where there is something to carry."""
    fact = carried(turn)
    if fact is not None:
        await turn.record(fact)
        note(turn)


def note(turn: Turn) -> None:
    """Keep where the user stands by today's edition."""
    standing = turn.standing
    if not turn.desk.edition or standing.mode not in TRAINS or standing.stage > turn.desk.programme.last:
        return
    place = f"{turn.desk.edition}|{standing.stage}|{standing.level}"
    if turn.user.told.get(KEY) != place:
        turn.change(told={**turn.user.told, KEY: place})
