"""Alarm signs: the lock, its explicit lifting, and taking back what the coach misread."""

from __future__ import annotations

from bot.coach import alarms
from bot.coach.model import Clearance, Lock, Tier
from bot.coach.standing import Mode
from bot.services import go
from bot.services.turn import Turn
from bot.wording import safety as says

HELD = frozenset({Mode.LOCKED, Mode.REFERRED})


def tier(turn: Turn, signs: tuple[str, ...]) -> Tier:
    """How urgent the signs are by the programme's table."""
    return alarms.tier_of(turn.desk.programme.alarms, signs)


async def raise_alarm(turn: Turn, signs: tuple[str, ...]) -> None:
    """Lock, and say so before anything else."""
    await go.alarm(turn)
    await turn.record(Lock(at=turn.now, day=turn.today, tier=tier(turn, signs), signs=signs))
    await lock_now(turn)


async def lock_now(turn: Turn) -> None:
    """Say what the lock in force asks for; an accident of unknown severity is asked about once."""
    locked = turn.standing.locked
    if locked is None:
        return
    await turn.decide("lock", tier=locked.tier.value, signs=list(locked.signs))
    turn.say(says.alarm(turn.words, locked.tier, locked.signs))
    if locked.ask_severity:
        turn.say(says.severity_question(turn.words))


async def on_clear(turn: Turn, answer: str) -> None:
    """`ask` once more, `yes` lifts, `no` leaves everything as it is."""
    if turn.standing.mode not in HELD:
        turn.change_message(says.nothing_held(turn.words))
    elif answer == "ask":
        turn.change_message(says.clear_question(turn.words))
    elif answer == "yes":
        await clear(turn)
    else:
        turn.change_message(says.still_held(turn.words))


async def clear(turn: Turn) -> None:
    """The user's explicit word that a clinician agreed: recorded, then on with the core's return."""
    if turn.standing.mode not in HELD:
        turn.say(says.nothing_held(turn.words))
        return
    await turn.record(Clearance(at=turn.now, day=turn.today))
    await turn.decide("cleared")
    turn.change_message(says.cleared(turn.words))
    await _go_on(turn)


async def on_misread(turn: Turn, answer: str) -> None:
    """The user says that the alarm was misread: confirmed once, recorded as a correction."""
    if turn.standing.locked is None:
        turn.change_message(says.nothing_held(turn.words))
    elif answer == "ask":
        turn.change_message(says.misread_question(turn.words, turn.standing.locked.signs))
    elif answer == "yes":
        await turn.record(Clearance(at=turn.now, day=turn.today, misread=True))
        await turn.decide("misread")
        turn.change_message(says.misread_corrected(turn.words))
        await _go_on(turn)
    else:
        turn.change_message(says.still_held(turn.words))


async def on_severity(turn: Turn, answer: str) -> None:
    """How bad an accident was. A light one is taken out of the alarm; every other sign of it stays in force."""
    locked = turn.standing.locked
    if locked is None or not locked.ask_severity:
        turn.change_message(says.nothing_held(turn.words) if locked is None else says.still_held(turn.words))
        return
    if answer == "serious":
        await turn.record(Lock(at=turn.now, day=turn.today, tier=locked.tier, signs=("serious_accident",)))
        turn.change_message(says.alarm(turn.words, locked.tier, ("serious_accident",)))
        return
    await turn.record(Clearance(at=turn.now, day=turn.today, misread=True))
    await turn.decide("misread", severity="light")
    left = tuple(sign for sign in locked.signs if sign not in turn.desk.programme.alarms.ask_severity)
    if left:
        await raise_alarm(turn, left)
        return
    turn.change_message(says.accident_light(turn.words))
    await _go_on(turn)


async def on_signs(turn: Turn, answer: str) -> None:
    """After a stop: none of the alarm signs, or some (then they are asked for by name)."""
    if answer == "none":
        turn.change_message(says.no_signs(turn.words))
        return
    if answer == "some":
        turn.change_message(says.which_signs(turn.words, _all_signs(turn)))
        return
    if answer not in _all_signs(turn):
        raise ValueError("not a sign")
    await raise_alarm(turn, (answer,))


def _all_signs(turn: Turn) -> tuple[str, ...]:
    known = turn.desk.programme.alarms
    return tuple(dict.fromkeys((*known.emergency, *known.urgent, *known.clearance)))


async def _go_on(turn: Turn) -> None:
    """Back to what was open: the questions of the first conversation, or the next drill."""
    from bot.services import guide, onboarding

    if onboarding.is_open(turn):
        await onboarding.go_on(turn)
    else:
        turn.say(guide.drill_message(turn))
