"""A Telegram update, as far as the coach cares.

Deliberate silence (None): channel posts, what other bots write, inline queries, payments, reactions, polls and their
answers, business and guest messages, service messages (something was pinned, a timer was set), the steps of a live
location, and a bot's leaving a group. Nobody who writes to the coach is met with silence: an unknown kind of message
is OTHER.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update, User

from bot.records import Incoming, Kind

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""What Telegram is asked for; the rest would be met with silence anyway."""

# An animation also comes as a document and a venue as a location, so the order matters.
_KINDS = (
    "photo", "live_photo", "video", "video_note", "voice", "audio", "animation", "document", "sticker", "contact",
    "poll", "dice", "game", "story", "paid_media", "checklist", "gift", "unique_gift", "giveaway", "invoice",
)  # fmt: skip
_SERVICE = (
    "boost_added", "channel_chat_created", "chat_background_set", "chat_owner_changed", "chat_owner_left",
    "chat_shared", "checklist_tasks_added", "checklist_tasks_done", "connected_website", "delete_chat_photo",
    "direct_message_price_changed", "giveaway_completed", "giveaway_created", "giveaway_winners",
    "group_chat_created", "left_chat_member", "managed_bot_created", "message_auto_delete_timer_changed",
    "migrate_from_chat_id", "migrate_to_chat_id", "new_chat_members", "new_chat_photo", "new_chat_title",
    "paid_message_price_changed", "passport_data", "pinned_message", "proximity_alert_triggered",
    "refunded_payment", "successful_payment", "suggested_post_approved", "supergroup_chat_created",
    "users_shared", "video_chat_ended", "video_chat_participants_invited", "video_chat_scheduled",
    "video_chat_started", "web_app_data", "write_access_allowed",
)  # fmt: skip


def incoming(update: Update, now: datetime) -> Incoming | None:
    """Who said what and when; None where silence is right. `now` dates what Telegram does not date (a tap)."""
    said = _read(update, now)
    return said and replace(
        said,
        first_name=_sound(said.first_name),
        language=_sound(said.language),
        text=_sound(said.text),
        caption=_sound(said.caption),
    )


def _read(update: Update, now: datetime) -> Incoming | None:
    key = str(update.update_id)
    if update.message is not None:
        return _message(key, update.message)
    if update.edited_message is not None:
        return _edited(key, update.edited_message)
    if update.callback_query is not None:
        return _tap(key, update.callback_query, now)
    if update.my_chat_member is not None:
        return _membership(key, update.my_chat_member)
    return None


def chat_of(update: Update) -> int | None:
    """The chat an update belongs to (its order is kept); None where it has none."""
    if update.callback_query is not None and update.callback_query.message is None:
        return update.callback_query.from_user.id
    return update.effective_chat.id if update.effective_chat else None


def _message(key: str, message: Message) -> Incoming | None:
    if _is_foreign(message) or any(getattr(message, name, None) for name in _SERVICE):
        return None
    if message.chat.type != Chat.PRIVATE:
        return _said(key, message, Kind.GROUP, text=message.text or "")
    if message.location is not None:
        place = message.location
        return _said(key, message, Kind.LOCATION, latitude=place.latitude, longitude=place.longitude)
    if message.text is not None:
        return _said(key, message, Kind.TEXT, text=message.text)
    return _said(key, message, Kind.OTHER, text=_kind_of(message))


def _edited(key: str, message: Message) -> Incoming | None:
    text = message.text or message.caption
    if _is_foreign(message) or message.chat.type != Chat.PRIVATE or not text:
        return None
    return _said(key, message, Kind.EDITED, text=text)


def _tap(key: str, query: CallbackQuery, now: datetime) -> Incoming | None:
    if query.data is None:
        return None
    message = query.message
    if message is not None and message.chat.type != Chat.PRIVATE:
        return None
    return Incoming(
        key=key,
        kind=Kind.TAP,
        chat_id=query.from_user.id,  # the private chat of whoever tapped, whatever the message says
        at=now,
        message_id=message.message_id if message is not None else None,
        first_name=query.from_user.first_name,
        language=_language(query.from_user),
        text=query.data,
        tap_id=query.id,
    )


def _membership(key: str, change: ChatMemberUpdated) -> Incoming | None:
    there = change.new_chat_member.status not in (ChatMember.BANNED, ChatMember.LEFT)
    if change.chat.type == Chat.PRIVATE:
        kind = Kind.UNBLOCKED if there else Kind.BLOCKED
    elif (
        there
        and change.chat.type != Chat.CHANNEL
        and change.old_chat_member.status
        in (
            ChatMember.BANNED,
            ChatMember.LEFT,
        )
    ):
        kind = Kind.GROUP
    else:
        return None
    return Incoming(
        key=key,
        kind=kind,
        chat_id=change.chat.id,
        at=change.date,
        first_name=change.from_user.first_name,
        language=_language(change.from_user),
    )


def _said(
    key: str,
    message: Message,
    kind: Kind,
    *,
    text: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
) -> Incoming:
    user, reply = message.from_user, message.reply_to_message
    return Incoming(
        key=key,
        kind=kind,
        chat_id=message.chat.id,
        at=(message.edit_date or message.date) if kind is Kind.EDITED else message.date,
        message_id=message.message_id,
        first_name=user.first_name if user else "",
        language=_language(user),
        text=text,
        caption=message.caption or "",
        reply_to=reply.message_id if reply else None,
        latitude=latitude,
        longitude=longitude,
    )


def _is_foreign(message: Message) -> bool:
    """Written by another bot, or by a channel."""
    user = message.from_user
    anonymous_admin = message.sender_chat is not None and message.sender_chat.id == message.chat.id
    if message.sender_chat is not None and not anonymous_admin:
        return True
    return user is not None and user.is_bot and not anonymous_admin


def _kind_of(message: Message) -> str:
    return next((name for name in _KINDS if getattr(message, name, None)), "something")


def _sound(text: str) -> str:
    """Without what is no character: halves of one, which UTF-8 can not hold, and zeros, which PostgreSQL can not."""
    return text if text.isascii() and "\0" not in text else text.encode(errors="ignore").decode().replace("\0", "")


def _language(user: User | None) -> str:
    return (user.language_code if user else None) or "en"
