"""Times that are wished: one later reminder, a new daily time, or both, each with the times of its own clause."""

from __future__ import annotations

import datetime as dt

from bot.replies import clock
from bot.replies.almanac import Day, to_come
from bot.replies.clock import Clock
from bot.replies.draft import Draft, Marked
from bot.replies.modes import ANNOUNCED
from bot.replies.scene import Scene
from bot.replies.spans import Span, minutes_of
from bot.replies.stories import strange


def decide_when(scene: Scene, marked: Marked, draft: Draft) -> None:
    """A later reminder today or tomorrow, a new daily time, or both, each with the times of its own clause."""
    asked = scene.asked == "when" or "snooze" in marked.wishes
    if not (asked or marked.clocks or scene.has("daily") or scene.has("set_reminder")):
        return
    daily: list[Clock] = []
    once: list[Clock] = []
    for spoken in _wanted_clocks(scene, marked):
        (daily if _is_daily(scene, marked, spoken) else once).append(spoken)
    found = marked.wishes
    reminded = "snooze" in found or scene.has("reminder")
    alone = not (marked.signs or marked.dones or marked.items or _told_pain(scene, marked))
    alone = alone and not any(_of_habit(scene, spoken) for spoken in daily)
    timed = scene.has("daily") and (reminded or (bool(daily) and alone))
    timed = timed or any(not _today_only(scene, start) for start, _ in scene.places("set_reminder"))
    every_day = bool(daily) and scene.has("daily") and "pause" in draft.intents  # "pause for a week, then daily at 9"
    if timed and (every_day or not draft.intents & {"pause", "stop"}):
        draft.intents.add("time")
        _set_time(scene, daily, draft)
    spans = [span for span in marked.spans if _ahead(scene, span)]
    snoozed = _snoozed(scene, marked, draft, once, spans, timed)
    if snoozed:
        draft.intents.add("snooze")
        draft.at = snooze_at(scene, once, spans, marked.days)
        if draft.at is None:
            draft.ask.add("when")


def _of_habit(scene: Scene, spoken: Clock) -> bool:
    """ "our dog needs a walk at 6 every morning", "i sit from 9 to 6 every day": what is done at that time."""
    low, high = scene.clause(spoken.start)
    words = scene.words[low:high]
    subject = (words[0] in _SUBJECTS or scene.at("person", low)) and _WISHING.isdisjoint(words)
    return subject and any(strange(scene, place) for place in range(low, spoken.start))


_SUBJECTS = frozenset({"our", "my", "we", "i", "he", "she", "they", "the", "lunch", "dinner", "breakfast"})
_WISHING = frozenset({"please", "pls", "send", "make", "set", "change", "use", "want", "prefer", "like", "would", "can",
    "could", "suit", "suits", "work", "works", "better", "best", "remind", "write", "need", "you", "me",
    "choose", "chose", "pick", "go", "take", "slot", "choice", "time", "alarm", "reminder"})  # fmt: skip
"""Words with which a time is wished."""


def _told_pain(scene: Scene, marked: Marked) -> bool:
    """Whether pain is told or was asked for: "same as every morning, 4"."""
    return scene.has("pain") or (bool(marked.tolds) and scene.asks_pain)


def _ahead(scene: Scene, span: Span) -> bool:
    """ "in 20 minutes", "10 more minutes", and any length in answer to when."""
    lone = scene.clause(span.start) == (span.start, span.end) and scene.has("wish.snooze")  # "bad moment, 30 mins?"
    if scene.word(span.start - 1) == "by" and scene.at("off_by", span.start - 2):
        return False  # "your clock is off by 3 hours"
    if scene.starts("lasting_thing", span.end):
        return False  # "12 hour shift"
    asked = (scene.asked == "when" or lone) and minutes_of(span) is not None and span.unit != "seconds"
    if asked or scene.at("inside", span.start - 1) or scene.at("in_minutes", span.start - 1):
        return True
    return scene.at("more", span.end) or scene.within_any("more", span.start, span.end)


