"""Sends one thing by the right call of the Bot API."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import structlog
import telegram
from telegram import InputMediaAnimation, InputMediaPhoto
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.chat import errors
from bot.chat.application import CoachBot
from bot.chat.drawings import Drawing, Drawings, Made, Shown
from bot.chat.markup import inline, inline_json, length, markup, markup_json
from bot.chat.pace import Pace
from bot.ports import NotDrawn, Passing, Pictures, Refused
from bot.records import Outgoing
from bot.services.faults import brief
from bot.wording.layout import plain
from bot.wording.message import Document, Message

log = structlog.get_logger(__name__)

_HTML = ParseMode.HTML
_NO_PREVIEW = {"is_disabled": True}
_CAPTION = int(MessageLimit.CAPTION_LENGTH)


class TelegramMessenger:
    """`drawings` are the pictures beside messages, `pictures` draws those of one user. What is sent in bulk is paced
    and gives way to answers; where it is `paid`, Telegram takes up to 1000 a second and charges for those beyond 30
    (https://core.telegram.org/bots/faq#how-can-i-message-all-of-my-bot-39s-subscribers-at-once)."""

    def __init__(
        self, bot: CoachBot, drawings: Drawings, pictures: Pictures, pace: Pace, *, paid: bool = False
    ) -> None:
        self._bot = bot
        self._drawings = drawings
        self._pictures = pictures
        self._pace = pace
        self._paid = paid
        self._taps: set[asyncio.Task[None]] = set()

    async def send(
        self, outgoing: Outgoing, *, bulk: bool = False, ours: Callable[[], bool] | None = None
    ) -> int | None:
        """Send or edit; the id of the message that shows it now. Raises Gone, Refused or Passing."""
        chat = outgoing.chat_id
        if bulk:
            await self._pace.wait_for_bulk(chat)
        else:
            self._pace.check_answer(chat)
        if ours is not None and not ours():
            raise Passing("it waited until another may send it")
        try:
            return await self._send_after_moves(outgoing, paid=bulk and self._paid)
        except RetryAfter as error:
            after = errors.seconds(error)
            self._pace.halt(chat, after, bulk=bulk)
            raise Passing("Telegram asks to wait", after, halts=bulk) from None
        except TelegramError as error:
            raise errors.meaning(error) from None

    async def _send_after_moves(self, outgoing: Outgoing, *, paid: bool) -> int | None:
        """A group that became a supergroup has another number, and none of its old messages."""
        try:
            return await self._send(outgoing, paid)
        except ChatMigrated as moved:
            return await self._send(replace(outgoing, chat_id=moved.new_chat_id, edits=None), paid)

    @property
    def idle(self) -> bool:
        """Whether every tap was answered."""
        return not self._taps

    def answer_tap(self, tap_id: str, toast: str | None = None) -> None:
        """Stop a button's spinner, with a short word where there is one; without waiting for it, and a tap that is
        too old to be answered does no harm."""
        task = asyncio.create_task(self._answer_tap(tap_id, toast))
        self._taps.add(task)
        task.add_done_callback(self._taps.discard)

    async def close(self, grace: float = 5.0) -> None:
        """Let the last taps be answered."""
        if self._taps:
            await asyncio.wait(self._taps, timeout=grace)

    async def _answer_tap(self, tap_id: str, toast: str | None) -> None:
        try:
            await self._bot.answer_callback_query(tap_id, text=toast)
        except TelegramError as error:
            log.debug("tap not answered", error=brief(error))

    async def _send(self, outgoing: Outgoing, paid: bool) -> int | None:
        if outgoing.document is not None:
            outgoing = await self._made(outgoing, outgoing.document)
        if outgoing.document is not None:
            return await self._send_document(outgoing.chat_id, outgoing.document)
        if outgoing.message is None:
            raise Refused("there is nothing to send")
        message, shown = outgoing.message, await self._shown(outgoing.message)
        try:
            return await self._say(outgoing, _Words(message, paid=paid), shown)
        except BadRequest as error:
            if not errors.is_unparsable(error):
                raise
            log.error("markup is broken, sent as plain text", error=error.message)
            return await self._say(outgoing, _Words(message, parse=False, paid=paid), shown)

    async def _made(self, outgoing: Outgoing, document: Document) -> Outgoing:
        """The same with its page made; with a word in its place where it can not be."""
        if document.report is None:
            return outgoing
        try:
            content = base64.b64encode(await self._pictures.report(document.report)).decode()
        except NotDrawn as error:
            log.error("page not made", error=str(error))
            return replace(outgoing, document=None, message=Message(document.instead))
        return replace(outgoing, document=replace(document, content=content, report=None))

    async def _shown(self, message: Message) -> Shown | None:
        """The picture beside a message; without one where it can not be drawn, because the words say the same."""
        if message.chart is not None:
            try:
                return Made(await self._pictures.chart(message.chart))
            except NotDrawn as error:
                log.error("sent without its picture", error=str(error))
        return await self._drawings.find(message.picture) if message.picture else None

    async def _say(self, outgoing: Outgoing, words: _Words, shown: Shown | None) -> int | None:
        chat, edits = outgoing.chat_id, outgoing.edits
        if edits is not None and await self._edit(chat, words, shown, edits, same=outgoing.same_picture):
            return edits
        return await self._send_new(chat, words, shown, silent=outgoing.silent)

    # new messages

    async def _send_new(self, chat: int, words: _Words, drawing: Shown | None, *, silent: bool) -> int | None:
        if drawing is None:
            return await self._send_text(chat, words, silent=silent)
        if words.fit_caption:
            return await self._send_drawing(chat, drawing, words)
        await self._send_drawing(chat, drawing, words, bare=True)
        return await self._send_text(chat, words)

    async def _send_text(self, chat: int, words: _Words, *, silent: bool = False) -> int | None:
        sent = await self._bot.call(
            "sendMessage",
            chat_id=chat,
            disable_notification=silent or None,
            text=words.text,
            parse_mode=words.mode,
            link_preview_options=_NO_PREVIEW,
            reply_markup=markup_json(words.message),
            allow_paid_broadcast=words.paid,
        )
        return _number(sent)

    async def _send_drawing(self, chat: int, drawing: Shown, words: _Words, *, bare: bool = False) -> int:
        """With the words as its caption, or `bare`."""
        send = self._bot.send_animation if drawing.moves else self._bot.send_photo
        beside: dict[str, Any] = {"allow_paid_broadcast": words.paid}
        if not bare:
            beside |= {"caption": words.text, "parse_mode": words.mode, "reply_markup": markup(words.message)}
        sent = await self._with_media(drawing, lambda media: send(chat, media, filename=drawing.name, **beside))
        return int(sent.message_id)

    async def _send_document(self, chat: int, document: Document) -> int:
        content = base64.b64decode(document.content)
        sent = await self._bot.send_document(
            chat, content, filename=document.name, caption=document.caption or None, parse_mode=_HTML
        )
        return sent.message_id

    # edits

    async def _edit(self, chat: int, words: _Words, drawing: Shown | None, edits: int, *, same: bool) -> bool:
        """Whether the message now shows the words; else they have to be sent anew. `same`: the drawing stays."""
        try:
            if drawing is not None and same:
                return await self._edit_caption(chat, words, edits)
            if drawing is not None and words.fit_caption:
                await self._edit_drawing(chat, words, drawing, edits)
            else:
                await self._edit_text(chat, words, edits)
        except BadRequest as error:
            if errors.is_unchanged(error):
                return True
            if errors.has_no_text(error):
                return await self._edit_caption(chat, words, edits)
            if errors.has_no_caption(error):
                return await self._edit(chat, words, None, edits, same=False)
            if errors.needs_new_message(error):
                return False
            raise
        return True

    async def _edit_text(self, chat: int, words: _Words, edits: int) -> None:
        await self._bot.call(
            "editMessageText",
            chat_id=chat,
            message_id=edits,
            text=words.text,
            parse_mode=words.mode,
            link_preview_options=_NO_PREVIEW,
            reply_markup=inline_json(words.message.buttons),
        )

    async def _edit_drawing(self, chat: int, words: _Words, drawing: Shown, edits: int) -> None:
        kind = InputMediaAnimation if drawing.moves else InputMediaPhoto
        buttons = inline(words.message.buttons)
        await self._with_media(
            drawing,
            lambda media: self._bot.edit_message_media(
                kind(media, caption=words.text, parse_mode=words.mode, filename=drawing.name),
                chat,
                edits,
                reply_markup=buttons,
            ),
        )

    async def _edit_caption(self, chat: int, words: _Words, edits: int) -> bool:
        """Words in place of a picture's words: the picture stays. Too many words are sent anew and the old message
        only loses its buttons, so that nobody taps them any more."""
        if not words.fit_caption:
            await self._drop_buttons(chat, edits)
            return False
        try:
            await self._bot.edit_message_caption(
                chat, edits, caption=words.text, parse_mode=words.mode, reply_markup=inline(words.message.buttons)
            )
        except BadRequest as error:
            if not errors.is_unchanged(error):
                raise
        return True

    async def _drop_buttons(self, chat: int, message_id: int) -> None:
        try:
            await self._bot.edit_message_reply_markup(chat, message_id)
        except BadRequest as error:
            log.debug("buttons stay", error=error.message)

    # files

    async def _with_media(self, drawing: Shown, send: Callable[[str | bytes], Awaitable[Any]]) -> Any:
        """Send by id, or upload and keep the id; an id that was lost is replaced."""
        media = await self._drawings.media(drawing)
        try:
            sent = await send(media)
        except BadRequest as error:
            if isinstance(drawing, Made) or isinstance(media, bytes) or not errors.is_lost_file(error):
                raise
            await self._drawings.keep(drawing, None)
            sent = await send(await self._drawings.media(drawing))
        if isinstance(sent, telegram.Message) and isinstance(drawing, Drawing):
            await self._keep_id(drawing, sent)
        return sent

    async def _keep_id(self, drawing: Drawing, sent: telegram.Message) -> None:
        file_id = None
        if sent.animation:
            file_id = sent.animation.file_id
        elif sent.photo:
            file_id = sent.photo[-1].file_id
        if file_id is None:
            return
        try:
            await self._drawings.keep(drawing, file_id)
        except Exception as error:  # the message is out; without its id it is uploaded again next time
            log.warning("file id not kept", error=brief(error))


def _number(sent: Any) -> int | None:
    """The message's id; None where a stand-in for Telegram gives none. It is out all the same: a success is never
    sent again."""
    number = sent.get("message_id") if isinstance(sent, dict) else None
    return number if isinstance(number, int) else None


class _Words:
    """A message's text as it goes out: HTML, or plain where our HTML is broken."""

    def __init__(self, message: Message, parse: bool = True, *, paid: bool = False) -> None:
        self.message = message
        self.text = message.text if parse else plain(message.text)
        self.mode = _HTML if parse else None
        self.paid = paid or None

    @property
    def fit_caption(self) -> bool:
        return length(self.message.text) <= _CAPTION
