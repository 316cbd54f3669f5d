"""Every wish beside a log: undo, pain, mornings, skip, snooze, pause, times, zones, data, and what to show."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import date, datetime, time, timedelta

from bot.coach.model import Fact, Log, Morning, Pain, Pause, Resume, Skip, Where
from bot.coach.standing import Mode
from bot.records import DueKind, State
from bot.replies import Reading
from bot.services import guide, receipts, safety, schedule, sessions
from bot.services.turn import Turn
from bot.wording import asks, journey, moments, replies, welcome
from bot.wording.dose import sets_line
from bot.wording.message import Document, Message
from bot.wording.words import Raw

EVERY_DECISION = 10_000
SESSIONS_SHOWN = 5


# showing
async def show_next(turn: Turn) -> None:
    for news in await guide.tell_news(turn):
        turn.say(news)
    turn.say(guide.next_message(turn))


async def show_progress(turn: Turn) -> None:
    turn.say(journey.progress(turn.words, turn.desk.programme, turn.standing, _last_sessions(turn)))


def _last_sessions(turn: Turn) -> list[journey.Trained]:
    days = sorted({fact.day for fact in turn.history if isinstance(fact, Log)})[-SESSIONS_SHOWN:]
    return [_trained(turn, day) for day in days]


def _trained(turn: Turn, day: date) -> journey.Trained:
    pain = sessions.pain_of(turn, day)
    stage = sessions.planned(turn, day).stage
    return journey.Trained(day, stage, sessions.sets_of(turn, day), pain.value if pain else None)


async def show_why(turn: Turn) -> None:
    turn.say(journey.why(turn.words, turn.desk.programme, turn.standing))


async def show_stage(turn: Turn) -> None:
    turn.say(journey.journey_map(turn.words, turn.desk.programme, turn.standing))


async def show_demo(turn: Turn) -> None:
    turn.say(guide.demo_message(turn, turn.standing))


async def show_help(turn: Turn) -> None:
    turn.say(Message(turn.words("help")))


async def show_privacy(turn: Turn) -> None:
    turn.say(Message(turn.words("privacy-short")))


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


async def greet(turn: Turn) -> None:
    name = turn.words("hello-name", name=turn.user.first_name) if turn.user.first_name else ""
    turn.say(Message(turn.words("hello", name=Raw(name))))
    if not turn.standing.trained_today or turn.standing.mode is Mode.LOCKED:
        await show_next(turn)


async def say_thanks(turn: Turn) -> None:
    turn.say(Message(turn.words("thanks")))


# pain and mornings
async def note_pain(turn: Turn, day: date, value: int, where: Where | None, *, morning: bool) -> None:
    """A pain of a day's session; where there was none, of that morning's back."""
    if not morning and (sessions.logs_of(turn, day) or where is Where.ELSEWHERE):
        await sessions.write_pain(turn, day, value, where)
        if sessions.logs_of(turn, day):
            await receipts.show(turn, day)
        else:
            turn.say(Message(turn.words("pain-noted", value=value, day=_day(turn, day))))
        return
    await note_morning(turn, day, value)


Told = Callable[[Turn, date], Message | None]


async def note_morning(turn: Turn, day: date, value: int, *, show: Told | None = None) -> None:
    """How the back is: written as that morning's answer, with what it changes. `show`: what a tap is answered with."""
    await sessions.write_morning(turn, day, value)
    if turn.dialogue.get("asked") == "morning_pain":
        turn.expect(**_after_morning(turn))
    answer = replies.morning_noted(turn.words, value, day, above=value > turn.standing.baseline)
    shown = show(turn, day) if show else None
    turn.change_message(shown or answer)
    await receipts.show_news(turn, asking=False, after_session=turn.standing.trained_today)
    if shown and value > turn.standing.baseline:
        turn.say(replies.lifted_question(turn.words, day))


def _after_morning(turn: Turn) -> dict[str, object]:
    """After the morning's answer the day's sets are what is open."""
    open_ = not turn.standing.trained_today and turn.standing.prescription is not None
    return {"asked": "sets", "day": turn.today.isoformat()} if open_ else {}


async def note_where(turn: Turn, day: date, where: Where) -> None:
    """Where the pain of a session was."""
    pain = sessions.pain_of(turn, day)
    if pain is not None:
        await sessions.write_pain(turn, day, pain.value, where, correcting=True)
    await receipts.show(turn, day)


# taking back
async def undo(turn: Turn, entry: int | None = None) -> None:
    """Take the last entry back, or a given one of this user's."""
    entry = entry or sessions.last_entry(turn)
    facts = sessions.facts_of(turn, entry) if entry is not None else ()
    if entry is None or not facts or not await turn.undo(entry):
        turn.say(Message(turn.words("undone-nothing")))
        return
    turn.expect()
    told = ", ".join(filter(None, (_named(turn, fact) for fact in facts)))
    turn.say(Message(turn.words("undone", what=Raw(told))))
    if sessions.logs_of(turn, facts[0].day):
        turn.say(receipts.receipt(turn, facts[0].day))  # what stands again
    await receipts.show_news(turn, asking=True)


