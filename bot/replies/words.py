"""Stage one, normalise: from what was typed to plain words and numbers.

Unicode forms, digits of any script, dashes, quotes, tags, contractions, number words and spelling are made one
here, so that every later stage sees a list of simple words with the separators between them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from bot.replies.gist import Gist

MAX_CHARS = 4096
HUGE = 1_000_000
"""Stands for any number with more digits than anyone trains."""

_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>[^<]*</\1>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_TOKEN = re.compile(
    r"((?<=\d)(?:secs?|s|reps?|r|l)(?=x ?\d)|"  # the unit of "30sx3"
    r"\d+(?:\.\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s'.,;:!?/+()\[\]*&\"~=%#@<>|\\{}^$_-])"
)
_WITH = re.compile(r"\bw/(o\b)? ?", re.IGNORECASE)
_MIXED = re.compile(r"\b(?:[a-z]+\d[a-z]*|2[a-z]{2,})\b")
"""Words with a figure inside: "l8r", "2moro"."""
_HALF = re.compile(r"(?<=\d) 1/2(?![\d/])")
_CUTS = re.compile(r"[,()\[\]]|\s-\s")
_COUNTED = frozenset({"set", "sets", "reps", "x"})
_ENDS_SENTENCE = re.compile(r"[.!?;\n\r…•]")

_CHARACTERS = {
    **dict.fromkeys(map(ord, "–—‒―−‐‑"), "-"),
    **dict.fromkeys(map(ord, "’‘`´ʼ′"), "'"),
    **dict.fromkeys(map(ord, "“”″„"), '"'),
    **dict.fromkeys(map(ord, "×✕✖хХ"), "x"),
    **dict.fromkeys([*range(0x300, 0x370), *range(0x200B, 0x2010), 0xFE0E, 0xFE0F, 0xFEFF, 0xAD, 0x2060], None),
    **dict.fromkeys(range(0x1F3FB, 0x1F400), None),  # skin tones
    0x20E3: " ",
    0x2044: "/",
    ord("½"): " half ",
    **dict.fromkeys(map(ord, "→➔➜⇒⟶"), "->"),
    ord("🔟"): " 10 ",
    ord("…"): "... ",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A reply as words: `seps[i]` is what stood before word i, and one more for what stood after the last."""

    words: tuple[str, ...]
    seps: tuple[str, ...]
    numbers: Mapping[int, float]
    """The value of every word that is a number, by its index."""
    spelled: frozenset[int]
    """Which of those were number words ("one" may be a pronoun)."""
    breaks: int
    """Bit i is set where a sentence begins at word i."""
    commas: int
    """Bit i is set where a comma, bracket or lone dash stands before word i."""
    spoken: int
    """Bit i is set where word i is a word or a number, not a sign."""
    left_out: bool = False
    """Whether parts of a long text that speak of pain or alarm signs are not in `words`."""
    rest: tuple[str, ...] = ()
    """Those of them that may hold alarm signs, still to be read."""

    def slice(self, start: int, end: int) -> str:
        return " ".join(self.words[start:end])

    def glued(self, index: int) -> bool:
        """Whether word `index` stands directly after the one before it ("8L", "20s")."""
        return 0 < index < len(self.words) and self.seps[index] == ""


