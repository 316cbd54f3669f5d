"""What comes by itself, on the real stack: the week in review, silence for the silent, the end of idle accounts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coach.model import Lifts
from bot.services.forgetting import Forgetting
from bot.tryout import Message
from tests.journeys.test_fourteen_weeks import assert_nothing_refused, data_of
from tests.support.journey import Journey, journey

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)


def local(message: Message, zone: ZoneInfo = BERLIN) -> str:
    """When a message was sent, by the user's wall clock: `2026-10-25 20:00`."""
    return f"{datetime.fromtimestamp(message.data['date'], zone):%Y-%m-%d %H:%M}"


async def live_days(j: Journey, days: int) -> list[Message]:
    """Train on every reminder for so many days; everything that came by itself."""
    end = j.clock.now() + days * DAY
    came: list[Message] = []
    while (due := await j.next_due()) is not None and due <= end:
        new = await j.to_next()
        came += new
        if asked := [data for data in data_of(new) if data.startswith("morning:") and data.endswith(":1")]:
            await j.tap(asked[0])
        if any(data.startswith("done:") for data in data_of(new)):
            await j.say("done, pain 0")
    return came


async def test_the_review_comes_on_the_weeks_last_evening_also_when_the_clock_changes_that_day(
    database_url: str,
) -> None:
    """Monday to Sunday, 25 October 2026: Berlin's clock goes back in the night before the review."""
    async with journey(database_url, start=datetime(2026, 10, 19, 4, 0, tzinfo=UTC)) as j:
        await j.onboard(zone="Berlin")
        came = await live_days(j, 7)
        (review,) = [message for message in came if "Your week in review" in message.text]
        assert local(review) == "2026-10-25 20:00"
        assert "photo" in review.data
        assert "Sessions: 7 (3 needed)" in review.text
        assert not [m for m in came if "Still open today" in m.text and local(m)[:10] == local(review)[:10]]

        assert await j.tap("2") == [], "the answer goes into the review"
        (shown,) = [message for message in j.person.messages if message.id == review.id]
        assert "worst back pain 2, noted" in shown.text
        assert "photo" in shown.data
        assert [fact.value for fact in await j.history() if isinstance(fact, Lifts)] == [2]

        later = await live_days(j, 7)
        (second,) = [message for message in later if "Your week in review" in message.text]
        assert local(second) == "2026-11-01 20:00"
        assert_nothing_refused(j)


async def test_quiet_hours_move_the_review_to_their_end_and_let_the_reminder_through(database_url: str) -> None:
    async with journey(database_url, start=datetime(2026, 10, 19, 4, 0, tzinfo=UTC)) as j:
        await j.onboard(zone="Berlin")
        assert "lies inside" in (await j.say("quiet from 19 to 8"))[0].text
        came = await live_days(j, 8)
        (review,) = [message for message in came if "Your week in review" in message.text]
        assert local(review) == "2026-10-26 08:00"
        reminders = [m for m in came if any(data.startswith("done:") for data in data_of([m]))]
        assert {local(message)[-5:] for message in reminders} == {"07:00"}
        assert_nothing_refused(j)


async def test_three_ignored_days_are_asked_about_once_a_week_later_there_is_silence_until_a_word(
    database_url: str,
) -> None:
    async with journey(database_url) as j:
        await j.onboard()
        before = len(j.person.replies)
        await j.pass_time(60 * DAY)
        came = j.person.replies[before:]
        asking = [message for message in came if "Would another time of day suit you better?" in message.text]
        lisbon = ZoneInfo("Europe/Lisbon")
        assert [local(message, lisbon) for message in asking] == ["2026-11-28 07:00"]
        assert local(came[-1], lisbon) == "2026-12-04 07:00"
        assert "I’ll be quiet from here on" in came[-1].text
        assert await j.next_due() is None

        (back, *_) = await j.say("hello")
        assert back.text.startswith("Good to hear from you. Nothing is lost")
        assert await j.next_due() is not None or (await j.standing()).ask_screening
        assert_nothing_refused(j)


async def test_the_settings_are_one_message_that_is_edited_in_place(database_url: str) -> None:
    async with journey(database_url) as j:
        await j.onboard()
        (settings,) = await j.say("/settings")
        for button in ("Time", "06:30", "Quiet hours", "22:00–07:00", "Weekly review: on", "Pictures: light"):
            assert await j.tap(button) == [], button
        shown = j.person.last
        assert shown.id == settings.id
        assert "Reminder: every day at 06:30, Europe/Lisbon" in shown.text
        assert "Quiet hours: 22:00 to 07:00" in shown.text
        assert {"Weekly review: off", "Pictures: dark"} <= set(shown.buttons)
        assert_nothing_refused(j)


async def forget(j: Journey) -> None:
    """The hourly look at what is kept for a time only; what it has to say goes out with the next sweep."""
    await Forgetting(j.line.desk, in_charge=lambda: True).tick(j.clock.now())
    await j.pass_time(timedelta(seconds=5))


async def test_an_account_that_nobody_comes_back_to_is_asked_about_and_then_erased(database_url: str) -> None:
    async with journey(database_url) as j:
        await j.onboard()
        await j.say("done, pain 0")
        await j.pass_time(366 * DAY + timedelta(hours=2))
        await forget(j)
        assert "It has been 12 months" in j.person.last.text
        await j.pass_time(31 * DAY)
        await forget(j)
        assert await j.history() == ()
        before = len(j.person.replies)
        await j.pass_time(60 * DAY)
        assert len(j.person.replies) == before
        assert "I’m hipcoach" in (await j.say("hi"))[0].text
        assert_nothing_refused(j)
