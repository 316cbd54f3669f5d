"""Rows of buttons that stand under more than one message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.wording.message import Button, Rows, Style

LOWEST, HIGHEST = 0, 10


def scale(prefix: str, chosen: int | None = None) -> Rows:
    """0..10 in two rows; the number tapped comes back behind `prefix`."""
    buttons = [
        Button(f"· {n} ·" if n == chosen else str(n), f"{prefix}:{n}", Style.PRIMARY if n == chosen else Style.PLAIN)
        for n in range(LOWEST, HIGHEST + 1)
    ]
    return tuple(buttons[:6]), tuple(buttons[6:])


def one_each(buttons: Iterable[Button]) -> Rows:
    """Every button on a row of its own: long labels stay readable on a phone."""
    return tuple((button,) for button in buttons)


def grid(buttons: Sequence[Button], width: int) -> Rows:
    """Rows of `width` buttons."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def toggle(label: str, data: str, on: bool) -> Button:
    """A button that shows whether it is chosen."""
    return Button(f"✓ {label}" if on else label, data, Style.PRIMARY if on else Style.PLAIN)
