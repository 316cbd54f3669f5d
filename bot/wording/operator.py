"""What whoever runs the bot is told: counts and places of errors, never anybody's words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

from bot.wording.message import Button, Message, Style
from bot.wording.words import Raw, Words

Count = tuple[int | None, int]
"""A stage (None: before the first drill) and how many are in it."""


def overview(
    words: Words,
    *,
    stages: Sequence[Count],
    onboarding: int,
    stopped: int,
    gone: int,
    outcomes: dict[str, int],
    in_hand: int,
    waiting: int,
    oldest_minutes: int | None,
    tick_seconds: float,
    since: datetime,
    version: str,
    faults: Sequence[tuple[str, int, datetime]],
) -> Message:
    """How the bot is doing, on one screen."""
    listed = ", ".join(_stage(words, *each) for each in stages)
    head = words(
        "admin",
        active=sum(count for _, count in stages),
        stages=Raw(words("admin-stages", list=listed)) if listed else "",
        onboarding=onboarding,
        stopped=stopped,
        gone=gone,
        **{name: outcomes.get(name, 0) for name in ("sent", "late", "missed", "failed")},
        hand=in_hand,
        waiting=waiting,
        oldest=words("admin-oldest", minutes=oldest_minutes) if oldest_minutes else "",
        tick=round(tick_seconds),
        since=f"{since:%d %b %H:%M}",
        version=version,
    )
    below = "\n".join((words("admin-faults"), *faults_(words, faults))) if faults else words("admin-no-faults")
    return Message("\n\n".join((head, below, words("admin-help"))))


def _stage(words: Words, stage: int | None, count: int) -> str:
    if stage is None:
        return words.plain("admin-stage-none", count=count)
    return words.plain("admin-stage", stage=stage, count=count)


def faults_(words: Words, faults: Sequence[tuple[str, int, datetime]]) -> tuple[str, ...]:
    """A line each: how often, where, when last."""
    return tuple(
        words("admin-fault", count=count, error=error, when=f"{latest:%d %b %H:%M}") for error, count, latest in faults
    )


def news_of_faults(words: Words, faults: Sequence[tuple[str, int, datetime]]) -> Message:
    return Message("\n".join((words("faults-told"), *faults_(words, faults))))


def ask_broadcast(words: Words, number: int, total: int, rate: int) -> Message:
    """The question under the preview."""
    minutes = math.ceil(total / rate / 60)
    send = Button(words.plain("button-send-all", total=total), f"op:send:{number}", Style.DANGER)
    drop = Button(words.plain("button-drop"), f"op:drop:{number}")
    return Message(words("broadcast-ask", total=total, minutes=minutes), ((send, drop),))


def broadcast(words: Words, number: int, state: str, *, total: int, sent: int, failed: int) -> Message:
    """How far it is; while it is on its way with a button that stops it."""
    if state == "dropped":
        return Message(words("broadcast-dropped"))
    name = {"done": "broadcast-done", "stopped": "broadcast-stopped"}.get(state, "broadcast-under-way")
    stop = ((Button(words.plain("button-stop-broadcast"), f"op:stop:{number}", Style.DANGER),),)
    buttons = stop if name == "broadcast-under-way" else ()
    return Message(words(name, sent=sent, total=total, failed=failed), buttons)
