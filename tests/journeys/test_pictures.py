"""Pictures through the real stack: asked for, drawn, shown."""

from __future__ import annotations

from pathlib import Path

from bot.records import State, User
from tests.support.journey import journey


async def test_how_am_i_doing_is_answered_with_a_picture(tmp_path: Path) -> None:
    async with journey(f"sqlite:///{tmp_path}/j.sqlite3") as j:
        await j.onboard()
        await j.say("done, pain 1")
        (shown,) = await j.say("how am I doing?")
        assert shown.kind == "photo"
        assert "Stage week 1" in shown.text
        assert "Your last session (today) was 12 reps of 12 reps planned per side" in shown.text


async def test_a_report_for_the_physio_comes_as_a_file(tmp_path: Path) -> None:
    async with journey(f"sqlite:///{tmp_path}/j.sqlite3", name="Zoë 🦵") as j:
        await j.onboard()
        await j.say("done, pain 1")
        (sent,) = await j.say("/report")
        file = sent.data["document"]
        assert (sent.kind, file["mime_type"]) == ("document", "application/pdf")
        assert file["file_name"].endswith(".pdf")
        assert j.telegram.telegram.files.by_id[file["file_id"]].content.startswith(b"%PDF-")


async def test_a_crowd_that_asks_for_pictures_leaves_room_for_words(tmp_path: Path) -> None:
    async with journey(f"sqlite:///{tmp_path}/j.sqlite3") as j:
        crowd = [j.telegram.user(f"P{n}") for n in range(60)]
        async with j.line.database.unit() as uow:
            for person in crowd:
                now = j.clock.now()
                await uow.add_user(User(chat_id=person.id, state=State.ACTIVE, zone="UTC", created_at=now, seen_at=now))
            await uow.commit()
        for person in crowd:
            await person.say("/progress")
        await j.person.say("/help")
        await j.person.wait_reply()
        drawn_before = sum(bool(person.replies) for person in crowd)
        await j.settle()
        assert all(person.last.kind == "photo" for person in crowd)
        assert drawn_before < 20
