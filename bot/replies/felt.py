"""What was felt: which of the numbers told as pain count, pain that was denied, and pain without a number."""

from __future__ import annotations

from bot.replies import denial
from bot.replies.almanac import Day, in_past
from bot.replies.draft import Draft, Marked
from bot.replies.pain import Told
from bot.replies.scene import Scene


def that_count(tolds: list[Told], named: list[Day], scene: Scene) -> list[Told]:
    """The user's own numbers, each with its day, those taken back left out."""
    if not tolds:
        return []
    own = [told for told in tolds if not denial.of_another(scene, told.start)]
    own = [_dated(told, named, scene) for told in own]
    return _corrected(sorted(own, key=lambda told: told.start), scene)


def when_told(scene: Scene, tolds: list[Told]) -> list[tuple[int, int]]:
    """The words right beside a level, that say only when it was so: "1 an hour later", "tonight it's 1"."""
    places = []
    for told in tolds:
        low, high = scene.clause(told.start)
        if scene.within_any("remind", low, high) or scene.within_any("reminder", low, high):
            continue
        before = told.start
        while before > low and (scene.at("it_level", before - 1) or scene.at("article", before - 1)):
            before -= 1
        after = told.end
        places += [(max(low, before - 1), before)] if before > low else []
        places += [(after, after + 1)] if after < high else []
    return places


def _dated(told: Told, named: list[Day], scene: Scene) -> Told:
    """The number with the day its own clause names, where that is another day than today."""
    start, end = scene.clause(told.start)
    own = [d for d in named if start <= d.start < end and d.kind != "tomorrow"]
    if not own and end - start <= SHORT and start:  # "last night the hip hurt, a 5"
        before, _ = scene.clause(start - 1)
        own = [d for d in named if before <= d.start < start and d.kind != "tomorrow"]
    own = [d for d in own if not scene.at("not_the_day", d.start - 1)]
    own = [d for d in own if not any(told.end <= s < d.start for s, _ in scene.places("compared"))]
    own = [d for d in own if not _of_other(told, d, scene)]
    day = _nearest(told, own, start, scene) if len(own) > 1 else own[0] if own else None
    return told if day is None or day.kind == "today" else Told(told.start, told.end, told.value, day)


SHORT = 2
"""A clause of so few words says no more than a level: "a 5"."""


def _of_other(told: Told, day: Day, scene: Scene) -> bool:
    """ "2 down from 5 last week": the day is that of the number it follows, with which this one is compared."""
    other = day.start - 1
    compared = any(scene.word(place) in ("from", "was", "than", "instead", "vs") for place in (other - 1, other - 2))
    return told.end < other and other in scene.text.numbers and compared


def _nearest(told: Told, own: list[Day], start: int, scene: Scene) -> Day | None:
    """ "yesterday 4 today 2", "4 yesterday 2 today": the day before each number, or behind it where the first is."""
    first = next(i for i in sorted(scene.text.numbers) if i >= start)
    before = [day for day in own if day.end <= told.start]
    behind = [day for day in own if day.start >= told.end]
    if own[0].start < first:
        return before[-1] if before else behind[0]
    return behind[0] if behind else before[-1]


def _corrected(tolds: list[Told], scene: Scene) -> list[Told]:
    """Without the numbers that were taken back: "1" in "3 not 1", "4" in "4.. no sorry, 3"."""
    kept = [told for told in tolds if not _struck(scene, told.start)]
    for start, end in (*scene.places("correction"), *_plain_no(scene)):
        before = [told for told in kept if told.end <= start]
        behind = [told for told in kept if told.start >= end and told.start <= end + 5]
        if before and behind and scene.word(start) != "not":
            kept = [told for told in kept if told not in before]
    return kept


def _plain_no(scene: Scene) -> list[tuple[int, int]]:
    """ "3 no 5": a "no" between two numbers."""
    numbers = scene.text.numbers
    return [(i, i + 1) for i, word in enumerate(scene.words) if word == "no" and i - 1 in numbers and i + 1 in numbers]


def _struck(scene: Scene, index: int) -> bool:
    """ "not a 3", "instead of 3"."""
    place = scene.back_over(("a", "an", "the"), index) - 1
    if scene.word(place) == "of" and scene.word(place - 1) == "instead":
        return True
    return scene.word(place) == "not" and scene.word(place - 1) not in ("is", "was", "do", "did", "can", "could")


