"""No text forges a line of the log, and no error quotes what a user wrote."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.logs import one_line

ROOT = Path(__file__).parent.parent
FORGED = "x\\n2026-01-01 [error] forged\\r\\x1b[2J\\u2028y"
"""As it stands in a program's text."""


def logged(code: str, form: str) -> list[str]:
    """What a process of its own writes: logging is set up once in a process."""
    program = (
        f"import logging, structlog; from bot.logs import set_up_logging\nset_up_logging('DEBUG', '{form}')\n{code}"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return ended.stderr.splitlines()


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_value_with_line_breaks_stays_on_its_line(form: str) -> None:
    (line,) = logged(f'structlog.get_logger().warning("said", who="{FORGED}", n=1)', form)
    assert "forged" in line
    assert "\x1b[2J" not in line


def test_so_does_a_librarys_warning() -> None:
    (line,) = logged(f'logging.getLogger("uvicorn").warning("bad request: %s", "{FORGED}")', "console")
    assert line.startswith("WARNING uvicorn bad request: x\\n2026")


def test_of_an_error_only_its_place_is_told() -> None:
    code = "try:\n    int('my back hurts')\nexcept ValueError:\n    logging.getLogger('x').exception('failed')"
    lines = logged(code, "console")
    assert lines[0] == "ERROR x failed: ValueError"
    assert "my back hurts" not in lines[0]
    assert not any("invalid literal" in line for line in lines)


def test_a_forgotten_task_is_told_without_its_error() -> None:
    code = (
        "import asyncio, gc\nasync def fail():\n    raise ValueError('my back hurts')\n"
        "async def main():\n    asyncio.create_task(fail())\n    await asyncio.sleep(0.01)\n    gc.collect()\n"
        "asyncio.run(main())"
    )
    lines = logged(code, "console")
    assert lines[0] == "ERROR asyncio Task exception was never retrieved: ValueError"
    assert not any("invalid" in line for line in lines)


@pytest.mark.parametrize("text", ["plain", "Zoë 🦵", "tab\tstays", "3×8, pain 1"])
def test_what_is_harmless_is_left_as_it_is(text: str) -> None:
    assert one_line(text) == text
