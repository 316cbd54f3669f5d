"""What the user decides: to go on, to stay, how the form was, fewer days, the more careful way."""

from __future__ import annotations

from bot.coach.model import Baseline, Choice, Consent, Form, Hang
from bot.services import guide, receipts, settings, typed
from bot.services.turn import Turn
from bot.wording import journey, offers
from bot.wording.message import Message

FORM_ANSWERS = frozenset({"yes", "not_quite", "not_sure"})
CAREFUL = frozenset({"repeat", "easier", "back", "on"})


def _answered(turn: Turn, asked: str) -> None:
    """That question is open no more, if it was; another one stays."""
    if turn.dialogue.get("asked") == asked:
        turn.expect()


async def on_offer(turn: Turn, value: str) -> None:
    """Go on to the next stage, or stay; a yes that the rules do not carry is refused with what is missing."""
    stage, _, answer = value.partition(":")
    _answered(turn, "offer")
    offer = turn.standing.offer
    if offer is None or offer.stage != int(stage):
        turn.change_message(offers.advance_refused(turn.words, turn.desk.programme, turn.standing))
        return
    accepted = answer == "yes"
    consent = Consent(
        at=turn.now,
        day=turn.today,
        stage=offer.stage,
        accepted=accepted,
        grounds=offer.grounds,
        worst=offer.worst,
    )
    await turn.record(consent)
    turn.change_message(Message(turn.words("offer-accepted" if accepted else "offer-declined")))
    await guide.tell_news(turn)
    if accepted:
        turn.say(guide.drill_message(turn))
        turn.say(guide.demo_message(turn, turn.standing))


async def on_form(turn: Turn, value: str) -> None:
    """The gate's form question: only a yes counts."""
    stage, _, answer = value.partition(":")
    if answer not in FORM_ANSWERS or int(stage) != turn.standing.stage:
        raise ValueError("not the question that is open")
    _answered(turn, "form")
    await turn.record(Form(at=turn.now, day=turn.today, stage=int(stage), answer=answer))
    turn.change_message(Message(turn.words("form-noted")))
    await receipts.show_news(turn, asking=False)


async def on_hang(turn: Turn, value: str) -> None:
    _answered(turn, "hang")
    await turn.record(Hang(at=turn.now, day=turn.today, able=value == "yes"))
    turn.change_message(Message(turn.words("form-noted")))
    turn.say(guide.drill_message(turn))


async def on_choice(turn: Turn, value: str) -> None:
    """The more careful way is always open; `on` goes on as the rules say."""
    if value not in CAREFUL:
        raise ValueError("not a choice")
    _answered(turn, "choose")
    await turn.record(Choice(at=turn.now, day=turn.today, option=value))
    turn.change_message(Message(turn.words(f"choice-{value}")))
    await guide.tell_news(turn)
    turn.say(guide.drill_message(turn))


STEERS = frozenset({"faster", "easier", "back", "repeat"})


async def steer(turn: Turn, wish: str) -> None:
    """Asked in words: faster than the rules is refused with what is missing, the careful ways are one tap away."""
    words, programme, standing = turn.words, turn.desk.programme, turn.standing
    if wish == "faster":
        turn.say(offers.advance_refused(words, programme, standing))
    else:
        turn.say(journey.journey_map(words, programme, standing))


async def on_fewer(turn: Turn, value: str) -> None:
    """Plan fewer days: the user's first ones of the week, spread out."""
    _answered(turn, "fewer")
    if value == "no":
        turn.change_message(Message(turn.words("fewer-kept")))
        return
    count = int(value)
    days = turn.weekdays
    if not turn.desk.programme.progress.fewest_days <= count < len(days):
        raise ValueError("not fewer days")
    step = len(days) / count
    note = await settings.new_days(turn, tuple(days[int(n * step)] for n in range(count)))
    turn.change_message(Message(note))


async def on_doubt(turn: Turn, value: str) -> None:
    """A correction took away what an advance rested on: stay, or go back."""
    _answered(turn, "doubt")
    await turn.record(Choice(at=turn.now, day=turn.today, option={"stay": "stay", "back": "back"}[value]))
    turn.change_message(Message(turn.words(f"doubt-{value}")))
    await guide.tell_news(turn)


async def on_baseline(turn: Turn, value: str) -> None:
    """The usual back pain, asked again."""
    level = typed.pain_of(value)
    _answered(turn, "baseline")
    await turn.record(Baseline(at=turn.now, day=turn.today, value=level))
    turn.change_message(Message(turn.words("baseline-noted", value=level)))
    await receipts.show_news(turn, asking=False)
