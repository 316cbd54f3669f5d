"""When the week in review comes: the evening of a stage week's last day, once, never in quiet hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.assess import assess
from bot.coach.model import Fact, Pause
from bot.coach.programme import Programme
from bot.records import DueKind, State, User
from bot.services import schedule
from tests.coach.story import shipped
from tests.services.test_schedule import LISBON, LOCK, MON_WED_FRI, MONDAY, due, log, noon, start, user

REVIEW, NUDGE, MORNING, REMINDER = DueKind.REVIEW, DueKind.NUDGE, DueKind.MORNING, DueKind.REMINDER
SUNDAY = MONDAY + timedelta(days=6)
SILENT_REST = {"reminder": "2099-01-01", "morning": "2099-01-01", "nudge": "2099-01-01"}
"""Everything but the review is settled for good, so that only the review can be due."""


def week(*days: int, weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)) -> tuple[Fact, ...]:
    """A session on each of these days, counted from Monday, day 1."""
    return start(weekdays) + trained(MONDAY, *(n - 1 for n in days))


def trained(first: date, *later: int) -> tuple[Fact, ...]:
    """Sessions so many days after the first."""
    facts = ((n, fact) for n in later for fact in log(first + timedelta(days=n)))
    return tuple(replace(fact, id=10 * (n + 1) + fact.id) for n, fact in facts)


def reviewed(programme: Programme, who: User, facts: tuple[Fact, ...], now: str) -> str | None:
    """When the review is due, by the user's clock."""
    found = due(programme, replace(who, told=who.told | SILENT_REST), facts, now)
    return found[0] if found and found[1] is REVIEW else None


@pytest.mark.parametrize(
    ("facts", "now", "at"),
    [
        (week(1), "2026-11-23T13:00", "2026-11-29T20:00"),
        (week(1, 2, 3, 4, 5, 6), "2026-11-29T19:59", "2026-11-29T20:00"),
        (week(1, 3, 5, 7), "2026-11-29T22:59", "2026-11-29T20:00"),  # late, and still useful
        (week(1, 3, 5, 7), "2026-11-29T23:01", "2026-12-06T20:00"),  # too late: the next week's
        (week(3), "2026-11-25T13:00", "2026-12-01T20:00"),  # the week begins with the first session
        (week(1, weekdays=MON_WED_FRI), "2026-11-24T13:00", "2026-11-29T20:00"),  # a rest day
        (start(), "2026-11-23T13:00", None),  # no session yet
        ((*week(1), LOCK), "2026-11-23T13:00", None),
        ((*week(1), Pause(id=99, at=noon(MONDAY), day=MONDAY)), "2026-11-24T13:00", None),
    ],
    ids=[
        "from the first session",
        "that evening",
        "late",
        "too late",
        "mid-week",
        "rest day",
        "new",
        "locked",
        "paused",
    ],
)
def test_the_evening_of_the_weeks_last_day(
    programme: Programme, facts: tuple[Fact, ...], now: str, at: str | None
) -> None:
    assert reviewed(programme, user(), facts, now) == at


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({}, "2026-11-29T20:00"),
        ({"weekly_review": False}, None),
        ({"state": State.STOPPED}, None),
        ({"reminder_time": time(19)}, "2026-11-29T21:00"),  # two hours after the reminder
        ({"reminder_time": time(20, 30)}, "2026-11-29T20:00"),  # but not in the night
        ({"quiet_from": time(19), "quiet_until": time(8)}, "2026-11-30T08:00"),
        ({"quiet_from": time(20), "quiet_until": time(21)}, "2026-11-29T21:00"),
        ({"quiet_from": time(18), "quiet_until": time(20)}, "2026-11-29T20:00"),  # the end is outside
        ({"quiet_from": time(22), "quiet_until": time(7)}, "2026-11-29T20:00"),
        ({"zone": "Pacific/Auckland"}, "2026-11-29T20:00"),
        ({"told": {"review": "2026-11-29"}}, "2026-12-06T20:00"),  # settled
        ({"told": {"reviewed": "2026-11-24"}}, "2026-12-06T20:00"),  # too soon after the last one
        ({"told": {"reviewed": "2026-11-23"}}, "2026-11-29T20:00"),  # a step ended the week before on its first day
    ],
)
def test_what_the_users_settings_do_to_it(programme: Programme, changed: dict[str, object], at: str | None) -> None:
    assert reviewed(programme, user(**changed), week(1, 2, 3), "2026-11-26T13:00") == at


