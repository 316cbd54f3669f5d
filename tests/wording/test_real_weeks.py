"""What people hear over months of real standings, well and sore, with and without a bar."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, time

import pytest

from bot.coach.model import Baseline, Hang, Morning, Screening, Where
from bot.coach.programme import Programme
from bot.coach.progress import look_back
from bot.coach.standing import Mode, Standing, Verdict
from bot.wording import journey, offers, reasons, reminder
from bot.wording.message import Message
from bot.wording.progress import progress
from bot.wording.words import Words
from tests.coach.story import EVERY_DAY, MON_WED_FRI, Story, day
from tests.wording.html_text import parsed
from tests.wording.test_every_message import UNFILLED

LONGEST = 1500
WEEKS = 12
ANSWERED = (Mode.LOCKED, Mode.REFERRED)


def live(seed: int) -> Iterator[Standing]:
    """A made-up person: pains, mornings and answers by chance, some days missed; the standing of every morning."""
    chance = random.Random(seed)
    story = Story(MON_WED_FRI if seed % 2 else EVERY_DAY, missing_kit=("bar", "mini_band") if seed % 3 == 0 else ())
    for number in range(1, WEEKS * 7):
        standing = story.at(number)
        yield standing
        _answer(story, number, standing, chance)
        standing = story.at(number)
        away = seed == 3 and 30 < number < 50
        if standing.prescription is not None and standing.due == day(number) and not away and chance.random() < 0.9:
            pain = chance.choices([0, 1, 2, 3, 4, 6, 7], [40, 20, 10, 2 * seed, seed, seed / 2, seed / 4])[0]
            story.train(number, pain=pain, where=chance.choice(list(Where)), morning=None, given=standing.prescription)


def _answer(story: Story, number: int, standing: Standing, chance: random.Random) -> None:
    if standing.mode in ANSWERED and chance.random() < 0.5:
        story.clear(number)
    if standing.ask_screening:
        story.tell(Screening, number)
    if standing.ask_baseline:
        story.tell(Baseline, number, value=1)
    if standing.ask_morning or standing.ask_off:
        story.tell(Morning, number, value=chance.choices([0, 1, 3], [6, 3, 1])[0])
    if standing.ask_hang:
        story.tell(Hang, number, able=chance.random() < 0.7)
    if standing.offer is not None:
        story.consent(number, accepted=chance.random() < 0.8)


def said(words: Words, programme: Programme, standing: Standing) -> Iterator[Message]:
    at = datetime.combine(standing.today, time(7))
    yield journey.whats_next(words, programme, standing, at, time(7))
    yield journey.why(words, programme, standing)
    yield journey.journey_map(words, programme, standing)
    yield progress(words, programme, standing, look_back(programme, (), standing))
    yield offers.advance_refused(words, programme, standing)
    yield reminder.reminder(
        words, programme, standing, standing.today, morning=None, ask_morning=standing.ask_morning, late=False,
        if_then=None, greeting_name="Ana",
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_every_day_of_a_made_up_person_is_worded(words: Words, programme: Programme, seed: int) -> None:
    decided: set[Verdict] = set()
    for standing in live(seed):
        for message in said(words, programme, standing):
            text = parsed(message.text)
            assert 0 < len(text) <= LONGEST, text
            assert not UNFILLED.search(text), text
        decided |= {decision.verdict for decision in standing.decisions}
        for decision in standing.decisions[-2:]:
            assert parsed(reasons.decision(words, programme, decision, standing.today))
    assert len(decided) >= 5
