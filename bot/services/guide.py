"""What the coach says next of its own: the next drill, what was newly decided, and the one question that is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bot.coach.model import Variant
from bot.coach.standing import Decision, Mode, Standing, Verdict
from bot.records import DueKind
from bot.services import schedule
from bot.services.turn import Turn
from bot.wording import demo, journey, moments, offers, reminder
from bot.wording.message import Message
from bot.wording.reasons import decision as decision_words
from bot.wording.words import Raw

Show = Callable[[Message], None]
"""Says a message, or shows it in place of the one whose button was tapped."""

QUIET = frozenset(
    {
        Verdict.STARTED,
        Verdict.CARRIED,
        Verdict.LOCK,
        Verdict.CLEARED,
        Verdict.MISREAD,
        Verdict.SCREENED_OUT,
        Verdict.OFFER,
        Verdict.DECLINED,
        Verdict.NOT_OPEN,
        Verdict.ADVANCE,
        Verdict.CHOSE_REPEAT,
        Verdict.CHOSE_BACK,
        Verdict.CHOSE_EASIER,
        Verdict.CHOSE_ON,
        Verdict.CHOSE_STAY,
    }
)
"""Decisions that are said by the answer to the user's own word, or need no saying."""
GAPS = frozenset({Verdict.GAP_SET_LESS, Verdict.GAP_LEVEL_BACK, Verdict.GAP_LEVEL_ONE, Verdict.GAP_STAGE_BACK})
RECENT_DAYS = 14
"""What was decided longer ago is no news."""


def next_message(turn: Turn) -> Message:
    """What is next, and where on the journey that is."""
    return journey.whats_next(turn.words, turn.desk.programme, turn.standing, turn.local, turn.user.reminder_time)


def drill_message(turn: Turn) -> Message:
    """The same without the journey: for an answer that is about something else."""
    return journey.next_drill(turn.words, turn.desk.programme, turn.standing, turn.local, turn.user.reminder_time)


def demo_message(turn: Turn, standing: Standing) -> Message:
    """How today's drill is done."""
    p, programme = standing.prescription, turn.desk.programme
    if p is not None:
        return demo.how(turn.words, programme, p.stage, p.variant, p.substitute)
    return demo.how(turn.words, programme, min(standing.stage, programme.last), Variant.FULL, False)


async def after_onboarding(turn: Turn, show: Show) -> None:
    """The settings in one glance, then the first drill and when the first reminder comes."""
    if turn.user.reminder_time is not None and turn.local.time() >= turn.user.reminder_time:
        settle_today(turn)
    words = turn.words
    plan = words("finish-plan", plan=turn.user.if_then) + "\n" if turn.user.if_then else ""
    text = words(
        "finish",
        days=moments.days(words, turn.weekdays),
        time=moments.clock(turn.user.reminder_time) if turn.user.reminder_time else "",
        zone=turn.user.zone or "",
        plan=Raw(plan),
        when=next_reminder_words(turn),
    )
    show(Message(text))
    turn.say(today_message(turn))


def today_message(turn: Turn) -> Message:
    """Today's drill as a reminder tells it, or what stands in its way."""
    standing = turn.standing
    if standing.prescription is None or standing.due != standing.today:
        return next_message(turn)
    return reminder.reminder(
        turn.words,
        turn.desk.programme,
        standing,
        turn.today,
        morning=None,
        ask_morning=False,
        late=False,
        if_then=None,
        greeting_name="",
        brief=True,
    )


async def after_rescreening(turn: Turn, show: Show) -> None:
    """Thanks, and on with what is next."""
    show(Message(turn.words("rescreen-done")))
    turn.say(next_message(turn))


def settle_today(turn: Turn) -> None:
    """Neither remind nor nudge today any more: the time is over, and the user is here."""
    today = turn.local.date().isoformat()
    turn.change(told={**turn.user.told, DueKind.REMINDER.value: today, DueKind.NUDGE.value: today})


def next_reminder_words(turn: Turn) -> str:
    """When the next reminder comes: `tomorrow 07:00`."""
    due = schedule.next_reminder(turn.user, turn.standing, turn.desk.programme, turn.now)
    if due is None:
        return turn.words.plain("when-none")
    local = due.at.astimezone(turn.zone)
    return f"{moments.on_day(turn.words, local.date(), turn.local.date())} {moments.clock(local)}"


def _new_decisions(turn: Turn) -> tuple[Decision, ...]:
    """Recent decisions that were not told yet. Known by what they say, not by their number: an undo, a correction or
    an alarm told late may put one before others that were told."""
    known = turn.user.told.get("decisions", "").split()
    return tuple(decision for decision in _recent(turn) if key(decision) not in known)


def _recent(turn: Turn) -> list[Decision]:
    first = turn.today - timedelta(days=RECENT_DAYS)
    return [decision for decision in turn.standing.decisions if decision.day >= first]


def key(decision: Decision) -> str:
    """What a decision is known by, once it is told. A gap is looked at anew each day it lasts, and is told once: it is
    known by the session before it."""
    before = decision.reasons[0].when if decision.verdict in GAPS and decision.reasons else None
    return f"{before or decision.day:%m%d}{decision.verdict.value}"


