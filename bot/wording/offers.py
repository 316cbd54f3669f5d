"""Questions and offers answered with a tap, and what stands in the way where nothing may be prescribed."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from bot.coach.programme import Programme
from bot.coach.standing import Mode, Standing
from bot.wording.dose import dose_of
from bot.wording.keys import one_each, scale
from bot.wording.layout import paragraphs, raw, sentence_start
from bot.wording.message import Button, Message, Rows, Style
from bot.wording.moments import listed, on_day
from bot.wording.reasons import criterion, place, reasons, stage_of, when
from bot.wording.safety import sign_name
from bot.wording.words import Raw, Words

HOURS = 24


def _button(words: Words, name: str, data: str, style: Style = Style.PLAIN, **values: object) -> Button:
    return Button(words.plain(name, **values), data, style)


def offer(words: Words, programme: Programme, standing: Standing) -> Message:
    """The next stage, or maintenance, if the user wants; ValueError where none is open."""
    if standing.offer is None:
        raise ValueError("no offer is open")
    stage = standing.offer.stage
    buttons = (
        (
            _button(words, "offer-yes", f"offer:{stage}:yes", Style.SUCCESS),
            _button(words, "offer-no", f"offer:{stage}:no"),
        ),
    )
    return Message(_offer_text(words, programme, stage, standing.offer.without_hanging), buttons)


def _offer_text(words: Words, programme: Programme, stage: int, without_hanging: bool) -> str:
    ahead = stage_of(programme, stage)
    if stage <= programme.last:
        start = Raw(dose_of(words, ahead.dose(1), ahead.unit))
        where = sentence_start(place(words, programme, stage))
        return words("offer", place=where, drill=ahead.drill.name, dose=start)
    name = "offer-without-hanging" if without_hanging else "offer-maintenance"
    sessions, days = programme.maintenance.sessions_per_week, programme.progress.substitute_offer_days
    return words(name, sessions=sessions, drill=ahead.drill.name, days=days)


def form_question(words: Words, programme: Programme, standing: Standing) -> Message:
    """The gate's other half: was the form as it should be?"""
    question = stage_of(programme, standing.stage).drill.form_question
    answers = [
        _button(words, f"form-{answer}", f"form:{standing.stage}:{answer}")
        for answer in ("yes", "not_quite", "not_sure")
    ]
    return Message(words("form-ask", question=question), (tuple(answers),))


def hang_question(words: Words, programme: Programme, standing: Standing) -> Message:
    """Before the full drill of the hanging stage."""
    seconds = stage_of(programme, standing.stage).hang_seconds or 0
    buttons = ((_button(words, "hang-yes", "hang:yes", Style.SUCCESS), _button(words, "hang-no", "hang:no")),)
    return Message(words("hang-ask", seconds=seconds), buttons)


def choose(words: Words, programme: Programme, standing: Standing) -> Message:
    """After six weeks without an offer."""
    options = (
        _button(words, "choose-button-easier", "choice:easier", Style.PRIMARY),
        _button(words, "choose-button-back", "choice:back"),
        _button(words, "choose-button-on", "choice:on"),
    )
    easier = programme.progress.easier_days
    return Message(words("choose", days=standing.stage_day, stage=standing.stage, easier=easier), one_each(options))


def fewer_days(words: Words, n: int) -> Message:
    """After two short weeks: plan `n` days a week?"""
    buttons = ((_button(words, "fewer-yes", f"fewer:{n}", Style.PRIMARY, n=n), _button(words, "fewer-no", "fewer:no")),)
    return Message(words("fewer-days", n=n), buttons)


def doubt(words: Words, programme: Programme, standing: Standing) -> Message:
    """A correction took away what an advance rested on: stay or go back? ValueError where there is none."""
    if standing.doubt is None:
        raise ValueError("no advance is in doubt")
    where = place(words, programme, standing.doubt.stage)
    buttons = (
        (
            _button(words, "doubt-button-stay", "doubt:stay", place=where),
            _button(words, "doubt-button-back", "doubt:back"),
        ),
    )
    day = on_day(words, standing.doubt.advanced, standing.today)
    return Message(words("doubt", place=where, day=day), buttons)


def advance_refused(words: Words, programme: Programme, standing: Standing) -> Message:
    """Going faster than the rules: kindly, with what is missing."""
    if standing.offer is not None:
        return Message(words("not-open-offered"), offer(words, programme, standing).buttons)
    if standing.stage > programme.last:
        return Message(words("not-open-maintenance", total=programme.last))
    if standing.mode not in (Mode.TRAINING, Mode.MAINTENANCE):
        still = standstill(words, programme, standing)
        return Message(paragraphs(words("not-open-locked"), still.text), still.buttons)
    stage = stage_of(programme, standing.stage)
    missing = "\n".join(criterion(words, each, stage.unit, stage.gate) for each in standing.missing)
    return Message(words("not-open", place=place(words, programme, standing.stage + 1), criteria=Raw(missing)))