@pytest.mark.parametrize(
    ("zone", "sunday", "instant"),
    [
        ("Europe/Berlin", date(2026, 3, 29), "2026-03-29T18:00"),  # the clock went forward that morning
        ("Europe/Berlin", date(2026, 10, 25), "2026-10-25T19:00"),  # and back
        ("America/New_York", date(2026, 11, 1), "2026-11-02T01:00"),
        ("Asia/Kathmandu", date(2026, 11, 29), "2026-11-29T14:15"),
    ],
)
def test_the_local_evening_stays_put_over_changes_of_the_clock(
    programme: Programme, zone: str, sunday: date, instant: str
) -> None:
    monday = sunday - timedelta(days=6)
    facts = start(day=monday) + trained(monday, 0, 3, 5)
    who = user(zone=zone, told=SILENT_REST)
    now = datetime.combine(sunday - timedelta(days=1), time(12), ZoneInfo(zone)).astimezone(UTC)
    found = schedule.next_due(who, assess(programme, facts, sunday - timedelta(days=1)), programme, now)
    assert found is not None
    assert (found.at, found.kind) == (datetime.fromisoformat(instant).replace(tzinfo=UTC), REVIEW)


@pytest.mark.parametrize(
    ("zone", "quiet_until", "instant"),
    [
        ("Europe/Berlin", time(2, 30), "2026-03-29T01:30"),  # an end that the clock leaves out moves forward
        ("Europe/Berlin", time(7), "2026-03-29T05:00"),
    ],
)
def test_the_end_of_quiet_hours_is_an_end_by_the_wall_clock(
    programme: Programme, zone: str, quiet_until: time, instant: str
) -> None:
    saturday = date(2026, 3, 28)
    monday = saturday - timedelta(days=6)
    facts = start(day=monday) + trained(monday, 0, 3, 5)
    who = user(zone=zone, told=SILENT_REST, quiet_from=time(19), quiet_until=quiet_until)
    now = datetime.combine(saturday, time(12), ZoneInfo(zone)).astimezone(UTC)
    found = schedule.next_due(who, assess(programme, facts, saturday), programme, now)
    assert found is not None
    assert (found.at, found.kind) == (datetime.fromisoformat(instant).replace(tzinfo=UTC), REVIEW)


def test_after_a_move_the_review_comes_on_the_evening_of_the_new_place(programme: Programme) -> None:
    facts = week(1, 2, 3, 4, 5, 6)
    assert reviewed(programme, user(), facts, "2026-11-29T12:00") == "2026-11-29T20:00"
    assert reviewed(programme, user(zone="Asia/Tokyo"), facts, "2026-11-29T21:00") == "2026-11-29T20:00"
    assert reviewed(programme, user(zone="America/New_York"), facts, "2026-11-29T07:00") == "2026-11-29T20:00"


@pytest.mark.parametrize("now", ["2026-11-30T00:10", "2026-11-30T07:05", "2026-11-30T09:00"])
def test_one_that_waits_for_the_end_of_quiet_hours_is_not_forgotten_overnight(programme: Programme, now: str) -> None:
    """Computed anew on the next day, whose reminder comes first."""
    who = user(quiet_from=time(19), quiet_until=time(8))
    assert reviewed(programme, who, week(1, 2, 3, 4, 5, 6, 7), now) == "2026-11-30T08:00"


