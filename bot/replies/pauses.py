"""Several days off, and the first day back."""

from __future__ import annotations

import datetime as dt

from bot.replies.almanac import Day, months_on, to_come
from bot.replies.days import COMING
from bot.replies.draft import Draft, Marked
from bot.replies.scene import Scene
from bot.replies.spans import Span
from bot.replies.stories import strange


def decide_pause(scene: Scene, marked: Marked, draft: Draft) -> None:
    """Several days off: `until` is the first day back."""
    ends = [day for day in marked.days if _ends(scene, day.start - 1) and not _other_event(scene, day)]
    spans = [span for span in marked.spans if not _past(scene, span.start)]
    loose = _off_for_days(scene, marked, ends, spans)
    if not loose and "pause" not in marked.wishes:
        return
    long = loose or any(s.unit in ("weeks", "months") or (s.unit == "days" and (s.count or 2) > 1) for s in spans)
    until, unclear = pause_until(scene, spans, ends)
    if "resume" in marked.wishes and not (until or unclear or long):
        return
    if not (until or unclear or long) and all(_for_today(scene, *p) for p in marked.wishes.get("pause", [])):
        return
    today = all(scene.within("may_be_a_day", *p) for p in marked.wishes.get("pause", []))
    if not (until or unclear or long) and today and "skip" in marked.wishes:
        return  # "skipping, flu"
    if not (until or unclear or long) and "log" in draft.intents and _told_of(scene, marked):
        return  # "did it next to the pool on holiday"
    beside = bool(draft.intents & {"log", "pain"}) and (draft.sets is not None or draft.pain is not None)
    if beside and not scene.has("pause_word") and not _mine(scene, marked):
        return
    firm = scene.has("pause_word") or (not marked.signs and (scene.has("pause_firm") or scene.has("away")))
    if not (firm or long or until or unclear):
        return
    draft.intents.add("pause")
    draft.intents -= {"resume", "stop", "next"}
    draft.until = until
    if unclear:
        draft.ask.add("date")
    if not marked.items and draft.sets is None and "sets" in draft.ask:
        draft.intents.discard("log")  # "a couple of days off" is no part of a session
        draft.ask.discard("sets")


def _mine(scene: Scene, marked: Marked) -> bool:
    """Whether the user says of themselves that they will be away, not "christmas holidays start on friday"."""
    cues = [start for start, _ in (*marked.wishes.get("pause", []), *scene.places("off_duty"))]
    cues += [start for start, _ in (*marked.wishes.get("stop", []), *scene.places("coming_week"))]
    for low, high in {scene.clause(start) for start in cues} | {scene.clause(span.start) for span in marked.spans}:
        words = scene.words[low:high]
        if not _TOLD_PAST.isdisjoint(words):
            continue
        opens = not _LEAVING.isdisjoint(words) or (scene.at("away", low) and scene.begun(low, high, "until"))
        if opens or not _SELF.isdisjoint(words):
            return True
    return False


_SELF = frozenset({"i", "me", "we", "us"})
_LEAVING = frozenset({"off", "away", "going", "heading", "leaving", "out", "need", "taking", "take", "flying", "no",
    "travelling", "traveling", "back", "nothing", "leave", "stop", "not", "see", "gone", "visiting", "staying",
    "freeze", "hold", "mute", "suspend", "halt"})  # fmt: skip
"""Words with which somebody says of themselves that they will be away."""
_TOLD_PAST = frozenset({"came", "was", "were", "been", "first", "last", "forward", "coming", "packing", "booked",
    "starts", "start", "keep", "keeps", "order"})  # fmt: skip
"""Words that make it a story of what has been or is only looked forward to."""


def _told_of(scene: Scene, marked: Marked) -> bool:
    """Whether being away is only told beside what was done, in the same clause."""
    clauses = {scene.clause(s) for s, _ in marked.dones} | {scene.clause(i.at) for i in marked.items}
    clauses |= {scene.clause(s) for s, _ in scene.places("did")}
    return all(scene.clause(s) in clauses for s, _ in marked.wishes.get("pause", []))


def _for_today(scene: Scene, start: int, end: int) -> bool:
    """ "travelling today", "i need a break today": one day is no pause; "away from today" is."""
    if scene.at("pause_word", start):
        return False
    low, high = scene.clause(start)
    if scene.within_any("all_day", low, high):
        return True
    named = [s for name in ("today", "tonight") for s, _ in scene.places(name) if low <= s < high]
    named = [s for s in named if scene.word(s) in ("today", "tonight", "this")]
    since = any(scene.word(s - 1) in ("from", "since", "starting", "as") for s in named)
    return (bool(named) and not since) or scene.within_any("not_away", start, end)


def _other_event(scene: Scene, day: Day) -> bool:
    """ "surgery for my mum on friday, need some days off": "on" a day for someone else, and nothing begins again."""
    low, high = scene.clause(day.start)
    again = scene.within_any("begins_again", low, high)
    return scene.word(day.start - 1) == "on" and scene.within_any("person", low, high) and not again


def _ends(scene: Scene, index: int) -> bool:
    """Whether "until", "back on" ... stands at `index`, or before a "next" or "the" there."""
    if scene.word(index) in ("next", "the", "this", "coming"):
        if scene.at("wish.pause", index):
            return True
        index -= 1
    farewell = scene.words[index - 1 : index + 1] == ("see", "you")
    return scene.at("on_off", index) or scene.word(index) in COMING or farewell


