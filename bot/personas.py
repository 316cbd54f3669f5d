"""The made-up users of the simulation: a body that gets stronger, hurts at times, and a week that gets in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from bot.coach.model import (
    Baseline,
    Choice,
    Clearance,
    Consent,
    Fact,
    Form,
    Hang,
    Log,
    Morning,
    Pain,
    Pair,
    Pause,
    Plan,
    Screening,
    Where,
)
from bot.coach.programme import Programme
from bot.coach.standing import Mode, Prescription, Standing
from bot.coach.walk import Walk


@dataclass(frozen=True, slots=True)
class Persona:
    """What kind of user. Shares are of 1; `strength` is the share of a stage's gate they can do on the first day."""

    says: str
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    shows_up: float = 0.9
    tells_mornings: float = 0.9
    peaks: Sequence[int] = (0, 0, 0, 1, 1, 2)
    flares: float = 0.0
    worse_mornings: float = 0.05
    strength: float = 0.85
    gain: float = 0.03
    weaker_right: float = 0.0
    form: float = 0.9
    pauses: float = 0.0


PERSONAS: dict[str, Persona] = {
    "steady": Persona("trains as told", shows_up=0.93),
    "sore": Persona(
        "often a little sore", weekdays=(0, 2, 4), peaks=(0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3), worse_mornings=0.1
    ),
    "busy": Persona("misses days, goes away, forgets mornings", shows_up=0.5, tells_mornings=0.6, pauses=0.015),
    "flare-up": Persona("well until it flares up", weekdays=(0, 2, 4), flares=0.04),
    "asymmetric": Persona("the right side is much weaker", weekdays=(0, 1, 3, 5), weaker_right=0.4),
    "beginner": Persona("starts low, gains slowly", weekdays=(0, 2, 4), strength=0.5, gain=0.02, form=0.6),
}


@dataclass(slots=True)
class Today:
    """One day of a life: told, done, and the standing at its end."""

    day: date
    standing: Standing
    told: str = ""
    did: str = ""
    trained: bool = False
    peak: int | None = None


@dataclass(slots=True)
class Body:
    """What the user can do and what hurts, as shares of a stage's gate and as pains."""

    persona: Persona
    chance: Random
    practised: dict[int, int] = field(default_factory=dict)
    sore_days: int = 0

    def sets(self, programme: Programme, todo: Prescription) -> tuple[Pair, ...]:
        """As much of the prescription as the body has in it today."""
        stage = programme.stage(todo.stage)
        times = self.practised[todo.stage] = self.practised.get(todo.stage, 0) + 1
        share = self.persona.strength + self.persona.gain * times
        gap = max(0.0, self.persona.weaker_right - 0.02 * times)
        pairs = []
        for number in range(todo.dose.sets):
            able = stage.gate.amount * (share - 0.03 * number + self.chance.uniform(-0.08, 0.08))
            pairs.append((self._side(able, todo), self._side(able * (1 - gap), todo)))
        return tuple(pairs)

    def _side(self, able: float, todo: Prescription) -> int:
        easier = 1.3 if todo.variant == "easier" else 1.0
        return max(1, min(todo.dose.amount, round(able * easier)))

    def peak(self) -> int:
        """The worst pain of a session; a flare-up leaves the back sore for days."""
        if self.chance.random() < self.persona.flares:
            self.sore_days = self.chance.randint(2, 9)
            return self.chance.randint(6, 8)
        return self.chance.choice(self.persona.peaks) + (2 if self.sore_days else 0)

    def morning(self) -> int:
        if self.sore_days:
            self.sore_days -= 1
            return 3 if self.sore_days else 1
        return 1 if self.chance.random() < self.persona.worse_mornings else 0


