"""One turn: a user, their record as it stands, and what the coach is going to say, inside one unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from bot.coach.days import drill_day
from bot.coach.model import Fact, History, Log, Plan, Skip
from bot.coach.standing import Standing
from bot.ports import UnitOfWork
from bot.records import Decision, Incoming, LiveSession, Outgoing, Posted, Record, User
from bot.replies import Vocabulary
from bot.services.desk import Desk
from bot.services.sending import LEASE
from bot.wording import moments
from bot.wording.message import Document, Message, joined
from bot.wording.words import Words

IN_ORDER = attrgetter("fact.at", "fact.id")


@dataclass
class Turn:
    """What a use case reads and changes. Nothing takes effect until the unit of work is committed."""

    desk: Desk
    uow: UnitOfWork
    now: datetime
    user: User
    records: tuple[Record, ...] = ()
    incoming: Incoming | None = None
    live: LiveSession | None = None
    """The latest session that counts along."""
    counting: bool = False
    """That session has changed in this turn."""
    outgoing: list[Outgoing] = field(default_factory=list)
    toast: str | None = None
    _history: History | None = None
    _days: dict[date, list[Fact]] | None = None
    _all_plans: list[Plan] | None = None
    _today: date | None = None
    _local: datetime | None = None
    _standings: dict[date, Standing] = field(default_factory=dict)

    # who and when
    @property
    def words(self) -> Words:
        return self.desk.words(self.user.language)

    @property
    def vocabulary(self) -> Vocabulary:
        return self.desk.vocabulary

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.user.zone or "UTC")

    @property
    def local(self) -> datetime:
        """The user's wall clock, naive: what replies and words speak of."""
        if self._local is None:
            self._local = self.now.astimezone(self.zone).replace(tzinfo=None)
        return self._local

    @property
    def today(self) -> date:
        """The drill day an undated word belongs to: at night yesterday, where yesterday is still open.

        Never back behind what happened: an alarm told before a flight west, or before the zone was known, holds.
        """
        if self._today is None:
            latest = max([fact.day for fact in self.history if not isinstance(fact, Skip)], default=date.min)
            self._today = max(self._drill_day(), latest)
        return self._today

    def _drill_day(self) -> date:
        local, night_ends = self.local, self.desk.programme.logging.night_ends_hour
        opened = local.hour < night_ends and self._is_open(local.date() - timedelta(days=1))
        return drill_day(local, yesterday_open=opened, night_ends_hour=night_ends)

    def _is_open(self, day: date) -> bool:
        """Whether a past day was planned, and is neither done nor skipped."""
        settled = any(isinstance(fact, Log | Skip) for fact in self.told_of(day))
        begun = any(plan.day <= day for plan in self._plans)
        return begun and day.weekday() in self.weekdays and not settled

    @property
    def plan(self) -> Plan | None:
        """Days and kit as last told."""
        return self._plans[-1] if self._plans else None

    @property
    def _plans(self) -> Sequence[Plan]:
        if self._all_plans is None:
            self._all_plans = [fact for fact in self.history if isinstance(fact, Plan)]
        return self._all_plans

    @property
    def weekdays(self) -> tuple[int, ...]:
        return self.plan.weekdays if self.plan else ()

    # the record
    @property
    def history(self) -> History:
        if self._history is None:
            self._history = tuple(record.fact for record in self.records)
        return self._history

    def told_of(self, day: date) -> Sequence[Fact]:
        """The facts of a day, in their order."""
        if self._days is None:
            self._days = {}
            for fact in self.history:
                self._days.setdefault(fact.day, []).append(fact)
        return self._days.get(day, ())

    @property
    def standing(self) -> Standing:
        return self.standing_on(self.today)

    def standing_on(self, day: date) -> Standing:
        """What the core says of that day, from everything that is known now."""
        if day not in self._standings:
            self._standings[day] = self.desk.standing(self.user.id, self.history, day)
        return self._standings[day]

    async def record(self, *facts: Fact) -> int:
        """Write facts as one entry, from the message at hand; returns the entry's number."""
        message_id = self.incoming.message_id if self.incoming and self.incoming.tap_id is None else None
        added = await self.uow.record(self.user.id, facts, message_id=message_id)
        self._set_records((*self.records, *added))
        return added[0].entry

    def assume(self, record: Record) -> None:
        """Reckon with a fact that is not in the record (yet)."""
        self._set_records((*self.records, record))

    async def retract(self, fact_ids: set[int], *, by: int) -> None:
        """Take facts back because of entry `by`."""
        await self.uow.retract(self.user.id, fact_ids, by=by, now=self.now)
        self._set_records(tuple(record for record in self.records if record.fact.id not in fact_ids))

    async def undo(self, entry: int) -> bool:
        """Take an entry back; what it had replaced stands again."""
        if not await self.uow.undo(self.user.id, entry, self.now):
            return False
        self._set_records(await self.uow.records(self.user.id))
        return True

    def _set_records(self, records: tuple[Record, ...]) -> None:
        self.records = tuple(sorted(records, key=IN_ORDER))
        self._history = self._days = self._all_plans = self._today = None
        self._standings.clear()

    async def decide(self, kind: str, **detail: Any) -> None:
        """Store a decision with its reasons."""
        self.desk.meter.count("decisions", kind=kind)
        await self.uow.decide(self.user.id, Decision(self.now, self.today, kind, detail))

    def count(self, session: LiveSession) -> None:
        """Keep a session that counts along; its message is shown once the turn is committed."""
        self.live, self.counting = session, True

    # the user
    def change(self, **values: Any) -> None:
        """Change fields of the user; saved at the end of the turn."""
        if "zone" in values:
            self._today = self._local = None
        self.user = replace(self.user, **values)

    @property
    def dialogue(self) -> dict[str, Any]:
        return dict(self.user.dialogue)

    def expect(self, **dialogue: Any) -> None:
        """What the coach now waits for; nothing without arguments."""
        self.change(dialogue={key: value for key, value in dialogue.items() if value is not None})

    def named_day(self, day: date, *, opening: bool = False) -> str:
        """A day in words, `today` or `Thu 3 Dec`; `opening`: as the first word of a sentence."""
        return (moments.opening_day if opening else moments.on_day)(self.words, day, self.local.date())

    # the answer
    def say(self, message: Message) -> None:
        """Send a message."""
        self.outgoing.append(Outgoing(chat_id=self.user.chat_id, message=message))

    def change_message(self, message: Message) -> None:
        """Show `message` in place of the one whose button was tapped; as a new one where nothing was tapped."""
        tapped = self.incoming.message_id if self.incoming and self.incoming.tap_id is not None else None
        self.outgoing.append(Outgoing(chat_id=self.user.chat_id, message=message, edits=tapped))

    def hand_over(self, document: Document) -> None:
        """Send a file."""
        self.outgoing.append(Outgoing(chat_id=self.user.chat_id, document=document))

    async def post(self, key: str | None) -> tuple[Posted, ...]:
        """Put the answers into the outbox, in order. `key`: the update they answer."""
        until = self.now + LEASE
        return tuple([await self.uow.post(each, key=key, lease_until=until) for each in _merged(self.outgoing)])


def _merged(outgoing: list[Outgoing]) -> list[Outgoing]:
    """Answers that can stand in one message do: several wishes are served in one answer."""
    merged: list[Outgoing] = []
    for each in outgoing:
        last = merged[-1] if merged else None
        if last and last.message and each.message and each.edits is None and each.document is None:
            both = joined((last.message, each.message))
            if len(both) == 1:
                merged[-1] = replace(last, message=both[0])
                continue
        merged.append(each)
    return merged
