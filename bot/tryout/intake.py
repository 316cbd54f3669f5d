"""How the bot takes its updates: by polling or by webhook, never both."""

import asyncio
import re
from urllib.parse import urlsplit

from bot.tryout.core import Telegram
from bot.tryout.errors import bad_request, conflict
from bot.tryout.params import Params
from bot.tryout.state import Json
from bot.tryout.updates import Update
from bot.tryout.webhook import Runner, Webhook

LONGEST_POLL = 50


class Intake:
    """`getUpdates`, `setWebhook`, `deleteWebhook`, `getWebhookInfo`."""

    def __init__(self, telegram: Telegram, run: Runner) -> None:
        self._telegram = telegram
        self._run = run
        self._poll: asyncio.Future[None] | None = None
        self.webhook: Webhook | None = None
        telegram.queue.on_new = self._arrived

    def _arrived(self, update: Update) -> None:
        if self.webhook:
            self.webhook.deliver(update)
        elif self._poll and not self._poll.done():
            self._poll.set_result(None)

    async def get_updates(self, params: Params) -> list[Json]:
        """A long poll; a second poller ends the first with 409."""
        if self.webhook:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        offset = params.number("offset", 0, -(2**31), 2**31)
        limit = params.number("limit", 100, 1, 100)
        timeout = params.number("timeout", 0, 0, LONGEST_POLL)
        self._allow(params)
        self._end_poll("terminated by other getUpdates request; make sure that only one bot instance is running")
        updates = self._telegram.queue.read(offset, limit)
        if not updates and timeout:
            await self._wait(timeout)
            updates = self._telegram.queue.read(max(offset, 0), limit)
        return [update.payload() for update in updates]

    async def _wait(self, seconds: float) -> None:
        self._poll = poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poll, seconds)
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None

    def _end_poll(self, reason: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(conflict(reason))
        self._poll = None

    def _allow(self, params: Params) -> None:
        given = params.decoded("allowed_updates", "allowed_updates") if params.text("allowed_updates") else None
        if isinstance(given, list):
            self._telegram.queue.allow([str(kind) for kind in given])

    def set_webhook(self, params: Params) -> bool:
        """An empty address deletes the webhook."""
        url = params.text("url")
        if not url:
            return self.delete_webhook(params)
        secret = params.text("secret_token")
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise bad_request("invalid webhook URL specified")
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
            raise bad_request("secret token contains unallowed characters")
        self._end_poll("terminated by setWebhook request")
        self._allow(params)
        self._start_webhook(url, secret, params)
        return True

    def _start_webhook(self, url: str, secret: str, params: Params) -> None:
        self._stop_webhook(params)
        parallel = params.number("max_connections", 40, 1, 100)
        self.webhook = Webhook(self._telegram, url, secret, parallel, self._run)
        for update in self._telegram.queue.pending():
            self.webhook.deliver(update)

    def _stop_webhook(self, params: Params) -> None:
        if self.webhook:
            self.webhook.stop()
            self.webhook = None
        if params.flag("drop_pending_updates"):
            self._telegram.queue.clear()

    def delete_webhook(self, params: Params) -> bool:
        """What was not delivered waits for `getUpdates`."""
        self._stop_webhook(params)
        return True

    def webhook_info(self) -> Json:
        """`getWebhookInfo`."""
        hook = self.webhook
        info: Json = {"url": hook.url if hook else "", "has_custom_certificate": False}
        info["pending_update_count"] = len(self._telegram.queue.pending())
        if hook:
            info |= {"max_connections": hook.parallel} | hook.last_error
        allowed = self._telegram.queue.allowed
        return info | ({"allowed_updates": sorted(allowed)} if allowed else {})

    async def close(self) -> None:
        """End a waiting poll and every delivery."""
        if self._poll:
            self._poll.cancel()
        if self.webhook:
            await self.webhook.close()
