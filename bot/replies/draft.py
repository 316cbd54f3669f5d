"""What was found in a reply, and the reading while it is being put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.replies.almanac import Day
from bot.replies.clock import Clock
from bot.replies.items import Item
from bot.replies.model import Pair
from bot.replies.modes import Modes
from bot.replies.pain import Told
from bot.replies.spans import Span


@dataclass(slots=True)
class Draft:
    """A reading being put together."""

    intents: set[str] = field(default_factory=set)
    ask: set[str] = field(default_factory=set)
    sets: tuple[Pair, ...] | None = None
    pain: int | None = None
    date: dt.date | None = None
    at: dt.datetime | None = None
    until: dt.date | None = None
    time: dt.time | None = None
    timezone: str | None = None
    command: str | None = None
    nothing_asked: bool = False


@dataclass(slots=True)
class Marked:
    """What was found in a text, before anything is decided."""

    modes: Modes
    signs: list[tuple[str, int, int]]
    wishes: dict[str, list[tuple[int, int]]]
    days: list[Day]
    clocks: list[Clock]
    spans: list[Span]
    tolds: list[Told]
    items: list[Item]
    dones: list[tuple[int, int]]
    """Where training as such is reported."""
    vague: Mapping[str, list[tuple[int, int]]]
    """Where only a part was told, without how much: `half_done`, `cut_short`."""
    starred: bool
    first: int
    """Where the first set or pain is told."""
