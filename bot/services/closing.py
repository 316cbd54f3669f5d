"""The end of every turn: what hangs on the record is brought up to date, and the user is saved."""

from __future__ import annotations

from bot.services import carry, go, guide
from bot.services.turn import Turn


async def close(turn: Turn) -> None:
    """End a session that was settled another way, compute when to write next, and save."""
    await go.reconcile(turn)
    go.note(turn)
    guide.reschedule(turn)
    carry.note(turn)
    await turn.uow.save_user(turn.user)
    if turn.counting and turn.live is not None:
        await turn.uow.save_live(turn.live)
