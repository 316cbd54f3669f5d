"""The programme as the core sees it: stages, drills, doses and every threshold, as frozen values.

The edge reads ``data/programme.yaml`` into these (see :mod:`bot.programme_file`); nothing here knows of files.
Amounts are reps or seconds *per side*, pains are 0..10, days are whole drill days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

from bot.coach.model import Dose, Tier, Unit
from bot.coach.routine import LiveRules


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong in a drill, and what to change so that it does not."""

    fault: str
    fix: str


@dataclass(frozen=True, slots=True)
class Drill:
    """The words of one drill, as a coach would say them. `side` tells which hip a side's number belongs to."""

    key: str
    name: str
    also_called: str
    needs: tuple[str, ...]
    side: str
    setup: str
    move: str
    cues: tuple[str, ...]
    faults: tuple[Fault, ...]
    easier: str
    harder: str
    without_kit: str
    safety: str
    form_question: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its drill, the dose levels from light to full, the rest between sets and the gate.

    `gate_level` counts from 1 and names the dose level that has to be met. `hang_seconds` is set where the full
    drill has to wait for a pain-free hang of that length; until then the easier variant is given.
    `switch_seconds` is the time to change sides when a session is counted along.
    """

    key: str
    drill: Drill
    unit: Unit
    doses: tuple[Dose, ...]
    rest_seconds: int
    gate_level: int
    substitute_earns_gate: bool = True
    hang_seconds: int | None = None
    switch_seconds: int = 8

    @property
    def gate(self) -> Dose:
        return self.doses[self.gate_level - 1]

    def dose(self, level: int) -> Dose:
        """The dose of a level counted from 1; levels out of range give the nearest one there is."""
        return self.doses[min(max(level, 1), len(self.doses)) - 1]


@dataclass(frozen=True, slots=True)
class Kit:
    """A piece of equipment: the key that drills name, and what to call it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ScreeningItem:
    """One question of the screening; a yes to a `red_flag` item is followed by "which of them?" (`signs`)."""

    key: str
    text: str
    red_flag: bool = False
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Screening:
    """The items asked before the first drill, and when they and the usual back pain are asked again."""

    items: tuple[ScreeningItem, ...]
    clinician_from_baseline: int
    baseline_every_days: int
    again_after_away_days: int
    again_every_days: int


@dataclass(frozen=True, slots=True)
class Alarms:
    """Which sign belongs to which tier. `ask_severity` are signs to be asked about once while locked."""

    emergency: tuple[str, ...]
    urgent: tuple[str, ...]
    clearance: tuple[str, ...]
    ask_severity: tuple[str, ...]

    def signs(self, tier: Tier) -> tuple[str, ...]:
        match tier:
            case Tier.EMERGENCY:
                return self.emergency
            case Tier.URGENT:
                return self.urgent
            case Tier.CLEARANCE:
                return self.clearance


@dataclass(frozen=True, slots=True)
class StopRepeat:
    """So many stops within so many days (both ends counted) refer to a clinician."""

    times: int
    days: int


@dataclass(frozen=True, slots=True)
class MeanRise:
    """A weekly mean of session peaks that rises by `by` in `weeks` weeks running and ends above `above`."""

    by: float
    weeks: int
    sessions: int
    above: int


@dataclass(frozen=True, slots=True)
class PainRules:
    """The bands and limits of the pain table, and the ways out of what it decides."""

    safe_max: int
    caution_max: int
    morning_reduce_above: int
    easier_running: int
    refer_from: int
    stop_repeat: StopRepeat
    mean_rise: MeanRise
    caution_days: int
    off_hours: int
    off_ask_days: int
    eased_sessions: int
    sets_less: int
    elsewhere_share: float


@dataclass(frozen=True, slots=True)
class GapRules:
    """The returns after days away; each limit is exceeded before its row applies."""

    set_less_over: int
    level_back_over: int
    level_one_over: int
    stage_back_over: int
    sets_less: int
    level_back_share: float


@dataclass(frozen=True, slots=True)
class ByUnit:
    """The same tolerance for drills counted in reps and for drills held for seconds."""

    reps: int
    seconds: int

    def of(self, unit: Unit) -> int:
        return self.reps if unit is Unit.REPS else self.seconds


@dataclass(frozen=True, slots=True)
class Required:
    """Sessions that make a week: this share of the planned days, rounded up, but `most` at the most."""

    planned: int
    of: int
    most: int


@dataclass(frozen=True, slots=True)
class ProgressRules:
    """When a dose rises, when the next stage is offered and what happens when neither comes."""

    week_days: int
    required: Required
    offer_from_day: int
    gates_running: int
    sessions_in_stage: int
    window_days: int
    mornings_known: int
    morning_far_above: int
    mornings_above_most: int
    say_again_days: int
    near_dose: ByUnit
    side_gap: ByUnit
    side_gap_share: float
    lead_step: ByUnit
    short_weeks: int
    fewest_days: int
    extend_from_day: int
    choose_from_day: int
    choose_default_days: int
    choose_after_rise_days: int
    easier_days: int
    restart_day: int
    form_again_days: int
    hang_again_days: int
    lifts_every_days: int
    substitute_offer_days: int


@dataclass(frozen=True, slots=True)
class Maintenance:
    """After the last stage: sessions a week, one of them the last stage, the others the earlier ones in turn."""

    sessions_per_week: int
    check_days: int


@dataclass(frozen=True, slots=True)
class Adherence:
    """Planned days of a week that may be missed without costing anything."""

    spare: int


@dataclass(frozen=True, slots=True)
class Logging:
    """Until which hour of the night a log still means yesterday, and how long a log may be added to."""

    night_ends_hour: int
    append_hours: int


@dataclass(frozen=True, slots=True)
class Reminders:
    """Bounds of what is sent unasked; `nudge_at` and `review_at` are the user's local time."""

    nudge_at: time
    review_at: time
    late_max_hours: int
    nudges_most: int
    snoozes_most: int
    ignored_days: int
    silent_after_days: int
    taper_from_share: float
    taper_days: int
    line_again_days: int


@dataclass(frozen=True, slots=True)
class Accounts:
    """How long someone may say nothing until they are asked whether their data is still wanted, and until it goes."""

    ask_after_days: int
    erase_after_days: int


@dataclass(frozen=True, slots=True)
class Programme:
    """Everything a coach may edit. Stages count from 1; the number after the last one means maintenance."""

    stages: tuple[Stage, ...]
    kit: tuple[Kit, ...]
    screening: Screening
    alarms: Alarms
    pain: PainRules
    gaps: GapRules
    progress: ProgressRules
    maintenance: Maintenance
    adherence: Adherence
    logging: Logging
    accounts: Accounts
    reminders: Reminders
    live: LiveRules = field(default_factory=LiveRules)

    @property
    def last(self) -> int:
        """The number of the last stage."""
        return len(self.stages)

    def stage(self, number: int) -> Stage:
        """The stage of a number counted from 1."""
        return self.stages[number - 1]
