"""What the user wants: wishes, with their times, days and places, and what is only talk."""

from __future__ import annotations

from bot.replies import clock, pauses, wishes, zones
from bot.replies.clock import Clock
from bot.replies.draft import Draft, Marked
from bot.replies.modes import ANNOUNCED
from bot.replies.scene import Scene
from bot.replies.tally import Report

PLAIN = ("next", "progress", "demo", "help", "delete", "export", "stop", "undo", "resume")


def decide_wishes(scene: Scene, marked: Marked, told: Report, draft: Draft) -> None:
    found = marked.wishes
    draft.intents.update(intent for intent in PLAIN if intent in found)
    pauses.decide_pause(scene, marked, draft)
    _when(scene, marked, draft)
    _skip(scene, marked, draft)
    zones.decide_timezone(scene, marked, draft)
    _conflicts(scene, marked, draft)


def _when(scene: Scene, marked: Marked, draft: Draft) -> None:
    """A later reminder today or tomorrow, a new daily time, or both, each with the times of its own clause."""
    daily: list[Clock] = []
    once: list[Clock] = []
    for spoken in _wanted_clocks(scene, marked):
        (daily if _is_daily(scene, marked, spoken) else once).append(spoken)
    if daily and once and scene.word(daily[0].start - 1) == "or":
        daily, once = [*once, *daily], []  # "at 7 or 8 every day"
    found = marked.wishes
    reminded = "snooze" in found or scene.has("reminder")
    timed = scene.has("daily") and (reminded or (bool(daily) and not marked.signs and not scene.has("pain")))
    timed = timed or any(not _today_only(scene, start) for start, _ in scene.places("set_reminder"))
    if timed and not (draft.intents & {"pause", "stop"}):
        draft.intents.add("time")
        _set_time(scene, daily, draft)
    spans = [span for span in marked.spans if _ahead(scene, span)]
    snoozed = _snoozed(scene, marked, draft, once, spans, timed)
    if snoozed:
        draft.intents.add("snooze")
        draft.at = wishes.snooze_at(scene, once, spans, marked.days)
        if draft.at is None:
            draft.ask.add("when")


def _ahead(scene: Scene, span: clock.Span) -> bool:
    """ "in 20 minutes", "10 more minutes", and any length in answer to when."""
    asked = scene.asked == "when" and clock.minutes_of(span) is not None and span.unit != "seconds"
    if asked or scene.at("inside", span.start - 1) or scene.at("in_minutes", span.start - 1):
        return True
    return scene.at("more", span.end) or any(scene.at("more", place) for place in range(span.start, span.end))


def _snoozed(
    scene: Scene, marked: Marked, draft: Draft, once: list[Clock], spans: list[clock.Span], timed: bool
) -> bool:
    found = marked.wishes
    if draft.intents & {"pause", "stop"}:
        return False
    if scene.has("to_tomorrow") and not once:
        return False
    if any(marked.modes.of(spoken.start) == ANNOUNCED for spoken in once) and not timed:
        return True
    if scene.asked == "when" and (once or spans) and not timed and not draft.intents & {"log"}:
        return True
    if scene.asked == "when" and not draft.intents and (_only_clock(scene, once) or _some_time(scene)):
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
    if timed and not once:
        return False
    if "log" in draft.intents and not once and not spans:
        return any(scene.at("snooze_firm", p) for s, e in places for p in range(s, e))
    return True


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
    )
    inside = {i for spoken in once for i in range(spoken.start, spoken.end)}
    return all(
        i in inside or covered >> i & 1 or not scene.words[i][0].isalnum() for i in range(len(scene.words))
    ) and not (once[0].bare and scene.asked is None and once[0].end - once[0].start == len(scene.words))


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
        refused = "not" in (scene.word(spoken.start - 1), scene.word(before)) or scene.ended("instead", spoken.start)
        refused = bool(refused) or _changed_from(scene, marked, spoken)
        refused = refused or any(spoken.end <= s <= spoken.end + 1 for s, _ in scene.places("too_early"))
        reported = any(low <= s < high for s, _ in scene.places("did"))
        if not refused and not (reported and not wished):
            kept.append(spoken)
    return _of_wish(scene, kept) if len(kept) > 1 else kept


def _of_wish(scene: Scene, clocks: list[Clock]) -> list[Clock]:
    """Without the times of clauses that wish nothing, where others do: "i get up at 5 so remind me at 6 every day"."""
    names = ("reminder", "daily", "set_reminder", "wish.snooze")
    starts = [s for name in names for s, _ in scene.places(name)]
    wishing = [c for c in clocks if any(low <= s < high for low, high in [scene.clause(c.start)] for s in starts)]
    joined = any(scene.word(c.start - 1) in ("or", "and", "to") for c in clocks)
    return clocks if joined or not wishing else wishing


