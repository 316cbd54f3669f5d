"""A session that counts along, from Start to the receipt: by taps, by words, by the clock, and left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.coach.live import End
from bot.coach.model import Lock, Log, Morning, Pain, Skip
from bot.coach.standing import Mode
from bot.ports import Gone, Passing, Refused
from bot.records import State
from tests.services.conftest import TUESDAY, Ask

SIX = (6, 6)


@pytest.fixture
async def bo(ana: Ask) -> Ask:
    """Somebody in stage 1 (two sets of six a side) who has just tapped Start on the reminder."""
    await ana.due()
    await ana.tap("Start: I count along")
    return ana


@pytest.fixture
async def cy(ana: Ask) -> Ask:
    """Somebody in stage 2 (three holds of ten seconds a side), without a clip."""
    programme = ana.desk.programme
    holds = replace(programme, stages=(programme.stages[1], *programme.stages[1:]))
    ana.desk = replace(ana.desk, programme=holds)
    await ana.say("/go")
    return ana


def shown(ask: Ask) -> str:
    return ask.live.text.partition("\n")[0]


def labels(ask: Ask) -> list[str]:
    return [button.label for row in ask.live.buttons for button in row]


async def press(ask: Ask, *names: str) -> None:
    for name in names:
        await ask.tap(name)


# the way through


async def test_start_shows_the_first_side_with_its_drawing_and_says_which_side_is_which(bo: Ask) -> None:
    assert "Band Hurdle Hold" in bo.live.text
    assert "<b>Set 1 of 2</b> · <b>left</b>" in bo.live.text
    assert "<b>6 reps</b>" in bo.live.text
    assert "Left or right?" in bo.live.text
    assert bo.live.picture == "band_hurdle_hold/full"
    assert labels(bo) == ["Next", "Stop here"]


async def test_a_whole_session_of_reps_is_written_down_by_itself_and_only_the_pain_is_asked(bo: Ask) -> None:
    await press(bo, "Next")
    assert "Switch sides: <b>right</b> in <b>5 s</b>" in bo.live.text
    await bo.count_on(5)
    assert shown(bo) == "<b>Set 1 of 2</b> · <b>right</b>"
    await press(bo, "Next")
    assert "Rest: <b>45 s</b>. Then set 2, <b>left</b> first." in bo.live.text
    await bo.count_on(45)
    await press(bo, "Next", "Next")
    said = await bo.tap("Next")
    assert bo.logged() == [(TUESDAY, [SIX, SIX])]
    assert "✓ <b>2×6 per side</b>" in said
    assert "Worst pain during the drill" in said
    assert shown(bo) == "✓ That was the last set."
    assert bo.live.buttons == ()
    said = await bo.tap("1")
    assert "Pain <b>1</b>" in said


async def test_one_message_is_edited_in_place(bo: Ask) -> None:
    await press(bo, "Next", "Pause", "Go on", "Next", "Next", "Stop here")
    assert [each.edits for each in bo.board.sent] == [None, *[1] * (len(bo.board.sent) - 1)]
    assert all(each.same_picture for each in bo.board.sent[1:])
    assert bo.board.bulk == []


async def test_a_session_of_holds_counts_itself_through_a_set_and_waits_before_the_next(cy: Ask) -> None:
    assert labels(cy) == ["Start set 1", "Stop here"]
    await cy.tap("Start set 1")
    assert "Get ready: <b>5 s</b>" in cy.live.text
    start = len(cy.board.sent)
    await cy.count_on(5 + 10 + 8 + 10)
    counted = [each.message.text.split("\n")[1] for each in cy.board.sent[start:] if each.message]
    assert counted == [
        "Hold and breathe: <b>10 s</b>",
        "Hold and breathe: <b>5 s</b>",
        "Switch sides: <b>right</b> in <b>8 s</b>",
        "Switch sides: <b>right</b> in <b>5 s</b>",
        "Hold and breathe: <b>10 s</b>",
        "Hold and breathe: <b>5 s</b>",
        "Rest: <b>45 s</b>. Then set 2, <b>left</b> first.",
    ]
    await cy.count_on(60)
    assert labels(cy) == ["Start set 2", "Stop here"]


async def test_the_last_hold_ends_the_session_by_itself(cy: Ask) -> None:
    for number in (1, 2, 3):
        await cy.tap(f"Start set {number}")
        said = await cy.count_on(33 if number == 3 else 80)
    assert cy.logged() == [(TUESDAY, [(10, 10)] * 3)]
    assert "3×10 s per side" in said
    assert "Worst pain" in said
    assert await cy._next_change() is None


async def test_where_there_is_a_clip_it_counts_and_the_message_stands_still_through_the_set(cy: Ask) -> None:
    await cy.tap("Stop here")
    cy.desk = replace(cy.desk, clips=frozenset({"side_plank_hip_flexion/hold_full_left_5_10_8"}))
    await cy.say("/go")
    start = len(cy.board.sent)
    await cy.tap("Start set 1")
    await cy.count_on(33)
    assert [each.message.picture for each in cy.board.sent[start:] if each.message] == [
        "side_plank_hip_flexion/hold_full_left_5_10_8",
        "side_plank_hip_flexion/full",
    ]
    assert [each.same_picture for each in cy.board.sent[start:]] == [False, False]
    assert "Rest: <b>45 s</b>" in cy.live.text


async def test_a_tap_in_the_middle_of_a_clip_goes_on_with_the_message_alone(cy: Ask) -> None:
    await cy.tap("Stop here")
    cy.desk = replace(cy.desk, clips=frozenset({"side_plank_hip_flexion/hold_full_left_5_10_8"}))
    await cy.say("/go")
    await cy.tap("Start set 1")
    await cy.count_on(12)
    await cy.tap("Next")
    assert "Switch sides" in cy.live.text
    assert cy.live.picture == "side_plank_hip_flexion/full"
    await cy.tap("Stop here")
    assert cy.logged() == [(TUESDAY, [(8, 0)])]  # 13 seconds from the tap, five of them to get ready


async def test_the_weaker_side_leads(ana: Ask) -> None:
    for _ in range(8):
        await ana.say("left 6 6, right 4 4, pain 0")
        ana.at(8, day=1)
    await ana.say("/go")
    assert "· <b>right</b>" in ana.live.text


@pytest.mark.parametrize(
    "words", ["/go", "go", "let's go", "start my session", "count with me", "let’s start", "I'm ready"]
)
async def test_a_session_can_be_begun_in_words(ana: Ask, words: str) -> None:
    await ana.say(words)
    assert "Set 1 of 2" in ana.live.text


async def test_it_goes_on_after_the_sets_that_were_told_before(ana: Ask) -> None:
    await ana.say("1x6, pain 0")
    await ana.say("/go")
    assert "<b>Set 2 of 2</b>" in ana.live.text
    await press(ana, "Next", "Next", "Next")
    assert [len(sets) for _, sets in ana.logged()] == [1, 1]


@pytest.mark.parametrize("before", ["done, pain 0", "my back hurts and I am numb between the legs", "away till monday"])
async def test_where_no_drill_is_open_nothing_begins(ana: Ask, before: str) -> None:
    await ana.say(before)
    said = await ana.say("/go")
    assert "A session needs a drill that is open" in said
    assert ana.board.sent == []


# taps


async def test_a_double_tap_counts_once(bo: Ask) -> None:
    data = bo.live.buttons[0][0].data
    await bo.forge(data)
    said = await bo.forge(data)
    assert said.toast == "The session has moved on already."
    await bo.tap("Stop here")
    assert bo.logged() == [(TUESDAY, [(6, 0)])]


async def test_a_second_device_that_shows_an_earlier_step_is_answered_with_the_present_one(bo: Ask) -> None:
    old = bo.live.buttons[0][1].data
    await press(bo, "Next", "Next")
    sent = len(bo.board.sent)
    said = await bo.forge(old)
    assert said.toast == "The session has moved on already."
    assert bo.logged() == []
    assert len(bo.board.sent) == sent + 1
    assert "· <b>right</b>" in bo.live.text


async def test_a_second_tap_on_start_begins_nothing_new(bo: Ask) -> None:
    said = await bo.tap("Start: I count along")
    assert said.toast == "It is running: see below."
    assert [each.edits for each in bo.board.sent] == [None, 1]


async def test_go_in_the_middle_brings_the_session_to_the_bottom_of_the_chat(bo: Ask) -> None:
    await press(bo, "Next")
    bo.pass_time(seconds=10)
    said = await bo.say("/go")
    assert said.outgoing[0].edits == 1
    assert said.outgoing[0].message is not None
    assert said.outgoing[0].message.buttons == ()
    assert bo.board.sent[-1].edits is None
    await press(bo, "Next")
    assert bo.board.sent[-1].edits == len(bo.board.sent) - 1


@pytest.mark.parametrize("data", ["live:next:1:0", "live:keep:1", "live:stop:99:4"])
async def test_a_button_of_a_session_of_another_day_changes_nothing(bo: Ask, data: str) -> None:
    said = await bo.forge(data)
    assert said.toast == "That session is over."
    assert bo.logged() == []


@pytest.mark.parametrize(
    "data", ["live:", "live:next", "live:next:x:y", "live:fly:{}:0", "go:", "go:2020-01-01", "go:x"]
)
async def test_forged_buttons_are_answered_and_change_nothing(bo: Ask, data: str) -> None:
    session = await live_of(bo)
    said = await bo.forge(data.format(int(session.live.began.timestamp())))
    assert said.toast is not None
    assert (await live_of(bo)).live == session.live


async def live_of(ask: Ask):  # type: ignore[no-untyped-def]  # the session is there, or the test is wrong
    async with ask.store.unit() as uow:
        session = await uow.live(ask.user.id)
    assert session is not None
    return session


async def test_stop_here_with_nothing_done_writes_nothing(bo: Ask) -> None:
    said = await bo.tap("Stop here")
    assert bo.logged() == []
    assert said.outgoing == ()
    assert "nothing is written down" in bo.live.text


async def test_undo_afterwards_takes_it_all_back_and_another_session_can_begin(bo: Ask) -> None:
    await press(bo, "Next", "Next", "Next", "Stop here")
    assert bo.logged() == [(TUESDAY, [SIX])]
    await bo.tap("Undo")
    assert bo.logged() == []
    await bo.say("/go")
    assert "Set 1 of 2" in bo.live.text


async def test_done_as_planned_on_the_reminder_ends_the_session(bo: Ask) -> None:
    await press(bo, "Next")
    await bo.tap("Done as planned")
    assert bo.logged() == [(TUESDAY, [SIX, SIX])]
    assert shown(bo) == "Session over."
    assert (await live_of(bo)).live.ended is End.TOLD


# words in the middle


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["done"], "Switch sides"),
        (["next"], "Switch sides"),
        (["done", "ready"], "· <b>right</b>"),
        (["done", "ready", "done"], "Rest"),
        (["5"], "Switch sides"),
        (["ok"], "· <b>left</b>"),
        (["done", "wait"], "Paused"),
        (["done", "pause"], "Paused"),
        (["done", "/pause"], "Paused"),
        (["done", "wait", "go on"], "Switch sides"),
        (["done", "undo"], "· <b>left</b>"),
        (["done", "oops"], "· <b>left</b>"),
        (["enough"], "nothing is written down"),
        (["stop"], "nothing is written down"),
        (["/stop"], "nothing is written down"),
        (["done", "that's it"], "Stopped here. Done: <b>left 6</b>."),
    ],
)
async def test_short_words_move_the_session(bo: Ask, words: list[str], text: str) -> None:
    for word in words:
        await bo.say(word)
    assert text in bo.live.text
    assert bo.user.state is State.ACTIVE
    assert bo.standing_mode is Mode.TRAINING


@pytest.mark.parametrize(
    ("words", "logged"),
    [
        (["done", "stop"], [(6, 0)]),
        (["4", "stop"], [(4, 0)]),
        (["done", "5", "stop"], [(5, 0)]),  # told after the tap: it corrects
        (["2x6, pain 1"], [(6, 6), (6, 6)]),
        (["done", "2x6 pain 1"], [(6, 6), (6, 6)]),  # a whole session told stands alone
        (["done", "ready", "done", "left 5 right 6"], [(6, 6), (5, 6)]),  # one set told goes on
        (["done", "done pain 2"], [(6, 0)]),
        (["done", "ready", "done pain 2"], [(6, 6)]),
        (["done, pain 0"], [(6, 0)]),
        (["done", "skip today"], [(6, 0)]),
        (["done", "remind me in an hour"], [(6, 0)]),
    ],
)
async def test_what_was_said_in_the_middle_is_what_is_written(
    bo: Ask, words: list[str], logged: list[tuple[int, int]]
) -> None:
    for word in words:
        await bo.say(word)
    assert bo.logged() == [(TUESDAY, logged)]
    assert bo.live.buttons == ()


async def test_a_report_that_has_to_be_asked_about_stops_the_clock_and_is_written_once(bo: Ask) -> None:
    await bo.say("done")
    said = await bo.say("left 6 6")
    if "other side" in said:
        assert "Paused" in bo.live.text
        await bo.say("right 6 6")
    assert len(bo.logged()) == 1
    assert bo.live.buttons == ()


async def test_a_pain_in_the_middle_is_a_pain_of_the_session(bo: Ask) -> None:
    await bo.say("done")
    said = await bo.say("pain 2 in the low back")
    assert "Pain <b>2</b>, noted." in said
    assert bo.facts(Morning) == []
    said = await bo.say("stop")
    assert bo.logged() == [(TUESDAY, [(6, 0)])]
    assert "Pain <b>2</b>, low back" in said
    assert "Worst pain" not in said


@pytest.mark.parametrize(
    ("words", "pains", "asked"),
    [
        ("ouch my back hurts 4, stop", [4], False),
        ("my back hurts 7, stop", [7], False),
        ("my knee hurts, stop", [], True),
    ],
)
@pytest.mark.parametrize("before", [[], ["done"]])
async def test_that_hurts_stop_means_the_session_and_not_the_reminders(
    bo: Ask, before: list[str], words: str, pains: list[int], asked: bool
) -> None:
    for word in before:
        await bo.say(word)
    said = await bo.say(words)
    assert bo.user.state is State.ACTIVE
    assert bo.live.buttons == ()
    assert len(bo.logged()) == len(before)
    assert [fact.value for fact in bo.facts(Pain) if isinstance(fact, Pain)] == pains
    assert ("Worst pain" in said) is asked


async def test_a_pain_of_caution_says_so_and_lets_go_on(bo: Ask) -> None:
    said = await bo.say("pain 4")
    assert "smaller, or stop here" in said
    assert bo.live.buttons != ()


@pytest.mark.parametrize("before", [[], ["done"]])
async def test_a_pain_of_the_stop_band_ends_the_session(bo: Ask, before: list[str]) -> None:
    for word in before:
        await bo.say(word)
    await bo.say("pain 7 in my low back")
    assert [fact.value for fact in bo.facts(Pain) if isinstance(fact, Pain)] == [7]
    assert len(bo.logged()) == len(before)
    assert bo.live.buttons == ()
    assert bo.standing_mode is not Mode.TRAINING


@pytest.mark.parametrize(("before", "logged"), [([], 0), (["done"], 1)])
async def test_an_alarm_sign_locks_and_ends_the_session_at_once(bo: Ask, before: list[str], logged: int) -> None:
    for word in before:
        await bo.say(word)
    said = await bo.say("I suddenly feel numb between my legs")
    assert len(bo.facts(Lock)) == 1
    assert len(bo.logged()) == logged
    assert "emergency" in said.text
    assert "Worst pain" not in said
    assert shown(bo).startswith("Session stopped.")
    assert bo.live.buttons == ()
    assert await bo._next_change() is None


async def test_a_question_in_the_middle_is_answered_and_the_session_goes_on(bo: Ask) -> None:
    said = await bo.say("show me how")
    assert "Set-up" in said
    await press(bo, "Next")
    assert "Switch sides" in bo.live.text


async def test_skip_with_nothing_done_skips_the_day(bo: Ask) -> None:
    await bo.say("skip today")
    assert len(bo.facts(Skip)) == 1
    assert bo.logged() == []
    assert bo.live.buttons == ()


async def test_away_in_the_middle_keeps_what_was_done(bo: Ask) -> None:
    await bo.say("done")
    await bo.say("away till monday")
    assert bo.logged() == [(TUESDAY, [(6, 0)])]
    assert bo.standing_mode is Mode.PAUSED


# left alone, late, over midnight


async def test_a_session_left_alone_asks_before_it_writes(bo: Ask) -> None:
    await press(bo, "Next")
    await bo.count_on(20 * 60)
    assert "Are you still there?" in bo.live.text
    assert "left 6" in bo.live.text
    assert bo.logged() == []
    said = await bo.tap("Write it down")
    assert bo.logged() == [(TUESDAY, [(6, 0)])]
    assert "Worst pain" in said
    assert bo.live.buttons == ()


async def test_what_was_left_alone_can_be_left_out(bo: Ask) -> None:
    await press(bo, "Next")
    await bo.count_on(20 * 60)
    keep = bo.live.buttons[0][0].data
    await bo.tap("Leave it")
    assert bo.live.buttons == ()
    said = await bo.forge(keep)
    assert said.toast == "That session is over."
    assert bo.logged() == []


@pytest.mark.parametrize(("word", "logged"), [("yes", 1), ("ok", 1), ("no", 0), ("nope", 0)])
async def test_the_question_of_an_abandoned_session_can_be_answered_in_a_word(bo: Ask, word: str, logged: int) -> None:
    await press(bo, "Next")
    await bo.count_on(20 * 60)
    await bo.say(word)
    assert len(bo.logged()) == logged
    assert bo.live.buttons == ()


async def test_a_word_that_is_edited_does_not_count_again(bo: Ask) -> None:
    await bo.say("done")
    await bo.edit(bo.last_message, "done!")
    await bo.say("stop")
    assert bo.logged() == [(TUESDAY, [(6, 0)])]


async def test_start_on_yesterdays_reminder_begins_todays_session(ana: Ask) -> None:
    await ana.due()
    ana.at(9, day=1)
    await ana.tap("Start: I count along")
    await press(ana, "Next", "Stop here")
    assert [day for day, _ in ana.logged()] == [TUESDAY + timedelta(days=1)]


async def test_a_session_left_alone_with_nothing_done_ends_in_silence(bo: Ask) -> None:
    said = await bo.count_on(20 * 60)
    assert said.outgoing == ()
    assert "nothing is written down" in bo.live.text
    assert bo.logged() == []


async def test_a_log_typed_after_a_session_was_left_alone_is_an_ordinary_one(bo: Ask) -> None:
    await press(bo, "Next")
    await bo.count_on(20 * 60)
    await bo.say("2x6 pain 0")
    assert bo.logged() == [(TUESDAY, [SIX, SIX])]


async def test_after_an_absence_of_the_coach_the_clock_stands_and_nothing_is_made_up(cy: Ask) -> None:
    await cy.tap("Start set 1")
    cy.pass_time(minutes=5)
    await cy.look()
    assert "The clock stopped" in cy.live.text
    await cy.tap("Go on")
    assert "Get ready: <b>5 s</b>" in cy.live.text
    await cy.count_on(15)
    await cy.tap("Stop here")
    assert cy.logged() == [(TUESDAY, [(10, 0)])]


async def test_a_session_that_rolls_over_midnight_belongs_to_the_day_it_began(ana: Ask) -> None:
    await ana.due()
    ana.clock.set(datetime(2026, 11, 24, 23, 59, 30, tzinfo=UTC))
    await ana.say("/go")
    await press(ana, "Next", "Next", "Next")
    await ana.count_on(45)
    await press(ana, "Next", "Next", "Next")
    assert ana.clock.now().date() > TUESDAY
    assert ana.logged() == [(TUESDAY, [SIX, SIX])]


async def test_start_on_last_nights_reminder_begins_the_day_that_is_still_open(ana: Ask) -> None:
    await ana.due()
    ana.clock.set(datetime(2026, 11, 25, 0, 30, tzinfo=UTC))
    await ana.tap("Start: I count along")
    await press(ana, "Next", "Stop here")
    assert [day for day, _ in ana.logged()] == [TUESDAY]


async def test_no_reminder_comes_into_a_session(ana: Ask) -> None:
    ana.at(6, 55)
    await ana.say("/go")
    await press(ana, "Next")
    ana.at(7)
    said = await ana.tick()
    assert said.outgoing == ()


async def test_a_session_that_got_lost_keeps_no_reminder_back(bo: Ask) -> None:
    """Its row is gone, as after a chat that was lost; what the user's own row says of it is believed for hours only."""
    async with bo.store.unit() as uow:
        await uow.drop_live(bo.user.id)
        await uow.commit()
    await bo.due()
    said = await bo.due()
    assert "Done as planned" in said.labels
    await bo.say("what's next?")
    assert "session" not in bo.user.told


