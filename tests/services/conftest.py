"""One person in front of the real services, on a store in memory and a clock that stands until it is moved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.coach.assess import assess
from bot.coach.model import Fact, Log
from bot.coach.programme import Programme
from bot.coach.standing import Mode
from bot.ports import Place
from bot.programme_file import load_programme
from bot.records import Incoming, Kind, Outgoing, Posted, Record, User
from bot.replies import Vocabulary
from bot.services.answer import Answerer
from bot.services.clock_watch import ClockWatch
from bot.services.desk import Desk
from bot.services.dispatch import Dispatcher
from bot.services.go_clock import GoClock
from bot.services.operator import Operator
from bot.services.reminders import Reminders
from bot.tryout import FixedClock
from bot.vocabulary import load_vocabulary
from bot.wording.message import Button, Message
from bot.wording.words import Words
from bot.words_file import load_words
from tests.support.fake_baton import FakeBaton
from tests.support.fake_messenger import FakeMessenger
from tests.support.fake_store import Data, FakeStore
from tests.support.journey import FIRST_ANSWERS

DATA = Path(__file__).resolve().parents[2] / "data"
CHAT = 4711
TUESDAY = date(2026, 11, 24)
TOWNS = {
    "lisbon": (Place("Lisbon", "Portugal", "Europe/Lisbon"),),
    "tokyo": (Place("Tokyo", "Japan", "Asia/Tokyo"),),
    "berlin": (Place("Berlin", "Germany", "Europe/Berlin"),),
    "new york": (Place("New York", "United States", "America/New_York"),),
    "paris": (Place("Paris", "France", "Europe/Paris"), Place("Paris", "United States", "America/Chicago")),
}


class FakePlaces:
    """A handful of towns."""

    def find(self, text: str, limit: int = 5) -> tuple[Place, ...]:
        return TOWNS.get(text.strip().casefold(), ())[:limit]

    def zone_at(self, latitude: float, longitude: float) -> str | None:
        return "Europe/Berlin" if latitude > 0 else None


@dataclass(frozen=True)
class Said:
    """What the coach answered to one thing."""

    outgoing: tuple[Outgoing, ...]
    toast: str | None = None

    @property
    def messages(self) -> list[Message]:
        return [each.message for each in self.outgoing if each.message is not None]

    @property
    def text(self) -> str:
        return "\n\n".join(message.text for message in self.messages)

    @property
    def buttons(self) -> list[Button]:
        return [button for message in self.messages for row in message.buttons for button in row]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    def __contains__(self, words: str) -> bool:
        return words in self.text


@dataclass
class Ask:
    """Says and taps things as one user would, and shows what stands in the record afterwards."""

    desk: Desk
    store: FakeStore
    clock: FixedClock
    heard: list[Outgoing] = field(default_factory=list)
    language: str = "en"
    name: str = "Ana"
    board: FakeMessenger = field(default_factory=FakeMessenger)
    """Shows the session that counts along."""
    operator: Operator | None = None
    watch: ClockWatch | None = None
    _number: int = 0

    async def say(self, text: str, *, reply_to: int | None = None, update: int | None = None) -> Said:
        """Write a text. `update`: deliver it again under an earlier update's number."""
        return await self.hear(Kind.TEXT, text, reply_to=reply_to, update=update)

    async def edit(self, message_id: int, text: str) -> Said:
        """Change an own earlier message."""
        return await self.hear(Kind.EDITED, text, message_id=message_id)

    async def tap(self, button: str) -> Said:
        """Tap the newest button with that label or data; LookupError where there is none."""
        for number, outgoing in reversed(list(enumerate(self.heard))):
            rows = outgoing.message.buttons if outgoing.message else ()
            for each in (each for row in rows for each in row):
                if button in (each.label, each.data):
                    return await self.forge(each.data, message_id=1000 + number)
        raise LookupError(button)

    async def forge(self, data: str, *, message_id: int = 1) -> Said:
        """Send a button's data, whether such a button was ever shown or not."""
        return await self.hear(Kind.TAP, data, message_id=message_id, tap_id="tap")

    async def hear(
        self,
        kind: Kind,
        text: str = "",
        *,
        message_id: int | None = None,
        update: int | None = None,
        **more: object,
    ) -> Said:
        """Anything that can come in, a second after what came before."""
        self._number += 1
        self.pass_time(seconds=1)
        number = update or self._number
        incoming = Incoming(
            key=str(number),
            kind=kind,
            chat_id=CHAT,
            at=self.clock.now(),
            message_id=message_id or number,
            first_name=self.name,
            language=self.language,
            text=text,
        )
        answered = await Answerer(self.desk, self.clock, self.operator)(replace(incoming, **more))  # type: ignore[arg-type]  # fields of Incoming
        said = Said(tuple([await self._sent(row) for row in answered.posted]), answered.toast)
        self.heard += said.outgoing
        if answered.counting is not None:
            await self.look()
        return said

    async def look(self) -> Said:
        """What the sessions that count along show by now, and what they have said beside it."""
        posted: list[Posted] = []
        shown = len(self.board.sent)
        clock = GoClock(self.desk, self.board, self.clock, send_soon=lambda _, left: posted.extend(left.posted))
        await clock.tick(self.clock.now())
        self.heard += self.board.sent[shown:]
        said = Said(tuple([await self._sent(row) for row in posted]))
        self.heard += said.outgoing
        return said

    async def count_on(self, seconds: float) -> Said:
        """Let so much time go by, looking whenever a session changes by itself; what was said beside it."""
        until, said = self.clock.now() + timedelta(seconds=seconds), list[Outgoing]()
        while (due := await self._next_change()) is not None and due <= until:
            self.clock.set(max(due, self.clock.now()))
            said += (await self.look()).outgoing
        self.clock.set(until)
        return Said((*said, *(await self.look()).outgoing))

    async def _next_change(self) -> datetime | None:
        async with self.store.unit() as uow:
            return await uow.next_live()

    @property
    def live(self) -> Message:
        """The message of the session as it stands in the chat."""
        message = self.board.sent[-1].message
        assert message is not None
        return message

    async def _sent(self, row: Posted) -> Outgoing:
        async with self.store.unit() as uow:
            assert await uow.keep_posts([row.id], self.clock.now(), row.lease_until) == (row.id,)
            await uow.mark_sent([row.id])
            await uow.commit()
        return row.outgoing

    # time
    def pass_time(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        self.clock.set(self.clock.now() + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds))

    def at(self, hour: int, minute: int = 0, *, day: int = 0) -> None:
        """That many days on, at a time of day (UTC, which is Lisbon's in winter)."""
        there = (self.clock.now() + timedelta(days=day)).replace(hour=hour, minute=minute, second=0)
        self.clock.set(there)

    async def due(self, *, late: timedelta = timedelta(0)) -> Said:
        """Travel to when the coach writes next (or `late` after it), and hear what it says."""
        due = self.user.due
        assert due is not None, "nothing is due"
        self.clock.set(max(due.at + late, self.clock.now()))
        return await self.tick()

    async def tick(self) -> Said:
        """What is due by now."""
        messenger, reminders = FakeMessenger(), Reminders(self.desk)
        dispatcher = Dispatcher(
            self.store.unit,
            messenger,
            self.clock,
            compose=reminders.compose,
            settle=reminders.settle,
            baton=FakeBaton(),
        )
        await dispatcher.tick(self.clock.now())
        self.watch = self.watch or ClockWatch(self.store.unit, reminders.replan)
        await self.watch.look(self.clock.now())
        self.heard += messenger.sent
        return Said(tuple(messenger.sent))

    # whole conversations
    async def onboard(self, **changed: str) -> Said:
        """The first conversation, typed; `changed` answers by the name of their step."""
        said = await self.say("/start")
        for answer in (FIRST_ANSWERS | changed).values():
            said = await self.say(answer)
        return said

    # the record
    @property
    def last_message(self) -> int:
        """The number of what was said last, as a message of the user's."""
        return self._number

    @property
    def user(self) -> User:
        return next(user for user in self.store.data.users.values() if user.chat_id == CHAT)

    @property
    def standing_mode(self) -> Mode:
        """What the core says of today."""
        return assess(self.desk.programme, tuple(self.facts()), self.clock.now().date()).mode

    @property
    def records(self) -> list[Record]:
        return [told.record for told in self.store.data.told if told.retracted_by is None]

    def facts(self, *kinds: type[Fact]) -> list[Fact]:
        """What stands in the record, of those kinds (all without any)."""
        facts = sorted((record.fact for record in self.records), key=lambda fact: (fact.at, fact.id))
        return [fact for fact in facts if not kinds or isinstance(fact, kinds)]

    def logged(self) -> list[tuple[date, list[tuple[int, int]]]]:
        """Every log as its day and its sets."""
        return [(fact.day, list(fact.sets)) for fact in self.facts(Log) if isinstance(fact, Log)]


