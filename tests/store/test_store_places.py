"""A few at a time, in order; what is urgent first."""

from __future__ import annotations

import asyncio

import pytest

from bot.store.places import Places


async def come(places: Places, who: str, order: list[str], *, urgent: bool = False) -> None:
    await places.acquire(urgent=urgent)
    order.append(who)
    await asyncio.sleep(0)
    places.release()


async def test_those_who_wait_go_in_their_order_and_the_urgent_before_them() -> None:
    places, order = Places(), list[str]()
    await places.acquire()
    waiting = [asyncio.create_task(come(places, who, order)) for who in ("a", "b")]
    await asyncio.sleep(0)
    waiting += [asyncio.create_task(come(places, who, order, urgent=True)) for who in ("x", "y")]
    await asyncio.sleep(0)
    places.release()
    await asyncio.gather(*waiting)
    assert order == ["x", "y", "a", "b"]


async def test_no_more_than_there_are_places() -> None:
    places, inside, most = Places(2), 0, 0

    async def stay() -> None:
        nonlocal inside, most
        async with places:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.001)
            inside -= 1

    await asyncio.gather(*(stay() for _ in range(10)))
    assert most == 2


@pytest.mark.parametrize("handed_over", [False, True])
async def test_who_is_cancelled_while_waiting_keeps_nobody_out(handed_over: bool) -> None:
    places = Places()
    await places.acquire()
    waiting = asyncio.create_task(places.acquire())
    await asyncio.sleep(0)
    if handed_over:
        places.release()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    if not handed_over:
        places.release()
    async with asyncio.timeout(5):
        await places.acquire()
