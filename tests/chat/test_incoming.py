"""What every kind of update means to the coach."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Bot, Update

from bot.chat.incoming import chat_of, incoming
from bot.records import Incoming, Kind

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
SAID = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
ANA = {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "de"}
ROBOT = {"id": 8, "is_bot": True, "first_name": "Robot"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ana"}
GROUP = {"id": -5, "type": "supergroup", "title": "Gym"}
CHANNEL = {"id": -6, "type": "channel", "title": "News"}
BOT = Bot("1:x")


def message(chat: dict[str, Any] = PRIVATE, **fields: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": int(SAID.timestamp()), "chat": chat, "from": ANA} | fields


def read(kind: str, body: dict[str, Any]) -> Incoming | None:
    update = Update.de_json({"update_id": 11, kind: body}, BOT)
    return incoming(update, NOW)


def changed(old: str, new: str, chat: dict[str, Any] = PRIVATE) -> dict[str, Any]:
    def member(status: str) -> dict[str, Any]:
        return {"user": ROBOT, "status": status} | ({"until_date": 0} if status == "kicked" else {})

    head = {"chat": chat, "from": ANA, "date": int(SAID.timestamp())}
    return head | {"old_chat_member": member(old), "new_chat_member": member(new)}


def tap(**fields: Any) -> dict[str, Any]:
    return {"id": "99", "from": ANA, "chat_instance": "1", "data": "done", "message": message(text="x")} | fields


PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
FILE = {"file_id": "a", "file_unique_id": "b", "duration": 1}
VIDEO = FILE | {"width": 1, "height": 1}
STICKER = PHOTO[0] | {"is_animated": False, "is_video": False, "type": "regular"}
PLACE = {"latitude": 52.5, "longitude": 13.4}
POLL = {
    "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
    "type": "regular", "allows_multiple_answers": False, "allows_revoting": True, "members_only": False,
}  # fmt: skip


def test_a_text_says_who_what_when_and_to_which_message() -> None:
    said = read("message", message(text="did 3x10", reply_to_message=message(message_id=2, text="x")))
    assert said == Incoming(
        key="11", kind=Kind.TEXT, chat_id=7, at=SAID, message_id=3, first_name="Ana", language="de", text="did 3x10",
        reply_to=2,
    )  # fmt: skip


def test_a_tap_is_dated_now_because_telegram_does_not_date_it() -> None:
    said = read("callback_query", tap())
    assert said == Incoming(
        key="11", kind=Kind.TAP, chat_id=7, at=NOW, message_id=3, first_name="Ana", language="de", text="done",
        tap_id="99",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "body", "expected", "text"),
    [
        ("message", message(text="/start"), Kind.TEXT, "/start"),
        ("message", message(text="hi", forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "B"}),
         Kind.TEXT, "hi"),
        ("message", message(location=PLACE), Kind.LOCATION, ""),
        ("message", message(location=PLACE, venue={"location": PLACE, "title": "t", "address": "a"}),
         Kind.LOCATION, ""),
        ("message", message(photo=PHOTO), Kind.OTHER, "photo"),
        ("message", message(voice=FILE), Kind.OTHER, "voice"),
        ("message", message(video=VIDEO), Kind.OTHER, "video"),
        ("message", message(video_note=FILE | {"length": 1}), Kind.OTHER, "video_note"),
        ("message", message(animation=VIDEO, document=FILE), Kind.OTHER, "animation"),
        ("message", message(document=FILE), Kind.OTHER, "document"),
        ("message", message(sticker=STICKER), Kind.OTHER, "sticker"),
        ("message", message(contact={"phone_number": "1", "first_name": "B"}), Kind.OTHER, "contact"),
        ("message", message(poll=POLL), Kind.OTHER, "poll"),
        ("message", message(dice={"emoji": "x", "value": 1}), Kind.OTHER, "dice"),
        ("message", message(hologram={"invented": "in ten years"}), Kind.OTHER, "something"),
        ("message", message(GROUP, text="hello all"), Kind.GROUP, "hello all"),
        ("message", message(GROUP, photo=PHOTO), Kind.GROUP, ""),
        ("edited_message", message(text="did 3x12", edit_date=1), Kind.EDITED, "did 3x12"),
        ("edited_message", message(photo=PHOTO, caption="3x12", edit_date=1), Kind.EDITED, "3x12"),
        ("callback_query", tap(message={"message_id": 3, "date": 0, "chat": PRIVATE}), Kind.TAP, "done"),
        ("my_chat_member", changed("member", "kicked"), Kind.BLOCKED, ""),
        ("my_chat_member", changed("kicked", "member"), Kind.UNBLOCKED, ""),
        ("my_chat_member", changed("left", "member", GROUP), Kind.GROUP, ""),
    ],
)  # fmt: skip
def test_is_understood(kind: str, body: dict[str, Any], expected: Kind, text: str) -> None:
    said = read(kind, body)
    assert said is not None
    assert (said.kind, said.text) == (expected, text)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("channel_post", message(CHANNEL, text="news")),
        ("edited_channel_post", message(CHANNEL, text="news")),
        ("message", message(text="beep") | {"from": ROBOT}),
        ("message", message(GROUP, text="news", sender_chat=CHANNEL)),
        ("message", message(pinned_message=message(text="x"))),
        ("message", message(message_auto_delete_timer_changed={"message_auto_delete_time": 1})),
        ("message", message(GROUP, new_chat_members=[ROBOT])),
        ("message", message(GROUP, left_chat_member=ANA)),
        ("edited_message", message(location=PLACE | {"live_period": 60}, edit_date=1)),
        ("edited_message", message(GROUP, text="x", edit_date=1)),
        ("callback_query", tap(message=message(GROUP, text="x"))),
        ("inline_query", {"id": "1", "from": ANA, "query": "x", "offset": ""}),
        ("poll", POLL),
        ("my_chat_member", changed("member", "left", GROUP)),
        ("my_chat_member", changed("member", "member", GROUP)),
        ("my_chat_member", changed("left", "member", CHANNEL)),
        ("something_new", {"x": 1}),
    ],
)
def test_is_met_with_deliberate_silence(kind: str, body: dict[str, Any]) -> None:
    assert read(kind, body) is None


def test_a_caption_comes_beside_the_kind_and_a_place_with_its_degrees() -> None:
    photo = read("message", message(photo=PHOTO, caption="my form"))
    place = read("message", message(location=PLACE))
    assert photo is not None
    assert photo.caption == "my form"
    assert place is not None
    assert (place.latitude, place.longitude) == (52.5, 13.4)


def test_an_anonymous_admin_speaks_for_the_group() -> None:
    said = read("message", message(GROUP, text="hi", sender_chat=GROUP) | {"from": ROBOT})
    assert said is not None
    assert said.kind is Kind.GROUP


def test_the_update_of_a_tap_without_message_belongs_to_whoever_tapped() -> None:
    body = {name: value for name, value in tap().items() if name != "message"}
    update = Update.de_json({"update_id": 1, "callback_query": body | {"inline_message_id": "5"}}, BOT)
    assert chat_of(update) == 7
