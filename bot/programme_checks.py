"""What the types of a programme cannot say: doses rise, gates exist, keys are unique, limits are in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from itertools import chain, pairwise
from typing import Any

from bot.coach.model import Dose, Tier
from bot.coach.programme import Programme, Stage

Problem = tuple[str, str, str]
"""The place in the file, what was expected there, what was found."""

FEWEST_CUES = 4


def problems(programme: Programme) -> Iterator[Problem]:
    """Every contradiction in a programme that has the right shape."""
    return chain(
        _values(programme, ""),
        _stages(programme),
        _keys(programme),
        _alarms(programme),
        _limits(programme),
    )


def _values(value: Any, at: str) -> Iterator[Problem]:
    """No empty text and no negative number, wherever it stands."""
    if is_dataclass(value):
        for field in fields(value):
            yield from _values(getattr(value, field.name), f"{at}.{field.name}".removeprefix("."))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, f"{at}[{index}]")
    elif isinstance(value, str) and not value.strip():
        yield at, "text", "nothing"
    elif isinstance(value, int | float) and value < 0:
        yield at, "a number of at least 0", str(value)


def _stages(programme: Programme) -> Iterator[Problem]:
    if not programme.stages:
        yield "stages", "at least one stage", "none"
    for index, stage in enumerate(programme.stages):
        yield from _doses(stage, f"stages[{index}]")
        yield from _between(f"stages[{index}].switch_seconds", stage.switch_seconds, 1, 120)
        if len(stage.drill.cues) < FEWEST_CUES:
            found = str(len(stage.drill.cues))
            yield f"stages[{index}].drill.cues", f"at least {FEWEST_CUES} cues", found
        if not stage.drill.faults:
            yield f"stages[{index}].drill.faults", "at least one fault with its fix", "none"


def _doses(stage: Stage, at: str) -> Iterator[Problem]:
    if not 1 <= stage.gate_level <= len(stage.doses):
        yield f"{at}.gate_level", f"a level from 1 to {len(stage.doses)}", str(stage.gate_level)
    for index, dose in enumerate(stage.doses):
        for name in ("sets", "amount"):
            if getattr(dose, name) < 1:
                yield f"{at}.doses[{index}].{name}", "a whole number of at least 1", str(getattr(dose, name))
    for index, (lower, higher) in enumerate(pairwise(stage.doses), start=1):
        if not _rises(lower, higher):
            expected = f"a dose above level {index} ({_shown(lower)})"
            yield f"{at}.doses[{index}]", expected, _shown(higher)


def _rises(lower: Dose, higher: Dose) -> bool:
    return higher != lower and higher.sets >= lower.sets and higher.amount >= lower.amount


def _shown(dose: Dose) -> str:
    return f"{dose.sets}×{dose.amount}"


def _keys(programme: Programme) -> Iterator[Problem]:
    yield from _unique("stages", "key", [stage.key for stage in programme.stages])
    yield from _unique("stages", "drill.key", [stage.drill.key for stage in programme.stages])
    yield from _unique("kit", "key", [kit.key for kit in programme.kit])
    yield from _unique("screening.items", "key", [item.key for item in programme.screening.items])
    kit = {kit.key for kit in programme.kit}
    for index, stage in enumerate(programme.stages):
        yield from _known(f"stages[{index}].drill.needs", stage.drill.needs, kit, "a key of kit")


def _unique(at: str, name: str, keys: Sequence[str]) -> Iterator[Problem]:
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield f"{at}[{index}].{name}", "a key that is not taken yet", f'"{key}"'


def _known(at: str, keys: Iterable[str], known: set[str], expected: str) -> Iterator[Problem]:
    for index, key in enumerate(keys):
        if key not in known:
            yield f"{at}[{index}]", expected, f'"{key}"'


def _alarms(programme: Programme) -> Iterator[Problem]:
    seen: set[str] = set()
    for tier in Tier:
        for index, sign in enumerate(programme.alarms.signs(tier)):
            if sign in seen:
                yield f"alarms.{tier.value}[{index}]", "a sign of one tier only", f'"{sign}"'
            seen.add(sign)
    yield from _known("alarms.ask_severity", programme.alarms.ask_severity, seen, "a sign of a tier")
    for index, item in enumerate(programme.screening.items):
        yield from _known(f"screening.items[{index}].signs", item.signs, seen, "a sign of a tier")


def _limits(programme: Programme) -> Iterator[Problem]:
    pain, gaps, progress = programme.pain, programme.gaps, programme.progress
    yield from _rising("pain", safe_max=pain.safe_max, caution_max=pain.caution_max)
    yield from _rising("pain", caution_max=pain.caution_max, refer_from=pain.refer_from)
    yield from _rising("gaps", set_less_over=gaps.set_less_over, level_back_over=gaps.level_back_over)
    yield from _rising("gaps", level_back_over=gaps.level_back_over, level_one_over=gaps.level_one_over)
    yield from _rising("gaps", level_one_over=gaps.level_one_over, stage_back_over=gaps.stage_back_over)
    yield from _rising("progress", restart_day=progress.restart_day, offer_from_day=progress.offer_from_day)
    yield from _rising("progress", extend_from_day=progress.extend_from_day, choose_from_day=progress.choose_from_day)
    yield from _between("pain.refer_from", pain.refer_from, 1, 10)
    yield from _between("pain.elsewhere_share", pain.elsewhere_share, 0, 1)
    yield from _between("gaps.level_back_share", gaps.level_back_share, 0, 1)
    yield from _between("progress.week_days", progress.week_days, 1, 28)
    yield from _between("progress.required.of", progress.required.of, max(progress.required.planned, 1), 100)
    yield from _between("progress.fewest_days", progress.fewest_days, 1, 7)
    yield from _between("progress.gates_running", progress.gates_running, 1, 10)
    yield from _between("progress.restart_day", progress.restart_day, 1, progress.choose_from_day)
    yield from _between("maintenance.sessions_per_week", programme.maintenance.sessions_per_week, 1, 7)
    yield from _between("live.ready_seconds", programme.live.ready_seconds, 1, 60)
    yield from _between("live.every_seconds", programme.live.every_seconds, 3, 60)
    yield from _between("live.idle_minutes", programme.live.idle_minutes, 1, 240)
    yield from _between("live.late_seconds", programme.live.late_seconds, 15, 300)
    accounts = programme.accounts
    yield from _rising("accounts", ask_after_days=accounts.ask_after_days, erase_after_days=accounts.erase_after_days)
    yield from _between("accounts.ask_after_days", accounts.ask_after_days, 30, 36_500)
    yield from _between("logging.night_ends_hour", programme.logging.night_ends_hour, 0, 12)


def _rising(at: str, **limits: int) -> Iterator[Problem]:
    """Two limits of one section, in the order in which they have to rise."""
    (low, less), (high, more) = limits.items()
    if not less < more:
        yield f"{at}.{high}", f"more than {low} ({less})", str(more)


def _between(at: str, value: float, low: float, high: float) -> Iterator[Problem]:
    if not low <= value <= high:
        yield at, f"a number from {low:g} to {high:g}", f"{value:g}"
