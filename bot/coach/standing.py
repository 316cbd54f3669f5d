"""What the core answers: where someone stands, what to do next, and every reason with its numbers.

Nothing here is a sentence. Wording turns :class:`Reason`, :class:`Decision` and the flags of :class:`Standing`
into words; each enum member is one thing that has to be sayable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.model import Dose, Pair, Tier, Unit, Variant, Where


class Mode(StrEnum):
    """What a person may do today, the most urgent first."""

    LOCKED = "locked"
    """An alarm sign was said: nothing until a clinician agreed."""
    REFERRED = "referred"
    """Pain, baseline or a screening answer sends to a clinician: nothing until they agreed."""
    PAUSED = "paused"
    SCREENING = "screening"
    """The screening (or the usual back pain) has to be asked, first or again."""
    OFF = "off"
    """48 hours off after a stop, and after that until the back says 2 or less."""
    TRAINING = "training"
    MAINTENANCE = "maintenance"


class Ease(StrEnum):
    """Why a dose is lighter than its level, until the way out is walked; the lightest last."""

    NONE = "none"
    THIRD = "third"
    """The full drill, a third less (pain elsewhere)."""
    CHOSEN = "chosen"
    """The easier variant at the level's dose, because the user asked for it."""
    LONG = "long"
    """The easier variant for two weeks, the default answer after six weeks without an offer."""
    EASIER = "easier"
    """The easier variant, one set less, less range (pain in the back or hip, a stop, a referral)."""


class Return(StrEnum):
    """The row of the gap table that applies to the next session."""

    AS_PLANNED = "as_planned"
    SET_LESS = "set_less"
    LEVEL_BACK = "level_back"
    LEVEL_ONE = "level_one"
    STAGE_BACK = "stage_back"


class PainVerdict(StrEnum):
    """What the pain table says about one session, the mildest first."""

    GO_ON = "go_on"
    HOLD = "hold"
    REDUCE_THIRD = "reduce_third"
    REDUCE = "reduce"
    EASIER = "easier"
    STAGE_BACK = "stage_back"
    STOP = "stop"
    REFER = "refer"


class Verdict(StrEnum):
    """What was decided."""

    # pain
    HOLD = "hold"
    REDUCE_THIRD = "reduce_third"
    REDUCE = "reduce"
    EASIER = "easier"
    PAIN_STAGE_BACK = "pain_stage_back"
    STOP = "stop"
    REFER = "refer"
    RESTART = "restart"
    """48 h off are over and the back agreed: on with the easier variant."""
    FULL_AGAIN = "full_again"
    """Eased long enough: the full drill, one level lower."""
    # alarms and screening
    LOCK = "lock"
    SCREENED_OUT = "screened_out"
    CLEARED = "cleared"
    MISREAD = "misread"
    # returns
    GAP_SET_LESS = "gap_set_less"
    GAP_LEVEL_BACK = "gap_level_back"
    GAP_LEVEL_ONE = "gap_level_one"
    GAP_STAGE_BACK = "gap_stage_back"
    # week's end
    WEAKER_SIDE = "weaker_side"
    REPEAT_SHORT = "repeat_short"
    """Fewer sessions than required: the same dose again."""
    LEVEL_UP = "level_up"
    REPEAT = "repeat"
    # the stage as a whole
    STARTED = "started"
    OFFER = "offer"
    ADVANCE = "advance"
    DECLINED = "declined"
    NOT_OPEN = "not_open"
    """A yes to an offer that was not open: refused, with what is missing."""
    ADVANCE_VOID = "advance_void"
    """Pain was corrected upwards: the advance that rested on it is taken back."""
    ADVANCE_DOUBTED = "advance_doubted"
    """A correction took away what an advance rested on: the user is asked."""
    LONG_EASIER = "long_easier"
    LONG_EASIER_OVER = "long_easier_over"
    REOPENED = "reopened"
    CARRIED = "carried"
    # the user's own choices
    CHOSE_REPEAT = "chose_repeat"
    CHOSE_BACK = "chose_back"
    CHOSE_EASIER = "chose_easier"
    CHOSE_ON = "chose_on"
    CHOSE_STAY = "chose_stay"


