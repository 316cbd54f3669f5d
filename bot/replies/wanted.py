"""What the user wants: wishes, with their times, days and places, and what is only talk."""

from __future__ import annotations

from bot.replies import dates, pauses, whens, zones
from bot.replies.draft import Draft, Marked
from bot.replies.modes import QUESTION
from bot.replies.scene import Scene
from bot.replies.tally import Report

PLAIN = ("next", "progress", "demo", "help", "delete", "export", "stop", "undo", "resume")


def decide_wishes(scene: Scene, marked: Marked, told: Report, draft: Draft) -> None:
    found = marked.wishes
    draft.intents.update(intent for intent in PLAIN if intent in found)
    pauses.decide_pause(scene, marked, draft)
    whens.decide_when(scene, marked, draft)
    _skip(scene, marked, draft)
    zones.decide_timezone(scene, marked, draft)
    _conflicts(scene, marked, draft)


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
    if "log" in draft.intents:
        off = {scene.clause(day.start) for day in dates.days_off(scene, marked)}
        places = [p for p in places if scene.clause(p[0]) not in off]
        if not any(_apart(scene, marked, place) for place in places):
            return
    if "snooze" in draft.intents and not scene.has("skip_firm"):
        return
    draft.intents.add("skip")


def _of_pain(scene: Scene, place: tuple[int, int]) -> bool:
    """Whether "0 today", "nothing at all" tells of pain."""
    if any(scene.claims.get(p) == "pain" for p in range(*place)):
        return True
    return scene.asks_pain and scene.within_any("none_said", *place)


def _today_too(scene: Scene, place: tuple[int, int]) -> bool:
    """Whether a skip beside a pause is of its own: said of today, or without any days."""
    low, high = scene.clause(place[0])
    if scene.begun(low, high, "today", "tonight"):
        return True
    names = ("coming_week", "days", "weeks", "months", "wish.pause")
    return scene.has("skip_firm") and not scene.begun(low, high, *names)


def _apart(scene: Scene, marked: Marked, place: tuple[int, int]) -> bool:
    """Whether a skip beside a log is of its own: in a clause without sets, of today or in so many words."""
    low, high = scene.clause(place[0])
    if any(low <= item.at < high for item in marked.items):
        return False
    today = scene.begun(low, high, "today", "tonight", "tomorrow")
    return today or scene.within_any("skip_firm", *place)


def _part_only(scene: Scene, place: tuple[int, int]) -> bool:
    """ "skip the rest", "skipped the last set" leave out a part."""
    start, end = place
    parts = [scene.words[s:e] for s, e in scene.places("skip_rest") if start <= s <= end + 2]
    none = not {"no", "not", "any", "never", "failed", "unable"}.isdisjoint(scene.words[start:end])
    return any(not (none and part in (("set",), ("sets",))) for part in parts)  # "no sets today"


def _conflicts(scene: Scene, marked: Marked, draft: Draft) -> None:
    """Wishes that the same words seem to say twice, or that are only words of a report."""
    _less_clear(scene, marked, draft)
    _beside_report(scene, marked, draft)
    _beside_another(scene, marked, draft)


def _less_clear(scene: Scene, marked: Marked, draft: Draft) -> None:
    """Of two wishes in the same words the less clear one goes; so does what comes next where nobody asks for it."""
    wants = draft.intents
    if "log" in wants and not scene.text.numbers and _spoken_of(scene, marked):
        wants.discard("log")
        draft.sets = None
        draft.ask -= {"sets", "side"}
    if (marked.signs and not scene.has("next_firm")) or (
        "log" in wants and "next" in wants and not _next_asked(scene, marked)
    ):
        wants.discard("next")
    if draft.timezone and draft.until is None and not scene.has("pause_firm"):
        wants.discard("pause")
    if {"stop", "progress"} <= wants and _same_clause(scene, marked, "stop", "progress"):
        wants.discard("stop")  # "how much longer until i'm done with this"
    if {"time", "help"} <= wants and _same_clause(scene, marked, "help", "time"):
        wants.discard("help")
    if {"time", "next"} <= wants and draft.time is not None and not scene.has("next_firm"):
        wants.discard("next")  # "send the drill at 6 every day"
    if {"demo", "help"} <= wants and scene.has("drill_name"):
        wants.discard("help")
    for other in ("demo", "help", "progress"):
        if {other, "next"} <= wants and _same_clause(scene, marked, other, "next"):
            wants.discard("next")


