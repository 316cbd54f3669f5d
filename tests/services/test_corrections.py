"""Undo, Fix, edited messages and answers to own messages: what stood before stands again, and nothing else moves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.coach.assess import assess
from bot.coach.model import Morning, Pain, Pause, Skip
from bot.coach.standing import Mode
from tests.services.conftest import TUESDAY, Ask

MONDAY = TUESDAY - timedelta(days=1)
PLANNED = [(6, 6), (6, 6)]


def told(ask: Ask) -> tuple[list[tuple[date, list[tuple[int, int]]]], list[tuple[date, int]]]:
    return ask.logged(), [(fact.day, fact.value) for fact in ask.facts(Pain) if isinstance(fact, Pain)]


@pytest.mark.parametrize("how", ["undo", "/undo", "Undo", "scrap the last entry"])
async def test_undo_takes_a_log_and_its_pain_back(ana: Ask, how: str) -> None:
    await ana.say("2x6 pain 1")
    said = await (ana.tap(how) if how == "Undo" else ana.say(how))
    assert told(ana) == ([], [])
    assert "Taken back: 2×6 per side, today, pain 1, today" in said


async def test_undo_takes_one_step_back_at_a_time_and_shows_what_stands(ana: Ask) -> None:
    await ana.say("2x6")
    await ana.say("3")
    said = await ana.say("undo")
    assert told(ana) == ([(TUESDAY, PLANNED)], [])
    assert "pain 3" in said
    assert "✓ <b>2×6 per side</b>" in said


async def test_undo_of_an_edit_restores_what_was_before(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    await ana.say("actually it was 2x5, pain 3")
    assert told(ana) == ([(TUESDAY, [(5, 5), (5, 5)])], [(TUESDAY, 3)])
    said = await ana.say("undo")
    assert told(ana) == ([(TUESDAY, PLANNED)], [(TUESDAY, 1)])
    assert "✓ <b>2×6 per side</b>" in said


@pytest.mark.parametrize(
    ("text", "pain", "morning"),
    [
        ("oops pain was 1", 1, []),
        ("sorry, pain 3", 3, []),
        ("actually pain was 1 not 0", 1, []),
        ("1", 0, [1]),
        ("pain was 1", 0, [1]),
        ("sorry, my back was 1", 0, [1]),
        ("actually pain was 1 this morning", 0, [1]),
        ("no pain", 0, [0]),
    ],
)
async def test_a_pain_put_right_while_the_morning_is_asked(ana: Ask, text: str, pain: int, morning: list[int]) -> None:
    await ana.say("2x6 no pain")
    ana.at(6, day=1)
    assert "how was your back this morning" in await ana.say("2x6 no pain")
    await ana.say(text)
    assert told(ana)[1] == [(TUESDAY, 0), (TUESDAY + timedelta(days=1), pain)]
    assert [fact.value for fact in ana.facts(Morning)] == morning  # type: ignore[attr-defined]  # a Morning


async def test_an_undone_button_undoes_nothing_twice(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    await ana.say("yesterday 2x5 pain 0")
    await ana.tap("Undo")
    await ana.tap("Undo")
    assert told(ana) == ([(TUESDAY, PLANNED)], [(TUESDAY, 1)])


async def test_an_undo_button_of_another_entry_takes_that_one(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    first = next(b.data for b in [*ana.heard[-1].message.buttons[-1]] if b.label == "Undo")  # type: ignore[union-attr]  # a receipt
    await ana.say("yesterday 2x5 pain 0")
    await ana.forge(first)
    assert told(ana)[0] == [(MONDAY, [(5, 5), (5, 5)])]


async def test_nothing_to_undo_is_said(ana: Ask) -> None:
    assert "nothing to take back" in await ana.say("undo")
    assert len(ana.facts()) == 3


@pytest.mark.parametrize(
    ("wish", "kind", "named"), [("skip", Skip, "the skip of today"), ("away till monday", Pause, "the pause")]
)
async def test_skips_and_pauses_are_undone_by_name(ana: Ask, wish: str, kind: type[Skip], named: str) -> None:
    await ana.say(wish)
    assert named in await ana.say("undo")
    assert ana.facts(kind) == []


async def test_a_morning_is_undone(ana: Ask) -> None:
    await ana.say("my back is at 2")
    assert ana.facts(Morning)
    assert "morning" in await ana.say("undo")
    assert ana.facts(Morning) == []


async def test_an_alarm_is_not_undone(ana: Ask) -> None:
    await ana.say("2x6 pain 0")
    await ana.say("I'm numb between my legs")
    await ana.say("undo")
    await ana.say("undo")
    assert assess(ana.desk.programme, tuple(ana.facts()), TUESDAY).mode is Mode.LOCKED


@pytest.mark.parametrize(
    ("text", "sets", "pain"),
    [
        ("actually it was 2x5", [(5, 5), (5, 5)], 1),
        ("pain was 3 not 1", PLANNED, 3),
        ("oops, 2x5 and pain 0", [(5, 5), (5, 5)], 0),
        ("*2x4", [(4, 4), (4, 4)], 1),
    ],
)
async def test_a_correcting_word_replaces_only_what_it_names(
    ana: Ask, text: str, sets: list[tuple[int, int]], pain: int
) -> None:
    await ana.say("2x6 pain 1")
    said = await ana.say(text)
    assert told(ana) == ([(TUESDAY, sets)], [(TUESDAY, pain)])
    assert "Corrected." in said


async def test_a_log_is_moved_to_another_day_with_its_pain(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    await ana.say("oops, that was yesterday")
    assert told(ana) == ([(MONDAY, PLANNED)], [(MONDAY, 1)])


async def test_an_edited_message_corrects_its_log(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    said = await ana.edit(ana.last_message, "2x5 pain 2")
    assert told(ana) == ([(TUESDAY, [(5, 5), (5, 5)])], [(TUESDAY, 2)])
    assert "Corrected." in said


async def test_a_message_edited_twice_is_corrected_twice(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    message = ana.last_message
    await ana.edit(message, "2x5 pain 1")
    await ana.edit(message, "2x4 pain 1")
    assert told(ana) == ([(TUESDAY, [(4, 4), (4, 4)])], [(TUESDAY, 1)])


async def test_editing_an_older_message_corrects_that_log_and_not_the_last(ana: Ask) -> None:
    await ana.say("yesterday 2x6 pain 1")
    message = ana.last_message
    await ana.say("2x6 pain 0")
    await ana.edit(message, "yesterday 2x5 pain 1")
    assert sorted(ana.logged()) == [(MONDAY, [(5, 5), (5, 5)]), (TUESDAY, PLANNED)]


async def test_an_answer_to_an_own_message_corrects_its_log(ana: Ask) -> None:
    await ana.say("yesterday 2x6 pain 1")
    message = ana.last_message
    await ana.say("2x6 pain 0")
    await ana.say("2x4", reply_to=message)
    assert sorted(ana.logged()) == [(MONDAY, [(4, 4), (4, 4)]), (TUESDAY, PLANNED)]


async def test_an_edit_of_a_message_that_brought_nothing_is_read_anew(ana: Ask) -> None:
    await ana.say("dome")
    await ana.say("no, wait")
    before = ana.last_message - 1
    await ana.edit(before, "2x6 pain 0")
    assert ana.logged() == [(TUESDAY, PLANNED)]


async def test_an_edit_that_adds_an_alarm_locks(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    said = await ana.edit(ana.last_message, "2x6 pain 1 and my leg is numb")
    assert "doctor or physiotherapist" in said
    assert assess(ana.desk.programme, tuple(ana.facts()), TUESDAY).mode is Mode.LOCKED


@pytest.mark.parametrize(
    ("text", "sets", "pain"),
    [("2x5", [(5, 5), (5, 5)], 1), ("pain 3", PLANNED, 3), ("left 6 5 right 6 6, pain 0", [(6, 6), (5, 6)], 0)],
)
async def test_after_fix_plain_words_correct(ana: Ask, text: str, sets: list[tuple[int, int]], pain: int) -> None:
    await ana.say("2x6 pain 1")
    await ana.tap("Fix")
    await ana.say(text)
    assert told(ana) == ([(TUESDAY, sets)], [(TUESDAY, pain)])


async def test_fix_is_over_after_the_correction(ana: Ask) -> None:
    await ana.say("1x6 pain 1")
    await ana.tap("Fix")
    await ana.say("1x5")
    await ana.say("1x6")
    assert [sets for _, sets in ana.logged()] == [[(5, 5)], [(6, 6)]]


async def test_a_correction_that_is_not_whole_asks_for_the_sets(ana: Ask) -> None:
    await ana.say("2x6 pain 0")
    said = await ana.say("oops the last set was 5")
    assert "How many sets" in said
    await ana.say("6 5")
    assert ana.logged() == [(TUESDAY, [(6, 6), (5, 5)])]


async def test_a_correction_with_nothing_to_correct_is_said(ana: Ask) -> None:
    said = await ana.say("actually it was 2x5")
    assert said.text
    assert ana.logged() == []


async def test_a_correction_upwards_has_its_consequence(ana: Ask) -> None:
    await ana.say("2x6 pain 1")
    said = await ana.say("actually pain was 6")
    assert "do you have any of these" in said


async def test_a_pain_scale_of_an_undone_log_writes_nothing(ana: Ask) -> None:
    await ana.say("2x6")
    await ana.say("undo")
    said = await ana.forge(f"pain:{TUESDAY}:4")
    assert said.toast
    assert told(ana) == ([], [])
    assert ana.facts(Morning) == []
