"""How it is going, in words and as a picture, as it stands in this turn."""

from __future__ import annotations

from dataclasses import replace

from bot.coach.progress import Progress, look_back
from bot.services.turn import Turn
from bot.wording import charts
from bot.wording.chart import Chart
from bot.wording.message import Message
from bot.wording.progress import progress


def look(turn: Turn) -> Progress:
    """The history so far, as a picture shows it."""
    return look_back(turn.desk.programme, turn.history, turn.standing)


def progress_chart(turn: Turn) -> Chart:
    """What `Message.chart` takes: dose, pain, stages and calendar up to today, in the user's colours."""
    return charts.chart(turn.words, turn.desk.programme, look(turn), dark=turn.user.dark_pictures)


def progress_message(turn: Turn) -> Message:
    """The picture and its caption."""
    said = progress(turn.words, turn.desk.programme, turn.standing, look(turn))
    return replace(said, chart=progress_chart(turn))