@pytest.fixture(scope="session")
def programme() -> Programme:
    return load_programme(DATA / "programme.yaml")


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(DATA / "vocabulary")


@pytest.fixture(scope="session")
def languages() -> dict[str, Words]:
    return dict(load_words(DATA / "words"))


@pytest.fixture
def ask(programme: Programme, vocabulary: Vocabulary, languages: dict[str, Words]) -> Ask:
    """Somebody new, early on a Tuesday in November."""
    store = FakeStore()
    desk = Desk(store.unit, programme, vocabulary, languages, FakePlaces())
    return Ask(desk, store, FixedClock(datetime(2026, 11, 24, 6, 0, tzinfo=UTC)))


@dataclass(frozen=True)
class Known:
    """Somebody's record after the first conversation, to begin a test from."""

    data: Data
    heard: tuple[Outgoing, ...]
    number: int
    now: datetime


@pytest.fixture(scope="session")
def known() -> list[Known]:
    """Empty until the first test has had the conversation."""
    return []


@pytest.fixture
async def ana(ask: Ask, known: list[Known]) -> Ask:
    """Somebody who has answered the first questions: every day at 7:00, in Lisbon."""
    if not known:
        await ask.onboard()
        known.append(Known(ask.store.data.copy(), tuple(ask.heard), ask.last_message, ask.clock.now()))
    (start,) = known
    ask.store.data = start.data.copy()
    ask.heard, ask._number = list(start.heard), start.number
    ask.clock.set(start.now)
    return ask