def lifts_question(words: Words, day: date) -> Message:
    """Once a week: the worst back pain in squats or deadlifts of the week up to `day`."""
    return Message(words("lifts-ask"), (*scale(f"lifts:{day}"), (_button(words, "lifts-none", f"lifts:{day}:none"),)))


def baseline_question(words: Words, *, check: bool = False) -> Message:
    """The usual back pain, asked again every few weeks; in maintenance it is the monthly `check`."""
    return Message(words("check-due" if check else "baseline-due"), scale("baseline"))


def signs_question(words: Words) -> Message:
    """After a stop: alarm signs?"""
    none = _button(words, "signs-none", "signs:none", Style.SUCCESS)
    return Message(words("signs-ask"), one_each((none, _button(words, "signs-some", "signs:some", Style.DANGER))))


def open_question(words: Words, programme: Programme, standing: Standing) -> Message | None:
    """The most pressing thing that waits for the user's answer today, if any: one at a time."""
    if standing.mode not in (Mode.TRAINING, Mode.MAINTENANCE):
        return None
    if standing.doubt is not None:
        return doubt(words, programme, standing)
    if standing.ask_hang:
        return hang_question(words, programme, standing)
    if standing.ask_form:
        return form_question(words, programme, standing)
    if standing.offer is not None:
        return offer(words, programme, standing)
    if standing.choose:
        return choose(words, programme, standing)
    if standing.fewer_days is not None:
        return fewer_days(words, standing.fewer_days)
    if standing.ask_baseline or standing.check_due:
        return baseline_question(words, check=standing.check_due)
    return None


def standstill(words: Words, programme: Programme, standing: Standing) -> Message:
    """What stands in the way of a drill today; ValueError where nothing does."""
    match standing.mode:
        case Mode.LOCKED:
            return locked(words, standing)
        case Mode.REFERRED:
            return referred(words, programme, standing)
        case Mode.SCREENING:
            return screening_due(words, programme, standing)
        case Mode.OFF:
            return off_question(words, programme, standing) if standing.ask_off else off(words, programme, standing)
        case Mode.PAUSED:
            return paused(words, standing)
        case Mode.TRAINING | Mode.MAINTENANCE:
            raise ValueError("nothing stands in the way of a drill")


def _clear(words: Words) -> Rows:
    return ((Button(words.plain("button-clear"), "clear:ask"),),)


def locked(words: Words, standing: Standing) -> Message:
    """An alarm is in force; ValueError where none is."""
    if standing.locked is None:
        raise ValueError("no alarm is in force")
    signs = listed(words, [words.plain(sign_name(words, key)) for key in standing.locked.signs])
    text = paragraphs(
        words(f"locked-{standing.locked.tier}"),
        words("locked", day=on_day(words, standing.locked.since, standing.today), signs=signs),
    )
    return Message(text, (*_clear(words), (Button(words.plain("button-misread"), "misread:ask"),)))


def referred(words: Words, programme: Programme, standing: Standing) -> Message:
    """Pain, the usual pain or a screening answer sends to a clinician first."""
    return Message(words("referred", reasons=raw(*_referrals(words, programme, standing))), _clear(words))


def _referrals(words: Words, programme: Programme, standing: Standing) -> list[str]:
    unit = stage_of(programme, standing.stage).unit
    return reasons(words, programme, standing.referred, standing.today, unit)


def screening_due(words: Words, programme: Programme, standing: Standing) -> Message:
    """The screening, or only the usual pain, has to be asked."""
    if standing.ask_baseline and not standing.ask_screening:
        return baseline_question(words)
    start = ((Button(words.plain("screening-start"), "rescreen:start", Style.PRIMARY),),)
    return Message(words("screening-due"), start)


def paused(words: Words, standing: Standing) -> Message:
    """A pause, with the way back."""
    until = "open" if standing.paused_until is None else on_day(words, standing.paused_until, standing.today)
    return Message(words("paused", until=until), ((Button(words.plain("resume-button"), "resume", Style.PRIMARY),),))


def off(words: Words, programme: Programme, standing: Standing) -> Message:
    """Inside the hours off after a stop, or after them on a day whose morning was still too sore."""
    calm, first = programme.pain.safe_max, _first_asked(programme, standing)
    if first <= standing.today:
        return Message(words("off-still", calm=calm))
    since = when(words, standing.off_since, standing.today)
    day = on_day(words, first, standing.today)
    return Message(words("off-days", day=day, since=since, hours=programme.pain.off_hours, calm=calm))


def _first_asked(programme: Programme, standing: Standing) -> date:
    """The first day on which the back is asked after a stop: whole days only, the stop's own not counted."""
    since = standing.off_since or standing.today
    return since + timedelta(days=ceil(programme.pain.off_hours / HOURS) + 1)


def off_question(words: Words, programme: Programme, standing: Standing) -> Message:
    """48 hours off are over: how is the back?"""
    text = words("off-ask", hours=programme.pain.off_hours, most=programme.pain.safe_max)
    return Message(text, scale(f"morning:{standing.today.isoformat()}"))
