"""Whatever a bot sends, the local Telegram answers with a result or with a refusal of its own."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tryout import FixedClock, LocalTelegram
from bot.tryout.errors import ApiError
from bot.tryout.methods import METHODS
from bot.tryout.params import Params, Upload

NAMES = [
    "chat_id",
    "message_id",
    "text",
    "caption",
    "parse_mode",
    "entities",
    "reply_markup",
    "reply_parameters",
    "reaction",
    "photo",
    "document",
    "media",
    "commands",
    "scope",
    "language_code",
    "menu_button",
    "callback_query_id",
    "file_id",
    "link_preview_options",
    "action",
    "name",
    "description",
]
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**12), st.floats(), st.text(max_size=8),
    st.sampled_from(["1001", "1", "HTML", "<b>x</b>", "<b", "attach://photo", "{", "[]", "-", "²", "١"]),
)  # fmt: skip
KEYS = st.sampled_from(
    ["inline_keyboard", "keyboard", "text", "callback_data", "url", "copy_text", "type", "emoji", "offset", "length",
     "message_id", "command", "description", "media", "chat_id", "style", "input_field_placeholder", "caption"]
)  # fmt: skip
NESTED = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=8
)


ROWS = st.lists(st.lists(st.dictionaries(KEYS, NESTED, max_size=3), max_size=2), max_size=2)
SHAPED = {
    "reply_markup": st.fixed_dictionaries(
        {}, optional={"inline_keyboard": ROWS, "keyboard": ROWS | NESTED, "force_reply": PLAIN}
    ),
    "entities": st.lists(st.fixed_dictionaries({"type": PLAIN, "offset": PLAIN, "length": PLAIN}), max_size=2),
    "media": st.fixed_dictionaries({"type": st.just("photo"), "media": PLAIN, "caption": PLAIN}),
    "commands": st.lists(st.fixed_dictionaries({"command": PLAIN, "description": PLAIN}), max_size=2),
    "reply_parameters": st.fixed_dictionaries({"message_id": NESTED}),
    "reaction": st.lists(st.fixed_dictionaries({"type": st.just("emoji"), "emoji": NESTED}), max_size=2),
    "scope": st.fixed_dictionaries({"type": st.just("chat"), "chat_id": NESTED}),
}
PARAMS = st.dictionaries(st.sampled_from(NAMES), NESTED, max_size=5) | st.fixed_dictionaries({}, optional=SHAPED)


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(sorted(METHODS)), PARAMS)
def test_no_parameters_break_a_method(method: str, params: dict[str, Any]) -> None:
    tg = LocalTelegram(clock=FixedClock(datetime(2026, 3, 2, tzinfo=UTC)))
    ana = tg.user("Ana")
    tg.telegram.person_sends(ana.chat, ana.account, {"text": "/start"})
    tg.telegram.bot_sends(ana.chat, {"text": "hi"})
    given_params = {"chat_id": ana.id, "message_id": 2, "text": "x", "action": "typing"} | params
    status = 200
    try:
        METHODS[method](tg.telegram, Params(given_params, {"photo": Upload("a.png", "image/png", b"x")}))
    except ApiError as refusal:
        status = refusal.code
    assert status in (200, 400, 403)
    assert len(tg.telegram.chats) == 1
