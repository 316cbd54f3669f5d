"""When the coach writes next: one table a rule, computed from a user, a history and an instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.coach.assess import assess
from bot.coach.model import (
    Baseline,
    Dose,
    Fact,
    Lock,
    Log,
    Morning,
    Pain,
    Pause,
    Plan,
    Resume,
    Screening,
    Skip,
    Tier,
    Variant,
)
from bot.coach.programme import Programme
from bot.records import Due, DueKind, State, User
from bot.services import schedule

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
MON_WED_FRI = (0, 2, 4)
MONDAY = date(2026, 11, 23)
LISBON = "Europe/Lisbon"
LOCK = Lock(id=10, at=datetime(2026, 11, 23, 12, tzinfo=UTC), day=MONDAY, tier=Tier.URGENT, signs=("fever_back",))
REMINDER, MORNING, NUDGE, SNOOZE = DueKind.REMINDER, DueKind.MORNING, DueKind.NUDGE, DueKind.SNOOZE


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def start(weekdays: tuple[int, ...] = EVERY_DAY, day: date = MONDAY) -> tuple[Fact, ...]:
    at = noon(day - timedelta(days=1))
    return (
        Screening(id=1, at=at, day=day),
        Baseline(id=2, at=at, day=day, value=1),
        Plan(id=3, at=at, day=day, weekdays=weekdays),
    )


def log(day: date, pain: int = 0) -> tuple[Fact, ...]:
    dose = Dose(2, 6)
    done = Log(
        id=10, at=noon(day), day=day, stage=1, variant=Variant.FULL, prescribed=dose, sets=((6, 6), (6, 6))
    )  # fmt: skip
    return done, Pain(id=11, at=noon(day), day=day, value=pain)


def user(**changed: object) -> User:
    anyone = User(
        id=1,
        chat_id=1,
        state=State.ACTIVE,
        zone=LISBON,
        reminder_time=time(7),
        created_at=noon(MONDAY),
        seen_at=noon(MONDAY),
    )
    return replace(anyone, **changed)  # type: ignore[arg-type]  # fields of User


def due(programme: Programme, who: User, facts: tuple[Fact, ...], now: str) -> tuple[str, DueKind, date] | None:
    """The next message as its local time, kind and drill day; `now` is the user's local time."""
    zone = ZoneInfo(who.zone or "UTC")
    local = datetime.fromisoformat(now).replace(tzinfo=zone)
    found = schedule.next_due(who, assess(programme, facts, local.date()), programme, local.astimezone(UTC))
    return (f"{found.at.astimezone(zone):%Y-%m-%dT%H:%M}", found.kind, found.day) if found else None


@pytest.mark.parametrize(
    ("weekdays", "now", "at"),
    [
        (EVERY_DAY, "2026-11-23T06:00", "2026-11-23T07:00"),
        (EVERY_DAY, "2026-11-23T09:59", "2026-11-23T07:00"),  # late, still useful
        (EVERY_DAY, "2026-11-23T10:01", "2026-11-24T07:00"),  # over three hours: missed
        (MON_WED_FRI, "2026-11-24T06:00", "2026-11-25T07:00"),
        (MON_WED_FRI, "2026-11-27T11:00", "2026-11-30T07:00"),
        ((6,), "2026-11-23T06:00", "2026-11-29T07:00"),
    ],
)
def test_the_first_planned_day_that_is_not_too_late(
    programme: Programme, weekdays: tuple[int, ...], now: str, at: str
) -> None:
    assert due(programme, user(), start(weekdays), now) == (at, REMINDER, date.fromisoformat(at[:10]))


@pytest.mark.parametrize("state", [State.ONBOARDING, State.STOPPED, State.GONE])
def test_nobody_is_written_to_unasked_but_active_users(programme: Programme, state: State) -> None:
    assert due(programme, user(state=state), start(), "2026-11-23T06:00") is None


@pytest.mark.parametrize("missing", [{"zone": None}, {"reminder_time": None}])
def test_without_a_zone_or_a_time_nothing_is_due(programme: Programme, missing: dict[str, None]) -> None:
    assert due(programme, user(**missing), start(), "2026-11-23T06:00") is None


