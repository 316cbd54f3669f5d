"""As a newcomer meets it: the try-out in a real Chromium, by taps, by keyboard, on a phone and on a desktop.

Screenshots are kept under artefacts/, to be looked at.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bot.trial import run_trial
from tests.support.browser import CHROMIUM, FLAGS, needs_chromium

pytestmark = needs_chromium
ARTEFACTS = Path(__file__).resolve().parents[2] / "artefacts"
PHONE: Any = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
DESKTOP: Any = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}
SECONDS = 20_000  # milliseconds: a busy machine takes its time


class Visitor:
    """Somebody at the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def last(self) -> Locator:
        return self.page.locator(".row:not(.mine)").last

    @property
    def board(self) -> Locator:
        return self.page.locator(".board").last

    async def tap(self, label: str | re.Pattern[str]) -> None:
        await self.board.get_by_role("button", name=label, exact=isinstance(label, str)).click(timeout=SECONDS)

    async def say(self, text: str) -> None:
        await self.page.fill("#text", text)
        await self.page.press("#text", "Enter")

    async def hears(self, text: str) -> None:
        await expect(self.last).to_contain_text(text, timeout=SECONDS)

    async def onboard(self) -> None:
        """The first conversation, by taps alone."""
        await self.page.click("#start")
        await self.hears("I’m hipcoach")
        await self.tap(re.compile("I am 18 or over"))
        await self.hears("Before the first drill")
        await self.tap("None of these")
        await self.hears("One more")
        await self.tap("None of these")
        await self.hears("How is your back on a usual day")
        await self.tap("1")
        await self.board.get_by_role("button", name=re.compile("London")).click(timeout=SECONDS)
        for question in ("When should I remind you?", "On which days?", "What do you have?"):
            await self.hears(question)
            await self.board.get_by_role("button").first.click()
        await self.hears("Last one: when exactly?")
        await self.tap("my morning coffee")
        await self.hears("All set.")

    async def travel_a_week(self) -> None:
        """Until all that was due on the way has been said."""
        begun = await self.page.evaluate("Date.parse(now.dateTime)")
        await self.page.get_by_role("button", name="One week on").click()
        there = "begun => Date.parse(now.dateTime) - begun > 6.9 * 86400e3 && progress.hidden"
        await self.page.wait_for_function(there, arg=begun, timeout=2 * SECONDS)

    async def picture(self, name: str) -> None:
        ARTEFACTS.mkdir(exist_ok=True)
        await self.page.screenshot(path=ARTEFACTS / f"{name}.png")

    async def fits(self) -> bool:
        """Whether nothing sticks out to the side."""
        return bool(await self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@asynccontextmanager
async def visiting(**how: Any) -> AsyncIterator[Visitor]:
    """The try-out with its page open; a complaint on the console fails the test."""
    stop, address = asyncio.Event(), asyncio.get_running_loop().create_future()

    def say(text: str) -> None:
        found = re.search(r"http://127\.0\.0\.1:\d+", text)
        if found and not address.done():
            address.set_result(found.group())

    running = asyncio.create_task(run_trial(0, stop.wait, say=say))
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = await browser.new_page(locale="en-GB", **how)
            complaints: list[str] = []
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda entry: complaints.append(entry.text) if entry.type == "error" else None)
            await page.goto(await asyncio.wait_for(address, 30))
            yield Visitor(page)
            await browser.close()
            assert complaints == []
    finally:
        stop.set()
        await running


async def test_a_newcomer_comes_by_taps_to_a_counted_session_and_its_picture_on_a_phone() -> None:
    async with visiting(**PHONE) as alex:
        await alex.onboard()
        await alex.picture("1-onboarded")
        await alex.tap(re.compile("Start"))
        await alex.hears("Set 1 of 2")
        await count_along(alex)
        await alex.hears("Worst pain during the drill")
        assert "2×6" in (await alex.last.inner_text()).replace(" ", "").replace("\u00d7", "×")
        await alex.tap("1")
        await alex.hears("Pain 1")
        await alex.picture("4-logged")
        await alex.say("how am i doing?")
        shown = alex.last.locator("img")
        await expect(shown).to_be_visible(timeout=SECONDS)
        assert await shown.evaluate("async (img) => { await img.decode(); return img.naturalWidth; }") >= 720
        await alex.hears("1 session")
        await alex.picture("5-progress")
        assert await alex.fits()