def _snoozed(scene: Scene, marked: Marked, draft: Draft, once: list[Clock], spans: list[Span], timed: bool) -> bool:
    found = marked.wishes
    if draft.intents & {"pause", "stop"}:
        return False
    if scene.has("to_tomorrow") and not once:
        return False
    skips = {scene.clause(start) for start, _ in found.get("skip", [])}
    apart = skips - {scene.clause(spoken.start) for spoken in once}
    if once and apart and "snooze" not in found and all(_till(scene, spoken) for spoken in once):
        return False  # "no can do, parents evening till 9"
    if any(marked.modes.of(spoken.start) == ANNOUNCED for spoken in once) and not timed:
        return True
    if scene.asked == "when" and (once or spans) and not timed and not draft.intents & {"log"}:
        return True
    open_still = scene.asked == "when" and not draft.intents and not scene.has("skip_firm")
    if open_still and (_only_clock(scene, once) or _some_time(scene)):
        return True
    if not draft.intents and once and _only_clock(scene, once):
        return True
    if once and not draft.intents and not timed and scene.has("snooze_soft"):
        return True
    if "snooze" not in found:
        return False
    places = [p for p in found["snooze"] if not _told(scene, p)]
    places = [p for p in places if not (timed and not once and not spans)]
    if not places:
        return False
    theirs = [p for p in places if any(scene.at("person", w) for w in range(scene.sentence(p[0])[0], p[0]))]
    if "skip" in found and theirs == places and not once and not spans:
        return False  # "mum had a fall, driving over to her, no exercises today"
    if timed and not once:
        return False
    if "log" in draft.intents and not once and not spans:
        return any(scene.at("snooze_firm", p) for s, e in places for p in range(s, e))
    return True


def _till(scene: Scene, spoken: Clock) -> bool:
    """Whether only the end of something else is told: "working till 9"; "not till 9" is when to remind."""
    before = spoken.start - 1
    return scene.word(before) == "until" and scene.word(before - 1) != "not"


def _some_time(scene: Scene) -> bool:
    return not scene.text.numbers and any(scene.has(name) for name in ("later_word", "tomorrow", "tonight"))


def _told(scene: Scene, place: tuple[int, int]) -> bool:
    """Whether the clause reports: "did em in 12 minutes", "done after work"."""
    low, _ = scene.clause(place[0])
    return any(
        low <= s < place[0] and "not" not in scene.words[s:e] for name in ("did", "done") for s, e in scene.places(name)
    )


def _only_clock(scene: Scene, once: list[Clock]) -> bool:
    """ "at noon please": nothing but a time."""
    if not once:
        return False
    covered = (
        scene.find.bits("courtesy")
        | scene.find.bits("at")
        | scene.find.bits("today")
        | scene.find.bits("tomorrow")
        | scene.find.bits("only")
        | scene.find.bits("later_word")
        | scene.find.bits("wish.thanks")
        | scene.find.bits("wish.greeting")
    )
    for spoken in once:
        covered |= (1 << spoken.end) - (1 << spoken.start)
    whole = once[0].bare and scene.asked is None and once[0].end - once[0].start == len(scene.words)
    return not (scene.text.spoken & ~covered or whole)