async def test_what_was_prescribed_at_the_start_is_what_is_written(ana: Ask) -> None:
    """The back told in the middle of a session changes the next one, not this."""
    await ana.say("done, pain 0")
    await ana.due()
    await ana.say("/go")
    await press(ana, "Next")
    await ana.tap("2")  # the morning, on the reminder
    await press(ana, "Stop here")
    log = [fact for fact in ana.facts(Log) if isinstance(fact, Log)][-1]
    assert (log.prescribed.sets, log.prescribed.amount, log.sets) == (2, 6, ((6, 0),))


# the messenger


async def test_a_session_is_shown_anew_as_long_as_telegram_asks_to_wait(bo: Ask) -> None:
    bo.board.fails = [Passing("flood", after=7)]
    sent = len(bo.board.sent)
    await press(bo, "Next")
    assert len(bo.board.sent) == sent
    await bo.count_on(6)
    assert len(bo.board.sent) == sent
    await bo.count_on(2)
    assert "· <b>right</b>" in bo.live.text  # as it stands by then


async def test_a_number_that_was_held_up_is_told_as_it_is_by_then(cy: Ask) -> None:
    await cy.tap("Start set 1")
    cy.board.fails = [Passing("reset", after=3)]
    await cy.count_on(8)
    assert "Hold and breathe: <b>7 s</b>" in cy.live.text


