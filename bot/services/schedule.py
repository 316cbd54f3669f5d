"""When the coach will next write unasked: computed anew after every turn and every delivery, never kept in memory."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coach.days import NOON, utc_of
from bot.coach.programme import Programme
from bot.coach.standing import Mode, Standing
from bot.records import Due, DueKind, State, User

NUDGE_AT = time(19, 30)
NUDGE_AFTER = timedelta(hours=2)
"""A nudge comes at half past seven in the evening, or this long after a late reminder, but not in the night."""
LAST_NUDGE = time(21, 30)
SILENT = frozenset({Mode.LOCKED})
NO_DRILL = frozenset({Mode.LOCKED, Mode.REFERRED, Mode.OFF})
"""Where no drill may be done there is no reminder; the morning's question still comes, but after an alarm."""


def next_due(user: User, standing: Standing, programme: Programme, now: datetime) -> Due | None:
    """The earliest of what is open: a snooze, the reminder, the morning question, the evening nudge."""
    if user.state is not State.ACTIVE or user.zone is None or user.reminder_time is None:
        return None
    if standing.mode in SILENT:
        return None
    zone = ZoneInfo(user.zone)
    open_ = (
        _snooze(user, standing),
        next_reminder(user, standing, programme, now),
        _morning(user, standing, programme, zone, now),
        _nudge(user, standing, zone, now),
    )
    return min((due for due in open_ if due is not None), key=lambda due: due.at, default=None)


def settled(user: User, kind: DueKind) -> date:
    """The last drill day for which that kind was sent or given up."""
    return date.fromisoformat(user.told.get(kind.value, "0001-01-01"))


def snooze_of(user: User) -> Due | None:
    """The open snooze: kept as `instant|day|n`."""
    kept = user.told.get("snooze_at")
    if kept is None:
        return None
    at, day, n = kept.split("|")
    return Due(datetime.fromisoformat(at), DueKind.SNOOZE, date.fromisoformat(day), int(n))


def _snooze(user: User, standing: Standing) -> Due | None:
    """The open snooze, unless its day is trained or skipped meanwhile, or over."""
    snooze = snooze_of(user)
    settled_today = standing.trained_today or standing.skipped_today
    if snooze is None or snooze.day < standing.today or (settled_today and snooze.day == standing.today):
        return None
    return snooze


def next_reminder(user: User, standing: Standing, programme: Programme, now: datetime) -> Due | None:
    """The first planned day that is neither settled nor done, at the user's time; one that is too late is let go."""
    if user.zone is None or standing.mode is Mode.LOCKED:
        return None
    zone = ZoneInfo(user.zone)
    if standing.mode in NO_DRILL or (standing.mode is Mode.PAUSED and standing.paused_until is None):
        return None
    snooze = snooze_of(user)
    first = max(standing.today, settled(user, DueKind.REMINDER) + timedelta(days=1))
    if standing.trained_today or standing.skipped_today:
        first = max(first, standing.today + timedelta(days=1))
    if standing.paused_until is not None:
        first = max(first, standing.paused_until)
    weekdays = standing.weekdays
    for ahead in range(8):
        day = first + timedelta(days=ahead)
        if day.weekday() in weekdays and not (snooze and snooze.day == day):
            due = _at(user, day, zone)
            if due is not None and now - due <= timedelta(hours=programme.reminders.late_max_hours):
                return Due(due, DueKind.REMINDER, day)
    return None


def _morning(user: User, standing: Standing, programme: Programme, zone: ZoneInfo, now: datetime) -> Due | None:
    """The question of the morning after, where no reminder asks it: a rest day, days off, after a referral."""
    if standing.mode is Mode.PAUSED:
        return None
    asked = settled(user, DueKind.MORNING)
    for day in (standing.today, standing.today + timedelta(days=1)):
        after_session = standing.last is not None and standing.last.day == day - timedelta(days=1)
        daily = standing.mode is Mode.OFF and (standing.off_since is None or day > standing.off_since)
        reminded = day.weekday() in standing.weekdays and standing.mode not in NO_DRILL
        if day > asked and (daily or after_session) and not reminded:
            due = _at(user, day, zone)
            if due is not None and now - due <= timedelta(hours=programme.reminders.late_max_hours):
                return Due(due, DueKind.MORNING, day)
    return None


def _nudge(user: User, standing: Standing, zone: ZoneInfo, now: datetime) -> Due | None:
    """One evening nudge on a day that was reminded of and is still open."""
    day = standing.today
    wanted = user.evening_nudge and settled(user, DueKind.REMINDER) == day and settled(user, DueKind.NUDGE) < day
    if not wanted or standing.trained_today or standing.skipped_today or user.reminder_time is None:
        return None
    late = datetime.combine(day, user.reminder_time) + NUDGE_AFTER
    at = max(datetime.combine(day, NUDGE_AT), late)
    if at > datetime.combine(day, LAST_NUDGE):
        return None
    due = utc_of(day, at.time(), zone)
    return Due(due, DueKind.NUDGE, day) if due > now or _same(user.due, DueKind.NUDGE, day) else None


def _same(due: Due | None, kind: DueKind, day: date) -> bool:
    return due is not None and due.kind is kind and due.day == day


def _at(user: User, day: date, zone: ZoneInfo) -> datetime | None:
    """The instant of the reminder time on a day; None on a day that the zone left out."""
    assert user.reminder_time is not None  # noqa: S101  checked by next_due
    noon = utc_of(day, NOON, zone).astimezone(zone)
    return utc_of(day, user.reminder_time, zone) if noon.date() == day else None


def utc(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a local wall-clock moment (the first of a repeated one, a missing one moved forward)."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)
