"""Not today, later, away for a while, and back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.coach.model import Pause, Resume, Skip
from bot.coach.standing import Mode
from bot.services import guide, quiet, schedule, sessions
from bot.services.turn import Turn
from bot.wording import moments, replies
from bot.wording.layout import lines
from bot.wording.message import Message


async def skip(turn: Turn, day: date | None = None, *, pain: bool = False) -> None:
    """No session that day; it costs nothing."""
    day = day or turn.today
    if sessions.logs_of(turn, day):
        turn.say(Message(turn.words("skip-logged", day=turn.named_day(day, opening=True))))
        return
    if not any(isinstance(fact, Skip) and fact.day == day for fact in turn.history):
        await turn.record(Skip(at=turn.now, day=day))
    turn.expect()
    _drop_snooze(turn)
    turn.say(Message(turn.words("skipped-pain" if pain else "skipped", day=turn.named_day(day, opening=True))))


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
    snoozed = words("snoozed", day=turn.named_day(at.date()), time=moments.clock(at))
    inside = words("time-is-quiet") if quiet.is_quiet(turn.user, at.time()) else ""
    turn.say(Message(lines(snoozed, inside)))


async def snooze_minutes(turn: Turn, minutes: int) -> None:
    """In so many minutes from now."""
    await snooze(turn, turn.local + timedelta(minutes=minutes))


def _drop_snooze(turn: Turn) -> None:
    turn.change(told={key: value for key, value in turn.user.told.items() if key != "snooze_at"})


async def pause(turn: Turn, until: date | None) -> None:
    """Away until a day, or openly."""
    if until is not None and until <= turn.local.date():
        turn.say(Message(turn.words("paused-past", day=turn.named_day(until, opening=True))))
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
