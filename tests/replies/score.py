"""How good readings are: exact, asked, wrong or unsafe, as docs/replies.md defines them.

Run `python tests/replies/score.py tests/replies/dev.jsonl` for a table by kind and every case that is not exact.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent.parent))

from bot.replies import Plan, Vocabulary, read  # noqa: E402 - found through the line above when run as a script
from bot.understand import as_json  # noqa: E402 - the same
from bot.vocabulary import load_vocabulary  # noqa: E402 - the same

EMPTY: dict[str, Any] = {
    "intents": (),
    "sets": None,
    "pain": None,
    "date": None,
    "at": None,
    "until": None,
    "time": None,
    "timezone": None,
    "ask": (),
}
VALUES = ("sets", "pain", "date", "at", "until", "time", "timezone")
Case = dict[str, Any]


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def cases(name: str) -> list[Case]:
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def answer(case: Case, text: str | None = None) -> dict[str, Any]:
    """The reading of the case's text, or of `text` in the same circumstances."""
    now = dt.datetime.fromisoformat(case["now"])
    said = case["text"] if text is None else text
    reading = read(said, now=now, plan=Plan(**case["plan"]), asked=case["asked"], vocabulary=vocabulary())
    return as_json(reading)


def full(reading: dict[str, Any]) -> dict[str, Any]:
    """The scored fields in one form."""
    found = {name: reading.get(name, default) for name, default in EMPTY.items()}
    found["intents"], found["ask"] = frozenset(found["intents"]), frozenset(found["ask"])
    found["sets"] = [tuple(pair) for pair in found["sets"]] if found["sets"] else None
    return found


def harm(want: dict[str, Any], got: dict[str, Any]) -> str:
    """How taking `got` for `want` could hurt the user or falsify the record; "" where it could not."""
    if "alarm" in want["intents"] - got["intents"]:
        return "alarm missed"
    if got["pain"] is not None and want["pain"] is not None and got["pain"] < want["pain"]:
        return "pain read too low"
    if got["pain"] is not None and want["pain"] is None and "pain" in want["ask"]:
        return "pain made up"
    return "training made up" if got["sets"] is not None and want["sets"] is None else ""


def false(want: dict[str, Any], got: dict[str, Any]) -> bool:
    """Whether something was taken that was not said."""
    return bool(got["intents"] - want["intents"]) or any(got[k] is not None and got[k] != want[k] for k in VALUES)


def verdict(case: Case, reading: dict[str, Any]) -> str:
    """`exact`, `asked` (nothing false taken), `wrong` or `unsafe: why`."""
    got = full(reading)
    wants = [full(expected) for expected in (case["expect"], *case.get("or", ()))]
    if got in wants:
        return "exact"
    harms = [harm(want, got) for want in wants]
    if all(harms):
        return f"unsafe: {harms[0]}"
    fair = any(not why and not false(want, got) for want, why in zip(wants, harms, strict=True))
    silent = not got["ask"] and not got["intents"] and wants[0]["intents"]
    return "asked" if fair and not silent else "wrong"


def table(name: str) -> Counter[str]:
    """How many cases of a set are exact, asked, wrong and unsafe."""
    return Counter(verdict(case, answer(case)).split(":")[0] for case in cases(name))


def main(paths: list[str]) -> None:
    for path in paths:
        every = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
        kinds: dict[str, Counter[str]] = {}
        for case in every:
            result = verdict(case, answer(case))
            kinds.setdefault(case["kind"], Counter())[result.split(":")[0]] += 1
            if result != "exact":
                print(f"{result}: {case['text']!r}: {full(answer(case))}")
        for kind, counts in sorted(kinds.items()):
            print(f"{kind:20}", *(f"{column} {counts[column]:4}" for column in ("exact", "asked", "wrong", "unsafe")))
        total = sum(kinds.values(), Counter[str]())
        shares = (f"{column} {total[column]} ({100 * total[column] / len(every):.1f} %)" for column in total)
        print(f"{path}: {', '.join(shares)} of {len(every)}")


if __name__ == "__main__":
    main(sys.argv[1:])
