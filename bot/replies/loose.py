"""Numbers that are times of day because of what stands around them: "at 6", "let's say 6", "every day 7"."""

from __future__ import annotations

from bot.replies import rows
from bot.replies.clock import Clock, bare_clock
from bot.replies.items import NTH, ORDINALS
from bot.replies.scene import Scene
from bot.replies.sequel import behind_pain


def loose_clocks(scene: Scene, wishes: dict[str, list[tuple[int, int]]]) -> list[Clock]:
    """Numbers that are times because "at", "by" or a wish about reminders stands before them."""
    found: list[Clock] = []
    free = scene.free()
    if not free:
        return found
    pained = scene.has("pain") and not (scene.has("reminder") or scene.has("set_reminder") or "time" in wishes)
    wished = (
        any(name in wishes for name in ("snooze", "time"))
        or scene.has("reminder")
        or scene.asked == "when"
        or (scene.has("daily") and not (scene.asks_pain or pained))
        or scene.has("set_reminder")
    )
    plainly = _only_about_time(scene, wishes)
    every_day = scene.has("daily") and not any(scene.has(name) for name in ("did", "done"))
    every_day = every_day and not (scene.asks_pain or pained)  # "same as every morning, 4"
    for index in free:
        value = scene.text.numbers[index]
        if index in scene.text.spelled and scene.word(index - 1) in ("today", "that", "this", "next", "my"):
            continue  # "shift today's one to 21:15"
        if scene.asks_pain and not _beside_wish(scene, index, wishes):
            continue  # "between 2 and 4; remind me at 7"
        if scene.word(index - 1) in ("before", "after") and scene.claims.get(index - 2) == "pain":
            continue  # "pain 2 before, 3 after"
        if scene.word(index - 1) == "since" and value <= 24 and not scene.asks_pain:
            scene.claim(index, index + 1, "idle", "since when")
            continue
        opens = (
            scene.asked == "when" and not index and (scene.word(1) == "then" or "," in scene.sep(1))
        )  # "9 then, ..."
        led = opens or (wished and _led(scene, index)) or (index == 0 and "@" in scene.sep(0)) or _at_hour(scene, index)
        alone = every_day or (plainly and not _part_of_span(scene, index))
        alone = alone and _hour(scene, index) and not _goes_on_as_sets(scene, index)
        listed = wished and found and scene.word(index - 1) in ("or", "and") and found[-1].end >= index - 1
        if led or alone or listed:
            spoken = bare_clock(scene, index)
            scene.claim(spoken.start, spoken.end, "clock")
            found.append(spoken)
    return found


def _led(scene: Scene, index: int) -> bool:
    """ "at 7", "daily 7", "say 7", beside a wish."""
    led = scene.at("at", index - 1) and scene.word(index - 1) != "a"
    return led or scene.at("daily", index - 1) or scene.word(index - 1) in ("say", "round")


def _at_hour(scene: Scene, index: int) -> bool:
    return _at(scene, index) and scene.text.numbers[index] <= 24 and not behind_pain(scene, index)


def _beside_wish(scene: Scene, index: int, wishes: dict[str, list[tuple[int, int]]]) -> bool:
    """Whether a wish about reminders, or a time's own verb, stands in the clause of the number."""
    low, high = scene.clause(index)
    wished = any(low <= start < high for name in ("snooze", "time") for start, _ in wishes.get(name, ()))
    named = any(scene.within_any(name, low, high) for name in ("reminder", "clock_verb", "wakes"))
    return wished or named or scene.at("clock_verb", index - 2)


def _only_about_time(scene: Scene, wishes: dict[str, list[tuple[int, int]]]) -> bool:
    """Whether nothing but a time is spoken of, so that any number left over is one: "let's say 6", "tomorrow 8"."""
    if scene.asked not in (None, "when"):
        return False
    about = "snooze" in wishes or scene.has("set_reminder") or scene.asked == "when"
    else_told = ("did", "done", "pain", "joint", "training", "set", "reps", "person", "weeks", "days", "edit")
    return about and not any(scene.has(name) for name in else_told) and len(scene.free()) <= 2


def _part_of_span(scene: Scene, index: int) -> bool:
    """ "in 20", "snooze 30": a length of time is told, not a time of day."""
    return any(scene.at(name, index - 1) for name in ("in_minutes", "rested")) or scene.at("measure", index + 1)


