"""The rows the services read and write, as plain values: no database and no messenger in sight.

Instants are aware UTC datetimes; a `day` is a date on the user's own calendar.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.coach.live import Live
from bot.coach.model import Fact
from bot.wording.message import Document, Message

UPDATES_KEPT = timedelta(days=3)
"""Telegram repeats an update for 24 hours at most; its numbers may begin anew after a quiet week."""
LONGEST_LEASE = timedelta(minutes=5)
"""No claim is made for longer; one that ends later was made before the clock was set back, and holds nothing up."""
FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


class State(StrEnum):
    """Whether the coach may write to someone of its own accord."""

    ONBOARDING = "onboarding"
    ACTIVE = "active"
    STOPPED = "stopped"
    """Asked for silence: nothing until /start."""
    GONE = "gone"
    """Blocked the bot or closed the account: nothing until they come back."""


class DueKind(StrEnum):
    """Why the coach writes first."""

    REMINDER = "reminder"
    SNOOZE = "snooze"
    MORNING = "morning"
    """The one-line question after a session day where no reminder is due."""
    NUDGE = "nudge"
    REVIEW = "review"
    """The week looked back on, on the evening of its last day."""


@dataclass(frozen=True, slots=True)
class Due:
    """The next thing the coach will say unasked: when (UTC), what, and for which drill day (`n`: of several)."""

    at: datetime
    kind: DueKind
    day: date
    n: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One person in one private chat; what they trained and felt is in their facts, not here."""

    id: int = 0
    chat_id: int
    first_name: str = ""
    language: str = "en"
    state: State = State.ONBOARDING
    zone: str | None = None
    reminder_time: time | None = None
    evening_nudge: bool = True
    weekly_review: bool = True
    dark_pictures: bool = False
    quiet_from: time | None = None
    """Nothing unasked between `quiet_from` and `quiet_until`, local time, over midnight where the first is later."""
    quiet_until: time | None = None
    stage: int | None = None
    """As of the last turn, for the operator's counts; whoever decides computes it from the facts."""
    if_then: str | None = None
    dialogue: dict[str, object] = field(default_factory=dict)
    """The open step or question and what was said so far; JSON values only."""
    told: dict[str, str] = field(default_factory=dict)
    """Per kind of unasked message the last drill day (ISO) it was settled for; JSON values only."""
    due: Due | None = None
    created_at: datetime
    seen_at: datetime


class Record(NamedTuple):
    """A fact as it stands in the record: which entry (one message or tap) brought it, and from which message."""

    fact: Fact
    entry: int
    message_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSession:
    """The user's latest session that counts along, and the one message that shows it."""

    user_id: int
    live: Live
    message_id: int | None = None
    """None while the message is not known to be out."""
    next_at: datetime | None = None
    """When the message has to change without anybody's doing (UTC); None once the session is over."""
    picture: str = ""
    """The drawing beside it."""
    shown: str = ""
    """A digest of the words and buttons in it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it was told: a short kind, its drill day, and JSON detail that carries its reasons."""

    at: datetime
    day: date
    kind: str
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact and what became of it: the entry that took it back (its own where it was undone) and when."""

    record: Record
    retracted_by: int | None = None
    retracted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unasked:
    """A message that the coach sent of its own accord, or meant to."""

    kind: str
    day: date
    n: int
    due_at: datetime
    attempts: int = 0
    finished_at: datetime | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Everything:
    """All that is kept about one person, but for what is on its way to them right now. Each in the order it came."""

    user: User
    told: tuple[Told, ...] = ()
    decisions: tuple[Decision, ...] = ()
    unasked: tuple[Unasked, ...] = ()


class Kind(StrEnum):
    """What came in."""

    TEXT = "text"
    EDITED = "edited"
    TAP = "tap"
    LOCATION = "location"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    GROUP = "group"
    """Anything said in a group: the coach works in private chats."""
    OTHER = "other"
    """A photo, a sticker, a poll …: `text` is its kind's name (`photo`), `caption` what was written beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One update, as far as the coach cares: who, what, when."""

    key: str
    """Identifies the update for as long as it can be delivered again."""
    kind: Kind
    chat_id: int
    at: datetime
    message_id: int | None = None
    """The user's message, or the message whose button was tapped."""
    first_name: str = ""
    language: str = "en"
    text: str = ""
    """The text, the tapped button's data, or the name of what else it was."""
    caption: str = ""
    reply_to: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    tap_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One thing to send or to edit in place."""

    chat_id: int
    message: Message | None = None
    document: Document | None = None
    silent: bool = False
    """Without a sound: what nobody waits for."""
    edits: int | None = None
    """The message to change in place; where it can no longer be changed, the message is sent anew."""
    same_picture: bool = False
    """The message to change shows this picture already: only its words and buttons are new."""

    @property
    def is_drawn(self) -> bool:
        """Whether a picture or a page has to be drawn before it can go out."""
        chart = self.message is not None and self.message.chart is not None
        return chart or (self.document is not None and self.document.report is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """An operator's message to everybody: `draft`, `sending`, `done`, `stopped` or `dropped`."""

    id: int = 0
    created_by: int
    created_at: datetime
    state: str = "draft"
    text: str
    message_id: int | None = None
    """The operator's message that shows how far it is."""
    last_user_id: int = 0
    """Everybody up to this user was tried."""
    total: int = 0
    sent: int = 0
    failed: int = 0
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be worked on: the error (no private text), how often, and when last."""

    error: str
    count: int
    latest: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Counts for the operator."""

    people: tuple[tuple[State, int | None, int], ...]
    """State, stage (None: before the first drill), how many."""
    outcomes: dict[str, int]
    """What became of unasked messages, by outcome."""
    in_hand: int
    waiting: int
    """Answers that are not out yet, and since when the oldest is overdue."""
    oldest: datetime | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Posted:
    """An outbox row: an answer that is committed and not yet known to have arrived."""

    id: int
    outgoing: Outgoing
    lease_until: datetime
    """Until then only whoever stored or claimed it sends it."""
    attempts: int = 0
    follows: int | None = None
    """The chat's answer before it, which was not out yet when this one was stored."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a turn left behind: the answers to send now, in order, and a short word for a tap."""

    posted: tuple[Posted, ...] = ()
    toast: str | None = None
    repeated: bool = False
    """The update had been worked on before; its answer went out, or waits in the outbox until it does."""
    counting: int | None = None
    """The user whose session that counts along has changed: its message is to be shown anew."""


MISSED = "missed"
"""The outcome of an unasked message that would have come too late."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed unasked message: unique by user, kind, drill day and n.

    `settled`: it was finished before and the user's due time was not moved on; send nothing, compute the next one.
    """

    id: int
    user_id: int
    kind: DueKind
    day: date
    n: int
    due_at: datetime
    attempts: int = 0
    settled: bool = False
