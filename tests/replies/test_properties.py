"""What holds for every reply, whatever its words."""

from __future__ import annotations

import datetime as dt
import random
import string
from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.replies import Asked, Plan, Reading, read
from tests.replies.score import answer, cases, full, harm, verdict, vocabulary

NOW = dt.datetime(2026, 12, 9, 7, 55)  # noqa: DTZ001 - a reply is read in local time, without a zone
PLANS = st.sampled_from([Plan(3, 8, "reps"), Plan(2, 6, "reps"), Plan(3, 20, "seconds"), Plan(3, 10, "reps")])
ASKED = st.sampled_from([None, "sets", "pain", "morning_pain", "when"])
DEV = [case for case in cases("dev") if case["text"].strip()]
ALARMS = [c for c in (*cases("dev"), *cases("own")) if c["expect"].get("intents") == ["alarm"]]
SIGNS = [
    "numbness between my legs", "weakness in my leg", "chest pain", "tingling in my foot", "fainting",
    "trouble peeing", "a lump in my groin", "weight loss", "a fever with back pain", "a swollen knee",
]  # fmt: skip


def said(text: str, asked: Asked | None = None, plan: Plan = Plan(3, 8, "reps")) -> Reading:  # noqa: B008 - a frozen value
    return read(text, now=NOW, plan=plan, asked=asked, vocabulary=vocabulary())


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=300), ASKED, PLANS)
def test_any_text_gives_a_reading_never_an_exception(text: str, asked: Asked | None, plan: Plan) -> None:
    reading = said(text, asked, plan)
    assert reading.pain is None or 0 <= reading.pain <= 10


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(sorted(vocabulary().speller.words)[::3]), max_size=30), ASKED, PLANS)
def test_any_words_of_the_vocabulary_in_any_order_give_a_reading(
    words: list[str], asked: Asked | None, plan: Plan
) -> None:
    reading = said(" ".join(words), asked, plan)
    assert reading.intents or reading.ask or not reading.sets


SPOKEN = ["point", "comma", "twenty", "five", "3", "8"]
GLUE = [
    "half", "a", "to", "of", "out", "x", "by", "and", "not", "pain", "left", "right",
    "each", "sets", "set", "2.5", "10", "/", "-", ",", ".", "last", "only", "then", "at", "am", "tomorrow",
]  # fmt: skip


@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(SPOKEN) | st.sampled_from(GLUE), max_size=12), ASKED, PLANS)
def test_numbers_and_what_joins_them_in_any_order_give_a_reading(
    words: list[str], asked: Asked | None, plan: Plan
) -> None:
    reading = said(" ".join(words), asked, plan)
    assert reading.pain is None or 0 <= reading.pain <= 10


def test_a_decimal_in_words_is_one_number_wherever_it_stands() -> None:
    for text in ("pain three point five", "3x8, pain 3 point 5", "it is a three point five"):
        assert said(text, "pain").pain == 4, text
    assert said("pain two point five at first, now three point five").pain == 4


@settings(max_examples=250, deadline=None, derandomize=True)
@given(
    st.sampled_from(DEV),
    st.sampled_from(["{} please", "{}, thanks!", "{} 😊", "hi coach, {}", "  {}  ", "{} 🙏🏽", "{}!!"]),
    st.sampled_from([str, str.upper, str.title]),
)
def test_courtesy_emoji_case_and_spacing_turn_no_reading_wrong_or_unsafe(case, frame, letters) -> None:
    assume(not case["text"].startswith(("*", "/", "<")) and "want to" not in case["text"])
    result = verdict(_courteous(case), answer(case, frame.format(letters(case["text"]))))
    assert result in ("exact", "asked"), result


def _courteous(case):
    """The same case, where courtesy alone may be read as the greeting or thanks it is."""
    if not set(case["expect"].get("intents", ())) <= {"greeting", "thanks"}:
        return case
    both = [{"intents": names} for names in (["thanks"], ["greeting"], ["greeting", "thanks"])]
    return {**case, "or": [*case.get("or", []), *({**case["expect"], **one} for one in both), *both]}


