"""Updates come in once, in order, and are acknowledged when their effects are committed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.chat.application import TokenRefused, WebhookRefused, announce_webhook, connect_patiently
from bot.ports import Away
from bot.records import Incoming
from bot.tryout import Garbage, Hang, LocalTelegram, LoseAnswer, Person, Refuse, Reset, TooMany
from bot.tryout.people import redeliver
from tests.support.line import SORRY, Line
from tests.support.waiting import until

MakeLine = Callable[..., Line]


def noted(person: Person) -> list[str]:
    return [message.text for message in person.replies]


async def test_a_message_is_stored_answered_and_acknowledged(tg: LocalTelegram, make_line: MakeLine) -> None:
    line = make_line()
    line.start()
    ana = tg.user("Ana")
    said = await ana.say("did 3x10")
    assert (await ana.wait_reply()).text == "noted: did 3x10"
    assert await line.facts(ana.id) == (said.id,)
    await until(lambda: not tg.queue.pending())
    await until(lambda: _none_unsent(line))


async def _none_unsent(line: Line) -> bool:
    return await line.unsent() == 0


async def test_nothing_is_acknowledged_before_it_is_committed(tg: LocalTelegram, make_line: MakeLine) -> None:
    gate = asyncio.Event()
    line = make_line(before=lambda _: _wait(gate))
    line.start()
    ana = tg.user("Ana")
    await ana.say("slow")
    await until(lambda: len(line.diary.seen) == 1)
    await asyncio.sleep(0.3)
    assert len(tg.queue.pending()) == 1
    gate.set()
    await until(lambda: not tg.queue.pending())


async def _wait(gate: asyncio.Event) -> None:
    await gate.wait()


async def test_an_update_in_hand_is_not_started_again_when_it_comes_again(
    tg: LocalTelegram, make_line: MakeLine
) -> None:
    gate = asyncio.Event()

    async def first_waits(said: Incoming) -> None:
        if said.text == "slow":
            await gate.wait()

    line = make_line(before=first_waits)
    line.start()
    ana, ben = tg.user("Ana"), tg.user("Ben")
    await ana.say("slow")
    for n in range(5):
        await ben.say(f"{n}")
        await ben.wait_reply()
    gate.set()
    await ana.wait_reply()
    assert sum(said.text == "slow" for said in line.diary.seen) == 1
    assert [said.text for said in line.diary.seen if said.chat_id == ben.id] == list("01234")
    await until(lambda: not tg.queue.pending())


async def test_a_chat_keeps_its_order_messages_and_taps_together(tg: LocalTelegram, make_line: MakeLine) -> None:
    async def early_ones_take_longer(said: Incoming) -> None:
        await asyncio.sleep(0.03 if said.text in ("0", "3") else 0)

    line = make_line(before=early_ones_take_longer)
    ana = tg.user("Ana")
    for n in range(6):
        await ana.say(str(n))
    line.start()
    await until(lambda: len(ana.replies) == 6)
    assert noted(ana) == [f"noted: {n}" for n in range(6)]


async def test_one_chatty_chat_does_not_keep_the_others_waiting(tg: LocalTelegram, make_line: MakeLine) -> None:
    async def takes_a_while(said: Incoming) -> None:
        await asyncio.sleep(0.02)

    line = make_line(before=takes_a_while, bound=2)
    ana, ben = tg.user("Ana"), tg.user("Ben")
    for n in range(60):
        await ana.say(str(n))
    await ben.say("me too")
    line.start()
    await ben.wait_reply()
    assert len(ana.replies) < 20


async def test_an_update_that_comes_twice_has_one_effect(tg: LocalTelegram, make_line: MakeLine) -> None:
    line = make_line()
    line.start()
    ana = tg.user("Ana")
    await ana.say("once")
    update = tg.queue.pending()[0]
    await ana.wait_reply()
    await until(lambda: not tg.queue.pending())
    redeliver(tg.telegram, update)
    await until(lambda: len(line.diary.seen) == 2)
    await until(lambda: not tg.queue.pending())
    assert len(await line.facts(ana.id)) == 1
    assert noted(ana) == ["noted: once"]


async def test_a_failing_update_is_set_aside_after_three_tries_and_the_rest_go_on(
    tg: LocalTelegram, make_line: MakeLine
) -> None:
    async def one_is_cursed(said: Incoming) -> None:
        if said.text == "cursed":
            raise ZeroDivisionError

    line = make_line(before=one_is_cursed)
    ana, ben = tg.user("Ana"), tg.user("Ben")
    await ana.say("cursed")
    await ana.say("fine")
    await ben.say("fine too")
    line.start()
    await until(lambda: len(ana.replies) == 2 and len(ben.replies) == 1)
    assert noted(ana) == [SORRY.text, "noted: fine"]
    assert sum(said.text == "cursed" for said in line.diary.seen) == 3
    await until(lambda: not tg.queue.pending())


async def test_an_update_that_never_ends_is_set_aside_too(tg: LocalTelegram, make_line: MakeLine) -> None:
    line = make_line(before=lambda _: asyncio.sleep(3600), limit=0.02)
    ana = tg.user("Ana")
    await ana.say("hello")
    line.start()
    assert (await ana.wait_reply()).text == SORRY.text


async def test_while_the_store_is_away_updates_wait_and_it_is_not_their_fault(
    tg: LocalTelegram, make_line: MakeLine
) -> None:
    failures = iter([Away("gone")] * 6)

    async def away_at_first(said: Incoming) -> None:
        if error := next(failures, None):
            raise error

    line = make_line(before=away_at_first)
    ana = tg.user("Ana")
    await ana.say("keep this")
    line.start()
    assert (await ana.wait_reply()).text == "noted: keep this"
    assert len(line.diary.seen) == 7


@pytest.mark.parametrize(
    "fault",
    [
        TooMany(1),
        Refuse(),
        Refuse(409, "Conflict: terminated by other getUpdates request"),
        Garbage(),
        Garbage("not json", 200),
        Garbage("[]", 200),
        Garbage("{}", 200),
        Garbage('{"ok": false, "description": "what?"}', 200),
        Garbage('{"ok": true, "result": {"update_id": 1}}', 200),
        Garbage("<html>404 Not Found</html>", 404),
        Refuse(401, "Unauthorized"),
        Hang(0.05),
        Reset(),
        LoseAnswer(),
    ],
)
async def test_polling_outlives_every_fault(tg: LocalTelegram, make_line: MakeLine, fault: object) -> None:
    tg.faults.add("getUpdates", fault)  # type: ignore[arg-type]  any fault
    line = make_line()
    line.start()
    ana = tg.user("Ana")
    await ana.say("still there?")
    assert (await ana.wait_reply()).text == "noted: still there?"


async def test_a_webhook_that_is_still_set_gives_way_to_polling(tg: LocalTelegram, make_line: MakeLine) -> None:
    line = make_line()
    await line.application.initialize()
    await line.application.bot.set_webhook("http://127.0.0.1:9/hook")
    ana = tg.user("Ana")
    line.start()
    await ana.say("hello")
    assert (await ana.wait_reply()).text == "noted: hello"


async def test_a_refused_token_stops_with_an_error_that_does_not_show_it(
    tg: LocalTelegram, make_line: MakeLine
) -> None:
    tg.faults.add("getMe", Refuse(401, "Unauthorized"))
    line = make_line()
    with pytest.raises(TokenRefused) as caught:
        await line.intake.run()
    assert tg.token not in str(caught.value)
    assert "TELEGRAM_BOT_TOKEN" in str(caught.value)


async def test_a_token_that_is_revoked_meanwhile_stops_it_once_that_is_certain(
    tg: LocalTelegram, make_line: MakeLine
) -> None:
    line = make_line()
    line.start()
    await line.intake.connected.wait()
    tg.faults.add("getUpdates", Refuse(401, "Unauthorized"), times=1000)
    assert line.running is not None
    with pytest.raises(TokenRefused):
        await asyncio.wait_for(line.running, 10)


@pytest.mark.parametrize("garbage", [Garbage("<html>", 404), Garbage("{}", 200), Garbage('{"result": []}', 200)])
async def test_it_begins_to_poll_however_strange_the_first_answer_is(
    tg: LocalTelegram, make_line: MakeLine, garbage: Garbage
) -> None:
    tg.faults.add("getMe", garbage)
    line = make_line()
    line.start()
    ana = tg.user("Ana")
    await ana.say("hello")
    assert (await ana.wait_reply()).text == "noted: hello"


async def test_several_processes_may_announce_the_webhook_at_once(tg: LocalTelegram, make_line: MakeLine) -> None:
    tg.faults.add("setWebhook", TooMany(1))
    line = make_line()
    await announce_webhook(line.application, "http://127.0.0.1:9/hook", "secret")
    info = await line.application.bot.get_webhook_info()
    assert info.url == "http://127.0.0.1:9/hook"


async def test_an_address_that_telegram_refuses_is_told_in_one_line(tg: LocalTelegram, make_line: MakeLine) -> None:
    line = make_line()
    tg.faults.add("setWebhook", Refuse(400, "Bad Request: bad webhook: IP address 10.0.0.1 is reserved"))
    with pytest.raises(WebhookRefused, match="WEBHOOK_URL: Bad webhook"):
        await announce_webhook(line.application, "https://10.0.0.1/hook", "secret")


async def test_a_process_that_does_not_poll_waits_for_telegram(tg: LocalTelegram, make_line: MakeLine) -> None:
    tg.faults.add("getMe", Refuse(500), times=2)
    line = make_line()
    await connect_patiently(line.application, pause=0.01)
    assert line.application.bot.username == "local_hip_coach_bot"


async def test_an_unreadable_update_is_set_aside_and_the_rest_of_its_batch_goes_on(
    tg: LocalTelegram, make_line: MakeLine
) -> None:
    ana = tg.user("Ana")
    tg.queue.add("message", {"message_id": "what", "chat": 7}, ana.id)
    await ana.say("readable")
    line = make_line()
    line.start()
    assert (await ana.wait_reply()).text == "noted: readable"
    await until(lambda: not tg.queue.pending())


async def test_ids_that_begin_anew_lower_after_a_quiet_week_are_taken(tg: LocalTelegram, make_line: MakeLine) -> None:
    line = make_line()
    line.start()
    ana = tg.user("Ana")
    await ana.say("before")
    await ana.wait_reply()
    await until(lambda: not tg.queue.pending())
    await until(lambda: tg.calls[-1].method.lower() == "getupdates" and "offset" not in tg.calls[-1].params, seconds=5)
    tg.queue.restart_ids(5)
    await ana.say("after")
    assert (await ana.wait_reply()).text == "noted: after"


async def test_a_stop_finishes_what_is_in_hand_and_leaves_the_rest_to_telegram(
    tg: LocalTelegram, make_line: MakeLine
) -> None:
    async def takes_a_while(said: Incoming) -> None:
        await asyncio.sleep(0.1)

    line = make_line(before=takes_a_while)
    ana = tg.user("Ana")
    for n in range(5):
        await ana.say(str(n))
    line.start()
    await until(lambda: len(line.diary.seen) == 1)
    assert await line.stop()
    assert len(await line.facts(ana.id)) == 1
    assert len(tg.queue.pending()) == 4