async def test_a_refused_message_does_not_stop_the_clock(cy: Ask) -> None:
    await cy.tap("Start set 1")
    cy.board.fails = [Refused("too long")]
    await cy.count_on(33)
    assert "Rest" in cy.live.text


async def test_a_chat_that_is_gone_ends_the_session(bo: Ask) -> None:
    bo.board.fails = [Gone("blocked")]
    await press(bo, "Next")
    assert bo.user.state is State.GONE
    assert await bo._next_change() is None


async def test_a_message_that_was_deleted_is_sent_anew_and_the_session_goes_on_in_it(bo: Ask) -> None:
    """The messenger sends anew what can not be edited, and says under which number."""
    bo.board.renumber = 77
    await press(bo, "Next")
    await press(bo, "Next")
    assert bo.board.sent[-1].edits == 77


async def test_a_tap_while_the_message_is_on_its_way_is_shown_in_the_end(bo: Ask) -> None:
    """The clock words a step, and meanwhile, perhaps in another process, the user stops."""
    await bo.say("done")
    session = await live_of(bo)
    taps = [f"live:stop:{int(session.live.began.timestamp())}:2"]

    async def tapped(outgoing: object) -> None:
        if taps:
            await bo.forge(taps.pop())

    bo.board.before = tapped
    await bo.count_on(6)
    assert [each.message.buttons == () for each in bo.board.sent[-3:] if each.message] == [True, False, True]
    assert shown(bo) == "Stopped here. Done: <b>left 6</b>."


async def test_erasing_everything_in_the_middle_ends_it(bo: Ask) -> None:
    await bo.say("delete my data")
    await bo.tap("Erase everything")
    assert await bo._next_change() is None
    assert (await bo.look()).outgoing == ()


async def test_a_day_later_a_session_begins_anew(bo: Ask) -> None:
    await press(bo, "Next")
    bo.pass_time(days=1)
    await bo.say("/go")
    assert "Set 1 of 2" in bo.live.text
    assert bo.board.sent[-1].edits is None
    assert bo.logged() == []
    assert timedelta(0) < (await bo._next_change() or bo.clock.now()) - bo.clock.now()
