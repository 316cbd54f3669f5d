"""What is stored about a user, as they get it: JSON that holds all of it, and a table for a spreadsheet."""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.coach.model import Dose, Fact, Lifts, Log, Morning, Pain, Skip, Variant, Where
from bot.coach.programme import Programme
from bot.records import Everything, Record, Told, User
from bot.services.export import packed
from bot.wording.spreadsheet import COLUMNS, harmless, table
from bot.wording.words import Words
from tests.services.conftest import CHAT, Ask

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)


async def exported(ask: Ask) -> zipfile.ZipFile:
    said = await ask.say("send me my data")
    (document,) = [each.document for each in said.outgoing if each.document]
    assert document.name == f"hipcoach-{ask.clock.now().date()}.zip"
    return zipfile.ZipFile(io.BytesIO(base64.b64decode(document.content)))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def log(day: date = DAY, **changed: Any) -> Log:
    told = {"stage": 1, "variant": Variant.FULL, "prescribed": Dose(3, 8), "sets": ((8, 8), (8, 7))} | changed
    return Log(at=NOW, day=day, **told)


# the record
async def test_the_export_holds_everything_also_what_was_taken_back(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    await ana.say("undo")
    await ana.say("2x5 pain 2")
    archive = await exported(ana)
    assert archive.namelist() == ["record.json", "log.csv", "README.txt"]
    record = json.loads(archive.read("record.json"))
    assert (record["format"], record["version"]) == ("hipcoach-export", 1)
    assert record["user"]["chat_id"] == CHAT
    assert record["user"]["if_then"] == "my morning coffee"
    told = [(fact["kind"], fact["retracted_by"]) for fact in record["facts"]]
    assert told == [
        ("screening", None), ("baseline", None), ("plan", None), ("log", 4), ("pain", 4), ("log", None), ("pain", None),
    ]  # fmt: skip
    assert "agreed" in {decision["kind"] for decision in record["decisions"]}
    assert "id" not in record["user"]


async def test_the_export_holds_the_messages_that_came_unasked(ana: Ask) -> None:
    await ana.due()
    record = json.loads((await exported(ana)).read("record.json"))
    assert [(each["kind"], each["outcome"]) for each in record["unasked"]] == [("reminder", "sent")]


async def test_the_table_shows_what_stands(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    await ana.say("undo")
    await ana.say("left 6 6 right 6 5, pain 3 low back")
    (row,) = rows((await exported(ana)).read("log.csv").decode())
    assert (row["Date"], row["Left in all"], row["Right in all"]) == ("2026-11-24", "12", "11")
    assert (row["Worst pain 0–10"], row["Where"]) == ("3", "low back")


async def test_somebody_who_has_said_nothing_gets_an_export_too(ask: Ask) -> None:
    await ask.say("/start")
    archive = await exported(ask)
    assert json.loads(archive.read("record.json"))["facts"] == []
    assert rows(archive.read("log.csv").decode()) == []


def test_two_years_fit_into_a_file_that_telegram_takes(words: Words, programme: Programme) -> None:
    """Telegram takes 50 MB (https://core.telegram.org/bots/api#senddocument)."""
    days = [DAY - timedelta(days=n) for n in range(730)]
    facts: list[Fact] = [
        fact for day in days for fact in (log(day), Pain(at=NOW, day=day, value=1), Morning(at=NOW, day=day, value=1))
    ]
    told = tuple(Told(Record(fact, number, 5)) for number, fact in enumerate(facts, 1))
    content = packed(words, programme, Everything(User(chat_id=1, created_at=NOW, seen_at=NOW), told), NOW)
    assert len(content) < 500_000
    assert len(rows(zipfile.ZipFile(io.BytesIO(content)).read("log.csv").decode())) == 730


# the table
@pytest.fixture
def words(languages: dict[str, Words]) -> Words:
    return languages["en"]


@pytest.mark.parametrize(
    ("fact", "shown"),
    [
        (log(), {"Stage": "1", "Drill": "Band Hurdle Hold", "Planned sets": "3", "Planned per side": "8"}),
        (log(), {"Unit": "reps", "Sets done": "2", "Left in all": "16", "Right in all": "15"}),
        (log(), {"Sets": "left 8, 8 · right 8, 7"}),
        (log(stage=2), {"Unit": "seconds", "Drill": "Side Plank with Hip Flexion"}),
        (log(variant=Variant.EASIER), {"Drill": "Band Hurdle Hold, easier variant"}),
        (log(), {"Worst pain 0–10": "", "Back that morning 0–10": "", "Skipped": ""}),
        (Pain(at=NOW, day=DAY, value=4, where=Where.HIP_FRONT), {"Worst pain 0–10": "4"}),
        (Pain(at=NOW, day=DAY, value=4, where=Where.HIP_FRONT), {"Where": "front of the hip or groin", "Stage": ""}),
        (Morning(at=NOW, day=DAY, value=2), {"Back that morning 0–10": "2", "Lifted the day before": ""}),
        (Morning(at=NOW, day=DAY, value=2, lifted=True), {"Lifted the day before": "yes"}),
        (Skip(at=NOW, day=DAY), {"Skipped": "yes", "Date": "2026-11-24", "Weekday": "Tue"}),
        (Lifts(at=NOW, day=DAY, value=0), {"Worst back pain in lifts that week 0–10": "0"}),
    ],
)
def test_each_fact_has_its_column(words: Words, programme: Programme, fact: Fact, shown: dict[str, str]) -> None:
    (row,) = rows(table(words, programme, (fact,)))
    assert {name: row[name] for name in shown} == shown


def test_the_worst_pain_and_all_sets_of_a_day_make_one_row(words: Words, programme: Programme) -> None:
    pains = (Pain(at=NOW, day=DAY, value=3), Pain(at=NOW, day=DAY, value=1))
    (row,) = rows(table(words, programme, (log(), log(sets=((5, 5),)), *pains)))
    assert (row["Sets done"], row["Worst pain 0–10"]) == ("3", "3")


def test_days_come_in_order(words: Words, programme: Programme) -> None:
    facts = tuple(log(DAY - timedelta(days=n)) for n in (3, 1, 2))
    assert [row["Date"] for row in rows(table(words, programme, facts))] == ["2026-11-21", "2026-11-22", "2026-11-23"]


def test_the_table_opens_right_in_a_spreadsheet(words: Words, programme: Programme) -> None:
    """Excel knows UTF-8 by its mark only; lines end as RFC 4180 has them; every row is as wide as the heading."""
    text = table(words, programme, (log(), Skip(at=NOW, day=DAY - timedelta(days=1))))
    assert text.startswith("\ufeffDate,")
    assert text.count("\r\n") == text.count("\n") == 3
    parsed = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in parsed} == {len(COLUMNS)}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("x")'])
def test_no_text_is_taken_for_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [0, -1, None, "", "Band Hurdle Hold", "3×8 per side", "'quoted'", "a=b"])
def test_what_is_no_formula_stays_as_it_is(cell: str | int | None) -> None:
    assert harmless(cell) == cell


def test_a_drill_that_a_coach_named_like_a_formula_is_shown(words: Words, programme: Programme) -> None:
    first = programme.stages[0]
    named = replace(first, drill=replace(first.drill, name='=cmd|" /C calc"!A0 & <b>'))
    (row,) = rows(table(words, replace(programme, stages=(named, *programme.stages[1:])), (log(),)))
    assert row["Drill"] == '\'=cmd|" /C calc"!A0 & <b>'
