"""Numbers that are neither sets nor pain: ages, weeks, bands, buses, minutes it took, times of day."""

from __future__ import annotations

from bot.replies import days
from bot.replies.items import NTH, OFTEN, ORDINALS, number_at
from bot.replies.scene import Scene
from bot.replies.spans import Span

NOT_HELD = ("in", "after", "past", "before", "by", "until", "within")
UNITS = ("set", "set_too", "reps", "minutes", "hours", "days", "weeks", "months", "times")
DURING = ("while", "whilst", "during", "when", "as")
"""Words behind which something else than a hold lasts."""
YOUNG = 20
"""Nobody feels an age below it."""
SHORT = 5
"""An answer of so few words is about what was asked: "just the one"."""
LONGEST = 3
"""Nobody holds for more minutes than these."""
HOLD_UNITS = ("seconds", "minutes", "hours")


def claim_spans(scene: Scene, spans: list[Span]) -> None:
    """Lengths of time are idle, but seconds and minutes that were held."""
    for span in spans:
        if span.unit in HOLD_UNITS and (_held(scene, span) or _among_holds(scene, span, spans)):
            continue
        if span.unit == "minutes" and number_at(scene, span.start)[1] == "seconds":
            continue  # "1 min 10"
        scene.claim(span.start, span.end, "length", span.unit)
        scene.claims.update(dict.fromkeys(range(span.start, span.end), "length"))


def _among_holds(scene: Scene, span: Span, spans: list[Span]) -> bool:
    """ "a minute, then 50 secs": minutes beside seconds that were held, one after the other."""
    if span.unit != "minutes" or scene.plan.unit != "seconds" or scene.within_any("rested", 0, len(scene.words)):
        return False
    if any(scene.word(place) in DURING for place in range(scene.clause(span.start)[0], span.start)):
        return False
    near = (other for other in spans if _beside(span, other) or _beside(other, span))
    return not scene.within_any("took", max(span.start - 3, 0), span.start) and any(near)


def _beside(span: Span, other: Span) -> bool:
    """Whether a length that can be a hold follows at once: "a minute, a minute, then 50 secs"."""
    return _may_be_held(span) and _may_be_held(other) and 0 <= other.start - span.end <= 2


def _may_be_held(span: Span) -> bool:
    return span.unit == "seconds" or (span.unit == "minutes" and (span.count or 0) <= LONGEST)


def _held(scene: Scene, span: Span) -> bool:
    """Whether a length of time is an amount: beside a times sign, a side, "each", or after "held"."""
    if scene.word(span.end) == "off":
        return False
    low, high = scene.clause(span.start)
    near = (max(low, span.start - 3), span.start)
    if scene.within_any("rested", max(low, span.start - 4), min(high, span.end + 4)):
        return False
    if any(scene.within_any(name, *near) for name in ("gave_out", "total")):
        return True
    if scene.within_any("took", *near):
        return False
    if scene.within_any("hold_word", span.end, span.end + 3) and scene.has("total"):
        return True  # "two minutes of holding overall"
    signs = (
        scene.word(span.start - 1) in ("x", "of")
        or scene.word(span.end) in ("x", "times")
        or "*" in scene.sep(span.start)
    )
    behind = any(scene.at(name, span.end) for name in ("both", "each", "left", "right", "every_set", "total"))
    behind = behind and not any(mark in scene.sep(span.end) for mark in (";", ".", "\n", " - "))
    if scene.plan.unit == "seconds" and scene.word(span.end) in ("hold", "holds", "plank", "planks"):
        behind = True  # "2 min plank per set"
    if any(scene.word(place) in DURING for place in range(low, span.start)):
        return signs or behind
    sides = any(scene.within_any(name, *near) for name in ("left", "right", "hold_word"))
    if signs or behind or sides or scene.within_any("hold_word", low, span.start):
        return True
    return span.unit == "seconds" and scene.word(span.start - 1) not in NOT_HELD


