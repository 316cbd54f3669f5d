"""The HTTP client behaves as the stock one does, and keeps the token to itself."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InputMediaPhoto
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from bot.chat.request import AiohttpRequest
from bot.tryout import Garbage, Hang, LocalTelegram, LoseAnswer, Person, Refuse, Reset, Slow, TooMany
from tests.chat.test_messenger import PNG


@pytest.fixture
async def ana(tg: LocalTelegram) -> Person:
    person = tg.user("Ana")
    await person.say("/start")
    return person


@pytest.fixture(params=[AiohttpRequest, HTTPXRequest])
async def any_bot(request: pytest.FixtureRequest, tg: LocalTelegram) -> AsyncIterator[Bot]:
    """The same with both clients: what they do alike needs no second opinion."""
    client = request.param
    bot = Bot(
        tg.token,
        base_url=tg.base_url,
        base_file_url=tg.base_file_url,
        request=client(read_timeout=0.3),
        get_updates_request=client(read_timeout=0.3),
    )
    async with bot:
        yield bot


@pytest.fixture
async def bot(tg: LocalTelegram) -> AsyncIterator[Bot]:
    async with Bot(tg.token, base_url=tg.base_url, request=AiohttpRequest(read_timeout=0.3, connections=2)) as bot:
        yield bot


async def test_text_with_every_kind_of_character_arrives(any_bot: Bot, ana: Person) -> None:
    text = "3×10 – Хорошо & = % + \n👍🏽 «ü»"
    await any_bot.send_message(ana.id, text)
    assert ana.last.text == text


async def test_a_file_arrives_with_its_name_and_content(any_bot: Bot, ana: Person) -> None:
    sent = await any_bot.send_document(ana.id, b"day,reps\n\0\xff", filename="протокол.csv", caption="Ваш")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size, ana.last.text) == ("протокол.csv", 11, "Ваш")


async def test_a_file_attached_to_an_edit_arrives(any_bot: Bot, ana: Person) -> None:
    sent = await any_bot.send_photo(ana.id, PNG)
    await any_bot.edit_message_media(InputMediaPhoto(PNG, caption="new"), ana.id, sent.message_id)
    assert (ana.last.kind, ana.last.text) == ("photo", "new")


async def test_a_file_comes_back_as_it_went(any_bot: Bot, ana: Person) -> None:
    sent = await any_bot.send_document(ana.id, b"content", filename="a.txt")
    assert sent.document is not None
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"content"


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Refuse(400, "Bad Request: chat not found"), BadRequest),
        (Refuse(401, "Unauthorized"), InvalidToken),
        (Refuse(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (Refuse(409, "Conflict: other"), Conflict),
        (Refuse(500), NetworkError),
        (Refuse(502), NetworkError),
        (TooMany(3), RetryAfter),
        (Garbage(), NetworkError),
        (Reset(), NetworkError),
        (LoseAnswer(), NetworkError),
        (Hang(2), TimedOut),
    ],
)
async def test_failures_are_the_errors_the_library_knows(
    any_bot: Bot, ana: Person, tg: LocalTelegram, fault: object, expected: type[Exception]
) -> None:
    tg.faults.add("sendMessage", fault)  # type: ignore[arg-type]  any fault
    with pytest.raises(expected):
        await any_bot.send_message(ana.id, "hello")


async def test_a_server_that_is_not_there_is_a_network_error() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError, match="ClientConnectorError"):
            await request.post("http://127.0.0.1:9/bot1:secret/getMe")


@pytest.mark.parametrize("fault", [Reset(), LoseAnswer(), Hang(2), Garbage(), Refuse(500)])
async def test_the_token_is_in_no_error_and_no_traceback(
    bot: Bot, ana: Person, tg: LocalTelegram, fault: object
) -> None:
    tg.faults.add("sendMessage", fault)  # type: ignore[arg-type]  any fault
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(ana.id, "hello")
    assert tg.token not in "".join(traceback.format_exception(caught.value))


async def test_an_address_that_is_none_does_not_show_the_token() -> None:
    token = f"1:{'secret' * 2}"
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError) as caught:
            await request.post(f"http://[bad/bot{token}/getMe")
    assert token not in "".join(traceback.format_exception(caught.value))


async def test_a_lost_answer_is_asked_for_again_only_where_that_is_safe(
    bot: Bot, ana: Person, tg: LocalTelegram
) -> None:
    for method in ("getMe", "sendMessage"):
        tg.faults.add(method, LoseAnswer())
    await bot.get_me()
    with pytest.raises(NetworkError):
        await bot.send_message(ana.id, "once")
    assert len(ana.replies) == 1


async def test_a_long_poll_may_take_its_time_beyond_a_calls_timeout(tg: LocalTelegram, ana: Person) -> None:
    client = AiohttpRequest(read_timeout=0.2)
    async with Bot(tg.token, base_url=tg.base_url, get_updates_request=client) as bot:
        await bot.get_updates(offset=tg.queue.pending()[-1].update_id + 1, timeout=0)
        assert await bot.get_updates(timeout=1) == ()


async def test_connections_are_bounded_and_kept(bot: Bot, ana: Person, tg: LocalTelegram) -> None:
    tg.faults.add("sendMessage", Slow(0.05), times=6)
    began = asyncio.get_running_loop().time()
    await asyncio.gather(*(bot.send_message(ana.id, str(n)) for n in range(6)))
    assert asyncio.get_running_loop().time() - began >= 0.14, "two at a time"
    assert len(ana.replies) == 6
