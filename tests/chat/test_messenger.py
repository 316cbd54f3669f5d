"""Each kind of message goes out by the right call, and every refusal is understood."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.application import CoachBot, build_application, disconnect
from bot.chat.drawings import Drawings
from bot.chat.messenger import TelegramMessenger
from bot.chat.pace import Pace
from bot.clock import SystemClock
from bot.ports import Gone, Passing, Refused
from bot.records import Outgoing
from bot.store import Database
from bot.tryout import Garbage, Hang, LocalTelegram, Person, Refuse, Reset, TooMany
from bot.wording.message import Button, Document, Message, Style
from tests.support.fake_pictures import FakePictures
from tests.support.made_up import page, picture

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da6368000000820081dd436af40000"
    "000049454e44ae426082"
)
OK = ((Button("OK", "ok", Style.SUCCESS), Button("No", "no")),)


async def _never(*_: object) -> None:
    raise AssertionError("nothing comes in here")


@pytest.fixture
async def bot(tg: LocalTelegram) -> AsyncIterator[CoachBot]:
    application = build_application(
        tg.token,
        answer=_never,
        deliver=lambda *_: None,
        clock=SystemClock(),
        api_url=tg.url,  # type: ignore[arg-type]  never called
    )
    await application.initialize()
    yield application.bot
    await disconnect(application)


@pytest.fixture
def drills(tmp_path: Path) -> Path:
    folder = tmp_path / "drills" / "hold"
    folder.mkdir(parents=True)
    (folder / "still.png").write_bytes(PNG)
    (folder / "full.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(64))
    (folder / "clip.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(65))
    (folder / "full.png").write_bytes(PNG)
    return tmp_path / "drills"


@pytest.fixture
def messenger(bot: CoachBot, drills: Path, database: Database) -> TelegramMessenger:
    return TelegramMessenger(bot, Drawings(drills, database.unit), FakePictures(), Pace(25))


@pytest.fixture
async def ana(tg: LocalTelegram) -> Person:
    person = tg.user("Ana")
    await person.say("/start")
    return person


def to(person: Person, message: Message, edits: int | None = None) -> Outgoing:
    return Outgoing(chat_id=person.id, message=message, edits=edits)


async def test_a_text_bears_its_markup_and_coloured_buttons(messenger: TelegramMessenger, ana: Person) -> None:
    number = await messenger.send(to(ana, Message("<b>Done</b> &amp; noted", OK)))
    assert (ana.last.id, ana.last.text, ana.last.buttons) == (number, "Done & noted", ["OK", "No"])
    assert ana.last.entities[0]["type"] == "bold"
    assert [button.get("style") for button in ana.last.keyboard[0]] == ["success", None]


async def test_broken_markup_goes_out_plain_rather_than_not_at_all(messenger: TelegramMessenger, ana: Person) -> None:
    await messenger.send(to(ana, Message("a <b>bold claim &lt;3")))
    assert ana.last.text == "a bold claim <3"


@pytest.mark.parametrize(
    ("picture", "kind"), [("hold/full", "animation"), ("hold/still", "photo"), ("no/such", "text")]
)
async def test_a_picture_is_the_animation_else_the_still_else_left_out(
    messenger: TelegramMessenger, ana: Person, picture: str, kind: str
) -> None:
    await messenger.send(to(ana, Message("Look", OK, picture=picture)))
    assert (ana.last.kind, ana.last.text, ana.last.buttons) == (kind, "Look", ["OK", "No"])


async def test_an_animation_is_uploaded_under_a_name_by_which_telegram_knows_it_for_one(
    messenger: TelegramMessenger, ana: Person
) -> None:
    """A file without the ending of a film would stand in the chat as a document."""
    number = await messenger.send(to(ana, Message("Look", picture="hold/full")))
    film = ana.last.data["animation"]
    assert (film["file_name"], film["mime_type"]) == ("full.mp4", "video/mp4")
    await messenger.send(to(ana, Message("Look", picture="hold/clip"), edits=number))
    assert ana.last.data["animation"]["file_name"] == "clip.mp4"


async def test_words_beside_a_picture_change_without_the_picture(
    messenger: TelegramMessenger, ana: Person, tg: LocalTelegram
) -> None:
    """What plays goes on playing."""
    number = await messenger.send(to(ana, Message("20 s", OK, picture="hold/full")))
    for text in ("15 s", "15 s", "10 s"):
        again = Outgoing(
            chat_id=ana.id, message=Message(text, OK, picture="hold/full"), edits=number, same_picture=True
        )
        assert await messenger.send(again) == number
    assert [call.method for call in tg.calls[-3:]] == ["editMessageCaption"] * 3
    assert (ana.last.kind, ana.last.text) == ("animation", "10 s")


async def test_words_are_changed_where_the_picture_never_was(messenger: TelegramMessenger, ana: Person) -> None:
    """The message went out without its drawing; a later release has it."""
    number = await messenger.send(to(ana, Message("20 s", OK)))
    again = Outgoing(chat_id=ana.id, message=Message("15 s", OK, picture="hold/full"), edits=number, same_picture=True)
    assert await messenger.send(again) == number
    assert (ana.last.kind, ana.last.text) == ("text", "15 s")


async def test_a_message_that_is_gone_is_sent_anew_with_its_picture(messenger: TelegramMessenger, ana: Person) -> None:
    number = await messenger.send(to(ana, Message("20 s", OK, picture="hold/full")))
    ana.last.deleted = True
    again = Outgoing(chat_id=ana.id, message=Message("15 s", OK, picture="hold/full"), edits=number, same_picture=True)
    assert await messenger.send(again) != number
    assert (ana.last.kind, ana.last.text) == ("animation", "15 s")


async def test_a_drawing_is_uploaded_once_even_by_another_process(
    messenger: TelegramMessenger, bot: CoachBot, drills: Path, database: Database, ana: Person, tg: LocalTelegram
) -> None:
    other = TelegramMessenger(bot, Drawings(drills, database.unit), FakePictures(), Pace(25))
    for each in (messenger, messenger, other):
        await each.send(to(ana, Message("Look", picture="hold/still")))
    photos = [call.params["photo"] for call in tg.calls if call.method == "sendPhoto" and "photo" in call.params]
    assert len(ana.replies) == 3
    assert len([photo for photo in photos if isinstance(photo, str)]) == 2


async def test_a_lost_file_id_is_replaced(
    messenger: TelegramMessenger, drills: Path, database: Database, ana: Person
) -> None:
    drawing = await Drawings(drills, database.unit).find("hold/still")
    assert drawing is not None
    async with database.unit() as uow:
        await uow.keep_file_id(drawing.key, "AgACAgIAAxkBAAIlost")
        await uow.commit()
    await messenger.send(to(ana, Message("Look", picture="hold/still")))
    assert ana.last.kind == "photo"
    async with database.unit() as uow:
        assert await uow.file_id(drawing.key) not in (None, "AgACAgIAAxkBAAIlost")


async def test_a_long_text_follows_its_picture(messenger: TelegramMessenger, ana: Person) -> None:
    await messenger.send(to(ana, Message("x" * 1025, OK, picture="hold/still")))
    assert [(message.kind, message.buttons) for message in ana.replies] == [("photo", []), ("text", ["OK", "No"])]


async def test_markup_does_not_count_for_the_length_of_a_caption(messenger: TelegramMessenger, ana: Person) -> None:
    await messenger.send(to(ana, Message(f"<b>{'x' * 1020}</b>&amp;&lt;", picture="hold/still")))
    assert [message.kind for message in ana.replies] == ["photo"]


async def test_a_chart_is_drawn_when_its_message_goes_out(messenger: TelegramMessenger, ana: Person) -> None:
    await messenger.send(to(ana, Message("Your way", OK, chart=picture("steady", 3))))
    assert (ana.last.kind, ana.last.text, ana.last.buttons) == ("photo", "Your way", ["OK", "No"])


async def test_a_chart_is_drawn_anew_in_place(messenger: TelegramMessenger, ana: Person) -> None:
    first = await messenger.send(to(ana, Message("Your way", chart=picture("steady", 3))))
    again = await messenger.send(to(ana, Message("Your way, day 4", chart=picture("steady", 4)), edits=first))
    assert again == first
    assert [(message.kind, message.text) for message in ana.replies] == [("photo", "Your way, day 4")]


async def test_words_go_out_without_a_chart_that_can_not_be_drawn(
    bot: CoachBot, drills: Path, database: Database, ana: Person
) -> None:
    messenger = TelegramMessenger(bot, Drawings(drills, database.unit), FakePictures(fails=True), Pace(25))
    await messenger.send(to(ana, Message("Your way", OK, chart=picture("steady", 3))))
    assert (ana.last.kind, ana.last.text, ana.last.buttons) == ("text", "Your way", ["OK", "No"])


async def test_a_document_arrives_with_its_name(messenger: TelegramMessenger, ana: Person) -> None:
    document = Document("log.csv", base64.b64encode(b"day,reps\n").decode(), "Your log")
    await messenger.send(Outgoing(chat_id=ana.id, document=document))
    assert (ana.last.kind, ana.last.data["document"]["file_name"], ana.last.text) == ("document", "log.csv", "Your log")


async def test_a_report_is_made_when_it_goes_out(messenger: TelegramMessenger, ana: Person) -> None:
    document = Document("report.pdf", caption="Your report", report=page("steady", 3), instead="Not now")
    await messenger.send(Outgoing(chat_id=ana.id, document=document))
    assert (ana.last.kind, ana.last.data["document"]["file_name"], ana.last.text) == (
        "document", "report.pdf", "Your report",
    )  # fmt: skip


async def test_a_word_goes_out_in_place_of_a_report_that_can_not_be_made(
    bot: CoachBot, drills: Path, database: Database, ana: Person
) -> None:
    messenger = TelegramMessenger(bot, Drawings(drills, database.unit), FakePictures(fails=True), Pace(25))
    document = Document("report.pdf", caption="Your report", report=page("steady", 3), instead="Not now")
    await messenger.send(Outgoing(chat_id=ana.id, document=document))
    assert (ana.last.kind, ana.last.text) == ("text", "Not now")


async def test_the_keyboard_for_a_location_comes_and_goes(messenger: TelegramMessenger, ana: Person) -> None:
    await messenger.send(to(ana, Message("Where?", ask_location="Share")))
    assert ana.chat.keyboard is not None
    assert ana.chat.keyboard["keyboard"][0][0] == {"text": "Share", "request_location": True}
    await messenger.send(to(ana, Message("Thanks", drop_keyboard=True)))
    assert ana.chat.keyboard is None


PLAIN, STILL = Message("one", OK), Message("one", OK, picture="hold/still")
NEW, NEW_STILL = Message("two"), Message("two", picture="hold/full")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (PLAIN, NEW, "text"),
        (STILL, NEW, "photo"),
        (STILL, NEW_STILL, "animation"),
        (PLAIN, NEW_STILL, "animation"),
    ],
)
async def test_a_message_changes_in_place_whatever_it_was(
    messenger: TelegramMessenger, ana: Person, old: Message, new: Message, kind: str
) -> None:
    number = await messenger.send(to(ana, old))
    changed = await messenger.send(to(ana, new, number))
    assert (changed, ana.last.kind, ana.last.text, ana.last.buttons) == (number, kind, "two", [])
    assert len(ana.replies) == 1


@pytest.mark.parametrize("message", [PLAIN, STILL])
async def test_an_edit_to_the_same_is_done(messenger: TelegramMessenger, ana: Person, message: Message) -> None:
    number = await messenger.send(to(ana, message))
    assert await messenger.send(to(ana, message, number)) == number
    assert len(ana.replies) == 1


async def test_what_is_too_long_for_a_picture_is_sent_anew_and_the_old_buttons_go(
    messenger: TelegramMessenger, ana: Person
) -> None:
    number = await messenger.send(to(ana, STILL))
    assert await messenger.send(to(ana, Message("x" * 2000, OK), number)) != number
    assert [message.buttons for message in ana.replies] == [[], ["OK", "No"]]


@pytest.mark.parametrize("reason", ["message to edit not found", "message can't be edited"])
async def test_what_can_not_be_changed_any_more_is_sent_anew(
    messenger: TelegramMessenger, ana: Person, tg: LocalTelegram, reason: str
) -> None:
    number = await messenger.send(to(ana, PLAIN))
    tg.faults.add("editMessageText", Refuse(400, f"Bad Request: {reason}"))
    assert await messenger.send(to(ana, NEW, number)) != number
    assert ana.last.text == "two"


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Refuse(403, "Forbidden: bot was blocked by the user"), Gone),
        (Refuse(403, "Forbidden: user is deactivated"), Gone),
        (Refuse(403, "Forbidden: bot can't initiate conversation with a user"), Gone),
        (Refuse(400, "Bad Request: chat not found"), Gone),
        (Refuse(400, "Bad Request: BUTTON_DATA_INVALID"), Refused),
        (Refuse(400, "Bad Request: message is too long"), Refused),
        (Refuse(500, "Internal Server Error"), Passing),
        (Garbage("<html>403 Forbidden</html>", 403), Passing),
        (Garbage('{"error": "denied"}', 403), Passing),
        (Garbage("<html>400 Bad Request</html>", 400), Passing),
        (Garbage("<html>404 Not Found</html>", 404), Passing),
        (Refuse(401, "Unauthorized"), Passing),
        (TooMany(7), Passing),
        (Garbage(), Passing),
        (Garbage("{", 200), Passing),
        (Reset(), Passing),
        (Hang(0.05), Passing),
    ],
)
async def test_a_failure_means(
    messenger: TelegramMessenger, ana: Person, tg: LocalTelegram, fault: object, expected: type[Exception]
) -> None:
    tg.faults.add("sendMessage", fault)  # type: ignore[arg-type]  any fault
    with pytest.raises(expected) as caught:
        await messenger.send(to(ana, NEW))
    assert tg.token not in str(caught.value)
    if isinstance(fault, TooMany):
        assert isinstance(caught.value, Passing)
        assert caught.value.after == 7


@pytest.mark.parametrize("result", ["true", "{}", "null"])
async def test_a_success_that_names_no_message_is_a_success(
    messenger: TelegramMessenger, ana: Person, tg: LocalTelegram, result: str
) -> None:
    tg.faults.add("sendMessage", Garbage(f'{{"ok": true, "result": {result}}}', 200))
    assert await messenger.send(to(ana, NEW)) is None


async def test_a_message_follows_a_group_that_moved(
    messenger: TelegramMessenger, ana: Person, tg: LocalTelegram
) -> None:
    group = tg.group("Gym")
    group.add_bot(ana)
    moved = group.upgrade(ana)
    await messenger.send(Outgoing(chat_id=group.chat.id, message=NEW))
    assert int(tg.calls[-1].params["chat_id"]) == moved.chat.id


async def test_after_a_429_that_chat_waits_and_others_are_answered(
    messenger: TelegramMessenger, ana: Person, tg: LocalTelegram
) -> None:
    ben = tg.user("Ben")
    await ben.say("hi")
    tg.faults.add("sendMessage", TooMany(30))
    for _ in range(2):
        with pytest.raises(Passing):
            await messenger.send(to(ana, NEW))
    assert sum(call.method == "sendMessage" for call in tg.calls) == 1
    await messenger.send(to(ben, NEW))
    await messenger.send(to(ben, NEW), bulk=True)


async def test_after_a_429_of_a_reminder_all_in_bulk_wait_but_no_answer(
    messenger: TelegramMessenger, ana: Person, tg: LocalTelegram
) -> None:
    ben = tg.user("Ben")
    await ben.say("hi")
    tg.faults.add("sendMessage", TooMany(30))
    for person in (ana, ben):
        with pytest.raises(Passing) as caught:
            await messenger.send(to(person, NEW), bulk=True)
        assert caught.value.halts
    await messenger.send(to(ben, NEW))


async def test_what_is_no_longer_ours_after_waiting_for_its_turn_does_not_go_out(
    messenger: TelegramMessenger, ana: Person, tg: LocalTelegram
) -> None:
    await messenger.send(to(ana, NEW), bulk=True)
    began = asyncio.get_running_loop().time()
    with pytest.raises(Passing):  # the second one in a chat waits for a second
        await messenger.send(to(ana, NEW), bulk=True, ours=lambda: asyncio.get_running_loop().time() < began + 0.5)
    assert sum(call.method == "sendMessage" for call in tg.calls) == 1


async def test_a_tap_is_answered_once_and_an_old_one_does_no_harm(messenger: TelegramMessenger, ana: Person) -> None:
    await messenger.send(to(ana, PLAIN))
    tap = await ana.tap("OK")
    messenger.answer_tap(tap.query_id, "Noted")
    assert (await ana.wait_answer(tap))["text"] == "Noted"
    messenger.answer_tap(tap.query_id)
    messenger.answer_tap("1")
    await messenger.close()


async def test_only_what_goes_out_in_bulk_may_cost_stars(
    bot: CoachBot, drills: Path, database: Database, ana: Person, tg: LocalTelegram
) -> None:
    messenger = TelegramMessenger(bot, Drawings(drills, database.unit), FakePictures(), Pace(25), paid=True)
    for bulk in (True, False):
        for message in (NEW, NEW_STILL):
            await messenger.send(to(ana, message), bulk=bulk)
    paid = [call.params.get("allow_paid_broadcast") for call in tg.calls if call.method.lower().startswith("send")]
    assert [bool(value) for value in paid] == [True, True, False, False]
