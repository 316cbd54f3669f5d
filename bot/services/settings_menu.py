"""/settings: one message that is edited in place. A tap opens a view or flips a switch; every answer leads back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import time

from bot.services import guide, settings, typed
from bot.services.turn import Turn
from bot.wording import settings as says
from bot.wording import welcome
from bot.wording.message import Message


async def show_settings(turn: Turn) -> None:
    turn.say(overview(turn))


def overview(turn: Turn, note: str = "") -> Message:
    """Everything that can be changed; `note` says what was changed just now."""
    user, programme = turn.user, turn.desk.programme
    lacking = turn.plan.missing_kit if turn.plan else ()
    now = says.AllSet(
        weekdays=turn.weekdays,
        at=user.reminder_time,
        zone=user.zone or "UTC",
        when=guide.next_reminder_words(turn),
        nudge=user.evening_nudge,
        review=user.weekly_review,
        quiet=(user.quiet_from, user.quiet_until) if user.quiet_from and user.quiet_until else None,
        missing=[piece.name for piece in programme.kit if piece.key in lacking],
        if_then=user.if_then,
        dark=user.dark_pictures,
        other_languages=len(turn.desk.languages) > 1,
    )
    return says.overview(turn.words, now, note)


async def tapped(turn: Turn, value: str) -> None:
    """One of the buttons: `time` opens a view, `time:06:30` answers it. KeyError or ValueError for a forged one."""
    item, _, choice = value.partition(":")
    await ITEMS[item](turn, choice)


async def open_item(turn: Turn, item: str) -> None:
    """The view of one thing to change, on request."""
    await ITEMS[item](turn, "")


def _shown(turn: Turn, note: str) -> None:
    """Back at the overview, with what was changed."""
    turn.change_message(overview(turn, note))


def _ask(turn: Turn, asked: str, view: Message, **more: object) -> None:
    turn.expect(asked=asked, **more)
    turn.change_message(view)


async def _back(turn: Turn, _: str) -> None:
    turn.expect()
    _shown(turn, "")


async def _time(turn: Turn, choice: str) -> None:
    if choice:
        _shown(turn, settings.new_time(turn, typed.clock(choice)))
    else:
        _ask(turn, "time", says.which_time(turn.words))


async def _zone(turn: Turn, choice: str) -> None:
    if choice == "share":
        turn.expect(asked="zone")
        turn.say(welcome.share_location(turn.words))
    elif choice:
        _shown(turn, settings.new_zone(turn, typed.zone_of(choice)))
    else:
        _ask(turn, "zone", says.which_zone(turn.words, turn.user.language, turn.now))


async def _days(turn: Turn, choice: str) -> None:
    """Toggles a weekday each; Done where there are enough of them."""
    open_ = turn.dialogue.get("choosing") if choice else None
    chosen = list(turn.weekdays if open_ is None else open_)
    fewest = turn.desk.programme.progress.fewest_days
    if choice == "done" and len(chosen) >= fewest:
        _shown(turn, await settings.new_days(turn, tuple(chosen)))
        return
    if choice.startswith("t"):
        day = typed.weekday_of(choice[1:])
        chosen = [n for n in range(7) if (n in chosen) != (n == day)]
    _ask(turn, "days", says.which_days(turn.words, frozenset(chosen), fewest), choosing=chosen)


async def _kit(turn: Turn, choice: str) -> None:
    """Toggles a piece each that is missing."""
    lacking = list(turn.plan.missing_kit) if turn.plan else []
    missing = list(turn.dialogue.get("missing", lacking)) if choice else lacking
    if choice == "done":
        _shown(turn, await settings.new_kit(turn, tuple(missing)))
        return
    keys = [piece.key for piece in turn.desk.programme.kit]
    if choice.startswith("t") and choice[1:] in keys:
        missing = [key for key in keys if (key in missing) != (key == choice[1:])]
    _ask(turn, "kit", says.which_kit(turn.words, turn.desk.programme, frozenset(missing)), missing=missing)


async def _quiet(turn: Turn, choice: str) -> None:
    if choice == "off":
        _shown(turn, settings.new_quiet(turn, None))
    elif choice:
        begins, _, ends = choice.partition("-")
        _shown(turn, settings.new_quiet(turn, _hours(typed.clock(begins), typed.clock(ends))))
    else:
        _ask(turn, "quiet", says.which_quiet(turn.words))


def _hours(begins: time, ends: time) -> tuple[time, time]:
    if begins == ends:
        raise ValueError("quiet hours without an hour")
    return begins, ends


async def _plan(turn: Turn, choice: str) -> None:
    if choice == "none":
        _shown(turn, settings.new_plan(turn, None))
    elif choice:
        if choice not in welcome.PLANS:
            raise ValueError("not one of the plans")
        _shown(turn, settings.new_plan(turn, turn.words.plain(f"plan-option-{choice}")))
    else:
        _ask(turn, "plan", says.which_plan(turn.words))


async def _language(turn: Turn, choice: str) -> None:
    if choice:
        _shown(turn, settings.new_language(turn, choice))
    else:
        names = {code: words.plain("language-name") for code, words in turn.desk.languages.items()}
        _ask(turn, "language", says.which_language(turn.words, names, turn.user.language.partition("-")[0]))


async def _nudge(turn: Turn, _: str) -> None:
    turn.toast = settings.new_nudge(turn, on=not turn.user.evening_nudge)
    _shown(turn, "")


async def _review(turn: Turn, _: str) -> None:
    turn.toast = settings.new_review(turn, on=not turn.user.weekly_review)
    _shown(turn, "")


async def _pictures(turn: Turn, _: str) -> None:
    turn.toast = settings.new_pictures(turn, dark=not turn.user.dark_pictures)
    _shown(turn, "")


ITEMS: dict[str, Callable[[Turn, str], Awaitable[None]]] = {
    "back": _back,
    "time": _time,
    "zone": _zone,
    "days": _days,
    "kit": _kit,
    "quiet": _quiet,
    "plan": _plan,
    "language": _language,
    "nudge": _nudge,
    "review": _review,
    "pictures": _pictures,
}
