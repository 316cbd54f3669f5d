"""A session that counts along, through the real stack: one message in the chat, edited in place."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from bot.bootstrap import DATA
from bot.coach.model import Lock, Log, Pain
from bot.tryout import FixedClock, LocalTelegram, Message, TooMany
from tests.support.journey import Journey, journey, running

SECOND = timedelta(seconds=1)
DRAWING, CLIP = "full.mp4", "hold_full_left_5_10_8.mp4"


@pytest.fixture
def holds(tmp_path: Path) -> Path:
    """The data folder with the stage of holds in front."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("drills"))
    (folder / "drills").symlink_to(DATA / "drills")
    file = folder / "programme.yaml"
    programme = yaml.safe_load(file.read_text(encoding="utf-8"))
    programme["stages"].insert(0, programme["stages"].pop(1))
    file.write_text(yaml.safe_dump(programme, allow_unicode=True), encoding="utf-8")
    return folder


def board(j: Journey) -> Message:
    """The message of the session."""
    return [message for message in j.person.replies if message.kind == "animation"][-1]


def lines(message: Message) -> list[str]:
    """Every second line that it ever showed, once each: the step."""
    versions = [*message.history, message.data]
    return list(
        dict.fromkeys(str(each.get("caption", "")).split("\n")[1] for each in versions if "\n" in each["caption"])
    )


def files(message: Message) -> list[str]:
    """The drawings beside it, in the order they came."""
    shown = [each["animation"]["file_name"] for each in (*message.history, message.data)]
    return [name for n, name in enumerate(shown) if n == 0 or shown[n - 1] != name]


def seconds(message: Message) -> int:
    """The number that it counts down."""
    found = re.search(r"(\d+) s", message.text.split("\n")[1])
    assert found is not None
    return int(found.group(1))


async def logs(j: Journey) -> list[tuple[tuple[int, int], ...]]:
    return [fact.sets for fact in await j.history() if isinstance(fact, Log)]


async def test_from_the_reminder_to_the_receipt(database_url: str) -> None:
    async with journey(database_url) as j:
        await j.onboard()
        await j.to_next()
        await j.tap("Start: I count along")
        assert board(j).buttons == ["Next", "Stop here"]
        said: list[Message] = []
        while board(j).buttons:
            said = await j.tap("Next") or await j.pass_time(45 * SECOND)
        (receipt,) = said
        assert await logs(j) == [((6, 6), (6, 6))]
        assert "Worst pain during the drill" in receipt.text
        await j.tap("0")
        assert [fact.value for fact in await j.history() if isinstance(fact, Pain)] == [0]
        assert len([message for message in j.person.replies if message.kind == "animation"]) == 1


async def test_a_hold_is_held_with_its_clip_and_written_down_by_itself(database_url: str, holds: Path) -> None:
    async with journey(database_url, data=holds) as j:
        await j.onboard()
        await j.say("/go")
        for number in (1, 2, 3):
            await j.tap(f"Start set {number}")
            assert board(j).data["animation"]["file_name"] == CLIP
            assert board(j).data["animation"]["duration"] == 5 + 10 + 8 + 10 + 2
            said = await j.pass_time((33 if number == 3 else 80) * SECOND)
        assert await logs(j) == [((10, 10),) * 3]
        assert "Worst pain" in said[-1].text
        assert files(board(j)) == [DRAWING, CLIP, DRAWING, CLIP, DRAWING, CLIP, DRAWING]
        assert board(j).text == "✓ That was the last set."


async def test_where_there_is_no_clip_the_message_counts_every_five_seconds(
    new_database: Callable[..., str], holds: Path
) -> None:
    async with journey(new_database("sqlite"), data=holds) as j:
        await j.onboard()
        await j.say("/go")
        await j.tap("Start set 1")
        await j.pass_time(14 * SECOND)
        await j.tap("Next")  # ends the clip
        edits = len(board(j).history)
        await j.pass_time(20 * SECOND)
        assert len(board(j).history) - edits <= 6
        assert lines(board(j))[-5:] == [
            "Switch sides: right in 8 s",
            "Switch sides: right in 5 s",
            "Hold and breathe: 10 s",
            "Hold and breathe: 5 s",
            "Rest: 45 s. Then set 2, left first.",
        ]


