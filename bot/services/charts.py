"""The picture of someone's way, as it stands in this turn."""

from __future__ import annotations

from bot.coach.progress import look_back
from bot.services.turn import Turn
from bot.wording import charts
from bot.wording.chart import Chart


def progress_chart(turn: Turn) -> Chart:
    """What `Message.chart` takes: dose, pain, stages and calendar up to today, in the user's colours."""
    progress = look_back(turn.desk.programme, turn.history, turn.standing)
    return charts.chart(turn.words, turn.desk.programme, progress, dark=turn.user.dark_pictures)