def test_once_sent_a_move_west_brings_no_second_one(programme: Programme) -> None:
    told = {"review": "2026-11-29", "reviewed": "2026-11-29"}
    who = user(zone="America/New_York", told=told)
    assert reviewed(programme, who, week(1, 2, 3, 4, 5, 6), "2026-11-29T15:05") == "2026-12-06T20:00"


def test_on_the_evening_of_a_review_nobody_is_nudged_as_well(programme: Programme) -> None:
    reminded = user(told={"reminder": "2026-11-29", "morning": "2026-11-29"})
    facts = week(1, 2, 3, 4, 5, 6)
    assert due(programme, reminded, facts, "2026-11-29T13:00") == ("2026-11-29T20:00", REVIEW, SUNDAY)
    without = replace(reminded, weekly_review=False)
    assert due(programme, without, facts, "2026-11-29T13:00") == ("2026-11-29T19:30", NUDGE, SUNDAY)
    after = replace(reminded, told={**reminded.told, "review": "2026-11-29", "reviewed": "2026-11-29"})
    found = due(programme, after, facts, "2026-11-29T18:00")
    assert found is not None
    assert found[1] is not NUDGE


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({}, NUDGE),
        ({"quiet_from": time(19), "quiet_until": time(7)}, REMINDER),
        ({"quiet_from": time(20), "quiet_until": time(7)}, NUDGE),
    ],
)
def test_a_nudge_that_falls_into_quiet_hours_is_left_out(
    programme: Programme, changed: dict[str, object], kind: DueKind
) -> None:
    found = due(programme, user(**({"told": {"reminder": "2026-11-23"}} | changed)), start(), "2026-11-23T13:00")
    assert found is not None
    assert found[1] is kind


@pytest.mark.parametrize(
    ("at", "quiet", "asked"),
    [
        (time(6), (22, 7), "2026-11-24T07:00"),
        (time(23), (22, 7), "2026-11-24T07:00"),  # earlier that day: it is a morning's question
        (time(6), (5, 9), "2026-11-24T09:00"),
        (time(7), (22, 7), "2026-11-24T07:00"),
    ],
)
def test_the_mornings_question_waits_for_the_end_of_quiet_hours(
    programme: Programme, at: time, quiet: tuple[int, int], asked: str
) -> None:
    who = user(reminder_time=at, quiet_from=time(quiet[0]), quiet_until=time(quiet[1]))
    found = due(programme, who, start(MON_WED_FRI) + log(MONDAY), "2026-11-24T00:30")
    assert found == (asked, MORNING, date(2026, 11, 24))


def test_the_reminder_that_was_set_for_a_quiet_hour_is_honoured(programme: Programme) -> None:
    who = user(reminder_time=time(6), quiet_from=time(22), quiet_until=time(7))
    assert due(programme, who, start(), "2026-11-23T05:00") == ("2026-11-23T06:00", REMINDER, MONDAY)


TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@settings(max_examples=200, deadline=None)
@given(
    zone=st.sampled_from([LISBON, "Asia/Kolkata", "America/St_Johns", "Pacific/Apia"]),
    at=TIMES,
    begins=TIMES,
    ends=TIMES,
    first=st.integers(0, 6),
    hour=st.integers(0, 23),
)
def test_whatever_the_hours_neither_review_nor_nudge_nor_morning_falls_inside(
    zone: str, at: time, begins: time, ends: time, first: int, hour: int
) -> None:
    programme = shipped()
    day = MONDAY + timedelta(days=first)
    told = {"reminder": day.isoformat()}
    who = user(zone=zone, reminder_time=at, quiet_from=begins, quiet_until=ends, told=told)
    now = datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)
    facts = start(MON_WED_FRI, day - timedelta(days=7)) + log(day - timedelta(days=1))
    found = schedule.next_due(who, assess(programme, facts, day), programme, now)
    assert found is not None
    local = found.at.astimezone(ZoneInfo(zone)).time()
    inside = begins <= local < ends if begins <= ends else local >= begins or local < ends
    assert found.kind is REMINDER or not inside