async def count_along(alex: Visitor) -> None:
    """Next, until the session is over; the one message goes on showing its film meanwhile."""
    rows = alex.page.locator(".row:not(.mine)")
    count = await rows.count()
    film = alex.last.locator("video")
    await expect(film).to_have_js_property("paused", False, timeout=SECONDS)
    await alex.picture("2-set-1")
    seen = set()
    for _ in range(12):
        if await rows.count() > count:
            break
        words = await rows.nth(count - 1).locator(".words").inner_text()
        seen.add(re.sub(r"\d+ s\b", "some s", words))
        await rows.nth(count - 1).get_by_role("button", name=re.compile("^(Next|Done)$")).first.click(timeout=SECONDS)
        await alex.page.wait_for_timeout(400)
    await alex.picture("3-over")
    assert len(seen) >= 6, seen  # two sides of two sets, and what lies between


async def test_a_countdown_runs_by_itself_and_the_film_is_not_begun_anew() -> None:
    async with visiting(**PHONE) as alex:
        await alex.onboard()
        await alex.tap(re.compile("Start"))
        await alex.hears("Set 1 of 2")
        film = alex.last.locator("video")
        await film.evaluate("(video) => { video.dataset.mine = 'same'; }")
        await alex.tap("Next")
        await alex.hears("Switch sides")
        await alex.board.get_by_role("button", name="Stop here").focus()
        await expect(alex.last).not_to_contain_text("Switch sides", timeout=SECONDS)
        assert await alex.page.evaluate("document.activeElement.textContent") == "Stop here"


async def test_by_keyboard_alone_a_log_is_written_and_every_part_has_a_name() -> None:
    async with visiting(**DESKTOP) as alex:
        page = alex.page
        await page.keyboard.press("Tab")
        await page.locator("#start").focus()
        await page.keyboard.press("Enter")
        await alex.hears("I’m hipcoach")
        agree = alex.board.get_by_role("button").first
        await agree.focus()
        await page.keyboard.press("Enter")
        await alex.hears("Before the first drill")
        await page.locator("#text").focus()
        for text in ("none", "none", "1", "Lisbon", "7:00", "every day", "all", "skip"):
            before = await page.locator(".row").count()
            await page.keyboard.type(text)
            await page.keyboard.press("Enter")
            await expect(page.locator(".row")).to_have_count(before + 2, timeout=SECONDS)
        await alex.hears("All set.")
        await page.keyboard.type("2x6, pain 1")
        await page.keyboard.press("Enter")
        await alex.hears("Where was it?")
        assert await page.evaluate(NAMELESS) == []
        assert await page.locator("[role=log][aria-live=polite]").count() == 1
        assert await alex.fits()
        await alex.picture("6-desktop-dark")


NAMELESS = """[...document.querySelectorAll('button, a, img, video, input, textarea, select')]
  .filter((e) => e.checkVisibility())
  .filter((e) => !(e.ariaLabel || e.alt || e.innerText?.trim() || e.labels?.length || e.title
                   || e.closest('[aria-label]')))
  .map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("how", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_a_week_of_messages_fits_the_window(how: Any) -> None:
    async with visiting(**how) as alex:
        await alex.onboard()
        await alex.travel_a_week()
        await alex.say("what's next?")
        await alex.hears("Stage 1 of 4")
        await alex.say("report for my physio")
        await expect(alex.page.get_by_text(re.compile("pdf$"))).to_be_visible(timeout=SECONDS)
        assert await alex.fits()
        await alex.picture(f"7-week-{how['viewport']['width']}")
