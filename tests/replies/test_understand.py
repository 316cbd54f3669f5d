"""`hipcoach understand`: one line in, one line out, whatever the line is."""

from __future__ import annotations

import io
import json

from bot.understand import run

LINE = {
    "text": "3x8 pain 2",
    "now": "2026-12-09T07:55",
    "plan": {"sets": 3, "amount": 8, "unit": "reps"},
    "asked": None,
}


def answers(*lines: str) -> list[dict[str, object]]:
    out = io.StringIO()
    run(iter(lines), out, explain=None)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_reading_has_every_field_in_its_written_form() -> None:
    (reading,) = answers(json.dumps({**LINE, "text": "done yesterday, remind me at 7pm, every day at 6:30"}))
    assert reading["date"] == "2026-12-08"
    assert {"intents", "sets", "pain", "date", "at", "until", "time", "timezone", "ask"} <= reading.keys()


def test_a_malformed_line_is_answered_with_its_error_and_the_rest_go_on() -> None:
    got = answers("{", json.dumps({**LINE, "asked": "why"}), json.dumps(LINE), "", json.dumps({"text": "3x8"}))
    assert ["error" in answer for answer in got] == [True, True, False, True, True]
    assert got[2]["sets"] == [[8, 8], [8, 8], [8, 8]]
    assert got[2]["pain"] == 2


def test_explain_prints_the_marks_behind_the_reading() -> None:
    out = io.StringIO()
    run(iter(()), out, explain="3x8 pain 2")
    assert "'3 x 8' is sets" in out.getvalue()
    assert "'2' is pain (2)" in out.getvalue()
