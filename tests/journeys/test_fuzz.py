"""Whatever comes in: no fault, no message that Telegram refuses, no row of anybody else, no word in the logs.

`FUZZ_UPDATES=20000 FUZZ_SEED=7 pytest tests/journeys/test_fuzz.py` looks longer and elsewhere.
"""

from __future__ import annotations

import os

import pytest

from tests.support.fuzz import fuzz

UPDATES = int(os.environ.get("FUZZ_UPDATES", "2000"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")  # old fields are filled as well
async def test_nothing_that_anybody_sends_does_harm(database_url: str) -> None:
    found = await fuzz(database_url, updates=UPDATES, seed=SEED)
    assert found.faults == {}
    assert found.updates >= UPDATES
    assert found.answers > UPDATES / 4