def _beside_report(scene: Scene, marked: Marked, draft: Draft) -> None:
    """Wishes that are only words of what is told of the training or the pain."""
    wants = draft.intents
    if (
        wants & {"log", "pain", "skip"}
        and "progress" in wants
        and all(_boasted(scene, *p) for p in marked.wishes["progress"])
    ):
        wants.discard("progress")  # "personal best: 8 8 8", "12 days in a row"
    if {"log", "demo"} <= wants and all(_mentioned(scene, *p) for p in marked.wishes["demo"]):
        wants.discard("demo")  # "the computer crashed mid video but 4x10 done"
    if "delete" in wants and "log" in wants and not scene.text.numbers and not scene.has("did"):
        wants.discard("log")  # "forget me. all of it"
        draft.sets = None
    if "pain" in wants and draft.at is None and "snooze" in wants and _only_when(scene, marked):
        wants.discard("snooze")  # "pinches when i squat, maybe 3"
        draft.ask.discard("when")
    if "snooze" in wants and _wondered(scene, marked) and not scene.has("remind_strong"):
        wants.discard("snooze")  # "could i do 2 sets in the morning and 1 at night?"
        draft.at = None
        draft.ask.discard("when")
    if {"log", "snooze"} <= wants and draft.sets and not scene.has("remind_strong") and _took(scene, marked):
        wants.discard("snooze")  # "in 8 minutes flat: 12-12-12"
        draft.at = None
    if {"log", "pause", "skip"} <= wants and not scene.has("skip_firm"):
        wants.discard("skip")  # "last session before my holiday, 3x8, giving today a swerve"
    pauses_told = marked.wishes.get("pause", [])
    farewell = bool(pauses_told) and all(scene.words[s : s + 2] == ("see", "you") for s, _ in pauses_told)
    if {"log", "pause"} <= wants and farewell:
        wants.discard("pause")  # "3x8 done, see you on friday"
        draft.until = None
    if {"log", "resume"} <= wants and all(scene.within("feels_again", *p) for p in marked.wishes["resume"]):
        wants.discard("resume")  # "did all of it, feeling fine again"


def _beside_another(scene: Scene, marked: Marked, draft: Draft) -> None:
    """Wishes that are but a part of another one, of a sign or of an answer."""
    wants = draft.intents
    if {"resume", "time"} <= wants and draft.time is None:
        wants.discard("time")  # "switch the reminders on again"
        draft.ask.discard("when")
    if {"undo", "skip"} <= wants and not (scene.has("today") or scene.has("tonight")):
        wants.discard("skip")  # "scratch that, didn't do it"
    if {"export", "undo"} <= wants and not any(scene.within("one_entry", *p) for p in marked.wishes.get("undo", [])):
        wants.discard("undo")
        wants.add("delete")
    if {"pause", "time"} <= wants and draft.until is None and not scene.has("pause_word"):
        wants.discard("pause")  # "remind me every day at noon, that's my break"
    if {"undo", "demo"} <= wants and all(scene.within("kid_typed", *p) for p in marked.wishes.get("undo", [])):
        wants.discard("undo")  # "the cat walked over the phone, show me the move again?"
    if "snooze" in wants and wants & _ASKS and draft.at is None and _only_busy(scene, marked):
        wants.discard("snooze")  # "on the bus home, what can you do for me?"
        draft.ask.discard("when")
    if {"skip", "resume"} <= wants and scene.has("tomorrow"):
        wants.discard("resume")  # "i skip today, tomorrow i'm back"
    if {"stop", "skip"} <= wants and not (scene.has("today") or scene.has("tonight")):
        wants.discard("skip")  # "unsubscribe me, i never get to it"
    if {"delete", "undo"} <= wants:
        wants.discard("undo")  # "you hold data on me, bin it"
    if {"export", "progress"} <= wants:
        wants.discard("export" if scene.has("shown") else "progress")
    if scene.asks_pain and draft.pain is not None and draft.at is None and _only_busy(scene, marked):
        wants.discard("snooze")  # "still in bed, 3"
        draft.ask.discard("when")
    if marked.signs and "snooze" in wants and draft.at is None and not scene.has("snooze_word"):
        wants.discard("snooze")  # "when i wipe", "after i stood up" tell of the sign
        draft.ask.discard("when")
    if {"resume", "next"} <= wants and not scene.has("next_firm") and not _next_apart(scene, marked):
        wants.discard("next")
    if "skip" in wants and "next" in wants and not scene.has("next_firm"):
        wants.discard("next")


