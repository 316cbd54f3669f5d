"""Wishes: what the user asks for beside a report, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from bot.replies import astray
from bot.replies.items import ORDINALS
from bot.replies.scene import Place, Scene

STRONGER = ("delete", "export", "timezone", "undo", "help", "demo", "progress", "skip", "resume", "next", "snooze")
"""Where the phrases of two of these overlap, the one named first is meant."""
REFUSABLE = ("skip", "stop", "pause", "delete", "undo", "snooze", "resume", "next", "demo", "export")


MOVING = frozenset({"push", "move", "shift", "bump", "postpone", "delay", "remind"})
"""Words that begin a wish to hear later, whatever is named in it: "push today's session to 6pm"."""


def find_wishes(
    scene: Scene, signs: list[tuple[str, int, int]], others: Callable[[int], bool]
) -> dict[str, list[Place]]:
    """Intent -> where its phrases stand; refused ones ("don't stop ...") and those inside a stronger one left out."""
    found: dict[str, list[Place]] = {}
    for intent, phrases in scene.vocabulary.intents.items():
        if phrases not in scene.possible:
            continue
        places = [p for p in _said(scene, intent, others) if not (signs and _part_of_sign(scene, intent, p, signs))]
        if places:
            found[intent] = places
    _drop(found, "next", lambda p: _announced(scene, p, found.get("snooze", [])))
    if "snooze" in found or scene.has("reminder"):  # "ping me at 7 for the next one"
        _drop(found, "next", lambda p: scene.ended("for_the", p[0]) > 0)
    for start, end in scene.places("wish.thanks"):
        if scene.word(end) == "for":  # "thanks for the video"
            high = scene.clause(end)[1]
            high = next((p for p in range(end, high) if scene.word(p) in _BEGINS), high)
            drop_overlapping(found, _THANKED, [(start, high)])
    for intent in list(found):
        for mistaken in _MISTAKEN.get(intent, ()):
            _drop(found, intent, partial(mistaken, scene))
    if len(found) < 2:
        return found
    _longest(scene, found)
    moved = [place for place in found.get("snooze", []) if scene.word(place[0]) in MOVING or _sent_later(scene, place)]
    _drop(found, "next", lambda p: any(s <= p[0] and p[1] <= e for s, e in moved))
    for rank, strong in enumerate(STRONGER):
        if strong in found:
            drop_overlapping(found, STRONGER[rank + 1 :], found[strong])
    return found


def _eased_by(scene: Scene, place: Place) -> bool:
    """ "gone when i rest", "3 even when resting": when the pain is so."""
    low, _ = scene.clause(place[0])
    resting = not {"rest", "resting", "rested"}.isdisjoint(scene.words[slice(*place)])
    return resting and not {"when", "if", "after", "while", "even", "whenever"}.isdisjoint(scene.words[low : place[0]])


_THANKED = ("demo", "progress", "help", "export", "next", "snooze", "time")
"""Wishes that may be but what somebody is thanked for."""
_BEGINS = frozenset(
    {"please", "pls", "i", "can", "could", "may", "when", "what", "how", "which", "asking", "show", "send"}
)
"""Words with which a wish begins behind a thanks."""


def _sent_later(scene: Scene, place: Place) -> bool:
    """ "send it again at 20:00"."""
    return scene.word(place[0]) == "send" and scene.word(place[1] - 1) in ("at", "in", "around", "tonight", "tomorrow")


def _said(scene: Scene, intent: str, others: Callable[[int], bool]) -> list[Place]:
    """Where the phrases of one wish stand, those left out that are refused, of others or of something else."""
    places = scene.find.tight("wish.skip") if intent == "skip" else scene.places(f"wish.{intent}")
    if not places:
        return []
    places = [place for place in places if not (intent in REFUSABLE and _refused(scene, intent, place))]
    astray_words = scene.places(f"not_{intent}")  # "help yourself", "reminds me of", "skip breakfast"
    places = [place for place in places if not any(_overlap(place, other) for other in astray_words)]
    if intent in ("skip", "pause"):
        places = [place for place in places if not (_with_person(scene, place) and others(place[0]))]
    if intent == "skip":
        places = [place for place in places if not _eased_by(scene, place)]
    if intent in ("pause", "resume"):
        own = [*scene.places("own_back"), *scene.places("no_pain")]
        places = [place for place in places if not any(_overlap(place, other) for other in own)]
    if intent == "snooze" and scene.asks_pain:
        places = [place for place in places if not _while_moving(scene, place)]
    return places


def _drop(found: dict[str, list[Place]], name: str, mistaken: Callable[[Place], bool]) -> None:
    """Drop the places of one wish that are none; a wish without any is not found."""
    if name not in found:
        return
    kept = [place for place in found[name] if not mistaken(place)]
    if kept:
        found[name] = kept
    else:
        del found[name]


def _of_person(scene: Scene, place: Place) -> bool:
    """ "the kids are back from school": said of someone else."""
    start = place[0]
    return scene.at("person", start - 1 - (scene.word(start - 1) in ("is", "are")))


def _part_of_sign(scene: Scene, intent: str, place: Place, signs: list[tuple[str, int, int]]) -> bool:
    """Whether words that could be a wish only tell more of an alarm sign: "when i do the drill", "feel awful"."""
    if any(_overlap(place, (start, end)) for _, start, end in signs):
        return True
    if intent == "skip":
        return any(scene.at(name, place[0]) for name in ("not_well", "ill"))
    low, high = scene.sentence(place[0])
    if intent not in ("next", "resume") or place[0] == low or "?" in scene.sep(high):
        return False
    return any(low <= start < high for _, start, _ in signs) and not scene.find.cuts >> place[0] & 1


def _only_asked(scene: Scene, place: Place) -> bool:
    """ "is today a rest day?" asks; "can i skip today?" wants."""
    low, _ = scene.clause(place[0])
    return any(low <= s <= place[0] for s, _ in scene.places("asked_about")) and not scene.has("may_i")


def _one_entry(scene: Scene, place: Place) -> bool:
    """ "delete what i just sent" is of the last entry only."""
    just = "just" in scene.words[place[0] : place[1] + 1] or scene.within("one_entry", *place)
    just |= scene.words[place[1] - 2 : place[1]] == ("what", "i") or "what" in scene.words[place[0] : place[1]]
    just &= "you" not in scene.words[place[0] : place[1]]  # "delete what you have on me"
    return just and {"all", "everything", "every"}.isdisjoint(scene.words[place[0] : place[1]])


def _lets_do(scene: Scene, place: Place) -> bool:
    """ "let's do 3x8" begins, it asks for no later hour."""
    return scene.words[place[0] : place[0] + 2] == ("let", "us") and scene.word(place[1]) in ("x", "sets")


def _nonsense(scene: Scene) -> bool:
    """Whether keys were hit at random in this very message: "sdkfj, sorry, cat on keyboard" speaks of no entry."""
    return any(
        len(word) > 3 and word.isascii() and word.isalpha() and not set(word) & set("aeiouy") for word in scene.words
    )


def _asked_of_sets(scene: Scene, place: Place) -> bool:
    """ "should I do 5 sets today", "supposed to do 8 next": so many, not what is next."""
    if place[0] - 1 in scene.text.numbers and scene.ended("intended", place[0]) > 0:
        return True
    should = scene.word(place[0]) in ("should", "shall", "do")
    return should and any(index in scene.text.numbers for index in range(*place))


def _of_today(scene: Scene, place: Place) -> bool:
    """ "what is the exercise of today" asks for the plan, not for how it is done."""
    asks = scene.word(place[0]) in ("what", "which")
    return asks and any(scene.within_any(n, place[1], place[1] + 3) for n in ("today", "tomorrow"))


def _only_now(scene: Scene, place: Place) -> bool:
    """ "can't do it right now": later it may be."""
    return any(scene.starts("only_now", p) for p in (place[1], place[1] + 1)) and not scene.has("skip_firm")


def _longest(scene: Scene, found: dict[str, list[Place]]) -> None:
    """Of two wishes the one that says more is meant: "show me how" in "show me how i am doing"."""
    for name in [name for name in found if name != "delete"]:
        others = [p for other, own in found.items() if other not in (name, *_WIDE) for p in own]
        _drop(found, name, partial(_inside_any, others))
    drills = [p for p in found.get("demo", []) if scene.within("drill_part", *p)]
    drop_overlapping(found, ("help",), drills)
    asked = [p for p in found.get("help", []) if scene.word(p[0]) == "how"]
    drop_overlapping(found, ("undo", "pause", "skip", "snooze"), asked)


_WIDE = ("edit", "time", "next", "pause", "snooze", "greeting", "thanks")
"""Wishes whose phrases reach wide: that one of them is longer says nothing."""


def _inside_any(others: list[Place], place: Place) -> bool:
    start, end = place
    return any(low <= start and end <= high and high - low > end - start for low, high in others)


def _with_person(scene: Scene, place: Place) -> bool:
    """Whether someone else is named in the clause of a wish before it: "my son skips", not "my son is ill, can't"."""
    low, _ = scene.clause(place[0])
    return any(low <= s <= place[0] for name in ("person", "third", "told_to") for s, _ in scene.places(name))


def drop_reported(found: dict[str, list[Place]], dones: list[Place]) -> None:
    """Drop the wishes that are only words of a report: "ticked it off the list", "did what the plan says"."""
    drop_overlapping(found, ("next", "skip", "stop", "progress", "demo", "help", "snooze", "pause"), dones)


def drop_overlapping(found: dict[str, list[Place]], names: Sequence[str], taken: list[Place]) -> None:
    """Drop the wishes of these names whose words are taken for something else."""
    for name in names if taken else ():
        _drop(found, name, lambda place: any(_overlap(place, other) for other in taken))


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _complains(scene: Scene, place: Place) -> bool:
    """ "you're pinging me at 4am", "remind me what to do", "how many do i do tonight" ask for no later reminder."""
    one, two = scene.word(place[0] - 1), scene.word(place[0] - 2)
    if scene.at("reminder_noun", place[0] - 1) and not scene.sep(place[0]).strip():
        return True  # "your texts wake me at 4"
    if one in ("are", "your", "keep", "keeps", "kept") or (one == "you" and two not in _ASKING):
        return True
    if any(scene.word(p) in ("what", "which", "how", "why") for p in (place[1], place[1] + 1)):
        return scene.word(place[1] - 1) in ("me", "us")
    low, _ = scene.clause(place[0])
    return any(low <= s <= place[0] for s, _ in scene.places("asks_what"))


_ASKING = frozenset({"can", "could", "would", "will", "want", "if", "please", "should", "like", "need", "may", "might"})
_SKIPPING = frozenset({"skip", "skipping", "miss", "missing", "pass", "lose", "quit"})


def _announced(scene: Scene, place: Place, later: Sequence[Place]) -> bool:
    """ "i will do the exercise in the evening": what is to be done is only part of saying that it will be later."""
    return any(start < place[0] and place[1] <= end and scene.at("will_do", start) for start, end in later)


def _refused(scene: Scene, intent: str, place: Place) -> bool:
    """ "do not stop", "i don't want to skip", "no need to pause"."""
    if "if" in scene.words[place[0] : place[1]]:
        return True
    said = scene.words[place[0] : place[1]]
    if intent == "snooze" and (_complains(scene, place) or scene.word(place[0] - 1) == "not"):
        return True
    if "not" in said:
        later = intent == "snooze" and said[:2] in (("do", "not"), ("did", "not"))  # "don't fancy it tonight"
        return later or not _SKIPPING.isdisjoint(said)  # "do not want to skip today"
    if scene.word(place[0] - 1) in ("no", "without") or (intent == "skip" and scene.word(place[0] - 1) == "not"):
        return True
    low = max(scene.clause(place[0])[0], place[0] - 4)
    return any(low <= s < place[0] for s, _ in scene.places("refusal"))


def _while_moving(scene: Scene, place: Place) -> bool:
    """ "when i bend over", "only if i push it", in answer to how much it hurts: when it does, not when to remind."""
    opener = scene.words[scene.clause(place[0])[0] : place[0]]
    return scene.at("circumstance", place[0]) or "if" in opener


def _exclaimed(scene: Scene, place: Place) -> bool:
    """ "what can you do, kids come first", "what can i say, 8 8 8": said with a shrug."""
    end = scene.clause(place[0])[1]
    shrug = scene.words[slice(*place)] in (("what", "can", "you", "do"), ("what", "can", "i", "say"))
    return shrug and place[1] == end and "," in scene.sep(end) and scene.word(end) not in ("and", "or", "what", "how")


def _of_times(scene: Scene, place: Place) -> bool:
    """ "the second time": which one, no hour."""
    return any(scene.word(p) == "time" and scene.word(p - 1) in ORDINALS for p in range(*place))


def _usual(scene: Scene, place: Place) -> bool:
    return scene.within_any("past_habit", *place)


def _own_mistake(scene: Scene, place: Place) -> bool:
    return scene.within_any("own_mistake", *place)


_MISTAKEN: Mapping[str, tuple[Callable[[Scene, Place], bool], ...]] = {
    "next": (_exclaimed, _asked_of_sets, astray.of_else, astray.stated, _usual),
    "demo": (_of_today, astray.stated, astray.mentioned, lambda scene, p: scene.within_any("shown_sets", *p)),
    "progress": (astray.stated, astray.mentioned, _usual),
    "help": (astray.how_else, _exclaimed),
    "delete": (_one_entry,),
    "export": (astray.mentioned, lambda scene, p: scene.within("shown", *p)),
    "time": (_of_times,),
    "skip": (
        _only_asked,
        _only_now,
        lambda scene, p: scene.within_any("not_found", *p),
        lambda scene, p: any(_overlap(p, own) for own in scene.places("not_yet")),
    ),
    "pause": (astray.stated, lambda scene, p: scene.within_any("not_away", *p)),
    "resume": (_usual, _of_person, lambda scene, p: scene.ended("when_word", p[0]) > 0),
    "snooze": (_usual, _lets_do, lambda scene, p: scene.within_any("mid_training", *p)),
    "undo": (_own_mistake, lambda scene, p: scene.within("kid_typed", *p) and _nonsense(scene)),
    "edit": (_own_mistake, lambda scene, p: not {"reminder", "reminders"}.isdisjoint(scene.words[slice(*p)])),
}
"""What makes the words of a wish none, by wish."""
