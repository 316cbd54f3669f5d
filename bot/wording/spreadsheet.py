"""The log as a table that a spreadsheet opens: a row a day on the user's own calendar, numbers as numbers."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from bot.coach.model import Fact, History, Lifts, Log, Morning, Pain, Skip
from bot.coach.programme import Programme
from bot.wording.dose import sets_line
from bot.wording.words import Words

Cell = str | int | None
COLUMNS = (
    "date", "weekday", "stage", "drill", "planned-sets", "planned-amount", "unit", "sets-done", "left", "right",
    "sets", "pain", "where", "morning", "lifted", "skipped", "lifts",
)  # fmt: skip
SHOWN = (Log, Pain, Morning, Skip, Lifts)
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so may be run by a spreadsheet (https://owasp.org/www-community/attacks/CSV_Injection)."""


def table(words: Words, programme: Programme, history: History) -> str:
    """Comma-separated values with a heading, as RFC 4180 has them."""
    text = io.StringIO(newline="")
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([words.plain(f"csv-{column}") for column in COLUMNS])
    days = defaultdict[date, list[Fact]](list)
    for fact in history:
        if isinstance(fact, SHOWN):
            days[fact.day].append(fact)
    writer.writerows([harmless(cell) for cell in _row(words, programme, days[day], day)] for day in sorted(days))
    return text.getvalue()


def harmless(cell: Cell) -> Cell:
    """The cell as it is shown, also where a spreadsheet would take it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_A_FORMULA) else cell


def _row(words: Words, programme: Programme, of_day: Sequence[Fact], day: date) -> Sequence[Cell]:
    pain = max((fact for fact in of_day if isinstance(fact, Pain)), key=lambda fact: fact.value, default=None)
    mornings = [fact for fact in of_day if isinstance(fact, Morning)]
    lifts = [fact for fact in of_day if isinstance(fact, Lifts)]
    return (
        day.isoformat(),
        words.plain(f"weekday-short-{day.weekday()}"),
        *_trained(words, programme, [fact for fact in of_day if isinstance(fact, Log)]),
        pain.value if pain else None,
        words.plain(f"where-{pain.where}") if pain and pain.where else None,
        mornings[-1].value if mornings else None,
        words.plain("csv-yes") if mornings and mornings[-1].lifted else None,
        words.plain("csv-yes") if any(isinstance(fact, Skip) for fact in of_day) else None,
        lifts[-1].value if lifts else None,
    )


def _trained(words: Words, programme: Programme, logs: Sequence[Log]) -> Sequence[Cell]:
    """Stage, drill, what was planned, and what was done; nothing where nothing was."""
    if not logs:
        return (None,) * 9
    first, sets = logs[0], [pair for log in logs for pair in log.sets]
    stage = programme.stage(first.stage)
    form = "substitute" if first.substitute else first.variant.value
    return (
        first.stage,
        words.plain(f"drill-{form}", name=stage.drill.name),
        first.prescribed.sets,
        first.prescribed.amount,
        words.plain(f"csv-unit-{stage.unit}"),
        len(sets),
        sum(left for left, _ in sets),
        sum(right for _, right in sets),
        sets_line(words, sets, stage.unit),
    )
