"""Replies a second and how long one is waited for, against plain bots: `python -m benchmarks.intake [runs]`.

Each contender is started as its user starts it, on its own, and gets the same messages from a local Telegram in
another process. What people say is a day with the coach: a log, a correction, a question, a pain, and taking it back;
each message has one reply. The plain bots echo it: python-telegram-bot with one SQLAlchemy insert and commit an
update, aiogram with nothing.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.contenders.running import Contender, aiogram_bot, coach, cpu_seconds, plain_bot, running
from benchmarks.telegram_side import Load, Seen, telegram_side

DAY = ("2x6, pain 1", "actually it was 2x5", "what's next?", "pain 2", "undo")
PEOPLE = 200
WHOLE = PEOPLE * len(DAY)
FEW = PEOPLE
SLOWEST = 60
LONG = 70
RATE, SECONDS = 50, 16
"""Replies a second in the measure of waiting, and for how long."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what the Telegram saw, and the processor time the bot took for each reply."""

    seen: Seen
    cpu_ms: float


def run(contender: Contender, load: Load) -> Run:
    """In fresh processes."""
    with telegram_side(load) as (url, pipe), tempfile.TemporaryDirectory() as folder:
        contender.prepare(folder)
        with running(contender, url, folder) as process:
            pipe.recv()
            before = cpu_seconds(process)
            seen: Seen = pipe.recv()
            if seen.unasked:
                raise SystemExit(f"{contender.name} replied twice: {seen.unasked[0]!r}")
            return Run(seen, (cpu_seconds(process) - before) / load.updates * 1000)


def throughput(round_trip: float, contenders: Sequence[tuple[Contender, int]], runs: int) -> None:
    """Rows of one table: medians, and ratios to the first contender's."""
    base = 0.0
    for contender, updates in contenders:
        load = Load(DAY, PEOPLE, updates, round_trip)
        each = [run(contender, load) for _ in range(runs)]
        rate = statistics.median(load.updates / one.seen.seconds for one in each)
        cpu = statistics.median(one.cpu_ms for one in each)
        base = base or rate
        print(
            f"| {round_trip * 1000:.0f} ms | {contender.name} | {rate:.0f} | {rate / base:.1f} | {cpu:.2f} |",
            flush=True,
        )


def waiting(contenders: Sequence[Contender]) -> None:
    for contender in contenders:
        waits = run(contender, Load(DAY, PEOPLE, RATE * SECONDS, rate=RATE)).seen.waits
        shares = statistics.quantiles(waits, n=100)
        print(f"| {contender.name} | {' | '.join(f'{shares[n - 1] * 1000:.1f}' for n in (50, 95, 99))} |", flush=True)


def main(runs: int = 3) -> None:
    plain, other, ours = plain_bot(), aiogram_bot(), coach(PEOPLE)
    others = [other] if other else []
    print(f"Median of {runs} runs, {PEOPLE} people.\n")
    print("| round trip | bot | replies/s | × PTB + commit | CPU ms a reply |\n|---|---|---:|---:|---:|")
    for round_trip, few, whole in ((0.0, FEW, [*others, ours, coach(PEOPLE, LONG)]), (0.05, SLOWEST, [*others, ours])):
        throughput(round_trip, [(plain, few), *((each, WHOLE) for each in whole)], runs)
    print(f"\nMilliseconds from a message to its reply, {RATE} messages a second.\n")
    print("| bot | p50 | p95 | p99 |\n|---|---:|---:|---:|")
    waiting([plain, *others, ours])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
