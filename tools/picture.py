"""Takes the README's picture of the chat, docs/chat.png: `python -m tools.picture`. Needs Debian's chromium."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from playwright.async_api import Page, ViewportSize, async_playwright

from bot.logs import set_up_logging
from bot.trial import run_trial

TARGET = Path(__file__).resolve().parent.parent / "docs" / "chat.png"
CHROMIUM = "/usr/bin/chromium"
ONBOARDING = ("I agree", "none", "none", "1", "Lisbon", "7:00", "every day", "all", "after my morning coffee")
PHONE: ViewportSize = {"width": 390, "height": 800}
PATIENCE = 700
"""Milliseconds until an answer stands in the chat."""


async def say(page: Page, text: str) -> None:
    box = page.locator("#text")
    await box.fill(text)
    await box.press("Enter")
    await page.wait_for_timeout(PATIENCE)


async def tap(page: Page, label: str) -> None:
    await page.get_by_role("button", name=label, exact=True).last.click()
    await page.wait_for_timeout(PATIENCE)


async def play(url: str) -> None:
    """A second morning: the reminder, how the back is, a reply in plain words, the receipt."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = await browser.new_page(viewport=PHONE, device_scale_factor=2)
        await page.goto(url)
        await page.get_by_role("button", name="Start", exact=True).click()
        await page.wait_for_timeout(2 * PATIENCE)
        for text in ONBOARDING:
            await say(page, text)
        await page.wait_for_timeout(3 * PATIENCE)
        await tap(page, "To the next reminder")
        await say(page, "done, no pain")
        await tap(page, "To the next reminder")
        await tap(page, "1")
        await say(page, "2x6 left was 5, pain 1 low back")
        await page.wait_for_timeout(PATIENCE)
        await page.screenshot(path=str(TARGET))
        await browser.close()


async def main() -> None:
    """Start the try-out, play, take the picture."""
    set_up_logging("WARNING", "console")
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()

    def say_where(text: str) -> None:
        found = re.search(r"http://[\d.:]+", text)
        if found and not address.done():
            address.set_result(found.group())

    running = asyncio.create_task(run_trial(0, stop.wait, say=say_where))
    await play(await address)
    stop.set()
    await running


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
