"""Faults that a test scripts: the next calls of a method fail the way Telegram and networks do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TooMany:
    """429 with `retry_after` seconds; nothing is done."""

    retry_after: int = 1


@dataclass(frozen=True, slots=True)
class Refuse:
    """Any refusal of the Bot API, such as 500 `Internal Server Error`; nothing is done."""

    code: int = 500
    description: str = "Internal Server Error"


@dataclass(frozen=True, slots=True)
class Garbage:
    """An answer that is no JSON, as a proxy in between may give; nothing is done."""

    body: str = "<html>502 Bad Gateway</html>"
    status: int = 502


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer for `seconds` of real time, then the connection closes; nothing is done."""

    seconds: float = 3600.0


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection breaks before anything is done."""


@dataclass(frozen=True, slots=True)
class LoseAnswer:
    """The effect takes place, then the connection breaks: the bot cannot know."""


@dataclass(frozen=True, slots=True)
class Slow:
    """The effect takes place, the true answer comes `seconds` of real time later."""

    seconds: float = 1.0


Fault = TooMany | Refuse | Garbage | Hang | Reset | LoseAnswer | Slow


@dataclass(slots=True)
class _Plan:
    method: str
    fault: Fault
    times: int
    when: Callable[[dict[str, Any]], bool]


class Faults:
    """The faults still to come, in the order they were scripted."""

    def __init__(self) -> None:
        self._plans: list[_Plan] = []

    def add(
        self, method: str, fault: Fault, times: int = 1, when: Callable[[dict[str, Any]], bool] = lambda params: True
    ) -> None:
        """Let the next `times` calls of `method` ("*" for any) whose params satisfy `when` meet this fault."""
        self._plans.append(_Plan(method.lower(), fault, times, when))

    def clear(self) -> None:
        """No more faults."""
        self._plans.clear()

    def take(self, method: str, params: dict[str, Any]) -> Fault | None:
        """The fault this call meets, if any."""
        for plan in self._plans:
            if plan.method in (method.lower(), "*") and plan.when(params):
                plan.times -= 1
                if plan.times <= 0:
                    self._plans.remove(plan)
                return plan.fault
        return None