def claim_labels(scene: Scene) -> None:
    """Week 3, day 12, rpe 7, i'm 52, 3 year old, 15 kg, 34th, "instead of 8": numbers with an owner of their own."""
    for index in scene.free():
        if (
            (scene.at("number_idiom", index) and not _of_sets(scene, index))
            or scene.at("rep_remark", index)
            or _labelled(scene, index)
            or _measured(scene, index)
            or _replaced(scene, index)
            or _aged(scene, index)
            or _ordinal(scene, index)
            or _height(scene, index)
            or _score(scene, index)
            or _next_few(scene, index)
        ):
            if _height(scene, index):
                scene.claim(index, index + 2, "idle", "height")
                continue
            of_ten = scene.sep(index + 1).strip() == "/" and scene.value(index + 1) is not None
            before = index - 1 - (scene.word(index - 1) in ("a", "an"))
            replaced = scene.word(before) == "not" or scene.claims.get(index - 1) == "replaced"
            scene.claim(index, index + 1 + of_ten, "replaced" if replaced else "idle")


def _of_sets(scene: Scene, index: int) -> bool:
    """ "sets of 8, three of them"."""
    of_all = (
        scene.words[index + 1 : index + 3] == ("of", "the") and scene.text.numbers.get(index + 3) == scene.plan.sets
    )
    if of_all:
        return True  # "only one of the two sets"
    them = scene.word(index + 1) == "of" and scene.word(index + 2) in ("them", "those", "these")
    them = them and scene.word(index - 1) not in ("every", "each", "any", "all")
    told = any(scene.at("did", place) for place in (index - 1, index - 2))
    return them and (told or scene.asked == "sets" or scene.within_any("set", 0, index))


def claim_scales(scene: Scene) -> None:
    """ "on a scale of 0 to 10": the ends of a scale."""
    for start, end in scene.places("scale_ends"):
        scene.claim(start, end, "idle", "ends of a scale")


def _labelled(scene: Scene, index: int) -> bool:
    place = index - 1
    while place > index - 4 and scene.word(place) in ("is", "was", "of", "a", "about"):
        place -= 1
    if not scene.at("rated", place):
        place = index - 1
    if "#" in scene.sep(index) or ("(" in scene.sep(index) and scene.at("person", index - 1)):
        return True
    if not scene.at("claims_before", place):
        return False
    if scene.word(place) == "no" and not (scene.sep(index).startswith(".") or scene.at("claims_before", place - 1)):
        return False
    if ":" in scene.sep(index) and any(scene.starts(name, index + 1) for name in ("every_set", "set")):
        return False  # "sunday's session: ten each set", "christmas day: 2 sets"
    if ":" in scene.sep(index) and {index + 1, index + 2} <= scene.text.numbers.keys():
        return False  # "with the green band: 10 9 8"
    if scene.at("training", place) and ":" in scene.sep(index) and scene.value(index + 1) is not None:
        return False  # "session: 6 6 5"
    if " - " in scene.sep(index) and scene.word(place) in ("drill", "exercise", "workout", "session", "week"):
        return False  # "show me the drill - 4/10 in the groin"
    if scene.word(place) in ("level", "number") and any(
        scene.within_any(n, *scene.clause(place)) for n in ("pain", "joint")
    ):
        return False
    if scene.word(place) in ("round", "rate", "scale") and scene.asks_pain:
        return False
    return not scene.sep(index).strip(" :#-=") and scene.word(index + 1) != "x"


