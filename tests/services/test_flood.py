"""A flood of one chat is let go after a burst; its sender is told once, and nobody else is bound by it."""

from __future__ import annotations

import pytest

from bot.services.flood import MANY, Flood, Turnstile

IN, FIRST, OUT = Turnstile.IN, Turnstile.FIRST_OUT, Turnstile.OUT


class Seconds:
    """A clock that stands."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def test_a_burst_comes_in_and_the_rest_does_not(seconds: Seconds) -> None:
    flood = Flood(3, seconds)
    assert [flood.come(1) for _ in range(6)] == [IN, IN, IN, FIRST, OUT, OUT]


def test_another_chat_is_not_bound_by_it(seconds: Seconds) -> None:
    flood = Flood(3, seconds)
    for _ in range(100):
        flood.come(1)
    assert [flood.come(2) for _ in range(3)] == [IN] * 3


@pytest.mark.parametrize(("pause", "come_in"), [(0.0, 0), (0.5, 0), (1.0, 1), (2.5, 2), (100.0, 10)])
def test_one_a_second_comes_in_again(seconds: Seconds, pause: float, come_in: int) -> None:
    flood = Flood(10, seconds)
    for _ in range(20):
        flood.come(1)
    seconds.now += pause
    assert [flood.come(1) for _ in range(20)].count(IN) == come_in


def test_a_long_flood_is_told_of_once(seconds: Seconds) -> None:
    flood = Flood(10, seconds)
    told = 0
    for _ in range(1000):
        seconds.now += 0.1
        told += flood.come(1) is FIRST
    assert told == 1


def test_a_second_flood_is_told_of_again(seconds: Seconds) -> None:
    flood = Flood(10, seconds)
    first = [flood.come(1) for _ in range(12)]
    seconds.now += 60
    assert FIRST in first
    assert FIRST in [flood.come(1) for _ in range(12)]


def test_a_clock_that_goes_back_does_no_harm(seconds: Seconds) -> None:
    flood = Flood(2, seconds)
    flood.come(1)
    seconds.now -= 1000
    assert [flood.come(1) for _ in range(2)] == [IN, FIRST]


def test_quiet_chats_are_forgotten(seconds: Seconds) -> None:
    flood = Flood(2, seconds)
    for chat in range(MANY + 1):
        flood.come(chat)
    seconds.now += 60
    flood.come(-1)
    assert len(flood._buckets) == 1
