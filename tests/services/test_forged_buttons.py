"""A button's data may be anything. Whatever it is, nobody reads or changes a row of anybody else with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.coach.model import Log
from bot.records import Kind
from bot.services.taps import TAPS
from tests.services.conftest import CHAT, Ask
from tests.support.fake_store import Data
from tests.support.watched import Watch

BO, BO_NAME, BO_PLAN = 8_005_553_535, "Bodo", "after the sourdough is fed"
VERBS = [*TAPS, "ob", "delete", "op", "nothing"]
STEPS = ("consent", "screening", "flags", "baseline", "zone", "time", "days", "kit", "plan")
ANSWERS = (
    "yes",
    "no",
    "ask",
    "done",
    "none",
    "some",
    "keep",
    "back",
    "easier",
    "add",
    "replace",
    "same",
    "on",
    "off",
    "",
)


async def both(ana: Ask) -> Watch:
    """Ana with a session, and Bo with a longer record, a question that is open and answers that wait."""
    await ana.say("2x6, pain 1")

    async def bo(text: str) -> None:
        await ana.hear(Kind.TEXT, text, chat_id=BO, first_name=BO_NAME)

    for said in ("/start", "I agree", "none", "none", "1", "Lisbon", "7:00", "every day", "all", BO_PLAN):
        await bo(said)
    for said in (
        "2x6, pain 3 low back",
        "actually it was 2x5",
        "2x4 yesterday, pain 2",
        "skip tomorrow",
        "3x8 or 3x7?",
    ):
        await bo(said)
    watch = Watch(ana.store)
    ana.desk = replace(ana.desk, store=watch.unit)
    return watch


def of_bo(data: Data) -> list[object]:
    """Every row of his."""
    number = user_of(data, BO)
    return [
        data.users[number],
        [told for told in data.told if told.user_id == number],
        [decision for of, decision in data.decisions if of == number],
        [post for post in data.outbox.values() if post.posted.outgoing.chat_id == BO],
        [handed for handed in data.deliveries.values() if handed.delivery.user_id == number],
    ]


def user_of(data: Data, chat_id: int) -> int:
    return next(user.id for user in data.users.values() if user.chat_id == chat_id)


def values(data: Data, today: date) -> Iterator[str]:
    """What a forger would try: his numbers, those of his entries and facts, his days, and each with an answer."""
    bo = user_of(data, BO)
    entries = sorted({told.record.entry for told in data.told if told.user_id == bo})
    days = sorted({told.record.fact.day for told in data.told if told.user_id == bo} | {today})
    numbers = [bo, BO, *entries, max(entries) + 1, 0, -1, 10**19]
    yield from ANSWERS
    for number in numbers:
        yield str(number)
        yield f"{number}:{today - timedelta(days=1)}"
    for day in days:
        yield day.isoformat()
        for answer in (*ANSWERS, *entries):
            yield f"{day}:{answer}"
            yield f"{answer}:{day}"


@pytest.mark.parametrize("verb", VERBS)
async def test_no_forged_button_touches_a_row_of_another_user(ana: Ask, verb: str) -> None:
    watch = await both(ana)
    before, mine = of_bo(ana.store.data), user_of(ana.store.data, CHAT)
    forged = [f"{verb}:{value}" for value in values(ana.store.data, ana.clock.now().date())]
    if verb == "ob":
        forged = [f"ob:{step}:{value}" for step in STEPS for value in ANSWERS]
    said = [await ana.forge(data[:64]) for data in (verb, *forged) if data != "delete:yes"]
    assert of_bo(ana.store.data) == before
    assert watch.but(CHAT, mine) == set()
    texts = " ".join(each.text for each in said)
    assert not [secret for secret in (BO_NAME, "sourdough", str(BO)) if secret in texts]


async def test_erasing_is_of_the_own_record_only(ana: Ask) -> None:
    watch = await both(ana)
    before, mine = of_bo(ana.store.data), user_of(ana.store.data, CHAT)
    await ana.forge("delete:yes")
    assert of_bo(ana.store.data) == before
    assert watch.but(CHAT, mine) == set()


async def test_an_entrys_number_means_the_own_entry(ana: Ask) -> None:
    """Entries are numbered from one for each user: the same button takes back each one's own."""
    await both(ana)
    theirs = [told.record.entry for told in ana.store.data.told if isinstance(told.record.fact, Log)]
    assert len(set(theirs)) < len(theirs)
    await ana.forge(f"undo:{theirs[0]}")
    assert ana.logged() == [
        (ana.clock.now().date(), [(5, 5), (5, 5)]),
        (ana.clock.now().date() - timedelta(days=1), [(4, 4)] * 2),
    ]


async def test_the_watch_sees_who_is_asked_for(ana: Ask) -> None:
    """Else the tests above would show nothing."""
    watch = await both(ana)
    await ana.hear(Kind.TAP, "undo", chat_id=BO, tap_id="t")
    mine = user_of(ana.store.data, CHAT)
    asked = {what for _, what in watch.but(CHAT, mine)}
    assert asked >= {"user_of_chat", "records", "save_user"}
