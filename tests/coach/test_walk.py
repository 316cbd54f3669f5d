"""Walking through a life day by day gives what replaying it in one go gives, and looking changes nothing."""

from __future__ import annotations

from bot.coach.model import Fact, Hang
from bot.coach.walk import Walk
from tests.coach.story import Story, day, in_stage, shipped


def eventful() -> tuple[Story, int]:
    """Stages, pain, a stop, days off, a lock and its clearance, uneven sides."""
    story, number = in_stage(2)
    story.days(number, number + 6).train(number + 7, sets=((15, 8),) * 3).days(number + 8, number + 13)
    number += 14
    story.train(number, pain=3, morning=1).train(number + 1, pain=6, morning=None).morning(number + 4, 1)
    story.days(number + 4, number + 8).lock(number + 9).clear(number + 10).days(number + 10, number + 15)
    story.tell(Hang, number + 16, able=True).choose(number + 16, "easier").pause(number + 17, until=number + 20)
    return story.days(number + 20, number + 25), number + 26


def test_every_day_of_an_eventful_life_is_seen_alike_walked_or_replayed() -> None:
    story, last = eventful()
    walk = Walk(shipped())
    for number in range(1, last + 1):
        facts = [fact for fact in story.facts if fact.day == day(number)]
        assert walk.look(day(number), facts) == story.at(number)
        walk.end(day(number), facts)


def test_looking_often_and_with_more_and_more_facts_changes_nothing() -> None:
    story, last = eventful()
    once, often, never = Walk(shipped()), Walk(shipped()), Walk(shipped())
    for number in range(1, last + 1):
        facts: list[Fact] = [fact for fact in story.facts if fact.day == day(number)]
        for told in range(len(facts)):
            often.look(day(number), facts[:told])
        assert often.look(day(number), facts) == once.look(day(number), facts)
        once.end(day(number), facts)
        often.end(day(number), facts)
        never.end(day(number), facts)
    assert never.look(day(last + 1), []) == often.look(day(last + 1), []) == story.at(last + 1)
