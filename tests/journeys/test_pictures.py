"""Pictures through the real stack: asked for, drawn, shown."""

from __future__ import annotations

from pathlib import Path

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
