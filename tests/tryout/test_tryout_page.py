"""The chat page in a real headless Chromium, with a small scripted bot behind it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect
from telegram import Bot, BotCommand, ReplyParameters, Update

from bot.tryout import FixedClock, LocalTelegram
from bot.tryout.people import DOT
from tests.support.browser import CHROMIUM, FLAGS, needs_chromium

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]
HOSTILE = '<img src=x onerror="document.title=1"> & <b>not bold</b> \u202egnp.exe \u200b"\''


class Setting:
    """A local Telegram, a bot that answers by script, and an open page."""

    def __init__(self, tg: LocalTelegram, bot: Bot, page: Page, journeys: list[str]) -> None:
        self.tg, self.bot, self.page, self.journeys = tg, bot, page, journeys

    async def start(self) -> None:
        await self.page.click("#start")
        await expect(self.page.locator(".row")).to_have_count(3)


def keys(*rows: list[str]) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in row] for row in rows]}


async def answer(bot: Bot, update: Update) -> None:
    query, message = update.callback_query, update.message
    if query:
        await query.answer(
            {"Toast": "Written down", "Alert": "See a doctor"}.get(query.data or ""), show_alert=query.data == "Alert"
        )
        if query.data == "Edit":
            await query.edit_message_text("It is <i>edited</i> now", parse_mode="HTML")
    elif message and message.location:
        await message.reply_text(f"at {message.location.latitude}", reply_markup={"remove_keyboard": True})
    elif message and message.text == "/start":
        ask = {"keyboard": [[{"text": "My place", "request_location": True}, "Every day"]]}
        await message.reply_text(
            "Hello <b>you</b> <a href='https://example.org'>there</a>", parse_mode="HTML", reply_markup=ask
        )
        await message.reply_text("Choose", reply_markup=keys(["Toast", "Alert"], ["Edit"]))
    elif message:
        await message.set_reaction("👍")
        await message.reply_text(f"You said {message.text}", reply_parameters=ReplyParameters(message.message_id))
    elif update.edited_message:
        await update.edited_message.reply_text(f"Now it is {update.edited_message.text}")


async def run_bot(bot: Bot) -> None:
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=20):
            offset = update.update_id + 1
            await answer(bot, update)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        await running.close()


@asynccontextmanager
async def opened(browser: Browser, tg: LocalTelegram) -> AsyncIterator[Page]:
    """A phone-sized page; any complaint on its console fails the test."""
    phone: Any = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
    window = await browser.new_context(timezone_id="Europe/Berlin", locale="de-DE", **phone)
    page = await window.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda entry: complaints.append(entry.text) if entry.type == "error" else None)
    await page.goto(tg.url)
    await expect(page.locator("#start, .row").first).to_be_visible()
    yield page
    await window.close()
    assert complaints == []


@pytest_asyncio.fixture(loop_scope="module")
async def setting(browser: Browser, clock: FixedClock) -> AsyncIterator[Setting]:
    journeys: list[str] = []

    async def travel(kind: str) -> None:
        journeys.append(kind)
        await asyncio.sleep(0.2)
        clock.advance(timedelta(days=1))

    tg = LocalTelegram(clock=clock, travel=travel)
    async with tg.serve(), Bot(tg.token, base_url=tg.base_url) as bot:
        await bot.set_my_description("I lead you through four stages.")
        await bot.set_my_commands([BotCommand("next", "What is next")])
        running = asyncio.create_task(run_bot(bot))
        async with opened(browser, tg) as page:
            yield Setting(tg, bot, page, journeys)
        running.cancel()


async def test_an_empty_chat_describes_the_bot_and_starts_with_one_tap(setting: Setting) -> None:
    page = setting.page
    await expect(page.locator("#about")).to_contain_text("four stages")
    await expect(page.locator(".notice")).to_have_text("Local try-out: nothing leaves this machine")
    await setting.start()
    await expect(page.locator("#about")).to_be_hidden()
    assert setting.tg.visitor.messages[0].text == "/start"
    assert setting.tg.visitor.account.language_code == "de"
    assert await page.locator(".words b").inner_text() == "you"
    assert await page.locator(".words a").get_attribute("href") == "https://example.org/"


async def test_typing_enter_replying_and_editing(setting: Setting) -> None:
    page = setting.page
    await setting.start()
    await page.fill("#text", "3x8")
    await page.press("#text", "Enter")
    await expect(page.locator(".row").last).to_contain_text("You said 3x8")
    await expect(page.locator(".quote")).to_contain_text("3x8")
    await expect(page.locator(".reactions")).to_have_text("👍")
    own = page.locator(".row.mine").last
    await own.locator(".bubble").dispatch_event("touchstart")  # and held
    await page.click("#sheet button:has-text('Edit')")
    await page.fill("#text", "3x9")
    await page.press("#text", "Enter")
    await expect(page.locator(".row").last).to_contain_text("Now it is 3x9")
    await expect(own.locator(".meta")).to_contain_text("edited")
    await page.locator(".row").last.locator(".more").press("Enter")
    await page.keyboard.press("Enter")
    await page.fill("#text", "why?")
    await page.click(".send")
    await expect(page.locator(".row").last).to_contain_text("You said why?")
    assert setting.tg.visitor.messages[-2].data["reply_to_message"]["text"] == "Now it is 3x9"


async def test_buttons_answer_with_toast_alert_and_edit(setting: Setting) -> None:
    page = setting.page
    await setting.start()
    await page.click(".board >> text=Toast")
    await expect(page.locator("#toasts")).to_contain_text("Written down")
    await page.click(".board >> text=Alert")
    await expect(page.locator("#alert")).to_contain_text("See a doctor")
    await page.click("#alert button")
    await page.click(".board >> text=Edit")
    await expect(page.locator(".words i")).to_have_text("edited")
    await expect(page.locator(".board")).to_have_count(0)
    await expect(page.locator(".waiting")).to_have_count(0)


async def test_reply_keyboard_place_and_commands(setting: Setting) -> None:
    page = setting.page
    await setting.start()
    await page.click("#keys >> text=My place")
    await page.click("#cities >> text=Nairobi")
    await expect(page.locator(".row").last).to_contain_text("at -1.286")
    await expect(page.locator("#keys")).to_be_hidden()
    await page.click("#menu")
    await expect(page.locator("#sheet")).to_contain_text("What is next")
    await page.keyboard.press("Enter")
    await expect(page.locator(".row").last).to_contain_text("You said /next")


async def test_the_clock_travels_and_times_follow_the_chosen_zone(setting: Setting) -> None:
    page = setting.page
    await setting.start()
    await expect(page.locator("#now")).to_have_text("Mon, 2 Mar 2026, 08:00")
    await page.select_option("#zone", "UTC")
    await expect(page.locator("#now")).to_have_text("Mon, 2 Mar 2026, 07:00")
    await expect(page.locator(".meta").first).to_have_text("07:00")
    await page.click("#jumps >> text=One day on")
    await expect(page.locator("#progress")).to_be_visible()
    await expect(page.locator("#jumps button").first).to_be_disabled()
    await expect(page.locator("#progress")).to_be_hidden()
    await expect(page.locator("#now")).to_have_text("Tue, 3 Mar 2026, 07:00")
    assert setting.journeys == ["day"]


async def test_hostile_text_is_shown_and_nothing_of_it_runs(setting: Setting) -> None:
    page = setting.page
    await setting.start()
    await page.fill("#text", HOSTILE)
    await page.press("#text", "Enter")
    await expect(page.locator(".row").last).to_contain_text("not bold</b>")
    assert await page.locator(".log img").count() == 0
    assert await page.title() == "Hip Coach · local try-out"


async def test_pictures_and_files_are_shown(setting: Setting) -> None:
    await setting.start()
    page, bot, ana = setting.page, setting.bot, setting.tg.visitor
    await bot.send_photo(ana.id, DOT, caption="Your weeks")
    await bot.send_animation(ana.id, b"GIF89a" + bytes(20), filename="drill.gif")
    await bot.send_document(ana.id, b"a letter", filename="letter.pdf")
    await expect(page.locator("img[alt='Your weeks']")).to_have_js_property("naturalWidth", 1)
    await expect(page.locator("img[alt='Animation']")).to_have_count(1)
    async with page.expect_download() as waiting:
        await page.click("text=letter.pdf")
    assert (await waiting.value).suggested_filename == "letter.pdf"


async def test_a_reload_shows_the_same_chat_and_nothing_overflows(setting: Setting) -> None:
    page = setting.page
    await setting.start()
    await page.fill("#text", "W" * 300)
    await page.press("#text", "Enter")
    await expect(page.locator(".row")).to_have_count(5)
    await page.reload()
    await expect(page.locator(".row")).to_have_count(5)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await page.evaluate(
        "[...document.querySelectorAll('button:not([hidden])')].every(b => b.innerText.trim() || b.ariaLabel)"
    )


async def test_a_message_taller_than_the_window_is_read_from_its_first_line(setting: Setting) -> None:
    await setting.start()
    page, ana = setting.page, setting.tg.visitor
    await setting.bot.send_message(ana.id, "\n".join(f"line {number}" for number in range(60)))
    last = page.locator(".row").last
    await expect(last).to_contain_text("line 59")
    await expect(page.locator("#down")).to_be_visible()
    edges = "(row) => [row.getBoundingClientRect().top, document.querySelector('#middle').getBoundingClientRect().top]"
    top, window_top = await last.evaluate(edges)
    assert 0 <= top - window_top < 30
    await page.click("#down")
    await expect(page.locator("#down")).to_be_hidden()
