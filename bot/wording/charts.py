"""Puts the words of a language to a progress picture, and says the same in two sentences beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.coach.model import Unit
from bot.coach.programme import Programme
from bot.coach.progress import Gate, Progress
from bot.wording.chart import Chart, ChartWords, StageWords, Tick
from bot.wording.moments import weekday
from bot.wording.words import Words

MOST_TICKS = 5
STEPS = (1, 2, 4, 8, 13, 26, 52)
"""Weeks between two ticks of the time axis."""


def chart(words: Words, programme: Programme, progress: Progress, *, dark: bool) -> Chart:
    """The picture of a progress, for a light or a dark chat."""
    return Chart(
        progress=progress,
        words=_words(words, programme, progress),
        ticks=tuple(Tick(day, day_month(words, day)) for day in _tick_days(progress)),
        weeks=tuple(
            day_month(words, progress.calendar_from + timedelta(weeks=n)) for n in range(len(progress.calendar))
        ),
        dark=dark,
    )


def day_month(words: Words, day: date) -> str:
    """`3 Dec`."""
    return words.plain("chart-day", number=str(day.day), month=words.plain(f"month-short-{day.month}"))


def _tick_days(progress: Progress) -> Iterator[date]:
    """The first day, and from there every so many weeks that few enough ticks stand below the axis."""
    length = (progress.last - progress.first).days
    step = next((weeks for weeks in STEPS if length <= weeks * 7 * MOST_TICKS), STEPS[-1])
    for n in range(length // (step * 7) + 1):
        yield progress.first + timedelta(weeks=n * step)


def _words(words: Words, programme: Programme, progress: Progress) -> ChartWords:
    gate, say = progress.gate, words.plain
    opens = day_month(words, gate.opens) if gate and gate.opens else ""
    return ChartWords(
        title=_title(words, programme, progress),
        subtitle=_drill(words, programme, progress),
        today=say("day-today"),
        dose=say("chart-dose"),
        left=say("which-side-left"),
        right=say("which-side-right"),
        prescribed=say("chart-prescribed"),
        easier=say("chart-easier"),
        gate=say("chart-gate"),
        gate_met=_gate(words, gate) if gate else "",
        gate_opens=say("chart-opens", day=opens) if opens else "",
        gate_day=opens,
        pain=say("chart-pain"),
        during=say("chart-during"),
        morning=say("chart-morning"),
        safe=say("chart-safe", most=progress.safe),
        lifts=say("chart-lifts"),
        no_lifts=say("chart-no-lifts"),
        nothing_yet=say("chart-nothing-yet"),
        calendar=say("chart-calendar"),
        weekdays=tuple(weekday(words, n, short=True)[:2] for n in range(7)),
        done=say("chart-done"),
        part=say("chart-part"),
        missed=say("chart-missed"),
        ahead=say("chart-ahead"),
        skipped=say("chart-skipped"),
        paused=say("chart-paused"),
        held=say("chart-held"),
        stages=_stages(words, programme),
    )


def _gate(words: Words, gate: Gate) -> str:
    met = min(gate.met, gate.needed)
    return words.plain("chart-gate-met", sets=gate.dose.sets, amount=gate.dose.amount, met=met, needed=gate.needed)


def _title(words: Words, programme: Programme, progress: Progress) -> str:
    if progress.stage > programme.last:
        return words.plain("place-maintenance").capitalize()
    name = "chart-title" if progress.stage_day else "chart-title-new"
    return words.plain(name, stage=progress.stage, total=programme.last, day=progress.stage_day)


def _drill(words: Words, programme: Programme, progress: Progress) -> str:
    if progress.stage > programme.last:
        return words.plain("chart-maintenance", sessions=programme.maintenance.sessions_per_week)
    return programme.stage(progress.stage).drill.name


def _stages(words: Words, programme: Programme) -> tuple[StageWords, ...]:
    units = {Unit.REPS: words.plain("chart-reps"), Unit.SECONDS: words.plain("chart-seconds")}
    own = [StageWords(str(n), stage.drill.name, units[stage.unit]) for n, stage in enumerate(programme.stages, start=1)]
    after = StageWords(words.plain("chart-after"), words.plain("place-maintenance").capitalize(), "%")
    return (*own, after)