def _named(turn: Turn, fact: Fact) -> str:
    words, day = turn.words, _day(turn, fact.day)
    match fact:
        case Log():
            unit = turn.desk.programme.stage(fact.stage).unit
            return words("undone-log", sets=Raw(sets_line(words, fact.sets, unit)), day=day)
        case Pain():
            return words("undone-pain", pain=fact.value, day=day)
        case Morning():
            return words("undone-morning", day=day)
        case Skip():
            return words("undone-skip", day=day)
        case Pause():
            return words("undone-pause")
    return ""


def _day(turn: Turn, day: date, *, opening: bool = False) -> str:
    """`opening`: as the first word of a sentence."""
    return (moments.opening_day if opening else moments.on_day)(turn.words, day, turn.local.date())


# not today, later, away
async def skip(turn: Turn, day: date | None = None, *, pain: bool = False) -> None:
    """No session that day; it costs nothing."""
    day = day or turn.today
    if sessions.logs_of(turn, day):
        turn.say(Message(turn.words("skip-logged", day=_day(turn, day, opening=True))))
        return
    if not any(isinstance(fact, Skip) and fact.day == day for fact in turn.history):
        await turn.record(Skip(at=turn.now, day=day))
    turn.expect()
    _drop_snooze(turn)
    turn.say(Message(turn.words("skipped-pain" if pain else "skipped", day=_day(turn, day, opening=True))))


async def snooze(turn: Turn, at: datetime) -> None:
    """One later reminder at a local time; after the second of a day skipping is offered without guilt."""
    standing, words = turn.standing, turn.words
    if standing.prescription is None or (standing.trained_today and at.date() == turn.local.date()):
        turn.say(guide.drill_message(turn))
        return
    day = max(at.date(), turn.today)
    kept = turn.user.told.get("snoozed", "")
    count = int(kept.partition("|")[2]) if kept.partition("|")[0] == day.isoformat() else 0
    if count >= turn.desk.programme.reminders.snoozes_most:
        turn.say(replies.snoozed_enough(words, day))
        return
    instant = schedule.utc(at, turn.zone)
    told = {**turn.user.told, "snoozed": f"{day}|{count + 1}", "snooze_at": f"{instant.isoformat()}|{day}|{count + 1}"}
    turn.change(told=told)
    turn.expect()
    turn.say(Message(words("snoozed", day=_day(turn, at.date()), time=moments.clock(at))))


def _drop_snooze(turn: Turn) -> None:
    turn.change(told={key: value for key, value in turn.user.told.items() if key != "snooze_at"})


async def pause(turn: Turn, until: date | None) -> None:
    """Away until a day, or openly."""
    if until is not None and until <= turn.local.date():
        turn.say(Message(turn.words("paused-past", day=_day(turn, until, opening=True))))
        return
    await turn.record(Pause(at=turn.now, day=turn.today, until=until))
    turn.expect()
    _drop_snooze(turn)
    turn.say(replies.paused(turn.words, until, turn.local.date()))


async def resume(turn: Turn) -> None:
    """Back from a pause."""
    if turn.standing.mode is not Mode.PAUSED:
        turn.say(Message(turn.words("resume-nothing")))
        return
    await turn.record(Resume(at=turn.now, day=turn.today))
    turn.say(Message(turn.words("resumed")))
    turn.say(guide.drill_message(turn))


# times and places
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


async def ask_misread(turn: Turn) -> None:
    await safety.on_misread(turn, "ask")


async def take_feedback(turn: Turn) -> None:
    turn.say(Message(turn.words("report")))


async def set_nudge(turn: Turn, *, on: bool) -> None:
    turn.change(evening_nudge=on)
    turn.say(Message(turn.words("nudge-on" if on else "nudge-off")))


# data and the end
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


Show = Callable[[Turn], Awaitable[None]]
SHOWN: dict[str, Show] = {
    "stop": stop,
    "export": export,
    "delete": ask_delete,
    "progress": show_progress,
    "demo": show_demo,
    "help": show_help,
    "next": show_next,
}
"""Wishes without a value of their own, in the order in which they are answered."""


async def serve(turn: Turn, reading: Reading) -> None:
    """Everything a reading wishes beside safety and the record; several wishes, one after the other."""
    intents = reading.intents
    if "resume" in intents:
        await resume(turn)
    if "timezone" in intents:
        await (set_zone(turn, reading.timezone) if reading.timezone else ask_zone(turn))
    if "time" in intents:
        await (set_time(turn, reading.time) if reading.time else ask_time(turn))
    if "skip" in intents:
        date_ = None if "log" in intents else reading.date
        await skip(turn, date_, pain="pain" in intents)
    if "pause" in intents:
        await _pause(turn, reading)
    if "snooze" in intents:
        await _snooze(turn, reading)
    for wish, show in SHOWN.items():
        if wish in intents:
            await show(turn)
    if intents == {"greeting"}:
        await greet(turn)
    elif intents == {"thanks"}:
        await say_thanks(turn)


async def _pause(turn: Turn, reading: Reading) -> None:
    if "date" in reading.ask:
        turn.expect(asked="until")
        turn.say(asks.until_when(turn.words))
        return
    await pause(turn, reading.until)


async def _snooze(turn: Turn, reading: Reading) -> None:
    if reading.at is None:
        turn.expect(asked="when", day=turn.today.isoformat())
        turn.say(asks.which_when(turn.words, turn.today))
        return
    await snooze(turn, reading.at)


async def snooze_minutes(turn: Turn, minutes: int) -> None:
    """In so many minutes from now."""
    await snooze(turn, turn.local + timedelta(minutes=minutes))
