"""Structured logs: a line an event, for people or as JSON. No message texts, no names, no token."""

from __future__ import annotations

import logging
import re
import sys
from typing import Literal

import structlog

from bot.services.faults import trail

BREAKS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
"""What ends a line or moves the cursor: with it a text could forge a line of its own."""
OURS = frozenset({"trail"})
"""Values that are several lines of our own making."""


def one_line(text: str) -> str:
    """The text with every control character written out."""
    return BREAKS.sub(lambda found: repr(found.group())[1:-1], text)


def _one_line_each(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {k: one_line(v) if isinstance(v, str) and k not in OURS else v for k, v in event.items()}


class OneLine(logging.Formatter):
    """What libraries warn of, on one line; of an error where it happened, never its words, which may be a user's."""

    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        if record.name == "asyncio":  # further lines show tasks with the words of their errors
            message = message.partition("\n")[0]
        text = f"{record.levelname} {record.name} {one_line(message)}"
        error = record.exc_info[1] if record.exc_info else None
        return text if error is None else f"{text}: {type(error).__name__}\n{trail(error)}".rstrip()


def set_up_logging(level: str, form: Literal["console", "json"]) -> None:
    """Send structlog's events and warnings of libraries to standard error."""
    number = logging.getLevelNamesMapping()[level]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _one_line_each,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler])
