"""HTML formatting, lengths and entities of texts and captions."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Bot, MessageEntity
from telegram.constants import ParseMode

from bot.tryout import LocalTelegram, Person
from bot.tryout.errors import ApiError
from bot.tryout.markup import checked_link, parse_html, utf16_length


@pytest.fixture
async def ana(tg: LocalTelegram) -> Person:
    person = tg.user("Ana")
    await person.say("/start")
    return person


def spans(source: str) -> list[tuple[str, int, int]]:
    return [(entity["type"], entity["offset"], entity["length"]) for entity in parse_html(source)[1]]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>bold</b> rest", "bold rest", [("bold", 0, 4)]),
        ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd", [
            ("bold", 0, 1), ("italic", 1, 1), ("underline", 2, 1), ("strikethrough", 3, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("👍👍<b>x</b>", "👍👍x", [("bold", 4, 1)]),
        ("<B>case</b >", "case", [("bold", 0, 4)]),
        ("<b>short end</>", "short end", [("bold", 0, 9)]),
        ("<b></b>empty", "empty", []),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#39; &#x27;", "a <b> & \"c\" ' '", []),
        ("AT&T &nbsp; &copy;", "AT&T &nbsp; &copy;", []),
        ("1 &lt 2", "1 < 2", []),
        ('<a href="https://example.org/a?b=1&amp;c=2">x</a>', "x", [("text_link", 0, 1)]),
        ("<a>no link at all</a>", "no link at all", []),
        ('<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>', "xy", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ("<pre><code class=\"language-python\">x = 1</code></pre>", "x = 1", [("pre", 0, 5)]),
        ("<code>a<b>b</b></code>", "ab", [("code", 0, 2)]),
        ("<blockquote>q</blockquote>", "q", [("blockquote", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2)]),
    ],
)  # fmt: skip
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    assert (parse_html(source)[0], spans(source)) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("I <3", "Unclosed start tag at byte offset 2"),
        ("I <3 you", 'Unsupported start tag "3" at byte offset 2'),
        ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<>", 'Unsupported start tag "" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>👍</b x>", "Unclosed end tag at byte offset 7"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("&#xD83D;", "Text contains invalid Unicode characters after decoding HTML entities, "
                     "check for unmatched surrogate code units"),
    ],
)  # fmt: skip
def test_broken_html_is_refused_with_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as error:
        parse_html(source)
    assert error.value.description == f"Bad Request: can't parse entities: {reason}"


@settings(max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_escaped_text_always_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(f"<b>{escaped}</b>")[0] == text


@settings(max_examples=150)
@given(st.text("<>/ab =\"'&;#x3", max_size=30))
def test_any_text_is_parsed_or_refused_with_a_reason(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except ApiError as error:
        text, entities = error.description, []
    assert text.startswith("Bad Request: can't parse entities: ") or "Bad Request" not in text
    assert all(entity["offset"] + entity["length"] <= utf16_length(text) for entity in entities)


@pytest.mark.parametrize(
    ("given_url", "kept"),
    [
        ("example.org", "http://example.org/"),
        ("HTTPS://Example.org/Path", "https://example.org/Path"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("javascript:alert(1)", ""),
        ("nothing", ""),
    ],
)
def test_links_are_normalised_or_silently_dropped(given_url: str, kept: str) -> None:
    assert checked_link(given_url) == kept


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n\t "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "👍" * 2049}, "message is too long"),
        ({"text": "x" * 33_000}, "text is too long"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": 999}, "chat not found"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "x", "reply_parameters": {"message_id": 777}}, "message to be replied not found"),
        ({"text": "x", "reply_parameters": {"chat_id": 1}}, 'can\'t find field "message_id"'),
        ({"text": "x", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
        ({"text": "x", "message_effect_id": "7"}, "EFFECT_ID_INVALID"),
        ({"text": "x", "link_preview_options": []}, "object expected as link preview options"),
        ({"text": "x", "entities": ["bold"]}, "can't parse MessageEntity: expected an Object"),
        ({"text": "x", "entities": [{"type": "bold"}]}, 'can\'t find field "offset"'),
        ({"text": "x", "reply_parameters": {"message_id": "one"}}, 'field "message_id" must be of type Number'),
    ],
)
async def test_a_text_that_cannot_be_sent_is_refused(
    raw: Any, ana: Person, params: dict[str, Any], reason: str
) -> None:
    status, answer = await raw("sendMessage", **({"chat_id": ana.id} | params))
    assert (status, answer["description"]) == (400, f"Bad Request: {reason}")
    assert ana.replies == []


async def test_length_is_counted_after_parsing(bot: Bot, ana: Person) -> None:
    await bot.send_message(ana.id, "<b>" + "x" * 4090 + "</b>&amp;&lt;&gt;&amp;&lt;&gt;", parse_mode=ParseMode.HTML)
    assert len(ana.last.text) == 4096


async def test_text_is_trimmed_and_its_entities_follow(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.id, "\n  <b> a </b>\r\n", parse_mode=ParseMode.HTML)
    assert (sent.text, [(e.type, e.offset, e.length) for e in sent.entities]) == ("a", [("bold", 0, 1)])


async def test_commands_and_links_are_found_by_telegram_itself(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(
        ana.id, "👍 /next or https://example.org/x <code>/not</code>", parse_mode=ParseMode.HTML
    )
    found = [(entity.type, sent.parse_entity(entity)) for entity in sent.entities]
    assert found == [("bot_command", "/next"), ("url", "https://example.org/x"), ("code", "/not")]


async def test_a_mention_by_id_shows_the_person_only_if_the_bot_knows_them(
    tg: LocalTelegram, bot: Bot, ana: Person
) -> None:
    stranger = tg.user("Bo")
    text = f'<a href="tg://user?id={ana.id}">A</a> <a href="tg://user?id={stranger.id}">B</a>'
    (mention,) = (await bot.send_message(ana.id, text, parse_mode=ParseMode.HTML)).entities
    assert (mention.type, mention.user and mention.user.first_name) == (MessageEntity.TEXT_MENTION, "Ana")


async def test_sending_options_are_accepted_and_shown(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(
        ana.id, "x", protect_content=True, disable_notification=True, message_effect_id="5104841245755180586"
    )
    assert (sent.has_protected_content, sent.effect_id) == (True, "5104841245755180586")


async def test_a_reply_shows_what_it_replies_to(bot: Bot, ana: Person) -> None:
    first = ana.messages[0]
    sent = await bot.send_message(ana.id, "yes", reply_to_message_id=first.id)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/start"
    await bot.send_message(ana.id, "lost", reply_to_message_id=999, allow_sending_without_reply=True)
    assert "reply_to_message" not in ana.last.data


@pytest.mark.parametrize(("caption", "ok"), [("x" * 1024, True), ("x" * 1025, False), ("", True)])
async def test_a_caption_has_at_most_1024_characters(
    raw: Any, tg: LocalTelegram, ana: Person, caption: str, ok: bool
) -> None:
    photo = (await ana.send_photo()).data["photo"][-1]["file_id"]
    status, answer = await raw("sendPhoto", chat_id=ana.id, photo=photo, caption=caption)
    assert (status == 200) is ok
    assert answer.get("description", "") == ("" if ok else "Bad Request: message caption is too long")
