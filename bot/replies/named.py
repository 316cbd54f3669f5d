"""Sets that are only spoken of ("my chart says 3x12", "dreading my 3x8"), and what else is counted ("2 books")."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from bot.replies.scene import Scene
from bot.replies.stories import strange

_ARTICLES = frozenset({"my", "the", "a", "these", "those", "this", "that", "todays", "another"})
_SUBJECTS = frozenset({"i", "we", "you", "they", "he", "she", "it"})
_GOVERNING = frozenset({"my", "the", "a", "an", "this", "that", "these", "those", "our", "me", "us", "not", "never",
    "of", "for", "about", "with", "at", "by", "over", "between", "on", "off", "from", "to"}) | _SUBJECTS  # fmt: skip
"""Words that tie an amount, or a noun, to a verb or noun before them."""
_CROSSING = ("x", "by", "sets", "rounds", "holds", "planks")
_OF_AMOUNTS = frozenset({"of", "reps", "seconds", *_CROSSING})
_ABOUT = ("for", "with", "about", "on", "at", "off", "of")
_ADJUNCT = frozenset({"in", "on", "at", "before", "during", "between", "with", "without", "despite", "while"})
_AIMS = frozenset({"goal", "target", "plan", "aim", "dream", "list", "menu"})
_LEADING = frozenset({"haha", "lol", "only", "just", "was", "were", "sorry", "is", "home"})
_ENTERING = frozenset({"log", "note", "put", "record", "write", "wrote", "count", "add", "enter", "logging", "entry",
    "reporting", "backdate", "score", "result", "report",
    "tally", "mean", "meant", "say", "said", "think", "guess", "reckon"})  # fmt: skip
_ENTERS = frozenset({"", "please", "you", "to", "now", "late", "i", "also", "just", "me", "the", "can"})
"""Words behind which "note", "record", "entry" are of this report."""
_FEELING = frozenset({"of", "about", "by", "to"})
"""What follows a feeling: "bored of", "tempted to"."""
_UNTOLD = frozenset({"hated", "not", "never", "barely", "was", "am", "is", "are", "were", "been", "be"})
_NOUN_STARTS = frozenset({"my", "the", "our", "this", "that", "your"})
_HAPPENED = frozenset({"me", "us", "happened", "happens", "happening", "occurred"})
"""Words behind which "3 times" tells how often something befell: "woke me 3 times"."""
_OTHERS = _SUBJECTS - {"i", "we", "it"}
_MOVED = frozenset({"it", "them", "that", "back", "down", "up", "myself"})
_REWRITTEN = ("wish.edit", "told_before", "correction")


def is_object(scene: Scene, index: int) -> bool:
    """ "no time for 3x8", "dreading my 3x8": sets that something is for or about, where no report was made."""
    low = scene.clause(index)[0]
    if not _alone(scene, index) or _rewrites(scene) or (scene.word(index - 1) in _ADJUNCT and _aside(scene, index)):
        return False
    before = scene.back_over(_ARTICLES, index) - 1
    if any(scene.at(n, before - 1) for n in ("both", "left", "right", "change_verb")):
        return False
    about = scene.word(before) in _ABOUT and scene.word(before - 1) != "down"
    felt = scene.word(before) in ("for", "of", "about") and scene.word(before - 1) != "used"  # "psyched for 3x8"
    done = [scene.word(low), *(scene.word(p) for p in range(before - 2, before))]
    if (not felt and any(word[-2:] == "ed" and word != "need" for word in done)) or "home" in done:
        return False  # "celebrated with 3x8", "then home for 4 sets"
    verb = before - about
    doing = scene.word(verb).endswith("ing") and not scene.at("reporting", verb)
    return (about and before > low and not scene.at("training", before - 1)) or (doing and verb == low)


def governed(scene: Scene, index: int, reported: bool) -> bool:
    """ "my chart says 3x12", "i remember 3x8": the object of a verb that reports no training of one's own."""
    low = scene.clause(index)[0]
    if reported or not _alone(scene, index) or _rewrites(scene) or scene.word(low) in ("then", "and"):
        return False
    unknown = [p for p in range(low, index) if strange(scene, p)]
    opener = scene.words[low:index]
    short = len(unknown) < 3 and _GOVERNING.isdisjoint(opener)
    headed = ":" in scene.sep(index) and _AIMS.isdisjoint(opener)  # "report for today: 3x8"
    return bool(unknown) and not (short or headed or _aside(scene, index) or _told_of(opener))