def _wanted_clocks(scene: Scene, marked: Marked) -> list[Clock]:
    """Times that are wished, not those refused ("not 7", "instead of 8", "8 am is too early") or told."""
    wished = (
        {"snooze", "time"} & set(marked.wishes)
        or scene.has("set_reminder")
        or scene.has("daily")
        or scene.asked == "when"
    )
    kept = []
    for spoken in marked.clocks:
        low, high = scene.clause(spoken.start)
        before = spoken.start - 1 - scene.at("at", spoken.start - 1)
        late = scene.word(spoken.start - 1) in ("before", "until")  # "not before 6"
        refused = ("not" in (scene.word(spoken.start - 1), scene.word(before)) and not late) or scene.ended(
            "instead", spoken.start
        )
        refused = bool(refused) or _changed_from(scene, marked, spoken) or scene.word(spoken.start - 1) == "since"
        refused = refused or scene.words[spoken.end : spoken.end + 2] == ("is", "when")  # "7 is when i walk the dog"
        refused = refused or scene.word(spoken.end) in _DISTURBS
        told = scene.begun(low, high, "yesterday") and not scene.begun(low, high, "reminder", "set_reminder")
        if told and scene.asked != "when":
            continue  # "last night at 10, 2 sets"
        refused = refused or any(spoken.end <= s <= min(spoken.end + 3, high) for s, _ in scene.places("too_early"))
        reported = scene.begun(low, high, "did")
        wishing = ("wish.snooze", "set_reminder", "daily", "reminder")
        own = scene.begun(low, high, *wishing)
        trained = any(low <= item.at < high and item.kind != "side" for item in marked.items)
        wishes = scene.begun(low, high, *(name for name in wishing if name != "daily"))
        if (
            not wishes
            and len(marked.clocks) > 1
            and scene.asked != "when"
            and scene.within_any("rising", low, spoken.start)
        ):
            continue  # "i usually get up at 8, so a reminder at 8:30 each day"
        theirs = scene.within_any("person", low, spoken.start)
        if theirs and not own and scene.asked != "when":
            continue  # "my daughter picks me up at 2 so i'd rather do it this evening"
        if trained and not own and scene.asked != "when":
            continue  # "completed 3 sets at 6.15 am, after that i took tea"
        if not refused and not (reported and not wished):
            kept.append(spoken)
    return _of_wish(scene, marked, kept) if len(kept) > 1 else kept


_DISTURBS = frozenset({"wake", "wakes", "clash", "clashes", "comes", "disturbs", "disturb", "interrupts", "annoys"})
"""What is said of the time of a reminder that is to be another."""


def _of_wish(scene: Scene, marked: Marked, clocks: list[Clock]) -> list[Clock]:
    """Without the times of clauses that wish nothing, where others do: "i get up at 5 so remind me at 6 every day",
    "at work till 5, ping me at 5:30"."""
    first, last = clocks[0], clocks[-1]
    parted = scene.clause(first.start) != scene.clause(last.start) and scene.word(last.start - 1) != "or"
    if parted and len(clocks) == 2 and _till(scene, first) and scene.begun(*scene.clause(last.start), "wish.snooze"):
        return [last]
    starts = [s for name in ("reminder", "daily", "set_reminder") for s, _ in scene.places(name)]
    starts += [s for s, _ in marked.wishes.get("snooze", [])]
    starts = [s for s in starts if not scene.at("not_snooze", s)]  # "my first call got moved to 9"
    wishing = [c for c in clocks if any(low <= s < high for low, high in [scene.clause(c.start)] for s in starts)]
    joined = any(_joined(scene, c) for c in clocks) or any(_moved(scene, c, clocks) for c in wishing)
    return clocks if joined or not wishing else wishing


def _moved(scene: Scene, spoken: Clock, clocks: list[Clock]) -> bool:
    """ "move the 7 o'clock one to 8": the old time stands in the clause of the new one."""
    clause = scene.clause(spoken.start)
    beside = any(scene.clause(other.start) == clause for other in clocks if other is not spoken)
    return scene.word(spoken.start - 1) == "to" and beside


def _joined(scene: Scene, spoken: Clock) -> bool:
    """ "at 5 or at 7"."""
    before = spoken.start - 1 - (scene.word(spoken.start - 1) == "at")
    return scene.word(before) in ("or", "and")


