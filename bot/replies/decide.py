"""What the marks of a reply mean together: a rule a function, in the order of docs/replies.md."""

from __future__ import annotations

from bot.replies import clock, corrections, days, felt, report, talk, wanted, whens
from bot.replies.clock import Clock
from bot.replies.days import Day
from bot.replies.draft import Draft, Marked
from bot.replies.items import Item
from bot.replies.model import Place
from bot.replies.modes import OTHER, PAST, TOLD
from bot.replies.scene import Scene
from bot.replies.tally import Report


def decide(scene: Scene, marked: Marked) -> Draft:
    draft = Draft()
    told = report.read_report(scene, _first_day(scene, marked, corrections.last_said(scene, marked.items)), marked)
    _simple_answers(scene, marked, draft)
    felt.answer(scene, marked, draft)
    if not draft.intents:
        _log(scene, marked, told, draft)
    felt.decide_pain(scene, marked, draft)
    corrections.decide_edit(scene, marked, told, draft)
    wanted.decide_wishes(scene, marked, told, draft)
    _beside_log(scene, draft)
    _alarm(marked, draft)
    _date(scene, marked, draft)
    talk.small_talk(scene, marked, draft)
    return draft


def _first_day(scene: Scene, marked: Marked, items: list[Item]) -> list[Item]:
    """Of several training days in one message the sets of the first count (and the day is asked for)."""
    told = [item for item in items if marked.modes.of(item.at) == TOLD]
    trained = _days_trained(scene, marked, told)
    if len({day.date for day, _ in trained}) < 2:
        return items
    return trained[0][1]


def _days_trained(scene: Scene, marked: Marked, items: list[Item]) -> list[tuple[Day, list[Item]]]:
    """The days named in a clause with sets, each with these sets; none where two share their clause."""
    found: list[tuple[Day, list[Item]]] = []
    clauses = []
    for day in marked.days:
        low, high = scene.clause(day.start)
        own = [item for item in items if low <= item.at < high and item.kind != "side"]
        if own and day.kind != "tomorrow" and not scene.at("not_the_day", day.start - 1):
            found.append((day, own))
            clauses.append(low)
    return found if len(set(clauses)) == len(clauses) else []


def _simple_answers(scene: Scene, marked: Marked, draft: Draft) -> None:
    """A bare number as the answer to the question that was asked, and "no" to it."""
    lone = [i.kind for i in marked.items] == ["amount"] and not (marked.items[0].every or scene.has("every_set"))
    loose = (None, "left over", "sets") if lone else (None, "left over")
    free = [i for i in scene.text.numbers if scene.claims.get(i) in loose]
    alone = len(scene.text.numbers) == 1 and len(free) == 1 and _small_talk_besides(scene, free)
    alone = alone and not (scene.asked == "sets" and scene.has("half_done"))
    none = felt.none_said(scene)
    if none and scene.asked == "sets" and scene.words[-2:] == ("not", "yet"):
        return  # "nope, not yet": the day is not over
    if scene.asked == "sets" and ((alone and not scene.has("pain")) or none):
        _answer_sets(scene, 0 if none else scene.text.numbers[free[0]], draft)
    elif scene.asked == "sets" and not scene.text.numbers and scene.has("some_sets") and not marked.wishes:
        draft.intents.add("log")
        draft.ask.add("sets")
    elif scene.asked == "sets" and not alone and _none_first(scene):
        draft.intents.add("skip")
    elif scene.asked == "when" and len(free) > 1 and _small_talk_besides(scene, free):
        draft.intents.add("snooze")
        draft.ask.add("when")
    elif scene.asked == "when" and alone:
        spoken = clock.bare_clock(scene, free[0])
        draft.intents.add("snooze")
        half = spoken.half or whens.part_of_day(scene, spoken)
        draft.at = clock.after(scene.now, Clock(spoken.start, spoken.end, spoken.hour, spoken.minute, half, True))
        if draft.at is None:
            draft.ask.add("when")


def _none_first(scene: Scene) -> bool:
    """ "none, remind me at 8": a first clause that denies, and more after it."""
    end = scene.clause(0)[1] if scene.words else 0
    return 0 < end < len(scene.words) and all(scene.at("none_said", place) for place in range(end))


def _small_talk_besides(scene: Scene, numbers: list[int]) -> bool:
    ok = (
        scene.find.bits("time_filler")
        | scene.find.bits("after_amount")
        | scene.find.bits("courtesy")
        | scene.find.bits("only")
        | scene.find.bits("at")
    )
    return all(i in numbers or ok >> i & 1 or not scene.words[i][0].isalnum() for i in range(len(scene.words)))


def _answer_sets(scene: Scene, value: float, draft: Draft) -> None:
    if value == 0:
        draft.intents.add("skip")
        return
    draft.intents.add("log")
    if value == int(value) and 1 <= value <= 6:
        draft.sets = ((scene.plan.amount, scene.plan.amount),) * int(value)
    else:
        draft.ask.add("sets")


