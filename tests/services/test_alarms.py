"""Alarm signs: what to do is said first, the programme is locked, and only an explicit word lifts the lock."""

from __future__ import annotations

import pytest

from bot.coach.assess import assess
from bot.coach.model import Clearance, Lock, Tier
from bot.coach.standing import Mode
from bot.records import State
from tests.services.conftest import TUESDAY, Ask

NUMB = "I'm numb between my legs"


def mode(ask: Ask) -> Mode:
    return assess(ask.desk.programme, tuple(ask.facts()), ask.clock.now().date()).mode


def tiers(ask: Ask) -> list[Tier]:
    return [fact.tier for fact in ask.facts(Lock) if isinstance(fact, Lock)]


@pytest.mark.parametrize(
    ("text", "tier", "words"),
    [
        (NUMB, Tier.EMERGENCY, "Call your local emergency number"),
        ("I can't hold my bladder any more", Tier.EMERGENCY, "emergency department now"),
        ("my back hurts and I have a fever", Tier.URGENT, "urgent-care line today"),
        ("I lose weight without trying", Tier.URGENT, "urgent-care line today"),
        ("I'm pregnant", Tier.CLEARANCE, "check with a doctor or physiotherapist"),
        ("my left foot is tingling", Tier.CLEARANCE, "check with a doctor or physiotherapist"),
    ],
)
async def test_each_tier_says_where_to_go(ana: Ask, text: str, tier: Tier, words: str) -> None:
    said = await ana.say(text)
    assert tiers(ana) == [tier]
    assert words in said.messages[0].text
    assert said.labels == ["A clinician said I can go on", "You misread me"]
    assert mode(ana) is Mode.LOCKED


async def test_of_several_signs_the_highest_tier_speaks(ana: Ask) -> None:
    await ana.say("I'm pregnant and numb between the legs")
    assert tiers(ana) == [Tier.EMERGENCY]


@pytest.mark.parametrize("text", ["no numbness", "my friend can't feel his legs", "my hands are numb from the bar"])
async def test_denied_and_other_peoples_signs_do_not_lock(ana: Ask, text: str) -> None:
    await ana.say(text)
    assert tiers(ana) == []


async def test_an_alarm_beside_a_log_locks_first_and_still_writes_the_log(ana: Ask) -> None:
    said = await ana.say("2x6 pain 2, and since then I'm numb between my legs")
    assert "emergency" in said.messages[0].text.split("\n")[0]
    assert ana.logged() == [(TUESDAY, [(6, 6), (6, 6)])]
    assert mode(ana) is Mode.LOCKED
    assert "2×6 per side" in said
    assert said.text.count("emergency number") == 1


async def test_nothing_is_sent_unasked_while_locked(ana: Ask) -> None:
    await ana.say(NUMB)
    assert ana.user.due is None
    ana.pass_time(days=10)
    assert (await ana.tick()).outgoing == ()


async def test_a_reminder_that_was_claimed_before_the_alarm_is_dropped(ana: Ask) -> None:
    ana.at(7)
    await ana.say(NUMB)
    assert (await ana.tick()).outgoing == ()


async def test_a_later_good_log_does_not_lift_the_lock(ana: Ask) -> None:
    await ana.say(NUMB)
    ana.pass_time(days=3)
    await ana.say("3x8 no pain, all good again")
    assert mode(ana) is Mode.LOCKED


@pytest.mark.parametrize(
    "word", ["my doctor said I can go on", "the physio cleared me", "got the all clear from the hospital"]
)
async def test_the_lock_is_lifted_by_an_explicit_word(ana: Ask, word: str) -> None:
    await ana.say(NUMB)
    ana.pass_time(days=2)
    said = await ana.say(word)
    assert "Noted: a clinician agreed" in said
    assert "Band Hurdle Hold" in said
    assert len(ana.facts(Clearance)) == 1
    assert mode(ana) is not Mode.LOCKED
    assert ana.user.due is not None


async def test_the_lock_is_lifted_by_two_taps(ana: Ask) -> None:
    await ana.say(NUMB)
    await ana.tap("A clinician said I can go on")
    assert ana.facts(Clearance) == []
    await ana.tap("Yes, they said I can go on")
    assert mode(ana) is not Mode.LOCKED


async def test_not_yet_keeps_the_lock(ana: Ask) -> None:
    await ana.say(NUMB)
    await ana.tap("A clinician said I can go on")
    assert "Nothing is prescribed until" in await ana.tap("Not yet")
    assert mode(ana) is Mode.LOCKED


@pytest.mark.parametrize("how", ["You misread me", "you misread me", "false alarm"])
async def test_a_misreading_is_confirmed_once_and_recorded(ana: Ask, how: str) -> None:
    said = await ana.say(NUMB)
    said = await (ana.tap(how) if how in said.labels else ana.say(how))
    assert "numbness between the legs" in said
    assert ana.facts(Clearance) == []
    said = await ana.tap("Right, I have none of it")
    assert [fact.misread for fact in ana.facts(Clearance)] == [True]  # type: ignore[attr-defined]  # Clearance
    assert mode(ana) is Mode.TRAINING