class Life:
    """One made-up user, lived day by day on the real core."""

    def __init__(self, programme: Programme, persona: str, seed: int) -> None:
        self.programme = programme
        self.persona = PERSONAS[persona]
        self.chance = Random(f"{persona} {seed}")  # noqa: S311 - a made-up life, no secret
        self.body = Body(self.persona, self.chance)
        self.walk = Walk(programme)
        self.facts: list[Fact] = []
        self.begun = False
        self.seen: tuple[date, int] | None = None
        self.standing: Standing

    def live(self, day: date) -> Today:
        """One day: the morning's questions, the drill if it is due, and what came of it."""
        self.facts = []
        if not self.begun:
            self._begin(day)
        self._answer(day, self._look(day))
        morning = self._look(day)
        today = Today(day, morning, told=_told(morning))
        if morning.due == day and morning.prescription is not None:
            self._maybe_train(today, morning.prescription)
        elif any(isinstance(fact, Morning) for fact in self.facts):
            today.did = _mornings(self.facts).removeprefix(", ")
        today.standing = self._look(day)
        self.walk.end(day, self.facts)
        return today

    def _look(self, day: date) -> Standing:
        """The standing with what was told today; it is asked for often, and only new facts change it."""
        seen = (day, len(self.facts))
        if self.seen != seen:
            self.seen, self.standing = seen, self.walk.look(day, self.facts)
        return self.standing

    def _tell(self, kind: type[Fact], day: date, **what: Any) -> None:
        at = datetime.combine(day, time(7), tzinfo=UTC) + timedelta(minutes=len(self.facts))
        self.facts.append(kind(id=len(self.facts), at=at, day=day, **what))

    def _begin(self, day: date) -> None:
        self.begun = True
        self._tell(Screening, day)
        self._tell(Baseline, day, value=0)
        self._tell(Plan, day, weekdays=self.persona.weekdays)

    def _answer(self, day: date, standing: Standing) -> None:
        """Whatever the coach asks before the drill."""
        sure = self.chance.random() < self.persona.tells_mornings
        if (standing.ask_morning and sure) or standing.ask_off:
            self._tell(Morning, day, value=self.body.morning())
        if standing.ask_screening:
            self._tell(Screening, day)
        if standing.ask_baseline:
            self._tell(Baseline, day, value=0)
        if standing.ask_hang:
            self._tell(Hang, day, able=self.chance.random() < 0.8)
        if standing.mode in (Mode.REFERRED, Mode.LOCKED) and self.chance.random() < 0.2:
            self._tell(Clearance, day)
        self._decide(day, self._look(day))

    def _decide(self, day: date, standing: Standing) -> None:
        """Offers and choices."""
        offer = standing.offer
        if offer is not None and offer.say:
            yes = self.chance.random() < 0.9
            self._tell(Consent, day, stage=offer.stage, accepted=yes, grounds=offer.grounds, worst=offer.worst)
        elif standing.choose and self.chance.random() < 0.3:
            self._tell(Choice, day, option=self.chance.choice(["easier", "back", "on"]))
        elif standing.fewer_days is not None and self.chance.random() < 0.3:
            self._tell(Plan, day, weekdays=standing.weekdays[: standing.fewer_days])
        elif standing.mode is Mode.TRAINING and self.chance.random() < self.persona.pauses:
            self._tell(Pause, day, until=day + timedelta(days=self.chance.randint(3, 21)))

    def _maybe_train(self, today: Today, todo: Prescription) -> None:
        if self.chance.random() >= self.persona.shows_up:
            today.did = "did not train"
            return
        sets = self.body.sets(self.programme, todo)
        self._tell(
            Log,
            today.day,
            stage=todo.stage,
            variant=todo.variant,
            substitute=todo.substitute,
            prescribed=todo.dose,
            sets=sets,
        )
        today.peak = self.body.peak()
        self._tell(Pain, today.day, value=today.peak, where=Where.LOW_BACK if today.peak else None)
        today.trained = True
        today.did = f"{' '.join(f'{left}/{right}' for left, right in sets)}, pain {today.peak}{_mornings(self.facts)}"
        after = self._look(today.day)
        if after.ask_form:
            answer = "yes" if self.chance.random() < self.persona.form else "not_quite"
            self._tell(Form, today.day, stage=after.stage, answer=answer)
            today.did += f", form {answer.replace('_', ' ')}"


def _told(standing: Standing) -> str:
    """What the coach's morning message comes down to."""
    todo = standing.prescription
    if todo is None:
        return "" if standing.mode is Mode.PAUSED else standing.mode.value
    if standing.due != standing.today:
        return ""
    easier = ", easier variant" if todo.variant == "easier" else ""
    first = f", {todo.weaker_first} side first" if todo.weaker_first else ""
    return f"{todo.drill.replace('_', ' ')} {todo.dose.sets}x{todo.dose.amount} {todo.unit}{easier}{first}"


def _mornings(facts: Sequence[Fact]) -> str:
    return "".join(f", back this morning {fact.value}" for fact in facts if isinstance(fact, Morning))
