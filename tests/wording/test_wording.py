"""Sentences word for word: tables of what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from bot.coach.model import Dose, Pair, Tier, Unit, Variant
from bot.coach.programme import Programme
from bot.coach.standing import Aim, Criterion, Decision, Mode, Prescription, Reason, Verdict, Why
from bot.wording import demo, dose, journey, offers, reasons, reminder
from bot.wording.message import Message
from bot.wording.words import Words
from tests.wording.gallery import AT
from tests.wording.people import LAST, OFFER, PEAK_7, PEOPLE, PRESCRIPTION, TODAY, YESTERDAY, standing


def data(message: Message) -> list[str]:
    return [button.data for row in message.buttons for button in row]


def remind(words: Words, programme: Programme, of: Any = None, day: date = TODAY, **changes: Any) -> Message:
    given: dict[str, Any] = {
        "morning": None, "ask_morning": False, "late": False, "if_then": None, "greeting_name": "Ana", **changes,
    }  # fmt: skip
    return reminder.reminder(words, programme, of or standing(), day, **given)


@pytest.mark.parametrize(
    ("n", "unit", "said"),
    [(8, Unit.REPS, "8 reps"), (1, Unit.REPS, "1 rep"), (20, Unit.SECONDS, "20 s"), (2.5, Unit.REPS, "2.5 reps")],
)
def test_an_amount_names_its_unit(words: Words, n: float, unit: Unit, said: str) -> None:
    assert dose.amount(words, n, unit) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"dose": Dose(3, 8), "unit": Unit.REPS}, "<b>3 × 8 reps</b> per side · rest 45 s"),
        ({}, "<b>3 × 20 s</b> per side · rest 45 s"),
        ({"dose": Dose(2, 20), "rest_seconds": 90}, "<b>2 × 20 s</b> per side · rest 90 s"),
        ({"dose": Dose(1, 20)}, "<b>1 × 20 s</b> per side"),
    ],
)
def test_a_dose_is_sets_amount_and_rest_where_there_is_one(words: Words, changes: dict[str, Any], said: str) -> None:
    assert dose.dose_line(words, replace(PRESCRIPTION, **changes)) == said


@pytest.mark.parametrize(
    ("sets", "unit", "said"),
    [
        (((8, 8), (8, 8), (8, 8)), Unit.REPS, "3×8 per side"),
        (((8, 8), (8, 8), (7, 7)), Unit.REPS, "8, 8, 7 per side"),
        (((8, 8), (8, 8), (7, 8)), Unit.REPS, "left 8, 8, 7 · right 8, 8, 8"),
        (((20, 20), (20, 20)), Unit.SECONDS, "2×20 s per side"),
        (((20, 20), (15, 15)), Unit.SECONDS, "20, 15 s per side"),
        (((20, 18),), Unit.SECONDS, "left 20 s · right 18 s"),
        (((8, 0), (0, 8)), Unit.REPS, "1×8 per side"),
        (((0, 8), (0, 8)), Unit.REPS, "right 8, 8"),
        (((8, 8), (8, 0)), Unit.REPS, "left 8, 8 · right 8"),
    ],
)
def test_sets_are_told_side_by_side_only_where_they_differ(
    words: Words, sets: tuple[Pair, ...], unit: Unit, said: str
) -> None:
    assert dose.sets_line(words, sets, unit) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Side Plank with Hip Flexion"),
        ({"variant": Variant.EASIER}, "Side Plank with Hip Flexion, easier variant"),
        ({"substitute": True}, "Side Plank with Hip Flexion, without the kit"),
        ({"variant": Variant.EASIER, "substitute": True}, "Side Plank with Hip Flexion, easier variant"),
    ],
)
def test_a_drill_is_named_with_its_variant(
    words: Words, programme: Programme, changes: dict[str, Any], said: str
) -> None:
    assert dose.drill_title(words, programme, replace(PRESCRIPTION, **changes)) == said


@pytest.mark.parametrize(
    ("variant", "substitute", "picture", "other"),
    [
        (Variant.FULL, False, "band_hurdle_hold/full", "how:1:easier"),
        (Variant.FULL, True, "band_hurdle_hold/substitute", "how:1:easier"),
        (Variant.EASIER, False, "band_hurdle_hold/easier", "how:1:full"),
        (Variant.EASIER, True, "band_hurdle_hold/easier", "how:1:full"),
    ],
)
def test_show_me_has_the_drawing_of_the_variant_and_one_tap_to_the_other(
    words: Words, programme: Programme, variant: Variant, substitute: bool, picture: str, other: str
) -> None:
    shown = demo.how(words, programme, 1, variant, substitute)
    assert (shown.picture, data(shown)) == (picture, [other])
    assert programme.stage(1).drill.safety in shown.text
    assert (programme.stage(1).drill.easier in shown.text) == (variant is Variant.EASIER)
    assert (programme.stage(1).drill.without_kit in shown.text) == substitute


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "today"),
        (YESTERDAY, "yesterday"),
        (TODAY + timedelta(days=1), "tomorrow"),
        (date(2026, 11, 30), "on Mon 30 Nov"),
        (TODAY + timedelta(days=2), "on Saturday"),
        (None, "before"),
    ],
)
def test_a_day_stands_in_a_sentence_with_its_preposition(words: Words, day: date | None, said: str) -> None:
    assert reasons.when(words, day, TODAY) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Reason(Why.SIDE_GAP, have=2, need=1, detail="left"), "Your left side is 2 reps behind."),
        (
            Reason(Why.TREND, have=48, need=42, when=YESTERDAY),
            "48 reps in all, <b>6 reps more</b> than last time (yesterday).",
        ),
        (Reason(Why.TREND, have=41, need=42, when=YESTERDAY), "41 reps in all, 1 rep less than last time (yesterday)."),
        (Reason(Why.TREND, have=42, need=42, when=YESTERDAY), "42 reps in all, the same as last time (yesterday)."),
        (
            Reason(Why.GATE_DISTANCE, have=7, need=8, detail="3"),
            "1 rep more in your weakest set and it reaches the gate (8 reps per side).",
        ),
        (Reason(Why.GATE_DISTANCE, have=8, need=8, detail="3"), "Every set reached the gate: <b>8 reps</b> per side."),
        (
            Reason(Why.GATE_DISTANCE, have=0, need=8, detail="2"),
            "2 sets; the gate asks for more of them. They come with the level.",
        ),
        (
            Reason(Why.GATE_DISTANCE, have=0, need=8, detail="1"),
            "1 set, and the gate asks for more of them. It counts for your week all the same.",
        ),
    ],
)
def test_a_receipt_tells_one_fact(words: Words, programme: Programme, given: Reason, said: str) -> None:
    assert reasons.fact(words, programme, given, TODAY, Unit.REPS) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Criterion(Aim.SESSIONS, 9, 9, met=True), "✓ Sessions in this stage: 9 of 9"),
        (Criterion(Aim.SESSIONS, 12, 9, met=True), "✓ Sessions in this stage: 12 (9 needed)"),
        (Criterion(Aim.SESSIONS, 7, 9, met=False), "○ Sessions in this stage: 7 of 9"),
        (Criterion(Aim.GATES, 1, 2, met=False), "○ Sessions in a row with 3 × 8 reps per side (the gate): 1 of 2"),
        (Criterion(Aim.CALM, 4, 2, met=False), "○ Worst pain in the drill, last 7 days: 4 (at most 2)"),
        (Criterion(Aim.FORM, 1, 1, met=True), "✓ Form confirmed"),
    ],
)
def test_a_criterion_tells_what_there_is_and_what_is_needed(words: Words, given: Criterion, said: str) -> None:
    assert reasons.criterion(words, given, Unit.REPS, Dose(3, 8)) == said


def test_a_peak_over_two_limits_is_told_once_with_the_higher_one(words: Words, programme: Programme) -> None:
    given = Decision(TODAY, Verdict.REFER, (replace(PEAK_7, need=5), PEAK_7), 2, 3)
    said = reasons.decision(words, programme, given, TODAY)
    assert said.count("worst pain") == 1
    assert "above the limit of 6" in said


def test_a_misreading_is_not_told_as_a_clinicians_word(words: Words, programme: Programme) -> None:
    given = Decision(TODAY, Verdict.MISREAD, (Reason(Why.CLEARANCE, when=TODAY),), 2, 3)
    assert "clinician" not in reasons.decision(words, programme, given, TODAY)


def test_an_open_offer_is_not_told_as_something_missing(words: Words, programme: Programme) -> None:
    given = Reason(Why.CRITERION, have=1, need=2, detail=Aim.CALM)
    assert reasons.reason(words, programme, given, TODAY).startswith("✓")


# ---- the reminder


def test_a_reminder_has_drill_and_dose_first_and_its_five_buttons(words: Words, programme: Programme) -> None:
    message = remind(words, programme)
    assert message.text.splitlines()[:2] == [
        "Hi Ana, today: Side Plank with Hip Flexion",
        "<b>3 × 20 s per side · rest 45 s</b>",
    ]
    assert data(message) == [
        "done:2026-12-03", "log:2026-12-03", "snooze:60:2026-12-03", "skip:2026-12-03", "how:2:full",
    ]  # fmt: skip


def test_the_morning_question_brings_the_scale_with_it(words: Words, programme: Programme) -> None:
    message = remind(words, programme, ask_morning=True)
    assert message.text.endswith("How is your back this morning? 0 is no pain, 10 the worst.")
    assert data(message)[:11] == [f"morning:2026-12-03:{n}" for n in range(11)]


def test_a_known_morning_is_told_and_not_asked(words: Words, programme: Programme) -> None:
    message = remind(words, programme, morning=2)
    assert message.text.endswith("Your back this morning: 2.")
    assert not any(each.startswith("morning") for each in data(message))


def test_a_brief_reminder_has_one_cue_and_no_line(words: Words, programme: Programme) -> None:
    full, brief = remind(words, programme), remind(words, programme, brief=True)
    assert full.text.count("•") == 2
    assert brief.text.count("•") == 1
    assert not any(line in brief.text for line in morning_lines(words))


def test_after_the_last_snooze_only_skipping_is_offered(words: Words, programme: Programme) -> None:
    last = programme.reminders.snoozes_most
    assert any(each.startswith("snooze") for each in data(remind(words, programme, snoozed=last - 1)))
    message = remind(words, programme, snoozed=last)
    assert not any(each.startswith("snooze") for each in data(message))
    assert "skip:2026-12-03" in data(message)


def test_a_plan_a_late_hour_and_no_name_have_their_words(words: Words, programme: Programme) -> None:
    message = remind(words, programme, late=True, if_then="my <i>coffee</i>", greeting_name=" ")
    assert message.text.startswith("Today: Side Plank")
    assert "Your plan: after my &lt;i&gt;coffee&lt;/i&gt;." in message.text
    assert "later than planned" in message.text


def morning_lines(words: Words) -> list[str]:
    return [words(f"morning-line-{n}") for n in range(100) if words.knows(f"morning-line-{n}")]


def test_no_morning_line_comes_twice_within_the_days_that_the_programme_asks(
    words: Words, programme: Programme
) -> None:
    lines = morning_lines(words)
    assert len(lines) >= 14
    said = [
        next(line for line in lines if line in remind(words, programme, day=TODAY + timedelta(days=n)).text)
        for n in range(60)
    ]
    again = programme.reminders.line_again_days
    assert all(len(set(said[n : n + again])) == again for n in range(60 - again))
    assert set(said) == set(lines)


def test_someone_who_trains_once_a_week_hears_every_morning_line(words: Words, programme: Programme) -> None:
    lines = morning_lines(words)
    said = {
        next(line for line in lines if line in remind(words, programme, day=TODAY + timedelta(weeks=n)).text)
        for n in range(len(lines))
    }
    assert said == set(lines)


def test_cues_take_turns_until_all_were_told(words: Words, programme: Programme) -> None:
    cues = programme.stage(2).drill.cues
    told = " ".join(remind(words, programme, day=TODAY + timedelta(days=n)).text for n in range(2))
    assert all(cue in told for cue in cues)


@pytest.mark.parametrize(
    ("who", "asked", "starts", "first"),
    [
        ("paused", True, "<b>How is your back this morning?</b>", "morning:2026-12-03:0"),
        ("referred by pain", True, "<b>How is your back this morning?</b>", "morning:2026-12-03:0"),
        ("off asked", True, "<b>48 hours are over.", "morning:2026-12-03:0"),
        ("screening", False, "<b>A few health questions first.</b>", "rescreen:start"),
        ("baseline", False, "<b>How is your usual back pain these days?</b>", "baseline:0"),
        ("locked", True, "<b>Call your local emergency number", "clear:ask"),
    ],
)
def test_where_nothing_is_prescribed_the_reminder_asks_what_has_to_be_asked(
    words: Words, programme: Programme, who: str, asked: bool, starts: str, first: str
) -> None:
    message = remind(words, programme, PEOPLE[who], ask_morning=asked)
    assert message.text.startswith(starts)
    assert data(message)[0] == first


def test_the_nudge_mentions_the_one_set_and_can_be_switched_off(words: Words, programme: Programme) -> None:
    message = reminder.nudge(words, programme, standing(), TODAY)
    assert "One set is enough to count for your week (2 of 3 so far)." in message.text
    assert data(message) == ["done:2026-12-03", "log:2026-12-03", "skip:2026-12-03", "nudge:off"]


def test_there_is_no_nudge_where_nothing_is_prescribed(words: Words, programme: Programme) -> None:
    with pytest.raises(ValueError, match="nothing is open"):
        reminder.nudge(words, programme, PEOPLE["paused"], TODAY)


# ---- what's next


@pytest.mark.parametrize(
    ("who", "starts"),
    [
        ("open today", "<b>Today: Side Plank with Hip Flexion</b>"),
        ("done today", "<b>Today is done.</b> ✓\nNext: <b>tomorrow at 07:00</b>, Side Plank with Hip Flexion"),
        ("skipped today", "<b>Today is skipped,</b> and that’s fine.\nNext: <b>tomorrow at 07:00</b>"),
        ("rest day", "<b>Nothing planned today.</b>\nNext: <b>tomorrow at 07:00</b>"),
        ("paused", "<b>You are on a pause.</b>"),
        ("paused until", "<b>You are on a pause until Sat 12 Dec.</b>"),
        ("48 hours off", "<b>No drill before Saturday.</b>"),
        ("locked urgent", "<b>Please see a doctor or call an urgent-care line today.</b>"),
        ("locked clearance", "<b>Please check with a doctor or physiotherapist before you go on.</b>"),
    ],
)
def test_whats_next_begins_with_what_to_do(words: Words, programme: Programme, who: str, starts: str) -> None:
    assert journey.whats_next(words, programme, PEOPLE[who], AT, time(7)).text.startswith(starts)


def test_whats_next_tells_the_whole_way(words: Words, programme: Programme) -> None:
    text = journey.whats_next(words, programme, standing(), AT, None).text
    assert "<b>Stage 2 of 4</b> · week 3 · dose level 3 of 4\nFor stage 3 (8 of 11 there):\n○ Days" in text
    assert text.count("○") == 3
    assert text.count("✓") == 8


def test_an_emergency_is_not_followed_by_training_numbers(words: Words, programme: Programme) -> None:
    text = journey.whats_next(words, programme, PEOPLE["locked"], AT, time(7)).text
    assert "Stage" not in text
    assert "stage" not in text


@pytest.mark.parametrize(
    ("who", "wanted"),
    [
        ("offer", ["offer:3:yes", "offer:3:no"]),
        ("last offer", ["offer:5:yes", "offer:5:no"]),
        ("form asked", ["form:2:yes", "form:2:not_quite", "form:2:not_sure"]),
        ("hang asked", ["hang:yes", "hang:no"]),
        ("choose", ["choice:easier", "choice:back", "choice:on"]),
        ("fewer days", ["fewer:3", "fewer:no"]),
        ("doubt", ["doubt:stay", "doubt:back"]),
        ("maintenance", [f"baseline:{n}" for n in range(11)]),
        ("baseline in between", [f"baseline:{n}" for n in range(11)]),
    ],
)
def test_an_open_question_is_asked_with_its_buttons(
    words: Words, programme: Programme, who: str, wanted: list[str]
) -> None:
    question = offers.open_question(words, programme, PEOPLE[who])
    assert question is not None
    assert data(question) == wanted
    shown = journey.whats_next(words, programme, PEOPLE[who], AT, None)
    assert data(shown)[: len(wanted)] == wanted
    assert question.text in shown.text


@pytest.mark.parametrize("mode", sorted(set(Mode) - {Mode.TRAINING, Mode.MAINTENANCE}))
def test_nothing_is_offered_while_something_stands_in_the_way(words: Words, programme: Programme, mode: Mode) -> None:
    assert offers.open_question(words, programme, standing(mode=mode, offer=OFFER, choose=True)) is None


def test_one_question_at_a_time_the_most_pressing_first(words: Words, programme: Programme) -> None:
    many = standing(offer=OFFER, ask_form=True, choose=True, fewer_days=2)
    question = offers.open_question(words, programme, many)
    assert question is not None
    assert data(question)[0] == "form:2:yes"


@pytest.mark.parametrize(
    ("call", "error"),
    [("offer", "no offer"), ("doubt", "no advance"), ("locked", "no alarm"), ("standstill", "nothing stands")],
)
def test_what_is_not_open_can_not_be_asked(words: Words, programme: Programme, call: str, error: str) -> None:
    arguments = (words, standing()) if call == "locked" else (words, programme, standing())
    with pytest.raises(ValueError, match=error):
        getattr(offers, call)(*arguments)


def test_going_faster_is_refused_with_exactly_what_is_missing(words: Words, programme: Programme) -> None:
    message = offers.advance_refused(words, programme, standing())
    assert message.text.startswith("<b>Not yet.</b>")
    assert message.text.count("○") == 3
    assert "✓" not in message.text
    assert data(offers.advance_refused(words, programme, PEOPLE["offer"])) == ["offer:3:yes", "offer:3:no"]
    assert data(offers.advance_refused(words, programme, PEOPLE["referred by pain"])) == ["clear:ask"]


@pytest.mark.parametrize("tier", Tier)
def test_a_lock_says_first_where_to_go(words: Words, programme: Programme, tier: Tier) -> None:
    who = PEOPLE["locked"]
    assert who.locked is not None
    message = offers.locked(words, replace(who, locked=replace(who.locked, tier=tier)))
    assert message.text.startswith("<b>")
    assert data(message) == ["clear:ask", "misread:ask"]


@pytest.mark.parametrize(("days", "day"), [(0, "Sunday"), (1, "Saturday"), (2, "tomorrow")])
def test_a_stop_names_the_first_day_after_its_two_whole_days(
    words: Words, programme: Programme, days: int, day: str
) -> None:
    stopped = standing(mode=Mode.OFF, off_since=TODAY - timedelta(days=days), prescription=None)
    assert f"<b>No drill before {day}.</b>" in offers.off(words, programme, stopped).text


def test_a_back_that_is_still_sore_after_the_hours_off_gets_another_day(words: Words, programme: Programme) -> None:
    stopped = standing(mode=Mode.OFF, off_since=TODAY - timedelta(days=3), prescription=None)
    assert "your back was above 2 this morning" in offers.off(words, programme, stopped).text
    assert "another day" in offers.standstill(words, programme, stopped).text


# ---- the map, why, progress


def test_the_map_shows_every_stage_with_its_dates_and_the_careful_choices(words: Words, programme: Programme) -> None:
    message = journey.journey_map(words, programme, standing())
    assert message.text.splitlines()[2:7] == [
        "✓ <b>1</b> Band Hurdle Hold · Mon 19 Oct – Mon 16 Nov (without the kit)",
        "▶️ <b>2 Side Plank with Hip Flexion</b> · since Tue 17 Nov, day 17",
        "○ <b>3</b> Banded Mountain Climbers",
        "○ <b>4</b> Hanging Hip Flexion",
        "○ Maintenance",
    ]
    assert data(message) == ["choice:repeat", "choice:easier", "choice:back"]
    assert data(journey.journey_map(words, programme, PEOPLE["first day"])) == ["choice:repeat", "choice:easier"]
    assert data(journey.journey_map(words, programme, PEOPLE["locked"])) == []


def test_the_map_of_someone_who_has_not_begun_a_stage_says_when_it_begins(words: Words, programme: Programme) -> None:
    text = journey.journey_map(words, programme, PEOPLE["first day"]).text
    assert "▶️ <b>1 Band Hurdle Hold</b> · begins with your next session" in text


def test_the_map_ends_in_maintenance(words: Words, programme: Programme) -> None:
    lines = journey.journey_map(words, programme, PEOPLE["maintenance"]).text.splitlines()
    assert lines[-1] == "▶️ <b>Maintenance</b> · since Thu 3 Dec"
    assert lines[-2].startswith("✓ <b>4</b> Hanging Hip Flexion · Wed 25 Nov – Thu 3 Dec")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("open today", "<b>What opens stage 3:</b>\n○ Days in this stage: 17 of 21"),
        ("first day", "<b>Nothing has been decided yet.</b>"),
        ("eased", "2 sessions with pain 0–2 and no morning above your usual 1 bring the full drill back."),
        ("a third less", "bring the full dose back."),
        ("back after days", "one session as prescribed, and it goes on from there."),
        ("offer", "your yes to stage 3. Staying is fine too."),
        ("maintenance", "new pain, or your own choice of an earlier stage."),
        ("locked", "Time alone doesn’t unlock it."),
        ("48 hours off", "your back at 2 or less once the 48 hours are over."),
        ("long easier", "the 14 days run out, then the full drill is back."),
    ],
)
def test_why_says_what_would_change_it(words: Words, programme: Programme, who: str, said: str) -> None:
    assert said in journey.why(words, programme, PEOPLE[who]).text


def test_why_under_an_alarm_says_where_to_go_and_nothing_beside_it(words: Words, programme: Programme) -> None:
    text = journey.why(words, programme, PEOPLE["locked"]).text
    assert text.startswith("<b>Call your local emergency number")
    assert "blockquote" not in text


def test_why_tells_the_last_decision_first_and_earlier_ones_folded(words: Words, programme: Programme) -> None:
    text = journey.why(words, programme, standing()).text
    assert text.startswith("Decided on Mon 30 Nov:\n<b>The dose goes up to level 3: 3 × 20 s per side.</b>")
    assert text.index("<blockquote expandable>") < text.index("Mon 16 Nov: On to stage 2.")


@pytest.mark.parametrize(
    ("planned", "excused", "done", "kept", "said"),
    [
        (7, 0, 2, False, "1 more makes the week safe. 4 of the 7 planned days are spare."),
        (3, 0, 0, False, "2 more make the week safe. 1 of the 3 planned days is spare."),
        (2, 0, 0, False, "1 more makes the week safe. 1 of the 2 planned days is spare."),
        (7, 2, 3, True, "sessions, safe</b> ✓\n2 days don’t count against you (pain, illness or pause)."),
    ],
)
def test_a_week_tells_its_spare_and_never_blames(
    words: Words, programme: Programme, planned: int, excused: int, done: int, kept: bool, said: str
) -> None:
    required = min(3, -(-(planned - excused) * 2 // 3))
    week = replace(standing().week, planned=planned, excused=excused, done=done, kept=kept, required=required)
    assert said in journey.progress(words, programme, standing(week=week)).text


def test_progress_lists_the_latest_sessions_with_sets_and_pain(words: Words, programme: Programme) -> None:
    days = [replace(LAST, day=TODAY - timedelta(days=n), peak=None if n == 2 else n) for n in range(8, 0, -1)]
    text = journey.progress(words, programme, standing(), days).text
    assert "Yesterday: left 20, 20, 18 s · right 20, 20, 20 s · pain 1\n" in text
    assert "Tue 1 Dec: left 20, 20, 18 s · right 20, 20, 20 s\n" in text
    assert text.count("left 20") == journey.SESSIONS


def test_a_maintenance_dose_comes_from_its_own_stage(words: Words, programme: Programme) -> None:
    climbers = Prescription(3, "banded_mountain_climbers", Variant.FULL, False, Dose(3, 8), Unit.REPS, 60, 3)
    someone = replace(PEOPLE["maintenance"], prescription=climbers)
    at = datetime.combine(TODAY, time(9))
    text = journey.whats_next(words, programme, someone, at, None).text
    assert text.startswith("<b>Today: Banded Mountain Climbers</b>\n<b>3 × 8 reps</b> per side · rest 60 s")
    assert "\n\n<b>Maintenance</b> · 2 sessions a week\n\n<b>Monthly check:" in text
