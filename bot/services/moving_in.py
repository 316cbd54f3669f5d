"""Takes in what a user brings from another host: their record, their settings, and from then on their reminders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.ports import UnitOfWork
from bot.records import DueKind, Everything, User
from bot.services import carry, guide
from bot.services.desk import Desk
from bot.services.export import packed
from bot.services.turn import Turn

BROUGHT_ALONG = frozenset(DueKind)
"""Unasked messages that must not come twice; a broadcast's number means another one here."""


class AlreadyHere(Exception):
    """The user has a record here."""


class Unfit(Exception):
    """What was brought can not be taken in: this host's programme can make nothing of it, or it is no record."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was taken in, without a word of what it says."""

    user: User
    facts: int
    first: date | None
    last: date | None
    erased: int
    """Rows of an earlier record that gave way."""


async def move_in(desk: Desk, kept: Everything, now: datetime, *, replaces: bool) -> Arrival:
    """One transaction; nothing is changed where AlreadyHere, Unfit or anything else is raised."""
    async with desk.store() as uow:
        known = await uow.user_of_chat(kept.user.chat_id)
        if known is not None and not replaces:
            rows = len((await uow.everything(known.id)).told)
            raise AlreadyHere(f"chat {known.chat_id} has a record of {rows} facts here already")
        erased = await uow.erase_user(known.id, now) if known is not None else 0
        user = await uow.admit(_without_old_numbers(kept, now))
        user = await _settle(desk, uow, user, now)
        await uow.commit()
    days = [told.record.fact.day for told in kept.told]
    return Arrival(user, len(days), min(days, default=None), max(days, default=None), erased)


def _without_old_numbers(kept: Everything, now: datetime) -> Everything:
    """Messages of the old bot have numbers that are others' here. Whoever moves is here today."""
    told = tuple(replace(t, record=t.record._replace(message_id=None)) for t in kept.told)
    unasked = tuple(each for each in kept.unasked if each.kind in BROUGHT_ALONG)
    return replace(kept, user=replace(kept.user, due=None, seen_at=now), told=told, unasked=unasked)


async def _settle(desk: Desk, uow: UnitOfWork, user: User, now: datetime) -> User:
    """Compute anew when to write next, and find out now whether the record can be worked with."""
    turn = Turn(desk, uow, now, user, await uow.records(user.id))
    try:
        await carry.write(turn)
        guide.reschedule(turn)
        carry.note(turn)
        guide.next_message(turn)
        packed(turn.words, desk.programme, await uow.everything(user.id), now)
    except (LookupError, ValueError, TypeError, ArithmeticError) as error:
        raise Unfit(f"the programme of this host can make nothing of the record ({type(error).__name__})") from error
    await uow.save_user(turn.user)
    return turn.user
