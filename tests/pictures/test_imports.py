"""Whoever does not draw does not pay for drawing."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("resvg_py", "fpdf", "PIL", "fontTools")


def test_the_bot_starts_without_what_draws() -> None:
    code = f"import sys, bot.bootstrap; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_drawing_process_starts_without_the_bot() -> None:
    code = "import sys, bot.pictures.__main__; print('telegram' in sys.modules, 'sqlalchemy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "False False\n"
