"""Long texts: what matters of them, so that reading stays quick whatever is sent.

A reply of a few sentences is read in full. Of a longer text the parts are read that speak of alarm signs, then those
of pain, then those with numbers, then the beginning and the end, up to :data:`READ_FULLY` characters, of a very long
one up to :data:`READ_OF_MUCH`; all other parts that may hold an alarm sign are looked through for one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.replies.phrases import NUMBER
from bot.replies.spelling import Speller

READ_FULLY = 300
MUCH = 1000
READ_OF_MUCH = 110
NEW_WORDS = 60
"""So many unknown words of one text are compared with the vocabulary, the first ones."""
MOST_NUMBERS = 20
"""A part with more of them is no report; to look at each number from all sides would take the time of a long text."""
_PART = (40, 110)
"""A part ends between so many characters, at the end of a sentence or else at a space."""


@dataclass(frozen=True, slots=True)
class Gist:
    text: str
    left_out: bool = False
    """Whether a part that speaks of alarm signs or pain had to be left out."""
    rest: tuple[str, ...] = ()
    """The parts left out that may hold alarm signs."""


ALARM, PAIN = "an alarm sign", "pain told"
Index = Mapping[str, tuple[tuple[str, tuple[frozenset[str], ...]], ...]]
"""A word that can be the rarest of a phrase -> for each phrase with it what it tells (an alarm sign, pain, or one of
the two things of a pair), and the sets of which a word each must be there."""


@dataclass(frozen=True, slots=True)
class Telling:
    """By which words a part of a text is known to matter."""

    spellings: Mapping[str, Sequence[str]]
    phrases: Index
    pairs: Sequence[tuple[str, str]]
    """What tells an alarm sign by two things."""

    def told(self, rows: Rows) -> tuple[int, int]:
        """The parts in which an alarm sign may be told, and those that speak of pain."""
        found = holding(self.phrases, rows)
        alarms = found.get(ALARM, 0)
        for one, other in self.pairs:
            alarms |= found.get(one, 0) & found.get(other, 0)
        return alarms, found.get(PAIN, 0)


Rows = Mapping[str, int]
"""In which parts of a text each of its words stands: bit i is set where it is in part i."""


def holding(index: Index, rows: Rows) -> dict[str, int]:
    """What may be told in which parts: looked for in all of them at once, as they may be forty."""
    present = frozenset(rows)
    somewhere: dict[frozenset[str], int] = {}
    found: dict[str, int] = {}
    for word in index.keys() & rows.keys():
        for told, demands in index[word]:
            held = found.get(told, 0)
            parts = rows[word] & ~held
            for choice in demands if parts else ():
                if choice not in somewhere:
                    somewhere[choice] = _union(rows, choice & present)
                parts &= somewhere[choice]
                if not parts:
                    break
            if parts:
                found[told] = held | parts
    return found


def _union(rows: Rows, words: frozenset[str]) -> int:
    bits = 0
    for word in words:
        bits |= rows[word]
    return bits


def gist(text: str, telling: Telling, speller: Speller) -> Gist:
    """The parts of `text` to read."""
    if len(text) <= READ_FULLY:
        return Gist(text)
    spans = _parts(text)
    letters, figures = _apart(text)
    typed = _rows([letters[start:end].replace("'", "") for start, end in spans])
    numbers = _rows([figures[start:end] for start, end in spans])
    weights = _weights(len(spans), typed, numbers, telling, speller)
    parts = [text[start:end] for start, end in spans]
    weights[0], weights[-1] = max(weights[0], 1), max(weights[-1], 1)
    chosen: set[int] = set()
    room = READ_FULLY if len(text) <= MUCH else READ_OF_MUCH
    for index in sorted(range(len(parts)), key=lambda index: (-weights[index], index)):
        if len(parts[index]) <= room and _numbers(figures[slice(*spans[index])]) <= MOST_NUMBERS:
            chosen.add(index)
            room -= len(parts[index])
    left_out = any(weight >= _TELLING for index, weight in enumerate(weights) if index not in chosen)
    rest = dict.fromkeys(part for i, part in enumerate(parts) if weights[i] > _TELLING + 0.5 and i not in chosen)
    return Gist("".join(_joined(parts, chosen)), left_out, tuple(rest))


_TELLING = 2


def _numbers(figures: str) -> int:
    return len(figures.replace(".", " ").split())


def _parts(text: str) -> list[tuple[int, int]]:
    parts, start = [], 0
    while start < len(text):
        low, high = start + _PART[0], start + _PART[1]
        end = high
        if high < len(text):
            rfind = text.rfind
            stop = max(
                rfind(". ", low, high),
                rfind("! ", low, high),
                rfind("? ", low, high),
                rfind("\n", low, high),
                rfind("; ", low, high),
            )
            end = (stop if stop > 0 else text.rfind(" ", low, high)) + 1 or high
        parts.append((start, min(end, len(text))))
        start = end
    return parts


_LETTERS = {code: " " for code in range(128) if not chr(code).isalpha() and chr(code) != "'"}
_FIGURES = {code: " " for code in range(128) if not chr(code).isdigit() and chr(code) != "."}


def _apart(text: str) -> tuple[str, str]:
    """The text with spaces for all that is no letter, and with spaces for all but figures and their points."""
    used = set() if text.isascii() else set(text)
    if any(sign.isalnum() and not sign.isascii() for sign in used):  # for which `translate` takes long
        letters = {sign: sign if (sign.isalnum() and not sign.isdecimal()) or sign == "'" else " " for sign in used}
        figures = {sign: sign if sign.isdecimal() or sign == "." else " " for sign in used}
        return "".join([letters[sign] for sign in text]), "".join([figures[sign] for sign in text])
    plain = text.encode("ascii", "replace").decode()  # signs are nothing here, nor is "?"
    return plain.translate(_LETTERS), plain.translate(_FIGURES)


def _rows(parts: Sequence[str]) -> dict[str, int]:
    """In which of the parts each of their words stands, in the order of the text."""
    rows: dict[str, int] = {}
    for place, part in enumerate(parts):
        bit = 1 << place
        for word in part.split():
            rows[word] = rows.get(word, 0) | bit
    return rows


def _meant(typed: Rows, telling: Telling, speller: Speller) -> dict[str, Sequence[str]]:
    """The words typed that stand for others: short forms, and the first misspelt ones."""
    meant = {word: telling.spellings[word] for word in telling.spellings.keys() & typed.keys()}
    unknown = [word for word in typed if word not in speller.words and word not in meant]
    mended = {word: speller.mend(word) for word in unknown[:NEW_WORDS]}
    return meant | {word: telling.spellings.get(mend, (mend,)) for word, mend in mended.items()}


def _weights(size: int, typed: Rows, numbers: Rows, telling: Telling, speller: Speller) -> list[float]:
    """How much each of `size` parts matters by the words and numbers typed in it."""
    rows, figured = dict(typed), 0
    for word, others in _meant(typed, telling, speller).items():
        for other in others:
            rows[other] = rows.get(other, 0) | typed[word]
    for written, bits in numbers.items():
        number = written.strip(".")
        if number:
            rows[number] = rows.get(number, 0) | bits
            figured |= bits
    rows[NUMBER] = figured
    alarms, pains = telling.told(rows)
    weights: list[float] = []
    for place in range(size):
        counted = figured >> place & 1
        pain = _TELLING + counted / 2 if pains >> place & 1 else counted
        weights.append(_TELLING + 1 if alarms >> place & 1 else pain)
    return weights


def _joined(parts: list[str], chosen: set[int]) -> list[str]:
    """The chosen parts in order; a break stands where something between was left out."""
    return [parts[i] if i - 1 in chosen or i == 0 else "\n" + parts[i] for i in sorted(chosen)]
