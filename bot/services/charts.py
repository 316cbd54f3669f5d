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
    return _drawn(turn, look(turn))


def progress_message(turn: Turn) -> Message:
    """The picture and its caption."""
    seen = look(turn)
    said = progress(turn.words, turn.desk.programme, turn.standing, seen)
    return replace(said, chart=_drawn(turn, seen))


def _drawn(turn: Turn, seen: Progress) -> Chart:
    return charts.chart(turn.words, turn.desk.programme, seen, dark=turn.user.dark_pictures)
