"""The page for a physiotherapist is one page, whatever there is to tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.coach.model import Tier
from bot.pictures.page import COLUMNS, FOOT, WIDTH, laid_out, pdf
from bot.wording.report import Report
from bot.wording.reports import EVENTS, STRETCHES
from tests.coach.story import Story
from tests.support.made_up import page

PERSONAS = ("steady", "sore", "busy", "flare-up", "asymmetric", "beginner")


def end(report: Report) -> float:
    with laid_out(report) as sheet:
        return sheet.end


@pytest.mark.parametrize("persona", PERSONAS)
def test_twenty_weeks_fit_on_one_page(persona: str) -> None:
    made = pdf(page(persona, 140))
    assert made.startswith(b"%PDF-")
    assert b"/Count 1\n" in made
    assert end(page(persona, 140)) < FOOT


def test_the_fullest_page_ends_above_its_foot() -> None:
    report = page("flare-up", 140)
    row = ("4 Hanging Hip Flexion (without the kit)", *report.stages[0][1:])
    event = ("30 Sep 2026", "Paused and referred to a clinician: " + "pain 7 in the drill (front of the hip), " * 3)
    fullest = replace(report, stages=(row,) * STRETCHES, events=(event,) * EVENTS, all_there=False)
    assert end(fullest) < FOOT


def test_a_page_before_the_first_session_is_made_too() -> None:
    facts = tuple(Story().facts)
    assert b"/Count 1\n" in pdf(page("steady", 1, facts=facts))


def test_a_page_under_an_alarm_is_made_too() -> None:
    facts = tuple(Story().train(1).lock(1, "night_pain", Tier.URGENT).facts)
    assert b"/Count 1\n" in pdf(page("steady", 3, facts=facts))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Zoë Łukasz", "Zoë Łukasz"),
        ("Ђорђевић", "Ђорђевић"),
        ("Αλέξανδρος", "Αλέξανδρος"),
        ("İpek Şahin", "İpek Şahin"),
        ("Bob 🦵", "Bob"),
        ("<b>&amp;", "<b>&amp;"),
        ("ليلى", "–"),
    ],
)
def test_a_name_is_shown_as_far_as_our_letters_go(name: str, shown: str) -> None:
    with laid_out(page("steady", 1)) as sheet:
        assert sheet.shown(name) == shown


def test_the_columns_of_the_table_are_as_wide_as_the_page() -> None:
    assert sum(COLUMNS) == WIDTH


def test_a_name_of_any_length_stays_in_its_column() -> None:
    report: Report = page("steady", 140, first_name="Wolfeschlegelsteinhausenbergerdorff " * 2)
    assert end(report) < FOOT
