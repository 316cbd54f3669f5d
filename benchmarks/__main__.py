"""`make bench`: every benchmark in a process of its own, one after the other; names on the command line choose some.

`python -m benchmarks --write` also puts what they print, with machine and date, into docs/performance.md.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

from bot.clock import SystemClock

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end of what is measured -->\n"
NOT_BENCHMARKS = {"__init__", "__main__", "telegram_side"}
WRITE = "--write"


def names() -> list[str]:
    """The benchmarks there are."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHMARKS)


def machine() -> str:
    """One line: when and on what."""
    model = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = (
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        )
        model = next(lines, model)
    when = SystemClock().now().date().isoformat()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{when}, {os.cpu_count()} cores of {model}, Python {platform.python_version()}, load before: {load}."


def run(name: str) -> tuple[str, bool]:
    """What it printed, shown as it comes, and whether it went well."""
    printed = []
    with subprocess.Popen([sys.executable, "-m", f"benchmarks.{name}"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            printed.append(line)
    return "".join(printed), process.returncode == 0


def write(text: str) -> None:
    """Into the page, in place of what was measured before."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Run them; 1 where one of them failed, 2 where there is none of that name."""
    chosen = [name for name in arguments if name != WRITE]
    if unknown := sorted(set(chosen) - set(names())):
        print(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(names())}", file=sys.stderr)
        return 2
    text, failed = machine() + "\n", []
    print(text)
    for name in chosen or names():
        head = f"\n## {name}\n\n"
        print(head, end="", flush=True)
        printed, well = run(name)
        text += head + (printed if "|--" in printed else f"```\n{printed}```\n")
        failed += [] if well else [name]
    if WRITE in arguments:
        write(text)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
