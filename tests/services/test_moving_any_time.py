"""At any point of anybody's way: export, erase, import, and all is as it was; in between nothing of them is left."""

from __future__ import annotations

import asyncio
import base64
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from bot.coach.assess import assess
from bot.export_file import read_export
from bot.records import Everything, User
from bot.services.desk import Desk
from bot.services.moving_in import move_in
from bot.store import Database, open_store
from bot.tryout import FixedClock
from tests.services.conftest import CHAT, Ask
from tests.support.tables import naming, number_users_from, tables

START = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
FIRST = 870_155_301
"""The number of the first user: like no other number in the database."""
NAME, SECRET = "Zwetlana", "grmblfx"
LOGS = (
    "done",
    "2x6, pain 1",
    "3x8 pain 2 low back",
    "left 8 8 7 right 8 8 8",
    "2x6 yesterday, pain 2",
    "pain 4",
    "pain 8",
)
CORRECTIONS = ("undo", "actually it was 2x5", "actually it was yesterday", f"{SECRET} 3x8 or 3x7 left", "both")
TEXTS = (
    "/start", "I agree", "none", "1", "Lisbon", "7:00", "every day", "all", f"after {SECRET}", "skip", "0", "yes",
    "remind me at 18:00 every day", "mondays and thursdays only", "I moved to Tokyo", "away till monday", "I'm back",
    "numb between my legs", "a clinician said I can go on", "you misread me", "stop", "no evening nudge", "/go",
    "back 3 this morning", "what's next?", "settings",
)  # fmt: skip


class Life(RuleBasedStateMachine):
    """One person on SQLite through the real services, beside a bystander who has a record."""

    make_desk: ClassVar[Any]
    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()

    @initialize(onboarded=st.sampled_from([True, True, True, False]))
    def begin(self, onboarded: bool) -> None:
        self.runner.run(self._begin())
        if onboarded:
            self.runner.run(self.ask.onboard(plan=f"after {SECRET}"))

    async def _begin(self) -> None:
        file = Path(self.folder.name) / "coach.sqlite3"
        shutil.copy(self.template, file)
        self.database: Database = open_store(f"sqlite:///{file}")
        transaction = self.database.engine.transaction()
        await transaction.write(number_users_from, FIRST)
        await transaction.commit()
        desk: Desk = replace(self.make_desk(), store=self.database.unit)
        self.ask = Ask(desk, self.database, FixedClock(START), name=NAME)  # type: ignore[arg-type]  # it has units, too
        async with self.database.unit() as unit:
            others = replace(EMPTY, chat_id=1, first_name="Bo", if_then="after lunch")
            self.other = (await unit.add_user(others)).id
            await unit.commit()

    @rule(text=st.sampled_from(LOGS))
    def log(self, text: str) -> None:
        self.runner.run(self.ask.say(text))

    @rule(text=st.sampled_from(CORRECTIONS))
    def correct(self, text: str) -> None:
        self.runner.run(self.ask.say(text))

    @rule(text=st.sampled_from(TEXTS))
    def say(self, text: str) -> None:
        self.runner.run(self.ask.say(text))

    @rule(text=st.sampled_from(LOGS), back=st.integers(0, 4))
    def edit(self, text: str, back: int) -> None:
        self.runner.run(self.ask.edit(max(1, self.ask.last_message - back), text))

    @precondition(lambda self: any(out.message and out.message.buttons for out in self.ask.heard[-3:]))
    @rule(data=st.data())
    def tap(self, data: Any) -> None:
        shown = [b.data for out in self.ask.heard[-3:] if out.message for row in out.message.buttons for b in row]
        self.runner.run(self.ask.forge(data.draw(st.sampled_from(sorted(set(shown) - {"delete:yes"})))))

    @rule(hours=st.sampled_from([1, 5, 12, 24, 24 * 8, 24 * 30]))
    def pass_time(self, hours: int) -> None:
        self.ask.pass_time(hours=hours)
        self.runner.run(self.ask.tick())

    @rule()
    def move(self) -> None:
        self.runner.run(self._move())

    async def _move(self) -> None:
        if await self._user() is None:
            return
        kept = await self._exported()
        before, standing = await self._everything(), await self._standing()
        await self.ask.forge("delete:yes")
        rows = await tables(self.database)
        assert naming(rows, before.user.id, CHAT, NAME, SECRET) == {}
        assert [row["first_name"] for row in rows["users"]] == ["Bo"]
        await move_in(self.ask.desk, kept, before.user.seen_at, replaces=False)
        assert _comparable(await self._everything()) == _comparable(before)
        assert await self._standing() == standing

    async def _user(self) -> User | None:
        async with self.database.unit() as unit:
            return await unit.user_of_chat(CHAT)

    async def _everything(self) -> Everything:
        user = await self._user()
        assert user is not None
        async with self.database.unit() as unit:
            return await unit.everything(user.id)

    async def _standing(self) -> object:
        history = sorted(
            (told.record.fact for told in (await self._everything()).told if told.retracted_by is None),
            key=lambda fact: (fact.at, fact.id),
        )
        return assess(self.ask.desk.programme, tuple(history), self.ask.clock.now().date())

    async def _exported(self) -> Everything:
        """What the file holds that the user asked for."""
        said = await self.ask.say("/export")
        (document,) = [out.document for out in said.outgoing if out.document]
        file = Path(self.folder.name) / document.name
        file.write_bytes(base64.b64decode(document.content))
        return read_export(file, self.ask.clock.now())

    def teardown(self) -> None:
        if hasattr(self, "ask"):
            self.runner.run(self._move())
            self.runner.run(self.database.close())
        self.runner.close()
        self.folder.cleanup()


EMPTY = User(chat_id=1, created_at=START, seen_at=START)


def _comparable(kept: Everything) -> Everything:
    """All but what is new at every host: the user's number, and the numbers of an old bot's messages."""
    told = tuple(replace(t, record=t.record._replace(message_id=None)) for t in kept.told)
    return replace(kept, user=replace(kept.user, id=0), told=told)


def test_export_erasure_and_import_leave_all_as_it_was(sqlite_template: Path, ask: Ask) -> None:
    Life.template, Life.make_desk = sqlite_template, staticmethod(lambda: ask.desk)
    checked = settings(
        max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
    )
    run_state_machine_as_test(Life, settings=checked)
