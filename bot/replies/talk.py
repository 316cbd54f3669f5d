"""Talk that wants nothing of the list: greetings, thanks, assent, announcements, wishes about settings."""

from __future__ import annotations

from bot.replies.draft import Draft, Marked
from bot.replies.scene import Scene


def small_talk(scene: Scene, marked: Marked, draft: Draft) -> None:
    """Greetings and thanks on their own; assent wants nothing; all else that means nothing is asked about."""
    _command(scene, draft)
    if draft.intents or draft.ask:
        return
    greeting, thanks = scene.find.bits("wish.greeting"), scene.find.bits("wish.thanks")
    words = scene.text.spoken | greeting | scene.find.bits("assent")
    if greeting and not scene.text.spoken & thanks:
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
    timed = marked.clocks or marked.spans
    opened = "" if timed else _opened(scene, words, greeting, thanks, polite)
    if opened:
        draft.intents.add(opened)
        return
    if _announced(scene, marked):
        return
    draft.ask.add("intent")


def _opened(scene: Scene, words: int, greeting: int, thanks: int, polite: int) -> str:
    """ "thanks coach, you've made my monday": a greeting or thanks in a clause of its own, beside chat about nothing
    that is known here."""
    if scene.text.numbers or "?" in "".join(scene.text.seps) or any(scene.has(name) for name in _KNOWN):
        return ""
    for low, high in (scene.clause(0), scene.clause(len(scene.words) - 1)) if scene.words else ():
        clause = words & ((1 << high) - (1 << low))
        for name, bits in (("thanks", thanks), ("greeting", greeting if not low else 0)):
            if clause & bits and not clause & ~(bits | polite):
                return name
    return ""


_KNOWN = ("pain", "joint", "muscle", "training", "set")
"""Lists of which a chatty message has nothing."""


def _announced(scene: Scene, marked: Marked) -> bool:
    """ "about to start my 3x8", "not done yet": nothing to do, nothing to ask."""
    if scene.has("nothing_yet"):
        return True
    return (
        ((scene.has("announced") and scene.has("training_talk")) or scene.has("not_yet"))
        and "?" not in "".join(scene.text.seps)
        and not (scene.has("asked_about") or scene.has("intended"))
    )


def _command(scene: Scene, draft: Draft) -> None:
    """A wish outside the list; a yes or no only where nothing else was said."""
    for name, phrases in scene.vocabulary.commands.items():
        if scene.has(phrases) and not (name in ANSWERS and draft.intents) and not _quiet_days(scene, name, draft):
            draft.command = name
            _only_sounds(scene, name, draft)
            return


def _quiet_days(scene: Scene, name: str, draft: Draft) -> bool:
    """ "quiet until friday" is a pause, no hours of every day in which to be quiet; "and set quiet hours" is both."""
    hours = any({"hours", "time"} & {*scene.words[start:end]} for start, end in scene.places("command.quiet"))
    return name == "quiet" and "pause" in draft.intents and not hours


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
