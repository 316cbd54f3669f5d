"""What the coach says unasked: decided when it is due, worded from what is known at that moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.coach.standing import Mode
from bot.ports import UnitOfWork
from bot.records import MISSED, Delivery, DueKind, Outgoing, State
from bot.services import carry, go, guide, quiet, reviews, schedule, sessions, silence
from bot.services.desk import Desk
from bot.services.dispatch import Composed
from bot.services.turn import Turn
from bot.wording import reminder as says
from bot.wording.message import Message, joined

_LAST_MISSED = "last_missed"
DATED = ("asked_", "idle_asked", "reviewed")
"""What is known to have been asked or told: the names of dates."""
ON_TIME = timedelta(minutes=15)
"""A reminder later than this says that it is late."""
OF_THE_DRILL = frozenset({DueKind.REMINDER, DueKind.SNOOZE, DueKind.NUDGE})


@dataclass(frozen=True, slots=True)
class Reminders:
    """Composes what is due, and writes down what became of it."""

    desk: Desk

    async def compose(self, uow: UnitOfWork, delivery: Delivery, now: datetime) -> Composed:
        """What to say, or why nothing: logged meanwhile, paused, locked, too late."""
        turn = await _turn(self.desk, uow, delivery.user_id, now)
        if turn is None:
            return Composed(None, "dropped: no such user")
        carry.assume(turn)
        late = now - _due_at(turn, delivery)
        if late > timedelta(hours=self.desk.programme.reminders.late_max_hours):
            return Composed(None, MISSED)
        if late > ON_TIME and _fell_into_quiet_hours(turn, delivery):
            return Composed(None, "dropped: quiet hours")
        if delivery.kind in OF_THE_DRILL and go.trains_now(turn.user, now):
            return Composed(None, "dropped: in a session")
        message = silence.added(turn, delivery.kind, delivery.day, _message(turn, delivery, late=late > ON_TIME))
        if message is None:
            return Composed(None, "dropped: nothing to say")
        outcome = "late" if late > ON_TIME else "sent"
        return Composed(Outgoing(chat_id=turn.user.chat_id, message=message), outcome)

    async def settle(self, uow: UnitOfWork, delivery: Delivery, now: datetime, outcome: str) -> None:
        """Note that this one is done with, what was asked, and when the next one is due."""
        turn = await _turn(self.desk, uow, delivery.user_id, now, any_state=True)
        if turn is None:
            return
        await carry.write(turn)
        day = max(delivery.day, schedule.settled(turn.user, delivery.kind))
        told = {**turn.user.told, delivery.kind.value: day.isoformat()}
        if delivery.kind is DueKind.SNOOZE and _is_open_snooze(turn, delivery):
            told.pop("snooze_at", None)
            told[DueKind.REMINDER.value] = told[DueKind.SNOOZE.value]
        if delivery.kind is DueKind.REMINDER and outcome == MISSED:
            told[_LAST_MISSED] = day.isoformat()
        turn.change(told=told)
        if outcome in {"sent", "late"}:
            if delivery.kind is not DueKind.REVIEW:
                await guide.tell_news(turn)
            _expect_answer(turn, delivery)
            silence.count(turn, delivery.kind, delivery.day)
        due = schedule.next_due(turn.user, turn.standing, self.desk.programme, now)
        turn.change(due=due, stage=turn.standing.stage)
        carry.note(turn)
        await uow.save_user(turn.user)

    async def replan(self, uow: UnitOfWork, user_id: int, now: datetime) -> None:
        """The clock was set back: what was settled for days to come, or missed by the clock that ran ahead, is open."""
        turn = await _turn(self.desk, uow, user_id, now, any_state=True)
        if turn is None:
            return
        turn.change(told=_reopened(turn))
        guide.reschedule(turn)
        await uow.save_user(turn.user)


def _reopened(turn: Turn) -> dict[str, str]:
    """What was told, as it can be by the clock of now; in the far west today is yesterday's tomorrow. Where a day from
    today on was missed, all of them are open again: those that were sent are known by their deliveries."""
    told, today = dict(turn.user.told), turn.local.date()
    for kind in DueKind:
        if schedule.settled(turn.user, kind) > today + timedelta(days=1):
            told[kind.value] = (today - timedelta(days=1)).isoformat()
    for name in [name for name in told if name.startswith(DATED)]:
        if date.fromisoformat(told[name]) > today + timedelta(days=1):
            del told[name]
    if date.fromisoformat(told.get(_LAST_MISSED, "0001-01-01")) >= today:
        told[DueKind.REMINDER.value] = (today - timedelta(days=1)).isoformat()
    return told


def _is_open_snooze(turn: Turn, delivery: Delivery) -> bool:
    snooze = schedule.snooze_of(turn.user)
    return snooze is not None and (snooze.day, snooze.n) == (delivery.day, delivery.n)


async def _turn(desk: Desk, uow: UnitOfWork, user_id: int, now: datetime, *, any_state: bool = False) -> Turn | None:
    user = await uow.user(user_id)
    if user is None or (user.state is not State.ACTIVE and not any_state):
        return None
    return Turn(desk, uow, now, user, await uow.records(user_id))


def _fell_into_quiet_hours(turn: Turn, delivery: Delivery) -> bool:
    """Whether the user's quiet hours began between its time and now. What they set for such an hour comes."""
    planned = _due_at(turn, delivery).astimezone(turn.zone).time()
    return quiet.is_quiet(turn.user, turn.local.time()) and not quiet.is_quiet(turn.user, planned)


