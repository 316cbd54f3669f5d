"""Where nearly everything is logged the coach says less, yet always reminds; a miss brings it all back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.coach.model import Skip
from bot.records import DueKind
from tests.coach.story import EVERY_DAY, MON_WED_FRI, Story
from tests.services.conftest import Ask, Said


def steady(story: Story, number: int) -> bool:
    return story.at(number).steady


@pytest.mark.parametrize(
    ("missed", "number", "expected"),
    [
        ((), 14, False),  # two weeks have to be over
        ((), 15, True),
        ((13,), 15, True),
        ((12, 13), 15, True),
        ((11, 12, 13), 15, False),  # 11 of 14 is below the share
        ((14,), 15, False),  # the last planned day was missed
        ((14,), 16, True),  # ... and the next one was not
        ((3, 4, 5), 18, True),  # 12 of 14
    ],
)
def test_four_fifths_of_two_weeks_and_the_last_planned_day(
    missed: tuple[int, ...], number: int, expected: bool
) -> None:
    story = Story(EVERY_DAY)
    for day in range(1, number):
        if day not in missed:
            story.train(day)
    assert steady(story, number) is expected


def test_rest_days_do_not_count() -> None:
    story = Story(MON_WED_FRI)
    for day in (1, 3, 5, 8, 10, 12):
        story.train(day)
    assert steady(story, 15)
    assert not steady(story, 16), "Monday was missed"


def test_a_skip_is_no_miss() -> None:
    story = Story().days(1, 13).tell(Skip, 14)
    assert steady(story, 15)


async def lived(ask: Ask, days: int) -> Said:
    """So many mornings answered; what is said on the next one."""
    done = 0
    while True:
        due = ask.user.due
        assert due is not None
        said = await ask.due()
        if due.kind is not DueKind.REMINDER:
            continue
        if done == days:
            return said
        if "How is your back" in said:
            await ask.say("1")
        await ask.say("done, pain 0")
        done += 1


async def test_a_steady_users_reminder_is_shorter_and_whole_again_after_a_miss(ana: Ask) -> None:
    first = await lived(ana, 0)
    assert first.text.count("•") == 2
    await ana.say("done, pain 0")
    short = await lived(ana, 14)
    assert short.text.count("•") == 1
    assert "Band Hurdle Hold" in short
    assert "reps per side" in short
    assert "Done as planned" in short.labels
    ana.at(23, 59)
    whole = await ana.due()
    assert whole.text.count("•") == 2


async def test_a_steady_user_is_not_nudged_and_is_again_after_a_miss(ana: Ask) -> None:
    await lived(ana, 15)
    kinds = []
    for _ in range(4):
        assert ana.user.due is not None
        kinds.append((ana.user.due.kind, ana.user.due.day - ana.clock.now().date()))
        await ana.due()
    assert DueKind.NUDGE in [kind for kind, _ in kinds[1:]]
    assert kinds[0] != (DueKind.NUDGE, timedelta(0))
