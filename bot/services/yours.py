"""The user's own data, and the end: export, report, erase, silence."""

from __future__ import annotations

import base64
from dataclasses import replace

from bot.records import State
from bot.services.charts import look
from bot.services.export import packed
from bot.services.turn import Turn
from bot.wording import replies
from bot.wording.message import Document, Message
from bot.wording.reports import Who, report


async def stop(turn: Turn) -> None:
    """Silence until /start."""
    turn.change(state=State.STOPPED, due=None)
    if not turn.dialogue.get("steps"):  # questions half answered are taken up again by /start
        turn.expect()
    turn.say(Message(turn.words("stopped"), drop_keyboard=True))


async def ask_delete(turn: Turn) -> None:
    turn.say(replies.delete_question(turn.words))


async def export(turn: Turn) -> None:
    """Everything stored about the user, as one ZIP file."""
    kept = replace(await turn.uow.everything(turn.user.id), user=turn.user)
    content = packed(turn.words, turn.desk.programme, kept, turn.now)
    name = f"hipcoach-{turn.local.date()}.zip"
    turn.hand_over(Document(name, base64.b64encode(content).decode(), turn.words("export-caption")))


async def send_report(turn: Turn) -> None:
    """One page for a physiotherapist, made when it is sent."""
    words, who = turn.words, Who(turn.user.first_name, turn.local, turn.user.zone or "UTC")
    page = report(words, turn.desk.programme, turn.history, turn.standing, look(turn), who)
    name = words.plain("report-file", day=turn.today.isoformat())
    turn.hand_over(Document(name, caption=words("report-caption"), report=page, instead=words("report-failed")))
