"""Weeks to look back on, each told by what differs from a full week in stage 2."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.coach.model import Where
from bot.coach.review import Review, Watch
from bot.coach.standing import Reason, Verdict, Week, Why
from tests.wording.people import LEVEL_UP, PEAK_6, TODAY, YESTERDAY, decided

WEEK = Week(number=3, done=3, required=3, planned=7, missed=4, excused=0, spare=1, kept=True)
FULL = Review(
    day=TODAY,
    of=2,
    stage=2,
    ahead=2,
    week=WEEK,
    best=(20, 18),
    gap=None,
    worst=1,
    worst_before=3,
    morning=1,
    decision=LEVEL_UP._replace(day=TODAY + timedelta(days=1)),
    until_morning=True,
    watch=Watch.CUE,
)
REVIEWS: dict[str, Review] = {
    "full": FULL,
    "over": replace(FULL, week=WEEK._replace(done=6), until_morning=False, worst_before=None),
    "spare": replace(FULL, week=WEEK._replace(done=2, planned=3)),
    "short": replace(
        FULL,
        week=WEEK._replace(done=1, kept=False),
        decision=decided(Verdict.REPEAT_SHORT, Reason(Why.SESSIONS_WEEK, have=1, need=3))[-1],
        watch=Watch.OPEN,
    ),
    "one more": replace(FULL, week=WEEK._replace(done=2, kept=False), watch=Watch.OPEN),
    "nothing done": replace(
        FULL,
        until_morning=False,
        week=WEEK._replace(done=0, kept=False),
        best=None,
        worst=None,
        morning=None,
        decision=None,
        watch=Watch.OPEN,
    ),
    "excused": replace(FULL, week=WEEK._replace(done=1, required=1, excused=4)),
    "sore": replace(
        FULL,
        worst=4,
        worst_before=1,
        morning=3,
        watch=Watch.BACK,
        until_morning=False,
        decision=decided(Verdict.REDUCE, Reason(Why.PEAK, have=4, need=2, when=YESTERDAY, where=Where.LOW_BACK))[-1],
    ),
    "stopped": replace(
        FULL, worst=6, watch=Watch.BACK, until_morning=False, decision=decided(Verdict.STOP, PEAK_6)[-1]
    ),
    "referred": replace(
        FULL,
        watch=Watch.BACK,
        until_morning=False,
        decision=decided(Verdict.REFER, Reason(Why.MEAN_UP, have=4, need=2, days=2))[-1],
    ),
    "pain untold": replace(FULL, worst=None, worst_before=None, morning=None, watch=Watch.PAIN),
    "uneven": replace(
        FULL,
        best=(25, 15),
        gap=Reason(Why.SIDE_GAP, have=8, need=3, detail="right"),
        watch=Watch.SIDE,
        until_morning=False,
        decision=decided(Verdict.WEAKER_SIDE, Reason(Why.SIDE_GAP, have=8, need=3, detail="right"))[-1],
    ),
    "one side only": replace(FULL, best=(20, 0)),
    "offer open": replace(FULL, watch=Watch.OFFER),
    "reps": replace(FULL, of=3, stage=3, ahead=3, best=(8, 8), decision=LEVEL_UP._replace(stage=3, level=4)),
    "a step": replace(
        FULL,
        ahead=3,
        until_morning=False,
        decision=decided(Verdict.ADVANCE, Reason(Why.CONSENT, when=TODAY), day=TODAY, stage=3, level=1)[-1],
    ),
    "maintenance": replace(
        FULL,
        of=5,
        stage=4,
        best=(5, 5),
        week=WEEK._replace(done=2, required=2, planned=2),
        decision=decided(Verdict.REPEAT, Reason(Why.TOP_LEVEL, have=3), stage=5)[-1],
    ),
}