def test_a_typo_at_distance_one_hardly_ever_turns_a_reading_wrong_and_never_unsafe() -> None:
    """Every word of five letters or more of the corpus is mistyped once; docs/replies.md has the shares."""
    dice, counts = random.Random(7), Counter[str]()
    for case in DEV:
        words = case["text"].split(" ")
        for place, word in enumerate(words):
            if len(word) >= 5 and word.isascii() and word.isalpha():
                typed = _mistyped(word, dice)
                if typed.lower() not in vocabulary().speller.words:
                    text = " ".join([*words[:place], typed, *words[place + 1 :]])
                    counts[verdict(case, answer(case, text)).split(":")[0]] += 1
    assert counts["wrong"] <= 0.005 * counts.total()
    assert counts["unsafe"] == 0


def _mistyped(word: str, dice: random.Random) -> str:
    """One letter left out, doubled, swapped with the next or hit wrongly, but not the first or last."""
    place = dice.randint(1, len(word) - 2)
    head, letter, behind, tail = word[:place], word[place], word[place + 1], word[place + 2 :]
    slips = (head + behind + tail, head + 2 * letter + behind + tail, head + behind + letter + tail)
    return dice.choice((*slips, head + dice.choice(string.ascii_lowercase) + behind + tail))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.sampled_from(SIGNS),
    st.sampled_from(["no {}", "i have no {}", "3x8 done, no {}", "without any {}", "never had {}"]),
)
def test_a_denied_alarm_is_none(sign: str, frame: str) -> None:
    assert "alarm" not in said(frame.format(sign)).intents


@settings(max_examples=250, deadline=None, derandomize=True)
@given(
    st.sampled_from(ALARMS),
    st.sampled_from(DEV),
    st.sampled_from(["{1}. {0}", "{0}. {1}", "{1}, and {0}", "{0}\n{1}", "{1}! {0}!"]),
)
def test_an_alarm_inside_any_other_text_is_one(alarm, other, frame: str) -> None:
    assert "alarm" in said(frame.format(alarm["text"], other["text"])).intents


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.sampled_from(ALARMS), st.lists(st.sampled_from(DEV), min_size=20, max_size=60), st.integers(0, 20))
def test_an_alarm_inside_a_long_text_is_one(alarm, others, place: int) -> None:
    texts = [other["text"] for other in others if "alarm" not in other["kind"]]
    texts.insert(place, alarm["text"])
    assert "alarm" in said(". ".join(texts)).intents


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(st.integers(0, 10), min_size=1, max_size=4),
    st.sampled_from(["pain {}", "{}/10", "pain was {} in the hip", "it hurts, a {}", "pain level {}", "{} out of 10"]),
    st.sampled_from([". ", ", ", "\n", "; "]),
)
def test_pain_is_never_read_lower_than_the_highest_number_said_of_today(
    levels: list[int], phrase: str, joint: str
) -> None:
    pain = said(joint.join(phrase.format(level) for level in levels)).pain
    assert pain is None or pain >= max(levels)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from(DEV), st.sampled_from(DEV))
def test_two_replies_in_one_message_miss_no_alarm_of_either(one, other) -> None:
    got = full(answer(one, f"{one['text']}. {other['text']}"))
    wanted = {name for case in (one, other) for name in case["expect"].get("intents", []) if name == "alarm"}
    assert harm({**full({}), "intents": frozenset(wanted), "pain": None}, got) != "alarm missed"


HOSTILE = [
    "3x8 " * 1024, "1 " * 2048, "<" * 4096, "<a" * 2048, "((((" * 1024, "no " * 1365, "numb " * 819, "x" * 4096,
    "pain 3 " * 585, "\u0301" * 4096, "9" * 4096, "3x" * 2048, "left right " * 372, "'" * 4096, "a'" * 2048,
    "🙂" * 4096, "-" * 4096, "1.1." * 1024, "till monday " * 341, "\x00" * 4096, "\u202e3x8" * 1024, "٣x٨ " * 1024,
    "three point " * 341, "8 comma " * 512, "twenty " * 585, "to 2 of 8 " * 409,
]  # fmt: skip


def test_texts_built_to_do_harm_give_a_reading_too() -> None:
    for text in HOSTILE:
        for asked in (None, "sets", "pain", "when"):
            reading = said(text[:4096], asked)
            assert reading.sets is None or len(reading.sets) <= 10
