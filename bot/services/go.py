"""A session that counts along: begun, moved on by taps and by words, ended and written down.

What changes here is the state; `go_clock.py` shows it. Everything happens under the user's lock, so a tap in one
process and the clock in another never count the same side twice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.coach.live import End, Live, Press, begin, elapse, press, stop
from bot.coach.model import Skip, Where
from bot.coach.routine import Routine
from bot.coach.standing import Mode
from bot.records import LiveSession, Outgoing, State, User
from bot.services import guide, receipts, sessions
from bot.services.turn import Turn
from bot.wording.clip import clip_of
from bot.wording.message import Message

TRAINS = frozenset({Mode.TRAINING, Mode.MAINTENANCE})
JUST_NOW = timedelta(seconds=10)
SECONDS_A_MINUTE = 60
ASKED = "session"
"""The open question whether an abandoned session is to be written down."""
RUNS = "session"
"""Noted with the user while a session runs, so that nobody else's session has to be looked for."""
LONGEST = timedelta(hours=3)


def is_noted(user: User) -> bool:
    """Whether a session of this user runs, as far as their row tells."""
    return RUNS in user.told


def trains_now(user: User, now: datetime) -> bool:
    """Whether they are in a session that began not long ago."""
    return is_noted(user) and now - datetime.fromisoformat(user.told[RUNS]) < LONGEST


def note(turn: Turn) -> None:
    """Keep the note in step with the session."""
    session = running(turn)
    told = {key: value for key, value in turn.user.told.items() if key != RUNS}
    if session is not None:
        told[RUNS] = session.live.began.isoformat()
    if told != turn.user.told:
        turn.change(told=told)


def running(turn: Turn) -> LiveSession | None:
    """The user's session, if one is going on."""
    session = turn.live
    return session if session is not None and session.live.ended is None else None


# beginning


async def start(turn: Turn) -> None:
    """Begin today's session; one that runs already is shown anew at the bottom of the chat."""
    session = running(turn)
    if session is not None and await move_on(turn, session) is None:
        _move_down(turn, session)
        return
    routine = _routine(turn)
    if routine is None:
        turn.say(Message(turn.words("live-not-now")))
        turn.say(guide.next_message(turn))
        return
    turn.expect()
    turn.count(LiveSession(user_id=turn.user.id, live=begin(routine, turn.now), next_at=turn.now))


async def on_start(turn: Turn) -> None:
    """The button on a reminder, whichever day's: a second tap begins nothing new."""
    session = running(turn)
    if session is not None and await move_on(turn, session) is None:
        turn.toast = turn.words.plain("live-is-running")
        _show_again(turn, session)
        return
    await start(turn)


def _routine(turn: Turn) -> Routine | None:
    """What is left to do today; None where nothing is prescribed or everything is done."""
    standing, day = turn.standing, turn.today
    plan, before = sessions.planned(turn, day), len(sessions.sets_of(turn, day))
    if standing.mode not in TRAINS or standing.prescription is None or before >= plan.dose.sets:
        return None
    stage, rules = turn.desk.programme.stage(plan.stage), turn.desk.programme.live
    routine = Routine(
        day=day,
        stage=plan.stage,
        variant=plan.variant,
        substitute=plan.substitute,
        unit=plan.unit,
        dose=plan.dose,
        first=standing.prescription.weaker_first or "left",
        rest=stage.rest_seconds,
        ready=rules.ready_seconds,
        switch=stage.switch_seconds,
        idle=rules.idle_minutes * SECONDS_A_MINUTE,
        late=rules.late_seconds,
        before=before,
        less_range=standing.prescription.less_range,
    )
    return replace(routine, clip=clip_of(turn.desk.programme, routine) in turn.desk.clips)


def _move_down(turn: Turn, session: LiveSession) -> None:
    """Show the session in a new message, once the one above has nothing to tap any more."""
    if session.message_id is None or turn.now - session.live.began < JUST_NOW:
        return
    above = Message(turn.words("live-moved-down"))
    turn.outgoing.append(Outgoing(chat_id=turn.user.chat_id, message=above, edits=session.message_id))
    turn.count(replace(session, message_id=None, picture="", shown="", next_at=turn.now))


def _show_again(turn: Turn, session: LiveSession) -> None:
    turn.count(replace(session, shown="", next_at=turn.now))


# moving on


async def move_on(turn: Turn, session: LiveSession) -> End | None:
    """What time has done since; how the session ended by it, None while it goes on."""
    live = elapse(session.live, turn.now)
    if live.ended is not None:
        await put(turn, session, live)
    return live.ended


