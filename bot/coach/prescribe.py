"""The next session's drill and dose: the level's dose, made lighter by whatever asks for it."""

from __future__ import annotations

from bot.coach.course import Course
from bot.coach.maintenance import next_stage
from bot.coach.model import Dose, Variant
from bot.coach.programme import Programme, Stage
from bot.coach.standing import Ease, Mode, Prescription, Return


def prescribe(course: Course, returning: Return) -> Prescription | None:
    """What to do next; None while nothing may be prescribed."""
    if course.mode not in (Mode.TRAINING, Mode.MAINTENANCE):
        return None
    number = next_stage(course.programme.last, course.maintained) if course.maintaining else course.stage
    stage = course.programme.stage(number)
    variant = _variant(course, stage)
    leading = course.lead if variant is Variant.FULL and not course.maintaining else ""
    return Prescription(
        stage=number,
        drill=stage.drill.key,
        variant=variant,
        substitute=course.lacks(stage),
        dose=_dose(course, stage, returning, leading),
        unit=stage.unit,
        rest_seconds=stage.rest_seconds,
        level=_level(course, stage),
        less_range=course.ease is Ease.EASIER,
        weaker_first=leading,
    )


def share(amount: int, fraction: float) -> int:
    """That fraction of an amount, to the nearest whole, one at least."""
    return max(1, int(amount * fraction + 0.5))


def _variant(course: Course, stage: Stage) -> Variant:
    """The easier one where it was decided or chosen, and where the hang is still asked for."""
    hangs = stage.hang_seconds is not None and not course.hang and not course.lacks(stage)
    eased = course.ease in (Ease.EASIER, Ease.CHOSEN, Ease.LONG)
    return Variant.EASIER if eased or hangs else Variant.FULL


def _level(course: Course, stage: Stage) -> int:
    """In maintenance a stage is kept at its gate, not above."""
    return min(course.level, stage.gate_level) if course.maintaining else course.level


def _dose(course: Course, stage: Stage, returning: Return, leading: str) -> Dose:
    dose = stage.dose(_level(course, stage))
    amount = min(course.lead_amount, dose.amount) if leading else dose.amount
    return Dose(
        sets=max(1, dose.sets - _sets_less(course.programme, course.ease, returning)),
        amount=min(amount, share(dose.amount, _share(course.programme, course.ease, returning))),
    )


def _sets_less(programme: Programme, ease: Ease, returning: Return) -> int:
    """Sets less for pain or for a return, the larger of the two, not both."""
    eased = programme.pain.sets_less if ease is Ease.EASIER else 0
    back = programme.gaps.sets_less if returning is Return.SET_LESS else 0
    return max(eased, back)


def _share(programme: Programme, ease: Ease, returning: Return) -> float:
    third = programme.pain.elsewhere_share if ease is Ease.THIRD else 1
    back = programme.gaps.level_back_share if returning is Return.LEVEL_BACK else 1
    return min(third, back)
