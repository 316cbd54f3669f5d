"""What the user decides: on to the next stage or not, the form, fewer days; and buttons whose time is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.coach.assess import assess
from bot.coach.model import Baseline, Choice, Consent, Form, Lifts, Plan, Skip
from bot.coach.standing import Standing
from tests.services.conftest import TUESDAY, Ask


def standing(ask: Ask) -> Standing:
    return assess(ask.desk.programme, tuple(ask.facts()), ask.clock.now().date())


async def train_until(ask: Ask, button: str, most: int = 30) -> None:
    """Honest days at the gate's dose, until a button of that label is offered."""
    for _ in range(most):
        ask.at(7, 5)
        await ask.tick()
        for text in ("my back is at 0 this morning", "3x8, no pain"):
            said = await ask.say(text)
            if button in said.labels:
                return
            if "Not quite" in said.labels:
                await ask.say("yes")
        ask.at(6, day=1)
    raise AssertionError(f"{button} was never offered")


@pytest.fixture
async def offered(ana: Ask) -> Ask:
    """Three weeks on, with the next stage open."""
    await train_until(ana, "Yes, go on")
    return ana


@pytest.mark.parametrize("how", ["Yes, go on", "yes"])
async def test_a_yes_to_the_offer_goes_on_and_shows_the_new_drill(offered: Ask, how: str) -> None:
    said = await (offered.tap(how) if how == "Yes, go on" else offered.say(how))
    assert "On to the next stage" in said
    assert "Side Plank with Hip Flexion" in said
    assert standing(offered).stage == 2
    (consent,) = offered.facts(Consent)
    assert isinstance(consent, Consent)
    assert (consent.stage, consent.accepted) == (2, True)


@pytest.mark.parametrize("how", ["Stay a while", "no", "not yet"])
async def test_a_no_to_the_offer_stays_and_the_offer_stands(offered: Ask, how: str) -> None:
    said = await (offered.tap(how) if how == "Stay a while" else offered.say(how))
    assert "We stay here for now" in said
    assert standing(offered).stage == 1
    await offered.tap("Yes, go on")
    assert standing(offered).stage == 2


async def test_a_yes_after_something_else_shows_the_open_offer_again(offered: Ask) -> None:
    await offered.say("3x8, no pain")
    said = await offered.say("yes")
    assert "Yes, go on" in said.labels
    assert offered.facts(Consent) == []
    await offered.say("yes")
    assert standing(offered).stage == 2


async def test_a_second_tap_on_the_offer_goes_no_further(offered: Ask) -> None:
    await offered.tap("Yes, go on")
    said = await offered.forge("offer:2:yes")
    assert standing(offered).stage == 2
    assert len(offered.facts(Consent)) == 1
    assert said.text or said.toast


async def test_an_offer_waits_without_being_put_every_day(offered: Ask) -> None:
    offered.at(7, day=1)
    said = await offered.say("3x8, no pain")
    assert "Yes, go on" not in said.labels


@pytest.mark.parametrize("stage", [2, 3, 5])
async def test_an_offer_that_is_not_open_is_refused_with_what_is_missing(ana: Ask, stage: int) -> None:
    await ana.say("done, pain 0")
    said = await ana.forge(f"offer:{stage}:yes")
    assert ana.facts(Consent) == []
    assert "Not yet" in said
    assert "Days in this stage" in said


async def test_an_offer_that_pain_has_closed_is_refused(offered: Ask) -> None:
    await offered.say("actually pain was 5")
    said = await offered.forge("offer:2:yes")
    assert offered.facts(Consent) == []
    assert "Not yet" in said or "Not now" in said


async def test_an_offer_is_refused_while_an_alarm_is_in_force(offered: Ask) -> None:
    await offered.say("I'm numb between my legs")
    said = await offered.forge("offer:2:yes")
    assert offered.facts(Consent) == []
    assert "Not now" in said


@pytest.mark.parametrize(
    ("how", "answer"),
    [
        ("Yes", "yes"),
        ("Not quite", "not_quite"),
        ("Not sure", "not_sure"),
        ("yes", "yes"),
        ("no", "not_quite"),
        ("not quite", "not_quite"),
        ("not sure", "not_sure"),
    ],
)
async def test_the_form_question_is_answered_by_tap_or_word(ana: Ask, how: str, answer: str) -> None:
    await train_until(ana, "Not quite")
    await (ana.tap(how) if how[0].isupper() else ana.say(how))
    assert [fact.answer for fact in ana.facts(Form)] == [answer]  # type: ignore[attr-defined]  # Form


@pytest.mark.parametrize("data", ["form:2:yes", "form:1:perfect", "form:x:yes", "hang:", "choice:nothing", "doubt:on"])
async def test_a_forged_answer_is_refused(ana: Ask, data: str) -> None:
    await ana.say("done, pain 0")
    before = ana.facts()
    said = await ana.forge(data)
    assert said.toast or said.text
    assert data == "hang:" or ana.facts() == before


async def test_the_question_about_lifting_takes_a_number_or_none(ana: Ask) -> None:
    await ana.forge("review:off")
    await train_until(ana, "I didn’t lift")
    await ana.say("2")
    assert [fact.value for fact in ana.facts(Lifts)] == [2]  # type: ignore[attr-defined]  # Lifts
    await ana.say("2")
    assert len(ana.facts(Lifts)) == 1


@pytest.mark.parametrize("text", ["done, pain 0", "2x6", "skip today", "what's next?"])
async def test_a_question_that_can_wait_never_takes_what_is_no_answer_to_it(ana: Ask, text: str) -> None:
    await ana.forge("review:off")
    await train_until(ana, "I didn’t lift")
    ana.at(7, day=1)
    said = await ana.say(text)
    assert ana.facts(Lifts) == []
    assert said.text


