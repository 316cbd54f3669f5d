"""Telegram: intake, webhook, one handler table, messenger."""

import os

# Times of python-telegram-bot as timedelta, its coming default; without this every 429 it reads raises a warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")
