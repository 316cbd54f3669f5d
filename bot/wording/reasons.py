"""Every decision and every reason of the core as a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.coach.model import Dose, Unit
from bot.coach.programme import Programme, Stage
from bot.coach.standing import Aim, Criterion, Decision, Reason, Verdict, Why
from bot.wording.dose import amount, number
from bot.wording.layout import lines
from bot.wording.moments import on_day
from bot.wording.safety import sign_name
from bot.wording.words import Raw, Words

IN_UNITS = frozenset({Why.SIDE_GAP, Why.NEAR_DOSE, Why.TREND, Why.GATE_DISTANCE})
"""Reasons whose numbers are reps or seconds."""
AT_MOST = frozenset({Aim.CALM, Aim.MORNINGS_FAR, Aim.MORNINGS_ABOVE})
"""Criteria that are met by staying low."""
SELF_EXPLAINING = frozenset({Verdict.MISREAD, Verdict.CARRIED})
"""Decisions whose headline is the whole reason."""


def when(words: Words, day: date | None, today: date) -> str:
    """`yesterday`, or `on Thu 3 Dec`."""
    if day is None:
        return words.plain("when-lately")
    return (
        on_day(words, day, today)
        if abs((day - today).days) <= 1
        else words.plain("when-on", day=on_day(words, day, today))
    )


def place(words: Words, programme: Programme, stage: int) -> str:
    """`stage 2`, or `maintenance` for the number after the last one."""
    return words.plain("place-maintenance") if stage > programme.last else words.plain("place-stage", number=stage)


def stage_of(programme: Programme, number: int) -> Stage:
    """The stage whose drill and unit are meant; in maintenance the last one's."""
    return programme.stage(min(max(number, 1), programme.last))


def reason(words: Words, programme: Programme, reason: Reason, today: date, unit: Unit = Unit.REPS) -> str:
    """One reason as a sentence; `unit` is what the drill's amounts count."""
    if reason.why is Why.CRITERION:
        return criterion(words, _criterion(reason), unit)
    return words(f"why-{reason.why}", **_numbers(words, reason, today, unit), **_names(words, programme, reason))


def reasons(words: Words, programme: Programme, given: Sequence[Reason], today: date, unit: Unit) -> list[str]:
    """Every reason once: a peak that is held against two limits is told with the last of them."""
    peaks = {each.when: n for n, each in enumerate(given) if each.why is Why.PEAK}
    told = [each for n, each in enumerate(given) if each.why is not Why.PEAK or peaks[each.when] == n]
    return list(dict.fromkeys(reason(words, programme, each, today, unit) for each in told))


def _numbers(words: Words, reason: Reason, today: date, unit: Unit) -> dict[str, object]:
    """The numbers and days of a reason; by `over`, `bound`, `dated` and `today` a sentence can choose its words."""
    have, need = reason.have, reason.need
    return {
        "have": _value(words, reason.why, have, unit),
        "need": _value(words, reason.why, need, unit),
        "days": number(reason.days),
        "when": when(words, reason.when, today),
        "day": on_day(words, reason.when, today) if reason.when else "",
        "dated": _yes(reason.when is not None),
        "today": _yes(reason.when == today),
        "bound": _yes(need is not None),
        "over": _yes(have is not None and need is not None and have > need),
    }


def _yes(condition: bool) -> str:
    return "yes" if condition else "no"


def _value(words: Words, why: Why, value: float | None, unit: Unit) -> object:
    if why in IN_UNITS and value is not None:
        return Raw(amount(words, value, unit))
    return number(value)


def _names(words: Words, programme: Programme, reason: Reason) -> dict[str, object]:
    """What `detail` and `where` stand for; of the values only those are used that the sentence names."""
    return {
        "where": str(reason.where or "none"),
        "side": words.plain(f"which-side-{reason.detail}") if reason.detail in ("left", "right") else "",
        "sign": words.plain(sign_name(words, reason.detail)),
        "item": next((item.text for item in programme.screening.items if item.key == reason.detail), reason.detail),
        "kit": next((piece.name for piece in programme.kit if piece.key == reason.detail), reason.detail),
    }


def _criterion(reason: Reason) -> Criterion:
    """A criterion as it stood when it became a reason."""
    aim, have, need = Aim(reason.detail), int(reason.have or 0), int(reason.need or 0)
    return Criterion(aim, have, need, met=have <= need if aim in AT_MOST else have >= need)


def decision(words: Words, programme: Programme, decision: Decision, today: date) -> str:
    """The decision in bold, and its reasons a line each."""
    unit = stage_of(programme, decision.stage).unit
    given = () if decision.verdict in SELF_EXPLAINING else decision.reasons
    title = f"<b>{headline(words, programme, decision)}</b>"
    return lines(title, *reasons(words, programme, given, today, unit))


def headline(words: Words, programme: Programme, decision: Decision) -> str:
    """What was decided, in one sentence without markup of its own."""
    stage = stage_of(programme, decision.stage)
    dose = stage.dose(decision.level)
    return words(
        f"verdict-{decision.verdict}",
        stage=decision.stage,
        level=decision.level,
        place=place(words, programme, decision.stage),
        drill=stage.drill.name,
        dose=Raw(words("dose-plain", sets=dose.sets, amount=Raw(amount(words, dose.amount, stage.unit)))),
        hours=programme.pain.off_hours,
        easier=programme.progress.easier_days,
    )


def criterion(words: Words, criterion: Criterion, unit: Unit, gate: Dose | None = None) -> str:
    """`✓ Sessions in this stage: 9 of 9`, or with `○` where it is not met; `gate` names the dose to be met."""
    name = "criterion-met" if criterion.met else "criterion-open"
    return words(name, text=Raw(_aim(words, criterion, unit, gate)))


def _aim(words: Words, criterion: Criterion, unit: Unit, gate: Dose | None) -> str:
    have, need = criterion.have, criterion.need
    count = words("count-over" if have > need else "count-of", have=have, need=need)
    values: dict[str, object] = {"have": have, "need": need, "count": Raw(count), "met": _yes(criterion.met)}
    if criterion.aim is Aim.GATES and gate is None:
        return words("aim-gates-plain", **values)
    named = words("dose-plain", sets=gate.sets, amount=Raw(amount(words, gate.amount, unit))) if gate else ""
    return words(f"aim-{criterion.aim}", gate=Raw(named), **values)


def fact(words: Words, programme: Programme, told: Reason, today: date, unit: Unit) -> str:
    """The one fact of a receipt."""
    if told.why not in (Why.SIDE_GAP, Why.TREND, Why.GATE_DISTANCE):
        return reason(words, programme, told, today, unit)
    have, need = told.have or 0, told.need or 0
    by = Raw(amount(words, abs(have - need), unit))
    change = _gate_change(have, need) if told.why is Why.GATE_DISTANCE else _trend_change(have, need)
    sets = int(told.detail) if told.detail.isdecimal() else 0
    numbers = _numbers(words, told, today, unit)
    return words(f"fact-{told.why}", **numbers, **_names(words, programme, told), by=by, change=change, sets=sets)


def _gate_change(have: float, need: float) -> str:
    """No number at all where there were fewer sets than the gate has."""
    return "there" if have >= need else "short" if have else "few"


def _trend_change(have: float, need: float) -> str:
    return "same" if have == need else "more" if have > need else "fewer"
