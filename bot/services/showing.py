"""Shows what is asked for: what is next, how it goes, why, the map, how a drill is done."""

from __future__ import annotations

from bot.coach.standing import Mode
from bot.services import guide
from bot.services.charts import progress_message
from bot.services.turn import Turn
from bot.wording import journey, replies
from bot.wording.message import Message
from bot.wording.words import Raw


async def show_next(turn: Turn) -> None:
    for news in await guide.tell_news(turn):
        turn.say(news)
    turn.say(guide.next_message(turn))


async def show_progress(turn: Turn) -> None:
    turn.say(progress_message(turn))


async def show_why(turn: Turn) -> None:
    turn.say(journey.why(turn.words, turn.desk.programme, turn.standing))


async def show_stage(turn: Turn) -> None:
    turn.say(journey.journey_map(turn.words, turn.desk.programme, turn.standing))


async def show_demo(turn: Turn) -> None:
    turn.say(guide.demo_message(turn, turn.standing))


async def show_help(turn: Turn) -> None:
    turn.say(Message(turn.words("help")))


async def show_privacy(turn: Turn) -> None:
    host = turn.desk.host
    turn.say(replies.privacy(turn.words, turn.desk.programme.accounts, host.contact, host.copies_days))


async def greet(turn: Turn) -> None:
    name = turn.words("hello-name", name=turn.user.first_name) if turn.user.first_name else ""
    turn.say(Message(turn.words("hello", name=Raw(name))))
    if not turn.standing.trained_today or turn.standing.mode is Mode.LOCKED:
        await show_next(turn)


async def say_thanks(turn: Turn) -> None:
    turn.say(Message(turn.words("thanks")))


async def take_feedback(turn: Turn) -> None:
    turn.say(Message(turn.words("feedback")))