@pytest.mark.parametrize(
    ("more", "now", "expected"),
    [
        (log(MONDAY), "2026-11-23T06:00", ("2026-11-24T07:00", REMINDER)),
        ((Skip(id=10, at=noon(MONDAY), day=MONDAY),), "2026-11-23T06:00", ("2026-11-24T07:00", REMINDER)),
        ((Pause(id=10, at=noon(MONDAY), day=MONDAY),), "2026-11-24T06:00", None),
        (
            (Pause(id=10, at=noon(MONDAY), day=MONDAY, until=date(2026, 11, 28)),),
            "2026-11-24T06:00",
            ("2026-11-28T07:00", REMINDER),
        ),
        (
            (Pause(id=10, at=noon(MONDAY), day=MONDAY), Resume(id=11, at=noon(MONDAY), day=MONDAY)),
            "2026-11-24T06:00",
            ("2026-11-24T07:00", REMINDER),
        ),
        ((LOCK,), "2026-11-24T06:00", None),
        (log(MONDAY, pain=6), "2026-11-23T13:00", ("2026-11-24T07:00", MORNING)),
        (log(MONDAY, pain=6), "2026-11-23T07:30", ("2026-11-24T07:00", MORNING)),
        (log(MONDAY, pain=8), "2026-11-23T13:00", ("2026-11-24T07:00", MORNING)),
    ],
    ids=["logged", "skipped", "paused", "paused until", "resumed", "locked", "off", "off at once", "referred"],
)  # fmt: skip
def test_what_the_history_does_to_it(
    programme: Programme, more: tuple[Fact, ...], now: str, expected: tuple[str, DueKind] | None
) -> None:
    found = due(programme, user(), start() + more, now)
    assert (found[:2] if found else None) == expected


def test_the_day_after_a_session_that_is_a_rest_day_asks_the_back_alone(programme: Programme) -> None:
    found = due(programme, user(), start(MON_WED_FRI) + log(MONDAY), "2026-11-23T13:00")
    assert found == ("2026-11-24T07:00", MORNING, date(2026, 11, 24))


def test_the_morning_question_is_put_once(programme: Programme) -> None:
    asked = user(told={"morning": "2026-11-24"})
    found = due(programme, asked, start(MON_WED_FRI) + log(MONDAY), "2026-11-24T07:01")
    assert found == ("2026-11-25T07:00", REMINDER, date(2026, 11, 25))


def test_48_hours_off_ask_every_morning_until_the_back_is_calm(programme: Programme) -> None:
    facts = start() + log(MONDAY, pain=6)
    for day in (24, 25, 26):
        settled = user(told={"morning": f"2026-11-{day - 1}"})
        assert due(programme, settled, facts, f"2026-11-{day}T06:00") == (
            f"2026-11-{day}T07:00",
            MORNING,
            date(2026, 11, day),
        )
    calm = Morning(id=20, at=noon(date(2026, 11, 26)), day=date(2026, 11, 26), value=1)
    found = due(programme, user(told={"morning": "2026-11-26"}), (*facts, calm), "2026-11-26T13:00")
    assert found == ("2026-11-27T07:00", REMINDER, date(2026, 11, 27))


@pytest.mark.parametrize(
    ("changed", "now", "at"),
    [
        ({}, "2026-11-23T07:05", "2026-11-23T19:30"),
        ({"reminder_time": time(18, 30)}, "2026-11-23T18:35", "2026-11-23T20:30"),
        ({"reminder_time": time(20)}, "2026-11-23T20:05", None),
        ({"evening_nudge": False}, "2026-11-23T07:05", None),
        ({"told": {"reminder": "2026-11-23", "nudge": "2026-11-23"}}, "2026-11-23T19:31", None),
        ({}, "2026-11-23T19:31", None),
    ],
    ids=["evening", "two hours after a late one", "not in the night", "off", "once", "its time is over"],
)
def test_one_nudge_in_the_evening_of_a_day_that_is_still_open(
    programme: Programme, changed: dict[str, object], now: str, at: str | None
) -> None:
    reminded = user(**({"told": {"reminder": "2026-11-23"}} | changed))
    found = due(programme, reminded, start(), now)
    assert found is not None
    assert (found[0] if found[1] is NUDGE else None) == at
    assert at is not None or found[2] == date(2026, 11, 24)