def fold(text: str) -> str:
    """One form for all the ways to type the same characters; lower case, no accents, no invisible signs."""
    if "<" in text:
        text = _TAG.sub(" ", _SCRIPT.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
    if "%" in text:
        text = text.replace("%", " percent ")
    if "w/" in text or "W/" in text:
        text = _WITH.sub(lambda found: "without " if found[1] else "with ", text)
    if " 1/2" in text:
        text = _HALF.sub(" half", text)
    return text.lower() if text.isascii() else _FOREIGN.sub(_folded, text).lower()


_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def _folded(run: re.Match[str]) -> str:
    """Characters beyond ASCII in their plain form."""
    return _plain(run[0]) if len(run[0]) <= 8 else _plain.__wrapped__(run[0])


@lru_cache(maxsize=2048)
def _plain(run: str) -> str:
    return unicodedata.normalize("NFKD", run.translate(_CHARACTERS)).casefold().translate(_CHARACTERS)


def tokens(folded: str) -> tuple[list[str], list[str]]:
    """The words, numbers and signs, and what stands before each of them and after the last."""
    parts = _TOKEN.split(folded)
    return parts[1::2], parts[::2]


def normalise(
    text: str,
    spellings: Mapping[str, Sequence[str]],
    numbers: Mapping[str, int],
    correct: Callable[[str], str],
    heard: Mapping[str, int] = MappingProxyType({}),
    shorten: Callable[[str], Gist] = Gist,
) -> Text:
    """`text` as words. `spellings` rewrites one word to others, `correct` mends a misspelt one and
    answers "" for a sign that means nothing; `heard` are number
    words that dictation mishears ("tree sets of ate")."""
    words: list[str] = []
    seps: list[str] = []
    short = shorten(fold(text[:MAX_CHARS]))
    typed, between = tokens(_MIXED.sub(lambda found: " ".join(spellings.get(found[0], (found[0],))), short.text))
    dropped = ""
    lefts = not LEFTS.isdisjoint(typed)
    for word, sep in zip(typed, between, strict=False):
        if word == "r" and not sep and words and words[-1][0].isdigit() and not lefts:
            word = "reps"  # "3x8r": no left is spoken of
        parts = _spell(word, spellings, correct)
        for number, part in enumerate(parts):
            words.append(part)
            seps.append(" " if number else dropped + sep)
        dropped = "" if parts else dropped + sep + " "
    seps.append(dropped + between[-1])
    _join_tens(words, seps, numbers)
    _join_points(words, seps, numbers)
    return _with_numbers(_heard(words, heard, numbers), seps, numbers, short)


LEFTS = frozenset({"l", "left", "lt", "lft", "lhs"})


def _join_tens(words: list[str], seps: list[str], numbers: Mapping[str, int]) -> None:
    """ "twenty five" is one number, and so is "three hundred"."""
    for index in range(len(words) - 2, -1, -1):
        if words[index] not in numbers:
            continue
        hundreds = numbers.get(words[index], 0)
        if words[index + 1] == "hundred" and 1 <= hundreds <= 9 and seps[index + 1] == " ":
            words[index : index + 2] = [str(hundreds * 100)]
            del seps[index + 1]
            continue
        tens, ones = numbers.get(words[index], 0), numbers.get(words[index + 1], 0)
        if 20 <= tens <= 90 and 1 <= ones <= 9 and seps[index + 1] in (" ", "-"):
            words[index : index + 2] = [str(tens + ones)]
            del seps[index + 1]


def _join_points(words: list[str], seps: list[str], numbers: Mapping[str, int]) -> None:
    """ "three point five", "3 comma 5" is one number."""
    for index in range(len(words) - 3, -1, -1):
        if index + 3 > len(words) or words[index + 1] not in ("point", "comma"):  # the number behind may just be joined
            continue
        whole, _, part = words[index : index + 3]
        if part.isdigit() | (part in numbers) and whole.isdigit() | (whole in numbers):
            words[index : index + 3] = [f"{numbers.get(whole, whole)}.{numbers.get(part, part)}"]
            del seps[index + 1 : index + 3]


_BY = frozenset({"buy", "bye"})


def _heard(words: list[str], heard: Mapping[str, int], names: Mapping[str, int]) -> list[str]:
    """The words with those put right that stand where only a number, or between two of them a times sign, can."""
    for index, word in enumerate(words):
        if word in _BY and _is_number(words, index - 1, names) and _is_number(words, index + 1, names):
            words[index] = "by"
        if word in heard:
            after = words[index + 1] if index + 1 < len(words) else ""
            before = words[index - 1] if index else ""
            two = words[index - 2] if index > 1 else ""
            if after in _COUNTED and word in ("for", "to") and _is_number(words, index + 2, names):
                continue  # "nothing for set 4"
            if (
                _dictated(words, index, {*heard, *names})
                or after in _COUNTED
                or (before in ("of", "x", "by") and (two in _COUNTED or two[:1].isdigit()))
            ):
                words[index] = str(heard[word])
    return words


def _is_number(words: list[str], index: int, names: Mapping[str, int]) -> bool:
    return 0 <= index < len(words) and (words[index][0].isdigit() or words[index] in names)


_SOUNDS = frozenset({"ate", "won", "tree", "fore"})


def _dictated(words: list[str], index: int, heard: Set[str]) -> bool:
    """ "ate ate seven", "tree out of 10": a misheard number in a row of numbers."""
    before = words[index - 1] if index else ""
    after = words[index + 1] if index + 1 < len(words) else ""
    if after == "out" and "of" in words[index + 2 : index + 3]:
        return True
    if words[index] not in _SOUNDS:
        return False
    if before in ("left", "right", "pain"):
        return True
    if words[index] == "won" and not before:
        return False  # "won 2-1"
    starts = not before or before[0].isdigit() or before in heard
    return starts and (after in heard or after[:1].isdigit() or bool(before))


def _spell(word: str, spellings: Mapping[str, Sequence[str]], correct: Callable[[str], str]) -> Sequence[str]:
    """The words that one typed word stands for."""
    if word[0].isdigit():
        return _digits(word)
    if "'" in word:
        word = word.replace("'", "") if word.replace("'", "") in spellings or word in spellings else word
        if "'" in word:
            return _apostrophe(word, spellings, correct)
    known = spellings.get(word)
    if known is not None:
        return known
    mended = correct(word)
    return spellings.get(mended) or ((mended,) if mended else ())


def _apostrophe(word: str, spellings: Mapping[str, Sequence[str]], correct: Callable[[str], str]) -> Sequence[str]:
    """ "today's" is "today", "what're" is "what are"."""
    stem, _, ending = word.partition("'")
    tail = {"ll": ("will",), "re": ("are",), "ve": ("have",), "m": ("am",), "d": ("would",), "t": ("not",)}
    head = tuple(spellings.get(stem) or (correct(stem),))
    return head + tail.get(ending, ())


def _digits(word: str) -> Sequence[str]:
    """A decimal stays one word; "8.8.7" is three."""
    return (word,) if word.count(".") < 2 else word.split(".")


def _with_numbers(words: list[str], seps: list[str], names: Mapping[str, int], short: Gist) -> Text:
    values: dict[int, float] = {}
    spelled: set[int] = set()
    breaks = commas = spoken = 0
    for index, word in enumerate(words):
        if word[0].isdigit():
            values[index] = _value(word)
        elif word in names:
            values[index] = names[word]
            words[index] = str(names[word])
            spelled.add(index)
        if word[0].isalnum():
            spoken |= 1 << index
        else:
            commas |= 3 << index  # a sign parts words like a comma before and after it
        if seps[index] in ("", " "):
            continue
        if _ENDS_SENTENCE.search(seps[index]):
            breaks |= 1 << index
        elif _CUTS.search(seps[index]):
            commas |= 1 << index
    return Text(
        tuple(words), tuple(seps), values, frozenset(spelled), breaks, commas, spoken, short.left_out, short.rest
    )


def _value(digits: str) -> float:
    return float(HUGE) if len(digits) > 6 else float(digits)