def _measured(scene: Scene, index: int) -> bool:
    if scene.word(index - 1) == "am" and scene.word(index + 1) == "pm":
        return False  # "am 4 pm 2"
    if 1900 <= scene.text.numbers[index] <= 2100 and not _may_be_time(scene):
        return True
    if 37.4 <= scene.text.numbers[index] <= 42.5 and "." in scene.word(index):
        return True
    if 80 < scene.text.numbers[index] < 260 and scene.sep(index + 1).strip() == "/":
        return scene.value(index + 1) is not None and 30 < scene.text.numbers[index + 1] < 160  # blood pressure
    if scene.sep(index).strip() == "/" and scene.text.numbers.get(index - 1, 0) > 80 and index - 1 in scene.claims:
        return True
    return (scene.at("measure", index + 1) and not scene.sep(index + 1).strip(" ")) or scene.sep(index + 1)[:1] in (
        "%",
        "°",
        "$",
        "€",
        "£",
    )


def _may_be_time(scene: Scene) -> bool:
    """Whether four figures may be a time of day here, not a year."""
    return scene.asked == "when" or scene.has("reminder") or scene.has("daily") or scene.has("wish.snooze")


def _replaced(scene: Scene, index: int) -> bool:
    if scene.ended("instead", index) or scene.ended("instead_the", index):
        return True
    if scene.at("day_name", index - 1) and scene.ended("instead", index - 1) and not scene.sep(index).strip():
        return True  # "2, better than sunday's 4"
    behind = scene.claims.get(index - 1) == "replaced"
    if not (behind or "not" in scene.words) or scene.has("daily") or scene.has("reminder"):
        return False
    low = scene.sentence(index)[0]
    if scene.word(low) == "not" and _row_denied(scene, low + 1, index):
        return True
    apart = "," in scene.sep(index)
    if behind and scene.text.numbers.get(index - 1) is not None and not apart:
        return True  # "10 10 8 not 10 10 9"
    low_not = low + (scene.word(low) in ("no", "nope", "sorry"))  # "no not 3, 5"
    opening = scene.word(index - 1) == "not" and index - 1 == low_not and scene.value(index + 1) is not None
    if opening and scene.sep(index + 1).strip() == ",":
        return True  # "not 3, 2"
    corrected = any(index < s for n in ("it_was", "correction") for s, _ in scene.places(n))
    before = index - (scene.word(index - 1) in ("a", "an"))
    return scene.word(before - 1) == "not" and (
        corrected or any(low <= number < index for number in scene.text.numbers)
    )


def _row_denied(scene: Scene, start: int, index: int) -> bool:
    """ "not 8 8 8, 8 8 7": the row behind "not", where another follows after a comma."""
    end = start
    while end in scene.text.numbers and (end == start or "," not in scene.sep(end)):
        end += 1
    return start <= index < end and end in scene.text.numbers and "," in scene.sep(end)


def _next_few(scene: Scene, index: int) -> bool:
    """ "next two hard": so many sets of those told."""
    few = scene.word(index - 1) == "next" and scene.text.numbers[index] < scene.plan.sets
    return few and not any(scene.starts(name, index + 1) for name in UNITS)


def _height(scene: Scene, index: int) -> bool:
    """ "i'm 6'2"."""
    return scene.sep(index + 1) == "'" and scene.value(index + 1) is not None


def _score(scene: Scene, index: int) -> bool:
    """ "won 3-1": two numbers with a dash between, after a word of games."""
    if not scene.within_any("game", index - 4, index):
        return False
    first = scene.value(index + 1) is not None and scene.sep(index + 1) in ("-", ":")
    return first or (index - 1 in scene.text.numbers and scene.sep(index) in ("-", ":"))


def _aged(scene: Scene, index: int) -> bool:
    """ "i'm 52", "when i was 9", "feeling 70, not 47": how old somebody is, was or feels."""
    value = scene.text.numbers[index]
    if scene.words[max(index - 3, 0) : index] == ("when", "i", "was"):
        return True
    if (
        value > YOUNG
        and scene.word(index - 1) in ("feel", "feeling", "felt")
        and scene.word(index + 1) in ("not", "today")
    ):
        return True  # "feeling 70, not 47"
    return scene.word(index - 1) == "am" and scene.word(index - 2) == "i" and value > 10


