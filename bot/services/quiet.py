"""Quiet hours: the user's own hours in which nothing comes unasked, by their wall clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coach.days import utc_of
from bot.records import User


def is_quiet(user: User, at: time) -> bool:
    """Whether that time of day lies inside; the end itself is outside. Over midnight where the start is later."""
    begins, ends = user.quiet_from, user.quiet_until
    if begins is None or ends is None:
        return False
    return begins <= at < ends if begins <= ends else at >= begins or at < ends


def after(user: User, due: datetime, zone: ZoneInfo) -> datetime:
    """The instant itself, or the end of the quiet hours that it lies in."""
    local = due.astimezone(zone)
    if user.quiet_until is None or not is_quiet(user, local.time()):
        return due
    day = local.date() if local.time() < user.quiet_until else local.date() + timedelta(days=1)
    return utc_of(day, user.quiet_until, zone)


def morning(user: User, day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant of a time of that day; where it is quiet then, the end of the quiet hours on the same day."""
    quiet = user.quiet_until is not None and is_quiet(user, at)
    return utc_of(day, user.quiet_until if quiet and user.quiet_until else at, zone)
