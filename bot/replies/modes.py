"""How each word of a reply is said: told, announced, asked about, denied, only named, of others or of long ago."""

from __future__ import annotations

from bot.replies.named import coming, crossed, governed, is_object, of_other_things, only_named
from bot.replies.objects import other_exercise
from bot.replies.scene import Scene
from bot.replies.stories import tells_else

TOLD, ANNOUNCED, QUESTION, NOT, NOT_YET, OTHER, PAST, NAMED = (
    "told", "announced", "question", "not", "not yet", "other", "past", "named",
)  # fmt: skip
_CUES = (
    ("did", TOLD), ("done", TOLD), ("announced", ANNOUNCED), ("asked_about", QUESTION),
    ("not_done", NOT), ("limited", TOLD), ("intended", NAMED), ("spoken_of", NAMED), ("not_yet", NOT_YET),
    ("third", OTHER), ("told_to", OTHER), ("past_habit", PAST),
)  # fmt: skip


def _aside(scene: Scene, start: int, end: int) -> bool:
    """Whether a person is named who does not train: one who says it, who is with me, whose exercises they are."""
    before = start - 1 - (scene.word(start - 1) in ("my", "our", "the"))
    held = scene.word(end + 1) in ("it", "for") or end + 1 in scene.text.numbers  # "my friend holds it"
    place = scene.word(before) in ("with", "at", "from", "visit", "visiting", "see", "seeing", "to")
    if scene.word(end) in ("made", "makes", "let", "got") and scene.word(end + 1) == "me":
        return True  # "mum made me do it"
    along = scene.word(before) == "and" and scene.word(before - 1) in ("me", "i")  # "me and the wife both did 3x8"
    return (
        along
        or scene.at("says", end)
        or scene.word(start - 1) == "with"
        or place
        or (scene.at("training", end) and not held)
    )


def _of_third(scene: Scene, place: int) -> bool:
    """Whether a part that begins at `place` may go on telling of the person named before: "lives alone and does"."""
    word = scene.word(place)
    return word in ("and", "then", "who", "but") or scene.at("third_verb", place) or word.endswith("s")