def _changed_from(scene: Scene, marked: Marked, spoken: Clock) -> bool:
    """ "change my reminder from 7 to 8": the first is the old one."""
    return scene.word(spoken.start - 1) == "from" and any(
        scene.word(other.start - 1) == "to" and spoken.end <= other.start <= spoken.end + 2 for other in marked.clocks
    )


def _is_daily(scene: Scene, marked: Marked, spoken: Clock) -> bool:
    low, high = scene.clause(spoken.start)
    if any(low <= s < high for s, _ in scene.places("daily")):
        return True
    if any(low <= s < high for name in ("today", "tomorrow", "tonight") for s, _ in scene.places(name)):
        return False
    if any(low <= s < high for s, _ in scene.places("set_reminder")):
        return True
    if any(low <= s < high for s, _ in scene.places("wish.snooze")):
        return scene.has("daily") and len(marked.clocks) == 1
    return scene.has("daily") or scene.has("set_reminder")


def _today_only(scene: Scene, index: int) -> bool:
    """Whether the sentence around `index` speaks of today, tonight or tomorrow."""
    low, high = scene.sentence(index)
    named = ((s, name) for name in ("today", "tonight", "tomorrow") for s, _ in scene.places(name) if low <= s < high)
    return any(scene.word(start) != "earlier" or name != "today" for start, name in named)


def _set_time(scene: Scene, daily: list[Clock], draft: Draft) -> None:
    times = {clock.daily(spoken, spoken.half or wishes.part_of_day(scene, spoken)) for spoken in daily}
    draft.time = times.pop() if len(times) == 1 else None
    if draft.time is None:
        draft.ask.add("when")


def _skip(scene: Scene, marked: Marked, draft: Draft) -> None:
    """Not training today; beside a pause, a later reminder or a log of today it says nothing new."""
    places = [p for p in marked.wishes.get("skip", []) if not _part_only(scene, p)]
    places = [p for p in places if not _of_pain(scene, p)]
    if "time" in draft.intents:  # "9 is too late, 7 every day please"
        places = [p for p in places if not scene.within_any("too_early", *p)]
    if not places:
        return
    if "pause" in draft.intents and not any(_today_too(scene, place) for place in places):
        return
    if "log" in draft.intents and not any(_apart(scene, marked, place) for place in places):
        return
    if "snooze" in draft.intents and not scene.has("skip_firm"):
        return
    draft.intents.add("skip")


def _of_pain(scene: Scene, place: tuple[int, int]) -> bool:
    """Whether "0 today", "nothing at all" tells of pain."""
    if any(scene.claims.get(p) == "pain" for p in range(*place)):
        return True
    return scene.asked in ("pain", "morning_pain") and any(scene.at("none_said", p) for p in range(*place))


def _today_too(scene: Scene, place: tuple[int, int]) -> bool:
    """Whether a skip beside a pause is of its own: said of today, or without any days."""
    low, high = scene.clause(place[0])
    if any(low <= s < high for name in ("today", "tonight") for s, _ in scene.places(name)):
        return True
    names = ("coming_week", "days", "weeks", "months", "wish.pause")
    return scene.has("skip_firm") and not any(low <= s < high for name in names for s, _ in scene.places(name))


def _apart(scene: Scene, marked: Marked, place: tuple[int, int]) -> bool:
    """Whether a skip beside a log is of its own: in a clause without sets, of today or in so many words."""
    low, high = scene.clause(place[0])
    if any(low <= item.at < high and item.kind != "side" for item in marked.items):
        return False
    today = any(low <= s < high for name in ("today", "tonight", "tomorrow") for s, _ in scene.places(name))
    return today or any(scene.at("skip_firm", p) for p in range(*place))


def _part_only(scene: Scene, place: tuple[int, int]) -> bool:
    """ "skip the rest", "skipped the last set" leave out a part."""
    start, end = place
    return any(start <= s <= end + 2 for name in ("skip_rest",) for s, _ in scene.places(name))


