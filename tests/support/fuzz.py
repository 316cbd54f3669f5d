"""Feeds the wired bot what anybody may send, and finds what it must not do."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from structlog.testing import capture_logs
from telegram import Update

from bot.services.taps import TAPS
from bot.tryout import FixedClock, LocalTelegram, Person, Tap
from bot.tryout.state import Chat
from tests.support.journey import Journey, running
from tests.support.tables import Rows, naming, number_users_from, tables
from tests.support.updates import ELSEWHERE, MARK, Maker

START = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
BYSTANDER, CHAT = 870_155_301, 5_511_998_877
"""Numbers that are like no other in the database."""
SECRETS = ("Zwetlana", "sourdough", str(CHAT), str(BYSTANDER))
"""What nobody else may hear of the bystander, and no log may tell."""
HARMLESS = ("message is not modified", "message to edit not found", "there is no text in the message to edit")
"""What can not be known before: that nothing changed, that somebody deleted the message, that a forged button hangs on
a picture. Each has its way out in the messenger."""
BATCH = 20
VALUES = (
    "", "yes", "no", "ask", "none", "some", "done", "keep", "on", "off", "time", "days", "zone", "kit", "t0", "t9",
    "same", "add", "replace", "easier", "back", "stay", "serious", "light", "1:full", "4:easier", "9:full", "0", "10",
    "11", "-1", "30:2026-11-24", "07:00", "25:99", "Europe/Lisbon", "Mars/Olympus", "../../etc/passwd", "fever",
    "numb_saddle", "99999999999999999999", "\u0663", "2026-13-45", "0001-01-01", "9999-12-31", "x" * 60, ":", "::::",
    " ",
    "\x00",
)  # fmt: skip


@dataclass
class Findings:
    """What happened; everything but `updates` and `answers` should be empty."""

    updates: int = 0
    answers: int = 0
    unreadable: list[str] = field(default_factory=list)
    set_aside: list[dict[str, Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unsent: list[dict[str, Any]] = field(default_factory=list)
    touched: dict[str, Any] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)

    @property
    def faults(self) -> dict[str, Any]:
        return {name: found for name, found in vars(self).items() if found and name not in {"updates", "answers"}}


async def fuzz(database_url: str, *, updates: int, seed: int) -> Findings:
    """So many updates from eight people, in groups and in channels, beside a bystander who only has a record."""
    clock, random, found = FixedClock(START), Random(seed), Findings()
    telegram = LocalTelegram(clock=clock)
    async with telegram.serve(), running(telegram, clock, database_url) as line:
        j = Journey(telegram, line, clock, telegram.user("Nobody"))
        before = await _bystander(j)
        people = await _people(j)
        for kind, number in ELSEWHERE.items():
            telegram.telegram.chats[number] = Chat(number, kind, title="Lifters")
        telegram.calls.clear()
        maker = Maker(
            random, [(person.id, person.account.first_name) for person in people], [], clock.now(), number=10**6
        )
        with _listening(found):
            while found.updates < updates:
                _look_around(maker, people, clock.now())
                await _batch(j, maker, found)
                if random.random() < 0.2:
                    clock.set(clock.now() + timedelta(minutes=random.choice([1, 20, 200, 1000])))
                    await line.tick(clock.now())
                await _judge(j, found)
        rows = await tables(line.database)
        found.set_aside, found.unsent = rows["set_aside"], rows["outbox"]
        found.touched = _changes(before, naming(rows, BYSTANDER, CHAT))
    return found


async def _bystander(j: Journey) -> Rows:
    """Somebody with a record who has asked for silence, so that no row of theirs has a reason to change."""
    transaction = j.line.database.engine.transaction()
    await transaction.write(number_users_from, BYSTANDER)
    await transaction.commit()
    j.person = j.telegram.user("Zwetlana", user_id=CHAT)
    await j.onboard(plan="after the sourdough is fed")
    for said in ("2x6, pain 1", "actually it was 2x5", "skip tomorrow", "stop"):
        await j.say(said)
    return naming(await tables(j.line.database), BYSTANDER, CHAT)


async def _people(j: Journey) -> list[Person]:
    """Eight people at different points of the way."""
    people = []
    for number, said in enumerate(
        [
            [],
            ["/start"],
            ["2x6, pain 1"],
            ["2x6, pain 5 low back"],
            ["I am numb between my legs"],
            ["away till friday"],
            ["stop"],
            ["3x8"],
        ]
    ):
        j.person = j.telegram.user(f"{MARK}{number}")
        j.person.account.known = j.person.account.started = True
        if number > 1:
            await j.onboard()
        for words in said:
            await j.say(words)
        people.append(j.person)
    return people


def _look_around(maker: Maker, people: list[Person], now: datetime) -> None:
    """Which messages stand where; the buttons that people see, and what could be forged from them, are tapped."""
    maker.now = now
    maker.messages = {person.id: [m.id for m in person.replies[-20:] if m.keyboard] for person in people}
    shown = {
        button["callback_data"]
        for person in people
        for message in person.replies[-10:]
        for row in message.keyboard
        for button in row
        if "callback_data" in button
    }
    days = [(now + timedelta(days=n)).date().isoformat() for n in (-8, -1, 0, 1)]
    values = [*VALUES, *days, *(f"{day}:{n}" for day in days for n in (0, 3, 9)), *SECRETS]
    values += [str(maker.random.randrange(60)) for _ in range(10)] + [f"{n}:{days[2]}" for n in (4, 7, BYSTANDER)]
    forged = [f"{verb}:{maker.random.choice(values)}" for verb in [*TAPS, "ob", "delete", "nonsense"] for _ in range(3)]
    maker.data = sorted(shown) + forged + ["delete:no", "", ":", "x" * 64]


async def _batch(j: Journey, maker: Maker, found: Findings) -> None:
    done = []
    for _ in range(BATCH):
        raw = maker.update()
        found.updates += 1
        _register_tap(j, raw)
        try:
            update = Update.de_json(raw, j.line.application.bot)
        except Exception as error:
            found.unreadable.append(repr(error))
            continue
        done.append(j.line.feed.take(update, patient=True))
    await asyncio.gather(*done)
    async with asyncio.timeout(60):
        while not j.line.idle:  # noqa: ASYNC110  nobody tells from outside
            await asyncio.sleep(0.001)


def _register_tap(j: Journey, raw: dict[str, Any]) -> None:
    """So that the local Telegram knows the tap when it is answered."""
    query = raw.get("callback_query")
    if query is not None:
        chat = j.telegram.telegram.private_chat(j.telegram.telegram.accounts[query["from"]["id"]])
        tap = Tap(query["id"], query.get("data", ""), j.clock.now(), chat)
        j.telegram.telegram.taps[tap.query_id] = tap


async def _judge(j: Journey, found: Findings) -> None:
    """What was sent since: nothing that Telegram refuses, nothing of the bystander."""
    for call in j.telegram.calls:
        if call.ok is False and not any(each in call.description for each in HARMLESS):
            found.refused.append(f"{call.method}: {call.description}: {call.params}"[:300])
        if str(call.params.get("chat_id")) != str(CHAT) and any(secret in str(call.params) for secret in SECRETS[:2]):
            found.told.append(str(call.params)[:300])
        found.answers += call.method.startswith(("send", "edit"))
    del j.telegram.calls[:]


def _changes(before: Rows, after: Rows) -> dict[str, Any]:
    return {name: (before.get(name), after.get(name)) for name in before | after if before.get(name) != after.get(name)}


@contextmanager
def _listening(found: Findings) -> Iterator[None]:
    """Every line that anything logs, at any level."""
    private = (MARK, *SECRETS[:2])
    level = logging.getLogger().level

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            text = self.format(record)
            if any(word in text for word in private):
                found.logged.append(text[:300])

    ear = Ear()
    logging.getLogger().addHandler(ear)
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        with capture_logs() as lines:
            yield
            found.logged += [str(line)[:300] for line in lines if any(word in str(line) for word in private)]
    finally:
        logging.getLogger().removeHandler(ear)
        logging.getLogger().setLevel(level)