def _due_at(turn: Turn, delivery: Delivery) -> datetime:
    """When it was due by the user's own clock: a retry after a crash counts from the first time."""
    snooze = schedule.snooze_of(turn.user)
    if delivery.kind is DueKind.SNOOZE and snooze is not None:
        return snooze.at
    return delivery.due_at


def _message(turn: Turn, delivery: Delivery, *, late: bool) -> Message | None:
    """The words of a delivery, None where there is nothing to say (any more)."""
    standing = turn.standing_on(delivery.day)
    if standing.mode in {Mode.LOCKED, Mode.PAUSED}:
        return None
    match delivery.kind:
        case DueKind.REMINDER | DueKind.SNOOZE:
            return _reminder(turn, delivery.day, delivery.n, late=late)
        case DueKind.MORNING:
            return _morning(turn, delivery.day)
        case DueKind.NUDGE:
            return _nudge(turn, delivery.day)
        case DueKind.REVIEW:
            return reviews.due_message(turn, delivery.day)


def _reminder(turn: Turn, day: date, n: int, *, late: bool) -> Message | None:
    if sessions.logs_of(turn, day) or _skipped(turn, day):
        return None
    news = _unheard(turn)
    body = reminder_message(turn, day, late=late, snoozed=n)
    return joined((*news, body))[-1] if news else body


def reminder_message(turn: Turn, day: date, *, late: bool = False, snoozed: int = 0) -> Message:
    """The reminder of a day as it reads now; also shown in place once the morning is told."""
    standing = turn.standing_on(day)
    morning = sessions.morning_of(turn, day)
    return says.reminder(
        turn.words,
        turn.desk.programme,
        standing,
        day,
        morning=morning.value if morning else None,
        ask_morning=asks_morning(turn, day),
        late=late,
        if_then=turn.user.if_then,
        greeting_name=turn.user.first_name,
        brief=standing.steady,
        snoozed=snoozed,
    )


def after_morning(turn: Turn, day: date) -> Message | None:
    """The day's reminder once the morning is told; None where the day is not open any more."""
    standing = turn.standing_on(day)
    open_ = standing.prescription is not None and not standing.trained_today and not standing.skipped_today
    return reminder_message(turn, day) if open_ and standing.due == day else None


def asks_morning(turn: Turn, day: date) -> bool:
    return turn.standing_on(day).ask_morning and sessions.morning_of(turn, day) is None


def _unheard(turn: Turn) -> list[Message]:
    """What the passing of time decided since the last word: a new dose, the end of an easier spell."""
    return guide.loud_news(turn)


def _morning(turn: Turn, day: date) -> Message | None:
    standing = turn.standing_on(day)
    if sessions.morning_of(turn, day) is not None:
        return None
    if standing.ask_off:
        return says.off_question(turn.words, turn.desk.programme, standing)
    return says.morning_question(turn.words, day) if standing.ask_morning else None


def _nudge(turn: Turn, day: date) -> Message | None:
    standing = turn.standing_on(day)
    open_ = not (standing.trained_today or standing.skipped_today) and standing.prescription is not None
    return says.nudge(turn.words, turn.desk.programme, standing, day) if open_ else None


def _skipped(turn: Turn, day: date) -> bool:
    return turn.standing_on(day).skipped_today


def _expect_answer(turn: Turn, delivery: Delivery) -> None:
    """What a bare number after this message means; a question that the user was in the middle of stays open."""
    if delivery.kind is DueKind.REVIEW:
        reviews.expect_answer(turn, delivery.day)
        return
    standing = turn.standing_on(delivery.day)
    if asks_morning(turn, delivery.day) or standing.ask_off:
        turn.expect(asked="morning_pain", day=delivery.day.isoformat())
    elif standing.prescription is not None:
        other = delivery.day.isoformat() if delivery.day != turn.today else None  # at night; else of the day it is then
        turn.expect(asked="sets", day=other)