def _log(scene: Scene, marked: Marked, told: Report, draft: Draft) -> None:
    """Training that was reported is a log, with its sets or the question for them."""
    if told.sets is None and not told.ask:
        if told.said:
            draft.intents.add("skip")
        return
    draft.intents.add("log")
    draft.sets = told.sets
    if told.ask:
        draft.ask.add(told.ask)


def _beside_log(scene: Scene, draft: Draft) -> None:
    """Talk around training done today is no wish to skip it, nor to hear no more: "almost skipped but did 3x8"."""
    if "log" not in draft.intents or draft.sets is None:
        return
    if "stop" in draft.intents and not scene.has("stop_firm"):
        draft.intents.discard("stop")
    if "skip" in draft.intents and draft.date is None and scene.has("did") and not scene.has("another_day"):
        draft.intents.discard("skip")


def _alarm(marked: Marked, draft: Draft) -> None:
    if marked.signs:
        draft.intents.add("alarm")


def _date(scene: Scene, marked: Marked, draft: Draft) -> None:
    """The day trained, where it is not today."""
    if draft.date is not None or not draft.intents & {"log", "skip", "edit"}:
        return
    named = []
    for day in marked.days:
        if day.kind in ("today", "tomorrow") or day.kind == "unclear":
            continue
        if (
            (scene.at("not_the_day", day.start - 1) and not scene.ended("it_was_the", day.start))
            or marked.modes.of(day.start) in (PAST, OTHER)
            or _busy_clause(scene, marked, day)
            or _today_said(scene, marked, day)
            or (draft.until is not None and days.to_come(day, scene.today) == draft.until)
        ):
            continue
        named.append(day)
    if not named or (draft.until and not draft.intents & {"log"}):
        return
    dates = {days.in_past(day, scene.today) for day in named}
    dates |= {days.in_past(day, scene.today) for day, _ in _days_trained(scene, marked, marked.items)}
    if len(dates) > 1 or None in dates:
        draft.ask.add("date")
    else:
        date = dates.pop()
        draft.date = date if date != scene.today else None


def _told_elsewhere(scene: Scene, marked: Marked, day: Day) -> bool:
    """ "had 2 beers yesterday so it was hard, but 8 8 6": the day ends a clause of its own story."""
    low, high = scene.clause(day.start)
    trained = [i.at for i in marked.items if i.kind != "side"] + [s for s, _ in marked.dones]
    trained += [s for n in ("wish.skip", "wish.edit") for s, _ in scene.places(n)]
    trained += [p for p in range(low, high) if scene.word(p) in ("did", "done", "trained", "managed", "finished")]
    if any(low <= place < high for place in trained) or not any(place >= high for place in trained):
        return False
    own = [
        p for p in range(low, day.start) if not any(scene.at(n, p) for n in ("on_off", "at", "courtesy", "day_word"))
    ]
    return bool(own) and not any(scene.at("logging", p) for p in range(low, high))


def _today_said(scene: Scene, marked: Marked, day: Day) -> bool:
    """Whether what was trained has a "today" of its own in another clause."""
    own = scene.clause(day.start)
    clauses = {scene.clause(item.at) for item in marked.items if item.kind != "side"}
    clauses |= {scene.clause(start) for start, _ in (*marked.wishes.get("skip", []), *marked.dones)}
    if own in clauses:
        return False
    return any(scene.clause(other.start) in clauses for other in marked.days if other.kind == "today")


def _busy_clause(scene: Scene, marked: Marked, day: Day) -> bool:
    """Whether the day belongs to something else: its clause tells pain or sore muscles and no training."""
    low, high = scene.clause(day.start)
    if _told_elsewhere(scene, marked, day):
        return True
    if any(told.day and told.day.start == day.start for told in marked.tolds):
        return True
    if any(low <= item.at < high for item in marked.items) or any(
        low <= s < high for n in ("done", "did", "wish.skip") for s, _ in scene.places(n)
    ):
        return False
    return any(
        low <= s < high for name in ("muscle", "muscle_feeling", "pain", "busy_with") for s, _ in scene.places(name)
    )


def where(scene: Scene, draft: Draft) -> Place | None:
    """Where it hurts, as far as it was said; of several places the one with the stricter rules."""
    if draft.pain is None and "pain" not in draft.ask:
        return None
    return next((place for place in PLACES if scene.has(f"where.{place}")), None)


PLACES: tuple[Place, ...] = ("low_back", "hip_front", "elsewhere")


def cleared(scene: Scene) -> bool:
    """Whether a clinician agreed to going on, not "has not agreed" and not as a question."""
    for start, _ in scene.places("cleared"):
        low, high = scene.clause(start)
        if "not" not in scene.words[low:high] and "?" not in scene.sep(high):
            return True
    return False