_ASKS = frozenset({"help", "next", "demo", "progress", "export"})


def _wondered(scene: Scene, marked: Marked) -> bool:
    """Whether all that is told of sets is a question."""
    told = [item for item in marked.items if item.kind != "side"]
    return bool(told) and all(marked.modes.of(item.at) == QUESTION for item in told)


def _took(scene: Scene, marked: Marked) -> bool:
    """Whether a length of time before the sets only tells how long they took."""
    return all(scene.word(start) == "in" and start < marked.first for start, _ in marked.wishes.get("snooze", []))


def _only_busy(scene: Scene, marked: Marked) -> bool:
    """Whether nothing asks to hear later but where the user is: "still in bed"."""
    places = [p for start, end in marked.wishes.get("snooze", []) for p in range(start, end)]
    return not any(scene.at(name, p) for p in places for name in ("snooze_firm", "later_word", "will_do", "remind"))


def _next_asked(scene: Scene, marked: Marked) -> bool:
    """Whether beside a report the next training is really asked for."""
    asked = any(scene.at("next_ask", p) for s, e in marked.wishes.get("next", []) for p in range(s, e))
    return asked or scene.has("next_firm")


def _next_apart(scene: Scene, marked: Marked) -> bool:
    """ "back from holiday! what's my exercise?": the next training is asked for apart from being back."""
    named = any(not scene.within_any("wish.greeting", *p) for p in marked.wishes.get("next", []))
    return named and _next_asked(scene, marked) and not _same_clause(scene, marked, "resume", "next")


def _mentioned(scene: Scene, start: int, end: int) -> bool:
    """Whether a video or a picture is only part of a story, not asked for."""
    low, high = scene.clause(start)
    asks = ("asks_how", "may_i", "give", "asks_for")
    asked = any(scene.at(name, place) for name in asks for place in range(low, high))
    told = scene.within("told_demo", start, end) or scene.word(start - 1) == "your"  # "laughing at your demo"
    return told and end == start + 1 and not asked and "?" not in scene.sep(high)


def _only_when(scene: Scene, marked: Marked) -> bool:
    """Whether the words for a later time tell when it hurts."""
    places = marked.wishes.get("snooze", [])
    return all(scene.word(s) in ("when", "after", "once", "before", "in", "at") for s, _ in places)


def _boasted(scene: Scene, start: int, end: int) -> bool:
    """Whether a phrase of progress only tells: "my 9th day in a row"."""
    if not scene.within_any("told_progress", start, end):
        return False
    low, high = scene.clause(start)
    return "?" not in scene.sep(high) and not scene.within_any("asks_how", low, high)


def _spoken_of(scene: Scene, marked: Marked) -> bool:
    """Whether what was done is only what a wish is about: "delete all i logged", "what have i completed",
    "how do i tell you i did it"."""
    clauses = {scene.clause(s) for name in ABOUT_THE_PAST for s, _ in marked.wishes.get(name, [])}
    asked = [(e, scene.clause(s)[1]) for s, e in marked.wishes.get("help", []) if scene.word(s) in ("how", "what")]
    return any(
        scene.clause(start) in clauses or any(low <= start < high for low, high in asked)
        for name in ("done", "did")
        for start, _ in scene.places(name)
    )


ABOUT_THE_PAST = ("delete", "export", "stop", "progress")


def _same_clause(scene: Scene, marked: Marked, one: str, other: str) -> bool:
    """Whether two wishes stand in one clause, so that one phrase said both."""
    clauses = {scene.clause(start) for start, _ in marked.wishes.get(one, [])}
    return all(scene.clause(start) in clauses for start, _ in marked.wishes.get(other, []))
