"""The vocabulary of decisions: what may be decided, every reason there is, and what the next stage asks for.

Each enum member is one thing that has to be sayable; the sentences themselves belong to the wording.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.coach.model import Where


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


class Criterion(NamedTuple):
    """One condition of the next stage: what there is, what is needed, and whether that is enough."""

    aim: Aim
    have: int
    need: int
    met: bool


class Reason(NamedTuple):
    """Why something was decided, with the numbers it rests on (see :class:`Why` for what each one holds)."""

    why: Why
    have: float | None = None
    need: float | None = None
    when: date | None = None
    days: int | None = None
    where: Where | None = None
    detail: str = ""


class Decision(NamedTuple):
    """What was decided on a day, why, and the stage and level it left behind."""

    day: date
    verdict: Verdict
    reasons: tuple[Reason, ...]
    stage: int
    level: int