@pytest.mark.parametrize("done", [log(MONDAY), (Skip(id=10, at=noon(MONDAY), day=MONDAY),)])
def test_a_day_that_is_settled_is_not_nudged_about(programme: Programme, done: tuple[Fact, ...]) -> None:
    reminded = user(told={"reminder": "2026-11-23"})
    found = due(programme, reminded, start() + done, "2026-11-23T13:00")
    assert found is not None
    assert found[1] is not NUDGE


SNOOZED = {"snooze_at": "2026-11-23T18:00:00+00:00|2026-11-23|1", "reminder": "2026-11-23"}


def test_a_snooze_comes_at_its_time_before_the_nudge(programme: Programme) -> None:
    found = due(programme, user(told=SNOOZED), start(), "2026-11-23T08:00")
    assert found == ("2026-11-23T18:00", SNOOZE, MONDAY)


def test_a_snooze_stands_in_for_the_reminder_of_its_day(programme: Programme) -> None:
    early = {"snooze_at": SNOOZED["snooze_at"]}
    found = due(programme, user(told=early), start(), "2026-11-23T06:00")
    assert found == ("2026-11-23T18:00", SNOOZE, MONDAY)


@pytest.mark.parametrize("now", ["2026-11-23T12:30", "2026-11-24T06:00"])
def test_a_snooze_of_a_day_that_is_done_or_over_is_let_go(programme: Programme, now: str) -> None:
    found = due(programme, user(told=SNOOZED), start() + log(MONDAY), now)
    assert found == ("2026-11-24T07:00", REMINDER, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("moved", "now", "at"),
    [
        ({"reminder_time": time(20)}, "2026-11-23T12:00", "2026-11-24T20:00"),
        ({"zone": "America/New_York"}, "2026-11-23T05:00", "2026-11-24T07:00"),
        ({"zone": "Asia/Tokyo"}, "2026-11-23T20:00", "2026-11-24T07:00"),
    ],
)
def test_a_moved_time_or_zone_never_reminds_twice_of_one_day(
    programme: Programme, moved: dict[str, object], now: str, at: str
) -> None:
    reminded = user(**{"told": {"reminder": "2026-11-23"}, "evening_nudge": False, **moved})
    assert due(programme, reminded, start(), now) == (at, REMINDER, date.fromisoformat(at[:10]))


@pytest.mark.parametrize(
    ("zone", "at", "day", "instant"),
    [
        ("Europe/Berlin", time(7), date(2026, 3, 29), "2026-03-29T05:00"),  # the clock went forward in the night
        ("Europe/Berlin", time(7), date(2026, 3, 28), "2026-03-28T06:00"),
        (
            "Europe/Berlin",
            time(2, 30),
            date(2026, 3, 29),
            "2026-03-29T01:30",
        ),  # a missing time: half past three
        ("Europe/Berlin", time(7), date(2026, 10, 25), "2026-10-25T06:00"),  # and back
        ("Europe/Berlin", time(2, 30), date(2026, 10, 25), "2026-10-25T00:30"),  # a time that comes twice: the first
        ("America/New_York", time(7), date(2026, 11, 1), "2026-11-01T12:00"),
    ],
)
def test_the_local_time_stays_put_over_changes_of_the_clock(
    programme: Programme, zone: str, at: time, day: date, instant: str
) -> None:
    facts = start(day=day - timedelta(days=7))
    late_evening = datetime.combine(day - timedelta(days=1), time(23), ZoneInfo(zone))
    who = user(zone=zone, reminder_time=at, told={"reminder": (day - timedelta(days=1)).isoformat()})
    standing = assess(programme, facts, day - timedelta(days=1))
    found = schedule.next_due(who, standing, programme, late_evening.astimezone(UTC))
    assert found == Due(datetime.fromisoformat(instant).replace(tzinfo=UTC), REMINDER, day)


@pytest.mark.parametrize("hour", range(24))
def test_after_a_reminder_the_next_one_is_another_days(programme: Programme, hour: int) -> None:
    """Whatever the hour of the day: computed right after sending, it never comes again."""
    who = user(reminder_time=time(hour), evening_nudge=False, told={"reminder": "2026-11-23"})
    found = due(programme, who, start(), f"2026-11-23T{hour:02}:00")
    assert found is not None
    assert found[2] > MONDAY