def highest(tolds: list[Told]) -> tuple[int | None, bool]:
    """(the highest number told, whether one was told that is none from 0 to 10)."""
    values = [told.value for told in tolds if told.value is not None]
    wrong = len(values) < len(tolds)
    return (None if wrong else max(values, default=None)), wrong


def answer(scene: Scene, marked: Marked, draft: Draft) -> None:
    """ "no", "none", "no, just tired" to a question about pain."""
    if not scene.asks_pain or marked.tolds:
        return
    resaid = any(scene.within_any("edit_strong", *place) for place in marked.wishes.get("edit", []))
    denying = [(0, len(scene.words))] if none_said(scene) else [] if resaid else _no_and_more(scene)
    if denying:
        skips = [place for place in marked.wishes.pop("skip", []) if not any(s <= place[0] < e for s, e in denying)]
        if skips:  # "no, can't train today"; but "no, not today"
            marked.wishes["skip"] = skips
        draft.intents.add("pain")
        draft.pain = 0


_FELT = frozenset({"pain", "pain_noun", "no_pain"})
"""The lists of which one must be in a text that tells pain without a number, or denies it."""


def decide_pain(scene: Scene, marked: Marked, draft: Draft) -> None:
    """The highest number told of today; "no pain" without a remnant is 0; pain without a number is asked for."""
    spoken_of = marked.tolds or scene.asks_pain or not _FELT.isdisjoint(scene.possible)
    if draft.pain is not None or not spoken_of:
        return
    signs = [(start, end) for _, start, end in marked.signs]
    value, wrong, question = _numbers(scene, marked, draft)
    if value is None and not wrong and not question:
        value, question = _without_number(scene, marked, draft, signs)
    if value is not None and scene.text.left_out:
        value, wrong = None, True
    if value is None and not wrong and not question:
        return
    draft.pain = value
    if value is None and (not signs or ("log" in draft.intents and _beside_signs(scene, marked, signs))):
        draft.ask.add("pain")
    if "log" not in draft.intents and (value is not None or not signs):
        draft.intents.add("pain")


def _numbers(scene: Scene, marked: Marked, draft: Draft) -> tuple[int | None, bool, bool]:
    """The pain told in numbers: of today, or else of the other day it was told of."""
    value, wrong = highest([told for told in marked.tolds if told.day is None])
    other = [told for told in marked.tolds if told.day is not None]
    if value is not None or wrong or not other:
        return value, wrong, False
    gone = _gone(scene, marked)
    if gone:
        return (None, False, True) if any(scene.within_any("remnant", *place) for place in gone) else (0, False, False)
    then, wrong = highest(other)
    if denial.zero_said(scene) and then != 0:
        return None, False, False
    day = other[0].day
    if day:
        draft.date = in_past(day, scene.today)
        if day.date is None:
            draft.ask.add("date")
    return then, wrong, False


def _gone(scene: Scene, marked: Marked) -> list[tuple[int, int]]:
    """Where nothing is told of today beside a number of another day: "6 yesterday, none today". No wish to skip."""
    found = []
    levels = [(told.start, told.end) for told in marked.tolds]
    others = [*levels, *((day.start, day.end) for day in marked.days if day.kind != "today")]
    fillers = scene.find.bits("gone") | scene.find.bits("gone_filler") | scene.find.bits("remnant")
    for start, end in scene.places("today"):
        low, high = scene.clause(start)
        low = max([low, *(e for _, e in others if e <= start)])
        high = min([high, *(s for s, _ in others if s >= end)])
        words = ((1 << high) - (1 << low)) & ~((1 << end) - (1 << start))
        none = scene.within_any("gone", low, start) or scene.within_any("gone", end, high)
        if none and not words & ~fillers and scene.word(low - 1) != "so":
            found.append((low, high))
            marked.wishes.pop("skip", None)
    return found


def _without_number(
    scene: Scene, marked: Marked, draft: Draft, signs: list[tuple[int, int]]
) -> tuple[int | None, bool]:
    """(0 where pain was denied in full, whether pain was told that has to be asked for)."""
    asked = marked.wishes.get("progress", [])  # "has my pain gone down"
    denied = [(s, e) for s, e in denial.denials(scene) if not any(s < end and start < e for start, end in asked)]
    if any(not _of_sign(scene, *place) for place in denied):
        taken_back = denial.remnant(scene) or denial.remark(scene, signs)
        return (None, True) if taken_back else (0, False)
    asks = [scene.clause(start) for name in ("help", "progress") for start, _ in marked.wishes.get(name, [])]
    beside = [(told.start - 3, told.end + 3) for told in marked.tolds]
    return None, denial.remark(scene, [*signs, *beside, *asks]) or _state_told(scene, marked, draft)