async def test_no_chat_gets_more_than_an_edit_every_two_seconds(database_url: str, holds: Path) -> None:
    async with journey(database_url, data=holds) as j:
        await j.onboard()
        await j.say("/go")
        start = len(j.telegram.calls)
        await j.tap("Start set 1")
        await j.pass_time(100 * SECOND)
        at = [call.at for call in j.telegram.calls[start:] if call.method.startswith("editMessage")]
        assert min(later - earlier for earlier, later in pairwise(at)) >= 2 * SECOND


async def test_a_restart_in_the_middle_goes_on_where_the_clock_is(database_url: str, holds: Path) -> None:
    clock = FixedClock(datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    telegram = LocalTelegram(clock=clock)
    ana = telegram.user("Ana")
    async with telegram.serve():
        async with running(telegram, clock, database_url, data=holds) as built:
            j = Journey(telegram, built, clock, ana)
            await j.onboard()
            await j.say("/go")
            await j.tap("Start set 1")
            await j.pass_time(34 * SECOND)
            message = board(j)
            assert "Rest: 45 s" in message.text
        clock.advance(10 * SECOND)
        async with running(telegram, clock, database_url, data=holds) as built:
            j = Journey(telegram, built, clock, ana)
            await j.pass_time(SECOND)
            assert 33 <= seconds(message) <= 35
            await j.pass_time(40 * SECOND)
            assert message.buttons == ["Start set 2", "Stop here"]
            await j.tap("Stop here")
            assert await logs(j) == [((10, 10),)]
            assert board(j).id == message.id


async def test_a_tap_in_one_process_and_the_clock_in_another(new_database: Callable[..., str], holds: Path) -> None:
    """As with `web` and `worker`: two bots on one database, of which only the first hears the taps."""
    url = new_database("postgresql")
    async with journey(url, data=holds) as j:
        deaf = LocalTelegram(clock=j.clock, token=j.telegram.token)
        async with deaf.serve(), running(deaf, j.clock, url, data=holds) as worker:
            worker.go_clock._messenger = j.line.messenger  # it speaks into the same chat
            await j.onboard()
            await j.say("/go")
            await j.tap("Start set 1")
            for _ in range(40):
                j.clock.advance(SECOND)
                await asyncio.gather(worker.go_clock.tick(j.clock.now()), j.line.go_clock.tick(j.clock.now()))
            assert "Rest" in board(j).text
            taps = [button["callback_data"] for button in board(j).keyboard[0]]
            await asyncio.gather(*(j.person.tap(taps[0]) for _ in range(3)), worker.go_clock.tick(j.clock.now()))
            await j.settle()
            assert board(j).buttons == ["Start set 2", "Stop here"]
            await j.tap("Stop here")
            assert await logs(j) == [((10, 10),)]


async def test_a_flood_is_obeyed_and_the_right_number_shown_after_it(
    new_database: Callable[..., str], holds: Path
) -> None:
    async with journey(new_database("sqlite"), data=holds) as j:
        await j.onboard()
        await j.say("/go")
        await j.tap("Start set 1")
        await j.pass_time(35 * SECOND)
        j.telegram.faults.add("editMessageCaption", TooMany(7))
        start = len(j.telegram.calls)
        await j.pass_time(20 * SECOND)
        refused, *later = [call for call in j.telegram.calls[start:] if call.method == "editMessageCaption"]
        assert refused.ok is False
        assert later[0].at - refused.at >= 7 * SECOND
        assert seconds(board(j)) == 25  # the last multiple of five before 23


async def test_a_message_that_the_user_deleted_comes_again(new_database: Callable[..., str]) -> None:
    async with journey(new_database("sqlite")) as j:
        await j.onboard()
        await j.say("/go")
        first = board(j)
        first.deleted = True
        await j.say("done")
        await j.settle()
        assert board(j).id != first.id
        await j.tap("Stop here")
        assert await logs(j) == [((6, 0),)]


async def test_an_alarm_sign_in_the_middle_comes_before_everything(database_url: str) -> None:
    async with journey(database_url) as j:
        await j.onboard()
        await j.say("/go")
        await j.tap("Next")
        (alarm,) = await j.say("my legs just went numb between the legs and weak")
        assert "emergency" in alarm.text
        assert board(j).text.startswith("Session stopped.")
        assert [type(fact) for fact in await j.history()][-2:] == [Log, Lock]
        assert await j.next_change() is None
