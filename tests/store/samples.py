"""Values that the store's tests keep and expect back."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta

from bot.coach.live import End, Live
from bot.coach.model import Dose, Fact, Log, Pain, Skip, Unit, Variant, Where
from bot.coach.routine import Routine
from bot.records import Decision, Due, DueKind, LiveSession, Outgoing, State, User
from bot.wording.message import Button, Document, Message, Style
from tests.support.made_up import page, picture

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

NEWCOMER = User(chat_id=4_611_686_018_427, created_at=NOW, seen_at=NOW)
EVERYTHING_SET = User(
    chat_id=-17,
    first_name="Zoë 🦵",
    language="de",
    state=State.ACTIVE,
    zone="Europe/Berlin",
    reminder_time=time(7, 30),
    evening_nudge=False,
    if_then="after coffee, in the hall",
    dialogue={"step": "kit", "lacks": ["bar", None, 1, 2.5, {"deep": True}]},
    told={"reminder": "2026-03-01"},
    due=Due(NOW + HOUR, DueKind.NUDGE, DAY, 2),
    created_at=NOW,
    seen_at=NOW + MINUTE,
)

LOG = Log(at=NOW, day=DAY, stage=2, variant=Variant.EASIER, prescribed=Dose(3, 8), sets=((8, 8), (8, 0)))
PAIN = Pain(at=NOW, day=DAY, value=2, where=Where.HIP_FRONT)
SKIP = Skip(at=NOW, day=DAY)

HELLO = Outgoing(chat_id=NEWCOMER.chat_id, message=Message("<b>Hello</b>"))
RICH = Outgoing(
    chat_id=NEWCOMER.chat_id,
    message=Message(
        "3 × 8",
        buttons=((Button("Done", "done:2026-03-02", Style.SUCCESS), Button("Skip", "skip")), (Button("Why", "why"),)),
        picture="band_hurdle_hold/full",
        chart=picture("steady", 30, dark=True),
        ask_location="Share",
        drop_keyboard=True,
    ),
    document=Document("log.zip", "UEs=", "Your data", page("steady", 30), "Not now"),
    edits=42,
    same_picture=True,
)
ROUTINE = Routine(
    day=DAY,
    stage=2,
    variant=Variant.EASIER,
    substitute=True,
    unit=Unit.SECONDS,
    dose=Dose(3, 20),
    first="right",
    rest=45,
    ready=5,
    switch=8,
    idle=900,
    late=20,
    before=1,
    clip=True,
    less_range=True,
)
LIVE = Live(
    routine=ROUTINE,
    began=NOW,
    at=2,
    since=NOW + MINUTE,
    paused=NOW + 2 * MINUTE,
    missed=True,
    flowing=True,
    done=((1, 20), (3, 14)),
    ended=End.LEFT,
    settled=True,
)


def session(user_id: int, next_at: datetime | None = NOW) -> LiveSession:
    return LiveSession(
        user_id=user_id, live=LIVE, message_id=4_611_686_018_427, next_at=next_at, picture="a/b", shown="0f"
    )


def active(chat_id: int, due: Due | None = None, state: State = State.ACTIVE) -> User:
    return User(chat_id=chat_id, state=state, due=due, created_at=NOW, seen_at=NOW)


def reminder(at: datetime = NOW, day: date = DAY, n: int = 0) -> Due:
    return Due(at, DueKind.REMINDER, day, n)


def decision(kind: str = "advance", at: datetime = NOW) -> Decision:
    return Decision(at, DAY, kind, {"reasons": ["six quiet days", {"pain": 1}]})


def same_but_for_number(one: Fact, other: Fact) -> bool:
    return type(one) is type(other) and all(
        getattr(one, f.name) == getattr(other, f.name) for f in fields(one) if f.name != "id"
    )
