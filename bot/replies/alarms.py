"""Alarm signs: said of oneself and of now, in whatever words; a denied, figurative or borrowed one is none."""

from __future__ import annotations

from bot.replies.pairs import DENYING, SIGN
from bot.replies.scene import Place, Scene

ACCIDENT = "accident"
REACH = 5
"""So many words before a sign a denial may stand."""
FAR = 12
"""So many words may stand between a place and what is wrong with it."""
BESIDE = ("to", "of", "beside", "behind", "near", "with", "opposite")
"""Words before a "me" that says only where someone else was."""
EVENTS = frozenset(
    {
        ACCIDENT,
        "collapse",
        "operation_fracture",
        "pregnancy",
        "bladder_bowel",
        "chest_pain",
        "saddle_numbness",
        "weight_loss",
        "hip_locks",
        "leg_weakness",
        "cancer_steroids",
    }
)
"""Signs that stay alarming when they have passed."""


SEATED = ("saddle_numbness", "bladder_bowel")
"""Signs that a seat gone numb from long sitting may be taken for."""


def find_alarms(scene: Scene) -> list[tuple[str, int, int]]:
    """(sign, start, end) of the alarm signs that count, in the order of the text."""
    found = []
    told_by = scene.vocabulary.told_by
    for sign in scene.vocabulary.signs:
        if told_by[sign].isdisjoint(scene.possible):
            continue
        for parts in _tellings(scene, sign):
            why = _no_alarm(scene, sign, parts)
            for part in _whole(scene, parts):
                scene.mark(*part, sign, why or "alarm")
                scene.signs.append(part)
                if not why:
                    found.append((sign, *part))
    for _, start, end in found:
        scene.alarming |= (1 << end) - (1 << start)
    return sorted(found, key=lambda alarm: alarm[1])


def _whole(scene: Scene, parts: list[Place]) -> list[Place]:
    """The sign as one stretch of words where its parts stand near each other in one sentence."""
    start, end = parts[0][0], parts[-1][1]
    near = parts[-1][0] - parts[0][1] <= REACH
    return [(start, end)] if near and scene.sentence(start)[1] >= end else parts


def _tellings(scene: Scene, sign: str) -> list[list[Place]]:
    """The places that tell of the sign: phrases, and pairs of a place and what is wrong with it."""
    find, name = scene.find, SIGN + sign
    found: list[list[Place]] = []
    if name in find.possible:
        found += ([place] for place in find.tight(name) if not _turned_down(scene, place))
    if name + DENYING in find.possible:
        found += ([place] for place in _denying(scene, name + DENYING))
    if f"named.{sign}" in find.possible:
        found += ([place] for place in scene.places(f"named.{sign}") if not _as_ever(scene, *place))
    for pair in scene.vocabulary.pairs[sign]:
        if pair.one in find.possible and pair.other in find.possible and find.bits(pair.one):
            for other in find.tight(pair.other):
                ones = _partners(scene, scene.places(pair.one), other, pair.next_too)
                found += ([*sorted((one, other))] for one in ones)
    return [parts for parts in found if not _parted(scene, parts)]


_TURNED = frozenset({"no", "only", "just", "did", "left", "quit", "went", "took", "still", "managed", "got"})
_WENT_ON = _TURNED | {"i", "we", "my", "the", "not", "had"}


def _parted(scene: Scene, parts: list[Place]) -> bool:
    """Whether what is wrong is said of something else: "groin was hurting so popped ...", "knee twinges but no energy",
    "pain 0, 3 sets each leg"."""
    inner = range(parts[0][1], parts[1][0]) if len(parts) > 1 else range(parts[0][0] + 1, parts[0][1] - 1)
    turned = any(
        (scene.word(p) == "so" and (scene.word(p + 1) in _WENT_ON or scene.word(p + 1).endswith("ed")))
        or (scene.word(p) in ("but", "while") and scene.word(p + 1) in _TURNED)
        for p in inner
    )
    counted = len(parts) > 1 and any(
        p in scene.text.numbers and scene.word(p - 1) != "at" and _may_be_sets(scene, p + 1) for p in inner
    )
    return turned or counted


_COUNTED = ("set", "set_too", "reps", "seconds", "minutes", "hours", "left", "right", "both", "after_amount", "pain")


def _may_be_sets(scene: Scene, index: int) -> bool:
    """Whether what follows a number lets it be of sets, of pain or of a time, not of blankets."""
    word = scene.word(index)
    return not word.isalpha() or word in ("x", "am", "pm") or any(scene.at(name, index) for name in _COUNTED)


def _as_ever(scene: Scene, start: int, end: int) -> bool:
    """Whether the sentence says that all is well with what is named: "bladder and bowel all normal"."""
    low, high = scene.sentence(start)
    bits = scene.find.bits("as_ever") >> low & ((1 << (high - low)) - 1)
    return bool(bits)


