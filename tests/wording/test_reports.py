"""What the page for a physiotherapist says."""

from __future__ import annotations

import re

import pytest

from bot.coach.model import Baseline, Lifts, Plan, Screening, Tier, Where
from bot.coach.programme import Programme
from bot.coach.progress import look_back
from bot.coach.standing import Decision, Reason, Verdict, Why
from bot.wording.report import Report
from bot.wording.reports import EVENTS, MILD, TOLD, Who, _because, _event, _gravest, report
from bot.wording.words import Words
from tests.coach.story import Story, day
from tests.support.made_up import page
from tests.wording.gallery import AT, example
from tests.wording.people import TODAY


def made(words: Words, story: Story, number: int) -> Report:
    standing = story.at(number)
    look = look_back(story.programme, tuple(story.facts), standing)
    return report(words, story.programme, tuple(story.facts), standing, look, Who("Ana", AT, "Europe/Lisbon"))


def everything(page: Report) -> list[str]:
    lines = [part for line in (*page.about, *page.kept) for part in line] + [text for _, text in page.events]
    cells = [cell for row in page.stages for cell in row]
    return [page.title, page.as_of, page.stages_title, *page.stages_head, *lines, *cells, *page.rules, page.foot]


@pytest.mark.parametrize("persona", ["steady", "sore", "busy", "flare-up", "asymmetric"])
def test_nothing_is_left_unfilled_and_no_markup_is_left(persona: str) -> None:
    for text in everything(page(persona, 140)):
        assert text.strip()
        assert not re.search(r"[{}<>]|\bNone\b|[a-z]_[a-z]|  ", text), text


def test_it_says_who_and_as_of_when(words: Words) -> None:
    told = made(words, Story().train(1), 2)
    assert told.as_of == "Data as of 3 Dec 2026, 07:05 (Europe/Lisbon)"
    assert told.about[0] == ("First name", "Ana")
    assert dict(told.about)["Planned days"] == "every day"
    assert dict(told.about)["Kit"] == "all there"


def test_missing_kit_and_a_changed_baseline_are_told(words: Words) -> None:
    story = Story(baseline=2).train(1).tell(Baseline, 2, value=1)
    story.tell(Plan, 2, weekdays=(0, 2), missing_kit=("bar", "step"))
    about = dict(made(words, story, 3).about)
    assert about["Kit"] == "missing: bar that holds you and step or box"
    assert about["Usual back pain"] == "1 now, 2 at the start (0–10)"
    assert about["Planned days"] == "Mon and Wed"


def test_a_stage_is_a_row_with_what_was_done_and_felt_in_it(words: Words) -> None:
    story = Story()
    story.train(1, pain=1).train(2, pain=2, morning=1).tell(Lifts, 2, value=4).tell(Lifts, 3, value=2)
    assert made(words, story, 3).stages == (
        ("1 Band Hurdle Hold", "5 Jan 2026 – 7 Jan 2026", "2", "2 × 6", "2", "1", "4 → 2"),
    )


def test_only_whole_sessions_of_the_full_drill_are_a_best_dose(words: Words) -> None:
    story = Story().train(1, sets=((6, 6), (6, 5)))
    (row,) = made(words, story, 2).stages
    assert row[3] == "–"


def test_planned_days_are_counted_without_pauses(words: Words) -> None:
    story = Story().train(1).train(3).pause(4, 6)
    kept = dict(made(words, story, 7).kept)
    assert kept["Planned days kept"] == "2 of 4 (50 %)"
    assert kept["Pauses"] == "1, 2 days in all"


def test_an_alarm_and_its_clearance_are_told_by_their_days(words: Words) -> None:
    story = Story().train(1).lock(1, "night_pain", Tier.URGENT).clear(4)
    assert made(words, story, 5).events == (
        ("5 Jan 2026", "Alarm signs told: pain at night that doesn’t ease. Programme locked, sent to a clinician."),
        ("8 Jan 2026", "The user said that a clinician agreed to go on: easier variant, lowest dose."),
    )


def test_a_stop_says_what_it_rests_on_once(words: Words) -> None:
    story = Story().train(1, pain=7, where=Where.LOW_BACK, morning=0)
    ((when, text),) = made(words, story, 3).events
    assert when == "5 Jan 2026"
    assert text == "Paused and referred to a clinician: pain 7 in the drill (low back)."


def test_a_health_answer_that_held_is_told(words: Words) -> None:
    story = Story().tell(Screening, 2, yes=("heart",))
    ((_, text),) = made(words, story, 2).events
    assert "A heart condition" in text


def test_where_nothing_happened_that_is_said(words: Words) -> None:
    assert made(words, Story().train(1), 2).events == (("", "Nothing of the kind was told."),)


@pytest.mark.parametrize("verdict", TOLD)
def test_every_event_has_words(words: Words, programme: Programme, verdict: Verdict) -> None:
    _, text = _event(words, programme, Decision(TODAY, verdict, (example(Why.PEAK),), 2, 1))
    assert text.endswith(".")


REASONS = {
    Why.SIGN, Why.PEAK, Why.MORNING, Why.LIFTED, Why.TWICE_RUNNING, Why.STOPS_IN_WINDOW, Why.MEAN_UP, Why.CAUTION_LONG,
    Why.STILL_SORE, Why.BACK_CALM, Why.CLEAN_SESSIONS, Why.SCREENING_YES, Why.BASELINE_HIGH,
}  # fmt: skip
"""All that alarms, pains and what followed rest on."""


@pytest.mark.parametrize("why", sorted(REASONS))
def test_every_reason_of_an_event_has_words(words: Words, programme: Programme, why: Why) -> None:
    for given in (example(why), Reason(why, detail=example(why).detail)):
        assert _because(words, programme, given).strip()


def test_of_too_many_events_the_grave_ones_stay(programme: Programme) -> None:
    mild = [Decision(day(n), Verdict.REDUCE, (), 1, 1) for n in range(1, EVENTS + 1)]
    grave = Decision(day(1), Verdict.LOCK, (), 1, 1)
    assert list(_gravest(mild)) == mild
    assert list(_gravest([grave, *mild])) == [grave]
    assert Verdict.LOCK not in MILD