class Modes:
    """How each word is said: told, announced, asked about, denied, of someone else."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._known: dict[int, str] = {}
        self._claimed = 0
        self.cues: list[tuple[int, int, str]] = []
        for cue in sorted(self._found(), key=lambda cue: (cue[0], -cue[1])):
            if not self.cues or cue[1] > self.cues[-1][1]:
                self.cues.append(cue)

    def _found(self) -> list[tuple[int, int, str]]:
        """The words that say how a thing is said, without those that only look like it."""
        scene = self.scene
        cues = [(start, end, mode) for name, mode in _CUES for start, end in scene.places(name)]
        cues += [(s, e, OTHER) for s, e in scene.places("person") if not _aside(scene, s, e)]
        if not cues:
            return cues
        meant = ("what_i_meant", "request")
        cues = [cue for cue in cues if cue[2] != QUESTION or not any(scene.starts(name, cue[0]) for name in meant)]
        cues = [cue for cue in cues if cue[2] != QUESTION or not scene.at("exclaimed", cue[0])]
        asking = ("do", "should", "must")
        cues = [cue for cue in cues if cue[2] != TOLD or scene.word(cue[0] - 1) not in asking]  # "do i have one more?"
        cues = [cue for cue in cues if cue[2] != OTHER or not scene.at("says", cue[1])]
        cues = [cue for cue in cues if scene.word(cue[0]) != "who" or not scene.at("person", cue[0] - 1)]
        limits = set(scene.places("limited"))
        cues = [cue for cue in cues if cue[2] != TOLD or cue[:2] in limits or "not" not in scene.words[cue[0] : cue[1]]]
        wondered = ("why", "how", "when", "what", "where", "who")
        cues = [cue for cue in cues if cue[2] != TOLD or scene.word(cue[0] - 1) not in wondered]  # "why did it jump"
        cues = [cue for cue in cues if cue[2] != PAST or not self._begins_row(cue[0], cue[1])]
        cues = [cue for cue in cues if cue[2] != PAST or not self._some_day(cue[0])]
        sided = {cue for cue in cues if cue[2] == NOT_YET and scene.word(cue[1] - 1) == "left" and scene.has("right")}
        cues = [cue for cue in cues if cue not in sided]  # "3 sets left, 2 sets right"
        return [cue for cue in cues if scene.words[cue[0] - 1 : cue[1]] != ("the", "start")]  # "pain 2 at the start"

    def _begins_row(self, start: int, end: int) -> bool:
        """ "started with 10, then 9": the first of today's sets, not what once was."""
        opened = self.scene.word(start) in ("started", "began") and end - 1 in self.scene.text.numbers
        then = end + (self.scene.word(end) in ("then", "and"))
        return opened and then > end and then in self.scene.text.numbers

    def _some_day(self, start: int) -> bool:
        """ "some day last week i did 3x8": one day, though not which, is no habit of long ago."""
        low, _ = self.scene.clause(start)
        return self.scene.begun(low, start, "some_day")

    def of(self, index: int) -> str:
        """The mode at word `index`: that of the last cue before it in its sentence; told where there is none."""
        if len(self.scene.claims) != self._claimed:  # a pain that was found since may tell what a question is about
            self._known, self._claimed = {}, len(self.scene.claims)
        if index not in self._known:
            self._known[index] = self._look(index)
        return self._known[index]

    def _look(self, index: int) -> str:
        low, high = self.scene.sentence(index)
        unreal = self.scene.has("unreal") and self.scene.begun(low, index + 1, "unreal")
        if unreal or self._tagged(low, high, index):
            return QUESTION  # "what if i did 5 sets", "did i log 3x8", "3x8, right?"
        other = self.scene.word(index - 1) == "or" and self.scene.word(index - 3) in ("x", "by")
        if other and crossed(self.scene, index - 4):
            return self.of(index - 4)  # "whether it is 3x8 or 3x10"
        before = index - 1 - (self.scene.word(index - 1) == "and")
        row = index in self.scene.text.numbers and before in self.scene.text.numbers
        if row and not crossed(self.scene, index) and self.of(before) == OTHER:
            return OTHER  # "my kids are 8, 10 and 12"
        mode, first = self._cued(low, index)
        return self._uncued(index, high, first) if mode == TOLD else mode

    def _cued(self, low: int, index: int) -> tuple[str, bool]:
        """(the mode by the cues from `low` on, whether no cue stands before the word)."""
        mode, place = TOLD, low
        for start, end, cue in self.cues:
            if low <= start and start <= index and self._reaches(cue, end, index):
                lasts = mode == PAST and self.scene.clause(start)[0] <= place
                lasts |= mode in (ANNOUNCED, NAMED) and self.scene.word(start - 1) == "to"  # "about to hit 3x8"
                lasts |= mode == QUESTION and self.scene.word(start) in ("get", "hold", "hit") and end == start + 1
                lasts |= mode == ANNOUNCED and self.scene.at("nounish", start) and start - place <= 3
                if not (cue == TOLD and ((mode == OTHER and self._same_person(place, start)) or lasts)):
                    mode = cue
                place = end
        return mode, place == low

    def _uncued(self, index: int, high: int, first: bool) -> str:
        """The mode where no cue says otherwise: by the form of the sentence and by what is counted."""
        if self._asked(index, high) or only_named(self.scene, index) or of_other_things(self.scene, index):
            return QUESTION
        if index in self.scene.text.numbers and other_exercise(self.scene, index + 1):
            return QUESTION
        opened = crossed(self.scene, index) and self.scene.clause(index)[0] < index  # something stands before "3x8"
        if opened and ((first and is_object(self.scene, index)) or governed(self.scene, index, self._reported(index))):
            return NAMED
        if self._long_ago(index):
            return PAST
        return ANNOUNCED if self._tomorrow(index) or coming(self.scene, index) else TOLD

    def _reported(self, index: int) -> bool:
        """Whether a cue of any kind stands before the word in its clause."""
        low = self.scene.clause(index)[0]
        return any(low <= start < index for start, _, _ in self.cues)

    def _tagged(self, low: int, high: int, index: int) -> bool:
        """ "the workout is 3x8, right?"."""
        tag = self.scene.word(high - 1) in ("right", "correct") and self.scene.sep(high).strip().startswith("?")
        return tag and index < high - 1 and self.scene.clause(high - 1)[0] == high - 1

    def _reaches(self, cue: str, end: int, index: int) -> bool:
        """A person or a denial holds for its own clause only; the rest until the next cue."""
        if cue == OTHER and self.scene.word(index - 1) == "me" and self.scene.word(index - 2) != "to":
            return False
        if (
            cue == ANNOUNCED
            and self.scene.clause(index)[0] >= end
            and self.scene.at("today", self.scene.clause(index)[0])
        ):
            return False
        if cue == OTHER and (self._goes_on(end, index) or "i" in self.scene.words[end:index]):
            return "i" not in self.scene.words[end:index]
        if cue == NOT and any(":" in self.scene.sep(place) for place in range(end, index + 1)):
            return False  # "didn't log yesterday: 3x8"
        if cue == ANNOUNCED and self._row_behind(end, index):
            return False  # "next time i'll put my phone on silent, 8 8 7"
        if cue in (OTHER, NOT, NOT_YET, PAST, NAMED):
            return self.scene.clause(index)[0] <= max(end - 1, 0)
        return True

    def _row_behind(self, end: int, index: int) -> bool:
        """Whether a row of numbers begins a clause of its own, behind one that announces something else."""
        low, _ = self.scene.clause(index)
        row = low > end and "," in self.scene.sep(low) and {low, low + 1} <= self.scene.text.numbers.keys()
        return row and tells_else(self.scene, range(end, low))

    def _goes_on(self, end: int, index: int) -> bool:
        """ "my neighbour is 80 and does 5 sets", "my son (11) did 20": a verb without a new person."""
        start = self.scene.clause(index)[0]
        verb = start + (self.scene.word(start) in ("and", "then", "who"))
        parts = [place for place in range(end, start) if "," in self.scene.sep(place)]
        if parts and not _of_third(self.scene, parts[-1]):
            return False  # "mum visiting, hid in the garage and did 3x8"
        return start > end and self._same_person(end, index) and self.scene.at("third_verb", verb)

    def _same_person(self, start: int, end: int) -> bool:
        """Whether nobody but the person already spoken of is named between."""
        return not any(
            self.scene.word(p) in ("i", "we", "then") or (self.scene.word(p) == "me" and self.scene.word(p - 1) != "to")
            for p in range(start, end + 1)  # "the guy next to me did"
        )

    def _asked(self, index: int, high: int) -> bool:
        """A clause that ends with a question mark and has no word that reports."""
        low, end = self.scene.clause(index)
        if self.scene.word(end) == "or" and end < high:
            end = self.scene.clause(end)[1]  # "3x8 or 3x10?"
        if end != high or not self.scene.sep(high).strip().startswith("?"):
            return False
        reported = any(self.scene.starts("request", place) for place in range(low, index))
        reported |= any(low <= s < end for s, _, cue in self.cues if cue == TOLD)
        # "3x8 pain 3 is it ok?", "8 8 8 p2 next?": what the question is about comes after the report
        reported |= any(index < s < end for name in ("pain", "wish.next") for s, _ in self.scene.places(name))
        reported |= any(index < place < end and kind == "pain" for place, kind in self.scene.claims.items())
        reported |= any(index < s < end for s, _, cue in self.cues if cue == QUESTION)  # "3x8 is that ok?"
        return not reported

    def _long_ago(self, index: int) -> bool:
        """ "i was able to do 3x10 last summer"."""
        return self.scene.has("ages_ago") and self.scene.begun(*self.scene.clause(index), "ages_ago")

    def _tomorrow(self, index: int) -> bool:
        places = self.scene.places("tomorrow")
        if not places:
            return False
        low, high = self.scene.clause(index)
        ahead = [s for s, _ in places if low <= s < high and not self.scene.at("farewell", s - 1)]
        ahead = [s for s in ahead if self.scene.word(s - 1) != "before"]  # "3x8 before tomorrow's drive"
        return any(not self._parted(index, start) for start in ahead)

    def _parted(self, index: int, tomorrow: int) -> bool:
        """ "8 8 8 pain 1 remind me tomorrow": pain or a wish between the sets and the day."""
        pain = any(self.scene.claims.get(place) == "pain" for place in range(index, tomorrow))
        wishes = (place for name in ("wish.snooze", "wish.next") for place in self.scene.places(name))
        return pain or any(index < start < tomorrow for start, _ in wishes)
