"""Every sentence has its use, and everything the core can say has a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax.ast import Message

from bot.coach.model import Dose, Unit
from bot.coach.programme import Programme
from bot.coach.standing import Aim, Criterion, Decision, Ease, Mode, Reason, Return, Verdict, Why
from bot.wording.reasons import criterion, decision, fact, reason
from bot.wording.words import MissingWords, Words
from bot.words_file import WordsError, load_words
from tests.wording.conftest import DATA
from tests.wording.gallery import example
from tests.wording.people import TODAY

OWN = ("charts", "journey", "reminder", "reasons", "drills", "offers", "report", "review", "live")
CODE = Path(__file__).parents[2] / "bot"


def names(file: str) -> list[str]:
    """The sentences of a file."""
    resource = FluentResource((DATA / "words" / "en" / f"{file}.ftl").read_text(encoding="utf-8"))
    return [entry.id.name for entry in resource.body if isinstance(entry, Message)]


def said_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """The names that stand in the code, and the patterns of those that are put together."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE.rglob("*.py"))
    literal = set(re.findall(r'"([a-z][\w-]*)"', code))
    built = {text for text in re.findall(r'f"([a-z][\w-]*\{[^"]*)"', code) if not text.startswith("{")}
    return literal, [re.compile(re.sub(r"\\\{.*?\\\}", r"[\\w-]+", re.escape(text)) + "$") for text in built]


@pytest.mark.parametrize("file", OWN)
def test_every_sentence_is_used(file: str) -> None:
    literal, built = said_in_code()
    unused = [name for name in names(file) if name not in literal and not any(p.match(name) for p in built)]
    assert unused == []


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_words_with_and_without_its_numbers(words: Words, programme: Programme, why: Why) -> None:
    for given in (example(why), Reason(why, detail=example(why).detail)):
        said = reason(words, programme, given, TODAY, Unit.SECONDS)
        assert said.strip()
        assert fact(words, programme, given, TODAY, Unit.SECONDS).strip()


@pytest.mark.parametrize("verdict", Verdict)
def test_every_decision_has_words_at_every_stage(words: Words, programme: Programme, verdict: Verdict) -> None:
    for stage in range(1, programme.last + 2):
        assert decision(words, programme, Decision(TODAY, verdict, (), stage, 2), TODAY).startswith("<b>")


@pytest.mark.parametrize("aim", Aim)
def test_every_criterion_is_ticked_or_not(words: Words, aim: Aim) -> None:
    open_ = criterion(words, Criterion(aim, 1, 2, met=False), Unit.REPS, Dose(3, 8))
    met = criterion(words, Criterion(aim, 2, 2, met=True), Unit.REPS)
    assert open_.startswith("○ ")
    assert met.startswith("✓ ")


def members(*kinds: Iterable[str]) -> list[str]:
    return [str(member) for kind in kinds for member in kind]


@pytest.mark.parametrize("name", members(set(Ease) - {Ease.NONE}, set(Return) - {Return.AS_PLANNED}))
def test_every_lighter_dose_has_a_note(words: Words, name: str) -> None:
    assert words.knows(f"note-{name}")


@pytest.mark.parametrize("ease", sorted(set(Ease) - {Ease.NONE}))
def test_every_ease_says_its_way_out(words: Words, ease: Ease) -> None:
    assert words.knows(f"change-{ease}")


def test_every_mode_is_worded(words: Words) -> None:
    """The gallery goes through people in every mode; here is the list."""
    from tests.wording.people import PEOPLE

    assert {standing.mode for standing in PEOPLE.values()} == set(Mode)


def test_a_sentence_told_twice_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "a.ftl").write_text("hello = Hello\n")
    (folder / "b.ftl").write_text("hello = Hi\n")
    with pytest.raises(WordsError, match=r"b\.ftl: hello is there twice"):
        load_words(tmp_path)


def test_a_file_that_is_not_fluent_is_refused_with_its_first_wrong_line(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.ftl").write_text("hello = Hello\nwhat is this\n")
    with pytest.raises(WordsError, match=r"a\.ftl: not Fluent: what is this"):
        load_words(tmp_path)


def test_english_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    with pytest.raises(WordsError, match="en is missing"):
        load_words(tmp_path)


def test_an_unknown_sentence_or_a_missing_value_is_an_error(words: Words) -> None:
    with pytest.raises(MissingWords, match="no words"):
        words("no-such-sentence")
    with pytest.raises(MissingWords, match="amount-reps"):
        words("amount-reps")
