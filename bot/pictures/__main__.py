"""The drawing process: takes pickled orders on its standard input and answers on its standard output.

One order at a time, as `studio.py` sends them: four bytes of length, then `(kind, value)`; the answer has one byte more
in front, 1 where it is the drawn bytes and 0 where it is why nothing was drawn. It ends with its input, after a while
without orders, and after so many orders that what a library may leak does not add up.
"""

from __future__ import annotations

import os
import pickle
import select
import struct
import sys
from typing import Any, BinaryIO

from bot.pictures.orders import HEAD, ORDERS

ORDERS_MOST = 500
IDLE_SECONDS = 300.0
NICE = 10
"""Gives way to the bot, which has people to answer."""


def main() -> None:
    os.nice(NICE)
    orders, answers = sys.stdin.buffer, sys.stdout.buffer
    for _ in range(ORDERS_MOST):
        if not select.select([orders], [], [], IDLE_SECONDS)[0]:
            return
        order = _read(orders)
        if order is None:
            return
        drawn, body = _work(order)
        answers.write(HEAD.pack(drawn, len(body)) + body)
        answers.flush()


def _read(orders: BinaryIO) -> tuple[str, Any] | None:
    """The next order; None where there will be none."""
    length = orders.read(4)
    if len(length) < 4:
        return None
    body = orders.read(*struct.unpack(">I", length))
    order: tuple[str, Any] = pickle.loads(body)  # noqa: S301  our own parent process wrote it
    return order


def _work(order: tuple[str, Any]) -> tuple[bool, bytes]:
    kind, value = order
    try:
        return True, ORDERS[kind](value)
    except Exception as error:
        return False, f"{type(error).__name__}: {error}"[:300].encode()


if __name__ == "__main__":
    main()
