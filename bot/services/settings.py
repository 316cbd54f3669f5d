"""What a user may set. Each `new_` setter takes the value and returns what was set, in words; each `set_` says it."""

from __future__ import annotations

from datetime import time

from bot.coach.model import Plan
from bot.records import DueKind
from bot.services import guide, quiet, schedule, yours
from bot.services.turn import Turn
from bot.wording import asks, moments, replies
from bot.wording import settings as says
from bot.wording.message import Message


def new_time(turn: Turn, at: time) -> str:
    """A new daily time; where today's has gone by, it begins tomorrow. Honoured inside quiet hours, and said so."""
    turn.change(reminder_time=at)
    if turn.local.time() >= at and schedule.settled(turn.user, DueKind.REMINDER) < turn.local.date():
        guide.settle_today(turn)
    turn.expect()
    return says.time_set(turn.words, at, guide.next_reminder_words(turn), quiet=quiet.is_quiet(turn.user, at))


def new_zone(turn: Turn, zone: str) -> str:
    """A new time zone; nobody gets two reminders on one day for it."""
    turn.change(zone=zone)
    turn.expect()
    at = turn.user.reminder_time
    if at is not None and turn.local.time() >= at and schedule.settled(turn.user, DueKind.REMINDER) < turn.local.date():
        guide.settle_today(turn)
    when = guide.next_reminder_words(turn)
    return turn.words("zone-set", zone=zone, time=moments.clock(turn.local), when=when)


async def new_days(turn: Turn, weekdays: tuple[int, ...]) -> str:
    """New training days from today on."""
    missing = turn.plan.missing_kit if turn.plan else ()
    await turn.record(Plan(at=turn.now, day=turn.today, weekdays=weekdays, missing_kit=missing))
    turn.expect()
    named = moments.days(turn.words, weekdays)
    return turn.words("days-set", days=named, when=guide.next_reminder_words(turn))


async def new_kit(turn: Turn, missing: tuple[str, ...]) -> str:
    """What is missing from today on."""
    await turn.record(Plan(at=turn.now, day=turn.today, weekdays=turn.weekdays, missing_kit=missing))
    turn.expect()
    return says.kit_set(turn.words, [piece.name for piece in turn.desk.programme.kit if piece.key in missing])


def new_quiet(turn: Turn, hours: tuple[time, time] | None) -> str:
    """Hours in which nothing comes unasked, None for none. The reminder is asked for: it comes all the same."""
    begins, ends = hours or (None, None)
    turn.change(quiet_from=begins, quiet_until=ends)
    turn.expect()
    at = turn.user.reminder_time
    inside = moments.clock(at) if at is not None and quiet.is_quiet(turn.user, at) else ""
    return says.quiet_set(turn.words, hours, inside)


def new_plan(turn: Turn, moment: str | None) -> str:
    """The moment after which the drill is done."""
    turn.change(if_then=moment)
    turn.expect()
    return turn.words("plan-set", plan=moment) if moment else turn.words("plan-dropped")


def new_nudge(turn: Turn, *, on: bool) -> str:
    turn.change(evening_nudge=on)
    return turn.words("nudge-on" if on else "nudge-off")


def new_review(turn: Turn, *, on: bool) -> str:
    turn.change(weekly_review=on)
    return turn.words("review-on" if on else "review-off")


def new_pictures(turn: Turn, *, dark: bool) -> str:
    turn.change(dark_pictures=dark)
    return turn.words("pictures-dark" if dark else "pictures-light")


def new_language(turn: Turn, code: str) -> str:
    """One of the languages that there are words for; from then on Telegram's own is not looked at."""
    if code not in turn.desk.languages:
        raise ValueError("no such language")
    turn.change(language=code, told={**turn.user.told, "language": code})
    turn.expect()
    return turn.words("language-set")


async def set_time(turn: Turn, at: time) -> None:
    turn.say(Message(new_time(turn, at)))


async def set_zone(turn: Turn, zone: str) -> None:
    turn.say(Message(new_zone(turn, zone), drop_keyboard=True))


async def set_nudge(turn: Turn, *, on: bool) -> None:
    turn.say(Message(new_nudge(turn, on=on)))


async def set_review(turn: Turn, *, on: bool) -> None:
    turn.say(Message(new_review(turn, on=on)))


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


async def on_still(turn: Turn, _: str) -> None:
    """The record is still wanted: any sign of life keeps it."""
    turn.change_message(Message(turn.words("still-kept")))
