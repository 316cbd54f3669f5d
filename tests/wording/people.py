"""Standings to word, each told by what differs from someone in the middle of stage 2 on an ordinary Thursday."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.coach.model import Dose, Fact, History, Log, Pain, Tier, Unit, Variant, Where
from bot.coach.standing import (
    Aim,
    Criterion,
    Decision,
    Doubt,
    Ease,
    Locked,
    Mode,
    Offer,
    PainVerdict,
    Prescription,
    Reason,
    Return,
    SessionView,
    StageDates,
    Standing,
    Verdict,
    Week,
    Why,
)

TODAY = date(2026, 12, 3)
YESTERDAY = TODAY - timedelta(days=1)
LAST_WEEK = TODAY - timedelta(days=8)

PRESCRIPTION = Prescription(
    stage=2,
    drill="side_plank_hip_flexion",
    variant=Variant.FULL,
    substitute=False,
    dose=Dose(3, 20),
    unit=Unit.SECONDS,
    rest_seconds=45,
    level=3,
)
EASIER = replace(PRESCRIPTION, variant=Variant.EASIER, dose=Dose(2, 20), less_range=True)
LAST = SessionView(
    day=YESTERDAY,
    stage=2,
    variant=Variant.FULL,
    substitute=False,
    prescribed=Dose(3, 20),
    sets=((20, 20), (20, 20), (18, 20)),
    peak=1,
    where=Where.LOW_BACK,
    morning=None,
    gate=False,
    verdict=PainVerdict.GO_ON,
)
CRITERIA = (
    Criterion(Aim.STAGE_DAY, 17, 21, met=False),
    Criterion(Aim.SESSIONS, 9, 9, met=True),
    Criterion(Aim.GATES, 1, 2, met=False),
    Criterion(Aim.FORM, 0, 1, met=False),
    Criterion(Aim.LATEST_MORNING, 1, 1, met=True),
    Criterion(Aim.MORNINGS, 3, 2, met=True),
    Criterion(Aim.FULL_DRILL, 1, 1, met=True),
    Criterion(Aim.CALM, 1, 2, met=True),
    Criterion(Aim.PAINS_TOLD, 4, 4, met=True),
    Criterion(Aim.MORNINGS_FAR, 0, 0, met=True),
    Criterion(Aim.MORNINGS_ABOVE, 1, 1, met=True),
)
ALL_MET = tuple(each._replace(have=max(each.have, each.need), met=True) for each in CRITERIA)
JOURNEY = (
    StageDates(1, date(2026, 10, 19), date(2026, 11, 16), by_substitute=True),
    StageDates(2, date(2026, 11, 17), None, by_substitute=False),
    StageDates(3, None, None, by_substitute=False),
    StageDates(4, None, None, by_substitute=False),
    StageDates(5, None, None, by_substitute=False),
)
OFFER = Offer(3, TODAY, None, say=True, without_hanging=False, grounds="", worst=1)
LEVEL_UP = Decision(
    TODAY - timedelta(days=3),
    Verdict.LEVEL_UP,
    (
        Reason(Why.NEAR_DOSE, have=15, need=12, when=TODAY - timedelta(days=4)),
        Reason(Why.LEVEL, have=3, need=2),
    ),
    2,
    3,
)
STARTED = Decision(date(2026, 11, 16), Verdict.ADVANCE, (Reason(Why.CONSENT, when=date(2026, 11, 16)),), 2, 1)


def _at_first(criterion: Criterion) -> Criterion:
    there = (Aim.FULL_DRILL, Aim.CALM, Aim.PAINS_TOLD, Aim.MORNINGS_FAR, Aim.MORNINGS_ABOVE)
    return criterion._replace(have=int(criterion.aim is Aim.FULL_DRILL), met=criterion.aim in there)


def standing(**changes: Any) -> Standing:
    """Stage 2, week 3, level 3, today's drill open, nothing to ask."""
    usual = Standing(
        today=TODAY,
        mode=Mode.TRAINING,
        stage=2,
        stage_day=17,
        week=Week(number=3, done=2, required=3, planned=7, missed=0, excused=0, spare=1, kept=False),
        level=3,
        ease=Ease.NONE,
        returning=Return.AS_PLANNED,
        prescription=PRESCRIPTION,
        due=TODAY,
        weekdays=tuple(range(7)),
        trained_today=False,
        skipped_today=False,
        criteria=CRITERIA,
        offer=None,
        extended=False,
        choose=False,
        fewer_days=None,
        ask_screening=False,
        ask_baseline=False,
        ask_morning=False,
        ask_off=False,
        ask_signs=False,
        ask_form=False,
        ask_hang=False,
        ask_lifts=False,
        check_due=False,
        doubt=None,
        baseline=1,
        locked=None,
        referred=(),
        paused_until=None,
        off_since=None,
        last=LAST,
        facts=(),
        decisions=(STARTED, LEVEL_UP),
        journey=JOURNEY,
        sessions_total=23,
        weeks_kept=6,
    )
    return replace(usual, **changes)


