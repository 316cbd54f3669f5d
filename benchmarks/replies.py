"""How long one reply takes to read: over the labelled replies, over long ones made of them and over hostile texts."""

from __future__ import annotations

import datetime as dt
import json
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.loading import for_good
from bot.replies import Plan, Vocabulary, read
from bot.vocabulary import load_vocabulary

CORPORA = Path(__file__).resolve().parent.parent / "tests" / "replies"
LONGEST = 4096
NOW = dt.datetime(2026, 12, 9, 7, 55)  # noqa: DTZ001 - replies are read in local time, without a zone
PLAN = Plan(3, 8, "reps")
HOSTILE = (
    "3x8 ", "1 ", "<", "<a", "(((", "no ", "numb ", "x", "pain 3 ", "\u0301", "9", "left right ", "'", "&lt;", "🙂",
    "-", "1.1.", "till monday ", "٣x٨ ", "can't not my leg ", "qwzrt plomk ",
)  # fmt: skip


def texts() -> list[str]:
    files = sorted(CORPORA.glob("*.jsonl"))
    lines = (line for path in files for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line)["text"] for line in lines]


def long_texts(short: Sequence[str], count: int = 200) -> list[str]:
    """Replies strung together to the longest message there can be."""
    dice = random.Random(1)
    return [". ".join(dice.choices(short, k=400))[:LONGEST] for _ in range(count)]


def measure(every: Iterable[str], vocabulary: Vocabulary) -> tuple[float, float]:
    """(median, 99th percentile) in milliseconds of the better of two readings of each text."""
    times = []
    for text in every:
        best = float("inf")
        for _ in range(2):
            start = time.perf_counter()
            read(text, now=NOW, plan=PLAN, asked=None, vocabulary=vocabulary)
            best = min(best, time.perf_counter() - start)
        times.append(best * 1000)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)]


def main() -> None:
    with for_good():  # as in the bot
        vocabulary = load_vocabulary()
    short = texts()
    sets = {
        "labelled replies": short,
        f"{LONGEST} characters of them": long_texts(short),
        f"{LONGEST} hostile characters": [(text * LONGEST)[:LONGEST] for text in HOSTILE],
    }
    for name, every in sets.items():
        median, high = measure(every, vocabulary)
        print(f"replies: {name:30} p50 {median:6.2f} ms   p99 {high:6.2f} ms   ({len(every)} texts)")


if __name__ == "__main__":
    main()
