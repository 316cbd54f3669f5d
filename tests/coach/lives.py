"""Made-up lives: days of every kind, as values that hypothesis can draw, shrink and replay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from bot.coach.model import Baseline, Choice, Form, Hang, Log, Pain, Plan, Screening, Skip, Tier, Where
from bot.coach.standing import Mode, Standing
from tests.coach.story import Pair, Story, day


@dataclass(frozen=True)
class Act:
    """One thing that happens on a day."""

    kind: str
    a: int = 0
    b: int | None = None


PLANS = ((0, 1, 2, 3, 4, 5, 6), (0, 2, 4), (1, 3), (5, 6), (0, 1, 2, 3))
KITS = ((), ("mini_band",), ("bar",), ("bar", "long_band", "mat"))
OPTIONS = ("repeat", "back", "easier", "on", "stay")
PLACES = (Where.LOW_BACK, Where.ELSEWHERE, Where.HIP_FRONT, None)

pains = st.one_of(st.integers(0, 2), st.integers(0, 2), st.integers(0, 5), st.integers(0, 10))
mornings = st.one_of(st.integers(0, 1), st.none(), st.integers(0, 4))
efforts = st.integers(0, 5)

trainings = st.builds(Act, st.just("train"), st.integers(0, 400), mornings)
others = st.one_of(
    st.builds(Act, st.sampled_from(["rest", "plan", "choose", "pause"]), st.integers(0, 30)),
    st.builds(Act, st.sampled_from(["clear", "misread", "yes", "no", "form", "hang", "skip", "resume", "correct"])),
    st.builds(Act, st.sampled_from(["pain", "baseline", "screen", "lock"]), st.integers(0, 10)),
)
acts = st.one_of(trainings, trainings, trainings, others)
lives = st.lists(acts, max_size=45)


def live(script: list[Act], story: Story | None = None, number: int = 1) -> tuple[Story, int]:
    """Live a script from a day on; the story and the day it has come to."""
    story = story or Story()
    for act in script:
        number = perform(story, number, act)
    return story, number


def perform(story: Story, number: int, act: Act) -> int:
    """Do one thing on that day; the day on which the next thing happens."""
    if act.kind == "train":
        return train(story, number, act)
    if act.kind == "rest":
        return number + 1 + act.a % 9
    _tell(story, number, act)
    return number


def train(story: Story, number: int, act: Act) -> int:
    """Train as prescribed, more or less, and say what it was like; without a prescription, let the day go by."""
    standing = answered(story, number)
    todo = standing.prescription
    if todo is not None and not standing.trained_today:
        effort, pain, where = act.a % 6, PEAKS[act.a % len(PEAKS)], PLACES[act.a % len(PLACES)]
        sets = done(todo.dose.sets, todo.dose.amount, effort)
        story.train(number, given=todo, sets=sets, pain=pain, where=where, morning=act.b, form=act.a % 5 > 0)
    elif standing.ask_off and act.b is not None:
        story.morning(number, act.b)
    return number + 1


PEAKS = (0, 0, 1, 2, 0, 3, 0, 1, 5, 0, 4, 2, None, 6, 0, 7, 1)


def done(sets: int, amount: int, effort: int) -> tuple[Pair, ...]:
    """As prescribed, a little less, much less, one set, uneven, or more."""
    pairs: list[tuple[Pair, ...]] = [
        ((amount, amount),) * sets,
        ((max(1, amount - 1),) * 2,) * sets,
        ((max(1, amount - 4),) * 2,) * sets,
        ((amount, amount),),
        ((amount, max(1, amount - 3)),) * sets,
        ((amount + 2, amount + 2),) * sets,
    ]
    return pairs[effort]


def answered(story: Story, number: int) -> Standing:
    """The standing after the questions of the day that training needs were answered."""
    standing = story.at(number)
    if standing.ask_screening and standing.mode is Mode.SCREENING:
        story.tell(Screening, number)
        standing = story.at(number)
    if standing.ask_hang:
        story.tell(Hang, number, able=number % 3 > 0)
        standing = story.at(number)
    return standing


def _tell(story: Story, number: int, act: Act) -> None:
    told: dict[str, Any] = {
        "plan": lambda: story.tell(
            Plan, number, weekdays=PLANS[act.a % len(PLANS)], missing_kit=KITS[act.a % len(KITS)]
        ),
        "choose": lambda: story.tell(Choice, number, option=OPTIONS[act.a % len(OPTIONS)]),
        "pause": lambda: story.pause(number, None if act.a > 25 else number + act.a),
        "resume": lambda: story.resume(number),
        "clear": lambda: story.clear(number),
        "misread": lambda: story.clear(number, misread=True),
        "yes": lambda: _answer(story, number, accepted=True),
        "no": lambda: _answer(story, number, accepted=False),
        "form": lambda: story.tell(Form, number, stage=story.at(number).stage, answer="yes"),
        "hang": lambda: story.tell(Hang, number, able=True),
        "skip": lambda: story.tell(Skip, number),
        "correct": lambda: _correct(story, number),
        "pain": lambda: story.tell(Pain, number, value=act.a, where=Where.LOW_BACK),
        "baseline": lambda: story.tell(Baseline, number, value=act.a // 3),
        "screen": lambda: story.tell(Screening, number, yes=("heart",) if act.a > 8 else ()),
        "lock": lambda: story.lock(number, "night_pain", list(Tier)[act.a % 3]),
    }
    told[act.kind]()


def _answer(story: Story, number: int, *, accepted: bool) -> None:
    if story.at(number).offer is not None:
        story.consent(number, accepted=accepted)


def _correct(story: Story, number: int) -> None:
    """Correct the first session's sets, as an edit of an old message does."""
    log = next((fact for fact in story.facts if isinstance(fact, Log)), None)
    if log is not None and log.day < day(number):
        told = (log.day - day(1)).days + 1
        story.correct(Log, told, number, sets=log.sets[:1])