class Why(StrEnum):
    """One reason. In brackets: what `have`, `need` and `when` hold, where they are set."""

    PEAK = "peak"  # worst pain in the drill [have], the limit it is above [need], the day [when], `where`
    MORNING = "morning"  # the morning after [have] against the baseline [need], that morning [when]
    MORNING_UNKNOWN = "morning_unknown"  # [when]
    LIFTED = "lifted"  # heavy lifting the day before that morning [when]
    TWICE_RUNNING = "twice_running"  # caution with a worse morning: times [have] of [need]
    STOPS_IN_WINDOW = "stops_in_window"  # stops [have] of [need] within `days`
    MEAN_UP = "mean_up"  # weekly mean now [have], before the rise [need], `days` the weeks it rose
    CAUTION_LONG = "caution_long"  # days of caution pain [have] of [need], since [when]
    STILL_SORE = "still_sore"  # the back [have] is above [need] that many `days` after the stop of [when]
    BACK_CALM = "back_calm"  # the back [have] is at most [need], that morning [when]
    CLEAN_SESSIONS = "clean_sessions"  # calm sessions [have] of [need]
    SIGN = "sign"  # `detail`: the sign's key, [when]
    SCREENING_YES = "screening_yes"  # `detail`: the item's key
    BASELINE_HIGH = "baseline_high"  # usual pain [have], clinician from [need]
    CLEARANCE = "clearance"  # [when]
    GAP = "gap"  # missed days [have], the limit they exceed [need], last session [when]
    AWAY = "away"  # calendar days away [have], more than [need], since [when]
    SCREENING_OLD = "screening_old"  # days since the screening [have] of [need]
    SIDE_GAP = "side_gap"  # difference [have], allowed [need], `detail` the weaker side: left / right
    SESSIONS_WEEK = "sessions_week"  # sessions of the week [have] of [need]
    NEAR_DOSE = "near_dose"  # the weaker set of the last session [have], wanted [need]
    EASED = "eased"  # an easier variant is in force: no progress meanwhile
    HELD = "held"  # a morning or pain of this week holds the dose, [when]
    PAIN_UNKNOWN = "pain_unknown"  # no pain was told of the last session [when]
    NO_FULL_SESSION = "no_full_session"  # no full session of every prescribed set this week
    TOP_LEVEL = "top_level"  # there is no higher dose
    LEVEL = "level"  # from level [need] to level [have]
    STAGE_DAY = "stage_day"  # [have] of [need]
    CONSENT = "consent"  # the user's yes or no, [when]
    EVIDENCE_CHANGED = "evidence_changed"  # what the advance of [when] rested on was corrected
    CHOICE = "choice"  # the user asked for it, [when]
    NO_ANSWER = "no_answer"  # no choice was made: days [have] of [need]
    KIT = "kit"  # `detail`: the piece of kit
    FEWER_DAYS = "fewer_days"  # short weeks running [have] of [need]
    TREND = "trend"  # total now [have] against the last session [need] of [when]
    GATE_DISTANCE = "gate_distance"  # weakest prescribed set [have] of the gate's amount [need]
    CRITERION = "criterion"  # a missing criterion: `detail` its key, [have] of [need]


class Aim(StrEnum):
    """What the next stage asks for. `have` and `need` count as told; where nothing is told of it, 1 is yes, 0 no."""

    STAGE_DAY = "stage_day"
    GATES = "gates"
    FORM = "form"
    SESSIONS = "sessions"
    FULL_DRILL = "full_drill"
    """The full drill is in force again, not an easier or lighter one."""
    CALM = "calm"
    """Worst known peak of the window: have at most need."""
    PAINS_TOLD = "pains_told"
    """Sessions of the window whose pain was told: have of need (all of them)."""
    LATEST_MORNING = "latest_morning"
    """The morning after the latest gate session is known."""
    MORNINGS = "mornings"
    """Known mornings in the window."""
    MORNINGS_FAR = "mornings_far"
    """Mornings far above the baseline in the window: have at most need (none)."""
    MORNINGS_ABOVE = "mornings_above"
    """Mornings above the baseline in the window: have at most need."""
    HANG = "hang"
    """The pain-free hang before the full drill."""
    SUBSTITUTE_DAYS = "substitute_days"
    """Stage days with a substitute that never earns this gate: enough of them open the way on without it."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition of the next stage: what there is, what is needed, and whether that is enough."""

    aim: Aim
    have: int
    need: int
    met: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was decided, with the numbers it rests on (see :class:`Why` for what each one holds)."""

    why: Why
    have: float | None = None
    need: float | None = None
    when: date | None = None
    days: int | None = None
    where: Where | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a day, why, and the stage and level it left behind."""

    day: date
    verdict: Verdict
    reasons: tuple[Reason, ...]
    stage: int
    level: int


