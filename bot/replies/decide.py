"""What the marks of a reply mean together: a rule a function, in the order of docs/replies.md."""

from __future__ import annotations

from bot.replies import clock, corrections, dates, felt, report, talk, wanted, whens
from bot.replies.clock import Clock
from bot.replies.draft import Draft, Marked
from bot.replies.scene import Scene
from bot.replies.tally import Report


def decide(scene: Scene, marked: Marked) -> Draft:
    draft = Draft()
    items = marked.items and dates.first_day(scene, marked, corrections.last_said(scene, marked.items))
    told = report.read_report(scene, items, marked)
    _simple_answers(scene, marked, draft)
    felt.answer(scene, marked, draft)
    if not draft.intents or (draft.intents == {"pain"} and (told.sets or told.ask)):  # "no, and 3x8 done"
        draft.intents.discard("pain")
        _log(scene, marked, told, draft)
    felt.decide_pain(scene, marked, draft)
    corrections.decide_edit(scene, marked, told, draft)
    wanted.decide_wishes(scene, marked, told, draft)
    _beside_log(scene, draft)
    _alarm(marked, draft)
    dates.decide_date(scene, marked, draft)
    talk.small_talk(scene, marked, draft)
    return draft


def _simple_answers(scene: Scene, marked: Marked, draft: Draft) -> None:
    """A bare number as the answer to the question that was asked, and "no" to it."""
    if scene.asked not in ("sets", "when"):
        return
    lone = [i.kind for i in marked.items] == ["amount"] and not (marked.items[0].every or scene.has("every_set"))
    loose = (None, "left over", "sets") if lone else (None, "left over")
    free = [i for i in scene.text.numbers if scene.claims.get(i) in loose]
    alone = len(scene.text.numbers) == 1 and len(free) == 1 and _small_talk_besides(scene, free)
    alone = alone and not (scene.asked == "sets" and (scene.has("half_done") or scene.has("not_done")))
    none = felt.none_said(scene) and not scene.has("no_pain")
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
    return 0 < end < len(scene.words) and all(
        scene.at("none_said", p) or scene.text.numbers.get(p) == 0 or scene.at("today", p) for p in range(end)
    )


def _small_talk_besides(scene: Scene, numbers: list[int]) -> bool:
    ok = (
        scene.find.bits("time_filler")
        | scene.find.bits("after_amount")
        | scene.find.bits("courtesy")
        | scene.find.bits("only")
        | scene.find.bits("at")
    )
    return scene.text.spoken & ~ok & ~sum(1 << i for i in numbers) == 0


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


def cleared(scene: Scene) -> bool:
    """Whether a clinician agreed to going on, not "has not agreed" and not as a question."""
    for start, _ in scene.places("cleared"):
        low, high = scene.clause(start)
        if "not" not in scene.words[low:high] and "?" not in scene.sep(high):
            return True
    return False
