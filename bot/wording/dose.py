"""Sets, reps and seconds in words: what to do, and what was done."""

from __future__ import annotations

from collections.abc import Sequence

from bot.coach.model import Dose, Pair, Unit, Variant
from bot.coach.programme import Programme
from bot.coach.standing import Prescription
from bot.wording.words import Raw, Words


def amount(words: Words, n: float, unit: Unit) -> str:
    """`8 reps`, `1 rep`, `20 s`."""
    return words(f"amount-{unit}", n=number(n))


def number(value: float | None) -> int | float | str:
    """A whole number where it is one, else one decimal; a dash where there is none."""
    if value is None:
        return "–"
    return int(value) if float(value).is_integer() else round(float(value), 1)


def dose_of(words: Words, dose: Dose, unit: Unit) -> str:
    """`3 × 8 reps per side`, the amount in bold."""
    return words("dose", sets=dose.sets, amount=Raw(amount(words, dose.amount, unit)))


def dose_line(words: Words, prescription: Prescription) -> str:
    """`3 × 8 reps per side · rest 45 s`, the amount in bold."""
    dose = dose_of(words, prescription.dose, prescription.unit)
    if prescription.dose.sets == 1:
        return dose
    return words("dose-rest", dose=Raw(dose), rest=prescription.rest_seconds)


def sets_line(words: Words, sets: Sequence[Pair], unit: Unit) -> str:
    """Sets done: `3×8 per side`, `8, 8, 7 per side`, `left 8, 8, 7 · right 8, 8, 8`; zeros are left out."""
    left, right = ([pair[side] for pair in sets if pair[side]] for side in (0, 1))
    if left == right:
        return words("sets-both", sets=Raw(_side(words, left, unit)))
    named = [(name, side) for name, side in (("left", left), ("right", right)) if side]
    return " · ".join(words(f"sets-{name}", sets=Raw(_row(words, side, unit))) for name, side in named)


def _side(words: Words, side: Sequence[int], unit: Unit) -> str:
    if len(set(side)) == 1:
        return words(f"sets-equal-{unit}", sets=len(side), amount=side[0])
    return _row(words, side, unit)


def _row(words: Words, side: Sequence[int], unit: Unit) -> str:
    return words(f"sets-row-{unit}", row=", ".join(map(str, side)))


def drill_name(words: Words, programme: Programme, stage: int, variant: Variant, *, substitute: bool = False) -> str:
    """The name of a stage's drill, with "easier variant" or "without the kit" where so."""
    name = programme.stage(stage).drill.name
    if variant is Variant.EASIER:
        return words("drill-easier", name=name)
    return words("drill-substitute" if substitute else "drill-full", name=name)


def drill_title(words: Words, programme: Programme, prescription: Prescription) -> str:
    """The name of the prescribed drill."""
    return drill_name(words, programme, prescription.stage, prescription.variant, substitute=prescription.substitute)