def loud_news(turn: Turn) -> list[Message]:
    """Decisions that were not told yet (nor foretold by a review) and are worth saying, the latest two."""
    foretold = turn.user.told.get("foretold", "").split()
    new = [decision for decision in _new_decisions(turn) if key(decision) not in foretold]
    loud = [decision for decision in new if decision.verdict not in QUIET]
    return [Message(decision_words(turn.words, turn.desk.programme, d, turn.today)) for d in loud[-2:]]


async def tell_news(turn: Turn) -> list[Message]:
    """The same, and every new decision is stored with its reasons; told once."""
    news = loud_news(turn)
    for decision in _new_decisions(turn):
        await turn.decide(decision.verdict.value, **_detail(decision))
    told = " ".join(dict.fromkeys(key(decision) for decision in _recent(turn)))
    if turn.user.told.get("decisions", "") != told:
        turn.change(told={**turn.user.told, "decisions": told})
    return news


def _detail(decision: Decision) -> dict[str, object]:
    """A decision as JSON: the stage and level it left behind, and its reasons with their numbers."""
    reasons = [
        {
            "why": reason.why.value,
            "have": reason.have,
            "need": reason.need,
            "when": reason.when.isoformat() if reason.when else None,
            "detail": reason.detail,
        }
        for reason in decision.reasons
    ]
    return {"of": decision.day.isoformat(), "stage": decision.stage, "level": decision.level, "reasons": reasons}


def question(turn: Turn, *, after_session: bool = True) -> Message | None:
    """The one question that is open, the most urgent first; what can wait is asked after a session only.

    Its buttons say it all; a typed answer is expected as well."""
    if turn.standing.mode is Mode.LOCKED:
        return None
    return _pressing_question(turn) or (_calm_question(turn) if after_session else None)


def signs_question(turn: Turn) -> Message | None:
    """After a stop: are there alarm signs? Once a day."""
    if turn.standing.ask_signs and not _asked_lately(turn, "signs", days=1):
        where = turn.dialogue.get("asked") == "where"
        turn.expect(asked="signs", day=turn.dialogue.get("day") if where else None)
        return offers.signs_question(turn.words)
    return None


def _pressing_question(turn: Turn) -> Message | None:
    """What decides about the next session."""
    words, programme, standing = turn.words, turn.desk.programme, turn.standing
    if (signs := signs_question(turn)) is not None:
        return signs
    if standing.doubt is not None:
        turn.expect(asked="doubt")
        return offers.doubt(words, programme, standing)
    if standing.offer is not None and standing.offer.say and not _asked_lately(turn, "offer", days=1):
        turn.expect(asked="offer", stage=standing.offer.stage)
        return offers.offer(words, programme, standing)
    if standing.choose and not _asked_lately(turn, "choose", days=3):
        turn.expect(asked="choose")
        return offers.choose(words, programme, standing)
    if standing.ask_hang and not _asked_lately(turn, "hang", days=1):
        turn.expect(asked="hang")
        return offers.hang_question(words, programme, standing)
    return None


def open_offer(turn: Turn) -> Message | None:
    """The offer that stands, once more; None where none does."""
    if turn.standing.offer is None or turn.standing.mode is Mode.LOCKED:
        return None
    turn.expect(asked="offer", stage=turn.standing.offer.stage)
    return offers.offer(turn.words, turn.desk.programme, turn.standing)


def _calm_question(turn: Turn) -> Message | None:
    """What helps to decide later."""
    words, programme, standing = turn.words, turn.desk.programme, turn.standing
    if standing.ask_form and not _asked_lately(turn, "form", days=1):
        turn.expect(asked="form", stage=standing.stage)
        return offers.form_question(words, programme, standing)
    if standing.fewer_days is not None and not _asked_lately(turn, "fewer", days=7):
        turn.expect(asked="fewer", days=standing.fewer_days)
        return offers.fewer_days(words, standing.fewer_days)
    if standing.ask_baseline and not _asked_lately(turn, "baseline", days=2):
        turn.expect(asked="baseline")
        return offers.baseline_question(words)
    every = programme.progress.lifts_every_days
    if standing.ask_lifts and not turn.user.weekly_review and not _asked_lately(turn, "lifts", days=every):
        turn.expect(asked="lifts", day=turn.today.isoformat())
        return offers.lifts_question(words, turn.today)
    return None


def _asked_lately(turn: Turn, name: str, *, days: int) -> bool:
    """Whether a question was put within the last days; notes that it is put now where not."""
    if asked_since(turn, name, turn.today - timedelta(days=days)):
        return True
    turn.change(told={**turn.user.told, f"asked_{name}": turn.today.isoformat()})
    return False


def asked_since(turn: Turn, name: str, day: date) -> bool:
    """Whether a question was put after that day."""
    last = turn.user.told.get(f"asked_{name}")
    return last is not None and date.fromisoformat(last) > day


def reschedule(turn: Turn) -> None:
    """Set when the coach writes next; what is on its way right now (claimed, its time moved to a lease) stays."""
    if turn.user.stage != turn.standing.stage:
        turn.change(stage=turn.standing.stage)
    due = turn.user.due
    wanted = schedule.next_due(turn.user, turn.standing, turn.desk.programme, turn.now)
    on_its_way = wanted is not None and wanted.at <= turn.now
    if on_its_way and due and wanted and (wanted.kind, wanted.day, wanted.n) == (due.kind, due.day, due.n):
        return
    turn.change(due=wanted)
