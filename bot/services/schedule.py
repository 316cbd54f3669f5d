"""When the coach will next write unasked: computed anew after every turn and every delivery, never kept in memory."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coach.days import NOON, utc_of
from bot.coach.programme import Programme
from bot.coach.review import REVIEWED, last_days
from bot.coach.standing import Mode, Standing
from bot.records import Due, DueKind, State, User
from bot.services import quiet, silence

EVENING_AFTER = timedelta(hours=2)
"""What comes in the evening comes at its own time, or this long after a late reminder, but not in the night."""
LAST_EVENING = time(21, 30)
SILENT = frozenset({Mode.LOCKED})
NO_DRILL = frozenset({Mode.LOCKED, Mode.REFERRED, Mode.OFF})
"""Where no drill may be done there is no reminder; the morning's question still comes, but after an alarm."""


def next_due(user: User, standing: Standing, programme: Programme, now: datetime) -> Due | None:
    """The earliest of what is open: a snooze, the reminder, the morning question, the evening nudge, the review."""
    if user.state is not State.ACTIVE or user.zone is None or user.reminder_time is None:
        return None
    if standing.mode in SILENT:
        return None
    zone = ZoneInfo(user.zone)
    open_ = (
        _snooze(user, standing),
        next_reminder(user, standing, programme, now),
        _morning(user, standing, programme, zone, now),
        _nudge(user, standing, programme, zone, now),
        _review(user, standing, programme, zone, now),
    )
    wanted = (due for due in open_ if due is not None and not silence.is_silent(user, programme, due.day))
    return min(wanted, key=lambda due: due.at, default=None)


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
            if due is not None and _is_useful(due, programme, now):
                return Due(due, DueKind.REMINDER, day)
    return None


def _is_useful(due: datetime, programme: Programme, now: datetime) -> bool:
    """Whether it is not too late yet."""
    return now - due <= timedelta(hours=programme.reminders.late_max_hours)


def _morning(user: User, standing: Standing, programme: Programme, zone: ZoneInfo, now: datetime) -> Due | None:
    """The question of the morning after, where no reminder asks it: a rest day, days off, after a referral."""
    if standing.mode is Mode.PAUSED:
        return None
    asked = settled(user, DueKind.MORNING)
    for day in (standing.today, standing.today + timedelta(days=1)):
        after_session = standing.last is not None and standing.last.day == day - timedelta(days=1)
        daily = standing.mode is Mode.OFF and (standing.off_since is None or day > standing.off_since)
        reminded = day.weekday() in standing.weekdays and standing.mode not in NO_DRILL
        if day > asked and (daily or after_session) and not reminded and user.reminder_time is not None:
            due = quiet.morning(user, day, user.reminder_time, zone)
            if _exists(day, zone) and _is_useful(due, programme, now):
                return Due(due, DueKind.MORNING, day)
    return None


def _nudge(user: User, standing: Standing, programme: Programme, zone: ZoneInfo, now: datetime) -> Due | None:
    """One evening nudge on a day that was reminded of and is still open; not beside a review, not in quiet hours, not
    to those who log nearly everything, nor while a better time is asked for."""
    day = standing.today
    wanted = user.evening_nudge and settled(user, DueKind.REMINDER) == day and settled(user, DueKind.NUDGE) < day
    if not wanted or standing.trained_today or standing.skipped_today or standing.steady or silence.is_asked(user):
        return None
    at = _evening(user, day, programme.reminders.nudge_at)
    reviewed = day == settled(user, DueKind.REVIEW) or day in review_days(user, standing, programme)
    if at is None or quiet.is_quiet(user, at) or reviewed:
        return None
    due = utc_of(day, at, zone)
    return Due(due, DueKind.NUDGE, day) if due > now or _same(user.due, DueKind.NUDGE, day) else None


def _evening(user: User, day: date, at: time) -> time | None:
    """The time of an evening message, some hours after the day's reminder; None where that would be in the night."""
    late = datetime.combine(day, user.reminder_time or at) + EVENING_AFTER
    latest = max(datetime.combine(day, at), late) if user.reminder_time else datetime.combine(day, at)
    return latest.time() if latest <= datetime.combine(day, LAST_EVENING) else None


def review_days(user: User, standing: Standing, programme: Programme) -> list[date]:
    """The last days of weeks whose review is still to come: one a week, where a step ended the week before it six days
    after the last one at the earliest."""
    if not user.weekly_review or standing.mode not in REVIEWED:
        return []
    reviewed = date.fromisoformat(user.told.get("reviewed", "0001-01-01"))
    first = max(
        settled(user, DueKind.REVIEW) + timedelta(days=1),
        reviewed + timedelta(days=programme.progress.week_days - 1),
    )
    return [day for day in last_days(programme, standing) if day >= first]


def _review(user: User, standing: Standing, programme: Programme, zone: ZoneInfo, now: datetime) -> Due | None:
    """The evening of a week's last day; where it is quiet then, the end of the quiet hours, the next morning mostly."""
    for day in review_days(user, standing, programme):
        at = _evening(user, day, programme.reminders.review_at) or programme.reminders.review_at
        due = quiet.after(user, utc_of(day, at, zone), zone)
        if _exists(day, zone) and _is_useful(due, programme, now):
            return Due(due, DueKind.REVIEW, day)
    return None


def _same(due: Due | None, kind: DueKind, day: date) -> bool:
    return due is not None and due.kind is kind and due.day == day


def _at(user: User, day: date, zone: ZoneInfo) -> datetime | None:
    """The instant of the reminder time on a day; None on a day that the zone left out."""
    assert user.reminder_time is not None  # noqa: S101  checked by next_due
    return utc_of(day, user.reminder_time, zone) if _exists(day, zone) else None


def _exists(day: date, zone: ZoneInfo) -> bool:
    """False for a day that the zone left out."""
    return utc_of(day, NOON, zone).astimezone(zone).date() == day


def utc(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a local wall-clock moment (the first of a repeated one, a missing one moved forward)."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)