def _ordinal(scene: Scene, index: int) -> bool:
    """The 34th birthday, the 3rd one: an ordinal that is no set."""
    if scene.word(index + 1) not in NTH or not scene.text.glued(index + 1):
        return False
    if scene.value(index + 2) is not None and index + 2 not in scene.text.spelled:
        return False
    if scene.text.numbers[index] <= scene.plan.sets and days.of_sets(scene, index):
        return False
    told = scene.at("did", index + 2) or scene.word(index + 2) in ("which", "was", "with", "only", "just", "at", "i")
    return not (scene.starts("set", index + 2) or (scene.text.numbers[index] <= scene.plan.sets + 1 and told))


def claim_quiet_hours(scene: Scene) -> None:
    """ "quiet hours 22-7": the numbers of that clause are times, and for the settings to read."""
    for start, _ in scene.places("command.quiet"):
        low, high = scene.clause(start)
        for index in scene.free():
            if low <= index < high:
                scene.claim(index, index + 1, "idle", "quiet hours")


def claim_counted(scene: Scene) -> None:
    """A number right before a word nobody trains ("3 meetings") counts that; "one" may be a pronoun."""
    for index in scene.free():
        if scene.word(index - 1) == "half" and scene.at("at_number", index - 2):
            scene.claim(index, index + 1, "idle", "time of day")
            continue
        answers = scene.asked in ("sets", "pain", "morning_pain") and len(scene.words) <= SHORT
        pronoun = index in scene.text.spelled and scene.text.numbers[index] == 1 and _pronoun(scene, index)
        pronoun = pronoun and not (answers and scene.word(index - 1) not in ("every", "each", "this", "that", "no"))
        if pronoun or _counts_else(scene, index):
            scene.claim(index, index + 1, "idle")


def _counts_else(scene: Scene, index: int) -> bool:
    if not scene.word(index + 1) or scene.sep(index + 1).strip(" ") or _goes_on(scene, index):
        return False
    # "a 4 while lifting", "2 at first, 4 later": after a question about pain a number is a level
    return scene.at("counted", index + 1) and scene.word(index - 1) != "am" if scene.asks_pain else True


def _pronoun(scene: Scene, index: int) -> bool:
    after = index + 1 + (scene.word(index + 1) in ("of", "with", "x", "by", "more", "full", "whole", "extra"))
    left_out = scene.ended("all_but_one", index) > 0
    if "," in scene.sep(index + 1) and scene.word(index - 2) in ("the", "my") and index - 1 not in scene.text.numbers:
        return True  # "the red one, 8 8 8"
    return not (left_out or any(scene.starts(n, after) for n in UNITS) or scene.value(after) is not None)


def _level_goes_on(scene: Scene, after: int) -> bool:
    """Whether a level was told before, and the word behind this number says when it was so too."""
    return scene.at("level_after", after) and "pain" in scene.claims.values()


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether what follows a number lets it be an amount."""
    after = index + 1
    if scene.word(after) in OFTEN or (
        scene.word(after) in ORDINALS and (scene.word(index - 1) not in ORDINALS or "," in scene.sep(index))
    ):
        return True
    if scene.word(after) and (not scene.word(after)[0].isalnum() or scene.sep(after + 1).startswith(")")):
        return True
    before = index - 1 - (scene.word(index - 1) == "and")  # "10, 10 and 9 indoors"
    if before in scene.text.numbers and scene.claims.get(before) is None:
        return True
    if scene.claims.get(after + 1) == "pain" or ("," in scene.sep(index) and _level_goes_on(scene, after)):
        return True  # "8 p1, 8 p2", "pain 0 sitting, 3 walking"
    return after in scene.text.numbers or scene.at_any(_BEHIND_AMOUNT, after)


_BEHIND_AMOUNT = frozenset({"after_amount", "total", "set", "reps", "seconds", "left", "right", "both", "no_pain",
    "pain", "joint", "today", "yesterday"})  # fmt: skip
"""Lists of the words that may stand behind an amount."""
