"""An update from the outside: noted, understood, decided and answered in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.clock import Clock
from bot.coach.standing import Mode
from bot.ports import UnitOfWork
from bot.records import FOR_EVER, Answered, Incoming, Kind, LiveSession, Outgoing, State, User
from bot.replies import Reading, read
from bot.services import (
    carry,
    go,
    guide,
    onboarding,
    replying,
    safety,
    sessions,
    settings,
    showing,
    silence,
    taps,
    typed,
    wishes,
    yours,
)
from bot.services.closing import close
from bot.services.desk import Desk
from bot.services.operator import Operator
from bot.services.sending import LEASE
from bot.services.turn import Turn
from bot.wording import safety as alarm_words
from bot.wording.message import Message

START = "/start"
NO_FIRST_WORD = frozenset({Kind.TAP, Kind.UNBLOCKED})
"""What nobody begins with: it comes from a chat whose record was erased, and must not bring a row of it back."""


@dataclass(frozen=True, slots=True)
class Answerer:
    """Works on one update at a time; what it returns is committed."""

    desk: Desk
    clock: Clock
    operator: Operator | None = None

    async def __call__(self, incoming: Incoming) -> Answered:
        now = self.clock.now()
        if self.operator is not None and self.operator.serves(incoming):
            return await self.operator.answer(incoming, now)
        async with self.desk.store() as uow:
            if not await uow.note_update(incoming.key, now):
                return Answered(repeated=True)
            if incoming.kind is Kind.GROUP:
                answered = await self._in_group(uow, incoming, now)
            else:
                answered = await self._in_private(uow, incoming, now)
            await uow.commit()
            return answered

    async def _in_group(self, uow: UnitOfWork, incoming: Incoming, now: datetime) -> Answered:
        """Said once in a group, then silence: health stays in the private chat."""
        if not await uow.note_update(f"group:{incoming.chat_id}", FOR_EVER):
            return Answered()
        words = self.desk.words(incoming.language)
        outgoing = Outgoing(chat_id=incoming.chat_id, message=Message(words("group")))
        return Answered((await uow.post(outgoing, key=incoming.key, lease_until=now + LEASE),))

    async def _in_private(self, uow: UnitOfWork, incoming: Incoming, now: datetime) -> Answered:
        user = await uow.user_of_chat(incoming.chat_id)
        if incoming.kind is Kind.BLOCKED:
            if user is not None:
                await uow.save_user(replace(user, state=State.GONE, due=None))
            return Answered()
        if user is None and incoming.kind in NO_FIRST_WORD:
            return Answered(toast=self.desk.words(incoming.language).plain("old-button"))
        known = user is not None
        if user is None:
            user = await uow.add_user(_newcomer(incoming, now))
        structlog.contextvars.bind_contextvars(user=user.id)
        records, session = await uow.records(user.id), await _session(uow, user, incoming)
        turn = Turn(self.desk, uow, now, _seen(user, incoming, now), records, incoming, session)
        await carry.write(turn)
        if await _route(turn, known=known):
            _welcome_back(turn, user)
            await close(turn)
        posted = await turn.post(incoming.key)
        return Answered(posted, toast=turn.toast, counting=user.id if turn.counting else None)


async def _session(uow: UnitOfWork, user: User, incoming: Incoming) -> LiveSession | None:
    """The session that counts along, where one runs, is asked about, or its buttons are tapped."""
    tapped = incoming.kind is Kind.TAP and incoming.text.startswith("live:")
    asked = user.dialogue.get("asked") == go.ASKED
    return await uow.live(user.id) if tapped or asked or go.is_noted(user) else None


def _newcomer(incoming: Incoming, now: datetime) -> User:
    return User(
        chat_id=incoming.chat_id,
        first_name=incoming.first_name,
        language=incoming.language,
        created_at=now,
        seen_at=now,
    )


def _seen(user: User, incoming: Incoming, now: datetime) -> User:
    """The user as Telegram shows them now, in the language they chose themselves."""
    name = incoming.first_name or user.first_name
    language = user.told.get("language") or incoming.language or user.language
    return silence.heard(replace(user, first_name=name, language=language, seen_at=now))


def _welcome_back(turn: Turn, before: User) -> None:
    """A word without blame to whom the coach had left in peace; an alarm goes before it."""
    was_silent = silence.is_silent(before, turn.desk.programme, turn.local.date())
    if was_silent and turn.user.state is State.ACTIVE and turn.standing.mode is not Mode.LOCKED:
        greeting = Message(turn.words("back-again"))
        turn.outgoing.insert(0, Outgoing(chat_id=turn.user.chat_id, message=greeting))


async def _route(turn: Turn, *, known: bool) -> bool:
    """Do what the update asks for; False where the user is no more (erased)."""
    incoming = turn.incoming
    assert incoming is not None  # noqa: S101  a turn of an update has one
    if turn.user.state is State.GONE:
        _come_back(turn)
    match incoming.kind:
        case Kind.UNBLOCKED:
            pass
        case Kind.TAP:
            return await _tapped(turn, incoming.text)
        case Kind.TEXT | Kind.EDITED:
            await _text(turn, incoming, known=known)
        case Kind.LOCATION:
            await _located(turn, incoming)
        case _:
            await _other(turn, incoming, known=known)
    return True


def _come_back(turn: Turn) -> None:
    """Someone who had blocked the bot, or whose chat was lost, is here again."""
    started = turn.user.reminder_time is not None and not onboarding.is_open(turn)
    turn.change(state=State.ACTIVE if started else State.ONBOARDING)


async def _tapped(turn: Turn, data: str) -> bool:
    if data.startswith("delete:"):
        return not await _delete(turn, data)
    await taps.tap(turn, data)
    return True


async def _delete(turn: Turn, data: str) -> bool:
    """Erase everything after the second word; True where it was done."""
    if data != "delete:yes":
        turn.change_message(Message(turn.words("delete-kept")))
        return False
    rows = await turn.uow.erase_user(turn.user.id, turn.now)
    turn.change_message(Message(turn.words("deleted", rows=rows)))
    return True


async def _text(turn: Turn, incoming: Incoming, *, known: bool) -> None:
    text = incoming.text.strip()
    if text.split("@")[0].split(maxsplit=1)[:1] == [START]:
        await _start(turn)
    elif turn.user.state is State.STOPPED:
        await _while_stopped(turn, text)
    elif turn.user.state is State.ONBOARDING:
        await _while_onboarding(turn, text, known=known)
    elif onboarding.is_open(turn) and _answers_screening(turn, text):
        await onboarding.on_text(turn, text)
    else:
        entry = _corrected_entry(turn, incoming)
        await replying.reply(turn, text, corrects=entry)


def _corrected_entry(turn: Turn, incoming: Incoming) -> int | None:
    """The entry that an edit of a message, or an answer to one, corrects."""
    message = incoming.message_id if incoming.kind is Kind.EDITED else incoming.reply_to
    return sessions.entry_of_message(turn, message)


async def _start(turn: Turn) -> None:
    """Begin, go on where it was left, or come back."""
    if turn.user.state is State.STOPPED and turn.user.reminder_time is not None:
        turn.change(state=State.ACTIVE)
        turn.say(Message(turn.words("started-again")))
    if turn.user.state is State.ACTIVE and not onboarding.is_open(turn):
        await showing.show_next(turn)
        return
    turn.change(state=State.ONBOARDING if turn.user.reminder_time is None else turn.user.state)
    await onboarding.begin(turn)


async def _while_stopped(turn: Turn, text: str) -> None:
    """Silence was asked for: only the way back, the own data, and an alarm are answered."""
    reading = _read(turn, text)
    if reading.signs:
        await safety.raise_alarm(turn, reading.signs)
    elif "export" in reading.intents:
        await yours.export(turn)
    elif "delete" in reading.intents:
        await yours.ask_delete(turn)
    else:
        turn.say(Message(turn.words("is-stopped")))


def _answers_screening(turn: Turn, text: str) -> bool:
    """Whether a text belongs to the questions that are asked again; who reports or wishes something is heard first."""
    reading = _read(turn, text)
    if typed.is_back(text, turn.words):
        return True
    if turn.dialogue.get("step") == "flags" or reading.signs:
        return turn.dialogue.get("step") == "flags" and not reading.intents - {"alarm"}
    return not reading.intents or onboarding.lists_numbers(turn, text)


async def _while_onboarding(turn: Turn, text: str, *, known: bool) -> None:
    """Alarm signs before anything else; then the open question."""
    reading = _read(turn, text)
    agreed = "consent" in turn.dialogue.get("answers", {})
    if reading.signs and turn.dialogue.get("step") != "flags":
        await _alarm_of_newcomer(turn, reading.signs, agreed=agreed)
    elif reading.intents & {"delete", "export", "stop", "help"} and (
        text.startswith("/") or not onboarding.takes_any_text(turn)
    ):
        await wishes.serve(turn, reading)
    elif turn.standing.mode is Mode.LOCKED:
        await (safety.clear(turn) if reading.cleared else _still_locked(turn, reading))
    elif not onboarding.is_open(turn) or not known:
        await onboarding.begin(turn)
    else:
        await onboarding.on_text(turn, text)


async def _alarm_of_newcomer(turn: Turn, signs: tuple[str, ...], *, agreed: bool) -> None:
    """Before the agreement nothing about health is stored, but where to go is said at once."""
    if agreed:
        await safety.raise_alarm(turn, signs)
        return
    turn.say(alarm_words.alarm_unstored(turn.words, safety.tier(turn, signs), signs))
    if not onboarding.is_open(turn):
        await onboarding.begin(turn)


async def _still_locked(turn: Turn, reading: Reading) -> None:
    """The questions go on when a clinician agreed, or where the alarm was misread."""
    if reading.command == "misread":
        await safety.on_misread(turn, "ask")
    else:
        turn.say(guide.next_message(turn))


def _read(turn: Turn, text: str) -> Reading:
    return read(text, now=turn.local, plan=typed.NO_PLAN, asked=None, vocabulary=turn.vocabulary)


async def _located(turn: Turn, incoming: Incoming) -> None:
    """A shared location says which zone; only the zone is kept."""
    latitude, longitude = incoming.latitude, incoming.longitude
    if latitude is None or longitude is None:
        return
    if onboarding.is_open(turn) and await onboarding.on_location(turn, latitude, longitude):
        return
    zone = turn.desk.places.zone_at(latitude, longitude)
    if zone is not None and turn.user.state is State.ACTIVE:
        await settings.set_zone(turn, zone)
    else:
        turn.say(Message(turn.words("other")))


async def _other(turn: Turn, incoming: Incoming, *, known: bool) -> None:
    """A photo, a sticker …: its caption is read like a text; without one, what can be read is said."""
    if incoming.caption.strip():
        await _text(turn, replace(incoming, text=incoming.caption), known=known)
    elif not known:
        await onboarding.begin(turn)
    else:
        turn.say(Message(turn.words("other")))
