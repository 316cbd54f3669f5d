"""The user's own data, and the end: export, erase, silence."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict

from bot.records import State
from bot.services.turn import Turn
from bot.wording import replies
from bot.wording.message import Document, Message

EVERY_DECISION = 10_000


async def stop(turn: Turn) -> None:
    """Silence until /start."""
    turn.change(state=State.STOPPED, due=None)
    if not turn.dialogue.get("steps"):  # questions half answered are taken up again by /start
        turn.expect()
    turn.say(Message(turn.words("stopped"), drop_keyboard=True))


async def ask_delete(turn: Turn) -> None:
    turn.say(replies.delete_question(turn.words))


async def export(turn: Turn) -> None:
    """Everything stored about the user, as one JSON file."""
    decisions = await turn.uow.decisions(turn.user.id, EVERY_DECISION)
    body = json.dumps(
        {
            "format": "hipcoach-export",
            "version": 1,
            "user": asdict(turn.user),
            "facts": [{"kind": type(r.fact).__name__, "entry": r.entry, **asdict(r.fact)} for r in turn.records],
            "decisions": [asdict(decision) for decision in decisions],
        },
        ensure_ascii=False,
        indent=2,
        default=str,
    )
    content = base64.b64encode(body.encode()).decode()
    turn.hand_over(Document("hipcoach.json", content, turn.words.plain("export-caption")))
