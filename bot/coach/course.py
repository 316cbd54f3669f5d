"""The state of the fold: where someone is while their days are gone through one after the other.

A :class:`Course` lives inside one call of :func:`bot.coach.assess.assess` only. Days are ordinals.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from datetime import date

from bot.coach import adherence
from bot.coach.days import EVERY_DAY
from bot.coach.diary import Diary, Session
from bot.coach.gaps import returning
from bot.coach.maintenance import training_days
from bot.coach.model import Consent, Tier
from bot.coach.pain import PainWatch
from bot.coach.programme import Programme, Stage
from bot.coach.standing import Decision, Ease, Mode, PainVerdict, Reason, Return, Verdict, Week
from bot.coach.tally import Tally

EASE_RANK = {ease: rank for rank, ease in enumerate(Ease)}


@dataclass(slots=True)
class Course:
    """Everything the rules remember from day to day."""

    programme: Programme
    diary: Diary
    final_consent: Consent | None = None
    """The latest yes to an offer in the whole history: only that one can be taken back by a correction."""
    decisions: list[Decision] = field(default_factory=list)

    # the stage
    stage: int = 1
    level: int = 1
    ease: Ease = Ease.NONE
    calm: int = 0
    raised: int | None = None
    """The day of the latest higher dose in this stage."""
    lead: str = ""
    lead_amount: int = 0
    without_hanging: bool = False

    # stage days: `day_at` is the stage day of `anchor`; `away` counts days since then that do not count
    anchor: int | None = None
    day_at: int = 0
    away: int = 0
    start_at: int = 1
    long_from: int = 0

    # the stay in this stage
    sessions: int = 0
    weeks_decided: int = 0
    tally: Tally = field(default_factory=Tally)
    last_full: Session | None = None
    gates: list[Session] = field(default_factory=list)
    """Gates met running, the latest last; empty as soon as a full session misses it."""
    gates_before: int = 0
    """How many of them were there before today's session."""
    form: str = ""
    form_day: int = 0
    gate_seen: bool = False
    hang: bool = False
    hang_day: int | None = None
    substitute_from: int | None = None
    short_weeks: int = 0
    short_most: int = 0
    repeat: bool = False
    offer_since: int | None = None
    offer_said: int | None = None
    """The day the offer was last said or declined."""
    declined: int | None = None
    doubt: int | None = None

    # sessions and pain
    pending: Session | None = None
    """The latest session, until the next day closes it with its morning."""
    pending_eased: bool = False
    last: Session | None = None
    before_last: Session | None = None
    last_verdict: PainVerdict = PainVerdict.GO_ON
    recent: list[Session] = field(default_factory=list)
    """Sessions and told pains of the last weeks, oldest first; windows look at the end of it."""
    watch: PainWatch = field(default_factory=PainWatch)
    off_since: int | None = None
    gap: int = 0
    first_day: int | None = None
    last_day: int | None = None
    maintained: list[int] = field(default_factory=list)

    # what bars training
    tier: Tier | None = None
    signs: list[str] = field(default_factory=list)
    locked_since: int = 0
    referred: tuple[Reason, ...] = ()
    paused: bool = False
    paused_until: date | None = None
    screened: int | None = None
    screen_due: bool = False
    baseline: int = 0
    baseline_day: int | None = None
    baseline_due: bool = False
    cleared_baseline: int = -1

    # the person
    weekdays: tuple[int, ...] = EVERY_DAY
    missing_kit: frozenset[str] = frozenset()
    lifts_day: int | None = None
    sessions_total: int = 0
    weeks_kept: int = 0
    started: dict[int, int] = field(default_factory=dict)
    passed: dict[int, int] = field(default_factory=dict)
    substituted: set[int] = field(default_factory=set)

    # what follows from the stage and the plan, kept because every day asks for it
    maintaining: bool = False
    current: Stage = field(init=False)
    """The stage whose rules apply; in maintenance the last one."""
    days: tuple[int, ...] = EVERY_DAY
    """The weekdays that ask for a drill."""

    def __post_init__(self) -> None:
        self.arrange()

    def twin(self) -> Course:
        """The same course, free to go another way; the diary and what is frozen are shared."""
        other = copy(self)
        other.decisions, other.recent = self.decisions.copy(), self.recent.copy()
        other.gates, other.maintained, other.signs = self.gates.copy(), self.maintained.copy(), self.signs.copy()
        other.started, other.passed = self.started.copy(), self.passed.copy()
        other.substituted = self.substituted.copy()
        other.tally, other.watch = self.tally.twin(), self.watch.twin()
        return other

    # ---- asking

    @property
    def top_level(self) -> int:
        """The highest dose level; in maintenance the gate is enough."""
        if self.maintaining:
            return max(stage.gate_level for stage in self.programme.stages)
        return len(self.current.doses)

    @property
    def substitute(self) -> bool:
        return self.lacks(self.current)

    def lacks(self, stage: Stage) -> bool:
        """Whether a piece of that stage's kit is missing."""
        return bool(self.missing_kit) and not self.missing_kit.isdisjoint(stage.drill.needs)

    @property
    def hang_pending(self) -> bool:
        """The full drill waits for a pain-free hang; with a substitute nobody hangs."""
        return self.current.hang_seconds is not None and not self.hang and not self.substitute

    @property
    def barred(self) -> bool:
        """Nothing may be prescribed, for a reason other than a pause."""
        return self.mode not in (Mode.TRAINING, Mode.MAINTENANCE, Mode.PAUSED)

    @property
    def mode(self) -> Mode:
        if self.tier is not None:
            return Mode.LOCKED
        if self.referred:
            return Mode.REFERRED
        if self.paused:
            return Mode.PAUSED
        if self.screened is None or self.screen_due or self.baseline_day is None:
            return Mode.SCREENING
        if self.off_since is not None:
            return Mode.OFF
        return Mode.MAINTENANCE if self.maintaining else Mode.TRAINING

    @property
    def off_over(self) -> int:
        """The first day after the hours off that a stop brings; only whole days after the stop's own are counted."""
        hours = self.programme.pain.off_hours
        return (self.off_since or 0) + -(-hours // 24) + 1

    def stage_day(self, day: int) -> int:
        """Calendar days from the stage's first session, that day being 1; 0 before it.

        Pauses, locks and gaps long enough for a row of the gap table are left out.
        """
        if self.anchor is None:
            return 0
        if day <= self.anchor:
            return self.day_at
        if self.gap > self.programme.gaps.set_less_over:
            return self.day_at + 1
        since = day - self.anchor - self.away
        return self.day_at + since if since > 0 else self.day_at

    def above(self, day: int) -> int | None:
        """How far the morning of that day lay above the baseline; None where it was not told."""
        entry = self.diary.get(day)
        return None if entry is None or entry.morning is None else entry.morning.value - self.baseline

    def week(self) -> Week:
        tally = self.tally
        return adherence.week(
            self.programme,
            number=self.weeks_decided + 1,
            done=tally.sessions,
            planned=len(self.days),
            missed=len(tally.missed),
            excused=len(tally.excused),
        )

    def kept_weeks(self) -> int:
        """All weeks kept so far, the running one as soon as it is safe."""
        return self.weeks_kept + int(self.tally.sessions > 0 and self.week().kept)

    def is_planned(self, day: int) -> bool:
        return (day - 1) % 7 in self.days

    def return_row(self) -> Return:
        if self.last_day is None or not self.gap:
            return Return.AS_PLANNED
        return returning(self.programme.gaps, self.gap)

    # ---- changing

    def arrange(self) -> None:
        """Bring what follows from the stage and the plan up to date; called where one of them changes."""
        self.maintaining = self.stage > self.programme.last
        self.current = self.programme.stage(min(self.stage, self.programme.last))
        sessions = self.programme.maintenance.sessions_per_week
        self.days = training_days(self.weekdays, sessions) if self.maintaining else self.weekdays

    def decide(self, day: int, verdict: Verdict, *reasons: Reason) -> None:
        self.decisions.append(Decision(date.fromordinal(day), verdict, reasons, self.stage, self.level))

    def enter(self, stage: int, *, start_at: int = 1) -> None:
        """Begin a stage at level 1; its days count from the next session, which is day `start_at`."""
        self.stage = stage
        self.level = 1
        self.arrange()
        self.anchor, self.day_at, self.away, self.start_at = None, 0, 0, start_at
        self.sessions = 0
        self.last_full = self.raised = None
        self.form, self.gate_seen = "", False
        if stage <= self.programme.last:
            self.hang, self.hang_day = False, None
        self.substitute_from = None
        self.short_weeks = 0
        self.clear_run()
        self.new_week(start_at)
        self.passed = {number: day for number, day in self.passed.items() if number < stage}

    def clear_run(self) -> None:
        """Forget what stands between here and the next stage: gates met, the lead, an offer's history."""
        self.gates, self.gates_before = [], 0
        self.lead, self.repeat = "", False
        self.offer_since = self.offer_said = self.declined = None

    def new_week(self, stage_day: int, first: int | None = None) -> None:
        """Start counting the week that a stage day lies in; planned days from `first` on go along into it."""
        self.close_pain_week()
        self.weeks_kept = self.kept_weeks()
        old, self.tally = self.tally, Tally()
        if first is not None:
            self.tally.missed = [day for day in old.missed if day >= first]
            self.tally.excused = [day for day in old.excused if day >= first]
        self.weeks_decided = (stage_day - 1) // self.programme.progress.week_days

    def close_pain_week(self) -> None:
        """Keep the mean of the week's peaks where there were enough sessions to compare it."""
        peaks = self.tally.peaks
        if len(peaks) >= self.programme.pain.mean_rise.sessions:
            self.watch.means.append(sum(peaks) / len(peaks))

    def restart(self, day: int, stage_day: int) -> None:
        """Let `day` be that stage day, at level 1."""
        self.level = 1
        self.anchor, self.day_at, self.away, self.start_at = day, stage_day, 0, stage_day
        self.clear_run()
        self.new_week(stage_day)

    def ease_to(self, ease: Ease) -> None:
        """Make it lighter, never less light than it is; the way out begins anew."""
        if EASE_RANK[ease] > EASE_RANK[self.ease]:
            self.ease = ease
        self.calm = 0

    def stage_back(self, *, eased: Ease = Ease.EASIER, start_at: int = 1) -> None:
        """One stage back at level 1; in the first stage the easier variant at level 1."""
        if self.stage > 1:
            self.enter(self.stage - 1, start_at=start_at)
        else:
            self.level = 1
            self.clear_run()
            self.ease_to(eased)