def _partners(scene: Scene, ones: list[Place], other: Place, next_too: bool) -> list[Place]:
    """The nearest of `ones` before and behind `other`, near enough and not a part of it."""
    before = [one for one in ones if one[1] <= other[0]][-1:]
    behind = [one for one in ones if one[0] >= other[1]][:1]
    low, high = scene.sentence(other[0])
    if next_too:
        low, high = scene.sentence(max(low - 1, 0))[0], scene.sentence(min(high, len(scene.words) - 1))[1]
    near = [one for one in before if one[0] >= low and other[0] - one[1] <= FAR]
    return near + [one for one in behind if one[1] <= high and one[0] - other[1] <= FAR]


def _denying(scene: Scene, name: str) -> list[Place]:
    """The tightest phrases, and those that begin with a "no" of their own ("no bladder control")."""
    own = [place for place in scene.places(name) if scene.at("denial", place[0])]
    return sorted({*scene.find.tight(name), *own})


def _turned_down(scene: Scene, place: Place) -> bool:
    """Whether a denial stands within a phrase that has none of its own: "pain did not wake me", "leg is not numb"."""
    start, end = place
    return any(
        scene.at("denial", inner) and not scene.at("harmless_denial", inner) for inner in range(start + 1, end - 1)
    )


def _no_alarm(scene: Scene, sign: str, parts: list[Place]) -> str:
    """Why the sign told by `parts` is none; "" where it is one."""
    wanted = sign == "weight_loss" and scene.has("unplanned")
    if not wanted and (any(_harmless(scene, *part) for part in parts) or _figure(scene, parts)):
        return "harmless"
    if sign in SEATED and _sat_numb(scene, parts):
        return "harmless"
    if any(_denied(scene, part, parts) or _none_of_list(scene, part[0]) for part in parts):
        return "denied"
    if sign == "pregnancy" and scene.has("other_expecting"):
        return "someone else"
    start, end = parts[0][0], parts[-1][1]
    mine = sign == ACCIDENT and any(start <= s <= end + 2 for s, _ in scene.places("happened_to_me"))
    if not mine and any(_of_another(scene, *part, parts) for part in _whole(scene, parts)):
        return "someone else"
    if (_elsewhen(scene, "long_ago", start, end) and not _now(scene, start)) or _past_year(scene, start):
        return "long ago"
    if _elsewhen(scene, "hypothetical", start, end):
        return "only a thought"
    if sign not in EVENTS and _elsewhen(scene, "months_back", start, end):
        return "long ago"
    if sign not in EVENTS and _passed(scene, end):
        return "gone again"
    return ""


def _harmless(scene: Scene, start: int, end: int) -> bool:
    """A harmless phrase takes up a word that the sign needs: its first or its last; "can't feel my hand there" is of
    another place than the hand."""
    places = [(s, e) for s, e in scene.places("harmless") if scene.word(e) != "there"]
    return any(s <= start < e or s <= end - 1 < e for s, e in places)


def _sat_numb(scene: Scene, parts: list[Place]) -> bool:
    """ "numb bum from the long meeting": the seat only, and nothing says that it stays so."""
    sat = [place for place in scene.places("sat_numb") if not scene.has("lasting")]
    return any(s < end and start < e for s, e in sat for start, end in parts)


def _figure(scene: Scene, parts: list[Place]) -> bool:
    """ "legs like jelly": only a way of saying tired, unless something else is wrong with them."""
    figures = scene.places("figure")
    return all(any(s < end and start < e for s, e in figures) for start, end in parts)


def _denied(scene: Scene, part: Place, parts: list[Place]) -> bool:
    """ "no numbness", "no numbness, tingling or weakness", "numbness: none", "is numbness normal"."""
    start, end = part
    inner = (p for p in range(start + 1, end - 1) if scene.word(p) in ("no", "without", "never"))
    inner = (p for p in inner if not any(scene.at(name, p) for name in ("weak", "no_feeling", "numb")))
    if any(scene.at("numb", p + 1) or scene.at("weak", p + 1) for p in inner):
        return True  # "my leg is fine, no numbness"
    low = max(scene.sentence(start)[0], start - REACH)
    for place in range(start - 1, low - 1, -1):
        if scene.at("now_too", place) or scene.at("self_start", place) or any(s <= place < e for s, e in parts):
            break
        if scene.at("denial", place):
            return not _turned(scene, place, start)
    return any(_answers(scene, end, s) and _closes(scene, e) for s, e in scene.places("denied_after"))


def _none_of_list(scene: Scene, start: int) -> bool:
    """ "none of these: numbness, fever, weight loss": a sign in a list that is denied as one."""
    low = scene.sentence(start)[0]
    heads = [end for begin, end in scene.places("none_of_these") if low <= begin and end <= start]
    return any(":" in scene.sep(place) for end in heads for place in range(end, min(end + 4, start + 1)))