def _off_for_days(scene: Scene, marked: Marked, ends: list[Day], spans: list[Span]) -> bool:
    """Whether being left alone, away or unable is said with a length of days or a day until when."""
    if any(is_trip(scene, span) for span in spans):
        return True
    stops = [start for start, _ in marked.wishes.get("stop", [])]
    if any(scene.within_any(name, *scene.sentence(start)) for start in stops for name in ("this_week", "next_week")):
        return True  # "stop messaging me this week"
    for start in [*stops, *(start for start, _ in scene.places("off_duty"))]:
        low, high = scene.sentence(start)
        if _past(scene, start) or scene.at("not_away", start) or _visited(scene, start) or _theirs(scene, start):
            continue
        if any(low <= day.start < high and scene.at("until", _before(scene, day)) for day in ends):
            return True
        if any(low <= span.start < high and _ahead(scene, span) for span in spans):
            return True
        if any(low <= s < high and not scene.ended("kept_coming", s + 1) for s, _ in scene.places("coming_week")):
            return True
    return False


def _theirs(scene: Scene, start: int) -> bool:
    """ "my wife is away till sunday", "the lift is out of order": someone or something else."""
    low, _ = scene.clause(start)
    before = range(low, start)
    if any(scene.word(p) in _SELF for p in before):
        return False
    being = next((p for p in before if scene.word(p) in ("is", "are", "has", "have", "will")), None)
    return being is not None and being > low and (scene.at("person", being - 1) or strange(scene, being - 1))


def _visited(scene: Scene, start: int) -> bool:
    """ "my mother visiting for 2 weeks": it is someone else who is away from home."""
    return scene.word(start) in ("visiting", "staying") and scene.at("person", start - 1)


def _before(scene: Scene, day: Day) -> int:
    index = day.start - 1
    return index - 1 if scene.word(index) in ("next", "the", "this", "coming") else index


def _ahead(scene: Scene, span: Span) -> bool:
    """ "for 3 days", "the next two weeks", "a week off": a length of days to come."""
    if span.unit not in ("days", "weeks", "months") or (span.unit == "days" and span.count == 1):
        return False
    return is_trip(scene, span) or scene.at("span_ahead", span.start - 1) or scene.at("span_off", span.end)


def is_trip(scene: Scene, span: Span) -> bool:
    """ "five days in paris": a length of days with a place opens the sentence."""
    days = span.unit in ("weeks", "months") or (span.unit == "days" and span.count != 1)
    opens = all(scene.word(place) in OPENING for place in range(scene.sentence(span.start)[0], span.start))
    named = scene.word(span.end + 1).isalpha() and not any(
        scene.at(n, span.end + 1) for n in ("training", "clause_word")
    )
    return days and opens and named and scene.word(span.end) in ("in", "at")


OPENING = frozenset({"off", "for", "we", "have", "got", "spending", "now", "next", "the"})
"""Words that may stand before the length of a trip."""


def _past(scene: Scene, index: int) -> bool:
    """Whether the clause tells of what has been: "been off for 2 weeks"."""
    low, high = scene.clause(index)
    return any(low <= s < high and not scene.at("coming_week", s) for s, _ in scene.places("been"))


def pause_until(scene: Scene, spans: list[Span], days: list[Day]) -> tuple[dt.date | None, bool]:
    """(the first day back or None, whether the date has to be asked for)."""
    today = scene.today
    lengths = [until for span in spans if not _one_day(scene, span) and (until := _after_span(today, span))]
    for day in sorted(days, key=lambda day: _rank(scene, day)):  # "off on saturday, till the 5th"
        if scene.word(day.start - 1) == "on" and lengths:
            break  # "had an operation on monday, pause for 4 weeks"
        before = scene.word(day.start - 1)
        if day.kind == "unclear":
            return None, True
        if day.kind == "today" or before in ("since", "from"):
            continue
        date = to_come(day, today)
        if date and date > today:
            return date + dt.timedelta(scene.at("through", _before(scene, day))), False
    return lengths[0] if lengths else _by_name(scene), False


def _rank(scene: Scene, day: Day) -> int:
    """ "until" tells the first day back better than "back on", and that better than "on"."""
    if scene.word(day.start - 1) != "on":
        return 0
    return 1 if scene.word(day.start - 2) in ("back", "again") else 2


def _one_day(scene: Scene, span: Span) -> bool:
    """ "for a day": no several days off, unless they are called so."""
    return span.unit == "days" and span.count == 1 and not scene.has("pause_firm")


def _after_span(today: dt.date, span: Span) -> dt.date | None:
    if span.count is None or span.count != int(span.count) or not 0 < span.count < 400:
        return None
    count = int(span.count)
    if span.unit == "months":
        return months_on(today, count)
    return today + dt.timedelta(count * {"weeks": 7, "days": 1}[span.unit]) if span.unit in ("weeks", "days") else None


def _by_name(scene: Scene) -> dt.date | None:
    """ "this week", "next week", "in January", "the end of the month"."""
    monday = scene.today + dt.timedelta(7 - scene.today.weekday())
    if scene.has("end_of_month"):
        return months_on(scene.today.replace(day=1), 1)
    if scene.has("end_of_year") and not scene.has("month_name"):
        return dt.date(scene.today.year + 1, 1, 1)
    if scene.has("until_weekend") and scene.today.weekday() < SATURDAY:
        return scene.today + dt.timedelta(SATURDAY - scene.today.weekday())
    if scene.has("over_weekend") or scene.has("until_next_week") or scene.has("this_week"):
        return monday
    if scene.has("next_week"):
        return monday + dt.timedelta(7)
    for month in range(12):
        for start, end in scene.places(f"month.{month}"):
            if scene.at("whole_month", start - 1) or scene.word(end) == "off":
                return months_on(dt.date(scene.today.year + (month + 1 < scene.today.month), month + 1, 1), 1)
            if scene.word(start - 1) in ("in", "until", "to", "of", "by", "early"):
                year = scene.today.year + (month + 1 <= scene.today.month)
                return dt.date(year, month + 1, 1)
    return None


SATURDAY = 5