@dataclass(frozen=True, slots=True)
class Prescription:
    """What to do in the next session. `dose` is per side; `less_range`: only as far as it stays comfortable."""

    stage: int
    drill: str
    variant: Variant
    substitute: bool
    dose: Dose
    unit: Unit
    rest_seconds: int
    level: int
    less_range: bool = False
    weaker_first: str = ""
    """`left` or `right` where the weaker side leads, else empty."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The next stage (or maintenance) may begin, if the user wants."""

    stage: int
    since: date
    declined: date | None
    say: bool
    """Whether today's message should say it: on the day it opens, and every seven days after that or after a no."""
    without_hanging: bool
    """Maintenance is offered because a substitute cannot earn the last gate."""
    grounds: str
    """What it rests on, to be stored with the user's yes (:class:`bot.coach.model.Consent`)."""
    worst: int
    """The worst peak of the window, stored likewise."""


@dataclass(frozen=True, slots=True)
class Locked:
    """The alarm in force: its tier, the signs said since the last clearance, the first day."""

    tier: Tier
    signs: tuple[str, ...]
    since: date
    ask_severity: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """An advance whose grounds were corrected away without pain going up: ask "stay or go back?"."""

    stage: int
    advanced: date


@dataclass(frozen=True, slots=True)
class StageDates:
    """One stop of the journey map. `passed` is the day of the consent to go on; None while not passed."""

    stage: int
    started: date | None
    passed: date | None
    by_substitute: bool


@dataclass(frozen=True, slots=True)
class Week:
    """The running week of seven stage days, counted kindly.

    `missed` are planned days that went by without a session, `excused` planned days that pain, illness or a
    pause took; `kept` says whether the week is safe with what was done, the spare included.
    """

    number: int
    done: int
    required: int
    planned: int
    missed: int
    excused: int
    spare: int
    kept: bool


@dataclass(frozen=True, slots=True)
class SessionView:
    """One day's session as the rules saw it."""

    day: date
    stage: int
    variant: Variant
    substitute: bool
    prescribed: Dose
    sets: tuple[Pair, ...]
    peak: int | None
    where: Where | None
    morning: int | None
    gate: bool
    verdict: PainVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where someone stands on `today`. `stage` is the number after the last stage in maintenance."""

    today: date
    mode: Mode
    stage: int
    stage_day: int
    week: Week
    level: int
    ease: Ease
    returning: Return

    prescription: Prescription | None
    """The next session, None where nothing may be prescribed."""
    due: date | None
    """When it is due: today where today is planned and open, else the next planned day."""
    weekdays: tuple[int, ...]
    """The days that ask for a drill (in maintenance fewer than planned)."""
    trained_today: bool
    skipped_today: bool

    criteria: tuple[Criterion, ...]
    """What the next stage asks for, met or not; empty in maintenance."""
    offer: Offer | None
    extended: bool
    """Past day 28 without an offer: say exactly what is missing."""
    choose: bool
    """Past day 42 without an offer: the user chooses `easier`, `back` or `on`; suggest a look at the form."""
    fewer_days: int | None
    """Offer to plan this many days a week, after two short weeks."""

    ask_screening: bool
    ask_baseline: bool
    ask_morning: bool
    """The back has to be asked this morning (yesterday had a session)."""
    ask_off: bool
    """48 h off are over: ask how the back is, daily, until it says 2 or less."""
    ask_signs: bool
    """A stop was decided today: ask for alarm signs."""
    ask_form: bool
    ask_hang: bool
    ask_lifts: bool
    """A week since the last answer about squats and deadlifts."""
    check_due: bool
    """Maintenance: the monthly check."""
    doubt: Doubt | None

    baseline: int
    locked: Locked | None
    referred: tuple[Reason, ...]
    """Why a clinician is asked first; empty where none is needed."""
    paused_until: date | None
    off_since: date | None

    last: SessionView | None
    facts: tuple[Reason, ...]
    """Facts for a receipt, the most telling first: side gap, trend, distance to the gate."""
    decisions: tuple[Decision, ...]
    """Everything decided so far, in order; the last one answers "why?"."""
    journey: tuple[StageDates, ...]
    sessions_total: int
    weeks_kept: int

    @property
    def decision(self) -> Decision | None:
        """The last decision."""
        return self.decisions[-1] if self.decisions else None

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """The criteria not met yet."""
        return tuple(criterion for criterion in self.criteria if not criterion.met)
