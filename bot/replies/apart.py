"""A report and a wish in one message, told in sentences of their own: each is read as if it had come alone, so that
nothing of the one colours the other ("5, 5, 4. Make my reminder 10 am for good")."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.replies.model import Reading
from bot.replies.scene import Scene

Look = Callable[[str], Scene]
Read = Callable[[str], Reading]

_ASKED = frozenset({"next", "progress", "demo", "help"})
_OF_TIME = frozenset({"time", "timezone"})
_PLAIN = _OF_TIME | {"export", "delete"}
_WISHES = _ASKED | _PLAIN | {"stop", "pause", "snooze"}
_LISTS = frozenset(f"wish.{name}" for name in _WISHES) | {"daily", "reminder", "moved_to"}
_TOLD = frozenset({"log", "pain"})
_REPORTS = _TOLD | {"alarm", "edit"}
_ASKING = frozenset({"how", "hows", "what", "whats", "when", "whens", "which", "where", "who", "show", "send", "give",
    "can", "could", "may", "am", "is", "are", "do", "does", "did", "any", "anything", "and", "please", "pls", "tell",
    "got", "have", "start", "begin", "bring", "lets", "let", "explain", "now", "next",
    "should", "so", "ready"})  # fmt: skip
"""Words with which a question or a request begins; "day 5 in a row" is neither."""
_MOST = 4
"""So many sentences at most, or commas, are looked at: a message with more is a story."""
_SENTENCE = re.compile(r"(?<![ap]\.m\.)(?<=[.!?])\s+|\s*\n+\s*")
_COMMA = re.compile(r"\s*[,;]\s*|\s+[-–—]\s+")
_FIRST = re.compile(r"\W*([a-z]+)")


def read_apart(text: str, look: Look, read: Read) -> Reading:
    """The reading of the report and that of the wishes, put together; that of the whole where they are not apart."""
    scene = look(text)
    if not _may_report(scene) or scene.text.rest or scene.text.left_out:
        return read(text)
    sentences = [part for part in _SENTENCE.split(text.strip()) if part.strip(" .!?")]
    several = 1 < len(sentences) <= _MOST
    if several and _may_wish(scene) and (parted := _by_sentence(sentences, look, read)):
        return parted
    whole = read(text)
    if several and whole.signs:
        return _by_sentence(sentences, look, read, alarms=True) or whole
    said = "log" in whole.intents and whole.intents & _WISHES and not whole.ask
    if said or len(sentences) > 1 or not _may_wish(scene):
        return whole
    return _at_a_comma(text, whole, look, read) or whole


def _may_report(scene: Scene) -> bool:
    return bool(scene.text.numbers) or scene.has("did")


def _may_wish(scene: Scene) -> bool:
    return any(scene.has(name) for name in _LISTS & scene.find.possible)


def _by_sentence(sentences: list[str], look: Look, read: Read, *, alarms: bool = False) -> Reading | None:
    """The sentences that are wishes, or with `alarms` tell a sign, each by itself and the others together."""
    rest, wishes = [], []
    for sentence in sentences:
        wish = read(sentence) if alarms or _may_wish(look(sentence)) else None
        if wish and (_wishes(sentence, wish) or (alarms and _is_alarm(sentence, wish))):
            wishes.append(wish)
        else:
            rest.append(sentence)
    if not rest or not wishes:
        return None
    told = read("\n".join(rest))
    return _together(told, wishes) if _reports(told) else None


def _at_a_comma(text: str, whole: Reading, look: Look, read: Read) -> Reading | None:
    """Behind the last comma at which it can be done, a question and a wish that can be nothing else."""
    for comma in reversed(list(_COMMA.finditer(text))[-_MOST:]):
        head, tail = text[: comma.start()], text[comma.end() :]
        if not (_may_wish(look(tail)) and _may_report(look(head))):
            continue
        wish = read(tail)
        of_time = wish.intents <= _OF_TIME
        enough = of_time or whole.intents <= wish.intents | _TOLD  # else the whole says what neither part could
        if enough and _wishes(tail, wish) and _is_firm(tail, wish, whole):
            told = read(head)
            made = _together(told, [wish])
            sure = of_time and _is_sure(told)
            if told.intents <= _TOLD and _reports(told) and (sure or _says_more(made, whole)):
                return made
    return None


def _is_firm(tail: str, wish: Reading, whole: Reading) -> bool:
    """Whether the wish can be nothing else: "15 then 9, stop" and "three, at 7" are no wishes."""
    if wish.intents == {"stop"}:
        return len(tail.split()) > 2
    return wish.intents <= _ASKED | _PLAIN or (wish.intents == {"snooze"} and wish.at == whole.at)


def _is_sure(told: Reading) -> bool:
    """Whether the report says clearly what was done or how it felt."""
    return not told.ask and (told.sets is not None or told.pain is not None)


def _wishes(part: str, reading: Reading) -> bool:
    """Whether it is a wish and nothing else: a question that is asked, a later reminder with its time."""
    if not reading.intents or not reading.intents <= _WISHES or reading.signs or reading.ask - {"when", "date"}:
        return False
    first = _FIRST.match(part.lower())
    asked = "?" in part or "please" in part.lower() or (first is not None and first[1] in _ASKING)
    return (asked or not reading.intents & _ASKED) and ("snooze" not in reading.intents or reading.at is not None)


def _is_alarm(part: str, reading: Reading) -> bool:
    """Whether it tells a sign and nothing else; "feeling faint? no" may not stand by itself."""
    return reading.intents == {"alarm"} and not reading.ask and "?" not in part


def _reports(reading: Reading) -> bool:
    """Whether training or pain is told, and nothing is wished or unclear but that."""
    return bool(reading.intents) and reading.intents <= _REPORTS and "intent" not in reading.ask


def _says_more(made: Reading, whole: Reading) -> bool:
    """Whether all that the whole says is in it, and more."""
    same = all(
        getattr(whole, name) in (None, getattr(made, name))
        for name in ("sets", "pain", "date", "at", "until", "time", "timezone")
    )
    return same and whole.intents <= made.intents and made != whole


def _together(told: Reading, wishes: list[Reading]) -> Reading:
    made = told
    for wish in wishes:
        made = replace(
            made,
            intents=made.intents | wish.intents,
            at=made.at or wish.at,
            until=made.until or wish.until,
            time=made.time or wish.time,
            timezone=made.timezone or wish.timezone,
            ask=made.ask | wish.ask,
            signs=(*made.signs, *(sign for sign in wish.signs if sign not in made.signs)),
            command=made.command or wish.command,
            marks=(*made.marks, *wish.marks),
        )
    return made
