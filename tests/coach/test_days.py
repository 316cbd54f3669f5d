"""Drill days across midnight, and reminder times through missing and repeated hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.days import EVERY_DAY, drill_day, is_planned, next_planned, next_reminder, utc_of

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("clock", "yesterday_open", "expected"),
    [
        ("00:00", True, date(2026, 11, 23)),
        ("03:59", True, date(2026, 11, 23)),
        ("04:00", True, TUESDAY),
        ("03:59", False, TUESDAY),
        ("23:59", True, TUESDAY),
    ],
)
def test_a_log_of_the_night_goes_to_yesterday_where_yesterday_is_open(
    clock: str, yesterday_open: bool, expected: date
) -> None:
    local = datetime.combine(TUESDAY, time.fromisoformat(clock))
    assert drill_day(local, yesterday_open=yesterday_open, night_ends_hour=4) == expected


@pytest.mark.parametrize(
    ("weekdays", "first", "expected"),
    [
        ((1,), TUESDAY, TUESDAY),
        ((0,), TUESDAY, date(2026, 11, 30)),
        ((0, 2), TUESDAY, date(2026, 11, 25)),
        ((), TUESDAY, None),
    ],
)
def test_the_next_planned_day_includes_the_first(weekdays: tuple[int, ...], first: date, expected: date | None) -> None:
    assert next_planned(weekdays, first) == expected


def test_weekdays_count_from_monday() -> None:
    assert [weekday for weekday in range(7) if is_planned((weekday,), TUESDAY)] == [1]


def reminder(now: str, zone: str, at: str, weekdays: tuple[int, ...] = EVERY_DAY, after: date | None = None) -> str:
    """The next reminder after a local moment, told in local time with its offset."""
    place = ZoneInfo(zone)
    moment = datetime.fromisoformat(now).replace(tzinfo=place).astimezone(UTC)
    due = next_reminder(moment, place, time.fromisoformat(at), weekdays, after=after)
    assert due is not None
    assert due.at.tzinfo is UTC
    return f"{due.day} at {due.at.astimezone(place).isoformat(timespec='minutes')}"


@pytest.mark.parametrize(
    ("now", "zone", "at", "expected"),
    [
        # an ordinary day, before and after the time
        ("2026-11-24T06:59", "Europe/Berlin", "07:00", "2026-11-24 at 2026-11-24T07:00+01:00"),
        ("2026-11-24T07:00", "Europe/Berlin", "07:00", "2026-11-25 at 2026-11-25T07:00+01:00"),
        # spring: 02:30 is missing and moves forward; 03:30 stays
        ("2026-03-29T00:00", "Europe/Berlin", "02:30", "2026-03-29 at 2026-03-29T03:30+02:00"),
        ("2026-03-29T00:00", "Europe/Berlin", "03:30", "2026-03-29 at 2026-03-29T03:30+02:00"),
        # autumn: 02:30 comes twice, the first time counts
        ("2026-10-25T00:00", "Europe/Berlin", "02:30", "2026-10-25 at 2026-10-25T02:30+02:00"),
        ("2026-10-25T02:30", "Europe/Berlin", "02:30", "2026-10-26 at 2026-10-26T02:30+01:00"),
        # Cairo leaves out the hour after midnight
        ("2026-04-23T23:00", "Africa/Cairo", "00:00", "2026-04-24 at 2026-04-24T01:00+03:00"),
        ("2026-04-23T23:00", "Africa/Cairo", "00:30", "2026-04-24 at 2026-04-24T01:30+03:00"),
        # Cairo repeats the hour before midnight
        ("2026-10-29T20:00", "Africa/Cairo", "23:30", "2026-10-29 at 2026-10-29T23:30+03:00"),
        ("2026-10-29T23:30", "Africa/Cairo", "23:30", "2026-10-30 at 2026-10-30T23:30+02:00"),
        # Lord Howe moves by half an hour
        ("2026-10-03T20:00", "Australia/Lord_Howe", "02:15", "2026-10-04 at 2026-10-04T02:45+11:00"),
        ("2026-04-04T20:00", "Australia/Lord_Howe", "01:45", "2026-04-05 at 2026-04-05T01:45+11:00"),
        ("2026-04-05T01:45", "Australia/Lord_Howe", "01:45", "2026-04-06 at 2026-04-06T01:45+10:30"),
        # Samoa had no 30 December 2011
        ("2011-12-29T08:00", "Pacific/Apia", "07:00", "2011-12-31 at 2011-12-31T07:00+14:00"),
    ],
)
def test_reminders_keep_their_local_time_through_clock_changes(now: str, zone: str, at: str, expected: str) -> None:
    assert reminder(now, zone, at) == expected


def test_the_second_coming_of_a_repeated_hour_is_no_second_reminder() -> None:
    place = ZoneInfo("Europe/Berlin")
    between = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 02:45 summer time; 02:30 comes again in 45 minutes
    due = next_reminder(between, place, time(2, 30), EVERY_DAY)
    assert due is not None
    assert due.day == date(2026, 10, 26)


def test_a_day_that_had_its_reminder_gets_no_other_when_the_zone_moves() -> None:
    story = reminder("2026-11-24T06:00", "America/New_York", "07:00", after=TUESDAY)
    assert story == "2026-11-25 at 2026-11-25T07:00-05:00"


def test_an_earlier_reminder_does_not_hold_up_todays() -> None:
    story = reminder("2026-11-24T06:00", "UTC", "07:00", after=date(2026, 11, 20))
    assert story == "2026-11-24 at 2026-11-24T07:00+00:00"


def test_only_planned_weekdays_are_reminded() -> None:
    assert reminder("2026-11-24T12:00", "UTC", "07:00", (0,)) == "2026-11-30 at 2026-11-30T07:00+00:00"
    assert reminder("2026-11-24T06:00", "UTC", "07:00", (1,)) == "2026-11-24 at 2026-11-24T07:00+00:00"
    assert next_reminder(datetime(2026, 11, 24, tzinfo=UTC), UTC, time(7), ()) is None


ZONES = ["Europe/Berlin", "Africa/Cairo", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "UTC"]


@given(
    st.sampled_from(ZONES),
    st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    st.times(),
)
def test_over_any_month_every_day_that_exists_has_exactly_one_reminder(zone: str, start: date, at: time) -> None:
    place, now = ZoneInfo(zone), datetime.combine(start, time(), tzinfo=UTC)
    days, last = [], None
    for _ in range(30):
        due = next_reminder(now, place, at.replace(microsecond=0), EVERY_DAY, after=last)
        assert due is not None
        assert due.at > now
        days.append(due.day)
        now, last = due.at, due.day
    assert len(set(days)) == 30
    gaps = {after - before for before, after in pairwise(days)}
    assert gaps <= {timedelta(days=1), timedelta(days=2)}
    assert timedelta(days=2) not in gaps or zone == "Pacific/Apia"


def test_a_local_time_has_one_utc_moment() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert utc_of(date(2026, 10, 25), time(2, 30, fold=1), berlin) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
