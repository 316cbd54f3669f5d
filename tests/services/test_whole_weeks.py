"""Everything that comes by itself in whole weeks, by the user's own clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.records import DueKind
from tests.services.conftest import Ask

MONDAY = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


async def come_by(ask: Ask, days: int, *, trains: bool = True) -> list[str]:
    """What comes in so many days, as `Mon 07:00 reminder`; a drill that is reminded of is done, or nothing is."""
    end = ask.clock.now() + timedelta(days=days)
    came = []
    while ask.user.due is not None and ask.user.due.at <= end:
        kind = ask.user.due.kind
        said = await ask.due()
        if not said.outgoing:
            continue
        local = ask.clock.now().astimezone(ZoneInfo(ask.user.zone or "UTC"))
        came.append(f"{local:%a %H:%M} {kind}")
        if trains and "How is your back" in said:
            await ask.say("1")
        if trains and kind is DueKind.REMINDER:
            await ask.say("done, pain 0")
    ask.clock.set(end)
    return came


DAILY = [f"{day} 07:00 reminder" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")]
WEEKS: dict[str, tuple[list[str], list[str]]] = {
    "every day": ([], [*DAILY, "Sun 20:00 review"]),
    "three days": (
        ["only mon, wed and fri"],
        [
            "Mon 07:00 reminder", "Tue 07:00 morning", "Wed 07:00 reminder", "Thu 07:00 morning", "Fri 07:00 reminder",
            "Sat 07:00 morning", "Sun 20:00 review",
        ],
    ),
    "in the evening": (
        ["remind me at 19:00 every day"],
        [*(line.replace("07:00", "19:00") for line in DAILY), "Sun 21:00 review"],
    ),
    "quiet evenings": (
        ["quiet from 18 to 6:30"],
        [*DAILY, "Mon 06:30 review"],
    ),
    "quiet mornings": (
        ["quiet from 23 to 9", "only mon, wed and fri"],
        [
            "Mon 07:00 reminder", "Tue 09:00 morning", "Wed 07:00 reminder", "Thu 09:00 morning", "Fri 07:00 reminder",
            "Sat 09:00 morning", "Sun 20:00 review",
        ],
    ),
    "no review": (["no weekly review"], DAILY),
}  # fmt: skip


@pytest.mark.parametrize("name", WEEKS)
async def test_a_week_of_somebody_who_trains(ask: Ask, name: str) -> None:
    ask.clock.set(MONDAY)
    await ask.onboard()
    wishes, expected = WEEKS[name]
    for wish in wishes:
        await ask.say(wish)
    came = await come_by(ask, 7)
    came += [line for line in await come_by(ask, 1) if line.endswith("review")]
    assert came == expected


async def test_a_week_of_somebody_who_does_not(ask: Ask) -> None:
    ask.clock.set(MONDAY)
    await ask.onboard()
    first = await come_by(ask, 3, trains=False)
    assert first == [
        "Mon 07:00 reminder", "Mon 19:30 nudge", "Tue 07:00 reminder", "Tue 19:30 nudge", "Wed 07:00 reminder",
        "Wed 19:30 nudge",
    ]  # fmt: skip
    assert await come_by(ask, 30, trains=False) == [
        *(f"{day} 07:00 reminder" for day in ("Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"))
    ]


async def test_a_week_with_a_flight_east_and_back_has_one_reminder_a_day_at_most_and_one_review(ask: Ask) -> None:
    """It is one in the afternoon in Tokyo when the move is told: Thursday's reminder is over there."""
    ask.clock.set(MONDAY)
    await ask.onboard()
    came = await come_by(ask, 3)
    await ask.say("I'm in Tokyo")
    came += await come_by(ask, 3)
    await ask.say("I moved to Lisbon")
    came += await come_by(ask, 2)
    assert [line for line in came if "review" in line] == ["Sun 20:00 review"]
    reminders = [line[:3] for line in came if "reminder" in line]
    assert reminders == ["Mon", "Tue", "Wed", "Fri", "Sat", "Sun", "Mon"]


async def test_a_week_away_is_silent_and_the_week_goes_on_where_it_stood(ask: Ask) -> None:
    ask.clock.set(MONDAY)
    await ask.onboard()
    await come_by(ask, 4)
    await ask.say("away until friday 4 december")
    assert await come_by(ask, 7) == []
    came = await come_by(ask, 4)
    assert [line for line in came if "reminder" in line] == [
        "Fri 07:00 reminder", "Sat 07:00 reminder", "Sun 07:00 reminder", "Mon 07:00 reminder",
    ]  # fmt: skip
    assert "Sun 20:00 review" in came, "three days before the pause, four with the three after it"


async def test_after_a_stop_nothing_comes_however_long(ask: Ask) -> None:
    ask.clock.set(MONDAY)
    await ask.onboard()
    await come_by(ask, 3)
    await ask.say("stop")
    assert await come_by(ask, 60) == []
    assert (await ask.tick()).outgoing == ()


@pytest.mark.parametrize(("month", "day"), [(3, 23), (10, 19)])
async def test_over_a_change_of_the_clock_everything_keeps_its_time_of_day(ask: Ask, month: int, day: int) -> None:
    """The last Sundays of March and October, on which the review is due."""
    ask.clock.set(datetime(2026, month, day, 4, 0, tzinfo=UTC))
    await ask.onboard(zone="Berlin")
    came = await come_by(ask, 9)
    assert came[:8] == [*DAILY, "Sun 20:00 review"]
    assert came[8] == "Mon 07:00 reminder"


@pytest.mark.parametrize(
    ("until", "gently"),
    [
        ("away until monday 30 november", "one set less today"),
        ("away until sunday 6 december", "a short first session today"),
        ("away until friday 25 december", "A few health questions first"),
    ],
)
async def test_after_a_pause_the_way_back_is_gentle_by_itself(ask: Ask, until: str, gently: str) -> None:
    ask.clock.set(MONDAY)
    await ask.onboard()
    await come_by(ask, 2)
    await ask.say(until)
    said = await ask.due()
    assert gently in said
    assert "Good to hear" not in said