async def test_not_having_lifted_is_an_answer(ana: Ask) -> None:
    await ana.forge("review:off")
    await train_until(ana, "I didn’t lift")
    await ana.say("I didn't lift")
    assert [fact.value for fact in ana.facts(Lifts)] == [None]  # type: ignore[attr-defined]  # Lifts


async def test_two_short_weeks_offer_fewer_days_and_a_word_takes_them(ana: Ask) -> None:
    for _ in range(16):
        ana.at(7, 5)
        said = await ana.say("done, pain 0")
        if any(button.data.startswith("fewer:") for button in said.buttons):
            break
        if "Not sure" in said.labels:
            await ana.say("not sure")
        ana.at(6, day=3)
    else:
        pytest.fail("fewer days were never offered")
    await ana.say("yes")
    assert len(ana.facts(Plan)[-1].weekdays) < 7  # type: ignore[attr-defined]  # Plan


async def test_days_may_be_kept(ana: Ask) -> None:
    said = await ana.forge("fewer:no")
    assert "keep your days" in said
    assert len(ana.facts(Plan)) == 1


@pytest.mark.parametrize("count", ["7", "1", "0", "-3", "x"])
async def test_more_or_too_few_days_are_no_fewer_days(ana: Ask, count: str) -> None:
    said = await ana.forge(f"fewer:{count}")
    assert said.toast
    assert len(ana.facts(Plan)) == 1


@pytest.mark.parametrize("option", ["easier", "back"])
async def test_the_more_careful_way_is_open_at_any_time(ana: Ask, option: str) -> None:
    await ana.say("done, pain 0")
    await ana.forge(f"choice:{option}")
    assert [fact.option for fact in ana.facts(Choice)] == [option]  # type: ignore[attr-defined]  # Choice


# buttons whose time is over
OLD = TUESDAY - timedelta(days=40)


@pytest.mark.parametrize(
    "data",
    [
        f"done:{OLD}",
        f"log:{OLD}",
        f"sets:{OLD}:2",
        f"pain:{OLD}:9",
        f"askpain:{OLD}",
        f"where:{OLD}:low_back",
        f"morning:{OLD}:9",
        f"woke:{OLD}:9",
        f"lifted:{OLD}",
        f"skip:{OLD}",
        f"oneset:{OLD}",
        f"snooze:60:{OLD}",
        f"second:add:{OLD}",
        f"day:{OLD}",
        f"done:{TUESDAY + timedelta(days=9)}",
        "side:left 6 right 6",
        "moveday:999:2026-11-24",
        "fix:999",
        "done:yesterday",
        "done:",
        "sets:2026-11-24:99",
        "sets:2026-11-24:-1",
        "pain:2026-11-24:11",
        "snooze:0:2026-11-24",
        "snooze:999999:2026-11-24",
        "where:2026-11-24:moon",
        "time:25:99",
        "zone:../etc/passwd",
        "zone:Mars",
        "set:days:t9",
        "set:nothing",
        "how:9:full",
        "how:1:wild",
        "signs:nothing",
        "baseline:99",
        "lifts:99",
        f"lifts:{TUESDAY}:99",
        f"week:{TUESDAY}:11",
        f"week:{OLD}:3",
        "week:now:none",
        "nonsense",
        "::::",
        "rescreen:start",
        "ob:consent:yes",
        "ob:days:0123456",
        "ob:plan:skip",
        "undo:abc",
    ],
)
async def test_an_old_or_forged_button_changes_nothing_and_is_answered(ana: Ask, data: str) -> None:
    await ana.say("done, pain 0")
    facts, person = ana.facts(), ana.user
    said = await ana.forge(data)
    assert said.toast == "That button is no longer in use. Type “next” to see where you are."
    assert ana.facts() == facts
    assert (ana.user.zone, ana.user.reminder_time, ana.user.state) == (person.zone, person.reminder_time, person.state)


async def test_the_undo_button_of_someone_elses_entry_takes_nothing(ana: Ask) -> None:
    await ana.say("done, pain 0")
    await ana.forge("undo:77")
    assert len(ana.logged()) == 1


async def test_a_tap_while_another_question_is_open_leaves_that_one_open(ana: Ask) -> None:
    await ana.say("couldn't finish, pain 2")
    await ana.forge("progress")
    await ana.say("2x5")
    assert ana.logged() == [(TUESDAY, [(5, 5), (5, 5)])]


async def test_the_monthly_question_about_the_usual_pain_takes_a_word(ana: Ask) -> None:
    await ana.forge("baseline:2")
    assert [fact.value for fact in ana.facts(Baseline)] == [1, 2]  # type: ignore[attr-defined]  # Baseline


@pytest.mark.parametrize(
    "text", ["i want to go to stage 2 now", "skip to stage 3", "can i move on to the next stage?", "this is too easy"]
)
async def test_going_faster_than_the_rules_is_refused_with_what_is_missing(ana: Ask, text: str) -> None:
    said = await ana.say(text)
    assert "0 of 21" in said
    assert ana.facts(Skip, Consent, Choice) == []


@pytest.mark.parametrize("text", ["easier please", "repeat this week", "can i go one stage back"])
async def test_the_careful_ways_are_one_tap_away_when_asked_for_in_words(ana: Ask, text: str) -> None:
    said = await ana.say(text)
    assert "choice:easier" in [button.data for button in said.buttons]


async def test_a_choice_can_be_taken_back(ana: Ask) -> None:
    await ana.say("2x6 no pain")
    await ana.say("easier please")
    await ana.tap("choice:easier")
    assert ana.facts(Choice)
    assert "your choice" in await ana.say("undo")
    assert ana.facts(Choice) == []