async def test_who_does_have_it_stays_locked(ana: Ask) -> None:
    await ana.say(NUMB)
    await ana.tap("You misread me")
    await ana.tap("I do have it")
    assert mode(ana) is Mode.LOCKED


@pytest.mark.parametrize("button", ["clear:yes", "misread:yes", "severity:light", "signs:none"])
async def test_a_button_that_lifts_a_lock_lifts_nothing_where_none_is(ana: Ask, button: str) -> None:
    said = await ana.forge(button)
    assert said.outgoing or said.toast
    assert ana.facts(Clearance) == []


async def test_an_old_misread_button_does_not_lift_a_lock_that_a_clinician_has_to_lift(ana: Ask) -> None:
    """The button asks again, with the signs of today's lock."""
    await ana.say("I'm pregnant")
    await ana.say("my physio says I can go on")
    ana.pass_time(days=1)
    await ana.say(NUMB)
    said = await ana.forge("misread:ask")
    assert "numbness between the legs" in said
    assert mode(ana) is Mode.LOCKED


@pytest.mark.parametrize("how", ["Light, I’m not hurt", "light", "I'm not hurt"])
async def test_a_light_accident_is_asked_about_and_opens_the_programme_again(ana: Ask, how: str) -> None:
    said = await ana.say("I fell down the stairs yesterday")
    assert "How bad was the fall" in said
    assert mode(ana) is Mode.LOCKED
    said = await (ana.tap(how) if how in said.labels else ana.say(how))
    assert "Noted as light" in said
    assert mode(ana) is Mode.TRAINING


async def test_a_hard_fall_stays_locked(ana: Ask) -> None:
    await ana.say("I fell off my bike")
    said = await ana.say("hard fall")
    assert "emergency" in said
    assert mode(ana) is Mode.LOCKED


async def test_a_light_accident_does_not_lift_another_sign(ana: Ask) -> None:
    await ana.say(NUMB)
    await ana.say("I fell down the stairs")
    await ana.forge("severity:light")
    assert mode(ana) is Mode.LOCKED


async def test_a_light_accident_told_beside_another_sign_does_not_lift_it(ana: Ask) -> None:
    await ana.say("I fell down the stairs and now I'm numb between my legs")
    await ana.forge("severity:light")
    assert mode(ana) is Mode.LOCKED


async def test_an_alarm_on_a_pause_and_while_stopped_is_answered(ana: Ask) -> None:
    await ana.say("away for a week")
    assert "emergency" in await ana.say(NUMB)
    await ana.say("stop")
    assert "fever together with back pain" in await ana.say("my back hurts and I have a fever")
    assert ana.user.state is State.STOPPED


async def test_a_stop_sign_asks_for_alarm_signs_and_which(ana: Ask) -> None:
    said = await ana.say("done, pain 7")
    assert "do you have any of these" in said
    said = await ana.tap("Yes, something of this")
    assert "Which one?" in said
    await ana.tap("Bladder or bowel")
    assert tiers(ana) == [Tier.EMERGENCY]


@pytest.mark.parametrize("how", ["None of these", "none", "no"])
async def test_none_of_the_signs_leaves_the_days_off(ana: Ask, how: str) -> None:
    said = await ana.say("done, pain 6, low back")
    said = await (ana.tap(how) if how in said.labels else ana.say(how))
    assert "Good." in said
    assert tiers(ana) == []
    assert mode(ana) is Mode.OFF


async def test_a_yes_to_the_signs_asks_which(ana: Ask) -> None:
    await ana.say("done, pain 6")
    assert "Which one?" in await ana.say("yes")


async def test_signs_and_place_may_be_answered_in_either_order(ana: Ask) -> None:
    await ana.say("done, pain 6")
    assert "low back" in await ana.say("low back")
    assert "Good." in await ana.say("none of these")
    await ana.say("undo")
    assert mode(ana) in {Mode.OFF, Mode.TRAINING}


@pytest.mark.parametrize("text", ["hello", "what's next?", "lol", "how am I doing?"])
async def test_while_locked_every_way_to_a_drill_says_why_not(ana: Ask, text: str) -> None:
    await ana.say(NUMB)
    said = await ana.say(text)
    assert "Done as planned" not in said.labels
    if text != "how am I doing?":
        assert "locked" in said


async def test_a_second_alarm_of_a_lower_tier_leaves_the_higher_one_in_force(ana: Ask) -> None:
    await ana.say(NUMB)
    await ana.say("I'm also pregnant")
    assert "emergency" in await ana.say("what's next?")


async def test_the_alarm_is_stored_as_a_decision_with_its_reasons(ana: Ask) -> None:
    await ana.say(NUMB)
    kinds = {decision.kind for _, decision in ana.store.data.decisions}
    assert "lock" in kinds
