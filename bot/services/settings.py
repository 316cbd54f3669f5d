"""What a user may set: the time, the days, the zone, the kit, the evening nudge."""

from __future__ import annotations

from datetime import time

from bot.records import DueKind
from bot.services import choices, guide, schedule, typed, yours
from bot.services.turn import Turn
from bot.wording import asks, moments, replies, welcome
from bot.wording.message import Message


async def show_settings(turn: Turn) -> None:
    turn.say(settings_message(turn))


def settings_message(turn: Turn) -> Message:
    """Everything that can be changed."""
    lacking = turn.plan.missing_kit if turn.plan else ()
    return replies.settings(
        turn.words,
        weekdays=turn.weekdays,
        at=turn.user.reminder_time,
        zone=turn.user.zone or "UTC",
        nudge=turn.user.evening_nudge,
        missing=[piece.name for piece in turn.desk.programme.kit if piece.key in lacking],
        if_then=turn.user.if_then,
    )


async def set_time(turn: Turn, at: time) -> None:
    """A new daily time; where today's has gone by, it begins tomorrow."""
    turn.change(reminder_time=at)
    if turn.local.time() >= at and schedule.settled(turn.user, DueKind.REMINDER) < turn.local.date():
        guide.settle_today(turn)
    turn.expect()
    when = guide.next_reminder_words(turn)
    turn.say(Message(turn.words("time-set", time=moments.clock(at), when=when)))


async def set_zone(turn: Turn, zone: str) -> None:
    """A new time zone; nobody gets two reminders on one day for it."""
    turn.change(zone=zone)
    turn.expect()
    at = turn.user.reminder_time
    if at is not None and turn.local.time() >= at and schedule.settled(turn.user, DueKind.REMINDER) < turn.local.date():
        guide.settle_today(turn)
    when = guide.next_reminder_words(turn)
    text = turn.words("zone-set", zone=zone, time=moments.clock(turn.local), when=when)
    turn.say(Message(text, drop_keyboard=True))


async def zone_by_name(turn: Turn, text: str) -> None:
    """The town that was asked for; several of that name are offered."""
    places = turn.desk.places.find(text)
    zones = {place.zone for place in places}
    if not places:
        turn.say(Message(turn.words("zone-far-none")))
    elif len(zones) == 1:
        await set_zone(turn, places[0].zone)
    else:
        turn.say(replies.which_place(turn.words, [(p.name, p.country, p.zone) for p in places]))


async def ask_zone(turn: Turn) -> None:
    turn.expect(asked="zone")
    turn.say(replies.ask_zone(turn.words))


async def ask_time(turn: Turn) -> None:
    turn.expect(asked="time")
    turn.say(asks.which_time(turn.words))


async def choose_days(turn: Turn) -> None:
    """New training days by toggles."""
    turn.expect(asked="days", choosing=list(turn.weekdays))
    fewest = turn.desk.programme.progress.fewest_days
    turn.say(welcome.choose_days(turn.words, frozenset(turn.weekdays), fewest, "set:days"))


async def choose_kit(turn: Turn) -> None:
    """What is missing, by toggles."""
    missing = list(turn.plan.missing_kit) if turn.plan else []
    turn.expect(asked="kit", missing=missing)
    turn.say(welcome.choose_kit(turn.words, turn.desk.programme, frozenset(missing), "set:kit"))


async def set_nudge(turn: Turn, *, on: bool) -> None:
    turn.change(evening_nudge=on)
    turn.say(Message(turn.words("nudge-on" if on else "nudge-off")))


async def on_better(turn: Turn, value: str) -> None:
    """After days without a word: another time, the same one, or none."""
    match value:
        case "time":
            await ask_time(turn)
        case "keep":
            turn.toast = turn.words.plain("better-kept")
        case "stop":
            await yours.stop(turn)
        case _:
            raise ValueError("no such answer")


async def tapped(turn: Turn, value: str) -> None:
    """One setting to change."""
    programme = turn.desk.programme
    match value.partition(":")[0]:
        case "time":
            await ask_time(turn)
        case "zone":
            await ask_zone(turn)
        case "days":
            await _days(turn, value.partition(":")[2])
        case "kit":
            await _kit(turn, value.partition(":")[2], [piece.key for piece in programme.kit])
        case _:
            raise ValueError("no such setting")


async def _days(turn: Turn, value: str) -> None:
    chosen = list(turn.dialogue.get("choosing", turn.weekdays)) if value else list(turn.weekdays)
    fewest = turn.desk.programme.progress.fewest_days
    if value == "done" and len(chosen) >= fewest:
        await choices.plan_days(turn, tuple(chosen))
        return
    if value.startswith("t"):
        day = typed.weekday_of(value[1:])
        chosen = [n for n in range(7) if (n in chosen) != (n == day)]
    turn.expect(asked="days", choosing=chosen)
    turn.change_message(welcome.choose_days(turn.words, frozenset(chosen), fewest, "set:days"))


async def _kit(turn: Turn, value: str, keys: list[str]) -> None:
    lacking = list(turn.plan.missing_kit) if turn.plan else []
    missing = list(turn.dialogue.get("missing", lacking)) if value else lacking
    if value == "done":
        await choices.plan_kit(turn, tuple(missing))
        return
    if value.startswith("t") and value[1:] in keys:
        missing = [key for key in keys if (key in missing) != (key == value[1:])]
    turn.expect(asked="kit", missing=missing)
    turn.change_message(welcome.choose_kit(turn.words, turn.desk.programme, frozenset(missing), "set:kit"))
