"""Doses, drills, days, facts and criteria word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.coach.model import Dose, Pair, Unit, Variant
from bot.coach.programme import Programme
from bot.coach.standing import Aim, Criterion, Decision, Reason, Verdict, Why
from bot.wording import demo, dose, reasons
from bot.wording.words import Words
from tests.wording.gallery import taps
from tests.wording.people import PEAK_7, PRESCRIPTION, TODAY, YESTERDAY


@pytest.mark.parametrize(
    ("n", "unit", "said"),
    [(8, Unit.REPS, "8 reps"), (1, Unit.REPS, "1 rep"), (20, Unit.SECONDS, "20 s"), (2.5, Unit.REPS, "2.5 reps")],
)
def test_an_amount_names_its_unit(words: Words, n: float, unit: Unit, said: str) -> None:
    assert dose.amount(words, n, unit) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"dose": Dose(3, 8), "unit": Unit.REPS}, "<b>3 × 8 reps</b> per side · rest 45 s"),
        ({}, "<b>3 × 20 s</b> per side · rest 45 s"),
        ({"dose": Dose(2, 20), "rest_seconds": 90}, "<b>2 × 20 s</b> per side · rest 90 s"),
        ({"dose": Dose(1, 20)}, "<b>1 × 20 s</b> per side"),
    ],
)
def test_a_dose_is_sets_amount_and_rest_where_there_is_one(words: Words, changes: dict[str, Any], said: str) -> None:
    assert dose.dose_line(words, replace(PRESCRIPTION, **changes)) == said


@pytest.mark.parametrize(
    ("sets", "unit", "said"),
    [
        (((8, 8), (8, 8), (8, 8)), Unit.REPS, "3×8 per side"),
        (((8, 8), (8, 8), (7, 7)), Unit.REPS, "8, 8, 7 per side"),
        (((8, 8), (8, 8), (7, 8)), Unit.REPS, "left 8, 8, 7 · right 8, 8, 8"),
        (((20, 20), (20, 20)), Unit.SECONDS, "2×20 s per side"),
        (((20, 20), (15, 15)), Unit.SECONDS, "20, 15 s per side"),
        (((20, 18),), Unit.SECONDS, "left 20 s · right 18 s"),
        (((8, 0), (0, 8)), Unit.REPS, "1×8 per side"),
        (((0, 8), (0, 8)), Unit.REPS, "right 8, 8"),
        (((8, 8), (8, 0)), Unit.REPS, "left 8, 8 · right 8"),
    ],
)
def test_sets_are_told_side_by_side_only_where_they_differ(
    words: Words, sets: tuple[Pair, ...], unit: Unit, said: str
) -> None:
    assert dose.sets_line(words, sets, unit) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Side Plank with Hip Flexion"),
        ({"variant": Variant.EASIER}, "Side Plank with Hip Flexion, easier variant"),
        ({"substitute": True}, "Side Plank with Hip Flexion, without the kit"),
        ({"variant": Variant.EASIER, "substitute": True}, "Side Plank with Hip Flexion, easier variant"),
    ],
)
def test_a_drill_is_named_with_its_variant(
    words: Words, programme: Programme, changes: dict[str, Any], said: str
) -> None:
    assert dose.drill_title(words, programme, replace(PRESCRIPTION, **changes)) == said


@pytest.mark.parametrize(
    ("variant", "substitute", "picture", "other"),
    [
        (Variant.FULL, False, "band_hurdle_hold/full", "how:1:easier"),
        (Variant.FULL, True, "band_hurdle_hold/substitute", "how:1:easier"),
        (Variant.EASIER, False, "band_hurdle_hold/easier", "how:1:full"),
        (Variant.EASIER, True, "band_hurdle_hold/easier", "how:1:full"),
    ],
)
def test_show_me_has_the_drawing_of_the_variant_and_one_tap_to_the_other(
    words: Words, programme: Programme, variant: Variant, substitute: bool, picture: str, other: str
) -> None:
    shown = demo.how(words, programme, 1, variant, substitute)
    assert (shown.picture, taps(shown)) == (picture, [other])
    assert programme.stage(1).drill.safety in shown.text
    assert (programme.stage(1).drill.easier in shown.text) == (variant is Variant.EASIER)
    assert (programme.stage(1).drill.without_kit in shown.text) == substitute


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "today"),
        (YESTERDAY, "yesterday"),
        (TODAY + timedelta(days=1), "tomorrow"),
        (date(2026, 11, 30), "on Mon 30 Nov"),
        (TODAY + timedelta(days=2), "on Saturday"),
        (None, "before"),
    ],
)
def test_a_day_stands_in_a_sentence_with_its_preposition(words: Words, day: date | None, said: str) -> None:
    assert reasons.when(words, day, TODAY) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Reason(Why.SIDE_GAP, have=2, need=1, detail="left"), "Your left side is 2 reps behind."),
        (
            Reason(Why.TREND, have=48, need=42, when=YESTERDAY),
            "48 reps in all, <b>6 reps more</b> than last time (yesterday).",
        ),
        (Reason(Why.TREND, have=41, need=42, when=YESTERDAY), "41 reps in all, 1 rep less than last time (yesterday)."),
        (Reason(Why.TREND, have=42, need=42, when=YESTERDAY), "42 reps in all, the same as last time (yesterday)."),
        (
            Reason(Why.GATE_DISTANCE, have=7, need=8, detail="3"),
            "1 rep more in your weakest set and it reaches the gate (8 reps per side).",
        ),
        (Reason(Why.GATE_DISTANCE, have=8, need=8, detail="3"), "Every set reached the gate: <b>8 reps</b> per side."),
        (
            Reason(Why.GATE_DISTANCE, have=0, need=8, detail="2"),
            "2 sets; the gate asks for more of them. They come with the level.",
        ),
        (
            Reason(Why.GATE_DISTANCE, have=0, need=8, detail="1"),
            "1 set, and the gate asks for more of them. It counts for your week all the same.",
        ),
    ],
)
def test_a_receipt_tells_one_fact(words: Words, programme: Programme, given: Reason, said: str) -> None:
    assert reasons.fact(words, programme, given, TODAY, Unit.REPS) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Criterion(Aim.SESSIONS, 9, 9, met=True), "✓ Sessions in this stage: 9 of 9"),
        (Criterion(Aim.SESSIONS, 12, 9, met=True), "✓ Sessions in this stage: 12 (9 needed)"),
        (Criterion(Aim.SESSIONS, 7, 9, met=False), "○ Sessions in this stage: 7 of 9"),
        (Criterion(Aim.GATES, 1, 2, met=False), "○ Sessions in a row with 3 × 8 reps per side (the gate): 1 of 2"),
        (Criterion(Aim.CALM, 4, 2, met=False), "○ Worst pain in the drill, last 7 days: 4 (at most 2)"),
        (Criterion(Aim.FORM, 1, 1, met=True), "✓ Form confirmed"),
    ],
)
def test_a_criterion_tells_what_there_is_and_what_is_needed(words: Words, given: Criterion, said: str) -> None:
    assert reasons.criterion(words, given, Unit.REPS, Dose(3, 8)) == said


def test_a_peak_over_two_limits_is_told_once_with_the_higher_one(words: Words, programme: Programme) -> None:
    given = Decision(TODAY, Verdict.REFER, (PEAK_7._replace(need=5), PEAK_7), 2, 3)
    said = reasons.decision(words, programme, given, TODAY)
    assert said.count("worst pain") == 1
    assert "above the limit of 6" in said


def test_a_misreading_is_not_told_as_a_clinicians_word(words: Words, programme: Programme) -> None:
    given = Decision(TODAY, Verdict.MISREAD, (Reason(Why.CLEARANCE, when=TODAY),), 2, 3)
    assert "clinician" not in reasons.decision(words, programme, given, TODAY)


def test_an_open_offer_is_not_told_as_something_missing(words: Words, programme: Programme) -> None:
    given = Reason(Why.CRITERION, have=1, need=2, detail=Aim.CALM)
    assert reasons.reason(words, programme, given, TODAY).startswith("✓")