async def put(turn: Turn, session: LiveSession, live: Live) -> None:
    """Keep the new state; a session that has just ended by a tap or by itself is written down."""
    shown = session.shown if live != session.live else ""
    turn.count(replace(session, live=live, shown=shown, next_at=turn.now))
    if session.live.ended is None and live.ended in {End.DONE, End.STOPPED}:
        await _write(turn, live)
    elif live.ended is End.LEFT and live.sets and not turn.dialogue:
        turn.expect(asked=ASKED)


async def _write(turn: Turn, live: Live) -> None:
    """What was done, through the same path as a reply: the receipt asks the pain."""
    if live.sets:
        await receipts.log(turn, live.routine.day, live.sets, begun=planned(live))


def planned(live: Live) -> sessions.Planned:
    r = live.routine
    return sessions.Planned(r.stage, r.variant, r.substitute, r.dose, r.unit)


async def tap(turn: Turn, value: str) -> None:
    """A button of the session. One of an earlier step changes nothing: the message is shown as it stands."""
    what, _, place = value.partition(":")
    began, _, mark = place.partition(":")
    session = turn.live
    if session is None or int(session.live.began.timestamp()) != int(began):
        turn.toast = turn.words.plain("live-is-over")
        turn.change_message(Message(turn.words("live-over")))
        return
    if what in {"keep", "drop"}:
        await settle(turn, keep=what == "keep")
        return
    live = elapse(session.live, turn.now)
    if live.ended is None and int(mark) == live.mark:
        live = press(live, Press(what), turn.now)
    else:
        turn.toast = turn.words.plain("live-is-over" if live.ended else "live-further")
        session = replace(session, shown="")
    await put(turn, session, live)


async def settle(turn: Turn, *, keep: bool) -> None:
    """The answer to "shall I write that down?"."""
    session = turn.live
    if session is None or session.live.ended is not End.LEFT or session.live.settled:
        turn.toast = turn.words.plain("live-is-over")
        if session is not None:
            _show_again(turn, session)
        return
    if turn.dialogue.get("asked") == ASKED:
        turn.expect()
    turn.count(replace(session, live=replace(session.live, settled=True), next_at=turn.now))
    if keep:
        await _write(turn, session.live)


# ending from elsewhere


async def end(turn: Turn) -> None:
    """Stop here: what was done is written down."""
    session = running(turn)
    if session is not None and await move_on(turn, session) is None:
        await put(turn, session, press(session.live, Press.STOP, turn.now))


async def alarm(turn: Turn) -> None:
    """An alarm sign ends everything at once; what was done is written down without a question."""
    session = running(turn)
    if session is None:
        return
    live = stop(elapse(session.live, turn.now), turn.now, End.ALARM)
    turn.count(replace(session, live=live, next_at=turn.now))
    if live.ended in {End.ALARM, End.DONE} and live.sets:
        await sessions.write(turn, live.routine.day, live.sets, begun=planned(live))


async def reconcile(turn: Turn) -> None:
    """After a turn: what settled the day in another way ends the session as well."""
    session = running(turn)
    if session is None:
        return
    r = session.live.routine
    if len(sessions.sets_of(turn, r.day)) != r.before:
        turn.count(replace(session, live=stop(session.live, turn.now, End.TOLD), next_at=turn.now))
    elif turn.user.state is not State.ACTIVE or turn.standing.mode not in TRAINS or _skipped(turn, session.live):
        await end(turn)


def _skipped(turn: Turn, live: Live) -> bool:
    skips = (fact for fact in turn.history if isinstance(fact, Skip))
    return any(skip.day == live.routine.day and skip.at > live.began for skip in skips)


async def on_pain(turn: Turn, session: LiveSession, value: int, where: Where | None) -> None:
    """A pain told in the middle; from the stop band on the session ends, and what was done is written down with it."""
    day, bands = session.live.routine.day, turn.desk.programme.pain
    if value <= bands.caution_max:
        await sessions.write_pain(turn, day, value, where)
        turn.say(Message(turn.words("live-pain" if value <= bands.safe_max else "live-pain-caution", value=value)))
        return
    live = press(session.live, Press.STOP, turn.now)
    turn.count(replace(session, live=live, next_at=turn.now))
    if live.sets:
        await receipts.log(turn, day, live.sets, pain=value, where=where, begun=planned(live))
        return
    await sessions.write_pain(turn, day, value, where)
    turn.say(Message(turn.words("live-pain", value=value)))
    await receipts.show_news(turn, asking=False)