def _beside_signs(scene: Scene, marked: Marked, signs: list[tuple[int, int]]) -> bool:
    """Whether pain was told in another clause than the alarm sign's."""
    own = [scene.clause(start) for start, _ in signs]
    return denial.remark(scene, [*signs, *own, *((told.start - 3, told.end + 3) for told in marked.tolds)])


def _of_sign(scene: Scene, start: int, end: int) -> bool:
    """Whether "no ... pain" denies an alarm sign ("no chest pain"): that says nothing of the pain asked for."""
    return not scene.asks_pain and any(start <= s and e <= end for s, e in scene.signs)


STATES = ("some_pain", "state", "muscle", "muscle_feeling", "joint", "stiff_word")


def _state_told(scene: Scene, marked: Marked, draft: Draft) -> bool:
    """Whether a question about pain was answered by how it is, without a number: "felt fine", "so bad i cried"."""
    if not scene.asks_pain or draft.intents or marked.signs or set(marked.wishes) - {"thanks", "greeting", "edit"}:
        return False
    said = 0
    for name in STATES:
        said |= scene.find.bits(name)
    for places in marked.wishes.values():
        for start, end in places:
            said &= ~((1 << end) - (1 << start))
    nearly = scene.has("none_said") and scene.has("remnant")  # "none unless i bend"
    return nearly or bool(said & ~_bare_assent(scene))


def _bare_assent(scene: Scene) -> int:
    """Every word, where the reply is but an "ok" that says nothing; else none."""
    words = sum(1 << i for i, word in enumerate(scene.words))
    state = scene.find.bits("some_pain") | scene.find.bits("state")
    return words if words & ~(scene.find.bits("assent") | scene.find.bits("courtesy")) == 0 and not state else 0


def none_said(scene: Scene) -> bool:
    """Whether the reply is but a "no", "none", "nope"."""
    return _denies(scene, 0, len(scene.words))


ELSE = ("muscle", "effort")
"""Lists that make a clause one of muscles, sleep or mood, not of pain."""
CHAT = ("assent", "courtesy", "wish.greeting", "wish.thanks", "level_filler", "chat", "today", "not_today")


def _denies(scene: Scene, low: int, high: int) -> bool:
    """Whether [low, high) holds a "no" and nothing else but greetings, thanks and fillers."""
    none = scene.find.bits("none_said")
    if not none:
        return False
    covered = none
    for name in CHAT:
        covered |= scene.find.bits(name)
    words = scene.text.spoken & ((1 << high) - (1 << low))
    return bool(none & words) and words & ~covered == 0 and not _more(scene, low, high)


def _more(scene: Scene, low: int, high: int) -> bool:
    """Whether the "no" begins something else: "nothing new", "nothing much"."""
    if any(scene.at("state", place) and scene.at("none_said", place) for place in range(low, high)):
        return True
    longer = [(s, e) for s, e in scene.places("some_pain") if e - s > 1]
    none = scene.places("none_said")
    return any(
        low <= s < high and scene.at("none_said", s) and not any(start <= s and e <= end for start, end in none)
        for s, e in longer
    )


def _no_and_more(scene: Scene) -> list[tuple[int, int]]:
    """ "no, just tired", "3x8 done, nope": the clauses, or what stands before a "just", that deny; none where another
    one speaks of pain."""
    clauses = sorted({scene.clause(place) for place in range(len(scene.words))})
    if "just" in scene.words[1 : clauses[0][1] if clauses else 0]:
        just = scene.words.index("just")
        clauses = [(0, just), (just, clauses[0][1]), *clauses[1:]]
    none = [clause for clause in clauses if _denies(scene, *clause)]
    hints = (
        scene.find.bits("some_pain") & ~scene.find.bits("well") | scene.find.bits("pain") | scene.find.bits("remnant")
    )
    others = [
        clause for clause in clauses if clause not in none and not any(scene.within_any(n, *clause) for n in ELSE)
    ]
    told = any(hints >> low & ((1 << (high - low)) - 1) for low, high in others)
    return none if len(clauses) > len(none) and not told else []
