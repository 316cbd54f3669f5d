"""Words that only sound like a wish, because they are of something else."""

from __future__ import annotations

from bot.replies.scene import Place, Scene
from bot.replies.stories import strange


def stated(scene: Scene, place: Place) -> bool:
    """ "history was my best subject", "the plan at work has changed": a wish that may be told by a noun alone is none
    where something is said of the thing."""
    low, high = scene.clause(place[0])
    if place[1] - place[0] > 2 or place[0] > low + 1 or "?" in scene.sep(high) or scene.at("asks_how", place[0]):
        return False
    behind = range(place[1], min(place[1] + 4, high))
    return any(scene.word(p) in ("was", "were", "has", "had", "went") for p in behind)


def mentioned(scene: Scene, place: Place) -> bool:
    """ "the video helped a lot", "didn't want to break the streak": a thing is named in a story, not asked for."""
    low, high = scene.clause(place[0])
    named = all(scene.at("thing_named", p) or scene.at("article", p) or scene.word(p) in _NAMING for p in range(*place))
    if not named or "?" in scene.sep(scene.sentence(place[0])[1]) or scene.word(low) in ("is", "are", "do", "does"):
        return False
    asked = not _ASKING.isdisjoint(scene.words[low:high]) or scene.within("may_i", low, high)
    if asked and "not" not in scene.words[low:high]:
        return False
    if not _MADE.isdisjoint(scene.words[max(place[0] - 1, low) : place[1]]):
        return True  # "making progress"
    around = (p for p in range(low, high) if not place[0] <= p < place[1])
    return any(strange(scene, p) and not scene.at("beside_thing", p) for p in around)


_MADE = frozenset({"making", "made"})
_NAMING = _MADE | {"my"}
"""Words that may belong to the name of a thing."""
_ASKING = frozenset({"what", "how", "show", "see", "tell", "give", "which", "please", "pls", "send", "need", "want",
    "where", "any", "get", "have", "got", "let", "open", "check", "look", "view", "pull", "share"})  # fmt: skip
"""Words with which a thing is asked for."""


def of_else(scene: Scene, place: Place) -> bool:
    """ "what do i do about my cat", "what is on tv tonight": behind the question stands what it is of, and that is no
    training."""
    if scene.word(place[0]) not in ("what", "which", "when") or scene.within_any("training", *place):
        return False
    _, high = scene.clause(place[1] - 1)
    wide = any(scene.at(name, place[1] - 1) for name in ("today", "tonight", "tomorrow"))  # "what is .. today"
    words = [p for p in range(place[0] + 1 if wide else place[1], high) if scene.word(p)[0].isalpha()]
    known = [p for p in words if scene.at_any(_BESIDE_NEXT, p)]
    return any(p not in known and not (p >= place[1] and scene.at("wish.next", p)) for p in words)


_BESIDE_NEXT = frozenset({
    "beside_next", "today", "tomorrow", "training", "set", "reps", "courtesy", "time_filler", "later_word",
    "day_name", "drill_name", "joint", "wish.greeting", "person",
})  # fmt: skip
"""Lists of the words that may stand behind a question for what is next."""


def how_else(scene: Scene, place: Place) -> bool:
    """ "how does the stock market work", "how do i get to the station": how something else is done."""
    if scene.word(place[0]) not in ("how", "what"):
        return False
    led = scene.word(place[1]) in ("to", "for", "with", "of")
    high = scene.clause(place[1])[1] if led else place[1]
    words = [p for p in range(place[0] + 1, high) if scene.word(p)[0].isalpha()]
    return any(not scene.at_any(_BESIDE_HELP, p) for p in words)


_BESIDE_HELP = frozenset({
    "beside_help", "use_bot", "write_you", "an_entry", "training", "reminder", "pain", "time_filler", "told",
    "courtesy", "today", "tomorrow", "weeks", "days", "set", "reps", "beside_next", "done", "did",
    "command.settings", "joint", "pause_word", "change_verb", "my_data", "asks_how", "wish.undo", "wish.timezone",
    "month_name", "day_name", "drill_name", "wish.progress",
})  # fmt: skip
"""Lists of the words that may stand behind a question for help."""
