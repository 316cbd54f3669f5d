"""The bot and its one handler table, as python-telegram-bot knows them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import structlog
from telegram import Update
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackContext, ExtBot, TypeHandler

from bot.chat.errors import is_foreign, seconds
from bot.chat.incoming import ALLOWED_UPDATES, incoming
from bot.chat.request import AiohttpRequest
from bot.clock import Clock
from bot.ports import Meter, NoMeter
from bot.records import Answered, Incoming
from bot.services.faults import brief

log = structlog.get_logger(__name__)
T = TypeVar("T")

Answer = Callable[[Incoming], Awaitable[Answered]]
"""Works on one update; its effects are committed when it returns."""
Deliver = Callable[[Incoming, Answered], None]
"""Sees to it that the answers are sent, without waiting for it."""
PTB = Application[Any, Any, Any, Any, Any, Any]

TELEGRAM = "https://api.telegram.org"


class TokenRefused(Exception):
    """Telegram does not know this bot token."""

    def __init__(self) -> None:
        super().__init__("Telegram refused the bot token: compare TELEGRAM_BOT_TOKEN with what @BotFather says.")


class WebhookRefused(Exception):
    """Telegram will never call that address."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Telegram refused WEBHOOK_URL: {why}")


class CoachBot(ExtBot[None]):
    """The library's bot, with one way around its objects."""

    async def call(self, method: str, **values: object) -> Any:
        """A method by the name of the Bot API; the result as Telegram gave it. For the calls nearly every answer is
        made of: the library builds each button as an object, and again from the message that was sent, which takes
        longer than all the rest of the call. Its own methods end in this `_post`, too."""
        return await self._post(method, values)


class CoachApplication(PTB):
    """An application that lets a handler's failure through to whoever took the update in."""

    async def process_error(self, update: object, error: Exception, job: Any = None, coroutine: Any = None) -> bool:
        raise error


def build_application(
    token: str,
    *,
    answer: Answer,
    deliver: Deliver,
    clock: Clock,
    meter: Meter | None = None,
    api_url: str = TELEGRAM,
    connections: int = 128,
    proxy: str | None = None,
) -> PTB:
    """`api_url` is that of any Bot API server, for example `http://127.0.0.1:8081`. There is no updater: intake.py or
    webhook.py feed `process_update`, which returns once the update's effects are committed, or raises."""
    _silence_library()
    api_url = api_url.rstrip("/")
    bot = CoachBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=AiohttpRequest(connections=connections, proxy=proxy),
        get_updates_request=AiohttpRequest(connections=2, proxy=proxy),
    )
    application = (
        ApplicationBuilder().application_class(CoachApplication).bot(bot).updater(None).job_queue(None).build()
    )
    for handler in handlers(answer, deliver, clock, meter or NoMeter()):
        application.add_handler(handler)
    return application


def handlers(answer: Answer, deliver: Deliver, clock: Clock, meter: Meter) -> tuple[TypeHandler[Update, Any, Any], ...]:
    """The handler table: every kind of update goes one way, and bot/chat/incoming.py says what it means."""

    async def turn(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        began = asyncio.get_running_loop().time()
        said = incoming(update, clock.now())
        if said is None:
            log.debug("update passed over")
            return
        answered = await answer(said)
        deliver(said, answered)
        meter.count("updates", kind=said.kind.value, repeated=str(answered.repeated).lower())
        meter.time("update_seconds", asyncio.get_running_loop().time() - began)
        log.info(
            "update done",
            kind=said.kind.value,
            answers=len(answered.posted),
            repeated=answered.repeated,
        )

    return (TypeHandler(Update, turn),)


async def connect(application: PTB) -> None:
    """Open the connections and greet Telegram. Raises TokenRefused, or a `TelegramError` that may pass."""
    try:
        await application.initialize()
    except InvalidToken as error:
        if is_foreign(error):
            raise NetworkError("something between here and Telegram refuses") from None
        await application.bot.shutdown()
        raise TokenRefused from None  # the library's own message quotes the token


async def connect_patiently(application: PTB, *, pause: float = 1.0) -> None:
    """Greet Telegram as soon as it can be reached, for processes that do not poll. Raises TokenRefused."""
    await patiently(lambda: connect(application), pause=pause)


async def announce_webhook(application: PTB, url: str, secret: str) -> None:
    """Have updates brought to `url`; several processes may ask at once. Raises TokenRefused, WebhookRefused."""
    bot = application.bot
    await connect_patiently(application)
    try:
        await patiently(lambda: bot.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED_UPDATES))
    except BadRequest as error:
        raise WebhookRefused(error.message) from None


async def patiently(call: Callable[[], Awaitable[T]], *, pause: float = 1.0) -> T:
    """The call's result, as soon as Telegram gives one. Raises TokenRefused and BadRequest: those stay as they are."""
    failures = 0
    while True:
        wait = min(pause * (failures + 1), 30.0)
        try:
            return await call()
        except TokenRefused:
            raise
        except Exception as error:  # also an answer that is none of Telegram's
            if isinstance(error, BadRequest) and not is_foreign(error):
                raise
            if isinstance(error, RetryAfter):
                wait = max(wait, seconds(error))
            why = error.message[:200] if isinstance(error, TelegramError) else brief(error)
        if not failures:
            log.warning("Telegram can not be reached, trying again", why=why)
        failures += 1
        await asyncio.sleep(wait)


async def disconnect(application: PTB) -> None:
    """Close the connections, whether greeting Telegram had worked or not."""
    await application.shutdown()
    await application.bot.shutdown()


def _silence_library() -> None:
    """Its debug lines hold the token and its error lines what users wrote; ours say what matters without either."""
    library = logging.getLogger("telegram")
    library.addHandler(logging.NullHandler())
    library.propagate = False