def decided(verdict: Verdict, *reasons: Reason, day: date = YESTERDAY, stage: int = 2, level: int = 3) -> Any:
    return (STARTED, LEVEL_UP, Decision(day, verdict, reasons, stage, level))


PEAK_7 = Reason(Why.PEAK, have=7, need=6, when=YESTERDAY, where=Where.LOW_BACK)
PEAK_6 = Reason(Why.PEAK, have=6, need=5, when=YESTERDAY, where=Where.HIP_FRONT)
NOTHING: dict[str, Any] = {"prescription": None, "due": None}

PEOPLE: dict[str, Standing] = {
    "open today": standing(),
    "done today": standing(trained_today=True, due=TODAY + timedelta(days=1)),
    "skipped today": standing(skipped_today=True, due=TODAY + timedelta(days=1)),
    "rest day": standing(weekdays=(0, 2, 4), due=TODAY + timedelta(days=1)),
    "rest week": standing(due=TODAY + timedelta(days=9)),
    "first day": standing(
        stage=1,
        stage_day=0,
        level=1,
        prescription=replace(
            PRESCRIPTION, stage=1, drill="band_hurdle_hold", dose=Dose(2, 6), unit=Unit.REPS, level=1, substitute=True
        ),
        week=Week(number=1, done=0, required=3, planned=7, missed=0, excused=0, spare=1, kept=False),
        criteria=tuple(_at_first(each) for each in CRITERIA),
        journey=(StageDates(1, None, None, by_substitute=False), *JOURNEY[2:]),
        decisions=(),
        last=None,
        sessions_total=0,
        weeks_kept=0,
    ),
    "week safe": standing(
        week=Week(number=3, done=3, required=3, planned=7, missed=1, excused=1, spare=1, kept=True), sessions_total=24
    ),
    "weaker side": standing(
        prescription=replace(PRESCRIPTION, weaker_first="left", dose=Dose(3, 17)),
        decisions=decided(Verdict.WEAKER_SIDE, Reason(Why.SIDE_GAP, have=5, need=3, detail="left")),
    ),
    "eased": standing(
        ease=Ease.EASIER,
        prescription=EASIER,
        decisions=decided(
            Verdict.REDUCE,
            Reason(Why.PEAK, have=4, need=2, when=YESTERDAY, where=Where.LOW_BACK),
            Reason(Why.MORNING, have=1, need=1, when=TODAY),
            Reason(Why.LIFTED, when=TODAY),
        ),
    ),
    "a third less": standing(ease=Ease.THIRD, prescription=replace(PRESCRIPTION, dose=Dose(3, 13))),
    "chosen easier": standing(ease=Ease.CHOSEN, prescription=EASIER),
    "long easier": standing(ease=Ease.LONG, prescription=EASIER),
    "back after days": standing(
        returning=Return.SET_LESS,
        prescription=replace(PRESCRIPTION, dose=Dose(2, 20)),
        decisions=decided(Verdict.GAP_SET_LESS, Reason(Why.GAP, have=5, need=3, when=LAST_WEEK), day=TODAY),
    ),
    "back after a week": standing(returning=Return.LEVEL_BACK),
    "back after weeks": standing(returning=Return.LEVEL_ONE),
    "back after months": standing(returning=Return.STAGE_BACK),
    "offer": standing(
        offer=OFFER,
        criteria=ALL_MET,
        stage_day=22,
        ask_morning=True,
        decisions=decided(
            Verdict.OFFER, *(Reason(Why.CRITERION, have=c.have, need=c.need, detail=c.aim) for c in ALL_MET), day=TODAY
        ),
    ),
    "form asked": standing(ask_form=True),
    "extended": standing(extended=True, stage_day=30, ask_lifts=True),
    "choose": standing(extended=True, choose=True, stage_day=43),
    "fewer days": standing(fewer_days=3),
    "doubt": standing(doubt=Doubt(2, date(2026, 11, 16))),
    "hang asked": standing(
        stage=4,
        ask_hang=True,
        criteria=(Criterion(Aim.HANG, 0, 1, met=False), Criterion(Aim.SUBSTITUTE_DAYS, 3, 28, met=False)),
        prescription=replace(
            PRESCRIPTION, stage=4, drill="hanging_hip_flexion", variant=Variant.EASIER, dose=Dose(3, 3), unit=Unit.REPS
        ),
    ),
    "without hanging": standing(stage=4, offer=replace(OFFER, stage=5, without_hanging=True)),
    "last offer": standing(stage=4, offer=replace(OFFER, stage=5)),
    "maintenance": standing(
        mode=Mode.MAINTENANCE,
        stage=5,
        criteria=(),
        check_due=True,
        journey=(
            *(replace(stop, started=LAST_WEEK, passed=TODAY) for stop in JOURNEY[:4]),
            StageDates(5, TODAY, None, by_substitute=False),
        ),
        week=Week(number=3, done=1, required=2, planned=2, missed=0, excused=0, spare=1, kept=True),
    ),
    "locked": standing(
        mode=Mode.LOCKED,
        locked=Locked(Tier.EMERGENCY, ("saddle_numbness", "bladder_bowel"), YESTERDAY, ask_severity=False),
        decisions=decided(Verdict.LOCK, Reason(Why.SIGN, when=YESTERDAY, detail="saddle_numbness")),
        **NOTHING,
    ),
    "locked urgent": standing(
        mode=Mode.LOCKED, locked=Locked(Tier.URGENT, ("fever_back",), TODAY, ask_severity=False), **NOTHING
    ),
    "locked clearance": standing(
        mode=Mode.LOCKED, locked=Locked(Tier.CLEARANCE, ("pregnancy",), LAST_WEEK, ask_severity=False), **NOTHING
    ),
    "referred by pain": standing(
        mode=Mode.REFERRED,
        referred=(PEAK_7._replace(need=5), PEAK_7),
        decisions=decided(Verdict.REFER, PEAK_7._replace(need=5), Reason(Why.MORNING_UNKNOWN, when=YESTERDAY), PEAK_7),
        **NOTHING,
    ),
    "referred by answers": standing(
        mode=Mode.REFERRED,
        referred=(
            Reason(Why.SCREENING_YES, when=TODAY, detail="heart"),
            Reason(Why.BASELINE_HIGH, have=4, need=3, when=TODAY),
        ),
        **NOTHING,
    ),
    "screening": standing(mode=Mode.SCREENING, ask_screening=True, **NOTHING),
    "baseline": standing(mode=Mode.SCREENING, ask_baseline=True, **NOTHING),
    "baseline in between": standing(ask_baseline=True),
    "off, still sore": standing(mode=Mode.OFF, off_since=TODAY - timedelta(days=4), **NOTHING),
    "48 hours off": standing(
        mode=Mode.OFF, off_since=YESTERDAY, ask_signs=True, decisions=decided(Verdict.STOP, PEAK_6), **NOTHING
    ),
    "off asked": standing(mode=Mode.OFF, off_since=TODAY - timedelta(days=3), ask_off=True, **NOTHING),
    "paused": standing(mode=Mode.PAUSED, **NOTHING),
    "paused until": standing(mode=Mode.PAUSED, paused_until=TODAY + timedelta(days=9), ask_morning=True, **NOTHING),
}


def trained(days: int = 8) -> History:
    """A session like the last one on each of the last days, each but one with its pain."""
    told: list[Fact] = []
    for ago in range(days, 0, -1):
        day = TODAY - timedelta(days=ago)
        at = datetime.combine(day, time(7), tzinfo=UTC)
        told.append(Log(at=at, day=day, stage=2, variant=Variant.FULL, prescribed=Dose(3, 20), sets=LAST.sets))
        if ago != 2:
            told.append(Pain(at=at, day=day, value=min(ago, 4), where=Where.LOW_BACK))
    return tuple(told)