def _aside(scene: Scene, index: int) -> bool:
    """ "in my pyjamas 3x8", "with music on 3x8": where and how, told before the sets."""
    opener = scene.words[scene.clause(index)[0] : index]
    return len(opener) > 1 and opener[0] in _ADJUNCT and _SUBJECTS.isdisjoint(opener)


def _told_of(opener: Sequence[str]) -> bool:
    """ "talked myself into", "please note", "gave up after", "dropped down to": what follows is reported."""
    pairs = list(itertools.pairwise(("", *opener, "")))
    done = any(one[-2:] == "ed" and len(one) > 4 and after not in _FEELING for one, after in pairs)
    theirs = opener[0] in _NOUN_STARTS or not _OTHERS.isdisjoint(opener)  # "my programme jumped to 4x8"
    felt = theirs or not _UNTOLD.isdisjoint(opener)  # "was promised"
    entered = any(one in _ENTERING and before in _ENTERS for before, one in pairs)
    moved = opener[-1] == "to" and opener[-2] in _MOVED  # "cut it to 2 sets"
    ends = opener[-1] in _LEADING or not opener[-1][0].isalnum()
    return ends or moved or entered or "after" in opener or (done and not felt)


def _alone(scene: Scene, index: int) -> bool:
    """Whether "3x8" is the first number of its clause, and no word behind it reports: "my target of 3x8 hit"."""
    low, high = scene.clause(index)
    first = not any(place in scene.text.numbers for place in range(low, index))
    return first and not scene.within("did", index, high)


def _rewrites(scene: Scene) -> bool:
    """Whether something said before is put right, so that its numbers are looked at by other rules."""
    return any(not scene.within_any("no_correction", *p) for name in _REWRITTEN for p in scene.places(name))


def crossed(scene: Scene, index: int) -> bool:
    """Whether "3x8" or "3 sets" stands at `index`."""
    return index in scene.text.numbers and scene.word(index + 1) in _CROSSING


def only_named(scene: Scene, index: int) -> bool:
    """ "3x8 sounds a lot", "3x8 is what the sheet says": spoken of, not done."""
    if index not in scene.text.numbers:
        return False
    after = scene.past_amounts(_OF_AMOUNTS, index + 1)
    high = min(scene.clause(index)[1], index + 6)
    named = scene.has("only_named") and any(scene.starts("only_named", place) for place in range(index + 1, high))
    if named or scene.sep(after).strip(" "):
        return named
    does = scene.word(after).endswith("s") and scene.word(after + 1) in ("me", "us")  # "3x8 gives me the creeps"
    return does or scene.starts("is_named", after) > 0 or _stated(scene, after)


def _stated(scene: Scene, verb: int) -> bool:
    """ "3x8 is written on my fridge": what it is, not that it is done, behind the amount."""
    if scene.word(verb) not in ("is", "are"):
        return False
    ahead = scene.word(verb + 1)
    if ahead == "not":
        return not scene.within_any("got_in", verb, verb + 5)  # "3x8 is not in there"
    done = any(scene.within_any(name, verb + 1, verb + 4) for name in ("got_done", "did", "done"))
    return not done and ahead not in ("that", "this", "it", "in", "")


def coming(scene: Scene, index: int) -> bool:
    """ "3x8 coming up", "3 sets of 8 up next": right behind the amount, before any word of pain."""
    if not scene.has("coming"):
        return False
    high = min(scene.clause(index)[1], index + 6)
    place = next((p for p in range(index + 1, high) if scene.at("coming", p)), None)
    return place is not None and not scene.within_any("pain", index, place)


def of_other_things(scene: Scene, index: int) -> bool:
    """ "finished 2 books", "got up 3 times", "5 sets of stairs": so many of what nobody trains here."""
    if index not in scene.text.numbers:
        return False
    unit, behind = scene.word(index + 1), scene.word(index + 2)
    if unit == "times":
        led = index > 0 and not scene.at("did", index - 1) and not scene.sep(index).strip(" ")
        return led and (strange(scene, index - 1) or scene.word(index - 1) in _HAPPENED)
    if unit in ("sets", "rounds", "lots") and behind == "of":
        what = scene.word(index + 3)
        return len(what) > 3 and strange(scene, index + 3)
    things = len(unit) > 3 and unit.endswith("s") and not unit.endswith("ss") and not scene.sep(index + 1).strip(" ")
    counted = things and strange(scene, index + 1) and scene.at("did", index - 1)
    return counted and not any(scene.at(name, index + 2) for name in ("set", "reps", "training"))