def _changed_from(scene: Scene, marked: Marked, spoken: Clock) -> bool:
    """ "change my reminder from 7 to 8": the first is the old one."""
    return scene.word(spoken.start - 1) == "from" and any(
        scene.word(other.start - 1) == "to" and spoken.end <= other.start <= spoken.end + 2 for other in marked.clocks
    )


def _is_daily(scene: Scene, marked: Marked, spoken: Clock) -> bool:
    low, high = scene.clause(spoken.start)
    if scene.begun(low, high, "daily"):
        return True
    if scene.begun(low, high, "today", "tomorrow", "tonight"):
        return False
    if scene.begun(low, high, "set_reminder"):
        return True
    if scene.has("set_reminder") and scene.starts("better_time", spoken.end):
        return True  # "reminders are too early, 9 would be better"
    if scene.begun(low, high, "wish.snooze"):
        return scene.has("daily") and len(marked.clocks) == 1
    return scene.has("daily") or scene.has("set_reminder")


def _today_only(scene: Scene, index: int) -> bool:
    """Whether the sentence around `index` speaks of today, tonight or tomorrow, and not only in a story beside it."""
    low, high = scene.sentence(index)
    named = ((s, name) for name in ("today", "tonight", "tomorrow") for s, _ in scene.places(name) if low <= s < high)
    own = scene.part(index)
    named = (day for day in named if scene.part(day[0]) == own or not _story(scene, day[0]))
    return any(scene.word(start) not in BY_THE_WAY or name != "today" for start, name in named)


def _story(scene: Scene, index: int) -> bool:
    """ "fasting starts tomorrow, move my reminder to 20:30": the day belongs to something else told beside the wish."""
    return any(strange(scene, place) for place in range(*scene.part(index)))


BY_THE_WAY = frozenset({"earlier", "now", "right", "just", "currently", "is"})
"""First words of a phrase for today that limit a wish to no day: "i get up at 5 now, put the reminder to 6"."""


def _set_time(scene: Scene, daily: list[Clock], draft: Draft) -> None:
    times = {clock.daily(spoken, spoken.half or part_of_day(scene, spoken)) for spoken in daily}
    draft.time = times.pop() if len(times) == 1 else None
    if draft.time is None:
        draft.ask.add("when")


def snooze_at(scene: Scene, clocks: list[Clock], spans: list[Span], days: list[Day]) -> dt.datetime | None:
    """When to remind; None where no time, an impossible one or two were said."""
    relative = [m for span in spans if (m := minutes_of(span)) is not None and 0 < m <= 7 * 24 * 60]
    moments = {scene.now.replace(second=0, microsecond=0) + dt.timedelta(minutes=m) for m in relative}
    for spoken in clocks:
        moment = _on_day(scene, spoken, days)
        if moment is None:
            return None
        moments.add(moment)
    return moments.pop() if len(moments) == 1 else None


def _on_day(scene: Scene, spoken: Clock, days: list[Day]) -> dt.datetime | None:
    half = spoken.half or part_of_day(scene, spoken)
    low, high = scene.clause(spoken.start)
    own = [day for day in days if low <= day.start < high]
    days = own or days
    ahead = [day for day in days if day.kind != "today" and (day.kind == "tomorrow" or day.kind == "weekday")]
    for day in ahead:
        date, at = to_come(day, scene.today), clock.daily(spoken, half)
        if date and at:
            return dt.datetime.combine(date, at)
        return None
    return clock.after(
        scene.now,
        Clock(spoken.start, spoken.end, spoken.hour, spoken.minute, half if spoken.hour <= 12 else "", spoken.bare),
    )


def part_of_day(scene: Scene, spoken: Clock) -> str:
    """am or pm, where the sentence says morning or evening and the time itself does not."""
    low, high = scene.clause(spoken.start)
    for name, half in (("evening", "pm"), ("morning", "am")):
        told = (s for s, _ in scene.places(name) if not (scene.word(s) == "am" and scene.word(s - 1) in ("i", "and")))
        if any(low <= s < high for s in told):
            return half
    return ""
