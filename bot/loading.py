"""What is loaded at the start (half a million objects) stays for good: nothing of it is garbage.

Python's searches for some would take a sixth of the start, and later each full one a tenth of a second, in which
everybody waits.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def done() -> None:
    """Everything that is there stays."""
    gc.freeze()
    gc.enable()


@contextmanager
def for_good() -> Iterator[None]:
    """What is read in here stays."""
    gc.disable()
    try:
        yield
    finally:
        done()
