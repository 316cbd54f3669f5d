"""The commands of whoever runs the bot: /admin and /broadcast. They see counts and errors, never what somebody said.

For anybody else these commands do not exist: they get what an unknown command gets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import escape

from bot.ports import Overlook, UnitOfWork
from bot.records import Answered, Broadcast, Incoming, Kind, Outgoing, State
from bot.services.desk import Desk
from bot.services.sending import LEASE
from bot.wording import operator as says
from bot.wording.message import LONGEST, Message
from bot.wording.words import Words

COMMANDS = ("/admin", "/broadcast")
BUTTONS = "op:"


@dataclass(frozen=True, slots=True)
class Operator:
    """Answers the people whose Telegram numbers are in `admins`."""

    desk: Desk
    admins: frozenset[int]
    overlook: Overlook
    tick_age: Callable[[], float]
    rate: int
    started: datetime
    version: str

    def serves(self, incoming: Incoming) -> bool:
        """Whether this is a command or a button of an operator."""
        if incoming.chat_id not in self.admins:
            return False
        if incoming.kind is Kind.TAP:
            return incoming.text.startswith(BUTTONS)
        return incoming.kind is Kind.TEXT and _command(incoming.text) in COMMANDS

    async def answer(self, incoming: Incoming, now: datetime) -> Answered:
        """Work on it in one transaction; the counts are taken before, because they may take long."""
        words = self.desk.words(incoming.language)
        overview = await self._overview(words, now) if _command(incoming.text) == "/admin" else None
        async with self.desk.store() as uow:
            if not await uow.note_update(incoming.key, now):
                return Answered(repeated=True)
            toast = None
            if overview is not None:
                messages = [Outgoing(chat_id=incoming.chat_id, message=overview)]
            elif incoming.kind is Kind.TAP:
                messages, toast = await self._tapped(uow, incoming, words, now)
            else:
                messages = await self._preview(uow, incoming, words, now)
            posted = [await uow.post(each, key=incoming.key, lease_until=now + LEASE) for each in messages]
            await uow.commit()
        return Answered(tuple(posted), toast=toast)

    async def _overview(self, words: Words, now: datetime) -> Message:
        seen = await self.overlook(now, now.replace(hour=0, minute=0, second=0, microsecond=0))
        people = {state: [(stage, count) for s, stage, count in seen.people if s is state] for state in State}
        totals = {state: sum(count for _, count in rows) for state, rows in people.items()}
        overdue = int((now - seen.oldest).total_seconds() // 60) if seen.oldest and seen.oldest < now else None
        return says.overview(
            words,
            stages=people[State.ACTIVE],
            onboarding=totals[State.ONBOARDING],
            stopped=totals[State.STOPPED],
            gone=totals[State.GONE],
            outcomes=seen.outcomes,
            in_hand=seen.in_hand,
            waiting=seen.waiting,
            oldest_minutes=overdue,
            tick_seconds=self.tick_age(),
            since=self.started,
            version=self.version,
            faults=[(fault.error, fault.count, fault.latest) for fault in seen.faults],
        )

    async def _preview(self, uow: UnitOfWork, incoming: Incoming, words: Words, now: datetime) -> list[Outgoing]:
        """Exactly what everybody would get, and the question whether to send it."""
        chat, text = incoming.chat_id, incoming.text.partition(" ")[2].strip()
        if not text:
            return [Outgoing(chat_id=chat, message=Message(words("broadcast-how")))]
        shown = escape(text, quote=False)
        if len(shown) > LONGEST:
            return [Outgoing(chat_id=chat, message=Message(words("broadcast-long", length=len(shown), most=LONGEST)))]
        total = await uow.how_many_reachable()
        number = await uow.draft_broadcast(Broadcast(created_by=chat, created_at=now, text=shown, total=total))
        question = says.ask_broadcast(words, number, total, self.rate)
        return [Outgoing(chat_id=chat, message=message) for message in (Message(shown), question)]

    async def _tapped(
        self, uow: UnitOfWork, incoming: Incoming, words: Words, now: datetime
    ) -> tuple[list[Outgoing], str | None]:
        """Send, drop or stop; a second tap finds it done."""
        verb, _, number = incoming.text.removeprefix(BUTTONS).partition(":")
        kept = await uow.broadcast(int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
        if kept is None or kept.created_by != incoming.chat_id:
            return [], words.plain("old-button")
        if verb == "send" and kept.state == "draft":
            if await uow.running_broadcast() is not None:
                return [], words.plain("broadcast-busy")
            kept = replace(kept, state="sending", message_id=incoming.message_id)
        elif verb == "drop" and kept.state == "draft":
            kept = replace(kept, state="dropped", finished_at=now)
        elif verb == "stop" and kept.state == "sending":
            kept = replace(kept, state="stopped", finished_at=now)
        await uow.save_broadcast(kept)
        return [progress(words, kept, edits=incoming.message_id)], None


def progress(words: Words, broadcast: Broadcast, *, edits: int | None) -> Outgoing:
    """How far a broadcast is, in place of the message that asked."""
    message = says.broadcast(
        words, broadcast.id, broadcast.state, total=broadcast.total, sent=broadcast.sent, failed=broadcast.failed
    )
    return Outgoing(chat_id=broadcast.created_by, message=message, edits=edits)


def _command(text: str) -> str:
    """`/admin@hipcoach_bot` is `/admin`."""
    return text.split(maxsplit=1)[0].split("@")[0].casefold() if text.strip() else ""


@dataclass(frozen=True, slots=True)
class FaultNews:
    """Tells every operator, once, what had to be set aside; grouped by error."""

    desk: Desk
    admins: frozenset[int]
    lease: timedelta = LEASE

    async def tell(self, now: datetime) -> int:
        """Put the news into the outbox; how many kinds of errors were new."""
        if not self.admins:
            return 0
        async with self.desk.store() as uow:
            faults = await uow.tell_faults(now)
            if faults:
                rows = [(fault.error, fault.count, fault.latest) for fault in faults]
                message = says.news_of_faults(self.desk.words("en"), rows)
                for admin in sorted(self.admins):
                    await uow.post(Outgoing(chat_id=admin, message=message), key=None, lease_until=now)
            await uow.commit()
        return len(faults)
