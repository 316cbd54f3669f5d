"""How a call reaches the local Telegram, what shape its answer has, and how scripted faults look to a client."""

from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.tryout import Garbage, Hang, LocalTelegram, LoseAnswer, Refuse, Reset, Slow, TooMany


async def test_a_wrong_token_is_unauthorised(raw: Any) -> None:
    assert await raw("getMe", token="1:wrong") == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )


async def test_ptb_sees_a_wrong_token_as_invalid(tg: LocalTelegram) -> None:
    bot = Bot("1:wrong", base_url=tg.base_url)
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()


async def test_an_unknown_method_is_not_found(raw: Any) -> None:
    status, answer = await raw("danceAround")
    assert (status, answer["description"]) == (404, "Not Found: method not found")


@pytest.mark.parametrize("spelling", ["getMe", "getme", "GETME", "gEtMe"])
async def test_method_names_ignore_case(raw: Any, spelling: str) -> None:
    status, answer = await raw(spelling)
    assert (status, answer["ok"], answer["result"]["is_bot"]) == (200, True, True)


@pytest.mark.parametrize("way", ["query", "form", "multipart", "json"])
async def test_parameters_arrive_by_every_way_the_bot_api_knows(tg: LocalTelegram, way: str) -> None:
    ana = tg.user("Ana")
    await ana.say("/start")
    params = {"chat_id": str(ana.id), "text": "héllo & <b>"}
    multipart = aiohttp.FormData(params, default_to_multipart=True)
    body: dict[str, Any] = {
        "query": {"params": params},
        "form": {"data": params},
        "multipart": {"data": multipart},
        "json": {"json": params},
    }[way]
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{tg.base_url}{tg.token}/sendMessage", **body) as answer,
    ):
        assert answer.status == 200
    assert ana.last.text == "héllo & <b>"


async def test_a_body_that_is_no_json_object_is_a_bad_request(tg: LocalTelegram) -> None:
    headers = {"Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{tg.base_url}{tg.token}/getMe", data="{", headers=headers) as answer,
    ):
        assert (answer.status, (await answer.json())["error_code"]) == (400, 400)


async def test_every_call_is_recorded_with_its_time_and_parameters(tg: LocalTelegram, raw: Any) -> None:
    await raw("setMyCommands", commands=[{"command": "next", "description": "What is next"}])
    call = tg.calls[-1]
    assert (call.method, call.ok, call.at) == ("setMyCommands", True, tg.telegram.clock.now())
    assert call.params == {"commands": [{"command": "next", "description": "What is next"}]}


async def test_a_refused_call_is_recorded_with_its_reason(tg: LocalTelegram, raw: Any) -> None:
    await raw("sendMessage", chat_id=5, text="hi")
    assert (tg.calls[-1].ok, tg.calls[-1].description) == (False, "Bad Request: chat not found")


@pytest.mark.parametrize(
    ("fault", "error", "told", "said"),
    [
        (TooMany(7), RetryAfter, "Retry in 0:00:07", 0),
        (Refuse(500, "Internal Server Error"), NetworkError, "Internal Server Error", 0),
        (Garbage(), NetworkError, "Bad Gateway", 0),
        (Garbage("no json", 200), TelegramError, "Invalid server response", 0),
        (Reset(), NetworkError, "RemoteProtocolError|ReadError", 0),
        (LoseAnswer(), NetworkError, "RemoteProtocolError|ReadError", 1),
        (Hang(0.2), TimedOut, "Timed out", 0),
        (Slow(0.2), TimedOut, "Timed out", 1),
    ],
)
async def test_a_scripted_fault_looks_like_the_real_one(
    tg: LocalTelegram, bot: Bot, fault: Any, error: type[Exception], told: str, said: int
) -> None:
    """The bot sees the error once, the effect takes place only where the fault says so, and the next call works."""
    ana = tg.user("Ana")
    await ana.say("/start")
    tg.faults.add("sendMessage", fault)
    with pytest.raises(error, match=told):
        await bot.send_message(ana.id, "first", read_timeout=0.1)
    await bot.send_message(ana.id, "second")
    assert len(ana.replies) == said + 1


async def test_a_fault_meets_only_the_calls_it_is_meant_for(tg: LocalTelegram, bot: Bot) -> None:
    ana, bo = tg.user("Ana"), tg.user("Bo")
    for person in (ana, bo):
        await person.say("/start")
    tg.faults.add("sendMessage", TooMany(), times=2, when=lambda params: params["chat_id"] == str(ana.id))
    await bot.send_message(bo.id, "fine")
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await bot.send_message(ana.id, "refused")
    await bot.send_message(ana.id, "fine again")
    assert [len(person.replies) for person in (ana, bo)] == [1, 1]