def _conflicts(scene: Scene, marked: Marked, draft: Draft) -> None:
    """Wishes that the same words seem to say twice."""
    wants = draft.intents
    if "log" in wants and not scene.text.numbers and _spoken_of(scene, marked):
        wants.discard("log")
        draft.sets = None
        draft.ask -= {"sets", "side"}
    if "alarm" in wants or ("log" in wants and "next" in wants and not scene.has("next_firm")):
        wants.discard("next")
    if draft.timezone and draft.until is None and not scene.has("pause_firm"):
        wants.discard("pause")
    if {"time", "help"} <= wants and _same_clause(scene, marked, "help", "time"):
        wants.discard("help")
    if {"demo", "help"} <= wants and scene.has("drill_name"):
        wants.discard("help")
    for other in ("demo", "help", "progress"):
        if {other, "next"} <= wants and _same_clause(scene, marked, other, "next"):
            wants.discard("next")
    if {"undo", "skip"} <= wants and not (scene.has("today") or scene.has("tonight")):
        wants.discard("skip")  # "scratch that, didn't do it"
    if {"export", "undo"} <= wants and not any(scene.within("one_entry", *p) for p in marked.wishes.get("undo", [])):
        wants.discard("undo")
        wants.add("delete")
    if "export" in wants and "progress" in wants:
        wants.discard("export" if scene.has("shown") else "progress")
    if marked.signs and "snooze" in wants and draft.at is None and not scene.has("snooze_word"):
        wants.discard("snooze")  # "when i wipe", "after i stood up" tell of the sign
        draft.ask.discard("when")
    if "resume" in wants and "next" in wants and not scene.has("next_firm"):
        wants.discard("next")
    if "skip" in wants and "next" in wants and not scene.has("next_firm"):
        wants.discard("next")


def _spoken_of(scene: Scene, marked: Marked) -> bool:
    """Whether what was done is only what a wish is about: "delete all i logged", "what have i completed"."""
    clauses = {scene.clause(s) for name in ABOUT_THE_PAST for s, _ in marked.wishes.get(name, [])}
    return any(scene.clause(start) in clauses for name in ("done", "did") for start, _ in scene.places(name))


ABOUT_THE_PAST = ("delete", "export", "stop", "progress")


def _same_clause(scene: Scene, marked: Marked, one: str, other: str) -> bool:
    """Whether two wishes stand in one clause, so that one phrase said both."""
    clauses = {scene.clause(start) for start, _ in marked.wishes.get(one, [])}
    return all(scene.clause(start) in clauses for start, _ in marked.wishes.get(other, []))


def small_talk(scene: Scene, marked: Marked, draft: Draft) -> None:
    """Greetings and thanks on their own; assent wants nothing; all else that means nothing is asked about."""
    _command(scene, draft)
    if draft.intents or draft.ask:
        return
    words = sum(
        1 << i
        for i, word in enumerate(scene.words)
        if word[0].isalnum() or scene.at("wish.greeting", i) or scene.at("assent", i)
    )
    greeting, thanks = scene.find.bits("wish.greeting"), scene.find.bits("wish.thanks")
    if greeting and not any(word[0].isalnum() and thanks >> i & 1 for i, word in enumerate(scene.words)):
        thanks = 0  # "namaste 🙏": hands folded in greeting
    for _, end in scene.places("wish.thanks"):
        if scene.word(end) == "for":  # "thanks for your patience with an old lady"
            thanks |= sum(1 << i for i in range(end, scene.sentence(end)[1]))
    polite = scene.find.bits("courtesy") | scene.find.bits("assent")
    if (greeting or thanks) and words & ~(greeting | thanks | polite) == 0:
        draft.intents.update(name for name, bits in (("greeting", greeting), ("thanks", thanks)) if bits)
        return
    if words and words & ~polite == 0 and scene.has("assent"):
        return
    if _announced(scene, marked):
        return
    draft.ask.add("intent")


def _announced(scene: Scene, marked: Marked) -> bool:
    """ "about to start my 3x8", "not done yet": nothing to do, nothing to ask."""
    if scene.has("nothing_yet"):
        return True
    return (
        ((scene.has("announced") and scene.has("training_talk")) or scene.has("not_yet"))
        and "?" not in "".join(scene.text.seps)
        and not scene.has("asked_about")
    )


def _command(scene: Scene, draft: Draft) -> None:
    """A wish outside the list; a yes or no only where nothing else was said."""
    for name in scene.vocabulary.commands:
        if scene.has(f"command.{name}") and not (name in ANSWERS and draft.intents):
            draft.command = name
            _only_sounds(scene, name, draft)
            return


def _only_sounds(scene: Scene, name: str, draft: Draft) -> None:
    """Words about a setting that only sound like another wish: "dark pictures" asks for no picture of the drill."""
    clauses = {scene.clause(start) for start, _ in scene.places(f"command.{name}")}
    for intent in SOUNDS_LIKE.get(name, frozenset()) & draft.intents:
        if all(scene.clause(start) in clauses for start, _ in scene.places(f"wish.{intent}")):
            draft.intents.discard(intent)
    if "snooze" not in draft.intents and "time" not in draft.intents and name in SOUNDS_LIKE:
        draft.ask.discard("when")


SOUNDS_LIKE = {
    "pictures": frozenset({"demo"}),
    "review": frozenset({"progress", "stop"}),
    "quiet": frozenset({"stop", "timezone", "snooze", "next", "time"}),
    "plan": frozenset({"snooze", "next"}),
    "nudge": frozenset({"stop"}),
}
ANSWERS = ("yes", "no", "not_sure")
