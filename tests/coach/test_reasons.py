"""Every decision says why: its reasons with all their numbers, days and details, as wording reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.coach.model import Baseline, Carried, Lock, Log, Pain, Plan, Screening, Tier, Where
from bot.coach.standing import Decision, Reason, Verdict, Why
from tests.coach.story import MON_WED_FRI, Story, day, in_stage, sets_of

BACK, ELSEWHERE = Where.LOW_BACK, Where.ELSEWHERE


def because(
    why: Why, have: float | None = None, need: float | None = None, when: int | None = None, **more: Any
) -> Reason:
    return Reason(why, have=have, need=need, when=None if when is None else day(when), **more)


def peak(have: int, need: int, when: int, where: Where | None = BACK) -> Reason:
    return because(Why.PEAK, have, need, when, where=where)


def unknown(when: int) -> Reason:
    return because(Why.MORNING_UNKNOWN, when=when)


def morning(have: int, need: int, when: int) -> Reason:
    return because(Why.MORNING, have, need, when)


Row = tuple[Callable[[], Story], int, Verdict, tuple[Reason, ...], tuple[int, int]]
"""A story, the day asked about, what was decided, its reasons, and the stage and level it left."""

ROWS: list[Row] = [
    # pain
    (lambda: Story().train(1, pain=1, morning=1), 2, Verdict.HOLD, (peak(1, 2, 1), morning(1, 0, 2)), (1, 1)),
    (
        lambda: Story().train(1, morning=None).morning(2, 1, lifted=True),
        2,
        Verdict.HOLD,
        (peak(0, 2, 1), morning(1, 0, 2), because(Why.LIFTED, when=2)),
        (1, 1),
    ),
    (lambda: Story().train(1, pain=None, morning=1), 2, Verdict.HOLD, (morning(1, 0, 2),), (1, 1)),
    (lambda: Story().train(1, pain=3, morning=None), 1, Verdict.REDUCE, (peak(3, 2, 1), unknown(1)), (1, 1)),
    (lambda: Story().train(1, pain=3, morning=1), 2, Verdict.EASIER, (peak(3, 2, 1), morning(1, 0, 2)), (1, 1)),
    (
        lambda: Story().train(1, pain=4, where=ELSEWHERE, morning=1),
        2,
        Verdict.REDUCE_THIRD,
        (peak(4, 2, 1, ELSEWHERE), morning(1, 0, 2)),
        (1, 1),
    ),
    (
        lambda: Story().train(1, pain=3, morning=1).train(2, pain=4, morning=1),
        3,
        Verdict.PAIN_STAGE_BACK,
        (peak(4, 2, 2), morning(1, 0, 3), because(Why.TWICE_RUNNING, 2, 2)),
        (1, 1),
    ),
    (lambda: Story().train(1, pain=6, morning=2), 2, Verdict.STOP, (peak(6, 5, 1), morning(2, 0, 2)), (1, 1)),
    (
        lambda: Story().train(1, pain=8, where=ELSEWHERE, morning=None),
        1,
        Verdict.REFER,
        (peak(8, 5, 1, ELSEWHERE), unknown(1), peak(8, 6, 1, ELSEWHERE)),
        (1, 1),
    ),
    (
        lambda: Story().train(1, pain=7, morning=2),
        2,
        Verdict.REFER,
        (peak(7, 5, 1), morning(2, 0, 2), peak(7, 6, 1)),
        (1, 1),
    ),
    (
        lambda: Story().train(1, pain=6, morning=None).morning(4, 1),
        4,
        Verdict.RESTART,
        (because(Why.BACK_CALM, 1, 2, 4),),
        (1, 1),
    ),
    (
        lambda: Story().days(1, 7).train(8, pain=3).train(9).train(10),
        11,
        Verdict.FULL_AGAIN,
        (because(Why.CLEAN_SESSIONS, 2, 2, 10),),
        (1, 1),
    ),
    (
        lambda: Story().train(1, pain=6, morning=None).morning(9, 4),
        9,
        Verdict.REFER,
        (because(Why.STILL_SORE, 4, 2, 1, days=8),),
        (1, 1),
    ),
    # alarms and screening
    (
        lambda: Story().tell(Lock, 2, tier=Tier.URGENT, signs=("night_pain", "fever_back")),
        2,
        Verdict.LOCK,
        (because(Why.SIGN, when=2, detail="night_pain"), because(Why.SIGN, when=2, detail="fever_back")),
        (1, 1),
    ),
    (lambda: Story().lock(1).clear(3), 3, Verdict.CLEARED, (because(Why.CLEARANCE, when=3),), (1, 1)),
    (lambda: Story().lock(1).clear(3, misread=True), 3, Verdict.MISREAD, (because(Why.CLEARANCE, when=3),), (1, 1)),
    (
        lambda: Story().tell(Screening, 2, yes=("heart",)),
        2,
        Verdict.SCREENED_OUT,
        (because(Why.SCREENING_YES, when=2, detail="heart"),),
        (1, 1),
    ),
    (
        lambda: Story().tell(Baseline, 2, value=5),
        2,
        Verdict.SCREENED_OUT,
        (because(Why.BASELINE_HIGH, 5, 3, 2),),
        (1, 1),
    ),
    # returns
    (lambda: Story().train(1), 6, Verdict.GAP_SET_LESS, (because(Why.GAP, 4, 3, 1),), (1, 1)),
    (lambda: Story().days(1, 8), 17, Verdict.GAP_LEVEL_BACK, (because(Why.GAP, 8, 7, 8),), (1, 1)),
    (
        lambda: Story().days(1, 8).tell(Screening, 24),
        24,
        Verdict.GAP_LEVEL_ONE,
        (because(Why.GAP, 15, 14, 8),),
        (1, 1),
    ),
    (
        lambda: Story().days(1, 8).tell(Screening, 38),
        38,
        Verdict.GAP_STAGE_BACK,
        (because(Why.GAP, 29, 28, 8),),
        (1, 1),
    ),
    # week's ends
    (
        lambda: Story().days(1, 7),
        8,
        Verdict.LEVEL_UP,
        (because(Why.NEAR_DOSE, 6, 5, 7), because(Why.LEVEL, 2, 1)),
        (1, 2),
    ),
    (
        lambda: Story().days(1, 13).train(14, sets=((6, 6), (5, 6), (6, 6))),
        15,
        Verdict.LEVEL_UP,
        (because(Why.NEAR_DOSE, 5, 5, 14), because(Why.LEVEL, 3, 2)),
        (1, 3),
    ),
    (
        lambda: Story(MON_WED_FRI).train(1),
        8,
        Verdict.REPEAT_SHORT,
        (because(Why.SESSIONS_WEEK, 1, 2),),
        (1, 1),
    ),
    (
        lambda: Story().days(1, 7, sets=((6, 3), (6, 3))),
        8,
        Verdict.WEAKER_SIDE,
        (because(Why.SIDE_GAP, 3, 1, detail="right"),),
        (1, 1),
    ),
    (
        lambda: Story().days(1, 6).train(7, sets=sets_of(4, 4), morning=1),
        8,
        Verdict.REPEAT,
        (because(Why.HELD, when=7), because(Why.NEAR_DOSE, 4, 5, 7)),
        (1, 1),
    ),
    (lambda: Story().days(1, 6).train(7, pain=None), 8, Verdict.REPEAT, (because(Why.PAIN_UNKNOWN, when=7),), (1, 1)),
    (
        lambda: Story().days(1, 6).train(7, pain=3, where=ELSEWHERE),
        8,
        Verdict.REPEAT,
        (because(Why.HELD, when=7), peak(3, 2, 7, ELSEWHERE)),
        (1, 1),
    ),
    (lambda: Story().days(1, 6).train(7, pain=3), 8, Verdict.REPEAT, (because(Why.EASED),), (1, 1)),
    (
        lambda: Story().days(1, 7).choose(8, "repeat"),
        8,
        Verdict.REPEAT,
        (because(Why.CHOICE, detail="repeat"),),
        (1, 1),
    ),
    (lambda: Story().days(1, 28, form=False), 29, Verdict.REPEAT, (because(Why.TOP_LEVEL, 4),), (1, 4)),
    (
        lambda: Story().days(1, 7, sets=sets_of(6)),
        8,
        Verdict.REPEAT,
        (because(Why.NO_FULL_SESSION),),
        (1, 1),
    ),
    (lambda: Story().days(1, 7), 12, Verdict.REPEAT, (because(Why.GAP, 4, 3),), (1, 1)),
    # the stage as a whole
    (lambda: Story().train(2), 2, Verdict.STARTED, (), (1, 1)),
    (
        lambda: Story().days(1, 20).consent(21, accepted=False),
        21,
        Verdict.DECLINED,
        (because(Why.CONSENT, when=21),),
        (1, 3),
    ),
    (
        lambda: Story().days(1, 48, sets=sets_of(3, 3, 3)),
        49,
        Verdict.LONG_EASIER,
        (because(Why.NO_ANSWER, 7, 7),),
        (1, 1),
    ),
    (
        lambda: Story().days(1, 41, sets=sets_of(3, 3, 3)).choose(42, "easier").days(42, 55),
        56,
        Verdict.LONG_EASIER_OVER,
        (because(Why.STAGE_DAY, 8),),
        (1, 1),
    ),
    (
        lambda: Story().days(1, 7).tell(Carried, 8, stage=2, level=3),
        8,
        Verdict.CARRIED,
        (because(Why.LEVEL, 3, when=8),),
        (2, 3),
    ),
    (
        lambda: Story().days(1, 20).consent(21).correct(Pain, 20, 22, value=4),
        22,
        Verdict.ADVANCE_VOID,
        (
            because(Why.EVIDENCE_CHANGED, when=21),
            because(Why.CRITERION, 0, 1, detail="full_drill"),
            because(Why.CRITERION, 4, 2, detail="calm"),
        ),
        (1, 3),
    ),
    (
        lambda: Story().days(1, 20).consent(21).correct(Log, 20, 22, sets=sets_of(8, 8, 5)),
        22,
        Verdict.ADVANCE_DOUBTED,
        (
            because(Why.CONSENT, when=21),
            because(Why.EVIDENCE_CHANGED, when=21),
            because(Why.CRITERION, 0, 2, detail="gates"),
            because(Why.CRITERION, 0, 1, detail="latest_morning"),
        ),
        (2, 1),
    ),
    # the user's own choices
    (
        lambda: Story().train(1).choose(2, "repeat"),
        2,
        Verdict.CHOSE_REPEAT,
        (because(Why.CHOICE, when=2, detail="repeat"),),
        (1, 1),
    ),
    (
        lambda: Story().train(1).choose(2, "easier"),
        2,
        Verdict.CHOSE_EASIER,
        (because(Why.CHOICE, when=2, detail="easier"),),
        (1, 1),
    ),
    (
        lambda: in_stage(2)[0].choose(21, "back"),
        21,
        Verdict.CHOSE_BACK,
        (because(Why.CHOICE, when=21, detail="back"),),
        (1, 1),
    ),
    (
        lambda: Story().days(1, 41, sets=sets_of(3, 3, 3)).choose(42, "on"),
        42,
        Verdict.CHOSE_ON,
        (because(Why.CHOICE, when=42, detail="on"),),
        (1, 1),
    ),
    (
        lambda: Story().days(1, 20).consent(21).correct(Log, 20, 22, sets=sets_of(8, 8, 5)).choose(22, "stay"),
        22,
        Verdict.CHOSE_STAY,
        (because(Why.CHOICE, when=22, detail="stay"),),
        (2, 1),
    ),
]


def names(row: Row) -> str:
    return row[2].value


@pytest.mark.parametrize("row", ROWS, ids=names)
def test_a_decision_gives_its_reasons_with_their_numbers(row: Row) -> None:
    build, number, verdict, reasons, (stage, level) = row
    decision = last_of(build(), number, verdict)
    assert (decision.reasons, decision.stage, decision.level) == (reasons, stage, level)


def test_every_verdict_is_in_the_table_or_tested_elsewhere() -> None:
    """Offers and advances give every criterion; a missing bar gives each piece of kit (see their own tests)."""
    elsewhere = {Verdict.OFFER, Verdict.ADVANCE, Verdict.NOT_OPEN, Verdict.REOPENED}
    assert {row[2] for row in ROWS} | elsewhere == set(Verdict)


def last_of(story: Story, number: int, verdict: Verdict) -> Decision:
    found = [decision for decision in story.at(number).decisions if decision.verdict is verdict]
    assert found, f"{verdict} was not decided, but {story.verdicts(number)}"
    return found[-1]


def test_a_decision_bears_the_day_it_was_made_on() -> None:
    story = Story().days(1, 7)
    assert last_of(story, 8, Verdict.LEVEL_UP).day == day(8)
    held = Story().train(1, morning=1)
    assert last_of(held, 2, Verdict.HOLD).day == day(2)
    reduced = Story().train(1, pain=3, morning=0)
    assert last_of(reduced, 2, Verdict.REDUCE).day == day(1)
    rest = Story(MON_WED_FRI).days(3, 9)
    assert [last_of(rest, number, Verdict.LEVEL_UP).day for number in (10, 11)] == [day(10), day(10)]
    stopped = Story().train(1, pain=6, morning=3)
    assert last_of(stopped, 2, Verdict.STOP).day == day(1)


def test_a_reopened_stage_names_the_kit_that_came() -> None:
    story, first = in_stage(4, missing_kit=("bar",))
    story.days(first, first + 26).consent(first + 27).tell(Plan, first + 28, weekdays=(0, 2, 4))
    reopened = last_of(story, first + 28, Verdict.REOPENED)
    assert [(reason.why, reason.detail, reason.when) for reason in reopened.reasons] == [
        (Why.KIT, "bar", day(first + 28)),
        (Why.KIT, "step", day(first + 28)),
    ]
