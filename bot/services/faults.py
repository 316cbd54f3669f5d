"""What may be said of an error in a log or a table: where it happened, never what it quotes."""

from __future__ import annotations

import traceback
from pathlib import Path


def brief(error: BaseException) -> str:
    """For example `KeyError in decide (answer.py:120)`; messages may quote what a user wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} in {last.name} ({Path(last.filename).name}:{last.lineno})"


def trail(error: BaseException) -> str:
    """The frames an error came through, innermost last, without its message."""
    return "".join(traceback.format_tb(error.__traceback__))