def _hour(scene: Scene, index: int) -> bool:
    """Whether a number can be an hour, or hour and minute in four figures."""
    value = scene.text.numbers[index]
    return value <= 24 or (len(scene.word(index)) == 4 and value % 100 < 60 and value < 2400)


def _goes_on_as_sets(scene: Scene, index: int) -> bool:
    return (
        any(scene.starts(name, index + 1) for name in ("set", "reps", "seconds", "times"))
        or scene.word(index - 1) == "x"
        or _among_sets(scene, index)
    )


def _among_sets(scene: Scene, index: int) -> bool:
    """ "15 15 10, message me at 6am every morning": one of three numbers in a row."""
    row = any(
        rows.row_from(scene, first) > 2 for first in range(index - 2, index + 1) if scene.value(first) is not None
    )
    return row or _ends_row(scene, index) or _ends_row(scene, index + 2) or _ends_row(scene, index + 3)


def _ends_row(scene: Scene, index: int) -> bool:
    """Whether the number ends "8, 8 and 7"."""
    three = (index - 3, index - 2, index)
    return scene.word(index - 1) == "and" and all(scene.value(place) is not None for place in three)


def _numbered_set(scene: Scene, index: int) -> bool:
    """ "set three", "the 3rd"."""
    if scene.word(index) in NTH and scene.text.glued(index):
        return scene.text.numbers.get(index - 1, 99) <= scene.plan.sets
    return scene.word(index) == "set" and index + 1 in scene.text.numbers and index - 1 not in scene.text.numbers


def _at(scene: Scene, index: int) -> bool:
    """ "woke up at 6", "around 9": a time, where no unit follows and no pain was spoken of."""
    if scene.word(index - 1) == "between" and scene.claims.get(index + 2) == "clock":
        return True  # "between 9 and 9:30"
    if not scene.at("at_number", index - 1) or scene.sep(index).strip(" :~@"):
        return False
    goes_on = scene.word(index - 2) in ("then", "and") or scene.value(index - 2) is not None
    if scene.word(index - 1) in ("about", "around") and goes_on and _told(scene, index):
        return False  # "20 20 and then about 12", "10, 10, about 7"
    if scene.ended("level_at", index) or (scene.asks_pain and not scene.at("clock_verb", index - 2)):
        return False
    if scene.asked == "sets" and scene.word(index - 1) not in ("at", "until"):
        return False
    row = scene.value(index + 1) is not None and (rows.row_from(scene, index) > 1 or "," in scene.sep(index + 1))
    if scene.word(index - 1) in ("after", "about", "around") and row and scene.word(index + 2) not in ("x", "by"):
        return False  # "hit the wall after 8 8", "around 8, 8 and 6"
    low, high = scene.clause(index)
    if any(scene.word(p) in ORDINALS or _numbered_set(scene, p) for p in range(low, high)):
        return False
    low, high = scene.sentence(index)
    if scene.at("change", index - 2) and scene.begun(low, high, "pain"):
        return False
    if scene.at("did", index - 2) and scene.word(index - 1) != "at":
        return False
    gave_out = scene.at("gave_out", index - 2) or scene.word(index - 2) in ("stopped", "quit", "failed")
    stopped = scene.at("stopped", index - 2) or scene.ended("stopping", index - 1) > 0
    stopped = stopped and scene.word(index - 1) == "after"
    if stopped or (gave_out and scene.word(index - 1) in ("at", "after")) or _broke_off(scene, index):
        return False
    return "," in scene.sep(index + 1) or not any(
        scene.starts(name, index + 1) for name in ("set", "reps", "seconds", "both", "left", "right", "each")
    )


def _broke_off(scene: Scene, index: int) -> bool:
    """ "8 8 then had to stop at 5": behind other amounts the one at which the last set ended."""
    few = scene.text.numbers[index] <= scene.plan.amount
    return few and _told(scene, index) and scene.ended("stopping", index - 1) > 0


def _told(scene: Scene, index: int) -> bool:
    """Whether numbers stand before `index` that may be sets."""
    return any(number < index and scene.claims.get(number, "sets") == "sets" for number in scene.text.numbers)