def _answers(scene: Scene, end: int, place: int) -> bool:
    """Whether the word at `place` answers the sign before it: "numbness: no", "numbness? none"."""
    if "," in scene.sep(place) or "," in scene.sep(end):
        return False
    broken = any(scene.text.breaks >> p & 1 for p in range(end, place + 1))
    return place == end and "?" in scene.sep(place) if broken else place in (end, end + 1)


def _closes(scene: Scene, end: int) -> bool:
    """Whether a sentence or clause ends before word `end`."""
    return bool(scene.find.ends >> end & 1)


def _turned(scene: Scene, place: int, start: int) -> bool:
    """Whether between a denial and the sign something new begins: "no pain, my leg is numb", "not sure but ..."."""
    listed = any(scene.word(p) in ("or", "nor") for p in range(place + 1, start + 3))
    if any("," in scene.sep(p) or ":" in scene.sep(p) for p in range(place + 1, start + 1)) and not listed:
        return True
    if not listed and any(scene.within_any(name, place + 1, start) for name in ("pain_noun", "numb")):
        return True  # "no pain, left leg tingles" without its comma: the denial is used up
    return scene.within_any("turn", place, start)


def _of_another(scene: Scene, start: int, end: int, parts: list[Place]) -> bool:
    """Whether the nearest person before the end of the sign is someone else."""
    stop = scene.sentence(end - 1)[1]
    operated = scene.word(end - 1) == "operated" and scene.word(end) in ("my", "our")
    if operated and end < stop and scene.at("person", end + 1):
        return True  # "they operated my cat"
    for place in range(end, min(end + 4, stop)):
        if scene.word(place) in ("for", "of") and any(
            scene.at("person", p) for p in range(place + 1, min(place + 4, stop))
        ):
            return True  # "surgery for my cat", "surgery is booked for my dad"
    low = scene.part(start)[0]
    own = {start, *(p for s, e in parts if e < end for p in range(s, e))}  # "lady parts", "midwife says"
    own |= {place for place in range(low, end) if scene.word(place) in ("baby", "child")}  # "our baby is due"
    for place in range(end - 1, low - 1, -1):
        if place in own:
            continue
        if scene.at("third", place):
            return True
        if (scene.word(place) == "my" and _speaks(scene, place)) or scene.words[place - 1 : place + 1] == (
            "of",
            "mine",
        ):
            continue
        if scene.word(place) == "me" and scene.word(place - 1) in BESIDE:
            continue  # "the guy next to me collapsed"
        if scene.words[place - 1 : place + 1] == ("off", "my"):
            return False  # "off my horse"
        if scene.at("self", place):
            return scene.word(place) == "my" and any(
                scene.at("person", p) and p not in own and not _possessed(scene, p)
                for p in range(place + 1, min(place + 4, end))
            )
        figure = scene.word(place - 1) == "like" or scene.at("treating", place)  # "as if someone sat on my chest"
        if scene.at("person", place) and place < start and not figure and not _possessed(scene, place):
            return True
    return False


def _speaks(scene: Scene, place: int) -> bool:
    """Whether "my" at `place` begins who tells of the sign: "my doctor found ..."."""
    return any(scene.at("person", p) and scene.at("says", p + 1) for p in range(place + 1, place + 3))


def _possessed(scene: Scene, place: int) -> bool:
    """ "my physio says", "told my wife": the person is only the one who speaks or hears."""
    return (
        scene.at("says", place + 1)
        or scene.at("says", place - 2)
        or scene.word(place - 1) in ("with", "to", "by", "for", "at")
        or (scene.word(place - 2) == "with" and scene.word(place - 1) in ("my", "the", "our"))
    )


def _elsewhen(scene: Scene, name: str, start: int, end: int) -> bool:
    low, high = scene.part(start)
    return any(low <= s and e <= max(high, end) for s, e in scene.places(name))


def _now(scene: Scene, start: int) -> bool:
    """ "used to be one leg, now it's both"."""
    low, high = scene.sentence(start)
    now = "now" in scene.words[low:high]
    return now or any(scene.words[place : place + 2] == ("today", "it") for place in range(low, high))


def _past_year(scene: Scene, start: int) -> bool:
    """ "broke it in 2012"."""
    return any(1900 < scene.text.numbers.get(place, 0) < scene.today.year for place in range(*scene.part(start)))


def _passed(scene: Scene, end: int) -> bool:
    """Whether it is said behind the sign that it is gone: "fine now", not "won't go away"."""
    high = scene.sentence(end - 1)[1]
    gone = [s for s, _ in scene.places("gone_again") if end <= s <= end + 8 and s < high]
    return any(not any(scene.word(p) in ("not", "never", "no") for p in range(s - 2, s)) for s in gone)
