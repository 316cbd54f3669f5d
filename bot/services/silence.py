"""Who does not answer: asked once for a better time, then left in peace until they write again.

Counted are days on which the coach wrote first and nothing came back; any word or tap begins anew.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.coach.programme import Programme
from bot.coach.standing import Mode
from bot.records import DueKind, User
from bot.services.turn import Turn
from bot.wording import reminder as says
from bot.wording.message import Message

DAILY = frozenset({DueKind.REMINDER, DueKind.MORNING})
"""At most one of these comes a day."""
IGNORED, ASKED, IDLE_ASKED = "ignored", "asked_time", "idle_asked"


def is_silent(user: User, programme: Programme, day: date) -> bool:
    """Whether the coach keeps quiet that day: the question was put long enough ago, and nothing came back."""
    asked = user.told.get(ASKED)
    return asked is not None and day - date.fromisoformat(asked) >= timedelta(
        days=programme.reminders.silent_after_days
    )


def is_asked(user: User) -> bool:
    """Whether the question for a better time is open."""
    return ASKED in user.told


def heard(user: User) -> User:
    """Any sign of life ends the count, and keeps the record."""
    over = {IGNORED, ASKED, IDLE_ASKED}
    if not user.told.keys() & over:
        return user
    return replace(user, told={key: value for key, value in user.told.items() if key not in over})


def added(turn: Turn, kind: DueKind, day: date, message: Message | None) -> Message | None:
    """A daily message with the question for a better time, where it is to be put, or with a word before silence."""
    if message is None or kind not in DAILY:
        return message
    if _asks(turn.user, turn.desk.programme):
        return says.asking_for_a_better_time(turn.words, message)
    return says.last_for_now(turn.words, message) if _is_last(turn, day) else message


def count(turn: Turn, kind: DueKind, day: date) -> None:
    """One more daily message went out."""
    if kind not in DAILY:
        return
    asks = {ASKED: day.isoformat()} if _asks(turn.user, turn.desk.programme) else {}
    turn.change(told={**turn.user.told, **asks, IGNORED: str(_ignored(turn.user) + 1)})


def _ignored(user: User) -> int:
    return int(user.told.get(IGNORED, "0"))


def _asks(user: User, programme: Programme) -> bool:
    return not is_asked(user) and _ignored(user) >= programme.reminders.ignored_days


def _is_last(turn: Turn, day: date) -> bool:
    """Whether no planned day is left before silence."""
    if not is_asked(turn.user) or turn.standing_on(day).mode not in {Mode.TRAINING, Mode.MAINTENANCE}:
        return False
    later = (day + timedelta(days=ahead) for ahead in range(1, 8))
    following = next((each for each in later if each.weekday() in turn.standing_on(day).weekdays), None)
    return following is not None and is_silent(turn.user, turn.desk.programme, following)
