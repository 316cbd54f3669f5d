"""Puts a history into the words of a page for a physiotherapist: about the user, not to the user."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.coach.model import Baseline, Dose, History, Plan
from bot.coach.programme import Programme
from bot.coach.progress import Effort, Felt, Progress
from bot.coach.spells import Band, Rest
from bot.coach.standing import Decision, Reason, Standing, Verdict, Why
from bot.wording.charts import chart
from bot.wording.dose import number
from bot.wording.layout import plain
from bot.wording.moments import clock, days, listed
from bot.wording.reasons import stage_of
from bot.wording.report import Line, Report
from bot.wording.safety import sign_name
from bot.wording.words import Words

TOLD = (
    Verdict.LOCK,
    Verdict.MISREAD,
    Verdict.CLEARED,
    Verdict.SCREENED_OUT,
    Verdict.REFER,
    Verdict.STOP,
    Verdict.RESTART,
    Verdict.PAIN_STAGE_BACK,
    Verdict.EASIER,
    Verdict.REDUCE,
    Verdict.FULL_AGAIN,
)
"""Decisions that are an alarm, a pain that changed something, or what followed."""
MILD = frozenset({Verdict.EASIER, Verdict.REDUCE, Verdict.FULL_AGAIN})
"""Those that give way where there is no room for all."""
STRETCHES, EVENTS = 6, 8
"""Rows there is room for on one page; of more, the latest."""
HEAD = ("stage", "when", "sessions", "dose", "drill", "morning", "lifts")


@dataclass(frozen=True, slots=True)
class Who:
    """The user as the page names them, and their wall clock."""

    first_name: str
    local: datetime
    zone: str


def report(
    words: Words, programme: Programme, history: History, standing: Standing, look: Progress, who: Who
) -> Report:
    """The page of a history as of `look`."""
    say = words.plain
    told = [decision for decision in standing.decisions if decision.verdict in TOLD]
    shown = _gravest(told)
    return Report(
        title=say("report-title"),
        as_of=say("report-as-of", day=full_date(words, who.local.date()), time=clock(who.local), zone=who.zone),
        about=tuple(_about(words, programme, history, look, who)),
        kept=tuple(_kept(words, standing, look)),
        stages_title=say("report-stages"),
        stages_head=tuple(say(f"report-head-{column}") for column in HEAD),
        stages=tuple(_stage(words, programme, look, band) for band in look.bands[-STRETCHES:] if look.efforts),
        chart=chart(words, programme, look, dark=False),
        events_title=say("report-events"),
        events=tuple(_event(words, programme, decision) for decision in shown) or (("", say("report-no-events")),),
        left_out=say("report-left-out"),
        all_there=len(shown) == len(told),
        rules_title=say("report-rules"),
        rules=tuple(_rules(words, programme)),
        foot=say("report-foot"),
    )


def full_date(words: Words, day: date) -> str:
    """`3 Dec 2026`."""
    return words.plain(
        "report-day", number=str(day.day), month=words.plain(f"month-short-{day.month}"), year=str(day.year)
    )


# who and what


def _about(words: Words, programme: Programme, history: History, look: Progress, who: Who) -> Iterator[Line]:
    say = words.plain
    plan = next((fact for fact in reversed(history) if isinstance(fact, Plan)), None)
    usual = [fact for fact in history if isinstance(fact, Baseline)]
    yield say("report-name"), who.first_name or say("report-no-name")
    since = full_date(words, look.began)
    yield say("report-programme"), say("report-programme-is", stages=programme.last, since=since)
    if plan is not None:
        yield say("report-days"), days(words, plan.weekdays)
        yield say("report-kit"), _kit(words, programme, plan)
    if usual:
        first, last = usual[0].value, usual[-1].value
        yield say("report-usual"), say("report-usual-is", first=first, last=last, same="yes" if first == last else "no")


def _kit(words: Words, programme: Programme, plan: Plan) -> str:
    missing = [piece.name for piece in programme.kit if piece.key in plan.missing_kit]
    return words.plain("report-kit-missing", kit=listed(words, missing)) if missing else words.plain("report-kit-all")


def _kept(words: Words, standing: Standing, look: Progress) -> Iterator[Line]:
    say = words.plain
    yield say("report-total"), say("report-total-is", sessions=standing.sessions_total, weeks=standing.weeks_kept)
    for name, (done, asked) in (("all", look.kept), ("lately", look.kept_lately)):
        if asked:
            yield (
                say(f"report-kept-{name}"),
                say("report-kept", done=done, asked=asked, share=round(100 * done / asked)),
            )
    for rest in Rest:
        days_of = [(spell.last - spell.first).days + 1 for spell in look.spells if spell.rest is rest]
        if days_of:
            yield say(f"report-rest-{rest}"), say("report-rest", times=len(days_of), days=sum(days_of))
    if look.efforts:
        known = _mornings_known(look)
        yield say("report-mornings"), say("report-mornings-known", known=known, sessions=len(look.efforts))


def _mornings_known(look: Progress) -> int:
    told = {each.day.toordinal() for each in look.mornings}
    return sum(effort.day.toordinal() + 1 in told for effort in look.efforts)


# stages


def _stage(words: Words, programme: Programme, look: Progress, band: Band) -> tuple[str, ...]:
    efforts = [each for each in look.efforts if band.first <= each.day <= band.last]
    return (
        _stage_name(words, programme, band, efforts),
        words.plain("report-span", first=full_date(words, band.first), last=full_date(words, band.last)),
        words.plain("report-sessions", all=len(efforts), easier=sum(each.easier for each in efforts)),
        _best(words, programme, efforts),
        _worst(words, _within(look.peaks, band)),
        _worst(words, _within(look.mornings, band)),
        _from_to(words, _within(look.lifts, band)),
    )


def _stage_name(words: Words, programme: Programme, band: Band, efforts: Sequence[Effort]) -> str:
    if band.stage > programme.last:
        return words.plain("place-maintenance").capitalize()
    name = programme.stage(band.stage).drill.name
    substitute = "yes" if any(each.substitute for each in efforts) else "no"
    return words.plain("report-stage", number=band.stage, name=name, substitute=substitute)


def _best(words: Words, programme: Programme, efforts: Sequence[Effort]) -> str:
    """The largest dose of the full drill that was done on both sides in every set."""
    whole = [each for each in efforts if not each.easier and _done(each)]
    if not whole:
        return words.plain("report-nothing")
    best = max(whole, key=lambda each: each.planned)
    unit = stage_of(programme, best.stage).unit
    return words.plain(f"report-dose-{unit}", sets=best.prescribed.sets, amount=best.prescribed.amount)


def _done(effort: Effort) -> bool:
    dose: Dose = effort.prescribed
    return sum(1 for left, right in effort.sets if min(left, right) >= dose.amount) >= dose.sets


def _within(felt: Sequence[Felt], band: Band) -> list[int]:
    return [each.value for each in felt if each.value is not None and band.first <= each.day <= band.last]


def _worst(words: Words, values: Sequence[int]) -> str:
    return str(max(values)) if values else words.plain("report-nothing")


def _from_to(words: Words, values: Sequence[int]) -> str:
    if not values:
        return words.plain("report-nothing")
    same = len(values) == 1
    return str(values[0]) if same else words.plain("report-from-to", first=values[0], last=values[-1])


# alarms and what followed


def _gravest(told: Sequence[Decision]) -> Sequence[Decision]:
    """As many as there is room for: where there are more, the grave ones first, and of those the latest."""
    grave = [decision for decision in told if decision.verdict not in MILD]
    return (told if len(told) <= EVENTS else grave)[-EVENTS:]


def _event(words: Words, programme: Programme, decision: Decision) -> Line:
    because = ", ".join(dict.fromkeys(_because(words, programme, each) for each in decision.reasons if _tells(each)))
    hours = programme.pain.off_hours
    text = words.plain(f"report-{decision.verdict}", because=because, hours=hours, stage=decision.stage)
    return full_date(words, decision.day), text


def _tells(reason: Reason) -> bool:
    """Whether a reason adds something: a morning no worse than usual does not."""
    calm = reason.why is Why.MORNING and (reason.have or 0) <= (reason.need or 0)
    return not calm and reason.why not in (Why.CLEARANCE, Why.MORNING_UNKNOWN, Why.CRITERION)


def _because(words: Words, programme: Programme, reason: Reason) -> str:
    items = {item.key: item.text for item in programme.screening.items}
    return words.plain(
        f"report-why-{reason.why}",
        have=number(reason.have),
        need=number(reason.need),
        days=number(reason.days),
        where=str(reason.where or "none"),
        sign=plain(words(sign_name(words, reason.detail))),
        item=items.get(reason.detail, reason.detail),
    )


# the rules


def _rules(words: Words, programme: Programme) -> Iterator[str]:
    pain, progress = programme.pain, programme.progress
    say = words.plain
    yield say(
        "report-rule-pain",
        safe=pain.safe_max,
        caution_from=pain.safe_max + 1,
        caution=pain.caution_max,
        stop=pain.caution_max + 1,
        hours=pain.off_hours,
        refer=pain.refer_from,
    )
    yield say(
        "report-rule-refer",
        times=pain.stop_repeat.times,
        days=pain.stop_repeat.days,
        weeks=pain.mean_rise.weeks,
        caution_days=pain.caution_days,
    )
    yield say(
        "report-rule-stage",
        day=progress.offer_from_day,
        gates=progress.gates_running,
        sessions=progress.sessions_in_stage,
        safe=pain.safe_max,
        window=progress.window_days,
    )
    yield say("report-rule-dose", required=progress.required.most)
    yield say("report-rule-convention")
